//! What the pages and lists of several kinds share: names of other records, dates, contacts, sources, what mentions a
//! record. Reads cards and the links of an edition, never a whole record.

use crate::content::{
    Address, Card, CardDetail, Civil, Contacts, Head, Id, Kind, LegalForm, Localized, PartialDate, Slug, Source, Style,
};
use crate::edition::{Link, ReadError};
use crate::text::Lang;
use crate::ui::document::{Block, Entry, Fact, Piece, Target, blocks_of};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// At most so many records are listed under one heading.
const MOST_RELATED: usize = 24;

/// The card of the record with this name, if it may be seen now.
///
/// # Errors
/// If the edition cannot be read.
pub fn card(slug: &Slug, scene: &Scene<'_>) -> Result<Option<Card>, ReadError> {
    let Some(id) = scene.edition.find(slug)? else { return Ok(None) };
    visible(id, scene)
}

fn visible(id: Id, scene: &Scene<'_>) -> Result<Option<Card>, ReadError> {
    if scene.edition.hidden(id, scene.now)?.is_some() {
        return Ok(None);
    }
    scene.edition.card(id).map(Some)
}

/// The name of a record; its stable name where it may not be seen.
///
/// # Errors
/// If the edition cannot be read.
pub fn name(slug: &Slug, scene: &Scene<'_>) -> Result<String, ReadError> {
    Ok(card(slug, scene)?.map_or_else(|| slug.as_str().to_owned(), |card| title(&card, scene)))
}

/// The abbreviation of a record where it has one in the visitor's language, or else its name.
///
/// # Errors
/// If the edition cannot be read.
pub fn short_name(slug: &Slug, scene: &Scene<'_>) -> Result<String, ReadError> {
    let Some(card) = card(slug, scene)? else { return Ok(slug.as_str().to_owned()) };
    let abbreviation = match &card.detail {
        CardDetail::Cluster { abbreviation, .. } | CardDetail::Organisation { abbreviation, .. } => {
            abbreviation.as_ref()
        }
        _ => None,
    };
    // The letters of the other language would say nothing: the name does.
    let own = abbreviation.and_then(|text| text.exact(scene.lang));
    Ok(own.map_or_else(|| title(&card, scene), Clone::clone))
}

/// The name of a record as it is listed: an organisation's with its legal form.
pub fn title(card: &Card, scene: &Scene<'_>) -> String {
    let name = card.title.any(scene.lang);
    match &card.detail {
        CardDetail::Organisation { legal_form: Some(form), .. } => with_form(name, *form, scene.lang),
        _ => name.clone(),
    }
}

/// A name with its legal form behind it, unless the form is a part of the name already.
pub fn with_form(name: &str, form: LegalForm, lang: Lang) -> String {
    form.behind_name(lang).map_or_else(|| name.to_owned(), |form| format!("{name}\u{a0}{form}"))
}

/// The words of a branch of trade.
pub fn sector(name: &str, scene: &Scene<'_>) -> String {
    let sectors = &scene.edition.kiosk().sectors;
    let found = sectors.iter().find(|(other, _)| other == name);
    found.map_or_else(|| name.to_owned(), |(_, words)| words.any(scene.lang).clone())
}

/// The words of a place, from its key in a selection.
pub fn place_name(kind: Kind, key: &str, scene: &Scene<'_>) -> String {
    let places = &scene.edition.facets(kind).places;
    let found = places.iter().find(|(place, _)| place.any(Lang::Bg) == key);
    found.map_or_else(|| key.to_owned(), |(place, _)| place.any(scene.lang).clone())
}

/// A date for a column of a list.
pub fn short_date(date: Option<&PartialDate>, scene: &Scene<'_>) -> String {
    date.map_or_else(|| scene.strings.list.undated.to_owned(), |date| date.words(scene.lang, Style::Short))
}

/// A date in words, as it stands in a sentence: „есента на 2005 г.“, „17 януари 2012 г.“
pub fn date(date: &PartialDate, scene: &Scene<'_>) -> String {
    let style = if matches!(date, PartialDate::Season(..)) { Style::Full } else { Style::Normal };
    date.words(scene.lang, style)
}

/// A date as when something happened: „през есента на 2005 г.“, „на 17 януари 2012 г.“, “in March 2011”.
pub fn when(date: &PartialDate, scene: &Scene<'_>) -> String {
    let words = self::date(date, scene);
    let lead = match (date, scene.lang) {
        (PartialDate::Day(_) | PartialDate::Moment(_) | PartialDate::MonthDay(..), Lang::Bg) => "на ",
        (PartialDate::Day(_) | PartialDate::Moment(_) | PartialDate::MonthDay(..), Lang::En) => "on ",
        (PartialDate::Season(..) | PartialDate::Month(..) | PartialDate::Year(_), Lang::Bg) => "през ",
        (PartialDate::Season(..) | PartialDate::Month(..) | PartialDate::Year(_), Lang::En) => "in ",
        (PartialDate::About(_) | PartialDate::Range(..), _) => "",
    };
    format!("{lead}{words}")
}

