//! What a terminal shows now, and the fewest bytes to make it show the next frame. Never draws: frames come from outside.
//!
//! A visitor's screen is kept in 6 bytes a cell (a frame of ratatui's takes 48): a glyph, and the number of a look in a
//! table. What moved up or down is moved by the terminal itself. Glyphs of several characters are in a table too. A table
//! that grows too long is begun anew with a full redraw.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

use super::damage;
use super::pen::Pen;
use super::shift::{self, Cells, CellsMut, Direction, Shift};
use super::style::{Palette, Style};
use super::{Picture, Profile, Size, ascii};

/// The longest either table may become.
const MAX_TABLE: usize = 512;
/// Set in glyphs that are a place in the table of clusters; no character has this bit.
const CLUSTER: u32 = 1 << 31;
/// The right half of a wide glyph.
const CONTINUATION: u32 = CLUSTER - 1;
/// What was never sent: differs from every glyph.
const UNKNOWN: u32 = CLUSTER - 2;
const BLANK: u32 = ' ' as u32;
/// So few rows are sent as they are: a move in a list changes as many, and nothing is gained by moving them.
const FEW: usize = 3;
/// Fewer blanks than this at a row's end are sent as blanks.
const MIN_ERASE: usize = 4;
const NO_STYLE: u16 = u16::MAX;
/// The print of a row of which only a part was drawn.
const NO_PRINT: u64 = 0;

/// The state of one terminal's screen.
#[derive(Debug)]
pub struct Screen {
    size: Size,
    palette: Palette,
    utf8: bool,
    pen: Pen,
    glyphs: Vec<u32>,
    styles: Vec<u16>,
    looks: Vec<Style>,
    clusters: Vec<Box<str>>,
    /// What was written in each row when it was last sent; nothing if that is not known.
    prints: Vec<u64>,
    /// Whether the terminal must be cleared first.
    fresh: bool,
}

/// The cells of the next frame as they are compared, row after row.
struct Next {
    width: usize,
    glyphs: Vec<u32>,
    styles: Vec<u16>,
}

/// The looks that were found in this frame: finding one means searching the colours of a terminal that has few.
#[derive(Default)]
struct Seen(Vec<Found>);

/// A look of cells and its places in the table: on a sign, and on a blank.
#[derive(Clone, Copy)]
struct Found {
    modifier: Modifier,
    fg: Color,
    bg: Color,
    places: [u16; 2],
}

impl Next {
    /// The cells of row `y`.
    fn row(&self, y: usize) -> Cells<'_> {
        Cells::row(&self.glyphs, &self.styles, self.width, y)
    }

    fn row_mut(&mut self, y: usize) -> CellsMut<'_> {
        let place = y * self.width..(y + 1) * self.width;
        CellsMut {
            glyphs: self.glyphs.get_mut(place.clone()).unwrap_or_default(),
            styles: self.styles.get_mut(place).unwrap_or_default(),
        }
    }
}

impl Screen {
    /// A screen of which nothing is known.
    pub fn new(profile: &Profile) -> Self {
        let mut screen = Self {
            size: profile.size,
            palette: Palette::new(profile),
            utf8: profile.utf8,
            pen: Pen::new(profile),
            glyphs: Vec::new(),
            styles: Vec::new(),
            looks: Vec::new(),
            clusters: Vec::new(),
            prints: Vec::new(),
            fresh: true,
        };
        screen.forget();
        screen
    }

    /// Takes another size or other abilities; the next frame is sent whole.
    pub fn reset(&mut self, profile: &Profile) {
        *self = Self::new(profile);
    }

    /// Forgets what the terminal shows, as when another program wrote to it; the next frame is sent whole.
    pub fn forget(&mut self) {
        let cells = usize::from(self.size.columns()) * usize::from(self.size.rows());
        self.glyphs.clear();
        self.glyphs.resize(cells, UNKNOWN);
        self.styles.clear();
        self.styles.resize(cells, NO_STYLE);
        self.looks.clear();
        self.clusters.clear();
        self.prints.clear();
        self.fresh = true;
    }

