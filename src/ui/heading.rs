//! The name of a screen, as large as its visitor wants it and has room for: in big letters, spaced out, or as it is. Never
//! takes more rows than it is given.

use ratatui::layout::Rect;

use super::big::Big;
use super::ease::TextSize;
use super::paint::Canvas;
use super::scene::Scene;
use super::theme::Role;
use crate::text::wrap;

/// A name and how it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    text: String,
    form: Form,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
enum Form {
    #[default]
    Usual,
    /// Capitals with blanks between them, line by line: for names too long for big letters, and terminals without blocks.
    Spaced(Vec<String>),
    Big(Big),
}

impl Heading {
    /// `text` over what fills a body `width` wide, in at most `lines` lines of large letters and `most` rows.
    pub fn new(text: &str, width: u16, (lines, most): (usize, u16), scene: &Scene<'_>) -> Self {
        let text = text.to_owned();
        if scene.grid.ease.text != TextSize::Large {
            return Self { text, form: Form::Usual };
        }
        let big = Big::new(&text, width, lines, scene.signs.level).filter(|big| big.rows() <= most);
        let spaced = || {
            let broken = spaced(&text, width);
            (broken.len() <= usize::from(most).min(lines)).then_some(Form::Spaced(broken))
        };
        let form = big.map(Form::Big).or_else(spaced).unwrap_or_default();
        Self { text, form }
    }

    /// Whether it is larger than usual.
    pub fn is_large(&self) -> bool {
        self.form != Form::Usual
    }

    /// Rows it takes.
    pub fn rows(&self) -> u16 {
        match &self.form {
            Form::Usual => 1,
            Form::Spaced(lines) => lines.len() as u16,
            Form::Big(big) => big.rows(),
        }
    }

    /// Draws it; the columns used in its first row, as far as something may stand behind it there.
    pub fn draw(&self, area: Rect, canvas: &mut Canvas<'_>) -> u16 {
        match &self.form {
            Form::Usual => canvas.text(area.x, area.y, area.width, &self.text, Role::Title),
            Form::Spaced(lines) => {
                let mut used = 0;
                for (line, y) in lines.iter().zip(area.y..area.bottom()) {
                    used = canvas.text(area.x, y, area.width, line, Role::Title);
                }
                used
            }
            Form::Big(big) => {
                big.draw(area.x, area.y, Role::Title, canvas);
                big.columns()
            }
        }
    }
}

/// Draws a name that has one row; returns the columns used.
pub fn one_row(text: &str, area: Rect, scene: &Scene<'_>, canvas: &mut Canvas<'_>) -> u16 {
    Heading::new(text, area.width, (1, 1), scene).draw(area, canvas)
}

/// Capitals with a blank between two letters and three between two words, in lines of `width` columns.
pub fn spaced(text: &str, width: u16) -> Vec<String> {
    let capitals = text.to_uppercase();
    let room = usize::from(width.div_ceil(2)).max(1);
    wrap(&capitals, room).map(line).collect()
}

fn line(words: &str) -> String {
    let mut out = String::new();
    for letter in words.chars() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn capitals_stand_apart_and_lines_keep_to_the_width() {
        assert_eq!(spaced("Хора и роли", 80), ["Х О Р А   И   Р О Л И"]);
        assert_eq!(spaced("Хора и роли", 13), ["Х О Р А   И", "Р О Л И"]);
        assert!(spaced("Учредително събрание", 30).iter().all(|line| line.chars().count() <= 30));
    }
}
