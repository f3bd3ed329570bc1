//! Finds rows of the next frame that are rows of the last one moved up or down: a terminal can move them itself, and a list
//! that scrolls by a row then costs that row and not the whole page. Never writes anything.

use std::ops::Range;

/// The farthest that rows are looked for: an entry of a list takes three rows at most, a step of a page a few more.
const FARTHEST: usize = 8;
/// Cells that must be saved: telling the terminal to move rows takes some twenty bytes.
const WORTH: isize = 60;
/// A row that is not sent at all saves also the way to it.
const WAY: usize = 4;

/// Cells of one or more rows: what stands in them and how it looks.
#[derive(Clone, Copy)]
pub struct Cells<'a> {
    pub glyphs: &'a [u32],
    pub styles: &'a [u16],
}

/// A row that is being read, cell by cell as [`Cells`].
#[derive(Debug)]
pub struct CellsMut<'a> {
    pub glyphs: &'a mut [u32],
    pub styles: &'a mut [u16],
}

impl<'a> Cells<'a> {
    /// Row `y` of a picture so wide.
    pub fn row(glyphs: &'a [u32], styles: &'a [u16], width: usize, y: usize) -> Self {
        let place = y * width..(y + 1) * width;
        Self { glyphs: glyphs.get(place.clone()).unwrap_or_default(), styles: styles.get(place).unwrap_or_default() }
    }
}

/// Rows that move together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// All rows that change by it: those that move and those that become blank.
    pub rows: Range<u16>,
    /// How far.
    pub by: u16,
    pub direction: Direction,
}

/// Where rows move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// The shift after which least is left to be sent, if it is worth it. `old` and `new` have the same number of rows; `blank`
/// is what the terminal puts where rows have left, and any row of it saves the cost of its cells.
pub fn find(old: &[Cells<'_>], new: &[Cells<'_>], blank: Cells<'_>) -> Option<Shift> {
    let as_it_is: Vec<usize> = old.iter().zip(new).map(|(old, new)| cost(*old, *new)).collect();
    if as_it_is.iter().sum::<usize>() < WORTH as usize {
        return None;
    }
    let mut best = (WORTH, None);
    for by in 1..=FARTHEST.min(old.len().saturating_sub(1)) {
        for direction in [Direction::Up, Direction::Down] {
            let (saved, shift) = saving(old, new, blank, &as_it_is, by, direction);
            if saved > best.0 {
                best = (saved, shift);
            }
        }
    }
    best.1
}

/// What is saved by the best stretch of rows that move so.
fn saving(
    old: &[Cells<'_>],
    new: &[Cells<'_>],
    blank: Cells<'_>,
    as_it_is: &[usize],
    by: usize,
    direction: Direction,
) -> (isize, Option<Shift>) {
    let rows = old.len();
    // The rows that can come from a row `by` away, and where that is.
    let (reach, source) = match direction {
        Direction::Up => (0..rows - by, by as isize),
        Direction::Down => (by..rows, -(by as isize)),
    };
    let from = |y: usize| old.get(y.wrapping_add_signed(source)).copied().unwrap_or(blank);
    let moved = |y: &usize| as_it_is[*y] > 0 && new[*y].is(from(*y));
    if reach.clone().filter(moved).count() < 2 {
        return (0, None);
    }
    let gains = reach.map(|y| (y, as_it_is[y] as isize - cost(from(y), new[y]) as isize));
    let (saved, stretch) = best_stretch(gains);
    let (all, left) = match direction {
        Direction::Up => (stretch.start..stretch.end + by, stretch.end..stretch.end + by),
        Direction::Down => (stretch.start - by..stretch.end, stretch.start - by..stretch.start),
    };
    let lost: isize = left.map(|y| cost(blank, new[y]) as isize - as_it_is[y] as isize).sum();
    let shift = Shift { rows: all.start as u16..all.end as u16, by: by as u16, direction };
    (saved - lost, Some(shift))
}

/// The consecutive rows whose gains have the largest sum.
fn best_stretch(gains: impl Iterator<Item = (usize, isize)>) -> (isize, Range<usize>) {
    let mut best = (0, 0..0);
    let mut sum = 0;
    let mut start = 0;
    for (y, gain) in gains {
        if sum <= 0 {
            (sum, start) = (0, y);
        }
        sum += gain;
        if sum > best.0 {
            best = (sum, start..y + 1);
        }
    }
    best
}

/// About how much must be sent to make `old` show `new`: blanks at an end are erased at once, so they do not count.
fn cost(old: Cells<'_>, new: Cells<'_>) -> usize {
    if new.is(old) {
        return 0;
    }
    let pairs = old.glyphs.iter().zip(old.styles).zip(new.glyphs.iter().zip(new.styles));
    WAY + pairs.filter(|(old, new)| old != new && *new.0 != u32::from(' ')).count()
}

impl Cells<'_> {
    /// Whether they show the same.
    pub fn is(&self, other: Cells<'_>) -> bool {
        self.glyphs == other.glyphs && self.styles == other.styles
    }
}

#[cfg(test)]
mod tests {
    use super::{Cells, Direction, Shift, find};

    const STYLES: [u16; 30] = [0; 30];

    /// Rows of thirty columns: a heading, then an entry for each number.
    fn page(numbers: &[u32]) -> Vec<Vec<u32>> {
        let letter = |n: u32| char::from_u32(u32::from('а') + n).unwrap_or('?');
        let entries = numbers.iter().map(|n| format!("{n} {}", String::from(letter(n % 32)).repeat(24)));
        let lines = std::iter::once("заглавие".to_owned()).chain(entries);
        lines.map(|line| format!("{line:30}").chars().take(30).map(u32::from).collect()).collect()
    }

    fn between(old: &[u32], new: &[u32]) -> Option<Shift> {
        let (old, new, blank) = (page(old), page(new), [u32::from(' '); 30]);
        let cells = |glyphs| Cells { glyphs, styles: &STYLES };
        let of = |page: &'static [Vec<u32>]| -> Vec<Cells<'static>> {
            page.iter().map(|row| Cells { glyphs: row, styles: &STYLES }).collect()
        };
        find(&of(old.leak()), &of(new.leak()), cells(&blank))
    }

    #[test]
    fn a_list_that_goes_on_by_a_row_moves_up() {
        let shift = between(&[11, 12, 13, 14, 15, 16], &[12, 13, 14, 15, 16, 17]);
        assert_eq!(shift, Some(Shift { rows: 1..7, by: 1, direction: Direction::Up }));
    }

    #[test]
    fn a_list_that_goes_back_by_two_rows_moves_down() {
        let shift = between(&[33, 34, 35, 36, 37, 38], &[31, 32, 33, 34, 35, 36]);
        assert_eq!(shift, Some(Shift { rows: 1..7, by: 2, direction: Direction::Down }));
    }

    #[test]
    fn another_page_or_the_same_one_does_not_move() {
        assert_eq!(between(&[11, 12, 13, 14, 15, 16], &[21, 22, 23, 24, 25, 26]), None);
        assert_eq!(between(&[11, 12, 13, 14, 15, 16], &[11, 12, 13, 14, 15, 16]), None);
        assert_eq!(between(&[11, 12, 13, 14, 15, 16], &[11, 12, 13, 14, 15, 17]), None);
        assert_eq!(between(&[], &[]), None);
    }
}
