//! Why a text is no date, in both languages, with the nearest date that exists.

use std::fmt;

use super::PartialDate;
use crate::text::Lang;

/// The most characters of a wrong text that a message repeats.
const SHOWN: usize = 40;

/// Why a text is no date. Each holds the text, or the part of it that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Nothing is there.
    Empty,
    /// No known way of writing a date.
    Unreadable(String),
    /// A day that its month does not have, and the nearest it has, written as the text was.
    NoSuchDay(String, String),
    /// A month beyond 12. If it reads as month and day the other way round: that date.
    NoSuchMonth(String, Option<String>),
    /// A year outside 1 to 9999.
    NoSuchYear(String),
    /// A clock reading beyond 23:59.
    NoSuchTime(String),
    /// The end of a range lies before its start; the range the other way round.
    Backwards(String, Box<PartialDate>),
    /// A time with an offset or zone: readings are local, the zone has a field of its own.
    Zoned(String),
}

impl DateError {
    /// What to write instead, where that is clear.
    pub fn suggestion(&self) -> Option<String> {
        match self {
            Self::NoSuchDay(_, nearest) => Some(nearest.clone()),
            Self::NoSuchMonth(_, swapped) => swapped.clone(),
            Self::Backwards(_, turned) => Some(turned.to_string()),
            _ => None,
        }
    }

    /// One sentence without a full stop: what is wrong, and what to do.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Bg => self.bulgarian(),
            Lang::En => self.english(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Empty => "the date is empty: leave the field out if it is not known".into(),
            Self::Unreadable(text) => {
                let text = short(text);
                format!(
                    "‘{text}’ is no date: write 2012-01-17, 17.01.2012, 2012-01-17T13:00, 2011-03, 2005 or 2005-23 (autumn)"
                )
            }
            Self::NoSuchDay(text, nearest) => {
                format!("‘{}’ does not exist: the nearest date is {nearest}", short(text))
            }
            Self::NoSuchMonth(text, Some(swapped)) => {
                format!("‘{}’ has no such month: did you mean {swapped}?", short(text))
            }
            Self::NoSuchMonth(text, None) => format!("‘{}’ has no such month: use 1 to 12", short(text)),
            Self::NoSuchYear(text) => format!("‘{}’ has no such year: use 1 to 9999, with four digits", short(text)),
            Self::NoSuchTime(text) => format!("‘{}’ is no time of day: use 00:00 to 23:59", short(text)),
            Self::Backwards(text, turned) => format!("‘{}’ ends before it starts: write {turned}", short(text)),
            Self::Zoned(text) => {
                format!("‘{}’ has a time zone: write the local time, and the zone in ‘zone’", short(text))
            }
        }
    }

    fn bulgarian(&self) -> String {
        match self {
            Self::Empty => "датата е празна: ако не е известна, пропуснете полето".into(),
            Self::Unreadable(text) => {
                let text = short(text);
                format!(
                    "‘{text}’ не е дата: пишете 17.01.2012, 17.01.2012 13:00, март 2011, есен 2005, 2005 или 2012-01-17"
                )
            }
            Self::NoSuchDay(text, nearest) => {
                format!("‘{}’ не съществува: най-близката дата е {nearest}", short(text))
            }
            Self::NoSuchMonth(text, Some(swapped)) => {
                format!("в ‘{}’ няма такъв месец: имате предвид {swapped}?", short(text))
            }
            Self::NoSuchMonth(text, None) => format!("в ‘{}’ няма такъв месец: от 1 до 12", short(text)),
            Self::NoSuchYear(text) => format!("в ‘{}’ няма такава година: от 1 до 9999, с четири цифри", short(text)),
            Self::NoSuchTime(text) => format!("‘{}’ не е час: от 00:00 до 23:59", short(text)),
            Self::Backwards(text, turned) => {
                format!("‘{}’ свършва, преди да е започнало: пишете {turned}", short(text))
            }
            Self::Zoned(text) => format!("‘{}’ е с часова зона: пишете местния час, а зоната в ‘zone’", short(text)),
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.english())
    }
}

impl std::error::Error for DateError {}

/// The beginning of a wrong text: it may be of any length.
fn short(text: &str) -> String {
    if text.chars().count() <= SHOWN {
        return text.to_owned();
    }
    text.chars().take(SHOWN).chain(['…']).collect()
}
