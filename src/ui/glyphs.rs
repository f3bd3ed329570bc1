//! The signs drawn besides letters, for each glyph level. Never a letter: what a terminal cannot write is transliterated
//! by the encoder.

use crate::terminal::Glyphs;

/// One level's signs. Each is one cell wide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// The level they are of.
    pub level: Glyphs,
    /// A horizontal hairline.
    pub rule: char,
    /// A vertical hairline.
    pub stem: char,
    /// Points at the selected row.
    pub marker: char,
    /// Between the steps of the path in the header.
    pub step: char,
    /// Before an item of a list in running text.
    pub bullet: char,
    /// Between facts on one line.
    pub dot: char,
    /// Beside a quotation.
    pub quote: char,
    /// A whole cell of a bar.
    pub bar: char,
    /// Half a cell of a bar; the same as [`Signs::bar`] where there is none.
    pub half_bar: char,
    /// More above.
    pub above: char,
    /// More below.
    pub below: char,
    /// Before a chosen value.
    pub chosen: char,
    /// A cut text ends so.
    pub cut: char,
    /// The space bar of a narrow keyboard.
    pub space: char,
    /// The key that erases; a word where there is no sign.
    pub erase: Option<char>,
    /// Names of the arrow keys: up, down, left, right.
    pub arrows: [&'static str; 4],
}

const FULL: Signs = Signs {
    level: Glyphs::Full,
    rule: '─',
    stem: '│',
    marker: '▸',
    step: '›',
    bullet: '•',
    dot: '·',
    quote: '▎',
    bar: '█',
    half_bar: '▌',
    above: '▲',
    below: '▼',
    chosen: '●',
    cut: '…',
    space: '␣',
    erase: Some('⌫'),
    arrows: ["↑", "↓", "←", "→"],
};

/// What the recommended console font is known to have: single and double lines, blocks, shades, `▲▼■◆•`.
const CONSOLE: Signs = Signs {
    level: Glyphs::Console,
    marker: '■',
    step: '/',
    quote: '│',
    half_bar: '█',
    chosen: '◆',
    space: '_',
    erase: None,
    arrows: ["▲", "▼", "<", ">"],
    ..FULL
};

const ASCII: Signs = Signs {
    level: Glyphs::Ascii,
    rule: '-',
    stem: '|',
    marker: '>',
    step: '/',
    bullet: '*',
    dot: '-',
    quote: '|',
    bar: '#',
    half_bar: '#',
    above: '^',
    below: 'v',
    chosen: '*',
    cut: '~',
    space: '_',
    erase: None,
    arrows: ["Up", "Down", "Left", "Right"],
};

impl Signs {
    /// The signs of a glyph level.
    pub const fn of(level: Glyphs) -> &'static Self {
        match level {
            Glyphs::Full => &FULL,
            Glyphs::Console => &CONSOLE,
            Glyphs::Ascii => &ASCII,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Signs;
    use crate::terminal::Glyphs;

    fn all(signs: &Signs) -> Vec<char> {
        let single = [
            signs.rule,
            signs.stem,
            signs.marker,
            signs.step,
            signs.bullet,
            signs.dot,
            signs.quote,
            signs.bar,
            signs.half_bar,
            signs.above,
            signs.below,
            signs.chosen,
            signs.cut,
            signs.space,
        ];
        single.into_iter().chain(signs.arrows.iter().flat_map(|name| name.chars())).collect()
    }

    #[test]
    fn each_level_keeps_to_its_font() {
        assert!(all(Signs::of(Glyphs::Ascii)).iter().all(char::is_ascii));
        let font = "─│█▲▼■◆•·…/<>_";
        assert!(all(Signs::of(Glyphs::Console)).iter().all(|c| font.contains(*c)));
    }
}
