//! The map of the towns: where the organisations are, north up, each town with the number of its organisations. Only
//! towns of which some organisation's coordinates are known are on it; all others are in the directory.

use ratatui::layout::{Position, Rect};

use super::{Place, Renewed, Request, Screen};
use crate::content::{Coordinates, Kind, Organisation, OrganisationType};
use crate::edition::{ReadError, Selection};
use crate::ui::cursor::{Cursor, Move};
use crate::ui::grid::{Grid, gutter, split_columns, split_rows};
use crate::ui::handle::{self, State};
use crate::ui::keys::{Binding, Key, LabelOf, Shown};
use crate::ui::paint::{Canvas, text_columns};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// At most so many towns are looked at: a map with more could not be read.
const MOST_TOWNS: usize = 60;
/// At most so many organisations of a town are asked for their coordinates.
const ASKED: usize = 4;
/// The list of towns is so wide.
const LIST: u16 = 28;
/// A narrower body has room for the list alone.
const MAP_FROM: u16 = 60;
/// A cell is about twice as high as it is wide.
const CELL_HEIGHT: f64 = 2.0;
/// Kilometres of a degree of latitude.
const DEGREE: f64 = 111.2;

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
#[derive(Debug, Default)]
pub struct Model {
    towns: Vec<Town>,
    cursor: Cursor,
}

/// Where things stand.
struct Areas {
    title: Rect,
    map: Option<Rect>,
    list: Rect,
}

fn areas(grid: &Grid) -> Areas {
    let (title, rest) = split_rows(grid.body, 1);
    let (_, rest) = split_rows(rest, 1);
    if rest.width < MAP_FROM {
        return Areas { title, map: None, list: rest };
    }
    let (map, list) = split_columns(rest, LIST);
    Areas { title, map: Some(map), list }
}

impl Model {
    fn read(scene: &Scene<'_>) -> Result<Vec<Town>, ReadError> {
        let mut towns = Vec::new();
        for (place, count) in scene.edition.facets(Kind::Organisation).places.iter().take(MOST_TOWNS) {
            let key = place.any(crate::text::Lang::Bg).clone();
            if let Some(at) = coordinates(&key, scene)? {
                towns.push(Town { key, name: place.any(scene.lang).clone(), count: *count, at });
            }
        }
        towns.sort_by_cached_key(|town| crate::text::sort_key(&town.name, scene.lang));
        Ok(towns)
    }

    /// The cells of the towns' marks on the map, town by town.
    fn marks(&self, map: Rect) -> Vec<Position> {
        let Some(frame) = Frame::around(&self.towns, map) else { return Vec::new() };
        self.towns.iter().map(|town| frame.place(town.at)).collect()
    }

    fn open(&mut self, town: usize) -> Request {
        self.cursor.select(town);
        let place = self.towns.get(self.cursor.selected()).map(|town| Place::Town(town.key.clone()));
        place.map_or(Request::Stay, Request::Open)
    }
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

/// How degrees become cells.
struct Frame {
    map: Rect,
    west: f64,
    north: f64,
    /// Columns to a degree of longitude, rows to a degree of latitude.
    columns: f64,
    rows: f64,
    /// Empty columns and rows before the picture, which stands in the middle.
    offset: (f64, f64),
}

impl Frame {
    /// The frame that shows all `towns` in `map` as large as their shape allows; nothing without towns or room.
    fn around(towns: &[Town], map: Rect) -> Option<Self> {
        if map.width < 8 || map.height < 4 {
            return None;
        }
        let degrees = |millionths: i32| f64::from(millionths) / 1e6;
        let bounds = |of: fn(&Coordinates) -> i32| {
            let values = || towns.iter().map(|town| of(&town.at));
            Some((degrees(values().min()?), degrees(values().max()?)))
        };
        let (south, north) = bounds(|at| at.latitude)?;
        let (west, east) = bounds(|at| at.longitude)?;
        // A degree of longitude is shorter the farther north it is.
        let narrow = f64::midpoint(south, north).to_radians().cos();
        let (width, height) = (f64::from(map.width - 1), f64::from(map.height - 1));
        let across = ((east - west) * narrow).max(0.01);
        let up = (north - south).max(0.01);
        // Labels stand to the right of their marks: a fifth of the width is theirs.
        let rows = (height / up).min(width * 0.8 / across / CELL_HEIGHT);
        let columns = rows * CELL_HEIGHT * narrow;
        let offset = ((width * 0.8 - (east - west) * columns).max(0.0) / 2.0, (height - up * rows).max(0.0) / 2.0);
        Some(Self { map, west, north, columns, rows, offset })
    }

    fn place(&self, at: Coordinates) -> Position {
        let x = (f64::from(at.longitude) / 1e6 - self.west) * self.columns + self.offset.0;
        let y = (self.north - f64::from(at.latitude) / 1e6) * self.rows + self.offset.1;
        let limit = |value: f64, most: u16| (value.round().max(0.0) as u16).min(most - 1);
        Position { x: self.map.x + limit(x, self.map.width), y: self.map.y + limit(y, self.map.height) }
    }

