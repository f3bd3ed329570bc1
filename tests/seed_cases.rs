//! One folder per problem the seed loader can find: `tests/seed_cases/CODE-name/seed/` with `expected.txt`, what the check
//! must say about it in both languages. `UPDATE_SEED_CASES=1 cargo test --test seed_cases` writes the expected texts anew:
//! read the difference before it is committed.
//!
//! A file `NAME.times` holds a count and a text: it becomes NAME with the text that often. `NAME.symlink` becomes a
//! symbolic link. A folder without `kiosk.toml` gets the one of all cases, unless its absence is the problem.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use megdan::diagnostic::{Color, Renderer};
use megdan::seed::{self, Source, codes};
use megdan::text::Lang;

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seed_cases");
    let entries = fs::read_dir(folder).expect("the cases are there");
    let mut cases: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Copies a case's files to `to` and makes those that are only described.
fn unfold(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = name(&path);
        if path.is_dir() {
            unfold(&path, &to.join(&name));
        } else if let Some(name) = name.strip_suffix(".times") {
            let text = fs::read_to_string(&path).expect("a text");
            let (count, text) = text.split_once('\n').expect("a count in the first line");
            fs::write(to.join(name), text.repeat(count.parse().expect("a count"))).expect("it can be written");
        } else if let Some(name) = name.strip_suffix(".symlink") {
            let target = fs::read_to_string(&path).expect("a text");
            std::os::unix::fs::symlink(target.trim(), to.join(name)).expect("a link can be made");
        } else {
            fs::copy(&path, to.join(&name)).expect("it can be copied");
        }
    }
}

/// What the check says about a case, and the codes in it.
fn output(case: &Path) -> (String, BTreeSet<&'static str>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let seed = folder.path().join("seed");
    unfold(&case.join("seed"), &seed);
    let kiosk = seed.join("kiosk.toml");
    if !kiosk.exists() && !name(case).starts_with(codes::MISSING_KIOSK.id) {
        fs::copy(case.with_file_name("kiosk.toml"), kiosk).expect("it can be copied");
    }
    let outcome = seed::read(&Source::Folder(seed), &mut |_| {});
    let mut text = String::new();
    for lang in [Lang::Bg, Lang::En] {
        let all = Renderer::new(lang, Color::Never).render_all(&outcome.diagnostics);
        text.extend(["== ", lang.code(), " ==\n", &all]);
    }
    text.push_str(match outcome.catalogue {
        Some(_) => "== can be published ==\n",
        None => "== cannot be published ==\n",
    });
    let root = format!("{}/", folder.path().display());
    let found = outcome.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect();
    (text.replace(&root, ""), found)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the one who runs the test says whether texts are written anew")]
fn every_case_says_what_is_expected() {
    let update = std::env::var_os("UPDATE_SEED_CASES").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let (text, found) = output(&case);
        let expected = case.join("expected.txt");
        if update {
            fs::write(&expected, &text).expect("it can be written");
        }
        let code: String = name(&case).chars().take(4).collect();
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        if text != wanted || !found.contains(code.as_str()) {
            wrong.push(format!("--- {}: expected\n{wanted}\n--- found\n{text}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let names: Vec<String> = cases().iter().map(|case| name(case)).collect();
    for code in codes::ALL {
        let folder = format!("{}-{}", code.id, code.name);
        assert!(names.contains(&folder), "no folder tests/seed_cases/{folder}");
    }
}

#[test]
fn every_code_is_explained_to_editors() {
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/EDITING.md")).expect("the guide");
    for code in codes::ALL {
        let heading = format!("**{}** `{}`", code.id, code.name);
        assert!(guide.contains(&heading), "docs/EDITING.md lacks {heading}");
    }
}
