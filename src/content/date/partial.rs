//! A date as far as it is known, and between which days it lies. Never guesses what is not known: a date without a year
//! has no bounds.

use serde::{Deserialize, Serialize};

use super::{Civil, Day};

/// A season, in the order of EDTF's codes 21 to 24.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Season {
    /// 21.
    Spring,
    /// 22.
    Summer,
    /// 23.
    Autumn,
    /// 24; its lower bound is December of the year before.
    Winter,
}

/// A date as far as it is known (EDTF, ISO 8601-2). Read with [`PartialDate::parse`], which allows the years 1 to 9999,
/// no range inside a range or inside `About`, and no `About` twice; others do not come back from their text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PartialDate {
    /// `2005`
    Year(i16),
    /// `2005-23`
    Season(i16, Season),
    /// `2011-03`
    Month(i16, u8),
    /// `2012-01-17`
    Day(Day),
    /// `2012-01-17T13:00`
    Moment(Civil),
    /// `XXXX-10-03`: the year is not known.
    MonthDay(u8, u8),
    /// `2005~`: about then.
    About(Box<PartialDate>),
    /// `2007/2013`: both ends included; an open end (`2007/..`) is `None`.
    Range(Box<PartialDate>, Option<Box<PartialDate>>),
}

impl Season {
    /// In the order of the codes 21 to 24.
    pub const ALL: [Self; 4] = [Self::Spring, Self::Summer, Self::Autumn, Self::Winter];

    /// EDTF's code: 21 to 24.
    pub const fn code(self) -> u8 {
        21 + self as u8
    }

    /// The season with this EDTF code.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|season| season.code() == code)
    }

    /// The first day, by the meteorological reckoning: from the first of March, June, September, December.
    fn first(self, year: i16) -> Option<Day> {
        match self {
            Self::Spring => Day::new(year, 3, 1),
            Self::Summer => Day::new(year, 6, 1),
            Self::Autumn => Day::new(year, 9, 1),
            Self::Winter => Day::new(year.checked_sub(1)?, 12, 1),
        }
    }

    fn last(self, year: i16) -> Option<Day> {
        match self {
            Self::Spring => Day::new(year, 5, 31),
            Self::Summer => Day::new(year, 8, 31),
            Self::Autumn => Day::new(year, 11, 30),
            Self::Winter => Day::last_of_month(year, 2),
        }
    }
}

impl PartialDate {
    /// The earliest day it can be; nothing if the year is not known.
    pub fn lower(&self) -> Option<Day> {
        match self {
            Self::Year(year) => Day::new(*year, 1, 1),
            Self::Season(year, season) => season.first(*year),
            Self::Month(year, month) => Day::new(*year, *month, 1),
            Self::Day(day) | Self::Moment(Civil { day, .. }) => Some(*day),
            Self::MonthDay(..) => None,
            Self::About(date) | Self::Range(date, _) => date.lower(),
        }
    }

    /// The last day it can be; nothing if the year is not known, or for a range with an open end.
    pub fn upper(&self) -> Option<Day> {
        match self {
            Self::Year(year) => Day::new(*year, 12, 31),
            Self::Season(year, season) => season.last(*year),
            Self::Month(year, month) => Day::last_of_month(*year, *month),
            Self::Day(day) | Self::Moment(Civil { day, .. }) => Some(*day),
            Self::MonthDay(..) => None,
            Self::About(date) => date.upper(),
            Self::Range(_, end) => end.as_ref()?.upper(),
        }
    }

    /// What to sort by: the earliest reading it can be. A date without a year has none, and stands with the undated.
    pub fn sort_key(&self) -> Option<Civil> {
        match self {
            Self::Moment(moment) => Some(*moment),
            Self::About(date) | Self::Range(date, _) => date.sort_key(),
            _ => self.lower().map(Day::start),
        }
    }

    /// The day, where it is known exactly: of a day or of a clock reading.
    pub const fn exact_day(&self) -> Option<Day> {
        match self {
            Self::Day(day) | Self::Moment(Civil { day, .. }) => Some(*day),
            _ => None,
        }
    }

    /// The year, where there is one: of a range its first.
    pub fn year(&self) -> Option<i16> {
        match self {
            Self::Year(year) | Self::Season(year, _) | Self::Month(year, _) => Some(*year),
            Self::Day(day) | Self::Moment(Civil { day, .. }) => Some(day.year()),
            Self::MonthDay(..) => None,
            Self::About(date) | Self::Range(date, _) => date.year(),
        }
    }
}
