//! A list of records of one kind: filters, the index of letters, rows, and from 100 columns a preview beside them.
//! What is particular to a kind is in its [`Shelf`]. Holds the rows in sight and no others, however long the list is.

mod areas;
mod chooser;
mod reading;
mod view;

use ratatui::layout::Position;

use self::areas::{Areas, areas};
use self::chooser::Chooser;
use self::view::letter_keys;
use super::among::Among;
use super::{Place, Renewed, Request, Screen};
use crate::content::{Id, Kind, Slug};
use crate::edition::{Facets, List, ReadError, Selection, Time};
use crate::text::Lang;
use crate::ui::cursor::{Cursor, Move};
use crate::ui::document::Document;
use crate::ui::handle;
use crate::ui::heading::Heading;
use crate::ui::keys::{Binding, Key, Shown, binding};
use crate::ui::paint::Canvas;
use crate::ui::records::{Filter, Shelf, shelf};
use crate::ui::scene::Scene;

/// What a list can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Go a step; in the choice of a filter's values if that is open.
    Move(Move),
    /// Move the window by so many rows.
    Scroll(isize),
    /// Open the selected record, or take the selected value.
    Open,
    /// Open (take) what stands in this line of the window, counted from 0.
    Line(usize),
    /// Open (take) the row with this digit.
    Digit(usize),
    /// Choose a value for a filter.
    Choose(Filter),
    /// Leave the choice as it was.
    Close,
    /// Only names under this letter; all if there is none.
    Letter(Option<char>),
    /// The letter after the chosen one.
    NextLetter,
    /// The letter before it.
    PreviousLetter,
    /// Drop all filters.
    ShowAll,
    /// Show the towns of the organisations on the map.
    Map,
}

/// A row in sight.
#[derive(Clone, Debug)]
struct Row {
    id: Id,
    slug: Slug,
    cells: Vec<String>,
    /// What stands below it where there is room.
    below: String,
    /// The language it is in, if that is not the visitor's.
    foreign: Option<Lang>,
}

/// A filter with the name of its value; no name if it is not set.
#[derive(Clone, Debug)]
struct Chip {
    filter: Filter,
    value: Option<String>,
}

/// A list.
#[derive(Debug)]
pub struct Model {
    shelf: &'static Shelf,
    selection: Selection,
    list: Option<List>,
    cursor: Cursor,
    rows: Vec<Row>,
    /// Which rows of the list those are.
    held: std::ops::Range<usize>,
    chips: Vec<Chip>,
    /// The index letters that lead somewhere with the filters that are set.
    letters: Vec<char>,
    /// The keys that go through them, as they are shown.
    letter_keys: String,
    preview: Option<Document>,
    chooser: Option<Chooser>,
    heading: Heading,
}

impl Model {
    /// The list of all records of `kind`; it is read when it is first shown.
    pub fn new(kind: Kind) -> Self {
        Self::of(Selection::all(kind, Lang::Bg))
    }

    /// What `selection` selects.
    pub fn of(selection: Selection) -> Self {
        Self {
            shelf: shelf(selection.kind),
            selection,
            list: None,
            cursor: Cursor::default(),
            rows: Vec::new(),
            held: 0..0,
            chips: Vec::new(),
            letters: Vec::new(),
            letter_keys: String::new(),
            preview: None,
            chooser: None,
            heading: Heading::default(),
        }
    }

