//! A picture that is being drawn: what is written where, and the cells that it makes. Never lays anything out and sends
//! nothing.
//!
//! Between two frames most rows stay as they are, and painting a row costs more than all that decides what stands in it. So
//! what is written is noted first, with a print of each row; a row whose print a terminal has seen is not painted. Where
//! it is known before what may differ, nothing else is noted at all.

use std::hash::{BuildHasher as _, Hasher as _};
use std::ops::Range;

use foldhash::fast::FixedState;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::damage::{self, Damage};
use crate::text::char_width;

/// How cells look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The letter's colour.
    pub fg: Color,
    /// The ground's colour.
    pub bg: Color,
    /// Bold, underlined, reversed.
    pub modifier: Modifier,
}

/// A picture, drawn in one frame after the other.
#[derive(Debug)]
pub struct Picture {
    cells: Buffer,
    ground: Look,
    pieces: Vec<Piece>,
    /// The texts of all pieces.
    text: String,
    /// What was written in each row, as a number; none where only a part is drawn.
    prints: Vec<u64>,
    /// The part that is drawn.
    damage: Damage,
}

impl Default for Picture {
    fn default() -> Self {
        Self::over(Buffer::default())
    }
}

/// Something written in one row.
#[derive(Debug)]
struct Piece {
    x: u16,
    y: u16,
    look: Look,
    what: What,
}

#[derive(Debug)]
enum What {
    /// This part of the texts.
    Text(Range<usize>),
    /// So many columns of one sign.
    Fill(char, u16),
}

impl Picture {
    /// An empty picture of this area's size; its cells show anything until they are painted.
    pub fn new(area: Rect) -> Self {
        Self::over(Buffer::empty(area))
    }

    /// An empty picture in these cells, which may show anything.
    pub fn over(cells: Buffer) -> Self {
        let mut picture = Self {
            cells,
            ground: Look::default(),
            pieces: Vec::new(),
            text: String::new(),
            prints: Vec::new(),
            damage: Damage::Everything,
        };
        picture.clear(Look::default());
        picture
    }

    /// Begins another one of this size. What is written outside `damage` is left out: it is as in the picture before.
    pub fn begin(&mut self, area: Rect, damage: Damage) {
        if self.cells.area != area {
            self.cells.resize(area);
        }
        self.damage = damage;
        self.clear(Look::default());
    }

    /// Whether anything that is written in `area` is not left out.
    pub fn wants(&self, area: Rect) -> bool {
        self.damage.meets(area)
    }

    /// Takes away everything that was written; blanks look so from now on.
    pub fn clear(&mut self, ground: Look) {
        self.pieces.clear();
        self.text.clear();
        self.ground = ground;
        self.prints.clear();
        if self.damage == Damage::Everything {
            let print = print(0, ground, u64::MAX, b"");
            self.prints.resize(usize::from(self.cells.area.height), print);
        }
    }

    /// Its columns and rows.
    pub const fn size(&self) -> (u16, u16) {
        (self.cells.area.width, self.cells.area.height)
    }

    /// Writes `text` from column `x` of row `y`; what is outside is left out. Signs that join to others are left out too.
    pub fn write(&mut self, x: u16, y: u16, text: &str, look: Look) {
        // No text has more columns than bytes.
        if text.is_empty() || self.leaves_out(x, y, text.len()) {
            return;
        }
        let begin = self.text.len();
        self.text.push_str(text);
        self.add(Piece { x, y, look, what: What::Text(begin..self.text.len()) }, u64::from(x) << 32, text.as_bytes());
    }

    /// Writes `sign` into `width` columns.
    pub fn fill(&mut self, x: u16, y: u16, width: u16, sign: char, look: Look) {
        if self.leaves_out(x, y, width.into()) {
            return;
        }
        let place = u64::from(x) << 32 | u64::from(width) << 1 | 1;
        self.add(Piece { x, y, look, what: What::Fill(sign, width) }, place, sign.encode_utf8(&mut [0; 4]).as_bytes());
    }

