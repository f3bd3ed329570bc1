//! A record as an ordered list of labelled facts, with every reference named: what text and JSON are made from. Never
//! leaves a field out that a visitor could read on a screen.

mod kinds;

use super::labels::{self, Labels};
use super::{PlainError, Style};
use crate::content::Style as DateStyle;
use crate::content::{
    Address, AnyRecord, Budget, Contacts, Coordinates, Head, Id, Kind, Localized, PartialDate, Qualifier, Slug, Source,
};
use crate::edition::Edition;
use crate::text::Lang;

/// A record ready to be written out.
pub(super) struct Sheet {
    pub id: Slug,
    pub kind: Kind,
    pub title: String,
    /// The language the title really is in.
    pub lang: Lang,
    pub facts: Vec<Fact>,
    /// Markdown, and the language it really is in.
    pub body: Option<(String, Lang)>,
}

/// One labelled fact.
pub(super) struct Fact {
    /// The name in JSON.
    pub key: &'static str,
    /// The name in text, in the reader's language.
    pub label: &'static str,
    pub value: Value,
}

pub(super) enum Value {
    Text(String),
    /// A member of a fixed list: its stable name for programs, its words for readers.
    Code {
        code: &'static str,
        words: String,
    },
    /// Several of a list that the kiosk's settings fix.
    Codes(Vec<(String, String)>),
    Point(Coordinates, String),
    Amount(Budget, String),
    Date(PartialDate),
    Texts(Vec<String>),
    References(Vec<Reference>),
    Figures(Vec<Figure>),
}

/// A named record, with a note such as its role.
pub(super) struct Reference {
    pub id: Slug,
    pub title: String,
    pub note: Option<Note>,
}

/// What is said of a named record.
#[derive(Clone)]
pub(super) enum Note {
    /// Words of the record's own.
    Words(String),
    /// What it is to a cluster: codes and dates for programs, `words` for readers.
    Membership { role: &'static str, since: Option<PartialDate>, until: Option<PartialDate>, words: String },
}

impl Note {
    /// What a reader sees.
    pub(super) fn words(&self) -> &str {
        match self {
            Self::Words(words) | Self::Membership { words, .. } => words,
        }
    }
}

/// A stated figure.
pub(super) struct Figure {
    pub metric: String,
    pub label: String,
    pub value: i64,
    pub qualifier: Qualifier,
    pub as_of: Option<PartialDate>,
    pub source: Option<String>,
}

/// Collects the facts of one record.
struct Builder<'a> {
    edition: &'a Edition,
    style: Style,
    labels: &'static Labels,
    facts: Vec<Fact>,
}

/// All facts of `record`, which stands at `id`.
pub(super) fn sheet(edition: &Edition, id: Id, record: &AnyRecord, style: Style) -> Result<Sheet, PlainError> {
    let mut builder = Builder { edition, style, labels: labels::of(style.lang), facts: Vec::new() };
    let head = record.head();
    builder.localized("summary", builder.labels.summary, head.summary.as_ref());
    match record {
        AnyRecord::Cluster(cluster) => builder.cluster(cluster)?,
        AnyRecord::Organisation(organisation) => builder.organisation(organisation)?,
        AnyRecord::Person(person) => builder.person(person)?,
        AnyRecord::Article(article) => builder.article(article)?,
        AnyRecord::Event(event) => builder.event(event)?,
        AnyRecord::Project(project) => builder.project(project)?,
        AnyRecord::Page(page) => builder.page(page)?,
    }
    builder.head(head);
    builder.mentions(id)?;
    let (title, lang) = head.title.get(style.lang);
    let body = head.body.as_ref().map(|body| body.get(style.lang)).map(|(text, lang)| (text.clone(), lang));
    Ok(Sheet { id: head.slug.clone(), kind: record.kind(), title: title.clone(), lang, facts: builder.facts, body })
}

