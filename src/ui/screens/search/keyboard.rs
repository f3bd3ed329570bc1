//! The keyboard on the screen: its pages of letters, what is pressed, and how arrows and a keypad move on it. Knows which
//! letters lead on; never searches and never draws.

use ratatui::layout::{Position, Rect};

use crate::text::Lang;
use crate::ui::ease::Pointing;
use crate::ui::grid::Grid;

/// From so many columns the digits stand beside the letters.
const WIDE: u16 = 64;
/// Letters of a row.
const ROW: usize = 10;
/// Columns of a key: at least, beside the digits, and there on a wide screen.
const NARROW_KEY: u16 = 3;
const KEY: u16 = 5;
const WIDE_KEY: u16 = 6;
/// Columns between letters and digits.
const GAP: u16 = 2;
/// Rows that stay for what is typed and found.
const KEPT: u16 = 3;
/// Rows from which one stays blank above the keyboard.
const AIR_FROM: u16 = 8;

const CYRILLIC: &str = "абвгдежзийклмнопрстуфхцчшщъьюя";
/// With what addresses and numbers are written.
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz-.@+";
const DIGITS: &str = "1234567890";

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// Types this.
    Letter(char),
    /// Shows the next page of letters.
    Page,
    /// Types a space.
    Space,
    /// Takes the last letter back.
    Erase,
    /// Takes everything back.
    Clear,
    /// Puts the keyboard away.
    Hide,
}

/// What keys without letters work on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// On what was found.
    #[default]
    Hits,
    /// On the keyboard.
    Keys,
}

/// What the visitor types with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hand {
    /// Keys of their own: digits are typed.
    #[default]
    Letters,
    /// A numeric keypad: digits move and choose.
    Keypad,
}

/// The keyboard as the visitor left it.
#[derive(Clone, Debug, Default)]
pub struct Keyboard {
    /// Whether it was called or put away; if neither, fingers have it and others have not.
    pub called: Option<bool>,
    /// What arrows, Enter and a keypad work on.
    pub focus: Focus,
    /// What the visitor types with.
    pub hand: Hand,
    /// The page of letters; that of the language if none was chosen.
    page: Option<usize>,
    /// Row and place of the selected key.
    at: (usize, usize),
    /// The letters of the page that lead on.
    pub alive: String,
}

/// A key and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// What it does.
    pub cap: Cap,
    /// Where it can be pressed.
    pub area: Rect,
}

/// The keyboard on a screen.
#[derive(Clone, Debug)]
pub struct Board {
    /// All of it.
    pub area: Rect,
    /// Its keys, row by row.
    pub rows: Vec<Vec<Key>>,
    /// The letters of each page.
    pages: Vec<Vec<char>>,
    page: usize,
}

/// How the keys are arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Digits beside the letters.
    Beside,
    /// Digits below the letters.
    Below,
    /// Digits on a page of their own.
    Pages,
    /// Two rows, and as many pages as that takes.
    Strip,
}

impl Shape {
    fn of(body: Rect, height: u16) -> Self {
        let fits = |rows: u16| rows * height + KEPT < body.height;
        match body.width {
            WIDE.. if fits(4) => Self::Beside,
            WIDE.. => Self::Strip,
            _ if fits(6) => Self::Below,
            _ if fits(4) => Self::Pages,
            _ => Self::Strip,
        }
    }
}

impl Keyboard {
    /// Whether it is shown.
    pub fn is_shown(&self, grid: &Grid) -> bool {
        self.called.unwrap_or(grid.ease.pointing == Pointing::Finger)
    }

    /// Shows it, and puts arrows and keypad on it.
    pub fn call(&mut self) {
        (self.called, self.focus) = (Some(true), Focus::Keys);
    }

    /// Ends what was called.
    pub fn close(&mut self) {
        *self = Self { page: self.page, ..Self::default() };
    }

    /// Whether there is something to close.
    pub fn is_called(&self) -> bool {
        self.called == Some(true) || self.focus == Focus::Keys || self.hand == Hand::Keypad
    }

    /// Shows the next page of letters.
    pub fn turn(&mut self, board: &Board) {
        self.page = Some((board.page + 1) % board.pages.len().max(1));
    }

    /// The keyboard as it stands on `grid`, if it is shown.
    pub fn board(&self, grid: &Grid, lang: Lang) -> Option<Board> {
        self.is_shown(grid).then(|| self.arrange(grid, lang))
    }

