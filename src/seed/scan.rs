//! Dirt in a text: control characters, invisible ones, Latin letters inside Cyrillic words, quotation marks that stay
//! open. Never changes the text, never knows which field it is.

use std::ops::Range;

use crate::text::TWINS;

/// Something found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// What it is.
    pub dirt: Dirt,
}

/// A kind of dirt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dirt {
    /// A control character; an escape sequence begins with one.
    Control(char),
    /// A character that turns the direction of writing.
    Bidi(char),
    /// A character that is not seen.
    Invisible(char),
    /// A word of both scripts, and the same in one script if its letters allow it.
    Mixed(Option<String>),
    /// An opening quotation mark without its closing one.
    OpenQuote,
    /// A character that the console's font does not have.
    Glyph(char),
}

/// Whether a text has lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// A title, a name: no line break.
    One,
    /// A body.
    Many,
}

/// The most findings in one text; a text with more is hostile or of another kind.
const MAX_FINDINGS: usize = 100;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Cyrillic,
    Latin,
}

#[derive(Clone, Copy)]
struct Word {
    start: usize,
    cyrillic: bool,
    latin: bool,
}

/// Everything found in `text`, in its order.
pub fn scan(text: &str, lines: Lines) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut word: Option<Word> = None;
    let mut open: Vec<usize> = Vec::new();
    let mut last = '\0';
    for (at, c) in text.char_indices() {
        if let Some(script) = script(c) {
            let word = word.get_or_insert(Word { start: at, cyrillic: false, latin: false });
            word.cyrillic |= script == Script::Cyrillic;
            word.latin |= script == Script::Latin;
        } else {
            end_word(text, word.take(), at, &mut found);
            other(at, c, last, lines, &mut open, &mut found);
        }
        last = c;
        if found.len() >= MAX_FINDINGS {
            return found;
        }
    }
    end_word(text, word, text.len(), &mut found);
    unclosed(&mut open, &mut found);
    found.sort_by_key(|finding| finding.span.start);
    found
}

const fn script(c: char) -> Option<Script> {
    match c {
        'а'..='я' | 'А'..='Я' | 'ѐ'..='џ' | 'Ѐ'..='Џ' => Some(Script::Cyrillic),
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ɏ' => Some(Script::Latin),
        _ => None,
    }
}

fn end_word(text: &str, word: Option<Word>, end: usize, found: &mut Vec<Finding>) {
    if let Some(Word { start, cyrillic: true, latin: true }) = word {
        let inside = text.get(start..end).unwrap_or_default();
        found.push(Finding { span: start..end, dirt: Dirt::Mixed(one_script(inside)) });
    }
}

/// A character that is no letter of a word.
fn other(at: usize, c: char, last: char, lines: Lines, open: &mut Vec<usize>, found: &mut Vec<Finding>) {
    let span = at..at + c.len_utf8();
    let dirt = match c {
        '\n' if lines == Lines::Many => {
            // A paragraph ends: what is open now was never closed.
            if last == '\n' {
                unclosed(open, found);
            }
            return;
        }
        '\t' | '\r' if lines == Lines::Many => return,
        '„' => return open.push(at),
        '“' | '”' => {
            open.pop();
            return;
        }
        ' '..='~' => return,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Dirt::Control(c),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => Dirt::Bidi(c),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => Dirt::Invisible(c),
        '\u{a0}' if last == ' ' || last == '\u{a0}' => Dirt::Invisible(c),
        c if in_console_font(c) => return,
        c => Dirt::Glyph(c),
    };
    found.push(Finding { span, dirt });
}

fn unclosed(open: &mut Vec<usize>, found: &mut Vec<Finding>) {
    let room = MAX_FINDINGS.saturating_sub(found.len());
    found.extend(open.drain(..).take(room).map(|at| Finding { span: at..at + '„'.len_utf8(), dirt: Dirt::OpenQuote }));
}

