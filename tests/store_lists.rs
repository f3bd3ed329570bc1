//! What lists show: order, filters, hidden records, places of records; and that an edition gives back what was
//! published. Never touches the disk but for the last property.

mod store_support;

use megdan::content::{
    Address, BodiesInPlace, Card, CardDetail, Catalogue, Civil, Hidden, Id, Kind, Localized, OrganisationType,
    PartialDate, Role, Slug, Visibility,
};
use megdan::edition::{
    Access, Edition, Library, Link, Publication, ReadError, Relation, Selection, Silent, Time, publish,
};
use megdan::text::{Lang, sort_key};
use proptest::prelude::*;
use store_support::{
    article, both, cluster, day, event, everything, head, hour, in_memory, member_of, none_built_in, nothing, now,
    organisation, page, person, places, project, published_records, slug, some, stamp,
};

fn slugs(edition: &Edition, selection: &Selection, now: Civil) -> Vec<String> {
    let list = edition.list(selection, now).expect("a list");
    let cards = edition.rows(&list, 0..list.len()).expect("rows");
    for (row, card) in cards.iter().enumerate() {
        assert_eq!(edition.position(&list, card.id), Ok(Some(row)), "{}", card.slug);
    }
    cards.iter().map(|card| card.slug.to_string()).collect()
}

#[test]
fn articles_stand_pinned_first_then_newest_first_then_undated() {
    let mut catalogue = nothing();
    catalogue.articles = vec![
        article("undated", None),
        article("old", Some(day(2011, 3, 1))),
        article("new", Some(day(2012, 10, 15))),
        article("pinned", Some(day(2005, 1, 1))),
        article("b-same-day", Some(day(2011, 3, 1))),
    ];
    catalogue.articles[3].head.pinned = true;
    let edition = in_memory(&catalogue);
    let all = Selection::all(Kind::Article, Lang::Bg);
    assert_eq!(slugs(&edition, &all, now()), ["pinned", "new", "b-same-day", "old", "undated"]);
}

#[test]
fn coming_events_stand_before_those_that_are_over_whatever_the_day() {
    let on = |month, date| Some(PartialDate::Day(day(2026, month, date)));
    let mut catalogue = nothing();
    catalogue.events = vec![
        event("over", on(11, 20), None),
        event("long", on(11, 1), on(12, 1)),
        event("today", on(11, 22), None),
        event("later", on(12, 24), None),
        event("no-year", Some(PartialDate::MonthDay(10, 3)), None),
        event("ever", Some(PartialDate::Range(Box::new(PartialDate::Year(2007)), None)), None),
        event("some-day-in-2026", Some(PartialDate::Year(2026)), None),
    ];
    let edition = in_memory(&catalogue);
    let mut selection = Selection::all(Kind::Event, Lang::En);
    selection.time = Time::Upcoming;
    assert_eq!(slugs(&edition, &selection, now()), ["today", "long", "later", "some-day-in-2026", "ever"]);
    selection.time = Time::Past;
    assert_eq!(slugs(&edition, &selection, now()), ["over", "no-year"]);
    assert_eq!(slugs(&edition, &selection, hour(day(2027, 1, 1), 0)).len(), 6, "the day is asked, not stored");
    selection.time = Time::All;
    assert_eq!(slugs(&edition, &selection, now()).len(), 7);
}