/// The cell of a list for a value that may be missing.
pub fn cell(value: Option<&Localized<String>>, scene: &Scene<'_>) -> String {
    value.map(|value| value.any(scene.lang).clone()).unwrap_or_default()
}

/// The clusters of a record, by their abbreviations. What cannot be read is left out of a list's cell.
pub fn of_clusters(card: &Card, scene: &Scene<'_>) -> String {
    let names = card.clusters.iter().filter_map(|(slug, _)| short_name(slug, scene).ok());
    names.collect::<Vec<_>>().join(", ")
}

/// Facts joined on one line by dots.
pub fn joined(parts: Vec<String>, scene: &Scene<'_>) -> Vec<Piece> {
    let dot = format!(" {} ", scene.signs.dot);
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { Vec::new() } else { vec![Piece::muted(parts.join(&dot))] }
}

/// A fact in plain words.
pub fn fact(label: &str, value: impl Into<String>) -> Fact {
    Fact { label: label.to_owned(), value: vec![Piece::text(value)] }
}

/// A fact that names other records, separated by commas; nothing if there are none.
///
/// # Errors
/// If the edition cannot be read.
pub fn fact_of_records(label: &str, slugs: &[Slug], scene: &Scene<'_>) -> Result<Option<Fact>, ReadError> {
    let mut value = Vec::new();
    for slug in slugs {
        if !value.is_empty() {
            value.push(Piece::text(", "));
        }
        value.push(reference(slug, scene)?);
    }
    Ok((!value.is_empty()).then(|| Fact { label: label.to_owned(), value }))
}

/// The name of another record as a link to it; plain words where it may not be seen.
///
/// # Errors
/// If the edition cannot be read.
pub fn reference(slug: &Slug, scene: &Scene<'_>) -> Result<Piece, ReadError> {
    Ok(match card(slug, scene)? {
        Some(card) => Piece::record(title(&card, scene), slug.clone()),
        None => Piece::text(slug.as_str()),
    })
}

/// A record in a list of related ones.
pub fn entry(card: &Card, detail: String, scene: &Scene<'_>) -> Entry {
    Entry { title: title(card, scene), slug: card.slug.clone(), detail }
}

/// What is usually said of a record behind its name: a date, a town, a position.
pub fn usual_detail(card: &Card, scene: &Scene<'_>) -> String {
    match &card.detail {
        CardDetail::Article | CardDetail::Event { .. } | CardDetail::Project { .. } => {
            let words = |date: &PartialDate| date.words_to(card.end.as_ref(), scene.lang, Style::Normal);
            let when = card.date.as_ref().map(words).unwrap_or_default();
            if is_in(&when, card.title.any(scene.lang)) { String::new() } else { when }
        }
        CardDetail::Organisation { .. } => cell(card.place.as_ref(), scene),
        CardDetail::Person { position, .. } => cell(position.as_ref(), scene),
        CardDetail::Cluster { .. } | CardDetail::Page { .. } => String::new(),
    }
}

/// Whether a title says a year or a period already, as the names of programmes do.
pub fn is_in(period: &str, title: &str) -> bool {
    title.contains(period.trim_end_matches(" г."))
}

/// A section that names these records; nothing if none of them may be seen.
///
/// # Errors
/// If the edition cannot be read.
pub fn section(heading: &str, slugs: &[Slug], scene: &Scene<'_>) -> Result<Vec<Block>, ReadError> {
    let mut entries = Vec::new();
    for slug in slugs {
        if let Some(card) = card(slug, scene)? {
            entries.push(entry(&card, usual_detail(&card, scene), scene));
        }
    }
    Ok(headed(heading, entries))
}

/// A heading with its entries; nothing without entries.
pub fn headed(heading: &str, entries: Vec<Entry>) -> Vec<Block> {
    if entries.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(heading.to_owned()), Block::Records(entries)]
}

/// What refers to the record `id`, one section for each kind of record; each record once. `wanted` says which relations
/// count: those a page shows in its own way are left out there.
///
/// # Errors
/// If the edition cannot be read.
pub fn mentions(id: Id, wanted: fn(&Link) -> bool, scene: &Scene<'_>) -> Result<Vec<Block>, ReadError> {
    let words = scene.strings.page;
    let links = scene.edition.links_to(id)?;
    let mut blocks = Vec::new();
    for kind in [Kind::Article, Kind::Event, Kind::Project, Kind::Person, Kind::Organisation, Kind::Cluster, Kind::Page]
    {
        let mut entries: Vec<Entry> = Vec::new();
        let mut last = None;
        for link in links.iter().filter(|link| link.from.kind == kind && wanted(link)) {
            if last == Some(link.from) || entries.len() == MOST_RELATED {
                continue;
            }
            last = Some(link.from);
            if let Some(card) = visible(link.from, scene)? {
                entries.push(entry(&card, usual_detail(&card, scene), scene));
            }
        }
        let heading = match kind {
            Kind::Article => words.news,
            Kind::Event => words.events,
            Kind::Project => words.projects,
            Kind::Person => words.people,
            Kind::Organisation => words.organisations,
            Kind::Cluster => words.clusters,
            Kind::Page => words.pages,
        };
        blocks.extend(headed(heading, entries));
    }
    Ok(blocks)
}

