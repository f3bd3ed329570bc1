//! The counters as they are read: one row each, and their sums. Never writes.

use super::key::{Door, Key, Subject};
use crate::content::{Day, Slug};
use crate::text::Lang;

/// What a row counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Openings of a record through a door.
    Record(Slug, Door),
    /// Openings of records in a language.
    Language(Lang),
    /// Openings of records in the hour that begins then, 0 to 23.
    Hour(u8),
    /// Searches without result.
    Search(String),
}

/// One counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day.
    pub day: Day,
    /// What was counted.
    pub what: What,
    /// How often.
    pub count: u64,
}

/// Sums of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Openings of each day that had any, the first day first.
    pub days: Vec<(Day, u64)>,
    /// Openings of each record, the most opened first.
    pub records: Vec<(Slug, u64)>,
    /// Openings through each door, in the order of [`Door::ALL`].
    pub doors: [u64; 3],
    /// Openings in each language, in the order of [`Lang::ALL`].
    pub languages: [u64; 2],
    /// Openings in each hour of the day.
    pub hours: [u64; 24],
    /// Searches without result, the most frequent first.
    pub searches: Vec<(String, u64)>,
}

impl Row {
    pub(super) fn new(key: Key, count: u64) -> Self {
        let what = match key.subject {
            Subject::Record(slug, door) => What::Record(slug, door),
            Subject::Language(lang) => What::Language(lang),
            Subject::Hour(hour) => What::Hour(hour),
            Subject::Search(text) => What::Search(text),
        };
        Self { day: key.day, what, count }
    }
}

impl Statistics {
    /// The sums of `rows`, which are sorted by day.
    pub fn of(rows: &[Row]) -> Self {
        let mut sums = Self::default();
        for row in rows {
            match &row.what {
                What::Record(slug, door) => {
                    add(&mut sums.records, slug, row.count);
                    add(&mut sums.days, &row.day, row.count);
                    sums.doors[*door as usize] += row.count;
                }
                What::Language(lang) => {
                    let at = Lang::ALL.iter().position(|known| known == lang);
                    at.and_then(|at| sums.languages.get_mut(at)).into_iter().for_each(|sum| *sum += row.count);
                }
                What::Hour(hour) => {
                    sums.hours.get_mut(usize::from(*hour)).into_iter().for_each(|sum| *sum += row.count);
                }
                What::Search(text) => add(&mut sums.searches, text, row.count),
            }
        }
        sums.records.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        sums.searches.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        sums.days.sort();
        sums
    }

    /// All openings.
    pub fn openings(&self) -> u64 {
        self.doors.iter().sum()
    }
}

/// Adds to the sum of `name`. The last one is looked at first: rows of a day follow each other.
fn add<T: PartialEq + Clone>(sums: &mut Vec<(T, u64)>, name: &T, count: u64) {
    match sums.iter_mut().rev().find(|(known, _)| known == name) {
        Some((_, sum)) => *sum += count,
        None => sums.push((name.clone(), count)),
    }
}
