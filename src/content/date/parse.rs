//! Reads dates as editors write them: EDTF, and the usual Bulgarian and English forms. Never guesses a century or which
//! of two numbers is the month.

use super::existing::{Written, dated, existing};
use super::{Civil, DateError, Day, PartialDate, Season};
use crate::text::dates;

/// A longer text is no date, whatever it says.
const LONGEST: usize = 100;

/// Words that say nothing about which day it is.
const NOISE: [&str; 17] =
    ["г", "г.", "год.", "година", "ч", "ч.", "часа", "на", "в", "във", "през", "of", "the", "at", "on", "in", "h"];

impl PartialDate {
    /// Reads `2012-01-17`, `2012-01-17T13:00`, `2011-03`, `2005`, `2005-23`, `XXXX-10-03`, `2005~`, `2007/2013`,
    /// `2007/..`, `17.01.2012`, `17.01.2012 13:00`, `01.2012`, `17 януари 2012 г., 13:00 ч.`, `март 2011`, `есен 2005`,
    /// `3 октомври`, `2007–2013`, `17–19 януари 2012`, `от 2007`, and the same in English (`January 17, 2012`). Seconds
    /// are dropped.
    ///
    /// # Errors
    /// If the text is in no such form, or names a day that does not exist; see [`DateError`].
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(DateError::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(DateError::Unreadable(text.to_owned()));
        }
        let plain = text.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
        if let Some((start, end)) = plain.split_once('/') {
            let end = if matches!(end, "" | "..") { None } else { Some(single(end)?) };
            return range(text, single(start)?, end);
        }
        let bare = plain.strip_prefix("от ").or_else(|| plain.strip_prefix("from "));
        if let Some((start, end)) = halves(bare.unwrap_or(&plain)) {
            let end = end_of_range(start, end)?;
            return range(text, start_of_range(start, &end)?, Some(end));
        }
        match bare.or_else(|| plain.strip_prefix("since ")) {
            Some(start) => range(text, single(start)?, None),
            None => single(&plain),
        }
    }
}

/// The two sides of a range in words. A plain hyphen divides two years, or stands between spaces.
fn halves(text: &str) -> Option<(&str, &str)> {
    for divider in ["–", "—", " - ", " до ", " to ", " until "] {
        if let Some((start, end)) = text.split_once(divider) {
            return Some((start.trim(), end.trim()));
        }
    }
    let (start, end) = text.split_once('-')?;
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_year(start) && is_year(end.trim_end_matches([' ', 'г', '.']))).then_some((start, end))
}

/// The end of a range, which may be an hour of the day it starts on.
fn end_of_range(start: &str, end: &str) -> Result<PartialDate, DateError> {
    if let [only] = Words::split(end).rest.as_slice()
        && only.contains(':')
        && let PartialDate::Moment(moment) = single(start)?
    {
        return clock(only, moment.day).map(PartialDate::Moment);
    }
    single(end)
}

/// The start of a range, which may take month and year from its end (17–19 януари 2012).
fn start_of_range(start: &str, end: &PartialDate) -> Result<PartialDate, DateError> {
    match end.exact_day() {
        Some(day) if start.len() <= 2 => {
            let number = number(start)?;
            dated(day.year(), i32::from(day.month()), number, &Written::words(start)).map(PartialDate::Day)
        }
        Some(day) => match single(start)? {
            PartialDate::MonthDay(month, number) => {
                dated(day.year(), month.into(), number.into(), &Written::words(start)).map(PartialDate::Day)
            }
            other => Ok(other),
        },
        None => match (dates::month_from_word(start), end) {
            (Some(month), PartialDate::Month(year, _)) => Ok(PartialDate::Month(*year, month)),
            _ => single(start),
        },
    }
}

