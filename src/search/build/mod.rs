//! Makes an index: gathers documents in one pass, then merges what was gathered into one file. Never keeps the documents,
//! never needs them in an order, and never changes an index that is there: the new one takes its place at the end.

mod broad;
mod gather;
mod merge;
mod output;
mod run;

use std::path::{Path, PathBuf};

pub(super) use gather::language_bit;
use gather::{Gatherer, NameStore};
use merge::Merging;
pub(super) use merge::NAMES_BLOCK;
use output::Output;

use super::document::Document;
use super::error::SearchError;
use super::index::{Index, Stamp};
use super::runs::Room;

/// The name of the index in its folder.
pub(super) const FILE: &str = "index";

/// Its name until it is whole.
const PARTIAL: &str = "index.partial";

/// How an index is built and what counts as broad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// A run is put away when it takes about so many bytes.
    pub(super) run_bytes: usize,
    /// When the documents of a beginning of words are kept as a set.
    pub(super) broad: Broadness,
}

/// When a beginning is broad. Following it word by word would take too long; a set of it takes room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broadness {
    pub(super) least: u64,
    pub(super) most: u64,
}

impl Broadness {
    /// The postings above which a beginning is broad among so many documents.
    pub(super) fn limit(self, documents: usize) -> u64 {
        (documents as u64 / 2).clamp(self.least, self.most)
    }
}

/// What a building machine with 64 MB and a key stroke of 4 ms allow.
pub(super) const LIMITS: Limits = Limits { run_bytes: 12 << 20, broad: Broadness { least: 20_000, most: 300_000 } };

/// Builds the index of one edition.
pub struct IndexWriter {
    gatherer: Gatherer,
    folder: Option<PathBuf>,
    limits: Limits,
}

impl IndexWriter {
    /// A new index in `folder`, which is made if it does not exist.
    ///
    /// # Errors
    /// If the folder cannot be written.
    pub fn create(folder: &Path) -> Result<Self, SearchError> {
        Self::with_limits(Some(folder), LIMITS)
    }

    /// A new index in memory.
    pub fn in_memory() -> Self {
        let names = NameStore::Memory(Vec::new());
        Self { gatherer: Gatherer::new(Room::Memory, names, LIMITS.run_bytes), folder: None, limits: LIMITS }
    }

    pub(super) fn with_limits(folder: Option<&Path>, limits: Limits) -> Result<Self, SearchError> {
        let Some(folder) = folder else { return Ok(Self { limits, ..Self::in_memory() }) };
        std::fs::create_dir_all(folder)?;
        let room = Room::Folder(folder.to_owned());
        let names = NameStore::file(Room::scratch(folder)?);
        Ok(Self { gatherer: Gatherer::new(room, names, limits.run_bytes), folder: Some(folder.to_owned()), limits })
    }

    /// Takes a document; the order does not matter.
    ///
    /// # Errors
    /// If the disk says no.
    pub fn add(&mut self, document: &Document) -> Result<(), SearchError> {
        self.gatherer.add(document)
    }

    /// Writes the index, brings it to the disk and opens it.
    ///
    /// # Errors
    /// If the disk says no, or the file does not read back.
    pub fn finish(self, stamp: &Stamp) -> Result<Index, SearchError> {
        let gathered = self.gatherer.finish()?;
        let Some(folder) = self.folder else {
            let output = Merging::new(gathered, Output::memory()?, self.limits)?.write(stamp)?;
            return Index::of_source(output.into_source()?, stamp);
        };
        let partial = folder.join(PARTIAL);
        let output = Merging::new(gathered, Output::file(&partial)?, self.limits)?.write(stamp)?;
        output.into_source()?;
        let path = folder.join(FILE);
        std::fs::rename(&partial, &path)?;
        std::fs::File::open(&folder)?.sync_all()?;
        Index::open(&folder, stamp)
    }
}
