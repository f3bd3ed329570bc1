//! A selected row and the window of rows around it. Never knows what the rows are.

/// Where one is in a list: `selected` and `top` count from 0, and `top..top + page` always holds `selected`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    selected: usize,
    top: usize,
    len: usize,
    page: usize,
}

/// A step in a list or text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// One up.
    Up,
    /// One down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// To the first of the next rows that have digits.
    Further,
    /// To the first of the rows with digits before these.
    Nearer,
}

impl Move {
    /// By how many rows it goes where a page has `page` of them; negative is up.
    pub const fn rows(self, page: isize) -> isize {
        match self {
            Self::Up => -1,
            Self::Down => 1,
            Self::PageUp | Self::Nearer => -page,
            Self::PageDown | Self::Further => page,
            Self::First => isize::MIN,
            Self::Last => isize::MAX,
        }
    }
}

/// Rows that have a digit at a time.
pub const DIGITS: usize = 9;

impl Cursor {
    /// The selected row.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The number of rows.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The rows to be seen.
    pub fn window(&self) -> std::ops::Range<usize> {
        self.top..self.len.min(self.top + self.page)
    }

    /// The row of the digit 1: the window is cut into nines, and those around the selected row have the digits.
    pub const fn first_digit(&self) -> usize {
        self.top + (self.selected - self.top) / DIGITS * DIGITS
    }

    /// The row of a digit, 1 to 9, if it is in sight.
    pub fn by_digit(&self, digit: usize) -> Option<usize> {
        let row = self.first_digit() + digit.checked_sub(1)?;
        (digit <= DIGITS && self.window().contains(&row)).then_some(row)
    }

    /// The digit of a row in sight, 1 to 9, if it has one now.
    pub const fn digit_of(&self, row: usize) -> Option<usize> {
        match row.checked_sub(self.first_digit()) {
            Some(at) if at < DIGITS => Some(at + 1),
            _ => None,
        }
    }

    /// The list has `len` rows now, of which `page` fit.
    pub fn fit(&mut self, len: usize, page: usize) {
        self.len = len;
        self.page = page.max(1);
        self.select(self.selected);
    }

    /// Selects `row`, or the last one if there are fewer; scrolls as little as shows it.
    pub fn select(&mut self, row: usize) {
        self.selected = row.min(self.len.saturating_sub(1));
        let page = self.page.max(1);
        let last_top = self.len.saturating_sub(page);
        let least = (self.selected + 1).saturating_sub(page);
        self.top = self.top.clamp(least, self.selected).min(last_top);
    }

    /// Puts `row` on the line it would have with `top` as the first one, as far as possible.
    pub fn restore(&mut self, row: usize, top: usize) {
        self.top = top;
        self.select(row);
    }

    /// Goes one step. Whether anything changed.
    pub fn step(&mut self, step: Move) -> bool {
        let before = *self;
        // A page keeps one row of the last one in sight.
        let page = self.page.saturating_sub(1).max(1);
        let (up, down) = (self.top.saturating_sub(page), self.top + page);
        match step {
            Move::Up => self.select(self.selected.saturating_sub(1)),
            Move::Down => self.select(self.selected + 1),
            Move::PageUp => self.restore(self.selected.saturating_sub(page), up),
            Move::PageDown => self.restore(self.selected + page, down),
            Move::First => self.select(0),
            Move::Last => self.select(self.len),
            Move::Further => self.further(),
            Move::Nearer => self.nearer(),
        }
        *self != before
    }

    /// Every row is once in the nine that have digits, whatever the window holds.
    fn further(&mut self) {
        let (next, end) = (self.first_digit() + DIGITS, self.window().end);
        if next < end {
            self.select(next);
        } else if end < self.len {
            self.restore(end, end);
        }
    }

    fn nearer(&mut self) {
        let first = self.first_digit();
        if first >= self.top + DIGITS {
            self.select(first - DIGITS);
        } else if let Some(before) = self.top.checked_sub(1) {
            self.restore(before, self.top.saturating_sub(self.page));
        } else {
            self.select(0);
        }
    }

    /// Moves the window by `rows` (negative: up); the selection follows only as far as it must. Whether anything changed.
    pub fn scroll(&mut self, rows: isize) -> bool {
        let before = *self;
        let last_top = self.len.saturating_sub(self.page);
        self.top = self.top.saturating_add_signed(rows).min(last_top);
        self.selected =
            self.selected.clamp(self.top, (self.top + self.page).max(1) - 1).min(self.len.saturating_sub(1));
        *self != before
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, Move};

    fn cursor(len: usize, page: usize) -> Cursor {
        let mut cursor = Cursor::default();
        cursor.fit(len, page);
        cursor
    }

    #[test]
    fn digits_reach_every_row_by_steps_of_nine() {
        for len in [1, 9, 10, 18, 25, 57, 200] {
            for page in [1, 4, 9, 10, 20, 45] {
                for (step, back) in [(Move::Further, Move::Nearer), (Move::Nearer, Move::Further)] {
                    let mut cursor = cursor(len, page);
                    if step == Move::Nearer {
                        cursor.step(Move::Last);
                    }
                    let mut reached = vec![false; len];
                    loop {
                        for row in (1..=9).filter_map(|digit| cursor.by_digit(digit)) {
                            assert_eq!(cursor.by_digit(cursor.digit_of(row).expect("a digit")), Some(row));
                            reached[row] = true;
                        }
                        if !cursor.step(step) {
                            break;
                        }
                    }
                    assert!(reached.iter().all(|row| *row), "{len} {page} {step:?}: {reached:?}");
                    assert!(len <= page.min(9) || cursor.step(back), "{len} {page}");
                }
            }
        }
    }

    #[test]
    fn the_selection_is_always_in_sight() {
        let steps = [Move::Down, Move::PageDown, Move::Last, Move::Up, Move::PageUp, Move::First, Move::Down];
        for len in [0, 1, 3, 10, 11, 57] {
            for page in [1, 2, 10, 100] {
                let mut cursor = cursor(len, page);
                for round in 0..60 {
                    cursor.step(steps[round * 5 % steps.len()]);
                    cursor.scroll([3, -2, 7, -9][round % 4]);
                    let window = cursor.window();
                    assert!(len == 0 || window.contains(&cursor.selected()), "{len} {page} {cursor:?}");
                    assert!(window.end <= len && (window.len() == len.min(page)), "{len} {page} {cursor:?}");
                }
            }
        }
    }

    #[test]
    fn a_page_keeps_one_row_in_sight() {
        let mut cursor = cursor(100, 10);
        cursor.step(Move::PageDown);
        assert_eq!((cursor.selected(), cursor.window()), (9, 9..19));
        assert!(cursor.step(Move::PageUp));
        assert_eq!((cursor.selected(), cursor.window()), (0, 0..10));
        assert!(!cursor.step(Move::Up), "nothing above");
    }

    #[test]
    fn a_longer_list_keeps_the_line() {
        let mut cursor = cursor(30, 10);
        cursor.select(20);
        let line = cursor.selected() - cursor.window().start;
        cursor.fit(40, 10);
        cursor.restore(25, 25 - line);
        assert_eq!(cursor.selected() - cursor.window().start, line);
    }
}
