//! A row for a terminal without UTF-8: letters transliterated, frames and marks in ASCII. Never changes the layout: where
//! Latin takes more letters, the text uses the blanks behind it, and is cut before the next frame line.

use std::borrow::Cow;

use ratatui::buffer::Cell;

use crate::text::to_ascii;

/// Gives the character of each column and the column of the cell whose look it takes.
pub fn row(cells: &[Cell], place: &mut impl FnMut(usize, char, usize)) {
    let end = cells.len();
    let (mut column, mut index) = (0, 0);
    while let Some(cell) = cells.get(index) {
        let word: String = cells.iter().skip(index).map(Cell::symbol).take_while(|symbol| is_word(symbol)).collect();
        let taken = word.chars().count().max(1);
        let symbol = cell.symbol();
        let blank_follows = cells.get(index + 1).is_none_or(|next| next.symbol() == " ");
        if symbol == " " && column > index && blank_follows {
            // A blank gives way to letters that came too many, but one stays between two words.
            index += 1;
            continue;
        }
        if is_frame(symbol) {
            column = index;
        }
        while column < index {
            place(column, ' ', index);
            column += 1;
        }
        let text = match substitute(symbol) {
            Some(text) => Cow::Borrowed(text),
            None if word.is_empty() => to_ascii(symbol),
            None => to_ascii(&word),
        };
        let length = text.chars().count().max(1);
        for (n, c) in text.chars().enumerate().take(end.saturating_sub(column)) {
            place(column, if is_printable(c) { c } else { '?' }, index + n * taken / length);
            column += 1;
        }
        index += taken;
    }
    for gap in column..end {
        place(gap, ' ', gap);
    }
}

/// A letter that may need the letters around it to be written in Latin.
fn is_word(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    matches!((chars.next(), chars.next()), (Some('\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}'), None))
}

const fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~')
}

/// Whether a symbol must stay in its column: what is left of it is cut rather than it moved.
fn is_frame(symbol: &str) -> bool {
    symbol.chars().all(|c| matches!(c, '|' | '+' | '\u{2500}'..='\u{259f}'))
}

fn substitute(symbol: &str) -> Option<&'static str> {
    let mut chars = symbol.chars();
    let (Some(only), None) = (chars.next(), chars.next()) else { return None };
    Some(match only {
        '─' | '━' | '┄' | '┈' | '╌' => "-",
        '═' => "=",
        '│' | '┃' | '║' | '┆' | '┊' | '▏' | '▎' | '▌' | '▐' | '▕' => "|",
        '\u{2500}'..='\u{257f}' => "+",
        '░' => ".",
        '▒' => ":",
        '\u{2580}'..='\u{259f}' => "#",
        '▲' | '△' | '↑' => "^",
        '▼' | '▽' | '↓' => "v",
        '►' | '▶' | '▸' | '›' | '→' => ">",
        '◄' | '◀' | '◂' | '‹' | '←' => "<",
        '■' | '◆' | '●' | '▪' | '★' | '✓' => "*",
        '□' | '○' | '◇' | '☐' => "o",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn flat(text: &str, width: u16) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
        buffer.set_string(0, 0, text, Style::new());
        let mut out = vec!['!'; usize::from(width)];
        super::row(&buffer.content, &mut |column, c, _| out[column] = c);
        out.into_iter().collect()
    }

    #[test]
    fn letters_use_the_blanks_behind_them() {
        assert_eq!(flat("│Чугунена   │", 13), "|Chugunena  |");
        assert_eq!(flat("Площад 1    x", 13), "Ploshtad 1  x");
    }

    #[test]
    fn words_are_written_as_words() {
        assert_eq!(flat("ЩУКА, Щука, България ", 27), "SHTUKA, Shtuka, Bulgaria   ");
    }

    #[test]
    fn frames_stay_and_text_is_cut() {
        assert_eq!(flat("│Щъщ│ok", 7), "|Sht|ok");
        assert_eq!(flat("╔══╗", 6), "+==+  ");
    }

    #[test]
    fn every_column_is_filled_with_ascii() {
        let row = flat("№ 5 – „мед“ … €, 日本 ☃", 24);
        assert!(row.chars().all(|c| matches!(c, ' '..='~')), "{row}");
        assert!(row.starts_with("No. 5 - \"med\" ... EUR"), "{row}");
    }
}
