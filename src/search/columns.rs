//! What is kept in memory of each document, 12 bytes: record, day, clusters, languages, lengths. Filters and ranking read
//! only this.

use super::bytes::{u16_at, u32_at};
use crate::content::{Day, Id, Kind};

/// Bytes of a document.
pub(super) const COLUMN: usize = 12;

/// Where the days of the columns begin; what was earlier counts as this day. The first day is written as 1.
const FIRST: (i16, u8, u8) = (1900, 1, 1);

/// A document as ranking sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) id: Id,
    /// Days since 1900 and one; 0 if it has none.
    pub(super) day: u16,
    /// The place of its set of clusters.
    pub(super) set: u16,
    /// Words of its texts.
    pub(super) body: u16,
    /// Words of its names.
    pub(super) strong: u8,
    /// A bit for each language.
    pub(super) languages: u8,
}

impl Column {
    /// Appends the column; a record number over 2^28 does not fit and is refused by the builder before.
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        out.extend(((self.id.kind as u32) << 28 | self.id.number).to_le_bytes());
        for number in [self.day, self.set, self.body] {
            out.extend(number.to_le_bytes());
        }
        out.extend([self.strong, self.languages]);
    }
}

/// Every document's column.
#[derive(Debug)]
pub(super) struct Columns(pub(super) Vec<u8>);

impl Columns {
    pub(super) fn get(&self, document: u32) -> Option<Column> {
        let at = document as usize * COLUMN;
        let bytes = self.0.get(at..at + COLUMN)?;
        let id = u32_at(bytes, 0);
        Some(Column {
            id: Id { kind: *Kind::ALL.get((id >> 28) as usize)?, number: id & 0x0fff_ffff },
            day: u16_at(bytes, 4),
            set: u16_at(bytes, 6),
            body: u16_at(bytes, 8),
            strong: *bytes.get(10)?,
            languages: *bytes.get(11)?,
        })
    }
}

/// A day as columns have it.
pub(super) fn day_number(day: Day) -> u16 {
    let (year, month, first) = FIRST;
    let days = Day::new(year, month, first).map_or(0, |first| first.days_until(day));
    u16::try_from(days.max(0)).unwrap_or(u16::MAX - 1).saturating_add(1)
}
