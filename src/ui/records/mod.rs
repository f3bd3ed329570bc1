//! What is particular to each kind of record: its list ([`Shelf`]: columns, filters, the cells of a row) and its page
//! ([`sheet`]). Reads editions, never draws.
//!
//! To give a kind a better list or page, edit its module here; the screens `list` and `page` show all kinds.

pub mod parts;

mod article;
mod cluster;
mod event;
mod organisation;
mod page;
mod person;
mod project;

use super::document::{Block, Piece, Sheet, Target};
use super::scene::Scene;
use super::theme::Role;
use crate::content::{Card, Id, Kind, Slug};
use crate::edition::ReadError;

/// How the records of a kind are listed.
#[derive(Clone, Copy, Debug)]
pub struct Shelf {
    /// The kind.
    pub kind: Kind,
    /// What its records can be filtered by.
    pub filters: &'static [Filter],
    /// Whether the letters of the alphabet stand above the list.
    pub index: Index,
    /// What a row shows where only its name has room beside the handle.
    pub narrow: Narrow,
    /// The columns of a row. The one whose role is [`Role::Text`] is the record's name.
    pub columns: &'static [Column],
    /// The cells of a row, one for each column.
    pub cells: fn(&Card, &Scene<'_>) -> Vec<String>,
}

/// Something records are filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filter {
    /// The type of an organisation.
    Type,
    /// A branch of trade.
    Sector,
    /// A town or village.
    Place,
    /// A cluster.
    Cluster,
    /// Coming or past.
    Time,
}

/// Whether a list has an index of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Index {
    /// It has.
    Letters,
    /// It has none.
    None,
}

/// What a row of a narrow list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrow {
    /// The name, so that many are in sight.
    OneLine,
    /// The name, and below it the other cells.
    TwoLines,
}

/// How wide a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// So many columns.
    Fixed(u16),
    /// What the others leave. One column of a shelf has it.
    Rest,
}

/// A column of a list.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// How wide it is.
    pub extent: Extent,
    /// The role of its text.
    pub role: Role,
    /// It is left out of lists narrower than this.
    pub from: u16,
}

/// The shelf of a kind.
pub const fn shelf(kind: Kind) -> &'static Shelf {
    match kind {
        Kind::Cluster => &cluster::SHELF,
        Kind::Organisation => &organisation::SHELF,
        Kind::Person => &person::SHELF,
        Kind::Article => &article::SHELF,
        Kind::Event => &event::SHELF,
        Kind::Project => &project::SHELF,
        Kind::Page => &page::SHELF,
    }
}

/// The page of a record. Each other record is listed once, and not at all if the facts name it already.
///
/// # Errors
/// If the edition cannot be read.
pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let mut sheet = match id.kind {
        Kind::Cluster => cluster::sheet(id, scene),
        Kind::Organisation => organisation::sheet(id, scene),
        Kind::Person => person::sheet(id, scene),
        Kind::Article => article::sheet(id, scene),
        Kind::Event => event::sheet(id, scene),
        Kind::Project => project::sheet(id, scene),
        Kind::Page => page::sheet(id, scene),
    }?;
    let facts = sheet.key.iter().chain(&sheet.facts).flat_map(|fact| &fact.value);
    let mut named: Vec<Slug> = facts.chain(&sheet.byline).filter_map(record_of).collect();
    for blocks in [&mut sheet.parts, &mut sheet.related] {
        *blocks = once(std::mem::take(blocks), &mut named);
    }
    Ok(sheet)
}

/// The record that these words lead to.
fn record_of(piece: &Piece) -> Option<Slug> {
    if let Some(Target::Record(slug)) = &piece.link { Some(slug.clone()) } else { None }
}

/// The blocks without the records in `named`, which grows by those they list; without headings above nothing.
fn once(blocks: Vec<Block>, named: &mut Vec<Slug>) -> Vec<Block> {
    let mut kept = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if let Block::Records(entries) = &mut block {
            entries.retain(|entry| !named.contains(&entry.slug));
            named.extend(entries.iter().map(|entry| entry.slug.clone()));
            if entries.is_empty() {
                kept.pop_if(|last| matches!(last, Block::Heading(_)));
                continue;
            }
        }
        kept.push(block);
    }
    kept
}
