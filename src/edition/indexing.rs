//! Feeds the search index with the records that are written, on a thread of its own: another third of the work of
//! publishing. Never holds more than a few records, and never finishes the index.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

use super::findable::document;
use super::links::Relation;
use super::plan::Plan;
use crate::content::{AnyRecord, Card, Catalogue, Slug};
use crate::search::{IndexWriter, SearchError};

/// So many records wait at most. A body may have a megabyte.
const WAITING: usize = 16;

/// A record that was written, with what is known of it.
pub(super) struct Written {
    pub(super) record: AnyRecord,
    pub(super) card: Card,
    pub(super) refers: Vec<(Slug, Relation)>,
}

/// The index while it is fed.
pub(super) struct Indexing<'scope>(ScopedJoinHandle<'scope, Result<(), SearchError>>);

/// Starts to take records, until the sender is dropped or the index fails; then nothing can be sent any more.
pub(super) fn feed<'scope>(
    scope: &'scope Scope<'scope, '_>,
    index: &'scope mut IndexWriter,
    catalogue: &'scope Catalogue,
    plan: &'scope Plan,
) -> (SyncSender<Written>, Indexing<'scope>) {
    let (give, take) = sync_channel(WAITING);
    (give, Indexing(scope.spawn(move || all(&take, index, catalogue, plan))))
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
    take: &Receiver<Written>,
    index: &mut IndexWriter,
    catalogue: &Catalogue,
    plan: &Plan,
) -> Result<(), SearchError> {
    let named = |slug: &Slug| Some((*plan.ids.get(slug)?, plan.title(catalogue, slug)?.clone()));
    for Written { record, card, refers } in take {
        index.add(&document(&record, &card, &refers, &named))?;
    }
    Ok(())
}