    /// A round number of kilometres, and the columns it takes.
    fn scale(&self) -> (u32, u16) {
        let per_row = DEGREE / self.rows;
        let columns = |kilometres: u32| (f64::from(kilometres) / per_row * CELL_HEIGHT).round() as u16;
        let fits = |kilometres: &u32| columns(*kilometres) <= 16;
        let kilometres = [500, 200, 100, 50, 20, 10, 5, 2, 1].into_iter().find(fits).unwrap_or(1);
        (kilometres, columns(kilometres).max(1))
    }
}

const fn binding(keys: &'static [Key], message: Msg, label: LabelOf, shown: Shown) -> Binding<Msg> {
    Binding { keys, message, label, shown }
}

impl Screen for Model {
    type Msg = Msg;
    const BINDINGS: &'static [Binding<Msg>] = &[
        binding(&[Key::Enter], Msg::Open, |s| s.keys.open, Shown::Footer(0)),
        binding(&[Key::Up, Key::Char('k')], Msg::Move(Move::Up), |s| s.keys.up, Shown::Help),
        binding(&[Key::Down, Key::Char('j')], Msg::Move(Move::Down), |s| s.keys.down, Shown::Help),
        binding(&[Key::PageUp], Msg::Move(Move::PageUp), |s| s.keys.page_up, Shown::Touch(1)),
        binding(&[Key::PageDown, Key::Char(' ')], Msg::Move(Move::PageDown), |s| s.keys.page_down, Shown::Touch(1)),
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
            let town = self.cursor.window().start + usize::from(at.y - areas.list.y);
            return (town < self.towns.len()).then_some(Msg::Town(town));
        }
        let marks = self.marks(areas.map?);
        // A name behind its mark counts as the town, too.
        let near = |(town, mark): &(usize, Position)| {
            let name = self.towns.get(*town).map_or(0, |town| text_columns(&town.name));
            mark.y == at.y && (mark.x.saturating_sub(1)..=mark.x + 1 + name).contains(&at.x)
        };
        marks.into_iter().enumerate().find(near).map(|(town, _)| Msg::Town(town))
    }

    fn wheel(&self, _: Position, rows: isize, _: &Scene<'_>) -> Option<Msg> {
        Some(Msg::Move(if rows < 0 { Move::Up } else { Move::Down }))
    }

    fn update(&mut self, message: Msg, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let common = scene.strings.common;
        Ok(match message {
            Msg::Move(step) if self.cursor.step(step) => Request::Stay,
            Msg::Move(Move::Up | Move::PageUp | Move::First | Move::Nearer) => {
                Request::Refuse(common.at_top.to_owned())
            }
            Msg::Move(_) => Request::Refuse(common.at_end.to_owned()),
            Msg::Open => self.open(self.cursor.selected()),
            Msg::Town(town) => self.open(town),
            Msg::Digit(digit) => match self.cursor.by_digit(digit) {
                Some(town) => self.open(town),
                None => Request::Refuse((scene.strings.common.no_such_number)(digit)),
            },
        })
    }

    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
        let selected = self.towns.get(self.cursor.selected()).map(|town| town.key.clone());
        self.towns = Self::read(scene)?;
        self.cursor.fit(self.towns.len(), areas(&scene.grid).list.height.into());
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
        let areas = areas(&scene.grid);
        let (title, list) = (areas.title, areas.list);
        canvas.text(title.x, title.y, title.width, scene.strings.map.title, Role::Title);
        if self.towns.is_empty() {
            canvas.text(list.x, list.y, list.width, scene.strings.map.empty, Role::Muted);
            return;
        }
        if let Some(map) = areas.map {
            canvas.stem(gutter(list), list);
            self.draw(map, scene, canvas);
        }
        for (y, row) in (list.y..list.bottom()).zip(self.cursor.window()) {
            let Some(town) = self.towns.get(row) else { continue };
            let line = Rect { y, height: 1, ..list };
            handle::draw(canvas, line, self.cursor.digit_of(row), State::of(row, self.cursor.selected()));
            let count = town.count.to_string();
            let room = list.width.saturating_sub(handle::WIDTH + 1);
            let used = canvas.text_right(list.right(), y, room, &count, Role::Muted);
            let name = room.saturating_sub(used + 1);
            canvas.text(list.x + handle::WIDTH + 1, y, name, &town.name, Role::Text);
        }
    }
}

impl Model {
    /// Marks first, then the names that have room, the selected town's before all others.
    fn draw(&self, map: Rect, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        let marks = self.marks(map);
        let selected = self.cursor.selected();
        let mut order: Vec<usize> = (0..marks.len()).collect();
        order.sort_by_key(|town| (*town != selected, std::cmp::Reverse(self.towns.get(*town).map(|town| town.count))));
        let mut taken: Vec<Rect> = marks.iter().map(|at| Rect { x: at.x, y: at.y, width: 1, height: 1 }).collect();
        for (town, at) in order.into_iter().filter_map(|town| Some((town, *marks.get(town)?))) {
            let name = self.towns.get(town).map_or("", |town| town.name.as_str());
            let label = Rect { x: at.x + 1, y: at.y, width: text_columns(name) + 1, height: 1 };
            if label.right() <= map.right() && !taken.iter().any(|other| other.intersects(label)) {
                let role = if town == selected { Role::Title } else { Role::Text };
                canvas.text(label.x + 1, label.y, label.width - 1, name, role);
                taken.push(label);
            }
        }
        for (town, at) in marks.iter().enumerate() {
            let (sign, role) =
                if town == selected { (scene.signs.chosen, Role::Handle) } else { (scene.signs.bullet, Role::Accent) };
            canvas.fill(at.x, at.y, 1, sign, role);
        }
        if let Some(frame) = Frame::around(&self.towns, map) {
            let (kilometres, columns) = frame.scale();
            let y = map.bottom() - 1;
            if !taken.iter().any(|other| other.y == y && other.x < map.x + columns + 8) {
                canvas.fill(map.x, y, columns, scene.signs.rule, Role::Rule);
                canvas.text(map.x + columns + 1, y, 8, &(scene.strings.map.kilometres)(kilometres), Role::Muted);
            }
        }
    }
}
