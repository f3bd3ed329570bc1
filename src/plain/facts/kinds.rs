//! The facts of each kind of record, in the order a reader wants them. Never names a record that may not be seen.

use super::{Builder, Figure, Note, Value};
use crate::content::{
    Article, Budget, Claim, Cluster, Event, Kind, Localized, Organisation, Page, PartialDate, Person, Project, Slug,
    Style as DateStyle, Venue,
};
use crate::edition::Selection;
use crate::plain::PlainError;
use crate::text::{Lang, numbers};

impl Builder<'_> {
    pub(super) fn cluster(&mut self, cluster: &Cluster) -> Result<(), PlainError> {
        let labels = self.labels;
        self.texts("aliases", labels.aliases, cluster.aliases.clone());
        self.localized("abbreviation", labels.abbreviation, cluster.abbreviation.as_ref());
        if let Some(form) = cluster.legal_form {
            self.code("legal_form", labels.legal_form, form.name(), form.label(self.style.lang));
        }
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
        let members: Vec<(Slug, Option<Note>)> = cards
            .into_iter()
            .map(|card| {
                let role = card.clusters.iter().find(|(slug, _)| slug == cluster).and_then(|(_, role)| *role);
                let note = role.map(|role| Note::Membership {
                    role: role.name(),
                    since: None,
                    until: None,
                    words: self.labels.role(role).to_owned(),
                });
                (card.slug, note)
            })
            .collect();
        self.references("members", self.labels.members, members.iter().map(|(slug, role)| (slug, role.clone())))
    }

    pub(super) fn organisation(&mut self, organisation: &Organisation) -> Result<(), PlainError> {
        let labels = self.labels;
        self.code("type", labels.type_, organisation.type_.name(), labels.organisation_type(organisation.type_));
        if let Some(form) = organisation.legal_form {
            self.code("legal_form", labels.legal_form, form.name(), form.label(self.style.lang));
        }
        self.localized("abbreviation", labels.abbreviation, organisation.abbreviation.as_ref());
        self.texts("aliases", labels.aliases, organisation.aliases.clone());
        self.sectors(&organisation.sectors);
        self.all("products", labels.products, &organisation.products);
        self.named("parent", labels.parent, &organisation.parent)?;
        let memberships = organisation.memberships.iter().map(|membership| {
            let mut note = labels.role(membership.role).to_owned();
            for (word, date) in [(labels.since, &membership.since), (labels.until, &membership.until)] {
                if let Some(date) = date {
                    note = format!("{note}, {word} {}", date.words(self.style.lang, DateStyle::Full));
                }
            }
            let (since, until) = (membership.since.clone(), membership.until.clone());
            (&membership.cluster, Some(Note::Membership { role: membership.role.name(), since, until, words: note }))
        });
        let memberships: Vec<_> = memberships.collect();
        self.references("memberships", labels.memberships, memberships)?;
        self.address(&organisation.address);
        if let Some(at) = organisation.coordinates {
            self.push("coordinates", labels.coordinates, Value::Point(at, at.words(self.style.lang)));
        }
        self.contacts(&organisation.contacts);
        Ok(())
    }

    pub(super) fn person(&mut self, person: &Person) -> Result<(), PlainError> {
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

    pub(super) fn article(&mut self, article: &Article) -> Result<(), PlainError> {
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

    pub(super) fn event(&mut self, event: &Event) -> Result<(), PlainError> {
        let (labels, lang) = (self.labels, self.style.lang);
        let last = event.end.as_ref().or(event.start.as_ref()).and_then(PartialDate::upper);
        self.date("start", labels.start, event.start.as_ref());
        if let Some(words) = labels.precision(event.precision) {
            self.code("time_of_day", labels.time_of_day, event.precision.name(), words);
        }
        self.date("end", labels.end, event.end.as_ref());
        self.localized("duration", labels.duration, event.duration.as_ref());
        let status = labels.event_status(event.status, last, self.style.now.day);
        self.code("status", labels.status, event.status.name(), status);
        self.venue(&event.venue)?;
        self.named("organiser", labels.organiser, &event.organiser)?;
        self.named("supporters", labels.supporters, &event.supporters)?;
        let role = |role: &Localized<String>| Note::Words(role.any(lang).clone());
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

    pub(super) fn project(&mut self, project: &Project) -> Result<(), PlainError> {
        let labels = self.labels;
        self.texts("aliases", labels.aliases, project.aliases.clone());
        self.text("number", labels.number, project.number.clone());
        self.code("status", labels.status, project.status.name(), labels.project_status(project.status));
        self.date("start", labels.start, project.start.as_ref());
        self.date("end", labels.end, project.end.as_ref());
        self.localized("duration", labels.duration, project.duration.as_ref());
        self.localized("programme", labels.programme, project.programme.as_ref());
        self.named("part_of", labels.parent, &project.part_of)?;
        self.localized("fund", labels.fund, project.fund.as_ref());
        self.named("agency", labels.agency, &project.agency)?;
        if let Some(budget) = &project.budget {
            self.push("budget", labels.budget, Value::Amount(budget.clone(), amount(budget, self.style.lang)));
        }
        self.named("clusters", labels.clusters, &project.clusters)?;
        self.named("beneficiaries", labels.beneficiaries, &project.beneficiaries)?;
        self.named("partners", labels.partners, &project.partners)?;
        self.localized("publicity", labels.publicity, project.publicity.as_ref());
        Ok(())
    }

    pub(super) fn page(&mut self, page: &Page) -> Result<(), PlainError> {
        self.named("clusters", self.labels.clusters, &page.cluster)
    }
}

fn amount(budget: &Budget, lang: Lang) -> String {
    numbers::money(budget.cents, &budget.currency, lang)
}
