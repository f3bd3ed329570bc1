//! Reads dates and makes identifiers until `text` and `content` do.

use crate::content::{Civil, Day, PartialDate, Season};

pub fn slugify(text: &str) -> String {
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

pub fn parse(text: &str) -> Option<PartialDate> {
    if let Some(about) = text.strip_suffix('~') {
        return Some(PartialDate::About(Box::new(parse(about)?)));
    }
    if let Some((from, to)) = text.split_once('/') {
        let to = if to == ".." { None } else { Some(Box::new(parse(to)?)) };
        return Some(PartialDate::Range(Box::new(parse(from)?), to));
    }
    if let Some(rest) = text.strip_prefix("XXXX-") {
        let (month, day) = rest.split_once('-')?;
        return Some(PartialDate::MonthDay(month.parse().ok()?, day.parse().ok()?));
    }
    if let Some((day, clock)) = text.split_once(['T', ' ']) {
        let PartialDate::Day(day) = parse(day)? else {
            return None;
        };
        let mut clock = clock.split(':');
        return Civil::new(day, clock.next()?.parse().ok()?, clock.next()?.parse().ok()?).map(PartialDate::Moment);
    }
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let (month, day) = (parts.next(), parts.next());
    match (month.map(str::parse::<u8>).transpose().ok()?, day) {
        (None, _) => Some(PartialDate::Year(year)),
        (Some(21), None) => Some(PartialDate::Season(year, Season::Spring)),
        (Some(22), None) => Some(PartialDate::Season(year, Season::Summer)),
        (Some(23), None) => Some(PartialDate::Season(year, Season::Autumn)),
        (Some(24), None) => Some(PartialDate::Season(year, Season::Winter)),
        (Some(month), None) => (1..=12).contains(&month).then_some(PartialDate::Month(year, month)),
        (Some(month), Some(day)) => Day::new(year, month, day.parse().ok()?).map(PartialDate::Day),
    }
}

pub fn lower(date: &PartialDate) -> Option<Day> {
    match date {
        PartialDate::Year(year) => Day::new(*year, 1, 1),
        PartialDate::Month(year, month) => Day::new(*year, *month, 1),
        PartialDate::Day(day) => Some(*day),
        PartialDate::Moment(reading) => Some(reading.day),
        _ => None,
    }
}

pub fn upper(date: &PartialDate) -> Option<Day> {
    match date {
        PartialDate::Year(year) => Day::new(*year, 12, 31),
        PartialDate::Month(year, month) => (28..32).rev().find_map(|day| Day::new(*year, *month, day)),
        _ => lower(date),
    }
}
