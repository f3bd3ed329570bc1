//! Words of a text, as the index and the query take them. Numbers are words; dates, telephone numbers, initials and
//! compounds have a token of their own besides those of their parts. Knows no index, and looks up nothing.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::joined::{Joined, Nature, Reader};
use crate::text::clean::is_unsafe;
use crate::text::fold::is_alphanumeric;
use crate::text::{fold, skeleton, stem};

/// A word of a document or a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes in the source text, for highlights. Tokens may overlap: a telephone number is also its groups.
    pub range: Range<usize>,
    /// Lower case, look-alikes mended, marks dropped. Of a date its digits, year first; of a telephone number its
    /// digits without the country and the zero.
    pub folded: String,
    /// The key of the word as it stands.
    pub key: String,
    /// The key of its stem; the same as [`Token::key`] where it has none of its own.
    pub stem: String,
}

/// Every word of a document's text, roughly in order: what is joined of several words comes behind them.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut bare = bare(text);
    let mut reader = Reader::new(text);
    let mut waiting = VecDeque::new();
    let mut ended = false;
    std::iter::from_fn(move || {
        while waiting.is_empty() && !ended {
            let joined = if let Some(bare) = bare.next() {
                let folded = folded(bare.word);
                let joined = reader.read(&bare.piece(folded.len(), Nature::of(&folded)));
                waiting.extend(token(bare.range, folded));
                joined
            } else {
                ended = true;
                reader.end().into_iter().collect()
            };
            waiting.extend(joined.into_iter().filter_map(|joined| token(joined.range, joined.folded)));
        }
        waiting.pop_front()
    })
}

/// The words of a query: a whole date, a telephone number and initials are one word each, not several.
pub fn query_tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    for bare in bare(text) {
        let folded = folded(bare.word);
        all.push(bare.piece(folded.len(), Nature::of(&folded)));
    }
    let whole = |word: Whole| {
        let folded = word.joined.unwrap_or_else(|| text.get(word.range.clone()).map_or_else(String::new, folded));
        token(word.range, folded)
    };
    wholes(text, &all).into_iter().filter_map(whole).collect()
}

/// A word of a query.
pub(super) struct Whole {
    pub(super) range: Range<usize>,
    /// Folded, if it is made of several pieces.
    pub(super) joined: Option<String>,
}

/// The words of a query that has these pieces, in order.
pub(super) fn wholes(text: &str, pieces: &[Piece<'_>]) -> Vec<Whole> {
    let mut reader = Reader::new(text);
    let mut joined: Vec<Joined> = Vec::new();
    for piece in pieces {
        joined.extend(reader.read(piece));
    }
    joined.extend(reader.end());
    joined.retain(|joined| joined.replaces_its_parts);
    let alone = pieces.iter().filter(|piece| !joined.iter().any(|joined| joined.covers(&piece.range)));
    let mut words: Vec<Whole> = alone.map(|piece| Whole { range: piece.range.clone(), joined: None }).collect();
    words.extend(joined.into_iter().map(|joined| Whole { range: joined.range, joined: Some(joined.folded) }));
    words.sort_by_key(|word| word.range.start);
    words
}

fn token(range: Range<usize>, folded: String) -> Option<Token> {
    let (key, stem) = keys(&folded);
    (!key.is_empty()).then_some(Token { range, folded, key, stem })
}

/// The key of a folded word and that of its stem.
pub(super) fn keys(folded: &str) -> (String, String) {
    let key = skeleton(folded);
    let stem = match stem(folded) {
        own if own == folded => key.clone(),
        stem => skeleton(&stem),
    };
    (key, stem)
}

/// `text` folded, its letters and digits alone.
pub(super) fn folded(text: &str) -> String {
    fold_word(text).into_owned()
}

/// The same, without a copy where nothing changes.
pub(super) fn fold_word(text: &str) -> Cow<'_, str> {
    let folded = fold(text);
    if folded.chars().all(is_alphanumeric) {
        return folded;
    }
    Cow::Owned(folded.chars().filter(|c| is_alphanumeric(*c)).collect())
}

/// A run of letters and digits, as it is written.
pub(super) struct Bare<'a> {
    pub(super) range: Range<usize>,
    pub(super) word: &'a str,
    gap: &'a str,
}

impl<'a> Bare<'a> {
    /// The piece, given how long it is folded, in bytes, and its nature.
    pub(super) fn piece(&self, length: usize, nature: Nature) -> Piece<'a> {
        Piece { range: self.range.clone(), length, nature, gap: self.gap }
    }
}

/// A run of letters and digits as its neighbours see it.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) range: Range<usize>,
    /// Bytes of the folded word.
    pub(super) length: usize,
    pub(super) nature: Nature,
    /// What stands between it and the piece before it.
    pub(super) gap: &'a str,
}

