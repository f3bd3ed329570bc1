//! Takes documents in any order and keeps what an index needs of them: sorted runs of postings and of keys, a column entry
//! each, the words of their names. Bounded: a run is put away as soon as it has its size.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};

use super::super::analyser::{Token, query_tokens, tokens};
use super::super::bytes::put_varint;
use super::super::document::Document;
use super::super::error::SearchError;
use super::super::runs::{Entry, Room, RunReader, put_text};
use crate::content::{Day, Id};
use crate::text::Lang;

/// Names of a document that are kept for judging exact names, and words of each.
const NAMES: usize = 12;
const NAME_WORDS: usize = 32;

/// What a posting takes while a run is gathered, with its share of sorting it.
const POSTING_BYTES: usize = 24;

/// What a new text takes in the tables of a run besides its bytes.
const TEXT_BYTES: usize = 80;

/// How often a stem is in a document of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Counted {
    /// The document's place in the order of adding.
    pub(super) added: u32,
    /// In names.
    pub(super) strong: u8,
    /// In texts.
    pub(super) body: u8,
}

/// A stem and its documents of one run.
pub(super) struct StemEntry {
    pub(super) stem: String,
    pub(super) documents: Vec<Counted>,
}

/// A surface key and the stem it is a form of.
pub(super) struct FormEntry {
    pub(super) key: String,
    pub(super) stem: String,
}

impl Entry for StemEntry {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(out, &self.stem);
        put_varint(out, self.documents.len() as u64);
        let mut before = 0;
        for counted in &self.documents {
            put_varint(out, u64::from(counted.added - before));
            out.extend([counted.strong, counted.body]);
            before = counted.added;
        }
    }

    fn take(input: &mut RunReader) -> Result<Self, SearchError> {
        let stem = input.text()?;
        let count = input.varint()?;
        let mut documents = Vec::new();
        let mut added = 0;
        for _ in 0..count {
            added += input.varint()? as u32;
            documents.push(Counted { added, strong: input.byte()?, body: input.byte()? });
        }
        Ok(Self { stem, documents })
    }

    fn key(&self) -> &str {
        &self.stem
    }
}

impl Entry for FormEntry {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(out, &self.key);
        put_text(out, &self.stem);
    }

    fn take(input: &mut RunReader) -> Result<Self, SearchError> {
        Ok(Self { key: input.text()?, stem: input.text()? })
    }

    fn key(&self) -> &str {
        &self.key
    }
}

/// What is kept of a document until the end.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: Id,
    pub(super) day: Option<Day>,
    /// The place of its set in [`Gathered::sets`].
    pub(super) set: u16,
    pub(super) languages: u8,
    /// Lengths in words.
    pub(super) strong: u32,
    pub(super) body: u32,
    /// Where its names begin in [`Gathered::names`].
    pub(super) names: u64,
}

/// Everything that was gathered.
pub(super) struct Gathered {
    pub(super) rows: Vec<Row>,
    /// The sets of clusters documents belong to, each once; the first is the empty one.
    pub(super) sets: Vec<Vec<u32>>,
    pub(super) stems: Vec<RunReader>,
    pub(super) forms: Vec<RunReader>,
    pub(super) names: NameStore,
}

/// The words of names in the order of adding.
pub(super) enum NameStore {
    File(BufWriter<File>),
    Memory(Vec<u8>),
}

pub(super) struct Gatherer {
    room: Room,
    run_bytes: usize,
    bytes: usize,
    /// Keys and stems of this run and their numbers.
    texts: HashMap<Box<str>, u32>,
    postings: Vec<(u32, Counted)>,
    /// Forms and their stems, by numbers of `texts`; the value is the first stem, further ones are in `more`.
    forms: HashMap<u32, u32>,
    more: Vec<(u32, u32)>,
    of_document: HashMap<u32, (u8, u8)>,
    names_at: u64,
    set_numbers: HashMap<Vec<u32>, u16>,
    gathered: Gathered,
}

impl Gatherer {
    pub(super) fn new(room: Room, names: NameStore, run_bytes: usize) -> Self {
        let gathered =
            Gathered { rows: Vec::new(), sets: vec![Vec::new()], stems: Vec::new(), forms: Vec::new(), names };
        Self {
            room,
            run_bytes,
            bytes: 0,
            texts: HashMap::new(),
            postings: Vec::new(),
            forms: HashMap::new(),
            more: Vec::new(),
            of_document: HashMap::new(),
            names_at: 0,
            set_numbers: HashMap::from([(Vec::new(), 0)]),
            gathered,
        }
    }

