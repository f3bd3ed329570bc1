//! Words as they are written, with their keys: what was read once is not folded and stemmed again. Bounded, and never an
//! answer of its own: it says what [`super::analyser`] says of the same text.

use std::borrow::Cow;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::analyser::{Piece, bare, fold_word, wholes};
use super::joined::{Nature, Reader};
use super::scripts::Scripts;
use crate::text::skeleton::write_skeleton;
use crate::text::stem::write_stem;

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
    pub(super) scripts: Scripts,
    /// For whoever reads: 0 at first, and kept as long as the word is remembered.
    pub(super) note: u64,
}

/// Room to work a word out in: so many words are new that taking room for each would be a part of the time.
#[derive(Debug, Default)]
struct Scratch {
    letters: Vec<char>,
    word: String,
    key: String,
    stem: String,
    text: String,
}

impl Scratch {
    /// The key of a folded word, and that of its stem: nothing if it is the same. As [`super::analyser::keys`] has them.
    fn keys(&mut self, folded: &str) {
        let Self { letters, word, key, stem, .. } = self;
        write_skeleton(folded, letters, key);
        write_stem(folded, letters, word);
        stem.clear();
        if word != folded {
            write_skeleton(word, letters, stem);
            if stem == key {
                stem.clear();
            }
        }
    }
}

impl Known {
    fn new(word: &str, spelling: Spelling, scratch: &mut Scratch) -> Self {
        let folded = match spelling {
            Spelling::Written => fold_word(word),
            Spelling::Folded => Cow::Borrowed(word),
        };
        scratch.keys(&folded);
        let Scratch { key, stem, text, .. } = scratch;
        // Too long for these numbers is too long to be remembered, and then only the keys matter.
        let kept = if word.len() <= LONGEST { word } else { "" };
        text.clear();
        text.extend([kept, key, stem]);
        Self {
            text: text.as_str().into(),
            written: kept.len() as u8,
            key: key.len() as u8,
            spelling,
            length: u8::try_from(folded.len()).unwrap_or(u8::MAX),
            nature: Nature::of(&folded),
            scripts: Scripts::of(&folded),
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

/// The remembered words: two places for each by its hash. A new word takes the second, and goes to the first when it is
/// read again: rare words, which are most, do not drive out a frequent one.
#[derive(Debug)]
pub(super) struct WordCache {
    places: Vec<[Option<Known>; 2]>,
    scratch: Scratch,
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
        let places = std::iter::repeat_with(|| [None, None]).take((words / 2).max(1)).collect();
        Self { places, scratch: Scratch::default(), hasher: RandomState::default(), long: None }
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
        let Self { places, scratch, hasher, long } = self;
        let place = hasher.hash_one(word) as usize & (places.len() - 1);
        let Some([often, once]) = places.get_mut(place).filter(|_| word.len() <= LONGEST) else {
            return long.insert(Known::new(word, spelling, scratch));
        };
        let is = |place: &Option<Known>| place.as_ref().is_some_and(|known| known.is(word, spelling));
        if !is(often) {
            if is(once) {
                std::mem::swap(often, once);
            } else if often.is_some() {
                return once.insert(Known::new(word, spelling, scratch));
            }
        }
        often.get_or_insert_with(|| Known::new(word, spelling, scratch))
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
