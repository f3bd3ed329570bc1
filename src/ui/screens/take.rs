//! A record to take along: its code as large as fits, and the same words beside or below it.

use ratatui::layout::{Position, Rect};

use super::{Frame, Renewed, Request, Screen};
use crate::content::{Id, Slug};
use crate::edition::ReadError;
use crate::text::wrap;
use crate::ui::grid::{Grid, TEXT_WIDTH, split_rows};
use crate::ui::keys::Binding;
use crate::ui::paint::Canvas;
use crate::ui::qr::{self, Code, Payload, Weave, payloads};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// Columns between the code and its words.
const GAP: u16 = 3;
/// The words beside a code get at least so many columns, or else stand below it.
const BESIDE: u16 = 20;

/// There is nothing to tell it: it only shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {}

/// The code of a record.
#[derive(Debug)]
pub struct Model {
    id: Id,
    slug: Option<Slug>,
    payloads: Vec<Payload>,
    code: Option<Code>,
    frame: Frame,
}

/// All of the screen but its footer.
fn whole(grid: &Grid) -> Rect {
    Rect { y: 0, height: grid.footer.y, ..grid.body }
}

impl Model {
    /// The code of the record `id`; it is made when it is first shown.
    pub const fn new(id: Id) -> Self {
        Self { id, slug: None, payloads: Vec::new(), code: None, frame: Frame::Parts }
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
}

impl Screen for Model {
    type Msg = Msg;
    const BINDINGS: &'static [Binding<Msg>] = &[];

    fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str {
        scene.strings.keys.take_along
    }

    fn offers(&self, message: Msg, _: &Scene<'_>) -> bool {
        match message {}
    }

    fn digit(&self, _: usize) -> Option<Msg> {
        None
    }

    fn hit(&self, _: Position, _: &Scene<'_>) -> Option<Msg> {
        None
    }

    fn wheel(&self, _: Position, _: isize, _: &Scene<'_>) -> Option<Msg> {
        None
    }

    fn update(&mut self, message: Msg, _: &Scene<'_>) -> Result<Request, ReadError> {
        match message {}
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
        Ok(Renewed::Same)
    }

    fn position(&self, _: &Scene<'_>) -> String {
        String::new()
    }

    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        let (place, mut words) = self.places(&scene.grid);
        let shown = match &self.code {
            Some(code) => {
                qr::draw(code, place.x, place.y, canvas);
                self.payloads.get(code.payload())
            }
            // Without room for a code there still are the words.
            None => self.payloads.first(),
        };
        let hint = if self.code.is_some() { scene.strings.page.scan } else { scene.strings.page.no_room_for_code };
        let lines = shown.into_iter().flat_map(|payload| &payload.lines).enumerate();
        let lines = lines.map(|(at, line)| (line.as_str(), if at == 0 { Role::Title } else { Role::Text }));
        for (line, role) in lines.chain([(" ", Role::Text), (hint, Role::Note)]) {
            for part in wrap(line, usize::from(words.width)) {
                if words.height > 0 {
                    canvas.text(words.x, words.y, words.width, part, role);
                }
                words = split_rows(words, 1).1;
            }
        }
    }
}
