//! What the panel tells at length, row by row: reports, and the counters with their charts. Made when an answer comes; broken
//! into lines of a width for drawing and for scrolling.

use ratatui::layout::Rect;

use crate::content::{PartialDate, Style};
use crate::edition::Edition;
use crate::edition::visits::{Door, Statistics};
use crate::text::{Lang, wrap};
use crate::ui::lobby::body::bar;
use crate::ui::paint::Canvas;
use crate::ui::strings::Strings;
use crate::ui::theme::Role;

/// Days in the chart, and names under each heading.
const DAYS: usize = 28;
const NAMES: usize = 20;
/// Columns of a name beside its bar, at most.
const LABEL: u16 = 36;
/// Columns of a number.
const NUMBER: u16 = 7;
/// The longest bar.
const BAR: u16 = 60;

/// A row that is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A sentence.
    Words(String, Role),
    /// A name with a count, and the greatest count beside which its bar stands.
    Bar(String, u64, u64),
    /// Nothing.
    Blank,
}

/// The rows of a report.
pub fn report(lines: Vec<String>) -> Vec<Row> {
    lines.into_iter().map(|line| Row::Words(line, Role::Text)).collect()
}

/// The rows of the counters; `notes` come first. Records are called as in `edition`.
pub fn statistics(sums: &Statistics, notes: Vec<String>, edition: &Edition, lang: Lang) -> Vec<Row> {
    let words = Strings::of(lang).lobby;
    let mut rows: Vec<Row> = notes.into_iter().map(|note| Row::Words(note, Role::Warning)).collect();
    if !rows.is_empty() {
        rows.push(Row::Blank);
    }
    if sums.days.is_empty() && sums.searches.is_empty() {
        rows.push(Row::Words(words.no_counts.to_owned(), Role::Text));
        return rows;
    }
    rows.push(Row::Words((words.openings)(sums.openings()), Role::Title));
    let days = sums.days.iter().skip(sums.days.len().saturating_sub(DAYS));
    let days = days.map(|(day, count)| (PartialDate::Day(*day).words(lang, Style::Short), *count)).collect();
    let title = |slug| edition.card(edition.find(slug).ok()??).ok().map(|card| card.title.any(lang).clone());
    let named = |(slug, count)| (title(slug).unwrap_or_else(|| slug.to_string()), count);
    let records = sums.records.iter().take(NAMES).map(|(slug, count)| named((slug, *count))).collect();
    let hours = (0_u64..).zip(sums.hours).filter(|(_, count)| *count > 0);
    let hours = hours.map(|(hour, count)| (format!("{hour:02}:00–{:02}:00", hour + 1), count)).collect();
    let doors = Door::ALL.iter().zip(words.doors).zip(sums.doors);
    let doors = doors.map(|((_, name), count)| (name.to_owned(), count)).filter(|(_, count)| *count > 0).collect();
    let languages = Lang::ALL.iter().zip(words.languages).zip(sums.languages);
    let languages = languages.map(|((_, name), count)| (name.to_owned(), count)).filter(|(_, count)| *count > 0);
    for (heading, bars) in [
        (words.by_day, days),
        (words.most_read, records),
        (words.by_hour, hours),
        (words.by_door, doors),
        (words.by_language, languages.collect()),
        (words.in_vain, sums.searches.iter().take(NAMES).cloned().collect()),
    ] {
        chart(heading, bars, &mut rows);
    }
    rows
}

/// A heading and its bars; nothing without bars.
fn chart(heading: &str, bars: Vec<(String, u64)>, rows: &mut Vec<Row>) {
    let Some(most) = bars.iter().map(|(_, count)| *count).max() else { return };
    rows.extend([Row::Blank, Row::Words(heading.to_owned(), Role::Accent)]);
    rows.extend(bars.into_iter().map(|(name, count)| Row::Bar(name, count, most)));
}

/// The rows with sentences broken into lines of `width` columns.
pub fn lines(rows: &[Row], width: u16) -> Vec<Row> {
    let mut out = Vec::new();
    for row in rows {
        match row {
            Row::Words(text, role) => {
                out.extend(wrap(text, usize::from(width)).map(|line| Row::Words(line.to_owned(), *role)));
            }
            other => out.push(other.clone()),
        }
    }
    out
}

/// Draws lines into `area`.
pub fn draw(lines: &[Row], area: Rect, canvas: &mut Canvas<'_>) {
    for (line, y) in lines.iter().zip(area.y..area.bottom()) {
        match line {
            Row::Blank => {}
            Row::Words(text, role) => {
                canvas.text(area.x, y, area.width, text, *role);
            }
            Row::Bar(name, count, most) => {
                let label = (area.width / 2).min(LABEL);
                canvas.text(area.x, y, label, name, Role::Muted);
                canvas.text_right(area.x + label + 1 + NUMBER, y, NUMBER, &count.to_string(), Role::Text);
                let beside = label + NUMBER + 3;
                let room = area.width.saturating_sub(beside).min(BAR);
                let sign = canvas.signs.bar;
                canvas.fill(area.x + beside, y, bar(*count, *most, room), sign, Role::Bar);
            }
        }
    }
}