#[test]
fn what_waits_or_has_expired_is_left_out_at_that_hour_only() {
    let mut catalogue = nothing();
    for name in ["always", "embargo", "expired", "draft"] {
        catalogue.articles.push(article(name, None));
    }
    let (publish, expires) = (hour(day(2026, 12, 1), 8), hour(day(2026, 11, 22), 9));
    catalogue.articles[1].head.visibility.publish = Some(publish);
    catalogue.articles[2].head.visibility.expires = Some(expires);
    catalogue.articles[3].head.visibility.draft = true;
    let edition = in_memory(&catalogue);
    let all = Selection::all(Kind::Article, Lang::Bg);
    assert_eq!(slugs(&edition, &all, now()), ["always"]);
    assert_eq!(slugs(&edition, &all, publish), ["always", "embargo"]);
    assert_eq!(slugs(&edition, &all, hour(day(2011, 1, 1), 0)).len(), 3, "a wrong clock hides nothing");
    let id = |name| edition.find(&slug(name)).expect("readable");
    let hidden = |name| edition.hidden(id(name).expect("found"), now()).expect("readable");
    assert_eq!(hidden("embargo"), Some(Hidden::Until(publish)));
    assert_eq!(hidden("expired"), Some(Hidden::Since(expires)));
    assert_eq!(hidden("always"), None);
    assert_eq!(id("draft"), None);
    assert_eq!(edition.drafts().expect("readable")[0].slug, slug("draft"));
    let list = edition.list(&all, now()).expect("a list");
    assert_eq!(edition.position(&list, id("embargo").expect("found")), Ok(None));
}

#[test]
fn names_stand_in_the_alphabet_of_the_language() {
    let mut catalogue = nothing();
    catalogue.kiosk.home = Some(slug("z-home"));
    catalogue.clusters =
        vec![cluster("a-other", both("Авто", "Auto")), cluster("z-home", both("Средногорие", "Srednogorie"))];
    catalogue.organisations = vec![
        organisation("geotech", both("„Геотехмин“ ООД", "Geotechmin OOD")),
        organisation("liquid", both("Ер Ликид", "Air Liquide")),
        organisation("asarel", both("Асарел-Медет", "Asarel-Medet")),
    ];
    let edition = in_memory(&catalogue);
    let names = |kind, lang| slugs(&edition, &Selection::all(kind, lang), now());
    assert_eq!(names(Kind::Organisation, Lang::Bg), ["asarel", "geotech", "liquid"]);
    assert_eq!(names(Kind::Organisation, Lang::En), ["liquid", "asarel", "geotech"]);
    assert_eq!(names(Kind::Cluster, Lang::Bg), ["z-home", "a-other"], "home first");
    assert_eq!(names(Kind::Cluster, Lang::En), ["z-home", "a-other"], "home first");
    let facets = edition.facets(Kind::Organisation);
    assert_eq!(facets.letters(Lang::Bg), [('А', 1), ('Г', 1), ('Е', 1)]);
    assert_eq!(facets.letters(Lang::En), [('A', 2), ('G', 1)]);
    let mut selection = Selection::all(Kind::Organisation, Lang::En);
    selection.letter = Some('A');
    assert_eq!(slugs(&edition, &selection, now()), ["liquid", "asarel"]);
    selection.lang = Lang::Bg;
    assert_eq!(slugs(&edition, &selection, now()), [""; 0], "a Latin letter is not in the Bulgarian index");
}

#[test]
fn every_reference_is_found_from_the_other_side() {
    let mut catalogue = some("x");
    catalogue.articles.truncate(1);
    catalogue.articles[0].about = vec![slug("geotech"), slug("geotech"), slug("not-there")];
    catalogue.people[0].positions[0].organisation = Some(slug("sredno"));
    let edition = in_memory(&catalogue);
    let links = |name| {
        let id = edition.find(&slug(name)).expect("readable").expect("found");
        edition.links_to(id).expect("readable")
    };
    let from = |kind, relation| Link { from: Id { kind, number: 0 }, relation };
    assert_eq!(links("geotech"), [from(Kind::Article, Relation::About)], "once, though named twice");
    assert_eq!(links("asarel"), [from(Kind::Article, Relation::Text)], "both languages' texts link, once");
    assert_eq!(
        links("sredno"),
        [
            from(Kind::Organisation, Relation::Cluster),
            from(Kind::Person, Relation::Employer),
            from(Kind::Article, Relation::Cluster)
        ]
    );
    assert_eq!(links("news-0"), []);
}

#[test]
fn a_card_without_a_summary_begins_with_its_text() {
    let mut catalogue = nothing();
    catalogue.pages.push(page("join", 1));
    catalogue.pages[0].head.summary = Some(Localized::One(Lang::En, "How to join".to_owned()));
    catalogue.pages[0].head.body = Some(both("# Как\n\nЗа *всички* с [молба](form).", "Body"));
    let edition = in_memory(&catalogue);
    let card = edition.card(Id { kind: Kind::Page, number: 0 }).expect("a card");
    assert_eq!(card.summary, Some(both("Как За всички с молба.", "How to join")));
    assert_eq!(card.body, Some(Localized::Both { bg: (), en: () }));
}

