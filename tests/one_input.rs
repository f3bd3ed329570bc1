//! A pointer alone, a keyboard alone, a numeric keypad alone: each gets everywhere and back, types a name, and changes
//! what can be changed. A helper of each kind sends nothing but its own bytes.

#![allow(clippy::panic, reason = "a helper of tests fails like one")]

mod support;

use megdan::content::Slug;
use megdan::edition::visits::Popular;
use megdan::session::context;
use megdan::terminal::{Glyphs, Overrides, Profile, Size};
use megdan::text::Lang;
use megdan::ui::{App, Options, Pointing};
use support::Visit;
use support::builtin::{edition, noon};

/// Sections as the first screen names them, with the number of their records.
const SECTIONS: [&str; 7] = ["Новини", "Събития", "Членове", "Хора", "Проекти", "Клъстери", "Полезно"];
const SIZES: [(u32, u32); 4] = [(40, 12), (80, 24), (120, 33), (200, 50)];

fn visit_as(size: (u32, u32), pointing: Pointing, glyphs: Glyphs, lang: Lang) -> Visit<App> {
    let overrides = Overrides { glyphs: Some(glyphs), lang: Some(lang), ..Overrides::default() };
    let profile = Profile::plain(Size::clamped(size.0, size.1)).with(&overrides);
    let options = Options { pointing, ..Options::default() };
    Visit::new(profile, noon(), |moment| App::new(edition(), options, &context(moment)))
}

fn visit(size: (u32, u32), pointing: Pointing) -> Visit<App> {
    visit_as(size, pointing, Glyphs::Full, Lang::Bg)
}

fn cells(visit: &Visit<App>) -> Vec<Vec<char>> {
    visit.text().lines().map(|line| line.chars().collect()).collect()
}

/// Where the keyboard on the screen has this key: the lowest place where the capital stands alone.
fn key_of(visit: &Visit<App>, letter: char) -> Option<(u16, u16)> {
    let capital = letter.to_uppercase().next()?;
    let alone = |sign: Option<&char>| sign.is_none_or(|sign| matches!(sign, ' ' | '[' | ']'));
    cells(visit).iter().enumerate().rev().find_map(|(y, line)| {
        let x = (1..line.len()).find(|x| line[*x] == capital && alone(line.get(x - 1)) && alone(line.get(x + 1)))?;
        Some((x as u16, y as u16))
    })
}

/// A visitor who has only a pointer.
struct Pointer(Visit<App>);

impl Pointer {
    fn press(&mut self, text: &str) -> &mut Self {
        self.0.click_on(text);
        self
    }

    /// A label of the footer, or else the same in the menu.
    fn command(&mut self, cap: &str, name: &str) -> &mut Self {
        if self.0.find(cap).is_none() {
            self.press("F9").find_row(name);
            return self;
        }
        self.press(cap)
    }

    /// A row that may have to be scrolled to.
    fn find_row(&mut self, name: &str) -> &mut Self {
        for _ in 0..20 {
            if self.0.find(name).is_some() {
                return self.press(name);
            }
            self.further();
        }
        panic!("no ‘{name}’ on\n{}", self.0.text());
    }

    /// A page on: fingers have a button for it, a pointer has its wheel.
    fn further(&mut self) {
        let last = cells(&self.0)
            .iter()
            .enumerate()
            .rev()
            .take(2)
            .find_map(|(y, line)| Some((line.iter().position(|sign| *sign == '▼')? as u16, y as u16)));
        match last {
            Some((x, y)) => self.0.click(x, y),
            None => self.0.wheel(5, 5, -1),
        };
    }

    fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            for _ in 0..6 {
                if key_of(&self.0, letter).is_some() {
                    break;
                }
                // Another page of letters: the first key of the lowest row that has words.
                self.turn_page();
            }
            let (x, y) = key_of(&self.0, letter).unwrap_or_else(|| panic!("no key ‘{letter}’ on\n{}", self.0.text()));
            self.0.click(x, y);
        }
        self
    }

    fn turn_page(&mut self) {
        for name in ["ABC", "АБВ", "123", "ТУФ", "STU"] {
            if self.0.find(name).is_some() {
                self.press(name);
                return;
            }
        }
        panic!("no other letters on\n{}", self.0.text());
    }
}

