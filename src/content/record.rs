//! A record of any kind, and all records of one seed. Never ordered: the edition decides on order and numbers.

use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Article, Cluster, Event, Head, Kind, Kiosk, Localized, Organisation, Page, Person, Project};

/// A type of record.
pub trait Record: Serialize + DeserializeOwned + Clone + std::fmt::Debug + PartialEq {
    /// What it is.
    const KIND: Kind;
    /// The common fields.
    fn head(&self) -> &Head;
    /// The common fields, to fill in a body that was read apart.
    fn head_mut(&mut self) -> &mut Head;
}

/// A record of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyRecord {
    /// A cluster.
    Cluster(Cluster),
    /// An organisation.
    Organisation(Organisation),
    /// A person.
    Person(Person),
    /// An article.
    Article(Article),
    /// An event.
    Event(Event),
    /// A project.
    Project(Project),
    /// A page.
    Page(Page),
}

/// Everything one seed folder says: valid, every reference resolved. Bodies are read through [`Bodies`]: the loader
/// leaves `head.body` empty for records whose text stands in a file of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catalogue {
    /// The kiosk's settings.
    pub kiosk: Kiosk,
    /// The clusters.
    pub clusters: Vec<Cluster>,
    /// The organisations.
    pub organisations: Vec<Organisation>,
    /// The people.
    pub people: Vec<Person>,
    /// The news.
    pub articles: Vec<Article>,
    /// The events.
    pub events: Vec<Event>,
    /// The projects.
    pub projects: Vec<Project>,
    /// The pages.
    pub pages: Vec<Page>,
}

/// Where content comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An editor's folder.
    Folder,
    /// The binary itself.
    Builtin,
}

/// Where the bodies of a catalogue's records are read from, one at a time, so that a large seed is never held whole. A
/// publisher reads them ahead on another thread.
pub trait Bodies: Sync {
    /// The body of the record with this head: `head.body` itself, or what the seed's files say.
    ///
    /// # Errors
    /// If the file that held it while it was checked cannot be read any more.
    fn body(&self, kind: Kind, head: &Head) -> io::Result<Option<Localized<String>>>;

    /// Where the records come from: an editor's, unless it is known that they are not.
    fn origin(&self) -> Origin {
        Origin::Folder
    }
}

/// Bodies that stand in the heads themselves: small catalogues and tests.
#[derive(Clone, Copy, Debug, Default)]
pub struct BodiesInPlace;

impl Bodies for BodiesInPlace {
    fn body(&self, _: Kind, head: &Head) -> io::Result<Option<Localized<String>>> {
        Ok(head.body.clone())
    }
}

macro_rules! record {
    ($($type:ident),+) => {
        $(impl Record for $type {
            const KIND: Kind = Kind::$type;
            fn head(&self) -> &Head { &self.head }
            fn head_mut(&mut self) -> &mut Head { &mut self.head }
        }
        impl From<$type> for AnyRecord {
            fn from(record: $type) -> Self { Self::$type(record) }
        })+
        impl AnyRecord {
            /// What it is.
            pub const fn kind(&self) -> Kind {
                match self { $(Self::$type(_) => Kind::$type),+ }
            }
            /// The common fields.
            pub const fn head(&self) -> &Head {
                match self { $(Self::$type(record) => &record.head),+ }
            }
            /// The common fields, to fill in a body that was read apart.
            pub const fn head_mut(&mut self) -> &mut Head {
                match self { $(Self::$type(record) => &mut record.head),+ }
            }
        }
    };
}
record!(Cluster, Organisation, Person, Article, Event, Project, Page);

impl Catalogue {
    /// A kiosk without a record.
    pub const fn empty(kiosk: Kiosk) -> Self {
        Self {
            kiosk,
            clusters: Vec::new(),
            organisations: Vec::new(),
            people: Vec::new(),
            articles: Vec::new(),
            events: Vec::new(),
            projects: Vec::new(),
            pages: Vec::new(),
        }
    }

    /// The common fields of every record, kind by kind in the order of [`Kind::ALL`].
    pub fn heads(&self) -> impl Iterator<Item = (Kind, &Head)> {
        let clusters = self.clusters.iter().map(|r| (Kind::Cluster, &r.head));
        let organisations = self.organisations.iter().map(|r| (Kind::Organisation, &r.head));
        let people = self.people.iter().map(|r| (Kind::Person, &r.head));
        let articles = self.articles.iter().map(|r| (Kind::Article, &r.head));
        let events = self.events.iter().map(|r| (Kind::Event, &r.head));
        let projects = self.projects.iter().map(|r| (Kind::Project, &r.head));
        let pages = self.pages.iter().map(|r| (Kind::Page, &r.head));
        clusters.chain(organisations).chain(people).chain(articles).chain(events).chain(projects).chain(pages)
    }
}
