//! A document with room between its lines. Never between those that have room already.

use super::{Document, Line};

impl Document {
    /// The same with a blank line between every two that follow each other, so that a line takes two rows.
    pub fn spaced(self) -> Self {
        Self { lines: spaced(self.lines), aside: spaced(self.aside), ..self }
    }
}

fn spaced(lines: Vec<Line>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::with_capacity(lines.len() * 2);
    for line in lines {
        let follows = out.last().is_some_and(|before| !before.spans.is_empty());
        if follows && !line.spans.is_empty() {
            out.push(Line::default());
        }
        out.push(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::spaced;
    use crate::ui::document::{Line, Span};
    use crate::ui::theme::Role;

    #[test]
    fn only_neighbours_are_parted() {
        let line =
            |text: &str| Line { indent: 0, spans: vec![Span { text: text.into(), role: Role::Text, link: None }] };
        let given = vec![line("a"), line("b"), Line::default(), line("c")];
        let blank = Line::default;
        assert_eq!(spaced(given), [line("a"), blank(), line("b"), blank(), line("c")]);
    }
}
