//! Small catalogues for the tests of the store. Never touches the disk except in a temporary folder of the test.
#![allow(dead_code, reason = "each test binary uses its own part")]
#![allow(clippy::panic, reason = "a helper of tests fails as a test does")]

use std::path::Path;

use megdan::content::{
    Address, AnyRecord, Article, Bodies, BodiesInPlace, Catalogue, Civil, Cluster, Contacts, Day, Event, EventStatus,
    Head, Id, Kind, Kiosk, Localized, Membership, Organisation, OrganisationType, Page, PartialDate, Person, Position,
    Precision, Project, ProjectStatus, Role, Slug, Venue, Visibility,
};
use megdan::edition::{Edition, Library, Places, Publication, Published, Silent, Stamp, publish};
use megdan::text::Lang;

pub fn day(year: i16, month: u8, date: u8) -> Day {
    Day::new(year, month, date).expect("a day that exists")
}

pub fn hour(day: Day, hour: u8) -> Civil {
    Civil::new(day, hour, 0).expect("an hour that exists")
}

pub fn now() -> Civil {
    hour(day(2026, 11, 22), 9)
}

pub fn stamp() -> Stamp {
    Stamp { now: now(), version: "0.0.0-test".to_owned() }
}

pub fn slug(text: &str) -> Slug {
    Slug::new(text).expect("a slug")
}

pub fn both(bg: &str, en: &str) -> Localized<String> {
    Localized::Both { bg: bg.to_owned(), en: en.to_owned() }
}

pub fn head(name: &str, title: Localized<String>) -> Head {
    Head {
        slug: slug(name),
        title,
        summary: None,
        body: None,
        tags: Vec::new(),
        visibility: Visibility::default(),
        updated: None,
        pinned: false,
        source: None,
    }
}

pub fn article(name: &str, date: Option<Day>) -> Article {
    Article {
        head: head(name, both(&format!("Новина {name}"), &format!("News {name}"))),
        date: date.map(PartialDate::Day),
        place: None,
        clusters: Vec::new(),
        about: Vec::new(),
        quotes: Vec::new(),
        project: None,
        event: None,
    }
}

pub fn event(name: &str, start: Option<PartialDate>, end: Option<PartialDate>) -> Event {
    Event {
        head: head(name, both(&format!("Събитие {name}"), &format!("Event {name}"))),
        start,
        end,
        zone: None,
        precision: Precision::Exact,
        duration: None,
        status: EventStatus::Scheduled,
        venue: Venue::default(),
        organiser: None,
        supporters: Vec::new(),
        participants: Vec::new(),
        part_of: None,
        project: None,
        clusters: Vec::new(),
        about: Vec::new(),
        audience: None,
        contact_people: Vec::new(),
        contacts: Contacts::default(),
        attachments: Vec::new(),
    }
}

pub fn organisation(name: &str, title: Localized<String>) -> Organisation {
    Organisation {
        head: head(name, title),
        aliases: Vec::new(),
        abbreviation: None,
        legal_form: None,
        type_: OrganisationType::Company,
        sectors: Vec::new(),
        products: Vec::new(),
        parent: None,
        address: Address::default(),
        coordinates: None,
        contacts: Contacts::default(),
        sort_as: None,
        memberships: Vec::new(),
    }
}

pub fn member_of(cluster: &str) -> Membership {
    Membership { cluster: slug(cluster), role: Role::Member, since: None, until: None, source: None }
}

pub fn cluster(name: &str, title: Localized<String>) -> Cluster {
    Cluster {
        head: head(name, title),
        aliases: Vec::new(),
        abbreviation: None,
        legal_form: None,
        founded: None,
        founders: Vec::new(),
        mission: None,
        goals: Vec::new(),
        challenges: Vec::new(),
        region: None,
        sectors: Vec::new(),
        claims: Vec::new(),
        contacts: Contacts::default(),
        address: Address::default(),
        hours: None,
    }
}

pub fn person(name: &str, title: Localized<String>, organisation: Option<&str>) -> Person {
    let position = |at: &str| Position { title: both("директор", "director"), organisation: Some(slug(at)) };
    Person {
        head: head(name, title),
        honorific: None,
        positions: organisation.map(position).into_iter().collect(),
        contacts: Contacts::default(),
        publish_contact: false,
    }
}

pub fn project(name: &str, title: Localized<String>) -> Project {
    Project {
        head: head(name, title),
        aliases: Vec::new(),
        number: None,
        programme: None,
        part_of: None,
        fund: None,
        agency: None,
        budget: None,
        start: None,
        end: None,
        duration: None,
        clusters: Vec::new(),
        beneficiaries: Vec::new(),
        partners: Vec::new(),
        publicity: None,
        status: ProjectStatus::Unknown,
    }
}

pub fn page(name: &str, order: u32) -> Page {
    Page { head: head(name, both(&format!("Страница {name}"), &format!("Page {name}"))), cluster: None, order }
}

