//! The plan of a query: all words as typed; else the other keyboard layout; else slips of the finger; else fewer words.
//! Says what was searched instead. Never shows a key: words it names are taken from a text.

use super::answer::{Answer, Searched, Why};
use super::error::SearchError;
use super::gather::{Scored, all, both};
use super::index::Index;
use super::matcher::Matcher;
use super::meaning::{Meaning, leads_on, meaning};
use super::query::{Around, Query, Word, words};
use super::rank::rank;
use super::reread::reread;
use crate::content::Id;

/// Letters from which one slip is forgiven, and from which two.
const ONE_SLIP: u8 = 4;
const TWO_SLIPS: u8 = 8;

/// A word of fewer letters says little.
const SHORT: u8 = 3;

/// The best hits that are read for words in quotes.
const READ_FOR_PHRASES: usize = 200;

/// Texts that are read to name what was searched.
const READ_FOR_WORDS: usize = 8;

/// Words with what they mean, and the slips that were forgiven for each.
struct Reading {
    words: Vec<Word>,
    meanings: Vec<Meaning>,
    slips: Vec<usize>,
}

impl Reading {
    fn new(index: &Index, words: Vec<Word>) -> Result<Self, SearchError> {
        let meanings = words.iter().map(|word| meaning(index, word, 0)).collect::<Result<_, _>>()?;
        let slips = vec![0; words.len()];
        Ok(Self { words, meanings, slips })
    }

    /// The documents that have all the words.
    fn documents(&self, index: &Index) -> Result<Scored, SearchError> {
        let mut order: Vec<&Meaning> = self.meanings.iter().collect();
        order.sort_by_key(|meaning| meaning.postings);
        let Some((rarest, others)) = order.split_first().filter(|(rarest, _)| !rarest.is_empty()) else {
            return Ok(Scored::default());
        };
        let mut found = all(index, rarest)?;
        for meaning in others {
            if found.documents.is_empty() {
                break;
            }
            found = both(index, &found, meaning)?;
        }
        Ok(found)
    }

    /// The same with slips forgiven in the words that mean nothing; some may still mean nothing.
    fn forgiving(&self, index: &Index) -> Result<Self, SearchError> {
        let mut other = Self { words: self.words.clone(), meanings: Vec::new(), slips: Vec::new() };
        for (word, known) in self.words.iter().zip(&self.meanings) {
            // Letters that are dropped as doubled do not count.
            let length = word.pattern.length.min(word.pattern.exact_key.len() as u8);
            let most = match length {
                _ if !known.is_empty() || is_number(word) => 0,
                TWO_SLIPS.. => 2,
                ONE_SLIP.. => 1,
                _ => 0,
            };
            let (mut found, mut used) = (known.clone(), 0);
            while found.is_empty() && used < most {
                used += 1;
                found = meaning(index, word, used)?;
            }
            other.meanings.push(found);
            other.slips.push(used);
        }
        Ok(other)
    }

    /// The same without the word at `at`; gives that word too.
    fn without(&mut self, at: usize) -> Word {
        self.meanings.remove(at);
        self.slips.remove(at);
        self.words.remove(at)
    }

    /// The word to leave out: one that means nothing, or else the commonest.
    fn weakest(&self) -> Option<usize> {
        let nothing = self.meanings.iter().position(Meaning::is_empty);
        let commonest = || self.meanings.iter().enumerate().max_by_key(|(_, meaning)| meaning.postings);
        nothing.or_else(|| commonest().map(|(at, _)| at)).filter(|_| self.words.len() > 1)
    }

    /// Whether it falls into more words than were typed, and some of them are so short that they stand everywhere.
    fn is_scattered(&self, typed: usize) -> bool {
        self.words.len() > typed && self.words.iter().any(|word| word.pattern.length < SHORT)
    }