#[test]
fn a_pointer_alone_gets_everywhere() {
    for pointing in [Pointing::Fine, Pointing::Finger] {
        for size in SIZES.into_iter().take(3) {
            let mut pointer = Pointer(visit(size, pointing));
            let home = pointer.0.text();
            for section in SECTIONS {
                if pointer.0.find(section).is_none() {
                    // A low screen shows the first sections only: the wheel, which fingers lack, or a search leads on.
                    continue;
                }
                pointer.press(section);
                let list = pointer.0.text();
                let (x, y) = pointer.0.find("▸1").unwrap_or_else(|| panic!("no row on\n{list}"));
                pointer.0.click(x + 5, y);
                let page = pointer.0.text();
                assert_ne!(page, list, "{section} {size:?}");
                if pointer.0.find("[1]").is_some() {
                    pointer.press("[1]");
                    assert_ne!(pointer.0.text(), page, "a link of {section}");
                    if !pointer.0.text().contains("Адрес извън") {
                        pointer.press("Esc Назад");
                    }
                }
                assert_eq!(body(&pointer.0), body_of(&page), "back on the page of {section}, {size:?}");
                pointer.press("Esc Назад");
                assert_eq!(pointer.0.text(), list, "back in {section}");
                pointer.press("Esc Назад");
                assert_ne!(pointer.0.text(), list);
            }
            pointer.command("F3", "Търси");
            if pointing == Pointing::Fine {
                pointer.command("F7", "Клавиатура");
            }
            pointer.write("чело");
            assert!(pointer.0.text().contains("чело"), "{}", pointer.0.text());
            pointer.press("Челопеч");
            assert!(pointer.0.text().contains("Челопеч"));
            pointer.command("F6", "QR код");
            assert!(
                pointer.0.text().contains('▀') || pointer.0.text().contains("малък за код"),
                "{}",
                pointer.0.text()
            );
            pointer.press("Esc Назад").press("Esc Назад").press("Esc Назад");
            assert!(pointer.0.find("▸").is_some(), "home again:\n{}", pointer.0.text());
            pointer.press("Членове").command("m Карта", "Карта");
            assert!(pointer.0.text().contains("Карта"), "{}", pointer.0.text());
            pointer.command("F1", "Помощ").press("Esc Назад");
            if pointer.0.find("Карта").is_none() {
                // The label was the menu's own: help was opened over it.
                pointer.press("Esc Назад");
            }
            pointer.press("EN");
            assert!(pointer.0.text().contains("Map"), "{}", pointer.0.text());
            pointer.press("БГ").command("F4", "Размер");
            assert!(pointer.0.text().contains("Текст: разреден"), "{}", pointer.0.text());
            pointer.command("F4", "Размер").command("F4", "Размер").command("F5", "Цветове");
            assert!(pointer.0.text().contains("Цветове: светли"), "{}", pointer.0.text());
            pointer.press("Мегдан");
            assert_eq!(body(&pointer.0).first(), body_of(&home).first(), "home at last");
        }
    }
}

fn body_of(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    lines.iter().take(lines.len().saturating_sub(4)).map(|line| (*line).to_owned()).collect()
}

fn body(visit: &Visit<App>) -> Vec<String> {
    body_of(&visit.text())
}

