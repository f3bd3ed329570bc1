//! What a typed word may mean: a graph whose paths are the keys it accepts. Chat spellings, the official
//! transliteration and old English spellings are paths; slips of the finger are not, they are the automaton's business.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::text::skeleton::{KEY, keeps_doubled, sound};

use super::alias;
use super::analyser::{Token, folded, keys};

/// The last state of a pattern at most: the automaton has a bit of one machine word for each.
pub const STATES: u8 = 63;

/// The most edges of a pattern: the automaton counts them in a byte.
pub const EDGES: usize = 255;

/// A step from one state to a later one over one ASCII byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub from: u8,
    pub to: u8,
    pub byte: u8,
}

/// A typed word. State 0 is the start; every edge leads to a later state, and every state leads to [`Pattern::end`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Sorted, at most [`EDGES`].
    pub edges: Vec<Edge>,
    /// The accepting state, the last one; at most [`STATES`].
    pub end: u8,
    /// The key that a document with this very word has; always accepted.
    pub exact_key: String,
    /// The key of the word's stem; not a path of the graph.
    pub stem: String,
    /// Letters typed, after folding.
    pub length: u8,
}

impl Pattern {
    /// The pattern of one word as typed; characters that are neither letters nor digits are left out. `None` if nothing
    /// is left.
    pub fn of(word: &str) -> Option<Self> {
        let folded = folded(word);
        let (exact_key, stem) = keys(&folded);
        (!exact_key.is_empty()).then(|| Self::new(&folded, exact_key, stem))
    }

    /// The pattern of a word of a query. Not folded again: what was joined of two scripts would be mended.
    pub(super) fn of_token(token: &Token) -> Self {
        Self::new(&token.folded, token.key.clone(), token.stem.clone())
    }

    fn new(folded: &str, exact_key: String, stem: String) -> Self {
        let letters: Vec<char> = folded.chars().collect();
        let alias = alias::of(&exact_key);
        // A key that was cut has no readings: a longer one of them would not be cut at the same sound.
        let is_line = exact_key.len() >= KEY || (alias.is_none() && has_one_reading(&letters));
        let (edges, end) = Breadth::falling(letters.len())
            .filter(|_| !is_line)
            .find_map(|breadth| Graph::new(&letters, breadth, alias.as_deref()).finish())
            .unwrap_or_else(|| line(&exact_key));
        let length = u8::try_from(letters.len()).unwrap_or(u8::MAX);
        Self { edges, end, exact_key, stem, length }
    }

    /// Whether it accepts one key alone.
    pub(super) fn is_line(&self) -> bool {
        self.edges.len() == usize::from(self.end)
    }
}

/// How freely letters are read, so that a long word still fits the automaton: first the rare readings go, then those
/// of the last letters.
#[derive(Clone, Copy)]
struct Breadth {
    rare: bool,
    /// Letters from this one on have only the reading that documents have.
    open: usize,
}

impl Breadth {
    fn falling(letters: usize) -> impl Iterator<Item = Self> {
        let all = Self { rare: true, open: letters };
        std::iter::once(all).chain((0..=letters).rev().map(|open| Self { rare: false, open }))
    }
}

/// A place in the graph: letters read, bytes of the next reading written, which reading, and the last byte written
/// where its repetition would be dropped. In order along every path.
type Place = (usize, usize, usize, u8);

struct Graph<'a> {
    letters: &'a [char],
    breadth: Breadth,
    keep_doubled: bool,
    edges: BTreeSet<(Place, u8, Place)>,
    /// Steps that write nothing: the repetition of a letter.
    silent: BTreeSet<(Place, Place)>,
}

impl<'a> Graph<'a> {
    fn new(letters: &'a [char], breadth: Breadth, alias: Option<&str>) -> Self {
        let keep_doubled = keeps_doubled(&letters.iter().collect::<String>());
        let mut graph = Self { letters, breadth, keep_doubled, edges: BTreeSet::new(), silent: BTreeSet::new() };
        let mut todo = vec![(0, 0)];
        let mut seen = BTreeSet::new();
        while let Some((at, last)) = todo.pop() {
            if at < letters.len() && seen.insert((at, last)) {
                for (number, (taken, key)) in graph.readings(at).into_iter().enumerate() {
                    todo.push(graph.read((at, 0, 0, last), number, taken, &key));
                }
            }
        }
        if let Some(alias) = alias {
            graph.write((0, 0, 0, 0), alias, usize::MAX, graph.place(letters.len(), 0));
        }
        graph
    }

