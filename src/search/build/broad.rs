//! Finds the beginnings of words that are too broad to follow word by word, and keeps the set of their documents, so that
//! a word beside a single letter still finds everything. Writes each set as soon as it is whole. Never reads a list twice:
//! a longer beginning's set is a part of the shorter one's.

use super::super::broad::{Broad, Set};
use super::super::bytes::put_varint;
use super::super::error::SearchError;
use super::super::file::Section;
use super::super::postings::{Place, blocks};
use super::super::terms::Term;
use super::output::Output;

/// Longer beginnings are not kept: what is so common is a word by itself.
const LONGEST: usize = 8;

/// So many stems of a broad beginning are kept for ranking: those that most names have.
const HEAVIEST: usize = 128;

/// A beginning whose keys are being passed.
#[derive(Default)]
struct Level {
    /// Stems of its keys; may repeat.
    stems: Vec<u32>,
    /// The first stem whose own key it is the beginning of, and the one after the last.
    own: Option<(u32, u32)>,
    /// Those of them that `set` lacks.
    loose: Vec<u32>,
    /// The documents of the broad beginnings below it.
    set: Option<Set>,
}

/// Finds the broad beginnings while keys pass in order.
pub(super) struct BroadBuilder {
    limit: u64,
    documents: usize,
    prefix: Vec<u8>,
    /// One for each byte of `prefix`.
    levels: Vec<Level>,
    found: Vec<Broad>,
}

impl BroadBuilder {
    pub(super) fn new(limit: u64, documents: usize) -> Self {
        Self { limit, documents, prefix: Vec::new(), levels: Vec::new(), found: Vec::new() }
    }

    /// Takes the next key with its stems.
    pub(super) fn add(
        &mut self,
        key: &[u8],
        stems: &[u32],
        own: Option<u32>,
        terms: &[Term],
        output: &mut Output,
    ) -> Result<(), SearchError> {
        let common = self.prefix.iter().zip(key).take_while(|(a, b)| a == b).count();
        self.close_to(common, terms, output)?;
        for byte in key.iter().take(LONGEST).skip(self.prefix.len()) {
            self.prefix.push(*byte);
            self.levels.push(Level::default());
        }
        if let Some(level) = self.levels.last_mut() {
            level.stems.extend(stems);
            level.loose.extend(stems);
            level.own = join(level.own, own.map(|stem| (stem, stem + 1)));
        }
        Ok(())
    }

    pub(super) fn finish(&mut self, terms: &[Term], output: &mut Output) -> Result<(), SearchError> {
        self.close_to(0, terms, output)
    }

    fn close_to(&mut self, length: usize, terms: &[Term], output: &mut Output) -> Result<(), SearchError> {
        while self.levels.len() > length {
            let Some(mut level) = self.levels.pop() else { break };
            level.stems.sort_unstable();
            level.stems.dedup();
            let term = |stem: &u32| terms.get(*stem as usize).copied().unwrap_or_default();
            let postings: u64 = level.stems.iter().map(|stem| term(stem).postings()).sum();
            if postings > self.limit {
                level.loose.sort_unstable();
                level.loose.dedup();
                let mut set = level.set.take().unwrap_or_else(|| Set::empty(self.documents));
                for stem in level.loose.drain(..) {
                    gather(&term(&stem), &mut set, output)?;
                }
                let mut heaviest = level.stems.clone();
                heaviest.sort_by_key(|stem| std::cmp::Reverse(term(stem).strong));
                heaviest.truncate(HEAVIEST);
                heaviest.retain(|stem| term(stem).strong > 0);
                let bytes = set.encode();
                self.found.push(Broad {
                    prefix: self.prefix.clone(),
                    documents: set.count(),
                    offset: output.offset(),
                    sum: crc32fast::hash(&bytes),
                    own: level.own.unwrap_or_default(),
                    heaviest,
                });
                output.put(&bytes)?;
                level.set = Some(set);
            }
            if let Some(above) = self.levels.last_mut() {
                above.stems.append(&mut level.stems);
                above.loose.append(&mut level.loose);
                above.own = join(above.own, level.own);
                if let Some(set) = level.set {
                    above.set.get_or_insert_with(|| Set::empty(self.documents)).add_all(&set);
                }
            }
            self.prefix.pop();
        }
        Ok(())
    }

    /// The table of the sets, in the order of the beginnings.
    pub(super) fn table(mut self) -> Vec<Broad> {
        self.found.sort_by(|a, b| a.prefix.cmp(&b.prefix));
        self.found
    }
}

fn join(a: Option<(u32, u32)>, b: Option<(u32, u32)>) -> Option<(u32, u32)> {
    match (a, b) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    }
}

/// Adds the documents of a stem.
fn gather(term: &Term, set: &mut Set, output: &mut Output) -> Result<(), SearchError> {
    for place in [term.strong_place(), term.body_place()] {
        let Place { offset, bytes, documents } = place;
        if documents > 0 {
            blocks(&output.read(Section::Postings, offset, bytes)?, documents, |block| {
                for posting in block {
                    set.add(posting.document);
                }
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// The table as bytes.
pub(super) fn write_table(table: &[Broad]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, table.len() as u64);
    for broad in table {
        broad.put(&mut out);
    }
    out
}
