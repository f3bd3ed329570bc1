//! What the lobby screen promises whoever runs it: nothing of a visitor is left for the next, no key leaves the program,
//! the panel is reached and used by keys and by a finger in both languages, the hours are kept, and nothing is done
//! between two pictures.

#![allow(clippy::panic, reason = "a helper of tests fails like one")]

#[path = "support/lobby.rs"]
mod lobby;
mod support;

use std::time::Duration;

use lobby::{
    ANSWERED, COUNTDOWN, IDLE, SLIDE, manned_in, open_panel_by_touch, panel_in, visit, visit_in, visit_of, wait_for,
};
use megdan::content::{Civil, ClosedDays, Day, DayHours};
use megdan::text::Lang;
use megdan::ui::Effect;
use megdan::ui::lobby::{Attract, Lobby, Task};
use proptest::prelude::*;
use support::Visit;
use support::builtin::{edition, edition_with, noon};

const INVITES: &str = "Докоснете екрана или натиснете клавиш";

/// What the next visitor meets after one who did this and left.
fn after(script: &str) -> Visit<Lobby> {
    let mut visit = visit();
    visit.keys(script);
    visit.wait(2 * IDLE + COUNTDOWN);
    assert!(visit.text().contains(INVITES), "after ‘{script}’:\n{}", visit.text());
    // The invitation of the first picture leads to the first screen.
    wait_for(&mut visit, "Добре дошли");
    visit.keys(" ");
    visit
}

#[test]
fn nothing_of_a_visitor_is_left_for_the_next() {
    let fresh = visit().painted();
    for (what, script) in [
        ("language", "{f2}"),
        ("history", "3{enter}{esc}61"),
        ("text size", "{f4}{f4}"),
        ("colours", "{f5}"),
        ("scrolling", "6{enter}{pgdn}{pgdn}"),
        ("filters", "3t{down}{down}{enter}"),
        ("search", "{f3}мед"),
    ] {
        assert_ne!(visit().keys(script).painted(), fresh, "{what}: ‘{script}’ does something");
        assert_eq!(after(script).painted(), fresh, "{what}");
    }
}

#[test]
fn a_search_begins_empty_for_the_next() {
    let mut before = visit();
    let empty = before.keys("{f3}").text();
    before.keys("мед");
    assert_ne!(before.text(), empty, "it was typed");
    assert_eq!(after("{f3}мед").keys("{f3}").text(), empty, "search");
}

#[test]
fn a_list_begins_unfiltered_and_at_its_top_for_the_next() {
    let whole = visit().keys("3").text();
    for script in ["3t{down}{down}{enter}", "3{pgdn}{pgdn}"] {
        assert_ne!(visit().keys(script).text(), whole, "‘{script}’ does something");
        assert_eq!(after(script).keys("3").text(), whole, "after ‘{script}’");
    }
}

#[test]
fn a_page_begins_at_its_top_for_the_next() {
    let top = visit().keys("61").text();
    assert_eq!(after("61{pgdn}").keys("61").text(), top);
}

/// Sequences of keys that have led out of kiosks: signals, consoles, shells out of editors, terminals' own menus.
const ESCAPES: [&[u8]; 24] = [
    b"\x03",
    b"\x04",
    b"\x1a",
    b"\x1c",
    b"\x11\x13",
    b"\x1d",
    b"\x00",
    b"q",
    b"Q",
    b":q!\r",
    b":!sh\r",
    b"!sh\r",
    b"\x1b",
    b"\x1b\x1b",
    b"\x1b[21~",
    b"\x1b[24~",
    b"\x1b[201~",
    b"\x1b[200~",
    b"\x1b[M   ",
    b"\x1b]0;x\x07",
    b"\x1bP+q\x1b\\",
    b"\x1b[6n",
    b"\x9b1;5D",
    b"\x1b[1;7F",
];

