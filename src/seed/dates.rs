//! Dates of seed files. Never reads a date itself: [`PartialDate`] does.

use super::codes;
use super::context::Context;
use super::say::{self, Wanted};
use super::value::Value;
use crate::content::{Civil, Day, PartialDate};
use crate::diagnostic::Words;

/// A date as far as it is known.
pub fn partial(cx: &Context, value: Value<'_>) -> Option<PartialDate> {
    let (text, _) = value.token(cx, Wanted::Date)?;
    match PartialDate::parse(text.trim()) {
        Ok(date) => Some(date),
        Err(error) => {
            let (message, help) = say::bad_date(&error);
            value.report(cx, codes::BAD_DATE, message, help);
            None
        }
    }
}

/// A day.
pub fn day(cx: &Context, value: Value<'_>) -> Option<Day> {
    match partial(cx, value)? {
        PartialDate::Day(day) => Some(day),
        _ => refuse(cx, value),
    }
}

/// A day, meaning its beginning, or a clock reading.
pub fn reading(cx: &Context, value: Value<'_>) -> Option<Civil> {
    match partial(cx, value)? {
        PartialDate::Day(day) => Some(day.start()),
        PartialDate::Moment(reading) => Some(reading),
        _ => refuse(cx, value),
    }
}

fn refuse<T>(cx: &Context, value: Value<'_>) -> Option<T> {
    let message = Words::new("тук се очаква ден: 2012-01-17", "a whole day is expected here: 2012-01-17");
    value.report(cx, codes::BAD_DATE, message, None);
    None
}