/// The pieces of a text; characters that are invisible and marks do not part them. The s of “cluster’s” is left out.
pub(super) fn bare(text: &str) -> impl Iterator<Item = Bare<'_>> {
    let mut rest = text;
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (gap, from) = rest.split_at(end_of(rest, |c| !is_alphanumeric(c)));
            if from.is_empty() {
                return None;
            }
            let (word, after) = from.split_at(end_of(from, is_inside));
            let begin = at + gap.len();
            at = begin + word.len();
            rest = after;
            let possessive = matches!(word, "s" | "S") && matches!(gap, "’" | "'") && begin > gap.len();
            if !possessive {
                return Some(Bare { range: begin..at, word, gap });
            }
        }
    })
}

/// Where the characters at the beginning end that are `wanted`. A loop of its own: it passes every character of a text.
#[inline]
fn end_of(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    for (at, c) in text.char_indices() {
        if !wanted(c) {
            return at;
        }
    }
    text.len()
}

/// Whether a character goes on with a piece.
#[inline]
fn is_inside(c: char) -> bool {
    is_alphanumeric(c)
        || if c.is_ascii() { c.is_control() && is_unsafe(c) } else { is_combining_mark(c) || is_unsafe(c) }
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::{query_tokens, tokens};

    fn words(text: &str) -> Vec<String> {
        tokens(text).map(|token| token.folded).collect()
    }

    fn query(text: &str) -> Vec<String> {
        query_tokens(text).into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn punctuation_and_quotes_part_words() {
        assert_eq!(words("НЧ „Тодор Пеев – 1871“!"), ["нч", "тодор", "пеев", "1871"]);
        assert_eq!(words("the cluster’s members"), ["the", "cluster", "members"]);
        assert_eq!(words("office@ics-bg.org"), ["office", "ics", "bg", "org", "icsbg"]);
        assert_eq!(words("клъс\u{ad}тер"), ["клъстер"]);
        assert_eq!(words(" –„“ "), [""; 0]);
    }

    #[test]
    fn a_date_is_found_however_it_is_written() {
        for text in ["17.01.2012 г.", "17.1.2012", "17/01/2012", "2012-01-17", "17 януари 2012 г.", "January 17, 2012"]
        {
            let words = words(text);
            for word in ["20120117", "януари", "january"] {
                assert!(words.iter().any(|other| other == word), "{word} in {text}: {words:?}");
            }
            assert_eq!(query(text).first().map(String::as_str), Some("20120117"), "{text}");
        }
        assert_eq!(query("януари 2012"), ["януари", "2012"]);
        assert_eq!(query("17.01"), ["17", "01"]);
        assert_eq!(query("31.02.2012"), ["31", "02", "2012"]);
    }

    #[test]
    fn a_telephone_number_is_found_with_and_without_the_country() {
        for text in ["+359 2 870 33 18", "тел. 02/870 33 18", "(02) 870-33-18", "028703318", "00359 2 8703318"] {
            assert!(words(text).contains(&"28703318".to_owned()), "{text}: {:?}", words(text));
            assert!(query(text).contains(&"28703318".to_owned()), "{text}: {:?}", query(text));
        }
        assert_eq!(query("02 870 33"), ["287033"]);
        assert_eq!(query("870 33 18"), ["870", "33", "18"]);
    }

    #[test]
    fn groups_initials_and_compounds_are_joined() {
        assert!(words("8 000 души").contains(&"8000".to_owned()));
        assert_eq!(query("8 000 души"), ["8", "000", "души"]);
        assert!(words("U.S. Embassy").contains(&"us".to_owned()));
        assert_eq!(query("U.S. Embassy"), ["us", "embassy"]);
        assert_eq!(words("Минно-геоложки"), ["минно", "геоложки", "минногеоложки"]);
        assert_eq!(query("Минно-геоложки"), ["минно", "геоложки"]);
        assert_eq!(query("BG161PO003-2.4.02-0055"), ["bg161po003", "2", "4", "02", "0055"]);
    }

    #[test]
    fn keys_and_stems_are_of_both_scripts() {
        let found: Vec<_> = tokens("Клъстерите Technologies 2012").collect();
        let keys: Vec<_> = found.iter().map(|token| (token.key.as_str(), token.stem.as_str())).collect();
        assert_eq!(keys, [("klysterite", "klyster"), ("te4nologies", "te4nolog"), ("2012", "2012")]);
    }

    proptest! {
        #[test]
        fn ranges_are_in_the_text_and_keys_are_ascii(text in proptest::prop_oneof![
            proptest::arbitrary::any::<String>(), "[0-9+./ \u{a0}()a-zа-я’'–-]{0,40}"
        ]) {
            for token in tokens(&text).chain(query_tokens(&text)) {
                prop_assert!(text.get(token.range.clone()).is_some_and(|word| !word.is_empty()));
                prop_assert!(token.key.is_ascii() && !token.key.is_empty());
                prop_assert!(token.stem.is_ascii() && !token.stem.is_empty());
            }
        }
    }
}
