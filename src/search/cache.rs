//! Words as they are written, with their keys: what was read once is not folded and stemmed again. Bounded, and never an
//! answer of its own: it says what [`super::analyser`] says of the same text.

use std::borrow::Cow;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::analyser::{Piece, bare, folded, keys, wholes};
use super::joined::{Nature, Reader};

/// Words that are remembered; each takes about 130 bytes. Four fifths and more of the words of a text are among them.
const WORDS: usize = 1 << 16;

/// A longer word is read again each time, in bytes.
const LONGEST: usize = 64;

/// What a word is in. Folding what is joined of two scripts would mend what is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    Written,
    Folded,
}

/// A word with its keys.
#[derive(Debug)]
pub(super) struct Known {
    /// As written, its key, and the key of its stem unless that is the same: one behind the other.
    text: Box<str>,
    written: u8,
    key: u8,
    spelling: Spelling,
    /// Bytes of the folded word.
    length: u8,
    nature: Nature,
    /// For whoever reads: 0 at first, and kept as long as the word is remembered.
    pub(super) note: u64,
}

impl Known {
    fn new(word: &str, spelling: Spelling) -> Self {
        let folded = match spelling {
            Spelling::Written => Cow::Owned(folded(word)),
            Spelling::Folded => Cow::Borrowed(word),
        };
        let (key, stem) = keys(&folded);
        // Too long for these numbers is too long to be remembered, and then only the keys matter.
        let kept = if word.len() <= LONGEST { word } else { "" };
        let mut text = String::with_capacity(kept.len() + key.len() + stem.len());
        text.extend([kept, &key, if stem == key { "" } else { &stem }]);
        Self {
            text: text.into(),
            written: kept.len() as u8,
            key: key.len() as u8,
            spelling,
            length: u8::try_from(folded.len()).unwrap_or(u8::MAX),
            nature: Nature::of(&folded),
            note: 0,
        }
    }

    fn is(&self, word: &str, spelling: Spelling) -> bool {
        self.spelling == spelling && self.text.get(..usize::from(self.written)) == Some(word)
    }

    /// The key of the word as it stands.
    pub(super) fn key(&self) -> &str {
        let start = usize::from(self.written);
        self.text.get(start..start + usize::from(self.key)).unwrap_or_default()
    }

    /// The key of its stem.
    pub(super) fn stem(&self) -> &str {
        match self.text.get(usize::from(self.written) + usize::from(self.key)..) {
            Some(stem) if !stem.is_empty() => stem,
            _ => self.key(),
        }
    }
}

/// The remembered words: a place for each by its hash; a word whose place is taken takes it over.
#[derive(Debug)]
pub(super) struct WordCache {
    places: Vec<Option<Known>>,
    hasher: RandomState,
    /// The last word that was too long.
    long: Option<Known>,
}

impl Default for WordCache {
    fn default() -> Self {
        Self::new(WORDS)
    }
}

impl WordCache {
    /// Room for so many words; a power of two.
    fn new(words: usize) -> Self {
        let places = std::iter::repeat_with(|| None).take(words).collect();
        Self { places, hasher: RandomState::default(), long: None }
    }

    /// Gives every word of a document's text to `take`: the same as [`super::analyser::tokens`].
    pub(super) fn read(&mut self, text: &str, mut take: impl FnMut(&mut Known)) {
        let mut reader = Reader::new(text);
        let mut give = |known: &mut Known| {
            if !known.key().is_empty() {
                take(known);
            }
        };
        for bare in bare(text) {
            let known = self.known(bare.word, Spelling::Written);
            let piece = bare.piece(usize::from(known.length), known.nature);
            give(known);
            for joined in reader.read(&piece) {
                give(self.known(&joined.folded, Spelling::Folded));
            }
        }
        if let Some(joined) = reader.end() {
            give(self.known(&joined.folded, Spelling::Folded));
        }
    }

    /// Gives every word of a text as a query has them: the same as [`super::analyser::query_tokens`].
    pub(super) fn read_whole(&mut self, text: &str, mut take: impl FnMut(&mut Known)) {
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        for bare in bare(text) {
            let known = self.known(bare.word, Spelling::Written);
            pieces.push(bare.piece(usize::from(known.length), known.nature));
        }
        for word in wholes(text, &pieces) {
            let known = match &word.joined {
                Some(folded) => self.known(folded, Spelling::Folded),
                None => self.known(text.get(word.range).unwrap_or_default(), Spelling::Written),
            };
            if !known.key().is_empty() {
                take(known);
            }
        }
    }

    fn known(&mut self, word: &str, spelling: Spelling) -> &mut Known {
        let place = self.hasher.hash_one(word) as usize & (self.places.len() - 1);
        match self.places.get_mut(place).filter(|_| word.len() <= LONGEST) {
            Some(place) => {
                if !place.as_ref().is_some_and(|known| known.is(word, spelling)) {
                    *place = None;
                }
                place.get_or_insert_with(|| Known::new(word, spelling))
            }
            None => self.long.insert(Known::new(word, spelling)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert_eq, proptest};

    use super::WordCache;
    use crate::search::analyser::{query_tokens, tokens};

    /// Words of two scripts, dates, telephone numbers, initials, compounds, marks; anything at all.
    fn texts() -> impl proptest::strategy::Strategy<Value = Vec<String>> {
        let text = proptest::prop_oneof![
            proptest::arbitrary::any::<String>(),
            "([А-Яа-я]{1,6}|[a-z]{1,5}|[0-9]{1,4}|[ИЙйийѝ\u{300}\u{306}\u{ad}]{1,3}|[’'.+/ -]){0,30}",
            "((17|3|2012|0899|801860|януари|May|U|S|С|Св|клъстерите|Клъстерите|bg161)([ ./+-]|, )){0,20}",
            "[а-яa-z]{30,90}",
        ];
        proptest::collection::vec(text, 1..6)
    }

    proptest! {
        #[test]
        fn what_is_remembered_is_what_would_be_read(texts in texts(), bits in 0..9_u32) {
            let mut cache = WordCache::new(1 << bits);
            // The second time most words are known; in a small cache they took each other's place.
            for text in texts.iter().chain(&texts) {
                let mut found = Vec::new();
                cache.read(text, |known| found.push((known.key().to_owned(), known.stem().to_owned())));
                let expected: Vec<_> = tokens(text).map(|token| (token.key, token.stem)).collect();
                prop_assert_eq!(found, expected);
                let mut found = Vec::new();
                cache.read_whole(text, |known| found.push((known.key().to_owned(), known.stem().to_owned())));
                let expected: Vec<_> = query_tokens(text).into_iter().map(|token| (token.key, token.stem)).collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
