//! Whether the numbers of a date name a day that exists, and the nearest one if they do not, written as the text was.

use super::{DateError, Day};

/// How a date was written, so that a correction is written the same way.
pub(super) enum Written {
    Iso(String),
    Dotted(String),
    Words { day: String, before: String, behind: String },
}

impl Written {
    pub(super) fn words(day: &str) -> Self {
        Self::Words { day: day.to_owned(), before: String::new(), behind: String::new() }
    }

    /// With the day behind `word`.
    pub(super) fn behind(self, word: &str) -> Self {
        match self {
            Self::Words { day, before, behind } => Self::Words { day, before: format!("{before}{word} "), behind },
            other => other,
        }
    }

    /// With the day before `word`.
    pub(super) fn before(self, word: &str) -> Self {
        match self {
            Self::Words { day, before, behind } => Self::Words { day, before, behind: format!("{behind} {word}") },
            other => other,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Iso(text) | Self::Dotted(text) => text.clone(),
            Self::Words { day, before, behind } => format!("{before}{day}{behind}"),
        }
    }

    /// The same with other numbers.
    fn with(&self, year: Option<i16>, month: i32, new_day: i32) -> String {
        match (self, year) {
            (Self::Iso(_), Some(year)) => format!("{year:04}-{month:02}-{new_day:02}"),
            (Self::Iso(_), None) => format!("XXXX-{month:02}-{new_day:02}"),
            (Self::Dotted(_), Some(year)) => format!("{new_day:02}.{month:02}.{year:04}"),
            (Self::Dotted(_), None) => format!("{new_day:02}.{month:02}"),
            (Self::Words { before, behind, .. }, _) => format!("{before}{new_day}{behind}"),
        }
    }
}

/// The day with these numbers.
pub(super) fn dated(year: i16, month: i32, day: i32, written: &Written) -> Result<Day, DateError> {
    let (month, day) = existing(Some(year), month, day, written)?;
    Day::new(year, month, day).ok_or_else(|| DateError::Unreadable(written.text()))
}

/// Month and day, if the month has the day; without a year February has 29.
pub(super) fn existing(year: Option<i16>, month: i32, day: i32, written: &Written) -> Result<(u8, u8), DateError> {
    const LEAP: i16 = 2000;
    let last = u8::try_from(month).ok().and_then(|month| Day::last_of_month(year.unwrap_or(LEAP), month));
    let Some(last) = last else {
        let swapped = (1..=12).contains(&day) && (1..=31).contains(&month);
        return Err(DateError::NoSuchMonth(written.text(), swapped.then(|| written.with(year, day, month))));
    };
    match u8::try_from(day) {
        Ok(number) if (1..=last.day()).contains(&number) => Ok((last.month(), number)),
        _ => {
            let nearest = day.clamp(1, last.day().into());
            Err(DateError::NoSuchDay(written.text(), written.with(year, month, nearest)))
        }
    }
}