    /// Adds to `out` what makes the terminal show `picture`, and nothing when it does already. Only rows in which something
    /// else was written than in the last picture are painted.
    ///
    /// `picture` has the profile's size; cells outside it stay blank. One that is drawn in part must come after
    /// [`takes_a_part`](Self::takes_a_part).
    pub fn show(&mut self, picture: &mut Picture, out: &mut Vec<u8>) {
        if let Some((areas, cells)) = picture.paint_damage() {
            return self.update_areas(cells, &areas, out);
        }
        self.tidy();
        let prints = picture.prints().to_vec();
        let before = std::mem::take(&mut self.prints);
        let differs = |y: usize| prints.get(y).is_none_or(|print| before.get(y) != Some(print));
        self.update(picture.paint(|y| differs(usize::from(y))), differs, out);
        self.prints = prints;
    }

    /// The same with cells, all of which are compared.
    pub fn draw(&mut self, buffer: &Buffer, out: &mut Vec<u8>) {
        self.tidy();
        self.prints.clear();
        self.update(buffer, |_| true, out);
    }

    /// Whether the next picture may be drawn in part: all else the terminal shows already. Where letters take several
    /// columns each, a row is one thing.
    pub const fn takes_a_part(&self) -> bool {
        !self.fresh && self.utf8 && !self.is_full()
    }

    const fn is_full(&self) -> bool {
        self.looks.len() > MAX_TABLE || self.clusters.len() > MAX_TABLE
    }

    /// Forgets everything when a table has become too long.
    fn tidy(&mut self) {
        if self.is_full() {
            self.forget();
        }
    }

    /// Sends what differs in `areas`.
    fn update_areas(&mut self, buffer: &Buffer, areas: &[Rect], out: &mut Vec<u8>) {
        self.pen.begin(out);
        let (mut seen, shown) = (Seen::default(), self.size.shown().1.min(self.size.rows()));
        for y in damage::rows(areas).into_iter().filter(|y| *y < shown) {
            self.update_row(buffer, y, damage::columns(areas, y), &mut seen, out);
            if let Some(print) = self.prints.get_mut(usize::from(y)) {
                *print = NO_PRINT;
            }
        }
        self.pen.end(out);
    }

    /// Sends what differs in the rows for which `wanted` is true.
    fn update(&mut self, buffer: &Buffer, wanted: impl Fn(usize) -> bool, out: &mut Vec<u8>) {
        self.pen.begin(out);
        if self.fresh {
            self.pen.clear(self.palette, out);
            self.glyphs.fill(BLANK);
            self.fresh = false;
            let plain = self.look(Style::default());
            self.styles.fill(plain);
        }
        let rows = usize::from(self.size.shown().1.min(self.size.rows()));
        let few: Vec<usize> = (0..rows).filter(|y| wanted(*y)).take(FEW + 1).collect();
        if few.len() <= FEW {
            self.update_few(buffer, &few, out);
        } else {
            self.update_many(buffer, rows, &wanted, out);
        }
        self.pen.end(out);
    }

    /// Looks at no other row: between two keys of one among many visitors what is kept of the others has left the caches.
    fn update_few(&mut self, buffer: &Buffer, rows: &[usize], out: &mut Vec<u8>) {
        let (mut seen, all) = (Seen::default(), 0..usize::from(self.size.columns()));
        for &y in rows {
            self.update_row(buffer, y as u16, std::iter::once(all.clone()), &mut seen, out);
        }
    }

    /// Sends what differs in these columns of row `y`.
    fn update_row(
        &mut self,
        buffer: &Buffer,
        y: u16,
        columns: impl Iterator<Item = Range<usize>>,
        seen: &mut Seen,
        out: &mut Vec<u8>,
    ) {
        let shown = self.row(y.into());
        let mut next = Next { width: shown.glyphs.len(), glyphs: shown.glyphs.to_vec(), styles: shown.styles.to_vec() };
        for columns in columns {
            self.read_row(buffer_row(buffer, y), columns, next.row_mut(0), seen);
        }
        if !self.row(y.into()).is(next.row(0)) {
            self.send(y, next.row(0), out);
        }
    }