    fn facets<'a>(&self, scene: &Scene<'a>) -> &'a Facets {
        scene.edition.facets(self.shelf.kind)
    }

    const fn is_filtered(&self) -> bool {
        let selection = &self.selection;
        selection.cluster.is_some()
            || selection.type_.is_some()
            || selection.sector.is_some()
            || selection.place.is_some()
            || selection.letter.is_some()
            || !matches!(selection.time, Time::All)
    }

    fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor.selected().checked_sub(self.held.start)?)
    }

    /// Selects what `change` selects, and reads what comes into sight.
    fn go(
        &mut self,
        rows: isize,
        scene: &Scene<'_>,
        change: impl FnOnce(&mut Cursor) -> bool,
    ) -> Result<Request, ReadError> {
        if let Some(chooser) = &mut self.chooser {
            return Ok(if change(&mut chooser.cursor) { Request::Stay } else { Request::end(rows, scene) });
        }
        let before = self.cursor;
        if !change(&mut self.cursor) {
            return Ok(Request::end(rows, scene));
        }
        let areas = areas(self, &scene.grid);
        self.show_in(areas.preview, scene)?;
        Ok(self.moved(&before, &areas))
    }

    /// What looks different from when the cursor was `before`.
    fn moved(&self, before: &Cursor, areas: &Areas) -> Request {
        let window = self.cursor.window();
        if window != before.window() || self.cursor.first_digit() != before.first_digit() {
            return Request::Stay;
        }
        let rows = [before, &self.cursor].map(|cursor| areas.row(cursor.selected() - window.start));
        Request::Redraw(match areas.preview {
            // The selected name stands out then.
            Some(preview) => rows.into_iter().chain([preview]).collect(),
            None => rows.map(handle::area).into(),
        })
    }

    fn open(&mut self, scene: &Scene<'_>) -> Result<Request, ReadError> {
        if self.chooser.is_some() {
            return self.take(scene);
        }
        let row = self.cursor.selected();
        let place = self
            .selected()
            .map(|selected| Place::Record(selected.id, self.list.clone().map(|list| (Among::List(list), row))));
        Ok(place.map_or(Request::Stay, Request::Open))
    }

    fn line(&mut self, line: usize, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let cursor = self.chooser.as_mut().map_or(&mut self.cursor, |chooser| &mut chooser.cursor);
        let row = cursor.window().start + line;
        if !cursor.window().contains(&row) {
            return Ok(Request::Stay);
        }
        cursor.select(row);
        self.show(scene)?;
        self.open(scene)
    }

    fn digit_typed(&mut self, digit: usize, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let cursor = self.chooser.as_ref().map_or(&self.cursor, |chooser| &chooser.cursor);
        match cursor.by_digit(digit) {
            Some(row) => self.line(row - cursor.window().start, scene),
            None => Ok(Request::no_number(digit, scene)),
        }
    }

    fn letter(&mut self, letter: Option<char>, scene: &Scene<'_>) -> Result<Request, ReadError> {
        self.selection.letter = letter;
        self.chooser = None;
        self.relist(None, scene)?;
        Ok(Request::Stay)
    }

    /// The letter `step` places on; before the first and behind the last are all letters.
    fn neighbour(&self, step: isize) -> Option<char> {
        let at = self.selection.letter.and_then(|letter| self.letters.iter().position(|other| *other == letter));
        let places = self.letters.len() as isize + 1;
        let place = (at.map_or(0, |at| at as isize + 1) + step).rem_euclid(places);
        usize::try_from(place - 1).ok().and_then(|place| self.letters.get(place)).copied()
    }

    fn show_all(&mut self, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let slug = self.selected().map(|row| row.slug.clone());
        self.selection = Selection::all(self.shelf.kind, scene.lang);
        self.chooser = None;
        self.relist(slug.as_ref(), scene)?;
        Ok(Request::Stay)
    }
}

