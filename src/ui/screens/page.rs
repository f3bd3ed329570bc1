//! The page of a record: its text with numbered links, what is known of it, what mentions it; and the way to the records
//! before and after it in its list. What it says is made in [`crate::ui::records`].

use ratatui::layout::{Position, Rect};

use super::among::Among;
use super::{Place, Renewed, Request, Screen};
use crate::content::{Id, Kind, Localized, Slug};
use crate::edition::{ReadError, Selection};
use crate::ui::cursor::Move;
use crate::ui::document::{self, Document, Room, Target, lay_out};
use crate::ui::grid::{Grid, TEXT_WIDTH, gutter, split_rows};
use crate::ui::heading::Heading;
use crate::ui::keys::{Binding, Key, Shown, binding};
use crate::ui::paint::{Canvas, text_columns};
use crate::ui::records::sheet;
use crate::ui::scene::Scene;

/// Columns between the text and what stands beside it.
const GUTTER: u16 = 5;
/// What stands beside the text is at least and at most so wide.
const ASIDE: (u16, u16) = (30, 72);

/// What a page can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {
    /// Scroll a step.
    Move(Move),
    /// Scroll by so many lines.
    Scroll(isize),
    /// Show the next record of the list.
    Next,
    /// Show the one before.
    Previous,
    /// Stand on the next link.
    NextLink,
    /// Stand on the one before.
    PreviousLink,
    /// Follow the link one stands on, or the one whose number has been typed.
    Follow,
    /// Follow this link, counted from 0.
    Link(u16),
    /// A digit of a link's number.
    Digit(usize),
}

/// A record's page.
#[derive(Debug)]
pub struct Model {
    id: Id,
    slug: Option<Slug>,
    name: Option<Localized<String>>,
    /// What it was opened from, and its row there.
    among: Option<(Among, usize)>,
    document: Document,
    /// The name in large letters, where they are asked for and have room; otherwise it is a part of the document.
    heading: Option<Heading>,
    top: usize,
    focus: Option<u16>,
    /// The beginning of a link's number.
    typed: Option<usize>,
}

/// Where things stand on a page.
#[derive(Clone, Copy, Debug)]
struct Areas {
    /// The name in large letters.
    heading: Rect,
    head: Rect,
    text: Rect,
    aside: Option<Rect>,
}

/// The name never takes more than a third of a low screen; what is left of it scrolls.
fn head_rows(body: Rect) -> usize {
    usize::from(body.height / 3).max(1)
}

/// The room right of the text, if there is enough.
fn aside_of(area: Rect) -> Option<Rect> {
    let width = area.width.checked_sub(TEXT_WIDTH + GUTTER).filter(|width| *width >= ASIDE.0)?.min(ASIDE.1);
    Some(Rect { x: area.x + TEXT_WIDTH + GUTTER, width, ..area })
}

impl Model {
    fn areas(&self, grid: &Grid) -> Areas {
        let body = grid.body;
        let (heading, body) = split_rows(body, self.heading.as_ref().map_or(0, Heading::rows));
        let (head, rest) = split_rows(body, self.document.head.len() as u16);
        // A low screen has no room for air.
        let (_, rest) = split_rows(rest, u16::from(grid.body.height >= 12));
        let text = Rect { width: rest.width.min(TEXT_WIDTH), ..rest };
        let aside = aside_of(rest).filter(|_| !self.document.aside.is_empty());
        Areas { heading, head, text, aside }
    }

    /// The page of the record `id`, among those it was opened from if there are others; it is read when it is first shown.
    pub fn new(id: Id, among: Option<(Among, usize)>) -> Self {
        let document = Document::default();
        Self { id, slug: None, name: None, among, document, heading: None, top: 0, focus: None, typed: None }
    }

    /// The record that is shown.
    pub const fn id(&self) -> Id {
        self.id
    }

