//! Writes a catalogue into a new database, and what can be found of it into a new search index; a few records in memory
//! at a time.
//! Never makes, names or syncs a folder, and never decides what is current.

use std::collections::{BTreeMap, HashMap};
use std::{fmt, io, thread};

use super::ahead::{Ahead, Prepared, Sources, missing, prepare};
use super::card::{Surroundings, card, letter};
use super::chunk;
use super::codec::{Damage, encode};
use super::facets::Facets;
use super::filter::Filter;
use super::grouping::Groups;
use super::indexing::{Feed, Written, feed};
use super::layout::{
    CARDS_PER_CHUNK, EVENT_DAYS, NUMBERS_PER_CHUNK, ORDER_LENGTH, Tree, has_two_orders, link_key, number_key,
    order_key, permutation, ranks,
};
use super::links::{Link, references};
use super::manifest::TreeSum;
use super::observer::{Observer, Progress};
use super::order::{day_code, last_day};
use super::plan::Plan;
use super::store::{Store, StoreError};
use super::verify::Summed;
use crate::content::{AnyRecord, Bodies, Card, Catalogue, Day, Id, Kind, Slug, Visibility};
use crate::search::{IndexWriter, SearchError};
use crate::text::Lang;

/// Why a catalogue cannot be written.
#[derive(Debug)]
pub(super) enum WriteError {
    /// The text of this record cannot be read any more.
    Body(Slug, io::Error),
    /// The database failed.
    Store(StoreError),
    /// A value has no bytes, or too many.
    Value(Damage),
    /// The search index failed.
    Search(SearchError),
}

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(slug, error) => write!(out, "the text of ‘{slug}’ cannot be read any more: {error}"),
            Self::Store(error) => error.fmt(out),
            Self::Value(damage) => damage.fmt(out),
            Self::Search(error) => error.fmt(out),
        }
    }
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<SearchError> for WriteError {
    fn from(error: SearchError) -> Self {
        Self::Search(error)
    }
}

impl From<Damage> for WriteError {
    fn from(damage: Damage) -> Self {
        Self::Value(damage)
    }
}

/// Writes everything and says what each tree now holds. `today` decides which memberships still count.
pub(super) fn write(
    store: &mut Store,
    catalogue: &Catalogue,
    bodies: &dyn Bodies,
    today: Day,
    index: &mut IndexWriter,
    observer: &mut dyn Observer,
) -> Result<(Plan, Vec<TreeSum>), WriteError> {
    let plan = Plan::new(catalogue, today);
    let sums = thread::scope(|scope| {
        let (found, indexing) = feed(scope, index, catalogue, &plan);
        let mut writer = Writer {
            out: Summed::new(store),
            ahead: prepare(scope, Sources { catalogue, bodies, plan: &plan }),
            catalogue,
            plan: &plan,
            around: Surroundings { ids: &plan.ids, members: &plan.members, today },
            groups: Groups::default(),
            links: HashMap::new(),
            timed: vec![Vec::new(); Kind::ALL.len()],
            event_days: Vec::new(),
            found,
            observer,
            done: 0,
        };
        let written = writer.everything();
        let Writer { out, found, .. } = writer;
        drop(found);
        // When the index fails, the writing ends because of it.
        indexing.finish()?;
        written.map(|()| out.sums())
    })?;
    Ok((plan, sums))
}

struct Writer<'a> {
    out: Summed<'a>,
    ahead: Ahead,
    catalogue: &'a Catalogue,
    plan: &'a Plan,
    around: Surroundings<'a>,
    groups: Groups,
    links: HashMap<Id, Vec<Link>>,
    timed: Vec<Vec<(u32, Visibility)>>,
    event_days: Vec<u32>,
    found: Feed,
    observer: &'a mut dyn Observer,
    done: u32,
}

