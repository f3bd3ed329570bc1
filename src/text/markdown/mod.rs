//! The Markdown subset of bodies (paragraphs, headings, lists, quotes, emphasis, links, images) as a flat list of
//! blocks. Reading never fails and never loses text: raw HTML, code and whatever else the subset lacks is shown as it
//! is written. What it gives is clean (see [`clean`](fn@super::clean)), whatever the source or its entities held. Nothing
//! here is recursive: a million nested quotes are one block.

mod read;
mod rich;

pub use read::{links, parse};
pub use rich::{Look, Piece, Rich, Target};

use super::Lang;

/// A block of a body, with how deep it stands in quotes and lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// How many quotes it stands in, at most [`Block::DEEPEST`].
    pub quotes: u8,
    /// How many lists it stands in, at most [`Block::DEEPEST`]. An item stands in at least one, and so do the paragraphs
    /// after its first.
    pub lists: u8,
    /// Its text.
    pub text: Rich,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// The first paragraph of a list's item.
    Item(Marker),
    /// Code or raw HTML, whose lines are kept as they are.
    Verbatim,
    /// A line between two parts; has no text.
    Rule,
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    /// A dot.
    Bullet,
    /// Its number.
    Number(u64),
}

impl Block {
    /// Deeper nesting is shown like this one: no screen has room for more indentation.
    pub const DEEPEST: u8 = 6;
}

/// Sets the straight quotes of all blocks in the form of the language; code is left as it is.
pub fn typeset(blocks: &mut [Block], lang: Lang) {
    for block in blocks.iter_mut().filter(|block| block.kind != BlockKind::Verbatim) {
        block.text.typeset(lang);
    }
}

/// The text of a body alone, one block a line: for search, summaries and lists.
pub fn plain(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for block in parse(source).iter().filter(|block| !block.text.is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(block.text.text());
    }
    out
}

#[cfg(test)]
mod tests;
