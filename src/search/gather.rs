//! The documents of one word with how well they fit: reads the lists a meaning names, neighbours in one read. Never filters,
//! and never weighs what a whole query makes of them.

use super::broad::Set;
use super::error::SearchError;
use super::index::Index;
use super::meaning::Meaning;
use super::postings::{Place, Posting, blocks, decode, probe};
use super::terms::Term;

/// BM25's constants, at their usual values.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// What a name counts beside a text.
const STRONG: f32 = 3.0;

/// What a document of a broad beginning has, whatever its word.
const BROAD: f32 = 0.3;

/// Lists that stand closer than this are read at once.
const GAP: u64 = 8 << 10;

/// The most bytes of one such read.
const AT_ONCE: u64 = 1 << 20;

/// Postings of the heaviest stems of a broad beginning that are read for ranking.
const HEAVY: u64 = 100_000;

/// Documents, ascending, and the score each has from the words so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Scored {
    pub(super) documents: Vec<u32>,
    pub(super) scores: Vec<f32>,
}

/// Every document of the word.
pub(super) fn all(index: &Index, meaning: &Meaning) -> Result<Scored, SearchError> {
    let mut sum = Sum::new(index, meaning.postings);
    for (at, weight) in &meaning.broad {
        let Some(broad) = index.broad.get(*at) else { continue };
        let heaviest = heaviest(index, &broad.heaviest)?;
        for (_, place) in &heaviest {
            index.source.announce(place.offset, place.bytes);
        }
        let set = index.set(broad)?;
        sum.set(&set, BROAD * weight);
        for (term, place) in heaviest {
            let (bytes, weight) =
                (index.source.read(place.offset, place.bytes)?, weight * meaning.familiar(term.scripts));
            blocks(&bytes, place.documents, |block| sum.list(block, Field::Strong, weight))?;
        }
    }
    let groups = neighbours(index, &meaning.stems);
    if groups.len() > 1 {
        for place in groups.iter().filter_map(|group| together(index, group).ok()) {
            index.source.announce(place.offset, place.bytes);
        }
    }
    for group in groups {
        sum.group(group)?;
    }
    Ok(weighed(index, sum.finish()))
}

/// Those of the heaviest stems of a broad beginning that are read, and where their lists of names are.
fn heaviest(index: &Index, stems: &[u32]) -> Result<Vec<(Term, Place)>, SearchError> {
    let mut left = HEAVY;
    let mut found = Vec::with_capacity(stems.len());
    for stem in stems {
        let term = index.terms.get(*stem);
        let Some(rest) = left.checked_sub(u64::from(term.strong)) else { break };
        left = rest;
        found.push((term, index.place(term.strong_place())?));
    }
    Ok(found)
}

/// Where the lists of neighbouring stems are, all of them.
fn together(index: &Index, stems: &[(u32, f32)]) -> Result<Place, SearchError> {
    let (Some(first), Some(last)) = (stems.first(), stems.last()) else {
        return Ok(Place { offset: 0, bytes: 0, documents: 0 });
    };
    let (first, last) = (index.terms.get(first.0), index.terms.get(last.0));
    let bytes = last.end().checked_sub(first.offset).ok_or_else(|| SearchError::damaged("lists are not in order"))?;
    index.place(Place { offset: first.offset, bytes, documents: 0 })
}

/// Those of `candidates` that have the word too, with the scores of both.
pub(super) fn both(index: &Index, candidates: &Scored, meaning: &Meaning) -> Result<Scored, SearchError> {
    let few = meaning.stems.len() <= 8 && meaning.postings > 8 * candidates.documents.len() as u64;
    let only_broad = meaning.stems.is_empty() || few;
    if !only_broad {
        return Ok(join(candidates, &all(index, meaning)?));
    }
    let fit = Fit::new(index);
    let mut found = vec![0.0_f32; candidates.documents.len()];
    for (at, weight) in &meaning.broad {
        let Some(broad) = index.broad.get(*at) else { continue };
        let set: Set = index.set(broad)?;
        for (score, document) in found.iter_mut().zip(&candidates.documents) {
            if set.has(*document) {
                *score = score.max(BROAD * weight);
            }
        }
    }
    for (stem, weight) in &meaning.stems {
        let term = index.terms.get(*stem);
        for (place, field) in [(term.strong_place(), Field::Strong), (term.body_place(), Field::Body)] {
            if place.documents == 0 {
                continue;
            }
            let counts = probe(&index.source, index.place(place)?, &candidates.documents)?;
            for ((score, document), count) in found.iter_mut().zip(&candidates.documents).zip(counts) {
                if count > 0 {
                    *score += weight * fit.of(*document, field, count)?;
                }
            }
        }
    }
    let rarity = rarity(index, meaning.postings);
    let mut out = Scored::default();
    for ((document, score), found) in candidates.documents.iter().zip(&candidates.scores).zip(found) {
        if found > 0.0 {
            out.documents.push(*document);
            out.scores.push(score + found * rarity);
        }
    }
    Ok(out)
}

