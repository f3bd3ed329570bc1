//! One run of a builder while it is gathered: its keys and stems, how often a stem is in each document, and which stems a
//! key is a form of. Sorts them when it is put away. Never holds a document.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

use super::super::bytes::put_varint;
use super::super::cache::Known;
use super::super::error::SearchError;
use super::super::runs::{Put, Room, RunReader, put_text};
use super::super::scripts::Scripts;
use super::gather::Counted;

/// What a posting takes while a run is gathered, with its share of sorting it.
const POSTING_BYTES: usize = 24;

/// What a new text takes in the tables of a run besides its bytes.
const TEXT_BYTES: usize = 90;

/// What is known of a key or stem of this run.
#[derive(Clone, Copy, Default)]
struct Noted {
    /// Behind the place of its last posting; 0 if it has none.
    last: u32,
    /// The number of the stem it is a form of, and one; 0 if it is none. Further ones are in [`Run::more`].
    stem: u32,
    /// Of the words with this stem.
    scripts: Scripts,
}

/// A run that is gathered.
pub(super) struct Run {
    /// Which run it is: notes of earlier ones are stale. The first is 1.
    number: u32,
    /// The document's place in the order of adding, and where its postings begin.
    document: u32,
    start: usize,
    /// Keys and stems and their numbers.
    numbers: HashMap<Box<str>, u32, RandomState>,
    /// By number.
    noted: Vec<Noted>,
    /// A stem's number and one of its documents, in the order of documents.
    postings: Vec<(u32, Counted)>,
    /// Keys and stems, by numbers, of keys with several stems.
    more: HashSet<(u32, u32), RandomState>,
    /// Of the texts.
    bytes: usize,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            number: 1,
            document: 0,
            start: 0,
            numbers: HashMap::default(),
            noted: Vec::new(),
            postings: Vec::new(),
            more: HashSet::default(),
            bytes: 0,
        }
    }
}

impl Run {
    /// Bytes of memory it takes, about.
    pub(super) fn bytes(&self) -> usize {
        self.bytes + self.postings.len() * POSTING_BYTES
    }

    /// What follows is of the document that was added as this one.
    pub(super) fn begin(&mut self, added: u32) {
        self.document = added;
        self.start = self.postings.len();
    }

    /// Counts a word of a name.
    pub(super) fn name(&mut self, word: &mut Known) {
        let counted = self.posting(word);
        counted.strong = counted.strong.saturating_add(1);
    }

    /// Counts a word of a text.
    pub(super) fn text(&mut self, word: &mut Known) {
        let counted = self.posting(word);
        counted.body = counted.body.saturating_add(1);
    }

    /// How often the word's stem is in this document.
    fn posting(&mut self, word: &mut Known) -> &mut Counted {
        let stem = self.stem(word) as usize;
        if self.noted[stem].last as usize <= self.start {
            self.postings.push((stem as u32, Counted { added: self.document, strong: 0, body: 0 }));
            self.noted[stem].last = self.postings.len() as u32;
        }
        // Every number that is given out has a place in `noted`, and every `last` over 0 one in `postings`.
        &mut self.postings[self.noted[stem].last as usize - 1].1
    }

    /// The number of the word's stem; notes that its key is a form of it. The word remembers it for this run.
    fn stem(&mut self, word: &mut Known) -> u32 {
        if (word.note >> 32) as u32 == self.number {
            return word.note as u32;
        }
        let stem = self.number_of(word.stem());
        if let Some(noted) = self.noted.get_mut(stem as usize) {
            noted.scripts = noted.scripts.with(word.scripts);
        }
        if word.key() != word.stem() {
            let key = self.number_of(word.key());
            match self.noted.get_mut(key as usize) {
                Some(noted) if noted.stem == 0 => noted.stem = stem + 1,
                Some(noted) if noted.stem != stem + 1 => {
                    self.more.insert((key, stem));
                }
                _ => {}
            }
        }
        word.note = u64::from(self.number) << 32 | u64::from(stem);
        stem
    }

