//! The plan of a query: all words as typed; else the other keyboard layout; else whole words as beginnings; else slips of the
//! finger; else fewer words. Says what was searched instead. Never shows a key: words it names are taken from a text.

use super::answer::{Answer, Searched, Why};
use super::error::SearchError;
use super::gather::{Scored, all, both};
use super::index::Index;
use super::matcher::Matcher;
use super::meaning::{Meaning, leads_on, meaning};
use super::query::{Around, Query, Word, last, words_in};
use super::rank::{is_in_name, rank};
use super::reread::reread;
use super::small::is_small;
use crate::content::Id;

/// Letters from which one slip is forgiven, and from which two.
const ONE_SLIP: u8 = 4;
const TWO_SLIPS: u8 = 8;

/// A word of fewer letters says little.
const SHORT: u8 = 3;

/// Up to so many records with all the words are few: unless they have them in a name, something else may be meant.
const FEW: usize = 3;

/// A beginning with more postings is not followed for the sake of a few records more.
const MANY: u64 = 50_000;

/// The best hits that are read for words in quotes.
const READ_FOR_PHRASES: usize = 200;

/// Texts that are read to name what was searched.
const READ_FOR_WORDS: usize = 8;

/// Words with what each means.
struct Reading {
    words: Vec<Word>,
    meanings: Vec<Meaning>,
}

impl Reading {
    fn new(index: &Index, words: Vec<Word>) -> Result<Self, SearchError> {
        let meanings = words.iter().map(|word| meaning(index, word, 0)).collect::<Result<_, _>>()?;
        Ok(Self { words, meanings })
    }

