//! What a record's code says: its page's address if the kiosk has one, a contact, a date, or its words. The fullest first.

use super::super::records::parts;
use super::super::scene::Scene;
use crate::content::{Event, Id, Kind, Localized, Organisation, Person, Style};
use crate::edition::ReadError;
use crate::plain::cards::{self, Extent};

/// A text for a code, and the same for the eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// What the code holds.
    pub code: String,
    /// The same, line by line.
    pub lines: Vec<String>,
}

/// The longest text without a form of its own, in characters: a code of more is too fine for a telephone.
const LONGEST: usize = 600;

/// What can be said of the record `id`, the fullest first; never nothing.
///
/// # Errors
/// If the edition cannot be read.
pub fn payloads(id: Id, scene: &Scene<'_>) -> Result<Vec<Payload>, ReadError> {
    let card = scene.edition.card(id)?;
    if let Some(address) = &scene.edition.kiosk().page_address {
        let code = address.replace("{slug}", card.slug.as_str()).replace("{lang}", scene.lang.code());
        return Ok(vec![Payload { lines: vec![parts::title(&card, scene), code.clone()], code }]);
    }
    let of_kind = match id.kind {
        Kind::Organisation => {
            let record: Organisation = scene.edition.record(id)?;
            Extent::ALL.map(|extent| Some(contact(cards::organisation(&record, scene.lang, extent)))).to_vec()
        }
        Kind::Person => person(id, scene)?,
        Kind::Event => event(id, scene)?,
        Kind::Article | Kind::Cluster | Kind::Project | Kind::Page => Vec::new(),
    };
    let mut found: Vec<Payload> = of_kind.into_iter().flatten().collect();
    let title = parts::title(&card, scene);
    if !found.is_empty() {
        found.push(words(vec![title]));
        return Ok(found);
    }
    let date = card.date.as_ref().map(|date| date.words_to(card.end.as_ref(), scene.lang, Style::Normal));
    let place = card.place.as_ref().map(|place| place.any(scene.lang).clone());
    let summary = card.summary.as_ref().map(|summary| summary.any(scene.lang).clone());
    let full: Vec<String> = [Some(title.clone()), date.clone(), place, summary].into_iter().flatten().collect();
    let short = [Some(title.clone()), date].into_iter().flatten().collect();
    Ok([full, short, vec![title]].into_iter().map(words).collect())
}

fn person(id: Id, scene: &Scene<'_>) -> Result<Vec<Option<Payload>>, ReadError> {
    let record: Person = scene.edition.record(id)?;
    let employer = record.positions.first().and_then(|position| position.organisation.as_ref());
    let employer = employer.map(|slug| parts::name(slug, scene)).transpose()?;
    let card = |extent| Some(contact(cards::person(&record, employer.as_deref(), scene.lang, extent)));
    Ok(Extent::ALL.map(card).to_vec())
}

/// An event whose day is not known has no date to take along: it is told in words.
fn event(id: Id, scene: &Scene<'_>) -> Result<Vec<Option<Payload>>, ReadError> {
    let record: Event = scene.edition.record(id)?;
    let house = record.venue.organisation.as_ref().map(|slug| parts::name(slug, scene)).transpose()?;
    let when = record.start.as_ref().map(|start| start.words_to(record.end.as_ref(), scene.lang, Style::Normal));
    let any = |text: &Option<Localized<String>>| text.as_ref().map(|text| text.any(scene.lang).clone());
    let place = [any(&record.venue.hall), house.clone(), any(&record.venue.place)];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let lines: Vec<String> = [Some(record.head.title.any(scene.lang).clone()), when, Some(place)]
        .into_iter()
        .flatten()
        .filter(|line| !line.is_empty())
        .collect();
    let entry = |extent| {
        let code = cards::event(&record, house.as_deref(), scene.now, scene.lang, extent)?;
        Some(Payload { code, lines: lines.clone() })
    };
    Ok(Extent::ALL.map(entry).to_vec())
}

/// A contact and what is in it: name, position, numbers and addresses.
fn contact(code: String) -> Payload {
    let unfolded = code.replace("\r\n ", "");
    let shown = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let name = name.split(';').next().unwrap_or_default();
        let is_shown = ["FN", "TITLE", "ORG", "TEL", "EMAIL", "URL", "ADR"].contains(&name);
        is_shown.then(|| readable(value))
    };
    let mut lines: Vec<String> = unfolded.lines().filter_map(shown).collect();
    // An organisation's name is its own organisation's too.
    lines.dedup();
    Payload { code, lines }
}

/// The value of a property as it is read: parts joined, signs as they are meant.
fn readable(value: &str) -> String {
    let (mut parts, mut part, mut escaped) = (Vec::new(), String::new(), false);
    for c in value.chars() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            ';' if !escaped => parts.push(std::mem::take(&mut part)),
            'n' if escaped => part.push(' '),
            c => part.push(c),
        }
        escaped = false;
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn words(lines: Vec<String>) -> Payload {
    Payload { code: lines.join("\n").chars().take(LONGEST).collect(), lines }
}

#[cfg(test)]
mod tests {
    use super::{contact, readable};

    #[test]
    fn a_contact_is_read_without_its_signs() {
        let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Мед;;;;\r\nFN:Мед\\, АД\r\nORG:Мед\\, АД\r\nTEL;TYPE=WORK:+359\r\n 2\r\nADR;TYPE=WORK:;;ул. 1;София;;;\r\nEND:VCARD\r\n";
        assert_eq!(contact(card.to_owned()).lines, ["Мед, АД", "+3592", "ул. 1, София"]);
        assert_eq!(readable("a\\\\b\\nc"), "a\\b c");
    }
}
