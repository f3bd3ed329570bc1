//! The list of clusters, and a cluster's page.

use super::{Column, Extent, Index, Shelf, parts};
use crate::content::{Cluster, Id, Kind, OrganisationType, Slug};
use crate::edition::{ReadError, Selection};
use crate::ui::document::{Bar, Block, Sheet};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Cluster,
    filters: &[],
    index: Index::None,
    columns: &[Column { extent: Extent::Rest, role: Role::Text, from: 0 }],
    cells: |card, scene| vec![parts::title(card, scene)],
};

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let record: Cluster = scene.edition.record(id)?;
    let head = &record.head;
    let aside = parts::mentions(id, parts::except_members, scene)?;
    let mut main = parts::text(head, scene);
    let bars = make_up(&head.slug, scene)?;
    if !bars.is_empty() {
        main.push(Block::Heading(scene.strings.names.section_of_members.to_owned()));
        main.push(Block::Bars(bars));
    }
    Ok(Sheet { title: head.title.any(scene.lang).clone(), byline: Vec::new(), main, aside })
}

/// How many organisations of each type belong to the cluster.
fn make_up(cluster: &Slug, scene: &Scene<'_>) -> Result<Vec<Bar>, ReadError> {
    let mut bars = Vec::new();
    for type_ in OrganisationType::ALL {
        let all = Selection::all(Kind::Organisation, scene.lang);
        let selection = Selection { cluster: Some(cluster.clone()), type_: Some(*type_), ..all };
        let value = scene.edition.list(&selection, scene.now)?.len() as u64;
        if value > 0 {
            bars.push(Bar { label: (scene.strings.names.types)(*type_).to_owned(), value });
        }
    }
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    Ok(bars)
}
