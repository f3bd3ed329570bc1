//! Reads, encodes and deflates the records ahead of the writer, on a thread of its own: half of the work of publishing.
//! Never holds more than a few bodies, and never writes.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::Scope;

use super::codec::{Damage, Sealer, encode};
use super::layout::{Tree, number_key};
use super::plan::Plan;
use super::writer::WriteError;
use crate::content::{AnyRecord, Bodies, Catalogue, Id, Kind};

/// So many records wait at most. A body may have a megabyte.
const AHEAD: usize = 16;

/// A record that is ready to be written.
pub(super) struct Prepared {
    /// The record with its body.
    pub(super) record: AnyRecord,
    /// The same in its envelope.
    pub(super) envelope: Vec<u8>,
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
pub(super) fn prepare<'scope>(
    scope: &'scope Scope<'scope, '_>,
    sources: Sources<'scope>,
) -> Receiver<Result<Prepared, WriteError>> {
    let (give, take) = sync_channel(AHEAD);
    scope.spawn(move || all(sources, &give));
    take
}

fn all(sources: Sources<'_>, give: &SyncSender<Result<Prepared, WriteError>>) {
    let mut sealer = Sealer::new();
    for kind in Kind::ALL {
        for number in 0..sources.plan.count(*kind) {
            let prepared = one(sources, Id { kind: *kind, number }, &mut sealer);
            let failed = prepared.is_err();
            if give.send(prepared).is_err() || failed {
                return;
            }
        }
    }
}

fn one(sources: Sources<'_>, id: Id, sealer: &mut Sealer) -> Result<Prepared, WriteError> {
    let mut record = sources.plan.record(sources.catalogue, id).ok_or_else(|| missing(id))?;
    let body = sources.bodies.body(id.kind, record.head());
    record.head_mut().body = body.map_err(|error| WriteError::Body(record.head().slug.clone(), error))?;
    let place = Tree::Records(id.kind).place(&number_key(id.number));
    let envelope = sealer.seal(&place, &encode_record(&record)?)?;
    Ok(Prepared { record, envelope })
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
