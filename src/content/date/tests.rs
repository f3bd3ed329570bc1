//! Reading, writing and bounds together: what is read comes back, and bounds keep their order.

use proptest::arbitrary::any;
use proptest::strategy::Strategy;
use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::{Civil, DateError, Day, PartialDate, Season, Style};
use crate::text::Lang;

fn edtf(text: &str) -> String {
    match PartialDate::parse(text) {
        Ok(date) => date.to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn the_forms_editors_use_are_read() {
    for (text, expected) in [
        ("2012-01-17", "2012-01-17"),
        ("2012-01-17T13:00", "2012-01-17T13:00"),
        ("2012-01-17 13:00:30", "2012-01-17T13:00"),
        ("2011-03", "2011-03"),
        ("2005-23", "2005-23"),
        ("xxxx-10-03", "XXXX-10-03"),
        ("2005~", "2005~"),
        ("2007/2013", "2007/2013"),
        ("2007/..", "2007/.."),
        ("2007~/2013-05", "2007~/2013-05"),
        ("17.01.2012", "2012-01-17"),
        ("17.1.2012 г.", "2012-01-17"),
        ("17.01.2012 13:00", "2012-01-17T13:00"),
        ("17.01.2012 г., 13:00 ч.", "2012-01-17T13:00"),
        ("вторник, 17 Януари 2012 г., 9:30 ч.", "2012-01-17T09:30"),
        ("17\u{a0}ян. 2012г.", "2012-01-17"),
        ("03.2011", "2011-03"),
        ("март 2011", "2011-03"),
        ("март 2011 г.", "2011-03"),
        ("есен 2005", "2005-23"),
        ("есента на 2005 г.", "2005-23"),
        ("3 октомври", "XXXX-10-03"),
        ("3-ти октомври", "XXXX-10-03"),
        ("3.10.", "XXXX-10-03"),
        ("2005 г.", "2005"),
        ("около 2005 г.", "2005~"),
        ("2007–2013 г.", "2007/2013"),
        ("2007-2013", "2007/2013"),
        ("от 2007 г.", "2007/.."),
        ("17–19 януари 2012 г.", "2012-01-17/2012-01-19"),
        ("28 януари – 2 февруари 2012 г.", "2012-01-28/2012-02-02"),
        ("от 17 до 19 януари 2012", "2012-01-17/2012-01-19"),
        ("17.01 – 19.01.2012", "2012-01-17/2012-01-19"),
        ("17 януари 2012 г., 13:00–15:00 ч.", "2012-01-17T13:00/2012-01-17T15:00"),
        ("март – май 2011 г.", "2011-03/2011-05"),
        ("17 January 2012", "2012-01-17"),
        ("January 17th, 2012, 13:00", "2012-01-17T13:00"),
        ("Tuesday, 17 Jan 2012", "2012-01-17"),
        ("March 2011", "2011-03"),
        ("fall 2005", "2005-23"),
        ("October 3", "XXXX-10-03"),
        ("since 2007", "2007/.."),
        ("29.02.2012", "2012-02-29"),
        ("29 февруари", "XXXX-02-29"),
    ] {
        assert_eq!(edtf(text), expected, "{text}");
    }
}

#[test]
fn a_wrong_date_names_the_nearest_that_exists() {
    for (text, suggestion) in [
        ("31.02.2012", "29.02.2012"),
        ("2011-02-29", "2011-02-28"),
        ("2012-04-00", "2012-04-01"),
        ("31 април 2012 г.", "30 април 2012"),
        ("April 31, 2012", "april 30 2012"),
        ("01.17.2012", "17.01.2012"),
        ("XXXX-02-30", "XXXX-02-29"),
        ("2013/2007", "2007/2013"),
        ("17 януари 2012, 15:00–13:00", "2012-01-17T13:00/2012-01-17T15:00"),
    ] {
        let error = PartialDate::parse(text).expect_err(text);
        let found = error.suggestion().unwrap_or_default();
        assert_eq!(found, suggestion, "{text}: {error}");
        assert!(PartialDate::parse(&found).is_ok(), "{found}");
        assert!(Lang::ALL.iter().all(|lang| error.message(*lang).contains(suggestion)), "{error}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    let text = |text: &str| text.to_owned();
    for (wrong, error) in [
        ("  ", DateError::Empty),
        ("скоро", DateError::Unreadable(text("скоро"))),
        ("2012-13-13", DateError::NoSuchMonth(text("2012-13-13"), None)),
        ("17.01.12", DateError::NoSuchYear(text("17.01.12"))),
        ("0000", DateError::NoSuchYear(text("0000"))),
        ("17.01.2012 24:00", DateError::NoSuchTime(text("24:00"))),
        ("2012-01-17T13:00+02:00", DateError::Zoned(text("13:00+02:00"))),
        ("2011-03 13:00", DateError::Unreadable(text("2011-03 13:00"))),
    ] {
        assert_eq!(PartialDate::parse(wrong), Err(error), "{wrong}");
    }
    let long = PartialDate::parse(&"ж".repeat(1_000_000)).expect_err("no date");
    assert!(long.message(Lang::Bg).chars().count() < 200);
}

#[test]
fn bounds_are_the_first_and_last_possible_day() {
    for (text, lower, upper) in [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-24", "2011-12-01", "2012-02-29"),
        ("2012-02~", "2012-02-01", "2012-02-29"),
        ("2007/2013-03", "2007-01-01", "2013-03-31"),
        ("2012-01-17T13:00", "2012-01-17", "2012-01-17"),
    ] {
        let date = PartialDate::parse(text).expect(text);
        let bounds = [date.lower(), date.upper()].map(|day| day.expect("a bound").to_string());
        assert_eq!(bounds, [lower, upper], "{text}");
    }
    let open = PartialDate::parse("2007/..").expect("a range");
    assert_eq!((open.lower(), open.upper()), (Day::new(2007, 1, 1), None));
    let yearless = PartialDate::parse("3 октомври").expect("a date");
    assert_eq!((yearless.lower(), yearless.upper(), yearless.sort_key()), (None, None, None));
}

#[test]
fn hours_of_a_day_are_in_order() {
    let key = |text| PartialDate::parse(text).expect(text).sort_key();
    assert!(key("2012-01-17") < key("2012-01-17T09:00") && key("2012-01-17T09:00") < key("2012-01-17T13:00"));
    assert!(key("3 октомври") < key("0001"), "the undated are apart from all others");
}

fn day() -> impl Strategy<Value = Day> {
    (1_i16..=9999, 1_u8..=12, 1_u8..=31).prop_filter_map("a day", |(year, month, day)| Day::new(year, month, day))
}

/// A date that is neither a range nor approximate.
fn simple() -> impl Strategy<Value = PartialDate> {
    prop_oneof![
        (1_i16..=9999).prop_map(PartialDate::Year),
        (1_i16..=9999, 0_usize..4).prop_map(|(year, at)| PartialDate::Season(year, Season::ALL[at])),
        (1_i16..=9999, 1_u8..=12).prop_map(|(year, month)| PartialDate::Month(year, month)),
        day().prop_map(PartialDate::Day),
        (day(), 0_u8..24, 0_u8..60).prop_map(|(day, hour, minute)| PartialDate::Moment(Civil { day, hour, minute })),
        day().prop_map(|day| PartialDate::MonthDay(day.month(), day.day())),
    ]
}

fn any_date() -> impl Strategy<Value = PartialDate> {
    let about = simple().prop_map(|date| PartialDate::About(Box::new(date)));
    let ended = prop_oneof![simple(), simple().prop_map(|date| PartialDate::About(Box::new(date)))];
    let range = (simple(), proptest::option::of(ended)).prop_filter_map("in order", |(start, end)| {
        let ordered = end.as_ref().is_none_or(|end| {
            start.lower().zip(end.upper()).is_none_or(|(start, end)| start <= end)
                && start.sort_key().zip(end.sort_key()).is_none_or(|(start, end)| start <= end)
        });
        ordered.then(|| PartialDate::Range(Box::new(start), end.map(Box::new)))
    });
    prop_oneof![simple(), about, range]
}

proptest! {
    #[test]
    fn edtf_comes_back(date in any_date()) {
        prop_assert_eq!(PartialDate::parse(&date.to_string()), Ok(date));
    }

    #[test]
    fn words_come_back(date in simple()) {
        for lang in Lang::ALL {
            for style in [Style::Full, Style::Normal] {
                let words = date.words(lang, style);
                // People do not write the years before 1000 with four digits; the reader asks for them.
                if date.year().is_none_or(|year| year >= 1000) {
                    prop_assert_eq!(PartialDate::parse(&words), Ok(date.clone()), "{}", words);
                }
            }
        }
    }

    #[test]
    fn the_lower_bound_is_not_after_the_upper(date in any_date()) {
        prop_assert!(date.lower().zip(date.upper()).is_none_or(|(lower, upper)| lower <= upper));
        prop_assert_eq!(date.sort_key().map(|key| key.day), date.lower());
    }

    #[test]
    fn no_text_breaks_the_reader(text in any::<String>(), near in "[0-9X~/.:тT –январиот -]{0,24}") {
        for text in [text, near] {
            if let Ok(date) = PartialDate::parse(&text) {
                prop_assert_eq!(PartialDate::parse(&date.to_string()), Ok(date));
            }
        }
    }
}
