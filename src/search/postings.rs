//! One posting list as bytes: which documents a word is in, and how often. Blocks of 128 documents, differences and
//! counts bit-packed, a skip entry for each block, the rest as varints. Never positions: adjacency is judged on names.
//!
//! A list shorter than a block is `checksum, varints`. A longer one is `checksum of the skip entries, skip entries,
//! blocks, varints`; a skip entry is the block's last document, the block's end and the block's checksum, 12 bytes.

use bitpacking::{BitPacker, BitPacker4x};

use super::bytes::{Bytes, put_varint, u32_at};
use super::error::SearchError;
use super::file::Source;

/// Documents of a block.
pub(super) const BLOCK: usize = 128;

/// Bytes of a skip entry.
const SKIP: usize = 12;

/// Bytes of a checksum.
const SUM: usize = 4;

/// Up to this many bytes a list is read at once, even if only a few of its documents are asked for: one read of a few
/// pages costs no more than a read of one.
const READ_WHOLE: u64 = 16 << 10;

/// A document and how often the word is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub(super) document: u32,
    /// 1 to 255; more counts as 255.
    pub(super) count: u8,
}

/// Where a list stands in the postings section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) offset: u64,
    pub(super) bytes: u64,
    /// The number of documents.
    pub(super) documents: u32,
}

/// Appends the list; `postings` are in ascending order of documents, each once.
pub(super) fn encode(postings: &[Posting], out: &mut Vec<u8>) {
    let (blocks, tail) = postings.as_chunks::<BLOCK>();
    let mut packed = Vec::new();
    let mut skips = Vec::new();
    let mut before = 0;
    for block in blocks {
        let start = packed.len();
        encode_block(block, before, &mut packed);
        before = block[BLOCK - 1].document;
        push_skip(&mut skips, before, &packed, start);
    }
    let start = packed.len();
    for posting in tail {
        put_varint(&mut packed, u64::from(posting.document - before));
        packed.push(posting.count);
        before = posting.document;
    }
    if blocks.is_empty() {
        out.extend(crc32fast::hash(&packed).to_le_bytes());
    } else {
        if !tail.is_empty() {
            push_skip(&mut skips, before, &packed, start);
        }
        out.extend(crc32fast::hash(&skips).to_le_bytes());
        out.extend(skips);
    }
    out.extend(packed);
}

fn push_skip(skips: &mut Vec<u8>, last: u32, packed: &[u8], start: usize) {
    skips.extend(last.to_le_bytes());
    skips.extend((packed.len() as u32).to_le_bytes());
    skips.extend(crc32fast::hash(packed.get(start..).unwrap_or_default()).to_le_bytes());
}

fn encode_block(block: &[Posting; BLOCK], before: u32, out: &mut Vec<u8>) {
    let packer = BitPacker4x::new();
    let mut differences = [0; BLOCK];
    let mut counts = [0; BLOCK];
    let mut last = before;
    for ((posting, difference), count) in block.iter().zip(&mut differences).zip(&mut counts) {
        *difference = posting.document - last;
        *count = u32::from(posting.count);
        last = posting.document;
    }
    let mut buffer = [0; BLOCK * 4];
    let bits = [packer.num_bits(&differences), packer.num_bits(&counts)];
    out.extend(bits);
    for (values, bits) in [&differences, &counts].into_iter().zip(bits) {
        let length = packer.compress(values, &mut buffer, bits);
        out.extend(buffer.iter().take(length));
    }
}

/// Every posting of the list, in ascending order of documents.
pub(super) fn read_all(source: &Source, place: Place) -> Result<Vec<Posting>, SearchError> {
    let bytes = source.read(place.offset, place.bytes)?;
    decode(&bytes, place.documents)
}

/// Every posting of a list's bytes.
pub(super) fn decode(bytes: &[u8], documents: u32) -> Result<Vec<Posting>, SearchError> {
    let mut out = Vec::new();
    blocks(bytes, documents, |block| {
        if out.is_empty() {
            out.reserve(documents.min(1 << 20) as usize);
        }
        out.extend_from_slice(block);
        Ok(())
    })?;
    Ok(out)
}

