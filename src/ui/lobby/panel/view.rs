//! Draws the panel. Never shows a digit of the PIN.

use std::time::Duration;

use ratatui::layout::Rect;

use super::areas::{Areas, PAD, areas, pad, pin, row};
use super::rows::{self, Row};
use super::{Page, Panel};
use crate::terminal::Size;
use crate::ui::paint::Canvas;
use crate::ui::strings::Strings;
use crate::ui::theme::Role;

/// Draws the panel on a cleared canvas; `wait` is how long no PIN is looked at.
pub fn draw(panel: &Panel, size: Size, wait: Duration, canvas: &mut Canvas<'_>) {
    let Some(areas) = areas(size) else { return };
    let words = Strings::of(panel.lang).lobby;
    canvas.text(areas.head.x, areas.head.y, areas.head.width, words.panel, Role::Title);
    let back = format!("0 {}", words.back);
    canvas.text_right(areas.back.right(), areas.back.y, areas.back.width, &back, Role::Accent);
    let body = areas.body;
    let refusal;
    let mut note = "";
    match &panel.page {
        Page::Pin(typed) => {
            let dots: String = typed.chars().map(|_| canvas.signs.bullet).collect();
            let row = pin(body);
            let used = canvas.text(row.x, row.y, row.width, words.pin, Role::Text);
            canvas.text(row.x + used + 1, row.y, row.width.saturating_sub(used + 1), &dots, Role::Title);
            for (at, (_, cap)) in PAD.iter().enumerate() {
                key(pad(body, at), cap, canvas);
            }
            if panel.refused || !wait.is_zero() {
                refusal = (words.wrong_pin)(wait.as_millis().div_ceil(1000) as u64);
                note = &refusal;
            }
        }
        Page::Menu => choices(&words.items.map(str::to_owned), panel.selected, &areas, canvas),
        Page::Sources(names) if names.is_empty() => {
            told(&rows::report(vec![words.no_sources.to_owned()]), 0, &areas, canvas);
        }
        Page::Sources(names) => {
            note = words.sources;
            choices(names, panel.selected, &areas, canvas);
        }
        Page::Told(rows, top) => told(rows, *top, &areas, canvas),
    }
    if panel.confirming.is_some() {
        note = words.confirm;
    }
    if panel.asks.is_some() {
        note = words.working;
    }
    canvas.text(areas.note.x, areas.note.y, areas.note.width, note, Role::Warning);
}

fn key(area: Rect, cap: &str, canvas: &mut Canvas<'_>) {
    for y in area.y..area.bottom() {
        canvas.fill(area.x, y, area.width, ' ', Role::Chip);
    }
    canvas.text(area.x + area.width / 2, area.y, area.width / 2, cap, Role::Chip);
}

fn choices(names: &[String], selected: usize, areas: &Areas, canvas: &mut Canvas<'_>) {
    let window = areas.window(selected, names.len());
    turns(areas, [window.start > 0, window.end < names.len()], canvas);
    for (line, (at, name)) in names.iter().enumerate().skip(window.start).take(window.len()).enumerate() {
        let area = row(areas.body, line, names.len());
        let (handle, role) = if at == selected { (Role::Handle, Role::Title) } else { (Role::Accent, Role::Text) };
        let number = format!(" {} ", at + 1);
        let used = canvas.text(area.x, area.y, area.width, &number, handle);
        canvas.text(area.x + used + 1, area.y, area.width.saturating_sub(used + 1), name, role);
    }
}

/// What is told from line `top` on, and buttons where it goes on.
fn told(rows: &[Row], top: usize, areas: &Areas, canvas: &mut Canvas<'_>) {
    let lines = rows::lines(rows, areas.body.width);
    rows::draw(lines.get(top..).unwrap_or_default(), areas.body, canvas);
    turns(areas, [top > 0, top < areas.last_top(lines.len())], canvas);
}

/// The signs that lead up and down, where they do.
fn turns(areas: &Areas, leads: [bool; 2], canvas: &mut Canvas<'_>) {
    let signs = canvas.signs;
    for ((area, sign), leads) in areas.turns.into_iter().zip([signs.above, signs.below]).zip(leads) {
        if leads {
            key(area, sign.encode_utf8(&mut [0; 4]), canvas);
        }
    }
}