/// A range, if its end is not before its start.
fn range(text: &str, start: PartialDate, end: Option<PartialDate>) -> Result<PartialDate, DateError> {
    let Some(end) = end else {
        return Ok(PartialDate::Range(Box::new(start), None));
    };
    let days = start.lower().zip(end.upper()).is_some_and(|(start, end)| end < start);
    let hours = matches!((&start, &end), (PartialDate::Moment(start), PartialDate::Moment(end)) if end < start);
    if days || hours {
        let turned = PartialDate::Range(Box::new(end), Some(Box::new(start)));
        return Err(DateError::Backwards(text.to_owned(), Box::new(turned)));
    }
    Ok(PartialDate::Range(Box::new(start), Some(Box::new(end))))
}

/// A date that is no range. `text` is in lower case.
fn single(text: &str) -> Result<PartialDate, DateError> {
    let text = text.trim();
    if let Some(inner) = text.strip_suffix('~') {
        return exact(inner).map(|date| PartialDate::About(Box::new(date)));
    }
    for about in ["около ", "about ", "circa ", "ca. ", "c. "] {
        if let Some(inner) = text.strip_prefix(about) {
            return exact(inner).map(|date| PartialDate::About(Box::new(date)));
        }
    }
    exact(text)
}

fn exact(text: &str) -> Result<PartialDate, DateError> {
    let words = Words::split(text);
    let time = words.rest.iter().position(|word| word.contains(':'));
    let (before, time) = match time {
        Some(at) if at + 1 == words.rest.len() => (words.rest.split_at(at).0, words.rest.last()),
        Some(_) => return Err(DateError::Unreadable(text.to_owned())),
        None => (words.rest.as_slice(), None),
    };
    let date = day_or_wider(before, text)?;
    match (time, date) {
        (None, date) => Ok(date),
        (Some(time), PartialDate::Day(day)) => clock(time, day).map(PartialDate::Moment),
        (Some(_), _) => Err(DateError::Unreadable(text.to_owned())),
    }
}

/// The words of a date that mean something.
struct Words {
    rest: Vec<String>,
}

impl Words {
    fn split(text: &str) -> Self {
        let spaced = apart(text);
        let parts = spaced.split([' ', ',', '\t']).filter(|word| !word.is_empty());
        let words = parts.filter(|word| !NOISE.contains(word) && !dates::is_weekday(word));
        Self { rest: words.map(|word| bare(word).to_owned()).collect() }
    }
}

/// Day and hour of `2012-01-17t13:00` apart.
fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let divides = c == 't' && before.is_ascii_digit() && rest.peek().is_some_and(char::is_ascii_digit);
        out.push(if divides { ' ' } else { c });
        before = c;
    }
    out
}

