//! The screens as a visitor sees them: pictures in both languages and at three sizes, and what keys and clicks do. Runs
//! on the content built into the binary, without a terminal, a clock or a disk.

use std::sync::OnceLock;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use megdan::content::{Civil, Day};
use megdan::edition::{Edition, Stamp};
use megdan::seed::{self, Source};
use megdan::terminal::{Profile, Size};
use megdan::text::Lang;
use megdan::ui::{App, Context, Effect, Input, Options};
use ratatui::buffer::{Buffer, Cell};

/// A Tuesday, a week before the assembly of the green cluster.
fn now() -> Civil {
    Civil::new(Day::new(2012, 1, 10).expect("a day"), 13, 5).expect("an hour")
}

/// The edition of the built-in content; made once.
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

/// A visit that can be driven by keys.
struct Visit {
    app: App,
    profile: Profile,
    effects: Vec<Effect>,
}

impl Visit {
    fn new(columns: u32, rows: u32, lang: Lang) -> Self {
        Self::with(Profile::plain(Size::clamped(columns, rows)), lang)
    }

    fn with(profile: Profile, lang: Lang) -> Self {
        let options = Options { lang: Some(lang), ..Options::default() };
        let app = App::new(edition(), options, &Context { profile: &profile, now: now() });
        Self { app, profile, effects: Vec::new() }
    }

    fn input(&mut self, input: &Input) {
        let context = Context { profile: &self.profile, now: now() };
        self.effects.extend(self.app.update(input, &context));
    }

    fn press(&mut self, code: KeyCode) {
        self.input(&Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    /// Letters are keys; `<Name>` is a key of that name.
    fn script(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                self.press(named(name));
                rest = after;
            } else {
                self.press(KeyCode::Char(first));
                rest = rest.strip_prefix(first).expect("its first letter");
            }
        }
        self
    }

    fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.profile.size.area());
        self.app.view(&Context { profile: &self.profile, now: now() }, &mut buffer);
        buffer
    }

    fn picture(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width);
        let rows = buffer.content.chunks(width).map(|row| row.iter().map(Cell::symbol).collect::<String>());
        rows.map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    /// Presses the pointer where `text` stands first.
    fn click(&mut self, text: &str) {
        let picture = self.picture();
        let (row, line) =
            picture.lines().enumerate().find(|(_, line)| line.contains(text)).expect("it is on the screen");
        let column = line.split(text).next().expect("what stands before it").chars().count();
        self.input(&Input::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: column as u16,
            row: row as u16,
            modifiers: KeyModifiers::NONE,
        }));
    }
}

fn named(name: &str) -> KeyCode {
    match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        other => KeyCode::F(other.trim_start_matches('F').parse().expect("a function key")),
    }
}

#[test]
fn back_returns_to_the_exact_place() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("3<Down><Down><Down><Down>");
    let list = visit.picture();
    visit.script("<Enter>");
    assert_ne!(visit.picture(), list);
    visit.script("1<Esc><Esc>");
    assert_eq!(visit.picture(), list);
}

#[test]
fn a_key_that_does_nothing_says_so() {
    let mut visit = Visit::new(80, 24, Lang::En);
    visit.script("x");
    assert!(visit.picture().contains("This key does nothing here."));
    visit.script("<Esc>");
    assert!(visit.picture().contains("This is the first screen."));
    assert_eq!(visit.effects, [Effect::Bell, Effect::Bell]);
}

#[test]
fn what_is_listed_can_be_clicked() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.click("Членове");
    visit.click("Вид");
    visit.click("Общини");
    assert!(visit.picture().contains("1 от 10"), "{}", visit.picture());
    visit.click("Община Антон");
    assert!(visit.picture().contains("Мегдан › Членове"), "{}", visit.picture());
    visit.click("Мегдан");
    assert!(visit.picture().contains("Най-новото"));
    visit.click("F2 English");
    assert!(visit.picture().contains("Latest news"));
}
