//! What the subset gives, and that hostile bodies cost neither the stack nor quadratic time.

use proptest::arbitrary::any;
use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest};

use super::{Block, BlockKind, Marker, Target, links, parse, plain, typeset};
use crate::text::{Breaks, Lang, clean, width};

/// Kind, depths and text of each block.
fn outline(source: &str) -> Vec<(BlockKind, u8, u8, String)> {
    parse(source)
        .into_iter()
        .map(|block| (block.kind, block.quotes, block.lists, block.text.text().to_owned()))
        .collect()
}

#[test]
fn blocks_are_flat_and_know_their_depth() {
    let source = "# Цели\n\nПърви\nред  \nвтори\n\n- една\n- две\n\n  още\n  1. вътре\n\n> цитат\n> > дълбок\n\n---\n3. три\n4. четири\n";
    let text = |text: &str| text.to_owned();
    let item = |marker| BlockKind::Item(marker);
    assert_eq!(
        outline(source),
        [
            (BlockKind::Heading(1), 0, 0, text("Цели")),
            (BlockKind::Paragraph, 0, 0, text("Първи ред\nвтори")),
            (item(Marker::Bullet), 0, 1, text("една")),
            (item(Marker::Bullet), 0, 1, text("две")),
            (BlockKind::Paragraph, 0, 1, text("още")),
            (item(Marker::Number(1)), 0, 2, text("вътре")),
            (BlockKind::Paragraph, 1, 0, text("цитат")),
            (BlockKind::Paragraph, 2, 0, text("дълбок")),
            (BlockKind::Rule, 0, 0, text("")),
            (item(Marker::Number(3)), 0, 1, text("три")),
            (item(Marker::Number(4)), 0, 1, text("четири")),
        ]
    );
}

#[test]
fn pieces_carry_their_look_and_link() {
    let blocks = parse("Член е *вече* [Асарел – **Медет**](asarel-medet), вж. <https://example.org> и `код`.");
    let text = &blocks[0].text;
    let marked: Vec<_> = text
        .pieces(0..text.text().len())
        .map(|piece| (piece.text, piece.look.emphasis, piece.look.strong, piece.look.code, piece.link))
        .collect();
    assert_eq!(
        marked,
        [
            ("Член е ", false, false, false, None),
            ("вече", true, false, false, None),
            (" ", false, false, false, None),
            ("Асарел – ", false, false, false, Some(0)),
            ("Медет", false, true, false, Some(0)),
            (", вж. ", false, false, false, None),
            ("https://example.org", false, false, false, Some(1)),
            (" и ", false, false, false, None),
            ("код", false, false, true, None),
            (".", false, false, false, None),
        ]
    );
    let expected = [Target::Record("asarel-medet".into()), Target::Address("https://example.org".into())];
    assert_eq!(text.links(), expected);
    assert_eq!(
        text.pieces(2..20).map(|piece| piece.text).collect::<String>(),
        text.text().get(2..20).unwrap_or("broken")
    );
}

#[test]
fn what_the_subset_lacks_is_shown() {
    let source = "<div class=\"x\">\n  дума\n</div>\n\nс <b>черно</b> и ~~старо~~\n\n| а | б |\n|---|---|\n\n    код\n";
    let kinds: Vec<_> = outline(source).into_iter().map(|(kind, _, _, text)| (kind, text)).collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::Verbatim, "<div class=\"x\">\n  дума\n</div>\n".to_owned()),
            (BlockKind::Paragraph, "с <b>черно</b> и ~~старо~~".to_owned()),
            (BlockKind::Paragraph, "а | б".to_owned()),
            (BlockKind::Verbatim, "код\n".to_owned()),
        ]
    );
}

#[test]
fn pictures_are_named() {
    let blocks = parse("![Площадът](square.png) ![](plan.png)");
    assert_eq!(blocks[0].text.text(), "[Площадът] [plan.png]");
    assert_eq!(blocks[0].text.links(), [Target::Picture("square.png".into()), Target::Picture("plan.png".into())]);
}

#[test]
fn a_picture_and_the_next_sentence_are_not_one() {
    let blocks = parse("![Площадът](square.png)\nВчера беше пазар.");
    assert_eq!(blocks[0].text.text(), "[Площадът]\nВчера беше пазар.");
}

