//! Straight quotes in the form of the language they stand in: „…“ in Bulgarian, “…” and ’ in English. Never changes how
//! many characters a text has, and never touches stored names: only text on its way to a screen.

use std::borrow::Cow;

use super::Lang;

/// `text` with its straight quotes replaced.
pub fn quotes(text: &str, lang: Lang) -> Cow<'_, str> {
    if !text.contains(['"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut state = Quotes::new(lang);
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        out.push(state.set(c, rest.peek().copied()));
    }
    Cow::Owned(out)
}

/// Replaces quotes character by character, for text that comes in pieces.
#[derive(Clone, Debug)]
pub struct Quotes {
    lang: Lang,
    before: char,
    open: bool,
}

impl Quotes {
    /// At the beginning of a paragraph.
    pub const fn new(lang: Lang) -> Self {
        Self { lang, before: ' ', open: false }
    }

    /// What `c` becomes before `next`.
    pub fn set(&mut self, c: char, next: Option<char>) -> char {
        let set = match c {
            '"' => self.double(next),
            '\'' if self.before.is_alphanumeric() => '’',
            '\'' if next.is_some_and(char::is_alphanumeric) && self.lang == Lang::En => '‘',
            _ => c,
        };
        self.before = c;
        set
    }

    fn double(&mut self, next: Option<char>) -> char {
        let begins =
            self.before.is_whitespace() || matches!(self.before, '(' | '[' | '{' | '–' | '—' | '/' | '„' | '“' | '-');
        let ends = next.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '–' | '—' | '…'));
        // Between two spaces, or between two letters, only the quotes before it can tell.
        let opens = if begins == ends { !self.open } else { begins };
        self.open = opens;
        match (self.lang, opens) {
            (Lang::Bg, true) => '„',
            (Lang::Bg, false) | (Lang::En, true) => '“',
            (Lang::En, false) => '”',
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::arbitrary::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::quotes;
    use crate::text::Lang;

    #[test]
    fn quotes_follow_the_language() {
        assert_eq!(quotes("Проектът \"Реки\" и (\"Мед\").", Lang::Bg), "Проектът „Реки“ и („Мед“).");
        assert_eq!(quotes("The \"Rivers\" project's \"end\"", Lang::En), "The “Rivers” project’s “end”");
        assert_eq!(quotes("\"Асарел\"-\"Медет\"", Lang::Bg), "„Асарел“-„Медет“");
        assert_eq!(quotes("\"", Lang::Bg), "„");
        assert_eq!(quotes("вече „така“", Lang::Bg), "вече „така“");
    }

    proptest! {
        #[test]
        fn only_quotes_change(text in any::<String>(), near in "[\"' а-я(),.-]{0,30}") {
            for text in [text, near] {
                for lang in Lang::ALL {
                    let set = quotes(&text, lang);
                    prop_assert_eq!(set.chars().count(), text.chars().count());
                    prop_assert!(!set.contains('"'));
                    prop_assert!(set.chars().zip(text.chars()).all(|(new, old)| new == old || matches!(old, '"' | '\'')));
                }
            }
        }
    }
}
