//! The map of the towns: where the organisations are, north up, each town with the number of its organisations. It keeps
//! the filters of the directory it was opened from, and says how many organisations are not on it because nobody knows
//! the coordinates of their town. Never shows a town without an organisation.

use std::cmp::Reverse;

use ratatui::layout::{Position, Rect};

mod frame;
mod view;

use frame::Frame;

use super::{Place, Renewed, Request, Screen};
use crate::content::{Coordinates, Kind, Organisation, OrganisationType};
use crate::edition::{ReadError, Selection};
use crate::text::Lang;
use crate::ui::cursor::{Cursor, Move};
use crate::ui::grid::{Grid, split_columns, split_rows};
use crate::ui::keys::{Binding, Key, Shown, binding};
use crate::ui::paint::Canvas;
use crate::ui::records::parts;
use crate::ui::scene::Scene;

/// At most so many towns are looked at: a map with more could not be read.
const MOST_TOWNS: usize = 60;
/// At most so many organisations of a town are asked for their coordinates.
const ASKED: usize = 4;
/// The list of towns is so wide.
const LIST: u16 = 28;
/// A narrower body has room for the list alone.
const MAP_FROM: u16 = 60;

/// What the map can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Go a step in the list of towns.
    Move(Move),
    /// Show the organisations of the selected town.
    Open,
    /// Show the organisations of this town, counted from 0.
    Town(usize),
    /// The town with this digit.
    Digit(usize),
}

/// A town with organisations.
#[derive(Debug)]
struct Town {
    /// What a selection knows it by.
    key: String,
    name: String,
    count: u32,
    at: Coordinates,
}

/// The map.
#[derive(Debug)]
pub struct Model {
    /// Whose towns: the filters of the directory, without its place and letter.
    selection: Selection,
    /// Those filters in words.
    filters: String,
    towns: Vec<Town>,
    /// How many organisations are not on the map.
    elsewhere: u32,
    cursor: Cursor,
}

/// Where things stand.
struct Areas {
    title: Rect,
    map: Option<Rect>,
    list: Rect,
    /// Rows that a town takes in the list.
    pitch: u16,
    /// The line below the list.
    note: Rect,
}

fn areas(grid: &Grid) -> Areas {
    let (title, rest) = split_rows(grid.body, 1);
    let (_, rest) = split_rows(rest, 1);
    let (map, side) = if rest.width < MAP_FROM {
        (None, rest)
    } else {
        let (map, side) = split_columns(rest, LIST);
        (Some(map), side)
    };
    let (list, note) = split_rows(side, side.height.saturating_sub(1));
    let pitch = if list.height >= 6 { grid.ease.pitch() } else { 1 };
    Areas { title, map, list, pitch, note }
}

impl Model {
    /// The map of what `selection` selects, whatever its place and letter.
    pub fn new(selection: Selection) -> Self {
        let selection = Selection { place: None, letter: None, ..selection };
        Self { selection, filters: String::new(), towns: Vec::new(), elsewhere: 0, cursor: Cursor::default() }
    }

    fn read(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        self.selection.lang = scene.lang;
        let whole = self.selection == Selection::all(Kind::Organisation, scene.lang);
        let all = scene.edition.list(&self.selection, scene.now)?.len() as u32;
        self.towns.clear();
        for (place, count) in scene.edition.facets(Kind::Organisation).places.iter().take(MOST_TOWNS) {
            let key = place.any(Lang::Bg).clone();
            let there = Selection { place: Some(key.clone()), ..self.selection.clone() };
            let count = if whole { *count } else { scene.edition.list(&there, scene.now)?.len() as u32 };
            if count > 0
                && let Some(at) = coordinates(&key, scene)?
            {
                self.towns.push(Town { key, name: place.any(scene.lang).clone(), count, at });
            }
        }
        self.towns.sort_by_cached_key(|town| crate::text::sort_key(&town.name, scene.lang));
        self.elsewhere = all.saturating_sub(self.towns.iter().map(|town| town.count).sum());
        self.filters = filters(&self.selection, scene)?;
        Ok(())
    }

    fn frame(&self, map: Rect) -> Option<Frame> {
        let places: Vec<Coordinates> = self.towns.iter().map(|town| town.at).collect();
        Frame::around(&places, map)
    }

    /// The cells of the towns' marks on the map, town by town.
    fn marks(&self, frame: &Frame) -> Vec<Position> {
        self.towns.iter().map(|town| frame.place(town.at)).collect()
    }

    /// Where the towns' names stand: the selected one's has the first choice, then those with most organisations.
    fn labels(&self, marks: &[Position], map: Rect) -> Vec<Option<Rect>> {
        let names: Vec<&str> = self.towns.iter().map(|town| town.name.as_str()).collect();
        let mut order: Vec<usize> = (0..names.len()).collect();
        let selected = self.cursor.selected();
        order.sort_by_key(|town| (*town != selected, Reverse(self.towns.get(*town).map(|town| town.count))));
        frame::labels(marks, &names, &order, map)
    }

    fn open(&mut self, town: usize) -> Request {
        self.cursor.select(town);
        let town = self.towns.get(self.cursor.selected());
        let there = town.map(|town| Selection { place: Some(town.key.clone()), ..self.selection.clone() });
        there.map_or(Request::Stay, |there| Request::Open(Place::Directory(Box::new(there))))
    }
}

