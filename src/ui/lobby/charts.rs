//! The charts among the pictures: only those that what is published gives something to compare for. Never invents a figure,
//! and reads no more than a few hundred cards, whatever the size of the content.

use std::cmp::Reverse;

use super::reel::{Value, both};
use crate::content::{Card, CardDetail, Civil, Day, Kind, Localized, OrganisationType, PartialDate, Project, Slug};
use crate::edition::{Edition, List, ReadError, Selection};
use crate::text::numbers::{grouped, money};
use crate::text::{Lang, dates};
use crate::ui::strings::{Lobby, Strings};

/// Bars of a chart at most; the longest ones are kept.
const BARS: usize = 10;
/// A chart whose longest bar counts fewer things compares nothing.
const LONGEST: u64 = 3;
/// Records of a kind that are looked at: the newest articles and events, the first others by name.
const LOOKED_AT: usize = 400;
/// Years and months of a chart over time.
const SPAN: usize = 12;

/// A chart.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What it compares, in the order of [`Lang::ALL`].
    pub named: [&'static str; 2],
    /// Whether it is about the cluster at home alone.
    pub of_home: bool,
    /// Its bars.
    pub bars: Vec<Value>,
    /// What it counts; its list is what it leads to.
    pub kind: Kind,
}

struct Maker<'a> {
    edition: &'a Edition,
    now: Civil,
    lang: Lang,
    made: Vec<Chart>,
}

/// The charts of an edition, as they are at `now`.
///
/// # Errors
/// If the edition cannot be read.
pub fn charts(edition: &Edition, now: Civil, lang: Lang) -> Result<Vec<Chart>, ReadError> {
    let mut maker = Maker { edition, now, lang, made: Vec::new() };
    if let Some(home) = &edition.kiosk().home {
        maker.types(home)?;
        maker.sectors(home)?;
        maker.places(home)?;
    }
    maker.clusters()?;
    maker.programmes()?;
    maker.budgets()?;
    maker.over_time(Kind::Article, |words| [words.news_by_year, words.news_by_month])?;
    maker.over_time(Kind::Event, |words| [words.events_by_year, words.events_by_month])?;
    Ok(maker.made)
}

