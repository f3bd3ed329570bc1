//! Lists of records: which, and each on one line. Never wraps a line: a record is a line, whatever its length.

use super::labels;
use super::{PlainError, Style};
use crate::content::Style as DateStyle;
use crate::content::{Card, CardDetail, Kind, PartialDate, ProjectStatus, Slug};
use crate::edition::{Edition, Selection};
use crate::text::{Breaks, clean, distance, width};

/// The identifiers of a list are padded to this many columns at most.
const ID_COLUMNS: usize = 36;

/// The records of `kind` that may be seen, at most `style.limit`.
pub(super) fn cards(edition: &Edition, kind: Kind, style: Style) -> Result<Vec<Card>, PlainError> {
    let list = edition.list(&Selection::all(kind, style.lang), style.now)?;
    Ok(edition.rows(&list, 0..list.len().min(style.limit))?)
}

/// One line a card: identifier, title, and what distinguishes it. A sentence if there is none.
pub(super) fn lines(cards: &[Card], style: Style) -> String {
    if cards.is_empty() {
        return format!("{}\n", labels::of(style.lang).empty);
    }
    let longest = cards.iter().map(|card| card.slug.as_str().len()).max().unwrap_or_default();
    let columns = longest.min(ID_COLUMNS);
    cards.iter().map(|card| line(card, columns, style)).collect()
}

fn line(card: &Card, columns: usize, style: Style) -> String {
    let slug = card.slug.as_str();
    let pad = " ".repeat(columns.saturating_sub(width(slug)));
    let title = card.title.any(style.lang);
    let mut details = details(card, style);
    if card.title.get(style.lang).1 != style.lang {
        details.push(labels::of(style.lang).only_other.to_owned());
    }
    let details = if details.is_empty() { String::new() } else { format!(" · {}", details.join(" · ")) };
    format!("{slug}{pad}  {}\n", clean(&format!("{title}{details}"), Breaks::Space))
}

/// What stands behind the title.
fn details(card: &Card, style: Style) -> Vec<String> {
    let lang = style.lang;
    let labels = labels::of(lang);
    let date = card.date.as_ref().map(|date| date.words(lang, DateStyle::Normal));
    let place = card.place.as_ref().map(|place| place.any(lang).clone());
    let mut found = Vec::new();
    match &card.detail {
        CardDetail::Article | CardDetail::Page { .. } => found.extend(date),
        CardDetail::Event { status } => {
            found.extend(date);
            found.extend(place);
            let last = card.end.as_ref().or(card.date.as_ref()).and_then(PartialDate::upper);
            found.push(labels.event_status(*status, last, style.now.day).to_owned());
        }
        CardDetail::Organisation { type_, legal_form, .. } => {
            found.extend(legal_form.and_then(|form| form.behind_name(lang)).map(str::to_owned));
            found.push(labels.organisation_type(*type_).to_owned());
            found.extend(place);
        }
        CardDetail::Person { position, .. } => found.extend(position.as_ref().map(|title| title.any(lang).clone())),
        CardDetail::Project { status, programme } => {
            found.extend(programme.as_ref().map(|text| text.any(lang).clone()));
            // As on the screen: what is not known is not said.
            found.extend((*status != ProjectStatus::Unknown).then(|| labels.project_status(*status).to_owned()));
        }
        CardDetail::Cluster { abbreviation, members } => {
            found.extend(abbreviation.as_ref().map(|text| text.any(lang).clone()));
            found.extend((*members > 0).then(|| format!("{}: {members}", labels.members)));
        }
    }
    found
}

/// The slug of a visible record that differs least from `id`, if it differs by little.
pub(super) fn nearest(edition: &Edition, id: &str, style: Style) -> Result<Option<Slug>, PlainError> {
    let allowed = (id.chars().count() / 3).max(1);
    let mut best: Option<(usize, Slug)> = None;
    for kind in Kind::ALL {
        let list = edition.list(&Selection::all(*kind, style.lang), style.now)?;
        // A suggestion is a courtesy: in a large edition only the first rows are looked at.
        for card in edition.rows(&list, 0..list.len().min(2_000))? {
            let begins = id.len() >= 3 && card.slug.as_str().starts_with(id);
            let found = if begins { Some(1) } else { distance(id, card.slug.as_str(), allowed) };
            if let Some(changes) = found.filter(|changes| best.as_ref().is_none_or(|(least, _)| changes < least)) {
                best = Some((changes, card.slug));
            }
        }
    }
    Ok(best.map(|(_, slug)| slug))
}
