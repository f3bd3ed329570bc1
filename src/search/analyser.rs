//! Words of a text, as the index and the query take them. Numbers are words; dates, telephone numbers, initials and
//! compounds have a token of their own besides those of their parts. Knows no index, and looks up nothing.

use std::collections::VecDeque;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::joined::{Joined, Reader};
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
    let mut pieces = pieces(text);
    let mut reader = Reader::new(text);
    let mut waiting = VecDeque::new();
    let mut ended = false;
    std::iter::from_fn(move || {
        while waiting.is_empty() && !ended {
            let joined = if let Some(piece) = pieces.next() {
                let joined = reader.read(&piece);
                waiting.extend(token(piece.range, piece.folded));
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
    let all: Vec<Piece> = pieces(text).collect();
    let mut reader = Reader::new(text);
    let mut joined: Vec<Joined> = all.iter().flat_map(|piece| reader.read(piece)).collect();
    joined.extend(reader.end());
    joined.retain(|joined| joined.replaces_its_parts);
    let alone = all.into_iter().filter(|piece| !joined.iter().any(|joined| joined.covers(&piece.range)));
    let mut words: Vec<Token> = alone.filter_map(|piece| token(piece.range, piece.folded)).collect();
    words.extend(joined.into_iter().filter_map(|joined| token(joined.range, joined.folded)));
    words.sort_by_key(|word| word.range.start);
    words
}

fn token(range: Range<usize>, folded: String) -> Option<Token> {
    let key = skeleton(&folded);
    (!key.is_empty()).then(|| Token { range, stem: skeleton(&stem(&folded)), folded, key })
}

/// `text` folded, its letters and digits alone.
pub(super) fn folded(text: &str) -> String {
    let folded = fold(text);
    if folded.chars().all(is_alphanumeric) {
        return folded.into_owned();
    }
    folded.chars().filter(|c| is_alphanumeric(*c)).collect()
}

/// A run of letters and digits.
#[derive(Clone, Debug)]
pub(super) struct Piece<'a> {
    pub(super) range: Range<usize>,
    pub(super) folded: String,
    /// What stands between it and the piece before it.
    pub(super) gap: &'a str,
}

/// The pieces of a text; characters that are invisible and marks do not part them. The s of “cluster’s” is left out.
fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (gap, from) = rest.split_at(rest.find(is_alphanumeric)?);
            let inside = |c: char| is_alphanumeric(c) || is_combining_mark(c) || is_unsafe(c);
            let (word, after) = from.split_at(from.find(|c| !inside(c)).unwrap_or(from.len()));
            let begin = at + gap.len();
            at = begin + word.len();
            rest = after;
            let possessive = matches!(word, "s" | "S") && matches!(gap, "’" | "'") && begin > gap.len();
            if !possessive {
                return Some(Piece { range: begin..at, folded: folded(word), gap });
            }
        }
    })
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
