//! Reads, encodes and deflates the records ahead of the writer, on a thread of its own: half of the work of publishing.
//! Never holds more than a few bodies, and never writes.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use super::codec::{Damage, Sealer, encode};
use super::findable::plain_body;
use super::layout::{Tree, number_key};
use super::plan::Plan;
use super::writer::WriteError;
use crate::content::{AnyRecord, Bodies, Catalogue, Id, Kind, Localized};

/// So many records are handed over at once: to wake the other thread takes as long as to prepare one.
pub(super) const TOGETHER: usize = 8;
/// A body may have a megabyte.
pub(super) const BYTES_TOGETHER: usize = 256 << 10;
/// So many of these heaps wait at most.
pub(super) const WAITING: usize = 2;

/// A record that is ready to be written.
pub(super) struct Prepared {
    /// The record with its body.
    pub(super) record: AnyRecord,
    /// The same in its envelope.
    pub(super) envelope: Vec<u8>,
    /// Its body as plain text, for its card and for the search index.
    pub(super) plain: Option<Localized<String>>,
}

/// What records are made from.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) bodies: &'a dyn Bodies,
    pub(super) plan: &'a Plan,
}

/// Starts to prepare all records, kind by kind in the order of their numbers. Ends at the first error, or when the other
/// end is dropped.
pub(super) fn prepare<'scope>(scope: &'scope Scope<'scope, '_>, sources: Sources<'scope>) -> Ahead {
    let (give, heaps) = sync_channel(WAITING);
    scope.spawn(move || all(sources, &give));
    Ahead { heaps, heap: Vec::new().into_iter() }
}

/// Records in the order in which they are written.
pub(super) struct Ahead {
    heaps: Receiver<Heap>,
    heap: std::vec::IntoIter<Prepared>,
}

type Heap = Result<Vec<Prepared>, WriteError>;

impl Ahead {
    /// The next record, which has to be `id`.
    pub(super) fn next(&mut self, id: Id) -> Result<Prepared, WriteError> {
        loop {
            if let Some(prepared) = self.heap.next() {
                return Ok(prepared);
            }
            self.heap = self.heaps.recv().map_err(|_| missing(id))??.into_iter();
        }
    }
}

fn all(sources: Sources<'_>, give: &SyncSender<Heap>) {
    let mut sealer = Sealer::new();
    let (mut heap, mut size) = (Vec::new(), 0);
    for kind in Kind::ALL {
        for number in 0..sources.plan.count(*kind) {
            match one(sources, Id { kind: *kind, number }, &mut sealer) {
                Ok(prepared) => {
                    size += prepared.envelope.len();
                    heap.push(prepared);
                }
                Err(error) => {
                    // Without a writer nobody needs to know.
                    let _ = give.send(Ok(heap)).and_then(|()| give.send(Err(error)));
                    return;
                }
            }
            if heap.len() == TOGETHER || size >= BYTES_TOGETHER {
                size = 0;
                if give.send(Ok(std::mem::take(&mut heap))).is_err() {
                    return;
                }
            }
        }
    }
    let _ = give.send(Ok(heap));
}

fn one(sources: Sources<'_>, id: Id, sealer: &mut Sealer) -> Result<Prepared, WriteError> {
    let mut record = sources.plan.record(sources.catalogue, id).ok_or_else(|| missing(id))?;
    let body = sources.bodies.body(id.kind, record.head());
    record.head_mut().body = body.map_err(|error| WriteError::Body(record.head().slug.clone(), error))?;
    let place = Tree::Records(id.kind).place(&number_key(id.number));
    let envelope = sealer.seal(&place, &encode_record(&record)?)?;
    let plain = plain_body(record.head());
    Ok(Prepared { record, envelope, plain })
}

/// The plan numbers a record that the catalogue does not have.
pub(super) fn missing(id: Id) -> Damage {
    Damage(format!("there is no {} with the number {} in the catalogue", id.kind.name(), id.number))
}

fn encode_record(record: &AnyRecord) -> Result<Vec<u8>, Damage> {
    match record {
        AnyRecord::Cluster(r) => encode(r),
        AnyRecord::Organisation(r) => encode(r),
        AnyRecord::Person(r) => encode(r),
        AnyRecord::Article(r) => encode(r),
        AnyRecord::Event(r) => encode(r),
        AnyRecord::Project(r) => encode(r),
        AnyRecord::Page(r) => encode(r),
    }
}
