//! Finds the words of a query in a text: for highlights, and to cut out what stands around them. Never reads an index.

use std::ops::Range;

use super::analyser::{Token, query_tokens, tokens};
use super::automaton::{Automaton, Ending};
use super::query::{Query, Word, words};
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
    pub(super) fn new(words: &[Word], slips: &[usize]) -> Self {
        let slips = slips.iter().copied().chain(std::iter::repeat(0));
        let words = words.iter().zip(slips).map(|(word, slips)| Searching {
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

    /// The text with the words that were meant, where one of them was found; for saying what was searched.
    pub(super) fn meant(&self, texts: &[String]) -> Vec<Option<String>> {
        let mut meant: Vec<Option<String>> = vec![None; self.words.len()];
        for text in texts {
            for token in tokens(text) {
                for (slot, word) in meant.iter_mut().zip(&self.words) {
                    if slot.is_none() && word.is(&token) {
                        *slot = text.get(token.range.clone()).map(str::to_owned);
                    }
                }
            }
        }
        meant
    }

    /// The piece of `text` with the most of the words, in at most `columns` columns; nothing if it has none of them.
    pub fn snippet(&self, text: &str, columns: usize) -> Option<Snippet> {
        let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = self.found(&line);
        let (first, words) = self.window(&line, &found, columns)?;
        let mut start = first.start;
        // Some of what stands before makes a sentence of it.
        for (at, _) in line.match_indices(' ').collect::<Vec<_>>().into_iter().rev().filter(|(at, _)| *at < first.start)
        {
            if width(line.get(at..first.start).unwrap_or_default()) > columns / 4 {
                break;
            }
            start = at + 1;
            if at < 2 {
                break;
            }
        }
        if first.start * 4 <= columns {
            start = 0;
        }
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

/// The words of `query` found in `text`, as typed: where no [`super::Answer`] is at hand.
pub fn highlight(text: &str, query: &Query) -> Vec<Range<usize>> {
    Matcher::new(&words(&query.text), &[]).highlight(text)
}

#[cfg(test)]
mod tests {
    use super::Matcher;
    use crate::search::query::words;

    fn marked(typed: &str, text: &str) -> Vec<String> {
        let ranges = Matcher::new(&words(typed), &[]).highlight(text);
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
        let snippet = Matcher::new(&words("договор обучение "), &[]).snippet(&text, 40).expect("found");
        assert!(crate::text::width(&snippet.text) <= 40, "{}", snippet.text);
        let marked: Vec<&str> = snippet.marks.iter().map(|mark| &snippet.text[mark.clone()]).collect();
        assert_eq!(marked, ["договор", "обучение"], "{}", snippet.text);
        assert!(snippet.text.starts_with('…'), "{}", snippet.text);
        assert_eq!(Matcher::new(&words("няма"), &[]).snippet(&text, 40), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_cut(typed: String, text: String, columns in 0..90_usize) {
            let matcher = Matcher::new(&words(&typed), &[]);
            if let Some(snippet) = matcher.snippet(&text, columns) {
                for mark in snippet.marks {
                    proptest::prop_assert!(snippet.text.get(mark).is_some());
                }
            }
        }
    }
}
