//! Which stems of an index a typed word means, and how well each fits: walks the dictionary with the word's automaton.
//! Never reads a list.

use fst::raw::{Fst, Node};

use super::automaton::{Automaton, Ending, State, fewest};
use super::error::SearchError;
use super::index::Index;
use super::pattern::Pattern;
use super::query::Word;
use super::scripts::Scripts;

/// How well a word fits: as it stands, as another form of it, by another reading of its letters.
const EXACT: f32 = 1.0;
const FORM: f32 = 0.95;
const READ: f32 = 0.9;

/// A beginning: more, the more of the word was typed.
const BEGINNING: f32 = 0.55;
const TYPED: f32 = 0.4;

/// A beginning of a word that is never written in the visitor's script: of copper, „мед“, rather than of “medium”.
const FOREIGN: f32 = 0.5;

/// For each slip of the finger.
const SLIP: f32 = 0.7;

/// In a word of fewer letters a slip of the first letter, or one that leads to a word of the other script, makes another
/// word of it: “phone” is not Jones, nor „кмет“ CMVT.
const FIRM: u8 = 6;

/// The most keys that one word looks at when slips are allowed: a bound for hostile words, not reached by real ones.
const VISITS: usize = 400_000;

/// What a word means in one index.
#[derive(Clone, Debug, Default)]
pub(super) struct Meaning {
    /// Stems and how well each fits, by number.
    pub(super) stems: Vec<(u32, f32)>,
    /// Broad beginnings it means as a whole, by place in the table, with how well they fit.
    pub(super) broad: Vec<(usize, f32)>,
    /// Postings of all of these; an upper bound for the number of documents.
    pub(super) postings: u64,
    /// The slips that were forgiven: nothing is meant with fewer.
    pub(super) slips: usize,
    /// The scripts in which words that begin with it are its own.
    own: Scripts,
}

impl Meaning {
    pub(super) fn is_empty(&self) -> bool {
        self.stems.is_empty() && self.broad.is_empty()
    }

    /// How well the stem fits, but for the slips.
    pub(super) fn weight(&self, index: &Index, stem: u32) -> f32 {
        if let Ok(at) = self.stems.binary_search_by_key(&stem, |(stem, _)| *stem) {
            return self.stems.get(at).map_or(0.0, |(_, weight)| *weight / slip(self.slips));
        }
        let broad = self.broad.iter().filter_map(|(at, weight)| Some((index.broad.get(*at)?, weight)));
        broad
            .filter(|(broad, _)| (broad.own.0..broad.own.1).contains(&stem))
            .map(|(_, weight)| *weight * self.familiar(index.terms.get(stem).scripts) / slip(self.slips))
            .fold(0.0, f32::max)
    }

    /// What a beginning counts of a word in these scripts.
    pub(super) fn familiar(&self, scripts: Scripts) -> f32 {
        familiar(self.own, scripts)
    }
}

fn familiar(own: Scripts, scripts: Scripts) -> f32 {
    if own.meets(scripts) { 1.0 } else { FOREIGN }
}

/// What `word` means with at most `slips` slips.
pub(super) fn meaning(index: &Index, word: &Word, slips: usize) -> Result<Meaning, SearchError> {
    let automaton = word.automaton(slips);
    let mut walk = Walk {
        index,
        word,
        automaton: &automaton,
        key: Vec::new(),
        found: Vec::new(),
        broad: Vec::new(),
        left: VISITS,
    };
    let dictionary = index.keys.as_fst();
    let start = automaton.start();
    walk.node(dictionary, &dictionary.root(), 0, &start, None)?;
    if let Some(stem) = index.stem(&word.pattern.stem)? {
        walk.add(stem, FORM);
    }
    let Walk { found, broad, .. } = walk;
    let mut stems = found;
    stems.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    stems.dedup_by_key(|(stem, _)| *stem);
    let of_stems: u64 = stems.iter().map(|(stem, _)| index.terms.get(*stem).postings()).sum();
    let of_broad = broad.iter().filter_map(|(at, _): &(usize, f32)| index.broad.get(*at));
    let postings = of_stems + of_broad.map(|broad| u64::from(broad.documents)).sum::<u64>();
    Ok(Meaning { stems, broad, postings, slips, own: word.own })
}