impl Maker<'_> {
    fn types(&mut self, home: &Slug) -> Result<(), ReadError> {
        let mut bars = Vec::new();
        for type_ in OrganisationType::ALL {
            let count = self.members(home, |all| Selection { type_: Some(*type_), ..all })?;
            let name = |lang| (Strings::of(lang).names.types)(*type_).to_owned();
            bars.push(counted(&Localized::Both { bg: name(Lang::Bg), en: name(Lang::En) }, count, self.lang));
        }
        self.add(|words| words.by_type, true, bars, Kind::Organisation);
        Ok(())
    }

    fn sectors(&mut self, home: &Slug) -> Result<(), ReadError> {
        let mut bars = Vec::new();
        for (sector, words) in &self.edition.kiosk().sectors {
            let count = self.members(home, |all| Selection { sector: Some(sector.clone()), ..all })?;
            bars.push(counted(words, count, self.lang));
        }
        self.add(|words| words.by_sector, true, bars, Kind::Organisation);
        Ok(())
    }

    fn places(&mut self, home: &Slug) -> Result<(), ReadError> {
        let mut bars = Vec::new();
        // In a large directory the first places have the most organisations.
        for (place, _) in self.edition.facets(Kind::Organisation).places.iter().take(3 * BARS) {
            let key = place.any(Lang::Bg).clone();
            let count = self.members(home, |all| Selection { place: Some(key), ..all })?;
            bars.push(counted(place, count, self.lang));
        }
        self.add(|words| words.by_place, true, bars, Kind::Organisation);
        Ok(())
    }

    fn members(&self, home: &Slug, narrowed: impl FnOnce(Selection) -> Selection) -> Result<u64, ReadError> {
        let all = Selection { cluster: Some(home.clone()), ..Selection::all(Kind::Organisation, self.lang) };
        Ok(self.edition.list(&narrowed(all), self.now)?.len() as u64)
    }

    fn clusters(&mut self) -> Result<(), ReadError> {
        let bars = self.cards(Kind::Cluster)?.into_iter().filter_map(|card| match card.detail {
            CardDetail::Cluster { members, .. } => Some(counted(&card.title, members.into(), self.lang)),
            _ => None,
        });
        let bars = bars.collect();
        self.add(|words| words.clusters_by_members, false, bars, Kind::Cluster);
        Ok(())
    }

    fn programmes(&mut self) -> Result<(), ReadError> {
        let mut sums: Vec<(Localized<String>, u64)> = Vec::new();
        for card in self.cards(Kind::Project)? {
            let CardDetail::Project { programme: Some(programme), .. } = card.detail else { continue };
            match sums.iter_mut().find(|(known, _)| *known == programme) {
                Some((_, sum)) => *sum += 1,
                None => sums.push((programme, 1)),
            }
        }
        let bars = sums.iter().map(|(programme, count)| counted(programme, *count, self.lang)).collect();
        self.add(|words| words.projects_by_programme, false, bars, Kind::Project);
        Ok(())
    }

    /// Projects by what they cost: those in the currency most of them are stated in, as sums are never converted.
    fn budgets(&mut self) -> Result<(), ReadError> {
        let mut stated = Vec::new();
        for card in self.cards(Kind::Project)? {
            let project: Project = self.edition.record(card.id)?;
            stated.extend(project.budget.map(|budget| (card.title, budget)));
        }
        let count = |currency: &str| stated.iter().filter(|(_, budget)| budget.currency == currency).count();
        let Some(usual) = stated.iter().map(|(_, budget)| budget.currency.clone()).max_by_key(|name| count(name))
        else {
            return Ok(());
        };
        let alike = stated.iter().filter(|(_, budget)| budget.currency == usual && budget.cents > 0);
        let bars = alike.map(|(title, budget)| Value {
            text: money(budget.cents, &budget.currency, self.lang),
            ..counted(title, budget.cents.unsigned_abs(), self.lang)
        });
        let bars = bars.collect();
        self.add(|words| words.projects_by_budget, false, bars, Kind::Project);
        Ok(())
    }

    /// How many there are a year; a month, where those that are looked at are all of one year.
    fn over_time(&mut self, kind: Kind, names: impl Fn(&Lobby) -> [&'static str; 2]) -> Result<(), ReadError> {
        let list = self.list(kind)?;
        let cards = self.edition.rows(&list, 0..LOOKED_AT)?;
        // What is not looked at is no later than the last card, or has no date as that one.
        let unseen = cards.last().filter(|_| list.len() > LOOKED_AT).and_then(last_day);
        let dates: Vec<&PartialDate> = cards.iter().filter_map(|card: &Card| card.date.as_ref()).collect();
        let years = counts(dates.iter().filter_map(|date| date.year()), unseen.map(Day::year));
        if years.len() > 1 {
            let bars = whole_years(&years).into_iter().map(|(year, count)| in_time(year.to_string(), count)).collect();
            self.push(|words| names(words)[0], false, bars, kind);
            return Ok(());
        }
        let year_and_month = |day: Day| (day.year(), day.month());
        let months =
            counts(dates.iter().filter_map(|date| month(date)).map(year_and_month), unseen.map(year_and_month));
        let month_of = |(year, month): (i16, u8)| format!("{} {year}", dates::month(month, self.lang));
        let bars = months.into_iter().map(|(at, count)| in_time(month_of(at), count)).collect();
        self.push(|words| names(words)[1], false, bars, kind);
        Ok(())
    }

    fn list(&self, kind: Kind) -> Result<List, ReadError> {
        self.edition.list(&Selection::all(kind, self.lang), self.now)
    }

    fn cards(&self, kind: Kind) -> Result<Vec<Card>, ReadError> {
        self.edition.rows(&self.list(kind)?, 0..LOOKED_AT)
    }

    /// Adds a chart of the longest bars, the longest one first.
    fn add(&mut self, named: impl Fn(&Lobby) -> &'static str, of_home: bool, mut bars: Vec<Value>, kind: Kind) {
        bars.retain(|value| value.bar > 0);
        bars.sort_by_key(|value| Reverse(value.bar));
        bars.truncate(BARS);
        self.push(named, of_home, bars, kind);
    }

    /// Adds a chart if its bars, in the order they have, compare something.
    fn push(&mut self, named: impl Fn(&Lobby) -> &'static str, of_home: bool, bars: Vec<Value>, kind: Kind) {
        let longest = bars.iter().map(|value| value.bar).max().unwrap_or_default();
        if bars.iter().filter(|value| value.bar > 0).count() < 2 || longest < LONGEST {
            return;
        }
        let named = Lang::ALL.map(|lang| named(Strings::of(lang).lobby));
        self.made.push(Chart { named, of_home, bars, kind });
    }
}

