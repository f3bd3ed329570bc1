//! A record as an ordered list of labelled facts, with every reference named: what text and JSON are made from. Never
//! leaves a field out that a visitor could read on a screen.

use super::labels::{self, Labels};
use super::{PlainError, Style};
use crate::content::Style as DateStyle;
use crate::content::{
    Address, AnyRecord, Article, Budget, Claim, Cluster, Contacts, Event, Head, Id, Kind, Localized, Organisation,
    Page, PartialDate, Person, Project, Qualifier, Slug, Source, Venue,
};
use crate::edition::{Edition, Selection};
use crate::text::{Lang, numbers};

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
    Date(PartialDate),
    Texts(Vec<String>),
    References(Vec<Reference>),
    Figures(Vec<Figure>),
}

/// A named record, with a note such as its role.
pub(super) struct Reference {
    pub id: Slug,
    pub title: String,
    pub note: Option<String>,
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
    fn reference(&self, slug: &Slug, note: Option<String>) -> Result<Option<Reference>, PlainError> {
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
        slugs: impl IntoIterator<Item = (&'s Slug, Option<String>)>,
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
        let names = sectors.iter().map(name).collect();
        self.texts("sectors", self.labels.sectors, names);
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

    fn cluster(&mut self, cluster: &Cluster) -> Result<(), PlainError> {
        let labels = self.labels;
        self.texts("aliases", labels.aliases, cluster.aliases.clone());
        self.localized("abbreviation", labels.abbreviation, cluster.abbreviation.as_ref());
        self.text("legal_form", labels.legal_form, cluster.legal_form.map(|form| form.label(self.style.lang)));
        self.date("founded", labels.founded, cluster.founded.as_ref());
        self.named("founders", labels.founders, &cluster.founders)?;
        self.localized("region", labels.region, cluster.region.as_ref());
        self.sectors(&cluster.sectors);
        self.localized("mission", labels.mission, cluster.mission.as_ref());
        self.all("goals", labels.goals, &cluster.goals);
        self.all("challenges", labels.challenges, &cluster.challenges);
        self.claims(&cluster.claims);
        self.members(&cluster.head.slug)?;
        self.address(&cluster.address);
        self.localized("hours", labels.hours, cluster.hours.as_ref());
        self.contacts(&cluster.contacts);
        Ok(())
    }

    fn claims(&mut self, claims: &[Claim]) {
        let lang = self.style.lang;
        let figure = |claim: &Claim| Figure {
            metric: claim.metric.clone(),
            label: claim.label.any(lang).clone(),
            value: claim.value,
            qualifier: claim.qualifier,
            as_of: claim.as_of.clone(),
            source: claim.source.as_ref().map(|source| self.source_text(source)),
        };
        let figures: Vec<Figure> = claims.iter().map(figure).collect();
        if !figures.is_empty() {
            self.push("claims", self.labels.claims, Value::Figures(figures));
        }
    }

    /// The organisations that name this cluster as theirs, with their role.
    fn members(&mut self, cluster: &Slug) -> Result<(), PlainError> {
        let mut selection = Selection::all(Kind::Organisation, self.style.lang);
        selection.cluster = Some(cluster.clone());
        let list = self.edition.list(&selection, self.style.now)?;
        let cards = self.edition.rows(&list, 0..list.len())?;
        let members: Vec<(Slug, Option<String>)> = cards
            .into_iter()
            .map(|card| {
                let role = card.clusters.iter().find(|(slug, _)| slug == cluster).and_then(|(_, role)| *role);
                (card.slug, role.map(|role| self.labels.role(role).to_owned()))
            })
            .collect();
        self.references("members", self.labels.members, members.iter().map(|(slug, role)| (slug, role.clone())))
    }

    fn organisation(&mut self, organisation: &Organisation) -> Result<(), PlainError> {
        let labels = self.labels;
        self.text("type", labels.type_, Some(labels.organisation_type(organisation.type_)));
        self.text("legal_form", labels.legal_form, organisation.legal_form.map(|form| form.label(self.style.lang)));
        self.localized("abbreviation", labels.abbreviation, organisation.abbreviation.as_ref());
        self.texts("aliases", labels.aliases, organisation.aliases.clone());
        self.sectors(&organisation.sectors);
        self.all("products", labels.products, &organisation.products);
        self.named("parent", labels.parent, &organisation.parent)?;
        let memberships = organisation.memberships.iter().map(|membership| {
            let mut note = labels.role(membership.role).to_owned();
            for (word, date) in [(labels.since, &membership.since), (labels.until, &membership.until)] {
                if let Some(date) = date {
                    note = format!("{note}, {word} {}", date.words(self.style.lang, DateStyle::Normal));
                }
            }
            (&membership.cluster, Some(note))
        });
        let memberships: Vec<_> = memberships.collect();
        self.references("memberships", labels.memberships, memberships)?;
        self.address(&organisation.address);
        self.text(
            "coordinates",
            labels.coordinates,
            organisation
                .coordinates
                .map(|at| format!("{:.4}, {:.4}", f64::from(at.latitude) / 1e6, f64::from(at.longitude) / 1e6)),
        );
        self.contacts(&organisation.contacts);
        Ok(())
    }

    fn person(&mut self, person: &Person) -> Result<(), PlainError> {
        let lang = self.style.lang;
        let mut positions = Vec::new();
        for position in &person.positions {
            let title = position.title.any(lang).clone();
            let place = position.organisation.as_ref().map(|slug| self.reference(slug, None)).transpose()?.flatten();
            positions.push(place.map_or(title.clone(), |place| format!("{title}, {}", place.title)));
        }
        self.texts("positions", self.labels.positions, positions);
        if person.publish_contact {
            self.contacts(&person.contacts);
        }
        Ok(())
    }

    fn article(&mut self, article: &Article) -> Result<(), PlainError> {
        let labels = self.labels;
        self.date("date", labels.date, article.date.as_ref());
        self.localized("place", labels.place, article.place.as_ref());
        self.named("clusters", labels.clusters, &article.clusters)?;
        self.named("about", labels.about, &article.about)?;
        self.named("project", labels.project, &article.project)?;
        self.named("event", labels.event, &article.event)?;
        let mut quotes = Vec::new();
        for quote in &article.quotes {
            let words = quote.text.any(self.style.lang);
            let who = quote.who.as_ref().map(|slug| self.reference(slug, None)).transpose()?.flatten();
            let words = match self.style.lang {
                Lang::Bg => format!("„{words}“"),
                Lang::En => format!("“{words}”"),
            };
            quotes.push(who.map_or_else(|| words.clone(), |who| format!("{words} – {}", who.title)));
        }
        self.texts("quotes", labels.quotes, quotes);
        Ok(())
    }

    fn event(&mut self, event: &Event) -> Result<(), PlainError> {
        let (labels, lang) = (self.labels, self.style.lang);
        let last = event.end.as_ref().or(event.start.as_ref()).and_then(PartialDate::upper);
        self.date("start", labels.start, event.start.as_ref());
        self.text("time_of_day", labels.time_of_day, labels.precision(event.precision));
        self.date("end", labels.end, event.end.as_ref());
        self.localized("duration", labels.duration, event.duration.as_ref());
        self.text("status", labels.status, Some(labels.event_status(event.status, last, self.style.now.day)));
        self.venue(&event.venue)?;
        self.named("organiser", labels.organiser, &event.organiser)?;
        self.named("supporters", labels.supporters, &event.supporters)?;
        let role = |role: &Localized<String>| role.any(lang).clone();
        let participants = event.participants.iter().map(|part| (&part.who, part.role.as_ref().map(role)));
        self.references("participants", labels.participants, participants)?;
        self.named("part_of", labels.parent, &event.part_of)?;
        self.named("project", labels.project, &event.project)?;
        self.named("clusters", labels.clusters, &event.clusters)?;
        self.named("about", labels.about, &event.about)?;
        self.localized("audience", labels.audience, event.audience.as_ref());
        self.named("contact_people", labels.contact_people, &event.contact_people)?;
        self.contacts(&event.contacts);
        let attachments = event.attachments.iter().map(|file| {
            let place = file.url.as_ref().or(file.file.as_ref());
            let title = file.title.any(lang);
            place.map_or_else(|| title.clone(), |place| format!("{title} ({place})"))
        });
        let attachments = attachments.collect();
        self.texts("attachments", labels.attachments, attachments);
        Ok(())
    }

    fn venue(&mut self, venue: &Venue) -> Result<(), PlainError> {
        let lang = self.style.lang;
        let house = venue.organisation.as_ref().map(|slug| self.reference(slug, None)).transpose()?.flatten();
        let parts =
            [&venue.hall, &venue.place, &venue.country].into_iter().flatten().map(|part| part.any(lang).clone());
        let parts: Vec<String> = house.into_iter().map(|house| house.title).chain(parts).collect();
        if !parts.is_empty() {
            self.push("venue", self.labels.venue, Value::Text(parts.join(", ")));
        }
        Ok(())
    }

    fn project(&mut self, project: &Project) -> Result<(), PlainError> {
        let labels = self.labels;
        self.texts("aliases", labels.aliases, project.aliases.clone());
        self.text("number", labels.number, project.number.clone());
        self.text("status", labels.status, Some(labels.project_status(project.status)));
        self.date("start", labels.start, project.start.as_ref());
        self.date("end", labels.end, project.end.as_ref());
        self.localized("duration", labels.duration, project.duration.as_ref());
        self.localized("programme", labels.programme, project.programme.as_ref());
        self.named("part_of", labels.parent, &project.part_of)?;
        self.localized("fund", labels.fund, project.fund.as_ref());
        self.named("agency", labels.agency, &project.agency)?;
        self.text("budget", labels.budget, project.budget.as_ref().map(|budget| amount(budget, self.style.lang)));
        self.named("clusters", labels.clusters, &project.clusters)?;
        self.named("beneficiaries", labels.beneficiaries, &project.beneficiaries)?;
        self.named("partners", labels.partners, &project.partners)?;
        self.localized("publicity", labels.publicity, project.publicity.as_ref());
        Ok(())
    }

    fn page(&mut self, page: &Page) -> Result<(), PlainError> {
        self.named("clusters", self.labels.clusters, &page.cluster)
    }
}

fn amount(budget: &Budget, lang: Lang) -> String {
    numbers::money(budget.cents, &budget.currency, lang)
}
