//! The pictures that invite while nobody is there, made from what is published. Reads the edition when a round begins;
//! never while drawing.

use crate::content::{Card, CardDetail, Cluster, EventStatus, Id, Kind, OrganisationType, Qualifier, Slug, Style};
use crate::edition::{Edition, ReadError, Selection, Time};
use crate::text::Lang;
use crate::text::numbers::grouped;
use crate::ui::records::parts;
use crate::ui::scene::Context;
use crate::ui::strings::Strings;

/// Articles, events and figures of one round.
const ARTICLES: usize = 5;
const EVENTS: usize = 3;
const FIGURES: usize = 6;

/// One picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slide {
    /// What kind of thing it is, in each language.
    pub kicker: [&'static str; 2],
    /// Beside it: a date, a place.
    pub when: String,
    /// How soon it is, for what is near: the largest thing of the picture where there is room.
    pub near: Option<String>,
    /// The large words.
    pub title: String,
    /// The same in the other language, if that says something else.
    pub other: Option<String>,
    /// A few more words.
    pub detail: String,
    /// Names and values: figures, or bars of a chart.
    pub values: Vec<Value>,
    /// What a key or touch opens.
    pub opens: Option<Id>,
}

/// One figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What is counted.
    pub label: String,
    /// „над 8 000“
    pub text: String,
    /// Who says so.
    pub note: String,
    /// The length of its bar, where bars compare alike things.
    pub bar: Option<u64>,
}

/// Makes the pictures of one round.
struct Maker<'a> {
    edition: &'a Edition,
    context: &'a Context<'a>,
    lang: Lang,
    slides: Vec<Slide>,
}

/// The pictures of round number `round`; never none. What cannot be read is left out: the visitor who comes is told.
pub fn slides(edition: &Edition, context: &Context<'_>, round: usize) -> Vec<Slide> {
    let lang = edition.kiosk().default_language;
    let mut maker = Maker { edition, context, lang, slides: Vec::new() };
    maker.welcome();
    // A part that cannot be read is no reason to show none of the others.
    let _ = maker.articles();
    let _ = maker.events();
    let _ = maker.member(round);
    let _ = maker.cluster();
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
        self.slides.push(Slide {
            kicker,
            when: String::new(),
            near: None,
            title,
            other,
            detail: help,
            values: Vec::new(),
            opens: None,
        });
    }

    fn articles(&mut self) -> Result<(), ReadError> {
        let all = Selection::all(Kind::Article, self.lang);
        let kicker = Strings::of(Lang::Bg).lobby.news;
        for card in self.first(&all, ARTICLES)? {
            let when = card.date.as_ref().map(|date| date.words(self.lang, Style::Normal)).unwrap_or_default();
            self.card([kicker, Strings::of(Lang::En).lobby.news], when, None, &card);
        }
        Ok(())
    }

    fn events(&mut self) -> Result<(), ReadError> {
        let coming = Selection { time: Time::Upcoming, ..Selection::all(Kind::Event, self.lang) };
        let kicker = [Strings::of(Lang::Bg).lobby.coming, Strings::of(Lang::En).lobby.coming];
        let takes_place = |card: &Card| {
            !matches!(card.detail, CardDetail::Event { status: EventStatus::Cancelled | EventStatus::Postponed })
        };
        for card in self.first(&coming, EVENTS)?.into_iter().filter(takes_place) {
            let near = parts::countdown(card.date.as_ref(), self.context.now, self.lang);
            let date = card.date.as_ref().map(|date| date.words_to(card.end.as_ref(), self.lang, Style::Normal));
            self.card(kicker, date.unwrap_or_default(), near, &card);
        }
        Ok(())
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
        let kicker = [Strings::of(Lang::Bg).lobby.member, Strings::of(Lang::En).lobby.member];
        if let Some(card) = self.edition.rows(&list, row..row + 1)?.first() {
            let place = card.place.as_ref().map(|place| place.any(self.lang).clone()).unwrap_or_default();
            self.card(kicker, place, None, card);
        }
        Ok(())
    }

    /// The figures somebody has stated of the cluster at home, and what its members are.
    fn cluster(&mut self) -> Result<(), ReadError> {
        let Some(home) = &self.edition.kiosk().home else { return Ok(()) };
        let Some(card) = self.visible(home)? else { return Ok(()) };
        let record: Cluster = self.edition.record(card.id)?;
        let claims = record.claims.iter().take(FIGURES).map(|claim| {
            let sign = match claim.qualifier {
                Qualifier::Exactly => "",
                Qualifier::Over => "> ",
                Qualifier::About => "≈ ",
            };
            let label = claim.label.any(self.lang).clone();
            let source = claim.source.as_ref().map(|source| source.title.any(self.lang).clone());
            let as_of = claim.as_of.as_ref().map(|date| date.words(self.lang, Style::Normal));
            let note = source.into_iter().chain(as_of).collect::<Vec<_>>().join(", ");
            Value { label, text: format!("{sign}{}", grouped(claim.value, self.lang)), note, bar: None }
        });
        let figures: Vec<Value> = claims.collect();
        let words = [Strings::of(Lang::Bg).lobby, Strings::of(Lang::En).lobby];
        self.values(words.map(|words| words.figures), &card, figures);
        let make_up = self.make_up(home)?;
        self.values(words.map(|words| words.make_up), &card, make_up);
        Ok(())
    }

    fn make_up(&self, home: &Slug) -> Result<Vec<Value>, ReadError> {
        let names = Strings::of(self.lang).names;
        let mut values = Vec::new();
        for type_ in OrganisationType::ALL {
            let all = Selection::all(Kind::Organisation, self.lang);
            let selection = Selection { cluster: Some(home.clone()), type_: Some(*type_), ..all };
            let count = self.edition.list(&selection, self.context.now)?.len() as u64;
            if count > 0 {
                values.push(Value {
                    label: (names.types)(*type_).to_owned(),
                    text: count.to_string(),
                    note: String::new(),
                    bar: Some(count),
                });
            }
        }
        values.sort_by_key(|value| std::cmp::Reverse(value.bar));
        Ok(values)
    }

    fn values(&mut self, kicker: [&'static str; 2], card: &Card, values: Vec<Value>) {
        if !values.is_empty() {
            let (title, other) = self.both(&card.title);
            let (when, detail) = (String::new(), String::new());
            self.slides.push(Slide { kicker, when, near: None, title, other, detail, values, opens: Some(card.id) });
        }
    }

    fn card(&mut self, kicker: [&'static str; 2], when: String, near: Option<String>, card: &Card) {
        let (title, other) = self.both(&card.title);
        let detail = card.summary.as_ref().map(|summary| summary.any(self.lang).clone()).unwrap_or_default();
        self.slides.push(Slide { kicker, when, near, title, other, detail, values: Vec::new(), opens: Some(card.id) });
    }

    fn both(&self, text: &crate::content::Localized<String>) -> (String, Option<String>) {
        let title = text.any(self.lang).clone();
        let other = text.exact(self.lang.other()).filter(|other| **other != title).cloned();
        (title, other)
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
