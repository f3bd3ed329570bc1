//! What a builder has gathered, sorted, as runs: in files while an index is built for a folder, in memory otherwise. Merges
//! the runs again, one key at a time. Never holds more than one key of each run.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::bytes::put_varint;
use super::error::SearchError;

/// What can be written into a run.
pub(super) trait Put {
    /// Appends the entry: its key, as by [`put_text`], then what stands under it.
    fn put(&self, out: &mut Vec<u8>);
}

/// What stands under a key.
pub(super) trait Entry: Sized {
    /// Reads what was written behind the key.
    fn take(input: &mut RunReader) -> Result<Self, SearchError>;
}

/// Where runs are kept until they are merged.
#[derive(Clone, Debug)]
pub(super) enum Room {
    /// In files of this folder, which go away as soon as they are closed.
    Folder(PathBuf),
    /// In memory.
    Memory,
}

/// Bytes of a run that are held while it is merged, and while it is written.
const BUFFER: usize = 16 << 10;

/// A finished run, at its beginning.
pub(super) struct RunReader {
    /// Nothing once all is in the buffer.
    file: Option<File>,
    buffer: Vec<u8>,
    at: usize,
    left: u64,
}

impl Room {
    /// Writes `entries`, which are sorted, as a run.
    pub(super) fn run<E: Put>(&self, entries: impl Iterator<Item = E>) -> Result<RunReader, SearchError> {
        let mut file = match self {
            Self::Memory => None,
            Self::Folder(folder) => Some(Self::scratch(folder)?),
        };
        let mut left = 0;
        let mut buffer = Vec::new();
        for entry in entries {
            entry.put(&mut buffer);
            left += 1;
            if let Some(file) = file.as_mut().filter(|_| buffer.len() >= BUFFER) {
                file.write_all(&buffer)?;
                buffer.clear();
            }
        }
        if let Some(file) = &mut file {
            file.write_all(&buffer)?;
            file.rewind()?;
            buffer = Vec::new();
        }
        Ok(RunReader { file, buffer, at: 0, left })
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

    #[inline]
    pub(super) fn byte(&mut self) -> Result<u8, SearchError> {
        if let Some(byte) = self.buffer.get(self.at) {
            self.at += 1;
            return Ok(*byte);
        }
        self.fill()?;
        self.at = 1;
        self.buffer.first().copied().ok_or_else(|| SearchError::damaged("a run is cut off"))
    }

    pub(super) fn text(&mut self) -> Result<String, SearchError> {
        let length = self.varint()? as usize;
        let bytes = match self.buffer.get(self.at..self.at + length) {
            Some(bytes) => {
                self.at += length;
                bytes.to_vec()
            }
            None => (0..length).map(|_| self.byte()).collect::<Result<_, _>>()?,
        };
        String::from_utf8(bytes).map_err(|_| SearchError::damaged("a key of a run is no text"))
    }

    /// The next bytes of the file.
    fn fill(&mut self) -> Result<(), SearchError> {
        self.buffer.clear();
        if let Some(file) = &mut self.file {
            self.buffer.reserve_exact(BUFFER);
            Read::by_ref(file).take(BUFFER as u64).read_to_end(&mut self.buffer)?;
        }
        Ok(())
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
            let key = run.text()?;
            *head = Some(E::take(run)?);
            self.heap.push(Reverse((key, at)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Merge, Put, Room, RunReader, put_text};
    use crate::search::error::SearchError;

    struct Word<'a>(&'a str, u8);

    impl Put for Word<'_> {
        fn put(&self, out: &mut Vec<u8>) {
            put_text(out, self.0);
            out.push(self.1);
        }
    }

    struct Number(u8);

    impl Entry for Number {
        fn take(input: &mut RunReader) -> Result<Self, SearchError> {
            Ok(Self(input.byte()?))
        }
    }

    #[test]
    fn runs_become_one_order_again() {
        let folder = tempfile::tempdir().expect("a folder");
        for room in [Room::Memory, Room::Folder(folder.path().to_owned())] {
            // A key that is longer than a buffer, too.
            let long = "c".repeat(40_000);
            let runs = [[("a", 1), ("b", 2), ("b", 3)].as_slice(), &[("b", 4), (&long, 5), ("d", 6)], &[]];
            let runs = runs.map(|words| room.run(words.iter().map(|(word, n)| Word(word, *n))).expect("room"));
            let mut merge = Merge::<Number>::new(runs.into()).expect("runs");
            let mut found = Vec::new();
            while let Some((key, group)) = merge.next().expect("whole") {
                found.push((key, group.iter().map(|number| number.0).collect::<Vec<_>>()));
            }
            let expected = [("a", vec![1]), ("b", vec![2, 3, 4]), (&long, vec![5]), ("d", vec![6])];
            assert_eq!(found, expected.map(|(key, group)| (key.to_owned(), group)));
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing stays behind");
    }
}
