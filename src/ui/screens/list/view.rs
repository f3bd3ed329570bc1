//! Draws a list. Reads nothing: every row is in the model.

use ratatui::layout::Rect;

use super::areas::{Areas, WIDEST_VALUE, areas, chip_value, filter_name};
use super::chooser::Chooser;
use super::{Model, Row};
use crate::text::wrap;
use crate::ui::document;
use crate::ui::grid::gutter;
use crate::ui::handle::{self, State};
use crate::ui::keys::cap;
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
    title(model, areas.title, scene, canvas);
    chips(model, &areas, scene, canvas);
    letters(model, &areas, scene, canvas);
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
        let state = State::of(model.held.start + line, model.cursor.selected());
        columns.draw(row, (row_area(&areas, line), line, state), canvas);
    }
    preview(model, &areas, canvas);
}

fn choices(chooser: &Chooser, areas: &Areas, canvas: &mut Canvas<'_>) {
    for (line, row) in chooser.cursor.window().enumerate() {
        let Some(choice) = chooser.choices.get(row) else { break };
        let area = row_area(areas, line);
        handle::draw(canvas, area, line, State::of(row, chooser.cursor.selected()));
        let room = area.width.saturating_sub(HANDLE).min(CHOICES);
        let x = area.x + HANDLE;
        let used = canvas.text_right(x + room, area.y, room, &choice.count.to_string(), Role::Muted);
        canvas.text(x, area.y, room.saturating_sub(used + GAP), &choice.text, Role::Text);
    }
}

fn title(model: &Model, area: Rect, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let used = canvas.text(area.x, area.y, area.width, model.name(scene), Role::Title);
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

/// `t Вид: всички`: the key, the name, the value; a value that is set stands out.
fn chips(model: &Model, areas: &Areas, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    for (chip, (filter, area)) in model.chips.iter().zip(&areas.chips) {
        let (mut x, y) = (area.x, area.y);
        let room = |x: u16| area.right().saturating_sub(x);
        x += canvas.text(x, y, room(x), &filter_key(*filter, scene), Role::Accent) + 1;
        x += canvas.text(x, y, room(x), filter_name(*filter, scene.strings), Role::Muted);
        x += canvas.text(x, y, room(x), ":", Role::Muted);
        // A value that is set is on a ground of its own, which reaches one cell further on both sides.
        let role = if chip.value.is_some() { Role::Chip } else { Role::Text };
        let value = text_columns(chip_value(chip, scene.strings)).min(WIDEST_VALUE);
        canvas.fill(x, y, room(x).min(value + 2), ' ', role);
        canvas.text(x + 1, y, room(x + 1).min(value), chip_value(chip, scene.strings), role);
    }
}

/// The key that chooses a filter's value.
fn filter_key(filter: Filter, scene: &Scene<'_>) -> String {
    let binding = Model::BINDINGS.iter().find(|binding| binding.message == super::Msg::Choose(filter));
    let key = binding.and_then(|binding| binding.keys.first());
    key.map(|key| cap(*key, scene.signs, scene.strings)).unwrap_or_default()
}

fn letters(model: &Model, areas: &Areas, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
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
    canvas.stem(gutter(area), area);
    document::draw(canvas, area, &page.head, 0, None);
    let below = page.head.len() as u16 + 1;
    if below < area.height {
        let area = Rect { y: area.y + below, height: area.height - below, ..area };
        document::draw(canvas, area, &page.lines, 0, None);
    }
}

fn row_area(areas: &Areas, line: usize) -> Rect {
    Rect { y: areas.rows.y + line as u16 * areas.pitch, height: areas.pitch, ..areas.rows }
}

/// The columns of a list that have room, with their widths.
struct Columns<'a> {
    columns: &'a [Column],
    /// 0 for a column that is left out.
    widths: Vec<u16>,
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
        let fixed = |column: &Column| match column.extent {
            Extent::Fixed(columns) if width >= column.from => columns,
            Extent::Fixed(_) | Extent::Rest => 0,
        };
        let taken = columns.iter().map(fixed).map(|width| if width > 0 { width + GAP } else { 0 }).sum::<u16>();
        let rest = width.saturating_sub(HANDLE + taken);
        let one = |column: &Column| if column.extent == Extent::Rest { rest } else { fixed(column) };
        Self { columns, widths: columns.iter().map(one).collect(), beside }
    }

    /// The selected name stands out where a preview is drawn anew with every move anyway.
    fn name_role(&self, plain: Role, state: State) -> Role {
        match (state, self.beside) {
            (State::Selected, Beside::Preview) => Role::Title,
            _ => plain,
        }
    }

    fn draw(&self, row: &Row, at: (Rect, usize, State), canvas: &mut Canvas<'_>) {
        let (area, line, state) = at;
        let mut x = area.x + HANDLE;
        for ((column, width), cell) in self.columns.iter().zip(&self.widths).zip(&row.cells) {
            if *width == 0 {
                continue;
            }
            let place = Rect { x, width: (*width).min(area.right().saturating_sub(x)), ..area };
            match column.extent {
                Extent::Rest => main_cell(row, cell, place, self.name_role(column.role, state), canvas),
                Extent::Fixed(_) => drop(canvas.text(place.x, place.y, place.width, cell, column.role)),
            }
            x += width + GAP;
        }
        handle::draw(canvas, area, line, state);
    }
}

/// The cell that takes the rest of a row: a name, with the language it is in if that is not the visitor's. Where a row has
/// two lines, the second one holds what is left of a long name, or else the summary.
fn main_cell(row: &Row, cell: &str, area: Rect, role: Role, canvas: &mut Canvas<'_>) {
    let mark = row.foreign.map(|lang| lang.code().to_uppercase()).unwrap_or_default();
    let room = area.width.saturating_sub(text_columns(&mark) + 1);
    let name = if mark.is_empty() { area.width } else { room };
    let first = wrap(cell, usize::from(name)).next().unwrap_or_default();
    let rest = cell.strip_prefix(first).unwrap_or_default().trim_start();
    let used = if area.height > 1 && !rest.is_empty() {
        canvas.text(area.x, area.y + 1, area.width, rest, role);
        canvas.text(area.x, area.y, name, first, role)
    } else {
        if area.height > 1 {
            canvas.text(area.x, area.y + 1, area.width, &row.below, Role::Muted);
        }
        canvas.text(area.x, area.y, name, cell, role)
    };
    canvas.text(area.x + used + 1, area.y, text_columns(&mark), &mark, Role::Note);
}
