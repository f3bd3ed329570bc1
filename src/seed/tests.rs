//! The loader as a whole, on folders made for the test.

use std::fs;
use std::path::Path;

use super::{Outcome, Source, Summary, frame, read, scaffold};
use crate::content::{Bodies as _, Civil, Day, Kind, Localized, Slug};
use crate::diagnostic::Severity;
use crate::text::Lang;

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
}

fn read_files(files: &[(&str, &str)]) -> (tempfile::TempDir, Outcome) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), &[("kiosk.toml", "name = { bg = \"Мегдан\", en = \"Megdan\" }\n")]);
    write(folder.path(), files);
    let outcome = read(&Source::Folder(folder.path().to_owned()), &mut |_| {});
    (folder, outcome)
}

fn day(year: i16, month: u8, day: u8) -> Day {
    Day::new(year, month, day).expect("it exists")
}

fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect()
}

#[test]
fn the_projects_own_seed_has_no_errors_and_no_warnings() {
    let outcome = read(&Source::Builtin, &mut |_| {});
    assert!(outcome.catalogue.is_some(), "{:#?}", outcome.diagnostics);
    assert_eq!(outcome.count(Severity::Warning), 0, "{:#?}", outcome.diagnostics);
}

#[test]
fn two_files_of_one_name_are_one_record_in_two_languages() {
    let (_folder, outcome) = read_files(&[
        (
            "news/2012-10-15-a.bg.md",
            "\u{feff}+++\r\ntitle = \"Заглавие\"\r\ntags = [\"мед\"]\r\n+++\r\nПърви ред\r\nвтори\r\n",
        ),
        ("news/2012-10-15-a.en.md", "+++\ntitle = \"Title\"\n+++\n\nThe text\n"),
    ]);
    assert_eq!(outcome.diagnostics, []);
    let catalogue = outcome.catalogue.expect("there is no error");
    let [article] = catalogue.articles.as_slice() else { panic!("one article: {:?}", catalogue.articles) };
    assert_eq!(article.head.slug.as_str(), "a");
    assert_eq!(article.head.title, Localized::Both { bg: "Заглавие".into(), en: "Title".into() });
    assert_eq!(article.date.as_ref().map(ToString::to_string).as_deref(), Some("2012-10-15"));
    assert_eq!(article.head.body, None);
    let body = outcome.places.body(Kind::Article, &article.head).expect("the files are still there");
    assert_eq!(body, Some(Localized::Both { bg: "Първи ред\nвтори".into(), en: "The text".into() }));
}

#[test]
fn a_file_changed_between_check_and_publishing_is_an_error() {
    let (folder, outcome) = read_files(&[("news/a.bg.md", "+++\ntitle = \"А\"\n+++\nтекст\n")]);
    let head = outcome.catalogue.expect("there is no error").articles[0].head.clone();
    write(folder.path(), &[("news/a.bg.md", "+++\ntitle = \"А\"\n+++\nдруг текст\n")]);
    let error = outcome.places.body(Kind::Article, &head).expect_err("it has changed");
    assert!(error.to_string().contains("news/a.bg.md"), "{error}");
}

#[test]
fn a_clusters_prose_is_its_body() {
    let (_folder, outcome) = read_files(&[
        ("clusters/c/cluster.toml", "title = { bg = \"Клъстер\", en = \"Cluster\" }\n"),
        ("clusters/c/about.bg.md", "За нас\n"),
        ("clusters/c/pages/10-join.bg.md", "+++\ntitle = \"Членство\"\n+++\nКак\n"),
    ]);
    let catalogue = outcome.catalogue.expect("there is no error");
    let body = outcome.places.body(Kind::Cluster, &catalogue.clusters[0].head).expect("the file is there");
    assert_eq!(body, Some(Localized::One(Lang::Bg, "За нас".into())));
    assert_eq!(catalogue.pages[0].order, 10);
    assert_eq!(catalogue.pages[0].cluster.as_ref().map(Slug::as_str), Some("c"));
}