    fn read(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        let card = scene.edition.card(self.id)?;
        self.slug = Some(card.slug);
        self.name = Some(card.title);
        let body = scene.grid.body;
        let aside = aside_of(body).map(|area| area.width);
        let width = body.width.min(TEXT_WIDTH);
        let room = Room { head: head_rows(body), aside, ..Room::column(width) };
        let mut sheet = sheet(self.id, scene)?;
        self.heading =
            Some(Heading::new(&sheet.title, body.width, (3, body.height / 2), scene)).filter(Heading::is_large);
        if self.heading.is_some() {
            sheet.title.clear();
        }
        let document = lay_out(&sheet, room, scene.signs);
        self.document = document.eased(scene.grid.ease, width);
        self.focus = self.focus.filter(|index| usize::from(*index) < self.document.links.len());
        self.top = self.top.min(self.last_top(scene));
        Ok(())
    }

    fn last_top(&self, scene: &Scene<'_>) -> usize {
        let lines = self.document.lines.len().max(self.document.aside.len());
        lines.saturating_sub(usize::from(self.areas(&scene.grid).text.height))
    }

    fn step(&mut self, step: Move, scene: &Scene<'_>) -> Request {
        let page = self.areas(&scene.grid).text.height.saturating_sub(1).max(1) as isize;
        self.scroll(step.rows(page), scene)
    }

    fn scroll(&mut self, lines: isize, scene: &Scene<'_>) -> Request {
        let before = self.top;
        self.top = before.saturating_add_signed(lines).min(self.last_top(scene));
        if self.top == before { Request::end(lines, scene) } else { Request::Stay }
    }

    /// The records it is among, and its row: those it was opened from, or else all of its kind.
    fn place(&mut self, scene: &Scene<'_>) -> Result<Option<(Among, usize)>, ReadError> {
        if self.among.is_none() {
            let list = scene.edition.list(&Selection::all(self.id.kind, scene.lang), scene.now)?;
            self.among = scene.edition.position(&list, self.id)?.map(|row| (Among::List(list), row));
        }
        Ok(self.among.clone())
    }

    fn turn(&mut self, step: isize, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let refuse = Ok(Request::end(step, scene));
        let Some((among, row)) = self.place(scene)? else { return refuse };
        let Some(row) = row.checked_add_signed(step) else { return refuse };
        let Some(id) = among.at(row, scene.edition)? else { return refuse };
        (self.id, self.among, self.top, self.focus) = (id, Some((among, row)), 0, None);
        self.read(scene)?;
        Ok(Request::Stay)
    }

    /// Stands on another link, the first one in sight if none was chosen, and scrolls to it.
    fn walk(&mut self, step: i32, scene: &Scene<'_>) -> Request {
        let count = i32::try_from(self.document.links.len()).unwrap_or(i32::MAX);
        let here = self.focus.map(i32::from).or_else(|| {
            let lines = self.document.lines.iter().skip(self.top);
            let first = lines.flat_map(|line| &line.spans).find_map(|span| span.link).map(i32::from);
            first.map(|first| first - step.signum())
        });
        let next = here.map_or(0, |here| (here + step).rem_euclid(count.max(1)));
        self.focus = u16::try_from(next).ok();
        self.bring_into_sight(scene);
        Request::Stay
    }

    /// The sign that says where the text goes on can be pressed: a mouse without a wheel has nothing else.
    fn turn_at(&self, at: Position, scene: &Scene<'_>) -> Option<Msg> {
        let (line, last) = (scene.grid.status, self.last_top(scene));
        let from = line.right().saturating_sub(text_columns(&self.position(scene)));
        let turn = if self.top < last { Move::PageDown } else { Move::PageUp };
        (last > 0 && line.contains(at) && at.x >= from).then_some(Msg::Move(turn))
    }

