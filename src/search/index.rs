//! An open index: the tables in memory, the lists in the file. Opening checks everything that stays in memory; a list is
//! checked when it is read. Never repairs: what does not check out is refused, and the owner makes a new index.

use std::fs::File;
use std::path::Path;

use super::broad::{Broad, Set};
use super::build::{FILE, NAMES_BLOCK};
use super::bytes::{Bytes, u32_at};
use super::columns::{COLUMN, Column, Columns};
use super::error::SearchError;
use super::file::{ANALYSER, Footer, Section, Source};
use super::postings::Place;
use super::terms::{TERM, Terms, Value};

/// Which content an index belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The number of the edition.
    pub edition: u64,
    /// The digest of its content.
    pub digest: String,
}

/// An open index.
#[derive(Debug)]
pub struct Index {
    pub(super) source: Source,
    pub(super) footer: Footer,
    pub(super) terms: Terms,
    columns: Columns,
    pub(super) keys: fst::Map<Vec<u8>>,
    lists: Vec<u8>,
    /// The sets of clusters that columns name.
    pub(super) sets: Vec<Vec<u32>>,
    pub(super) broad: Vec<Broad>,
    names: Vec<u8>,
}

impl Index {
    /// Opens the index in `folder`.
    ///
    /// # Errors
    /// If there is none, it belongs to another content or version, is damaged, or cannot be read.
    pub fn open(folder: &Path, stamp: &Stamp) -> Result<Self, SearchError> {
        Self::of_source(Source::File(File::open(folder.join(FILE))?), stamp)
    }