/// Besides ASCII, Latin letters and Cyrillic: what the kiosk's console font draws.
const fn in_console_font(c: char) -> bool {
    matches!(c,
        '\u{a0}'..='ÿ' | 'Ѐ'..='ӿ' | '–' | '—' | '‘'..='„' | '†' | '•' | '…' | '‰' | '′' | '″' | '‹' | '›' | '€' | '№' | '™'
        | '←'..='↕' | '−' | '≈' | '≠' | '≤' | '≥' | '─'..='▟' | '■' | '▲' | '►' | '▼' | '◄' | '◊' | '○' | '●'
        | 'ˆ' | '˜' | '\u{2009}' | '\u{202f}' | '\u{2003}' | '\u{2002}' | '‐' | '‑' | '‒')
}

/// Too different to be searched as one letter, but typed one for the other all the same.
const SMALL_K: [(char, char); 1] = [('k', 'к')];

/// The word with its look-alikes in the script that the rest of it has.
fn one_script(word: &str) -> Option<String> {
    let to = |wanted: Script| -> Option<String> {
        word.chars()
            .map(|c| match script(c) {
                Some(found) if found != wanted => {
                    let mut twins = TWINS.iter().chain(&SMALL_K);
                    let twin = twins.find(|(latin, cyrillic)| c == *latin || c == *cyrillic)?;
                    Some(if wanted == Script::Cyrillic { twin.1 } else { twin.0 })
                }
                _ => Some(c),
            })
            .collect()
    };
    let cyrillic = word.chars().filter(|c| script(*c) == Some(Script::Cyrillic)).count();
    let (first, then) = if cyrillic * 2 >= word.chars().count() {
        (Script::Cyrillic, Script::Latin)
    } else {
        (Script::Latin, Script::Cyrillic)
    };
    to(first).or_else(|| to(then))
}

#[cfg(test)]
mod tests {
    use super::{Dirt, Lines, scan};

    fn dirt(text: &str) -> Vec<Dirt> {
        scan(text, Lines::Many).into_iter().map(|finding| finding.dirt).collect()
    }

    #[test]
    fn clean_text_of_both_languages_has_no_findings() {
        for text in [
            "„Асарел – Медет“ АД, 8\u{a0}000 т; e-mail: a@b.bg; ISO-сертификат № 5 „а „б“ в“",
            "A “quoted” word, Siemens’ offices – 5 €… naïve café\n\n\tx",
            "Wi-Fi и B2B",
        ] {
            assert_eq!(dirt(text), [], "{text}");
        }
    }

    #[test]
    fn a_latin_letter_in_a_cyrillic_word_is_found_with_the_cure() {
        let found = scan("това е Kонтрол", Lines::One);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].dirt, Dirt::Mixed(Some("Контрол".to_owned())));
        assert_eq!("това е Kонтрол".get(found[0].span.clone()), Some("Kонтрол"));
        assert_eq!(dirt("Мedia"), [Dirt::Mixed(Some("Media".to_owned()))]);
        assert_eq!(dirt("клиqве"), [Dirt::Mixed(None)]);
    }

    #[test]
    fn an_open_quotation_mark_is_found_in_its_paragraph() {
        assert_eq!(dirt("„а\n\n„б“"), [Dirt::OpenQuote]);
        assert_eq!(dirt("„а „б“"), [Dirt::OpenQuote]);
    }

    #[test]
    fn hostile_characters_are_found() {
        assert_eq!(dirt("\u{1b}[2J"), [Dirt::Control('\u{1b}')]);
        assert_eq!(dirt("\u{202e}"), [Dirt::Bidi('\u{202e}')]);
        assert_eq!(dirt("a\u{200b}b"), [Dirt::Invisible('\u{200b}')]);
        assert_eq!(dirt("中"), [Dirt::Glyph('中')]);
        assert_eq!(scan("a\nb", Lines::One)[0].dirt, Dirt::Control('\n'));
        assert_eq!(scan(&"\u{1b}".repeat(100_000), Lines::One).len(), 100);
    }
}
