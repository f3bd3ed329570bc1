//! Beginnings of words with so many postings that they are not followed word by word: the set of their documents, kept in
//! the file, and the stems that most names have.

use super::bytes::{Bytes, put_varint};
use super::error::SearchError;

/// A set of documents, a bit each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Set(Vec<u64>);

impl Set {
    /// A set for documents below `documents`.
    pub(super) fn empty(documents: usize) -> Self {
        Self(vec![0; documents.div_ceil(64)])
    }

    pub(super) fn add(&mut self, document: u32) {
        if let Some(word) = self.0.get_mut(document as usize / 64) {
            *word |= 1 << (document % 64);
        }
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        for (word, other) in self.0.iter_mut().zip(&other.0) {
            *word |= other;
        }
    }

    pub(super) fn has(&self, document: u32) -> bool {
        self.0.get(document as usize / 64).is_some_and(|word| word >> (document % 64) & 1 == 1)
    }

    pub(super) fn count(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Every document, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.wrapping_sub(1);
                (bit < 64).then_some(at as u32 * 64 + bit)
            })
        })
    }

    pub(super) fn encode(&self) -> Vec<u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    pub(super) fn decode(bytes: &[u8]) -> Self {
        let (words, _) = bytes.as_chunks::<8>();
        Self(words.iter().map(|word| u64::from_le_bytes(*word)).collect())
    }

    /// Bytes of an encoded set for so many documents.
    pub(super) const fn bytes(documents: u32) -> u64 {
        (documents as u64).div_ceil(64) * 8
    }
}

/// A broad beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broad {
    pub(super) prefix: Vec<u8>,
    /// How many documents its set has.
    pub(super) documents: u32,
    /// Where the set is in its section.
    pub(super) offset: u64,
    /// The set's checksum.
    pub(super) sum: u32,
    /// The first stem whose own key begins so, and the one after the last: stems are numbered in the order of keys.
    pub(super) own: (u32, u32),
    /// The stems that most names have, at most 128.
    pub(super) heaviest: Vec<u32>,
}

impl Broad {
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        put_varint(out, self.prefix.len() as u64);
        out.extend(&self.prefix);
        let (first, last) = (u64::from(self.own.0), u64::from(self.own.1));
        let heaviest = self.heaviest.len() as u64;
        for number in [u64::from(self.documents), self.offset, u64::from(self.sum), first, last, heaviest] {
            put_varint(out, number);
        }
        for stem in &self.heaviest {
            put_varint(out, u64::from(*stem));
        }
    }

    fn take(rest: &mut Bytes<'_>) -> Result<Self, SearchError> {
        let length = rest.varint()? as usize;
        let prefix = rest.take(length)?.to_vec();
        let (documents, offset, sum) = (rest.varint_u32()?, rest.varint()?, rest.varint_u32()?);
        let own = (rest.varint_u32()?, rest.varint_u32()?);
        let count = rest.varint()?;
        let heaviest = (0..count).map(|_| rest.varint_u32()).collect::<Result<_, _>>()?;
        Ok(Self { prefix, documents, offset, sum, own, heaviest })
    }

    /// The whole table.
    pub(super) fn table(bytes: &[u8]) -> Result<Vec<Self>, SearchError> {
        let mut rest = Bytes(bytes);
        let count = rest.varint()?;
        (0..count).map(|_| Self::take(&mut rest)).collect()
    }
}
