//! What stands below a picture's large words: words, figures, bars, an agenda; each in a few plans from the roomiest to the
//! one that always fits. Never decides how large the words above are.

use ratatui::layout::Rect;

use super::reel::{Body, Entry, Value};
use crate::terminal::Glyphs;
use crate::text::wrap;
use crate::ui::big::{self, Big};
use crate::ui::paint::{Canvas, text_columns};
use crate::ui::theme::Role;

/// The widest a line of usual letters gets.
pub const TEXT: u16 = 76;
/// Lines of usual letters that a few words may take.
pub const LINES: usize = 4;
/// From so many columns names stand in both languages.
const BOTH: u16 = 100;
/// On a narrower picture the days of an agenda stand above the names.
const NARROW: u16 = 60;
/// And where they would leave a name less than this.
const NAME: u16 = 20;
/// Lines of a source, and of a name in the agenda.
const NOTE: usize = 2;
/// Columns that a name and its source need beside a big number.
const BESIDE: u16 = 36;

/// How much room a body takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Numbers in big letters, thick bars.
    Large,
    /// A blank row between two, sources whole.
    Airy,
    /// A row each.
    Tight,
}

impl Plan {
    /// The roomiest first.
    pub const ALL: [Self; 3] = [Self::Large, Self::Airy, Self::Tight];
}

/// The rows that `body` takes in this plan; nothing if it has no such plan. What is too long for the tight plan is cut.
pub fn rows(body: &Body, plan: Plan, area: Rect, glyphs: Glyphs) -> Option<u16> {
    let width = area.width;
    match (body, plan) {
        (Body::Words(words), Plan::Tight) => Some(lines(words, width, LINES)),
        (Body::Words(_), _) | (Body::Agenda(_), Plan::Large) => None,
        (Body::Figures(values), Plan::Large) => {
            let numbers = numbers(values, width, glyphs)?;
            Some(numbers.len() as u16 * (big::ROWS + 1) - 1)
        }
        (Body::Figures(values), Plan::Airy) => {
            let rows = |value: &Value| 1 + lines(&value.note, width, NOTE);
            Some(values.iter().map(|value| rows(value) + 1).sum::<u16>().saturating_sub(1))
        }
        (Body::Bars(values), Plan::Large) => Some(values.len() as u16 * 3 - 1),
        (Body::Bars(values), Plan::Airy) => Some(values.len() as u16 * 2 - 1),
        (Body::Figures(values) | Body::Bars(values), Plan::Tight) => Some((values.len() as u16).min(area.height)),
        (Body::Agenda(entries), Plan::Airy) => Some(entries_rows(entries, width, 1)),
        (Body::Agenda(entries), Plan::Tight) => Some(entries_rows(entries, width, 0).min(area.height)),
    }
}

/// Draws `body` in a plan that it has.
pub fn draw(body: &Body, plan: Plan, area: Rect, canvas: &mut Canvas<'_>) {
    match (body, plan) {
        (Body::Words(words), _) => {
            paragraph(words, area, LINES, Role::Text, canvas);
        }
        (Body::Figures(values), Plan::Large) => large_figures(values, area, canvas),
        (Body::Figures(values), Plan::Airy) => figures(values, area, canvas),
        (Body::Figures(values), Plan::Tight) => figures_in_rows(values, area, canvas),
        (Body::Bars(values), _) => bars(values, plan, area, canvas),
        (Body::Agenda(entries), _) => agenda(entries, u16::from(plan != Plan::Tight), area, canvas),
    }
}

/// The lines, at most so many, that [`paragraph`] takes of this width.
pub fn lines(text: &str, width: u16, most: usize) -> u16 {
    wrap(text, usize::from(width.min(TEXT))).take(most).count() as u16
}

/// Draws wrapped text; the row below it.
pub fn paragraph(text: &str, area: Rect, most: usize, role: Role, canvas: &mut Canvas<'_>) -> u16 {
    let width = area.width.min(TEXT);
    let lines: Vec<_> = wrap(text, usize::from(width)).collect();
    let shown = most.min(usize::from(area.height));
    let mut y = area.y;
    for (at, line) in lines.iter().take(shown).enumerate() {
        let cut = at + 1 == shown && lines.len() > shown;
        let used = canvas.text(area.x, y, width, line, role);
        if cut {
            let cut = canvas.signs.cut;
            canvas.fill(area.x + used.min(width - 1), y, 1, cut, role);
        }
        y += 1;
    }
    y
}

/// The numbers in big letters, if all of them and what stands beside them have room.
fn numbers(values: &[Value], width: u16, glyphs: Glyphs) -> Option<Vec<Big>> {
    let room = width.checked_sub(BESIDE)?;
    values.iter().map(|value| Big::new(&value.text, room, 1, glyphs)).collect()
}

