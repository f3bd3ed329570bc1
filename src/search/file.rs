//! The index file: where its sections are, and how they are read and checked. `docs/SEARCH.md` draws it byte by byte.
//! Never maps the file into memory: a disk that fails gives an error here, not a signal.

use std::fs::File;
use std::io;
use std::num::NonZero;
use std::os::unix::fs::FileExt;

use super::bytes::Bytes;
use super::error::SearchError;

/// What the file begins with: the name and the version of the format.
pub(super) const MAGIC: &[u8; 16] = b"MEGDANSEARCH\x03\0\0\0";

/// The version of what words become: raised whenever folding, keys or stems change, so that no old index is asked.
pub(super) const ANALYSER: u32 = 1;

/// What the file ends with, after the footer's length and checksum.
pub(super) const END: &[u8; 8] = b"ENDINDEX";

/// Length, checksum, [`END`].
const TAIL: u64 = 16;

/// The most bytes of a footer.
const FOOTER_LIMIT: u32 = 4 << 10;

/// The most bytes of one read: nothing in an index of ten million records is longer.
const READ_LIMIT: u64 = 1 << 30;

/// The parts of the file, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The posting lists. Each has checksums of its own.
    Postings,
    /// For each broad beginning the set of its documents. Each has a checksum of its own.
    Broad,
    /// The names of the documents as stem numbers, in blocks with checksums of their own.
    Names,
    /// A fixed entry for each stem.
    Terms,
    /// A fixed entry for each document.
    Columns,
    /// The dictionary: keys to stems.
    Keys,
    /// The stems of keys that have several.
    Lists,
    /// The sets of clusters that documents belong to.
    Clusters,
    /// The broad beginnings: the table of [`Section::Broad`].
    BroadTable,
    /// Where the blocks of [`Section::Names`] begin.
    NamesTable,
}

impl Section {
    /// Every section, in the order of the file.
    pub(super) const ALL: [Self; 10] = [
        Self::Postings,
        Self::Broad,
        Self::Names,
        Self::Terms,
        Self::Columns,
        Self::Keys,
        Self::Lists,
        Self::Clusters,
        Self::BroadTable,
        Self::NamesTable,
    ];
}

/// Where a section is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) offset: u64,
    pub(super) bytes: u64,
    /// Of the whole section; 0 for the sections whose parts have their own.
    pub(super) sum: u32,
}

/// What the end of the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Footer {
    pub(super) analyser: u32,
    pub(super) edition: u64,
    /// The digest of the edition's content.
    pub(super) digest: Vec<u8>,
    pub(super) documents: u32,
    pub(super) stems: u32,
    /// The mean lengths, in words × 16, of strong and body texts.
    pub(super) mean: [u32; 2],
    pub(super) extents: [Extent; Section::ALL.len()],
}

impl Footer {
    pub(super) fn extent(&self, section: Section) -> Extent {
        self.extents.get(section as usize).copied().unwrap_or_default()
    }