#[test]
fn a_spreadsheet_has_the_same_fields() {
    let (_folder, outcome) = read_files(&[
        ("clusters/c/cluster.toml", "title = { bg = \"Клъстер\", en = \"Cluster\" }\n"),
        (
            "organisations.csv",
            "slug;title.bg;title.en;type;legal_form;address.place.bg;coordinates;contacts.phones;membership.cluster;pinned\r\n\
             a;Мед;Copper;company;АД;София;42.5, 24.1;02 1 234|112;c;да\r\n\
             ;;;;;;;;;\r\n\
             b;Б;B;municipality;;;;;;\r\n",
        ),
    ]);
    assert_eq!(outcome.diagnostics, []);
    let organisations = outcome.catalogue.expect("there is no error").organisations;
    assert_eq!(organisations.len(), 2);
    assert_eq!(organisations[0].contacts.phones, ["02 1 234", "112"]);
    assert_eq!(organisations[0].coordinates.map(|c| (c.latitude, c.longitude)), Some((42_500_000, 24_100_000)));
    assert_eq!(organisations[0].memberships[0].cluster.as_str(), "c");
    assert!(organisations[0].head.pinned && !organisations[1].head.pinned);
}

#[test]
fn the_summary_names_every_hidden_record_with_its_reason() {
    let text = |title: &str, keys: &str| format!("+++\ntitle = \"{title}\"\n{keys}\n+++\n");
    let files = [
        ("news/a.bg.md", text("А", "")),
        ("news/b.bg.md", text("Б", "draft = true")),
        ("news/c.bg.md", text("В", "publish = 2026-12-01")),
        ("news/d.bg.md", text("Г", "expires = \"2026-01-01T12:00\"")),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let (_folder, outcome) = read_files(&files);
    let catalogue = outcome.catalogue.expect("there is no error");
    let now = day(2026, 6, 1).start();
    let summary = Summary::new(&catalogue, &outcome.places, now);
    assert_eq!(summary.line(Lang::En), "4 records: 1 visible, 1 draft, 1 scheduled for 2026-12-01, 1 expired");
    assert_eq!(summary.line(Lang::Bg), "4 записа: 1 видим, 1 чернова, 1 насрочен за 1 декември 2026 г., 1 изтекъл");
    let reasons: Vec<String> = summary.hidden.iter().map(|record| record.line(Lang::En)).collect();
    assert!(reasons[0].ends_with("news/b.bg.md: “Б” (b) is a draft: delete draft = true to show it"), "{reasons:?}");
    assert!(reasons[1].ends_with("will be shown from 2026-12-01 (publish)"), "{reasons:?}");
    assert!(reasons[2].ends_with("has not been shown since 2026-01-01T12:00 (expires)"), "{reasons:?}");
    let later = Summary::new(&catalogue, &outcome.places, Civil::new(day(2026, 12, 1), 0, 0).expect("a reading"));
    assert_eq!(later.visible, 2);
}

#[test]
fn what_new_writes_passes_the_check_and_is_a_draft() {
    for kind in Kind::ALL {
        for (title, lang) in [("Open \"day\" \\ 2", Lang::En), ("Ново 1", Lang::Bg)] {
            let files = scaffold(*kind, title, lang, day(2026, 5, 9), &|_| false).expect("it has letters");
            let files: Vec<(&str, &str)> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
            let (_folder, outcome) = read_files(&files);
            assert!(codes(&outcome).iter().all(|code| *code == "M051"), "{kind:?} {:#?}", outcome.diagnostics);
            let catalogue = outcome.catalogue.expect("there is no error");
            let heads: Vec<_> = catalogue.heads().collect();
            let [(found, head)] = heads.as_slice() else { panic!("one record: {heads:?}") };
            assert_eq!((found, head.title.any(lang).as_str(), head.visibility.draft), (kind, title, true));
        }
    }
    assert!(scaffold(Kind::Page, "„!“", Lang::Bg, day(2026, 5, 9), &|_| false).is_err());
}

#[test]
fn what_new_writes_fits_its_kind_and_what_is_there() {
    let written = |kind, title: &str, lang, taken: &[&str]| {
        let files = scaffold(kind, title, lang, day(2026, 5, 9), &|slug| taken.contains(&slug.as_str()));
        files.expect("it has letters")
    };
    let company = written(Kind::Organisation, "Нова фирма ООД", Lang::Bg, &[]);
    assert_eq!(company[0].path, "organisations/nova-firma.toml");
    assert!(company[0].text.contains("bg = \"Нова фирма\"") && company[0].text.contains("legal_form = \"ООД\""));
    let town = written(Kind::Organisation, "Община Антон", Lang::Bg, &[]);
    assert!(town[0].text.contains("\"Община Антон\"") && town[0].text.contains("type = \"municipality\""));
    let event = written(Kind::Event, "Среща", Lang::Bg, &[]);
    assert!(event[0].path.starts_with("events/sreshta.bg") && event[0].text.contains("T10:00\" # ден и час"));
    assert!(event[1].text.contains("преведете"), "the remark is for the editor: {}", event[1].text);
    assert!(written(Kind::Person, "Ана", Lang::En, &[])[0].text.contains("# publish_contact = true"));
    let paths = |taken: &[&str]| written(Kind::Article, "Асарел", Lang::Bg, taken)[0].path.clone();
    assert_eq!(paths(&["asarel"]), "news/2026-05-09-asarel-article.bg.md");
    assert_eq!(paths(&["asarel", "asarel-article"]), "news/2026-05-09-asarel-2.bg.md");
}

#[test]
fn the_frame_of_a_new_folder_passes_the_check() {
    for lang in Lang::ALL {
        let files = frame(lang);
        let files: Vec<(&str, &str)> = files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (path, text) in files {
            fs::write(folder.path().join(path), text).expect("it can be written");
        }
        let outcome = read(&Source::Folder(folder.path().to_owned()), &mut |_| {});
        assert!(outcome.diagnostics.is_empty() && outcome.catalogue.is_some(), "{:#?}", outcome.diagnostics);
    }
}

#[test]
fn an_empty_folder_a_file_and_nothing_at_all_are_explained() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let outcome = read(&Source::Folder(folder.path().to_owned()), &mut |_| {});
    assert_eq!((codes(&outcome), outcome.catalogue.is_none()), (vec!["M002"], true));
    fs::write(folder.path().join("a"), "").expect("it can be written");
    for path in ["a", "b"] {
        let outcome = read(&Source::Folder(folder.path().join(path)), &mut |_| {});
        assert_eq!((codes(&outcome), outcome.catalogue.is_none()), (vec!["M001"], true), "{path}");
    }
}

