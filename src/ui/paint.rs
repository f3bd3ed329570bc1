//! Writes text and lines into a buffer by role. Never lays anything out, and cannot fail: what does not fit is cut.
//!
//! Cells are written directly: looking up graphemes and solving layouts costs more than everything else a key press does.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::glyphs::Signs;
use super::theme::{Palette, Role};
use crate::text::char_width;

/// A buffer to be painted, with the palette and the signs of its visitor.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    palette: &'a Palette,
    /// The signs of the visitor's terminal.
    pub signs: &'static Signs,
}

impl<'a> Canvas<'a> {
    /// A canvas over `buffer`, cleared to the ground.
    pub fn new(buffer: &'a mut Buffer, palette: &'a Palette, signs: &'static Signs) -> Self {
        let ink = palette.ink(Role::Text);
        for cell in &mut buffer.content {
            // Made anew each time: copying one asks each time whether its symbol is on the heap.
            let mut blank = Cell::EMPTY;
            (blank.fg, blank.bg, blank.modifier) = (ink.fg, ink.bg, ink.modifier);
            *cell = blank;
        }
        Self { buffer, palette, signs }
    }

    /// A canvas over what `buffer` shows already.
    pub const fn over(buffer: &'a mut Buffer, palette: &'a Palette, signs: &'static Signs) -> Self {
        Self { buffer, palette, signs }
    }

    /// Writes `text` from column `x` of row `y`, at most `width` columns; a cut text ends in an ellipsis. Returns the
    /// columns used.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let cut = self.signs.cut;
        let ink = self.palette.ink(role);
        let Some(row) = self.row(x, y, width) else { return 0 };
        let mut used = 0;
        for letter in text.chars() {
            let wide = columns(letter) as usize;
            if used + wide > row.len() {
                cut_off(row, cut);
                return row.len() as u16;
            }
            if wide > 0
                && let Some(cell) = row.get_mut(used)
            {
                cell.set_char(letter);
                (cell.fg, cell.bg, cell.modifier) = (ink.fg, ink.bg, ink.modifier);
            }
            // The second half of a wide sign is a blank.
            if wide > 1
                && let Some(cell) = row.get_mut(used + 1)
            {
                cell.set_char(' ');
                (cell.fg, cell.bg, cell.modifier) = (ink.fg, ink.bg, ink.modifier);
            }
            used += wide;
        }
        used as u16
    }

    /// Writes `text` so that it ends before column `right`, at most `width` columns. Returns the columns used.
    pub fn text_right(&mut self, right: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let wide = text_columns(text).min(width);
        self.text(right.saturating_sub(wide), y, wide, text, role)
    }

    /// Writes `sign` into each of `width` columns.
    pub fn fill(&mut self, x: u16, y: u16, width: u16, sign: char, role: Role) {
        let ink = self.palette.ink(role);
        for cell in self.row(x, y, width).into_iter().flatten() {
            cell.set_char(sign);
            (cell.fg, cell.bg, cell.modifier) = (ink.fg, ink.bg, ink.modifier);
        }
    }

    /// A horizontal hairline through the first row of `area`.
    pub fn rule(&mut self, area: Rect) {
        self.fill(area.x, area.y, area.width, self.signs.rule, Role::Rule);
    }

    /// A vertical hairline at column `x` beside `area`.
    pub fn stem(&mut self, x: u16, area: Rect) {
        for y in area.y..area.bottom() {
            self.fill(x, y, 1, self.signs.stem, Role::Rule);
        }
    }

    /// The cells of row `y` from column `x`, at most `width`, as far as they are on the canvas.
    fn row(&mut self, x: u16, y: u16, width: u16) -> Option<&mut [Cell]> {
        let area = self.buffer.area;
        if x >= area.width || y >= area.height {
            return None;
        }
        let start = usize::from(y) * usize::from(area.width) + usize::from(x);
        let end = start + usize::from(width.min(area.width - x));
        self.buffer.content.get_mut(start..end)
    }
}

/// Turns the last cell of a full row into the ellipsis; a wide sign that would reach into it goes.
fn cut_off(row: &mut [Cell], cut: char) {
    let Some((last, before)) = row.split_last_mut() else { return };
    last.set_char(cut);
    if let Some(cell) = before.last_mut().filter(|cell| text_columns(cell.symbol()) > 1) {
        cell.set_char(' ');
    }
}

/// The columns of a character: 0, 1 or 2. Signs that join to others (and control characters) take none and are not drawn.
pub fn columns(letter: char) -> u16 {
    match letter {
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{4ff}' => 1,
        _ => char_width(letter) as u16,
    }
}

/// The columns of a text.
pub fn text_columns(text: &str) -> u16 {
    text.chars().map(columns).fold(0, u16::saturating_add)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::Canvas;
    use crate::terminal::{ColorDepth, Glyphs};
    use crate::ui::glyphs::Signs;
    use crate::ui::theme::{Palette, Role, Theme};

    fn drawn(width: u16, draw: impl FnOnce(&mut Canvas<'_>)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        let palette = Palette::new(Theme::Default, ColorDepth::True);
        draw(&mut Canvas::new(&mut buffer, &palette, Signs::of(Glyphs::Full)));
        buffer.content.iter().map(|cell| cell.symbol().to_owned()).collect()
    }

    #[test]
    fn a_text_is_cut_with_an_ellipsis() {
        assert_eq!(drawn(8, |canvas| assert_eq!(canvas.text(1, 0, 5, "Асарел – Медет", Role::Text), 5)), " Асар…  ");
        assert_eq!(drawn(8, |canvas| assert_eq!(canvas.text(1, 0, 6, "Асарел", Role::Text), 6)), " Асарел ");
        assert_eq!(drawn(6, |canvas| assert_eq!(canvas.text_right(6, 0, 4, "37", Role::Text), 2)), "    37");
    }

    #[test]
    fn what_lies_outside_is_not_drawn() {
        let nothing = drawn(4, |canvas| {
            canvas.text(0, 1, 9, "по-долу", Role::Text);
            canvas.text(4, 0, 9, "вдясно", Role::Text);
            canvas.text(0, 0, 0, "без място", Role::Text);
            canvas.rule(Rect::new(0, 7, 900, 1));
            canvas.stem(9, Rect::new(0, 0, 1, 90));
        });
        assert_eq!(nothing, "    ");
    }

    #[test]
    fn wide_signs_take_two_cells_and_joining_ones_none() {
        assert_eq!(
            drawn(6, |canvas| assert_eq!(canvas.text(0, 0, 6, "а\u{301}漢\u{200d}б", Role::Text), 4)),
            "а漢 б  "
        );
        assert_eq!(drawn(2, |canvas| assert_eq!(canvas.text(0, 0, 2, "а漢", Role::Text), 2)), "а…");
        assert_eq!(drawn(2, |canvas| assert_eq!(canvas.text(0, 0, 2, "漢漢", Role::Text), 2)), " …");
    }
}
