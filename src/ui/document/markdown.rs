//! The text of a body as blocks of a page. Never reads Markdown itself: [`crate::text::markdown`] does.

use super::super::theme::Role;
use super::{Block, Item, Mark, Piece, Target};
use crate::content::Slug;
use crate::text::Lang;
use crate::text::markdown::{self, BlockKind, Marker, Rich};

/// The blocks of a body in `lang`. A link to a record's name that cannot be one is plain text.
pub fn blocks_of(body: &str, lang: Lang) -> Vec<Block> {
    let mut parsed = markdown::parse(body);
    markdown::typeset(&mut parsed, lang);
    let mut blocks: Vec<Block> = Vec::new();
    for block in parsed.iter().filter(|block| !block.text.is_empty()) {
        let pieces = pieces(&block.text);
        let level = u16::from(block.lists.saturating_sub(1));
        match block.kind {
            BlockKind::Item(marker) => {
                let mark = match marker {
                    Marker::Bullet => Mark::Bullet,
                    Marker::Number(number) => Mark::Number(number),
                };
                add_item(&mut blocks, Item { mark, level, pieces });
            }
            _ if block.lists > 0 => add_item(&mut blocks, Item { mark: Mark::None, level, pieces }),
            BlockKind::Heading(_) => blocks.push(Block::Heading(block.text.text().to_owned())),
            _ if block.quotes > 0 => blocks.push(Block::Quote(pieces, Vec::new())),
            BlockKind::Paragraph | BlockKind::Verbatim | BlockKind::Rule => blocks.push(Block::Paragraph(pieces)),
        }
    }
    blocks
}

fn add_item(blocks: &mut Vec<Block>, item: Item) {
    match blocks.last_mut() {
        Some(Block::Items(items)) => items.push(item),
        _ => blocks.push(Block::Items(vec![item])),
    }
}

fn pieces(text: &Rich) -> Vec<Piece> {
    let all = 0..text.text().len();
    let piece = |piece: markdown::Piece<'_>| {
        let strong = piece.look.strong || piece.look.emphasis;
        let link = piece.link.and_then(|index| text.links().get(index)).and_then(target);
        Piece { text: piece.text.to_owned(), role: if strong { Role::Title } else { Role::Text }, link }
    };
    text.pieces(all).map(piece).collect()
}

fn target(target: &markdown::Target) -> Option<Target> {
    match target {
        markdown::Target::Record(slug) => Slug::new(slug).ok().map(Target::Record),
        markdown::Target::Address(address) => Some(Target::Address(address.clone())),
        markdown::Target::Picture(_) => None,
    }
}
