//! Search in the content of the first start: the spellings visitors use, and everything a record can be found by. Prints
//! the shares it holds as floors.

use std::collections::BTreeMap;
use std::io::Write;

use megdan::content::{Bodies, Civil, Day, Kind};
use megdan::edition::{Access, Edition, Library, Places, Repair, Stamp};
use megdan::search::{Answer, Query, Why};
use megdan::seed::{self, Source};
use megdan::text::{Lang, Layout};

/// The least shares of `tests/spellings.txt`, in hundredths, at the first place and among the first five.
const FIRST: usize = 90;
const FIVE: usize = 97;

fn now() -> Civil {
    Day::new(2012, 6, 1).expect("a day").start()
}

fn stamp() -> Stamp {
    Stamp { now: now(), version: "0.0.0".to_owned() }
}

fn edition() -> Edition {
    let outcome = seed::read(&Source::Builtin, &mut |_| {});
    let catalogue = outcome.catalogue.expect("the content of the first start is right");
    Edition::in_memory(&catalogue, &outcome.places, &stamp()).expect("room in memory")
}

fn query(text: &str) -> Query {
    Query { text: text.to_owned(), lang: Lang::Bg, kind: None, cluster: None, limit: 20 }
}

fn search(edition: &Edition, text: &str) -> Answer {
    edition.search(&query(text), now()).expect("a sound edition")
}

/// The slugs of the hits, best first.
fn slugs(edition: &Edition, answer: &Answer) -> Vec<String> {
    let slug = |hit: &megdan::search::Hit| edition.card(hit.id).expect("a sound edition").slug.as_str().to_owned();
    answer.hits.iter().map(slug).collect()
}

#[test]
fn names_are_found_however_they_are_spelled() {
    let edition = edition();
    let (mut all, mut first, mut five) = (0, 0, 0);
    let mut kinds: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    let mut missed = Vec::new();
    for line in include_str!("spellings.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let mut parts = line.split('\t');
        let (Some(typed), Some(slug), Some(kind)) = (parts.next(), parts.next(), parts.next()) else {
            panic!("not three columns: {line}");
        };
        let found = slugs(&edition, &search(&edition, typed));
        let place = found.iter().position(|found| found == slug);
        let (is_first, is_near) = (place == Some(0), place.is_some_and(|place| place < 5));
        if !is_first {
            missed.push(format!(
                "{typed} ({kind}) → {slug}: {place:?} of {:?}",
                found.iter().take(3).collect::<Vec<_>>()
            ));
        }
        all += 1;
        first += usize::from(is_first);
        five += usize::from(is_near);
        let counts = kinds.entry(kind).or_default();
        counts[0] += 1;
        counts[1] += usize::from(is_first);
        counts[2] += usize::from(is_near);
    }
    let mut report = format!("{all} spellings: {first} at the first place, {five} among the first five\n");
    for (kind, [all, first, five]) in kinds {
        report.extend([format!("  {kind}: {first} and {five} of {all}\n")]);
    }
    // Seen with --nocapture.
    std::io::stdout().write_all(report.as_bytes()).expect("standard output");
    assert!(all >= 150, "only {all} spellings");
    assert!(five * 100 >= all * FIVE, "{five} of {all} among the first five:\n{}", missed.join("\n"));
    assert!(first * 100 >= all * FIRST, "{first} of {all} at the first place:\n{}", missed.join("\n"));
}