    /// Takes one document.
    pub(super) fn add(&mut self, document: &Document) -> Result<(), SearchError> {
        let names = self.names(document)?;
        let mut row = Row {
            id: document.id,
            day: document.day,
            set: self.set(&document.clusters),
            languages: document.languages.iter().fold(0, |bits, lang| bits | language_bit(*lang)),
            strong: 0,
            body: 0,
            names,
        };
        self.of_document.clear();
        for name in &document.names {
            for token in tokens(name) {
                let stem = self.token(&token);
                let counts = self.of_document.entry(stem).or_default();
                counts.0 = counts.0.saturating_add(1);
                row.strong += 1;
            }
        }
        for text in &document.texts {
            for token in tokens(text) {
                let stem = self.token(&token);
                let counts = self.of_document.entry(stem).or_default();
                counts.1 = counts.1.saturating_add(1);
                row.body += 1;
            }
        }
        let added = self.gathered.rows.len() as u32;
        self.bytes += self.of_document.len() * POSTING_BYTES;
        let counted = self.of_document.drain();
        self.postings.extend(counted.map(|(stem, (strong, body))| (stem, Counted { added, strong, body })));
        self.gathered.rows.push(row);
        if self.bytes >= self.run_bytes { self.put_away() } else { Ok(()) }
    }

    /// The end: what is left becomes a run too.
    pub(super) fn finish(mut self) -> Result<Gathered, SearchError> {
        self.put_away()?;
        Ok(self.gathered)
    }

    /// The number of the token's stem; notes the form.
    fn token(&mut self, token: &Token) -> u32 {
        let stem = self.text(&token.stem);
        if token.key != token.stem {
            let key = self.text(&token.key);
            let known = *self.forms.entry(key).or_insert(stem);
            if known != stem && !self.more.contains(&(key, stem)) {
                self.more.push((key, stem));
            }
        }
        stem
    }

    fn text(&mut self, text: &str) -> u32 {
        if let Some(number) = self.texts.get(text) {
            return *number;
        }
        let number = self.texts.len() as u32;
        self.texts.insert(text.into(), number);
        self.bytes += text.len() + TEXT_BYTES;
        number
    }

    /// Keeps the stems of the first names, and says where.
    fn names(&mut self, document: &Document) -> Result<u64, SearchError> {
        let at = self.names_at;
        let mut bytes = Vec::new();
        put_varint(&mut bytes, document.names.len().min(NAMES) as u64);
        for name in document.names.iter().take(NAMES) {
            let words: Vec<String> = query_tokens(name).into_iter().take(NAME_WORDS).map(|token| token.stem).collect();
            put_varint(&mut bytes, words.len() as u64);
            for word in &words {
                put_text(&mut bytes, word);
            }
        }
        self.names_at += bytes.len() as u64;
        match &mut self.gathered.names {
            NameStore::File(out) => out.write_all(&bytes)?,
            NameStore::Memory(out) => out.extend(bytes),
        }
        Ok(at)
    }

    /// The number of this set of clusters; more sets than fit count as none.
    fn set(&mut self, clusters: &[u32]) -> u16 {
        let mut set = clusters.to_vec();
        set.sort_unstable();
        set.dedup();
        if let Some(number) = self.set_numbers.get(&set) {
            return *number;
        }
        let Ok(number) = u16::try_from(self.gathered.sets.len()) else { return 0 };
        self.gathered.sets.push(set.clone());
        self.set_numbers.insert(set, number);
        number
    }

    /// Sorts what this run has and writes it.
    fn put_away(&mut self) -> Result<(), SearchError> {
        let mut texts: Vec<(Box<str>, u32)> = self.texts.drain().collect();
        texts.sort_unstable();
        let mut ranks = vec![0_u32; texts.len()];
        for (rank, (_, number)) in texts.iter().enumerate() {
            if let Some(place) = ranks.get_mut(*number as usize) {
                *place = rank as u32;
            }
        }
        let rank = |number: u32| ranks.get(number as usize).copied().unwrap_or(0);
        let text = |rank: u32| texts.get(rank as usize).map_or("", |(text, _)| text).to_owned();
        let mut postings = std::mem::take(&mut self.postings);
        for (stem, _) in &mut postings {
            *stem = rank(*stem);
        }
        postings.sort_unstable();
        let groups = postings.chunk_by(|a, b| a.0 == b.0).filter_map(|group| {
            let documents = group.iter().map(|(_, counted)| *counted).collect();
            group.first().map(|(stem, _)| StemEntry { stem: text(*stem), documents })
        });
        self.gathered.stems.push(self.room.run(groups)?);
        let mut forms: Vec<(u32, u32)> = self.forms.drain().chain(self.more.drain(..)).collect();
        for (key, stem) in &mut forms {
            (*key, *stem) = (rank(*key), rank(*stem));
        }
        forms.sort_unstable();
        let forms = forms.into_iter().map(|(key, stem)| FormEntry { key: text(key), stem: text(stem) });
        self.gathered.forms.push(self.room.run(forms)?);
        self.bytes = 0;
        Ok(())
    }
}

/// The bit of a language in a document's column.
pub(in crate::search) const fn language_bit(lang: Lang) -> u8 {
    match lang {
        Lang::Bg => 1,
        Lang::En => 2,
    }
}
