//! Finds the words of a query in a text: for highlights, and to cut out what stands around them. Never reads an index.

use std::ops::Range;

use super::analyser::{Token, query_tokens, tokens};
use super::automaton::{Automaton, Ending};
use super::query::Word;
use crate::text::width;

/// The words that were searched, with the slips that were forgiven.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    words: Vec<Searching>,
}

#[derive(Clone, Debug)]
struct Searching {
    automaton: Automaton,
    ending: Ending,
    stem: String,
    phrase: Option<usize>,
}

/// A piece of a text around what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, on one line, with an ellipsis where it was cut.
    pub text: String,
    /// The found words in it, as byte ranges.
    pub marks: Vec<Range<usize>>,
    /// How many different words of the query stand near each other there.
    pub words: usize,
}

impl Matcher {
    /// For words as they were typed.
    pub(super) fn new(words: &[Word]) -> Self {
        Self::forgiving(words.iter().map(|word| (word, 0)))
    }

    /// For words with the slips that are forgiven in each.
    pub(super) fn forgiving<'w>(words: impl Iterator<Item = (&'w Word, usize)>) -> Self {
        let words = words.map(|(word, slips)| Searching {
            automaton: word.automaton(slips),
            ending: word.ending,
            stem: word.pattern.stem.clone(),
            phrase: word.phrase,
        });
        Self { words: words.collect() }
    }

    /// The found words of `text`, as byte ranges in order; none overlaps another.
    pub fn highlight(&self, text: &str) -> Vec<Range<usize>> {
        self.found(text).into_iter().map(|(range, _)| range).collect()
    }

    /// Whether `text` has all the words; false if there are none.
    pub(super) fn has_all(&self, text: &str) -> bool {
        let tokens: Vec<Token> = tokens(text).collect();
        !self.words.is_empty() && self.words.iter().all(|word| tokens.iter().any(|token| word.is(token)))
    }

    /// Whether words that were typed in quotes stand together in `text`; true if none were.
    pub(super) fn has_phrases(&self, texts: &[String]) -> bool {
        let mut numbers: Vec<usize> = self.words.iter().filter_map(|word| word.phrase).collect();
        numbers.dedup();
        numbers.iter().all(|number| {
            let phrase: Vec<&Searching> = self.words.iter().filter(|word| word.phrase == Some(*number)).collect();
            texts.iter().any(|text| {
                let tokens = query_tokens(text);
                tokens.windows(phrase.len()).any(|run| run.iter().zip(&phrase).all(|(token, word)| word.is(token)))
            })
        })
    }

    /// For each word the first one of `texts` that is meant by it, in the script it was typed in if there is one; for
    /// saying what was searched.
    pub(super) fn meant(&self, texts: &[String], typed: &[Word]) -> Vec<Option<String>> {
        let mut meant: Vec<Option<&str>> = vec![None; self.words.len()];
        for text in texts {
            for token in tokens(text) {
                let Some(found) = text.get(token.range.clone()) else { continue };
                for ((slot, word), typed) in meant.iter_mut().zip(&self.words).zip(typed) {
                    let is_better = slot.is_none_or(|known| {
                        is_latin(known) != is_latin(&typed.typed) && is_latin(found) == is_latin(&typed.typed)
                    });
                    if is_better && word.is(&token) {
                        *slot = Some(found);
                    }
                }
            }
        }
        meant.into_iter().map(|found| found.map(str::to_owned)).collect()
    }

    /// The piece of `text` with the most of the words, in at most `columns` columns; nothing if it has none of them.
    pub fn snippet(&self, text: &str, columns: usize) -> Option<Snippet> {
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = self.found(&line);
        let (first, words) = self.window(&line, &found, columns)?;
        let start = beginning(&line, first.start, columns);
        Some(Snippet { words, ..cut(&line, start, columns, &found) })
    }

    /// The found word at which the window with the most different words begins, and how many it has.
    fn window(&self, line: &str, found: &[(Range<usize>, usize)], columns: usize) -> Option<(Range<usize>, usize)> {
        let mut best: Option<(Range<usize>, usize)> = None;
        for (at, (range, _)) in found.iter().enumerate() {
            let near = found.iter().skip(at).take_while(|(other, _)| {
                width(line.get(range.start..other.end).unwrap_or_default()) <= columns * 3 / 4
            });
            let mut words: Vec<usize> = near.map(|(_, word)| *word).collect();
            words.sort_unstable();
            words.dedup();
            if best.as_ref().is_none_or(|(_, count)| *count < words.len()) {
                best = Some((range.clone(), words.len()));
            }
            if words.len() == self.words.len() {
                break;
            }
        }
        best
    }

    /// The found words of `text` with the number of the query's word.
    fn found(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found: Vec<(Range<usize>, usize)> = Vec::new();
        for token in tokens(text) {
            let Some(word) = self.words.iter().position(|word| word.is(&token)) else { continue };
            if found.last().is_none_or(|(last, _)| last.end <= token.range.start) {
                found.push((token.range, word));
            }
        }
        found
    }
}

