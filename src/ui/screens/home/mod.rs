//! The first screen: who is at home here, the sections, the newest articles and the next events.

mod areas;
mod offered;

use ratatui::layout::{Position, Rect};

use self::offered::Offered;
use super::among::Among;
use super::{Place, Renewed, Request, Screen};
use crate::content::Kind;
use crate::edition::{ReadError, Selection, Time};
use crate::ui::cursor::{DIGITS, Move};
use crate::ui::document::{self, Line, Run, flow};
use crate::ui::grid::{GUTTER, TEXT_WIDTH};
use crate::ui::handle::{self, State};
use crate::ui::heading::Heading;
use crate::ui::keys::{Binding, Key, Shown, binding};
use crate::ui::paint::Canvas;
use crate::ui::records::parts;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// The sections, in the order of their digits.
const SECTIONS: [Kind; 7] =
    [Kind::Article, Kind::Event, Kind::Organisation, Kind::Person, Kind::Project, Kind::Cluster, Kind::Page];
/// The widest the sections are.
const MENU: u16 = 30;
/// Columns of a handle with the air behind it.
const HANDLE: u16 = handle::WIDTH + 1;
/// How many lines say who is at home.
const LINES: usize = 3;

/// What the first screen can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Go a step.
    Move(Move),
    /// From the sections to what is new, and back.
    Across,
    /// Open what is selected.
    Open,
    /// Open this item, counted from 0: sections first, then articles, then events.
    Item(usize),
    /// Open the item with this digit.
    Digit(usize),
}

/// A section with the number of its records.
#[derive(Clone, Copy, Debug)]
struct Section {
    kind: Kind,
    count: u32,
}

/// The first screen.
#[derive(Debug, Default)]
pub struct Model {
    heading: Heading,
    summary: Vec<Line>,
    sections: Vec<Section>,
    news: Vec<Offered>,
    events: Vec<Offered>,
    /// Whether the events are to come, or are over.
    events_heading: &'static str,
    selected: usize,
    /// The section to come back to from what is new.
    section: usize,
}

impl Model {
    fn offered(&self) -> impl Iterator<Item = &Offered> {
        self.news.iter().chain(&self.events)
    }

    fn step(&mut self, step: Move, scene: &Scene<'_>) -> Request {
        let items = self.reachable(&scene.grid);
        let here = items.iter().position(|item| *item == self.selected).unwrap_or(0);
        let next = match step {
            Move::Up => here.checked_sub(1),
            Move::Down => Some(here + 1),
            Move::First | Move::PageUp => Some(0),
            Move::Last | Move::PageDown => items.len().checked_sub(1),
            Move::Further => Some(here / DIGITS * DIGITS + DIGITS),
            Move::Nearer => (here / DIGITS * DIGITS).checked_sub(DIGITS),
        };
        match next.and_then(|next| items.get(next)) {
            Some(item) if *item != self.selected => self.select(*item, &items, scene),
            _ => Request::end(step.rows(1), scene),
        }
    }

    /// Selects `item` of those that can be selected.
    fn select(&mut self, item: usize, items: &[usize], scene: &Scene<'_>) -> Request {
        let before = std::mem::replace(&mut self.selected, item);
        let digits_stay = first_digit(items, before) == first_digit(items, item);
        let areas = self.areas(&scene.grid);
        let changed = [before, item].map(|item| areas.item(item, self.sections.len()));
        match changed {
            [Some(before), Some(now)] if digits_stay => Request::Redraw(vec![before, now]),
            _ => Request::Stay,
        }
    }

    fn by_digit(&mut self, digit: usize, scene: &Scene<'_>) -> Request {
        let items = self.reachable(&scene.grid);
        match items.get(first_digit(&items, self.selected) + digit - 1) {
            Some(item) => self.open(*item),
            None => Request::no_number(digit, scene),
        }
    }

    fn across(&mut self, scene: &Scene<'_>) {
        let sections = self.sections.len();
        if self.selected < sections {
            self.section = self.selected;
            self.selected =
                self.reachable(&scene.grid).into_iter().find(|item| *item >= sections).unwrap_or(self.selected);
        } else {
            self.selected = self.section.min(sections.saturating_sub(1));
        }
    }

