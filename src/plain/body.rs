//! A body as plain text: paragraphs apart, lists with dashes or numbers, quotes with a mark, links numbered with their
//! targets below. Never wider than asked for.

use std::fmt::Write as _;

use crate::text::markdown::{self, Block, BlockKind, Marker, Target};
use crate::text::{Lang, wrap};

/// The lines of a body, at most `columns` cells wide; an empty line between its parts.
pub(super) fn lines(source: &str, lang: Lang, columns: usize) -> Vec<String> {
    let mut blocks = markdown::parse(source);
    markdown::typeset(&mut blocks, lang);
    let mut links = Vec::new();
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<&Block> = None;
    for block in &blocks {
        let joined = matches!(block.kind, BlockKind::Item(_)) && before.is_some_and(|it| it.lists > 0);
        if before.is_some() && !joined {
            out.push(String::new());
        }
        self::block(block, columns, &mut links, &mut out);
        before = Some(block);
    }
    if !links.is_empty() {
        out.push(String::new());
        out.extend(links.iter().enumerate().map(|(number, target)| format!("[{}] {target}", number + 1)));
    }
    out
}

fn block(block: &Block, columns: usize, links: &mut Vec<String>, out: &mut Vec<String>) {
    let quote = "> ".repeat(usize::from(block.quotes));
    let depth = "  ".repeat(usize::from(block.lists.saturating_sub(1)));
    let (lead, rest) = match block.kind {
        BlockKind::Item(Marker::Bullet) => ("– ".to_owned(), "  ".to_owned()),
        BlockKind::Item(Marker::Number(number)) => (format!("{number}. "), "   ".to_owned()),
        _ if block.lists > 0 => ("  ".to_owned(), "  ".to_owned()),
        _ => (String::new(), String::new()),
    };
    if block.kind == BlockKind::Rule {
        out.push(format!("{quote}* * *"));
        return;
    }
    let text = numbered(block, links);
    let indent = quote.chars().count() + depth.chars().count() + lead.chars().count();
    let room = columns.saturating_sub(indent).max(1);
    let mut first = true;
    for line in text.split('\n').flat_map(|line| wrap(line, room)) {
        let lead = if first { &lead } else { &rest };
        out.push(format!("{quote}{depth}{lead}{}", line.trim_end()));
        first = false;
    }
}

/// The text with `[n]` behind each link, whose target is kept.
fn numbered(block: &Block, links: &mut Vec<String>) -> String {
    let mut out = String::new();
    let mut open = None;
    for piece in block.text.pieces(0..block.text.text().len()) {
        if open != piece.link {
            close(block, open, links, &mut out);
            open = piece.link;
        }
        out.push_str(piece.text);
    }
    close(block, open, links, &mut out);
    out
}

fn close(block: &Block, open: Option<usize>, links: &mut Vec<String>, out: &mut String) {
    let Some(target) = open.and_then(|link| block.text.links().get(link)) else { return };
    let (Target::Record(target) | Target::Address(target) | Target::Picture(target)) = target;
    let known = links.iter().position(|link| link == target);
    let number = known.unwrap_or_else(|| {
        links.push(target.clone());
        links.len() - 1
    });
    // A no-break space keeps the number with its word.
    let _ = write!(out, "\u{a0}[{}]", number + 1);
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::text::Lang;

    #[test]
    fn parts_stand_apart_and_links_lead_somewhere() {
        let source =
            "# Глава\n\nТекст с [връзка](asarel-medet) и \"кавички\".\n\n- едно\n- две [пак](asarel-medet)\n\n> цитат";
        let said = lines(source, Lang::Bg, 40);
        let expected = [
            "Глава",
            "",
            "Текст с връзка\u{a0}[1] и „кавички“.",
            "",
            "– едно",
            "– две пак\u{a0}[1]",
            "",
            "> цитат",
            "",
            "[1] asarel-medet",
        ];
        assert_eq!(said, expected);
    }
}
