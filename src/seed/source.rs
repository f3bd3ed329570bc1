//! Where a seed is: a folder, or the files compiled into the binary. The only file of the loader that reads the disk;
//! never looks into what it reads.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

/// The files of the project's own `seed/`, sorted by path.
static BUILTIN: &[(&str, &[u8])] = &include!(concat!(env!("OUT_DIR"), "/builtin.rs"));

/// The most bytes of a Markdown or TOML file.
pub const MAX_FILE: usize = 1 << 20;
/// The most bytes of a spreadsheet.
pub const MAX_SHEET: usize = 32 << 20;
/// The deepest folder below the seed's own.
const MAX_DEPTH: u32 = 4;
/// The most files of one seed.
const MAX_FILES: usize = 4_000_000;

/// Where a seed is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A folder.
    Folder(PathBuf),
    /// The content compiled into the binary.
    Builtin,
}

/// A part of a seed that could not be listed.
#[derive(Debug)]
pub struct Unlisted {
    /// The path below the seed folder; empty for the folder itself.
    pub path: String,
    /// Why.
    pub reason: Why,
}

/// Why a file or folder could not be taken.
#[derive(Debug)]
pub enum Why {
    /// There is no such file or folder.
    Missing,
    /// It is not what it should be: a file in place of the folder.
    NotAFolder,
    /// It may not be read, or the disk fails.
    Unreadable(io::Error),
    /// It is a device, a pipe or a socket: reading it might never end.
    Special,
    /// It is a link out of the folder: a folder from a stranger must not publish what else this machine holds.
    Outside,
    /// Its name is not UTF-8.
    Name,
    /// Folders in folders in folders.
    Depth,
    /// More files than a seed may have.
    Count,
    /// It has more than this many bytes.
    Size(usize),
}

/// The paths of a seed's files, sorted; one text for all of them, because there may be hundreds of thousands.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    names: String,
    files: Vec<(u32, u16)>,
}

impl Listing {
    /// The number of files.
    pub const fn count(&self) -> usize {
        self.files.len()
    }

    /// The path of file `number` below the seed folder, parts separated by `/`.
    pub fn path(&self, number: u32) -> &str {
        let Some(&(start, length)) = self.files.get(number as usize) else {
            return "";
        };
        self.names.get(start as usize..start as usize + length as usize).unwrap_or_default()
    }

    /// The number of the file with exactly this path.
    pub fn number(&self, path: &str) -> Option<u32> {
        let found = self.files.binary_search_by(|&(start, length)| {
            let at = start as usize..start as usize + length as usize;
            self.names.get(at).unwrap_or_default().cmp(path)
        });
        found.ok().map(|number| number as u32)
    }

    fn push(&mut self, path: &str) -> Result<(), Why> {
        let (Ok(start), Ok(length)) = (u32::try_from(self.names.len()), u16::try_from(path.len())) else {
            return Err(Why::Count);
        };
        if self.files.len() >= MAX_FILES {
            return Err(Why::Count);
        }
        self.names.push_str(path);
        self.files.push((start, length));
        Ok(())
    }

    fn sort(&mut self) {
        let names = std::mem::take(&mut self.names);
        let at = |&(start, length): &(u32, u16)| {
            names.get(start as usize..start as usize + length as usize).unwrap_or_default()
        };
        self.files.sort_unstable_by(|a, b| at(a).cmp(at(b)));
        self.names = names;
    }
}

impl Source {
    /// All files but the ignored ones, sorted by path, and what could not be listed.
    pub fn list(&self) -> (Listing, Vec<Unlisted>) {
        let (mut listing, mut problems) = (Listing::default(), Vec::new());
        match self {
            Self::Builtin => {
                for (path, _) in BUILTIN {
                    if path.split('/').all(|part| !is_ignored(part)) && listing.push(path).is_err() {
                        problems.push(Unlisted { path: (*path).to_owned(), reason: Why::Count });
                    }
                }
            }
            Self::Folder(root) => {
                let real = root.canonicalize().unwrap_or_else(|_| root.clone());
                Walk { root, real, listing: &mut listing, problems: &mut problems }.folder(&mut String::new(), 0);
            }
        }
        listing.sort();
        (listing, problems)
    }

    /// The bytes of the file at `path`, put into `bytes`.
    ///
    /// # Errors
    /// If it is missing, cannot be read or has more than `limit` bytes.
    pub fn read(&self, path: &str, limit: usize, bytes: &mut Vec<u8>) -> Result<(), Why> {
        bytes.clear();
        match self {
            Self::Builtin => {
                let found = BUILTIN.binary_search_by(|(name, _)| (*name).cmp(path)).map_err(|_| Why::Missing)?;
                bytes.extend(BUILTIN.get(found).map_or(&[][..], |(_, content)| content));
            }
            Self::Folder(root) => {
                let file = open(&root.join(path))?;
                file.take(limit as u64 + 1).read_to_end(bytes).map_err(Why::from)?;
            }
        }
        if bytes.len() > limit { Err(Why::Size(limit)) } else { Ok(()) }
    }

    /// How a path below the seed folder is shown to people: below the folder as it was given.
    pub fn shown(&self, path: &str) -> String {
        match self {
            Self::Folder(root) if root.as_os_str() != "." => {
                let root = root.to_string_lossy();
                let root = root.trim_end_matches('/');
                if path.is_empty() { root.to_owned() } else { format!("{root}/{path}") }
            }
            _ => path.to_owned(),
        }
    }
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::NotADirectory => Self::NotAFolder,
            _ => Self::Unreadable(error),
        }
    }
}

