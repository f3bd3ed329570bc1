//! Draws a list. Reads nothing: every row is in the model.

use ratatui::layout::Rect;

use super::areas::{Areas, WIDEST_VALUE, areas, filter_name};
use super::chooser::Chooser;
use super::{Model, Row};
use crate::text::wrap;
use crate::ui::document;
use crate::ui::grid::gutter;
use crate::ui::handle::{self, State};
use crate::ui::keys::{Key, cap};
use crate::ui::paint::{Canvas, text_columns};
use crate::ui::records::{Column, Extent, Filter};
use crate::ui::scene::Scene;
use crate::ui::screens::Screen;
use crate::ui::theme::Role;

/// Columns of a row's handle and the air behind it.
const HANDLE: u16 = handle::WIDTH + 1;
/// Columns between cells.
const GAP: u16 = 2;
/// Values of a filter are in a column of this width, with their counts at its end.
const CHOICES: u16 = 48;

/// Draws `model`.
pub fn view(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let areas = areas(model, &scene.grid);
    let body = scene.grid.body;
    if canvas.wants(Rect { height: areas.rows.y - body.y, ..body }) {
        title(model, areas.title, scene, canvas);
        chips(model, &areas, scene, canvas);
        letters(model, &areas, scene, canvas);
    }
    if let Some(chooser) = &model.chooser {
        choices(chooser, &areas, canvas);
        return;
    }
    if model.cursor.is_empty() {
        let words = scene.strings.list;
        let text = if model.is_filtered() { words.no_match } else { words.empty };
        canvas.text(areas.rows.x, areas.rows.y, areas.rows.width, text, Role::Muted);
        return;
    }
    let columns = Columns::new(model.shelf.columns, &areas);
    for (line, row) in model.rows.iter().enumerate() {
        let at = model.held.start + line;
        let state = State::of(at, model.cursor.selected());
        let area = areas.row(line);
        if !canvas.wants(area) {
            continue;
        }
        if canvas.wants(cells_area(area)) {
            columns.draw(row, area, state, canvas);
        }
        handle::draw(canvas, area, model.cursor.digit_of(at), state);
    }
    preview(model, &areas, canvas);
}

fn choices(chooser: &Chooser, areas: &Areas, canvas: &mut Canvas<'_>) {
    for (line, row) in chooser.cursor.window().enumerate() {
        let Some(choice) = chooser.choices.get(row) else { break };
        let area = areas.row(line);
        let digit = chooser.cursor.digit_of(row);
        handle::draw(canvas, area, digit, State::of(row, chooser.cursor.selected()));
        let room = area.width.saturating_sub(HANDLE).min(CHOICES);
        let x = area.x + HANDLE;
        let used = canvas.text_right(x + room, area.y, room, &choice.count.to_string(), Role::Muted);
        canvas.text(x, area.y, room.saturating_sub(used + GAP), &choice.text, Role::Text);
    }
}

fn title(model: &Model, area: Rect, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let used = model.heading.draw(area, canvas);
    if let Some(chooser) = &model.chooser {
        let x = area.x + used + 1;
        canvas.text(x, area.y, 1, scene.signs.step.encode_utf8(&mut [0; 4]), Role::Rule);
        canvas.text(
            x + 2,
            area.y,
            area.right().saturating_sub(x + 2),
            filter_name(chooser.filter, scene.strings),
            Role::Text,
        );
    }
}

/// `[t] Вид: общини`: the key, the name, and the value if one is set.
fn chips(model: &Model, areas: &Areas, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    for (chip, (filter, area)) in model.chips.iter().zip(&areas.chips) {
        let (mut x, y) = (area.x, area.y);
        let room = |x: u16| area.right().saturating_sub(x);
        x += canvas.text(x, y, room(x), &format!("[{}]", filter_key(*filter, scene)), Role::Accent) + 1;
        x += canvas.text(x, y, room(x), filter_name(*filter, scene.strings), Role::Text);
        let Some(value) = &chip.value else { continue };
        x += canvas.text(x, y, room(x), ":", Role::Text);
        // The value is on a ground of its own, which reaches one cell further on both sides.
        let width = text_columns(value).min(WIDEST_VALUE);
        canvas.fill(x, y, room(x).min(width + 2), ' ', Role::Chip);
        canvas.text(x + 1, y, room(x + 1).min(width), value, Role::Chip);
    }
}

