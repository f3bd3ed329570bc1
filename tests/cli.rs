//! The program as a script calls it: real runs of the binary, what it prints and how it ends. Never opens a screen.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A data folder of its own, and runs of the program on it.
struct Kiosk {
    data: TempDir,
}

impl Kiosk {
    fn new() -> Self {
        Self { data: TempDir::new().expect("a temporary folder") }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_megdan"));
        command.env_clear().env("LANG", "en_GB.UTF-8").env("MEGDAN_DATA", self.data.path().join("data"));
        command.env("MEGDAN_CONFIG", self.config()).args(arguments).stdin(Stdio::null());
        command
    }

    /// An empty configuration, so that the machine's own does not count.
    fn config(&self) -> std::path::PathBuf {
        let path = self.data.path().join("config.toml");
        if !path.exists() {
            fs::write(&path, "").expect("a file can be written");
        }
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Exit code and standard error.
    fn refuses(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?} should fail");
        (output.status.code().expect("an exit code"), String::from_utf8(output.stderr).expect("UTF-8"))
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.says(arguments)).expect("JSON")
    }
}

#[test]
fn the_first_call_seeds_the_folder_and_prints_only_what_was_asked() {
    let kiosk = Kiosk::new();
    let lines = kiosk.says(&["list", "news"]);
    assert_eq!(lines.lines().count(), 6, "{lines}");
    assert!(lines.starts_with("eco-clusters-brussels "), "{lines}");
    assert!(kiosk.data.path().join("data/CURRENT").exists());
}

#[test]
fn every_list_is_an_array_of_objects_with_id_kind_and_title() {
    let kiosk = Kiosk::new();
    for (what, kind, least) in [
        ("news", "article", 6),
        ("events", "event", 8),
        ("members", "organisation", 31),
        ("people", "person", 5),
        ("projects", "project", 7),
        ("clusters", "cluster", 3),
        ("pages", "page", 10),
    ] {
        for lang in ["bg", "en"] {
            let list = kiosk.json(&["list", what, "--json", "--lang", lang]);
            let rows = list.as_array().expect("an array");
            assert!(rows.len() >= least, "{what}: {}", rows.len());
            for row in rows {
                assert_eq!(row["kind"], kind);
                assert!(row["id"].is_string() && row["title"].is_string(), "{row}");
            }
        }
    }
}

#[test]
fn a_search_finds_in_both_scripts_and_says_what_it_searched_instead() {
    let kiosk = Kiosk::new();
    let hits = kiosk.json(&["search", "4elope4", "obshtina", "--json"]);
    assert_eq!(hits[0]["id"], "municipality-chelopech");
    assert_eq!(hits[0]["kind"], "organisation");
    assert!(hits[0]["title"].is_string() && hits[0]["snippet"].is_string());
    assert_eq!(hits[0].get("searched"), None);
    let hits = kiosk.json(&["search", "aurubiz", "--json", "--limit", "2"]);
    assert_eq!(hits.as_array().map(Vec::len), Some(2));
    assert_eq!(hits[0]["id"], "aurubis-bulgaria");
    assert!(hits[0]["searched"].as_str().is_some_and(|text| text.to_lowercase().starts_with("au")), "{hits}");
    let events = kiosk.json(&["search", "клъстер", "--json", "--kind", "events", "--cluster", "green-technologies"]);
    assert!(events.as_array().is_some_and(|hits| !hits.is_empty() && hits.iter().all(|hit| hit["kind"] == "event")));
    let text = kiosk.says(&["search", "aurubiz", "--limit", "1"]);
    assert!(text.starts_with("There is no “aurubiz”. These are results for “"), "{text}");
    assert_eq!(text.lines().count(), 2, "the notice and a line a hit");
    for (arguments, said) in [(&["search", "qqqqqqzzzz", "--json"][..], "[]\n"), (&["search", "qqqqqqzzzz"], "Nothing")]
    {
        let nothing = kiosk.run(arguments);
        assert_eq!(nothing.status.code(), Some(1), "as grep has it");
        assert!(String::from_utf8_lossy(&nothing.stdout).starts_with(said));
    }
    let (code, error) = kiosk.refuses(&["search", "клъстер", "--cluster", "srednogori"]);
    assert_eq!(code, 1);
    assert!(error.contains("‘srednogorie’"), "{error}");
}

