//! An event as an iCalendar file (RFC 5545). Hours are written without a zone: they are those of the place, where the
//! visitor's telephone will be by then. Never invents a day: an event whose day is not known has no such form.

use super::{Extent, Lines};
use crate::content::{Civil, Day, Event, EventStatus, Localized, PartialDate};
use crate::text::Lang;

/// The calendar entry of an event; nothing if its day is not known. `house` is the name of the organisation it takes place
/// at, `now` goes into the entry's stamp.
pub fn event(record: &Event, house: Option<&str>, now: Civil, lang: Lang, extent: Extent) -> Option<String> {
    let (start, end) = span(record)?;
    let mut lines = Lines::default();
    // Telephones take an event without its calendar: what only programs ask for goes first where there is little room.
    if extent < Extent::Bare {
        lines.raw("BEGIN", "VCALENDAR");
        lines.raw("VERSION", "2.0");
        lines.raw("PRODID", "-//Megdan//BG");
    }
    lines.raw("BEGIN", "VEVENT");
    if extent < Extent::Bare {
        lines.raw("UID", &format!("{}@megdan", record.head.slug));
        lines.raw("DTSTAMP", &format!("{}Z", moment(now)));
    }
    start.write("DTSTART", &mut lines);
    if let Some(end) = end {
        end.write("DTEND", &mut lines);
    }
    lines.text("SUMMARY", record.head.title.any(lang));
    lines.text("LOCATION", &location(record, house, lang, extent));
    if extent == Extent::Full {
        lines.text("DESCRIPTION", record.head.summary.as_ref().map_or("", |summary| summary.any(lang)));
    }
    if extent < Extent::Least
        && let Some(url) = record.contacts.url.as_deref()
    {
        lines.raw("URL", url);
    }
    match record.status {
        EventStatus::Cancelled => lines.raw("STATUS", "CANCELLED"),
        EventStatus::Postponed => lines.raw("STATUS", "TENTATIVE"),
        EventStatus::Scheduled | EventStatus::Held => {}
    }
    lines.raw("END", "VEVENT");
    if extent < Extent::Bare {
        lines.raw("END", "VCALENDAR");
    }
    Some(lines.finish())
}

/// A point in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Point {
    Day(Day),
    Moment(Civil),
}

impl Point {
    fn write(self, name: &str, lines: &mut Lines) {
        match self {
            Self::Day(day) => lines.raw(&format!("{name};VALUE=DATE"), &date(day)),
            Self::Moment(reading) => lines.raw(name, &moment(reading)),
        }
    }
}

/// Where it begins and ends in a calendar. Whole days end before the day named, so the last day is the one before.
fn span(record: &Event) -> Option<(Point, Option<Point>)> {
    let (start, range_end) = match record.start.as_ref()? {
        PartialDate::Range(first, last) => (&**first, last.as_deref()),
        date => (date, None),
    };
    let start = point(start)?;
    let end = record.end.as_ref().or(range_end).and_then(point);
    let end = match (start, end) {
        (Point::Day(_), Some(Point::Day(last) | Point::Moment(Civil { day: last, .. }))) => {
            last.plus_days(1).map(Point::Day)
        }
        (Point::Moment(_), Some(Point::Moment(last))) => Some(Point::Moment(last)),
        (Point::Moment(_), Some(Point::Day(last))) => Civil::new(last, 23, 59).map(Point::Moment),
        (_, None) => None,
    };
    Some((start, end))
}

fn point(date: &PartialDate) -> Option<Point> {
    match date {
        PartialDate::Day(day) => Some(Point::Day(*day)),
        PartialDate::Moment(reading) => Some(Point::Moment(*reading)),
        _ => None,
    }
}

fn location(record: &Event, house: Option<&str>, lang: Lang, extent: Extent) -> String {
    let word = |part: &Option<Localized<String>>| part.as_ref().map_or_else(String::new, |part| part.any(lang).clone());
    let full = |part: String| if extent < Extent::Least { part } else { String::new() };
    let (hall, country) = (full(word(&record.venue.hall)), full(word(&record.venue.country)));
    let parts = [hall, house.unwrap_or_default().to_owned(), word(&record.venue.place), country];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn date(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn moment(reading: Civil) -> String {
    format!("{}T{:02}{:02}00", date(reading.day), reading.hour, reading.minute)
}

#[cfg(test)]
mod tests {
    use super::{Extent, event};
    use crate::content::{
        Civil, Contacts, Day, Event, EventStatus, Head, Localized, PartialDate, Precision, Slug, Venue, Visibility,
    };
    use crate::text::Lang;

    fn assembly(start: &str, end: Option<&str>) -> Event {
        let date = |text| PartialDate::parse(text).expect("a date");
        let title = Localized::Both {
            bg: "Учредително събрание".to_owned(), en: "Founding assembly".to_owned()
        };
        let head = Head {
            slug: Slug::new("founding").expect("a slug"),
            title,
            summary: None,
            body: None,
            tags: Vec::new(),
            visibility: Visibility::default(),
            updated: None,
            pinned: false,
            source: None,
        };
        Event {
            head,
            start: Some(date(start)),
            end: end.map(date),
            zone: None,
            precision: Precision::Exact,
            duration: None,
            status: EventStatus::Scheduled,
            venue: Venue { hall: Some(Localized::One(Lang::Bg, "зала 2".to_owned())), ..Venue::default() },
            organiser: None,
            supporters: Vec::new(),
            participants: Vec::new(),
            part_of: None,
            project: None,
            clusters: Vec::new(),
            about: Vec::new(),
            audience: None,
            contact_people: Vec::new(),
            contacts: Contacts::default(),
            attachments: Vec::new(),
        }
    }

    fn written(start: &str, end: Option<&str>) -> Option<String> {
        let now = Civil::new(Day::new(2012, 1, 1)?, 8, 5)?;
        event(&assembly(start, end), Some("Читалище"), now, Lang::Bg, Extent::Full)
    }

    #[test]
    fn an_event_with_an_hour_is_an_appointment() {
        let file = written("2012-01-17T13:00", None).expect("a day is known").replace("\r\n ", "");
        for line in [
            "BEGIN:VCALENDAR",
            "UID:founding@megdan",
            "DTSTAMP:20120101T080500Z",
            "DTSTART:20120117T130000",
            "SUMMARY:Учредително събрание",
            "LOCATION:зала 2\\, Читалище",
            "END:VCALENDAR",
        ] {
            assert!(file.contains(&format!("{line}\r\n")), "{line} in {file}");
        }
        assert!(!file.contains("DTEND"), "{file}");
    }

    #[test]
    fn days_end_before_the_day_named() {
        for (start, end) in [("2012-10-15", Some("2012-10-16")), ("2012-10-15/2012-10-16", None)] {
            let file = written(start, end).expect("days are known");
            assert!(file.contains("DTSTART;VALUE=DATE:20121015\r\n"), "{file}");
            assert!(file.contains("DTEND;VALUE=DATE:20121017\r\n"), "{file}");
        }
    }

    #[test]
    fn a_day_that_is_not_known_is_not_invented() {
        for start in ["2011-03", "2005-23", "XXXX-10-03", "2007/2013"] {
            assert_eq!(written(start, None), None, "{start}");
        }
    }
}
