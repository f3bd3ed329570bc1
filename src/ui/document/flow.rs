//! Breaks running text of several roles into lines. Where a line may break is decided by [`crate::text::wrap`]; this keeps
//! the roles and links of the words.

use super::super::theme::Role;
use super::{Line, Span};
use crate::text::wrap;

/// Words of one role, with the number of their link.
#[derive(Clone, Debug)]
pub struct Run {
    pub text: String,
    pub role: Role,
    pub link: Option<u16>,
}

/// Breaks `runs` into lines of at most `width` columns, of which the first `indent` stay empty.
pub fn flow(runs: &[Run], width: u16, indent: u16) -> Vec<Line> {
    // One byte for another, so that places stay the same.
    let text: String = runs.iter().map(|run| run.text.replace(['\t', '\r'], " ")).collect();
    let mut lines = Vec::new();
    let mut from = 0;
    for piece in wrap(&text, usize::from(width.saturating_sub(indent).max(1))) {
        let Some(offset) = text.get(from..).and_then(|rest| rest.find(piece)) else { break };
        let start = from + offset;
        from = start + piece.len();
        let spans = spans(runs, &text, start..from);
        if !spans.is_empty() {
            lines.push(Line { indent, spans });
        }
    }
    lines
}

/// The parts of the runs that lie in a range of the whole text.
fn spans(runs: &[Run], text: &str, range: std::ops::Range<usize>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut begin = 0;
    for run in runs {
        let end = begin + run.text.len();
        let part = text.get(begin.max(range.start)..end.min(range.end)).unwrap_or_default();
        if !part.is_empty() {
            spans.push(Span { text: part.into(), role: run.role, link: run.link });
        }
        begin = end;
        if begin >= range.end {
            break;
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::{Run, flow};
    use crate::ui::theme::Role;

    fn run(text: &str, link: Option<u16>) -> Run {
        Run { text: text.to_owned(), role: if link.is_some() { Role::Link } else { Role::Text }, link }
    }

    fn picture(runs: &[Run], width: u16, indent: u16) -> Vec<String> {
        let text = |line: &super::Line| line.spans.iter().map(|span| &*span.text).collect::<String>();
        let lines = flow(runs, width, indent);
        lines.iter().map(|line| " ".repeat(line.indent.into()) + &text(line)).collect()
    }

    #[test]
    fn lines_are_full_but_not_fuller() {
        let found = picture(&[run("Мегдан е площадът\tна селото", None)], 12, 2);
        assert_eq!(found, ["  Мегдан е", "  площадът", "  на селото"]);
    }

    #[test]
    fn a_link_over_two_lines_stays_a_link_and_its_comma_does_not() {
        let lines = flow(&[run("Асарел – Медет", Some(0)), run(", и други", None)], 9, 0);
        let spans = |at: usize| lines[at].spans.iter().map(|span| (&*span.text, span.link)).collect::<Vec<_>>();
        assert_eq!(spans(0), [("Асарел –", Some(0))]);
        assert_eq!(spans(1), [("Медет", Some(0)), (", и", None)]);
    }

    #[test]
    fn nothing_gives_no_line() {
        assert!(picture(&[run("  ", None)], 20, 0).is_empty());
        assert!(picture(&[], 20, 0).is_empty());
        assert_eq!(
            picture(&[run("абвгдежз", None)], 4, 9),
            "абвгдежз".chars().map(|c| format!("         {c}")).collect::<Vec<_>>()
        );
    }
}
