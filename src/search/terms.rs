//! The entry of a stem: where its two lists are and how long; and what the dictionary says of a key.

use super::bytes::u32_at;
use super::postings::Place;
use super::scripts::Scripts;

/// Bytes of a stem's entry.
pub(super) const TERM: usize = 24;

/// A stem's lists: names and texts, one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Term {
    /// In the postings section.
    pub(super) offset: u64,
    pub(super) strong_bytes: u32,
    pub(super) body_bytes: u32,
    /// Documents that have it in a name.
    pub(super) strong: u32,
    /// Documents that have it in a text.
    pub(super) body: u32,
    /// The scripts it is written in: the two highest bits of `strong` in the file.
    pub(super) scripts: Scripts,
}

/// Where the scripts begin in the number of documents.
const SCRIPTS_AT: u32 = 30;

impl Term {
    pub(super) fn encode(&self) -> [u8; TERM] {
        let mut out = [0; TERM];
        let numbers =
            [self.strong_bytes, self.body_bytes, self.strong | u32::from(self.scripts.bits()) << SCRIPTS_AT, self.body];
        let bytes = self.offset.to_le_bytes().into_iter().chain(numbers.into_iter().flat_map(u32::to_le_bytes));
        for (slot, byte) in out.iter_mut().zip(bytes) {
            *slot = byte;
        }
        out
    }

    /// Postings of both lists together.
    pub(super) fn postings(&self) -> u64 {
        u64::from(self.strong) + u64::from(self.body)
    }

    /// Where the list of names is.
    pub(super) fn strong_place(&self) -> Place {
        Place { offset: self.offset, bytes: self.strong_bytes.into(), documents: self.strong }
    }

    /// Behind the last of its lists.
    pub(super) fn end(&self) -> u64 {
        self.offset.saturating_add(u64::from(self.strong_bytes) + u64::from(self.body_bytes))
    }

    /// Where the list of texts is.
    pub(super) fn body_place(&self) -> Place {
        let offset = self.offset.saturating_add(self.strong_bytes.into());
        Place { offset, bytes: self.body_bytes.into(), documents: self.body }
    }
}

/// The entries of all stems.
#[derive(Debug)]
pub(super) struct Terms(pub(super) Vec<u8>);

impl Terms {
    pub(super) fn get(&self, stem: u32) -> Term {
        let at = stem as usize * TERM;
        let Some(bytes) = self.0.get(at..at + TERM) else { return Term::default() };
        Term {
            offset: u64::from(u32_at(bytes, 0)) | u64::from(u32_at(bytes, 4)) << 32,
            strong_bytes: u32_at(bytes, 8),
            body_bytes: u32_at(bytes, 12),
            strong: u32_at(bytes, 16) & ((1 << SCRIPTS_AT) - 1),
            body: u32_at(bytes, 20),
            scripts: Scripts::from_bits((u32_at(bytes, 16) >> SCRIPTS_AT) as u8),
        }
    }
}

/// What the dictionary says of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// It has this stem.
    One {
        stem: u32,
        /// Whether the key is that stem itself.
        own: bool,
    },
    /// It has several stems, listed there.
    Several {
        at: u64,
        /// Whether the key is the first of them itself.
        own: bool,
    },
}

impl Value {
    pub(super) fn pack(self) -> u64 {
        match self {
            Self::One { stem, own } => u64::from(stem) << 2 | u64::from(own) << 1,
            Self::Several { at, own } => at << 2 | u64::from(own) << 1 | 1,
        }
    }

    pub(super) const fn unpack(value: u64) -> Self {
        let own = value & 2 != 0;
        if value & 1 == 0 {
            Self::One { stem: (value >> 2) as u32, own }
        } else {
            Self::Several { at: value >> 2, own }
        }
    }
}