    /// Finds the words as they are read here.
    fn matcher(&self) -> Matcher {
        Matcher::forgiving(self.words.iter().zip(self.meanings.iter().map(|meaning| meaning.slips)))
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

    /// The same with those of the first words that were typed whole read as beginnings; nothing if there are none.
    fn begun(&self, index: &Index, first: usize) -> Result<Option<Self>, SearchError> {
        let mut other = Self { words: self.words.clone(), meanings: self.meanings.clone() };
        let mut differs = false;
        for (word, known) in other.words.iter_mut().zip(&mut other.meanings).take(first) {
            if let Some(begun) = word.begun() {
                *known = meaning(index, &begun, 0)?;
                (*word, differs) = (begun, true);
            }
        }
        Ok(differs.then_some(other))
    }

    /// The same with slips forgiven in the words that mean nothing; some may still mean nothing.
    fn forgiving(&self, index: &Index) -> Result<Self, SearchError> {
        let mut other = Self { words: self.words.clone(), meanings: Vec::new() };
        for (word, known) in self.words.iter().zip(&self.meanings) {
            // Letters that are dropped as doubled do not count.
            let length = word.pattern.length.min(word.pattern.exact_key.len() as u8);
            let most = match length {
                _ if !known.is_empty() || word.is_number() => 0,
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
        }
        Ok(other)
    }

    /// The same without the word at `at`; gives that word too.
    fn without(&mut self, at: usize) -> Word {
        self.meanings.remove(at);
        self.words.remove(at)
    }

    /// The word to leave out: one that means nothing, else one that says nothing, else the commonest.
    fn weakest(&self) -> Option<usize> {
        let nothing = self.meanings.iter().position(Meaning::is_empty);
        let small = || self.words.iter().position(|word| is_small(&word.typed));
        let commonest = || self.meanings.iter().enumerate().max_by_key(|(_, meaning)| meaning.postings);
        nothing.or_else(small).or_else(|| commonest().map(|(at, _)| at)).filter(|_| self.words.len() > 1)
    }

    /// Whether there is nothing left that anybody looks for.
    fn says_nothing(&self) -> bool {
        self.words.iter().all(|word| is_small(&word.typed))
    }

    fn text(&self) -> String {
        self.words.iter().map(|word| word.typed.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Whether they are more than were typed, and some of them so short that they stand everywhere.
fn is_scattered(words: &[Word], typed: usize) -> bool {
    words.len() > typed && words.iter().any(|word| word.pattern.length < SHORT)
}

/// What one reading finds.
struct Found {
    answer: Answer,
    /// Records with all the words, whatever the filters.
    documents: usize,
    /// They are few, and none of them has the words in a name.
    is_little: bool,
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
        let goes_on = |letter: &char| last(&format!("{typed}{letter}")).is_none_or(|pattern| leads_on(self, &pattern));
        letters.iter().copied().filter(goes_on).collect()
    }
}

impl Search<'_> {
    fn run(&self) -> Result<Answer, SearchError> {
        let typed = Reading::new(self.index, words_in(&self.query.text, self.query.lang))?;
        if typed.words.is_empty() {
            return Ok(Answer::default());
        }
        if let Some(found) = self.found(&typed)? {
            return Ok(self.begun(&typed, Some(&found))?.unwrap_or(found.answer));
        }
        for (_, text) in reread(&self.query.text) {
            let words = words_in(&text, self.query.lang);
            if is_scattered(&words, typed.words.len()) {
                continue;
            }
            let reading = Reading::new(self.index, words)?;
            if let Some(mut answer) = self.answer(&reading)? {
                let missing = self.query.text.trim().to_owned();
                answer.searched = Some(Searched { why: Why::Layout, missing, instead: reading.text() });
                return Ok(answer);
            }
        }
        if let Some(answer) = self.begun(&typed, None)? {
            return Ok(answer);
        }
        self.fewer(typed.forgiving(self.index)?)
    }

    /// What is found besides the few records that have all the words as typed, or instead of none, if whole words are read
    /// as beginnings; nothing if there is no need or nothing more.
    fn begun(&self, typed: &Reading, exact: Option<&Found>) -> Result<Option<Answer>, SearchError> {
        if exact.is_some_and(|found| !found.is_little) {
            return Ok(None);
        }
        // Whoever typed a space behind the last word has said that it is whole.
        let first = typed.words.len() - usize::from(exact.is_some());
        let Some(reading) = typed.begun(self.index, first)? else { return Ok(None) };
        let mut begun = reading.words.iter().zip(&reading.meanings).filter(|(word, _)| word.is_begun);
        if exact.is_some() && begun.any(|(_, meaning)| meaning.postings > MANY) {
            return Ok(None);
        }
        let Some(Found { mut answer, documents, .. }) = self.found(&reading)? else { return Ok(None) };
        if exact.is_some_and(|found| documents <= found.documents) {
            return Ok(None);
        }
        let begun: Vec<&str> =
            reading.words.iter().filter(|word| word.is_begun).map(|word| word.typed.as_str()).collect();
        let instead = self.meant(&reading, &answer);
        answer.searched = Some(Searched { why: Why::Begun, missing: begun.join(" "), instead });
        Ok(Some(answer))
    }

    /// With slips forgiven, and with the words left out that keep the others from being found.
    fn fewer(&self, mut reading: Reading) -> Result<Answer, SearchError> {
        let mut missing = Vec::new();
        loop {
            // As typed it was tried before.
            let differs = !missing.is_empty() || reading.meanings.iter().any(|meaning| meaning.slips > 0);
            if let Some(mut answer) = if differs { self.answer(&reading)? } else { None } {
                let why = if missing.is_empty() { Why::Slips } else { Why::FewerWords };
                let slipped = reading.words.iter().zip(&reading.meanings).filter(|(_, meaning)| meaning.slips > 0);
                missing.extend(slipped.map(|(word, _)| word.typed.clone()));
                let instead = self.meant(&reading, &answer);
                answer.searched = Some(Searched { why, missing: missing.join(" "), instead });
                return Ok(answer);
            }
            let Some(at) = reading.weakest() else { break };
            missing.push(reading.without(at).typed);
            if reading.says_nothing() {
                break;
            }
        }
        Ok(Answer { matcher: reading.matcher(), ..Answer::default() })
    }

    fn answer(&self, reading: &Reading) -> Result<Option<Answer>, SearchError> {
        Ok(self.found(reading)?.map(|found| found.answer))
    }

    /// What this reading finds; nothing if no record that may be seen has all its words.
    fn found(&self, reading: &Reading) -> Result<Option<Found>, SearchError> {
        if reading.words.is_empty() || reading.meanings.iter().any(Meaning::is_empty) {
            return Ok(None);
        }
        let found = reading.documents(self.index)?;
        let matcher = reading.matcher();
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
        if answer.total == 0 && answer.by_kind.is_empty() && answer.by_cluster.is_empty() {
            return Ok(None);
        }
        let mut is_little = found.documents.len() <= FEW;
        for document in found.documents.iter().take(FEW) {
            is_little = is_little && !is_in_name(self.index, &reading.meanings, *document)?;
        }
        Ok(Some(Found { answer, documents: found.documents.len(), is_little }))
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

    /// The words that were searched; those with slips and those only begun as they stand in the best hits.
    fn meant(&self, reading: &Reading, answer: &Answer) -> String {
        let mut meant: Vec<Option<String>> = vec![None; reading.words.len()];
        for (slot, (word, meaning)) in meant.iter_mut().zip(reading.words.iter().zip(&reading.meanings)) {
            *slot = (meaning.slips == 0 && !word.is_begun).then(|| word.typed.clone());
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
