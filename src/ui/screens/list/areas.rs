//! Where things stand in a list. Pure: made from the model and the grid alone, for drawing and for clicks.

use ratatui::layout::{Position, Rect};

use super::{Chip, Model};
use crate::ui::ease::{Ease, Pointing, TextSize};
use crate::ui::grid::{Grid, TEXT_WIDTH, split_columns, split_rows};
use crate::ui::paint::text_columns;
use crate::ui::records::{Filter, Index, Narrow};
use crate::ui::strings::Strings;

/// In a list narrower than this the cells do not stand beside each other.
const NARROW: u16 = 44;
/// With fewer rows in sight a list is no list.
const LEAST_ROWS: usize = 3;
/// Columns between two chips.
const BETWEEN: u16 = 2;

/// Where things stand in a list.
#[derive(Clone, Debug)]
pub struct Areas {
    /// The section's name.
    pub title: Rect,
    /// The filters.
    pub chips: Vec<(Filter, Rect)>,
    /// The keys that go through the letters.
    pub letter_keys: Rect,
    /// The letters; none is all of them.
    pub letters: Vec<(Option<char>, Rect)>,
    /// The rows.
    pub rows: Rect,
    /// Lines that a row takes.
    pub pitch: u16,
    /// How many of them stay blank.
    pub blank: u16,
    /// Whether only the name has room in a row's first line.
    pub narrow: bool,
    /// What stands beside them.
    pub preview: Option<Rect>,
    shown: usize,
}

impl Areas {
    /// How many rows fit.
    pub fn page(&self) -> usize {
        usize::from((self.rows.height / self.pitch).max(1))
    }

    /// Where the row in this line of the window stands.
    pub fn row(&self, line: usize) -> Rect {
        Rect { y: self.rows.y + line as u16 * self.pitch, height: self.pitch - self.blank, ..self.rows }
    }

    /// The row at `at`, counted from the top of the window.
    pub fn line_at(&self, at: Position) -> Option<usize> {
        let line = usize::from(at.y.checked_sub(self.rows.y)? / self.pitch);
        (self.rows.contains(at) && line < self.shown).then_some(line)
    }
}

/// Where things stand in `model` on `grid`.
pub fn areas(model: &Model, grid: &Grid) -> Areas {
    let strings = Strings::of(model.selection.lang);
    let body = grid.body;
    // A low screen has no room for the index, and little for air.
    let roomy = body.height >= 12;
    let air = u16::from(body.height >= 24 && !model.shelf.filters.is_empty());
    let (title, mut rest) = split_rows(body, model.heading.rows() + air);
    let mut chips = Vec::new();
    if !model.shelf.filters.is_empty() {
        let widths = model.chips.iter().map(|chip| (chip.filter, chip_columns(chip, strings)));
        let rows;
        (chips, rows) = in_rows(rest, widths, (BETWEEN, grid.ease));
        (_, rest) = split_rows(rest, rows);
    }
    let (mut letters, mut letter_keys) = (Vec::new(), Rect::default());
    if model.shelf.index == Index::Letters && roomy && model.letters.len() > 1 {
        let all = (None, text_columns(strings.list.all_letters));
        let single = model.letters.iter().map(|letter| (Some(*letter), 1));
        let width = text_columns(&model.letter_keys) + 1;
        letter_keys = Rect { width: width.min(rest.width), height: 1, ..rest };
        let beside = Rect { x: rest.x + letter_keys.width, width: rest.width - letter_keys.width, ..rest };
        let rows;
        (letters, rows) = in_rows(beside, std::iter::once(all).chain(single), (1, grid.ease));
        (_, rest) = split_rows(rest, rows);
    }
    if roomy {
        (_, rest) = split_rows(rest, 1);
    }
    let (rows, preview) = if grid.is_split() {
        let (left, right) = split_columns(rest, TEXT_WIDTH);
        (left, Some(right))
    } else {
        (rest, None)
    };
    let cursor = model.chooser.as_ref().map_or(&model.cursor, |chooser| &chooser.cursor);
    let len = model
        .chooser
        .as_ref()
        .map_or_else(|| model.list.as_ref().map_or(0, crate::edition::List::len), |_| cursor.len());
    // Few rows are given air, and room for a second line.
    let height = usize::from(rows.height);
    let narrow = rows.width < NARROW;
    let pitch = usize::from(grid.ease.pitch());
    let mut blank = 0;
    let pitch = if model.chooser.is_some() {
        pitch
    } else {
        let least = if narrow && model.shelf.narrow == Narrow::TwoLines { 2 } else { grid.ease.target().into() };
        let usual = (height + 1).checked_div(len).map_or(1, |lines| lines.clamp(least, 3));
        // Spaced rows have one line more than usual ones, unless hardly any would be left.
        let more = usize::from(grid.ease.text != TextSize::Normal && height / (usual + 1) >= LEAST_ROWS);
        blank = more as u16;
        usual + more
    };
    let preview = preview.filter(|_| model.chooser.is_none());
    Areas {
        title,
        chips,
        letter_keys,
        letters,
        rows,
        pitch: pitch as u16,
        blank,
        narrow,
        preview,
        shown: cursor.window().len(),
    }
}

/// The name of a filter.
pub const fn filter_name(filter: Filter, strings: &'static Strings) -> &'static str {
    match filter {
        Filter::Type => strings.list.type_,
        Filter::Sector => strings.list.sector,
        Filter::Place => strings.list.place,
        Filter::Cluster => strings.list.cluster,
        Filter::Time => strings.list.time,
    }
}

/// `[t] Вид`: the key between brackets, as numbers of links are, a space, the name.
fn chip_name_columns(chip: &Chip, strings: &'static Strings) -> u16 {
    4 + text_columns(filter_name(chip.filter, strings))
}

/// Behind the name of a filter that is set a colon, and its value with a space on each side.
fn chip_columns(chip: &Chip, strings: &'static Strings) -> u16 {
    let value = chip.value.as_ref().map_or(0, |value| text_columns(value).min(WIDEST_VALUE) + 3);
    chip_name_columns(chip, strings) + value
}

/// A longer value is cut.
pub const WIDEST_VALUE: u16 = 26;

/// Puts things of these widths beside each other, in as many rows of `area` as they need; also returns how many.
fn in_rows<T>(
    area: Rect,
    things: impl Iterator<Item = (T, u16)>,
    (between, ease): (u16, Ease),
) -> (Vec<(T, Rect)>, u16) {
    // A finger takes the blank cells around a thing for the thing.
    let (between, height) = match ease.pointing {
        Pointing::Fine => (between, 1),
        Pointing::Finger => (between.max(3), 2),
    };
    let (mut x, mut y) = (area.x, area.y);
    let mut placed = Vec::new();
    for (thing, width) in things {
        if x > area.x && x + width > area.right() {
            (x, y) = (area.x, y + height);
        }
        if y + height > area.bottom() {
            break;
        }
        placed.push((thing, Rect { x, y, width: width.min(area.right() - x), height }));
        x += width + between;
    }
    let rows = if placed.is_empty() { 0 } else { y.min(area.bottom() - height) - area.y + height };
    (placed, rows)
}
