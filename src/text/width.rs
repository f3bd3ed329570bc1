//! How many cells a text takes on a terminal, and cutting it to a number of cells. Never looks at more of a long text
//! than the cells ask for, and never cuts between a letter and its marks.
//!
//! The width of a text is the sum of its characters' widths: that is how consoles and most emulators count, and after
//! [`clean`](fn@super::clean) (no joiners, no variation selectors, no skin tones) it is also what those with clusters show.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Stands for what was cut off; one cell. The encoder writes it as `~` where the terminal has no such glyph.
pub const ELLIPSIS: char = '…';

/// Whether `c` takes exactly one cell and joins nothing beside it: nearly everything this program shows. Control
/// characters are not plain.
pub const fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
        | '\u{370}'..='\u{377}' | '\u{37a}'..='\u{37f}'
        | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
        | '\u{20a0}'..='\u{20bf}' | '\u{2100}'..='\u{214f}'
        | '\u{2190}'..='\u{2319}' | '\u{2500}'..='\u{25fc}')
}

/// The cells of one character: 0, 1 or 2. Control characters are never drawn and take none.
pub fn char_width(c: char) -> usize {
    if is_plain(c) { 1 } else { c.width().unwrap_or(0) }
}

/// The cells of a text.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(|byte| !byte.is_ascii_control()).count();
    }
    text.chars().map(char_width).sum()
}

/// The longest beginning of `text` that fits into `columns`, and its width.
pub fn fit(text: &str, columns: usize) -> (&str, usize) {
    // No character takes more cells than it has bytes, so a short text needs no counting to be known to fit.
    if text.len() <= columns {
        return (text, width(text));
    }
    let mut used = 0;
    for (at, c) in text.char_indices() {
        let cells = char_width(c);
        if used + cells > columns {
            return cut(text, at, used);
        }
        used += cells;
    }
    (text, used)
}

/// Cuts at `at`, or before the cluster that `at` lies in.
fn cut(text: &str, at: usize, used: usize) -> (&str, usize) {
    let (head, rest) = text.split_at(at);
    // What comes next is a letter, sign or space of its own: the usual case.
    if rest.chars().next().is_none_or(is_plain) {
        return (head, used);
    }
    let mut end = 0;
    for (start, cluster) in text.grapheme_indices(true) {
        if start + cluster.len() > at {
            end = start;
            break;
        }
    }
    let head = head.split_at(end).0;
    (head, width(head))
}

/// The text if it fits into `columns`, or else its beginning with `…` behind it. Nothing fits into 0 columns.
pub fn clip(text: &str, columns: usize) -> Cow<'_, str> {
    if fit(text, columns).0.len() == text.len() {
        return Cow::Borrowed(text);
    }
    let Some(room) = columns.checked_sub(1) else {
        return Cow::Borrowed("");
    };
    let mut cut = fit(text, room).0.trim_end().to_owned();
    cut.push(ELLIPSIS);
    Cow::Owned(cut)
}

#[cfg(test)]
mod tests {
    use proptest::arbitrary::any;
    use proptest::{prop_assert, proptest};
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

    use super::{char_width, clip, fit, is_plain, width};
    use crate::text::{Breaks, clean};

    #[test]
    fn plain_characters_take_one_cell() {
        for c in (0..0x3000).filter_map(char::from_u32).filter(|c| is_plain(*c)) {
            assert_eq!(c.width(), Some(1), "{:x}", u32::from(c));
        }
    }

    #[test]
    fn scripts_signs_and_marks_are_counted() {
        for (text, cells) in [("Асарел – Медет", 14), ("№ 5 €", 5), ("e\u{301}", 1), ("漢字", 4), ("\n", 0), ("", 0)]
        {
            assert_eq!(width(text), cells, "{text}");
        }
    }

    #[test]
    fn a_cut_text_ends_with_an_ellipsis() {
        assert_eq!(clip("Панагюрище", 10), "Панагюрище");
        assert_eq!(clip("Панагюрище", 5), "Пана…");
        assert_eq!(clip("Асарел – Медет", 8), "Асарел…", "no space before it");
        assert_eq!(clip("漢字漢字", 4), "漢…");
        assert_eq!(clip("Мед", 1), "…");
        assert_eq!(clip("Мед", 0), "");
    }

    #[test]
    fn a_letter_keeps_its_marks() {
        assert_eq!(fit("ae\u{301}b", 2), ("ae\u{301}", 2));
        assert_eq!(fit("🇧🇬🇧🇬", 3), ("🇧🇬", 2), "half a flag is no flag");
    }

    proptest! {
        #[test]
        fn nothing_cut_is_too_wide(text in "\\PC{0,40}|[ а-яa-z漢e\u{301}🇧]{0,40}", columns in 0_usize..40) {
            let (head, used) = fit(&text, columns);
            prop_assert!(used <= columns && used == width(head) && text.starts_with(head));
            prop_assert!(width(&clip(&text, columns)) <= columns);
        }

        #[test]
        fn what_is_clean_is_never_wider_for_others(text in any::<String>()) {
            let text = clean(&text, Breaks::Space);
            prop_assert!(UnicodeWidthStr::width(&*text) <= width(&text), "{text:?}");
        }

        #[test]
        fn no_character_has_more_cells_than_bytes(c in any::<char>()) {
            prop_assert!(char_width(c) <= c.len_utf8());
        }
    }
}