    fn open(&mut self, item: usize) -> Request {
        let place = match self.sections.get(item) {
            Some(section) => Some(Place::Section(section.kind)),
            None => self.offered().nth(item - self.sections.len()).map(|offered| {
                let (list, row) = &offered.among;
                Place::Record(offered.id, Some((Among::List(list.clone()), *row)))
            }),
        };
        self.selected = item;
        place.map_or(Request::Stay, Request::Open)
    }

    fn read_home(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        let kiosk = scene.edition.kiosk();
        let home = kiosk.home.as_ref().map(|slug| parts::card(slug, scene)).transpose()?.flatten();
        let welcome = || scene.strings.home.welcome.to_owned();
        let title = home.as_ref().map_or_else(welcome, |card| parts::title(card, scene));
        let summary = home.and_then(|card| card.summary).map(|text| text.any(scene.lang).clone()).unwrap_or_default();
        let run = Run { text: summary, role: Role::Text, link: None };
        self.summary = flow(&[run], scene.grid.body.width.min(TEXT_WIDTH), 0);
        self.summary.truncate(LINES);
        let count = |kind: Kind| Section { kind, count: scene.edition.facets(kind).total };
        self.sections = SECTIONS.into_iter().map(count).filter(|section| section.count > 0).collect();
        // All sections stay in sight, whatever is above them.
        let body = scene.grid.body;
        let most = (body.height / 3).min(body.height.saturating_sub(self.sections.len() as u16));
        self.heading = Heading::new(&title, body.width, (2, most), scene);
        Ok(())
    }
}

/// The item with the digit 1: of what can be selected, the nine around what is selected have digits.
fn first_digit(items: &[usize], selected: usize) -> usize {
    items.iter().position(|item| *item == selected).unwrap_or(0) / DIGITS * DIGITS
}

