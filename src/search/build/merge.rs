//! Makes the sections of an index from what was gathered: gives the documents their numbers, the stems theirs, and writes
//! lists, tables and dictionary in the order of the keys. Never holds more than one list at a time.

use std::io::Write;

use fst::{MapBuilder, Streamer};

use super::super::bytes::{Bytes, put_varint};
use super::super::columns::{Column, day_number};
use super::super::error::SearchError;
use super::super::file::{ANALYSER, Footer, Section};
use super::super::index::Stamp;
use super::super::postings::{Posting, encode};
use super::super::runs::Merge;
use super::super::scripts::Scripts;
use super::super::terms::{Term, Value};
use super::Limits;
use super::broad::{BroadBuilder, write_table};
use super::gather::{Documents, Gathered, NameStore, Row, StemOf};
use super::output::Output;

/// Documents of a block of names.
pub(in crate::search) const NAMES_BLOCK: usize = 16;

/// The most records of a kind: its number must fit beside the kind in a column.
const RECORDS: u32 = 1 << 28;

/// The most documents: a stem's entry keeps two bits of their number for scripts.
const DOCUMENTS: usize = 1 << 30;

/// One index on its way from runs to file.
pub(super) struct Merging {
    gathered: Gathered,
    output: Output,
    limits: Limits,
    /// Places in `rows`, by document number: newest first, then by record.
    order: Vec<u32>,
    /// Document numbers, by place in `rows`.
    numbers: Vec<u32>,
    terms: Vec<Term>,
    stems: fst::Map<Vec<u8>>,
}

impl Merging {
    pub(super) fn new(gathered: Gathered, output: Output, limits: Limits) -> Result<Self, SearchError> {
        if gathered.rows.len() >= DOCUMENTS || gathered.rows.iter().any(|row| row.id.number >= RECORDS) {
            return Err(SearchError::Other("a kind has more records than an index can hold".to_owned()));
        }
        let rows = &gathered.rows;
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        let rank = |place: &u32| {
            rows.get(*place as usize).map(|row| (std::cmp::Reverse(row.day.map_or(0, day_number)), row.id))
        };
        order.sort_unstable_by_key(rank);
        let mut numbers = vec![0; rows.len()];
        for (number, place) in order.iter().enumerate() {
            if let Some(slot) = numbers.get_mut(*place as usize) {
                *slot = number as u32;
            }
        }
        Ok(Self { gathered, output, limits, order, numbers, terms: Vec::new(), stems: fst::Map::default() })
    }

    pub(super) fn write(mut self, stamp: &Stamp) -> Result<Output, SearchError> {
        self.postings()?;
        let (keys, lists, broad) = self.keys()?;
        let broad = broad.table();
        self.output.end(Section::Broad);
        let names_table = self.names()?;
        for term in &self.terms {
            self.output.put(&term.encode())?;
        }
        self.output.end(Section::Terms);
        self.columns()?;
        self.output.put(&keys)?;
        self.output.end(Section::Keys);
        self.output.put(&lists)?;
        self.output.end(Section::Lists);
        self.clusters()?;
        self.output.put(&write_table(&broad))?;
        self.output.end(Section::BroadTable);
        self.output.put(&names_table)?;
        self.output.end(Section::NamesTable);
        let footer = Footer {
            analyser: ANALYSER,
            edition: stamp.edition,
            digest: stamp.digest.as_bytes().to_vec(),
            documents: self.order.len() as u32,
            stems: self.terms.len() as u32,
            mean: [self.mean(|row| row.strong), self.mean(|row| row.body)],
            extents: <[_; Section::ALL.len()]>::default(),
        };
        self.output.close(footer)?;
        Ok(self.output)
    }

    /// The mean length in words × 16.
    fn mean(&self, length: impl Fn(&Row) -> u32) -> u32 {
        let all: u64 = self.gathered.rows.iter().map(|row| u64::from(length(row))).sum();
        u32::try_from(all * 16 / (self.gathered.rows.len() as u64).max(1)).unwrap_or(u32::MAX)
    }

