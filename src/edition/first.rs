//! The values that a first screen reads, once more in one small file beside the database: that screen can then be drawn
//! before sled is open. Never needed: what is not in it, or does not check out, is read from the database.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::codec::FORMAT;
use super::layout::Tree;
use super::manifest::Manifest;
use super::read::{Edition, ReadError};
use super::selection::{Selection, Time};
use crate::content::{Civil, Kind};
use crate::text::Lang;

/// A larger file costs more than it gains.
const LIMIT: usize = 512 << 10;

/// So many rows of a list stand on a first screen at most.
const ROWS: usize = 8;

/// In so many days after the publication the first screen is still found here: the list of coming events moves on.
const DAYS: [i32; 6] = [0, 1, 3, 7, 14, 28];

/// Values in their envelopes, by tree and key.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct First(BTreeMap<(Tree, Vec<u8>), Vec<u8>>);

impl First {
    /// The value in its envelope; nothing if it has to be read from the database.
    pub(super) fn get(&self, tree: Tree, key: &[u8]) -> Option<&[u8]> {
        self.0.get(&(tree, key.to_vec())).map(Vec::as_slice)
    }

    /// Notes a value that was read.
    pub(super) fn note(&mut self, tree: Tree, key: &[u8], value: &[u8]) {
        self.0.insert((tree, key.to_vec()), value.to_vec());
    }

    /// The file in an edition's folder, if it is whole and belongs to the edition.
    pub(super) fn open(folder: &Path, manifest: &Manifest) -> Option<Self> {
        let mut bytes = Vec::new();
        File::open(path(folder)).ok()?.take(LIMIT as u64 + 1).read_to_end(&mut bytes).ok()?;
        Self::read(&bytes, manifest)
    }

    /// Writes the file; the caller syncs. A file that would be too large is left out.
    pub(super) fn write(&self, folder: &Path, manifest: &Manifest) -> io::Result<()> {
        let bytes = self.bytes(manifest);
        if bytes.len() > LIMIT { Ok(()) } else { File::create(path(folder))?.write_all(&bytes) }
    }

    /// Format, digest, then tree, key and value of each; each of these but the first with its length before it (u32, little
    /// endian), a tree as its place in [`Tree::all`]. Last a CRC-32 of it all.
    fn bytes(&self, manifest: &Manifest) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        let mut put = |part: &[u8]| {
            bytes.extend((part.len() as u32).to_le_bytes());
            bytes.extend(part);
        };
        put(manifest.digest.as_bytes());
        for ((tree, key), value) in &self.0 {
            put(&[tree.index() as u8]);
            put(key);
            put(value);
        }
        let sum = crc32fast::hash(&bytes);
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    fn read(bytes: &[u8], manifest: &Manifest) -> Option<Self> {
        let (content, sum) = bytes.split_last_chunk()?;
        if bytes.len() > LIMIT || crc32fast::hash(content) != u32::from_le_bytes(*sum) {
            return None;
        }
        let (format, mut rest) = content.split_first()?;
        let mut part = || {
            let (length, after) = rest.split_first_chunk()?;
            let (part, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = after;
            Some(part)
        };
        if *format != FORMAT || part()? != manifest.digest.as_bytes() {
            return None;
        }
        let trees: Vec<Tree> = Tree::all().collect();
        let mut first = Self::default();
        while let Some(tree) = part() {
            first.note(*trees.get(usize::from(*tree.first()?))?, part()?, part()?);
        }
        Some(first)
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("first")
}

/// Asks `edition` what a first screen asks it, on the day of its publication and on days after it.
pub(super) fn ask(edition: &Edition) -> Result<(), ReadError> {
    let published = edition.manifest().published;
    for days in DAYS {
        let now = Civil { day: published.day.plus_days(days).unwrap_or(published.day), ..published };
        for lang in Lang::ALL {
            if let Some(id) = edition.kiosk().home.as_ref().map(|home| edition.find(home)).transpose()?.flatten() {
                edition.hidden(id, now)?;
                edition.card(id)?;
            }
            let events = Selection::all(Kind::Event, lang);
            let selections = [
                Selection::all(Kind::Article, lang),
                Selection { time: Time::Upcoming, ..events.clone() },
                Selection { time: Time::Past, ..events },
            ];
            for selection in selections {
                edition.rows(&edition.list(&selection, now)?, 0..ROWS)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::sample::Index;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::First;
    use crate::content::{Civil, Day, Kind, Origin};
    use crate::edition::Manifest;
    use crate::edition::layout::Tree;

    fn manifest(digest: &str) -> Manifest {
        let day = Day::new(2026, 11, 22).expect("a day");
        let published = Civil::new(day, 9, 5).expect("a time");
        let (version, digest) = ("0.1.0".to_owned(), digest.to_owned());
        let (counts, trees, origin) = (Vec::new(), Vec::new(), Origin::Folder);
        Manifest { number: 7, published, version, origin, counts, drafts: 0, digest, trees }
    }

    fn some() -> First {
        let mut first = First::default();
        first.note(Tree::Meta, b"kiosk", &[1; 300]);
        first.note(Tree::Cards(Kind::Page), &[0; 4], b"");
        first
    }

    #[test]
    fn what_is_written_is_read_for_its_edition_only() {
        let bytes = some().bytes(&manifest("0badcafe-12"));
        assert_eq!(First::read(&bytes, &manifest("0badcafe-12")), Some(some()));
        assert_eq!(First::read(&bytes, &manifest("0badcafe-13")), None);
        assert_eq!(First::read(&[], &manifest("0badcafe-12")), None);
    }

    proptest! {
        #[test]
        fn a_changed_byte_or_a_cut_is_noticed(at in any::<Index>(), bit in 0_u8..8) {
            let manifest = manifest("0badcafe-12");
            let whole = some().bytes(&manifest);
            let at = at.index(whole.len());
            let mut changed = whole.clone();
            changed[at] ^= 1 << bit;
            prop_assert!(First::read(&changed, &manifest).is_none());
            prop_assert_eq!(First::read(&whole[..at], &manifest), None);
        }
    }
}
