//! Keyboard layouts: which Latin key bears which Cyrillic letter, and text typed on the wrong one of the two.
//! Never guesses which layout a visitor uses: the caller names it.

/// A Bulgarian keyboard layout over the keys of a US keyboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// The traditional phonetic layout (`q` bears я, `w` bears в).
    #[default]
    Phonetic,
    /// The phonetic layout of the Academy of Sciences (`q` bears ч, `w` bears ш).
    BasPhonetic,
    /// The typewriter's layout of the state standard BDS 5237.
    Bds,
}

/// Lower-case key and letter, one pair a key.
const PHONETIC: &[(char, char)] = &[
    ('q', 'я'),
    ('w', 'в'),
    ('e', 'е'),
    ('r', 'р'),
    ('t', 'т'),
    ('y', 'ъ'),
    ('u', 'у'),
    ('i', 'и'),
    ('o', 'о'),
    ('p', 'п'),
    ('[', 'ш'),
    (']', 'щ'),
    ('a', 'а'),
    ('s', 'с'),
    ('d', 'д'),
    ('f', 'ф'),
    ('g', 'г'),
    ('h', 'х'),
    ('j', 'й'),
    ('k', 'к'),
    ('l', 'л'),
    ('z', 'з'),
    ('x', 'ь'),
    ('c', 'ц'),
    ('v', 'ж'),
    ('b', 'б'),
    ('n', 'н'),
    ('m', 'м'),
    ('`', 'ч'),
    ('\\', 'ю'),
];
const BAS_PHONETIC: &[(char, char)] = &[
    ('q', 'ч'),
    ('w', 'ш'),
    ('e', 'е'),
    ('r', 'р'),
    ('t', 'т'),
    ('y', 'ъ'),
    ('u', 'у'),
    ('i', 'и'),
    ('o', 'о'),
    ('p', 'п'),
    ('[', 'я'),
    (']', 'щ'),
    ('a', 'а'),
    ('s', 'с'),
    ('d', 'д'),
    ('f', 'ф'),
    ('g', 'г'),
    ('h', 'х'),
    ('j', 'й'),
    ('k', 'к'),
    ('l', 'л'),
    ('z', 'з'),
    ('x', 'ж'),
    ('c', 'ц'),
    ('v', 'в'),
    ('b', 'б'),
    ('n', 'н'),
    ('m', 'м'),
    ('`', 'ю'),
    ('\\', 'ь'),
];
const BDS: &[(char, char)] = &[
    ('w', 'у'),
    ('e', 'е'),
    ('r', 'и'),
    ('t', 'ш'),
    ('y', 'щ'),
    ('u', 'к'),
    ('i', 'с'),
    ('o', 'д'),
    ('p', 'з'),
    ('[', 'ц'),
    ('a', 'ь'),
    ('s', 'я'),
    ('d', 'а'),
    ('f', 'о'),
    ('g', 'ж'),
    ('h', 'г'),
    ('j', 'т'),
    ('k', 'н'),
    ('l', 'в'),
    (';', 'м'),
    ('\'', 'ч'),
    ('z', 'ю'),
    ('x', 'й'),
    ('c', 'ъ'),
    ('v', 'э'),
    ('b', 'ф'),
    ('n', 'х'),
    ('m', 'п'),
    (',', 'р'),
    ('.', 'л'),
    ('/', 'б'),
];
/// What the keys that bear no Latin letter give with Shift on a US keyboard.
const SHIFTED: &[(char, char)] =
    &[('`', '~'), ('[', '{'), (']', '}'), ('\\', '|'), (';', ':'), ('\'', '"'), (',', '<'), ('.', '>'), ('/', '?')];

impl Layout {
    /// All layouts, the most common first.
    pub const ALL: [Self; 3] = [Self::Phonetic, Self::BasPhonetic, Self::Bds];

    /// As written in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phonetic => "phonetic",
            Self::BasPhonetic => "bas",
            Self::Bds => "bds",
        }
    }

    /// The layout with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.name() == name)
    }

    const fn pairs(self) -> &'static [(char, char)] {
        match self {
            Self::Phonetic => PHONETIC,
            Self::BasPhonetic => BAS_PHONETIC,
            Self::Bds => BDS,
        }
    }

    /// What the key that bears the Cyrillic `letter` gives under a Latin layout; capitals give what Shift gives.
    pub fn latin_key(self, letter: char) -> Option<char> {
        let lower = single(letter.to_lowercase())?;
        let key = self.pairs().iter().find(|(_, l)| *l == lower)?.0;
        Some(if lower == letter { key } else { shifted(key) })
    }

    /// The Cyrillic letter on a key, given what the key means under a Latin layout.
    pub fn cyrillic_key(self, key: char) -> Option<char> {
        let plain = plain(key);
        let letter = self.pairs().iter().find(|(k, _)| *k == plain)?.1;
        if plain == key { Some(letter) } else { single(letter.to_uppercase()) }
    }

    /// `text` as the same keys give it under a Latin layout; other characters stay.
    pub fn to_latin(self, text: &str) -> String {
        text.chars().map(|c| self.latin_key(c).unwrap_or(c)).collect()
    }

    /// `text` as the same keys give it under this layout; other characters stay.
    pub fn to_cyrillic(self, text: &str) -> String {
        text.chars().map(|c| self.cyrillic_key(c).unwrap_or(c)).collect()
    }
}

/// What `key` gives with Shift.
fn shifted(key: char) -> char {
    SHIFTED.iter().find(|(plain, _)| *plain == key).map_or(key.to_ascii_uppercase(), |(_, up)| *up)
}

/// The unshifted meaning of a key.
fn plain(key: char) -> char {
    SHIFTED.iter().find(|(_, up)| *up == key).map_or(key.to_ascii_lowercase(), |(plain, _)| *plain)
}

fn single(mut letters: impl Iterator<Item = char>) -> Option<char> {
    let first = letters.next()?;
    letters.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::Layout;

    #[test]
    fn a_word_typed_on_the_wrong_layout_is_read_both_ways() {
        assert_eq!(Layout::Phonetic.to_cyrillic("asarel"), "асарел");
        assert_eq!(Layout::Phonetic.to_latin("Аурубис"), "Aurubis");
        assert_eq!(Layout::BasPhonetic.to_cyrillic("Qelope`"), "Челопею");
        assert_eq!(Layout::Bds.to_cyrillic("Did,e."), "Асарел");
        assert_eq!(Layout::Bds.to_latin("тег"), "jeh");
    }

    #[test]
    fn every_key_leads_back_to_itself() {
        for layout in Layout::ALL {
            for key in ('!'..='~').filter(|c| layout.cyrillic_key(*c).is_some()) {
                let letter = layout.cyrillic_key(key).expect("filtered");
                assert_eq!(layout.latin_key(letter), Some(key), "{layout:?} {letter}");
            }
        }
    }
}
