//! Members and partners: the directory, and the organisation's page with its memberships and what mentions it.

use super::{Column, Extent, Filter, Index, Narrow, Shelf, parts};
use crate::content::{CardDetail, Id, Kind, Localized, Membership, Organisation};
use crate::edition::{Link, ReadError, Relation};
use crate::ui::document::{Block, Fact, Item, Mark, Piece, Sheet};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Organisation,
    filters: &[Filter::Type, Filter::Sector, Filter::Place, Filter::Cluster],
    index: Index::Letters,
    narrow: Narrow::OneLine,
    columns: &[
        Column { extent: Extent::Rest, role: Role::Text, from: 0 },
        Column { extent: Extent::Fixed(14), role: Role::Muted, from: 44 },
        Column { extent: Extent::Fixed(19), role: Role::Muted, from: 64 },
    ],
    cells: |card, scene| {
        let type_ = match &card.detail {
            CardDetail::Organisation { type_, .. } => (scene.strings.names.type_)(*type_).to_owned(),
            _ => String::new(),
        };
        vec![parts::title(card, scene), parts::cell(card.place.as_ref(), scene), type_]
    },
};

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let organisation: Organisation = scene.edition.record(id)?;
    let head = &organisation.head;
    let words = scene.strings.page;
    let name = head.title.any(scene.lang);
    let title = organisation.legal_form.map_or_else(|| name.clone(), |form| parts::with_form(name, form, scene.lang));
    let type_ = (scene.strings.names.type_)(organisation.type_).to_owned();
    let byline = vec![type_, parts::cell(organisation.address.place.as_ref(), scene)];
    let mut text = parts::text(head, scene);
    if !organisation.products.is_empty() {
        text.push(Block::Heading(words.products.to_owned()));
        let item = |text: &Localized<String>| Item {
            mark: Mark::Bullet,
            level: 0,
            pieces: vec![Piece::text(text.any(scene.lang).clone())],
        };
        text.push(Block::Items(organisation.products.iter().map(item).collect()));
    }
    if !organisation.memberships.is_empty() {
        text.push(Block::Heading(words.membership.to_owned()));
        let items = organisation.memberships.iter().map(|membership| self::membership(membership, scene));
        text.push(Block::Items(items.collect::<Result<_, _>>()?));
    }
    // Its units stand beside the text, and the clusters it founded are among its memberships.
    let elsewhere = |link: &Link| link.relation != Relation::Parent && link.from.kind != Kind::Cluster;
    let related = parts::mentions(id, elsewhere, scene)?;
    let units = scene.edition.links_to(id)?;
    let mut parts_of_it = Vec::new();
    for unit in units.iter().filter(|link| link.relation == Relation::Parent) {
        parts_of_it.push(scene.edition.card(unit.from)?.slug);
    }
    let mut key: Vec<Fact> = parts::address(&organisation.address, scene).into_iter().collect();
    key.extend(parts::contacts(&organisation.contacts, scene));
    Ok(Sheet {
        title,
        byline: parts::joined(byline, scene),
        key,
        text,
        facts: facts(&organisation, scene)?,
        parts: parts::section(words.parts, &parts_of_it, scene)?,
        related,
        colophon: parts::colophon(head, scene),
    })
}

/// „Индустриален клъстер Средногорие, основател, от 2005 г.“
fn membership(membership: &Membership, scene: &Scene<'_>) -> Result<Item, ReadError> {
    let words = scene.strings.page;
    let mut rest = format!(" – {}", (scene.strings.names.role)(membership.role));
    if let Some(since) = &membership.since {
        rest = format!("{rest}, {}", (words.since)(&parts::date(since, scene)));
    }
    if let Some(until) = &membership.until {
        rest = format!("{rest}, {}", (words.until)(&parts::date(until, scene)));
    }
    let mut pieces = vec![parts::reference(&membership.cluster, scene)?, Piece::text(rest)];
    if let Some(source) = &membership.source {
        pieces.push(Piece::text("\n"));
        pieces.extend(parts::source_pieces(source, scene));
    }
    Ok(Item { mark: Mark::Bullet, level: 0, pieces })
}

fn facts(organisation: &Organisation, scene: &Scene<'_>) -> Result<Vec<Fact>, ReadError> {
    let words = scene.strings.page;
    let lang = scene.lang;
    let mut facts = Vec::new();
    if !organisation.sectors.is_empty() {
        let sectors: Vec<String> = organisation.sectors.iter().map(|name| parts::sector(name, scene)).collect();
        facts.push(parts::fact(words.sectors, sectors.join(", ")));
    }
    facts.extend(parts::fact_of_records(words.part_of, organisation.parent.as_slice(), scene)?);
    // A form that is called as the type, which stands below the name, says nothing new.
    let type_ = (scene.strings.names.type_)(organisation.type_).to_lowercase();
    if let Some(form) = organisation.legal_form.filter(|form| form.label(lang).to_lowercase() != type_) {
        facts.push(parts::fact(words.legal_form, form.label(lang)));
    }
    if let Some(abbreviation) = &organisation.abbreviation {
        facts.push(parts::fact(words.abbreviation, abbreviation.any(lang).clone()));
    }
    facts.extend(parts::other_names(&organisation.head, &organisation.aliases, scene));
    if let Some(point) = organisation.coordinates {
        facts.push(parts::fact(words.coordinates, point.words(lang)));
    }
    Ok(facts)
}