#[test]
fn a_past_membership_does_not_make_a_member() {
    let mut catalogue = nothing();
    catalogue.clusters.push(cluster("sredno", both("Средногорие", "Srednogorie")));
    for (name, until) in [("left", Some(2011)), ("stays", None)] {
        let mut one = organisation(name, both(name, name));
        one.memberships.push(member_of("sredno"));
        one.memberships[0].until = until.map(PartialDate::Year);
        catalogue.organisations.push(one);
    }
    let edition = in_memory(&catalogue);
    let mut members = Selection::all(Kind::Organisation, Lang::Bg);
    members.cluster = Some(slug("sredno"));
    assert_eq!(slugs(&edition, &members, now()), ["stays"]);
    let card = edition.card(Id { kind: Kind::Cluster, number: 0 }).expect("a card");
    assert!(matches!(card.detail, CardDetail::Cluster { members: 1, .. }));
    let card = edition.card(Id { kind: Kind::Organisation, number: 1 }).expect("a card");
    assert_eq!(card.clusters, [(slug("sredno"), Some(Role::Member))]);
}

#[test]
fn a_list_is_refused_by_another_edition() {
    let folder = tempfile::tempdir().expect("a folder");
    let (memory, catalogue) = (in_memory(&some("x")), some("x"));
    let list = memory.list(&Selection::all(Kind::Article, Lang::Bg), now()).expect("a list");
    store_support::publish_into(folder.path(), &catalogue);
    let (library, _) = Library::open(places(folder.path()), Access::Reader, &none_built_in, &stamp()).expect("opens");
    let refused = Err(ReadError::OtherEdition { list: 0, edition: 1 });
    assert_eq!(library.current().rows(&list, 0..1), refused);
    assert_eq!(
        memory.record::<megdan::content::Page>(Id { kind: Kind::Page, number: 9 }).map(|_| ()),
        Err(ReadError::NoRecord(Id { kind: Kind::Page, number: 9 }))
    );
}

fn hours() -> impl Strategy<Value = Civil> {
    (1_u8..=12, 1_u8..=28, 0_u8..24).prop_map(|(month, date, at)| hour(day(2026, month, date), at))
}

fn visibility() -> impl Strategy<Value = Visibility> {
    let some = |strategy| proptest::option::weighted(0.2, strategy);
    (proptest::bool::weighted(0.1), some(hours().boxed()), some(hours().boxed()))
        .prop_map(|(draft, publish, expires)| Visibility { draft, publish, expires })
}

fn dates() -> impl Strategy<Value = Option<PartialDate>> {
    let exact = hours().prop_map(|at| PartialDate::Day(at.day));
    proptest::option::of(prop_oneof![
        exact,
        hours().prop_map(PartialDate::Moment),
        (2005_i16..2028).prop_map(PartialDate::Year),
        Just(PartialDate::MonthDay(10, 3)),
    ])
}

/// What every record of a random catalogue gets.
#[derive(Clone, Debug)]
struct Traits {
    visibility: Visibility,
    name: (String, String),
    cluster: Option<bool>,
    place: Option<u8>,
    tag: Option<u8>,
    type_: u8,
    date: Option<PartialDate>,
    pinned: bool,
    body: Option<String>,
}

fn traits() -> impl Strategy<Value = Traits> {
    let name = ("[А-Яа-я]{1,6}", "[A-Za-z]{1,6}");
    let few = || proptest::option::of(0_u8..3);
    let looks = (name, visibility(), proptest::option::of(any::<bool>()), few(), few(), 0_u8..3, dates());
    (looks, any::<bool>(), proptest::option::of("[а-я \n*\\[\\]()]{0,300}")).prop_map(
        |((name, visibility, cluster, place, tag, type_, date), pinned, body)| Traits {
            visibility,
            name,
            cluster,
            place,
            tag,
            type_,
            date,
            pinned,
            body,
        },
    )
}