impl Screen for Model {
    type Msg = Msg;
    const BINDINGS: &'static [Binding<Msg>] = &[
        binding(&[Key::Enter, Key::Char(' ')], Msg::Open, |s| s.keys.open, Shown::Footer(0)),
        binding(
            &[Key::Tab, Key::Left, Key::Right, Key::BackTab, Key::Char('h'), Key::Char('l')],
            Msg::Across,
            |s| s.keys.next_column,
            Shown::Help,
        ),
        binding(&[Key::Digits], Msg::Digit(1), |s| s.keys.row_by_number, Shown::Help),
        binding(&[Key::Char('+')], Msg::Move(Move::Further), |s| s.keys.further, Shown::Help),
        binding(&[Key::Char('.')], Msg::Move(Move::Nearer), |s| s.keys.nearer, Shown::Help),
        binding(&[Key::Up, Key::Char('k')], Msg::Move(Move::Up), |s| s.keys.up, Shown::Help),
        binding(&[Key::Down, Key::Char('j')], Msg::Move(Move::Down), |s| s.keys.down, Shown::Help),
        binding(&[Key::Home, Key::PageUp, Key::Char('g')], Msg::Move(Move::First), |s| s.keys.first, Shown::Help),
        binding(&[Key::End, Key::PageDown, Key::Char('G')], Msg::Move(Move::Last), |s| s.keys.last, Shown::Help),
    ];

    fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str {
        scene.edition.kiosk().name.any(scene.lang)
    }

    fn offers(&self, message: Msg, scene: &Scene<'_>) -> bool {
        match message {
            Msg::Across => !self.areas(&scene.grid).offered.is_empty(),
            Msg::Open => !self.sections.is_empty(),
            Msg::Move(_) | Msg::Item(_) | Msg::Digit(_) => true,
        }
    }

    fn digit(&self, digit: usize) -> Option<Msg> {
        Some(Msg::Digit(digit))
    }

    fn hit(&self, at: Position, scene: &Scene<'_>) -> Option<Msg> {
        let areas = self.areas(&scene.grid);
        let section = areas.sections.iter().position(|area| area.contains(at));
        let offered =
            areas.offered.iter().find(|(_, area)| area.contains(at)).map(|(item, _)| self.sections.len() + item);
        let heading = areas.headings.iter().find(|(_, area)| area.contains(at)).and_then(|(group, _)| {
            let kind = if *group == 0 { Kind::Article } else { Kind::Event };
            self.sections.iter().position(|section| section.kind == kind)
        });
        section.or(offered).or(heading).map(Msg::Item)
    }

    fn wheel(&self, _: Position, rows: isize, _: &Scene<'_>) -> Option<Msg> {
        Some(Msg::Move(if rows < 0 { Move::Up } else { Move::Down }))
    }

    fn update(&mut self, message: Msg, scene: &Scene<'_>) -> Result<Request, ReadError> {
        Ok(match message {
            Msg::Move(step) => self.step(step, scene),
            Msg::Across => {
                self.across(scene);
                Request::Stay
            }
            Msg::Open => self.open(self.selected),
            Msg::Item(item) => self.open(item),
            Msg::Digit(digit) => self.by_digit(digit, scene),
        })
    }

    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
        self.read_home(scene)?;
        let width = areas::column_width(scene.grid.body.width.saturating_sub(MENU + GUTTER));
        let news = Selection::all(Kind::Article, scene.lang);
        self.news = Offered::read(&news, width, scene)?;
        let events = Selection::all(Kind::Event, scene.lang);
        self.events = Offered::read(&Selection { time: Time::Upcoming, ..events.clone() }, width, scene)?;
        self.events_heading = scene.strings.home.coming;
        if self.events.is_empty() {
            self.events = Offered::read(&Selection { time: Time::Past, ..events }, width, scene)?;
            self.events_heading = scene.strings.home.recent;
        }
        if !self.reachable(&scene.grid).contains(&self.selected) {
            self.selected = 0;
        }
        Ok(Renewed::Same)
    }

    fn position(&self, _: &Scene<'_>) -> String {
        String::new()
    }

    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        let areas = self.areas(&scene.grid);
        let first = first_digit(&self.reachable(&scene.grid), self.selected);
        let digit = |place: usize| place.checked_sub(first).map(|at| at + 1).filter(|digit| *digit <= DIGITS);
        if areas.title.height > 0 && canvas.wants(areas.title) {
            self.heading.draw(areas.title, canvas);
        }
        if canvas.wants(areas.summary) {
            document::draw(canvas, areas.summary, &self.summary, 0, None);
        }
        for (item, (section, area)) in self.sections.iter().zip(&areas.sections).enumerate() {
            self.draw_section((item, digit(item)), *section, *area, scene, canvas);
        }
        if self.sections.is_empty() {
            let area = scene.grid.body;
            canvas.text(area.x, area.y + 2, area.width, scene.strings.home.empty, Role::Muted);
        }
        for (x, column) in areas.gutters {
            canvas.stem(x, column);
        }
        for (group, area) in &areas.headings {
            let text = if *group == 0 { scene.strings.home.latest } else { self.events_heading };
            canvas.text(area.x + HANDLE, area.y, area.width.saturating_sub(HANDLE), text, Role::Accent);
        }
        for (place, (at, area)) in areas.offered.iter().enumerate() {
            let Some(offered) = self.offered().nth(*at).filter(|_| canvas.wants(*area)) else { continue };
            let text = Rect { x: area.x + HANDLE, width: area.width.saturating_sub(HANDLE), ..*area };
            document::draw(canvas, text, &offered.lines, 0, None);
            if let Some(height) = text.height.checked_sub(offered.short()) {
                let below = Rect { y: text.y + offered.short(), height, ..text };
                document::draw(canvas, below, &offered.summary, 0, None);
            }
            let state = State::of(self.sections.len() + at, self.selected);
            handle::draw(canvas, *area, digit(areas.sections.len() + place), state);
        }
    }
}

impl Model {
    fn draw_section(
        &self,
        (item, digit): (usize, Option<usize>),
        section: Section,
        area: Rect,
        scene: &Scene<'_>,
        canvas: &mut Canvas<'_>,
    ) {
        if !canvas.wants(area) {
            return;
        }
        let state = State::of(item, self.selected);
        handle::draw(canvas, area, digit, state);
        let words = if state == State::Selected { Role::Title } else { Role::Text };
        let used = canvas.text_right(area.right(), area.y, 8, &section.count.to_string(), Role::Muted);
        let room = area.width.saturating_sub(HANDLE + used + 1);
        canvas.text(area.x + HANDLE, area.y, room, (scene.strings.names.section)(section.kind), words);
    }
}
