//! `events/DATE-slug.LANG.md`. Never its text, never what the clock says about it.

use crate::content::{Attachment, Event, EventStatus, PartialDate, Participant, Precision, Slug, Venue};
use crate::diagnostic::{Diagnostic, Words};
use crate::seed::fields::Fields;
use crate::seed::references::Kinds;
use crate::seed::value::Form;
use crate::seed::{codes, contacts, head};

/// An event; `date` is the one of the file's name.
pub fn event(mut fields: Fields<'_>, slug: Slug, date: Option<PartialDate>) -> Event {
    let f = &mut fields;
    let record = Event {
        head: head::head(f, slug),
        start: f.date("start").or(date),
        end: f.date("end"),
        zone: zone(f),
        precision: f.named("precision").unwrap_or(Precision::Exact),
        duration: f.localized("duration", Form::Name),
        status: f.named("status").unwrap_or(EventStatus::Scheduled),
        venue: venue(f),
        organiser: f.reference("organiser", Kinds::PARTY),
        supporters: f.references("supporters", Kinds::SUPPORTER),
        participants: f.tables("participant").into_iter().filter_map(participant).collect(),
        part_of: f.reference("part_of", Kinds::EVENT),
        project: f.reference("project", Kinds::PROJECT),
        clusters: f.references("clusters", Kinds::CLUSTER),
        about: f.references("about", Kinds::ANY),
        audience: f.localized("audience", Form::Prose),
        contact_people: f.references("contact_people", Kinds::PERSON),
        contacts: contacts::contacts(f),
        attachments: f.tables("attachment").into_iter().filter_map(attachment).collect(),
    };
    check_order(f, "start", record.start.as_ref(), "end", record.end.as_ref());
    fields.finish();
    record
}

/// Reports an end before the start.
pub fn check_order(
    fields: &Fields<'_>,
    start_key: &str,
    start: Option<&PartialDate>,
    end_key: &str,
    end: Option<&PartialDate>,
) {
    let (Some(start), Some(end)) = (start, end) else {
        return;
    };
    let by_clock = match (start, end) {
        (PartialDate::Moment(start), PartialDate::Moment(end)) => end < start,
        _ => false,
    };
    let by_day = start.lower().zip(end.upper()).is_some_and(|(start, end)| end < start);
    if by_clock || by_day {
        let message = Words::new("краят е преди началото", "the end is before the start");
        let diagnostic = Diagnostic::new(codes::END_BEFORE_START, fields.place_of(end_key), message);
        let label = Words::new("началото", "the start");
        fields.cx.report(diagnostic.with_second(fields.place_of(start_key), label));
    }
}

/// An IANA name, by its form: which zones a machine knows is the machine's matter.
pub fn zone(fields: &mut Fields<'_>) -> Option<String> {
    let zone = fields.text("zone", Form::Name)?;
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "_-+".contains(c));
    if !(zone == "UTC" || zone.contains('/') && zone.split('/').all(part)) {
        let message = Words::new(format!("‘{zone}’ не е часова зона"), format!("‘{zone}’ is no time zone"));
        let help = Words::new("пишете например Europe/Sofia", "write for example Europe/Sofia");
        head::refuse(fields, "zone", codes::BAD_ZONE, message, Some(help));
    }
    Some(zone)
}

/// `[venue]`
fn venue(fields: &mut Fields<'_>) -> Venue {
    let Some(mut table) = fields.table("venue") else {
        return Venue::default();
    };
    let venue = Venue {
        organisation: table.reference("organisation", Kinds::BODY),
        hall: table.localized("hall", Form::Name),
        place: table.localized("place", Form::Name),
        country: table.localized("country", Form::Name),
    };
    table.finish();
    venue
}

/// `[[participant]]`
fn participant(mut fields: Fields<'_>) -> Option<Participant> {
    let who = fields.reference("who", Kinds::PARTY);
    if who.is_none() && !fields.has("who") {
        fields.missing("who");
    }
    let role = fields.localized("role", Form::Name);
    fields.finish();
    Some(Participant { who: who?, role })
}

/// `[[attachment]]`
fn attachment(mut fields: Fields<'_>) -> Option<Attachment> {
    let f = &mut fields;
    let title = f.localized("title", Form::Name);
    if title.is_none() && !f.has("title") {
        f.missing("title");
    }
    let value = f.value("file");
    let file = f.text("file", Form::Name);
    if let (Some(value), Some(file)) = (value, &file)
        && f.cx.listing.number(&format!("media/{file}")).is_none()
    {
        f.cx.report(contacts::missing_media(value.place(), file));
    }
    let url = contacts::url(f, "url");
    fields.finish();
    Some(Attachment { title: title?, file, url })
}
