//! Free pages of a cluster or of the kiosk.

use super::{Column, Extent, Filter, Index, Narrow, Shelf, parts};
use crate::content::{Id, Kind, Page};
use crate::edition::ReadError;
use crate::ui::document::{Piece, Sheet};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Page,
    filters: &[Filter::Cluster],
    index: Index::None,
    narrow: Narrow::TwoLines,
    columns: &[
        Column { extent: Extent::Rest, role: Role::Text, from: 0 },
        Column { extent: Extent::Fixed(26), role: Role::Muted, from: 64 },
    ],
    cells: |card, scene| vec![parts::title(card, scene), parts::of_clusters(card, scene)],
};

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let page: Page = scene.edition.record(id)?;
    let head = &page.head;
    let byline = match &page.cluster {
        Some(cluster) => vec![parts::reference(cluster, scene)?],
        None => vec![Piece::muted(scene.edition.kiosk().name.any(scene.lang).clone())],
    };
    Ok(Sheet {
        title: head.title.any(scene.lang).clone(),
        byline,
        text: parts::text(head, scene),
        parts: parts::mentions(id, parts::any_relation, scene)?,
        colophon: parts::colophon(head, scene),
        ..Sheet::default()
    })
}