impl Screen for Model {
    type Msg = Msg;
    const BINDINGS: &'static [Binding<Msg>] = &[
        binding(&[Key::Enter, Key::Char(' ')], Msg::Open, |s| s.keys.open, Shown::Footer(0)),
        binding(&[Key::Escape], Msg::Close, |s| s.keys.back, Shown::Help),
        binding(&[Key::Char('m')], Msg::Map, |s| s.keys.map, Shown::Footer(3)),
        binding(&[Key::Char('0')], Msg::ShowAll, |s| s.keys.show_all, Shown::Footer(2)),
        binding(&[Key::Up, Key::Char('k')], Msg::Move(Move::Up), |s| s.keys.up, Shown::Help),
        binding(&[Key::Down, Key::Char('j')], Msg::Move(Move::Down), |s| s.keys.down, Shown::Help),
        binding(&[Key::PageUp, Key::Ctrl('b')], Msg::Move(Move::PageUp), |s| s.keys.page_up, Shown::Touch),
        binding(&[Key::PageDown, Key::Ctrl('f')], Msg::Move(Move::PageDown), |s| s.keys.page_down, Shown::Touch),
        binding(&[Key::Home, Key::Char('g')], Msg::Move(Move::First), |s| s.keys.first, Shown::Help),
        binding(&[Key::End, Key::Char('G')], Msg::Move(Move::Last), |s| s.keys.last, Shown::Help),
        binding(&[Key::Digits], Msg::Digit(1), |s| s.keys.row_by_number, Shown::Help),
        binding(&[Key::Char('+')], Msg::Move(Move::Further), |s| s.keys.further, Shown::Help),
        binding(&[Key::Char('.')], Msg::Move(Move::Nearer), |s| s.keys.nearer, Shown::Help),
        binding(&[Key::Char('w')], Msg::Choose(Filter::Time), |s| s.keys.by_time, Shown::Menu),
        binding(&[Key::Char('t')], Msg::Choose(Filter::Type), |s| s.keys.by_type, Shown::Menu),
        binding(&[Key::Char('s')], Msg::Choose(Filter::Sector), |s| s.keys.by_sector, Shown::Menu),
        binding(&[Key::Char('p')], Msg::Choose(Filter::Place), |s| s.keys.by_place, Shown::Menu),
        binding(&[Key::Char('c')], Msg::Choose(Filter::Cluster), |s| s.keys.by_cluster, Shown::Menu),
        binding(&[Key::Left, Key::Char('h')], Msg::PreviousLetter, |s| s.keys.previous_letter, Shown::Menu),
        binding(&[Key::Right, Key::Char('l')], Msg::NextLetter, |s| s.keys.next_letter, Shown::Menu),
    ];

    fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str {
        (scene.strings.names.section)(self.shelf.kind)
    }

    fn offers(&self, message: Msg, _: &Scene<'_>) -> bool {
        match message {
            Msg::Choose(filter) => self.shelf.filters.contains(&filter),
            Msg::NextLetter | Msg::PreviousLetter | Msg::Letter(_) => self.letters.len() > 1,
            Msg::Close => self.chooser.is_some(),
            Msg::ShowAll => self.is_filtered(),
            Msg::Map => self.shelf.kind == Kind::Organisation,
            Msg::Open => self.chooser.is_some() || !self.cursor.is_empty(),
            Msg::Move(_) | Msg::Scroll(_) | Msg::Line(_) | Msg::Digit(_) => true,
        }
    }

    fn digit(&self, digit: usize) -> Option<Msg> {
        Some(Msg::Digit(digit))
    }

    fn hit(&self, at: Position, scene: &Scene<'_>) -> Option<Msg> {
        let areas: Areas = areas(self, &scene.grid);
        let chip = areas.chips.iter().find(|(_, area)| area.contains(at)).map(|(filter, _)| Msg::Choose(*filter));
        let letter = areas.letters.iter().find(|(_, area)| area.contains(at)).map(|(letter, _)| Msg::Letter(*letter));
        let preview = areas.preview.filter(|area| area.contains(at)).map(|_| Msg::Open);
        let keys = areas.letter_keys.contains(at).then_some(Msg::NextLetter);
        chip.or(letter).or(keys).or_else(|| areas.line_at(at).map(Msg::Line)).or(preview)
    }

    fn wheel(&self, _: Position, rows: isize, _: &Scene<'_>) -> Option<Msg> {
        Some(Msg::Scroll(rows))
    }

    fn update(&mut self, message: Msg, scene: &Scene<'_>) -> Result<Request, ReadError> {
        match message {
            Msg::Move(step) => self.go(step.rows(1), scene, |cursor| cursor.step(step)),
            Msg::Scroll(rows) => self.go(rows, scene, |cursor| cursor.scroll(rows)),
            Msg::Open => self.open(scene),
            Msg::Line(line) => self.line(line, scene),
            Msg::Digit(digit) => self.digit_typed(digit, scene),
            Msg::Choose(filter) => self.choose(filter, scene),
            Msg::Close => {
                self.chooser = None;
                Ok(Request::Stay)
            }
            Msg::Letter(letter) => self.letter(letter, scene),
            Msg::NextLetter => self.letter(self.neighbour(1), scene),
            Msg::PreviousLetter => self.letter(self.neighbour(-1), scene),
            Msg::ShowAll => self.show_all(scene),
            Msg::Map => Ok(Request::Open(Place::Map(Box::new(self.selection.clone())))),
        }
    }

    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
        let slug = self.selected().map(|row| row.slug.clone());
        if self.list.is_none() {
            self.first_selection(scene)?;
        } else if self.selection.lang != scene.lang {
            // A letter of one alphabet is none of the other.
            self.selection.letter = None;
            self.selection.lang = scene.lang;
        }
        self.letter_keys = letter_keys(scene);
        self.heading = Heading::new(self.name(scene), scene.grid.body.width, (1, scene.grid.body.height / 3), scene);
        self.relist(slug.as_ref(), scene)?;
        if let Some(filter) = self.chooser.as_ref().map(|chooser| chooser.filter) {
            self.choose(filter, scene)?;
        }
        Ok(Renewed::Same)
    }

    fn rest(&mut self) {
        self.preview = None;
    }

    fn position(&self, scene: &Scene<'_>) -> String {
        let cursor = self.chooser.as_ref().map_or(&self.cursor, |chooser| &chooser.cursor);
        if cursor.is_empty() {
            return String::new();
        }
        (scene.strings.common.position)(cursor.selected() + 1, cursor.len())
    }

    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        view::view(self, scene, canvas);
    }
}