fn large_figures(values: &[Value], area: Rect, canvas: &mut Canvas<'_>) {
    let numbers = numbers(values, area.width, canvas.signs.level).unwrap_or_default();
    let led = |value: &Value| if value.lead.is_empty() { 0 } else { text_columns(&value.lead) + 1 };
    let widest = values.iter().zip(&numbers).map(|(value, number)| led(value) + number.columns()).max();
    let widest = widest.unwrap_or_default();
    let x = area.x + widest + 3;
    let beside = Rect { x, width: area.right().saturating_sub(x), ..area };
    for ((value, number), y) in values.iter().zip(&numbers).zip((area.y..).step_by(usize::from(big::ROWS) + 1)) {
        let digits = area.x + widest - number.columns();
        number.draw(digits, y, Role::Accent, canvas);
        canvas.text_right(digits.saturating_sub(1), y, widest, &value.lead, Role::Muted);
        let y = paragraph(&value.label, Rect { y, height: 1, ..beside }, 1, Role::Title, canvas);
        let other = value.other.as_deref().unwrap_or_default();
        let y = paragraph(other, Rect { y, height: 1, ..beside }, 1, Role::Muted, canvas);
        paragraph(&value.note, Rect { y, height: 2, ..beside }, NOTE, Role::Muted, canvas);
    }
}

fn figures(values: &[Value], area: Rect, canvas: &mut Canvas<'_>) {
    let mut y = area.y;
    for value in values {
        let used = canvas.text(area.x, y, area.width, &number(value), Role::Title);
        let label = named(value, area.width, canvas.signs.dot);
        canvas.text(area.x + used + 2, y, area.width.saturating_sub(used + 2), &label, Role::Text);
        y = paragraph(&value.note, Rect { y: y + 1, height: NOTE as u16, ..area }, NOTE, Role::Muted, canvas);
        y += 1;
    }
}

fn figures_in_rows(values: &[Value], area: Rect, canvas: &mut Canvas<'_>) {
    let (label, wide) = columns(values, area.width, |value| value.label.clone());
    for (value, y) in values.iter().zip(area.y..area.bottom()) {
        canvas.text(area.x, y, label, &value.label, Role::Muted);
        canvas.text_right(area.x + label + 2 + wide, y, wide, &number(value), Role::Title);
        let beside = label + wide + 5;
        canvas.text(area.x + beside, y, area.width.saturating_sub(beside), &value.note, Role::Muted);
    }
}

/// The columns of names and of numbers.
fn columns(values: &[Value], width: u16, name: impl Fn(&Value) -> String) -> (u16, u16) {
    let label = values.iter().map(|value| text_columns(&name(value))).max().unwrap_or_default().min(width / 2);
    (label, values.iter().map(|value| text_columns(&number(value))).max().unwrap_or_default())
}

/// „над 8 000“
fn number(value: &Value) -> String {
    if value.lead.is_empty() { value.text.clone() } else { format!("{}\u{a0}{}", value.lead, value.text) }
}

/// A name, in both languages where there is room.
fn named(value: &Value, width: u16, dot: char) -> String {
    match value.other.as_ref().filter(|_| width >= BOTH) {
        Some(other) => format!("{} {dot} {other}", value.label),
        None => value.label.clone(),
    }
}

fn bars(values: &[Value], plan: Plan, area: Rect, canvas: &mut Canvas<'_>) {
    let dot = canvas.signs.dot;
    let (label, number) = columns(values, area.width, |value| named(value, area.width, dot));
    let most = values.iter().map(|value| value.bar).max().unwrap_or_default();
    let room = area.width.saturating_sub(label + number + 4);
    let (pitch, thick) = match plan {
        Plan::Large => (3, 2),
        Plan::Airy => (2, 1),
        Plan::Tight => (1, 1),
    };
    for (value, y) in values.iter().zip((area.y..area.bottom()).step_by(pitch)) {
        canvas.text(area.x, y, label, &named(value, area.width, dot), Role::Text);
        canvas.text_right(area.x + label + 2 + number, y, number, &value.text, Role::Title);
        let long = bar(value.bar, most, room);
        for y in y..(y + thick).min(area.bottom()) {
            let sign = canvas.signs.bar;
            canvas.fill(area.x + label + number + 4, y, long, sign, Role::Bar);
        }
    }
}

/// The columns of a bar, of `room` for the longest one, which counts `most`; what is there at all is seen.
pub fn bar(count: u64, most: u64, room: u16) -> u16 {
    // Cents times columns would overflow.
    (u128::from(count) * u128::from(room)).div_ceil(u128::from(most.max(1))) as u16
}

