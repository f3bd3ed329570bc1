//! Where a terminal's cursor is and how it writes, and the shortest sequences to change either. Never knows what is shown.

use std::io::Write as _;
use std::ops::Range;

use super::shift::{Direction, Shift};
use super::style::{Palette, Style};
use super::{Profile, TerminalKind};

/// Frames over this many bytes are shown at once, so that a slow line does not show half of one.
const SYNC_FROM: usize = 512;
const SYNC_BEGIN: &[u8] = b"\x1b[?2026h";
const SYNC_END: &[u8] = b"\x1b[?2026l";

/// A terminal's cursor and look.
#[derive(Debug)]
pub struct Pen {
    sync: bool,
    moves: bool,
    columns: u16,
    /// Column and row, `None` when not known.
    at: Option<(u16, u16)>,
    style: Option<Style>,
    /// Where the frame begins in the output.
    begin: usize,
}

impl Pen {
    /// A pen of which nothing is known.
    pub fn new(profile: &Profile) -> Self {
        Self {
            sync: profile.kind == TerminalKind::Emulator,
            moves: profile.kind != TerminalKind::Dumb,
            columns: profile.size.shown().0,
            at: None,
            style: None,
            begin: 0,
        }
    }

    /// Whether the terminal can be told where to write.
    pub const fn moves(&self) -> bool {
        self.moves
    }

    /// Moves rows up or down inside a scrolling region; rows that were left are blank in the terminal's own background. Line
    /// feeds and reverse indexes, as the kernel's console knows no others.
    pub fn shift(&mut self, palette: Palette, shift: &Shift, out: &mut Vec<u8>) {
        self.dress(palette, Style::default(), out);
        let (top, bottom) = (shift.rows.start + 1, shift.rows.end);
        let (row, step) = match shift.direction {
            Direction::Up => (bottom, b"\n".as_slice()),
            Direction::Down => (top, b"\x1bM".as_slice()),
        };
        // Writing to memory cannot fail.
        drop(write!(out, "\x1b[{top};{bottom}r\x1b[{row}H"));
        for _ in 0..shift.by {
            out.extend_from_slice(step);
        }
        out.extend_from_slice(b"\x1b[r");
        self.at = None;
    }

    /// The look it writes in, if it is known.
    pub const fn style(&self) -> Option<Style> {
        self.style
    }

    /// Begins a frame at the end of `out`. The cursor's place is not trusted between frames: a message of another program
    /// may have moved it.
    pub fn begin(&mut self, out: &[u8]) {
        self.at = None;
        self.begin = out.len();
    }

    /// Ends a frame; a large one is marked to be shown at once.
    pub fn end(&self, out: &mut Vec<u8>) {
        if self.sync && out.len() - self.begin > SYNC_FROM {
            out.splice(self.begin..self.begin, SYNC_BEGIN.iter().copied());
            out.extend_from_slice(SYNC_END);
        }
    }

    /// Clears the terminal.
    pub fn clear(&mut self, palette: Palette, out: &mut Vec<u8>) {
        self.style = None;
        self.dress(palette, Style::default(), out);
        if self.moves {
            out.extend_from_slice(b"\x1b[H\x1b[2J");
            self.at = Some((0, 0));
        }
    }

    /// Writes in this look from now on.
    pub fn dress(&mut self, palette: Palette, style: Style, out: &mut Vec<u8>) {
        palette.change(self.style, style, out);
        self.style = Some(style);
    }

    /// The columns between the cursor and column `x`, if the cursor is before it in row `y`.
    pub fn gap(&self, x: u16, y: u16) -> Option<Range<usize>> {
        let (column, row) = self.at?;
        (row == y && column <= x).then(|| usize::from(column)..usize::from(x))
    }

    /// Moves the cursor.
    pub fn move_to(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        if self.at == Some((x, y)) || !self.moves {
            return;
        }
        match self.at {
            Some((column, row)) if row == y && column < x && column < self.columns => forward(x - column, out),
            Some((_, row)) if row + 1 == y && x < 10 => {
                out.extend_from_slice(b"\r\n");
                if x > 0 {
                    forward(x, out);
                }
            }
            // Writing to memory cannot fail.
            _ if x == 0 => drop(write!(out, "\x1b[{}H", y + 1)),
            _ => drop(write!(out, "\x1b[{};{}H", y + 1, x + 1)),
        }
        self.at = Some((x, y));
    }

    /// Erases from the cursor to the end of its row. Only in the terminal's own background: not every terminal erases with
    /// another. The cursor must not be behind the last column, where erasing takes the last character.
    pub fn erase(&mut self, palette: Palette, style: Style, out: &mut Vec<u8>) {
        self.dress(palette, style, out);
        out.extend_from_slice(b"\x1b[K");
    }

    /// Writes one glyph that takes one column everywhere.
    pub fn write(&mut self, text: &str, out: &mut Vec<u8>) {
        out.extend_from_slice(text.as_bytes());
        // Behind the last column the cursor waits there: only a move that names its place is safe then.
        self.at = self.at.and_then(|(x, y)| (x + 1 < self.columns).then_some((x + 1, y)));
    }

    /// Writes one glyph of which terminals may think differently: the next one is placed anew.
    pub fn write_unsure(&mut self, text: &str, out: &mut Vec<u8>) {
        out.extend_from_slice(text.as_bytes());
        self.at = None;
    }
}

fn forward(columns: u16, out: &mut Vec<u8>) {
    if columns == 1 {
        out.extend_from_slice(b"\x1b[C");
    } else {
        drop(write!(out, "\x1b[{columns}C"));
    }
}
