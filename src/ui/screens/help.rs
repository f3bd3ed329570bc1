//! The help page: what each key does on the screen one came from and everywhere, made from the tables of bindings. Never
//! says anything that is not in a table.

use ratatui::layout::{Position, Rect};

use super::{Renewed, Request, Screen};
use crate::edition::ReadError;
use crate::ui::cursor::{Cursor, Move};
use crate::ui::document::{self, Block, Document, Fact, Piece, Room, Sheet, lay_out};
use crate::ui::grid::{Grid, TEXT_WIDTH, split_rows};
use crate::ui::heading;
use crate::ui::keys::{Binding, Key, LabelOf, Shown, binding, cap};
use crate::ui::paint::Canvas;
use crate::ui::scene::Scene;

/// Keys and what they do.
#[derive(Clone, Debug)]
pub struct Line {
    /// The keys, the best known first.
    pub keys: Vec<Key>,
    /// What they do.
    pub label: LabelOf,
}

impl Line {
    /// The line of a binding.
    pub fn of<M>(binding: &Binding<M>) -> Self {
        Self { keys: binding.keys.to_vec(), label: binding.label }
    }
}

/// What the help page can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Scroll a step.
    Move(Move),
    /// Scroll by so many lines.
    Scroll(isize),
}

/// The help page.
#[derive(Debug)]
pub struct Model {
    own: Vec<Line>,
    global: Vec<Line>,
    document: Document,
    /// The window over the lines; its selected line has no meaning.
    cursor: Cursor,
}

fn areas(grid: &Grid) -> (Rect, Rect) {
    let (head, rest) = split_rows(grid.body, 1);
    let (_, rest) = split_rows(rest, 1);
    (head, Rect { width: rest.width.min(TEXT_WIDTH), ..rest })
}

impl Model {
    /// The help on these bindings of a screen, and of the root.
    pub fn new(own: Vec<Line>, global: Vec<Line>) -> Self {
        Self { own, global, document: Document::default(), cursor: Cursor::default() }
    }
}

fn facts(lines: &[Line], scene: &Scene<'_>) -> Block {
    let keys = |line: &Line| line.keys.iter().map(|key| cap(*key, scene.signs, scene.strings)).collect::<Vec<_>>();
    let fact =
        |line: &Line| Fact { label: keys(line).join("  "), value: vec![Piece::text((line.label)(scene.strings))] };
    Block::Facts(lines.iter().map(fact).collect())
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
        scene.strings.help.title
    }

    fn offers(&self, _: Msg, _: &Scene<'_>) -> bool {
        true
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
        let page = self.cursor.window().len().saturating_sub(1) as isize;
        let rows = match message {
            Msg::Scroll(rows) => rows,
            Msg::Move(step) => step.rows(page),
        };
        Ok(if self.cursor.scroll(rows) { Request::Stay } else { Request::end(rows, scene) })
    }

    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
        let words = scene.strings.help;
        let main = vec![
            Block::Heading(words.here.to_owned()),
            facts(&self.own, scene),
            Block::Heading(words.everywhere.to_owned()),
            facts(&self.global, scene),
            Block::Paragraph(vec![Piece::text(words.layouts)]),
            Block::Heading(words.keypad.to_owned()),
            Block::Paragraph(vec![Piece::text(words.keypad_text)]),
            Block::Heading(words.pointer.to_owned()),
            Block::Paragraph(vec![Piece::text(words.pointer_text)]),
        ];
        let (_, text) = areas(&scene.grid);
        let sheet = Sheet { title: words.title.to_owned(), text: main, ..Sheet::default() };
        let ease = scene.grid.ease.unpressed();
        self.document = lay_out(&sheet, Room::column(text.width), scene.signs).eased(ease, text.width);
        self.cursor.fit(self.document.lines.len(), usize::from(text.height));
        Ok(Renewed::Same)
    }

    fn position(&self, scene: &Scene<'_>) -> String {
        let window = self.cursor.window();
        if window.len() == self.cursor.len() {
            return String::new();
        }
        (scene.strings.common.position)(window.end, self.cursor.len())
    }

    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        let (head, text) = areas(&scene.grid);
        heading::one_row(scene.strings.help.title, head, scene, canvas);
        document::draw(canvas, text, &self.document.lines, self.cursor.window().start, None);
    }
}
