//! Runs the graph of a typed word over keys, byte by byte, all readings at once, with up to two slips of the finger: a letter
//! too many, too few, another one, or two exchanged. A set of states is one machine word.

use super::pattern::Pattern;

/// The most slips.
pub(super) const SLIPS: usize = 2;

/// The states a key's beginning leads to, for each number of slips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    now: [u64; SLIPS + 1],
    /// One byte ago, and that byte: two exchanged letters are seen when the second has come.
    before: [u64; SLIPS + 1],
    byte: u8,
}

impl State {
    /// Whether nothing that follows can be accepted.
    pub(super) fn is_dead(&self) -> bool {
        self.now.iter().chain(&self.before).all(|states| *states == 0)
    }

    /// Whether there was a slip in what was read.
    pub(super) const fn has_slipped(&self) -> bool {
        self.now[0] == 0
    }
}

/// A word as an automaton.
#[derive(Clone, Debug)]
pub(super) struct Automaton {
    /// Edges sorted by byte; the second table says where each byte's edges begin.
    edges: Vec<(u8, u8)>,
    starts: Vec<u8>,
    /// For each state, the states one edge leads to.
    next: Vec<u64>,
    end: u64,
    slips: usize,
}

impl Automaton {
    /// Accepts the keys of `pattern` with at most `slips` slips.
    pub(super) fn new(pattern: &Pattern, slips: usize) -> Self {
        let mut sorted: Vec<_> = pattern.edges.iter().filter(|edge| edge.from < 64 && edge.to < 64).collect();
        sorted.sort_by_key(|edge| edge.byte);
        let start = |byte: u8| sorted.partition_point(|edge| edge.byte < byte) as u8;
        let mut next = vec![0; 64];
        for edge in &sorted {
            if let Some(states) = next.get_mut(usize::from(edge.from)) {
                *states |= 1 << edge.to;
            }
        }
        Self {
            starts: (0..=128).map(start).collect(),
            edges: sorted.iter().map(|edge| (edge.from, edge.to)).collect(),
            next,
            end: 1 << pattern.end.min(63),
            slips: slips.min(SLIPS),
        }
    }

    /// The state before the first byte.
    pub(super) fn start(&self) -> State {
        let mut now = [0; SLIPS + 1];
        now[0] = 1;
        self.leave_out(&mut now);
        State { now, before: [0; SLIPS + 1], byte: 0 }
    }

    /// The state after one more byte.
    pub(super) fn step(&self, state: &State, byte: u8) -> State {
        let mut now = [0; SLIPS + 1];
        let mut fewer: Option<(u64, u64)> = None;
        let states = now.iter_mut().zip(state.now.into_iter().zip(state.before));
        for (now, (was, before)) in states.take(self.slips + 1) {
            *now = self.follow(was, byte);
            if let Some((was, before)) = fewer {
                let exchanged = self.follow(self.follow(before, byte), state.byte);
                *now |= was | self.any(was) | exchanged;
            }
            fewer = Some((was, before));
        }
        self.leave_out(&mut now);
        State { now, before: state.now, byte }
    }

    /// The fewest slips with which what was read is accepted.
    pub(super) fn accepts(&self, state: &State) -> Option<usize> {
        state.now.iter().take(self.slips + 1).position(|states| states & self.end != 0)
    }

    /// The fewest slips with which `key` is accepted; the beginning of it, if it is a `prefix`.
    pub(super) fn matches(&self, key: &str, ending: Ending) -> Option<usize> {
        let mut state = self.start();
        let mut best = None;
        for byte in key.bytes() {
            state = self.step(&state, byte);
            if ending == Ending::Open {
                best = fewest(best, self.accepts(&state));
            }
            if state.is_dead() {
                return best;
            }
        }
        fewest(best, self.accepts(&state))
    }

    /// A letter of the pattern that the key lacks.
    fn leave_out(&self, now: &mut [u64; SLIPS + 1]) {
        for slips in 1..=self.slips {
            now[slips] |= self.any(now[slips - 1]);
        }
    }

    fn follow(&self, states: u64, byte: u8) -> u64 {
        let at = usize::from(byte.min(127));
        if states == 0 || byte > 127 {
            return 0;
        }
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        let edges = range.and_then(|(from, to)| self.edges.get(usize::from(*from)..usize::from(*to)));
        edges.unwrap_or_default().iter().fold(0, |all, (from, to)| all | (states >> from & 1) << to)
    }

    fn any(&self, mut states: u64) -> u64 {
        let mut all = 0;
        while states != 0 {
            all |= self.next.get(states.trailing_zeros() as usize).copied().unwrap_or(0);
            states &= states - 1;
        }
        all
    }
}

/// Whether a typed word may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It is whole.
    Closed,
    /// It is the beginning of a word.
    Open,
}

/// The smaller of two numbers that may be missing.
pub(super) fn fewest(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    a.into_iter().chain(b).min()
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert_eq, proptest};

    use super::{Automaton, Ending, Pattern};
    use crate::search::pattern::Edge;

    fn plain(word: &str) -> Pattern {
        let edges = word.bytes().zip(0..).map(|(byte, at)| Edge { from: at, to: at + 1, byte }).collect();
        let length = word.len() as u8;
        Pattern { edges, end: length, exact_key: word.to_owned(), stem: word.to_owned(), length }
    }

    /// The distance with exchanges (optimal string alignment), by the textbook's table.
    fn distance(a: &[u8], b: &[u8]) -> usize {
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let same = usize::from(a[i - 1] != b[j - 1]);
                    let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + same);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(rows[i - 2][j - 2] + 1);
                    }
                    best
                };
            }
        }
        rows[a.len()][b.len()]
    }

    proptest! {
        #[test]
        fn slips_are_counted_as_by_the_table(word in "[abc]{1,7}", key in "[abc]{0,8}", slips in 0..3_usize) {
            let expected = Some(distance(word.as_bytes(), key.as_bytes())).filter(|found| *found <= slips);
            prop_assert_eq!(Automaton::new(&plain(&word), slips).matches(&key, Ending::Closed), expected);
        }

        #[test]
        fn a_beginning_is_as_good_as_its_best_cut(word in "[abc]{1,6}", key in "[abc]{1,9}", slips in 0..3_usize) {
            let cuts = 1..=key.len();
            let expected = cuts.map(|cut| distance(word.as_bytes(), &key.as_bytes()[..cut])).min();
            let found = Automaton::new(&plain(&word), slips).matches(&key, Ending::Open);
            prop_assert_eq!(found, expected.filter(|found| *found <= slips));
        }
    }

    #[test]
    fn the_readings_of_a_letter_are_tried_together() {
        let pattern = Pattern::of("panagqrishte").expect("letters");
        assert_eq!(Automaton::new(&pattern, 0).matches("panagiuri6te", Ending::Closed), Some(0));
        assert_eq!(Automaton::new(&pattern, 0).matches("panagiuri4te", Ending::Closed), None);
        assert_eq!(Automaton::new(&pattern, 1).matches("panagiuri4teto", Ending::Open), Some(1));
    }
}