/// Whether any key begins with a word: for a keyboard that offers only letters that lead somewhere.
pub(super) fn leads_on(index: &Index, pattern: &Pattern) -> bool {
    fn alive(dictionary: &Fst<Vec<u8>>, node: &Node<'_>, automaton: &Automaton, state: &State) -> bool {
        automaton.accepts(state).is_some()
            || node.transitions().any(|step| {
                let next = automaton.step(state, step.inp);
                !next.is_dead() && alive(dictionary, &dictionary.node(step.addr), automaton, &next)
            })
    }
    if index.keys.is_empty() {
        return false;
    }
    let dictionary = index.keys.as_fst();
    // The reading of documents first: most letters that lead on do so with it, and then there is no automaton to make.
    begins(dictionary, pattern.exact_key.as_bytes())
        || (!pattern.is_line() && {
            let automaton = Automaton::new(pattern, 0);
            alive(dictionary, &dictionary.root(), &automaton, &automaton.start())
        })
}

/// Whether any key begins with `bytes`.
fn begins(dictionary: &Fst<Vec<u8>>, bytes: &[u8]) -> bool {
    let mut node = dictionary.root();
    for byte in bytes {
        let Some(step) = node.find_input(*byte) else { return false };
        node = dictionary.node(node.transition_addr(step));
    }
    true
}

/// One walk through the dictionary.
struct Walk<'a> {
    index: &'a Index,
    word: &'a Word,
    automaton: &'a Automaton,
    key: Vec<u8>,
    /// May repeat.
    found: Vec<(u32, f32)>,
    broad: Vec<(usize, f32)>,
    left: usize,
}

impl Walk<'_> {
    /// Looks at the key that ends in `node` and goes on. `accepted` is how long the key was, and with how many slips, when
    /// it first contained the whole word. The depth is bounded: keys are (see `text::skeleton::KEY`).
    fn node(
        &mut self,
        dictionary: &Fst<Vec<u8>>,
        node: &Node<'_>,
        value: u64,
        state: &State,
        accepted: Option<(usize, usize)>,
    ) -> Result<(), SearchError> {
        let Some(left) = self.left.checked_sub(1) else { return Ok(()) };
        self.left = left;
        let now = self.automaton.accepts(state);
        let accepted = match (accepted, now) {
            (None, Some(slips)) => Some((self.key.len(), slips)),
            (Some((length, before)), now) => {
                let slips = fewest(Some(before), now).unwrap_or(before);
                Some(if slips < before { (self.key.len(), slips) } else { (length, before) })
            }
            (None, None) => None,
        };
        if node.is_final() {
            self.key(value + node.final_output().value(), now, accepted)?;
        }
        let open = accepted.filter(|_| self.word.ending == Ending::Open);
        if let Some((length, slips)) = open
            && let Some(at) = self.broad_here()
        {
            self.broad.push((at, beginning(length, self.key.len() + 4) * slip(slips)));
            return Ok(());
        }
        for step in node.transitions() {
            let next = self.automaton.step(state, step.inp);
            if next.is_dead() && open.is_none() || self.is_firm() && self.key.is_empty() && next.has_slipped() {
                continue;
            }
            self.key.push(step.inp);
            self.node(dictionary, &dictionary.node(step.addr), value + step.out.value(), &next, open)?;
            self.key.pop();
        }
        Ok(())
    }

    /// Notes the stems of the key that was reached.
    fn key(&mut self, value: u64, now: Option<usize>, accepted: Option<(usize, usize)>) -> Result<(), SearchError> {
        let whole = now.map(|slips| {
            let exact = slips == 0 && self.key == self.word.pattern.exact_key.as_bytes();
            if exact { EXACT } else { READ * slip(slips) }
        });
        let open = accepted.filter(|_| self.word.ending == Ending::Open);
        let begun = open.map(|(length, slips)| beginning(length, self.key.len()) * slip(slips));
        if whole.is_none() && begun.is_none() {
            return Ok(());
        }
        let (stems, _) = self.index.stems(value)?;
        let has_slipped = now.or(open.map(|(_, slips)| slips)).is_some_and(|slips| slips > 0);
        for stem in stems {
            let scripts = self.index.terms.get(stem).scripts;
            if has_slipped && self.is_firm() && !self.word.own.meets(scripts) {
                continue;
            }
            let begun = begun.map(|weight| weight * familiar(self.word.own, scripts));
            self.add(stem, whole.into_iter().chain(begun).fold(0.0, f32::max));
        }
        Ok(())
    }

    fn is_firm(&self) -> bool {
        self.word.pattern.length < FIRM
    }

    fn add(&mut self, stem: u32, weight: f32) {
        self.found.push((stem, weight));
    }

    /// The broad beginning that the walk stands at.
    fn broad_here(&self) -> Option<usize> {
        self.index.broad.binary_search_by(|broad| broad.prefix.as_slice().cmp(&self.key)).ok()
    }
}

fn beginning(typed: usize, length: usize) -> f32 {
    BEGINNING + TYPED * (typed as f32 / length.max(1) as f32).min(1.0)
}

fn slip(slips: usize) -> f32 {
    SLIP.powi(slips as i32)
}
