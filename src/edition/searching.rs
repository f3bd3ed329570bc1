//! Search inside an edition: opens its index, answers from it, or from the names alone while there is none; makes it anew.
//! Never fails because of an index: it is derived from what the edition holds.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::findable::{document, plain_body};
use super::links::references;
use super::manifest::Manifest;
use super::read::{Edition, ReadError};
use crate::content::{CardDetail, Civil, Id, Kind, Localized, Slug};
use crate::search::{self, Answer, Around, Index, IndexWriter, Matcher, Query, SearchError, Snippet};
use crate::text::Lang;
use crate::text::markdown::plain;

/// Up to so many records an index is held in memory where its folder cannot be written.
const IN_MEMORY: u32 = 20_000;

/// The index of an open edition, if there is a sound one.
#[derive(Debug)]
pub(super) struct Searching {
    /// Where it is, for an edition on the disk.
    folder: Option<PathBuf>,
    state: RwLock<State>,
    /// How often it was asked.
    asked: AtomicU64,
}

#[derive(Clone, Debug)]
enum State {
    /// Nobody has asked yet.
    Closed,
    Ready(Arc<Index>),
    /// There is none, or it is damaged.
    Missing,
    /// It could not even be made anew.
    Impossible,
}

impl Searching {
    /// The index in `folder`; it is opened when it is asked.
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: Some(folder.to_owned()), state: RwLock::new(State::Closed), asked: AtomicU64::new(0) }
    }

    /// An index that was just made in memory.
    pub(super) fn ready(index: Index) -> Self {
        Self { folder: None, state: RwLock::new(State::Ready(Arc::new(index))), asked: AtomicU64::new(0) }
    }

    /// How it is, opened if it was not yet.
    fn state(&self, manifest: &Manifest) -> State {
        let state = self.state.read().unwrap_or_else(PoisonError::into_inner).clone();
        let (State::Closed, Some(folder)) = (&state, &self.folder) else { return state };
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if matches!(*state, State::Closed) {
            let opened = Index::open(folder, &stamp(manifest));
            *state = opened.map_or(State::Missing, |index| State::Ready(Arc::new(index)));
        }
        state.clone()
    }

    fn set(&self, state: State) {
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = state;
    }
}

/// What an index of this edition must say it belongs to.
pub(super) fn stamp(manifest: &Manifest) -> search::Stamp {
    search::Stamp { edition: manifest.number, digest: manifest.digest.clone() }
}

impl Edition {
    /// The records that fit `query` at `now`, best first; hidden ones are left out. While the index is missing or damaged
    /// only names are searched.
    ///
    /// # Errors
    /// If the edition itself is damaged.
    pub fn search(&self, query: &Query, now: Civil) -> Result<Answer, ReadError> {
        self.searching().asked.fetch_add(1, Ordering::Relaxed);
        let hidden = |id: Id| matches!(self.hidden(id, now), Ok(Some(_)));
        let texts = |id: Id| self.findable_texts(id).unwrap_or_default();
        let around = Around { now, hidden: &hidden, texts: &texts };
        if let State::Ready(index) = self.searching().state(self.manifest()) {
            match index.search(query, &around) {
                Ok(answer) => return Ok(answer),
                Err(SearchError::Io(_)) => {}
                Err(_) => self.searching().set(State::Missing),
            }
        }
        self.scan_names(query, &around)
    }

    /// How many searches this edition was asked for since it was opened, by all who have it open: tests hold by it how
    /// often typing searches.
    pub fn searches(&self) -> u64 {
        self.searching().asked.load(Ordering::Relaxed)
    }

    /// The piece of the record's texts with the most of the searched words: in `lang` if any of them stands in such a
    /// text, else in any; nothing if they stand only in its names, or its title shows already why it was found.
    ///
    /// # Errors
    /// If there is no such record, or the edition is damaged.
    pub fn snippet(&self, id: Id, matcher: &Matcher, lang: Lang, columns: usize) -> Result<Option<Snippet>, ReadError> {
        let record = self.any_record(id)?;
        let head = record.head();
        let card = self.card(id)?;
        let body = head.body.as_ref().and_then(|body| body.exact(lang)).map(|body| plain(body));
        let own = head.summary.as_ref().and_then(|summary| summary.exact(lang)).cloned().into_iter().chain(body);
        let best = best_of(own, matcher, columns);
        if best.is_some() || !matcher.highlight(card.title.any(lang)).is_empty() {
            return Ok(best);
        }
        let (body, refers) = (plain_body(head), references(&record));
        let document = document(&record, body.as_ref(), &card, &refers, &|slug| self.named(slug));
        Ok(best_of(document.texts, matcher, columns))
    }