fn counted(name: &Localized<String>, count: u64, lang: Lang) -> Value {
    let (label, other) = both(name, lang);
    let text = grouped(i64::try_from(count).unwrap_or(i64::MAX), lang);
    Value { label, other, lead: String::new(), text, note: String::new(), bar: count }
}

fn in_time(label: String, count: u64) -> Value {
    let (lead, note) = (String::new(), String::new());
    Value { label, other: None, lead, text: count.to_string(), note, bar: count }
}

/// The years with those between them that have none: a gap in time must be seen.
fn whole_years(years: &[(i16, u64)]) -> Vec<(i16, u64)> {
    let count = |year: i16| years.iter().find(|(known, _)| *known == year).map_or(0, |(_, count)| *count);
    match (years.first(), years.last()) {
        (Some((first, _)), Some((last, _))) if usize::from(last.abs_diff(*first)) < SPAN => {
            (*first..=*last).map(|year| (year, count(year))).collect()
        }
        _ => years.to_vec(),
    }
}

/// The month of a date that has one.
fn month(date: &PartialDate) -> Option<Day> {
    match date {
        PartialDate::Month(..) | PartialDate::Day(_) | PartialDate::Moment(_) => date.lower(),
        _ => None,
    }
}

/// The last day that a record can be of, as the order of articles and events has it; nothing if it has no date.
fn last_day(card: &Card) -> Option<Day> {
    let date = card.date.as_ref()?;
    card.end.as_ref().and_then(PartialDate::upper).or_else(|| date.upper()).or_else(|| date.lower())
}

/// How often each comes, the last few, the earliest first. Of those up to `unseen` not all are known: none is counted.
fn counts<T: Ord + Copy>(values: impl Iterator<Item = T>, unseen: Option<T>) -> Vec<(T, u64)> {
    let mut values: Vec<T> = values.filter(|value| unseen.is_none_or(|unseen| *value > unseen)).collect();
    values.sort_unstable();
    let mut sums: Vec<(T, u64)> = Vec::new();
    for value in values {
        match sums.last_mut().filter(|(known, _)| *known == value) {
            Some((_, sum)) => *sum += 1,
            None => sums.push((value, 1)),
        }
    }
    sums.split_off(sums.len().saturating_sub(SPAN))
}

#[cfg(test)]
mod tests {
    use super::{counts, whole_years};

    #[test]
    fn what_is_not_whole_is_not_counted() {
        let years = [2014, 2012, 2012, 2013, 2012];
        assert_eq!(counts(years.into_iter(), None), [(2012, 3), (2013, 1), (2014, 1)]);
        assert_eq!(counts(years.into_iter(), Some(2012)), [(2013, 1), (2014, 1)]);
        let pinned = [1998, 2014, 2012, 2013];
        assert_eq!(counts(pinned.into_iter(), Some(2012)), [(2013, 1), (2014, 1)], "an old one that is seen first");
        assert_eq!(counts((0..40).collect::<Vec<_>>().into_iter(), None).len(), super::SPAN);
        assert_eq!(counts(std::iter::empty::<u8>(), Some(0)), []);
        assert_eq!(whole_years(&[(2012, 3), (2014, 1)]), [(2012, 3), (2013, 0), (2014, 1)]);
        assert_eq!(whole_years(&[(1912, 3), (2014, 1)]).len(), 2, "too far apart");
    }
}
