//! The pictures that invite while nobody is there, made from what is published. Reads the edition when a round begins;
//! never while drawing.

use super::charts::Chart;
use crate::content::{Card, CardDetail, Cluster, EventStatus, Id, Kind, Localized, Qualifier, Slug, Style};
use crate::edition::{Edition, ReadError, Selection, Time};
use crate::text::Lang;
use crate::text::numbers::grouped;
use crate::ui::records::parts;
use crate::ui::scene::Context;
use crate::ui::strings::{Lobby, Strings};

/// Articles, events, figures and rows of the agenda of one round.
const ARTICLES: usize = 5;
const EVENTS: usize = 3;
const FIGURES: usize = 6;
const AGENDA: usize = 8;
/// For each event that is shown so many are looked at: some do not take place.
const LOOKED_AT: usize = 4;

/// One picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slide {
    /// What kind of thing it is, in each language.
    pub kicker: [&'static str; 2],
    /// Beside it: a date, a place, whose figures they are.
    pub when: String,
    /// How soon it is, for what is near: the largest thing of the picture where there is room.
    pub near: Option<String>,
    /// The large words.
    pub title: String,
    /// The same in the other language, if that says something else.
    pub other: Option<String>,
    /// What stands below.
    pub body: Body,
    /// What a key or touch opens.
    pub opens: Opens,
}

/// What stands below the large words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A few more words; none for nothing.
    Words(String),
    /// Figures, each with who says so.
    Figures(Vec<Value>),
    /// A chart.
    Bars(Vec<Value>),
    /// What comes, and when.
    Agenda(Vec<Entry>),
}

/// What a picture leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// The first screen.
    Home,
    /// A record.
    Record(Id),
    /// The list of a kind.
    Section(Kind),
}

/// One figure, or one bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What is counted.
    pub label: String,
    /// The same in the other language, if that says something else.
    pub other: Option<String>,
    /// „над“, where that is said.
    pub lead: String,
    /// „8 000“
    pub text: String,
    /// Who says so.
    pub note: String,
    /// The length of its bar, where bars compare alike things.
    pub bar: u64,
}

/// One row of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its day.
    pub day: String,
    /// How soon it is, for what is near.
    pub near: String,
    /// Its name.
    pub title: String,
    /// Where it is.
    pub place: String,
}

/// Makes the pictures of one round.
struct Maker<'a> {
    edition: &'a Edition,
    context: &'a Context<'a>,
    lang: Lang,
    slides: Vec<Slide>,
}

/// The pictures of round number `round`; never none. What cannot be read is left out: the visitor who comes is told.
pub fn slides(edition: &Edition, context: &Context<'_>, round: usize, charts: &[Chart]) -> Vec<Slide> {
    let lang = edition.kiosk().default_language;
    let mut maker = Maker { edition, context, lang, slides: Vec::new() };
    maker.welcome();
    // A part that cannot be read is no reason to show none of the others.
    let _ = maker.articles();
    let _ = maker.events();
    let _ = maker.agenda();
    let _ = maker.member(round);
    let _ = maker.cluster();
    maker.charts(charts);
    maker.slides
}

