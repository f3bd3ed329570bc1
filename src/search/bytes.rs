//! Numbers as bytes and back, for the index file. Reading is total: what is too short or too large is damage, not a panic.

use super::error::SearchError;

/// Appends `value` in 7-bit groups, the lowest first.
pub(super) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value as u8) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Bytes that are read from the front.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], SearchError> {
        let (head, rest) = self.0.split_at_checked(count).ok_or_else(cut_off)?;
        self.0 = rest;
        Ok(head)
    }

    #[inline]
    pub(super) fn u8(&mut self) -> Result<u8, SearchError> {
        let (first, rest) = self.0.split_first().ok_or_else(cut_off)?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn u32(&mut self) -> Result<u32, SearchError> {
        let (head, rest) = self.0.split_first_chunk::<4>().ok_or_else(cut_off)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*head))
    }

    pub(super) fn u64(&mut self) -> Result<u64, SearchError> {
        let (head, rest) = self.0.split_first_chunk::<8>().ok_or_else(cut_off)?;
        self.0 = rest;
        Ok(u64::from_le_bytes(*head))
    }

    #[inline]
    pub(super) fn varint(&mut self) -> Result<u64, SearchError> {
        let mut value = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = self.u8()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(value);
            }
        }
        Err(SearchError::damaged("a number has no end"))
    }

    pub(super) fn varint_u32(&mut self) -> Result<u32, SearchError> {
        u32::try_from(self.varint()?).map_err(|_| SearchError::damaged("a number is too large"))
    }
}

fn cut_off() -> SearchError {
    SearchError::damaged("a list is cut off")
}

/// The little-endian number of the first 4 bytes at `at`; 0 outside: for tables whose length was checked.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(<[u8]>::first_chunk::<4>).map_or(0, |chunk| u32::from_le_bytes(*chunk))
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::{Bytes, put_varint};

    proptest! {
        #[test]
        fn numbers_come_back(value in 0..u64::MAX >> 1) {
            let mut out = Vec::new();
            put_varint(&mut out, value);
            let mut bytes = Bytes(&out);
            prop_assert_eq!(bytes.varint().expect("written"), value);
            prop_assert!(bytes.is_empty());
        }

        #[test]
        fn any_bytes_end_in_a_number_or_an_error(bytes: Vec<u8>) {
            let mut bytes = Bytes(&bytes);
            while bytes.varint().is_ok() && !bytes.is_empty() {}
        }
    }
}
