//! What a record refers to, and as what. Never follows a reference: it only names it.

use serde::{Deserialize, Serialize};

use crate::content::{AnyRecord, Event, Head, Id, Project, Slug};
use crate::text::markdown::{Target, links};

/// A record that refers to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Link {
    /// The record that refers.
    pub from: Id,
    /// What the other record is to it.
    pub relation: Relation,
}

/// What the record referred to is to the one that refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Relation {
    /// Its cluster; for an organisation, one it belongs to or did.
    Cluster,
    /// One of the cluster's founders.
    Founder,
    /// The organisation it is a part of.
    Parent,
    /// Where the person has a position.
    Employer,
    /// What the article or event is about.
    About,
    /// Whom the article quotes.
    Quoted,
    /// The project it reports on or belongs to.
    Project,
    /// The event it reports on.
    Event,
    /// The house the event takes place in.
    Venue,
    /// Who calls the event.
    Organiser,
    /// Who supports the event.
    Supporter,
    /// Who takes part in the event.
    Participant,
    /// The larger event or programme it is a part of.
    PartOf,
    /// Whom to ask about the event.
    Contact,
    /// The project's agency.
    Agency,
    /// Who carries the project out.
    Beneficiary,
    /// Who helps with the project.
    Partner,
    /// Named by a link in its text.
    Text,
}

/// Every record that `record` refers to, in its fields and in its texts; each pair once, first mention first.
pub(super) fn references(record: &AnyRecord) -> Vec<(Slug, Relation)> {
    let mut found = Found(Vec::new());
    match record {
        AnyRecord::Cluster(r) => found.all(&r.founders, Relation::Founder),
        AnyRecord::Organisation(r) => {
            found.all(&r.parent, Relation::Parent);
            found.all(r.memberships.iter().map(|m| &m.cluster), Relation::Cluster);
        }
        AnyRecord::Person(r) => {
            found.all(r.positions.iter().filter_map(|p| p.organisation.as_ref()), Relation::Employer);
        }
        AnyRecord::Article(r) => {
            found.all(&r.clusters, Relation::Cluster);
            found.all(&r.about, Relation::About);
            found.all(r.quotes.iter().filter_map(|q| q.who.as_ref()), Relation::Quoted);
            found.all(&r.project, Relation::Project);
            found.all(&r.event, Relation::Event);
        }
        AnyRecord::Event(r) => found.event(r),
        AnyRecord::Project(r) => found.project(r),
        AnyRecord::Page(r) => found.all(&r.cluster, Relation::Cluster),
    }
    found.texts(record.head());
    found.0
}

struct Found(Vec<(Slug, Relation)>);

impl Found {
    fn all<'a>(&mut self, slugs: impl IntoIterator<Item = &'a Slug>, relation: Relation) {
        for slug in slugs {
            if !self.0.iter().any(|(known, as_what)| known == slug && *as_what == relation) {
                self.0.push((slug.clone(), relation));
            }
        }
    }

    fn event(&mut self, event: &Event) {
        self.all(&event.venue.organisation, Relation::Venue);
        self.all(&event.organiser, Relation::Organiser);
        self.all(&event.supporters, Relation::Supporter);
        self.all(event.participants.iter().map(|p| &p.who), Relation::Participant);
        self.all(&event.part_of, Relation::PartOf);
        self.all(&event.project, Relation::Project);
        self.all(&event.clusters, Relation::Cluster);
        self.all(&event.about, Relation::About);
        self.all(&event.contact_people, Relation::Contact);
    }

    fn project(&mut self, project: &Project) {
        self.all(&project.part_of, Relation::PartOf);
        self.all(&project.agency, Relation::Agency);
        self.all(&project.clusters, Relation::Cluster);
        self.all(&project.beneficiaries, Relation::Beneficiary);
        self.all(&project.partners, Relation::Partner);
    }

    /// Links in the body whose target has neither scheme nor dot.
    fn texts(&mut self, head: &Head) {
        let Some(body) = &head.body else { return };
        // Parsing every text for links that few have would take a tenth of the time of publishing; a link in angle brackets
        // is an address.
        for (_, text) in body.iter().filter(|(_, text)| text.contains('[')) {
            let named = links(text).into_iter().filter_map(|(target, _)| match target {
                Target::Record(slug) => Slug::new(&slug).ok(),
                Target::Address(_) | Target::Picture(_) => None,
            });
            let slugs: Vec<Slug> = named.collect();
            self.all(&slugs, Relation::Text);
        }
    }
}
