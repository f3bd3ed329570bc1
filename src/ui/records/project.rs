//! The list of projects, and a project's page.

use super::{Column, Extent, Index, Shelf, parts};
use crate::content::{CardDetail, Id, Kind, Project};
use crate::edition::ReadError;
use crate::ui::document::Sheet;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Project,
    filters: &[],
    index: Index::None,
    columns: &[
        Column { extent: Extent::Rest, role: Role::Text, from: 0 },
        Column { extent: Extent::Fixed(24), role: Role::Muted, from: 64 },
    ],
    cells: |card, scene| {
        let status = match &card.detail {
            CardDetail::Project { status, .. } => (scene.strings.names.project_status)(*status).to_owned(),
            _ => String::new(),
        };
        vec![parts::title(card, scene), status]
    },
};

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let record: Project = scene.edition.record(id)?;
    let head = &record.head;
    let aside = parts::mentions(id, parts::except_members, scene)?;
    Ok(Sheet { title: head.title.any(scene.lang).clone(), byline: Vec::new(), main: parts::text(head, scene), aside })
}
