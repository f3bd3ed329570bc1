//! Draws a list. Reads nothing: every row is in the model.

use ratatui::layout::Rect;

use super::areas::{Areas, WIDEST_VALUE, areas, chip_value, filter_name};
use super::{Model, Row};
use crate::ui::document;
use crate::ui::grid::gutter;
use crate::ui::keys::cap;
use crate::ui::paint::Canvas;
use crate::ui::records::{Column, Extent, Filter};
use crate::ui::scene::Scene;
use crate::ui::screens::Screen;
use crate::ui::theme::Role;

/// Columns of a row's handle: marker, digit, air.
const HANDLE: u16 = 3;
/// Columns between the handle and the first cell, and between cells.
const GAP: u16 = 2;

/// Draws `model`.
pub fn view(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let areas = areas(model, &scene.grid);
    title(model, areas.title, scene, canvas);
    chips(model, &areas, scene, canvas);
    letters(model, &areas, scene, canvas);
    if let Some(chooser) = &model.chooser {
        for (line, row) in chooser.cursor.window().enumerate() {
            let Some(choice) = chooser.choices.get(row) else { break };
            let area = row_area(&areas, line);
            let selected = row == chooser.cursor.selected();
            handle(area, line, selected, canvas);
            let room = area.width.saturating_sub(HANDLE + 1).min(48);
            let x = area.x + HANDLE + 1;
            let count = choice.count.map(|count| count.to_string()).unwrap_or_default();
            let used = canvas.text_right(x + room, area.y, room, &count, Role::Muted);
            canvas.text(x, area.y, room.saturating_sub(used + GAP), &choice.text, Role::Text);
        }
        return;
    }
    if model.cursor.is_empty() {
        let words = scene.strings.list;
        let text = if model.is_filtered() { words.no_match } else { words.empty };
        canvas.text(areas.rows.x, areas.rows.y, areas.rows.width, text, Role::Muted);
        return;
    }
    let widths = widths(model.shelf.columns, areas.rows.width);
    for (line, row) in model.rows.iter().enumerate() {
        let selected = model.held.start + line == model.cursor.selected();
        draw_row(model.shelf.columns, &widths, row, (row_area(&areas, line), line, selected), canvas);
        if areas.pitch > 1 && areas.preview.is_none() {
            let area = row_area(&areas, line);
            let x = area.x + HANDLE + 1 + lead(model.shelf.columns, &widths);
            canvas.text(x, area.y + 1, area.right().saturating_sub(x), &row.below, Role::Muted);
        }
    }
    preview(model, &areas, canvas);
}

fn title(model: &Model, area: Rect, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let used = canvas.text(area.x, area.y, area.width, &model.name, Role::Title);
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

/// `t Вид всички`: the key, the name, the value; a value that is set stands out.
fn chips(model: &Model, areas: &Areas, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    for (chip, (filter, area)) in model.chips.iter().zip(&areas.chips) {
        let (mut x, y) = (area.x, area.y);
        let room = |x: u16| area.right().saturating_sub(x);
        x += canvas.text(x, y, room(x), &filter_key(*filter, scene), Role::Accent) + 1;
        x += canvas.text(x, y, room(x), filter_name(*filter, scene.strings), Role::Muted);
        let role = if chip.value.is_some() { Role::Chip } else { Role::Text };
        canvas.fill(x + u16::from(role == Role::Text), y, room(x).min(1), ' ', role);
        let value = canvas.text(x + 1, y, room(x + 1).min(WIDEST_VALUE), chip_value(chip, scene.strings), role);
        canvas.fill(x + 1 + value, y, room(x + 1 + value).min(1), ' ', role);
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
    Rect { y: areas.rows.y + line as u16 * areas.pitch, height: 1, ..areas.rows }
}

/// The columns of each cell; 0 for those left out.
fn widths(columns: &[Column], width: u16) -> Vec<u16> {
    let shown = |column: &&Column| width >= column.from;
    let fixed = |column: &Column| match column.extent {
        Extent::Fixed(columns) => columns + GAP,
        Extent::Rest => 0,
    };
    let taken: u16 = columns.iter().filter(shown).map(fixed).sum();
    let rest = width.saturating_sub(HANDLE + 1 + taken);
    let one = |column: &Column| match column.extent {
        _ if width < column.from => 0,
        Extent::Fixed(columns) => columns,
        Extent::Rest => rest,
    };
    columns.iter().map(one).collect()
}

/// Columns before the cell that takes the rest.
fn lead(columns: &[Column], widths: &[u16]) -> u16 {
    let before = columns.iter().zip(widths).take_while(|(column, _)| column.extent != Extent::Rest);
    before.map(|(_, width)| if *width > 0 { width + GAP } else { 0 }).sum()
}

fn draw_row(columns: &[Column], widths: &[u16], row: &Row, at: (Rect, usize, bool), canvas: &mut Canvas<'_>) {
    let (area, line, selected) = at;
    let mut x = area.x + HANDLE + 1;
    for ((column, width), cell) in columns.iter().zip(widths).zip(&row.cells) {
        if *width == 0 {
            continue;
        }
        let room = (*width).min(area.right().saturating_sub(x));
        let used = canvas.text(x, area.y, room, cell, column.role);
        if let (Extent::Rest, Some(lang)) = (column.extent, row.foreign) {
            let mark = lang.code().to_uppercase();
            canvas.text(x + used + 1, area.y, room.saturating_sub(used + 1), &mark, Role::Note);
        }
        x += width + GAP;
    }
    handle(area, line, selected, canvas);
    // A narrow first cell belongs to the handle: more of a row is not repainted, because a bar costs most of a move.
    if let (true, Some(Extent::Fixed(columns @ ..=14))) = (selected, columns.first().map(|column| column.extent)) {
        canvas.tint(area.x + HANDLE, area.y, columns + 2, Role::Handle);
    }
}

/// Marker and digit before a row; reversed where the row is selected.
fn handle(area: Rect, line: usize, selected: bool, canvas: &mut Canvas<'_>) {
    let role = if selected { Role::Handle } else { Role::Muted };
    let marker = if selected { canvas.signs.marker } else { ' ' };
    canvas.fill(area.x, area.y, 1, marker, role);
    let digit = char::from_digit(line as u32 + 1, 10).filter(|_| line < 9).unwrap_or(' ');
    canvas.fill(area.x + 1, area.y, 1, digit, role);
    canvas.fill(area.x + 2, area.y, 1, ' ', role);
}
