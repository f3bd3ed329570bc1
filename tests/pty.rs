//! The program itself on a real terminal, from its first frame to the last byte.

mod support {
    pub mod pty;
}

use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::Signal;
use support::pty::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_megdan");
const UTF8: (&str, &str) = ("LANG", "bg_BG.UTF-8");
/// Stands in the footer of every screen.
const READY: &str = "F1";

fn start(data: &Path, arguments: &[&str], locale: (&str, &str), columns: u16, rows: u16) -> Terminal {
    let data = data.to_str().expect("a plain path");
    let variables = [("MEGDAN_DATA", data), ("HOME", data), ("TERM", "xterm-256color"), locale];
    Terminal::start(PROGRAM, arguments, &variables, columns, rows)
}

fn is_restored(terminal: &Terminal) {
    terminal.wait("the terminal as it was", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    assert!(terminal.is_cooked());
}

#[test]
fn a_visit_from_the_first_frame_to_the_last() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = start(data.path(), &[], UTF8, 80, 24);
    terminal.wait_for(READY);
    terminal.wait_for("Новини");
    terminal.send(b"\x1bOQ");
    terminal.wait_for("News");
    terminal.send(b"\x1bOP");
    terminal.wait_for("Help");
    terminal.send(b"\x1b[21~");
    terminal.wait("home again", |screen| screen.contents().contains("News"));
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    is_restored(&terminal);
    assert!(!terminal.text().contains(READY), "nothing is left on the shell's page");
}

#[test]
fn a_terminal_that_is_too_small_says_so_until_it_grows() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = start(data.path(), &[], UTF8, 120, 33);
    terminal.wait_for(READY);
    let before = terminal.text();
    terminal.resize(10, 3);
    terminal.wait("a notice", |screen| !screen.contents().contains(READY) && !screen.contents().trim().is_empty());
    terminal.resize(120, 33);
    terminal.wait("the same screen", |screen| screen.contents() == before);
    terminal.resize(300, 100);
    terminal.wait("a large screen", |screen| screen.contents().contains(READY) && screen.contents() != before);
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_size_that_was_asked_for_stays() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = start(data.path(), &["--size", "60x20"], UTF8, 120, 33);
    terminal.wait_for(READY);
    let before = terminal.text();
    assert!(before.lines().all(|line| line.chars().count() <= 60) && before.lines().count() <= 20);
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_signal_ends_it_and_gives_the_terminal_back() {
    let data = tempfile::tempdir().expect("a folder");
    for signal in [Signal::TERM, Signal::HUP] {
        let mut terminal = start(data.path(), &[], UTF8, 80, 24);
        terminal.wait_for(READY);
        terminal.signal(signal);
        assert_eq!(terminal.exit_code(), 128 + signal.as_raw().unsigned_abs());
        is_restored(&terminal);
    }
}

#[test]
fn no_key_ends_a_kiosk() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = start(data.path(), &["kiosk"], UTF8, 80, 24);
    terminal.wait_for(READY);
    terminal.send(b"q\x03\x04\x1a\x1c");
    terminal.send(b"\x1bOQ");
    terminal.wait_for("News");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.exit_code(), 143);
    is_restored(&terminal);
}

#[test]
fn a_terminal_without_utf8_reads_latin_letters() {
    let data = tempfile::tempdir().expect("a folder");
    for locale in [("LC_ALL", "C"), ("LANG", "bg_BG.CP1251")] {
        let mut terminal = start(data.path(), &["--lang", "bg"], locale, 80, 24);
        terminal.wait_for(READY);
        terminal.wait_for("Novini");
        assert!(terminal.text().is_ascii(), "{}", terminal.text());
        terminal.send(b"q");
        assert_eq!(terminal.exit_code(), 0);
    }
}

#[test]
fn every_kind_of_terminal_shows_it() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = data.path().to_str().expect("a plain path");
    for term in ["linux", "vt220", "screen", "xterm-kitty", "no-such-terminal"] {
        let variables = [("MEGDAN_DATA", folder), ("TERM", term), UTF8];
        let mut terminal = Terminal::start(PROGRAM, &[], &variables, 80, 24);
        terminal.wait_for(READY);
        terminal.send(b"q");
        assert_eq!(terminal.exit_code(), 0, "{term}");
        assert!(terminal.is_cooked());
    }
}

#[test]
fn a_terminal_that_only_prints_lines_is_told_of_the_plain_commands() {
    let data = tempfile::tempdir().expect("a folder");
    let folder = data.path().to_str().expect("a plain path");
    let variables = [("MEGDAN_DATA", folder), ("TERM", "dumb"), UTF8];
    let mut terminal = Terminal::start(PROGRAM, &[], &variables, 80, 24);
    terminal.wait_for("megdan list news");
    assert_eq!(terminal.exit_code(), 1);
    assert!(!terminal.text().contains(READY));
}

#[test]
fn a_move_is_few_bytes_and_rest_is_none() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = start(data.path(), &[], UTF8, 80, 24);
    terminal.wait_for("Новини");
    terminal.send(b"\x1b[B");
    terminal.settle();
    let before = terminal.bytes();
    terminal.send(b"\x1b[B");
    terminal.settle();
    let moved = terminal.bytes() - before;
    assert!((1..=200).contains(&moved), "{moved} bytes");
}

#[test]
fn without_a_terminal_it_says_what_to_do() {
    let data = tempfile::tempdir().expect("a folder");
    let output = Command::new(PROGRAM)
        .env_clear()
        .env("MEGDAN_DATA", data.path())
        .env("LANG", "en_GB.UTF-8")
        .stdin(Stdio::null())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, b"");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("standard input is no terminal") && said.contains("megdan list"), "{said}");
}
