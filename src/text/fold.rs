//! What makes two spellings of one word the same text: compatibility forms, case, marks, look-alikes of the other script.
//! Never changes what is shown, never transliterates; й stays a letter.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::clean::is_unsafe;

/// Latin letters that look like Cyrillic ones, and what they stand for. Capitals by their own looks: В, but not b.
/// Lower-case partners of listed capitals that are not here look like another letter.
pub const TWINS: &[(char, char)] = &[
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
];

/// `text` folded: NFKC, lower case, marks dropped (except the breve of й), invisible characters dropped. In a word with
/// letters of both scripts the Latin look-alikes become Cyrillic, or, where every Cyrillic letter has a Latin twin and
/// some Latin letter has none (`RIVЕRS`), the Cyrillic ones Latin. Folding again changes nothing.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_folded) && !mixes_scripts(text) {
        return Cow::Borrowed(text);
    }
    if text.chars().all(|c| is_folded(c) || matches!(c, 'A'..='Z' | 'А'..='Я')) && !mixes_scripts(text) {
        return Cow::Owned(text.chars().map(lower).collect());
    }
    let composed: String = unmarked(text.nfkc());
    let mut out = String::with_capacity(composed.len());
    for piece in composed.split_inclusive(|c: char| !c.is_alphanumeric()) {
        out.extend(mended(piece).chars().flat_map(char::to_lowercase));
    }
    // Lower case may bring marks of its own (İ), and compatibility forms appear where marks are gone.
    let folded = unmarked(out.nfkc());
    if folded == text { Cow::Borrowed(text) } else { Cow::Owned(folded) }
}

/// A character that folding leaves alone, as far as it can be told without its neighbours.
#[inline]
const fn is_folded(c: char) -> bool {
    matches!(c, ' '..='@' | '['..='~' | '\n' | '\t' | 'а'..='я' | '„' | '“' | '”' | '’' | '–' | '—')
}

/// The lower-case partner of an ASCII or Bulgarian letter.
#[inline]
fn lower(c: char) -> char {
    if matches!(c, 'А'..='Я') { char::from_u32(u32::from(c) + 0x20).unwrap_or(c) } else { c.to_ascii_lowercase() }
}

/// [`char::is_alphanumeric`], quick for our alphabets.
#[inline]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    matches!(c, 'А'..='я') || if c.is_ascii() { c.is_ascii_alphanumeric() } else { c.is_alphanumeric() }
}

/// The text without marks, composed.
fn unmarked(letters: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in letters {
        if c == 'й' || c == 'Й' || c.is_ascii() {
            out.push(c);
        } else if !is_unsafe(c) && !is_combining_mark(c) {
            out.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)));
        }
    }
    if out.is_ascii() { out } else { out.nfc().collect() }
}

/// A word with the look-alikes of the wrong script put right.
fn mended(word: &str) -> Cow<'_, str> {
    if !mixes_scripts(word) {
        return Cow::Borrowed(word);
    }
    let latin = word.chars().filter(|c| is_cyrillic(*c)).all(|c| to_latin(c).is_some())
        && word.chars().any(|c| c.is_ascii_alphabetic() && to_cyrillic(c).is_none());
    let swap = |c: char| if latin { to_latin(c) } else { to_cyrillic(c) };
    Cow::Owned(word.chars().map(|c| swap(c).unwrap_or(c)).collect())
}

fn mixes_scripts(text: &str) -> bool {
    let both = text.bytes().any(|byte| byte.is_ascii_alphabetic()) && text.chars().any(is_cyrillic);
    both && text
        .split(|c: char| !is_alphanumeric(c))
        .any(|word| word.chars().any(is_cyrillic) && word.chars().any(|c| c.is_ascii_alphabetic()))
}

#[inline]
const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{4ff}')
}

fn to_cyrillic(c: char) -> Option<char> {
    TWINS.iter().find(|(latin, _)| *latin == c).map(|(_, cyrillic)| *cyrillic)
}

fn to_latin(c: char) -> Option<char> {
    TWINS.iter().find(|(_, cyrillic)| *cyrillic == c).map(|(latin, _)| *latin)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::fold;

    #[test]
    fn plain_text_is_borrowed() {
        for text in ["индустриален клъстер", "cluster 2012", "й", ""] {
            assert!(matches!(fold(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn spellings_of_one_word_fold_together() {
        for (text, folded) in [
            ("КЛЪСТЕР", "клъстер"),
            ("Панагю\u{440}ище", "панагюрище"),
            ("Ѝ ѝ и\u{300} Ё", "и и и е"),
            ("и\u{306} Й", "й й"),
            ("Ökoenergie café", "okoenergie cafe"),
            ("ﬁnance № ５", "finance no 5"),
            ("İstanbul", "istanbul"),
            ("клъс\u{ad}тер", "клъстер"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn look_alikes_follow_the_rest_of_the_word() {
        assert_eq!(fold("Acapeл"), "асарел");
        assert_eq!(fold("MEДET"), "медет");
        assert_eq!(fold("RIV\u{415}RS"), "rivers");
        assert_eq!(fold("BASE в България"), "base в българия");
        assert_eq!(fold("ИКС/ICS"), "икс/ics");
    }

    #[test]
    fn every_character_folds_once() {
        // Ideographs and syllables by the thousand fold like their neighbours.
        let all = ('\u{0}'..='\u{33ff}').chain('\u{a000}'..='\u{abff}').chain('\u{f900}'..='\u{1ffff}');
        for c in all {
            let text = format!("я{c}b{c}");
            let once = fold(&text).into_owned();
            assert_eq!(fold(&once), once, "U+{:04X}", u32::from(c));
        }
    }

    proptest! {
        #[test]
        fn folding_is_idempotent(text in proptest::prop_oneof![
            proptest::arbitrary::any::<String>(), "[A-Za-zА-Яа-я\u{300}-\u{308}\u{200b} ѝЍ]{0,20}"
        ]) {
            let once = fold(&text).into_owned();
            prop_assert_eq!(fold(&once), once.as_str());
        }

        #[test]
        fn case_does_not_matter_in_our_alphabets(word in "[а-я]{1,12}|[a-z]{1,12}") {
            let capitals = word.to_uppercase();
            prop_assert_eq!(fold(&capitals), word.as_str());
            prop_assert!(matches!(fold(&word), Cow::Borrowed(_)));
        }
    }
}
