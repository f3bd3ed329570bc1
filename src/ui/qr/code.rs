//! QR codes as pictures of cells: which payload fits, and how its squares become characters. Never decides what a payload
//! says, and never draws dark squares lighter than the ground: many telephones read no inverted code.

use qrcodegen::{QrCode, QrCodeEcc};
use ratatui::layout::Rect;

use crate::terminal::Glyphs;

/// Light squares around a code that telephones need to find it.
const QUIET: i32 = 4;

/// How squares become cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weave {
    /// One column and half a row a square, with `▀▄█`.
    Halves,
    /// Two columns and one row a square, with spaces on two grounds: needs no character at all.
    Blanks,
}

/// A code that fits its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// Squares a side.
    side: i32,
    /// Row by row; `true` is dark.
    squares: Vec<bool>,
    weave: Weave,
    payload: usize,
}

/// One cell of the picture: its upper and its lower half; `true` is dark. Of [`Weave::Blanks`] both are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halves {
    /// The upper half.
    pub upper: bool,
    /// The lower half.
    pub lower: bool,
}

impl Weave {
    /// The finest one that the terminal's characters allow.
    pub const fn of(glyphs: Glyphs) -> Self {
        match glyphs {
            Glyphs::Full | Glyphs::Console => Self::Halves,
            Glyphs::Ascii => Self::Blanks,
        }
    }

    /// Columns and rows of a picture `squares` wide, the quiet zone included.
    fn cells(self, squares: i32) -> (u16, u16) {
        let side = u16::try_from(squares + 2 * QUIET).unwrap_or(u16::MAX);
        match self {
            Self::Halves => (side, side.div_ceil(2)),
            Self::Blanks => (side.saturating_mul(2), side),
        }
    }
}

impl Code {
    /// The first of `payloads` (the fullest first) that fits into `room`; nothing if none does.
    pub fn fitting<'a>(payloads: impl IntoIterator<Item = &'a str>, room: Rect, weave: Weave) -> Option<Self> {
        payloads.into_iter().enumerate().find_map(|(payload, text)| {
            let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
            let side = code.size();
            let (columns, rows) = weave.cells(side);
            let squares = || (0..side * side).map(|at| code.get_module(at % side, at / side)).collect();
            (columns <= room.width && rows <= room.height).then(|| Self { side, squares: squares(), weave, payload })
        })
    }

    /// Which of the payloads it holds, counted from 0.
    pub const fn payload(&self) -> usize {
        self.payload
    }

    /// How its squares become cells.
    pub const fn weave(&self) -> Weave {
        self.weave
    }

    /// Columns and rows it takes, the quiet zone included.
    pub fn size(&self) -> (u16, u16) {
        self.weave.cells(self.side)
    }

    /// The cell in this column and row of the picture; light outside it.
    pub fn cell(&self, column: u16, row: u16) -> Halves {
        let dark = |x: i32, y: i32| self.is_dark(x - QUIET, y - QUIET);
        let (column, row) = (i32::from(column), i32::from(row));
        match self.weave {
            Weave::Halves => Halves { upper: dark(column, 2 * row), lower: dark(column, 2 * row + 1) },
            Weave::Blanks => {
                let square = dark(column / 2, row);
                Halves { upper: square, lower: square }
            }
        }
    }

    /// Outside the code all is light.
    fn is_dark(&self, x: i32, y: i32) -> bool {
        let inside = (0..self.side).contains(&x) && (0..self.side).contains(&y);
        inside && self.squares.get((y * self.side + x) as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::{Code, Weave};

    const ROOM: Rect = Rect { x: 0, y: 0, width: 120, height: 60 };

    /// What an independent decoder reads from the cells as a camera would see them, 4 × 8 points a cell.
    fn read(code: &Code) -> Option<String> {
        let (columns, rows) = code.size();
        let (width, height) = (usize::from(columns) * 4, usize::from(rows) * 8);
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
            let cell = code.cell((x / 4) as u16, (y / 8) as u16);
            let dark = if y % 8 < 4 { cell.upper } else { cell.lower };
            if dark { 0 } else { 255 }
        });
        let grids = picture.detect_grids();
        Some(grids.first()?.decode().ok()?.1)
    }

    #[test]
    fn a_telephone_reads_what_was_meant() {
        for weave in [Weave::Halves, Weave::Blanks] {
            for text in ["https://kiosk.example/bg/asarel-medet", "BEGIN:VCARD\r\nFN:Асарел – Медет\r\nEND:VCARD\r\n"]
            {
                let code = Code::fitting([text], ROOM, weave).expect("room enough");
                assert_eq!(read(&code).as_deref(), Some(text), "{weave:?}");
            }
        }
    }

    #[test]
    fn the_fullest_payload_that_fits_is_taken() {
        let long = "мед ".repeat(200);
        let payloads = [&*long, "https://kiosk.example/bg/asarel-medet", "мед"];
        let taken = |width, height| Code::fitting(payloads, Rect { width, height, ..ROOM }, Weave::Halves);
        assert_eq!(taken(37, 19).map(|code| code.payload()), Some(1));
        assert_eq!(taken(29, 15).map(|code| code.payload()), Some(2));
        assert_eq!(taken(28, 15), None, "no room for the smallest");
    }

    #[test]
    fn the_quiet_zone_is_light() {
        for weave in [Weave::Halves, Weave::Blanks] {
            let code = Code::fitting(["мед"], ROOM, weave).expect("room enough");
            let (columns, rows) = code.size();
            let (margin, edge) = if weave == Weave::Halves { (4, 2) } else { (8, 4) };
            for row in 0..rows {
                for column in 0..columns {
                    let inside = (margin..columns - margin).contains(&column) && (edge..rows - edge).contains(&row);
                    let cell = code.cell(column, row);
                    assert!(inside || !(cell.upper || cell.lower), "{column}, {row}");
                }
            }
        }
    }
}
