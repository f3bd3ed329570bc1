//! Calendar days, local clock times and partial dates. Never asks the clock: "now" is always given.

use serde::{Deserialize, Serialize};

/// A day that exists in the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day {
    year: i16,
    month: u8,
    day: u8,
}

/// A local clock reading, to the minute. Ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Civil {
    /// The day.
    pub day: Day,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

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

/// A date as far as it is known (EDTF, ISO 8601-2).
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

impl Day {
    /// A day that exists.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let (m, d) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(year, m, d).ok()?;
        Some(Self { year, month, day })
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }
}

impl Civil {
    /// The reading `hour`:`minute` on `day`, if the clock has it.
    pub fn new(day: Day, hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { day, hour, minute })
    }
}
