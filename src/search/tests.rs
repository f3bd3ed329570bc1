//! The whole engine beside a search that reads every document, on small corpora.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::Strategy;
use proptest::sample::select;
use proptest::{prop_assert, prop_assert_eq, proptest};

use super::analyser::tokens;
use super::build::{Broadness, IndexWriter, LIMITS, Limits};
use super::query::{Word, words};
use super::{Answer, Around, Document, Index, Query, Stamp, Why};
use crate::content::{Civil, Day, Id, Kind};
use crate::text::Lang;

/// Small enough that a few documents make several runs and most beginnings broad.
pub(super) const SMALL: Limits = Limits { run_bytes: 2_000, broad: Broadness { least: 6, most: 6 } };

pub(super) fn stamp() -> Stamp {
    Stamp { edition: 7, digest: "0badcafe-12".to_owned() }
}

pub(super) fn now() -> Civil {
    Day::new(2026, 6, 1).expect("a day").start()
}

pub(super) fn query(text: &str) -> Query {
    Query { text: text.to_owned(), lang: Lang::Bg, kind: None, cluster: None, limit: 1_000 }
}

fn document(kind: Kind, number: u32, names: &[&str], texts: &[&str]) -> Document {
    let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    let id = Id { kind, number };
    Document { id, day: None, clusters: Vec::new(), languages: vec![Lang::Bg], names: own(names), texts: own(texts) }
}

fn index(documents: &[Document], limits: Limits) -> Index {
    let mut writer = IndexWriter::with_limits(None, limits).expect("in memory");
    for document in documents {
        writer.add(document).expect("in memory");
    }
    writer.finish(&stamp()).expect("a sound index")
}

fn search(index: &Index, documents: &[Document], query: &Query) -> Answer {
    let texts = |id: Id| {
        let found = documents.iter().find(|document| document.id == id);
        found.map(|d| d.names.iter().chain(&d.texts).cloned().collect()).unwrap_or_default()
    };
    index.search(query, &Around { now: now(), hidden: &|_| false, texts: &texts }).expect("a sound index")
}

/// The documents that have every word, by reading them all.
fn reference(documents: &[Document], words: &[Word]) -> BTreeSet<Id> {
    let texts =
        |document: &Document| -> Vec<String> { document.names.iter().chain(&document.texts).cloned().collect() };
    let all: Vec<(Id, Vec<(String, String)>)> = documents
        .iter()
        .map(|document| {
            let tokens = texts(document).iter().flat_map(|text| tokens(text).collect::<Vec<_>>()).collect::<Vec<_>>();
            (document.id, tokens.into_iter().map(|token| (token.key, token.stem)).collect())
        })
        .collect();
    let forms: BTreeSet<&(String, String)> = all.iter().flat_map(|(_, tokens)| tokens).collect();
    let mut found: BTreeSet<Id> = documents.iter().map(|document| document.id).collect();
    for word in words {
        let automaton = word.automaton(0);
        let fits = |key: &str| automaton.matches(key, word.ending).is_some();
        let meant = forms.iter().filter(|(key, stem)| fits(key) || fits(stem) || *stem == word.pattern.stem);
        let stems: BTreeSet<&String> = meant.map(|(_, stem)| stem).collect();
        let has = all.iter().filter(|(_, tokens)| tokens.iter().any(|(_, stem)| stems.contains(stem)));
        let has: BTreeSet<Id> = has.map(|(id, _)| *id).collect();
        found = found.intersection(&has).copied().collect();
    }
    found
}

const VOCABULARY: [&str; 24] = [
    "клъстер",
    "клъстери",
    "клъстерът",
    "мед",
    "медна",
    "Медет",
    "мина",
    "минен",
    "Асарел",
    "Асарелски",
    "Siemens",
    "copper",
    "copperworks",
    "mine",
    "Панагюрище",
    "община",
    "общини",
    "а",
    "и",
    "на",
    "не",
    "2012",
    "щанд",
    "Челопеч",
];