    /// Adds a reading; the place behind it.
    fn read(&mut self, from: Place, number: usize, taken: usize, key: &str) -> (usize, u8) {
        let (at, _, _, last) = from;
        let to = self.place(at + taken, key.bytes().last().unwrap_or_default());
        let doubled = last != 0 && key.bytes().next() == Some(last);
        if doubled && key.len() == 1 {
            self.silent.insert((from, to));
        } else if doubled {
            self.silent.insert((from, (at, 1, number, 0)));
            self.write((at, 0, 0, 0), key, number, to);
        } else {
            self.write(from, key, number, to);
        }
        (to.0, to.3)
    }

    /// A chain of edges for the bytes of `key`.
    fn write(&mut self, from: Place, key: &str, number: usize, to: Place) {
        let mut place = from;
        for (at, byte) in key.bytes().enumerate() {
            let next = if at + 1 == key.len() { to } else { (from.0, at + 1, number, 0) };
            self.edges.insert((place, byte, next));
            place = next;
        }
    }

    /// The place before letter `at`, with `last` only where it matters, so that places are few.
    fn place(&self, at: usize, last: u8) -> Place {
        let matters = last.is_ascii_alphabetic()
            && !self.keep_doubled
            && self.readings(at).iter().any(|(_, key)| key.bytes().next() == Some(last));
        (at, 0, 0, if matters { last } else { 0 })
    }

    /// The readings of the letters at `at`: letters taken and key. The first is the one of documents.
    fn readings(&self, at: usize) -> Vec<(usize, Cow<'static, str>)> {
        let rest = self.letters.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return Vec::new();
        }
        let mut found = vec![sound(rest)];
        if at < self.breadth.open && !self.keep_doubled {
            let other = if self.breadth.rare {
                [apart(rest), common(rest), rare(rest)]
            } else {
                [apart(rest), common(rest), &[]]
            };
            found.extend(other.into_iter().flatten().map(|(taken, key)| (*taken, Cow::Borrowed(*key))));
        }
        found
    }

    /// The edges in terms of states, without silent steps and without what does not lead to the end; nothing if they are
    /// too many.
    fn finish(mut self) -> Option<(Vec<Edge>, u8)> {
        // Forwards, so that edges copied for one silent step are there for the next.
        for (from, to) in &self.silent {
            let around: Vec<_> =
                self.edges.iter().filter(|(_, _, at)| at == from).map(|(a, b, _)| (*a, *b, *to)).collect();
            self.edges.extend(around);
        }
        let end = (self.letters.len(), 0, 0, 0);
        let mut leads_on = BTreeSet::from([end]);
        for (from, _, to) in self.edges.iter().rev() {
            if leads_on.contains(to) {
                leads_on.insert(*from);
            }
        }
        let mut reached = BTreeSet::from([(0, 0, 0, 0)]);
        self.edges.retain(|(from, _, to)| {
            let kept = leads_on.contains(to) && reached.contains(from);
            if kept {
                reached.insert(*to);
            }
            kept
        });
        if reached.len() > usize::from(STATES) + 1 || self.edges.len() > EDGES {
            return None;
        }
        let states: BTreeMap<Place, u8> = reached.into_iter().zip(0..=u8::MAX).collect();
        let state = |place: &Place| states.get(place).copied().unwrap_or(u8::MAX);
        let edges = self.edges.iter().map(|(from, byte, to)| Edge { from: state(from), to: state(to), byte: *byte });
        let mut edges: Vec<Edge> = edges.collect();
        edges.sort_unstable();
        Some((edges, state(&end)))
    }
}