    /// The footer with what follows it.
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend(self.analyser.to_le_bytes());
        out.extend(self.edition.to_le_bytes());
        out.push(self.digest.len() as u8);
        out.extend(self.digest.iter().take(usize::from(u8::MAX)));
        for number in [self.documents, self.stems, self.mean[0], self.mean[1]] {
            out.extend(number.to_le_bytes());
        }
        for extent in &self.extents {
            out.extend(extent.offset.to_le_bytes());
            out.extend(extent.bytes.to_le_bytes());
            out.extend(extent.sum.to_le_bytes());
        }
        let sum = crc32fast::hash(&out);
        out.extend((out.len() as u32).to_le_bytes());
        out.extend(sum.to_le_bytes());
        out.extend(END);
        out
    }

    fn decode(bytes: &[u8]) -> Result<Self, SearchError> {
        let mut rest = Bytes(bytes);
        let (analyser, edition) = (rest.u32()?, rest.u64()?);
        let length = rest.u8()?;
        let digest = rest.take(usize::from(length))?.to_vec();
        let (documents, stems, mean) = (rest.u32()?, rest.u32()?, [rest.u32()?, rest.u32()?]);
        let mut extents = [Extent::default(); Section::ALL.len()];
        for extent in &mut extents {
            *extent = Extent { offset: rest.u64()?, bytes: rest.u64()?, sum: rest.u32()? };
        }
        if !rest.is_empty() {
            return Err(SearchError::damaged("the footer is too long"));
        }
        Ok(Self { analyser, edition, digest, documents, stems, mean, extents })
    }

    /// Reads and checks the footer: the sections follow each other without gaps and fill the file.
    pub(super) fn read(source: &Source) -> Result<Self, SearchError> {
        let size = source.size()?;
        let start = MAGIC.len() as u64;
        if size < start + TAIL || source.read(0, start)? != MAGIC {
            return Err(SearchError::Other("it is of another version, or no index at all".to_owned()));
        }
        let tail = source.read(size - TAIL, TAIL)?;
        let mut rest = Bytes(&tail);
        let (length, sum) = (rest.u32()?, rest.u32()?);
        let at = (size - TAIL).checked_sub(u64::from(length)).filter(|at| *at >= start);
        let (Some(at), true, true) = (at, length <= FOOTER_LIMIT, rest.0 == END) else {
            return Err(SearchError::damaged("its end is missing"));
        };
        let bytes = source.read(at, u64::from(length))?;
        if crc32fast::hash(&bytes) != sum {
            return Err(SearchError::damaged("its footer has another checksum"));
        }
        let footer = Self::decode(&bytes)?;
        let mut next = start;
        for extent in &footer.extents {
            if extent.offset != next {
                return Err(SearchError::damaged("its sections do not follow each other"));
            }
            next = next.checked_add(extent.bytes).ok_or_else(|| SearchError::damaged("a section is too long"))?;
        }
        if next == at { Ok(footer) } else { Err(SearchError::damaged("its sections do not fill it")) }
    }
}

/// Where the bytes of an index are.
#[derive(Debug)]
pub(super) enum Source {
    /// In a file, read at positions.
    File(File),
    /// In memory: editions that are in memory themselves, and tests.
    Memory(Vec<u8>),
}

impl Source {
    pub(super) fn size(&self) -> Result<u64, SearchError> {
        match self {
            Self::File(file) => Ok(file.metadata()?.len()),
            Self::Memory(bytes) => Ok(bytes.len() as u64),
        }
    }

    /// `count` bytes from `offset` on.
    pub(super) fn read(&self, offset: u64, count: u64) -> Result<Vec<u8>, SearchError> {
        if count > READ_LIMIT {
            return Err(SearchError::damaged("a part is too long"));
        }
        match self {
            Self::File(file) => {
                let mut bytes = vec![0; count as usize];
                file.read_exact_at(&mut bytes, offset).map_err(|error| match error.kind() {
                    io::ErrorKind::UnexpectedEof => SearchError::damaged("it is cut off"),
                    _ => SearchError::Io(error),
                })?;
                Ok(bytes)
            }
            Self::Memory(bytes) => {
                let end = offset.checked_add(count).map(|end| end as usize);
                end.and_then(|end| bytes.get(offset as usize..end))
                    .map(<[u8]>::to_vec)
                    .ok_or_else(|| SearchError::damaged("it is cut off"))
            }
        }
    }

    /// Says that these bytes will be read, so that a disk is asked for many parts at once and not for one after the other.
    pub(super) fn announce(&self, offset: u64, count: u64) {
        if let (Self::File(file), Some(count)) = (self, NonZero::new(count)) {
            // Advice: without it everything is read all the same.
            let _ = rustix::fs::fadvise(file, offset, Some(count), rustix::fs::Advice::WillNeed);
        }
    }

    /// A whole section that has one checksum.
    pub(super) fn section(&self, footer: &Footer, section: Section) -> Result<Vec<u8>, SearchError> {
        let extent = footer.extent(section);
        if extent.offset.saturating_add(extent.bytes) > self.size()? {
            return Err(SearchError::damaged("it is cut off"));
        }
        let bytes = self.read(extent.offset, extent.bytes)?;
        if crc32fast::hash(&bytes) == extent.sum {
            Ok(bytes)
        } else {
            Err(SearchError::Damaged(format!("section {section:?} has another checksum")))
        }
    }
}