/// The filters that are set, in words; nothing if none is.
fn filters(selection: &Selection, scene: &Scene<'_>) -> Result<String, ReadError> {
    let type_ = selection.type_.map(|type_| (scene.strings.names.types)(type_).to_owned());
    let sector = selection.sector.as_ref().map(|name| parts::sector(name, scene));
    let cluster = selection.cluster.as_ref().map(|slug| parts::short_name(slug, scene)).transpose()?;
    let set: Vec<String> = [type_, sector, cluster].into_iter().flatten().collect();
    Ok(set.join(" · "))
}

/// The coordinates of a town: of its municipality, or else of the first of its organisations that has some.
fn coordinates(place: &str, scene: &Scene<'_>) -> Result<Option<Coordinates>, ReadError> {
    let town = Selection { place: Some(place.to_owned()), ..Selection::all(Kind::Organisation, scene.lang) };
    let hall = Selection { type_: Some(OrganisationType::Municipality), ..town.clone() };
    for selection in [hall, town] {
        let list = scene.edition.list(&selection, scene.now)?;
        for id in scene.edition.ids(&list, 0..list.len().min(ASKED))? {
            let organisation: Organisation = scene.edition.record(id)?;
            if organisation.coordinates.is_some() {
                return Ok(organisation.coordinates);
            }
        }
    }
    Ok(None)
}

impl Screen for Model {
    type Msg = Msg;
    const BINDINGS: &'static [Binding<Msg>] = &[
        binding(&[Key::Enter], Msg::Open, |s| s.keys.open, Shown::Footer(0)),
        binding(&[Key::Up, Key::Char('k')], Msg::Move(Move::Up), |s| s.keys.up, Shown::Help),
        binding(&[Key::Down, Key::Char('j')], Msg::Move(Move::Down), |s| s.keys.down, Shown::Help),
        binding(&[Key::PageUp], Msg::Move(Move::PageUp), |s| s.keys.page_up, Shown::Touch),
        binding(&[Key::PageDown, Key::Char(' ')], Msg::Move(Move::PageDown), |s| s.keys.page_down, Shown::Touch),
        binding(&[Key::Home, Key::Char('g')], Msg::Move(Move::First), |s| s.keys.first, Shown::Help),
        binding(&[Key::End, Key::Char('G')], Msg::Move(Move::Last), |s| s.keys.last, Shown::Help),
        binding(&[Key::Digits], Msg::Digit(1), |s| s.keys.row_by_number, Shown::Help),
        binding(&[Key::Char('+')], Msg::Move(Move::Further), |s| s.keys.further, Shown::Help),
        binding(&[Key::Char('.')], Msg::Move(Move::Nearer), |s| s.keys.nearer, Shown::Help),
    ];

    fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str {
        scene.strings.map.title
    }

    fn offers(&self, message: Msg, _: &Scene<'_>) -> bool {
        message != Msg::Open || !self.towns.is_empty()
    }

    fn digit(&self, digit: usize) -> Option<Msg> {
        Some(Msg::Digit(digit))
    }

    fn hit(&self, at: Position, scene: &Scene<'_>) -> Option<Msg> {
        let areas = areas(&scene.grid);
        if areas.list.contains(at) {
            let town = self.cursor.window().start + usize::from((at.y - areas.list.y) / areas.pitch);
            return self.cursor.window().contains(&town).then_some(Msg::Town(town));
        }
        let map = areas.map?;
        let marks = self.marks(&self.frame(map)?);
        let labels = self.labels(&marks, map);
        // A name counts as its town, and so do the cells next to a mark: a finger is wider than one.
        let named = labels.iter().position(|label| label.is_some_and(|label| label.contains(at)));
        let near = |mark: &Position| mark.y == at.y && mark.x.abs_diff(at.x) <= 1;
        named.or_else(|| marks.iter().position(near)).map(Msg::Town)
    }

    fn wheel(&self, _: Position, rows: isize, _: &Scene<'_>) -> Option<Msg> {
        Some(Msg::Move(if rows < 0 { Move::Up } else { Move::Down }))
    }

    fn update(&mut self, message: Msg, scene: &Scene<'_>) -> Result<Request, ReadError> {
        Ok(match message {
            Msg::Move(step) if self.cursor.step(step) => Request::Stay,
            Msg::Move(step) => Request::end(step.rows(1), scene),
            Msg::Open => self.open(self.cursor.selected()),
            Msg::Town(town) => self.open(town),
            Msg::Digit(digit) => match self.cursor.by_digit(digit) {
                Some(town) => self.open(town),
                None => Request::no_number(digit, scene),
            },
        })
    }

    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
        let selected = self.towns.get(self.cursor.selected()).map(|town| town.key.clone());
        self.read(scene)?;
        let Areas { list, pitch, .. } = areas(&scene.grid);
        self.cursor.fit(self.towns.len(), list.height.div_ceil(pitch).into());
        let row = selected.and_then(|key| self.towns.iter().position(|town| town.key == key));
        self.cursor.select(row.unwrap_or(self.cursor.selected()));
        Ok(Renewed::Same)
    }

    fn position(&self, scene: &Scene<'_>) -> String {
        if self.towns.is_empty() {
            return String::new();
        }
        (scene.strings.common.position)(self.cursor.selected() + 1, self.cursor.len())
    }

    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        self.draw(scene, canvas);
    }
}