const CLUSTERS: [&str; 2] = ["c-one", "c-two"];
const PLACES: [&str; 3] = ["Пирдоп", "Златица", "Панагюрище"];
const TYPES: [OrganisationType; 3] =
    [OrganisationType::Company, OrganisationType::Municipality, OrganisationType::University];

fn catalogue() -> impl Strategy<Value = Catalogue> {
    let many = || proptest::collection::vec(traits(), 0..90);
    (many(), many(), many(), proptest::collection::vec(traits(), 0..9)).prop_map(
        |(organisations, articles, events, rest)| {
            let mut all = nothing();
            all.kiosk.home = Some(slug("c-two"));
            all.clusters = CLUSTERS.iter().map(|name| cluster(name, both(name, name))).collect();
            let head = |prefix: &str, number: usize, of: &Traits| {
                let mut head = head(&format!("{prefix}-{number}"), both(&of.name.0, &of.name.1));
                head.visibility = of.visibility;
                head.tags = of.tag.map(|tag| format!("tag {tag}")).into_iter().collect();
                head.pinned = of.pinned;
                head.body = of.body.clone().map(|body| Localized::One(Lang::Bg, body));
                head
            };
            let clusters = |of: &Traits| -> Vec<Slug> {
                of.cluster.map(|two| slug(CLUSTERS[usize::from(two)])).into_iter().collect()
            };
            let place =
                |of: &Traits| of.place.map(|place| Localized::One(Lang::Bg, PLACES[usize::from(place)].to_owned()));
            for (number, of) in organisations.iter().enumerate() {
                let mut one = organisation("x", both("x", "x"));
                one.head = head("org", number, of);
                one.type_ = TYPES[usize::from(of.type_)];
                one.address = Address { place: place(of), ..Address::default() };
                one.memberships = clusters(of).iter().map(|cluster| member_of(cluster.as_str())).collect();
                all.organisations.push(one);
            }
            for (number, of) in articles.iter().enumerate() {
                let mut one = article("x", None);
                one.head = head("art", number, of);
                one.date.clone_from(&of.date);
                one.clusters = clusters(of);
                one.place = place(of);
                all.articles.push(one);
            }
            for (number, of) in events.iter().enumerate() {
                let mut one = event("x", of.date.clone(), None);
                one.head = head("eve", number, of);
                one.clusters = clusters(of);
                all.events.push(one);
            }
            for (number, of) in rest.iter().enumerate() {
                let mut one = person("x", both("x", "x"), of.cluster.map(|two| CLUSTERS[usize::from(two)]));
                one.head = head("per", number, of);
                all.people.push(one);
                let mut one = project("x", both("x", "x"));
                one.head = head("pro", number, of);
                all.projects.push(one);
                let mut one = page("x", number as u32);
                one.head = head("pag", number, of);
                all.pages.push(one);
            }
            all
        },
    )
}

fn selection() -> impl Strategy<Value = Selection> {
    let kind = proptest::sample::select(vec![Kind::Organisation, Kind::Article, Kind::Event, Kind::Person]);
    let few = || proptest::option::weighted(0.3, 0_usize..3);
    let time = proptest::sample::select(vec![Time::All, Time::Upcoming, Time::Past]);
    let letter = proptest::option::weighted(0.2, proptest::sample::select(vec!['А', 'Б', 'A', 'B']));
    (kind, any::<bool>(), few(), few(), few(), few(), letter, time).prop_map(
        |(kind, english, cluster, place, tag, type_, letter, time)| Selection {
            kind,
            lang: if english { Lang::En } else { Lang::Bg },
            cluster: cluster.map(|which| slug(["c-one", "c-two", "c-three"][which])),
            type_: type_.map(|which| TYPES[which]),
            sector: None,
            place: place.map(|which| PLACES[which].to_owned()),
            tag: tag.map(|which| format!("tag {which}")),
            letter,
            time,
        },
    )
}

