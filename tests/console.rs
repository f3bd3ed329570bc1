//! The Linux console: everything that is sent to one is checked by an emulation that knows only what the kernel's console
//! knows, and only the characters of the recommended font.

#![allow(clippy::panic, reason = "a helper of tests fails like one")]

#[path = "support/builtin.rs"]
mod builtin;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use builtin::{edition, noon};
use megdan::session::{Event, Moment, Session, context};
use megdan::terminal::{Glyphs, Names, Picture, Profile, Reach, Size, enter, leave, sleep, wake};
use megdan::text::Lang;
use megdan::ui::{App, Options};

fn profile() -> Profile {
    let names = Names { term: Some("linux"), lang: Some("bg_BG.UTF-8"), ..Names::default() };
    Profile::new(&names, Size::clamped(100, 37), Reach::Local)
}

/// What the recommended font has of what could be drawn: `FullCyrSlav-Terminus`, 512 pictures.
fn font() -> BTreeSet<char> {
    let ranges = (' '..='~').chain('\u{a0}'..='ÿ').chain('Ѐ'..='џ');
    ranges.chain("─│┌┐└┘├┤┬┴┼═║╔╗╚╝▀▄█░▒▓▲▼■◆•·…–—„“”‘’‚«»№€™†‡‰←↑→↓".chars()).collect()
}

/// Reads `bytes` as the console does; what it does not know is an error.
fn check(bytes: &[u8]) {
    let (text, font) = (String::from_utf8(bytes.to_vec()).expect("UTF-8"), font());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' => sequence(&mut rest),
            '\r' | '\n' | '\u{8}' | '\u{7}' => {}
            c => assert!(font.contains(&c), "‘{c}’ (U+{:04X}) is not in the font", u32::from(c)),
        }
    }
}

fn sequence(rest: &mut std::str::Chars<'_>) {
    match rest.next() {
        Some('[') => {
            let mut parameters = String::new();
            let end = rest.by_ref().find(|c| {
                let is_parameter = matches!(c, '0'..='9' | ';' | '?');
                if is_parameter {
                    parameters.push(*c);
                }
                !is_parameter
            });
            let end = end.unwrap_or_else(|| panic!("an unfinished sequence"));
            control(&parameters, end);
        }
        // The palette: an index and six digits, without an end; or back to the standard one.
        Some(']') => match rest.next() {
            Some('P') => assert!(rest.by_ref().take(7).all(|c| c.is_ascii_hexdigit())),
            other => assert_eq!(other, Some('R'), "an operating system command"),
        },
        // Reverse line feed (console_codes(4)): how a scrolling area is moved down.
        Some('M') => {}
        other => panic!("an escape sequence with {other:?}"),
    }
}

fn control(parameters: &str, end: char) {
    match end {
        'A' | 'B' | 'C' | 'D' | 'G' | 'H' | 'J' | 'K' | 'd' | 'r' => {}
        'm' => {
            for parameter in parameters.split(';') {
                let number: u32 = parameter.parse().unwrap_or(0);
                let known = matches!(number, 0..=2 | 4 | 5 | 7 | 22 | 24 | 25 | 27 | 30..=37 | 39..=47 | 49 | 90..=97);
                assert!(known, "a look it does not have: {parameters}");
            }
        }
        // Modes it does not know it passes over without a mark on the screen.
        'h' | 'l' => assert!(parameters.starts_with('?'), "{parameters}{end}"),
        // Its own: blanking, powering down.
        ']' => assert!(["9;0", "9;1", "13", "14;0", "14;1"].contains(&parameters), "{parameters}"),
        other => panic!("a sequence that ends in ‘{other}’ after {parameters}"),
    }
}

/// The bytes of a visit through all screens.
fn visit(profile: Profile, lang: Lang) -> Vec<u8> {
    let mut time = Instant::now();
    let moment = Moment { profile: &profile, civil: noon(), instant: time };
    let options = Options { lang: Some(lang), ..Options::default() };
    let app = App::new(edition(), options, &context(&moment));
    let mut session = Session::new(app, profile, noon(), time);
    let (mut scratch, mut out) = (Picture::default(), enter(&profile));
    // Function keys as the console sends them.
    let (help, language, size, theme, code, home) =
        ("\u{1b}[[A", "\u{1b}[[B", "\u{1b}[[D", "\u{1b}[[E", "\u{1b}[17~", "\u{1b}[21~");
    let mut keys = vec![help, home, size, size, size, theme, theme, theme, theme, language, language];
    for section in ["1", "2", "3", "4", "5", "6", "7"] {
        keys.extend([home, section, "\u{1b}[B", "\r", "\u{1b}[6~", size, size, size, code, "q\u{8}"]);
    }
    for key in keys {
        time += Duration::from_millis(200);
        session.handle(Event::Bytes(key.as_bytes()), time);
        session.handle(Event::Deadline, time + Duration::from_millis(150));
        session.frame(&mut scratch, &mut out);
    }
    out.extend_from_slice(sleep(&profile));
    out.extend_from_slice(wake(&profile));
    out.extend_from_slice(&leave(&profile));
    out
}

#[test]
fn a_console_gets_nothing_it_does_not_know() {
    for lang in Lang::ALL {
        check(&visit(profile(), lang));
    }
}

#[test]
fn its_colours_are_set_and_given_back() {
    let (begin, end) = (enter(&profile()), leave(&profile()));
    assert_eq!(begin.windows(3).filter(|part| part == b"\x1b]P").count(), 16);
    assert!(end.windows(3).any(|part| part == b"\x1b]R"));
}

#[test]
fn the_font_decides_what_is_drawn() {
    let of = |font: &BTreeSet<char>| profile().with_font(Some(font));
    assert_eq!(of(&font()).glyphs, Glyphs::Console);
    let latin: BTreeSet<char> = (' '..='~').chain("─│█▀▄■◆▲▼•·…".chars()).collect();
    assert!(!of(&latin).utf8, "Latin letters for Cyrillic ones");
    let plain: BTreeSet<char> = (' '..='~').chain('Ѐ'..='џ').collect();
    assert_eq!((of(&plain).glyphs, of(&plain).utf8), (Glyphs::Ascii, true));
    let emulator = Profile::plain(Size::STANDARD);
    assert_eq!(emulator.with_font(Some(&plain)), emulator, "only a console is asked");
}