#[test]
fn a_keyboard_alone_gets_everywhere() {
    for size in SIZES {
        let mut visit = visit(size, Pointing::Fine);
        let home = visit.text();
        for (at, section) in SECTIONS.iter().enumerate() {
            for _ in 0..at {
                visit.keys("{down}");
            }
            visit.keys("{enter}");
            let list = visit.text();
            visit.keys("{enter}");
            let page = visit.text();
            assert_ne!(page, list, "{section}");
            visit.keys("{tab}{enter}{f10}{home}");
            assert_eq!(body(&visit), body_of(&home), "home from {section} {size:?}");
        }
        visit.keys("{f3}чело{enter}");
        assert!(visit.text().contains("Челопеч"), "{}", visit.text());
        visit.keys("{f6}");
        let code = visit.text();
        visit.keys("{esc}{f1}");
        assert_ne!(visit.text(), code);
        visit.keys("{esc}{esc}{esc}");
        assert_eq!(body(&visit), body_of(&home), "Esc leads home {size:?}");
        visit.keys("{down}{down}{enter}m");
        assert!(visit.text().contains("Карта"), "{}", visit.text());
        visit.keys("{enter}{enter}{f10}{f4}{f4}{f4}{f5}");
        assert!(visit.text().contains("Цветове: светли"), "{}", visit.text());
        visit.keys("{f2}");
        assert!(visit.text().contains("Members"), "{}", visit.text());
        // The menu with arrows: its first choice is the search.
        visit.keys("{f9}{enter}чело");
        assert!(visit.text().contains("чело"), "{}", visit.text());
    }
}

#[test]
fn arrows_and_enter_write_on_the_keyboard_on_the_screen() {
    for size in SIZES {
        let mut visit = visit(size, Pointing::Fine);
        visit.keys("{f3}{up}");
        walk(&mut visit, "чело", ["{left}", "{right}", "{up}", "{down}", "{enter}"], "{enter}");
        let text = visit.text();
        assert!(text.contains("чело") && text.contains("Челопеч"), "{size:?}\n{text}");
        for _ in 0..6 {
            if !visit.text().contains('[') {
                break;
            }
            visit.keys("{up}");
        }
        visit.keys("{enter}");
        assert!(!visit.text().contains("чело "), "a hit was opened {size:?}\n{}", visit.text());
    }
}

/// Goes to each letter and presses it. `keys` are left, right, up, down, press; `turn` presses the key for other letters.
fn walk(visit: &mut Visit<App>, text: &str, keys: [&str; 5], turn: &str) {
    let [left, right, up, down, press] = keys;
    for letter in text.chars() {
        for _ in 0..80 {
            let selected = selected(visit);
            let Some(wanted) = key_of(visit, letter) else {
                assert_eq!(turn, "/", "no key ‘{letter}’ on\n{}", visit.text());
                visit.keys(turn);
                continue;
            };
            let next = match () {
                () if wanted.1 < selected.1 => up,
                () if wanted.1 > selected.1 => down,
                () if wanted.0 < selected.0 => left,
                () if wanted.0 > selected.0 => right,
                () => break,
            };
            visit.keys(next);
        }
        visit.keys(press);
    }
}

/// The middle of the selected key.
fn selected(visit: &Visit<App>) -> (u16, u16) {
    let found = cells(visit).iter().enumerate().rev().find_map(|(y, line)| {
        let (open, close) = (line.iter().rposition(|sign| *sign == '[')?, line.iter().rposition(|sign| *sign == ']')?);
        Some((u16::midpoint(open as u16, close as u16), y as u16))
    });
    found.unwrap_or_else(|| panic!("no key is selected on\n{}", visit.text()))
}

/// Sends what a numeric keypad with Num Lock has, and nothing else.
fn keypad<'a>(visit: &'a mut Visit<App>, keys: &str) -> &'a mut Visit<App> {
    assert!(keys.replace("{enter}", "").chars().all(|key| "0123456789+-*/.".contains(key)), "{keys}");
    visit.keys(keys)
}

/// The digit that a row has now.
fn digit_of(visit: &Visit<App>, name: &str) -> Option<char> {
    let text = visit.text();
    let line = text.lines().find(|line| line.contains(name))?;
    line.trim_start_matches([' ', '▸']).chars().next().filter(char::is_ascii_digit)
}

/// Chooses something in the menu by its digit.
fn from_menu(visit: &mut Visit<App>, name: &str) {
    keypad(visit, "*");
    for _ in 0..5 {
        if let Some(digit) = digit_of(visit, name) {
            keypad(visit, &digit.to_string());
            return;
        }
        keypad(visit, "+");
    }
    panic!("no ‘{name}’ in\n{}", visit.text());
}

