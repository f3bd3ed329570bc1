//! Choosing a filter's value: the values there are, with the number of records of each.

use super::Model;
use super::areas::areas;
use super::reading::counts;
use crate::content::{OrganisationType, Slug};
use crate::edition::{ReadError, Selection, Time};
use crate::text::Lang;
use crate::ui::cursor::Cursor;
use crate::ui::records::{Filter, parts};
use crate::ui::scene::Scene;
use crate::ui::screens::Request;

/// The values of a filter, one of them selected.
#[derive(Debug)]
pub struct Chooser {
    /// Which filter.
    pub filter: Filter,
    /// Its values; the first one is all.
    pub choices: Vec<Choice>,
    /// Which one is selected.
    pub cursor: Cursor,
}

/// A value with its name and the number of records that have it.
#[derive(Debug)]
pub struct Choice {
    /// Its name.
    pub text: String,
    /// How many records have it.
    pub count: usize,
    value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    All,
    Type(OrganisationType),
    Sector(String),
    Place(String),
    Cluster(Slug),
    Time(Time),
}

impl Model {
    /// Opens the choice of `filter`, with the value that is set selected.
    pub(super) fn choose(&mut self, filter: Filter, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let choices = self.choices(filter, scene)?;
        if choices.len() < 2 {
            return Ok(Request::Refuse(scene.strings.list.nothing_to_choose.to_owned()));
        }
        let set = self.set_value(filter);
        let selected = choices.iter().position(|choice| choice.value == set).unwrap_or(0);
        let len = choices.len();
        self.chooser = Some(Chooser { filter, choices, cursor: Cursor::default() });
        let page = areas(self, &scene.grid).page();
        if let Some(chooser) = &mut self.chooser {
            chooser.cursor.fit(len, page);
            chooser.cursor.select(selected);
        }
        Ok(Request::Stay)
    }

    /// Filters by the selected value.
    pub(super) fn take(&mut self, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let Some(chooser) = self.chooser.take() else { return Ok(Request::Stay) };
        let value = chooser.choices.into_iter().nth(chooser.cursor.selected()).map(|choice| choice.value);
        set(&mut self.selection, chooser.filter, value.unwrap_or(Value::All));
        self.relist(None, scene)?;
        Ok(Request::Stay)
    }

    fn set_value(&self, filter: Filter) -> Value {
        let selection = &self.selection;
        let set = match filter {
            Filter::Type => selection.type_.map(Value::Type),
            Filter::Sector => selection.sector.clone().map(Value::Sector),
            Filter::Place => selection.place.clone().map(Value::Place),
            Filter::Cluster => selection.cluster.clone().map(Value::Cluster),
            Filter::Time => (selection.time != Time::All).then_some(Value::Time(selection.time)),
        };
        set.unwrap_or(Value::All)
    }

    /// The values of `filter` that leave something with the other filters that are set, and the one that is set.
    fn choices(&self, filter: Filter, scene: &Scene<'_>) -> Result<Vec<Choice>, ReadError> {
        let mut others = self.selection.clone();
        set(&mut others, filter, Value::All);
        let count = scene.edition.list(&others, scene.now)?.len();
        let mut choices = vec![Choice { text: scene.strings.list.all.to_owned(), count, value: Value::All }];
        let values = self.values(filter, scene)?;
        let counts = counts(&others, values.iter(), |value, others| set(others, filter, value.clone()), scene)?;
        let chosen = self.set_value(filter);
        for (value, count) in counts.into_iter().filter(|(value, count)| *count > 0 || **value == chosen) {
            choices.push(Choice { text: self.text(value, scene)?, count: count as usize, value: value.clone() });
        }
        Ok(choices)
    }

    /// Every value of `filter`, with the number of records of the whole kind that have it; of times, of those that pass the
    /// other filters, which is quickly known.
    fn values(&self, filter: Filter, scene: &Scene<'_>) -> Result<Vec<(Value, u32)>, ReadError> {
        let facets = self.facets(scene);
        Ok(match filter {
            Filter::Type => facets.types.iter().map(|(type_, n)| (Value::Type(*type_), *n)).collect(),
            Filter::Sector => facets.sectors.iter().map(|(name, n)| (Value::Sector(name.clone()), *n)).collect(),
            Filter::Place => {
                facets.places.iter().map(|(place, n)| (Value::Place(place.any(Lang::Bg).clone()), *n)).collect()
            }
            Filter::Cluster => facets.clusters.iter().map(|(slug, n)| (Value::Cluster(slug.clone()), *n)).collect(),
            Filter::Time => {
                let mut times = Vec::new();
                for time in [Time::Upcoming, Time::Past] {
                    let list = scene.edition.list(&Selection { time, ..self.selection.clone() }, scene.now)?;
                    times.push((Value::Time(time), list.len() as u32));
                }
                times
            }
        })
    }

    fn text(&self, value: &Value, scene: &Scene<'_>) -> Result<String, ReadError> {
        let words = scene.strings.list;
        Ok(match value {
            Value::Type(type_) => (scene.strings.names.types)(*type_).to_owned(),
            Value::Sector(name) => parts::sector(name, scene),
            Value::Place(key) => parts::place_name(self.shelf.kind, key, scene),
            Value::Cluster(slug) => parts::name(slug, scene)?,
            Value::Time(Time::Upcoming) => words.upcoming.to_owned(),
            Value::Time(Time::Past) => words.past.to_owned(),
            Value::Time(Time::All) | Value::All => words.all.to_owned(),
        })
    }
}

/// Sets `filter` to `value`.
fn set(selection: &mut Selection, filter: Filter, value: Value) {
    match (filter, value) {
        (_, Value::Type(type_)) => selection.type_ = Some(type_),
        (_, Value::Sector(sector)) => selection.sector = Some(sector),
        (_, Value::Place(place)) => selection.place = Some(place),
        (_, Value::Cluster(cluster)) => selection.cluster = Some(cluster),
        (_, Value::Time(time)) => selection.time = time,
        (Filter::Type, Value::All) => selection.type_ = None,
        (Filter::Sector, Value::All) => selection.sector = None,
        (Filter::Place, Value::All) => selection.place = None,
        (Filter::Cluster, Value::All) => selection.cluster = None,
        (Filter::Time, Value::All) => selection.time = Time::All,
    }
}
