//! Notices that another edition was published, by whichever process, and hands it to the sessions. Costs nothing while
//! nothing happens but one look a minute, the net under file systems that report no changes.

use std::ffi::OsStr;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify;
use tokio::sync::watch;

use crate::edition::{Edition, Library, Repair};

/// How often it looks without having been told.
const NET: Timespec = Timespec { tv_sec: 60, tv_nsec: 0 };
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
    let changes = subscribe(library.data());
    thread::Builder::new().name("editions".to_owned()).spawn(move || {
        library.settle();
        while !editions.is_closed() {
            let (edition, mut repairs) = library.check_current();
            if let Some(edition) = edition {
                editions.send_replace(edition);
            }
            repairs.extend(library.mend_search());
            if !repairs.is_empty() {
                told(repairs);
            }
            wait(changes.as_ref());
        }
    })?;
    Ok(())
}

/// Asks to be told of changes in the data folder; `None` where the system cannot.
fn subscribe(data: &Path) -> Option<OwnedFd> {
    let changes = inotify::init(inotify::CreateFlags::CLOEXEC | inotify::CreateFlags::NONBLOCK).ok()?;
    let what = inotify::WatchFlags::MOVED_TO | inotify::WatchFlags::CLOSE_WRITE;
    inotify::add_watch(&changes, data, what).ok()?;
    Some(changes)
}

/// Waits until `CURRENT` was replaced, or for the next look without that.
fn wait(changes: Option<&OwnedFd>) {
    let Some(changes) = changes else { return thread::sleep(REST * 60) };
    loop {
        let mut files = [PollFd::new(changes, PollFlags::IN)];
        // An error here is a signal, or a system that cannot: then it looks at once, and rests.
        let told = poll(&mut files, Some(&NET));
        if matches!(told, Ok(0)) {
            return;
        }
        thread::sleep(REST);
        if told.is_err() || names_current(changes) {
            return;
        }
    }
}

/// Reads all that was reported, and whether `CURRENT` was among it.
fn names_current(changes: &OwnedFd) -> bool {
    let mut space = [MaybeUninit::uninit(); 4096];
    let mut reader = inotify::Reader::new(changes, &mut space);
    let mut found = false;
    while let Ok(event) = reader.next() {
        let overflow = event.events().contains(inotify::ReadFlags::QUEUE_OVERFLOW);
        found |= overflow || event.file_name().is_some_and(|name| OsStr::from_bytes(name.to_bytes()) == CURRENT);
    }
    found
}