/// Readings of letters that documents read as one sound and the official transliteration writes alike: сх is sh too.
fn apart(rest: &[char]) -> Readings {
    match rest {
        ['s', 'h', 't', ..] => &[(2, "6"), (1, "s")],
        ['s', 'c', 'h', ..] | ['s', 'h', ..] => &[(1, "s")],
        ['z', 'h', ..] => &[(1, "z")],
        ['t', 's' | 'z' | 'h', ..] => &[(1, "t")],
        ['p', 'h', ..] => &[(1, "p")],
        ['k', 'h', ..] => &[(1, "k")],
        _ => &[],
    }
}

/// The other readings that spellings of Bulgarian words need most.
fn common(rest: &[char]) -> Readings {
    match rest {
        ['y', ..] => &[(1, "y"), (1, "u")],
        ['a' | 'u', ..] => &[(1, "y")],
        ['j', ..] => &[(1, "i")],
        ['q', ..] => &[(1, "ia")],
        ['w', ..] => &[(1, "6")],
        ['x', ..] => &[(1, "h")],
        ['c', 'h', ..] => &[(2, "h"), (1, "c")],
        ['c', ..] => &[(1, "c")],
        ['ъ', ..] => &[(1, "a"), (1, "u")],
        ['ц', ..] => &[(1, "s"), (1, "k")],
        _ => &[],
    }
}

/// Readings of old and foreign spellings, and of a word whose last digraph is half typed.
fn rare(rest: &[char]) -> Readings {
    match rest {
        ['s'] => &[(1, "6")],
        ['t'] => &[(1, "c")],
        ['z'] => &[(1, "j")],
        ['p'] => &[(1, "f")],
        ['k'] => &[(1, "h")],
        ['c'] => &[(1, "4"), (1, "s")],
        ['f'] => &[(1, "v")],
        ['f', 'f'] => &[(2, "v")],
        ['o', 'u', ..] => &[(2, "u")],
        ['t', 's', 'c', 'h', ..] => &[(4, "4")],
        ['t', 'c', 'h', ..] => &[(3, "4")],
        ['u' | 'q', ..] => &[(1, "iu")],
        ['d', 'j', ..] | ['д', 'ж', ..] => &[(2, "j")],
        ['j', ..] => &[(1, "dj")],
        _ => &[],
    }
}

/// Letters taken and key.
type Readings = &'static [(usize, &'static str)];

/// Whether every letter has the reading of documents alone: then there is nothing to work out. True of most Bulgarian words.
fn has_one_reading(letters: &[char]) -> bool {
    let one = |c: char| matches!(c, 'а'..='я' | '0'..='9') && !matches!(c, 'ъ' | 'ц');
    letters.iter().all(|c| one(*c)) && !letters.windows(2).any(|pair| pair == ['д', 'ж'])
}

