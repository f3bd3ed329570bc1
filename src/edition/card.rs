//! A record's card: what its list row and preview show. Never reads or writes anything.

use std::collections::HashMap;

use crate::content::{
    AnyRecord, CARD_SUMMARY_CHARACTERS, Card, CardDetail, Day, Head, Id, Kind, Localized, Membership, Organisation,
    PartialDate, Person, Role, Slug,
};
use crate::text::{Lang, index_letter};

/// What a card needs to know beyond its record.
pub(super) struct Surroundings<'a> {
    /// Where each record is.
    pub(super) ids: &'a HashMap<Slug, Id>,
    /// How many organisations belong to each cluster.
    pub(super) members: &'a HashMap<Slug, u32>,
    /// The day of publishing: memberships that ended before it do not count.
    pub(super) today: Day,
}

/// The card of `record`, whose body is filled in, and given once more as plain text.
pub(super) fn card(record: &AnyRecord, plain: Option<&Localized<String>>, id: Id, around: &Surroundings<'_>) -> Card {
    let head = record.head();
    let (date, end) = dates(record);
    Card {
        id,
        slug: head.slug.clone(),
        title: head.title.clone(),
        summary: summary(head, plain),
        body: head.body.as_ref().map(|body| body.map(|_, _| ())),
        date,
        end,
        place: place(record),
        clusters: clusters(record, around),
        visibility: head.visibility,
        pinned: head.pinned,
        detail: detail(record, around),
    }
}

/// The memberships that had not ended on `today`.
pub(super) fn memberships_on(organisation: &Organisation, today: Day) -> impl Iterator<Item = &Membership> {
    organisation
        .memberships
        .iter()
        .filter(move |m| m.until.as_ref().and_then(PartialDate::upper).is_none_or(|last| last >= today))
}

fn dates(record: &AnyRecord) -> (Option<PartialDate>, Option<PartialDate>) {
    match record {
        AnyRecord::Article(r) => (r.date.clone(), None),
        AnyRecord::Event(r) => (r.start.clone(), r.end.clone()),
        AnyRecord::Project(r) => (r.start.clone(), r.end.clone()),
        AnyRecord::Cluster(r) => (r.founded.clone(), None),
        AnyRecord::Organisation(_) | AnyRecord::Person(_) | AnyRecord::Page(_) => (None, None),
    }
}

fn place(record: &AnyRecord) -> Option<Localized<String>> {
    match record {
        AnyRecord::Article(r) => r.place.clone(),
        AnyRecord::Event(r) => r.venue.place.clone(),
        AnyRecord::Organisation(r) => r.address.place.clone(),
        AnyRecord::Cluster(r) => r.address.place.clone(),
        AnyRecord::Person(_) | AnyRecord::Project(_) | AnyRecord::Page(_) => None,
    }
}

fn clusters(record: &AnyRecord, around: &Surroundings<'_>) -> Vec<(Slug, Option<Role>)> {
    let of = |slugs: &[Slug]| slugs.iter().map(|slug| (slug.clone(), None)).collect();
    match record {
        AnyRecord::Article(r) => of(&r.clusters),
        AnyRecord::Event(r) => of(&r.clusters),
        AnyRecord::Project(r) => of(&r.clusters),
        AnyRecord::Page(r) => of(r.cluster.as_slice()),
        AnyRecord::Organisation(r) => {
            memberships_on(r, around.today).map(|m| (m.cluster.clone(), Some(m.role))).collect()
        }
        AnyRecord::Person(r) => of(&clusters_of_person(r, around.ids)),
        AnyRecord::Cluster(_) => Vec::new(),
    }
}

/// The clusters in which the person has a position, each once.
fn clusters_of_person(person: &Person, ids: &HashMap<Slug, Id>) -> Vec<Slug> {
    let mut found: Vec<Slug> = Vec::new();
    for slug in person.positions.iter().filter_map(|position| position.organisation.as_ref()) {
        if ids.get(slug).is_some_and(|id| id.kind == Kind::Cluster) && !found.contains(slug) {
            found.push(slug.clone());
        }
    }
    found
}

fn detail(record: &AnyRecord, around: &Surroundings<'_>) -> CardDetail {
    match record {
        AnyRecord::Cluster(r) => CardDetail::Cluster {
            abbreviation: r.abbreviation.clone(),
            members: around.members.get(&r.head.slug).copied().unwrap_or(0),
        },
        AnyRecord::Organisation(r) => CardDetail::Organisation {
            type_: r.type_,
            legal_form: r.legal_form,
            abbreviation: r.abbreviation.clone(),
            sectors: r.sectors.clone(),
            letter: Localized::Both { bg: letter(record, Lang::Bg), en: letter(record, Lang::En) },
        },
        AnyRecord::Person(r) => CardDetail::Person {
            position: r.positions.first().map(|position| position.title.clone()),
            organisation: r.positions.iter().find_map(|position| position.organisation.clone()),
        },
        AnyRecord::Article(_) => CardDetail::Article,
        AnyRecord::Event(r) => CardDetail::Event { status: r.status },
        AnyRecord::Project(r) => CardDetail::Project { status: r.status, programme: r.programme.clone() },
        AnyRecord::Page(r) => CardDetail::Page { order: r.order },
    }
}

/// The letter of `lang`'s index under which the record's name stands.
pub(super) fn letter(record: &AnyRecord, lang: Lang) -> char {
    let sorted_as = match record {
        AnyRecord::Organisation(r) => r.sort_as.as_ref(),
        AnyRecord::Person(r) => return index_letter(&r.family_first(lang), lang),
        _ => None,
    };
    index_letter(sorted_as.unwrap_or(&record.head().title).any(lang), lang)
}

/// The summary, or in each language that has none the beginning of the text.
fn summary(head: &Head, plain: Option<&Localized<String>>) -> Option<Localized<String>> {
    let short = |lang: Lang| {
        let own = head.summary.as_ref().and_then(|summary| summary.exact(lang));
        let text = cut(own.or_else(|| plain?.exact(lang))?);
        (!text.is_empty()).then_some(text)
    };
    Localized::from_options(short(Lang::Bg), short(Lang::En))
}

/// At most [`CARD_SUMMARY_CHARACTERS`] characters on one line; a text that is cut ends in an ellipsis at a word's end.
fn cut(text: &str) -> String {
    let (mut kept, mut length) = (String::with_capacity(2 * CARD_SUMMARY_CHARACTERS), 0);
    // A text may be a book: only its beginning is looked at.
    for word in text.split_whitespace() {
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
        length += word.chars().count() + 1;
        if length > CARD_SUMMARY_CHARACTERS + 1 {
            break;
        }
    }
    let Some((end, _)) = kept.char_indices().nth(CARD_SUMMARY_CHARACTERS - 1) else { return kept };
    if kept.chars().nth(CARD_SUMMARY_CHARACTERS).is_none() {
        return kept;
    }
    kept.truncate(end);
    if let Some((words, _)) = kept.rsplit_once(' ')
        && words.chars().count() > CARD_SUMMARY_CHARACTERS / 2
    {
        kept = words.to_owned();
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::{CARD_SUMMARY_CHARACTERS, cut};

    #[test]
    fn a_long_summary_ends_at_a_word() {
        let long = "дума ".repeat(200);
        let short = cut(&long);
        assert!(short.ends_with("дума…"), "{short}");
        assert!(short.chars().count() <= CARD_SUMMARY_CHARACTERS);
        assert_eq!(cut("кратко  и\nясно"), "кратко и ясно");
        assert_eq!(cut(&"а".repeat(900)).chars().count(), CARD_SUMMARY_CHARACTERS);
    }
}
