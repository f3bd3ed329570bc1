//! The size of a terminal, clamped before it is narrowed. Never asks a terminal for it.

/// A size that is safe to allocate and sensible to lay out.
///
/// A client may ask for 65535 × 65535; a buffer of that size aborts the process. So [`columns`](Self::columns) is 20 to 300,
/// [`rows`](Self::rows) 6 to 100, and there are at most 24,000 cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Size {
    columns: u16,
    rows: u16,
    shown_columns: u16,
    shown_rows: u16,
}

impl Size {
    /// What is assumed of a terminal that does not say.
    pub const STANDARD: Self = Self { columns: 80, rows: 24, shown_columns: 80, shown_rows: 24 };
    /// The most cells of a screen.
    pub const MAX_CELLS: u16 = 24_000;
    const COLUMNS: (u16, u16) = (20, 300);
    const ROWS: (u16, u16) = (6, 100);

    /// The nearest size allowed; a 0 in either place means 80 × 24.
    pub fn clamped(columns: u32, rows: u32) -> Self {
        if columns == 0 || rows == 0 {
            return Self::STANDARD;
        }
        let at_most = |value: u32, limit: u16| u16::try_from(value).unwrap_or(u16::MAX).min(limit);
        let shown_columns = at_most(columns, Self::COLUMNS.1);
        let wide = shown_columns.max(Self::COLUMNS.0);
        let shown_rows = at_most(rows, Self::ROWS.1.min(Self::MAX_CELLS / wide));
        Self { columns: wide, rows: shown_rows.max(Self::ROWS.0), shown_columns, shown_rows }
    }

    /// Columns to lay out for: 20 to 300.
    pub const fn columns(self) -> u16 {
        self.columns
    }

    /// Rows to lay out for: 6 to 100.
    pub const fn rows(self) -> u16 {
        self.rows
    }

    /// The columns and rows that can be seen: less than the layout's on a terminal under 20 × 6. What lies outside is not
    /// sent, so a notice to such a terminal wraps to these.
    pub const fn shown(self) -> (u16, u16) {
        (self.shown_columns, self.shown_rows)
    }

    /// The layout's rectangle.
    pub const fn area(self) -> ratatui::layout::Rect {
        ratatui::layout::Rect { x: 0, y: 0, width: self.columns, height: self.rows }
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn hostile_sizes_are_clamped() {
        for (columns, rows) in [(65535, 65535), (u32::MAX, u32::MAX), (300, 100), (1, 1), (u32::MAX, 1), (1, u32::MAX)]
        {
            let size = Size::clamped(columns, rows);
            assert!((20..=300).contains(&size.columns()), "{size:?}");
            assert!((6..=100).contains(&size.rows()), "{size:?}");
            assert!(u32::from(size.columns()) * u32::from(size.rows()) <= u32::from(Size::MAX_CELLS), "{size:?}");
        }
        assert_eq!(Size::clamped(300, 100).rows(), 80);
    }

    #[test]
    fn an_unknown_size_is_the_standard_one() {
        assert_eq!(Size::clamped(0, 24), Size::STANDARD);
        assert_eq!(Size::clamped(80, 0), Size::STANDARD);
        assert_eq!(Size::clamped(80, 24), Size::STANDARD);
    }

    #[test]
    fn a_tiny_terminal_is_laid_out_larger_than_it_shows() {
        let size = Size::clamped(10, 3);
        assert_eq!((size.columns(), size.rows()), (20, 6));
        assert_eq!(size.shown(), (10, 3));
    }
}
