//! Draws one picture of the invitation: large type where there is room. Every picture stands a little elsewhere than the one
//! before, so that nothing burns into the screen.

use ratatui::layout::Rect;

use super::reel::{Slide, Value};
use crate::terminal::{Glyphs, Profile, Size};
use crate::text::{Lang, wrap};
use crate::ui::big::Big;
use crate::ui::paint::{Canvas, text_columns};
use crate::ui::strings::Strings;
use crate::ui::theme::Role;

/// How far pictures wander, in columns and rows, one step a picture.
const WANDER: [(u16, u16); 8] = [(0, 0), (2, 0), (4, 1), (2, 1), (0, 1), (1, 0), (3, 1), (4, 0)];
/// Lines of large and of usual letters that a title may take.
const BIG_LINES: usize = 4;
const LINES: usize = 4;
/// The widest a line of usual letters gets.
const TEXT: u16 = 76;

/// Draws a picture: the one with the number `at` of a round of `of`, and `step` steps on its way.
pub fn draw(
    slide: &Slide,
    (step, at): (usize, usize),
    of: usize,
    profile: &Profile,
    lang: Lang,
    canvas: &mut Canvas<'_>,
) {
    let glyphs = profile.glyphs;
    let area = place(step, profile.size);
    let mut y = area.y;
    let dot = canvas.signs.dot;
    let [bg, en] = slide.kicker;
    let mut x = area.x + canvas.text(area.x, y, area.width, &format!("{bg} {dot} {en}"), Role::Accent);
    if !slide.when.is_empty() {
        x += 3;
        canvas.text(x, y, area.right().saturating_sub(x), &slide.when, Role::Muted);
    }
    y += 2;
    // The invitation keeps its three rows below.
    let bottom = area.bottom().saturating_sub(3);
    y = title(slide, Rect { y, height: bottom.saturating_sub(y), ..area }, glyphs, canvas) + 1;
    if let Some(other) = &slide.other {
        y = paragraph(other, Rect { y, height: bottom.saturating_sub(y), ..area }, 2, Role::Muted, canvas) + 1;
    }
    if slide.values.is_empty() {
        paragraph(&slide.detail, Rect { y, height: bottom.saturating_sub(y), ..area }, LINES, Role::Text, canvas);
    } else {
        values(&slide.values, Rect { y, height: bottom.saturating_sub(y), ..area }, canvas);
    }
    invitation(area, (at, of), lang, canvas);
}

/// The picture's place: inside a margin, wandering.
fn place(at: usize, size: Size) -> Rect {
    let (columns, rows) = (size.columns(), size.rows());
    let (margin, top) = (if columns >= 60 { columns / 14 } else { 1 }, u16::from(rows >= 16));
    let (right, down) = WANDER.get(at % WANDER.len()).copied().unwrap_or_default();
    let room = |wanted: u16, free: u16| wanted.min(free);
    let (right, down) = (room(right, margin), if rows >= 20 { down } else { 0 });
    // On a high screen all stands a little lower than at its edge.
    let y = top + down + rows.saturating_sub(24) / 4;
    Rect { x: margin + right, y, width: columns.saturating_sub(2 * margin), height: rows.saturating_sub(y + top) }
}

/// Draws the title as large as fits; the row below it.
fn title(slide: &Slide, area: Rect, glyphs: Glyphs, canvas: &mut Canvas<'_>) -> u16 {
    // Room stays for the other language, or for a few figures.
    let below = if slide.values.is_empty() { 2 } else { 7 };
    let big = Big::new(&slide.title, area.width, BIG_LINES, glyphs);
    if let Some(big) = big.filter(|big| big.rows() + below <= area.height) {
        big.draw(area.x, area.y, Role::Title, glyphs, canvas);
        return area.y + big.rows();
    }
    paragraph(&slide.title, area, LINES, Role::Title, canvas)
}

/// Draws wrapped text; the row below it.
fn paragraph(text: &str, area: Rect, most: usize, role: Role, canvas: &mut Canvas<'_>) -> u16 {
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

/// Draws names and values, one a row; bars where they compare alike things.
fn values(values: &[Value], area: Rect, canvas: &mut Canvas<'_>) {
    let label = values.iter().map(|value| text_columns(&value.label)).max().unwrap_or_default().min(area.width / 2);
    let number = values.iter().map(|value| text_columns(&value.text)).max().unwrap_or_default();
    let most = values.iter().filter_map(|value| value.bar).max().unwrap_or(1).max(1);
    let room = u64::from(area.width.min(TEXT).saturating_sub(label + number + 4));
    for (value, y) in values.iter().zip(area.y..area.bottom()) {
        canvas.text(area.x, y, label, &value.label, Role::Muted);
        canvas.text_right(area.x + label + 2 + number, y, number, &value.text, Role::Title);
        let beside = label + number + 5;
        canvas.text(area.x + beside, y, area.width.saturating_sub(beside), &value.note, Role::Muted);
        if let Some(bar) = value.bar {
            let long = (bar * room).div_ceil(most) as u16;
            let sign = canvas.signs.bar;
            canvas.fill(area.x + label + number + 4, y, long, sign, Role::Bar);
        }
    }
}

/// The last rows: what to do, in both languages, the visitors' usual one first.
fn invitation(area: Rect, (at, of): (usize, usize), lang: Lang, canvas: &mut Canvas<'_>) {
    let (first, second) = (Strings::of(lang).lobby.invitation, Strings::of(lang.other()).lobby.invitation);
    let position = format!("{} / {of}", at + 1);
    let y = area.bottom().saturating_sub(2);
    let used = canvas.text_right(area.right(), y + 1, area.width / 3, &position, Role::Muted);
    let room = area.width.saturating_sub(used + 2);
    canvas.text(area.x, y, area.width, first, Role::Accent);
    canvas.text(area.x, y + 1, room, second, Role::Muted);
}
