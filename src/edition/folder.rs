//! Names and files of the data folder: which editions there are, which is current, what is left over from a power cut.
//! Never opens a database.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::manifest::{Manifest, ManifestError};

/// The file that holds the current edition's number.
pub fn current_file(data: &Path) -> PathBuf {
    data.join("CURRENT")
}

/// An edition in the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub number: u64,
    /// Whether it is the current one.
    pub current: bool,
    /// Whether it failed to open once.
    pub bad: bool,
    /// What it says about itself, if that can be read.
    pub manifest: Option<Manifest>,
    /// What its files take, in bytes.
    pub bytes: u64,
}

/// Every edition in the data folder, the newest first. A folder that does not exist has none.
///
/// # Errors
/// If the folder is there but cannot be read.
pub fn editions(data: &Path) -> io::Result<Vec<Listed>> {
    let current = current_number(data);
    let listed = numbers(data)?.into_iter().map(|number| {
        let folder = edition_folder(data, number);
        Listed {
            number,
            current: current == Some(number),
            bad: is_bad(&folder),
            manifest: read_manifest(&folder, number).ok(),
            bytes: size(&folder),
        }
    });
    Ok(listed.collect())
}

/// What tells a file or folder from another of the same name: device, number, and when it was made, as numbers are given
/// again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileId(u64, u64, Option<SystemTime>);

impl FileId {
    /// Of what has this name now; nothing if nothing has.
    pub fn of(path: &Path) -> Option<Self> {
        fs::metadata(path).ok().map(|file| Self(file.dev(), file.ino(), file.created().ok()))
    }
}

pub(super) fn editions_folder(data: &Path) -> PathBuf {
    data.join("editions")
}

pub(super) fn edition_folder(data: &Path, number: u64) -> PathBuf {
    editions_folder(data).join(format!("{number:06}"))
}

pub(super) fn partial_folder(data: &Path, number: u64) -> PathBuf {
    editions_folder(data).join(format!("{number:06}.partial"))
}

pub(super) fn store_folder(edition: &Path) -> PathBuf {
    edition.join("store")
}

/// Where the search index of an edition is.
pub(super) fn search_folder(edition: &Path) -> PathBuf {
    edition.join("search")
}

/// The numbers of all published editions, the newest first.
pub(super) fn numbers(data: &Path) -> io::Result<Vec<u64>> {
    let entries = match fs::read_dir(editions_folder(data)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut numbers = Vec::new();
    for entry in entries {
        numbers.extend(number_of(&entry?.file_name().to_string_lossy()));
    }
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    Ok(numbers)
}

fn number_of(name: &str) -> Option<u64> {
    (name.len() >= 6 && name.bytes().all(|byte| byte.is_ascii_digit())).then(|| name.parse().ok())?
}

/// What `CURRENT` says, if it says a number.
pub(super) fn current_number(data: &Path) -> Option<u64> {
    fs::read_to_string(current_file(data)).ok()?.trim().parse().ok()
}

pub(super) fn read_manifest(folder: &Path, number: u64) -> Result<Manifest, ManifestError> {
    let damaged = |what: &dyn std::fmt::Display| ManifestError::Damaged(format!("manifest.toml: {what}"));
    let text = fs::read_to_string(folder.join("manifest.toml")).map_err(|error| damaged(&error))?;
    let manifest = Manifest::from_toml(&text).map_err(|error| match error {
        ManifestError::Damaged(what) => damaged(&what),
        other @ ManifestError::OtherFormat(_) => other,
    })?;
    if manifest.number == number { Ok(manifest) } else { Err(damaged(&"it has another edition's number")) }
}

/// Marks an edition that failed, so that it is not tried again. Does nothing where the folder cannot be written.
pub(super) fn mark_bad(folder: &Path, why: &str) {
    // Best effort: without the mark the next start only takes longer.
    let _ = fs::write(folder.join("BAD"), format!("{why}\n"));
}

pub(super) fn is_bad(folder: &Path) -> bool {
    folder.join("BAD").exists()
}

/// Removes what a publication that was cut off left behind.
pub(super) fn remove_partials(data: &Path) -> io::Result<()> {
    let entries = match fs::read_dir(editions_folder(data)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with(".partial") {
            fs::remove_dir_all(entry.path())?;
        }
    }
    match fs::remove_file(data.join("CURRENT.partial")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// All files below `folder`, and after them the folders, innermost first, `folder` itself last.
pub(super) fn files_then_folders(folder: &Path) -> io::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            let (inner_files, inner_folders) = files_then_folders(&entry.path())?;
            files.extend(inner_files);
            folders.extend(inner_folders);
        } else {
            files.push(entry.path());
        }
    }
    folders.push(folder.to_path_buf());
    Ok((files, folders))
}

/// Brings a file or folder to the disk.
pub(super) fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Writes a small file; the caller syncs.
pub(super) fn write_file(path: &Path, text: &str) -> io::Result<File> {
    let mut file = File::create(path)?;
    file.write_all(text.as_bytes())?;
    Ok(file)
}

/// The bytes of all files below `folder`; what cannot be read counts nothing.
pub(super) fn size(folder: &Path) -> u64 {
    let Ok((files, _)) = files_then_folders(folder) else { return 0 };
    files.iter().filter_map(|file| fs::metadata(file).ok()).map(|metadata| metadata.len()).sum()
}

/// Copies a whole folder; on file systems that can, without copying the blocks.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