    fn update_many(&mut self, buffer: &Buffer, rows: usize, wanted: impl Fn(usize) -> bool, out: &mut Vec<u8>) {
        let next = self.read(buffer, rows, &wanted);
        let is_other = |y: &usize| wanted(*y) && !self.row(*y).is(next.row(*y));
        let mut changed: Vec<usize> = (0..rows).filter(is_other).collect();
        if changed.len() > FEW
            && self.pen.moves()
            && let Some(shift) = self.shift(&next, rows)
        {
            self.pen.shift(self.palette, &shift, out);
            self.keep_shift(&shift);
            changed = (0..rows).collect();
        }
        for y in changed {
            self.send(y as u16, next.row(y), out);
        }
    }

    /// The cells of row `y` as the terminal shows them.
    fn row(&self, y: usize) -> Cells<'_> {
        Cells::row(&self.glyphs, &self.styles, self.size.columns().into(), y)
    }

    /// Which rows of the last frame stand elsewhere in the next one.
    fn shift(&mut self, next: &Next, rows: usize) -> Option<Shift> {
        let plain = self.look(Style::default());
        let blank = (vec![BLANK; next.width], vec![plain; next.width]);
        let old: Vec<Cells<'_>> = (0..rows).map(|y| self.row(y)).collect();
        let new: Vec<Cells<'_>> = (0..rows).map(|y| next.row(y)).collect();
        shift::find(&old, &new, Cells { glyphs: &blank.0, styles: &blank.1 })
    }

    /// The terminal has moved these rows.
    fn keep_shift(&mut self, shift: &Shift) {
        let plain = self.look(Style::default());
        let width = usize::from(self.size.columns());
        let place = usize::from(shift.rows.start) * width..usize::from(shift.rows.end) * width;
        let by = usize::from(shift.by) * width;
        let (Some(glyphs), Some(styles)) = (self.glyphs.get_mut(place.clone()), self.styles.get_mut(place)) else {
            return;
        };
        let left = match shift.direction {
            Direction::Up => {
                glyphs.rotate_left(by);
                styles.rotate_left(by);
                glyphs.len() - by..glyphs.len()
            }
            Direction::Down => {
                glyphs.rotate_right(by);
                styles.rotate_right(by);
                0..by
            }
        };
        glyphs[left.clone()].fill(BLANK);
        styles[left].fill(plain);
    }

    /// The cells of the first `rows` rows as they are compared; rows that are not wanted stay as they are.
    fn read(&mut self, buffer: &Buffer, rows: usize, wanted: impl Fn(usize) -> bool) -> Next {
        let width = usize::from(self.size.columns());
        let old = |cells: usize| 0..cells.min(width * rows);
        let mut next = Next {
            width,
            glyphs: self.glyphs[old(self.glyphs.len())].to_vec(),
            styles: self.styles[old(self.styles.len())].to_vec(),
        };
        let mut seen = Seen::default();
        for y in (0..rows).filter(|y| wanted(*y)) {
            self.read_row(buffer_row(buffer, y as u16), 0..width, next.row_mut(y), &mut seen);
        }
        next
    }

    /// Reads the cells of these columns; all of them where a letter may take several.
    fn read_row(&mut self, cells: &[Cell], columns: Range<usize>, row: CellsMut<'_>, seen: &mut Seen) {
        if cells.len() < row.glyphs.len() {
            row.glyphs.fill(BLANK);
            row.styles.fill(0);
        }
        if self.utf8 {
            self.read_unicode(cells, columns, row, seen);
        } else {
            self.read_ascii(cells, row, seen);
        }
    }

    /// Every key passes every cell through here: what most cells are is decided first, and the loop is a plain one, as a
    /// program that is built small calls the adapters of iterators for each cell.
    fn read_unicode(&mut self, cells: &[Cell], columns: Range<usize>, row: CellsMut<'_>, seen: &mut Seen) {
        let CellsMut { glyphs, styles } = row;
        let mut x = columns.start;
        let cells = cells.get(x..columns.end.min(cells.len())).unwrap_or_default();
        let Some(first) = cells.first() else { return };
        let shown = usize::from(self.size.shown().0);
        let mut look = self.found(first, seen);
        let mut half = false;
        for cell in cells {
            let (Some(glyph), Some(style)) = (glyphs.get_mut(x), styles.get_mut(x)) else { break };
            x += 1;
            let symbol = cell.symbol();
            *glyph = match plain(symbol) {
                _ if std::mem::take(&mut half) => CONTINUATION,
                Some(plain) => plain,
                None => match self.glyph(symbol) {
                    (glyph, false) => glyph,
                    // A wide glyph in the last column would wrap.
                    (_, true) if x >= shown => BLANK,
                    (glyph, true) => {
                        half = true;
                        glyph
                    }
                },
            };
            if cell.fg != look.fg || cell.bg != look.bg || cell.modifier != look.modifier {
                look = self.found(cell, seen);
            }
            *style = look.places[usize::from(*glyph == BLANK)];
        }
    }

    fn read_ascii(&mut self, cells: &[Cell], row: CellsMut<'_>, seen: &mut Seen) {
        let CellsMut { glyphs, styles } = row;
        ascii::row(cells, &mut |x, c, from| {
            let (Some(cell), Some(a), Some(b)) = (cells.get(from), glyphs.get_mut(x), styles.get_mut(x)) else {
                return;
            };
            (*a, *b) = (u32::from(c), self.found(cell, seen).places[usize::from(c == ' ')]);
        });
    }

    /// The glyph of a symbol and whether it takes two columns. What no cell may hold is a blank: a terminal must never get
    /// a control character from content, whatever the layers above let through.
    fn glyph(&mut self, symbol: &str) -> (u32, bool) {
        let mut chars = symbol.chars();
        let (Some(first), rest) = (chars.next(), chars.next()) else { return (BLANK, false) };
        if rest.is_none() && is_narrow(first) {
            return (u32::from(first), false);
        }
        let width = symbol.width();
        if !matches!(width, 1 | 2) || symbol.chars().any(is_unsafe) {
            return (BLANK, false);
        }
        if rest.is_none() {
            return (u32::from(first), width == 2);
        }
        let place = self.clusters.iter().position(|known| **known == *symbol).unwrap_or_else(|| {
            self.clusters.push(symbol.into());
            self.clusters.len() - 1
        });
        (CLUSTER | place as u32, width == 2)
    }

    /// The look of a cell.
    fn found(&mut self, cell: &Cell, seen: &mut Seen) -> Found {
        let Cell { modifier, fg, bg, .. } = *cell;
        let known = seen.0.iter().find(|known| known.fg == fg && known.bg == bg && known.modifier == modifier);
        known.copied().unwrap_or_else(|| {
            let style = self.palette.resolve(fg, bg, modifier);
            let found = Found { modifier, fg, bg, places: [self.look(style), self.look(style.of_blank())] };
            seen.0.push(found);
            found
        })
    }

    fn look(&mut self, style: Style) -> u16 {
        let place = self.looks.iter().position(|known| *known == style).unwrap_or_else(|| {
            self.looks.push(style);
            self.looks.len() - 1
        });
        // One frame of 24,000 cells cannot bring the table past 65,535.
        place as u16
    }

    /// Sends where `row` differs from what is shown in row `y`, and keeps it.
    fn send(&mut self, y: u16, row: Cells<'_>, out: &mut Vec<u8>) {
        let changed = self.keep(y, row);
        let erase = self.erasable(row, &changed);
        for x in changed {
            let at = usize::from(x);
            let look = self.looks.get(usize::from(row.styles[at])).copied().unwrap_or_default();
            if erase == Some(x) {
                self.pen.move_to(x, y, out);
                self.pen.erase(self.palette, look, out);
                break;
            }
            if row.glyphs[at] == CONTINUATION {
                continue;
            }
            self.approach(x, y, row, out);
            if !self.suits(row.glyphs[at], look) {
                self.pen.dress(self.palette, look, out);
            }
            self.put(row.glyphs[at], out);
        }
    }

    /// Keeps `row` as row `y` and gives the columns that can be seen and changed.
    fn keep(&mut self, y: u16, row: Cells<'_>) -> Vec<u16> {
        let width = usize::from(self.size.columns());
        let place = usize::from(y) * width..(usize::from(y) + 1) * width;
        let (Some(glyphs), Some(styles)) = (self.glyphs.get_mut(place.clone()), self.styles.get_mut(place)) else {
            return Vec::new();
        };
        let shown = usize::from(self.size.shown().0).min(width);
        let mut changed = Vec::new();
        // A plain loop: most columns are as they were, and an adapter's call for each costs more than the comparison.
        for x in 0..shown {
            if glyphs.get(x) != row.glyphs.get(x) || styles.get(x) != row.styles.get(x) {
                changed.push(x as u16);
            }
        }
        glyphs.copy_from_slice(row.glyphs);
        styles.copy_from_slice(row.styles);
        changed
    }

    /// The first changed column from which on all is blank in the terminal's own background, if enough of it changed.
    fn erasable(&self, row: Cells<'_>, changed: &[u16]) -> Option<u16> {
        let last = usize::from(*changed.last()?);
        let blank = |x: &usize| {
            row.glyphs[*x] == BLANK
                && self.looks.get(usize::from(row.styles[*x])).is_some_and(|look| *look == Style::default())
        };
        let end = usize::from(self.size.shown().0).min(row.glyphs.len());
        if !(last..end).all(|x| blank(&x)) {
            return None;
        }
        let tail = (0..end).rev().take_while(blank).last()?;
        let rest = changed.iter().position(|&x| usize::from(x) >= tail)?;
        (changed.len() - rest >= MIN_ERASE).then(|| changed.get(rest).copied()).flatten()
    }

    /// Whether the pen shows `glyph` in this look as it is: of a blank, the colour of letters cannot be seen.
    fn suits(&self, glyph: u32, look: Style) -> bool {
        self.pen.style().is_some_and(|style| style == look || glyph == BLANK && style.of_blank() == look)
    }

    /// Brings the cursor to column `x`: over a short unchanged gap of the same look by writing it again.
    fn approach(&mut self, x: u16, y: u16, row: Cells<'_>, out: &mut Vec<u8>) {
        if let Some(gap) = self.pen.gap(x, y)
            && gap.len() <= 4
            && gap.clone().all(|at| {
                let look = row.styles.get(at).and_then(|&style| self.looks.get(usize::from(style)));
                let glyph = row.glyphs.get(at).copied().filter(|glyph| is_one_byte(*glyph));
                glyph.zip(look).is_some_and(|(glyph, look)| self.suits(glyph, *look))
            })
        {
            for at in gap {
                self.put(row.glyphs[at], out);
            }
        } else {
            self.pen.move_to(x, y, out);
        }
    }

    fn put(&mut self, glyph: u32, out: &mut Vec<u8>) {
        if glyph & CLUSTER != 0 {
            let cluster = self.clusters.get((glyph & !CLUSTER) as usize).map_or(" ", |known| known);
            return self.pen.write_unsure(cluster, out);
        }
        let c = char::from_u32(glyph).unwrap_or(' ');
        let mut bytes = [0; 4];
        let text = c.encode_utf8(&mut bytes);
        if is_narrow(c) { self.pen.write(text, out) } else { self.pen.write_unsure(text, out) }
    }
}

fn buffer_row(buffer: &Buffer, y: u16) -> &[Cell] {
    let width = usize::from(buffer.area.width);
    let from = usize::from(y) * width;
    buffer.content.get(from..from + width).unwrap_or_default()
}

/// A symbol that is one ASCII or Cyrillic character, which nearly every cell holds: read straight from its bytes.
#[inline]
const fn plain(symbol: &str) -> Option<u32> {
    match *symbol.as_bytes() {
        [one @ b' '..=b'~'] => Some(one as u32),
        // U+0400 to U+047F.
        [first @ 0xd0..=0xd1, second] => Some((first as u32 & 0x1f) << 6 | second as u32 & 0x3f),
        _ => None,
    }
}

const fn is_one_byte(glyph: u32) -> bool {
    matches!(glyph, 0x20..=0x7e)
}

/// Characters that every terminal draws in one column: ASCII, Latin, Greek, Cyrillic, general punctuation, frames and
/// blocks. Anything else is measured, and the cursor is placed anew after it, as terminals differ.
const fn is_narrow(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '€' | '№' | '\u{2500}'..='\u{25ff}')
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' | '\u{fe0f}')
}

#[cfg(test)]
mod tests;
