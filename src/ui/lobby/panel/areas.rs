//! Where the panel's parts stand: the same for drawing and for touching.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::rows;
use super::{Page, Panel, Press};
use crate::terminal::Size;
use crate::ui::grid::Grid;

/// A key of the keypad: at least 3 × 2 cells, for fingers.
const KEY: (u16, u16) = (7, 2);
/// The keypad as a telephone has it.
pub const PAD: [(Press, &str); 12] = [
    (Press::Digit(1), "1"),
    (Press::Digit(2), "2"),
    (Press::Digit(3), "3"),
    (Press::Digit(4), "4"),
    (Press::Digit(5), "5"),
    (Press::Digit(6), "6"),
    (Press::Digit(7), "7"),
    (Press::Digit(8), "8"),
    (Press::Digit(9), "9"),
    (Press::Delete, "<"),
    (Press::Digit(0), "0"),
    (Press::Accept, "OK"),
];

/// The panel's parts.
#[derive(Clone, Copy, Debug)]
pub struct Areas {
    /// The panel's name, and how to go back.
    pub head: Rect,
    /// What can be pressed to go back.
    pub back: Rect,
    /// Below: keypad, rows or lines.
    pub body: Rect,
    /// What to say.
    pub note: Rect,
    /// What can be pressed to go a page up and down, where something goes on there.
    pub turns: [Rect; 2],
}

impl Areas {
    /// The last of so many lines that may stand at the top.
    pub fn last_top(&self, lines: usize) -> usize {
        lines.saturating_sub(usize::from(self.body.height))
    }

    /// Of so many rows of a menu those in sight: the one `selected` is among them.
    pub fn window(&self, selected: usize, rows: usize) -> Range<usize> {
        let page = usize::from(self.body.height);
        let top = (selected + 1).saturating_sub(page);
        top..rows.min(top + page)
    }
}

/// Where things stand on a screen of `size`; nothing if it is too small.
pub fn areas(size: Size) -> Option<Areas> {
    let grid = Grid::new(size)?;
    let top = grid.body;
    let head = Rect { height: 2, ..grid.header };
    let back = Rect { x: head.right().saturating_sub(12), width: 12, ..head };
    let turn = |at: u16| Rect {
        x: grid.status.right().saturating_sub((KEY.0 + 2) * at + KEY.0),
        y: grid.status.y,
        width: KEY.0,
        height: KEY.1,
    };
    let turns = [turn(1), turn(0)];
    let note = Rect { width: grid.status.width.saturating_sub(2 * (KEY.0 + 2)), ..grid.status };
    Some(Areas { head, back, body: top, note, turns })
}

/// A lower screen has no room for a row of words above the keypad.
const LOW: u16 = 10;

/// The row where the PIN stands.
pub fn pin(body: Rect) -> Rect {
    Rect { y: if body.height < LOW { body.y.saturating_sub(1) } else { body.y }, height: 1, ..body }
}

/// The rectangle of key `at` of the keypad.
pub fn pad(body: Rect, at: usize) -> Rect {
    let at = at as u16;
    let gap = u16::from(body.height >= 15);
    let top = if body.height < LOW { body.y } else { body.y + 2 };
    let (x, y) = (body.x + at % 3 * (KEY.0 + 2), top + at / 3 * (KEY.1 + gap));
    Rect { x, y, width: KEY.0, height: KEY.1 }.intersection(body)
}

/// The rectangle of row `at` of `of` in the window of a menu: two rows for a finger, if all are in sight so.
pub fn row(body: Rect, at: usize, of: usize) -> Rect {
    let height = if of * 2 <= usize::from(body.height) + 1 { 2 } else { 1 };
    let y = body.y.saturating_add((at as u16).saturating_mul(height));
    Rect { y, height, width: body.width.min(60), ..body }.intersection(body)
}

/// What is touched at `at`.
pub fn hit(panel: &Panel, size: Size, at: Position) -> Option<Press> {
    let areas = areas(size)?;
    if areas.back.contains(at) {
        return Some(Press::Back);
    }
    match &panel.page {
        Page::Pin(_) => {
            PAD.iter().enumerate().find(|(n, _)| pad(areas.body, *n).contains(at)).map(|(_, (press, _))| *press)
        }
        Page::Told(told, _) => {
            let goes_on = areas.last_top(rows::lines(told, areas.body.width).len()) > 0;
            turn(&areas, [Press::PageUp, Press::PageDown], at).filter(|_| goes_on)
        }
        Page::Menu | Page::Sources(_) => {
            let (count, page) = (panel.rows(), areas.body.height as isize);
            let window = areas.window(panel.selected, count);
            let turned = turn(&areas, [Press::Scroll(-page), Press::Scroll(page)], at);
            let chosen = || window.clone().zip(0..).find(|(_, line)| row(areas.body, *line, count).contains(at));
            turned.filter(|_| window.len() < count).or_else(|| chosen().map(|(at, _)| Press::Row(at)))
        }
    }
}

/// What the signs that lead up and down mean, if one of them is at `at`.
fn turn(areas: &Areas, presses: [Press; 2], at: Position) -> Option<Press> {
    presses.into_iter().zip(areas.turns).find(|(_, area)| area.contains(at)).map(|(press, _)| press)
}
