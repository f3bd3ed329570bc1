//! Bytes of a file as text, or the reason why they are none. Never guesses a text from another encoding: a wrong guess
//! would be published.

/// What the bytes are instead of UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotUtf8 {
    /// Two bytes a character.
    Utf16,
    /// The Cyrillic encoding of older Windows.
    Windows1251,
    /// Neither; the first wrong byte.
    Unknown(usize),
}

/// The text without its byte order mark.
///
/// # Errors
/// If the bytes are not UTF-8.
pub fn decode(bytes: &[u8]) -> Result<&str, NotUtf8> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if looks_like_utf16(bytes) && !text.is_empty() => Err(NotUtf8::Utf16),
        Ok(text) => Ok(text),
        Err(_) if looks_like_utf16(bytes) => Err(NotUtf8::Utf16),
        Err(_) if looks_like_windows_1251(bytes) => Err(NotUtf8::Windows1251),
        Err(error) => Err(NotUtf8::Unknown(error.valid_up_to())),
    }
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return true;
    }
    // Line breaks, spaces and key names have a zero byte in UTF-16, and no text file has as many zeros otherwise.
    let head = bytes.get(..bytes.len().min(512)).unwrap_or_default();
    let zeros: usize = head.iter().map(|byte| usize::from(*byte == 0)).sum();
    head.len() >= 4 && zeros * 4 > head.len()
}

fn looks_like_windows_1251(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let letters = bytes.iter().filter(|byte| **byte >= 0xc0).count();
    high > 0 && letters * 4 >= high * 3 && !bytes.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::{NotUtf8, decode};

    #[test]
    fn utf_8_with_or_without_mark_is_taken() {
        assert_eq!(decode("Мед".as_bytes()), Ok("Мед"));
        assert_eq!(decode(b"\xef\xbb\xbftitle"), Ok("title"));
        assert_eq!(decode(b""), Ok(""));
    }

    #[test]
    fn other_encodings_are_recognised() {
        assert_eq!(
            decode(b"title = \"\xcc\xe5\xe4\xed\xe0 \xe8\xed\xe4\xf3\xf1\xf2\xf0\xe8\xff\""),
            Err(NotUtf8::Windows1251)
        );
        let utf16: Vec<u8> = "title = \"Мед\"\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16), Err(NotUtf8::Utf16));
        assert_eq!(decode(b"\xff\xfe\x1c\x04"), Err(NotUtf8::Utf16));
        assert_eq!(decode(b"PK\x03\x04\x00\x9f\x80\x81"), Err(NotUtf8::Unknown(5)));
    }
}
