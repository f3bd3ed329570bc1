//! Orders what was found: filters, counts, what is new or to come, what the name itself says. Never reads a posting list.

use std::collections::BTreeSet;

use super::answer::{Answer, Hit};
use super::build::language_bit;
use super::columns::{Column, day_number};
use super::error::SearchError;
use super::gather::Scored;
use super::index::Index;
use super::meaning::Meaning;
use super::query::{Around, Query};
use crate::content::Kind;

/// So many of the best have their names compared with the query; and as many of the kinds that are asked for by name.
const JUDGED: usize = 100;

/// What can be read in the visitor's language.
const OWN_LANGUAGE: f32 = 1.1;

/// An event that is to come.
const TO_COME: f32 = 1.6;

/// More than any standing: kind, time and language at their best.
const STANDING: f32 = 1.8;

/// A news item of today beside one of long ago, and after how many days half of that is gone.
const NEW: f32 = 0.5;
const HALF: f32 = 365.0;

/// The name is the query; begins with it; has its words side by side; has them all.
const WHOLE_NAME: f32 = 12.0;
const BEGINS_NAME: f32 = 3.5;
const SIDE_BY_SIDE: f32 = 1.8;
const ALL_IN_NAME: f32 = 1.4;

/// From this fit on a word is whole, not a beginning.
const WHOLE_WORD: f32 = 0.89;

/// A document with its score, as one number: the better, the smaller; among equals the newer document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ranked(u64);

impl Ranked {
    /// `score` is not negative: such numbers are in the order of their bits.
    const fn new(score: f32, document: u32) -> Self {
        Self(((u32::MAX - score.to_bits()) as u64) << 32 | document as u64)
    }

    const fn score(self) -> f32 {
        f32::from_bits(u32::MAX - (self.0 >> 32) as u32)
    }

    const fn document(self) -> u32 {
        self.0 as u32
    }
}

/// The answer that `scored` gives: `meanings` are those of the query's words in their order.
pub(super) fn rank(
    index: &Index,
    query: &Query,
    around: &Around<'_>,
    meanings: &[Meaning],
    scored: &Scored,
) -> Result<Answer, SearchError> {
    let standing = Standing::new(query, day_number(around.now.day));
    let mut counts = Counts::new(index);
    // What a name says only raises a score: who is not among the first before is not after.
    let mut best = Best::new(query.limit.max(JUDGED));
    let mut asked = Best::new(JUDGED * 2);
    let mut total = 0;
    for (document, score) in scored.documents.iter().zip(&scored.scores) {
        let column = index.column(*document)?;
        if (around.hidden)(column.id) {
            continue;
        }
        counts.add(&column);
        if query.kind.is_none_or(|kind| kind == column.id.kind) && counts.is_of(&column, query.cluster) {
            total += 1;
            let is_named = is_named(column.id.kind);
            // Of many most are far behind, however well they stand.
            let at_best = Ranked::new(score * STANDING, 0);
            if at_best > best.last && (!is_named || at_best > asked.last) {
                continue;
            }
            let ranked = Ranked::new(score * standing.of(&column), *document);
            best.add(ranked);
            if is_named {
                asked.add(ranked);
            }
        }
    }
    let mut ranked = best.finish();
    for ranked in ranked.iter_mut().take(JUDGED) {
        *ranked = judge(index, meanings, *ranked)?;
    }
    let known: BTreeSet<u32> = ranked.iter().take(JUDGED).map(|ranked| ranked.document()).collect();
    let others = asked.finish().into_iter().filter(|ranked| !known.contains(&ranked.document()));
    for other in others.take(JUDGED) {
        let judged = judge(index, meanings, other)?;
        match ranked.iter_mut().find(|ranked| ranked.document() == other.document()) {
            Some(same) => *same = judged,
            None => ranked.push(judged),
        }
    }
    ranked.sort_unstable();
    ranked.truncate(query.limit);
    let hit = |ranked: Ranked| Ok(Hit { id: index.column(ranked.document())?.id, score: ranked.score() });
    Ok(Answer {
        hits: ranked.into_iter().map(hit).collect::<Result<_, SearchError>>()?,
        total,
        by_kind: counts.by_kind(query.cluster),
        by_cluster: counts.by_cluster(query.kind),
        ..Answer::default()
    })
}

