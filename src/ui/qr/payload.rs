//! What a record's code says: its page's address if the kiosk has one, a contact, a date, or its words. A ladder, the
//! fullest first: each step down gives up the least of what matters (day, hour, place, telephone). Never a name alone where
//! more is known and fits, and never other words beside the code than are in it.

use super::super::records::parts;
use super::super::scene::Scene;
use crate::content::{Card, Cluster, Contacts, Event, Id, Kind, Localized, Organisation, PartialDate, Person, Style};
use crate::edition::ReadError;
use crate::plain::cards::{self, Extent};
use crate::text::clip;

/// A text for a code, and the same for the eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// What the code holds.
    pub code: String,
    /// The same, line by line.
    pub lines: Vec<String>,
    /// What the telephone will take it for.
    pub form: Form,
}

/// What a code is to a telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A web address.
    Page,
    /// An entry of its contacts.
    Contact,
    /// An entry of its calendar.
    Entry,
    /// Words to read or copy.
    Words,
}

/// The longest text without a form of its own, in characters: a code of more is too fine for a telephone.
const LONGEST: usize = 600;
/// Columns that a title is cut to, step by step, where a whole one leaves no room for what matters more.
const CUTS: [usize; 3] = [60, 40, 24];

/// What can be said of the record `id`, the fullest first; never nothing.
///
/// # Errors
/// If the edition cannot be read.
pub fn payloads(id: Id, scene: &Scene<'_>) -> Result<Vec<Payload>, ReadError> {
    let card = scene.edition.card(id)?;
    if let Some(address) = &scene.edition.kiosk().page_address {
        let code = address.replace("{slug}", card.slug.as_str()).replace("{lang}", scene.lang.code());
        let lines = vec![parts::title(&card, scene), code.clone()];
        return Ok(vec![Payload { code, lines, form: Form::Page }]);
    }
    let mut found = match id.kind {
        Kind::Organisation => {
            let record: Organisation = scene.edition.record(id)?;
            contact_ladder(|extent| cards::organisation(&record, scene.lang, extent))
        }
        Kind::Cluster => {
            let record: Cluster = scene.edition.record(id)?;
            // A cluster that nobody can be reached at is told in words: its founding says more than an empty contact.
            if record.contacts.is_empty() {
                Vec::new()
            } else {
                contact_ladder(|extent| cards::cluster(&record, scene.lang, extent))
            }
        }
        Kind::Person => {
            let record: Person = scene.edition.record(id)?;
            let employer = employer(&record, scene)?;
            contact_ladder(|extent| cards::person(&record, employer.as_deref(), scene.lang, extent))
        }
        Kind::Event => event_ladder(id, scene)?,
        Kind::Article | Kind::Project | Kind::Page => Vec::new(),
    };
    found.extend(told(&known(&card, scene)?));
    Ok(found)
}

/// Whether nobody knows how to reach the organisation, cluster or person `id`; false for what is not reached.
///
/// # Errors
/// If the edition cannot be read.
pub fn is_out_of_reach(id: Id, scene: &Scene<'_>) -> Result<bool, ReadError> {
    Ok(contacts(id, scene)?.is_some_and(|contacts| contacts.is_empty()))
}

/// How to reach a record of a kind that can be reached, as far as it may be told.
fn contacts(id: Id, scene: &Scene<'_>) -> Result<Option<Contacts>, ReadError> {
    Ok(match id.kind {
        Kind::Organisation => Some(scene.edition.record::<Organisation>(id)?.contacts),
        Kind::Cluster => Some(scene.edition.record::<Cluster>(id)?.contacts),
        Kind::Person => {
            let person: Person = scene.edition.record(id)?;
            Some(if person.publish_contact { person.contacts } else { Contacts::default() })
        }
        Kind::Article | Kind::Event | Kind::Project | Kind::Page => None,
    })
}

fn employer(person: &Person, scene: &Scene<'_>) -> Result<Option<String>, ReadError> {
    let employer = person.positions.first().and_then(|position| position.organisation.as_ref());
    employer.map(|slug| parts::name(slug, scene)).transpose()
}

/// The cards of each extent; one that says no more than a name is left to the words.
fn contact_ladder(card: impl Fn(Extent) -> String) -> Vec<Payload> {
    Extent::ALL.into_iter().map(|extent| contact(card(extent))).filter(|payload| payload.lines.len() > 1).collect()
}

/// The calendar entries of an event; none if its day is not known: then it is told in words.
fn event_ladder(id: Id, scene: &Scene<'_>) -> Result<Vec<Payload>, ReadError> {
    let record: Event = scene.edition.record(id)?;
    let house = record.venue.organisation.as_ref().map(|slug| parts::name(slug, scene)).transpose()?;
    let when = record.start.as_ref().map(|start| start.words_to(record.end.as_ref(), scene.lang, Style::Normal));
    let entry = |extent| {
        let code = cards::event(&record, house.as_deref(), scene.now, scene.lang, extent)?;
        let mut lines = values(&code, &["SUMMARY", "LOCATION", "DESCRIPTION", "URL"]);
        lines.splice(1..1, when.clone());
        Some(Payload { code, lines, form: Form::Entry })
    };
    Ok(Extent::ALL.into_iter().filter_map(entry).collect())
}