impl Builder<'_> {
    fn push(&mut self, key: &'static str, label: &'static str, value: Value) {
        self.facts.push(Fact { key, label, value });
    }

    fn text(&mut self, key: &'static str, label: &'static str, text: Option<impl Into<String>>) {
        if let Some(text) = text {
            self.push(key, label, Value::Text(text.into()));
        }
    }

    fn code(&mut self, key: &'static str, label: &'static str, code: &'static str, words: &str) {
        self.push(key, label, Value::Code { code, words: words.to_owned() });
    }

    fn localized(&mut self, key: &'static str, label: &'static str, text: Option<&Localized<String>>) {
        let lang = self.style.lang;
        self.text(key, label, text.map(|text| text.any(lang).clone()));
    }

    fn texts(&mut self, key: &'static str, label: &'static str, texts: Vec<String>) {
        if !texts.is_empty() {
            self.push(key, label, Value::Texts(texts));
        }
    }

    fn all(&mut self, key: &'static str, label: &'static str, texts: &[Localized<String>]) {
        let lang = self.style.lang;
        self.texts(key, label, texts.iter().map(|text| text.any(lang).clone()).collect());
    }

    fn date(&mut self, key: &'static str, label: &'static str, date: Option<&PartialDate>) {
        if let Some(date) = date {
            self.push(key, label, Value::Date(date.clone()));
        }
    }

    /// The title of a record in the reader's language; what may not be seen is not named.
    fn reference(&self, slug: &Slug, note: Option<Note>) -> Result<Option<Reference>, PlainError> {
        let Some(id) = self.edition.find(slug)? else { return Ok(None) };
        if self.edition.hidden(id, self.style.now)?.is_some() {
            return Ok(None);
        }
        let title = self.edition.card(id)?.title.any(self.style.lang).clone();
        Ok(Some(Reference { id: slug.clone(), title, note }))
    }

    fn references<'s>(
        &mut self,
        key: &'static str,
        label: &'static str,
        slugs: impl IntoIterator<Item = (&'s Slug, Option<Note>)>,
    ) -> Result<(), PlainError> {
        let mut found = Vec::new();
        for (slug, note) in slugs {
            found.extend(self.reference(slug, note)?);
        }
        if !found.is_empty() {
            self.push(key, label, Value::References(found));
        }
        Ok(())
    }

    fn named<'s>(
        &mut self,
        key: &'static str,
        label: &'static str,
        slugs: impl IntoIterator<Item = &'s Slug>,
    ) -> Result<(), PlainError> {
        self.references(key, label, slugs.into_iter().map(|slug| (slug, None)))
    }

    fn contacts(&mut self, contacts: &Contacts) {
        self.texts("phones", self.labels.phones, contacts.phones.clone());
        self.texts("emails", self.labels.emails, contacts.emails.clone());
        self.text("url", self.labels.url, contacts.url.clone());
    }

    fn address(&mut self, address: &Address) {
        let lang = self.style.lang;
        let line = [&address.street, &address.room, &address.place, &address.region, &address.country];
        let mut parts: Vec<String> = line.into_iter().flatten().map(|part| part.any(lang).clone()).collect();
        parts.extend(address.postcode.clone());
        if !parts.is_empty() {
            self.push("address", self.labels.address, Value::Text(parts.join(", ")));
        }
    }

    fn sectors(&mut self, sectors: &[String]) {
        let lang = self.style.lang;
        let known = &self.edition.kiosk().sectors;
        let name = |key: &String| {
            known.iter().find(|(known, _)| known == key).map_or_else(|| key.clone(), |(_, name)| name.any(lang).clone())
        };
        if !sectors.is_empty() {
            let codes = sectors.iter().map(|key| (key.clone(), name(key))).collect();
            self.push("sectors", self.labels.sectors, Value::Codes(codes));
        }
    }

    fn source_text(&self, source: &Source) -> String {
        let lang = self.style.lang;
        let mut text = source.title.any(lang).clone();
        if let Some(url) = &source.url {
            text = format!("{text}, {url}");
        }
        if let Some(day) = source.accessed {
            let words = PartialDate::Day(day).words(lang, DateStyle::Normal);
            text = format!("{text} ({} {words})", self.labels.accessed);
        }
        text
    }

    fn head(&mut self, head: &Head) {
        self.texts("tags", self.labels.tags, head.tags.clone());
        if let Some(source) = &head.source {
            self.push("source", self.labels.source, Value::Text(self.source_text(source)));
        }
        if let Some(day) = head.updated {
            self.push("updated", self.labels.updated, Value::Date(PartialDate::Day(day)));
        }
    }

    fn mentions(&mut self, id: Id) -> Result<(), PlainError> {
        let mut slugs = Vec::new();
        for link in self.edition.links_to(id)? {
            let slug = self.edition.card(link.from)?.slug;
            if !slugs.contains(&slug) {
                slugs.push(slug);
            }
        }
        self.named("mentioned_by", self.labels.mentioned_by, &slugs)
    }
}
