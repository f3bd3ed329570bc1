//! Events: the list of coming and past ones, and the event's page with hour, house, people and files.

use super::{Column, Extent, Filter, Index, Narrow, Shelf, parts};
use crate::content::{
    Attachment, Card, CardDetail, Event, EventStatus, Id, Kind, PartialDate, Precision, Style, Venue,
};
use crate::edition::ReadError;
use crate::ui::document::{Block, Fact, Piece, Sheet, Target};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Event,
    filters: &[Filter::Time, Filter::Place, Filter::Cluster],
    index: Index::None,
    narrow: Narrow::TwoLines,
    columns: &[
        Column { extent: Extent::Fixed(16), role: Role::Muted, from: 0 },
        Column { extent: Extent::Rest, role: Role::Text, from: 0 },
        Column { extent: Extent::Fixed(10), role: Role::Muted, from: 64 },
    ],
    cells: |card, scene| vec![day(card, scene), parts::title(card, scene), status(card, scene)],
};

/// „17.01.2012 г.“, „10–14.10.2012 г.“
fn day(card: &Card, scene: &Scene<'_>) -> String {
    let words = |date: &PartialDate| date.words_to(card.end.as_ref(), scene.lang, Style::Short);
    card.date.as_ref().map_or_else(|| scene.strings.list.undated.to_owned(), words)
}

/// How soon a coming event is, or what has become of it.
fn status(card: &Card, scene: &Scene<'_>) -> String {
    let CardDetail::Event { status } = &card.detail else { return String::new() };
    let soon = parts::countdown(card.date.as_ref(), scene.now, scene.lang);
    let soon = soon.filter(|_| *status == EventStatus::Scheduled);
    soon.unwrap_or_else(|| in_words(*status, card.end.as_ref().or(card.date.as_ref()), scene).to_owned())
}

/// What was only announced is not “to come” once its day is over, or was never known.
fn in_words(status: EventStatus, last: Option<&PartialDate>, scene: &Scene<'_>) -> &'static str {
    let names = scene.strings.names;
    let last = last.and_then(PartialDate::upper);
    let over = status == EventStatus::Scheduled && !status.is_still_to_come(last, scene.now.day);
    if over { names.announced } else { (names.event_status)(status) }
}

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let event: Event = scene.edition.record(id)?;
    let head = &event.head;
    let words = scene.strings.page;
    // Nobody should set out for what does not take place.
    let off = matches!(event.status, EventStatus::Cancelled | EventStatus::Postponed);
    let status = if off { (scene.strings.names.event_status)(event.status) } else { "" };
    let byline = vec![when(&event, scene), parts::cell(event.venue.place.as_ref(), scene), status.to_owned()];
    let mut entries = Vec::new();
    for participant in &event.participants {
        if let Some(card) = parts::card(&participant.who, scene)? {
            let role = participant.role.as_ref().map(|role| role.any(scene.lang).clone());
            entries.push(parts::entry(&card, role.unwrap_or_else(|| parts::usual_detail(&card, scene)), scene));
        }
    }
    let mut related = parts::headed(words.participants, entries);
    related.extend(parts::section(words.about, &event.about, scene)?);
    related.extend(parts::mentions(id, parts::any_relation, scene)?);
    let mut files = Vec::new();
    if !event.attachments.is_empty() {
        files.push(Block::Heading(words.attachments.to_owned()));
        files.extend(event.attachments.iter().map(|attachment| self::attachment(attachment, scene)));
    }
    Ok(Sheet {
        title: head.title.any(scene.lang).clone(),
        byline: parts::joined(byline, scene),
        key: key(&event, scene)?,
        text: parts::text(head, scene),
        facts: facts(&event, scene)?,
        parts: files,
        related,
        colophon: parts::colophon(head, scene),
    })
}

/// „вторник, 17 януари 2012 г., 13:00 ч.“, with the part of the day where no hour is known.
fn when(event: &Event, scene: &Scene<'_>) -> String {
    let Some(start) = &event.start else { return scene.strings.list.undated.to_owned() };
    let date = start.words_to(event.end.as_ref(), scene.lang, Style::Full);
    let precision = (scene.strings.names.precision)(event.precision);
    if event.precision == Precision::Exact { date } else { format!("{date}, {precision}") }
}

/// Where it is held, and whom to ask.
fn key(event: &Event, scene: &Scene<'_>) -> Result<Vec<Fact>, ReadError> {
    let mut facts = Vec::new();
    facts.extend(venue(&event.venue, scene)?);
    facts.extend(parts::fact_of_records(scene.strings.page.contact_people, &event.contact_people, scene)?);
    facts.extend(parts::contacts(&event.contacts, scene));
    Ok(facts)
}

fn facts(event: &Event, scene: &Scene<'_>) -> Result<Vec<Fact>, ReadError> {
    let words = scene.strings.page;
    let mut facts = Vec::new();
    if let Some(duration) = &event.duration {
        facts.push(parts::fact(words.duration, duration.any(scene.lang).clone()));
    }
    let last = event.end.as_ref().or(event.start.as_ref());
    let names = scene.strings.names;
    let past = last.and_then(PartialDate::upper).is_some_and(|day| day < scene.now.day);
    let is_open = event.status == EventStatus::Scheduled && past;
    let status = if is_open { names.outcome_unknown } else { in_words(event.status, last, scene) };
    facts.push(parts::fact(words.status, status));
    facts.extend(parts::fact_of_records(words.organiser, event.organiser.as_slice(), scene)?);
    facts.extend(parts::fact_of_records(words.supporters, &event.supporters, scene)?);
    if let Some(audience) = &event.audience {
        facts.push(parts::fact(words.audience, audience.any(scene.lang).clone()));
    }
    facts.extend(parts::fact_of_records(words.part_of, event.part_of.as_slice(), scene)?);
    facts.extend(parts::fact_of_records(words.project, event.project.as_slice(), scene)?);
    facts.extend(parts::fact_of_records(words.clusters, &event.clusters, scene)?);
    Ok(facts)
}

/// House, hall and town on one line.
fn venue(venue: &Venue, scene: &Scene<'_>) -> Result<Option<Fact>, ReadError> {
    let mut value = Vec::new();
    if let Some(house) = &venue.organisation {
        value.push(parts::reference(house, scene)?);
    }
    for part in [&venue.hall, &venue.place, &venue.country].into_iter().flatten() {
        let comma = if value.is_empty() { "" } else { ", " };
        value.push(Piece::text(format!("{comma}{}", part.any(scene.lang))));
    }
    Ok((!value.is_empty()).then(|| Fact { label: scene.strings.page.venue.to_owned(), value }))
}

fn attachment(attachment: &Attachment, scene: &Scene<'_>) -> Block {
    let title = attachment.title.any(scene.lang).clone();
    let mut pieces = vec![Piece { text: title, role: Role::Text, link: attachment.url.clone().map(Target::Address) }];
    if let Some(file) = &attachment.file {
        pieces.push(Piece::muted(format!(" {} {file}", scene.signs.dot)));
    }
    Block::Paragraph(pieces)
}