    fn leaves_out(&self, x: u16, y: u16, width: usize) -> bool {
        let width = u16::try_from(width).unwrap_or(u16::MAX);
        !self.damage.meets(Rect { x, y, width, height: 1 })
    }

    fn add(&mut self, piece: Piece, place: u64, text: &[u8]) {
        if let Some(before) = self.prints.get_mut(usize::from(piece.y)) {
            *before = print(*before, piece.look, place, text);
        }
        self.pieces.push(piece);
    }

    /// What was written in each row, as a number that differs when that differs: of 2^64 changes one may not be seen, and its
    /// row then stands as it was until it changes again or all is drawn anew.
    pub fn prints(&self) -> &[u64] {
        &self.prints
    }

    /// Paints the rows for which `wanted` is true and gives the cells. Other rows show anything.
    pub fn paint(&mut self, wanted: impl Fn(u16) -> bool) -> &Buffer {
        let (_, rows) = self.size();
        for y in (0..rows).filter(|y| wanted(*y)) {
            self.empty(y, 0..usize::MAX);
        }
        self.letter(wanted);
        &self.cells
    }

    /// Paints the part that is drawn, and gives its areas and the cells, of which others show anything; then nothing of it
    /// is left to be painted. Nothing if all is drawn.
    pub fn paint_damage(&mut self) -> Option<(Vec<Rect>, &Buffer)> {
        let Damage::Areas(areas) = &mut self.damage else { return None };
        let areas = std::mem::take(areas);
        for y in damage::rows(&areas) {
            for columns in damage::columns(&areas, y) {
                self.empty(y, columns);
            }
        }
        self.letter(|_| true);
        Some((areas, &self.cells))
    }

    fn empty(&mut self, y: u16, columns: Range<usize>) {
        let ground = self.ground;
        for cell in self.row(y, 0).iter_mut().take(columns.end).skip(columns.start) {
            // Made anew each time: copying one asks each time whether its symbol is on the heap.
            *cell = Cell::EMPTY;
            dress(cell, ground);
        }
    }

    /// Writes all pieces into the cells of the rows for which `wanted` is true.
    fn letter(&mut self, wanted: impl Fn(u16) -> bool) {
        let (pieces, text) = (std::mem::take(&mut self.pieces), std::mem::take(&mut self.text));
        for piece in pieces.iter().filter(|piece| wanted(piece.y)) {
            let row = self.row(piece.y, piece.x);
            match &piece.what {
                What::Text(range) => letters(row, text.get(range.clone()).unwrap_or_default(), piece.look),
                What::Fill(sign, width) => {
                    for cell in row.iter_mut().take(usize::from(*width)) {
                        cell.set_char(*sign);
                        dress(cell, piece.look);
                    }
                }
            }
        }
        (self.pieces, self.text) = (pieces, text);
    }

    /// All its cells, painted.
    pub fn into_cells(mut self) -> Buffer {
        self.paint(|_| true);
        self.cells
    }

    /// The cells of row `y` from column `x`.
    fn row(&mut self, y: u16, x: u16) -> &mut [Cell] {
        let (width, _) = self.size();
        let start = usize::from(y) * usize::from(width);
        self.cells.content.get_mut(start + usize::from(x.min(width))..start + usize::from(width)).unwrap_or_default()
    }
}

fn print(before: u64, look: Look, place: u64, text: &[u8]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write_u64(before);
    hasher.write_u64(place);
    hasher.write_u64(u64::from(number(look.fg)) << 32 | u64::from(number(look.bg)));
    hasher.write_u16(look.modifier.bits());
    hasher.write(text);
    hasher.finish()
}