#[test]
fn every_record_can_be_shown_in_both_languages_as_text_and_json() {
    let kiosk = Kiosk::new();
    for what in ["news", "events", "members", "people", "projects", "clusters", "pages"] {
        let list = kiosk.json(&["list", what, "--json"]);
        let id = list[0]["id"].as_str().expect("an id");
        for lang in ["bg", "en"] {
            let object = kiosk.json(&["show", id, "--json", "--lang", lang]);
            let text = kiosk.says(&["show", id, "--lang", lang]);
            let title = object["title"].as_str().expect("a title");
            let first_word = title.split(' ').next().expect("a word");
            assert!(text.starts_with(first_word), "{text}");
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(widest <= 76 || text.contains("http"), "{id}: {widest} columns");
            assert!(!text.contains('\u{1b}'));
        }
    }
}

#[test]
fn json_has_codes_that_no_language_changes() {
    let kiosk = Kiosk::new();
    for lang in ["bg", "en"] {
        let one = kiosk.json(&["show", "optix", "--json", "--lang", lang]);
        let list = kiosk.json(&["list", "members", "--json", "--lang", lang]);
        let row = list.as_array().expect("an array").iter().find(|row| row["id"] == "optix").expect("it is listed");
        for key in ["type", "legal_form", "sectors"] {
            assert_eq!(one[key], row[key], "{key} in {lang}");
        }
        assert_eq!((one["type"].as_str(), one["legal_form"].as_str()), (Some("company"), Some("AD")));
        assert_eq!(one["memberships"][0]["role"], "member");
        let town = kiosk.json(&["show", "municipality-anton", "--json", "--lang", lang]);
        assert!(town["coordinates"][0].as_f64().is_some_and(|north| (42.0..44.0).contains(&north)), "{town}");
        assert_eq!(kiosk.json(&["show", "base-launch", "--json", "--lang", lang])["status"], "held");
    }
}

#[test]
fn a_past_event_of_which_nothing_was_heard_is_not_announced() {
    let kiosk = Kiosk::new();
    assert!(kiosk.says(&["show", "founding-assembly"]).contains("not known whether it was held"));
    let bg = kiosk.says(&["list", "events", "--lang", "bg"]);
    assert!(bg.contains("няма сведения дали е проведено"), "{bg}");
}

#[test]
fn people_are_sorted_by_their_family_names() {
    let kiosk = Kiosk::new();
    let people = kiosk.json(&["list", "people", "--json", "--lang", "bg"]);
    let names: Vec<&str> =
        people.as_array().expect("an array").iter().filter_map(|row| row["title"].as_str()).collect();
    let family: Vec<&str> = names.iter().filter_map(|name| name.rsplit(' ').next()).collect();
    assert!(family.is_sorted() && family.len() >= 5, "{names:?}");
}