#[test]
fn a_keypad_alone_gets_everywhere() {
    for size in SIZES {
        let mut visit = visit(size, Pointing::Fine);
        let home = visit.text();
        for digit in 1..=7 {
            keypad(&mut visit, &digit.to_string());
            let list = visit.text();
            assert_ne!(list, home);
            keypad(&mut visit, "1");
            let page = visit.text();
            assert_ne!(page, list);
            if page.contains("[1]") {
                keypad(&mut visit, "1{enter}");
                assert_ne!(visit.text(), page, "a link");
            }
            keypad(&mut visit, "+.");
            for _ in 0..4 {
                if body(&visit).first() == body_of(&home).first() && digit_of(&visit, "Новини").is_some() {
                    break;
                }
                keypad(&mut visit, "-");
            }
            assert!(digit_of(&visit, "Новини").is_some(), "home from {digit} {size:?}\n{}", visit.text());
        }
        keypad(&mut visit, "/*");
        walk(&mut visit, "чело", ["4", "6", "8", "2", "5"], "/");
        let text = visit.text();
        assert!(text.contains("чело") && text.contains("Челопеч"), "{size:?}\n{text}");
        keypad(&mut visit, "+");
        keypad(&mut visit, "1");
        assert!(!visit.text().contains("чело "), "a hit was opened {size:?}\n{}", visit.text());
        from_menu(&mut visit, "QR код");
        keypad(&mut visit, "---");
        assert!(digit_of(&visit, "Новини").is_some(), "home {size:?}\n{}", visit.text());
        keypad(&mut visit, "3");
        from_menu(&mut visit, "Карта");
        assert!(visit.text().contains("Карта"), "{}", visit.text());
        from_menu(&mut visit, "Помощ");
        keypad(&mut visit, "-");
        from_menu(&mut visit, "Размер");
        assert!(visit.text().contains("Текст: разреден"), "{}", visit.text());
        from_menu(&mut visit, "Цветове");
        assert!(visit.text().contains("Цветове: светли"), "{}", visit.text());
        from_menu(&mut visit, "Начало");
        from_menu(&mut visit, "English");
        assert!(visit.text().contains("Members"), "{}", visit.text());
    }
}

#[test]
fn the_signs_of_a_keypad_in_application_mode_are_the_same() {
    let mut visit = visit((80, 24), Pointing::Fine);
    visit.bytes(b"\x1bOs");
    let members = visit.text();
    assert!(members.contains("Вид"), "{members}");
    visit.bytes(b"\x1bOk");
    assert!(visit.text().contains("10 от"), "{}", visit.text());
    visit.bytes(b"\x1bOn\x1bOm");
    assert!(digit_of(&visit, "Новини").is_some(), "{}", visit.text());
    visit.bytes(b"\x1bOo\x1bOj\x1bOu");
    assert!(visit.text().contains("Търсене  а"), "{}", visit.text());
}

#[test]
fn digits_reach_every_row_of_a_long_list() {
    for size in SIZES {
        let mut opened = std::collections::BTreeSet::new();
        for pages in 0..8 {
            for digit in 1..=9 {
                let mut visit = visit(size, Pointing::Fine);
                keypad(&mut visit, "3");
                let list = visit.text();
                keypad(&mut visit, &"+".repeat(pages));
                keypad(&mut visit, &digit.to_string());
                if body(&visit) != body_of(&list) && !visit.text().contains("Вид") {
                    opened.extend(
                        visit
                            .text()
                            .lines()
                            .rev()
                            .find_map(|line| line.split_once(" от 31"))
                            .map(|(at, _)| at.split_whitespace().last().unwrap_or_default().to_owned()),
                    );
                }
            }
        }
        assert_eq!(opened.len(), 31, "{size:?} {opened:?}");
    }
}

