//! Who gets which number, and what the other alphabet makes of it, before anything is written. Never holds a body.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::card::memberships_on;
use super::layout::has_two_orders;
use super::order::order;
use crate::content::{AnyRecord, Catalogue, Day, Head, Id, Kind, Localized, Record, Slug};
use crate::text::Lang;

/// A record that is not published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its stable name.
    pub slug: Slug,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub title: Localized<String>,
}

/// The numbers of all records of an edition.
pub(super) struct Plan {
    /// For each kind of [`Kind::ALL`]: the places in the catalogue's list, by number.
    places: Vec<Vec<u32>>,
    /// For each kind with two orders: the English rank of each number.
    ranks: Vec<Option<Vec<u32>>>,
    /// Where each record is.
    pub(super) ids: HashMap<Slug, Id>,
    /// How many organisations belong to each cluster.
    pub(super) members: HashMap<Slug, u32>,
    /// What is left out.
    pub(super) drafts: Vec<Draft>,
}

impl Plan {
    /// The numbers that `catalogue` gets on the day `today`.
    pub(super) fn new(catalogue: &Catalogue, today: Day) -> Self {
        let places: Vec<Vec<u32>> = Kind::ALL.iter().map(|kind| order(catalogue, *kind, Lang::Bg)).collect();
        let mut ids = HashMap::new();
        for (kind, places) in Kind::ALL.iter().zip(&places) {
            for (number, place) in places.iter().enumerate() {
                if let Some(Head { slug, .. }) = head(catalogue, *kind, *place as usize) {
                    ids.insert(slug.clone(), Id { kind: *kind, number: number as u32 });
                }
            }
        }
        let ranks =
            Kind::ALL.iter().zip(&places).map(|(kind, places)| english_ranks(catalogue, *kind, places)).collect();
        let mut members = HashMap::new();
        for organisation in catalogue.organisations.iter().filter(|o| !o.head.visibility.draft) {
            let mut clusters: Vec<&Slug> = memberships_on(organisation, today).map(|m| &m.cluster).collect();
            clusters.sort();
            clusters.dedup();
            for cluster in clusters {
                *members.entry(cluster.clone()).or_insert(0) += 1;
            }
        }
        let drafts = catalogue.heads().filter(|(_, head)| head.visibility.draft);
        let drafts =
            drafts.map(|(kind, head)| Draft { slug: head.slug.clone(), kind, title: head.title.clone() }).collect();
        Self { places, ranks, ids, members, drafts }
    }

    /// The number of records of `kind`.
    pub(super) fn count(&self, kind: Kind) -> u32 {
        self.places.get(kind as usize).map_or(0, |places| places.len() as u32)
    }

    /// The English rank of each number, for a kind with two orders.
    pub(super) fn ranks(&self, kind: Kind) -> Option<&[u32]> {
        self.ranks.get(kind as usize)?.as_deref()
    }

    /// What the record with this slug is called.
    pub(super) fn title<'a>(&self, catalogue: &'a Catalogue, slug: &Slug) -> Option<&'a Localized<String>> {
        let id = self.ids.get(slug)?;
        let place = *self.places.get(id.kind as usize)?.get(id.number as usize)? as usize;
        head(catalogue, id.kind, place).map(|head| &head.title)
    }

    /// A copy of the record `id`, without a body that stands in a file of its own.
    pub(super) fn record(&self, catalogue: &Catalogue, id: Id) -> Option<AnyRecord> {
        let place = *self.places.get(id.kind as usize)?.get(id.number as usize)? as usize;
        Some(match id.kind {
            Kind::Cluster => catalogue.clusters.get(place)?.clone().into(),
            Kind::Organisation => catalogue.organisations.get(place)?.clone().into(),
            Kind::Person => catalogue.people.get(place)?.clone().into(),
            Kind::Article => catalogue.articles.get(place)?.clone().into(),
            Kind::Event => catalogue.events.get(place)?.clone().into(),
            Kind::Project => catalogue.projects.get(place)?.clone().into(),
            Kind::Page => catalogue.pages.get(place)?.clone().into(),
        })
    }
}

fn head(catalogue: &Catalogue, kind: Kind, place: usize) -> Option<&Head> {
    fn of<R: Record>(records: &[R], place: usize) -> Option<&Head> {
        records.get(place).map(Record::head)
    }
    match kind {
        Kind::Cluster => of(&catalogue.clusters, place),
        Kind::Organisation => of(&catalogue.organisations, place),
        Kind::Person => of(&catalogue.people, place),
        Kind::Article => of(&catalogue.articles, place),
        Kind::Event => of(&catalogue.events, place),
        Kind::Project => of(&catalogue.projects, place),
        Kind::Page => of(&catalogue.pages, place),
    }
}

fn english_ranks(catalogue: &Catalogue, kind: Kind, main: &[u32]) -> Option<Vec<u32>> {
    if !has_two_orders(kind) {
        return None;
    }
    let english: HashMap<u32, u32> =
        order(catalogue, kind, Lang::En).into_iter().enumerate().map(|(rank, place)| (place, rank as u32)).collect();
    Some(main.iter().map(|place| english.get(place).copied().unwrap_or(0)).collect())
}
