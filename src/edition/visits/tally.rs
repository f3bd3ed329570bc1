//! What was counted since it was last written. Kept in memory, bounded; never written by itself.

use std::collections::BTreeMap;

use super::key::{Door, Key, Subject};
use crate::content::{Civil, Slug};
use crate::text::{Breaks, Lang, clean, fit};

/// Counters that are kept between two writings: a flood of made-up searches must not fill the memory.
pub(super) const MOST: usize = 4096;
/// The widest search that is kept, in columns.
const SEARCH_COLUMNS: usize = 40;
/// So many digits in a row may be somebody's number.
const PRIVATE_DIGITS: usize = 5;

/// What was counted and is not written yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(BTreeMap<Key, u32>);

impl Tally {
    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A record was opened.
    pub fn record(&mut self, slug: &Slug, door: Door, lang: Lang, now: Civil) {
        self.count(now, Subject::Record(slug.clone(), door));
        self.count(now, Subject::Language(lang));
        self.count(now, Subject::Hour(now.hour));
    }

    /// Something was searched for and not found. What may be somebody's telephone or address is not kept.
    pub fn unanswered(&mut self, search: &str, now: Civil) {
        if let Some(text) = searchable(search) {
            self.count(now, Subject::Search(text));
        }
    }

    /// Adds the counters of another tally, as of one that could not be written.
    pub fn merge(&mut self, other: Self) {
        for (key, count) in other.0 {
            self.add(key, count);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Key, u32)> {
        self.0.iter().map(|(key, count)| (key, *count))
    }

    fn count(&mut self, now: Civil, subject: Subject) {
        self.add(Key { day: now.day, subject }, 1);
    }

    fn add(&mut self, key: Key, count: u32) {
        if self.0.len() < MOST || self.0.contains_key(&key) {
            let counter = self.0.entry(key).or_default();
            *counter = counter.saturating_add(count);
        }
    }
}

/// A search as it is kept: one line of lower-case letters, cut to 40 columns. Nothing of one that is empty or may name a
/// person by number or address.
pub fn searchable(search: &str) -> Option<String> {
    let text = clean(search, Breaks::Space).to_lowercase();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = fit(&text, SEARCH_COLUMNS).0.trim_end().to_owned();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (!text.is_empty() && digits < PRIVATE_DIGITS && !text.contains('@')).then_some(text)
}
