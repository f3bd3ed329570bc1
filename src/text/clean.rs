//! Makes text harmless for a terminal, a log and a line of output (rules 6 and 29 of the terminal): no control
//! character, escape sequence, bidi control, joiner or variation selector is left. Never removes a letter, and never
//! decides whether dirty text is an error: the checker of seeds does.

use std::borrow::Cow;

use super::width::{char_width, is_plain};

/// What becomes of line breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breaks {
    /// Each becomes `\n`, whatever it was written as.
    Keep,
    /// Each becomes one space: titles, list rows, log lines.
    Space,
}

/// The most marks kept on one letter. Four serve every living orthography; towers of marks reach into other rows.
const MARKS: usize = 4;

/// `text` without anything a terminal would obey. Tabs become spaces. Applying it again changes nothing.
pub fn clean(text: &str, breaks: Breaks) -> Cow<'_, str> {
    if text.chars().all(|c| is_plain(c) || (c == '\n' && breaks == Breaks::Keep)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{1b}' | '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}' => rest = after_sequence(c, rest),
            '\r' if rest.as_str().starts_with('\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push(if breaks == Breaks::Keep { '\n' } else { ' ' });
                marks = MARKS;
            }
            '\t' => out.push(' '),
            _ if is_plain(c) => {
                out.push(c);
                marks = 0;
            }
            _ if is_unsafe(c) => {}
            _ if char_width(c) > 0 => {
                out.push(c);
                marks = 0;
            }
            _ if marks < MARKS => {
                out.push(c);
                marks += 1;
            }
            _ => {}
        }
    }
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Whether `c` is one of the characters that [`clean`] always removes (line breaks and tabs, which it replaces, not
/// counted): control characters, bidi controls, invisible and joining characters, variation selectors, tags.
pub fn is_unsafe(c: char) -> bool {
    if matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}') {
        return false;
    }
    // Skin tones (1F3FB to 1F3FF) are here because alone they are two cells, behind a face none.
    let invisible = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}');
    invisible || c.is_control() || is_bidi_control(c)
}

/// Whether `c` changes the direction of the text around it, and so can make it read as something else.
pub const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What follows an escape sequence that began with `introducer`. A sequence without its end loses only its beginning:
/// the text behind it may be meant.
fn after_sequence(introducer: char, rest: std::str::Chars<'_>) -> std::str::Chars<'_> {
    let mut after = rest.clone();
    let kind = if introducer == '\u{1b}' { after.next() } else { char::from_u32(u32::from(introducer) - 0x40) };
    match kind {
        Some('[') => after_parameters(after).unwrap_or(rest),
        Some(']' | 'P' | 'X' | '^' | '_') => after_string(after.clone()).unwrap_or(after),
        Some('(' | ')' | '*' | '+' | '-' | '.' | '/' | '#' | '%' | ' ') if introducer == '\u{1b}' => {
            if after.next().is_some_and(|c| c.is_ascii_graphic()) { after } else { rest }
        }
        Some(c) if introducer == '\u{1b}' && c.is_ascii_graphic() => after,
        _ => rest,
    }
}

/// Behind the final character of a control sequence.
fn after_parameters(mut rest: std::str::Chars<'_>) -> Option<std::str::Chars<'_>> {
    loop {
        match rest.next()? {
            ' '..='?' => {}
            '@'..='~' => return Some(rest),
            _ => return None,
        }
    }
}

/// Behind the end of a control string. It ends at the first control character, so that many beginnings in a row are
/// each read once.
fn after_string(mut rest: std::str::Chars<'_>) -> Option<std::str::Chars<'_>> {
    loop {
        match rest.next()? {
            '\u{7}' | '\u{9c}' => return Some(rest),
            '\u{1b}' => return rest.next().filter(|c| *c == '\\').map(|_| rest),
            c if c.is_control() => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::arbitrary::any;
    use proptest::strategy::Strategy;
    use proptest::{prop_assert, prop_assert_eq, prop_oneof, proptest};

    use super::{Breaks, clean, is_unsafe};

    #[test]
    fn harmless_text_is_borrowed() {
        for text in ["Асарел – Медет", "„Жельо Желев“ № 5", "漢字 e\u{301}", ""] {
            assert!(matches!(clean(text, Breaks::Space), Cow::Borrowed(_)), "{text}");
        }
        assert!(matches!(clean("два\nреда", Breaks::Keep), Cow::Borrowed(_)));
    }

    #[test]
    fn escape_sequences_go_and_text_stays() {
        for (dirty, expected) in [
            ("a\u{1b}[31;1mчервено\u{1b}[0m", "aчервено"),
            ("\u{1b}]0;title\u{7}текст\u{1b}]52;c;AAAA\u{1b}\\край", "тексткрай"),
            ("\u{1b}]не е затворено", "не е затворено"),
            ("\u{9b}2Jтекст", "текст"),
            ("\u{1b}Щука \u{1b}", "Щука "),
            ("\u{1b}(Bтекст\u{1b}c", "текст"),
            ("\u{1b}P1$r\u{1b}[31mx", "1$rx"),
            ("\u{202e}абв\u{2069}\u{200b}", "абв"),
            ("👨\u{200d}👩❤\u{fe0f}👍🏽", "👨👩❤👍"),
        ] {
            assert_eq!(clean(dirty, Breaks::Keep), expected, "{dirty:?}");
        }
    }

    #[test]
    fn line_breaks_follow_the_policy() {
        assert_eq!(clean("а\r\nб\rв\u{2028}г\tд", Breaks::Keep), "а\nб\nв\nг д");
        assert_eq!(clean("а\r\nб\n\nв", Breaks::Space), "а б  в");
    }

    #[test]
    fn towers_of_marks_are_cut() {
        let tower = format!("е{}", "\u{301}".repeat(1000));
        assert_eq!(clean(&tower, Breaks::Space).chars().count(), 5);
    }

    #[test]
    fn a_million_openings_take_linear_time() {
        let hostile = "\u{1b}]".repeat(1_000_000) + &"\u{1b}[".repeat(1_000_000) + &"\u{9d}x".repeat(1_000_000);
        assert!(clean(&hostile, Breaks::Space).chars().all(|c| !is_unsafe(c)));
    }

    fn dirt() -> impl Strategy<Value = String> {
        let dangerous = r"[\x00-\x20\x7f-\x9f\[\]()P\\;0-9mа-я\u{301}\u{202a}-\u{202e}\u{200b}-\u{200f}\u{2066}-\u{2069}\u{fe0f}]{0,40}";
        prop_oneof![any::<String>(), dangerous]
    }

    proptest! {
        #[test]
        fn cleaning_is_complete_and_idempotent(text in dirt()) {
            for breaks in [Breaks::Keep, Breaks::Space] {
                let once = clean(&text, breaks).into_owned();
                prop_assert!(!once.chars().any(|c| is_unsafe(c) || (c.is_control() && (c != '\n' || breaks == Breaks::Space))));
                prop_assert_eq!(&clean(&once, breaks), &once);
            }
        }

        #[test]
        fn letters_are_never_removed(text in "[а-яa-z \u{200b}\u{202e}\u{7f}]{0,40}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&clean(&text, Breaks::Space)), letters(&text));
        }
    }
}