    pub(super) fn of_source(source: Source, stamp: &Stamp) -> Result<Self, SearchError> {
        let footer = Footer::read(&source)?;
        if footer.analyser != ANALYSER {
            return Err(SearchError::Other("its words were read by another version".to_owned()));
        }
        if footer.edition != stamp.edition || footer.digest != stamp.digest.as_bytes() {
            return Err(SearchError::Other(format!("it was made for edition {}", footer.edition)));
        }
        let section = |section| source.section(&footer, section);
        let index = Self {
            terms: Terms(section(Section::Terms)?),
            columns: Columns(section(Section::Columns)?),
            keys: fst::Map::new(section(Section::Keys)?)?,
            lists: section(Section::Lists)?,
            sets: sets(&section(Section::Clusters)?)?,
            broad: Broad::table(&section(Section::BroadTable)?)?,
            names: section(Section::NamesTable)?,
            footer,
            source,
        };
        let documents = index.footer.documents as usize;
        let sizes = [
            (index.terms.0.len(), index.footer.stems as usize * TERM),
            (index.columns.0.len(), documents * COLUMN),
            (index.names.len(), documents.div_ceil(NAMES_BLOCK) * 8),
        ];
        if sizes.iter().any(|(is, must)| is != must) {
            return Err(SearchError::damaged("a table has another length"));
        }
        Ok(index)
    }

    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.footer.documents
    }

    /// Bytes of memory the open index takes, without what a query reads.
    pub fn memory(&self) -> usize {
        let sets: usize = self.sets.iter().map(|set| 24 + set.len() * 4).sum();
        let broad: usize = self.broad.iter().map(|broad| 80 + broad.prefix.len() + broad.heaviest.len() * 4).sum();
        let tables = self.terms.0.len() + self.columns.0.len() + self.lists.len() + self.names.len();
        tables + self.keys.as_fst().size() + sets + broad
    }

    #[inline]
    pub(super) fn column(&self, document: u32) -> Result<Column, SearchError> {
        self.columns.get(document).ok_or_else(|| SearchError::damaged("a list names a document that is not there"))
    }

    /// Words of the names and of the texts of a document.
    #[inline]
    pub(super) fn lengths(&self, document: u32) -> Result<(u8, u16), SearchError> {
        self.columns.lengths(document).ok_or_else(|| SearchError::damaged("a list names a document that is not there"))
    }

    /// Where a list is in the file.
    pub(super) fn place(&self, place: Place) -> Result<Place, SearchError> {
        let extent = self.footer.extent(Section::Postings);
        let end = place.offset.checked_add(place.bytes);
        if end.is_none_or(|end| end > extent.bytes) {
            return Err(SearchError::damaged("a list is outside its section"));
        }
        Ok(Place { offset: extent.offset + place.offset, ..place })
    }

    /// The stems of a key, by its value; and whether the first is the key itself.
    pub(super) fn stems(&self, value: u64) -> Result<(Vec<u32>, bool), SearchError> {
        match Value::unpack(value) {
            Value::One { stem, own } => Ok((vec![stem], own)),
            Value::Several { at, own } => {
                let mut rest = Bytes(self.lists.get(at as usize..).unwrap_or_default());
                let count = rest.varint()?;
                let stems = (0..count).map(|_| rest.varint_u32()).collect::<Result<_, _>>()?;
                Ok((stems, own))
            }
        }
    }

    /// The number of the stem with this key.
    pub(super) fn stem(&self, key: &str) -> Result<Option<u32>, SearchError> {
        let Some(value) = self.keys.get(key) else { return Ok(None) };
        let (stems, own) = self.stems(value)?;
        Ok(stems.first().copied().filter(|_| own))
    }

    /// The documents of a broad beginning.
    pub(super) fn set(&self, broad: &Broad) -> Result<Set, SearchError> {
        let extent = self.footer.extent(Section::Broad);
        let length = Set::bytes(self.documents());
        if broad.offset.checked_add(length).is_none_or(|end| end > extent.bytes) {
            return Err(SearchError::damaged("a set is outside its section"));
        }
        let bytes = self.source.read(extent.offset + broad.offset, length)?;
        if crc32fast::hash(&bytes) != broad.sum {
            return Err(SearchError::damaged("a set has another checksum"));
        }
        Ok(Set::decode(&bytes))
    }

    /// The names of a document, each as the numbers of its stems.
    pub(super) fn names(&self, document: u32) -> Result<Vec<Vec<u32>>, SearchError> {
        let extent = self.footer.extent(Section::Names);
        let block = document as usize / NAMES_BLOCK;
        let start = u64::from(u32_at(&self.names, block * 8));
        let is_last = (block + 1) * 8 >= self.names.len();
        let end = if is_last { extent.bytes } else { u64::from(u32_at(&self.names, (block + 1) * 8)) };
        let length = end.checked_sub(start).filter(|_| end <= extent.bytes);
        let length = length.ok_or_else(|| SearchError::damaged("names are outside their section"))?;
        let bytes = self.source.read(extent.offset + start, length)?;
        if crc32fast::hash(&bytes) != u32_at(&self.names, block * 8 + 4) {
            return Err(SearchError::damaged("names have another checksum"));
        }
        let mut rest = Bytes(&bytes);
        for _ in 0..document as usize % NAMES_BLOCK {
            for _ in 0..rest.varint()? {
                for _ in 0..rest.varint()? {
                    rest.varint()?;
                }
            }
        }
        names(&mut rest)
    }
}

fn names(rest: &mut Bytes<'_>) -> Result<Vec<Vec<u32>>, SearchError> {
    let count = rest.varint()?;
    let mut found = Vec::new();
    for _ in 0..count {
        let words = rest.varint()?;
        found.push((0..words).map(|_| rest.varint_u32()).collect::<Result<_, _>>()?);
    }
    Ok(found)
}

fn sets(bytes: &[u8]) -> Result<Vec<Vec<u32>>, SearchError> {
    let mut rest = Bytes(bytes);
    let count = rest.varint()?;
    let mut sets = Vec::new();
    for _ in 0..count {
        let clusters = rest.varint()?;
        sets.push((0..clusters).map(|_| rest.varint_u32()).collect::<Result<_, _>>()?);
    }
    Ok(sets)
}
