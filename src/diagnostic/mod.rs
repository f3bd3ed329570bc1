//! What is wrong with a file, said so that its editor can put it right: a stable code, the place, one sentence in each
//! language and a hint. Never knows which format the file has, never reads it: a diagnostic carries the line it shows.

mod json;
mod render;

pub use json::{array, line};
pub use render::{Color, Renderer};

use crate::text::Lang;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The files cannot be published as they are.
    Error,
    /// Probably not what the editor wants.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The stable name, as in JSON.
    pub const fn name(self) -> &'static str {
        self.label(Lang::En)
    }

    /// The word that stands before a message.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::Bg) => "грешка",
            (Self::Error, Lang::En) => "error",
            (Self::Warning, Lang::Bg) => "внимание",
            (Self::Warning, Lang::En) => "warning",
            (Self::Note, Lang::Bg) => "бележка",
            (Self::Note, Lang::En) => "note",
        }
    }
}

/// A kind of problem. Its number never gets another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Code {
    /// `M` and three digits.
    pub id: &'static str,
    /// A short name for people: `unknown-key`.
    pub name: &'static str,
    /// How much it weighs.
    pub severity: Severity,
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// In Bulgarian.
    pub bg: Box<str>,
    /// In English.
    pub en: Box<str>,
}

impl Words {
    /// From both sentences.
    pub fn new(bg: impl Into<Box<str>>, en: impl Into<Box<str>>) -> Self {
        Self { bg: bg.into(), en: en.into() }
    }

    /// The sentence in `lang`.
    pub const fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Bg => &self.bg,
            Lang::En => &self.en,
        }
    }
}

/// A file and, where it is known, a part of one of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path as it is shown, parts separated by `/`.
    pub path: Box<str>,
    /// The part of a line; none means the whole file (or one that is missing).
    pub at: Option<At>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// The line, from 1.
    pub line: u32,
    /// The first character, from 1.
    pub column: u32,
    /// The number of characters.
    pub width: u32,
    /// The line, or the piece of a long line around the place.
    pub excerpt: Box<str>,
    /// The marked bytes of `excerpt`, on character borders.
    pub marked: (u32, u32),
}

/// The most characters an excerpt shows before and behind the marked place.
const EXCERPT_MARGIN: usize = 100;

impl At {
    /// The place of `span` (bytes of `text`); cut to its first line and to character borders.
    pub fn find(text: &str, span: std::ops::Range<usize>) -> Self {
        let start = border(text, span.start);
        let end = border(text, span.end.max(start));
        let before = text.get(..start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = text.get(start..).unwrap_or_default();
        let line_end = start + rest.find('\n').unwrap_or(rest.len());
        let end = end.min(line_end);
        let head = text.get(line_start..start).unwrap_or_default();
        let marked = text.get(start..end).unwrap_or_default().trim_end_matches('\r');
        let tail = text.get(start + marked.len()..line_end).unwrap_or_default().trim_end_matches('\r');
        let shown = shortened(head, marked, tail);
        Self {
            line: 1 + before.bytes().filter(|byte| *byte == b'\n').count() as u32,
            column: 1 + head.chars().count() as u32,
            width: marked.chars().count().max(1) as u32,
            excerpt: shown.0.into(),
            marked: shown.1,
        }
    }
}

/// The nearest character border at or before `at`.
fn border(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// One line with its long ends cut, and the marked bytes in it.
fn shortened(head: &str, marked: &str, tail: &str) -> (String, (u32, u32)) {
    let mut line = String::new();
    match head.char_indices().rev().nth(EXCERPT_MARGIN) {
        Some((cut, _)) => {
            line.push('…');
            line.push_str(head.get(cut..).unwrap_or_default());
        }
        None => line.push_str(head),
    }
    let from = line.len();
    line.extend(marked.chars().take(EXCERPT_MARGIN));
    let to = line.len();
    let room = EXCERPT_MARGIN;
    line.extend(tail.chars().take(room));
    if tail.chars().nth(room).is_some() || marked.chars().nth(EXCERPT_MARGIN).is_some() {
        line.push('…');
    }
    (line, (from as u32, to as u32))
}

/// One problem of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem.
    pub code: Code,
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: Words,
    /// What to do.
    pub help: Option<Words>,
    /// Another place that matters, and what it is.
    pub second: Option<(Place, Words)>,
}

impl Diagnostic {
    /// A diagnostic without hint and second place.
    pub const fn new(code: Code, place: Place, message: Words) -> Self {
        Self { code, place, message, help: None, second: None }
    }

    /// With a hint.
    pub fn with_help(mut self, help: impl Into<Option<Words>>) -> Self {
        self.help = help.into();
        self
    }

    /// With another place that matters.
    pub fn with_second(mut self, place: Place, label: Words) -> Self {
        self.second = Some((place, label));
        self
    }

    /// `path:line:column`, or the path alone.
    pub fn location(&self) -> String {
        match &self.place.at {
            Some(at) => format!("{}:{}:{}", self.place.path, at.line, at.column),
            None => self.place.path.to_string(),
        }
    }
}

/// Sorts by file, line and column; problems of a whole file before those of its lines.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let at = |d: &Diagnostic| d.place.at.as_ref().map_or((0, 0), |at| (at.line, at.column));
        a.place.path.cmp(&b.place.path).then_with(|| at(a).cmp(&at(b))).then_with(|| a.code.id.cmp(b.code.id))
    });
}

#[cfg(test)]
mod tests {
    use super::At;

    #[test]
    fn columns_are_counted_in_characters() {
        let text = "a = 1\r\nмед = \"Асарел\"\r\n";
        let start = text.find("\"Асарел").expect("it is there");
        let at = At::find(text, start..start + "\"Асарел\"".len());
        assert_eq!((at.line, at.column, at.width), (2, 7, 8));
        assert_eq!(&*at.excerpt, "мед = \"Асарел\"");
    }

    #[test]
    fn a_long_line_is_shown_in_part() {
        let text = format!("{}!{}", "я".repeat(1000), "ю".repeat(1000));
        let at = At::find(&text, 2000..2001);
        assert_eq!((at.line, at.column, at.width), (1, 1001, 1));
        assert!(at.excerpt.chars().count() <= 204);
        assert_eq!(at.excerpt.get(at.marked.0 as usize..at.marked.1 as usize), Some("!"));
    }

    #[test]
    fn a_place_outside_or_inside_a_character_is_moved() {
        for span in [0..99, 99..120, 1..1, 1..3] {
            let at = At::find("яю", span);
            assert_eq!(at.line, 1);
        }
    }
}
