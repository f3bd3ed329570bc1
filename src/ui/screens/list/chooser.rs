//! Choosing a filter's value: the values there are, with the number of records of each.

use super::Model;
use super::areas::areas;
use crate::content::{OrganisationType, Slug};
use crate::edition::{ReadError, Selection, Time};
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
        let chosen = value.unwrap_or(Value::All);
        let selection = &mut self.selection;
        match (chooser.filter, chosen) {
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

    fn choices(&self, filter: Filter, scene: &Scene<'_>) -> Result<Vec<Choice>, ReadError> {
        let facets = self.facets(scene);
        let names = scene.strings.names;
        let all = Choice { text: scene.strings.list.all.to_owned(), count: facets.total as usize, value: Value::All };
        let mut choices = vec![all];
        let choice = |text: String, count: u32, value| Choice { text, count: count as usize, value };
        match filter {
            Filter::Type => {
                let types = facets.types.iter();
                choices
                    .extend(types.map(|(type_, n)| choice((names.types)(*type_).to_owned(), *n, Value::Type(*type_))));
            }
            Filter::Sector => {
                let sectors = facets.sectors.iter();
                choices.extend(
                    sectors.map(|(name, n)| choice(parts::sector(name, scene), *n, Value::Sector(name.clone()))),
                );
            }
            Filter::Place => choices.extend(facets.places.iter().map(|(place, n)| {
                choice(place.any(scene.lang).clone(), *n, Value::Place(place.any(crate::text::Lang::Bg).clone()))
            })),
            Filter::Cluster => {
                for (slug, n) in &facets.clusters {
                    choices.push(choice(parts::name(slug, scene)?, *n, Value::Cluster(slug.clone())));
                }
            }
            Filter::Time => {
                for (time, text) in
                    [(Time::Upcoming, scene.strings.list.upcoming), (Time::Past, scene.strings.list.past)]
                {
                    let selection = Selection { time, ..self.selection.clone() };
                    let count = scene.edition.list(&selection, scene.now)?.len();
                    choices.push(Choice { text: text.to_owned(), count, value: Value::Time(time) });
                }
            }
        }
        Ok(choices)
    }
}