    fn bring_into_sight(&mut self, scene: &Scene<'_>) {
        let Some(index) = self.focus else { return };
        let height = self.areas(&scene.grid).text.height.max(1);
        if self.document.is_in_sight(index, self.top, height) {
            return;
        }
        if let Some(line) = self.document.line_of(index) {
            self.top = line.saturating_sub(usize::from(height / 3)).min(self.last_top(scene));
        }
    }

    fn follow(&mut self, index: usize, scene: &Scene<'_>) -> Result<Request, ReadError> {
        self.typed = None;
        let Some(target) = self.document.links.get(index) else {
            return Ok(Request::no_number(index + 1, scene));
        };
        match target {
            Target::Members(cluster) => {
                let all = Selection::all(Kind::Organisation, scene.lang);
                let members = Selection { cluster: Some(cluster.clone()), ..all };
                Ok(Request::Open(Place::Directory(Box::new(members))))
            }
            Target::Address(address) => Ok(Request::Say((scene.strings.common.address)(address))),
            Target::Record(slug) => {
                let id = scene.edition.find(slug)?;
                let hidden = id.map(|id| scene.edition.hidden(id, scene.now)).transpose()?.flatten();
                self.focus = u16::try_from(index).ok();
                Ok(match (id, hidden) {
                    (Some(id), None) => Request::Open(Place::Record(id, None)),
                    _ => Request::Refuse(scene.strings.common.gone.to_owned()),
                })
            }
        }
    }

    /// A digit opens its link at once unless a longer number could begin with it.
    fn digit_typed(&mut self, digit: usize, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let number = self.typed.take().unwrap_or(0) * 10 + digit;
        if number > 0 && number * 10 <= self.document.links.len() {
            self.typed = Some(number);
            return Ok(Request::Say((scene.strings.common.number_so_far)(number)));
        }
        match number.checked_sub(1) {
            Some(index) => self.follow(index, scene),
            None => Ok(Request::no_number(number, scene)),
        }
    }
}

