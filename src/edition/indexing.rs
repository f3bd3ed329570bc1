//! Feeds the search index with the records that are written, on a thread of its own: another third of the work of
//! publishing. Never holds more than a few records, and never finishes the index.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

use super::ahead::{BYTES_TOGETHER, TOGETHER, WAITING};
use super::findable::document;
use super::links::Relation;
use super::plan::Plan;
use crate::content::{AnyRecord, Card, Catalogue, Localized, Slug};
use crate::search::{IndexWriter, SearchError};

/// A record that was written, with what is known of it.
pub(super) struct Written {
    /// Without its body.
    pub(super) record: AnyRecord,
    pub(super) plain: Option<Localized<String>>,
    pub(super) card: Card,
    pub(super) refers: Vec<(Slug, Relation)>,
}

/// Takes records to the index, several at once.
pub(super) struct Feed {
    heaps: SyncSender<Vec<Written>>,
    heap: Vec<Written>,
    size: usize,
}

/// The index has failed: nobody takes records any more.
#[derive(Debug)]
pub(super) struct Failed;

impl Feed {
    /// Takes one record.
    pub(super) fn send(&mut self, written: Written) -> Result<(), Failed> {
        let texts = written.plain.iter().flat_map(Localized::iter);
        self.size += texts.map(|(_, text)| text.len()).sum::<usize>();
        self.heap.push(written);
        if self.heap.len() == TOGETHER || self.size >= BYTES_TOGETHER { self.flush() } else { Ok(()) }
    }

    /// Hands over what was taken.
    pub(super) fn flush(&mut self) -> Result<(), Failed> {
        self.size = 0;
        self.heaps.send(std::mem::take(&mut self.heap)).map_err(|_| Failed)
    }
}

/// The index while it is fed.
pub(super) struct Indexing<'scope>(ScopedJoinHandle<'scope, Result<(), SearchError>>);

/// Starts to take records, until the sender is dropped or the index fails; then nothing can be sent any more.
pub(super) fn feed<'scope>(
    scope: &'scope Scope<'scope, '_>,
    index: &'scope mut IndexWriter,
    catalogue: &'scope Catalogue,
    plan: &'scope Plan,
) -> (Feed, Indexing<'scope>) {
    let (heaps, take) = sync_channel(WAITING);
    let feed = Feed { heaps, heap: Vec::new(), size: 0 };
    (feed, Indexing(scope.spawn(move || all(&take, index, catalogue, plan))))
}

impl Indexing<'_> {
    /// Waits until everything that was sent is in the index.
    ///
    /// # Errors
    /// If the disk said no.
    pub(super) fn finish(self) -> Result<(), SearchError> {
        self.0.join().unwrap_or_else(|panic| resume_unwind(panic))
    }
}

fn all(
    take: &Receiver<Vec<Written>>,
    index: &mut IndexWriter,
    catalogue: &Catalogue,
    plan: &Plan,
) -> Result<(), SearchError> {
    let named = |slug: &Slug| Some((*plan.ids.get(slug)?, plan.title(catalogue, slug)?.clone()));
    for Written { record, plain, card, refers } in take.iter().flatten() {
        index.add(&document(&record, plain.as_ref(), &card, &refers, &named))?;
    }
    Ok(())
}
