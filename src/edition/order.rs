//! The order in which a kind's records are numbered, and that of the other alphabet. Never knows what is stored where.

use std::cmp::Reverse;

use crate::content::{Catalogue, Day, Event, Kind, PartialDate, Record, Slug};
use crate::text::{Lang, sort_key};

/// The places in the catalogue's list of `kind`, in the kind's main order (that of `lang` where the kind has two),
/// drafts left out.
pub(super) fn order(catalogue: &Catalogue, kind: Kind, lang: Lang) -> Vec<u32> {
    let home = catalogue.kiosk.home.as_ref();
    match kind {
        Kind::Cluster => by_key(&catalogue.clusters, |r| (Some(&r.head.slug) != home, name_key(r, lang))),
        Kind::Organisation => by_key(&catalogue.organisations, |r| match &r.sort_as {
            Some(name) => sort_key(name.any(lang), lang),
            None => name_key(r, lang),
        }),
        Kind::Person => by_key(&catalogue.people, |r| sort_key(&r.family_first(lang), lang)),
        Kind::Article => by_key(&catalogue.articles, |r| {
            let date = r.date.as_ref().and_then(PartialDate::sort_key);
            (!r.head.pinned, date.is_none(), Reverse(date))
        }),
        Kind::Event => by_key(&catalogue.events, |r| {
            let last = last_day(r);
            (last.is_none(), Reverse(last), Reverse(r.start.as_ref().and_then(PartialDate::sort_key)))
        }),
        Kind::Project => by_key(&catalogue.projects, |r| name_key(r, lang)),
        Kind::Page => by_key(&catalogue.pages, |r| (r.cluster.as_ref() != home, r.cluster.clone(), r.order)),
    }
}

/// Sorted by `key`; equal ones by slug, so that the same seed always gives the same numbers.
fn by_key<R: Record, K: Ord>(records: &[R], key: impl Fn(&R) -> K) -> Vec<u32> {
    let shown = records.iter().enumerate().filter(|(_, record)| !record.head().visibility.draft);
    let mut keyed: Vec<(K, &Slug, u32)> =
        shown.map(|(place, record)| (key(record), &record.head().slug, place as u32)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    keyed.into_iter().map(|(_, _, place)| place).collect()
}

fn name_key<R: Record>(record: &R, lang: Lang) -> String {
    sort_key(record.head().title.any(lang), lang)
}

/// The last known day of an event: its end's, or else its start's. An event whose end is open never ends.
pub(super) fn last_day(event: &Event) -> Option<Day> {
    event.end.as_ref().and_then(final_day).or_else(|| event.start.as_ref().and_then(final_day))
}

/// A day as a number that sorts as days do; 0 is no day.
pub(super) fn day_code(day: Option<Day>) -> u32 {
    day.map_or(0, |day| {
        let year = u32::from(day.year().unsigned_abs());
        let year = if day.year() < 0 { 32_768 - year } else { 32_768 + year };
        (year * 16 + u32::from(day.month())) * 32 + u32::from(day.day())
    })
}

fn final_day(date: &PartialDate) -> Option<Day> {
    match date {
        PartialDate::Range(_, None) => Day::new(9999, 12, 31),
        other => other.upper(),
    }
}
