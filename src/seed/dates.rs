//! Dates of seed files. Never reads a date itself: [`PartialDate`] does.

use super::context::Context;
use super::say::Wanted;
use super::value::Value;
use super::{codes, interim};
use crate::content::{Civil, Day, PartialDate};
use crate::diagnostic::Words;

/// A date as far as it is known.
pub fn partial(cx: &Context, value: Value<'_>) -> Option<PartialDate> {
    let (text, _) = value.token(cx, Wanted::Date)?;
    let found = interim::parse(text.trim());
    if found.is_none() {
        let message =
            Words::new(format!("‘{text}’ не е дата, която съществува"), format!("‘{text}’ is no date that exists"));
        value.report(cx, codes::BAD_DATE, message, Some(forms()));
    }
    found
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
        PartialDate::Day(day) => Civil::new(day, 0, 0),
        PartialDate::Moment(reading) => Some(reading),
        _ => refuse(cx, value),
    }
}

fn refuse<T>(cx: &Context, value: Value<'_>) -> Option<T> {
    let message = Words::new("тук се очаква ден: 2012-01-17", "a whole day is expected here: 2012-01-17");
    value.report(cx, codes::BAD_DATE, message, None);
    None
}

fn forms() -> Words {
    Words::new(
        "пишете 2012-01-17, 2012-01-17T13:00, 2011-03, 2005, есен 2005, 3 октомври, 2007/2013",
        "write 2012-01-17, 2012-01-17T13:00, 2011-03, 2005, autumn 2005, 3 October, 2007/2013",
    )
}