    fn arrange(&self, grid: &Grid, lang: Lang) -> Board {
        let body = grid.body;
        let height = grid.ease.target();
        let shape = Shape::of(body, height);
        let width = match body.width {
            100.. => WIDE_KEY,
            WIDE.. => KEY,
            narrow => (narrow / ROW as u16).clamp(NARROW_KEY, KEY),
        };
        let columns = usize::from(body.width / width);
        let pages = pages(shape, columns);
        let first = if lang == Lang::Bg { 'а' } else { 'a' };
        let own = pages.iter().position(|page| page.contains(&first)).unwrap_or(0);
        let page = self.page.map_or(own, |page| page % pages.len());
        let letters = pages.get(page).map_or(&[][..], Vec::as_slice);
        let caps = arranged(shape, letters, columns);
        let area = Rect { height: (caps.len() as u16 * height).min(body.height), ..body };
        let area = Rect { y: body.bottom() - area.height, ..area };
        let rows = caps.into_iter().zip((area.y..).step_by(height.into()));
        let rows = rows.map(|(caps, y)| placed(&caps, Rect { y, height, ..area }, width, shape)).collect();
        Board { area, rows, pages, page }
    }

    /// Goes from key to key; `false` at the edge above, where the hits are, and below.
    pub fn step(&mut self, board: &Board, columns: isize, rows: isize) -> bool {
        let (row, place) = self.place(board);
        let Some(line) = board.rows.get(row) else { return false };
        if rows != 0 {
            let Some(next) = row.checked_add_signed(rows).filter(|row| *row < board.rows.len()) else { return false };
            let middle = line.get(place).map_or(0, |key| key.area.x + key.area.width / 2);
            let near = |key: &Key| (key.area.x + key.area.width / 2).abs_diff(middle);
            let nearest = board.rows.get(next).and_then(|line| (0..line.len()).min_by_key(|at| near(&line[*at])));
            self.at = (next, nearest.unwrap_or(0));
        }
        if columns != 0 {
            let (row, place) = self.place(board);
            let len = board.rows.get(row).map_or(1, Vec::len).max(1) as isize;
            self.at = (row, (place as isize + columns).rem_euclid(len) as usize);
        }
        true
    }

    /// The selected key's row and place.
    fn place(&self, board: &Board) -> (usize, usize) {
        let row = self.at.0.min(board.rows.len().saturating_sub(1));
        (row, self.at.1.min(board.rows.get(row).map_or(0, Vec::len).saturating_sub(1)))
    }

    /// The selected key, while arrows and keypad work on the keyboard.
    pub fn selected(&self, board: &Board) -> Option<Key> {
        let (row, place) = self.place(board);
        let key = board.rows.get(row).and_then(|line| line.get(place)).copied();
        key.filter(|_| self.focus == Focus::Keys)
    }

    /// Whether pressing `cap` after `text` leads anywhere.
    pub fn leads(&self, cap: Cap, text: &str) -> bool {
        match cap {
            Cap::Letter(letter) => self.alive.contains(letter),
            Cap::Space => !text.is_empty() && !text.ends_with(' '),
            Cap::Erase | Cap::Clear => !text.is_empty(),
            Cap::Page | Cap::Hide => true,
        }
    }
}

impl Board {
    /// The key at `at`.
    pub fn key_at(&self, at: Position) -> Option<Cap> {
        self.rows.iter().flatten().find(|key| key.area.contains(at)).map(|key| key.cap)
    }

    /// The letters that can be seen.
    pub fn letters(&self) -> Vec<char> {
        let letter = |key: &Key| if let Cap::Letter(letter) = key.cap { Some(letter) } else { None };
        self.rows.iter().flatten().filter_map(letter).collect()
    }

    /// What the next page begins with, in capitals.
    pub fn next_page(&self) -> String {
        let next = self.pages.get((self.page + 1) % self.pages.len().max(1));
        next.into_iter().flatten().take(3).flat_map(|letter| letter.to_uppercase()).collect()
    }

    /// Rows that it takes with the blank one above it.
    pub const fn height(&self, body: Rect) -> u16 {
        self.area.height + if body.height >= self.area.height + AIR_FROM { 1 } else { 0 }
    }
}

/// Units of the keys that write no sign, in the order they stand.
const BESIDE: [(Cap, u16); 6] =
    [(Cap::Page, 2), (Cap::Space, 3), (Cap::Erase, 2), (Cap::Clear, 3), (Cap::Letter('0'), 1), (Cap::Hide, 2)];
const IN_STRIP: [(Cap, u16); 3] = [(Cap::Page, 2), (Cap::Space, 2), (Cap::Erase, 2)];

/// The letters of each page.
fn pages(shape: Shape, columns: usize) -> Vec<Vec<char>> {
    let whole: Vec<Vec<char>> = [CYRILLIC, LATIN].iter().map(|page| page.chars().collect()).collect();
    let digits = DIGITS.chars().collect();
    match shape {
        Shape::Beside | Shape::Below => whole,
        Shape::Pages => whole.into_iter().chain([digits]).collect(),
        Shape::Strip => {
            let most = (2 * columns).saturating_sub(6).max(1);
            let cut = |page: &Vec<char>| page.chunks(most).map(<[char]>::to_vec).collect::<Vec<_>>();
            whole.iter().flat_map(cut).chain([digits]).collect()
        }
    }
}

