//! Draws a code: dark on light, whatever the theme, as many telephones read nothing else.

use super::{Code, Weave};
use crate::ui::paint::Canvas;
use crate::ui::theme::Role;

/// Draws `code` with its upper left corner at `x`, `y`.
pub fn draw(code: &Code, x: u16, y: u16, canvas: &mut Canvas<'_>) {
    let (columns, rows) = code.size();
    for row in 0..rows {
        for column in 0..columns {
            let cell = code.cell(column, row);
            let (sign, role) = match (code.weave(), cell.upper, cell.lower) {
                (Weave::Halves, true, true) => ('█', Role::Code),
                (Weave::Halves, true, false) => ('▀', Role::Code),
                (Weave::Halves, false, true) => ('▄', Role::Code),
                (Weave::Blanks, true, _) => (' ', Role::CodeDark),
                (_, false, _) => (' ', Role::Code),
            };
            canvas.fill(x + column, y + row, 1, sign, role);
        }
    }
}
