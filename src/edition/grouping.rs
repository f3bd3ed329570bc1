//! Gathers, while records are written, which records pass which filter. Never holds more than a number for each.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::facets::{Facets, MOST_PLACES, MOST_TAGS};
use super::filter::Filter;
use crate::content::{Card, Id, Kind, Localized};
use crate::text::{Lang, index_letters};

/// The numbers of the records that pass each filter.
#[derive(Default)]
pub(super) struct Groups {
    orders: BTreeMap<(Kind, Filter), Vec<u32>>,
    places: HashMap<String, Localized<String>>,
}

impl Groups {
    /// Notes that the record `id` passes `filters`. Records of a kind come in ascending order.
    pub(super) fn add(&mut self, id: Id, card: &Card, filters: Vec<Filter>) {
        if let Some(place) = &card.place {
            let known = self.places.get(place.any(Lang::Bg));
            if !matches!(known, Some(Localized::Both { .. })) {
                self.places.insert(place.any(Lang::Bg).clone(), place.clone());
            }
        }
        for filter in filters {
            self.orders.entry((id.kind, filter)).or_default().push(id.number);
        }
    }

    /// Every filter with its numbers.
    pub(super) fn orders(&self) -> impl Iterator<Item = (&(Kind, Filter), &Vec<u32>)> {
        self.orders.iter()
    }

    /// What can be offered for `kind`.
    pub(super) fn facets(&self, kind: Kind, total: u32) -> Facets {
        let mut facets = Facets { total, ..Facets::default() };
        for ((_, filter), numbers) in self.orders.iter().filter(|((of, _), _)| *of == kind) {
            let count = numbers.len() as u32;
            match filter {
                Filter::Cluster(slug) => facets.clusters.push((slug.clone(), count)),
                Filter::Type(type_) => facets.types.push((*type_, count)),
                Filter::Sector(name) => facets.sectors.push((name.clone(), count)),
                Filter::Place(name) => facets.places.extend(self.places.get(name).map(|place| (place.clone(), count))),
                Filter::Tag(name) => facets.tags.push((name.clone(), count)),
                Filter::Letter(lang, letter) => facets.letters_mut(*lang).push((*letter, count)),
            }
        }
        most_first(&mut facets.types, usize::MAX);
        most_first(&mut facets.sectors, usize::MAX);
        most_first(&mut facets.places, MOST_PLACES);
        most_first(&mut facets.clusters, usize::MAX);
        most_first(&mut facets.tags, MOST_TAGS);
        for lang in Lang::ALL {
            facets.letters_mut(lang).sort_by_key(|(letter, _)| {
                index_letters(lang).position(|known| known == *letter).unwrap_or(usize::MAX)
            });
        }
        facets
    }
}

/// The most frequent first; equal ones stay in their order.
fn most_first<T>(counts: &mut Vec<(T, u32)>, most: usize) {
    counts.sort_by_key(|(_, count)| Reverse(*count));
    counts.truncate(most);
}