/// Every relation counts.
pub const fn any_relation(_: &Link) -> bool {
    true
}

/// The summary and the text of a record; a text in the other language is marked.
pub fn text(head: &Head, scene: &Scene<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut used = head.title.get(scene.lang).1;
    if let Some(body) = &head.body {
        let (body, lang) = body.get(scene.lang);
        used = lang;
        blocks.extend(blocks_of(body, lang));
    } else if let Some(summary) = &head.summary {
        let (summary, lang) = summary.get(scene.lang);
        used = lang;
        blocks.extend(blocks_of(summary, lang));
    }
    if used != scene.lang {
        blocks.insert(0, Block::Notice((scene.strings.page.only_in)(used).to_owned()));
    }
    blocks
}

/// Phones, e-mails, web address.
pub fn contacts(contacts: &Contacts, scene: &Scene<'_>) -> Vec<Fact> {
    let words = scene.strings.page;
    let mut facts = Vec::new();
    if !contacts.phones.is_empty() {
        let number = |phone: &String| phone.replace(' ', "\u{a0}");
        facts.push(fact(words.phone, contacts.phones.iter().map(number).collect::<Vec<_>>().join(", ")));
    }
    if !contacts.emails.is_empty() {
        facts.push(fact(words.email, contacts.emails.join(", ")));
    }
    if let Some(url) = &contacts.url {
        let piece = Piece { text: url.clone(), role: Role::Link, link: Some(Target::Address(url.clone())) };
        facts.push(Fact { label: words.web.to_owned(), value: vec![piece] });
    }
    facts
}

/// The name in the other language, and the aliases; spellings that differ only in signs are one name.
pub fn other_names(head: &Head, aliases: &[String], scene: &Scene<'_>) -> Option<Fact> {
    let bare =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let mut seen = vec![bare(head.title.any(scene.lang))];
    let mut names: Vec<&str> = Vec::new();
    for name in head.title.exact(scene.lang.other()).into_iter().chain(aliases) {
        let key = bare(name);
        if !seen.contains(&key) {
            seen.push(key);
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| fact(scene.strings.page.also_known_as, names.join("; ")))
}

/// A postal address on one line.
pub fn address(address: &Address, scene: &Scene<'_>) -> Option<Fact> {
    let words = |part: &Option<Localized<String>>| part.as_ref().map(|part| part.any(scene.lang).clone());
    let place = words(&address.place).map(|place| match &address.postcode {
        Some(code) => format!("{code} {place}"),
        None => place,
    });
    let parts = [words(&address.room), words(&address.street), place, words(&address.region), words(&address.country)];
    let line = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!line.is_empty()).then(|| fact(scene.strings.page.address, line))
}

/// Where the facts come from, key words, and the day of the last change.
pub fn colophon(head: &Head, scene: &Scene<'_>) -> Vec<Fact> {
    let words = scene.strings.page;
    let mut facts = Vec::new();
    if let Some(source) = &head.source {
        facts.push(Fact { label: words.source.to_owned(), value: source_pieces(source, scene) });
    }
    if !head.tags.is_empty() {
        facts.push(fact(words.tags, head.tags.join(", ")));
    }
    if let Some(day) = head.updated {
        facts.push(fact(words.updated, day.words(scene.lang, Style::Normal)));
    }
    facts
}

/// A source with its address and the day it was read.
pub fn source_pieces(source: &Source, scene: &Scene<'_>) -> Vec<Piece> {
    let title = source.title.any(scene.lang).clone();
    let link = source.url.clone().map(Target::Address);
    let mut pieces = vec![Piece { text: title, role: Role::Muted, link }];
    if let Some(day) = source.accessed {
        let accessed = (scene.strings.page.accessed)(&day.words(scene.lang, Style::Normal));
        pieces.push(Piece::muted(format!(", {accessed}")));
    }
    pieces
}

/// How far a day is from today, where it is near: „днес“, „след 3 дни“.
pub fn countdown(date: Option<&PartialDate>, now: Civil, lang: Lang) -> Option<String> {
    let day = date?.lower()?;
    (0..=60).contains(&now.day.days_until(day)).then(|| day.relative_to(now.day, lang))
}
