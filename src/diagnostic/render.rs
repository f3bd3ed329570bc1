//! Diagnostics as text, in rustc's manner. Never decides whether colours are wanted.

use std::borrow::Cow;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Snippet, normalize_untrusted_str};

use super::{At, Diagnostic, Place, Severity, Words};
use crate::text::{Breaks, Lang, clean};

/// Whether the text has colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Plain text.
    Never,
    /// With SGR sequences.
    Always,
}

/// Draws diagnostics in one language.
pub struct Renderer {
    lang: Lang,
    inner: annotate_snippets::Renderer,
}

impl Renderer {
    /// A renderer for `lang`.
    pub fn new(lang: Lang, color: Color) -> Self {
        let inner = match color {
            Color::Never => annotate_snippets::Renderer::plain(),
            Color::Always => annotate_snippets::Renderer::styled(),
        };
        // Long lines are cut before they come here; the crate's own cutting would hide marks on a wide terminal.
        Self { lang, inner: inner.decor_style(DecorStyle::Ascii).term_width(400) }
    }

    /// One diagnostic, without a line break at its end.
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        let level = level(diagnostic.code.severity).with_name(diagnostic.code.severity.label(self.lang));
        let title = level.primary_title(diagnostic.message.get(self.lang)).id(diagnostic.code.id);
        let mut group = self.place(Group::with_title(title), &diagnostic.place, None);
        if let Some((place, label)) = &diagnostic.second {
            group = self.place(group, place, Some(label));
        }
        if let Some(help) = &diagnostic.help {
            let level = Level::HELP.with_name(self.help_label());
            group = group.element(level.message(normalize_untrusted_str(help.get(self.lang))));
        }
        let text = self.inner.render(&[group]);
        let second = diagnostic.second.as_ref().map(|(place, _)| place);
        [Some(&diagnostic.place), second].into_iter().flatten().fold(text, with_true_column)
    }

    /// All of them, an empty line behind each.
    pub fn render_all(&self, diagnostics: &[Diagnostic]) -> String {
        diagnostics.iter().flat_map(|diagnostic| [self.render(diagnostic), "\n\n".to_owned()]).collect()
    }

    const fn help_label(&self) -> &'static str {
        match self.lang {
            Lang::Bg => "съвет",
            Lang::En => "help",
        }
    }

    /// Adds the place and its line; the second place is the one with a label.
    fn place<'a>(&self, group: Group<'a>, place: &'a Place, label: Option<&'a Words>) -> Group<'a> {
        match &place.at {
            Some(at) => group.element(snippet(place, at, label.map(|words| words.get(self.lang)))),
            None => group.element(Origin::path(shown_path(place))),
        }
    }
}

/// The line with its mark.
fn snippet<'a>(place: &'a Place, at: &'a At, label: Option<&'a str>) -> Snippet<'a, Annotation<'a>> {
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let marked = at.marked.0 as usize..at.marked.1 as usize;
    let snippet = Snippet::source(&*at.excerpt).path(shown_path(place)).line_start(at.line as usize);
    snippet.annotation(kind.span(marked).label(label))
}

/// The path; a file's name may hold what a terminal would obey.
fn shown_path(place: &Place) -> Cow<'_, str> {
    if clean(&place.path, Breaks::Space) == *place.path {
        Cow::Borrowed(&place.path)
    } else {
        Cow::Owned(normalize_untrusted_str(&place.path))
    }
}

/// The drawing crate counts the column in the excerpt, which of a long line is only a piece: puts the true one there.
fn with_true_column(text: String, place: &Place) -> String {
    let Some(at) = &place.at else {
        return text;
    };
    let shown = 1 + at.excerpt.get(..at.marked.0 as usize).unwrap_or_default().chars().count();
    if shown == at.column as usize {
        return text;
    }
    let start = format!("{}:{}:", shown_path(place), at.line);
    text.replacen(&format!("{start}{shown}"), &format!("{start}{}", at.column), 1)
}

const fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

#[cfg(test)]
mod tests {
    use super::{Color, Renderer};
    use crate::diagnostic::{At, Code, Diagnostic, Place, Severity, Words};
    use crate::text::Lang;

    fn example() -> Diagnostic {
        let code = Code { id: "M099", name: "example", severity: Severity::Error };
        let text = "title = \"Мед\"\nстатус = 1\n";
        let place = |span| Place { path: "news/a.bg.md".into(), at: Some(At::find(text, span)) };
        let start = text.find("статус").expect("it is there");
        Diagnostic::new(code, place(start..start + 12), Words::new("непознат ключ ‘статус’", "unknown key ‘статус’"))
            .with_help(Words::new("може би ‘status’", "perhaps ‘status’"))
            .with_second(place(0..5), Words::new("първо тук", "first here"))
    }

    #[test]
    fn it_reads_as_the_compiler_does() {
        let text = Renderer::new(Lang::En, Color::Never).render(&example());
        let wanted = "error[M099]: unknown key ‘статус’
 --> news/a.bg.md:2:1
  |
2 | статус = 1
  | ^^^^^^
  |
 ::: news/a.bg.md:1:1
  |
1 | title = \"Мед\"
  | ----- first here
  |
  = help: perhaps ‘status’";
        assert_eq!(text, wanted);
    }

    #[test]
    fn the_column_in_a_long_line_is_the_true_one() {
        let mut diagnostic = example();
        diagnostic.place.at = Some(At::find(&format!("{}!", "я".repeat(5000)), 10_000..10_001));
        let text = Renderer::new(Lang::En, Color::Never).render(&diagnostic);
        assert!(text.contains("news/a.bg.md:1:5001\n"), "{text}");
    }

    #[test]
    fn it_speaks_bulgarian() {
        let text = Renderer::new(Lang::Bg, Color::Never).render(&example());
        assert!(text.starts_with("грешка[M099]: непознат ключ"), "{text}");
        assert!(text.contains("съвет: може би"), "{text}");
    }

    #[test]
    fn hostile_text_is_shown_and_not_obeyed() {
        let mut diagnostic = example();
        diagnostic.message = Words::new("\u{1b}[31m\u{202e}", "\u{1b}[31m\u{202e}");
        diagnostic.help = Some(diagnostic.message.clone());
        for at in [Some(At::find("x = \u{1b}[2J\u{202e}", 4..9)), None] {
            diagnostic.place = Place { path: "news/\u{1b}[31m\u{202e}.md".into(), at };
            let text = Renderer::new(Lang::En, Color::Never).render(&diagnostic);
            assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text:?}");
        }
    }
}
