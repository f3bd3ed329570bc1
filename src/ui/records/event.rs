//! The list of events, and a event's page.

use super::{Column, Extent, Filter, Index, Shelf, parts};
use crate::content::{CardDetail, Event, Id, Kind};
use crate::edition::ReadError;
use crate::ui::document::Sheet;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Event,
    filters: &[Filter::Time, Filter::Cluster, Filter::Place],
    index: Index::None,
    columns: &[
        Column { extent: Extent::Fixed(13), role: Role::Muted, from: 0 },
        Column { extent: Extent::Rest, role: Role::Text, from: 0 },
        Column { extent: Extent::Fixed(10), role: Role::Muted, from: 64 },
    ],
    cells: |card, scene| {
        let status = match &card.detail {
            CardDetail::Event { status } => (scene.strings.names.event_status)(*status).to_owned(),
            _ => String::new(),
        };
        vec![parts::short_date(card.date.as_ref(), scene), parts::title(card, scene), status]
    },
};

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let record: Event = scene.edition.record(id)?;
    let head = &record.head;
    let aside = parts::mentions(id, parts::except_members, scene)?;
    Ok(Sheet { title: head.title.any(scene.lang).clone(), byline: Vec::new(), main: parts::text(head, scene), aside })
}
