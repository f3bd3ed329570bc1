//! Where a new index goes: section after section, each with its checksum, then the footer. Gives back what was written, for
//! what is computed from it.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::super::error::SearchError;
use super::super::file::{Extent, Footer, MAGIC, Section, Source};

enum Sink {
    File(BufWriter<File>),
    Memory(Vec<u8>),
}

/// An index that is being written.
pub(super) struct Output {
    sink: Sink,
    position: u64,
    started: u64,
    sum: crc32fast::Hasher,
    extents: Vec<Extent>,
}

impl Output {
    pub(super) fn file(path: &Path) -> Result<Self, SearchError> {
        let file = File::options().read(true).write(true).create(true).truncate(true).open(path)?;
        Self::new(Sink::File(BufWriter::with_capacity(256 << 10, file)))
    }

    pub(super) fn memory() -> Result<Self, SearchError> {
        Self::new(Sink::Memory(Vec::new()))
    }

    fn new(sink: Sink) -> Result<Self, SearchError> {
        let mut output = Self { sink, position: 0, started: 0, sum: crc32fast::Hasher::new(), extents: Vec::new() };
        output.put(MAGIC)?;
        output.begin();
        Ok(output)
    }

    /// Appends bytes to the section.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<(), SearchError> {
        match &mut self.sink {
            Sink::File(file) => file.write_all(bytes)?,
            Sink::Memory(all) => all.extend_from_slice(bytes),
        }
        self.sum.update(bytes);
        self.position += bytes.len() as u64;
        Ok(())
    }

    /// The next byte's place in the section.
    pub(super) fn offset(&self) -> u64 {
        self.position - self.started
    }

    /// Ends a section; the next one begins here.
    pub(super) fn end(&mut self, section: Section) {
        debug_assert_eq!(Section::ALL.get(self.extents.len()), Some(&section), "sections have an order");
        let extent =
            Extent { offset: self.started, bytes: self.offset(), sum: std::mem::take(&mut self.sum).finalize() };
        self.extents.push(extent);
        self.begin();
    }

    fn begin(&mut self) {
        self.started = self.position;
        self.sum = crc32fast::Hasher::new();
    }

    /// The bytes of `section`, which has ended, from `offset` on.
    pub(super) fn read(&mut self, section: Section, offset: u64, count: u64) -> Result<Vec<u8>, SearchError> {
        use std::os::unix::fs::FileExt;
        let start = self.extents.get(section as usize).map_or(0, |extent| extent.offset) + offset;
        match &mut self.sink {
            Sink::File(file) => {
                file.flush()?;
                let mut bytes = vec![0; count as usize];
                file.get_ref().read_exact_at(&mut bytes, start)?;
                Ok(bytes)
            }
            Sink::Memory(all) => {
                let range = start as usize..(start + count) as usize;
                all.get(range).map(<[u8]>::to_vec).ok_or_else(|| SearchError::damaged("a part is not yet written"))
            }
        }
    }

    /// Writes the footer, with where the sections are.
    pub(super) fn close(&mut self, mut footer: Footer) -> Result<(), SearchError> {
        for (extent, written) in footer.extents.iter_mut().zip(&self.extents) {
            *extent = *written;
        }
        let bytes = footer.encode();
        self.put(&bytes)
    }

    /// The whole index; in a file, brought to the disk.
    pub(super) fn into_source(self) -> Result<Source, SearchError> {
        match self.sink {
            Sink::File(file) => {
                let file = file.into_inner().map_err(|error| SearchError::Io(error.into_error()))?;
                file.sync_all()?;
                Ok(Source::File(file))
            }
            Sink::Memory(bytes) => Ok(Source::Memory(bytes)),
        }
    }
}
