//! A list of records: what passes a selection and may be seen at a given hour. Without filters it holds nothing per
//! record; with one it reads the stored order in pieces; only two and more filters make it hold numbers. Never outlives
//! its edition: another one refuses it.

use std::ops::Range;
use std::sync::Arc;

use super::chunk;
use super::filter::{Filter, axis};
use super::layout::{EVENT_DAYS, NUMBERS_PER_CHUNK, ORDER_LENGTH, Tree, order_key, permutation, ranks};
use super::order::day_code;
use super::read::{Edition, ReadError};
use super::selection::{Selection, Time};
use crate::content::{Card, Civil, Id, Kind};
use crate::text::Lang;

/// The records that passed a selection at some hour. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    edition: u64,
    kind: Kind,
    axis: Lang,
    source: Source,
    /// The part of the source that is shown.
    window: Range<u32>,
    /// Places in the source, inside the window, that are not shown; ascending.
    skip: Arc<[u32]>,
    /// Whether the last of the window comes first.
    reversed: bool,
}

/// Where a list's numbers come from. They are ascending places in the kind's order for readers of the list's language.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Source {
    /// Every place.
    Whole,
    /// A stored order.
    Stored(Arc<str>),
    /// Numbers held here.
    Held(Arc<[u32]>),
}

impl List {
    /// The number of rows.
    pub fn len(&self) -> usize {
        (self.window.end - self.window.start) as usize - self.skip.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The kind of its records.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The place in the source of a row that exists.
    fn place(&self, row: usize) -> u32 {
        let row = if self.reversed { self.len() - 1 - row } else { row } as u32;
        // Before the skipped place number n, n others are skipped: so many of them move the wanted place on by one.
        let wanted = self.window.start + row;
        let (mut low, mut high) = (0, self.skip.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.skip.get(middle).is_some_and(|skipped| skipped - middle as u32 <= wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        wanted + low as u32
    }

    /// The row of a place in the source.
    fn row(&self, place: u32) -> Option<usize> {
        if !self.window.contains(&place) {
            return None;
        }
        let before = self.skip.binary_search(&place).err()?;
        let row = (place - self.window.start) as usize - before;
        Some(if self.reversed { self.len() - 1 - row } else { row })
    }
}

impl Edition {
    /// What passes `selection` and may be seen at `now`.
    ///
    /// # Errors
    /// If the edition is damaged.
    pub fn list(&self, selection: &Selection, now: Civil) -> Result<List, ReadError> {
        let axis = axis(selection.kind, selection.lang);
        let (source, length) = self.source(selection, axis)?;
        let mut list = List {
            edition: self.number(),
            kind: selection.kind,
            axis,
            source,
            window: 0..length,
            skip: Arc::default(),
            reversed: false,
        };
        if selection.kind == Kind::Event && selection.time != Time::All {
            let coming = self.first_past(&list, now)?;
            list.window = if selection.time == Time::Upcoming { 0..coming } else { coming..length };
            list.reversed = selection.time == Time::Upcoming;
        }
        list.skip = self.hidden_places(&list, now)?;
        Ok(list)
    }

    /// The cards of `rows`; rows beyond the end are left out.
    ///
    /// # Errors
    /// If the list is of another edition, or this one is damaged.
    pub fn rows(&self, list: &List, rows: Range<usize>) -> Result<Vec<Card>, ReadError> {
        self.ids(list, rows)?.into_iter().map(|id| self.card(id)).collect()
    }

    /// The ids of `rows`; rows beyond the end are left out.
    ///
    /// # Errors
    /// As for [`Edition::rows`].
    pub fn ids(&self, list: &List, rows: Range<usize>) -> Result<Vec<Id>, ReadError> {
        self.same(list)?;
        let rows = rows.start..rows.end.min(list.len());
        rows.map(|row| {
            let value = self.value(list, list.place(row))?;
            Ok(Id { kind: list.kind, number: self.number_at(list, value)? })
        })
        .collect()
    }

    /// The row of `id`; nothing if the list does not show it.
    ///
    /// # Errors
    /// As for [`Edition::rows`].
    pub fn position(&self, list: &List, id: Id) -> Result<Option<usize>, ReadError> {
        self.same(list)?;
        if id.kind != list.kind || id.number >= self.manifest().count(id.kind) {
            return Ok(None);
        }
        let value = self.value_of(list, id.number)?;
        Ok(self.place_of(list, value)?.and_then(|place| list.row(place)))
    }

    fn same(&self, list: &List) -> Result<(), ReadError> {
        if list.edition == self.number() {
            Ok(())
        } else {
            Err(ReadError::OtherEdition { list: list.edition, edition: self.number() })
        }
    }

    /// The source for the filters of `selection`, and its length.
    fn source(&self, selection: &Selection, axis: Lang) -> Result<(Source, u32), ReadError> {
        let mut names: Vec<(u32, String)> = Vec::new();
        for filter in Filter::of_selection(selection) {
            let name = filter.order(selection.kind, axis);
            names.push((self.order_length(&name)?, name));
        }
        names.sort();
        let Some(((length, rarest), others)) = names.split_first() else {
            return Ok((Source::Whole, self.manifest().count(selection.kind)));
        };
        if others.is_empty() || *length == 0 {
            return Ok((Source::Stored(rarest.as_str().into()), *length));
        }
        let mut held = self.whole_order(rarest, *length)?;
        for (length, name) in others {
            let other = self.whole_order(name, *length)?;
            held.retain(|number| other.binary_search(number).is_ok());
        }
        let length = held.len() as u32;
        Ok((Source::Held(held.into()), length))
    }

    /// The first place of `list` whose event is over on the day of `now` or has no day.
    fn first_past(&self, list: &List, now: Civil) -> Result<u32, ReadError> {
        let today = day_code(Some(now.day));
        partition(list.window.clone(), |place| Ok(self.order_value(EVENT_DAYS, self.value(list, place)?)? >= today))
    }

    /// The places inside the list's window that are hidden at `now`, ascending.
    fn hidden_places(&self, list: &List, now: Civil) -> Result<Arc<[u32]>, ReadError> {
        if self.clock_is_wrong(now) {
            return Ok(Arc::default());
        }
        let mut places = Vec::new();
        for (number, _) in self.timed(list.kind).iter().filter(|(_, visibility)| visibility.hidden(now).is_some()) {
            let value = self.value_of(list, *number)?;
            places.extend(self.place_of(list, value)?.filter(|place| list.window.contains(place)));
        }
        places.sort_unstable();
        Ok(places.into())
    }

    /// The place of `value` in the list's source.
    fn place_of(&self, list: &List, value: u32) -> Result<Option<u32>, ReadError> {
        let length = self.source_length(list)?;
        let place = partition(0..length, |place| Ok(self.value(list, place)? < value))?;
        Ok((place < length && self.value(list, place)? == value).then_some(place))
    }

    fn source_length(&self, list: &List) -> Result<u32, ReadError> {
        match &list.source {
            Source::Whole => Ok(self.manifest().count(list.kind)),
            Source::Stored(name) => self.order_length(name),
            Source::Held(numbers) => Ok(numbers.len() as u32),
        }
    }

    /// What stands at a place of the list's source: a place in the whole order for the list's language.
    fn value(&self, list: &List, place: u32) -> Result<u32, ReadError> {
        match &list.source {
            Source::Whole => Ok(place),
            Source::Stored(name) => self.order_value(name, place),
            Source::Held(numbers) => {
                numbers.get(place as usize).copied().ok_or_else(|| self.damage("a list is too short"))
            }
        }
    }

    /// The record's number, from its place in the whole order.
    fn number_at(&self, list: &List, value: u32) -> Result<u32, ReadError> {
        match list.axis {
            Lang::Bg => Ok(value),
            Lang::En => self.order_value(&permutation(list.kind, Lang::En), value),
        }
    }

    /// The place in the whole order, from the record's number.
    fn value_of(&self, list: &List, number: u32) -> Result<u32, ReadError> {
        match list.axis {
            Lang::Bg => Ok(number),
            Lang::En => self.order_value(&ranks(list.kind, Lang::En), number),
        }
    }

    /// The length of a stored order; 0 if there is none of this name.
    fn order_length(&self, name: &str) -> Result<u32, ReadError> {
        let payload = self.cached(Tree::Orders, &order_key(name, ORDER_LENGTH))?;
        let Some(payload) = payload else { return Ok(0) };
        chunk::number(&payload, 0).ok_or_else(|| self.damage("an order has no length"))
    }

    fn order_value(&self, name: &str, place: u32) -> Result<u32, ReadError> {
        let payload = self.cached(Tree::Orders, &order_key(name, place / NUMBERS_PER_CHUNK))?;
        let number = payload.and_then(|payload| chunk::number(&payload, (place % NUMBERS_PER_CHUNK) as usize));
        number.ok_or_else(|| self.damage(&format!("the order ‘{name}’ has no place {place}")))
    }

    fn whole_order(&self, name: &str, length: u32) -> Result<Vec<u32>, ReadError> {
        (0..length).map(|place| self.order_value(name, place)).collect()
    }
}

/// The first place of `range` for which `before` no longer holds.
fn partition(range: Range<u32>, before: impl Fn(u32) -> Result<bool, ReadError>) -> Result<u32, ReadError> {
    let Range { start: mut low, end: mut high } = range;
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle)? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(low)
}