/// The graph that accepts `key` alone.
fn line(key: &str) -> (Vec<Edge>, u8) {
    let edges: Vec<Edge> = (0..).zip(key.bytes()).map(|(from, byte)| Edge { from, to: from + 1, byte }).collect();
    let end = edges.last().map_or(0, |edge| edge.to);
    (edges, end)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::{Breadth, EDGES, Graph, Pattern, STATES, has_one_reading};
    use crate::text::{fold, skeleton, transliterate};

    /// Whether `pattern` accepts the whole of `key`, by walking sets of states.
    fn accepts(pattern: &Pattern, key: &str) -> bool {
        let mut states = BTreeSet::from([0]);
        for byte in key.bytes() {
            let next = pattern.edges.iter().filter(|edge| edge.byte == byte && states.contains(&edge.from));
            states = next.map(|edge| edge.to).collect();
        }
        states.contains(&pattern.end)
    }

    fn meets(typed: &str, word: &str) -> bool {
        let key = skeleton(&fold(word));
        Pattern::of(typed).is_some_and(|pattern| accepts(&pattern, &key))
    }

    #[test]
    fn names_are_met_by_their_spellings() {
        for (typed, word) in [
            ("4ugunena", "Чугунена"),
            ("jeljo", "Жельо"),
            ("jelew", "Желев"),
            ("zhelyo", "Жельо"),
            ("panagqrishte", "Панагюрище"),
            ("panagurishte", "Панагюрище"),
            ("panagjurishte", "Панагюрище"),
            ("елаците", "Ellatzite"),
            ("elacite", "Елаците"),
            ("asarel", "Асарел"),
            ("Assarel", "Асарел"),
            ("4elope4", "Челопеч"),
            ("klyster", "клъстер"),
            ("klaster", "клъстер"),
            ("klustur", "клъстър"),
            ("сименс", "Siemens"),
            ("майкрософт", "Microsoft"),
            ("microsoft", "Майкрософт"),
            ("kopriw6tica", "Копривщица"),
            ("koprivshtitza", "Копривщица"),
            ("hristo", "Христо"),
            ("christo", "Христо"),
            ("xristo", "Христо"),
            ("Ivanoff", "Иванов"),
            ("Bourgas", "Бургас"),
            ("schetovodstvo", "счетоводство"),
            ("Shumen", "Шумен"),
            ("shema", "схема"),
            ("Jikov", "Джиков"),
            ("Streltscha", "Стрелча"),
            ("Streltcha", "Стрелча"),
            ("otchet", "отчет"),
            ("djikov", "Джиков"),
            ("жиков", "Жиков"),
            ("цццц", "ц"),
        ] {
            assert!(meets(typed, word), "{typed} {word} {:?}", Pattern::of(typed));
        }
        assert!(!meets("асарел", "Медет"));
        assert!(!meets("од", "ООД"));
    }

    #[test]
    fn a_digraph_may_be_half_typed() {
        for (typed, key) in [("kopriws", "kopriv6"), ("chelopec", "4elope4"), ("panagyuriz", "panagiurij")] {
            assert!(accepts(&Pattern::of(typed).expect("letters"), key), "{typed}");
        }
    }

    #[test]
    fn nothing_is_the_pattern_of_nothing() {
        assert_eq!(Pattern::of(""), None);
        assert_eq!(Pattern::of(" – „“"), None);
    }

    fn is_sound(pattern: &Pattern) -> bool {
        pattern.edges.len() <= EDGES
            && pattern.end <= STATES
            && pattern.edges.is_sorted()
            && pattern.edges.iter().all(|edge| edge.from < edge.to && edge.to <= pattern.end && edge.byte.is_ascii())
            && pattern
                .edges
                .iter()
                .all(|edge| edge.to == pattern.end || pattern.edges.iter().any(|next| next.from == edge.to))
    }

    proptest! {
        #[test]
        fn a_word_meets_itself(word in proptest::prop_oneof![
            proptest::arbitrary::any::<String>(), "[а-я]{1,40}", "[a-z0-9]{1,60}", "[ийяшщцьъ]{1,30}", "[cshtzkpyu]{1,60}"
        ]) {
            if let Some(pattern) = Pattern::of(&word) {
                prop_assert!(is_sound(&pattern), "{pattern:?}");
                prop_assert!(accepts(&pattern, &pattern.exact_key), "{pattern:?}");
            }
        }

        // Up to a dozen letters in any order, which no word has; longer runs of й, ь, ю and ъ have more readings than a
        // pattern has states, and then those of the last letters go. No word of a dictionary does: see the example
        // `spelling_recall`.
        #[test]
        fn the_official_transliteration_meets_the_word(word in proptest::prop_oneof![
            "[а-ъьюя]{1,12}",
            "([бвгджзклмнпрстфхцчшщ]{1,2}[аеиоуъюя]й?){1,7}[бвгджзклмнпрстфхцчшщ]?",
        ]) {
            prop_assert!(meets(&transliterate(&word), &word), "{word} {:?}", Pattern::of(&transliterate(&word)));
        }

        #[test]
        fn a_word_with_one_reading_needs_no_graph(word in "[абвгдежийьштюя0-9]{1,14}") {
            let letters: Vec<char> = word.chars().collect();
            let all = Breadth { rare: true, open: letters.len() };
            if has_one_reading(&letters) && crate::search::alias::of(&skeleton(&word)).is_none() {
                let pattern = Pattern::of(&word).expect("letters");
                prop_assert_eq!(Graph::new(&letters, all, None).finish(), Some((pattern.edges, pattern.end)));
            }
        }
    }
}
