//! Reads the files of a seed ahead of the checks and looks for dirt in their bodies, on a thread of its own: half of the
//! work of a check. Never reports anything, and never holds more than a few files.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Builder, Scope};

use super::encoding;
use super::layout::{Role, role};
use super::scan::{Finding, Lines, scan};
use super::source::{Listing, MAX_FILE, Source, Why};
use super::syntax;

/// So many files are handed over at once: to wake the other thread takes as long as to read one.
const TOGETHER: usize = 16;
/// A file may have a megabyte.
const BYTES_TOGETHER: usize = 256 << 10;
/// So many of these heaps wait at most.
const WAITING: usize = 2;
/// Fewer files are not worth a thread.
const WORTH_IT: usize = 4 * TOGETHER;

/// A file that was read.
pub struct Ready {
    /// Its number in the listing.
    number: u32,
    /// What is in it.
    pub bytes: Result<Vec<u8>, Why>,
    /// What [`scan`] finds in its body, if it has front matter.
    pub dirt: Option<Vec<Finding>>,
}

/// Files in the order of the listing.
pub struct Ahead {
    heaps: Receiver<Vec<Ready>>,
    heap: std::vec::IntoIter<Ready>,
}

impl Ahead {
    /// Starts to read; nothing if there is little to read, or no thread to be had.
    pub fn start<'scope>(
        scope: &'scope Scope<'scope, '_>,
        source: &'scope Source,
        listing: &'scope Listing,
    ) -> Option<Self> {
        if listing.count() < WORTH_IT {
            return None;
        }
        let (give, heaps) = sync_channel(WAITING);
        Builder::new().spawn_scoped(scope, move || all(source, listing, &give)).ok()?;
        Some(Self { heaps, heap: Vec::new().into_iter() })
    }

    /// The file with this number; numbers must be asked for in ascending order. Nothing if it was not read ahead.
    pub fn take(&mut self, number: u32) -> Option<Ready> {
        loop {
            let Some(next) = self.heap.as_slice().first() else {
                self.heap = self.heaps.recv().ok()?.into_iter();
                continue;
            };
            if next.number > number {
                return None;
            }
            if let Some(ready) = self.heap.next().filter(|ready| ready.number == number) {
                return Some(ready);
            }
        }
    }
}

/// Ends with the last file, or when the other end is dropped.
fn all(source: &Source, listing: &Listing, give: &SyncSender<Vec<Ready>>) {
    let (mut heap, mut size) = (Vec::with_capacity(TOGETHER), 0);
    for number in 0..listing.count() as u32 {
        let path = listing.path(number);
        if !matches!(role(path), Role::Prose(..) | Role::Structured(..)) {
            continue;
        }
        let ready = read(source, number, path);
        size += ready.bytes.as_ref().map_or(0, Vec::len);
        heap.push(ready);
        if heap.len() == TOGETHER || size >= BYTES_TOGETHER {
            size = 0;
            if give.send(std::mem::replace(&mut heap, Vec::with_capacity(TOGETHER))).is_err() {
                return;
            }
        }
    }
    // If nobody takes it, the reading has ended before.
    let _ = give.send(heap);
}

fn read(source: &Source, number: u32, path: &str) -> Ready {
    let mut bytes = Vec::new();
    let bytes = source.read(path, MAX_FILE, &mut bytes).map(|()| bytes);
    let dirt = bytes.as_ref().ok().filter(|_| matches!(role(path), Role::Prose(..))).and_then(|bytes| {
        let text = encoding::decode(bytes).ok()?;
        Some(scan(text.get(syntax::split(text).ok()?.body)?, Lines::Many))
    });
    Ready { number, bytes, dirt }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::{Ahead, WORTH_IT};
    use crate::seed::source::Source;

    #[test]
    fn files_come_in_order_and_those_not_asked_for_are_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("news")).expect("a folder");
        for number in 0..2 * WORTH_IT {
            let text = format!("+++\n+++\n{number} \u{202e}");
            std::fs::write(folder.path().join(format!("news/a{number:05}.md")), text).expect("a file");
        }
        std::fs::write(folder.path().join("news/b.txt"), "?").expect("a file");
        let source = Source::Folder(folder.path().to_owned());
        let (listing, _) = source.list();
        thread::scope(|scope| {
            let mut ahead = Ahead::start(scope, &source, &listing).expect("there are many");
            for number in (0..2 * WORTH_IT as u32).step_by(3) {
                let ready = ahead.take(number).expect("read ahead");
                let text = ready.bytes.expect("readable");
                assert_eq!(text, format!("+++\n+++\n{number} \u{202e}").as_bytes());
                assert_eq!(ready.dirt.expect("it has a body").len(), 1);
            }
            assert!(ahead.take(2 * WORTH_IT as u32).is_none(), "no part of the content");
        });
    }
}