/// A number without what is written onto it: `2012г.`, `17th`, `3-ти`.
fn bare(word: &str) -> &str {
    let ends = ["г.", "г", "ч.", "ч", "st", "nd", "rd", "th", "-ви", "-ри", "-ти", "-ми", "-и"];
    let cut = ends.iter().find_map(|end| word.strip_suffix(end));
    cut.filter(|cut| cut.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(word)
}

fn day_or_wider(words: &[String], text: &str) -> Result<PartialDate, DateError> {
    let unreadable = || DateError::Unreadable(text.to_owned());
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match *words.as_slice() {
        [one] if one.contains('-') => numeric(one),
        [one] if one.contains('.') => dotted(one),
        [one] => year(one).map(PartialDate::Year),
        [name, when] => {
            if let Some(season) = dates::season_from_word(name).and_then(|at| Season::ALL.get(at)) {
                return Ok(PartialDate::Season(year(when)?, *season));
            }
            match (dates::month_from_word(name), dates::month_from_word(when)) {
                (Some(month), None) if when.len() <= 2 => yearless(month, when, &Written::words(when).behind(name)),
                (Some(month), None) => Ok(PartialDate::Month(year(when)?, month)),
                (None, Some(month)) => yearless(month, name, &Written::words(name).before(when)),
                _ => Err(unreadable()),
            }
        }
        [first, second, last] => {
            let (month, day, written) = match (dates::month_from_word(first), dates::month_from_word(second)) {
                (None, Some(month)) => (month, first, Written::words(first).before(second)),
                (Some(month), None) => (month, second, Written::words(second).behind(first)),
                _ => return Err(unreadable()),
            };
            let written = written.before(last);
            dated(year(last)?, month.into(), number(day)?, &written).map(PartialDate::Day)
        }
        _ => Err(unreadable()),
    }
}

/// `2012-01-17`, `2011-03`, `2005-23`, `xxxx-10-03`.
fn numeric(text: &str) -> Result<PartialDate, DateError> {
    let parts: Vec<&str> = text.split('-').collect();
    let [first, rest @ ..] = parts.as_slice() else {
        return Err(DateError::Unreadable(text.to_owned()));
    };
    let written = Written::Iso(text.to_owned());
    match (*first, rest) {
        ("xxxx", [month, day]) => {
            let (month, day) = existing(None, number(month)?, number(day)?, &written)?;
            Ok(PartialDate::MonthDay(month, day))
        }
        (first, [second]) => {
            let (year, second) = (year(first)?, number(second)?);
            let code = u8::try_from(second).map_err(|_| DateError::NoSuchMonth(text.to_owned(), None))?;
            match Season::from_code(code) {
                Some(season) => Ok(PartialDate::Season(year, season)),
                None if (1..=12).contains(&code) => Ok(PartialDate::Month(year, code)),
                None => Err(DateError::NoSuchMonth(text.to_owned(), None)),
            }
        }
        (first, [month, day]) => dated(year(first)?, number(month)?, number(day)?, &written).map(PartialDate::Day),
        _ => Err(DateError::Unreadable(text.to_owned())),
    }
}

/// `17.01.2012`, `01.2012`, `3.10.`
fn dotted(text: &str) -> Result<PartialDate, DateError> {
    let written = Written::Dotted(text.to_owned());
    let parts: Vec<&str> = text.trim_end_matches('.').split('.').collect();
    match *parts.as_slice() {
        [day, month, when] => {
            let year = year(when).map_err(|error| error.about(text))?;
            dated(year, number(month)?, number(day)?, &written).map(PartialDate::Day)
        }
        [month, when] if when.len() > 2 => match u8::try_from(number(month)?) {
            Ok(month @ 1..=12) => Ok(PartialDate::Month(year(when)?, month)),
            _ => Err(DateError::NoSuchMonth(text.to_owned(), None)),
        },
        [day, month] => {
            let (month, day) = existing(None, number(month)?, number(day)?, &written)?;
            Ok(PartialDate::MonthDay(month, day))
        }
        [when] => year(when).map(PartialDate::Year),
        _ => Err(DateError::Unreadable(text.to_owned())),
    }
}

fn yearless(month: u8, day: &str, written: &Written) -> Result<PartialDate, DateError> {
    let (month, day) = existing(None, month.into(), number(day)?, written)?;
    Ok(PartialDate::MonthDay(month, day))
}

/// `13:00`, `13:00:00`; a zone is refused.
fn clock(text: &str, day: Day) -> Result<Civil, DateError> {
    if text.contains(['+', 'z', '-', '−']) {
        return Err(DateError::Zoned(text.to_owned()));
    }
    let wrong = || DateError::NoSuchTime(text.to_owned());
    let mut parts = text.split(':').map(|part| part.split('.').next().unwrap_or_default());
    let mut two_digits = |most: u8| {
        let part = parts.next()?;
        let digits = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|value| digits && *value < most)
    };
    let (hour, minute) = two_digits(24).zip(two_digits(60)).ok_or_else(wrong)?;
    Civil::new(day, hour, minute).ok_or_else(wrong)
}

fn year(text: &str) -> Result<i16, DateError> {
    let value = number(text)?;
    match i16::try_from(value) {
        Ok(year @ 1..=9999) if text.len() == 4 => Ok(year),
        _ => Err(DateError::NoSuchYear(text.to_owned())),
    }
}

/// A number of at most nine digits.
fn number(text: &str) -> Result<i32, DateError> {
    let digits = (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or_else(|| DateError::Unreadable(text.to_owned()))
}

impl DateError {
    /// The same about the whole text it was found in.
    fn about(self, text: &str) -> Self {
        match self {
            Self::NoSuchYear(_) => Self::NoSuchYear(text.to_owned()),
            other => other,
        }
    }
}
