//! Holds the order of the layers, and the budgets of files and functions, by reading the sources. Never compiles or
//! runs anything: a textual scan that a comment cannot fool, since comments are cut off first.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library, lowest first: each may use only those before it.
const LAYERS: [&str; 13] = [
    "text",
    "content",
    "diagnostic",
    "seed",
    "search",
    "edition",
    "plain",
    "terminal",
    "ui",
    "session",
    "doors",
    "app",
    "cli",
];

/// The most lines of a file and of a function.
const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 100;

struct Source {
    path: PathBuf,
    layer: String,
    /// Without comments.
    code: String,
    /// Without comments and without what follows `#[cfg(test)]`.
    shipped: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src can be read") {
            let path = entry.expect("src can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(source(&root, &path));
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 30, "the scan found the sources");
    found
}

fn source(root: &Path, path: &Path) -> Source {
    let text = fs::read_to_string(path).expect("a source is UTF-8");
    let relative = path.strip_prefix(root).expect("below src");
    let first = relative.iter().next().expect("a name").to_string_lossy().into_owned();
    let layer = first.trim_end_matches(".rs").to_owned();
    let code = text.lines().map(without_comment).collect::<Vec<_>>().join("\n") + "\n";
    let is_test = relative.iter().any(|part| part == "tests.rs" || part == "tests");
    let shipped = if is_test { "" } else { code.split("#[cfg(test)]\nmod ").next().unwrap_or_default() }.to_owned();
    Source { path: relative.to_owned(), layer, code, shipped, text }
}

/// Cuts a `//` comment off; a `//` inside a string (an address) is kept.
fn without_comment(line: &str) -> &str {
    let mut in_string = false;
    let mut before = '\0';
    for (at, c) in line.char_indices() {
        if c == '"' && before != '\\' {
            in_string = !in_string;
        }
        if c == '/' && before == '/' && !in_string {
            return line.split_at(at - 1).0;
        }
        before = if before == '\\' && c == '\\' { '\0' } else { c };
    }
    line
}

/// The first path segment after each `crate::`, also in `crate::{a, b}`.
fn layers_named(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let group = rest.strip_prefix('{').map(|inner| inner.split('}').next().unwrap_or_default());
        let items = group.map_or_else(|| vec![rest], |inner| inner.split(',').collect());
        for item in items {
            let name: String = item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if LAYERS.contains(&name.as_str()) {
                named.insert(name);
            }
        }
    }
    named
}

fn rank(layer: &str) -> Option<usize> {
    LAYERS.iter().position(|name| *name == layer)
}

#[test]
fn a_layer_uses_only_those_below_it() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(own) = rank(&source.layer) else { continue };
        for named in layers_named(&source.shipped) {
            if rank(&named).is_some_and(|other| other > own) {
                wrong.push(format!("{}: uses `{named}`, which is above `{}`", source.path.display(), source.layer));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_a_layer() {
    for source in sources() {
        let known = LAYERS.contains(&source.layer.as_str()) || ["lib", "main"].contains(&source.layer.as_str());
        assert!(known, "{}: no layer of that name; add it to docs/ARCHITECTURE.md first", source.path.display());
    }
}

#[test]
fn a_technique_stays_in_its_module() {
    // (what to look for, the only modules that may name it, why)
    let rules: [(&str, &[&str], &str); 9] = [
        ("sled::", &["edition"], "the store is one module's secret"),
        ("bincode::", &["edition"], "the codec is one module's secret"),
        ("\\x1b", &["terminal"], "escape codes live in the terminal module"),
        (
            "\\u{1b}",
            &["terminal", "text", "seed"],
            "escape codes live in the terminal module; the cleaner removes them, the checker names them",
        ),
        ("russh::", &["doors"], "SSH is a door"),
        ("tokio::", &["session", "doors", "app"], "what is below the doors knows no async"),
        ("SystemTime::now", &["doors", "app"], "the clock is given"),
        ("Timestamp::now", &["doors", "app"], "the clock is given"),
        ("env::var", &["app"], "the environment is read once, by the app"),
    ];
    let mut wrong = Vec::new();
    for source in sources() {
        for (what, homes, why) in rules {
            if source.shipped.contains(what) && !homes.contains(&source.layer.as_str()) {
                wrong.push(format!("{}: names `{what}`: {why}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_drawing_layers_touch_no_disk() {
    for source in
        sources().iter().filter(|source| ["text", "content", "diagnostic", "plain", "ui"].contains(&&*source.layer))
    {
        for what in ["std::fs", "File::open", "std::net", "std::process"] {
            assert!(!source.shipped.contains(what), "{}: names `{what}`", source.path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for source in sources() {
        assert!(source.text.starts_with("//! "), "{}: begins without `//!`", source.path.display());
        let count = source.text.lines().count();
        assert!(count <= FILE_LINES, "{}: {count} lines, more than {FILE_LINES}", source.path.display());
    }
}

#[test]
fn no_function_is_longer_than_its_budget() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, length) in functions(&source.code) {
            if length > FUNCTION_LINES {
                wrong.push(format!("{}: fn {name}: {length} lines", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Name and number of lines of each function: from its `fn` line to the closing brace of the same indentation, as
/// rustfmt writes it.
fn functions(code: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = code.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let head = line.trim_start();
        let words: Vec<&str> = head.split(' ').collect();
        let is_function = words.iter().take(6).position(|word| *word == "fn").is_some_and(|place| {
            words.iter().take(place).all(|word| word.starts_with("pub") || ["const", "async", "unsafe"].contains(word))
        });
        if !is_function || head.ends_with('}') || head.ends_with(';') {
            continue;
        }
        let name = head.split("fn ").nth(1).unwrap_or_default().split(['(', '<']).next().unwrap_or_default();
        let indent = line.len() - head.len();
        let end = format!("{}}}", " ".repeat(indent));
        let length = lines.iter().skip(at).position(|line| *line == end).map_or(1, |length| length + 1);
        found.push((name.to_owned(), length));
    }
    found
}

#[test]
fn nothing_is_imported_wholesale_and_nothing_is_global() {
    for source in sources() {
        let place = source.path.display();
        assert!(!source.code.contains("::*;") && !source.code.contains("::*,"), "{place}: a glob import");
        assert!(!source.shipped.contains("prelude::"), "{place}: a prelude");
        for global in ["LazyLock<", "OnceLock<", "thread_local!", "static mut "] {
            assert!(!source.shipped.contains(global), "{place}: `{global}`: many sessions live in one process");
        }
    }
}

#[test]
fn the_scan_sees_what_it_must() {
    assert_eq!(without_comment("a(); // crate::ui"), "a(); ");
    assert_eq!(without_comment("let a = \"https://b\";"), "let a = \"https://b\";");
    let named = layers_named("use crate::{ui, text::Lang};\nuse crate::seed::Source;");
    assert_eq!(named.into_iter().collect::<Vec<_>>(), ["seed", "text", "ui"]);
    let long = format!("    pub fn long() {{\n{}    }}\n", "        step();\n".repeat(200));
    assert_eq!(functions(&long), [("long".to_owned(), 202)]);
}