/// The keys with their units, row by row.
fn arranged(shape: Shape, letters: &[char], columns: usize) -> Vec<Vec<(Cap, u16)>> {
    let one = |letter: &char| (Cap::Letter(*letter), 1);
    if shape == Shape::Strip {
        let (above, below) = letters.split_at(letters.len().min(columns));
        return vec![above.iter().map(one).collect(), below.iter().map(one).chain(IN_STRIP).collect()];
    }
    let mut rows: Vec<Vec<_>> = letters.chunks(ROW).map(|row| row.iter().map(one).collect()).collect();
    let digits: Vec<char> = DIGITS.chars().collect();
    match shape {
        Shape::Beside => {
            for (row, digits) in rows.iter_mut().zip(digits.chunks(3)) {
                row.extend(digits.iter().map(one));
            }
            rows.push(BESIDE.to_vec());
        }
        Shape::Below => {
            rows.push(digits.iter().map(one).collect());
            rows.push(BESIDE.into_iter().take(4).collect());
        }
        Shape::Pages | Shape::Strip => rows.push(BESIDE.into_iter().take(4).collect()),
    }
    rows
}

/// A row of keys, from the left of `line`; behind ten units there is a gap where digits stand beside.
fn placed(caps: &[(Cap, u16)], line: Rect, width: u16, shape: Shape) -> Vec<Key> {
    let mut units = 0;
    let mut keys = Vec::with_capacity(caps.len());
    for (cap, wide) in caps {
        let gap = if shape == Shape::Beside && units >= ROW as u16 { GAP } else { 0 };
        let x = line.x + units * width + gap;
        keys.push(Key { cap: *cap, area: Rect { x, width: wide * width, ..line }.intersection(line) });
        units += wide;
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::{Cap, Focus, Keyboard};
    use crate::terminal::Size;
    use crate::text::Lang;
    use crate::ui::ease::{Ease, Pointing};
    use crate::ui::grid::Grid;

    fn grids() -> Vec<Grid> {
        let sizes = [(40, 12), (40, 24), (59, 19), (64, 12), (80, 12), (80, 24), (99, 30), (120, 33), (200, 50)];
        let both = sizes.iter().flat_map(|size| [Pointing::Fine, Pointing::Finger].map(|pointing| (*size, pointing)));
        let grid = |((columns, rows), pointing)| {
            Grid::with(Size::clamped(columns, rows), Ease { pointing, ..Ease::default() }).expect("large enough")
        };
        both.map(grid).collect()
    }

    #[test]
    fn every_letter_and_digit_has_a_key_on_some_page_and_hits_keep_their_room() {
        for grid in grids() {
            let mut keyboard = Keyboard { called: Some(true), ..Keyboard::default() };
            let mut seen = String::new();
            for _ in 0..8 {
                let board = keyboard.board(&grid, Lang::Bg).expect("it is shown");
                seen.extend(board.letters());
                assert!(grid.body.height - board.area.height >= 3, "{grid:?}");
                let keys: Vec<_> = board.rows.iter().flatten().collect();
                for (at, key) in keys.iter().enumerate() {
                    let least = if grid.ease.pointing == Pointing::Finger { 2 } else { 1 };
                    assert!(key.area.width >= 3 && key.area.height >= least, "{key:?} {grid:?}");
                    assert!(keys.iter().skip(at + 1).all(|other| !other.area.intersects(key.area)), "{key:?} {grid:?}");
                    assert_eq!(key.area.intersection(grid.body), key.area);
                }
                for cap in [Cap::Page, Cap::Space, Cap::Erase] {
                    assert!(keys.iter().any(|key| key.cap == cap), "{cap:?} {grid:?}");
                }
                keyboard.turn(&board);
            }
            let all = [super::CYRILLIC, super::LATIN, super::DIGITS].concat();
            assert!(all.chars().all(|letter| seen.contains(letter)), "{grid:?}: {seen}");
        }
    }

    #[test]
    fn arrows_reach_every_key() {
        for grid in grids() {
            let mut keyboard = Keyboard { called: Some(true), focus: Focus::Keys, ..Keyboard::default() };
            let board = keyboard.board(&grid, Lang::En).expect("it is shown");
            let mut reached = Vec::new();
            loop {
                for _ in 0..20 {
                    reached.extend(keyboard.selected(&board).map(|key| key.cap));
                    keyboard.step(&board, 1, 0);
                }
                if !keyboard.step(&board, 0, 1) {
                    break;
                }
            }
            assert!(board.rows.iter().flatten().all(|key| reached.contains(&key.cap)), "{grid:?}");
            while keyboard.step(&board, 0, -1) {}
            assert!(keyboard.selected(&board).is_some());
        }
    }
}