/// Whatever a hand, a cat or a barcode reader may send, but not the PIN.
fn something() -> impl Strategy<Value = Vec<u8>> {
    let escapes = proptest::sample::select(ESCAPES.to_vec()).prop_map(<[u8]>::to_vec);
    let keys = proptest::sample::select(vec![
        "{enter}",
        "{esc}",
        "{back}",
        "{tab}",
        "{up}",
        "{down}",
        "{left}",
        "{right}",
        "{pgdn}",
        "{end}",
        "{f1}",
        "{f2}",
        "{f3}",
        "{f4}",
        "{f5}",
        "{f6}",
        "{f10}",
        "{f12}{f12}{f12}",
        "***",
        "0",
        "1",
        "3",
        "5",
        "6",
        "66",
        "я",
        "漢",
    ])
    .prop_map(support::bytes);
    let touch = (0_u16..110, 0_u16..32, 0_u8..68)
        .prop_map(|(x, y, button)| format!("\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m").into_bytes());
    let paste = "\\PC{0,40}".prop_map(|text| format!("\x1b[200~{text}\x1b[201~").into_bytes());
    let noise = proptest::collection::vec(any::<u8>(), 0..12);
    prop_oneof![3 => keys, 3 => escapes, 2 => touch, 1 => paste, 1 => noise]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn no_input_ends_it(inputs in proptest::collection::vec((something(), 0_u64..40), 1..60)) {
        let (mut visit, clerk) = visit_of(edition(), noon(), Attract::Pictures);
        // Nobody guesses a PIN in this test: what is asked is whether anything leads past it.
        *clerk.refuses.lock().expect("no panic") = true;
        for (bytes, pause) in inputs {
            visit.bytes(&bytes).wait(Duration::from_secs(pause));
            prop_assert!(!visit.finished && !visit.effects.contains(&Effect::Quit), "after {bytes:?}");
            prop_assert!(!visit.text().contains("Изход от киоска") && !visit.text().contains("Leave the kiosk"), "{}", visit.text());
        }
        let asked = clerk.asked.lock().expect("no panic");
        prop_assert!(asked.iter().all(|task| matches!(task, Task::Unlock(_))), "{asked:?}");
        // And it still serves: the countdown, the pictures, a visitor.
        visit.bytes(b"\x1b[201~\x1b\\").wait(Duration::from_mins(20));
        prop_assert!(visit.text().contains(INVITES), "{}", visit.text());
    }
}

/// What the panel is made to do, by digits and by touching the words.
#[test]
fn the_panel_does_everything_by_keys_and_by_touch_in_both_languages() {
    let items = [
        (Lang::Bg, ["Състояние", "Публикуване", "Предишното", "Статистика", "English", "Изход от киоска"]),
        (Lang::En, ["Status", "Publish from", "The edition before", "Statistics", "Български", "Leave the kiosk"]),
    ];
    for (lang, names) in items {
        for by_touch in [false, true] {
            let (mut visit, clerk) = if by_touch { manned_in(lang, 100, 30) } else { panel_in(lang, 100, 30) };
            if by_touch {
                open_panel_by_touch(&mut visit);
            }
            let choose = |visit: &mut Visit<Lobby>, at: usize| {
                if by_touch {
                    visit.click_on(names[at])
                } else {
                    visit.keys(&(at + 1).to_string())
                };
                visit.wait(ANSWERED);
            };
            let back = |visit: &mut Visit<Lobby>| {
                if by_touch {
                    visit.click_on(if lang == Lang::Bg { "0 Назад" } else { "0 Back" })
                } else {
                    visit.keys("0")
                };
            };
            choose(&mut visit, 0);
            assert!(visit.text().contains("Status("), "{}", visit.text());
            back(&mut visit);
            choose(&mut visit, 1);
            if by_touch {
                visit.click_on("/media/stick/seed")
            } else {
                visit.keys("1")
            };
            visit.wait(ANSWERED);
            back(&mut visit);
            choose(&mut visit, 2);
            choose(&mut visit, 2);
            back(&mut visit);
            choose(&mut visit, 3);
            assert!(visit.text().contains('█'), "a chart:\n{}", visit.text());
            back(&mut visit);
            choose(&mut visit, 4);
            let other = items.iter().find(|(other, _)| *other != lang).expect("two").1;
            assert!(visit.text().contains(other[0]), "{}", visit.text());
            if by_touch {
                visit.click_on(other[4])
            } else {
                visit.keys("5")
            };
            choose(&mut visit, 5);
            assert!(!visit.finished, "asked for twice");
            choose(&mut visit, 5);
            assert!(visit.finished && visit.effects.contains(&Effect::Quit));
            let asked = clerk.asked.lock().expect("no panic").clone();
            let wanted = [
                Task::Status(lang),
                Task::Sources,
                Task::Publish(0, lang),
                Task::RollBack(lang),
                Task::Statistics(lang),
            ];
            assert_eq!(asked.get(1..), Some(&wanted[..]), "{lang:?}, by touch: {by_touch}");
        }
    }
}

