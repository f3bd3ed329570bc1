//! Where a seed is: a folder, or the files compiled into the binary. The only file of the loader that reads the disk;
//! never looks into what it reads.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

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
            Self::Folder(root) => walk(root, &mut String::new(), 0, &mut listing, &mut problems),
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
                let file = File::open(root.join(path)).map_err(Why::from)?;
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

fn walk(root: &Path, below: &mut String, depth: u32, listing: &mut Listing, problems: &mut Vec<Unlisted>) {
    let entries = match fs::read_dir(root.join(&*below)) {
        Ok(entries) => entries,
        Err(error) => return problems.push(Unlisted { path: below.clone(), reason: error.into() }),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                problems.push(Unlisted { path: below.clone(), reason: error.into() });
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
        let outcome = match is_folder(&entry) {
            Ok(true) if depth < MAX_DEPTH => {
                walk(root, below, depth + 1, listing, problems);
                Ok(())
            }
            Ok(true) => Err(Why::Depth),
            Ok(false) if entry.file_name().to_str().is_none() => Err(Why::Name),
            Ok(false) => listing.push(below),
            Err(error) => Err(error.into()),
        };
        if let Err(reason) = outcome {
            problems.push(Unlisted { path: below.clone(), reason });
        }
        below.truncate(length);
    }
}

fn is_folder(entry: &fs::DirEntry) -> io::Result<bool> {
    let kind = entry.file_type()?;
    if kind.is_symlink() { Ok(fs::metadata(entry.path())?.is_dir()) } else { Ok(kind.is_dir()) }
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
    fn a_file_over_the_limit_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("a.md"), [b'x'; 11]).expect("it can be written");
        let source = Source::Folder(folder.path().to_owned());
        assert!(matches!(source.read("a.md", 10, &mut Vec::new()), Err(Why::Size(10))));
        assert!(source.read("a.md", 11, &mut Vec::new()).is_ok());
    }
}
