//! The one grid every screen stands on. Pure: the same size gives the same rectangles, so that what is drawn and what is
//! clicked can never differ. Never draws.

use ratatui::layout::Rect;

use super::ease::Ease;
use crate::terminal::Size;

/// Below this many columns or rows there is no grid, only a notice.
pub const LEAST: (u16, u16) = (40, 12);
/// From so many columns a list has its preview beside it.
pub const SPLIT_FROM: u16 = 100;
/// Running text is never wider.
pub const TEXT_WIDTH: u16 = 76;
/// The content of a very wide screen stays together in the middle.
const WIDEST: u16 = 176;
/// Columns between two columns of content, with a hairline in the middle.
pub const GUTTER: u16 = 5;

/// Where the parts common to all screens are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// One row: the kiosk's name, the path, clock and language.
    pub header: Rect,
    /// One row: the hairline below it.
    pub rule: Rect,
    /// What a screen fills.
    pub body: Rect,
    /// One row: notes and the position.
    pub status: Rect,
    /// One row, or two for fingers: what can be done.
    pub footer: Rect,
    /// Room for eyes and fingers.
    pub ease: Ease,
}

impl Grid {
    /// The grid of a screen of `size`; nothing if it is too small for one.
    pub fn new(size: Size) -> Option<Self> {
        Self::with(size, Ease::default())
    }

    /// The same with more room for what is read or touched.
    pub fn with(size: Size, ease: Ease) -> Option<Self> {
        let (columns, rows) = size.shown();
        let (columns, rows) = (columns.min(size.columns()), rows.min(size.rows()));
        if columns < LEAST.0 || rows < LEAST.1 {
            return None;
        }
        let margin = match columns {
            0..60 => 1,
            60..SPLIT_FROM => 2,
            _ => 3.max((columns - WIDEST.min(columns)) / 2),
        };
        let (x, width) = (margin, columns - 2 * margin);
        // An outer margin above and below, and air around the body, as far as there is room for it.
        let outer = u16::from(rows >= 30);
        let air = u16::from(rows >= 20);
        let row = |y| Rect { x, y, width, height: 1 };
        let top = outer + 2 + air;
        let buttons = ease.target();
        let footer = rows - buttons - outer;
        let status = footer - 1;
        Some(Self {
            header: row(outer),
            rule: row(outer + 1),
            body: Rect { x, y: top, width, height: status - air - top },
            status: row(status),
            footer: Rect { height: buttons, ..row(footer) },
            ease,
        })
    }

    /// Whether a list has its preview beside it.
    pub const fn is_split(&self) -> bool {
        self.body.width + 2 * self.body.x >= SPLIT_FROM
    }
}

/// `area` cut below its first `rows` rows: the upper and the lower part.
pub fn split_rows(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let upper = Rect { height: rows, ..area };
    (upper, Rect { y: area.y + rows, height: area.height - rows, ..area })
}

/// Two columns with a gutter: the right one `right` wide, or as much as leaves the left one half of the area.
pub fn split_columns(area: Rect, right: u16) -> (Rect, Rect) {
    let right = right.min(area.width.saturating_sub(GUTTER) / 2);
    let left = area.width.saturating_sub(right + GUTTER);
    (Rect { width: left, ..area }, Rect { x: area.x + area.width - right, width: right, ..area })
}

/// The column of the hairline in the middle of the gutter left of `right`.
pub const fn gutter(right: Rect) -> u16 {
    right.x.saturating_sub(GUTTER.div_ceil(2))
}

#[cfg(test)]
mod tests {
    use super::{Grid, split_columns};
    use crate::terminal::Size;

    #[test]
    fn the_parts_stand_below_each_other_at_every_size() {
        for columns in 40..=300 {
            for rows in [12, 13, 19, 20, 24, 29, 30, 33, 50, 80] {
                let grid = Grid::new(Size::clamped(columns, rows)).expect("large enough");
                let order = [grid.header, grid.rule, grid.body, grid.status, grid.footer];
                for pair in order.windows(2) {
                    assert!(pair[0].bottom() <= pair[1].y, "{columns}×{rows}: {pair:?}");
                    assert_eq!((pair[0].x, pair[0].width), (pair[1].x, pair[1].width));
                }
                assert!(u32::from(grid.footer.bottom()) <= rows && grid.body.height >= 6, "{columns}×{rows}");
                assert_eq!(grid.is_split(), columns >= 100, "{columns}");
                let (left, right) = split_columns(grid.body, 40);
                assert!(left.right() < right.x && right.right() == grid.body.right());
            }
        }
    }

    #[test]
    fn a_small_screen_has_no_grid() {
        for (columns, rows) in [(39, 24), (80, 11), (10, 3)] {
            assert_eq!(Grid::new(Size::clamped(columns, rows)), None, "{columns}×{rows}");
        }
    }
}
