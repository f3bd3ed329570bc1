//! Values as bytes and back: an envelope (format, compression, checksum) around a bincode payload. Never guesses: what
//! does not check out is damage. Never allocates more than [`LIMIT`] because a stored length says so.

use std::fmt;
use std::io::Read;

use flate2::bufread::DeflateDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The version of everything inside an edition. A field added to a record is a new version.
pub(super) const FORMAT: u8 = 1;

/// The most bytes of one value before compression.
pub(super) const LIMIT: usize = 32 << 20;

/// Values from this many bytes on are deflated: below it the saving is lost in the page around it.
const DEFLATE_FROM: usize = 200;

/// Room for a usual value: growing byte by byte costs more than writing it.
const USUAL: usize = 1024;

/// A higher level makes the values less than a hundredth smaller and takes half as long again.
const LEVEL: u32 = 3;

const PLAIN: u8 = 0;
const DEFLATED: u8 = 1;
const HEADER: usize = 6;

/// Why bytes are no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Damage(pub(super) String);

impl fmt::Display for Damage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Damage {}

/// The payload of `value`.
pub(super) fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, Damage> {
    let mut payload = Vec::with_capacity(USUAL);
    bincode::serde::encode_into_std_write(value, &mut payload, bincode::config::standard())
        .map_err(|error| Damage(format!("a value cannot be written: {error}")))?;
    Ok(payload)
}

/// The value of a payload; bytes left over are damage.
pub(super) fn decode<T: DeserializeOwned>(payload: &[u8]) -> Result<T, Damage> {
    let config = bincode::config::standard().with_limit::<LIMIT>();
    match bincode::serde::decode_from_slice(payload, config) {
        Ok((value, used)) if used == payload.len() => Ok(value),
        Ok(_) => Err(Damage("a value is followed by bytes that do not belong to it".to_owned())),
        Err(error) => Err(Damage(format!("a value cannot be read: {error}"))),
    }
}

/// Makes envelopes. Keeps what deflating needs from one value to the next: to make that anew takes as long as to deflate a
/// short text.
pub(super) struct Sealer(Compress);

impl Sealer {
    pub(super) fn new() -> Self {
        Self(Compress::new(Compression::new(LEVEL), false))
    }

    /// The envelope around `payload`. `place` (tree and key) goes into the checksum, so that a value found under a wrong
    /// key is damage too.
    pub(super) fn seal(&mut self, place: &[u8], payload: &[u8]) -> Result<Vec<u8>, Damage> {
        if payload.len() > LIMIT {
            return Err(Damage(format!("a value has {} bytes; the most is {LIMIT}", payload.len())));
        }
        let mut out = Vec::with_capacity(HEADER + payload.len());
        out.extend_from_slice(&[FORMAT, PLAIN, 0, 0, 0, 0]);
        if payload.len() >= DEFLATE_FROM && self.deflate(payload, &mut out)? {
            out[1] = DEFLATED;
        } else {
            out.truncate(HEADER);
            out.extend_from_slice(payload);
        }
        let sum = checksum(place, &out);
        out[2..HEADER].copy_from_slice(&sum.to_le_bytes());
        Ok(out)
    }

