//! A record to take along: its code as large as fits, and the same words beside or below it; without room for a code the
//! words alone. Words that do not fit can be scrolled.

use ratatui::layout::{Position, Rect};

use super::{Frame, Renewed, Request, Screen};
use crate::content::{Id, Slug};
use crate::edition::ReadError;
use crate::text::wrap;
use crate::ui::cursor::{Cursor, Move};
use crate::ui::grid::{Grid, TEXT_WIDTH, split_rows};
use crate::ui::keys::{Binding, Key, Shown, binding};
use crate::ui::paint::Canvas;
use crate::ui::qr::{self, Code, Form, Payload, Weave, is_out_of_reach, payloads};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// Columns between the code and its words.
const GAP: u16 = 3;
/// The words beside a code get at least so many columns, or else stand below it.
const BESIDE: u16 = 20;

/// What the code of a record can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Scroll the words a step.
    Move(Move),
    /// Scroll them by so many lines.
    Scroll(isize),
}

/// The code of a record.
#[derive(Debug)]
pub struct Model {
    id: Id,
    slug: Option<Slug>,
    payloads: Vec<Payload>,
    code: Option<Code>,
    frame: Frame,
    /// The words, broken into lines.
    lines: Vec<(String, Role)>,
    /// The window over the lines; its selected line has no meaning.
    cursor: Cursor,
}

/// All of the screen but its footer.
fn whole(grid: &Grid) -> Rect {
    Rect { y: 0, height: grid.footer.y, ..grid.body }
}

impl Model {
    /// The code of the record `id`; it is made when it is first shown.
    pub fn new(id: Id) -> Self {
        let (payloads, lines) = (Vec::new(), Vec::new());
        Self { id, slug: None, payloads, code: None, frame: Frame::Parts, lines, cursor: Cursor::default() }
    }

    /// The fullest code that fits: below the header, or over the whole screen if that lets it say more.
    fn fit(&mut self, scene: &Scene<'_>) {
        let weave = Weave::of(scene.signs.level);
        let fitting = |room| Code::fitting(self.payloads.iter().map(|payload| &*payload.code), room, weave);
        let said = |code: &Option<Code>| code.as_ref().map_or(usize::MAX, Code::payload);
        let (below, over) = (fitting(scene.grid.body), fitting(whole(&scene.grid)));
        (self.code, self.frame) = if said(&over) < said(&below) { (over, Frame::Whole) } else { (below, Frame::Parts) };
    }

    fn room(&self, grid: &Grid) -> Rect {
        match self.frame {
            Frame::Parts => grid.body,
            Frame::Whole => whole(grid),
        }
    }

    /// Where the code and its words stand: the words left of it, or below it where that is too narrow.
    fn places(&self, grid: &Grid) -> (Rect, Rect) {
        let room = self.room(grid);
        let Some((columns, rows)) = self.code.as_ref().map(Code::size) else { return (Rect::ZERO, room) };
        let beside = room.width.saturating_sub(columns + GAP);
        let code = Rect { x: room.right().saturating_sub(columns), width: columns, height: rows, ..room };
        if beside >= BESIDE {
            let top = u16::from(self.frame == Frame::Whole);
            let words = split_rows(room, top).1;
            return (code, Rect { width: beside.min(TEXT_WIDTH), ..words });
        }
        (Rect { x: room.x, ..code }, split_rows(room, rows).1)
    }

    /// Where the words stand; over the whole screen their last row is left to notes.
    fn words(&self, grid: &Grid) -> Rect {
        let words = self.places(grid).1;
        match self.frame {
            Frame::Parts => words,
            Frame::Whole => Rect { height: words.height.saturating_sub(1), ..words },
        }
    }

    /// What the words say: what the code holds, then how it is read. Without a code the reason for that comes first.
    fn say(&self, scene: &Scene<'_>) -> Result<Vec<(String, Role)>, ReadError> {
        let words = scene.strings.page;
        let width = usize::from(self.words(&scene.grid).width);
        let shown = self.payloads.get(self.code.as_ref().map_or(0, Code::payload));
        let content = shown.into_iter().flat_map(|payload| &payload.lines).enumerate();
        let content = content.map(|(at, line)| (line.as_str(), if at == 0 { Role::Title } else { Role::Text }));
        let mut said: Vec<(&str, Role)> = content.collect();
        if is_out_of_reach(self.id, scene)? {
            said.push((words.no_contact, Role::Note));
        }
        if self.code.is_some() {
            said.push((" ", Role::Text));
            said.extend(shown.map(|payload| (held(payload.form, scene), Role::Note)));
            said.push((words.scan, Role::Note));
        } else {
            let reason =
                if self.is_for_want_of_signs(scene) { words.no_signs_for_code } else { words.no_room_for_code };
            said.splice(0..0, [(reason, Role::Note), (" ", Role::Text)]);
        }
        let broken =
            said.into_iter().flat_map(|(line, role)| wrap(line, width).map(move |part| (part.to_owned(), role)));
        Ok(broken.collect())
    }

