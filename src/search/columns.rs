//! What is kept in memory of each document, 12 bytes: record, day, clusters, languages, lengths. Filters and ranking read
//! only this.

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
    /// The bytes of a document: numbers are taken out of them by place, without another look at the length.
    #[inline]
    fn bytes(&self, document: u32) -> Option<&[u8; COLUMN]> {
        self.0.as_chunks().0.get(document as usize)
    }

    #[inline]
    pub(super) fn get(&self, document: u32) -> Option<Column> {
        let [a, b, c, d, day @ .., strong, languages] = self.bytes(document)?;
        let [day_low, day_high, set_low, set_high, body_low, body_high] = day;
        let id = u32::from_le_bytes([*a, *b, *c, *d]);
        Some(Column {
            id: Id { kind: *Kind::ALL.get((id >> 28) as usize)?, number: id & 0x0fff_ffff },
            day: u16::from_le_bytes([*day_low, *day_high]),
            set: u16::from_le_bytes([*set_low, *set_high]),
            body: u16::from_le_bytes([*body_low, *body_high]),
            strong: *strong,
            languages: *languages,
        })
    }

    /// Words of the names and of the texts of a document.
    #[inline]
    pub(super) fn lengths(&self, document: u32) -> Option<(u8, u16)> {
        let [.., low, high, strong, _] = self.bytes(document)?;
        Some((*strong, u16::from_le_bytes([*low, *high])))
    }
}

/// A day as columns have it.
pub(super) fn day_number(day: Day) -> u16 {
    let (year, month, first) = FIRST;
    let days = Day::new(year, month, first).map_or(0, |first| first.days_until(day));
    u16::try_from(days.max(0)).unwrap_or(u16::MAX - 1).saturating_add(1)
}
