//! Draws the search screen. Reads nothing: what is drawn is in the model.

use std::ops::Range;

use ratatui::layout::Rect;

use super::areas::{Areas, Choices, areas};
use super::{Model, Row};
use crate::ui::handle::{self, State};
use crate::ui::paint::{Canvas, text_columns};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// Columns of a hit's handle and the air behind it.
const HANDLE: u16 = handle::WIDTH + 1;

/// Draws `model`.
pub fn view(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let areas = areas(model, &scene.grid);
    input(model, areas.input, scene, canvas);
    let words = scene.strings.search;
    let area = areas.notice;
    if model.text.trim().is_empty() {
        canvas.text(area.x, area.y, area.width, words.suggestions, Role::Muted);
    } else if let Some(searched) = &model.searched {
        let text = (words.instead)(searched.why, &searched.missing, &searched.instead);
        canvas.text(area.x, area.y, area.width, &text, Role::Note);
    } else if model.total > 0 {
        canvas.text(area.x, area.y, area.width, &(words.results)(model.total), Role::Muted);
    }
    choices(&areas.kinds, &model.kind_texts, model.chosen_kind(), canvas);
    choices(&areas.clusters, &model.cluster_texts, model.chosen_cluster(), canvas);
    if model.hits.is_empty() {
        nothing(model, &areas, scene, canvas);
    }
    for (line, row) in model.rows.iter().enumerate() {
        hit(row, areas.row(line), State::of(model.cursor.window().start + line, model.cursor.selected()), canvas);
    }
}

/// The name of the screen, what is typed, and a block where the next letter comes. A long text is cut on the left.
fn input(model: &Model, area: Rect, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let words = scene.strings.search;
    let mut x = area.x + canvas.text(area.x, area.y, area.width, words.title, Role::Title) + 2;
    let room = area.right().saturating_sub(x + 1);
    let mut shown = model.text.as_str();
    while text_columns(shown) > room {
        let mut letters = shown.chars();
        letters.next();
        shown = letters.as_str();
    }
    x += canvas.text(x, area.y, room, shown, Role::Text);
    canvas.fill(x, area.y, 1, ' ', Role::Handle);
    if model.text.is_empty() {
        canvas.text(x + 2, area.y, area.right().saturating_sub(x + 2), words.prompt, Role::Muted);
    }
}

fn choices(choices: &Choices, texts: &[String], chosen: usize, canvas: &mut Canvas<'_>) {
    for (choice, area) in choices {
        let role = if *choice == chosen { Role::Chip } else { Role::Muted };
        canvas.fill(area.x, area.y, area.width, ' ', role);
        let text = texts.get(*choice).map_or("", String::as_str);
        canvas.text(area.x + 1, area.y, area.width.saturating_sub(2), text, role);
    }
}

fn nothing(model: &Model, areas: &Areas, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let words = scene.strings.search;
    let area = areas.rows;
    if !model.kinds.is_empty() || !model.clusters.is_empty() {
        canvas.text(area.x, area.y, area.width, words.nothing_here, Role::Text);
        return;
    }
    let text = (words.nothing)(model.text.trim());
    canvas.text(area.x, area.y, area.width, &text, Role::Text);
    let mut bullet = [0; 4];
    let bullet = scene.signs.bullet.encode_utf8(&mut bullet);
    for (y, line) in (area.y + 2..area.bottom()).zip(words.advice) {
        canvas.text(area.x, y, 2, bullet, Role::Accent);
        canvas.text(area.x + 2, y, area.width.saturating_sub(2), line, Role::Muted);
    }
}

/// The name with its kind at the end of the line; below it what stands around the found words.
fn hit(row: &Row, area: Rect, state: State, canvas: &mut Canvas<'_>) {
    handle::draw(canvas, Rect { height: 1, ..area }, None, state);
    let (x, width) = (area.x + HANDLE, area.width.saturating_sub(HANDLE));
    let used = canvas.text_right(area.right(), area.y, width / 2, &row.detail, Role::Muted);
    marked(&row.title, &row.title_marks, Rect { x, width: width.saturating_sub(used + 2), ..area }, Role::Text, canvas);
    if area.height > 1 {
        marked(&row.below, &row.below_marks, Rect { x, y: area.y + 1, width, ..area }, Role::Muted, canvas);
    }
}

/// Writes a text with the found words in it.
fn marked(text: &str, marks: &[Range<usize>], area: Rect, role: Role, canvas: &mut Canvas<'_>) {
    canvas.text(area.x, area.y, area.width, text, role);
    // The last column may hold the sign of a cut.
    let end = if text_columns(text) > area.width { area.width.saturating_sub(1) } else { area.width };
    for mark in marks {
        let before = text_columns(text.get(..mark.start).unwrap_or_default());
        if before < end {
            let word = text.get(mark.clone()).unwrap_or_default();
            let room = end - before;
            let fits = text_columns(word) <= room;
            if fits {
                canvas.text(area.x + before, area.y, room, word, Role::Match);
            }
        }
    }
}