impl Screen for Model {
    type Msg = Msg;
    const BINDINGS: &'static [Binding<Msg>] = &[
        binding(&[Key::Tab], Msg::NextLink, |s| s.keys.next_link, Shown::Footer(5)),
        binding(&[Key::Enter], Msg::Follow, |s| s.keys.open, Shown::Footer(6)),
        binding(&[Key::Left, Key::Char('p'), Key::Char('h')], Msg::Previous, |s| s.keys.previous, Shown::Footer(7)),
        binding(&[Key::Right, Key::Char('n'), Key::Char('l')], Msg::Next, |s| s.keys.next, Shown::Footer(6)),
        binding(&[Key::BackTab], Msg::PreviousLink, |s| s.keys.previous_link, Shown::Help),
        binding(&[Key::Up, Key::Char('k')], Msg::Move(Move::Up), |s| s.keys.up, Shown::Help),
        binding(&[Key::Down, Key::Char('j')], Msg::Move(Move::Down), |s| s.keys.down, Shown::Help),
        binding(
            &[Key::PageUp, Key::Char('.'), Key::Ctrl('b')],
            Msg::Move(Move::PageUp),
            |s| s.keys.page_up,
            Shown::Touch,
        ),
        binding(
            &[Key::PageDown, Key::Char('+'), Key::Char(' '), Key::Ctrl('f')],
            Msg::Move(Move::PageDown),
            |s| s.keys.page_down,
            Shown::Touch,
        ),
        binding(&[Key::Home, Key::Char('g')], Msg::Move(Move::First), |s| s.keys.first, Shown::Help),
        binding(&[Key::End, Key::Char('G')], Msg::Move(Move::Last), |s| s.keys.last, Shown::Help),
        binding(&[Key::Digits, Key::Char('0')], Msg::Digit(0), |s| s.keys.link_by_number, Shown::Help),
    ];

    fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str {
        self.name.as_ref().map_or("", |name| name.any(scene.lang))
    }

    fn offers(&self, message: Msg, _: &Scene<'_>) -> bool {
        match message {
            Msg::NextLink | Msg::PreviousLink | Msg::Digit(_) | Msg::Link(_) => !self.document.links.is_empty(),
            Msg::Follow => self.focus.is_some() || self.typed.is_some(),
            Msg::Move(_) | Msg::Scroll(_) | Msg::Next | Msg::Previous => true,
        }
    }

    fn digit(&self, digit: usize) -> Option<Msg> {
        (!self.document.links.is_empty()).then_some(Msg::Digit(digit))
    }

    fn hit(&self, at: Position, scene: &Scene<'_>) -> Option<Msg> {
        let areas = self.areas(&scene.grid);
        let aside = || {
            let area = areas.aside?;
            document::link_at(area, &self.document.aside, self.document.aside_top(self.top, area.height), at)
        };
        let head = || document::link_at(areas.head, &self.document.head, 0, at);
        let text = document::link_at(areas.text, &self.document.lines, self.top, at);
        let link = text.or_else(aside).or_else(head).map(Msg::Link);
        link.or_else(|| self.turn_at(at, scene))
    }

    fn wheel(&self, _: Position, rows: isize, _: &Scene<'_>) -> Option<Msg> {
        Some(Msg::Scroll(rows))
    }

    fn update(&mut self, message: Msg, scene: &Scene<'_>) -> Result<Request, ReadError> {
        if !matches!(message, Msg::Digit(_) | Msg::Follow) {
            self.typed = None;
        }
        match message {
            Msg::Move(step) => Ok(self.step(step, scene)),
            Msg::Scroll(lines) => Ok(self.scroll(lines, scene)),
            Msg::Next => self.turn(1, scene),
            Msg::Previous => self.turn(-1, scene),
            Msg::NextLink => Ok(self.walk(1, scene)),
            Msg::PreviousLink => Ok(self.walk(-1, scene)),
            Msg::Follow => match self.typed.map(|number| number - 1).or(self.focus.map(usize::from)) {
                Some(index) => self.follow(index, scene),
                None => Ok(Request::Stay),
            },
            Msg::Link(index) => self.follow(usize::from(index), scene),
            Msg::Digit(digit) => self.digit_typed(digit, scene),
        }
    }

    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
        let id = match &self.slug {
            // The first time the address is still good; later only the stable name is.
            None => Some(self.id),
            Some(slug) => scene.edition.find(slug)?,
        };
        let Some(id) = id else { return Ok(Renewed::Gone) };
        if scene.edition.hidden(id, scene.now)?.is_some() {
            return Ok(Renewed::Gone);
        }
        self.id = id;
        // The list of another edition refuses; its place is taken by the list of all records of the kind.
        self.among = self.among.take().and_then(|(among, _)| {
            let row = among.row(id, scene.edition)?;
            Some((among, row))
        });
        self.read(scene)?;
        self.place(scene)?;
        Ok(Renewed::Same)
    }

    fn rest(&mut self) {
        self.document = Document::default();
    }

    fn position(&self, scene: &Scene<'_>) -> String {
        let mut text = String::new();
        if let Some((list, row)) = &self.among {
            text = (scene.strings.common.position)(row + 1, list.len());
        }
        let last = self.last_top(scene);
        if let Some(percent) = (self.top * 100).checked_div(last) {
            let more = if self.top < last { scene.signs.below } else { scene.signs.above };
            text = format!("{text}   {more} {percent} %");
        }
        text
    }

    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        let areas = self.areas(&scene.grid);
        if let Some(heading) = &self.heading {
            heading.draw(areas.heading, canvas);
        }
        document::draw(canvas, areas.head, &self.document.head, 0, self.focus);
        document::draw(canvas, areas.text, &self.document.lines, self.top, self.focus);
        if let Some(aside) = areas.aside {
            canvas.stem(gutter(aside), aside);
            let top = self.document.aside_top(self.top, aside.height);
            document::draw(canvas, aside, &self.document.aside, top, self.focus);
        }
    }
}