fn join(a: &Scored, b: &Scored) -> Scored {
    let mut out = Scored::default();
    let mut at = 0;
    for (document, score) in a.documents.iter().zip(&a.scores) {
        while b.documents.get(at).is_some_and(|other| other < document) {
            at += 1;
        }
        if let (Some(other), Some(more)) = (b.documents.get(at), b.scores.get(at))
            && other == document
        {
            out.documents.push(*document);
            out.scores.push(score + more);
        }
    }
    out
}

/// The part of a document a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Strong,
    Body,
}

/// How much occurrences say in documents of this length: BM25 without the rarity of the word.
#[derive(Clone, Copy)]
struct Fit<'a> {
    index: &'a Index,
    /// What a word of length adds to the saturation, of names and of texts.
    of_length: [f32; 2],
}

impl<'a> Fit<'a> {
    fn new(index: &'a Index) -> Self {
        // The means are in words × 16.
        let of_length = index.footer.mean.map(|mean| K1 * B * 16.0 / (mean as f32).max(1.0));
        Self { index, of_length }
    }

    #[inline]
    fn of(&self, document: u32, field: Field, count: u8) -> Result<f32, SearchError> {
        let (strong, body) = self.index.lengths(document)?;
        let (length, factor) = match field {
            Field::Strong => (f32::from(strong) * self.of_length[0], STRONG),
            Field::Body => (f32::from(body) * self.of_length[1], 1.0),
        };
        let count = f32::from(count);
        Ok(factor * count * (K1 + 1.0) / (count + K1 * (1.0 - B) + length))
    }
}

/// How much a word that so many documents have says.
fn rarity(index: &Index, documents: u64) -> f32 {
    let (all, documents) = (index.documents() as f32, (documents as f32).min(index.documents() as f32));
    (1.0 + (all - documents + 0.5) / (documents + 0.5)).ln()
}

fn weighed(index: &Index, mut scored: Scored) -> Scored {
    let rarity = rarity(index, scored.documents.len() as u64);
    scored.scores.iter_mut().for_each(|score| *score *= rarity);
    scored
}

/// Stems whose lists stand so close that one read takes them all, with how well each fits.
fn neighbours<'a>(index: &Index, stems: &'a [(u32, f32)]) -> Vec<&'a [(u32, f32)]> {
    let bounds = |stem: u32| {
        let term = index.terms.get(stem);
        (term.offset, term.end())
    };
    let mut groups = Vec::new();
    let mut start = 0;
    for at in 1..=stems.len() {
        let together =
            stems.get(at).zip(stems.get(at - 1)).zip(stems.get(start)).is_some_and(|((next, last), first)| {
                let (next, last, first) = (bounds(next.0), bounds(last.0), bounds(first.0));
                next.0.saturating_sub(last.1) <= GAP && next.1.saturating_sub(first.0) <= AT_ONCE
            });
        if !together {
            groups.extend(stems.get(start..at).filter(|group| !group.is_empty()));
            start = at;
        }
    }
    groups
}

/// The best score of each document over the stems of one word.
struct Sum<'a> {
    index: &'a Index,
    fit: Fit<'a>,
    of_document: OfDocument,
}

/// A place for every document where many are expected, else only those that were found.
enum OfDocument {
    Every(Vec<f32>),
    Found(Vec<(u32, f32)>),
}

