//! Larger text and room for fingers: what F4 does, what a finger reaches, and that each of keyboard, keypad and pointer
//! alone gets everywhere.

#![allow(clippy::panic, reason = "a helper of tests fails like one")]

mod support;

use megdan::session::context;
use megdan::terminal::{Glyphs, Overrides, Profile, Size};
use megdan::text::Lang;
use megdan::ui::{App, Options, Pointing};
use support::Visit;
use support::builtin::{edition, noon};

fn visit(size: (u32, u32), glyphs: Glyphs, pointing: Pointing) -> Visit<App> {
    let overrides = Overrides { glyphs: Some(glyphs), lang: Some(Lang::Bg), ..Overrides::default() };
    let profile = Profile::plain(Size::clamped(size.0, size.1)).with(&overrides);
    let options = Options { pointing, ..Options::default() };
    Visit::new(profile, noon(), |moment| App::new(edition(), options, &context(moment)))
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
fn without_blocks_large_names_are_spaced_out() {
    let mut visit = visit((100, 40), Glyphs::Ascii, Pointing::Fine);
    visit.keys("61{f4}{f4}");
    assert!(visit.text().contains("И Н Д У С Т Р И А Л Е Н   К Л Ъ С Т Е Р"), "{}", visit.text());
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

#[test]
fn a_pointer_beside_or_a_little_below_the_name_of_a_section_means_that_section() {
    for pointing in [Pointing::Fine, Pointing::Finger] {
        let size = (120, 33);
        let home = visit(size, Glyphs::Full, pointing);
        for (name, digit, _) in EVERYWHERE {
            let (_, y) = home.find(name).unwrap_or_else(|| panic!("no ‘{name}’ on\n{}", home.text()));
            let mut wanted = visit(size, Glyphs::Full, pointing);
            let wanted = wanted.keys(digit).text();
            // From the handle to the number of its records, and the blank row below.
            for (x, y) in [(3, y), (18, y), (32, y), (3, y + 1), (18, y + 1), (32, y + 1)] {
                let mut pressed = visit(size, Glyphs::Full, pointing);
                assert_eq!(pressed.click(x, y).text(), wanted, "‘{name}’ at {x}, {y}, {pointing:?}");
            }
        }
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

/// A part of each main screen that only it shows, and the keys that lead there.
const MAIN_SCREENS: [(&str, &str); 8] = [
    ("home", ""),
    ("news", "1"),
    ("events", "2"),
    ("members", "3"),
    ("a cluster", "61"),
    ("a member", "34"),
    ("search", "{f3}чел"),
    ("help", "{f1}"),
];

#[test]
fn each_size_of_text_looks_unlike_the_others_on_every_main_screen_or_says_that_there_is_no_room() {
    for glyphs in [Glyphs::Full, Glyphs::Console, Glyphs::Ascii] {
        for size in [(80, 24), (120, 33), (200, 50), (40, 12)] {
            for (name, script) in MAIN_SCREENS {
                let mut visit = visit(size, glyphs, Pointing::Fine);
                visit.keys(script);
                let mut seen = vec![above_the_notes(&visit)];
                for step in ["разреден", "едър"] {
                    visit.keys("{f4}");
                    let said = visit.text();
                    let body = above_the_notes(&visit);
                    let changed = seen.last() != Some(&body);
                    let refused = said.contains("(няма място)");
                    let told = format!("{name} {glyphs:?} {size:?} {step}\n{said}");
                    assert!(said.contains(&format!("Текст: {step}")), "{told}");
                    assert_ne!(changed, refused, "seen, or said: {told}");
                    assert!(changed || size == (40, 12), "there is room: {told}");
                    seen.push(body);
                }
                visit.keys("{f4}");
                assert_eq!(seen.first(), Some(&above_the_notes(&visit)), "{name} {size:?}: as before");
            }
        }
    }
}

/// The screen without its last two rows of words: what changes there is no larger text.
fn above_the_notes(visit: &Visit<App>) -> Vec<String> {
    let text = visit.text();
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines.iter().take(lines.len().saturating_sub(2)).map(|line| (*line).to_owned()).collect()
}

#[test]
fn all_sections_of_the_first_screen_stay_in_reach_at_every_size_of_text() {
    for pointing in [Pointing::Fine, Pointing::Finger] {
        for size in [(40, 12), (80, 24), (120, 33)] {
            let mut visit = visit(size, Glyphs::Full, pointing);
            for _ in 0..3 {
                for (name, ..) in EVERYWHERE {
                    let text = visit.text();
                    assert!(text.contains(name), "{name} {size:?} {pointing:?}\n{text}");
                }
                visit.keys("{f4}");
            }
        }
    }
}

#[test]
fn a_press_on_the_signs_of_the_reader_scrolls_to_the_end_and_back() {
    for (pointing, size) in [
        (Pointing::Finger, (80, 24)),
        (Pointing::Finger, (40, 12)),
        (Pointing::Finger, (120, 33)),
        (Pointing::Fine, (80, 24)),
        (Pointing::Fine, (40, 12)),
    ] {
        let mut visit = visit(size, Glyphs::Full, pointing);
        visit.keys("61");
        let (top, mut pages) = (above_the_notes(&visit), 0);
        while !visit.text().contains("100 %") {
            press_last(&mut visit, '▼');
            pages += 1;
            assert!(pages < 100, "{pointing:?} {size:?}: it moves\n{}", visit.text());
        }
        assert!(pages > 1 && above_the_notes(&visit) != top, "{pointing:?} {size:?}\n{}", visit.text());
        if pointing == Pointing::Finger {
            for _ in 0..=pages {
                press_last(&mut visit, '▲');
            }
            assert_eq!(above_the_notes(&visit), top, "{pointing:?} {size:?}: back at the top");
        }
    }
}

/// Presses the lowest of these signs.
fn press_last(visit: &mut Visit<App>, sign: char) {
    let text = visit.text();
    let found =
        text.lines().enumerate().filter_map(|(y, line)| Some((line.chars().position(|c| c == sign)?, y))).last();
    let (x, y) = found.unwrap_or_else(|| panic!("no {sign} on\n{text}"));
    visit.click(x as u16, y as u16);
}

#[test]
fn below_the_least_size_the_notice_says_what_is_needed_and_its_keys_work() {
    for size in [(39, 12), (30, 8), (60, 11), (20, 6)] {
        let mut visit = visit(size, Glyphs::Full, Pointing::Fine);
        let text = visit.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("поне 40 × 12 знака") && text.contains(&format!("{} × {}", size.0, size.1)), "{text}");
        assert!(text.contains("F2 English") && text.contains("q Изход"), "{text}");
        // What nobody sees is not done.
        visit.keys("3{enter}{f3}x{f1}");
        visit.keys("{f2}");
        let text = visit.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("at least 40 × 12 characters") && text.contains("F2 Български"), "{text}");
        visit.resize(80, 24);
        assert!(visit.text().contains("Latest news"), "still at home:\n{}", visit.text());
        visit.resize(size.0, size.1).keys("q");
        assert!(visit.finished, "{size:?}");
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