#[test]
fn a_letter_that_leads_nowhere_says_so() {
    let mut pointer = Pointer(visit((80, 24), Pointing::Finger));
    pointer.press("F3").write("чел");
    let before = pointer.0.text();
    pointer.write("щ");
    let text = pointer.0.text();
    assert!(text.contains("С „Щ“ оттук не продължава нищо.") && text.contains("чел"), "{text}");
    assert_eq!(body(&pointer.0), body_of(&before));
    pointer.press("изчисти").press("⌫");
    assert!(pointer.0.text().contains("Още нищо не е написано."), "{}", pointer.0.text());
    // A key that leads on stands on a ground, one that does not has none.
    pointer.write("чел");
    let ground = |letter| {
        let (x, y) = key_of(&pointer.0, letter).expect("a key");
        pointer.0.screen().cell(y, x).map(|cell| (cell.bgcolor(), cell.inverse()))
    };
    assert_ne!(ground('о'), ground('щ'));
}

#[test]
fn the_keyboard_comes_when_it_is_called_and_goes() {
    let mut visit = visit((80, 24), Pointing::Fine);
    visit.keys("{f3}");
    let without = visit.text();
    assert_eq!(key_of(&visit, 'щ'), None, "{without}");
    visit.keys("{f7}");
    assert!(key_of(&visit, 'щ').is_some(), "{}", visit.text());
    visit.keys("{esc}");
    assert_eq!(visit.text(), without);
    visit.keys("{f7}{f7}");
    assert_eq!(visit.text(), without);
    // Who types letters has no need of arrows on it: Enter opens what was found.
    visit.keys("{f7}чело{enter}");
    assert_eq!(key_of(&visit, 'щ'), None, "{}", visit.text());
}

#[test]
fn what_is_opened_most_is_offered_first() {
    let popular = Popular::default();
    let slugs = ["no-longer-published", "municipality-chelopech", "asarel-medet"];
    popular.renew(slugs.iter().map(|slug| Slug::new(slug).expect("a slug")).collect());
    for lang in Lang::ALL {
        let profile =
            Profile::plain(Size::clamped(80, 24)).with(&Overrides { lang: Some(lang), ..Overrides::default() });
        let mut visit = Visit::new(profile, noon(), |moment| {
            App::new(edition(), Options::default(), &context(moment)).suggesting(popular.clone())
        });
        visit.keys("{f3}");
        insta::assert_snapshot!(format!("most_read_80x24_{}", lang.code()), visit.text());
    }
}

#[test]
fn they_look_like_this() {
    use Glyphs::{Ascii, Console, Full};
    use Pointing::{Fine, Finger};
    let all = [
        ("menu_80x24", (80, 24), Fine, Full, "3{f9}"),
        ("menu_40x12", (40, 12), Finger, Full, "{f9}"),
        ("suggestions_40x12", (40, 12), Fine, Full, "{f3}"),
        ("suggestions_120x33", (120, 33), Fine, Full, "{f3}"),
        ("suggestions_200x50", (200, 50), Finger, Full, "{f3}"),
        ("keyboard_40x12", (40, 12), Fine, Full, "{f3}{f7}чел{f7}"),
        ("keyboard_finger_40x12", (40, 12), Finger, Full, "{f3}чел"),
        ("keyboard_80x24", (80, 24), Fine, Full, "{f3}чел{f7}"),
        ("keyboard_finger_80x24", (80, 24), Finger, Full, "{f3}чел"),
        ("keyboard_finger_120x33", (120, 33), Finger, Full, "{f3}чел"),
        ("keyboard_finger_200x50", (200, 50), Finger, Full, "{f3}чел"),
        ("keypad_80x24", (80, 24), Fine, Console, "{f3}чел*"),
        ("keypad_hits_80x24", (80, 24), Fine, Ascii, "{f3}чел**"),
        ("nothing_40x12", (40, 12), Fine, Full, "{f3}ъщфщъгф"),
    ];
    for lang in Lang::ALL {
        for (name, size, pointing, glyphs, script) in all {
            let picture = visit_as(size, pointing, glyphs, lang).keys(script).text();
            insta::assert_snapshot!(format!("{name}_{}", lang.code()), picture);
        }
    }
}
