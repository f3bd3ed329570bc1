//! Draws the panel. Never shows a digit of the PIN.

use std::time::Duration;

use ratatui::layout::Rect;

use super::areas::{PAD, areas, pad, pin, row};
use super::{Page, Panel};
use crate::content::{PartialDate, Style};
use crate::edition::visits::Statistics;
use crate::terminal::Size;
use crate::text::wrap;
use crate::ui::paint::Canvas;
use crate::ui::strings::Strings;
use crate::ui::theme::Role;

/// Days in the chart.
const DAYS: usize = 14;

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
        Page::Menu => rows(&words.items.map(str::to_owned), panel.selected, body, canvas),
        Page::Sources(names) if names.is_empty() => lines(&[words.no_sources.to_owned()], body, canvas),
        Page::Sources(names) => {
            note = words.sources;
            rows(names, panel.selected, body, canvas);
        }
        Page::Report(report) => lines(report, body, canvas),
        Page::Statistics(sums) => statistics(panel, sums, body, canvas),
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

fn rows(names: &[String], selected: usize, body: Rect, canvas: &mut Canvas<'_>) {
    for (at, name) in names.iter().enumerate() {
        let area = row(body, at);
        if area.height == 0 {
            break;
        }
        let (handle, role) = if at == selected { (Role::Handle, Role::Title) } else { (Role::Accent, Role::Text) };
        let number = format!(" {} ", at + 1);
        let used = canvas.text(area.x, area.y, area.width, &number, handle);
        canvas.text(area.x + used + 1, area.y, area.width.saturating_sub(used + 1), name, role);
    }
}

fn lines(report: &[String], body: Rect, canvas: &mut Canvas<'_>) {
    let broken = report.iter().flat_map(|line| wrap(line, usize::from(body.width)));
    for (line, y) in broken.zip(body.y..body.bottom()) {
        canvas.text(body.x, y, body.width, line, Role::Text);
    }
}

/// A chart of the last days, then names by count, as far as there is room.
fn statistics(panel: &Panel, sums: &Statistics, body: Rect, canvas: &mut Canvas<'_>) {
    let words = Strings::of(panel.lang).lobby;
    if sums.days.is_empty() {
        return lines(&[words.no_counts.to_owned()], body, canvas);
    }
    canvas.text(body.x, body.y, body.width, &(words.openings)(sums.openings()), Role::Title);
    let skipped = sums.days.len().saturating_sub(DAYS);
    let days = sums.days.iter().skip(skipped);
    let days = days.map(|(day, count)| (PartialDate::Day(*day).words(panel.lang, Style::Short), *count)).collect();
    let records = sums.records.iter().map(|(slug, count)| (slug.to_string(), *count)).collect();
    let mut y = body.y + 2;
    for (title, bars) in [(words.by_day, days), (words.most_read, records), (words.in_vain, sums.searches.clone())] {
        let area = Rect { y, height: body.bottom().saturating_sub(y), ..body };
        // A heading without a row below it says nothing.
        if area.height < 2 || bars.is_empty() {
            continue;
        }
        canvas.text(area.x, area.y, area.width, title, Role::Accent);
        y = chart(&bars, Rect { y: area.y + 1, height: area.height - 1, ..area }, canvas) + 1;
    }
}

/// One row a bar, at most half of the room; the row below the last.
fn chart(bars: &[(String, u64)], area: Rect, canvas: &mut Canvas<'_>) -> u16 {
    let most = bars.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let label = (area.width / 3).min(26);
    let room = u64::from(area.width.saturating_sub(label + 8).min(60));
    let shown = bars.len().min(usize::from(area.height.div_ceil(2)).max(3));
    let mut y = area.y;
    for ((name, count), row) in bars.iter().take(shown).zip(area.y..area.bottom()) {
        canvas.text(area.x, row, label, name, Role::Muted);
        canvas.text_right(area.x + label + 6, row, 5, &count.to_string(), Role::Text);
        let bar = canvas.signs.bar;
        canvas.fill(area.x + label + 8, row, (count * room).div_ceil(most) as u16, bar, Role::Bar);
        y = row + 1;
    }
    y
}