/// What is known of a record, in words.
#[derive(Debug, Default)]
struct Known {
    title: String,
    /// What matters: day and hour, place, position, telephones, addresses.
    matters: Vec<String>,
    /// The same with the fewest signs, the first the most important.
    briefly: Vec<String>,
    /// What else there is to say.
    more: Vec<String>,
}

fn known(card: &Card, scene: &Scene<'_>) -> Result<Known, ReadError> {
    let lang = scene.lang;
    let any = |text: &Option<Localized<String>>| text.as_ref().map(|text| text.any(lang).clone());
    let date = card.date.as_ref().map(|date| match card.id.kind {
        // A cluster's date alone would not say what happened then.
        Kind::Cluster => (scene.strings.page.founded_on)(&parts::when(date, scene)),
        _ => date.words_to(card.end.as_ref(), lang, Style::Normal),
    });
    let brief_date = card.date.as_ref().map(|date| match card.id.kind {
        Kind::Cluster => (scene.strings.page.founded_on)(&parts::when(date, scene)),
        _ => briefly(date, scene),
    });
    let mut known =
        Known { title: parts::title(card, scene), more: any(&card.summary).into_iter().collect(), ..Known::default() };
    if let Some(ways) = contacts(card.id, scene)? {
        let reach = [ways.phones, ways.emails, ways.url.into_iter().collect()].concat();
        known.briefly.clone_from(&reach);
        known.matters.extend(reach);
    }
    let (mut place, mut house) = (any(&card.place), None);
    match card.id.kind {
        Kind::Event => {
            let record: Event = scene.edition.record(card.id)?;
            house = record.venue.organisation.as_ref().map(|slug| parts::name(slug, scene)).transpose()?;
            let venue = [any(&record.venue.hall), house.clone(), place.clone()];
            place = Some(venue.into_iter().flatten().collect::<Vec<_>>().join(", ")).filter(|place| !place.is_empty());
        }
        Kind::Person => {
            let record: Person = scene.edition.record(card.id)?;
            let position = record.positions.first();
            let title = position.map(|position| position.title.any(lang).clone());
            known.matters.extend(title.clone().into_iter().chain(employer(&record, scene)?));
            known.briefly.extend(title);
            let house = position.and_then(|position| position.organisation.as_ref());
            known.briefly.extend(house.map(|slug| parts::short_name(slug, scene)).transpose()?);
        }
        _ => {}
    }
    known.matters.extend(date);
    known.matters.extend(place);
    known.briefly.extend(brief_date);
    known.briefly.extend(any(&card.place).or(house));
    Ok(known)
}

/// A date with the fewest signs, the hour kept.
fn briefly(date: &PartialDate, scene: &Scene<'_>) -> String {
    let short = date.words(scene.lang, Style::Short);
    let short = short.trim_end_matches(" г.");
    match date {
        PartialDate::Moment(moment) => format!("{short} {:02}:{:02}", moment.hour, moment.minute),
        _ => short.to_owned(),
    }
}

/// The words of a record: the title is cut before what matters is given up, and that from its end.
fn told(known: &Known) -> Vec<Payload> {
    let lines = |title: &str, rest: &[&[String]]| words(&[&[title.to_owned()][..], &rest.concat()].concat());
    let mut found = vec![lines(&known.title, &[&known.matters, &known.more]), lines(&known.title, &[&known.matters])];
    for count in (0..=known.briefly.len()).rev() {
        let rest = known.briefly.get(..count).unwrap_or_default();
        found.push(lines(&known.title, &[rest]));
        found.extend(CUTS.map(|columns| lines(&clip(&known.title, columns), &[rest])));
    }
    found
}

/// A contact and what is in it: name, position, numbers and addresses.
fn contact(code: String) -> Payload {
    let mut lines = values(&code, &["FN", "TITLE", "ORG", "TEL", "EMAIL", "URL", "ADR"]);
    // An organisation's name is its own organisation's too.
    lines.dedup();
    Payload { code, lines, form: Form::Contact }
}

/// The values of the properties called `names`, in their order, as they are read.
fn values(code: &str, names: &[&str]) -> Vec<String> {
    let unfolded = code.replace("\r\n ", "");
    let shown = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let name = name.split(';').next().unwrap_or_default();
        names.contains(&name).then(|| readable(value))
    };
    unfolded.lines().filter_map(shown).collect()
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

fn words(lines: &[String]) -> Payload {
    let code: String = lines.join("\n").chars().take(LONGEST).collect();
    Payload { lines: code.lines().map(str::to_owned).collect(), code, form: Form::Words }
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