const TYPED: [&str; 20] = [
    "к",
    "м",
    "а",
    "a",
    "клъс",
    "klaster",
    "klasteri ",
    "мед ",
    "мед",
    "сименс",
    "мин",
    "mine ",
    "общ",
    "на ",
    "н",
    "s",
    "Пан",
    "4el",
    "20",
    "copper",
];

fn corpus() -> impl Strategy<Value = Vec<Document>> {
    let words = || vec(select(&VOCABULARY), 0..12).prop_map(|words| words.join(" "));
    let one = (select(Kind::ALL), words(), words(), 0..4_i16, vec(0..3_u32, 0..3));
    vec(one, 1..60).prop_map(|all| {
        let documents = all.into_iter().enumerate().map(|(number, (kind, name, text, year, clusters))| Document {
            day: Day::new(2020 + year, 1, 1).filter(|_| year > 0),
            clusters,
            ..document(kind, number as u32, &[&name], &[&text])
        });
        documents.collect()
    })
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(80))]

    #[test]
    fn what_is_found_is_what_reading_everything_finds(
        documents in corpus(),
        typed in vec(select(&TYPED), 1..4),
        limits in select(vec![LIMITS, SMALL]),
    ) {
        let index = index(&documents, limits);
        let text = typed.join(" ");
        let answer = search(&index, &documents, &query(&text));
        let typed = words(&text);
        let expected = reference(&documents, &typed);
        let found: BTreeSet<Id> = answer.hits.iter().map(|hit| hit.id).collect();
        prop_assert_eq!(answer.hits.len(), found.len());
        if answer.searched.as_ref().is_some_and(|searched| searched.why == Why::Begun) {
            let first = typed.len() - usize::from(!expected.is_empty());
            let begun = |(at, word): (usize, &Word)| word.begun().filter(|_| at < first).unwrap_or_else(|| word.clone());
            let begun: Vec<Word> = typed.iter().enumerate().map(begun).collect();
            prop_assert!(expected.len() <= 3 && expected.len() < found.len(), "{text}: {expected:?}");
            prop_assert!(expected.is_subset(&found), "{text}: {expected:?}");
            prop_assert_eq!(found, reference(&documents, &begun), "{}", text);
        } else if answer.searched.is_some() || answer.hits.is_empty() {
            prop_assert!(expected.is_empty(), "{text}: {expected:?}");
        } else {
            prop_assert_eq!(found, expected, "{}", text);
        }
    }

    #[test]
    fn filters_and_counts_agree(documents in corpus(), typed in select(&TYPED), cluster in 0..3_u32) {
        let index = index(&documents, SMALL);
        let all = search(&index, &documents, &query(typed));
        let total: u32 = all.by_kind.iter().map(|(_, count)| count).sum();
        prop_assert_eq!(all.total, total);
        for (kind, count) in &all.by_kind {
            let answer = search(&index, &documents, &Query { kind: Some(*kind), ..query(typed) });
            prop_assert_eq!(answer.hits.len() as u32, *count);
            prop_assert!(answer.hits.iter().all(|hit| hit.id.kind == *kind));
            prop_assert_eq!(&answer.by_kind, &all.by_kind);
        }
        let answer = search(&index, &documents, &Query { cluster: Some(cluster), ..query(typed) });
        let is_of = |id: Id| documents.iter().any(|d| d.id == id && d.clusters.contains(&cluster));
        let own = |id: Id| id == Id { kind: Kind::Cluster, number: cluster };
        prop_assert!(answer.hits.iter().all(|hit| is_of(hit.id) || own(hit.id)));
    }

    #[test]
    fn fewer_hits_are_the_best_ones(documents in corpus(), typed in select(&TYPED), limit in 0..9_usize) {
        let index = index(&documents, SMALL);
        let all = search(&index, &documents, &query(typed));
        let some = search(&index, &documents, &Query { limit, ..query(typed) });
        prop_assert_eq!(some.total, all.total);
        prop_assert_eq!(some.hits.as_slice(), &all.hits[..limit.min(all.hits.len())]);
    }

    #[test]
    fn any_query_ends(text: String) {
        let documents = [document(Kind::Page, 0, &["Страница"], &["Текст за клъстера"])];
        search(&index(&documents, LIMITS), &documents, &query(&text));
    }
}