fn civil(year: i16, month: u8, day: u8, hour: u8, minute: u8) -> Civil {
    Civil::new(Day::new(year, month, day).expect("a day"), hour, minute).expect("an hour")
}

/// A kiosk with these hours every day, published long ago.
fn open(from: u16, to: u16, yearly: Vec<(u8, u8)>) -> Visit<Lobby> {
    let change = move |catalogue: &mut megdan::content::Catalogue| {
        let hours = Some(DayHours { from, to });
        catalogue.kiosk.hours = Some([hours; 7]);
        catalogue.kiosk.closed = ClosedDays { days: Vec::new(), yearly };
    };
    let edition = edition_with(change, civil(2012, 1, 1, 0, 0));
    visit_of(edition, civil(2012, 3, 24, 23, 0), Attract::Pictures).0
}

#[test]
fn hours_are_kept_over_midnight_and_the_days_when_the_clock_is_changed() {
    let mut visit = open(9 * 60, 18 * 60, Vec::new());
    visit.wait(IDLE);
    assert_eq!(visit.text().trim(), "", "eleven at night");
    // The night to 25 March 2012 has no hour from three to four; the clock goes on from 3:59 … 4:00 or what it shows.
    for (hour, minute) in [(23, 59), (0, 0), (2, 59), (4, 0), (8, 59)] {
        let day = if hour == 23 { 24 } else { 25 };
        visit.clock(civil(2012, 3, day, hour, minute)).wait(Duration::from_mins(1));
        assert_eq!(visit.text().trim(), "", "{hour}:{minute:02}");
        assert_eq!(visit.program().deadline(), None, "nothing to do in the dark");
    }
    visit.clock(civil(2012, 3, 25, 9, 0));
    assert!(visit.text().contains(INVITES), "{}", visit.text());
    // The night to 28 October has the hour from three to four twice.
    visit.clock(civil(2012, 10, 27, 18, 0)).wait(IDLE);
    for (hour, minute) in [(3, 59), (3, 0), (3, 59), (4, 0)] {
        visit.clock(civil(2012, 10, 28, hour, minute));
        assert_eq!(visit.text().trim(), "", "{hour}:{minute:02}");
    }
    visit.clock(civil(2012, 10, 28, 9, 0));
    assert!(visit.text().contains(INVITES), "{}", visit.text());
}

#[test]
fn a_closed_day_is_dark_all_day_and_ends_at_midnight_of_an_open_one() {
    let mut visit = open(0, 24 * 60, vec![(3, 25)]);
    visit.wait(IDLE);
    assert!(visit.text().contains(INVITES), "{}", visit.text());
    visit.clock(civil(2012, 3, 25, 0, 0));
    assert_eq!(visit.text().trim(), "", "a holiday");
    visit.clock(civil(2012, 3, 25, 12, 0)).keys("x");
    assert!(visit.text().contains("Най-новото"), "a visitor is served on a holiday too:\n{}", visit.text());
    visit.wait(IDLE).clock(civil(2012, 3, 26, 0, 0));
    assert!(visit.text().contains(INVITES), "{}", visit.text());
}

/// Where the first letter of the picture stands.
fn corner(text: &str) -> (usize, usize) {
    let (row, line) = text.lines().enumerate().find(|(_, line)| !line.trim().is_empty()).expect("a picture");
    (line.len() - line.trim_start().len(), row)
}

#[test]
fn pictures_wander_so_that_nothing_burns_in() {
    let mut visit = visit();
    visit.wait(IDLE);
    let mut corners = Vec::new();
    for _ in 0..16 {
        corners.push(corner(&visit.text()));
        visit.wait(SLIDE);
    }
    assert!(corners.windows(2).all(|pair| pair.first() != pair.last()), "{corners:?}");
    corners.sort_unstable();
    corners.dedup();
    assert!(corners.len() >= 6, "{corners:?}");
}