    /// Those of `letters` with which a word that begins with what was typed last can go on; all while there is no index.
    pub fn next_letters(&self, typed: &str, letters: &[char]) -> Vec<char> {
        match self.searching().state(self.manifest()) {
            State::Ready(index) => index.next_letters(typed, letters),
            _ => letters.to_vec(),
        }
    }

    /// Makes the index anew if it is missing or damaged; says whether it did. Reads every record: for the owner, aside
    /// from those who are served.
    ///
    /// # Errors
    /// If it cannot be made; it is not tried again with this edition.
    pub fn mend_search(&self) -> Result<bool, SearchError> {
        if !matches!(self.searching().state(self.manifest()), State::Missing) {
            return Ok(false);
        }
        let made = self.make_index(self.searching().folder.as_deref());
        let made = match made {
            Err(SearchError::Io(_)) if self.records() <= IN_MEMORY => self.make_index(None),
            other => other,
        };
        match made {
            Ok(index) => {
                self.searching().set(State::Ready(Arc::new(index)));
                Ok(true)
            }
            Err(error) => {
                self.searching().set(State::Impossible);
                Err(error)
            }
        }
    }

    fn make_index(&self, folder: Option<&Path>) -> Result<Index, SearchError> {
        let mut writer = folder.map_or_else(|| Ok(IndexWriter::in_memory()), IndexWriter::create)?;
        let unreadable = |error: ReadError| SearchError::Damaged(error.to_string());
        for kind in Kind::ALL {
            for number in 0..self.manifest().count(*kind) {
                let id = Id { kind: *kind, number };
                let record = self.any_record(id).map_err(unreadable)?;
                let card = self.card(id).map_err(unreadable)?;
                let (body, refers) = (plain_body(record.head()), references(&record));
                writer.add(&document(&record, body.as_ref(), &card, &refers, &|slug| self.named(slug)))?;
            }
        }
        writer.finish(&stamp(self.manifest()))
    }

    fn named(&self, slug: &Slug) -> Option<(Id, Localized<String>)> {
        let id = self.find(slug).ok().flatten()?;
        Some((id, self.card(id).ok()?.title))
    }

    fn records(&self) -> u32 {
        Kind::ALL.iter().map(|kind| self.manifest().count(*kind)).sum()
    }

    /// Every text the record is found by.
    fn findable_texts(&self, id: Id) -> Result<Vec<String>, ReadError> {
        let record = self.any_record(id)?;
        let (body, refers) = (plain_body(record.head()), references(&record));
        let document = document(&record, body.as_ref(), &self.card(id)?, &refers, &|slug| self.named(slug));
        Ok(document.names.into_iter().chain(document.texts).collect())
    }

    fn scan_names(&self, query: &Query, around: &Around<'_>) -> Result<Answer, ReadError> {
        let mut scan = search::Scan::new(query);
        for kind in Kind::ALL {
            for number in 0..self.manifest().count(*kind) {
                let id = Id { kind: *kind, number };
                let card = self.card(id)?;
                let abbreviation = match &card.detail {
                    CardDetail::Cluster { abbreviation, .. } | CardDetail::Organisation { abbreviation, .. } => {
                        abbreviation
                    }
                    _ => &None,
                };
                let names = [Some(&card.title), abbreviation.as_ref()];
                let names = names.into_iter().flatten().flat_map(Localized::iter).map(|(_, name)| name.clone());
                let clusters = card.clusters.iter().filter_map(|(slug, _)| self.find(slug).ok()?).map(|id| id.number);
                if !(around.hidden)(id) {
                    scan.look_at(id, &clusters.collect::<Vec<_>>(), &names.collect::<Vec<_>>());
                }
            }
        }
        Ok(scan.answer())
    }
}

/// The piece with the most of the searched words; of equal ones the first.
fn best_of(texts: impl IntoIterator<Item = String>, matcher: &Matcher, columns: usize) -> Option<Snippet> {
    let mut best: Option<Snippet> = None;
    for text in texts {
        let found = matcher.snippet(&text, columns);
        let least = best.as_ref().map_or(0, |best| best.words);
        best = found.filter(|found| found.words > least).or(best);
    }
    best
}