impl Maker<'_> {
    fn welcome(&mut self) {
        let kiosk = self.edition.kiosk();
        let home = kiosk.home.as_ref().and_then(|slug| self.visible(slug).ok()?);
        let help = kiosk.help_line.as_ref().map(|line| line.any(self.lang).clone()).unwrap_or_default();
        let named = home.as_ref().map_or(&kiosk.name, |card| &card.title);
        let (title, other) = self.both(named);
        let kicker = [Strings::of(Lang::Bg).home.welcome, Strings::of(Lang::En).home.welcome];
        let (when, body) = (String::new(), Body::Words(help));
        self.slides.push(Slide { kicker, when, near: None, title, other, body, opens: Opens::Home });
    }

    fn articles(&mut self) -> Result<(), ReadError> {
        let all = Selection::all(Kind::Article, self.lang);
        for card in self.first(&all, ARTICLES)? {
            let when = card.date.as_ref().map(|date| date.words(self.lang, Style::Normal)).unwrap_or_default();
            self.card(kicker(|words| words.news), when, None, &card);
        }
        Ok(())
    }

    fn events(&mut self) -> Result<(), ReadError> {
        for card in self.coming(EVENTS)? {
            let near = parts::countdown(card.date.as_ref(), self.context.now, self.lang);
            let date = card.date.as_ref().map(|date| date.words_to(card.end.as_ref(), self.lang, Style::Normal));
            self.card(kicker(|words| words.coming), date.unwrap_or_default(), near, &card);
        }
        Ok(())
    }

    /// What comes, at one glance; where nothing does, what was.
    fn agenda(&mut self) -> Result<(), ReadError> {
        let coming = self.coming(AGENDA)?;
        let (cards, named) = match coming.len() {
            // One alone has a picture of its own.
            2.. => (coming, kicker(|words| words.coming_events)),
            1 => return Ok(()),
            0 => (self.past(AGENDA)?, kicker(|words| words.past_events)),
        };
        let entries: Vec<Entry> = cards.iter().map(|card| self.entry(card)).collect();
        if !entries.is_empty() {
            let title = named[self.lang as usize].to_owned();
            let other = Some(named[self.lang.other() as usize].to_owned());
            let (when, body, opens) = (String::new(), Body::Agenda(entries), Opens::Section(Kind::Event));
            let kicker = kicker(|words| words.agenda);
            self.slides.push(Slide { kicker, when, near: None, title, other, body, opens });
        }
        Ok(())
    }

    fn entry(&self, card: &Card) -> Entry {
        let day = card.date.as_ref().map(|date| date.words_to(card.end.as_ref(), self.lang, Style::Short));
        let place = card.place.as_ref().map(|place| place.any(self.lang).clone());
        Entry {
            day: day.unwrap_or_default(),
            near: parts::countdown(card.date.as_ref(), self.context.now, self.lang).unwrap_or_default(),
            title: card.title.any(self.lang).clone(),
            place: place.unwrap_or_default(),
        }
    }

    /// The next events that are to take place.
    fn coming(&self, most: usize) -> Result<Vec<Card>, ReadError> {
        let takes_place = |card: &Card| matches!(card.detail, CardDetail::Event { status: EventStatus::Scheduled });
        self.events_at(Time::Upcoming, most, takes_place)
    }

    /// The last events that took place, as far as anybody has said otherwise, and of which the day is known.
    fn past(&self, most: usize) -> Result<Vec<Card>, ReadError> {
        let took_place = |card: &Card| {
            let off = CardDetail::Event { status: EventStatus::Cancelled };
            let later = CardDetail::Event { status: EventStatus::Postponed };
            card.date.is_some() && card.detail != off && card.detail != later
        };
        self.events_at(Time::Past, most, took_place)
    }

    /// The first events of a time that are as wanted, among a few times as many.
    fn events_at(&self, time: Time, most: usize, wanted: impl Fn(&Card) -> bool) -> Result<Vec<Card>, ReadError> {
        let all = Selection { time, ..Selection::all(Kind::Event, self.lang) };
        Ok(self.first(&all, LOOKED_AT * most)?.into_iter().filter(wanted).take(most).collect())
    }

    /// Another member each round and each day.
    fn member(&mut self, round: usize) -> Result<(), ReadError> {
        let all = Selection::all(Kind::Organisation, self.lang);
        let members = Selection { cluster: self.edition.kiosk().home.clone(), ..all };
        let list = self.edition.list(&members, self.context.now)?;
        if list.is_empty() {
            return Ok(());
        }
        let day = usize::try_from(self.context.now.day.date().day_of_year()).unwrap_or_default();
        let row = (day * 7 + round) % list.len();
        if let Some(card) = self.edition.rows(&list, row..row + 1)?.first() {
            let place = card.place.as_ref().map(|place| place.any(self.lang).clone()).unwrap_or_default();
            self.card(kicker(|words| words.member), place, None, card);
        }
        Ok(())
    }

    /// The figures somebody has stated of the cluster at home.
    fn cluster(&mut self) -> Result<(), ReadError> {
        let Some(home) = &self.edition.kiosk().home else { return Ok(()) };
        let Some(card) = self.visible(home)? else { return Ok(()) };
        let record: Cluster = self.edition.record(card.id)?;
        let claims = record.claims.iter().take(FIGURES).map(|claim| {
            let (text, words) = (grouped(claim.value, self.lang), Strings::of(self.lang).page);
            let lead = match claim.qualifier {
                Qualifier::Exactly => String::new(),
                Qualifier::Over => (words.over)(""),
                Qualifier::About => (words.around)(""),
            };
            let (label, other) = self.both(&claim.label);
            let source = claim.source.as_ref().map(|source| source.title.any(self.lang).clone());
            let as_of = claim.as_of.as_ref().map(|date| date.words(self.lang, Style::Normal));
            let note = source.into_iter().chain(as_of).collect::<Vec<_>>().join(", ");
            Value { label, other, lead: lead.trim().to_owned(), text, note, bar: 0 }
        });
        let figures: Vec<Value> = claims.collect();
        if !figures.is_empty() {
            let (title, other) = self.both(&card.title);
            let (when, body, opens) = (String::new(), Body::Figures(figures), Opens::Record(card.id));
            self.slides.push(Slide {
                kicker: kicker(|words| words.figures),
                when,
                near: None,
                title,
                other,
                body,
                opens,
            });
        }
        Ok(())
    }

    fn charts(&mut self, charts: &[Chart]) {
        let home = self.edition.kiosk().home.as_ref().and_then(|slug| self.visible(slug).ok()?);
        for Chart { named, of_home, bars, kind } in charts {
            let home = home.as_ref().filter(|_| *of_home);
            let subject = home.map(|card| card.title.any(self.lang).clone());
            self.slides.push(Slide {
                kicker: kicker(|words| words.in_figures),
                when: subject.unwrap_or_default(),
                near: None,
                title: named[self.lang as usize].to_owned(),
                other: Some(named[self.lang.other() as usize].to_owned()),
                body: Body::Bars(bars.clone()),
                opens: home.map_or(Opens::Section(*kind), |card| Opens::Record(card.id)),
            });
        }
    }

    fn card(&mut self, kicker: [&'static str; 2], when: String, near: Option<String>, card: &Card) {
        let (title, other) = self.both(&card.title);
        let detail = card.summary.as_ref().map(|summary| summary.any(self.lang).clone()).unwrap_or_default();
        let (body, opens) = (Body::Words(detail), Opens::Record(card.id));
        self.slides.push(Slide { kicker, when, near, title, other, body, opens });
    }

    fn both(&self, text: &Localized<String>) -> (String, Option<String>) {
        both(text, self.lang)
    }

    fn first(&self, selection: &Selection, most: usize) -> Result<Vec<Card>, ReadError> {
        let list = self.edition.list(selection, self.context.now)?;
        self.edition.rows(&list, 0..most)
    }

    fn visible(&self, slug: &Slug) -> Result<Option<Card>, ReadError> {
        let Some(id) = self.edition.find(slug)? else { return Ok(None) };
        if self.edition.hidden(id, self.context.now)?.is_some() {
            return Ok(None);
        }
        self.edition.card(id).map(Some)
    }
}

/// A text in `lang`, and in the other language if that says something else.
pub fn both(text: &Localized<String>, lang: Lang) -> (String, Option<String>) {
    let own = text.any(lang).clone();
    let other = text.exact(lang.other()).filter(|other| **other != own).cloned();
    (own, other)
}

/// Words of the lobby's in each language, in the order of [`Lang::ALL`].
pub fn kicker(words: impl Fn(&Lobby) -> &'static str) -> [&'static str; 2] {
    Lang::ALL.map(|lang| words(Strings::of(lang).lobby))
}