impl<'a> Sum<'a> {
    fn new(index: &'a Index, postings: u64) -> Self {
        let many = postings > u64::from(index.documents()) / 16;
        let of_document =
            if many { OfDocument::Every(vec![0.0; index.documents() as usize]) } else { OfDocument::Found(Vec::new()) };
        Self { index, fit: Fit::new(index), of_document }
    }

    #[inline]
    fn add(&mut self, document: u32, score: f32) {
        match &mut self.of_document {
            OfDocument::Every(scores) => {
                if let Some(best) = scores.get_mut(document as usize) {
                    *best = best.max(score);
                }
            }
            OfDocument::Found(found) => found.push((document, score)),
        }
    }

    /// Every document of a set.
    fn set(&mut self, set: &Set, score: f32) {
        match &mut self.of_document {
            OfDocument::Every(scores) => {
                for document in set.iter() {
                    if let Some(best) = scores.get_mut(document as usize) {
                        *best = best.max(score);
                    }
                }
            }
            OfDocument::Found(found) => found.extend(set.iter().map(|document| (document, score))),
        }
    }

    fn list(&mut self, list: &[Posting], field: Field, weight: f32) -> Result<(), SearchError> {
        for posting in list {
            let score = weight * self.fit.of(posting.document, field, posting.count)?;
            self.add(posting.document, score);
        }
        Ok(())
    }

    /// Reads the lists of neighbouring stems and adds what they say: names and text of one stem together.
    fn group(&mut self, stems: &[(u32, f32)]) -> Result<(), SearchError> {
        let Some(first) = stems.first().map(|(stem, _)| self.index.terms.get(*stem)) else { return Ok(()) };
        let place = together(self.index, stems)?;
        let bytes = self.index.source.read(place.offset, place.bytes)?;
        for (stem, weight) in stems {
            let term = self.index.terms.get(*stem);
            let part = |place: Place| {
                let from = place.offset.saturating_sub(first.offset) as usize;
                bytes.get(from..from.saturating_add(place.bytes as usize)).unwrap_or_default()
            };
            let (strong, body) = (term.strong_place(), term.body_place());
            let names = if strong.documents == 0 { Vec::new() } else { decode(part(strong), strong.documents)? };
            self.stem(&names, (part(body), body.documents), *weight)?;
        }
        Ok(())
    }

    /// Adds up what names and text of a stem say of each document, then keeps the best of all stems.
    fn stem(&mut self, strong: &[Posting], body: (&[u8], u32), weight: f32) -> Result<(), SearchError> {
        let fit = self.fit;
        let mut rest = strong;
        let mut of_texts = |block: &[Posting]| {
            for posting in block {
                let mut score = fit.of(posting.document, Field::Body, posting.count)?;
                while let Some((name, after)) = rest.split_first().filter(|(name, _)| name.document <= posting.document)
                {
                    let of_name = fit.of(name.document, Field::Strong, name.count)?;
                    if name.document == posting.document {
                        score += of_name;
                    } else {
                        self.add(name.document, of_name * weight);
                    }
                    rest = after;
                }
                self.add(posting.document, score * weight);
            }
            Ok(())
        };
        if body.1 > 0 {
            blocks(body.0, body.1, &mut of_texts)?;
        }
        self.list(rest, Field::Strong, weight)
    }

    fn finish(self) -> Scored {
        let mut out = Scored::default();
        match self.of_document {
            OfDocument::Every(mut scores) => {
                let found = scores.iter().filter(|score| **score > 0.0).count();
                out.documents = Vec::with_capacity(found);
                for document in 0..scores.len() {
                    if scores[document] > 0.0 {
                        scores[out.documents.len()] = scores[document];
                        out.documents.push(document as u32);
                    }
                }
                scores.truncate(found);
                out.scores = scores;
            }
            OfDocument::Found(mut found) => {
                found.sort_unstable_by_key(|(document, _)| *document);
                for (document, score) in found {
                    if out.documents.last() == Some(&document) {
                        if let Some(best) = out.scores.last_mut() {
                            *best = best.max(score);
                        }
                    } else {
                        out.documents.push(document);
                        out.scores.push(score);
                    }
                }
            }
        }
        out
    }
}
