//! A document with room between its lines, and one with large headings too. Never room between lines that have it already.

use super::{Document, Line};
use crate::ui::ease::{Ease, TextSize};
use crate::ui::heading;
use crate::ui::theme::Role;

impl Document {
    /// The same with a blank line between every two that follow each other, so that a line takes two rows.
    pub fn spaced(self) -> Self {
        Self { lines: spaced(self.lines), aside: spaced(self.aside), ..self }
    }

    /// The same as `ease` asks for, in a column `width` wide: with room between its lines, and its headings spaced out in
    /// capitals where the text is to be large.
    pub fn eased(self, ease: Ease, width: u16) -> Self {
        if ease.pitch() == 1 {
            return self;
        }
        let mut eased = self.spaced();
        if ease.text == TextSize::Large {
            eased.lines.iter_mut().for_each(|line| enlarge(line, width));
        }
        eased
    }
}

/// The same for lines of which a document is not made yet.
pub fn spaced(lines: Vec<Line>) -> Vec<Line> {
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

/// Spaces a line out that is a heading, where it still is one line.
fn enlarge(line: &mut Line, width: u16) {
    if let [span] = line.spans.as_mut_slice()
        && (span.role, span.link) == (Role::Title, None)
        && let [wide] = heading::spaced(&span.text, width.saturating_sub(line.indent)).as_slice()
    {
        span.text = wide.as_str().into();
    }
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