    /// Writes the lists of every stem, and notes where they are.
    fn postings(&mut self) -> Result<(), SearchError> {
        let mut merge = Merge::<Documents>::new(std::mem::take(&mut self.gathered.stems))?;
        let mut stems = MapBuilder::memory();
        let mut bytes = Vec::new();
        while let Some((stem, group)) = merge.next()? {
            stems.insert(&stem, self.terms.len() as u64)?;
            let number = |added: u32| self.numbers.get(added as usize).copied().unwrap_or(0);
            let counted = || group.iter().flat_map(|entry| &entry.counted);
            let mut strong: Vec<Posting> = counted()
                .filter(|counted| counted.strong > 0)
                .map(|counted| Posting { document: number(counted.added), count: counted.strong })
                .collect();
            let mut body: Vec<Posting> = counted()
                .filter(|counted| counted.body > 0)
                .map(|counted| Posting { document: number(counted.added), count: counted.body })
                .collect();
            strong.sort_unstable_by_key(|posting| posting.document);
            body.sort_unstable_by_key(|posting| posting.document);
            bytes.clear();
            if !strong.is_empty() {
                encode(&strong, &mut bytes);
            }
            let strong_bytes = bytes.len();
            if !body.is_empty() {
                encode(&body, &mut bytes);
            }
            self.terms.push(Term {
                offset: self.output.offset(),
                strong_bytes: strong_bytes as u32,
                body_bytes: (bytes.len() - strong_bytes) as u32,
                strong: strong.len() as u32,
                body: body.len() as u32,
                scripts: group.iter().fold(Scripts::default(), |all, entry| all.with(entry.scripts)),
            });
            self.output.put(&bytes)?;
        }
        self.output.end(Section::Postings);
        self.stems = stems.into_map();
        Ok(())
    }

    /// The dictionary, the lists of keys with several stems, and the broad beginnings.
    fn keys(&mut self) -> Result<(Vec<u8>, Vec<u8>, BroadBuilder), SearchError> {
        let mut forms = Merge::<StemOf>::new(std::mem::take(&mut self.gathered.forms))?;
        let mut keys = MapBuilder::memory();
        let mut lists = Vec::new();
        let mut broad = BroadBuilder::new(self.limits.broad.limit(self.order.len()), self.order.len());
        let mut stems = self.stems.stream();
        let mut stem = stems.next().map(|(key, number)| (key.to_vec(), number as u32));
        let mut form = forms.next()?;
        loop {
            let key = match (&stem, &form) {
                (None, None) => break,
                (Some((stem, _)), Some((form, _))) if stem.as_slice() <= form.as_bytes() => stem.clone(),
                (Some((stem, _)), None) => stem.clone(),
                (_, Some((form, _))) => form.clone().into_bytes(),
            };
            let own = stem.as_ref().filter(|(stem, _)| *stem == key).map(|(_, number)| *number);
            let mut numbers: Vec<u32> = Vec::from_iter(own);
            if let Some((_, entries)) = form.as_ref().filter(|(form, _)| form.as_bytes() == key) {
                let mut others: Vec<u32> =
                    entries.iter().filter_map(|stem| Some(self.stems.get(&stem.0)? as u32)).collect();
                others.sort_unstable();
                others.dedup();
                numbers.extend(others.into_iter().filter(|number| Some(*number) != own));
                form = forms.next()?;
            }
            if own.is_some() {
                stem = stems.next().map(|(key, number)| (key.to_vec(), number as u32));
            }
            keys.insert(&key, value(&numbers, own.is_some(), &mut lists).pack())?;
            broad.add(&key, &numbers, own, &self.terms, &mut self.output)?;
        }
        broad.finish(&self.terms, &mut self.output)?;
        Ok((keys.into_inner()?, lists, broad))
    }

