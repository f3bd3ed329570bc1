//! A search by names alone, while there is no index: looks at one record after the other.

use std::collections::BTreeMap;

use super::answer::{Answer, Hit};
use super::matcher::Matcher;
use super::query::{Query, words};
use crate::content::{Id, Kind};

/// A search without an index.
pub struct Scan<'a> {
    query: &'a Query,
    matcher: Matcher,
    /// Names that begin with the query stand first.
    found: [Vec<Id>; 2],
    total: u32,
    by_kind: BTreeMap<Kind, u32>,
    by_cluster: BTreeMap<u32, u32>,
}

impl<'a> Scan<'a> {
    /// A search for `query`.
    pub fn new(query: &'a Query) -> Self {
        let matcher = Matcher::new(&words(&query.text));
        let found = [Vec::new(), Vec::new()];
        Self { query, matcher, found, total: 0, by_kind: BTreeMap::new(), by_cluster: BTreeMap::new() }
    }

    /// Looks at a record: counts and keeps it if one of its names has all the words.
    pub fn look_at(&mut self, id: Id, clusters: &[u32], names: &[String]) {
        if !names.iter().any(|name| self.matcher.has_all(name)) {
            return;
        }
        let is_of = self.query.cluster.is_none_or(|cluster| clusters.contains(&cluster));
        let is_kind = self.query.kind.is_none_or(|kind| kind == id.kind);
        if is_of {
            *self.by_kind.entry(id.kind).or_default() += 1;
        }
        if is_kind {
            for cluster in clusters {
                *self.by_cluster.entry(*cluster).or_default() += 1;
            }
        }
        if is_of && is_kind {
            self.total += 1;
            let first = |name: &String| self.matcher.highlight(name).first().is_some_and(|range| range.start < 2);
            let [begin, others] = &mut self.found;
            let found = if names.iter().any(first) { begin } else { others };
            if found.len() < self.query.limit {
                found.push(id);
            }
        }
    }

    /// What was found.
    pub fn answer(self) -> Answer {
        let [begin, others] = self.found;
        let hits = begin.into_iter().map(|id| (id, 2.0)).chain(others.into_iter().map(|id| (id, 1.0)));
        Answer {
            hits: hits.map(|(id, score)| Hit { id, score }).take(self.query.limit).collect(),
            total: self.total,
            by_kind: self.by_kind.into_iter().collect(),
            by_cluster: self.by_cluster.into_iter().collect(),
            searched: None,
            matcher: self.matcher,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scan;
    use crate::content::{Id, Kind};
    use crate::search::Query;
    use crate::text::Lang;

    #[test]
    fn names_are_found_without_an_index() {
        let query = Query { text: "asarel".to_owned(), lang: Lang::Bg, kind: None, cluster: None, limit: 9 };
        let mut scan = Scan::new(&query);
        for (number, name) in ["Музей „Асарел“", "Медет", "Асарел-Медет"].into_iter().enumerate()
        {
            scan.look_at(Id { kind: Kind::Organisation, number: number as u32 }, &[4], &[name.to_owned()]);
        }
        let answer = scan.answer();
        assert_eq!(answer.hits.iter().map(|hit| hit.id.number).collect::<Vec<_>>(), [2, 0]);
        assert_eq!((answer.total, answer.by_cluster), (2, vec![(4, 2)]));
    }
}