    fn number_of(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.noted.len() as u32;
        self.numbers.insert(text.into(), number);
        self.noted.push(Noted::default());
        self.bytes += text.len() + TEXT_BYTES;
        number
    }

    /// Writes the stems with their documents, and the forms with their stems; then it is empty.
    pub(super) fn put_away(&mut self, room: &Room) -> Result<(RunReader, RunReader), SearchError> {
        let next = Self { number: self.number + 1, ..Self::default() };
        let Self { numbers, noted, postings, more, .. } = std::mem::replace(self, next);
        let mut texts: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        texts.sort_unstable();
        let stems = Sorted::new(&postings, noted.len());
        drop(postings);
        let scripts = |number: u32| noted.get(number as usize).map_or(Scripts::default(), |noted| noted.scripts);
        let entries = texts.iter().map(|(stem, number)| StemEntry {
            stem,
            scripts: scripts(*number),
            documents: stems.of(*number),
        });
        let written = room.run(entries.filter(|entry| !entry.documents.is_empty()))?;
        drop(stems);
        let mut ranks = vec![0_u32; texts.len()];
        for (rank, (_, number)) in texts.iter().enumerate() {
            if let Some(place) = ranks.get_mut(*number as usize) {
                *place = rank as u32;
            }
        }
        let rank = |number: u32| ranks.get(number as usize).copied().unwrap_or(0);
        let first = (0..).zip(&noted).filter(|(_, noted)| noted.stem > 0).map(|(key, noted)| (key, noted.stem - 1));
        let mut forms: Vec<(u32, u32)> = first.chain(more).map(|(key, stem)| (rank(key), rank(stem))).collect();
        forms.sort_unstable();
        let text = |rank: u32| texts.get(rank as usize).map_or("", |(text, _)| text);
        let forms = forms.into_iter().map(|(key, stem)| FormEntry { key: text(key), stem: text(stem) });
        Ok((written, room.run(forms)?))
    }
}

/// Postings by stem, those of a stem in the order of documents.
struct Sorted {
    documents: Vec<Counted>,
    /// For each stem where its documents end; they begin where those of the one before end.
    ends: Vec<u32>,
}

impl Sorted {
    /// Sorts by counting.
    fn new(postings: &[(u32, Counted)], stems: usize) -> Self {
        let mut ends = vec![0_u32; stems];
        for (stem, _) in postings {
            if let Some(end) = ends.get_mut(*stem as usize) {
                *end += 1;
            }
        }
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut documents = vec![Counted { added: 0, strong: 0, body: 0 }; postings.len()];
        for (stem, counted) in postings {
            if let Some(end) = ends.get_mut(*stem as usize) {
                if let Some(place) = documents.get_mut(*end as usize) {
                    *place = *counted;
                }
                *end += 1;
            }
        }
        Self { documents, ends }
    }

    fn of(&self, stem: u32) -> &[Counted] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = (stem as usize).checked_sub(1).map_or(0, end);
        self.documents.get(start..end(stem as usize)).unwrap_or_default()
    }
}

/// A stem and its documents.
struct StemEntry<'a> {
    stem: &'a str,
    scripts: Scripts,
    documents: &'a [Counted],
}

/// A key and a stem it is a form of.
struct FormEntry<'a> {
    key: &'a str,
    stem: &'a str,
}

impl Put for StemEntry<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(out, self.stem);
        out.push(self.scripts.bits());
        put_varint(out, self.documents.len() as u64);
        let mut before = 0;
        for counted in self.documents {
            put_varint(out, u64::from(counted.added - before));
            out.extend([counted.strong, counted.body]);
            before = counted.added;
        }
    }
}

impl Put for FormEntry<'_> {
    fn put(&self, out: &mut Vec<u8>) {
        put_text(out, self.key);
        put_text(out, self.stem);
    }
}
