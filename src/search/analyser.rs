//! Words of a text, as the index and the query take them. Knows no index; a word it has no key for is left out.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::text::clean::is_unsafe;
use crate::text::{fold, skeleton, stem};

/// A word of a document or a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes in the source text, for highlights. Tokens may overlap: a telephone number is also its groups.
    pub range: Range<usize>,
    /// Lower case, look-alikes mended, marks dropped.
    pub folded: String,
    /// The key of the word as it stands.
    pub key: String,
    /// The key of its stem; the same as [`Token::key`] where it has none of its own.
    pub stem: String,
}

/// Every word of a document's text, in order.
pub fn tokens(text: &str) -> impl Iterator<Item = Token> {
    words(text).filter_map(|(range, word)| token(range, word))
}

fn token(range: Range<usize>, word: &str) -> Option<Token> {
    let folded: String = fold(word).chars().filter(|c| c.is_alphanumeric()).collect();
    let key = skeleton(&folded);
    (!key.is_empty()).then(|| Token { range, stem: skeleton(&stem(&folded)), folded, key })
}

/// The runs of letters, digits and what may stand invisibly between them.
fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut rest = text;
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let (_, from) = rest.split_at(start);
        let inside = |c: char| c.is_alphanumeric() || is_combining_mark(c) || is_unsafe(c);
        let (word, after) = from.split_at(from.find(|c| !inside(c)).unwrap_or(from.len()));
        let begin = at + start;
        at = begin + word.len();
        rest = after;
        Some((begin..at, word))
    })
}
