//! The handle before everything that can be selected: a marker, the digit that opens it, a cell of air. Only the handle of
//! a row changes when the selection moves: a bar over the whole row would cost most of the bytes of a move.

use ratatui::layout::Rect;

use super::paint::Canvas;
use super::theme::Role;

/// Columns of a handle.
pub const WIDTH: u16 = 3;

/// Whether a row is the selected one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    Selected,
    /// Another one is.
    Other,
}

impl State {
    /// The state of the row `row` where `selected` is selected.
    pub fn of(row: usize, selected: usize) -> Self {
        if row == selected { Self::Selected } else { Self::Other }
    }
}

/// Where the handle of what stands in `area` is.
pub fn area(area: Rect) -> Rect {
    Rect { width: WIDTH.min(area.width), height: 1, ..area }
}

/// Draws the handle at the left of `area`'s first row, with the digit that opens it if it has one now.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, digit: Option<usize>, state: State) {
    let (marker, role) = match state {
        State::Selected => (canvas.signs.marker, Role::Handle),
        State::Other => (' ', Role::Muted),
    };
    let digit = digit.and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10));
    for (x, sign) in (area.x..area.right()).zip([marker, digit.unwrap_or(' '), ' ']) {
        canvas.fill(x, area.y, 1, sign, role);
    }
}