    /// Adds the deflated payload to `out`; whether it became smaller.
    fn deflate(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<bool, Damage> {
        self.0.reset();
        let before = out.len();
        // Only the room that is there is written to: what does not fit would not be smaller.
        let status = self.0.compress_vec(payload, out, FlushCompress::Finish);
        let status = status.map_err(|error| Damage(format!("a value cannot be deflated: {error}")))?;
        Ok(status == Status::StreamEnd && out.len() - before < payload.len())
    }
}

/// The payload of an envelope that a [`Sealer`] made for the same `place`.
pub(super) fn unseal(place: &[u8], envelope: &[u8]) -> Result<Vec<u8>, Damage> {
    let (Some(header), Some(stored)) = (envelope.first_chunk::<HEADER>(), envelope.get(HEADER..)) else {
        return Err(Damage("a value is cut off".to_owned()));
    };
    let [format, compression, sum @ ..] = *header;
    if u32::from_le_bytes(sum) != checksum(place, envelope) {
        return Err(Damage("a value does not match its checksum".to_owned()));
    }
    match (format, compression) {
        (FORMAT, PLAIN) => Ok(stored.to_vec()),
        (FORMAT, DEFLATED) => inflate(stored),
        _ => Err(Damage(format!("a value has the unknown format {format}.{compression}"))),
    }
}

fn inflate(stored: &[u8]) -> Result<Vec<u8>, Damage> {
    let mut payload = Vec::with_capacity(stored.len().saturating_mul(3).min(LIMIT));
    let read = DeflateDecoder::new(stored).take(LIMIT as u64 + 1).read_to_end(&mut payload);
    match read {
        Ok(size) if size <= LIMIT => Ok(payload),
        Ok(_) => Err(Damage(format!("a value inflates to more than {LIMIT} bytes"))),
        Err(error) => Err(Damage(format!("a value cannot be inflated: {error}"))),
    }
}

/// Over the place, format, compression and what is stored: everything but the checksum itself.
fn checksum(place: &[u8], envelope: &[u8]) -> u32 {
    let mut hash = crc32fast::Hasher::new();
    hash.update(place);
    hash.update(envelope.get(..2).unwrap_or_default());
    hash.update(envelope.get(HEADER..).unwrap_or_default());
    hash.finalize()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::any;
    use proptest::sample::Index;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::{DEFLATE_FROM, Damage, HEADER, Sealer, decode, encode, unseal};

    fn seal(place: &[u8], payload: &[u8]) -> Result<Vec<u8>, Damage> {
        Sealer::new().seal(place, payload)
    }

    #[test]
    fn what_does_not_shrink_is_stored_as_it_is() {
        let mut noise = 1_u32;
        let mut next = || {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (noise >> 24) as u8
        };
        let payload: Vec<u8> = (0..5_000).map(|_| next()).collect();
        let envelope = seal(b"place", &payload).expect("small");
        assert_eq!(envelope.len(), HEADER + payload.len());
        assert_eq!(unseal(b"place", &envelope).expect("whole"), payload);
    }

    #[test]
    fn one_sealer_seals_many() {
        let mut sealer = Sealer::new();
        for length in [0, 1, 199, 200, 5_000, 300_000, 10] {
            let payload = "мед ".repeat(length).into_bytes();
            let envelope = sealer.seal(b"place", &payload).expect("small");
            assert_eq!(unseal(b"place", &envelope).expect("whole"), payload);
        }
    }

    #[test]
    fn a_length_that_lies_does_not_allocate() {
        // A string that claims to be 2^60 bytes long.
        let mut payload = vec![253];
        payload.extend_from_slice(&(1_u64 << 60).to_le_bytes());
        assert!(decode::<String>(&payload).is_err());
    }

    #[test]
    fn a_value_under_another_key_is_damage() {
        let envelope = seal(b"cards/event\0\x01", b"value").expect("small");
        assert!(unseal(b"cards/event\0\x02", &envelope).is_err());
    }

    proptest! {
        #[test]
        fn what_is_sealed_comes_back(text in proptest::collection::vec(".{0,40}", 0..DEFLATE_FROM)) {
            let payload = encode(&text).expect("encodes");
            let envelope = seal(b"place", &payload).expect("small");
            prop_assert_eq!(decode::<Vec<String>>(&unseal(b"place", &envelope).expect("whole")).expect("decodes"), text);
        }

        #[test]
        fn a_changed_bit_is_noticed(text in ".{0,400}", at in any::<Index>(), bit in 0_u8..8) {
            let mut envelope = seal(b"place", text.as_bytes()).expect("small");
            let at = at.index(envelope.len());
            envelope[at] ^= 1 << bit;
            prop_assert!(unseal(b"place", &envelope).is_err());
        }
    }
}
