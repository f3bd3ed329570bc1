//! Takes documents in any order and keeps what an index needs of them: sorted runs of postings and of keys, a column entry
//! each, the words of their names. Bounded: a run is put away as soon as it has its size.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};

use super::super::bytes::put_varint;
use super::super::cache::WordCache;
use super::super::document::Document;
use super::super::error::SearchError;
use super::super::runs::{Entry, Room, RunReader, put_text};
use super::super::scripts::Scripts;
use super::run::Run;
use crate::content::{Day, Id};
use crate::text::Lang;

/// Names of a document that are kept for judging exact names, and words of each.
const NAMES: usize = 12;
const NAME_WORDS: usize = 32;

/// After so many runs the others are so much longer: about 200,000 records of 2.5 KB.
const MANY_RUNS: usize = 128;
const LONGER: usize = 4;

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

/// The documents of a stem in one run, and the scripts it is written in there.
pub(super) struct Documents {
    pub(super) scripts: Scripts,
    pub(super) counted: Vec<Counted>,
}

/// A stem that a key is a form of.
pub(super) struct StemOf(pub(super) String);

impl Entry for Documents {
    fn take(input: &mut RunReader) -> Result<Self, SearchError> {
        let scripts = Scripts::from_bits(input.byte()?);
        let count = input.varint()?;
        let mut documents = Vec::new();
        let mut added = 0;
        for _ in 0..count {
            added += input.varint()? as u32;
            documents.push(Counted { added, strong: input.byte()?, body: input.byte()? });
        }
        Ok(Self { scripts, counted: documents })
    }
}

impl Entry for StemOf {
    fn take(input: &mut RunReader) -> Result<Self, SearchError> {
        Ok(Self(input.text()?))
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
    run: Run,
    words: WordCache,
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
            run: Run::default(),
            words: WordCache::default(),
            names_at: 0,
            set_numbers: HashMap::from([(Vec::new(), 0)]),
            gathered,
        }
    }

    /// Takes one document.
    pub(super) fn add(&mut self, document: &Document) -> Result<(), SearchError> {
        let names = self.names(document)?;
        let set = self.set(&document.clusters);
        let Self { run, words, .. } = self;
        run.begin(self.gathered.rows.len() as u32);
        let (mut strong, mut body) = (0, 0);
        for name in &document.names {
            words.read(name, |word| {
                strong += 1;
                run.name(word);
            });
        }
        for text in &document.texts {
            words.read(text, |word| {
                body += 1;
                run.text(word);
            });
        }
        self.gathered.rows.push(Row {
            id: document.id,
            day: document.day,
            set,
            languages: document.languages.iter().fold(0, |bits, lang| bits | language_bit(*lang)),
            strong,
            body,
            names,
        });
        if self.run.bytes() < self.run_bytes {
            return Ok(());
        }
        // Every run notes its words anew and is one more to merge: where there is so much, there is memory for longer ones.
        if self.gathered.stems.len() + 1 == MANY_RUNS {
            self.run_bytes *= LONGER;
        }
        self.put_away()
    }

    /// The end: what is left becomes a run too.
    pub(super) fn finish(mut self) -> Result<Gathered, SearchError> {
        self.put_away()?;
        Ok(self.gathered)
    }

    /// Keeps the stems of the first names, and says where.
    fn names(&mut self, document: &Document) -> Result<u64, SearchError> {
        let at = self.names_at;
        let mut bytes = Vec::new();
        put_varint(&mut bytes, document.names.len().min(NAMES) as u64);
        for name in document.names.iter().take(NAMES) {
            let mut words = Vec::new();
            let mut count = 0;
            self.words.read_whole(name, |word| {
                if count < NAME_WORDS {
                    put_text(&mut words, word.stem());
                    count += 1;
                }
            });
            put_varint(&mut bytes, count as u64);
            bytes.extend(words);
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

    /// Writes what this run has.
    fn put_away(&mut self) -> Result<(), SearchError> {
        let (stems, forms) = self.run.put_away(&self.room)?;
        self.gathered.stems.push(stems);
        self.gathered.forms.push(forms);
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