#[test]
fn a_picture_is_one_frame_and_nothing_happens_between_two() {
    for lang in Lang::ALL {
        let mut visit = visit_in(lang, 120, 33);
        visit.wait(IDLE);
        for _ in 0..30 {
            let due = visit.program().deadline().expect("the next picture");
            let before = visit.text();
            visit.wait(SLIDE.saturating_sub(Duration::from_millis(1)));
            assert_eq!((visit.program().deadline(), visit.text()), (Some(due), before.clone()), "in between");
            let frames = visit.frames;
            visit.wait(Duration::from_millis(1));
            assert_eq!(visit.frames, frames + 1, "one frame");
            assert_ne!(visit.text(), before);
            assert!(visit.sent.len() < 120 * 33 * 3, "{} bytes", visit.sent.len());
        }
    }
}

#[test]
fn a_key_or_a_touch_opens_exactly_what_is_shown() {
    let mut opened = 0;
    for at in 0..14_u32 {
        for by_touch in [false, true] {
            let mut visit = visit();
            visit.wait(IDLE + SLIDE * at);
            let picture = visit.text();
            if by_touch {
                visit.click(50, 15)
            } else {
                visit.keys("x")
            };
            let Some(Effect::Visited(id, ..)) =
                visit.effects.iter().find(|effect| matches!(effect, Effect::Visited(..)))
            else {
                continue;
            };
            opened += 1;
            let title = edition().card(*id).expect("a record").title;
            // Of one language it may be in big letters; the other one stands below it.
            let begins = |lang| title.any(lang).chars().take(20).collect::<String>();
            let shown = Lang::ALL.iter().any(|lang| picture.contains(&begins(*lang)));
            assert!(shown, "{title:?} was opened from\n{picture}");
            assert!(visit.text().contains(&begins(Lang::Bg)), "{}", visit.text());
        }
    }
    assert!(opened >= 20, "{opened}");
}

#[test]
fn ten_thousand_pictures_leave_nothing_behind() {
    let mut visit = visit();
    visit.wait(IDLE).wait(SLIDE * 200);
    let before = support::resident();
    visit.wait(SLIDE * 10_000);
    let grown = support::resident().saturating_sub(before);
    assert!(visit.text().contains(INVITES));
    assert!(grown < 1024, "{grown} KiB more after ten thousand pictures");
}

#[test]
fn a_screen_of_any_size_takes_a_visitor_the_countdown_and_the_panel() {
    for (columns, rows) in [(40, 12), (39, 11), (20, 6), (8, 3), (1, 1)] {
        let mut visit = visit_in(Lang::Bg, columns, rows);
        visit.keys("1{down}").wait(IDLE).keys("x").wait(2 * IDLE + COUNTDOWN).wait(SLIDE * 14);
        visit.keys("x{f12}{f12}{f12}2718{enter}").wait(ANSWERED);
        assert!(!visit.finished, "{columns} × {rows}");
        visit.resize(80, 24);
        assert!(visit.text().contains("Изход от киоска"), "{columns} × {rows}:\n{}", visit.text());
    }
}

/// Every line that a page of the panel shows, from its top to its end; `further` goes on.
fn all_told(visit: &mut Visit<Lobby>, further: impl Fn(&mut Visit<Lobby>)) -> String {
    let mut seen = visit.text();
    for _ in 0..90 {
        let before = visit.text();
        further(visit);
        if visit.text() == before {
            break;
        }
        seen.push_str(&visit.text());
    }
    seen
}

#[test]
fn a_long_report_is_read_to_its_end_by_finger_wheel_keyboard_and_keypad() {
    type Further = fn(&mut Visit<Lobby>);
    let ways: [(&str, Further); 5] = [
        ("a finger", |visit| {
            if visit.find("▼").is_some() {
                visit.click_on("▼");
            }
        }),
        ("a wheel", |visit| {
            visit.wheel(10, 6, -1);
        }),
        ("arrows", |visit| {
            visit.keys("{down}");
        }),
        ("pages", |visit| {
            visit.keys("{pgdn}");
        }),
        ("a keypad", |visit| {
            visit.keys("+");
        }),
    ];
    for (columns, rows) in [(40, 12), (80, 24), (120, 33)] {
        for (name, further) in ways {
            let (mut visit, clerk) = panel_in(Lang::Bg, columns, rows);
            *clerk.more.lock().expect("no panic") = (1..=70).map(|line| format!("ред номер {line}.")).collect();
            visit.keys("1").wait(ANSWERED);
            let top = visit.text();
            let seen = all_told(&mut visit, further);
            for line in 1..=70 {
                assert!(
                    seen.contains(&format!("ред номер {line}.")),
                    "{name} {columns}×{rows}: {line}\n{}",
                    visit.text()
                );
            }
            // And back to its top.
            for _ in 0..90 {
                match name {
                    "a finger" => {
                        if visit.find("▲").is_some() {
                            visit.click_on("▲");
                        }
                    }
                    "a wheel" => {
                        visit.wheel(10, 6, 1);
                    }
                    "arrows" => {
                        visit.keys("{up}{up}");
                    }
                    "pages" => {
                        visit.keys("{pgup}");
                    }
                    _ => {
                        visit.keys(".");
                    }
                }
            }
            assert_eq!(visit.text(), top, "{name} {columns}×{rows}");
        }
    }
}