#[test]
fn hostile_files_end_in_bounded_problems() {
    let tags = format!("+++\ntitle = \"А\"\ntags = [{}]\n+++\n", "\"a\",".repeat(200_000));
    let nested = format!("title = {}1{}\n", "[".repeat(50_000), "]".repeat(50_000));
    let escapes = format!("+++\ntitle = \"А\"\n+++\n{}\n", "\u{1b}[2J\u{202e}".repeat(50_000));
    let quotes = format!("+++\ntitle = \"А\"\n+++\n{}\n", "„".repeat(200_000));
    let long = format!("+++\ntitle = \"{}\"\n+++\n{}", "я".repeat(100_000), "я".repeat(300_000));
    let broken = "= ".repeat(200_000);
    let (_folder, outcome) = read_files(&[
        ("news/a.bg.md", &tags),
        ("people/b.toml", &nested),
        ("news/c.bg.md", &escapes),
        ("news/d.bg.md", &quotes),
        ("news/e.bg.md", &long),
        ("projects/f.toml", &broken),
    ]);
    assert!(outcome.catalogue.is_none());
    assert!(outcome.diagnostics.len() < 500, "{}", outcome.diagnostics.len());
    for code in ["M010", "M016", "M060", "M061", "M063"] {
        assert!(codes(&outcome).contains(&code), "{code}");
    }
    let text =
        crate::diagnostic::Renderer::new(Lang::Bg, crate::diagnostic::Color::Never).render_all(&outcome.diagnostics);
    assert!(text.len() < 1_000_000 && !text.contains(['\u{1b}', '\u{202e}']), "{}", text.len());
}

#[test]
fn every_column_that_a_hint_names_is_one() {
    let columns: Vec<&str> = super::say_files::COLUMNS.iter().map(|(_, column)| *column).collect();
    let cell = |column: &&str| match *column {
        "type" => "company",
        "legal_form" => "ООД",
        "contacts.url" => "https://alfa.bg",
        "contacts.emails" => "a@alfa.bg",
        "contacts.phones" => "0888 123456",
        "title.bg" | "address.place.bg" | "address.street.bg" | "summary.bg" => "Алфа",
        _ => "Alfa",
    };
    let row = columns.iter().map(cell).collect::<Vec<_>>().join(";");
    let (_folder, outcome) = read_files(&[("organisations.csv", &format!("{}\n{row}\n", columns.join(";")))]);
    assert_eq!(outcome.diagnostics, []);
}
