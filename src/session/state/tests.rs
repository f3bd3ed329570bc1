//! Bytes in, screen out, with a clock that only moves when told.

use std::time::{Duration, Instant};

use super::{Event, Session};
use crate::session::fake::{Typewriter, at, profile};
use crate::terminal::{self, Names, Picture, Profile, Reach, Size};

struct Visit {
    session: Session<Typewriter>,
    parser: vt100::Parser,
    now: Instant,
    sent: usize,
}

impl Visit {
    fn new() -> Self {
        let now = Instant::now();
        let parser = vt100::Parser::new(6.try_into().unwrap(), 40.try_into().unwrap(), 0);
        let mut visit =
            Self { session: Session::new(Typewriter::default(), profile(), at(13, 0), now), parser, now, sent: 0 };
        visit.frame();
        visit
    }

    fn frame(&mut self) {
        let mut out = Vec::new();
        // A picture that another session left behind.
        let foreign = ratatui::layout::Rect::new(0, 0, 7, 90);
        let mut scratch = Picture::over(ratatui::buffer::Buffer::filled(foreign, ratatui::buffer::Cell::new("☠")));
        let changed = self.session.frame(&mut scratch, &mut out);
        assert_eq!(changed, !out.is_empty());
        self.sent = out.len();
        self.parser.process(&out);
    }

    fn handle(&mut self, event: Event<'_, u32>) -> Vec<char> {
        let step = self.session.handle(event, self.now);
        self.frame();
        step.effects
    }

    fn keys(&mut self, keys: &str) -> Vec<char> {
        self.handle(Event::Bytes(keys.as_bytes()))
    }

    fn text(&self) -> String {
        let text = self.parser.screen().contents();
        text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }
}

#[test]
fn keys_show_at_once_and_effects_come_out_in_order() {
    let mut visit = Visit::new();
    assert_eq!(visit.text(), "0 13:00\n\n\n\n\nдъно");
    assert_eq!(visit.keys("мед12"), ['1', '2']);
    assert_eq!(visit.text(), "0 13:00\nмед\n\n\n\nдъно");
}

#[test]
fn nothing_new_sends_nothing() {
    let mut visit = Visit::new();
    visit.handle(Event::Clock(at(13, 0)));
    assert_eq!(visit.sent, 0);
    visit.handle(Event::Clock(at(13, 1)));
    assert!(visit.sent > 0 && visit.sent < 20, "{}", visit.sent);
}

#[test]
fn a_terminal_that_shrank_and_grew_unseen_is_drawn_anew() {
    let mut visit = Visit::new();
    visit.parser.process(b"\x1b[2J");
    visit.handle(Event::Resize(40, 6));
    assert_eq!(visit.text(), "0 13:00\n\n\n\n\nдъно");
}

#[test]
fn a_new_edition_keeps_the_place() {
    let mut visit = Visit::new();
    visit.keys("тук");
    visit.handle(Event::Edition(8));
    assert_eq!(visit.text(), "8 13:00\nтук\n\n\n\nдъно");
}

#[test]
fn hostile_sizes_are_clamped() {
    let mut visit = Visit::new();
    visit.handle(Event::Resize(u32::MAX, u32::MAX));
    let size = visit.session.profile().size;
    assert!(u32::from(size.columns()) * u32::from(size.rows()) <= 24_000);
    visit.parser.screen_mut().set_size(8.try_into().unwrap(), 30.try_into().unwrap());
    visit.handle(Event::Resize(30, 8));
    assert_eq!(visit.text(), "0 13:00\n\n\n\n\n\n\nдъно");
}

#[test]
fn deadlines_are_the_earliest_wish() {
    let mut visit = Visit::new();
    assert_eq!(visit.session.deadline(), None);
    visit.keys("аt\x1b");
    assert_eq!(visit.session.deadline(), Some(visit.now + Duration::from_millis(50)));
    visit.now += Duration::from_millis(50);
    visit.handle(Event::Deadline);
    assert_eq!(visit.session.program().typed, "");
    assert_eq!(visit.session.deadline(), Some(visit.now + Duration::from_millis(20)));
    visit.now += Duration::from_millis(20);
    visit.handle(Event::Deadline);
    assert_eq!((visit.session.program().typed.as_str(), visit.session.deadline()), ("!", None));
}

#[test]
fn a_panic_leads_to_a_fresh_start() {
    let mut visit = Visit::new();
    visit.handle(Event::Edition(3));
    visit.keys("абвpг");
    assert_eq!(visit.text(), "3 13:00\nг\n\n\n\nдъно");
    visit.keys("v");
    assert_eq!(visit.text(), "3 13:00\n\n\n\n\nдъно");
    for _ in 0..10 {
        visit.keys("p");
    }
    assert!(!visit.session.handle(Event::Bytes(b""), visit.now).finished, "each panic was followed by a frame");
}

#[test]
fn a_fresh_start_in_the_dark_has_the_screen_switched_on() {
    for keys in ["p", "v"] {
        let names = Names { term: Some("linux"), ..Names::default() };
        let (console, now) = (Profile::new(&names, Size::clamped(40, 6), Reach::Local), Instant::now());
        let mut session = Session::new(Typewriter::default(), console, at(13, 0), now);
        let mut sent = |keys: &str| {
            let mut out = Vec::new();
            session.handle(Event::Bytes(keys.as_bytes()), now);
            session.frame(&mut Picture::default(), &mut out);
            String::from_utf8(out).unwrap()
        };
        sent("");
        let [sleep, wake] = [terminal::sleep, terminal::wake].map(|code| str::from_utf8(code(&console)).unwrap());
        assert!(sent("d").contains(sleep));
        assert!(!sent("a").contains(wake), "it is dark and stays so");
        assert!(sent(keys).contains(wake), "{keys}");
        assert!(!sent(keys).contains(wake), "{keys} with the screen on");
    }
}

#[test]
fn a_program_that_always_panics_ends_the_visit() {
    let mut visit = Visit::new();
    let step = visit.session.handle(Event::Bytes(b"ppppp1"), visit.now);
    assert!(step.finished);
    assert_eq!(step.effects, []);
    assert!(visit.session.is_broken());
}

#[test]
fn after_the_end_nothing_happens() {
    let mut visit = Visit::new();
    // What is left in the middle of a sequence is waited for no more.
    let step = visit.session.handle(Event::Bytes(b"q12\x1b"), visit.now);
    assert!(step.finished && !visit.session.is_broken());
    assert_eq!(visit.session.deadline(), None);
    assert_eq!(step.effects, ['q']);
    let step = visit.session.handle(Event::Bytes(b"1"), visit.now);
    assert!(step.finished && step.effects.is_empty());
}

#[test]
fn control_l_sends_everything_again() {
    let mut visit = Visit::new();
    visit.keys("аб");
    visit.parser.process("\x1b[2J\x1b[Hшум".as_bytes());
    visit.keys("\x0c");
    assert_eq!(visit.text(), "0 13:00\nаб\n\n\n\nдъно");
}

#[test]
fn the_bell_rings_once() {
    let mut visit = Visit::new();
    visit.keys("b");
    assert_eq!(visit.sent, 1);
    visit.keys("ж");
    assert!(visit.sent > 1);
    assert_eq!(visit.parser.screen().contents(), "0 13:00\nж\n\n\n\nдъно");
}