/// Gives the postings of a list's bytes block by block, in ascending order of documents: of a word that most documents
/// have, all together take more memory than a query may.
pub(super) fn blocks(
    bytes: &[u8],
    documents: u32,
    mut give: impl FnMut(&[Posting]) -> Result<(), SearchError>,
) -> Result<(), SearchError> {
    let layout = Layout::of(documents);
    let mut rest = Bytes(bytes);
    let sum = rest.u32()?;
    let skips = rest.take(layout.skips * SKIP)?;
    let mut block = Vec::with_capacity(BLOCK);
    if layout.skips == 0 {
        confirm(rest.0, sum)?;
        decode_tail(&mut rest, 0, layout.tail, &mut block)?;
        give(&block)?;
    } else {
        confirm(skips, sum)?;
    }
    let (mut before, mut start, mut done) = (0, 0, 0);
    for skip in skips.chunks_exact(SKIP) {
        let (last, end, sum) = (u32_at(skip, 0), u32_at(skip, 4) as usize, u32_at(skip, 8));
        let part = rest.take(end.checked_sub(start).ok_or_else(disordered)?)?;
        confirm(part, sum)?;
        block.clear();
        decode_part(part, before, layout.length(done), &mut block)?;
        give(&block)?;
        (before, start, done) = (last, end, done + block.len());
    }
    if rest.is_empty() { Ok(()) } else { Err(disordered()) }
}

/// How often the word is in each of `wanted` (ascending); 0 where it is not. Reads only the blocks it needs.
pub(super) fn probe(source: &Source, place: Place, wanted: &[u32]) -> Result<Vec<u8>, SearchError> {
    let layout = Layout::of(place.documents);
    if place.bytes <= READ_WHOLE || layout.skips == 0 || wanted.len() * 4 > layout.skips {
        return Ok(pick(&read_all(source, place)?, wanted));
    }
    let head = (SUM + layout.skips * SKIP) as u64;
    let table = source.read(place.offset, head.min(place.bytes))?;
    let mut rest = Bytes(&table);
    let sum = rest.u32()?;
    let skips = rest.take(layout.skips * SKIP)?;
    confirm(skips, sum)?;
    let skip = |at: usize| (u32_at(skips, at * SKIP), u64::from(u32_at(skips, at * SKIP + 4)));
    let mut counts = vec![0; wanted.len()];
    let (mut from, mut at) = (0, 0);
    while let Some(first) = wanted.get(from) {
        while at < layout.skips && skip(at).0 < *first {
            at += 1;
        }
        if at == layout.skips {
            break;
        }
        let (last, end) = skip(at);
        let (before, start) = if at == 0 { (0, 0) } else { skip(at - 1) };
        let length = end.checked_sub(start).filter(|_| head + end <= place.bytes).ok_or_else(disordered)?;
        let block = source.read(place.offset + head + start, length)?;
        confirm(&block, u32_at(skips, at * SKIP + 8))?;
        let mut postings = Vec::with_capacity(BLOCK);
        decode_part(&block, before, layout.length(at * BLOCK), &mut postings)?;
        let to = from + wanted.iter().skip(from).take_while(|document| **document <= last).count();
        let found = pick(&postings, wanted.get(from..to).unwrap_or_default());
        for (count, found) in counts.iter_mut().skip(from).zip(found) {
            *count = found;
        }
        from = to;
    }
    Ok(counts)
}

/// The counts of `wanted` in `postings`, both ascending.
fn pick(postings: &[Posting], wanted: &[u32]) -> Vec<u8> {
    let mut rest = postings;
    wanted
        .iter()
        .map(|document| {
            let skipped = gallop(rest, *document);
            rest = rest.get(skipped..).unwrap_or_default();
            rest.first().filter(|posting| posting.document == *document).map_or(0, |posting| posting.count)
        })
        .collect()
}

/// How many postings stand before `document`; fast if it is few.
fn gallop(postings: &[Posting], document: u32) -> usize {
    let mut reach = 1;
    while postings.get(reach).is_some_and(|posting| posting.document < document) {
        reach *= 2;
    }
    let near = postings.get(reach / 2..postings.len().min(reach + 1)).unwrap_or_default();
    reach / 2 + near.partition_point(|posting| posting.document < document)
}

/// How a list of so many documents is cut.
struct Layout {
    documents: usize,
    skips: usize,
    tail: usize,
}