/// The key that chooses a filter's value.
fn filter_key(filter: Filter, scene: &Scene<'_>) -> String {
    let binding = Model::BINDINGS.iter().find(|binding| binding.message == super::Msg::Choose(filter));
    let key = binding.and_then(|binding| binding.keys.first());
    key.map(|key| cap(*key, scene.signs, scene.strings)).unwrap_or_default()
}

/// The keys that go through the letters of the index, as filters show theirs: `[← →]`.
pub fn letter_keys(scene: &Scene<'_>) -> String {
    let keys = [Key::Left, Key::Right].map(|key| cap(key, scene.signs, scene.strings));
    format!("[{}]", keys.join(" "))
}

fn letters(model: &Model, areas: &Areas, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let Rect { x, y, width, .. } = areas.letter_keys;
    canvas.text(x, y, width, &model.letter_keys, Role::Accent);
    for (letter, area) in &areas.letters {
        let role = if *letter == model.selection.letter { Role::Chip } else { Role::Muted };
        match letter {
            Some(letter) => canvas.text(area.x, area.y, area.width, letter.encode_utf8(&mut [0; 4]), role),
            None => canvas.text(area.x, area.y, area.width, scene.strings.list.all_letters, role),
        };
    }
}

fn preview(model: &Model, areas: &Areas, canvas: &mut Canvas<'_>) {
    let (Some(area), Some(page)) = (areas.preview, &model.preview) else { return };
    if !canvas.wants(area) {
        return;
    }
    canvas.stem(gutter(area), area);
    document::draw(canvas, area, &page.head, 0, None);
    let below = page.head.len() as u16 + 1;
    if below < area.height {
        let area = Rect { y: area.y + below, height: area.height - below, ..area };
        document::draw(canvas, area, &page.lines, 0, None);
    }
}

/// The part of a row behind its handle.
fn cells_area(area: Rect) -> Rect {
    Rect { x: area.x + HANDLE, width: area.width.saturating_sub(HANDLE), ..area }
}

/// The columns of a list that have room, with their widths.
struct Columns<'a> {
    columns: &'a [Column],
    /// 0 for a column that is left out.
    widths: Vec<u16>,
    /// Which of them names the record.
    main: usize,
    /// Only the name is in the first line; the other cells stand below it.
    narrow: bool,
    beside: Beside,
}

/// What stands beside a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    Preview,
    Nothing,
}

impl<'a> Columns<'a> {
    fn new(columns: &'a [Column], areas: &Areas) -> Self {
        let width = areas.rows.width;
        let beside = if areas.preview.is_some() { Beside::Preview } else { Beside::Nothing };
        let main = columns.iter().position(|column| column.role == Role::Text).unwrap_or(0);
        let fixed = |column: &Column| match column.extent {
            Extent::Fixed(columns) if width >= column.from && !areas.narrow => columns,
            Extent::Fixed(_) | Extent::Rest => 0,
        };
        let taken = columns.iter().map(fixed).map(|width| if width > 0 { width + GAP } else { 0 }).sum::<u16>();
        let rest = width.saturating_sub(HANDLE + taken);
        let one = |(at, column): (usize, &Column)| match column.extent {
            _ if areas.narrow => {
                if at == main {
                    rest
                } else {
                    0
                }
            }
            Extent::Rest => rest,
            Extent::Fixed(_) => fixed(column),
        };
        let widths = columns.iter().enumerate().map(one).collect();
        Self { columns, widths, main, narrow: areas.narrow, beside }
    }

    /// The selected name stands out where a preview is drawn anew with every move anyway.
    fn name_role(&self, state: State) -> Role {
        match (state, self.beside) {
            (State::Selected, Beside::Preview) => Role::Title,
            _ => Role::Text,
        }
    }

