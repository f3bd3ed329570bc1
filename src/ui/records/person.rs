//! People: the list with what they do, and a person's page. Shows a phone or e-mail only with the person's consent.

use super::{Column, Extent, Index, Narrow, Shelf, parts};
use crate::content::{CardDetail, Id, Kind, Person, Position};
use crate::edition::{ReadError, Relation};
use crate::ui::document::{Block, Item, Mark, Piece, Sheet};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Person,
    filters: &[],
    index: Index::Letters,
    narrow: Narrow::TwoLines,
    columns: &[
        Column { extent: Extent::Fixed(24), role: Role::Text, from: 0 },
        Column { extent: Extent::Rest, role: Role::Muted, from: 0 },
    ],
    cells: |card, scene| {
        let (position, organisation) = match &card.detail {
            CardDetail::Person { position, organisation } => (position.as_ref(), organisation.as_ref()),
            _ => (None, None),
        };
        // What cannot be read is left out of a list's cell.
        let organisation = organisation.and_then(|slug| parts::short_name(slug, scene).ok());
        let all = [Some(parts::cell(position, scene)), organisation].into_iter().flatten();
        let what = all.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        vec![parts::title(card, scene), what]
    },
};

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let person: Person = scene.edition.record(id)?;
    let head = &person.head;
    let words = scene.strings.page;
    let name = head.title.any(scene.lang);
    let title = match &person.honorific {
        Some(honorific) => format!("{} {name}", honorific.any(scene.lang)),
        None => name.clone(),
    };
    let (first, others) = match person.positions.split_first() {
        Some((first, others)) => (position(first, scene)?, others),
        None => (Vec::new(), [].as_slice()),
    };
    let mut text = parts::text(head, scene);
    if !others.is_empty() {
        text.push(Block::Heading(words.other_positions.to_owned()));
        let item = |other| position(other, scene).map(|pieces| Item { mark: Mark::Bullet, level: 0, pieces });
        text.push(Block::Items(others.iter().map(item).collect::<Result<_, _>>()?));
    }
    Ok(Sheet {
        title,
        byline: first,
        key: if person.publish_contact { parts::contacts(&person.contacts, scene) } else { Vec::new() },
        text,
        related: parts::mentions(id, |link| link.relation != Relation::Employer, scene)?,
        colophon: parts::colophon(head, scene),
        ..Sheet::default()
    })
}

/// „Изпълнителен директор, Технологичен център София“
fn position(position: &Position, scene: &Scene<'_>) -> Result<Vec<Piece>, ReadError> {
    let mut pieces = vec![Piece::muted(position.title.any(scene.lang).clone())];
    if let Some(organisation) = &position.organisation {
        pieces.push(Piece::muted(", "));
        pieces.push(parts::reference(organisation, scene)?);
    }
    Ok(pieces)
}