pub(super) fn seed() -> Vec<Document> {
    let mut documents = vec![
        document(Kind::Organisation, 0, &["Асарел-Медет", "Asarel Medet"], &["Мини в Панагюрище"]),
        document(Kind::Organisation, 1, &["Асарел"], &["Музей"]),
        document(Kind::Person, 0, &["Жельо Желев"], &["Председател на Клъстер „Средногорие“"]),
        document(Kind::Article, 0, &["Асарел-Медет откри завод"], &["Новина от Челопеч, Средна гора и още"]),
        document(Kind::Article, 1, &["Среща"], &["Средна температура, а гора няма. Асарел-Медет участва."]),
        document(Kind::Event, 0, &["Конференция"], &["Чугунена мост"]),
    ];
    for (number, year) in [(0, 2011), (1, 2012)] {
        if let Some(article) = documents.iter_mut().find(|d| d.id == Id { kind: Kind::Article, number }) {
            article.day = Day::new(year, 1, 17);
        }
    }
    documents
}

fn first(text: &str) -> (Option<Id>, Option<(Why, String)>) {
    let documents = seed();
    let answer = search(&index(&documents, LIMITS), &documents, &query(text));
    (answer.hits.first().map(|hit| hit.id), answer.searched.map(|searched| (searched.why, searched.instead)))
}

#[test]
fn names_stand_before_texts() {
    let organisation = |number| Some(Id { kind: Kind::Organisation, number });
    assert_eq!(first("асарел ").0, organisation(1), "the exact name");
    assert_eq!(first("asarel medet").0, organisation(0));
    assert_eq!(first("jeljo jelew").0, Some(Id { kind: Kind::Person, number: 0 }));
    assert_eq!(first("4ugunena").0, Some(Id { kind: Kind::Event, number: 0 }));
}

#[test]
fn what_was_searched_instead_is_said() {
    let (id, searched) = first("асраел медет");
    assert_eq!(id, Some(Id { kind: Kind::Organisation, number: 0 }));
    assert_eq!(searched, Some((Why::Slips, "Асарел медет".to_owned())));
    assert_eq!(first("челопеч xuj").1, Some((Why::FewerWords, "челопеч".to_owned())));
    let (id, searched) = first(&crate::text::Layout::Bds.to_latin("конференция"));
    assert_eq!(id, Some(Id { kind: Kind::Event, number: 0 }));
    assert_eq!(searched.map(|(why, _)| why), Some(Why::Layout));
    assert_eq!(first("ъщфщъгф"), (None, None));
}

#[test]
fn an_earlier_word_may_be_a_beginning_too() {
    let (id, searched) = first("асар мед");
    assert_eq!(id, Some(Id { kind: Kind::Organisation, number: 0 }));
    assert_eq!(searched, Some((Why::Begun, "Асарел мед".to_owned())));
    assert_eq!(first("ка зав").1.map(|(why, _)| why), Some(Why::FewerWords), "no record has such words");
    // A text has the word itself, a name only begins with it.
    let documents = [
        document(Kind::Organisation, 0, &["Община Пирдоп"], &[]),
        document(Kind::Page, 0, &["Планове"], &["Общ план за Пирдоп"]),
    ];
    let index = index(&documents, LIMITS);
    let answer = search(&index, &documents, &query("общ пирд"));
    let kinds: Vec<Kind> = answer.hits.iter().map(|hit| hit.id.kind).collect();
    assert_eq!(kinds, [Kind::Organisation, Kind::Page], "a name that begins so before a text that has it");
    assert_eq!(answer.searched.map(|searched| searched.instead).as_deref(), Some("Община пирд"));
    assert_eq!(search(&index, &documents, &query("община пирд")).searched, None, "a name has the words");
    assert_eq!(search(&index, &documents, &query("„общ“ пирд")).hits.len(), 1, "quoted words are whole");
}

