//! A day and a clock reading, and their arithmetic. Never knows a time zone: all readings are the kiosk's own.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
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

impl Day {
    /// A day that exists.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        date(year, month, day).map(|_| Self { year, month, day })
    }

    /// The last day of a month; nothing if there is no such month.
    pub fn last_of_month(year: i16, month: u8) -> Option<Self> {
        date(year, month, 1).map(|date| Self::from_date(date.last_of_month()))
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

    /// The day of the week: 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> usize {
        self.date().weekday().to_monday_zero_offset().unsigned_abs().into()
    }

    /// How many days later `other` is; negative if it is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        // Both days are in years -9999 to 9999, where a difference in days always exists.
        self.date().until(other.date()).map_or(0, |span| span.get_days())
    }

    /// The day that is `days` later, or earlier if negative; nothing outside the years -9999 to 9999.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        self.date().checked_add(span).ok().map(Self::from_date)
    }

    /// The reading at 00:00 of this day.
    pub const fn start(self) -> Civil {
        Civil { day: self, hour: 0, minute: 0 }
    }

    /// The same day of jiff's calendar, for arithmetic that is not offered here.
    pub fn date(self) -> Date {
        // The fields were checked when the day was made, or come from a checked store: MIN is never seen.
        date(self.year, self.month, self.day).unwrap_or(Date::MIN)
    }

    fn from_date(date: Date) -> Self {
        Self { year: date.year(), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() }
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self::from_date(date)
    }
}

/// ISO 8601: `2012-01-17`.
impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Civil {
    /// The reading `hour`:`minute` on `day`, if the clock has it.
    pub fn new(day: Day, hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { day, hour, minute })
    }

    /// The reading `minutes` later, or earlier if negative; nothing outside the years -9999 to 9999.
    pub fn plus_minutes(self, minutes: i32) -> Option<Self> {
        let (hour, minute) = (i8::try_from(self.hour).ok()?, i8::try_from(self.minute).ok()?);
        let later = self.day.date().at(hour, minute, 0, 0).checked_add(i64::from(minutes).minutes()).ok()?;
        let (hour, minute) = (later.hour().unsigned_abs(), later.minute().unsigned_abs());
        Some(Self { day: Day::from_date(later.date()), hour, minute })
    }
}

impl From<jiff::civil::DateTime> for Civil {
    fn from(time: jiff::civil::DateTime) -> Self {
        let (hour, minute) = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
        Self { day: Day::from_date(time.date()), hour, minute }
    }
}

/// ISO 8601: `2012-01-17T13:00`.
impl fmt::Display for Civil {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}T{:02}:{:02}", self.day, self.hour, self.minute)
    }
}

fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert_eq, proptest};

    use super::{Civil, Day};

    fn day(year: i16, month: u8, day: u8) -> Day {
        Day::new(year, month, day).expect("a day")
    }

    #[test]
    fn days_are_counted_and_named() {
        assert_eq!(day(2012, 1, 17).weekday(), 1, "a Tuesday");
        assert_eq!(day(2012, 2, 28).plus_days(2), Some(day(2012, 3, 1)));
        assert_eq!(day(2012, 3, 1).days_until(day(2012, 2, 28)), -2);
        assert_eq!(Day::last_of_month(2012, 2), Some(day(2012, 2, 29)));
        assert_eq!(Day::last_of_month(2012, 13), None);
        assert_eq!(Day::new(2011, 2, 29), None);
        assert_eq!(day(9999, 12, 31).plus_days(1), None);
    }

    #[test]
    fn readings_pass_midnight() {
        let late = Civil::new(day(2012, 12, 31), 23, 30).expect("a reading");
        assert_eq!(late.plus_minutes(45).map(|c| c.to_string()), Some("2013-01-01T00:15".to_owned()));
        assert_eq!(Civil::new(day(2012, 1, 1), 24, 0), None);
    }

    proptest! {
        #[test]
        fn adding_a_difference_leads_there(from in -700_000_i32..700_000, to in -700_000_i32..700_000) {
            let origin = day(2000, 1, 1);
            let (from, to) = (origin.plus_days(from).expect("near"), origin.plus_days(to).expect("near"));
            prop_assert_eq!(from.plus_days(from.days_until(to)), Some(to));
            prop_assert_eq!(from.cmp(&to), 0.cmp(&from.days_until(to)));
        }
    }
}