    /// Whether only the terminal's characters are in the way of a code.
    fn is_for_want_of_signs(&self, scene: &Scene<'_>) -> bool {
        let codes = self.payloads.iter().map(|payload| &*payload.code);
        Weave::of(scene.signs.level) == Weave::Blanks
            && Code::fitting(codes, whole(&scene.grid), Weave::Halves).is_some()
    }
}

/// What the code is to a telephone, in words.
const fn held(form: Form, scene: &Scene<'_>) -> &'static str {
    let words = scene.strings.page;
    match form {
        Form::Page => words.code_of_page,
        Form::Contact => words.code_of_contact,
        Form::Entry => words.code_of_entry,
        Form::Words => words.code_of_words,
    }
}

impl Screen for Model {
    type Msg = Msg;
    const BINDINGS: &'static [Binding<Msg>] = &[
        binding(&[Key::Up, Key::Char('k')], Msg::Move(Move::Up), |s| s.keys.up, Shown::Help),
        binding(&[Key::Down, Key::Char('j')], Msg::Move(Move::Down), |s| s.keys.down, Shown::Help),
        binding(&[Key::PageUp, Key::Char('.')], Msg::Move(Move::PageUp), |s| s.keys.page_up, Shown::Touch),
        binding(
            &[Key::PageDown, Key::Char('+'), Key::Char(' ')],
            Msg::Move(Move::PageDown),
            |s| s.keys.page_down,
            Shown::Touch,
        ),
        binding(&[Key::Home, Key::Char('g')], Msg::Move(Move::First), |s| s.keys.first, Shown::Help),
        binding(&[Key::End, Key::Char('G')], Msg::Move(Move::Last), |s| s.keys.last, Shown::Help),
    ];

    fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str {
        scene.strings.keys.take_along
    }

    fn offers(&self, _: Msg, _: &Scene<'_>) -> bool {
        self.cursor.window().len() < self.cursor.len()
    }

    fn digit(&self, _: usize) -> Option<Msg> {
        None
    }

    fn hit(&self, _: Position, _: &Scene<'_>) -> Option<Msg> {
        None
    }

    fn wheel(&self, _: Position, rows: isize, _: &Scene<'_>) -> Option<Msg> {
        Some(Msg::Scroll(rows))
    }

    fn update(&mut self, message: Msg, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let page = self.cursor.window().len().saturating_sub(1).max(1) as isize;
        let rows = match message {
            Msg::Scroll(rows) => rows,
            Msg::Move(step) => step.rows(page),
        };
        Ok(if self.cursor.scroll(rows) { Request::Stay } else { Request::end(rows, scene) })
    }

    fn frame(&self) -> Frame {
        self.frame
    }

    /// Notes stand below the words, never in the code.
    fn status_area(&self, scene: &Scene<'_>) -> Rect {
        let (_, words) = self.places(&scene.grid);
        match self.frame {
            Frame::Parts => scene.grid.status,
            Frame::Whole => Rect { y: words.bottom().saturating_sub(1), height: 1.min(words.height), ..words },
        }
    }

    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
        let id = match &self.slug {
            None => Some(self.id),
            Some(slug) => scene.edition.find(slug)?,
        };
        let Some(id) = id else { return Ok(Renewed::Gone) };
        if scene.edition.hidden(id, scene.now)?.is_some() {
            return Ok(Renewed::Gone);
        }
        self.id = id;
        self.slug = Some(scene.edition.card(id)?.slug);
        self.payloads = payloads(id, scene)?;
        self.fit(scene);
        self.lines = self.say(scene)?;
        self.cursor.fit(self.lines.len(), self.words(&scene.grid).height.into());
        Ok(Renewed::Same)
    }

    fn position(&self, scene: &Scene<'_>) -> String {
        let window = self.cursor.window();
        if window.len() == self.cursor.len() || window.is_empty() {
            return String::new();
        }
        (scene.strings.common.position)(window.end, self.cursor.len())
    }

    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        let (place, _) = self.places(&scene.grid);
        if let Some(code) = &self.code {
            qr::draw(code, place.x, place.y, canvas);
        }
        let words = self.words(&scene.grid);
        let seen = self.lines.get(self.cursor.window()).unwrap_or_default();
        for (y, (line, role)) in (words.y..words.bottom()).zip(seen) {
            canvas.text(words.x, y, words.width, line, *role);
        }
    }
}