#[test]
fn everything_a_record_says_finds_it() {
    let edition = edition();
    let mut wrong = Vec::new();
    for (typed, slug) in [
        ("ИКС", "srednogorie"),
        ("ICS", "srednogorie"),
        ("ЧЕК", "black-sea-energy"),
        ("office@technologycenter.bg", "technology-centre-sofia"),
        ("02 8090277", "technology-centre-sofia"),
        ("Ökoenergie", "oekoenergie-cluster"),
        ("„св. Иван Рилски“", "university-mining-geology"),
        ("ТЦС", "technology-centre-sofia"),
        ("ЦУПО", "cmvt"),
        ("CMVT", "cmvt"),
        ("BASE", "base"),
        ("17.01.2012", "founding-assembly"),
        ("януари 2012", "founding-assembly"),
        ("January 2012", "founding-assembly"),
        ("0899 801860", "atanasov-stoyan"),
        ("+359 899 801 860", "atanasov-stoyan"),
        ("panagqrishte", "municipality-panagyurishte"),
        ("pre6as", "dundee-chelopech"),
        ("зелена технология", "green-technologies"),
        ("аурубс", "aurubis-bulgaria"),
        ("aurubiss", "aurubis-bulgaria"),
        ("общ пирд", "municipality-pirdop"),
        ("munic pana", "municipality-panagyurishte"),
        ("тех център", "technology-centre-sofia"),
        ("енер клъстер", "black-sea-energy"),
        ("къде е асарел", "asarel-medet"),
    ] {
        let found = slugs(&edition, &search(&edition, typed));
        if !found.iter().take(3).any(|found| found == slug) {
            wrong.push(format!("{typed} → {slug}: {:?}", found.iter().take(3).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_was_searched_instead_is_said() {
    let edition = edition();
    let searched = |text: &str| search(&edition, text).searched.map(|searched| (searched.why, searched.instead));
    assert_eq!(searched("аурубс"), Some((Why::Slips, "Аурубис".to_owned())));
    assert_eq!(searched("аурубис"), None);
    assert_eq!(searched("челопеч xuj"), Some((Why::FewerWords, "челопеч".to_owned())));
    assert_eq!(searched("xuj аурубс"), Some((Why::FewerWords, "Аурубис".to_owned())));
    let typed = Layout::Bds.to_latin("панагюрище");
    assert_eq!(searched(&typed), Some((Why::Layout, "панагюрище".to_owned())));
    assert!(search(&edition, "ъщфщъгф").hits.is_empty());
}

#[test]
fn what_a_short_word_begins_is_first_a_word_of_the_visitors_own() {
    let edition = edition();
    let found = slugs(&edition, &search(&edition, "мед"));
    let place = |slug: &str| found.iter().position(|found| found == slug).expect("it is found");
    assert_eq!(place("ellatzite-med"), 0, "{found:?}");
    for own in ["srednogorie", "asarel-medet"] {
        assert!(place(own) < place("sme-agency"), "“Medium-Sized” is no мед: {found:?}");
    }
}

#[test]
fn a_word_that_nothing_has_is_not_made_another() {
    let edition = edition();
    for typed in ["кой е председател", "who is the chairman"] {
        assert!(search(&edition, typed).hits.is_empty(), "{typed}: {:?}", slugs(&edition, &search(&edition, typed)));
    }
    let begun = search(&edition, "общ пирд");
    assert_eq!(begun.searched.map(|searched| (searched.why, searched.missing)), Some((Why::Begun, "общ".to_owned())));
    assert_eq!(
        slugs(&edition, &search(&edition, "община пирд")).first().map(String::as_str),
        Some("municipality-pirdop")
    );
}

#[test]
fn filters_show_what_they_count() {
    let edition = edition();
    let all = search(&edition, "клъстер");
    for (kind, count) in &all.by_kind {
        let some = Query { kind: Some(*kind), limit: 1_000, ..query("клъстер") };
        let some = edition.search(&some, now()).expect("a sound edition");
        assert_eq!(some.hits.len() as u32, *count);
        assert!(some.hits.iter().all(|hit| hit.id.kind == *kind));
    }
    assert!(all.by_kind.iter().any(|(kind, _)| *kind == Kind::Article));
    assert!(!all.by_cluster.is_empty());
    let (cluster, count) = all.by_cluster[0];
    let some = edition.search(&Query { cluster: Some(cluster), ..query("клъстер") }, now()).expect("a sound edition");
    assert_eq!(some.total, count);
}

#[test]
fn a_damaged_index_leaves_the_names_and_is_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let places = Places { data: folder.path().join("data"), scratch: folder.path().to_owned() };
    let builtin = || {
        let outcome = seed::read(&Source::Builtin, &mut |_| {});
        Some((outcome.catalogue?, Box::new(outcome.places) as Box<dyn Bodies>))
    };
    let open = || {
        let opened = Library::open(places.clone(), Access::Owner, &builtin, &stamp());
        opened.expect("room").0
    };
    let body = "17.01.2012";
    let whole = search(&open().current(), body);
    assert!(whole.total > 0);
    let index = folder.path().join("data/editions/000001/search/index");
    let bytes = std::fs::read(&index).expect("an index");
    for damage in [None, Some(&bytes[..bytes.len() / 2]), Some(&bytes[1..])] {
        match damage {
            None => std::fs::remove_file(&index).expect("room"),
            Some(bytes) => std::fs::write(&index, bytes).expect("room"),
        }
        let library = open();
        let edition = library.current();
        assert_eq!(search(&edition, body).total, 0, "only names");
        assert_eq!(slugs(&edition, &search(&edition, "asarel")).len(), 1, "names without an index");
        assert_eq!(library.mend_search(), Some(Repair::Indexed { edition: 1 }));
        assert_eq!(library.mend_search(), None);
        assert_eq!(search(&edition, body).hits, whole.hits, "the edition that is shown has it at once");
        drop((library, edition));
        assert_eq!(search(&open().current(), body).hits, whole.hits, "and the next start too");
    }
}