    fn draw(&self, row: &Row, area: Rect, state: State, canvas: &mut Canvas<'_>) {
        let mut x = area.x + HANDLE;
        for (column, ((of, width), cell)) in self.columns.iter().zip(&self.widths).zip(&row.cells).enumerate() {
            if *width == 0 {
                continue;
            }
            let room = area.right().saturating_sub(x);
            if column == self.main {
                let name = Rect { x, width: (width + self.empty_behind(row)).min(room), ..area };
                self.name(row, name, room, self.name_role(state), canvas);
            } else {
                self.cell(row, cell, Rect { x, width: (*width).min(room), ..area }, of.role, canvas);
            }
            x += width + GAP;
        }
    }

    /// A cell beside the name; a long one goes on in the row's second line, where nothing else is said there.
    fn cell(&self, row: &Row, text: &str, area: Rect, role: Role, canvas: &mut Canvas<'_>) {
        let is_whole = area.height < 2 || text_columns(text) <= area.width;
        if is_whole || !self.below(row, area.height, canvas.signs.dot).is_empty() {
            canvas.text(area.x, area.y, area.width, text, role);
            return;
        }
        let first = wrap(text, usize::from(area.width)).next().unwrap_or_default();
        canvas.text(area.x, area.y, area.width, first, role);
        let rest = text.strip_prefix(first).unwrap_or_default().trim_start();
        canvas.text(area.x, area.y + 1, area.width, rest, role);
    }

    /// The columns behind the name that are empty in this row: a long name may use them.
    fn empty_behind(&self, row: &Row) -> u16 {
        let behind = self.widths.iter().zip(&row.cells).skip(self.main + 1);
        behind.take_while(|(_, cell)| cell.is_empty()).map(|(width, _)| if *width > 0 { width + GAP } else { 0 }).sum()
    }

    /// The name in `area`, with the language it is in if that is not the visitor's. Further lines of a row hold the rest
    /// of a long name, in all of the `room` up to the row's end, then what else is said of the record.
    fn name(&self, row: &Row, area: Rect, room: u16, role: Role, canvas: &mut Canvas<'_>) {
        let cell = row.cells.get(self.main).map_or("", String::as_str);
        let below = self.below(row, area.height, canvas.signs.dot);
        let mark = row.foreign.map(|lang| lang.code().to_uppercase()).unwrap_or_default();
        let taken = if mark.is_empty() { 0 } else { text_columns(&mark) + 1 };
        let width = area.width.saturating_sub(taken);
        // Below a narrow name stand its date or place, whatever is cut for it.
        let last = area.bottom() - 1 - u16::from(self.narrow && area.height > 1 && !below.is_empty());
        let mut y = area.y;
        let first = if y < last { wrap(cell, usize::from(width)).next().unwrap_or_default() } else { cell };
        let used = canvas.text(area.x, y, width, first, role);
        canvas.text(area.x + used + 1, y, text_columns(&mark), &mark, Role::Note);
        let mut rest = cell.strip_prefix(first).unwrap_or_default().trim_start();
        while !rest.is_empty() && y < last {
            y += 1;
            let part = if y < last { wrap(rest, usize::from(room)).next().unwrap_or_default() } else { rest };
            canvas.text(area.x, y, room, part, role);
            rest = rest.strip_prefix(part).unwrap_or_default().trim_start();
        }
        if y == area.y || self.narrow {
            canvas.text(area.x, y + 1, if y + 1 < area.bottom() { room } else { 0 }, &below, Role::Muted);
        }
    }

    /// What stands below a name: the cells that have no room beside it, or else the summary where air remains around it.
    fn below(&self, row: &Row, height: u16, dot: char) -> String {
        match (self.narrow, height) {
            (_, 1) | (false, 2) => String::new(),
            (false, _) => row.below.clone(),
            (true, _) => {
                let others = row.cells.iter().enumerate().filter(|(at, cell)| *at != self.main && !cell.is_empty());
                others.map(|(_, cell)| cell.as_str()).collect::<Vec<_>>().join(&format!(" {dot} "))
            }
        }
    }
}