/// Whether a card passes, told from the card alone.
fn passes(card: &Card, selection: &Selection, tags: &[String], now: Civil) -> bool {
    let letter = |wanted: char| match (&card.detail, selection.lang) {
        (CardDetail::Organisation { letter, .. }, lang) => *letter.any(lang) == wanted,
        (CardDetail::Person { .. }, lang) => megdan::text::index_letter(card.title.any(lang), lang) == wanted,
        _ => false,
    };
    let type_ =
        |wanted: OrganisationType| matches!(card.detail, CardDetail::Organisation { type_, .. } if type_ == wanted);
    let last = card.end.as_ref().or(card.date.as_ref()).and_then(PartialDate::upper);
    let coming = last.is_some_and(|last| last >= now.day);
    card.visibility.hidden(now).is_none()
        && selection.cluster.as_ref().is_none_or(|wanted| card.clusters.iter().any(|(cluster, _)| cluster == wanted))
        && selection.type_.is_none_or(type_)
        && selection
            .place
            .as_ref()
            .is_none_or(|wanted| card.place.as_ref().is_some_and(|place| place.any(Lang::Bg) == wanted))
        && selection.tag.as_ref().is_none_or(|wanted| tags.contains(wanted))
        && selection.letter.is_none_or(letter)
        && match (card.id.kind, selection.time) {
            (Kind::Event, Time::Upcoming) => coming,
            (Kind::Event, Time::Past) => !coming,
            _ => true,
        }
}

/// So that `PROPTEST_CASES` counts for runs that last longer.
fn a_share_of_the_cases(share: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.div_ceil(share), ..usual }
}

proptest! {
    #![proptest_config(a_share_of_the_cases(4))]

    #[test]
    fn a_list_shows_exactly_what_passes(
        catalogue in catalogue(),
        selections in proptest::collection::vec(selection(), 1..12),
        months_later in 0_u8..14,
    ) {
        let edition = in_memory(&catalogue);
        let now = hour(day(2026 + i16::from(months_later / 12), months_later % 12 + 1, 15), 12);
        let now = now.max(store_support::now());
        for selection in selections {
            let shown = slugs(&edition, &selection, now);
            let mut expected = Vec::new();
            for number in 0..edition.manifest().count(selection.kind) {
                let id = Id { kind: selection.kind, number };
                let (card, record) = (edition.card(id).expect("a card"), edition.any_record(id).expect("a record"));
                if passes(&card, &selection, &record.head().tags, now) {
                    expected.push((sort_key(card.title.any(selection.lang), selection.lang), card.slug.to_string()));
                }
            }
            if matches!(selection.kind, Kind::Organisation | Kind::Person) {
                expected.sort();
            }
            let mut expected: Vec<String> = expected.into_iter().map(|(_, slug)| slug).collect();
            if selection.kind == Kind::Event && selection.time == Time::Upcoming {
                expected.reverse();
            }
            prop_assert_eq!(shown, expected, "{:?}", selection);
        }
    }
}

proptest! {
    #![proptest_config(a_share_of_the_cases(20))]

    #[test]
    fn an_edition_gives_back_what_was_published(catalogue in catalogue()) {
        let folder = tempfile::tempdir().expect("a folder");
        let stamp = stamp();
        let publication = Publication { data: folder.path(), catalogue: &catalogue, bodies: &BodiesInPlace, stamp: &stamp };
        let published = publish(&publication, &mut Silent).expect("published");
        let (library, repairs) =
            Library::open(places(folder.path()), Access::Owner, &none_built_in, &stamp).expect("opens");
        prop_assert_eq!(repairs, []);
        let edition = library.current();
        prop_assert_eq!(edition.kiosk(), &catalogue.kiosk);
        let mut records = everything(&edition).expect("readable");
        records.sort_by(|a, b| a.head().slug.cmp(&b.head().slug));
        let drafts = edition.drafts().expect("readable").len();
        prop_assert_eq!(records.len() + drafts, catalogue.heads().count());
        prop_assert_eq!(records, published_records(&catalogue));
        let memory = in_memory(&catalogue);
        prop_assert_eq!(&memory.manifest().digest, &published.manifest.digest, "the same on any machine");
    }
}