/// A number for each colour.
const fn number(color: Color) -> u32 {
    match color {
        Color::Reset => 0,
        Color::Black => 1,
        Color::Red => 2,
        Color::Green => 3,
        Color::Yellow => 4,
        Color::Blue => 5,
        Color::Magenta => 6,
        Color::Cyan => 7,
        Color::Gray => 8,
        Color::DarkGray => 9,
        Color::LightRed => 10,
        Color::LightGreen => 11,
        Color::LightYellow => 12,
        Color::LightBlue => 13,
        Color::LightMagenta => 14,
        Color::LightCyan => 15,
        Color::White => 16,
        Color::Indexed(n) => u32::from_be_bytes([1, 0, 0, n]),
        Color::Rgb(r, g, b) => u32::from_be_bytes([2, r, g, b]),
    }
}

fn dress(cell: &mut Cell, look: Look) {
    (cell.fg, cell.bg, cell.modifier) = (look.fg, look.bg, look.modifier);
}

fn letters(row: &mut [Cell], text: &str, look: Look) {
    let mut at = 0;
    for letter in text.chars() {
        let wide = char_width(letter);
        if at + wide > row.len() {
            return;
        }
        // The second half of a wide sign is a blank.
        for (half, sign) in [letter, ' '].into_iter().enumerate().take(wide) {
            if let Some(cell) = row.get_mut(at + half) {
                cell.set_char(sign);
                dress(cell, look);
            }
        }
        at += wide;
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Color;

    use super::{Damage, Look, Picture};

    const RED: Look = Look { fg: Color::Red, bg: Color::Reset, modifier: ratatui::style::Modifier::empty() };

    fn picture(draw: impl FnOnce(&mut Picture)) -> Picture {
        let mut picture = Picture::new(Rect::new(0, 0, 8, 3));
        draw(&mut picture);
        picture
    }

    fn text(picture: Picture) -> String {
        picture.into_cells().content.iter().map(|cell| cell.symbol().to_owned()).collect()
    }

    #[test]
    fn what_is_written_later_stands_above() {
        let drawn = picture(|picture| {
            picture.write(0, 0, "мегдан", RED);
            picture.fill(4, 0, 9, '─', RED);
            picture.write(6, 1, "漢字", RED);
            picture.write(9, 1, "вън", RED);
            picture.write(0, 9, "вън", RED);
            picture.write(0, 2, "а\u{301}б", RED);
        });
        assert_eq!(text(drawn), "мегд────      漢 аб      ");
    }

    #[test]
    fn a_row_has_another_print_when_anything_in_it_differs() {
        let of = |draw: &dyn Fn(&mut Picture)| picture(draw).prints().to_vec();
        let plain = of(&|picture| picture.write(1, 1, "а", RED));
        assert_eq!(plain, of(&|picture| picture.write(1, 1, "а", RED)));
        let others: [&dyn Fn(&mut Picture); 6] = [
            &|picture| picture.write(2, 1, "а", RED),
            &|picture| picture.write(1, 1, "б", RED),
            &|picture| picture.write(1, 1, "а", Look::default()),
            &|picture| picture.fill(1, 1, 1, 'а', RED),
            &|picture| {
                picture.write(1, 1, "а", RED);
                picture.write(1, 1, "а", RED);
            },
            &|_| {},
        ];
        for (number, other) in others.iter().enumerate() {
            let other = of(*other);
            assert!(other[1] != plain[1] && other[0] == plain[0] && other[2] == plain[2], "{number}");
        }
        assert_ne!(of(&|picture| picture.clear(RED))[0], plain[0]);
    }

    #[test]
    fn rows_that_are_not_wanted_are_left_alone() {
        let mut drawn = picture(|picture| (0..3).for_each(|y| picture.write(0, y, "стар", RED)));
        drawn.paint(|_| true);
        drawn.begin(Rect::new(0, 0, 8, 3), Damage::Everything);
        (0..3).for_each(|y| drawn.write(0, y, "нов", RED));
        let cells = drawn.paint(|y| y == 1);
        let row = |y: usize| cells.content[8 * y..8 * y + 8].iter().map(super::Cell::symbol).collect::<String>();
        assert_eq!([row(0), row(1), row(2)], ["стар    ", "нов     ", "стар    "]);
    }
}
