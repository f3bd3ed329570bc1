//! Draws the lines of a document that are in sight, and finds the link under the pointer. Never scrolls.

use ratatui::layout::{Position, Rect};

use super::super::paint::{Canvas, text_columns};
use super::super::theme::Role;
use super::Line;

/// Draws `lines` from the `top`th on into `area`; the words of link `focus` stand out.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, lines: &[Line], top: usize, focus: Option<u16>) {
    for (y, line) in (area.y..area.bottom()).zip(lines.iter().skip(top)) {
        let mut x = area.x + line.indent;
        for span in &line.spans {
            let role = if span.link.is_some() && span.link == focus { Role::Handle } else { span.role };
            x += canvas.text(x, y, area.right().saturating_sub(x), &span.text, role);
        }
    }
}

/// The link (from 0) whose words are at `at`.
pub fn link_at(area: Rect, lines: &[Line], top: usize, at: Position) -> Option<u16> {
    if !area.contains(at) {
        return None;
    }
    let line = lines.get(top + usize::from(at.y - area.y))?;
    let mut x = area.x + line.indent;
    for span in &line.spans {
        let end = x + text_columns(&span.text);
        if (x..end).contains(&at.x) {
            return span.link;
        }
        x = end;
    }
    None
}
