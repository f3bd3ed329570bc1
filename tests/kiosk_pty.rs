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
    let config = data.join("config.toml");
    std::fs::write(&config, run(data, &["pin"], "271828\n")).expect("written");
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
