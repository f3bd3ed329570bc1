//! An index with every kind of damage: refused, or as good as a whole one; and one that lies with right checksums: any
//! answer, but never a panic.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::sample::{Index as Place, select};
use proptest::{prop_assert, proptest};

use super::build::IndexWriter;
use super::bytes::put_varint;
use super::file::{Footer, MAGIC, Section, Source};
use super::tests::{SMALL, now, query, seed, stamp};
use super::{Around, Hit, Index};

/// Queries that read lists of every length, sets of broad beginnings and names.
const TYPED: [&str; 8] = ["асарел", "а", "медет мини", "jeljo", "на ", "асраел", "с го", "„средна гора“"];

/// A whole index of a few documents.
fn whole() -> Vec<u8> {
    let mut writer = IndexWriter::with_limits(None, SMALL).expect("in memory");
    for document in &seed() {
        writer.add(document).expect("in memory");
    }
    match writer.finish(&stamp()).expect("in memory").source {
        Source::Memory(bytes) => bytes,
        Source::File(_) => unreachable!("no folder was given"),
    }
}

/// Every answer to a few queries, or that one was refused.
fn answers(bytes: Vec<u8>) -> Option<Vec<Vec<Hit>>> {
    let index = Index::of_source(Source::Memory(bytes), &stamp()).ok()?;
    let around = Around { now: now(), hidden: &|_| false, texts: &|_| Vec::new() };
    let answer = |text: &&str| index.search(&query(text), &around).map(|answer| answer.hits).ok();
    TYPED.iter().map(answer).collect()
}

#[test]
fn a_changed_bit_is_refused_or_harmless() {
    let whole = whole();
    let expected = answers(whole.clone());
    assert!(expected.as_ref().is_some_and(|answers| answers.iter().any(|hits| !hits.is_empty())));
    let mut refused = 0;
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        match answers(bytes) {
            None => refused += 1,
            found => assert_eq!(found, expected, "byte {at} is changed and nobody saw it"),
        }
    }
    assert!(refused * 2 > whole.len(), "{refused} of {} seen", whole.len());
}

#[test]
fn what_is_cut_off_is_refused() {
    let whole = whole();
    for length in 0..whole.len() {
        let cut = Index::of_source(Source::Memory(whole[..length].to_vec()), &stamp());
        assert!(cut.is_err(), "cut off at {length}");
    }
}

/// The parts of the whole index, in the order of the file.
fn sections() -> (Footer, Vec<Vec<u8>>) {
    let source = Source::Memory(whole());
    let footer = Footer::read(&source).expect("whole");
    let parts = footer.extents.iter().map(|extent| source.read(extent.offset, extent.bytes).expect("whole"));
    let parts = parts.collect();
    (footer, parts)
}

/// A file of these parts with right checksums.
fn file(mut footer: Footer, parts: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for (extent, part) in footer.extents.iter_mut().zip(parts) {
        (extent.offset, extent.bytes, extent.sum) = (bytes.len() as u64, part.len() as u64, crc32fast::hash(part));
        bytes.extend(part);
    }
    bytes.extend(footer.encode());
    bytes
}

/// The sections whose meaning is ours; the dictionary's is the library's, and guarded by its checksum alone.
fn ours() -> Vec<Section> {
    Section::ALL.into_iter().filter(|section| *section != Section::Keys).collect()
}

#[test]
fn parts_that_are_exchanged_or_empty_are_no_panic() {
    let (footer, parts) = sections();
    assert_eq!(answers(file(footer.clone(), &parts)), answers(whole()));
    for one in ours() {
        let mut without = parts.clone();
        without[one as usize].clear();
        let _ = answers(file(footer.clone(), &without));
        for other in ours() {
            let mut exchanged = parts.clone();
            exchanged.swap(one as usize, other as usize);
            let _ = answers(file(footer.clone(), &exchanged));
        }
    }
}

#[test]
fn huge_numbers_take_no_memory() {
    let (footer, parts) = sections();
    let mut huge = Vec::new();
    put_varint(&mut huge, u64::MAX >> 2);
    for section in ours() {
        let mut parts = parts.clone();
        parts[section as usize] = huge.repeat(3);
        let _ = answers(file(footer.clone(), &parts));
    }
    // A term that says every document has it, in a list as long as the disk.
    let mut parts = parts;
    parts[Section::Terms as usize].fill(0xff);
    assert_eq!(answers(file(footer, &parts)), None);
}

proptest! {
    #[test]
    fn lies_with_right_checksums_are_no_panic(
        section in select(ours()),
        changes in vec((proptest::arbitrary::any::<Place>(), proptest::arbitrary::any::<u8>()), 1..9),
        length in proptest::option::of(proptest::arbitrary::any::<Place>()),
    ) {
        let (footer, mut parts) = sections();
        let part = &mut parts[section as usize];
        for (place, byte) in changes {
            if !part.is_empty() {
                let at = place.index(part.len());
                part[at] = byte;
            }
        }
        if let Some(length) = length {
            part.truncate(length.index(part.len() + 1));
        }
        let known: BTreeSet<_> = seed().iter().map(|document| document.id).collect();
        for hit in answers(file(footer, &parts)).into_iter().flatten().flatten() {
            prop_assert!(section == Section::Columns || known.contains(&hit.id), "{hit:?}");
        }
    }
}