    /// Writes the names in blocks; gives the table of the blocks.
    fn names(&mut self) -> Result<Vec<u8>, SearchError> {
        let mut names = std::mem::replace(&mut self.gathered.names, NameStore::Memory(Vec::new())).into_reader()?;
        let mut table = Vec::new();
        let mut block = Vec::new();
        for places in self.order.chunks(NAMES_BLOCK) {
            block.clear();
            for place in places {
                let at = self.gathered.rows.get(*place as usize).map_or(0, |row| row.names);
                let next = self.gathered.rows.get(*place as usize + 1).map(|row| row.names);
                self.name(Bytes(&names.read(at, next)?), &mut block)?;
            }
            table.extend((self.output.offset() as u32).to_le_bytes());
            table.extend(crc32fast::hash(&block).to_le_bytes());
            self.output.put(&block)?;
        }
        self.output.end(Section::Names);
        Ok(table)
    }

    /// The names of one document, each stem as its number.
    fn name(&self, mut stored: Bytes<'_>, out: &mut Vec<u8>) -> Result<(), SearchError> {
        let count = stored.varint()?;
        put_varint(out, count);
        for _ in 0..count {
            let words = stored.varint()?;
            put_varint(out, words);
            for _ in 0..words {
                let length = stored.varint()? as usize;
                put_varint(out, self.stems.get(stored.take(length)?).unwrap_or(0));
            }
        }
        Ok(())
    }

    fn columns(&mut self) -> Result<(), SearchError> {
        let mut bytes = Vec::new();
        for place in &self.order {
            let Some(row) = self.gathered.rows.get(*place as usize) else { continue };
            bytes.clear();
            let column = Column {
                id: row.id,
                day: row.day.map_or(0, day_number),
                set: row.set,
                body: u16::try_from(row.body).unwrap_or(u16::MAX),
                strong: u8::try_from(row.strong).unwrap_or(u8::MAX),
                languages: row.languages,
            };
            column.put(&mut bytes);
            self.output.put(&bytes)?;
        }
        self.output.end(Section::Columns);
        Ok(())
    }

    fn clusters(&mut self) -> Result<(), SearchError> {
        let mut bytes = Vec::new();
        put_varint(&mut bytes, self.gathered.sets.len() as u64);
        for set in &self.gathered.sets {
            put_varint(&mut bytes, set.len() as u64);
            for cluster in set {
                put_varint(&mut bytes, u64::from(*cluster));
            }
        }
        self.output.put(&bytes)?;
        self.output.end(Section::Clusters);
        Ok(())
    }
}

/// What the dictionary says of a key with these stems; several go into `lists`.
fn value(numbers: &[u32], own: bool, lists: &mut Vec<u8>) -> Value {
    if let [one] = numbers {
        return Value::One { stem: *one, own };
    }
    let at = lists.len() as u64;
    put_varint(lists, numbers.len() as u64);
    for number in numbers {
        put_varint(lists, u64::from(*number));
    }
    Value::Several { at, own }
}

/// The stored names, from any place.
pub(super) enum NameReader {
    File(std::fs::File, u64),
    Memory(Vec<u8>),
}

impl NameStore {
    pub(super) fn file(file: std::fs::File) -> Self {
        Self::File(std::io::BufWriter::new(file))
    }

    fn into_reader(self) -> Result<NameReader, SearchError> {
        match self {
            Self::Memory(bytes) => Ok(NameReader::Memory(bytes)),
            Self::File(mut out) => {
                out.flush()?;
                let file = out.into_inner().map_err(|error| SearchError::Io(error.into_error()))?;
                let length = file.metadata()?.len();
                Ok(NameReader::File(file, length))
            }
        }
    }
}

impl NameReader {
    /// The bytes from `at` to `end`, or to the end of all.
    fn read(&mut self, at: u64, end: Option<u64>) -> Result<Vec<u8>, SearchError> {
        use std::os::unix::fs::FileExt;
        match self {
            Self::File(file, length) => {
                let mut bytes = vec![0; end.unwrap_or(*length).saturating_sub(at) as usize];
                file.read_exact_at(&mut bytes, at)?;
                Ok(bytes)
            }
            Self::Memory(all) => {
                let end = end.map_or(all.len(), |end| end as usize);
                Ok(all.get(at as usize..end).unwrap_or_default().to_vec())
            }
        }
    }
}
