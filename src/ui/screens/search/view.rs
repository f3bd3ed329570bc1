//! Draws the search screen. Reads nothing: what is drawn is in the model.

use std::ops::Range;

use ratatui::layout::Rect;

use super::areas::{Areas, Choices, areas};
use super::keyboard::{Board, Cap, Focus, Hand, Key};
use super::{Group, Model, Row};
use crate::text::wrap;
use crate::ui::handle::{self, State};
use crate::ui::heading;
use crate::ui::paint::{Canvas, text_columns};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// Columns of a hit's handle and the air behind it.
const HANDLE: u16 = handle::WIDTH + 1;

/// Draws `model`.
pub fn view(model: &Model, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let areas = areas(model, scene);
    input(model, areas.input, scene, canvas);
    let words = scene.strings.search;
    let area = areas.notice;
    if area.height == 0 {
        // The keyboard needs the row.
    } else if areas.board.is_some() && areas.hint.height == 0 && model.searched.is_none() && asks(model) {
        canvas.text(area.x, area.y, area.width, hint(model, area.width, scene), Role::Note);
    } else if model.text.trim().is_empty() {
        if areas.board.is_none() {
            let call = if area.width < LONG { words.call[1] } else { words.call[0] };
            canvas.text(area.x, area.y, area.width, call, Role::Muted);
        }
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
    for (group, area) in &areas.headings {
        let text = match group {
            Group::MostRead => words.most_read,
            Group::Coming => scene.strings.home.coming,
            Group::Latest => scene.strings.home.latest,
            Group::Clusters => (scene.strings.names.section)(crate::content::Kind::Cluster),
        };
        canvas.text(area.x + HANDLE, area.y, area.width.saturating_sub(HANDLE), text, Role::Accent);
    }
    let digits = model.keyboard.hand == Hand::Keypad && model.keyboard.focus == Focus::Hits;
    for (line, row) in model.rows.iter().enumerate() {
        let at = model.cursor.window().start + line;
        let on_keys = model.keyboard.focus == Focus::Keys;
        let state = if on_keys { State::Other } else { State::of(at, model.cursor.selected()) };
        let area = areas.row(line);
        if area.height > 0 {
            let group = model.groups.iter().rfind(|(first, _)| *first <= at).map(|(_, group)| *group);
            let detail = match group {
                Some(group) if group != Group::MostRead && !areas.headings.is_empty() => &row.date,
                _ if area.width < NARROW => row.kind,
                _ => &row.detail,
            };
            hit(row, detail, area, (model.cursor.digit_of(at).filter(|_| digits), state), canvas);
        }
    }
    if let Some(board) = &areas.board {
        if areas.hint.height > 0 && asks(model) {
            let area = areas.hint;
            canvas.text(area.x, area.y, area.width, hint(model, area.width, scene), Role::Note);
        }
        for key in board.rows.iter().flatten() {
            draw_key(*key, model, board, scene, canvas);
        }
    }
}

/// In fewer columns a hit says what it is, but not when.
const NARROW: u16 = 60;
/// From so many columns the long hints are used.
const LONG: u16 = 70;

/// Whether it must be said how the keyboard is used: a pointer needs no words.
fn asks(model: &Model) -> bool {
    model.keyboard.focus == Focus::Keys || model.keyboard.hand == Hand::Keypad
}

fn hint(model: &Model, width: u16, scene: &Scene<'_>) -> &'static str {
    let words = scene.strings.search;
    let [long, short] = match (model.keyboard.hand, model.keyboard.focus) {
        (Hand::Letters, _) => words.by_arrows,
        (Hand::Keypad, Focus::Keys) => words.by_keypad,
        (Hand::Keypad, Focus::Hits) => words.by_digits,
    };
    if width < LONG { short } else { long }
}

/// A key: on a ground if it leads on; between brackets if it is the selected one, which colours alone would not tell.
fn draw_key(key: Key, model: &Model, board: &Board, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let selected = model.keyboard.selected(board).is_some_and(|selected| selected.area == key.area);
    let leads = model.keyboard.leads(key.cap, &model.text);
    let area = key.area;
    // The last column keeps two grounds apart; the narrowest keys have none.
    let is_narrow = area.width < 4 || board.rows.iter().flatten().any(|key| key.area.width < 4);
    let ground = if is_narrow { area.width } else { area.width - 1 };
    let role = match (selected, leads) {
        (true, _) => Role::Handle,
        (false, false) => Role::Muted,
        (false, true) if is_narrow => Role::Accent,
        (false, true) => Role::Chip,
    };
    let text = cap_text(key.cap, ground, board, scene);
    canvas.fill(area.x, area.y, ground, ' ', role);
    let x = area.x + ground.saturating_sub(text_columns(&text)) / 2;
    canvas.text(x, area.y, ground, &text, role);
    if selected {
        canvas.text(area.x, area.y, 1, "[", role);
        canvas.text(area.x + ground - 1, area.y, 1, "]", role);
    }
}

fn cap_text(cap: Cap, width: u16, board: &Board, scene: &Scene<'_>) -> String {
    let words = scene.strings.search;
    match cap {
        Cap::Letter(letter) => letter.to_uppercase().collect(),
        Cap::Page => board.next_page(),
        Cap::Space if width < text_columns(words.space) => scene.signs.space.to_string(),
        Cap::Space => words.space.to_owned(),
        Cap::Erase => scene.signs.erase.map_or_else(|| words.erase.to_owned(), |sign| sign.to_string()),
        Cap::Clear => words.clear.to_owned(),
        Cap::Hide => words.hide.to_owned(),
    }
}

/// The name of the screen, what is typed, and a block where the next letter comes. A long text is cut on the left.
fn input(model: &Model, area: Rect, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
    let words = scene.strings.search;
    let mut x = area.x + heading::one_row(words.title, area, scene, canvas) + 2;
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
        let room = area.right().saturating_sub(x + 2);
        let [long, short] = words.prompt;
        canvas.text(x + 2, area.y, room, if text_columns(long) <= room { long } else { short }, Role::Muted);
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
    let mut rows = area.y + if area.height > 8 { 2 } else { 1 }..area.bottom();
    for line in words.advice {
        let parts = wrap(line, usize::from(area.width.saturating_sub(2)));
        for (at, (part, y)) in parts.zip(rows.by_ref()).enumerate() {
            if at == 0 {
                canvas.text(area.x, y, 2, bullet, Role::Accent);
            }
            canvas.text(area.x + 2, y, area.width.saturating_sub(2), part, Role::Muted);
        }
    }
}

/// The name with its kind at the end of the line; below it what stands around the found words.
fn hit(row: &Row, detail: &str, area: Rect, (digit, state): (Option<usize>, State), canvas: &mut Canvas<'_>) {
    handle::draw(canvas, Rect { height: 1, ..area }, digit, state);
    let (x, width) = (area.x + HANDLE, area.width.saturating_sub(HANDLE));
    let used = canvas.text_right(area.right(), area.y, width / 2, detail, Role::Muted);
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
