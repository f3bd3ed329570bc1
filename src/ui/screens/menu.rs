//! The menu: everything that can be done on the screen below it, one thing a row, for a pointer, for digits and for arrows
//! alike. Made from the tables of bindings; never does anything itself.

use ratatui::layout::{Position, Rect};

use super::help::Line;
use super::{Renewed, Request, Screen};
use crate::edition::ReadError;
use crate::ui::cursor::{Cursor, Move};
use crate::ui::grid::{Grid, split_rows};
use crate::ui::handle::{self, State};
use crate::ui::heading;
use crate::ui::keys::{Binding, Key, Shown, binding, cap};
use crate::ui::paint::Canvas;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// A row is at most so wide: name and key must be seen together.
const WIDTH: u16 = 44;
/// Columns of a handle with the air behind it.
const HANDLE: u16 = handle::WIDTH + 1;

/// What the menu can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Go a step.
    Move(Move),
    /// Do what is selected.
    Choose,
    /// Do what stands in this row, counted from 0.
    Row(usize),
    /// Do what has this digit.
    Digit(usize),
    /// Move the window by so many rows.
    Scroll(isize),
}

/// The menu.
#[derive(Debug)]
pub struct Model {
    lines: Vec<Line>,
    cursor: Cursor,
}

/// Where things stand.
struct Areas {
    title: Rect,
    rows: Rect,
    pitch: u16,
}

impl Model {
    /// A menu of what these keys do on the screen below.
    pub fn new(lines: Vec<Line>) -> Self {
        Self { lines, cursor: Cursor::default() }
    }

    fn areas(&self, grid: &Grid) -> Areas {
        let (title, rest) = split_rows(grid.body, 1);
        let air = u16::from(grid.body.height >= 12);
        let rows = split_rows(rest, air).1;
        let roomy = rows.height >= self.lines.len() as u16 * 2;
        let pitch = grid.ease.pitch().max(if roomy { 2 } else { 1 });
        Areas { title, rows: Rect { width: rows.width.min(WIDTH), ..rows }, pitch }
    }

    fn choose(&mut self, row: usize) -> Request {
        self.cursor.select(row);
        let key = self.lines.get(row).and_then(|line| line.keys.first());
        key.map_or(Request::Stay, |key| Request::Press(*key))
    }
}

impl Areas {
    fn page(&self) -> usize {
        // The air behind the last one may be missing.
        usize::from(self.rows.height.div_ceil(self.pitch))
    }
}

impl Screen for Model {
    type Msg = Msg;
    const BINDINGS: &'static [Binding<Msg>] = &[
        binding(&[Key::Enter, Key::Char(' ')], Msg::Choose, |s| s.keys.choose, Shown::Footer(0)),
        binding(&[Key::Digits], Msg::Digit(1), |s| s.keys.row_by_number, Shown::Help),
        binding(&[Key::Char('+')], Msg::Move(Move::Further), |s| s.keys.further, Shown::Help),
        binding(&[Key::Char('.')], Msg::Move(Move::Nearer), |s| s.keys.nearer, Shown::Help),
        binding(&[Key::Up, Key::Char('k')], Msg::Move(Move::Up), |s| s.keys.up, Shown::Help),
        binding(&[Key::Down, Key::Char('j')], Msg::Move(Move::Down), |s| s.keys.down, Shown::Help),
        binding(&[Key::PageUp], Msg::Move(Move::PageUp), |s| s.keys.page_up, Shown::Touch),
        binding(&[Key::PageDown], Msg::Move(Move::PageDown), |s| s.keys.page_down, Shown::Touch),
        binding(&[Key::Home, Key::Char('g')], Msg::Move(Move::First), |s| s.keys.first, Shown::Help),
        binding(&[Key::End, Key::Char('G')], Msg::Move(Move::Last), |s| s.keys.last, Shown::Help),
    ];

    fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str {
        scene.strings.keys.menu
    }

    fn offers(&self, message: Msg, _: &Scene<'_>) -> bool {
        let all = self.cursor.window().len() == self.cursor.len();
        !(all && matches!(message, Msg::Move(Move::PageUp | Move::PageDown)))
    }

    fn digit(&self, digit: usize) -> Option<Msg> {
        Some(Msg::Digit(digit))
    }

    fn hit(&self, at: Position, scene: &Scene<'_>) -> Option<Msg> {
        let areas = self.areas(&scene.grid);
        let line = areas.rows.contains(at).then(|| usize::from((at.y - areas.rows.y) / areas.pitch))?;
        let row = self.cursor.window().start + line;
        self.cursor.window().contains(&row).then_some(Msg::Row(row))
    }

    fn wheel(&self, _: Position, rows: isize, _: &Scene<'_>) -> Option<Msg> {
        Some(Msg::Scroll(rows))
    }

    fn update(&mut self, message: Msg, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let (moved, rows) = match message {
            Msg::Choose => return Ok(self.choose(self.cursor.selected())),
            Msg::Row(row) => return Ok(self.choose(row)),
            Msg::Digit(digit) => {
                let row = self.cursor.by_digit(digit);
                return Ok(row.map_or_else(|| Request::no_number(digit, scene), |row| self.choose(row)));
            }
            Msg::Scroll(rows) => (self.cursor.scroll(rows), rows),
            Msg::Move(step) => (self.cursor.step(step), step.rows(1)),
        };
        Ok(if moved { Request::Stay } else { Request::end(rows, scene) })
    }

    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
        self.cursor.fit(self.lines.len(), self.areas(&scene.grid).page());
        Ok(Renewed::Same)
    }

    fn position(&self, scene: &Scene<'_>) -> String {
        (scene.strings.common.position)(self.cursor.selected() + 1, self.cursor.len())
    }

    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        let areas = self.areas(&scene.grid);
        heading::one_row(scene.strings.keys.menu, areas.title, scene, canvas);
        for (line, row) in self.cursor.window().enumerate() {
            let Some(choice) = self.lines.get(row) else { break };
            let area = Rect { y: areas.rows.y + line as u16 * areas.pitch, height: 1, ..areas.rows };
            let state = State::of(row, self.cursor.selected());
            handle::draw(canvas, area, self.cursor.digit_of(row), state);
            let keys: Vec<_> = choice.keys.iter().map(|key| cap(*key, scene.signs, scene.strings)).collect();
            let used = canvas.text_right(area.right(), area.y, area.width / 2, &keys.join("  "), Role::Muted);
            let role = if state == State::Selected { Role::Title } else { Role::Text };
            let room = area.width.saturating_sub(HANDLE + used + 1);
            canvas.text(area.x + HANDLE, area.y, room, (choice.label)(scene.strings), role);
        }
    }
}