#[test]
fn beginnings_of_the_visitors_script_stand_first() {
    let documents = [
        document(Kind::Organisation, 0, &["Medium Enterprises"], &[]),
        document(Kind::Organisation, 1, &["Медикус"], &[]),
        document(Kind::Organisation, 2, &["Асарел-Медет"], &[]),
    ];
    for limits in [LIMITS, SMALL, Limits { broad: Broadness { least: 1, most: 1 }, ..SMALL }] {
        let index = index(&documents, limits);
        let found = |text: &str, lang: Lang| -> Vec<u32> {
            let answer = search(&index, &documents, &Query { lang, ..query(text) });
            answer.hits.iter().map(|hit| hit.id.number).collect()
        };
        assert_eq!(found("меди", Lang::Bg), [1, 0]);
        assert_eq!(found("меди", Lang::En), [1, 0], "typed in Cyrillic");
        assert_eq!(found("medi", Lang::En), [0, 1]);
        assert_eq!(found("мед", Lang::Bg).first(), Some(&1));
        assert_eq!(found("med", Lang::En).first(), Some(&0));
    }
}

#[test]
fn initials_of_two_scripts_are_found_as_they_are_written() {
    // A Latin P, as many write it by mistake.
    let documents = [document(Kind::Organisation, 1, &["P.Б. Консулт"], &[])];
    let index = index(&documents, LIMITS);
    for typed in ["P.Б.", "P.Б. Консулт", "pb"] {
        assert_eq!(search(&index, &documents, &query(typed)).total, 1, "{typed}");
    }
}

#[test]
fn quoted_words_stand_together() {
    let documents = seed();
    let index = index(&documents, LIMITS);
    let count = |text: &str| search(&index, &documents, &query(text)).total;
    assert_eq!(count("средна гора "), 2);
    assert_eq!(count("„средна гора“"), 1);
}

#[test]
fn newer_news_stand_first() {
    let documents = seed();
    let news = Query { kind: Some(Kind::Article), ..query("медет ") };
    let answer = search(&index(&documents, LIMITS), &documents, &news);
    assert_eq!(answer.total, 2);
    assert_eq!(answer.by_kind, [(Kind::Organisation, 1), (Kind::Article, 2)]);
}

#[test]
fn a_keyboard_offers_letters_that_lead_on() {
    let documents = seed();
    let letters: Vec<char> = "абвгдеж".chars().collect();
    let index = index(&documents, LIMITS);
    assert_eq!(index.next_letters("м", &letters), ['е']);
    assert_eq!(index.next_letters("медет", &letters), []);
    assert!(index.next_letters("асарел ", &letters).contains(&'ж'), "a new word begins");
}

#[test]
fn a_folder_keeps_one_whole_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let documents = seed();
    let mut writer = IndexWriter::with_limits(Some(folder.path()), SMALL).expect("a folder");
    for document in &documents {
        writer.add(document).expect("room");
    }
    let built = writer.finish(&stamp()).expect("room");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "only the index stays");
    let opened = Index::open(folder.path(), &stamp()).expect("whole");
    for text in ["асарел", "средна", "м", "мед asarel"] {
        let answers = [&built, &opened].map(|index| search(index, &documents, &query(text)).hits);
        assert_eq!(answers[0], answers[1]);
        assert!(!answers[0].is_empty());
    }
    let other = Stamp { edition: 8, ..stamp() };
    assert!(Index::open(folder.path(), &other).is_err(), "of another edition");
    let other = Stamp { digest: String::new(), ..stamp() };
    assert!(Index::open(folder.path(), &other).is_err(), "of another content");
}