    fn text(&self) -> String {
        self.words.iter().map(|word| word.typed.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Another digit is another number, not a slip.
fn is_number(word: &Word) -> bool {
    word.pattern.exact_key.bytes().any(|byte| byte.is_ascii_digit()) && word.typed.chars().all(|c| !c.is_alphabetic())
}

/// One search.
struct Search<'a> {
    index: &'a Index,
    query: &'a Query,
    around: &'a Around<'a>,
}

impl Index {
    /// Searches.
    ///
    /// # Errors
    /// If the index is damaged or cannot be read: names can still be searched without it.
    pub fn search(&self, query: &Query, around: &Around<'_>) -> Result<Answer, SearchError> {
        Search { index: self, query, around }.run()
    }

    /// Those of `letters` with which a word that begins with what was typed last can go on.
    pub fn next_letters(&self, typed: &str, letters: &[char]) -> Vec<char> {
        let goes_on = |letter: &char| {
            let longer = format!("{typed}{letter}");
            words(&longer).last().is_none_or(|word| leads_on(self, word))
        };
        letters.iter().copied().filter(goes_on).collect()
    }
}

impl Search<'_> {
    fn run(&self) -> Result<Answer, SearchError> {
        let typed = Reading::new(self.index, words(&self.query.text))?;
        if typed.words.is_empty() {
            return Ok(Answer::default());
        }
        if let Some(answer) = self.answer(&typed)? {
            return Ok(answer);
        }
        for (_, text) in reread(&self.query.text) {
            let reading = Reading::new(self.index, words(&text))?;
            if reading.is_scattered(typed.words.len()) {
                continue;
            }
            if let Some(mut answer) = self.answer(&reading)? {
                let missing = self.query.text.trim().to_owned();
                answer.searched = Some(Searched { why: Why::Layout, missing, instead: reading.text() });
                return Ok(answer);
            }
        }
        self.fewer(typed.forgiving(self.index)?)
    }

    /// With slips forgiven, and with the words left out that keep the others from being found.
    fn fewer(&self, mut reading: Reading) -> Result<Answer, SearchError> {
        let mut missing = Vec::new();
        loop {
            // As typed it was tried before.
            let differs = !missing.is_empty() || reading.slips.iter().any(|slips| *slips > 0);
            if let Some(mut answer) = if differs { self.answer(&reading)? } else { None } {
                let why = if missing.is_empty() { Why::Slips } else { Why::FewerWords };
                let slipped = reading.words.iter().zip(&reading.slips).filter(|(_, slips)| **slips > 0);
                missing.extend(slipped.map(|(word, _)| word.typed.clone()));
                let instead = self.meant(&reading, &answer);
                answer.searched = Some(Searched { why, missing: missing.join(" "), instead });
                return Ok(answer);
            }
            let Some(at) = reading.weakest() else { break };
            missing.push(reading.without(at).typed);
        }
        Ok(Answer { matcher: Matcher::new(&reading.words, &reading.slips), ..Answer::default() })
    }

    /// What this reading finds; nothing if no record that may be seen has all its words.
    fn answer(&self, reading: &Reading) -> Result<Option<Answer>, SearchError> {
        if reading.words.is_empty() || reading.meanings.iter().any(Meaning::is_empty) {
            return Ok(None);
        }
        let found = reading.documents(self.index)?;
        let matcher = Matcher::new(&reading.words, &reading.slips);
        let found = if reading.words.iter().any(|word| word.phrase.is_some()) {
            self.together(reading, &matcher, &found)?
        } else {
            found
        };
        if found.documents.is_empty() {
            return Ok(None);
        }
        let mut answer = rank(self.index, self.query, self.around, &reading.meanings, &found)?;
        answer.matcher = matcher;
        Ok((answer.total > 0 || !answer.by_kind.is_empty() || !answer.by_cluster.is_empty()).then_some(answer))
    }

    /// Those of the best in which the words in quotes stand together.
    fn together(&self, reading: &Reading, matcher: &Matcher, found: &Scored) -> Result<Scored, SearchError> {
        let query = Query { limit: READ_FOR_PHRASES, ..self.query.clone() };
        let best = rank(self.index, &query, self.around, &reading.meanings, found)?;
        let kept: Vec<Id> =
            best.hits.iter().map(|hit| hit.id).filter(|id| matcher.has_phrases(&(self.around.texts)(*id))).collect();
        let mut out = Scored::default();
        for (document, score) in found.documents.iter().zip(&found.scores) {
            if kept.contains(&self.index.column(*document)?.id) {
                out.documents.push(*document);
                out.scores.push(*score);
            }
        }
        Ok(out)
    }

    /// The words that were searched; those with slips as they stand in the best hits.
    fn meant(&self, reading: &Reading, answer: &Answer) -> String {
        let mut meant: Vec<Option<String>> = vec![None; reading.words.len()];
        for (slot, (word, slips)) in meant.iter_mut().zip(reading.words.iter().zip(&reading.slips)) {
            *slot = (*slips == 0).then(|| word.typed.clone());
        }
        for hit in answer.hits.iter().take(READ_FOR_WORDS) {
            if meant.iter().all(Option::is_some) {
                break;
            }
            for (slot, found) in
                meant.iter_mut().zip(answer.matcher.meant(&(self.around.texts)(hit.id), &reading.words))
            {
                *slot = slot.take().or(found);
            }
        }
        let words =
            meant.into_iter().zip(&reading.words).map(|(meant, word)| meant.unwrap_or_else(|| word.typed.clone()));
        words.collect::<Vec<_>>().join(" ")
    }
}
