//! Private copies of an edition in the temporary folder, for processes that may not open the edition itself. Never removes
//! a copy that somebody reads.

use std::fs::{self, DirBuilder};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{io, process};

use super::folder::store_folder;
use super::lock::is_locked;

/// What the names of all copies begin with.
const PREFIX: &str = "megdan-";
/// A copy that is being made is not locked yet; none takes this long to be made.
const BEING_MADE: Duration = Duration::from_mins(10);

/// A new folder in `scratch` that only this account may read. Copies that a killed process left there go away first.
pub(super) fn private_folder(scratch: &Path, number: u64) -> io::Result<PathBuf> {
    let mut last = io::Error::other("no free name");
    for attempt in 0..64_u32 {
        let folder = scratch.join(format!("{PREFIX}{}-{number}-{attempt}", process::id()));
        match DirBuilder::new().mode(0o700).create(&folder) {
            Ok(()) => {
                remove_left_over(scratch, &folder);
                return Ok(folder);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Removes the copies that are much older than `new` and that nobody has open.
fn remove_left_over(scratch: &Path, new: &Path) {
    let age = |path: &Path| fs::symlink_metadata(path).and_then(|metadata| metadata.modified());
    let (Ok(entries), Ok(now)) = (fs::read_dir(scratch), age(new)) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_copy = name.to_str().and_then(|name| name.strip_prefix(PREFIX)).is_some_and(is_numbers);
        let path = entry.path();
        let is_old = || age(&path).is_ok_and(|then| now.duration_since(then).is_ok_and(|passed| passed > BEING_MADE));
        if is_copy && entry.file_type().is_ok_and(|kind| kind.is_dir()) && is_old() && !is_open(&path) {
            // Another account's, perhaps: then it stays.
            let _kept = fs::remove_dir_all(&path);
        }
    }
}

fn is_open(copy: &Path) -> bool {
    is_locked(&store_folder(copy).join("db"))
}

/// Whether this is `12036-2-0`: a process, an edition, an attempt.
fn is_numbers(rest: &str) -> bool {
    let mut parts = rest.split('-');
    let all = parts.by_ref().take(3).filter(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    all.count() == 3 && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File, FileTimes};
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use super::{is_numbers, private_folder};
    use crate::edition::lock::Lock;

    fn copy_of_yesterday(scratch: &Path, name: &str) -> std::path::PathBuf {
        let folder = scratch.join(name);
        fs::create_dir_all(folder.join("store")).expect("a folder");
        fs::write(folder.join("store/db"), b"pages").expect("a file");
        let yesterday = SystemTime::now() - Duration::from_hours(24);
        let times = FileTimes::new().set_modified(yesterday);
        File::open(&folder).and_then(|folder| folder.set_times(times)).expect("older");
        folder
    }

    #[test]
    fn a_copy_of_a_killed_process_goes_away_and_one_that_is_read_stays() {
        let scratch = tempfile::tempdir().expect("a folder");
        let left = copy_of_yesterday(scratch.path(), "megdan-12036-2-0");
        let read = copy_of_yesterday(scratch.path(), "megdan-12037-2-0");
        let other = copy_of_yesterday(scratch.path(), "megdan-notes");
        let lock = Lock::take(&read.join("store/db")).expect("a lock");
        let new = private_folder(scratch.path(), 2).expect("a folder");
        assert!(new.exists() && !left.exists() && read.exists() && other.exists());
        drop(lock);
        assert!(private_folder(scratch.path(), 2).expect("a folder") != new && new.exists(), "just made");
        assert!(!read.exists());
    }

    #[test]
    fn only_names_of_copies_count() {
        assert!(is_numbers("12036-2-0"));
        for other in ["", "12036-2", "12036-2-0-1", "a-2-0", "--", "12036-2-"] {
            assert!(!is_numbers(other), "{other}");
        }
    }
}
