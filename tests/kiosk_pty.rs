//! `megdan kiosk` on a real terminal: no key ends it, its administrator leaves it with the PIN, what was read is counted.

mod support {
    pub mod pty;
}

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use support::pty::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_megdan");

fn run(data: &Path, arguments: &[&str], input: &str) -> String {
    let mut child = Command::new(PROGRAM)
        .args(arguments)
        .args(["--lang", "en"])
        .env_clear()
        .env("MEGDAN_DATA", data)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("text")
}

fn kiosk(data: &Path) -> Terminal {
    kiosk_with(data, "")
}

/// With one more line of `[kiosk]` in the configuration.
fn kiosk_with(data: &Path, line: &str) -> Terminal {
    let config = data.join("config.toml");
    std::fs::write(&config, run(data, &["pin"], "271828\n") + line).expect("written");
    let (data, config) = (data.to_str().expect("a plain path"), config.to_str().expect("a plain path"));
    let variables = [
        ("MEGDAN_DATA", data),
        ("HOME", data),
        ("TERM", "xterm-256color"),
        ("LANG", "bg_BG.UTF-8"),
        ("MEGDAN_CONFIG", config),
    ];
    Terminal::start(PROGRAM, &["kiosk"], &variables, 80, 24)
}

#[test]
fn it_stays_until_its_administrator_leaves() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = kiosk(data.path());
    terminal.wait_for("F1");
    for keys in ["q", "\x03", "\x1a", "\x1c", "\x04", "\x11"] {
        terminal.send(keys.as_bytes());
    }
    // It answers still.
    terminal.send(b"3\r");
    terminal.wait_for("F6");
    terminal.send(b"\x1b[24~\x1b[24~\x1b[24~");
    terminal.wait_for("Управление на киоска");
    terminal.send(b"111111\r");
    terminal.wait_for("Грешен ПИН");
    terminal.send(b"271828\r");
    terminal.wait_for("Изход от киоска");
    terminal.send(b"1");
    terminal.wait_for("megdan 0.");
    terminal.send(b"0");
    terminal.wait_for("Изход от киоска");
    terminal.send(b"66");
    assert_eq!(terminal.exit_code(), 77, "what the unit takes for ‘give the console back’");
    terminal.wait("the terminal as it was", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    let counted = run(data.path(), &["stats", "--json"], "");
    assert!(counted.contains("\"what\": \"record\"") && counted.contains("\"door\": \"screen\""), "{counted}");
    assert!(run(data.path(), &["stats"], "").contains("Records opened: 1"));
    assert!(run(data.path(), &["stats", "--csv", "--since", "2000"], "").starts_with("day,what,name,door,count\n"));
}

/// Searches for something that is nowhere, opens a record and has the administrator leave.
fn search_in_vain(data: &Path, line: &str) {
    let mut terminal = kiosk_with(data, line);
    terminal.wait_for("F1");
    terminal.send(b"\x1bOR");
    terminal.wait_for("Търсене");
    terminal.send("кюфтета".as_bytes());
    terminal.wait_for("кюфтета");
    terminal.send(b"\x1b[21~");
    terminal.wait_for("Най-новото");
    terminal.send(b"3\r");
    terminal.wait_for("F6");
    terminal.send(b"\x1b[24~\x1b[24~\x1b[24~");
    terminal.wait_for("Управление на киоска");
    terminal.send(b"271828\r");
    terminal.wait_for("Изход от киоска");
    terminal.send(b"66");
    assert_eq!(terminal.exit_code(), 77);
}

#[test]
fn words_searched_in_vain_are_kept_unless_that_is_switched_off() {
    for (line, kept) in [("", true), ("search_words = false\n", false)] {
        let data = tempfile::tempdir().expect("a folder");
        search_in_vain(data.path(), line);
        for arguments in [&["stats"][..], &["stats", "--csv"], &["stats", "--json"]] {
            let told = run(data.path(), arguments, "");
            assert_eq!(told.contains("кюфтета"), kept, "{arguments:?} with ‘{line}’:\n{told}");
        }
        let table = run(data.path(), &["stats", "--csv"], "");
        for counted in [",record,", ",screen,1\n", ",language,bg,,1\n", ",hour,"] {
            assert!(table.contains(counted), "{counted} in\n{table}");
        }
    }
}

#[test]
fn damaged_counters_disturb_nobody_and_are_begun_anew() {
    let data = tempfile::tempdir().expect("a folder");
    search_in_vain(data.path(), "");
    let counters = data.path().join("visits/db");
    std::fs::write(&counters, "these are no counters ".repeat(1000)).expect("written");
    search_in_vain(data.path(), "");
    assert!(run(data.path(), &["stats", "--csv"], "").contains(",screen,1\n"), "counted anew");
    assert!(data.path().join("visits.damaged").is_dir(), "what is left of them is kept");
    let mut terminal = kiosk(data.path());
    terminal.wait_for("F1");
    terminal.send(b"\x1b[24~\x1b[24~\x1b[24~");
    terminal.wait_for("Управление на киоска");
    terminal.send(b"271828\r");
    terminal.wait_for("Изход от киоска");
    terminal.send(b"4");
    terminal.wait_for("броячите бяха повредени");
}