impl Layout {
    fn of(documents: u32) -> Self {
        let documents = documents as usize;
        let (blocks, tail) = (documents / BLOCK, documents % BLOCK);
        let skips = if blocks == 0 { 0 } else { blocks + usize::from(tail > 0) };
        Self { documents, skips, tail }
    }

    /// The documents of the block that begins at `done`.
    fn length(&self, done: usize) -> usize {
        self.documents.saturating_sub(done).min(BLOCK)
    }
}

fn decode_part(bytes: &[u8], before: u32, length: usize, out: &mut Vec<Posting>) -> Result<(), SearchError> {
    let mut rest = Bytes(bytes);
    if length < BLOCK {
        return decode_tail(&mut rest, before, length, out);
    }
    let (difference_bits, count_bits) = (rest.u8()?, rest.u8()?);
    if difference_bits > 32 || count_bits > 8 {
        return Err(SearchError::damaged("a block has numbers that are too wide"));
    }
    let packer = BitPacker4x::new();
    let (mut differences, mut counts) = ([0; BLOCK], [0; BLOCK]);
    for (values, bits) in [(&mut differences, difference_bits), (&mut counts, count_bits)] {
        packer.decompress(rest.take(BitPacker4x::compressed_block_size(bits))?, values, bits);
    }
    let mut document = before;
    for (difference, count) in differences.into_iter().zip(counts) {
        document = document.wrapping_add(difference);
        out.push(Posting { document, count: count as u8 });
    }
    Ok(())
}

fn decode_tail(rest: &mut Bytes<'_>, before: u32, length: usize, out: &mut Vec<Posting>) -> Result<(), SearchError> {
    let mut document = before;
    for _ in 0..length {
        document = document.checked_add(rest.varint_u32()?).ok_or_else(disordered)?;
        out.push(Posting { document, count: rest.u8()? });
    }
    Ok(())
}

fn confirm(bytes: &[u8], sum: u32) -> Result<(), SearchError> {
    if crc32fast::hash(bytes) == sum { Ok(()) } else { Err(SearchError::damaged("a list has another checksum")) }
}

fn disordered() -> SearchError {
    SearchError::damaged("a list is not in order")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::btree_map;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::{Place, Posting, decode, encode, probe, read_all};
    use crate::search::file::Source;

    fn list(documents: &BTreeMap<u32, u8>) -> (Source, Place, Vec<Posting>) {
        let postings: Vec<Posting> =
            documents.iter().map(|(document, count)| Posting { document: *document, count: *count }).collect();
        let mut bytes = vec![7; 3];
        encode(&postings, &mut bytes);
        let place = Place { offset: 3, bytes: bytes.len() as u64 - 3, documents: postings.len() as u32 };
        (Source::Memory(bytes), place, postings)
    }

    proptest! {
        #[test]
        fn a_list_comes_back(documents in btree_map(0..u32::MAX, 1..=255_u8, 0..700)) {
            let (source, place, postings) = list(&documents);
            prop_assert_eq!(read_all(&source, place).expect("whole"), postings);
        }

        #[test]
        fn a_dense_list_answers_for_any_document(
            documents in btree_map(0..40_000_u32, 1..=255_u8, 0..9_000),
            wanted in proptest::collection::btree_set(0..41_000_u32, 0..40),
        ) {
            let (source, place, _) = list(&documents);
            let wanted: Vec<u32> = wanted.into_iter().collect();
            let expected: Vec<u8> = wanted.iter().map(|d| documents.get(d).copied().unwrap_or(0)).collect();
            prop_assert_eq!(probe(&source, place, &wanted).expect("whole"), expected);
        }

        #[test]
        fn a_changed_byte_is_seen(documents in btree_map(0..90_000_u32, 1..=9_u8, 1..400), at: u16, bit in 0..8_u8) {
            let (source, place, _) = list(&documents);
            let Source::Memory(bytes) = source else { return Ok(()) };
            let mut bytes = bytes[3..].to_vec();
            let at = usize::from(at) % bytes.len();
            bytes[at] ^= 1 << bit;
            prop_assert!(decode(&bytes, place.documents).is_err());
        }

        #[test]
        fn any_bytes_are_a_list_or_damage(bytes: Vec<u8>, documents in 0..1_000_u32) {
            let _ = decode(&bytes, documents);
        }
    }
}
