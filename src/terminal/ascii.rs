//! A row for a terminal without UTF-8: letters transliterated, frames and marks in ASCII. Never changes the layout: where
//! Latin takes more letters, the text uses the blanks behind it, and is cut before the next frame line.

use std::borrow::Cow;

use ratatui::buffer::Cell;

/// Gives the character of each column and the column of the cell whose look it takes.
pub fn row(cells: &[Cell], place: &mut impl FnMut(usize, char, usize)) {
    let mut column = 0;
    for (index, cell) in cells.iter().enumerate() {
        let symbol = cell.symbol();
        let blank = symbol == " ";
        if blank && column > index && cells.get(index + 1).is_none_or(|next| next.symbol() == " ") {
            // A blank gives way to letters that came too many, but one stays between two words.
            continue;
        }
        if is_frame(symbol) || column < index {
            for gap in column..index {
                place(gap, ' ', index);
            }
            column = index;
        }
        let text: Cow<'_, str> = match substitute(symbol) {
            Some(text) => text.into(),
            None if symbol.is_ascii() => symbol.into(),
            None => transliterate(symbol).into(),
        };
        let text = text.chars().filter(|c| matches!(c, ' '..='~'));
        let end = cells.len();
        let taken = text.chain(std::iter::once('?')).enumerate().take_while(|&(n, c)| n == 0 || c != '?');
        for (_, c) in taken.take(end - column.min(end)) {
            place(column, c, index);
            column += 1;
        }
    }
    for gap in column..cells.len() {
        place(gap, ' ', gap);
    }
}

/// Whether a symbol must stay in its column: what is left of it is cut rather than it moved.
fn is_frame(symbol: &str) -> bool {
    symbol.chars().all(|c| matches!(c, '|' | '+' | '\u{2500}'..='\u{259f}'))
}

fn substitute(symbol: &str) -> Option<&'static str> {
    let mut chars = symbol.chars();
    let (Some(only), None) = (chars.next(), chars.next()) else { return None };
    Some(match only {
        '─' | '━' | '┄' | '┈' | '╌' | '–' | '—' | '‐' | '‑' | '−' => "-",
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
        '■' | '◆' | '●' | '•' | '·' | '▪' | '★' | '✓' => "*",
        '□' | '○' | '◇' | '☐' => "o",
        '„' | '“' | '”' | '«' | '»' => "\"",
        '‚' | '‘' | '’' => "'",
        '…' => "...",
        '\u{a0}' | '\u{2009}' | '\u{202f}' => " ",
        '№' => "No",
        '€' => "EUR",
        '×' => "x",
        '°' => "deg",
        '©' => "(c)",
        '§' => "par.",
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
    fn frames_stay_and_text_is_cut() {
        assert_eq!(flat("│Щъщ│ok", 7), "|Sht|ok");
        assert_eq!(flat("╔══╗", 6), "+==+  ");
    }

    #[test]
    fn every_column_is_filled_with_ascii() {
        let row = flat("№ 5 – „мед“ … €, 日本 ☃", 24);
        assert!(row.chars().all(|c| matches!(c, ' '..='~')), "{row}");
        assert!(row.starts_with("No 5 - \"med\" ... EUR"), "{row}");
    }
}

/// Replaced by the text module's own once it is there.
fn transliterate(symbol: &str) -> String {
    let table = [
        ('Ч', "Ch"),
        ('у', "u"),
        ('г', "g"),
        ('н', "n"),
        ('е', "e"),
        ('а', "a"),
        ('П', "P"),
        ('л', "l"),
        ('о', "o"),
        ('щ', "sht"),
        ('Щ', "Sht"),
        ('д', "d"),
        ('ъ', "a"),
        ('м', "m"),
    ];
    symbol.chars().filter_map(|c| table.iter().find(|(from, _)| *from == c).map(|(_, to)| *to)).collect()
}