#[test]
fn contradicting_figures_stand_side_by_side_with_their_sources() {
    let kiosk = Kiosk::new();
    let cluster = kiosk.json(&["show", "srednogorie", "--json"]);
    let claims = cluster["claims"].as_array().expect("claims");
    let members: Vec<i64> =
        claims.iter().filter(|it| it["metric"] == "members").filter_map(|it| it["value"].as_i64()).collect();
    assert_eq!(members, [37, 21, 22]);
    assert!(claims.iter().all(|claim| claim["source"].is_string()));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let kiosk = Kiosk::new();
    kiosk.says(&["list", "clusters"]);
    let mut child =
        kiosk.command(&["show", "srednogorie"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_is_not_there_is_said_with_what_to_do() {
    let kiosk = Kiosk::new();
    let (code, text) = kiosk.refuses(&["show", "asarel"]);
    assert_eq!(code, 1);
    assert!(text.contains("the nearest is ‘asarel-medet’"), "{text}");
    let (code, text) = kiosk.refuses(&["shwo", "asarel"]);
    assert_eq!(code, 2);
    assert!(text.contains("did you mean ‘show’?"), "{text}");
    let (code, text) = kiosk.refuses(&["check", "/nowhere/at/all", "--lang", "bg"]);
    assert_eq!((code, text.as_str()), (1, ""));
}

#[test]
fn what_was_typed_is_echoed_without_what_a_terminal_obeys() {
    let kiosk = Kiosk::new();
    let hostile = "a\u{1b}[31mb\u{7}\u{202e}c";
    for arguments in [
        &["show", hostile][..],
        &["why", hostile],
        &[hostile],
        &["list", hostile],
        &["--config", hostile, "list", "news"],
        &["new", "news", "x", "--dir", "/dev/null/\u{1b}[2J"],
    ] {
        let (_, text) = kiosk.refuses(arguments);
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
    }
    let folder = kiosk.data.path().join(format!("seed{hostile}"));
    write(&folder, "news/\u{1b}[31m.bg.md", "+++\ntitle = \"\u{1b}[31m\"\n+++\n\u{1b}]0;x\u{7}\n");
    let output = kiosk.run(&["check", folder.to_str().expect("a path")]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(text.contains("M060") && !text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text:?}");
}

#[test]
fn output_that_cannot_be_written_is_said_in_the_callers_language() {
    let kiosk = Kiosk::new();
    for (lang, expected) in [("bg", "няма свободно място на диска"), ("en", "no space is left on the disk")]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        let output = kiosk.command(&["list", "news", "--lang", lang]).stdout(full).output().expect("it runs");
        assert_eq!(output.status.code(), Some(1));
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(text.contains(expected) && !text.contains("os error"), "{text}");
    }
}

#[test]
fn a_folder_that_cannot_be_used_leaves_the_built_in_content() {
    let kiosk = Kiosk::new();
    let output = kiosk.run(&["--data", "/dev/null/megdan", "list", "news", "--lang", "bg"]);
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 6);
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(text.contains("част от пътя не е папка") && text.contains("вграденото съдържание"), "{text}");
}

#[test]
fn a_mistake_leaves_the_published_edition_as_it_was() {
    let kiosk = Kiosk::new();
    let seed = kiosk.data.path().join("seed");
    write(&seed, "kiosk.toml", "name = { bg = \"Малък\", en = \"Small\" }\n");
    write(&seed, "organisations/one.toml", "title = { bg = \"Едно\", en = \"One\" }\ntype = \"company\"\n");
    let folder = seed.to_str().expect("a path");
    assert!(kiosk.run(&["load", folder]).status.success());
    write(&seed, "organisations/two.toml", "title = { bg = \"Две\", en = \"Two\" }\ntipe = \"company\"\n");
    let output = kiosk.run(&["load", folder]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("tipe") && said.contains("two.toml:2"), "{said}");
    assert_eq!(kiosk.json(&["list", "members", "--json"]).as_array().expect("an array").len(), 1);
    assert_eq!(kiosk.json(&["editions", "--json"]).as_array().expect("an array").len(), 1);
}

#[test]
fn a_published_folder_can_be_taken_back() {
    let kiosk = Kiosk::new();
    let seed = kiosk.data.path().join("seed");
    write(&seed, "kiosk.toml", "name = { bg = \"Малък\", en = \"Small\" }\n");
    write(&seed, "organisations/one.toml", "title = { bg = \"Едно\", en = \"One\" }\ntype = \"company\"\n");
    let members = kiosk.json(&["list", "members", "--json"]).as_array().expect("an array").len();
    assert!(kiosk.run(&["load", seed.to_str().expect("a path")]).status.success());
    assert_eq!(kiosk.json(&["list", "members", "--json"]).as_array().expect("an array").len(), 1);
    kiosk.says(&["rollback"]);
    assert_eq!(kiosk.json(&["list", "members", "--json"]).as_array().expect("an array").len(), members);
}

#[test]
fn a_new_file_is_a_draft_that_passes_the_check_and_why_says_so() {
    let kiosk = Kiosk::new();
    let seed = kiosk.data.path().join("seed");
    write(&seed, "kiosk.toml", "name = { bg = \"Малък\", en = \"Small\" }\n");
    let folder = seed.to_str().expect("a path");
    for kind in ["news", "event", "organisation", "person", "project", "page", "cluster"] {
        let title = format!("Нова работа {kind}");
        let written = kiosk.says(&["new", kind, &title, "--dir", folder, "--lang", "bg"]);
        assert!(written.lines().count() >= 1 && Path::new(written.lines().next().expect("a path")).exists());
        let (code, text) = kiosk.refuses(&["new", kind, &title, "--dir", folder, "--lang", "bg"]);
        assert!(code == 1 && text.contains("вече съществува"), "{text}");
    }
    let said = kiosk.says(&["check", folder, "--strict"]);
    assert!(said.contains("7 records: 0 visible, 7 drafts"), "{said}");
    let why = kiosk.says(&["why", "nova-rabota-news", folder]);
    assert!(why.contains("is a draft") && why.contains("nova-rabota-news.bg.md"), "{why}");
    assert!(kiosk.run(&["load", folder]).status.success());
    let why = kiosk.json(&["why", "nova-rabota-news", "--json"]);
    assert_eq!(why["shown"], false);
}

#[test]
fn only_a_word_of_its_own_publishes_the_built_in_content_and_never_over_an_editors() {
    let kiosk = Kiosk::new();
    let seed = kiosk.data.path().join("seed");
    write(&seed, "kiosk.toml", "name = { bg = \"Малък\", en = \"Small\" }\n");
    write(&seed, "organisations/one.toml", "title = { bg = \"Едно\", en = \"One\" }\ntype = \"company\"\n");
    let beside = |arguments: &[&str]| {
        let output = kiosk.command(arguments).current_dir(kiosk.data.path()).output().expect("it runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        (output.status.success(), text(&output.stdout), text(&output.stderr))
    };
    let (fine, said, _) = beside(&["load"]);
    assert!(fine && said.contains("Folder ‘seed’") && said.contains("1 record: 1 visible"), "{said}");
    assert_eq!(kiosk.json(&["list", "members", "--json"]).as_array().expect("an array").len(), 1);
    let (_, said, _) = beside(&["check", "--builtin", "--lang", "bg"]);
    assert!(said.contains("Вграденото съдържание"), "{said}");
    for _ in 0..3 {
        assert!(beside(&["load", "--builtin"]).0);
    }
    let editions = kiosk.json(&["editions", "--json"]);
    let numbers: Vec<u64> =
        editions.as_array().expect("an array").iter().filter_map(|it| it["edition"].as_u64()).collect();
    assert_eq!(numbers, [4, 3, 1], "the editor's own edition is never pruned for the built-in one");
    kiosk.says(&["rollback", "1"]);
    let (code, said) = kiosk.refuses(&["rollback"]);
    assert!(code == 1 && said.contains("‘megdan rollback 4’"), "{said}");
    let nowhere = TempDir::new().expect("a folder");
    let output = kiosk.command(&["load"]).current_dir(nowhere.path()).output().expect("it runs");
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(!output.status.success() && said.contains("--builtin") && said.contains("megdan init"), "{said}");
}

#[test]
fn a_newcomer_begins_a_folder_and_is_told_the_next_step() {
    let kiosk = Kiosk::new();
    let empty = kiosk.data.path().join("empty");
    let folder = empty.to_str().expect("a path");
    let output = kiosk.run(&["init", folder, "--lang", "bg"]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stderr).contains("megdan new"));
    let (code, said) = kiosk.refuses(&["init", folder]);
    assert!(code == 1 && said.contains("exists already"), "{said}");
    let output = kiosk.run(&["load", folder]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("no record of the folder is visible"), "{said}");
    assert_eq!(kiosk.refuses(&["load", folder, "--strict"]).0, 2);

    let whole = kiosk.data.path().join("whole");
    let folder = whole.to_str().expect("a path");
    let written = kiosk.says(&["init", folder, "--builtin"]);
    assert!(written.lines().count() > 50 && whole.join("kiosk.toml").exists(), "{written}");
    assert!(kiosk.says(&["check", folder]).contains("Errors: 0, warnings: 0"));

    let fresh = kiosk.data.path().join("fresh");
    let folder = fresh.to_str().expect("a path");
    let output = kiosk.run(&["new", "organisation", "Асарел", "--dir", folder]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("megdan check") && said.contains("megdan load"), "{said}");
    kiosk.says(&["new", "news", "Асарел", "--dir", folder]);
    assert!(kiosk.says(&["check", folder]).contains("Errors: 0"), "neither settings nor identifiers are missing");
}

#[test]
fn why_answers_in_a_folder_with_mistakes() {
    let kiosk = Kiosk::new();
    let seed = kiosk.data.path().join("seed");
    write(&seed, "kiosk.toml", "name = { bg = \"Малък\", en = \"Small\" }\n");
    write(&seed, "organisations/one.toml", "title = { bg = \"Едно\", en = \"One\" }\ntype = \"company\"\n");
    write(&seed, "organisations/two.toml", "title = { bg = \"Две\", en = \"Two\" }\ntipe = \"company\"\n");
    write(&seed, "news/2026-01-02-three.bg.md", "+++\ntitle = Три\n+++\n");
    let folder = seed.to_str().expect("a path");
    let one = kiosk.says(&["why", "one", folder]);
    assert!(one.contains("‘one’ is shown") && one.contains("megdan check") && one.contains("Other files"), "{one}");
    let two = kiosk.says(&["why", "two", folder]);
    assert!(two.contains("two.toml:2") && two.contains("M011"), "{two}");
    let three = kiosk.says(&["why", "three", folder, "--lang", "bg"]);
    assert!(three.contains("three.bg.md:2") && three.contains("M010"), "{three}");
    assert_eq!(kiosk.json(&["why", "one", folder, "--json"])["shown"], false, "nothing of the folder is published");
    let (_, said) = kiosk.refuses(&["why", "four", folder]);
    assert!(said.contains("megdan check"), "{said}");
}

#[test]
fn a_first_load_that_fails_does_not_speak_of_an_edition() {
    let kiosk = Kiosk::new();
    let seed = kiosk.data.path().join("seed");
    write(&seed, "kiosk.toml", "nme = \"Малък\"\n");
    let (code, said) = kiosk.refuses(&["load", seed.to_str().expect("a path"), "--lang", "bg"]);
    assert!(code == 1 && said.contains("още няма издание") && !said.contains("предишното издание"), "{said}");
}

#[test]
fn a_configuration_with_a_slip_is_explained() {
    let kiosk = Kiosk::new();
    fs::write(kiosk.config(), "glyfs = \"full\"\n[kiosk]\nidle = 5\n").expect("a file can be written");
    let (code, text) = kiosk.refuses(&["list", "news"]);
    assert_eq!(code, 2);
    assert!(text.contains("glyfs") && text.contains("‘glyphs’") && text.contains("config.toml:1:1"), "{text}");
    assert!(text.contains("30 to 3600") && text.contains("config.toml:3:8"), "both at once: {text}");
}

#[test]
fn a_port_that_is_taken_is_said_without_the_systems_words() {
    let kiosk = Kiosk::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    let (code, said) = kiosk.refuses(&["serve", "--ssh", &address, "--socket", "none", "--lang", "bg"]);
    assert!(code == 1 && said.contains("адресът е зает от друга програма") && said.contains(&address), "{said}");
    assert!(!said.contains("os error"), "{said}");
}

#[test]
fn help_man_page_and_completions_speak_for_themselves() {
    let kiosk = Kiosk::new();
    for command in
        ["", "kiosk", "check", "load", "init", "new", "why", "list", "show", "search", "editions", "stats", "pin"]
    {
        let arguments = [command, "--help", "--lang", "bg"];
        let help = kiosk.says(if command.is_empty() { &arguments[1..] } else { &arguments });
        for english in ["OPTIONS", "COMMAND", "default:", "possible values"] {
            assert!(!help.contains(english), "{help}");
        }
    }
    let help = kiosk.says(&["--help", "--lang", "bg"]);
    assert!(help.contains("Употреба") && help.contains("Изброява записите"), "{help}");
    assert!(kiosk.says(&["man"]).contains(".TH MEGDAN 1"));
    assert!(kiosk.says(&["completions", "bash"]).contains("megdan"));
}

fn write(seed: &Path, name: &str, text: &str) {
    let path = seed.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}