#[test]
fn a_table_is_its_rows() {
    let blocks = parse("| Година | Тонове |\n|---|---|\n| 2011 | 37 |\n| 2012 | 40 |\n\nКрай.");
    let texts: Vec<_> = blocks.iter().map(|block| block.text.text()).collect();
    assert_eq!(texts, ["Година | Тонове", "2011 | 37", "2012 | 40", "Край."]);
}

#[test]
fn links_are_found_in_the_source() {
    let source = "Вж. [Асарел](asarel-medet), <office@example.org> и ![](a.png).";
    let found: Vec<_> =
        links(source).into_iter().map(|(target, range)| (target, source.get(range).unwrap_or(""))).collect();
    assert_eq!(
        found,
        [
            (Target::Record("asarel-medet".into()), "[Асарел](asarel-medet)"),
            (Target::Address("mailto:office@example.org".into()), "<office@example.org>"),
            (Target::Picture("a.png".into()), "![](a.png)"),
        ]
    );
}

#[test]
fn quotes_are_set_across_pieces_and_not_in_code() {
    let mut blocks = parse("Проект \"**Реки**\" и `\"x\"`\n\n    \"код\"");
    typeset(&mut blocks, Lang::Bg);
    let texts: Vec<_> = blocks.iter().map(|block| block.text.text()).collect();
    assert_eq!(texts, ["Проект „Реки“ и \"x\"", "\"код\""]);
    let strong: Vec<_> =
        blocks[0].text.pieces(0..100).filter(|piece| piece.look.strong).map(|piece| piece.text).collect();
    assert_eq!(strong, ["Реки"]);
}

#[test]
fn plain_text_is_one_line_a_block() {
    assert_eq!(plain("# Заглавие\n\n*Текст* на\nред\n\n- [член](a)\n"), "Заглавие\nТекст на ред\nчлен");
}

#[test]
fn entities_bring_nothing_dangerous() {
    assert_eq!(plain("a&#27;[31mb&#x202E;c&#155;d"), "a[31mbcd");
    assert_eq!(parse("[x](a&#27;[1mb)")[0].text.links(), [Target::Record("ab".into())]);
}

#[test]
fn hostile_bodies_are_read_on_a_small_stack_in_linear_time() {
    let read = || {
        let million = 1_000_000;
        for source in [
            ">".repeat(million) + "края",
            "- ".repeat(million) + "края",
            "[".repeat(million) + &"]".repeat(million),
            "*a **b ".repeat(million / 4),
            "<tag>".repeat(million),
            "![](a.png)".repeat(million / 4),
            "![".repeat(million / 4) + &"](a)".repeat(million / 4),
        ] {
            let mut blocks = parse(&source);
            typeset(&mut blocks, Lang::Bg);
            assert!(blocks.iter().all(|block| block.quotes <= Block::DEEPEST && block.lists <= Block::DEEPEST));
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(read).expect("a thread");
    assert!(thread.join().is_ok());
}

proptest! {
    #[test]
    fn what_is_read_is_clean_and_fits(
        source in prop_oneof![any::<String>(), "[-а-яa-z *_>#`\\[\\]()<!&;0-9\n\"'\u{1b}\u{202e}]{0,80}"],
        columns in 2_usize..40,
    ) {
        let mut blocks = parse(&source);
        typeset(&mut blocks, Lang::Bg);
        for block in &blocks {
            let text = block.text.text();
            prop_assert_eq!(&clean(text, Breaks::Keep), text);
            let pieces: String = block.text.pieces(0..text.len()).map(|piece| piece.text).collect();
            prop_assert_eq!(&pieces, text);
            for line in block.text.lines(columns) {
                let shown: String = block.text.pieces(line.clone()).map(|piece| piece.text).collect();
                prop_assert!(width(&shown) <= columns);
                prop_assert_eq!(Some(&*shown), text.get(line));
            }
        }
    }

    #[test]
    fn words_are_never_lost(words in "[а-яa-z]{1,8}( [а-яa-z]{1,8}){0,6}", mark in "[*_`<>\\[\\]~|#-]{1,3}") {
        let shown = plain(&format!("дума {mark}{words}{mark} край"));
        prop_assert!(words.split(' ').all(|word| shown.contains(word)), "{}", shown);
    }
}