impl Writer<'_> {
    fn everything(&mut self) -> Result<(), WriteError> {
        for kind in Kind::ALL {
            self.kind(*kind)?;
        }
        // If it is not taken the index has failed, and says so itself.
        let _ = self.found.flush();
        self.slugs()?;
        self.orders()?;
        self.links()?;
        self.meta()
    }

    fn kind(&mut self, kind: Kind) -> Result<(), WriteError> {
        let total = Kind::ALL.iter().map(|kind| self.plan.count(*kind)).sum();
        let mut cards = Vec::new();
        for number in 0..self.plan.count(kind) {
            cards.push(self.record(Id { kind, number })?);
            if cards.len() == CARDS_PER_CHUNK as usize {
                self.cards(kind, number / CARDS_PER_CHUNK, &mut cards)?;
            }
            self.done += 1;
            if self.done.is_multiple_of(64) || self.done == total {
                self.observer.progress(Progress::Writing { done: self.done, total });
            }
        }
        if cards.is_empty() {
            return Ok(());
        }
        self.cards(kind, (self.plan.count(kind) - 1) / CARDS_PER_CHUNK, &mut cards)
    }

    /// Writes the record and gives its card.
    fn record(&mut self, id: Id) -> Result<Card, WriteError> {
        let Prepared { mut record, envelope, plain } = self.ahead.next(id)?;
        self.out.put_sealed(Tree::Records(id.kind), &number_key(id.number), envelope)?;
        let card = card(&record, plain.as_ref(), id, &self.around);
        let refers = references(&record);
        let letters = has_two_orders(id.kind).then(|| Lang::ALL.map(|lang| letter(&record, lang)));
        self.groups.add(id, &card, Filter::of_record(&record, &card, letters));
        for (slug, relation) in &refers {
            let relation = *relation;
            if let Some(target) = self.plan.ids.get(slug).filter(|target| **target != id) {
                self.links.entry(*target).or_default().push(Link { from: id, relation });
            }
        }
        if let (false, Some(timed)) = (card.visibility.is_constant(), self.timed.get_mut(id.kind as usize)) {
            timed.push((id.number, card.visibility));
        }
        if let AnyRecord::Event(event) = &record {
            self.event_days.push(day_code(last_day(event)));
        }
        record.head_mut().body = None;
        let written = Written { record, plain, card: card.clone(), refers };
        if self.found.send(written).is_err() {
            return Err(missing(id).into());
        }
        Ok(card)
    }

    fn cards(&mut self, kind: Kind, chunk: u32, cards: &mut Vec<Card>) -> Result<(), WriteError> {
        self.out.put(Tree::Cards(kind), &number_key(chunk), &chunk::of_cards(cards)?)?;
        cards.clear();
        Ok(())
    }

    fn slugs(&mut self) -> Result<(), WriteError> {
        let mut ids: Vec<(&Slug, &Id)> = self.plan.ids.iter().collect();
        ids.sort();
        for (slug, id) in ids {
            self.out.put(Tree::Slugs, slug.as_str().as_bytes(), &encode(id)?)?;
        }
        Ok(())
    }

    fn orders(&mut self) -> Result<(), WriteError> {
        let mut orders: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for ((kind, filter), numbers) in self.groups.orders() {
            if filter.is_in(Lang::Bg) {
                orders.insert(filter.order(*kind, Lang::Bg), numbers.clone());
            }
            if let Some(ranks) = self.plan.ranks(*kind).filter(|_| filter.is_in(Lang::En)) {
                let mut places: Vec<u32> = numbers.iter().filter_map(|n| ranks.get(*n as usize).copied()).collect();
                places.sort_unstable();
                orders.insert(filter.order(*kind, Lang::En), places);
            }
        }
        for kind in Kind::ALL {
            if let Some(of_kind) = self.plan.ranks(*kind) {
                let mut numbers: Vec<u32> = (0..of_kind.len() as u32).collect();
                numbers.sort_by_key(|number| of_kind.get(*number as usize));
                orders.insert(permutation(*kind, Lang::En), numbers);
                orders.insert(ranks(*kind, Lang::En), of_kind.to_vec());
            }
        }
        orders.insert(EVENT_DAYS.to_owned(), std::mem::take(&mut self.event_days));
        for (name, numbers) in &orders {
            for (chunk, numbers) in numbers.chunks(NUMBERS_PER_CHUNK as usize).enumerate() {
                self.out.put(Tree::Orders, &order_key(name, chunk as u32), &chunk::of_numbers(numbers))?;
            }
            let length = chunk::of_numbers(&[numbers.len() as u32]);
            self.out.put(Tree::Orders, &order_key(name, ORDER_LENGTH), &length)?;
        }
        Ok(())
    }

    fn links(&mut self) -> Result<(), WriteError> {
        let mut links: Vec<(Id, Vec<Link>)> = self.links.drain().collect();
        links.sort();
        for (id, mut from) in links {
            from.sort();
            self.out.put(Tree::Links, &link_key(id), &encode(&from)?)?;
        }
        Ok(())
    }

    /// In the order of the keys.
    fn meta(&mut self) -> Result<(), WriteError> {
        let facets: Vec<Facets> =
            Kind::ALL.iter().map(|kind| self.groups.facets(*kind, self.plan.count(*kind))).collect();
        self.out.put(Tree::Meta, b"drafts", &encode(&self.plan.drafts)?)?;
        self.out.put(Tree::Meta, b"facets", &encode(&facets)?)?;
        self.out.put(Tree::Meta, b"kiosk", &encode(&self.catalogue.kiosk)?)?;
        self.out.put(Tree::Meta, b"timed", &encode(&self.timed)?)
    }
}
