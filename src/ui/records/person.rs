//! The list of persons, and a person's page.

use super::{Column, Extent, Index, Shelf, parts};
use crate::content::{Id, Kind, Person};
use crate::edition::ReadError;
use crate::ui::document::Sheet;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Person,
    filters: &[],
    index: Index::None,
    columns: &[Column { extent: Extent::Rest, role: Role::Text, from: 0 }],
    cells: |card, scene| vec![parts::title(card, scene)],
};

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let record: Person = scene.edition.record(id)?;
    let head = &record.head;
    let aside = parts::mentions(id, parts::except_members, scene)?;
    Ok(Sheet { title: head.title.any(scene.lang).clone(), byline: Vec::new(), main: parts::text(head, scene), aside })
}
