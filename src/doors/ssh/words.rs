//! A command line of a guest, cut into words. There is no shell: quotes hold words together and nothing else means
//! anything.

/// The longest command, in bytes.
pub const MAX_COMMAND: usize = 1024;

/// The words of `command`, or `None` if it is too long or no UTF-8.
pub fn words(command: &[u8]) -> Option<Vec<String>> {
    if command.len() > MAX_COMMAND {
        return None;
    }
    let command = std::str::from_utf8(command).ok()?;
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in command.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(words(b"news --json").unwrap(), ["news", "--json"]);
        assert_eq!(words("search 'зелена мед' \"a b\"c ''".as_bytes()).unwrap(), ["search", "зелена мед", "a bc", ""]);
        assert_eq!(words(b"show \"open end").unwrap(), ["show", "open end"]);
        assert_eq!(words(b"  ").unwrap(), [""; 0]);
    }

    #[test]
    fn too_much_and_no_text_are_nothing() {
        assert_eq!(words(&[b'a'; 1025]), None);
        assert_eq!(words(&[0xff, 0xfe]), None);
        assert_eq!(words(&[b'a'; 1024]).unwrap().len(), 1);
    }
}