/// What editors and file managers leave beside the content.
fn is_ignored(name: &str) -> bool {
    let bak = Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("bak"));
    bak || name.starts_with(['_', '.'])
        || name.starts_with("~$")
        || name.ends_with('~')
        || name == "Thumbs.db"
        || name.starts_with("README")
}

/// Opens a regular file. A pipe that was put in its place meanwhile is not waited for.
fn open(path: &Path) -> Result<File, Why> {
    let without_waiting = OFlags::NONBLOCK.bits().cast_signed();
    let file = File::options().read(true).custom_flags(without_waiting).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(Why::Special) }
}

/// What an entry of a folder is.
enum Entry {
    File,
    Folder,
}

/// One pass over a seed folder.
struct Walk<'a> {
    root: &'a Path,
    /// The same without links.
    real: PathBuf,
    listing: &'a mut Listing,
    problems: &'a mut Vec<Unlisted>,
}

impl Walk<'_> {
    /// Lists what is in the folder at `below` and in those in it.
    fn folder(&mut self, below: &mut String, depth: u32) {
        let entries = match fs::read_dir(self.root.join(&*below)) {
            Ok(entries) => entries,
            Err(error) => return self.problem(below, error.into()),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.problem(below, error.into());
                    continue;
                }
            };
            let name = entry.file_name();
            let name = name.to_string_lossy();
            // Pictures and attachments keep the names their offices gave them.
            if is_ignored(&name) && (below != "media" || name.starts_with('.')) {
                continue;
            }
            let length = below.len();
            if !below.is_empty() {
                below.push('/');
            }
            below.push_str(&name);
            if let Err(reason) = self.entry(&entry, below, depth) {
                self.problem(below, reason);
            }
            below.truncate(length);
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, below: &mut String, depth: u32) -> Result<(), Why> {
        match self.kind(entry)? {
            Entry::Folder if depth < MAX_DEPTH => self.folder(below, depth + 1),
            Entry::Folder => return Err(Why::Depth),
            Entry::File if entry.file_name().to_str().is_none() => return Err(Why::Name),
            Entry::File => self.listing.push(below)?,
        }
        Ok(())
    }

    fn kind(&self, entry: &fs::DirEntry) -> Result<Entry, Why> {
        let mut kind = entry.file_type()?;
        if kind.is_symlink() {
            let target = entry.path().canonicalize()?;
            if !target.starts_with(&self.real) {
                return Err(Why::Outside);
            }
            kind = fs::metadata(target)?.file_type();
        }
        match (kind.is_dir(), kind.is_file()) {
            (true, _) => Ok(Entry::Folder),
            (_, true) => Ok(Entry::File),
            _ => Err(Why::Special),
        }
    }

    fn problem(&mut self, below: &str, reason: Why) {
        self.problems.push(Unlisted { path: below.to_owned(), reason });
    }
}

#[cfg(test)]
mod tests {
    use super::{Source, Why, is_ignored};

    #[test]
    fn what_editors_leave_behind_is_ignored() {
        for name in ["_draft.md", ".git", "a.md~", "a.bak", "~$a.docx", "Thumbs.db", "README", "README.bg.md"] {
            assert!(is_ignored(name), "{name}");
        }
        for name in ["a.md", "kiosk.toml", "back.md", "readable.md"] {
            assert!(!is_ignored(name), "{name}");
        }
    }

    #[test]
    fn a_missing_folder_is_a_problem_and_no_panic() {
        let (listing, problems) = Source::Folder("/nowhere/at/all".into()).list();
        assert_eq!(listing.count(), 0);
        assert!(matches!(problems.as_slice(), [one] if matches!(one.reason, Why::Missing)));
    }

    #[test]
    fn the_content_in_the_binary_can_be_listed_and_read() {
        let (listing, problems) = Source::Builtin.list();
        assert!(problems.is_empty() && listing.count() > 0);
        let number = listing.number("kiosk.toml").expect("a kiosk has its settings");
        let mut bytes = Vec::new();
        Source::Builtin.read(listing.path(number), 1 << 20, &mut bytes).expect("it is in the binary");
        assert!(!bytes.is_empty());
    }

    #[test]
    fn a_pipe_is_not_waited_for_and_a_link_out_of_the_folder_is_not_followed() {
        let outside = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(outside.path().join("key"), "secret").expect("it can be written");
        let folder = outside.path().join("seed");
        std::fs::create_dir(&folder).expect("a folder");
        let pipe = folder.join("pipe.md");
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, 0o600.into(), 0).expect("a pipe");
        std::os::unix::fs::symlink("../key", folder.join("out.md")).expect("a link");
        std::fs::write(folder.join("a.md"), "text").expect("it can be written");
        std::os::unix::fs::symlink("a.md", folder.join("in.md")).expect("a link");
        let source = Source::Folder(folder);
        let (listing, mut problems) = source.list();
        assert_eq!((listing.path(0), listing.path(1), listing.count()), ("a.md", "in.md", 2));
        problems.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(matches!(problems[0].reason, Why::Outside) && matches!(problems[1].reason, Why::Special));
        assert!(matches!(source.read("pipe.md", 10, &mut Vec::new()), Err(Why::Special)));
    }

    #[test]
    fn a_file_over_the_limit_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("a.md"), [b'x'; 11]).expect("it can be written");
        let source = Source::Folder(folder.path().to_owned());
        assert!(matches!(source.read("a.md", 10, &mut Vec::new()), Err(Why::Size(10))));
        assert!(source.read("a.md", 11, &mut Vec::new()).is_ok());
    }
}
