//! Larger text and room for fingers: what F4 does, what a finger reaches, and that each of keyboard, keypad and pointer
//! alone gets everywhere.

#![allow(clippy::panic, reason = "a helper of tests fails like one")]

mod support;

use std::sync::OnceLock;

use megdan::content::{Civil, Day};
use megdan::edition::{Edition, Stamp};
use megdan::seed::{self, Source};
use megdan::session::context;
use megdan::terminal::{Glyphs, Overrides, Profile, Size};
use megdan::text::Lang;
use megdan::ui::{App, Options, Pointing};
use support::Visit;

fn now() -> Civil {
    Civil::new(Day::new(2012, 1, 10).expect("a day"), 13, 5).expect("an hour")
}

fn edition() -> Edition {
    static MADE: OnceLock<Edition> = OnceLock::new();
    let make = || {
        let outcome = seed::read(&Source::Builtin, &mut |_| {});
        let catalogue = outcome.catalogue.expect("the built-in seed is clean");
        let stamp = Stamp { now: now(), version: "test".to_owned() };
        Edition::in_memory(&catalogue, &outcome.places, &stamp).expect("it can be held in memory")
    };
    MADE.get_or_init(make).clone()
}

fn visit(size: (u32, u32), glyphs: Glyphs, pointing: Pointing) -> Visit<App> {
    let overrides = Overrides { glyphs: Some(glyphs), lang: Some(Lang::Bg), ..Overrides::default() };
    let profile = Profile::plain(Size::clamped(size.0, size.1)).with(&overrides);
    let options = Options { pointing, ..Options::default() };
    Visit::new(profile, now(), |moment| App::new(edition(), options, &context(moment)))
}

#[test]
fn f4_makes_the_text_easier_to_read() {
    let mut visit = visit((100, 40), Glyphs::Console, Pointing::Fine);
    visit.keys("61");
    let normal = visit.text();
    visit.keys("{f4}");
    assert!(visit.text().contains("Текст: разреден"), "{}", visit.text());
    assert!(visit.text().matches("\n\n").count() > normal.matches("\n\n").count(), "{}", visit.text());
    visit.keys("{f4}");
    assert!(visit.text().contains("Текст: едър") && visit.text().contains("█▄▄▄"), "big letters:\n{}", visit.text());
    visit.keys("{end}");
    assert!(visit.text().contains("100 %"), "the end is reached:\n{}", visit.text());
    visit.keys("{home}{f4}");
    let body = |text: &str| text.lines().take(34).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&visit.text()), body(&normal), "as before");
}

#[test]
fn without_blocks_large_text_is_spaced_text() {
    let mut visit = visit((100, 40), Glyphs::Ascii, Pointing::Fine);
    visit.keys("61{f4}{f4}");
    assert!(visit.text().contains("Индустриален клъстер Средногорие"), "{}", visit.text());
}

/// Cells around `text` where a finger gives the same screen as in its middle: columns and rows.
fn target(script: &str, text: &str, size: (u32, u32)) -> (usize, usize) {
    let opened = |column: u16, row: u16| {
        let mut visit = visit(size, Glyphs::Full, Pointing::Finger);
        visit.keys(script).click(column, row);
        visit.text()
    };
    let mut first = visit(size, Glyphs::Full, Pointing::Finger);
    let before = first.keys(script).text();
    let (x, y) = first.find(text).unwrap_or_else(|| panic!("no ‘{text}’ on\n{before}"));
    let wanted = opened(x, y);
    assert_ne!(wanted, before, "‘{text}’ does something");
    let columns = (x.saturating_sub(3)..x + 8).filter(|column| opened(*column, y) == wanted).count();
    let rows = (y.saturating_sub(2)..(y + 3).min(size.1 as u16)).filter(|row| opened(x, *row) == wanted).count();
    (columns, rows)
}

#[test]
fn a_finger_finds_targets_of_three_columns_and_two_rows() {
    let size = (100, 34);
    let targets = [
        ("", "Събития"),
        ("", "F2"),
        ("", "EN"),
        ("3", "Вид"),
        ("3", "Ц   Ч"),
        ("1", "F4"),
        ("1", "F5"),
        ("3", "Esc"),
        ("1", "Проведена"),
        ("3t", "Общини"),
        ("61", "F6"),
    ];
    for (script, text) in targets {
        let (columns, rows) = target(script, text, size);
        assert!(columns >= 3 && rows >= 2, "‘{text}’ after ‘{script}’: {columns} × {rows}");
    }
}

/// Screens by a part of what only they show.
const EVERYWHERE: [(&str, &str, &str); 7] = [
    ("Новини", "1", "Всички"),
    ("Събития", "2", "Период"),
    ("Членове", "3", "Вид"),
    ("Хора", "4", "Хора"),
    ("Проекти", "5", "Проекти"),
    ("Клъстери", "6", "Клъстери"),
    ("Полезно", "7", "Полезно"),
];

#[test]
fn each_way_alone_gets_everywhere() {
    for (name, digit, _) in EVERYWHERE {
        let mut by_keypad = visit((100, 34), Glyphs::Full, Pointing::Fine);
        by_keypad.keys(digit);
        let mut by_arrows = visit((100, 34), Glyphs::Full, Pointing::Fine);
        for _ in 1..digit.parse().expect("a digit") {
            by_arrows.keys("{down}");
        }
        by_arrows.keys("{enter}");
        let mut by_pointer = visit((100, 34), Glyphs::Full, Pointing::Fine);
        by_pointer.click_on(name);
        assert_eq!(by_keypad.text(), by_pointer.text(), "{name}");
        assert_eq!(by_keypad.text(), by_arrows.text(), "{name}");
        // A record, by its digit, by Enter and by a click on it.
        by_keypad.keys("1");
        by_arrows.keys("{enter}");
        assert_eq!(by_keypad.text(), by_arrows.text(), "the first of {name}");
    }
}

#[test]
fn they_look_like_this() {
    for (size, pointing, script, name) in [
        ((80, 24), Pointing::Finger, "", "finger-home"),
        ((80, 24), Pointing::Finger, "3", "finger-members"),
        ((100, 34), Pointing::Finger, "61", "finger-cluster"),
        ((120, 40), Pointing::Fine, "31{f4}{f4}", "large-organisation"),
        ((80, 24), Pointing::Fine, "1{f4}", "spaced-news"),
    ] {
        insta::assert_snapshot!(name, visit(size, Glyphs::Full, pointing).keys(script).text());
    }
}
