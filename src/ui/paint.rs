//! Writes text and lines into a picture by role. Never lays anything out, and cannot fail: what does not fit is cut.
//!
//! Looking up graphemes and solving layouts would cost more than everything else a key press does.

use ratatui::layout::Rect;

use super::glyphs::Signs;
use super::theme::{Ink, Palette, Role};
use crate::terminal::{Look, Picture};
use crate::text::char_width;

/// A picture to be drawn, with the palette and the signs of its visitor.
pub struct Canvas<'a> {
    picture: &'a mut Picture,
    palette: &'a Palette,
    /// The signs of the visitor's terminal.
    pub signs: &'static Signs,
}

impl<'a> Canvas<'a> {
    /// A canvas over `picture`, cleared to the ground.
    pub fn new(picture: &'a mut Picture, palette: &'a Palette, signs: &'static Signs) -> Self {
        picture.clear(look(palette, Role::Text));
        Self { picture, palette, signs }
    }

    /// A canvas over what `picture` shows already.
    pub const fn over(picture: &'a mut Picture, palette: &'a Palette, signs: &'static Signs) -> Self {
        Self { picture, palette, signs }
    }

    /// Writes `text` from column `x` of row `y`, at most `width` columns; a cut text ends in an ellipsis. Returns the
    /// columns used.
    pub fn text(&mut self, x: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let room = self.room(x, y, width);
        if room == 0 {
            return 0;
        }
        let look = look(self.palette, role);
        if let Some(columns) = plain_columns(text).filter(|columns| *columns <= room) {
            self.picture.write(x, y, text, look);
            return columns;
        }
        let (mut used, mut beside) = (0, (0, 0));
        for (at, letter) in text.char_indices() {
            let wide = columns(letter);
            if used < room {
                // What stands beside the ellipsis if one is needed.
                beside = (at, used);
            }
            if used + wide > room {
                let (end, used) = beside;
                self.picture.write(x, y, text.get(..end).unwrap_or_default(), look);
                // A wide sign that would reach into the last column leaves a blank.
                self.picture.fill(x + used, y, room - 1 - used, ' ', look);
                self.picture.fill(x + room - 1, y, 1, self.signs.cut, look);
                return room;
            }
            used += wide;
        }
        self.picture.write(x, y, text, look);
        used
    }

    /// Writes `text` so that it ends before column `right`, at most `width` columns. Returns the columns used.
    pub fn text_right(&mut self, right: u16, y: u16, width: u16, text: &str, role: Role) -> u16 {
        let wide = text_columns(text).min(width);
        self.text(right.saturating_sub(wide), y, wide, text, role)
    }

    /// Writes `sign` into each of `width` columns.
    pub fn fill(&mut self, x: u16, y: u16, width: u16, sign: char, role: Role) {
        let room = self.room(x, y, width);
        if room > 0 {
            self.picture.fill(x, y, room, sign, look(self.palette, role));
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

    /// Whether anything that is drawn in `area` can make a difference: what else is drawn is left out.
    pub fn wants(&self, area: Rect) -> bool {
        self.picture.wants(area)
    }

    /// How many columns from column `x` of row `y`, at most `width`, are on the canvas.
    fn room(&self, x: u16, y: u16, width: u16) -> u16 {
        let (columns, rows) = self.picture.size();
        if y < rows { width.min(columns.saturating_sub(x)) } else { 0 }
    }
}

fn look(palette: &Palette, role: Role) -> Look {
    let Ink { fg, bg, modifier } = palette.ink(role);
    Look { fg, bg, modifier }
}

/// The columns of a text of nothing but ASCII and Cyrillic, as nearly all are: a column for each character, told from its
/// bytes. `None` for any other.
fn plain_columns(text: &str) -> Option<u16> {
    let mut columns: u16 = 0;
    for byte in text.bytes() {
        match byte {
            // The second byte of a letter; then the first, or the only one.
            0x80..=0xbf => {}
            b' '..=b'~' | FIRST_CYRILLIC..=LAST_CYRILLIC => columns = columns.saturating_add(1),
            _ => return None,
        }
    }
    Some(columns)
}

/// The first bytes of U+0400 to U+047F.
const FIRST_CYRILLIC: u8 = 0xd0;
const LAST_CYRILLIC: u8 = 0xd1;

/// The columns of a character: 0, 1 or 2. Signs that join to others (and control characters) take none and are not drawn.
pub fn columns(letter: char) -> u16 {
    match letter {
        ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{4ff}' => 1,
        _ => char_width(letter) as u16,
    }
}

/// The columns of a text.
pub fn text_columns(text: &str) -> u16 {
    plain_columns(text).unwrap_or_else(|| all_columns(text))
}

fn all_columns(text: &str) -> u16 {
    text.chars().map(columns).fold(0, u16::saturating_add)
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::{Canvas, all_columns, plain_columns, text_columns};
    use crate::terminal::{ColorDepth, Glyphs, Picture};
    use crate::ui::glyphs::Signs;
    use crate::ui::theme::{Palette, Role, Theme};

    fn drawn(width: u16, draw: impl FnOnce(&mut Canvas<'_>)) -> String {
        let mut picture = Picture::new(Rect::new(0, 0, width, 1));
        let palette = Palette::new(Theme::Default, ColorDepth::True);
        draw(&mut Canvas::new(&mut picture, &palette, Signs::of(Glyphs::Full)));
        picture.into_cells().content.iter().map(|cell| cell.symbol().to_owned()).collect()
    }

    #[test]
    fn a_text_is_cut_with_an_ellipsis() {
        assert_eq!(drawn(8, |canvas| assert_eq!(canvas.text(1, 0, 5, "Асарел – Медет", Role::Text), 5)), " Асар…  ");
        assert_eq!(drawn(8, |canvas| assert_eq!(canvas.text(1, 0, 6, "Асарел", Role::Text), 6)), " Асарел ");
        assert_eq!(drawn(6, |canvas| assert_eq!(canvas.text_right(6, 0, 4, "37", Role::Text), 2)), "    37");
    }

    #[test]
    fn plain_texts_are_measured_like_any_other() {
        for text in ["", "Мегдан", "a я\u{400}\u{47f}~", "x—y", "漢", "\u{483}", "\u{e9}", "№ 7"] {
            assert_eq!(text_columns(text), all_columns(text), "{text}");
            assert!(plain_columns(text).is_none_or(|columns| columns == all_columns(text)), "{text}");
        }
        assert_eq!(plain_columns("Мегдан 7"), Some(8));
        assert_eq!(plain_columns("漢"), None);
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