/// The best of many, without keeping them all.
struct Best {
    most: usize,
    /// At most twice as many.
    kept: Vec<Ranked>,
    /// The last of the best so far, once there are enough.
    last: Ranked,
}

impl Best {
    const fn new(most: usize) -> Self {
        Self { most, kept: Vec::new(), last: Ranked(u64::MAX) }
    }

    #[inline]
    fn add(&mut self, ranked: Ranked) {
        if ranked > self.last {
            return;
        }
        self.kept.push(ranked);
        if self.kept.len() >= self.most * 2 {
            let (_, last, _) = self.kept.select_nth_unstable(self.most - 1);
            self.last = *last;
            self.kept.truncate(self.most);
        }
    }

    /// Best first.
    fn finish(mut self) -> Vec<Ranked> {
        self.kept.sort_unstable();
        self.kept.truncate(self.most);
        self.kept
    }
}

/// What a document has whatever was asked: its kind, its age, its language.
struct Standing {
    today: u16,
    language: u8,
}

impl Standing {
    fn new(query: &Query, today: u16) -> Self {
        Self { today, language: language_bit(query.lang) }
    }

    #[inline]
    fn of(&self, column: &Column) -> f32 {
        let kind = match column.id.kind {
            Kind::Cluster => 1.2,
            Kind::Organisation => 1.15,
            Kind::Person => 1.1,
            Kind::Project => 1.05,
            Kind::Article | Kind::Event | Kind::Page => 1.0,
        };
        let age = f32::from(self.today) - f32::from(column.day);
        let time = match column.id.kind {
            Kind::Event if column.day >= self.today => TO_COME,
            Kind::Article | Kind::Event if column.day > 0 => 1.0 + NEW * HALF / (HALF + age.max(0.0)),
            _ => 1.0,
        };
        let own = column.languages == 0 || column.languages & self.language != 0;
        kind * time * if own { OWN_LANGUAGE } else { 1.0 }
    }
}

/// The document with what its names say about the query.
fn judge(index: &Index, meanings: &[Meaning], ranked: Ranked) -> Result<Ranked, SearchError> {
    let names = index.names(ranked.document())?;
    let said = names.iter().map(|name| of_name(index, name, meanings)).fold(1.0, f32::max);
    Ok(Ranked::new(ranked.score() * said, ranked.document()))
}

/// Whether a name of the document has all the words.
pub(super) fn is_in_name(index: &Index, meanings: &[Meaning], document: u32) -> Result<bool, SearchError> {
    Ok(index.names(document)?.iter().any(|name| of_name(index, name, meanings) > 1.0))
}

/// Whether records of this kind are asked for by name.
const fn is_named(kind: Kind) -> bool {
    !matches!(kind, Kind::Article | Kind::Event)
}

/// What a name says about the query.
fn of_name(index: &Index, name: &[u32], meanings: &[Meaning]) -> f32 {
    let weight = |word: usize, at: usize| {
        let (meaning, stem) = (meanings.get(word), name.get(at));
        meaning.zip(stem).map_or(0.0, |(meaning, stem)| meaning.weight(index, *stem))
    };
    let run = |start: usize| {
        let weights = (0..meanings.len()).map(|word| weight(word, start + word));
        weights.fold(1.0_f32, f32::min)
    };
    let at_start = run(0);
    if meanings.is_empty() || name.is_empty() {
        return 1.0;
    }
    if at_start > 0.0 {
        let whole = name.len() == meanings.len() && at_start >= WHOLE_WORD;
        return 1.0 + (if whole { WHOLE_NAME } else { BEGINS_NAME }) * at_start * at_start;
    }
    let side_by_side = (1..name.len()).map(run).fold(0.0, f32::max);
    if side_by_side > 0.0 {
        return 1.0 + (SIDE_BY_SIDE - 1.0) * side_by_side;
    }
    let each = (0..meanings.len()).map(|word| (0..name.len()).map(|at| weight(word, at)).fold(0.0, f32::max));
    1.0 + (ALL_IN_NAME - 1.0) * each.fold(1.0, f32::min)
}

