//! What a builder has gathered, sorted, as runs: in files while an index is built for a folder, in memory otherwise. Merges
//! the runs again, one key at a time. Never holds more than one key of each run.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufReader, BufWriter, Cursor, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::bytes::put_varint;
use super::error::SearchError;

/// A key and what stands under it.
pub(super) trait Entry: Sized {
    /// Appends the entry.
    fn put(&self, out: &mut Vec<u8>);
    /// Reads the next entry.
    fn take(input: &mut RunReader) -> Result<Self, SearchError>;
    /// What entries are sorted by.
    fn key(&self) -> &str;
}

/// Where runs are kept until they are merged.
#[derive(Clone, Debug)]
pub(super) enum Room {
    /// In files of this folder, which go away as soon as they are closed.
    Folder(PathBuf),
    /// In memory.
    Memory,
}

/// A finished run, at its beginning.
pub(super) struct RunReader {
    input: Box<dyn Read + Send>,
    left: u64,
}

impl Room {
    /// Writes `entries`, which are sorted, as a run.
    pub(super) fn run<E: Entry>(&self, entries: impl Iterator<Item = E>) -> Result<RunReader, SearchError> {
        let mut left = 0;
        let mut bytes = Vec::new();
        match self {
            Self::Memory => {
                for entry in entries {
                    entry.put(&mut bytes);
                    left += 1;
                }
                Ok(RunReader { input: Box::new(Cursor::new(bytes)), left })
            }
            Self::Folder(folder) => {
                let mut out = BufWriter::new(Self::scratch(folder)?);
                for entry in entries {
                    entry.put(&mut bytes);
                    out.write_all(&bytes)?;
                    bytes.clear();
                    left += 1;
                }
                let mut file = out.into_inner().map_err(|error| SearchError::Io(error.into_error()))?;
                file.rewind()?;
                Ok(RunReader { input: Box::new(BufReader::with_capacity(16 << 10, file)), left })
            }
        }
    }

    /// A file without a name: whatever ends the program, nothing stays behind.
    pub(super) fn scratch(folder: &Path) -> Result<File, SearchError> {
        let path = folder.join("run");
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        std::fs::remove_file(&path)?;
        Ok(file)
    }
}

impl RunReader {
    pub(super) fn varint(&mut self) -> Result<u64, SearchError> {
        let mut value = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(SearchError::damaged("a number of a run has no end"))
    }

    pub(super) fn byte(&mut self) -> Result<u8, SearchError> {
        let mut byte = [0];
        self.input.read_exact(&mut byte)?;
        Ok(byte[0])
    }

    pub(super) fn text(&mut self) -> Result<String, SearchError> {
        let length = self.varint()?;
        let mut bytes = Vec::new();
        (&mut self.input).take(length).read_to_end(&mut bytes)?;
        String::from_utf8(bytes).map_err(|_| SearchError::damaged("a key of a run is no text"))
    }
}

pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// The runs as one sorted sequence of groups: all entries with the same key, the older run first.
pub(super) struct Merge<E: Entry> {
    runs: Vec<RunReader>,
    heads: Vec<Option<E>>,
    heap: BinaryHeap<Reverse<(String, usize)>>,
}

impl<E: Entry> Merge<E> {
    pub(super) fn new(mut runs: Vec<RunReader>) -> Result<Self, SearchError> {
        let mut merge = Self { heads: Vec::new(), heap: BinaryHeap::new(), runs: Vec::new() };
        std::mem::swap(&mut merge.runs, &mut runs);
        for at in 0..merge.runs.len() {
            merge.heads.push(None);
            merge.advance(at)?;
        }
        Ok(merge)
    }

    /// The next key with its entries; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<(String, Vec<E>)>, SearchError> {
        let Some(Reverse((key, first))) = self.heap.pop() else { return Ok(None) };
        let mut group = Vec::new();
        let mut run = first;
        loop {
            group.extend(self.heads.get_mut(run).and_then(Option::take));
            self.advance(run)?;
            match self.heap.peek() {
                Some(Reverse((next, _))) if *next == key => {}
                _ => return Ok(Some((key, group))),
            }
            let Some(Reverse((_, next))) = self.heap.pop() else { return Ok(Some((key, group))) };
            run = next;
        }
    }

    fn advance(&mut self, at: usize) -> Result<(), SearchError> {
        let (Some(run), Some(head)) = (self.runs.get_mut(at), self.heads.get_mut(at)) else { return Ok(()) };
        if run.left > 0 {
            run.left -= 1;
            let entry = E::take(run)?;
            self.heap.push(Reverse((entry.key().to_owned(), at)));
            *head = Some(entry);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Merge, Room, RunReader, put_text};
    use crate::search::error::SearchError;

    struct Word(String);

    impl Entry for Word {
        fn put(&self, out: &mut Vec<u8>) {
            put_text(out, &self.0);
        }
        fn take(input: &mut RunReader) -> Result<Self, SearchError> {
            Ok(Self(input.text()?))
        }
        fn key(&self) -> &str {
            &self.0
        }
    }

    #[test]
    fn runs_become_one_order_again() {
        let folder = tempfile::tempdir().expect("a folder");
        for room in [Room::Memory, Room::Folder(folder.path().to_owned())] {
            let runs = [["a", "b", "b"].as_slice(), &["b", "d"], &[]];
            let runs = runs.map(|words| room.run(words.iter().map(|w| Word((*w).to_owned()))).expect("room"));
            let mut merge = Merge::<Word>::new(runs.into()).expect("runs");
            let mut found = Vec::new();
            while let Some((key, group)) = merge.next().expect("whole") {
                found.push((key, group.len()));
            }
            assert_eq!(found, [("a".to_owned(), 1), ("b".to_owned(), 3), ("d".to_owned(), 1)]);
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing stays behind");
    }
}
