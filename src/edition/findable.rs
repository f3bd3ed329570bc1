//! What of a record can be found: its names, and everything a visitor reads of it. Never reads or writes anything.

use super::links::Relation;
use super::order::last_day;
use crate::content::{Address, AnyRecord, Card, Contacts, Day, Head, Id, Kind, Localized, PartialDate, Slug, Style};
use crate::search::Document;
use crate::text::Lang;
use crate::text::markdown::plain;

/// Where a slug leads, and what that record is called.
pub(super) type Named<'a> = &'a dyn Fn(&Slug) -> Option<(Id, Localized<String>)>;

/// The body of a record as plain text.
pub(super) fn plain_body(head: &Head) -> Option<Localized<String>> {
    head.body.as_ref().map(|body| body.map(|_, text| plain(text)))
}

/// The document of `record` with its body as plain text, its card and what it refers to.
pub(super) fn document(
    record: &AnyRecord,
    body: Option<&Localized<String>>,
    card: &Card,
    refers: &[(Slug, Relation)],
    named: Named<'_>,
) -> Document {
    let head = record.head();
    let mut found = Found::default();
    found.texts(head.summary.as_ref());
    found.texts(body);
    found.texts.extend(head.tags.iter().cloned());
    found.names(Some(&head.title));
    let others = refers.iter().filter(|(_, relation)| *relation != Relation::Text);
    for (slug, _) in others {
        found.texts(named(slug).map(|(_, title)| title).as_ref());
    }
    let mut clusters: Vec<u32> =
        card.clusters.iter().filter_map(|(slug, _)| named(slug)).map(|(id, _)| id.number).collect();
    if card.id.kind == Kind::Cluster {
        clusters.push(card.id.number);
    }
    let day = found.record(record);
    let languages = Lang::ALL
        .into_iter()
        .filter(|lang| head.title.exact(*lang).is_some() || body.is_some_and(|body| body.exact(*lang).is_some()));
    Document { id: card.id, day, clusters, languages: languages.collect(), names: found.names, texts: found.texts }
}

#[derive(Default)]
struct Found {
    names: Vec<String>,
    texts: Vec<String>,
}

impl Found {
    /// What only this kind has; gives the day it is about.
    fn record(&mut self, record: &AnyRecord) -> Option<Day> {
        match record {
            AnyRecord::Cluster(r) => {
                self.names.extend(r.aliases.iter().cloned());
                self.names(r.abbreviation.as_ref());
                self.texts(r.mission.as_ref());
                self.all_texts(&r.goals);
                self.all_texts(&r.challenges);
                self.texts(r.region.as_ref());
                self.date(r.founded.as_ref());
                self.own_contacts(&r.contacts);
                self.address(&r.address);
                None
            }
            AnyRecord::Organisation(r) => {
                self.names.extend(r.aliases.iter().cloned());
                self.names(r.abbreviation.as_ref());
                self.all_texts(&r.products);
                self.texts
                    .extend(r.legal_form.iter().flat_map(|form| Lang::ALL.map(|lang| form.label(lang).to_owned())));
                self.own_contacts(&r.contacts);
                self.address(&r.address);
                None
            }
            AnyRecord::Person(r) => {
                r.positions.iter().for_each(|position| self.texts(Some(&position.title)));
                if r.publish_contact {
                    self.own_contacts(&r.contacts);
                }
                None
            }
            AnyRecord::Article(r) => {
                self.texts(r.place.as_ref());
                r.quotes.iter().for_each(|quote| self.texts(Some(&quote.text)));
                self.date(r.date.as_ref());
                r.date.as_ref().and_then(PartialDate::upper)
            }
            AnyRecord::Event(r) => {
                for text in [&r.duration, &r.venue.hall, &r.venue.place, &r.venue.country, &r.audience] {
                    self.texts(text.as_ref());
                }
                r.participants.iter().for_each(|participant| self.texts(participant.role.as_ref()));
                r.attachments.iter().for_each(|attachment| self.texts(Some(&attachment.title)));
                self.contacts(&r.contacts);
                self.date(r.start.as_ref());
                self.date(r.end.as_ref());
                last_day(r)
            }
            AnyRecord::Project(r) => {
                self.names.extend(r.aliases.iter().cloned());
                self.names.extend(r.number.iter().cloned());
                for text in [&r.programme, &r.fund, &r.duration, &r.publicity] {
                    self.texts(text.as_ref());
                }
                self.date(r.start.as_ref());
                self.date(r.end.as_ref());
                None
            }
            AnyRecord::Page(_) => None,
        }
    }

    fn names(&mut self, text: Option<&Localized<String>>) {
        self.names.extend(text.into_iter().flat_map(Localized::iter).map(|(_, text)| text.clone()));
    }

    fn texts(&mut self, text: Option<&Localized<String>>) {
        self.texts.extend(text.into_iter().flat_map(Localized::iter).map(|(_, text)| text.clone()));
    }

    fn all_texts(&mut self, texts: &[Localized<String>]) {
        for text in texts {
            self.texts(Some(text));
        }
    }

    /// In words and in figures, so that „януари 2012“ and „17.01.2012“ find it.
    fn date(&mut self, date: Option<&PartialDate>) {
        let styles = [(Lang::Bg, Style::Normal), (Lang::En, Style::Normal), (Lang::Bg, Style::Short)];
        self.texts.extend(date.into_iter().flat_map(|date| styles.map(|(lang, style)| date.words(lang, style))));
    }

    /// Of whom they lead to: as good as a name, so that a number stands for its owner.
    fn own_contacts(&mut self, contacts: &Contacts) {
        self.names.extend(contacts.phones.iter().chain(&contacts.emails).cloned());
        self.texts.extend(contacts.url.iter().cloned());
    }

    /// Of others.
    fn contacts(&mut self, contacts: &Contacts) {
        self.texts.extend(contacts.phones.iter().chain(&contacts.emails).chain(&contacts.url).cloned());
    }

    fn address(&mut self, address: &Address) {
        for text in [&address.street, &address.place, &address.region, &address.country, &address.room] {
            self.texts(text.as_ref());
        }
        self.texts.extend(address.postcode.iter().cloned());
    }
}