/// How many were found of each set of clusters and kind.
struct Counts<'a> {
    index: &'a Index,
    /// For each set, for each kind.
    counts: Vec<[u32; Kind::ALL.len()]>,
}

impl<'a> Counts<'a> {
    fn new(index: &'a Index) -> Self {
        Self { index, counts: vec![[0; Kind::ALL.len()]; index.sets.len()] }
    }

    #[inline]
    fn add(&mut self, column: &Column) {
        let of_set = self.counts.get_mut(usize::from(column.set));
        if let Some(count) = of_set.and_then(|kinds| kinds.get_mut(column.id.kind as usize)) {
            *count += 1;
        }
    }

    fn is_of(&self, column: &Column, cluster: Option<u32>) -> bool {
        let has = |cluster| self.index.sets.get(usize::from(column.set)).is_some_and(|set| set.contains(&cluster));
        cluster.is_none_or(|cluster| has(cluster) || column.id.kind == Kind::Cluster && column.id.number == cluster)
    }

    fn by_kind(&self, cluster: Option<u32>) -> Vec<(Kind, u32)> {
        let sets = self.index.sets.iter().zip(&self.counts);
        let of = |kind: Kind| {
            let chosen = sets.clone().filter(|(set, _)| cluster.is_none_or(|cluster| set.contains(&cluster)));
            chosen.filter_map(|(_, kinds)| kinds.get(kind as usize)).sum()
        };
        Kind::ALL.iter().map(|kind| (*kind, of(*kind))).filter(|(_, count)| *count > 0).collect()
    }

    fn by_cluster(&self, kind: Option<Kind>) -> Vec<(u32, u32)> {
        let mut found = std::collections::BTreeMap::new();
        for (set, kinds) in self.index.sets.iter().zip(&self.counts) {
            let count: u32 = kinds
                .iter()
                .zip(Kind::ALL)
                .filter(|(_, of)| kind.is_none_or(|kind| kind == **of))
                .map(|(n, _)| n)
                .sum();
            for cluster in set.iter().filter(|_| count > 0) {
                *found.entry(*cluster).or_insert(0) += count;
            }
        }
        found.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert_eq;

    use super::{Best, Column, Kind, Ranked, STANDING, Standing, language_bit};
    use crate::content::Id;
    use crate::text::Lang;

    proptest::proptest! {
        #[test]
        fn the_best_are_those_of_all(scores in proptest::collection::vec(0.0_f32..9.0, 0..200), most in 1..9_usize) {
            let all: Vec<Ranked> = (0..).zip(&scores).map(|(document, score)| Ranked::new(*score, document)).collect();
            let mut best = Best::new(most);
            for ranked in &all {
                best.add(*ranked);
            }
            let mut sorted = all;
            sorted.sort_unstable();
            sorted.truncate(most);
            prop_assert_eq!(best.finish(), sorted);
        }
    }

    #[test]
    fn nothing_stands_better_than_the_bound_says() {
        for kind in Kind::ALL {
            for day in [0, 1, 40_000, 45_000, u16::MAX] {
                for lang in Lang::ALL {
                    let standing = Standing { today: 45_000, language: language_bit(lang) };
                    let id = Id { kind: *kind, number: 7 };
                    let languages = language_bit(Lang::Bg) | language_bit(Lang::En);
                    let column = Column { id, day, set: 0, body: 9, strong: 9, languages };
                    assert!(standing.of(&column) <= STANDING, "{column:?}");
                }
            }
        }
    }
}