pub fn nothing() -> Catalogue {
    let sectors = vec![("mining".to_owned(), both("Минно дело", "Mining"))];
    Catalogue::empty(Kiosk { sectors, ..Kiosk::named(both("Мегдан", "Megdan")) })
}

/// A catalogue with something of every kind, told apart from others by `name`.
pub fn some(name: &str) -> Catalogue {
    let mut catalogue = nothing();
    let title = |text: &str| both(&format!("{text} {name}"), &format!("{text} {name}"));
    catalogue.kiosk.home = Some(slug("sredno"));
    catalogue.clusters.push(cluster("sredno", title("Средногорие")));
    let mut asarel = organisation("asarel", title("Асарел"));
    asarel.memberships.push(member_of("sredno"));
    asarel.sectors.push("mining".to_owned());
    catalogue.organisations.push(asarel);
    catalogue.organisations.push(organisation("geotech", both("Геотехмин", "Geotechmin")));
    catalogue.people.push(person("antonov", title("Антонов"), Some("sredno")));
    for number in 0..150_u8 {
        let mut article = article(&format!("news-{number}"), Day::new(2012, number % 12 + 1, number % 28 + 1));
        article.clusters.push(slug("sredno"));
        article.head.body =
            Some(both(&format!("Текст на {name} с [Асарел](asarel). {}", "Още малко. ".repeat(80)), name));
        catalogue.articles.push(article);
    }
    catalogue.events.push(event("assembly", Some(PartialDate::Day(day(2012, 1, 17))), None));
    catalogue.projects.push(project("rivers", title("Реки")));
    catalogue.pages.push(page("join", 10));
    catalogue
}

pub fn publish_into(data: &Path, catalogue: &Catalogue) -> Published {
    let stamp = stamp();
    let publication = Publication { data, catalogue, bodies: &BodiesInPlace, stamp: &stamp };
    publish(&publication, &mut Silent).expect("published")
}

pub fn in_memory(catalogue: &Catalogue) -> Edition {
    Edition::in_memory(catalogue, &BodiesInPlace, &stamp()).expect("an edition")
}

pub fn places(data: &Path) -> Places {
    Places { data: data.to_path_buf(), scratch: std::env::temp_dir() }
}

#[expect(clippy::unnecessary_wraps, reason = "the form of `Builtin`")]
pub fn built_in() -> Option<(Catalogue, Box<dyn Bodies>)> {
    Some((some("built-in"), Box::new(BodiesInPlace)))
}

pub fn none_built_in() -> Option<(Catalogue, Box<dyn Bodies>)> {
    None
}

/// Every record of an edition that its lists can reach, by kind and number.
pub fn everything(edition: &Edition) -> Result<Vec<AnyRecord>, megdan::edition::ReadError> {
    let mut records = Vec::new();
    for kind in Kind::ALL {
        for number in 0..edition.manifest().count(*kind) {
            let id = Id { kind: *kind, number };
            edition.card(id)?;
            edition.links_to(id)?;
            let record = edition.any_record(id)?;
            assert_eq!(edition.find(&record.head().slug)?, Some(id));
            records.push(record);
        }
    }
    Ok(records)
}

/// The records of a catalogue that are not drafts, in the order of their slugs.
pub fn published_records(catalogue: &Catalogue) -> Vec<AnyRecord> {
    let mut all: Vec<AnyRecord> = Vec::new();
    all.extend(catalogue.clusters.iter().cloned().map(AnyRecord::from));
    all.extend(catalogue.organisations.iter().cloned().map(AnyRecord::from));
    all.extend(catalogue.people.iter().cloned().map(AnyRecord::from));
    all.extend(catalogue.articles.iter().cloned().map(AnyRecord::from));
    all.extend(catalogue.events.iter().cloned().map(AnyRecord::from));
    all.extend(catalogue.projects.iter().cloned().map(AnyRecord::from));
    all.extend(catalogue.pages.iter().cloned().map(AnyRecord::from));
    all.retain(|record| !record.head().visibility.draft);
    all.sort_by(|a, b| a.head().slug.cmp(&b.head().slug));
    all
}

/// Reads everything the library shows, moving on to another edition where a read fails, and says whose content it is.
pub fn content_shown(library: &Library) -> String {
    for _ in 0..5 {
        let edition = library.current();
        if let Ok(records) = everything(&edition) {
            let project = records.iter().find(|record| record.head().slug == slug("rivers")).expect("a project");
            let name = project.head().title.any(Lang::Bg).trim_start_matches("Реки ").to_owned();
            let mut found = records;
            found.sort_by(|a, b| a.head().slug.cmp(&b.head().slug));
            assert_eq!(found, published_records(&some(&name)), "whole, and of one edition only");
            return name;
        }
        library.check_current();
    }
    panic!("no edition could be read")
}