impl Searching {
    fn is(&self, token: &Token) -> bool {
        let fits = |key: &str| self.automaton.matches(key, self.ending).is_some();
        token.stem == self.stem || fits(&token.key) || token.stem != token.key && fits(&token.stem)
    }
}

fn is_latin(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_alphabetic())
}

/// Where a piece begins that shows what is found at `found`: some of what stands before makes a sentence of it, and all of
/// it where what follows is short.
fn beginning(line: &str, found: usize, columns: usize) -> usize {
    let after = width(line.get(found..).unwrap_or_default());
    let room = columns.saturating_sub(1);
    let before = (room / 4).max(room.saturating_sub(after));
    let mut start = found;
    for (at, _) in line.get(..found).unwrap_or_default().rmatch_indices(' ') {
        if width(line.get(at + 1..found).unwrap_or_default()) > before {
            return start;
        }
        start = at + 1;
    }
    if width(line.get(..found).unwrap_or_default()) <= before { 0 } else { start }
}

/// What is left of `line` from `start` on in `columns` columns.
fn cut(line: &str, start: usize, columns: usize, found: &[(Range<usize>, usize)]) -> Snippet {
    let mut text = String::new();
    if start > 0 {
        text.push('…');
    }
    let shift = text.len();
    let rest = line.get(start..).unwrap_or_default();
    let room = columns.saturating_sub(width(&text));
    let kept = crate::text::clip(rest, room);
    let whole = kept.len() == rest.len() && kept == rest;
    // The ellipsis that `clip` adds is no part of the line.
    let end = start + if whole { rest.len() } else { kept.trim_end_matches('…').len() };
    text.push_str(&kept);
    let inside = found.iter().filter(|(range, _)| range.start >= start && range.end <= end);
    let marks = inside.map(|(range, _)| range.start - start + shift..range.end - start + shift).collect();
    Snippet { text, marks, words: 0 }
}

#[cfg(test)]
mod tests {
    use super::Matcher;
    use crate::search::query::words;

    fn marked(typed: &str, text: &str) -> Vec<String> {
        let ranges = Matcher::new(&words(typed)).highlight(text);
        ranges.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn forms_and_spellings_are_marked() {
        assert_eq!(marked("klaster ", "Клъстерът и клъстерите растат"), ["Клъстерът", "клъстерите"]);
        assert_eq!(marked("пана", "в Панагюрище"), ["Панагюрище"]);
        assert_eq!(marked("пана ", "в Панагюрище"), [""; 0]);
    }

    #[test]
    fn a_piece_shows_the_words_and_what_stands_around() {
        let text = "Дълго въведение без нищо важно, ".repeat(4)
            + "после клъстерът подписа договор за обучение с университета.";
        let snippet = Matcher::new(&words("договор обучение ")).snippet(&text, 40).expect("found");
        assert!(crate::text::width(&snippet.text) <= 40, "{}", snippet.text);
        let marked: Vec<&str> = snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect();
        assert_eq!(marked, ["договор", "обучение"], "{}", snippet.text);
        assert!(snippet.text.starts_with('…'), "{}", snippet.text);
        assert_eq!(Matcher::new(&words("няма")).snippet(&text, 40), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_cut(typed: String, text: String, columns in 0..90_usize) {
            let matcher = Matcher::new(&words(&typed));
            if let Some(snippet) = matcher.snippet(&text, columns) {
                for mark in snippet.marks {
                    proptest::prop_assert!(snippet.text.get(mark).is_some());
                }
            }
        }
    }
}