#[test]
fn the_counters_are_told_with_titles_hours_doors_languages_and_what_is_wrong_with_them() {
    for (lang, words) in [
        (Lang::Bg, ["Асарел – Медет", "09:00–10:00", "По SSH", "Английски", "златица", "no-longer-published"]),
        (Lang::En, ["Assarel – Medet", "09:00–10:00", "Over SSH", "English", "златица", "no-longer-published"]),
    ] {
        for (columns, rows) in [(40, 12), (80, 24), (120, 33)] {
            let (mut visit, clerk) = panel_in(lang, columns, rows);
            *clerk.notes.lock().expect("no panic") = vec!["the disk is full".to_owned()];
            visit.keys("4").wait(ANSWERED);
            let seen = all_told(&mut visit, |visit| {
                visit.keys("+");
            });
            for word in words {
                assert!(seen.contains(word), "{word} {columns}×{rows}\n{seen}");
            }
            assert!(seen.contains("the disk is full") && seen.contains('█'), "{seen}");
        }
    }
}

#[test]
fn the_whole_menu_of_the_panel_is_in_sight_on_the_smallest_screen() {
    let (mut visit, _) = panel_in(Lang::Bg, 40, 12);
    assert!(visit.text().contains("Състояние") && visit.text().contains("Изход от киоска"), "{}", visit.text());
    visit.click_on("English");
    assert!(visit.text().contains("Leave the kiosk"), "{}", visit.text());
}

#[test]
fn each_of_nine_folders_is_seen_and_published_on_the_smallest_screen() {
    type Further = fn(&mut Visit<Lobby>);
    let ways: [(&str, Further); 5] = [
        ("a finger", |visit| {
            visit.click_on("▼");
        }),
        ("a wheel", |visit| {
            visit.wheel(10, 6, -3);
        }),
        ("arrows", |visit| {
            visit.keys(&"{down}".repeat(8));
        }),
        ("a keypad", |visit| {
            visit.keys("++++++++");
        }),
        ("digits", |_| {}),
    ];
    for (name, further) in ways {
        let (mut visit, clerk) = panel_in(Lang::Bg, 40, 12);
        *clerk.folders.lock().expect("no panic") = (2..=9).map(|number| format!("/media/{number}")).collect();
        visit.keys("2").wait(ANSWERED);
        let first = visit.text();
        assert!(first.contains(" 1  /media/stick/seed") && first.contains(" 8  /media/8"), "{first}");
        assert!(!first.contains("/media/9") && first.contains('▼') && !first.contains('▲'), "{first}");
        further(&mut visit);
        let last = visit.text();
        assert_eq!(last.contains(" 9  /media/9"), name != "digits", "{name}\n{last}");
        match name {
            "a finger" => {
                visit.click_on("▲");
                assert_eq!(visit.text(), first, "back to the first one");
                visit.click_on("▼").click_on("/media/9")
            }
            "digits" => visit.keys("9"),
            _ => visit.keys("{enter}"),
        };
        visit.wait(ANSWERED);
        let asked = clerk.asked.lock().expect("no panic").clone();
        assert_eq!(asked.last(), Some(&Task::Publish(8, Lang::Bg)), "{name}: {asked:?}");
    }
}

#[test]
fn the_office_is_asked_by_nobody_without_a_pin() {
    let (mut visit, clerk) = visit_of(edition(), noon(), Attract::Pictures);
    *clerk.unmanned.lock().expect("no panic") = true;
    visit.keys("{f12}{f12}{f12}***").click(0, 0).click(0, 0).click(0, 0);
    assert!(!visit.text().contains("ПИН"), "{}", visit.text());
}