/// Columns of the days and of how soon they are; none where they stand above the names, as long ones do.
fn agenda_columns(entries: &[Entry], width: u16) -> (u16, u16) {
    let widest = |part: fn(&Entry) -> &str| {
        entries.iter().map(|entry| text_columns(part(entry))).max().filter(|wide| *wide > 0).map_or(0, |wide| wide + 2)
    };
    let (day, near) = (widest(|entry| &entry.day), widest(|entry| &entry.near));
    let is_roomy = width >= NARROW && day + near + NAME <= width;
    if is_roomy { (day, near) } else { (0, 0) }
}

/// The rows of one entry.
fn entry_rows(entry: &Entry, entries: &[Entry], width: u16) -> u16 {
    let (day, near) = agenda_columns(entries, width);
    lines(&entry.title, width - day - near, NOTE).max(1) + u16::from(day + near == 0)
}

fn entries_rows(entries: &[Entry], width: u16, gap: u16) -> u16 {
    entries.iter().map(|entry| entry_rows(entry, entries, width) + gap).sum::<u16>().saturating_sub(gap)
}

/// Draws the entries that fit whole.
fn agenda(entries: &[Entry], gap: u16, area: Rect, canvas: &mut Canvas<'_>) {
    let (day, near) = agenda_columns(entries, area.width);
    let mut y = area.y;
    for entry in entries {
        let rows = entry_rows(entry, entries, area.width);
        if y + rows > area.bottom() {
            break;
        }
        let name = Rect { x: area.x + day + near, width: area.width - day - near, y, height: rows };
        if day + near == 0 {
            let used = canvas.text(area.x, y, area.width, &entry.day, Role::Muted);
            let x = area.x + used + u16::from(used > 0) * 2;
            canvas.text(x, y, area.right().saturating_sub(x), &entry.near, Role::Accent);
            paragraph(&entry.title, Rect { y: y + 1, height: rows - 1, ..name }, NOTE, Role::Title, canvas);
        } else {
            canvas.text(area.x, y, day, &entry.day, Role::Muted);
            canvas.text(area.x + day, y, near, &entry.near, Role::Accent);
            paragraph(&entry.title, name, NOTE, Role::Title, canvas);
            place(entry, name, canvas);
        }
        y += rows + gap;
    }
}

/// Where it is, right of a name that leaves room.
fn place(entry: &Entry, name: Rect, canvas: &mut Canvas<'_>) {
    let used = text_columns(&entry.title);
    if used + text_columns(&entry.place) + 3 <= name.width.min(TEXT) {
        canvas.text(name.x + used + 3, name.y, name.width, &entry.place, Role::Muted);
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::{Body, Entry, Plan, draw, rows};
    use crate::terminal::{ColorDepth, Glyphs, Picture};
    use crate::ui::glyphs::Signs;
    use crate::ui::paint::Canvas;
    use crate::ui::theme::{Palette, Theme};

    fn drawn(body: &Body, plan: Plan, area: Rect) -> Vec<String> {
        let mut picture = Picture::new(area);
        let palette = Palette::new(Theme::Default, ColorDepth::True);
        draw(body, plan, area, &mut Canvas::new(&mut picture, &palette, Signs::of(Glyphs::Full)));
        let cells = picture.into_cells().content;
        let row = |row: &[ratatui::buffer::Cell]| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>();
        cells.chunks(area.width.into()).map(|cells| row(cells).trim_end().to_owned()).collect()
    }

    #[test]
    fn days_that_leave_no_room_for_names_stand_above_them() {
        let entry = |day: &str| Entry {
            day: day.to_owned(),
            near: "след 6 дни".to_owned(),
            title: "Учредително събрание".to_owned(),
            place: String::new(),
        };
        let exact = "17.01.2012 г.";
        let inexact = "около края на лятото на 2012 г. – около началото на есента на 2013 г.";
        for width in 1..100 {
            let area = Rect::new(0, 0, width, 12);
            for plan in [Plan::Airy, Plan::Tight] {
                let body = Body::Agenda(vec![entry(exact), entry(inexact)]);
                assert!(rows(&body, plan, area, Glyphs::Full).is_some_and(|rows| rows <= area.height), "{width}");
                let picture = drawn(&body, plan, area);
                let is_whole = picture.iter().any(|row| row.contains("Учредително събрание"));
                assert!(is_whole || width < 20, "{width}:\n{}", picture.join("\n"));
            }
        }
        let beside = drawn(&Body::Agenda(vec![entry(exact)]), Plan::Tight, Rect::new(0, 0, 60, 2));
        assert_eq!(beside, ["17.01.2012 г.  след 6 дни  Учредително събрание", ""]);
        let above = drawn(&Body::Agenda(vec![entry(inexact)]), Plan::Tight, Rect::new(0, 0, 90, 2));
        assert_eq!(above, [format!("{inexact}  след 6 дни"), "Учредително събрание".to_owned()]);
    }
}
