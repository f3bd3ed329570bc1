//! The text a partial date is stored and exported as: EDTF (ISO 8601-2). Never the text that people read: see `words`.

use std::fmt;

use super::PartialDate;

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(out, "{year:04}"),
            Self::Season(year, season) => write!(out, "{year:04}-{}", season.code()),
            Self::Month(year, month) => write!(out, "{year:04}-{month:02}"),
            Self::Day(day) => day.fmt(out),
            Self::Moment(moment) => moment.fmt(out),
            Self::MonthDay(month, day) => write!(out, "XXXX-{month:02}-{day:02}"),
            Self::About(date) => write!(out, "{date}~"),
            Self::Range(start, Some(end)) => write!(out, "{start}/{end}"),
            Self::Range(start, None) => write!(out, "{start}/.."),
        }
    }
}
