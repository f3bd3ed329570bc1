//! Notices that another edition was published, by whichever process, and hands it to the sessions. Costs nothing while
//! nothing happens but one look a minute, the net under file systems that report no changes. A read that fails is looked into
//! at once; what is lost is looked for until it is back.

use std::ffi::OsStr;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify;
use tokio::sync::watch;

use crate::edition::{Alarm, Edition, FileId, Library, Repair};

/// How often it looks without having been told.
const NET: Duration = Duration::from_mins(1);
/// How often it looks for a data folder that is not there.
const MISSING: Duration = Duration::from_secs(2);
/// How often it looks at most for content that can be read again.
const LOST: Duration = Duration::from_secs(10);
/// How long it rests after a change: one publication changes the folder more than once, and a folder that never rests is
/// looked at once a second.
const REST: Duration = Duration::from_secs(1);
/// The file that names the current edition.
const CURRENT: &str = "CURRENT";

/// Follows the library on a thread of its own until nobody listens any more. `told` gets what had to be repaired.
///
/// # Errors
/// If no thread can be started.
pub fn follow(
    library: Arc<Library>,
    editions: watch::Sender<Edition>,
    mut told: impl FnMut(Vec<Repair>) + Send + 'static,
) -> std::io::Result<()> {
    let mut changes = None;
    thread::Builder::new().name("editions".to_owned()).spawn(move || {
        library.settle();
        let mut again = REST;
        while !editions.is_closed() {
            // Before the look: what changes after it is told.
            changes = changes.filter(|changes: &Changes| changes.are_of(library.data()));
            changes = changes.or_else(|| Changes::of(library.data()));
            let (edition, mut repairs) = library.check_current();
            if let Some(edition) = edition {
                editions.send_replace(edition);
            }
            repairs.extend(library.mend_search());
            if !repairs.is_empty() {
                told(repairs);
            }
            // What is lost may come back without a word: a disk that is put in again.
            let is_lost = library.is_lost();
            again = if is_lost { (again * 2).min(LOST) } else { REST };
            let most = if is_lost { again } else { NET };
            // A folder that is not there is looked for more often; one that cannot be watched is not.
            let is_missing = changes.is_none() && !library.data().is_dir();
            wait(changes.as_ref(), library.alarm(), if is_missing { MISSING } else { most });
        }
    })?;
    Ok(())
}

/// What is reported of a data folder.
#[derive(Debug)]
struct Changes {
    file: OwnedFd,
    folder: FileId,
}

impl Changes {
    /// Asks to be told of them; `None` where the system cannot, or while the folder is not there.
    fn of(data: &Path) -> Option<Self> {
        let file = inotify::init(inotify::CreateFlags::CLOEXEC | inotify::CreateFlags::NONBLOCK).ok()?;
        let folder = FileId::of(data)?;
        let new = inotify::WatchFlags::MOVED_TO | inotify::WatchFlags::CLOSE_WRITE;
        // A folder that goes away with open files in it is not reported itself until they are closed.
        let gone = inotify::WatchFlags::DELETE | inotify::WatchFlags::MOVE_SELF;
        inotify::add_watch(&file, data, new | gone).ok()?;
        Some(Self { file, folder })
    }

    /// Whether they are of the folder that has this name now.
    fn are_of(&self, data: &Path) -> bool {
        FileId::of(data) == Some(self.folder)
    }
}

/// Waits until `CURRENT` was replaced or removed, the folder was moved, a read failed, or for `most` without any of it.
fn wait(changes: Option<&Changes>, alarm: Option<&Alarm>, most: Duration) {
    let most = Timespec { tv_sec: most.as_secs().try_into().unwrap_or(i64::MAX), tv_nsec: 0 };
    loop {
        let files = [changes.map(|changes| changes.file.as_fd()), alarm.map(AsFd::as_fd)];
        let mut files: Vec<PollFd<'_>> =
            files.iter().flatten().map(|file| PollFd::from_borrowed_fd(*file, PollFlags::IN)).collect();
        // An error here is a signal, or a system that cannot: then it looks at once, and rests.
        let told = poll(&mut files, Some(&most));
        if matches!(told, Ok(0)) {
            return;
        }
        thread::sleep(REST);
        let rang = alarm.is_some_and(Alarm::silence);
        let matters = changes.is_some_and(|changes| names_current(&changes.file));
        if rang || matters || told.is_err() {
            return;
        }
    }
}

/// Reads all that was reported, and whether `CURRENT` or the folder itself was among it.
fn names_current(changes: &OwnedFd) -> bool {
    let mut space = [MaybeUninit::uninit(); 4096];
    let mut reader = inotify::Reader::new(changes, &mut space);
    let mut found = false;
    while let Ok(event) = reader.next() {
        let whole = inotify::ReadFlags::QUEUE_OVERFLOW | inotify::ReadFlags::MOVE_SELF | inotify::ReadFlags::IGNORED;
        found |= event.events().intersects(whole);
        found |= event.file_name().is_some_and(|name| OsStr::from_bytes(name.to_bytes()) == CURRENT);
    }
    found
}
