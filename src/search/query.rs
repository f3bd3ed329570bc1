//! What a visitor asks for, and its words. Never looks anything up.

use std::ops::Range;

use super::analyser::{Token, query_tokens};
use super::automaton::{Automaton, Ending};
use super::pattern::Pattern;
use super::scripts::Scripts;
use crate::content::{Civil, Id, Kind};
use crate::text::Lang;

/// Words of one query; more are not read.
const WORDS: usize = 12;

/// A search as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What was typed. Words in „quotes“ stand together; the last word is a beginning unless a space follows.
    pub text: String,
    /// The visitor's language: what can be read in it stands first.
    pub lang: Lang,
    /// Only records of this kind.
    pub kind: Option<Kind>,
    /// Only records of the cluster with this number.
    pub cluster: Option<u32>,
    /// The most hits to give; all are counted.
    pub limit: usize,
}

/// What a query needs to know of the edition around the index.
pub struct Around<'a> {
    /// The hour: newer news and coming events stand first.
    pub now: Civil,
    /// Whether a record is hidden at that hour.
    pub hidden: &'a dyn Fn(Id) -> bool,
    /// The names and texts of a record, to look for words that stand together, and to name what was found instead.
    pub texts: &'a dyn Fn(Id) -> Vec<String>,
}

/// A word of a query.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// As typed.
    pub(super) typed: String,
    pub(super) pattern: Pattern,
    pub(super) ending: Ending,
    /// The number of the phrase it belongs to.
    pub(super) phrase: Option<usize>,
    /// The scripts in which words that only begin with it are its own.
    pub(super) own: Scripts,
    /// It was typed as a whole word, and is read as a beginning.
    pub(super) is_begun: bool,
}

/// Letters of which a whole word must have as many, to be read as a beginning.
const BEGINS: u8 = 2;

impl Word {
    /// The automaton that reads it with so many slips.
    pub(super) fn automaton(&self, slips: usize) -> Automaton {
        Automaton::new(&self.pattern, slips)
    }

    /// The same word read as a beginning; nothing if it is one already, too short, a number, or quoted.
    pub(super) fn begun(&self) -> Option<Self> {
        let may = self.ending == Ending::Closed && self.phrase.is_none() && self.pattern.length >= BEGINS;
        (may && !self.is_number()).then(|| Self { ending: Ending::Open, is_begun: true, ..self.clone() })
    }

    pub(super) fn is_number(&self) -> bool {
        self.pattern.exact_key.bytes().any(|byte| byte.is_ascii_digit())
            && self.typed.chars().all(|c| !c.is_alphabetic())
    }
}

/// The words of `text`.
pub(super) fn words(text: &str) -> Vec<Word> {
    let quotes = phrases(text);
    let word = |token: Token| {
        let typed = text.get(token.range.clone())?.to_owned();
        // As folded: of a date that are its digits in another order.
        let pattern = Pattern::of_token(&token);
        let phrase = quotes.iter().position(|quote| quote.contains(&token.range.start));
        let ending = if token.range.end == text.len() { Ending::Open } else { Ending::Closed };
        let own = Scripts::of(&token.folded);
        Some(Word { typed, pattern, ending, phrase, own, is_begun: false })
    };
    query_tokens(text).into_iter().filter_map(word).take(WORDS).collect()
}

/// The words of `text`, typed by a visitor who reads this language: Latin letters are one way to write Bulgarian, and a
/// Bulgarian may mean either script by them.
pub(super) fn words_in(text: &str, lang: Lang) -> Vec<Word> {
    let mut words = words(text);
    for word in words.iter_mut().filter(|word| lang == Lang::Bg && word.own == Scripts::LATIN) {
        word.own = Scripts::BOTH;
    }
    words
}

/// The pattern of the last word of `text`.
pub(super) fn last(text: &str) -> Option<Pattern> {
    // Only digits and initials are joined to what stands before them.
    let tail = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_alone = !tail.chars().any(|c| c == '.' || c.is_numeric());
    let of = |text: &str| query_tokens(text).last().map(Pattern::of_token);
    of(tail).filter(|_| is_alone).or_else(|| of(text))
}

/// Where the quoted parts are; one that is not closed goes to the end.
fn phrases(text: &str) -> Vec<Range<usize>> {
    let is_quote = |c: char| matches!(c, '"' | '„' | '“' | '”' | '«' | '»');
    let marks: Vec<usize> = text.char_indices().filter(|(_, c)| is_quote(*c)).map(|(at, _)| at).collect();
    marks.chunks(2).map(|pair| pair[0]..pair.get(1).copied().unwrap_or(text.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::{Pattern, last, query_tokens, words};
    use crate::search::automaton::Ending;

    #[test]
    fn the_last_word_is_open_until_a_space() {
        let endings = |text: &str| words(text).iter().map(|word| word.ending).collect::<Vec<_>>();
        assert_eq!(endings("медна мина"), [Ending::Closed, Ending::Open]);
        assert_eq!(endings("медна мина "), [Ending::Closed, Ending::Closed]);
        assert_eq!(endings(" – "), []);
    }

    proptest::proptest! {
        #[test]
        fn the_last_word_is_the_last_of_all(text in proptest::prop_oneof![
            proptest::arbitrary::any::<String>(),
            "((17|3|2012|0899|[+]359|януари|May|U|S|Св|клъстерите|о)([ ./+-]|, )?){0,8}",
        ]) {
            proptest::prop_assert_eq!(last(&text), words_at_length(&text));
        }
    }

    /// However many there are.
    fn words_at_length(text: &str) -> Option<Pattern> {
        query_tokens(text).iter().map(Pattern::of_token).next_back()
    }

    #[test]
    fn quoted_words_belong_together() {
        let phrases = |text: &str| words(text).iter().map(|word| word.phrase).collect::<Vec<_>>();
        assert_eq!(phrases("клъстер „Средна гора“ днес"), [None, Some(0), Some(0), None]);
        assert_eq!(phrases("\"Средна гора"), [Some(0), Some(0)]);
        assert_eq!(phrases("“Medet” «Антон»"), [Some(0), Some(1)]);
    }
}
