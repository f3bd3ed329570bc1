//! The SSH door as OpenSSH's own client meets it.

#[path = "support/guest.rs"]
mod guest;
#[path = "support/owner.rs"]
mod owner;
#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Output};

use guest::{Guest, until};
use owner::{Owner, PATIENCE, has_ssh};
use russh::client::KeyboardInteractiveAuthResponse;
use rustix::process::Signal;
use tokio::runtime::Runtime;

const TERM: [(&str, &str); 2] = [("TERM", "xterm-256color"), ("LANG", "bg_BG.UTF-8")];

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

#[test]
fn a_guest_sees_the_kiosk_without_a_prompt_and_leaves_it_in_order() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("");
    let mut terminal = owner.ssh_terminal(&TERM, &[]);
    terminal.wait_for("Новини");
    terminal.wait("its own page", |screen| screen.alternate_screen() && screen.hide_cursor());
    owner.wait_status("80 columns", |status| status["visits"][0]["columns"] == 80);
    terminal.resize(120, 40);
    owner.wait_status("120 columns", |status| status["visits"][0]["columns"] == 120);
    terminal.send(b"\x1bOQ");
    terminal.wait_for("News");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    terminal.wait("the terminal as it was", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    owner.wait_log("finished");
    owner.wait_status("nobody", |status| status["visits"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn what_guests_open_most_is_offered_to_the_next_one() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("");
    let mut first = owner.ssh_terminal(&TERM, &[]);
    first.wait_for("Новини");
    first.send(b"6");
    first.wait_for("Индустриален клъстер");
    first.send(b"1");
    first.wait_for("Клъстерът е сдружение");
    first.send(b"q");
    assert_eq!(first.exit_code(), 0);
    // The end of the process writes what is not written yet.
    let owner = owner.restart();
    let mut second = owner.ssh_terminal(&TERM, &[]);
    second.wait_for("Новини");
    second.send(b"/");
    second.wait_for("Най-четени");
}

#[test]
fn language_and_characters_follow_the_visitors_terminal() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("");
    let english = owner.ssh_terminal(&[("TERM", "xterm"), ("LANG", "en_GB.UTF-8")], &[]);
    english.wait_for("News");
    let ascii = owner.ssh_terminal(&[("TERM", "vt100"), ("LANG", "bg_BG.CP1251")], &[]);
    ascii.wait_for("Novini");
    assert!(ascii.text().is_ascii(), "{}", ascii.text());
}

/// Whether anything on the screen has a colour of 24 bits.
fn has_many_colours(screen: &vt100::Screen) -> bool {
    let (rows, columns) = screen.size();
    let mut cells = (0..rows.get()).flat_map(|y| (0..columns.get()).filter_map(move |x| screen.cell(y, x)));
    cells.any(|cell| [cell.fgcolor(), cell.bgcolor()].iter().any(|color| matches!(color, vt100::Color::Rgb(..))))
}

#[test]
fn colours_follow_what_the_terminal_says() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("");
    let lang = ("LANG", "bg_BG.UTF-8");
    let many = owner.ssh_terminal(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), lang], &[]);
    many.wait_for("Новини");
    many.wait("colours of 24 bits", has_many_colours);
    let few = owner.ssh_terminal(&[("TERM", "xterm-256color"), lang], &[]);
    few.wait_for("Новини");
    few.settle();
    few.wait("colours of a table", |screen| !has_many_colours(screen));
}

#[test]
fn a_client_that_waits_for_questions_is_asked_none() {
    let owner = Owner::start("");
    Runtime::new().expect("a runtime").block_on(async {
        let mut guest = Guest::knock(owner.port).await.expect("connected");
        let said = guest.handle.authenticate_keyboard_interactive_start("guest", None).await.expect("an answer");
        assert!(matches!(said, KeyboardInteractiveAuthResponse::Success), "{said:?}");
        let (mut channel, mut parser) = guest.screen(80, 24).await;
        until(&mut channel, &mut parser, "Новини").await;
    });
}

#[test]
fn verbs_are_answered_as_text_and_json_with_exit_codes() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("");
    let output = owner.ssh("guest", &["-T", "news", "--json"]);
    let news: serde_json::Value = serde_json::from_str(&text(&output)).expect("JSON");
    assert!(news.as_array().is_some_and(|news| !news.is_empty()) && output.status.code() == Some(0));
    let show = owner.ssh("guest", &["-T", "show", "asarel-medet", "--lang", "bg"]);
    assert!(text(&show).contains("Асарел"), "{}", text(&show));
    assert_eq!(text(&owner.ssh("guest", &["-T", "members", "--limit", "2"])).lines().count(), 2);
    // Typed in Latin letters, found in Cyrillic.
    let found = owner.ssh("guest", &["-T", "search", "asarel", "medet", "--json", "--lang", "bg"]);
    let hits: serde_json::Value = serde_json::from_str(&text(&found)).expect("JSON");
    let first = &hits[0];
    assert!(first["id"] == "asarel-medet" && first["title"].as_str().is_some_and(|t| t.contains("Асарел")), "{hits:#}");
    for verb in ["events", "people", "projects", "clusters"] {
        let list: serde_json::Value =
            serde_json::from_str(&text(&owner.ssh("guest", &["-T", verb, "--json"]))).expect("JSON");
        assert!(list.as_array().is_some_and(|list| !list.is_empty()), "{verb}");
    }
    assert!(text(&owner.ssh("guest", &["-T", "help"])).contains("search"));
    for (words, code) in [(&["rm", "-rf", "/"][..], 127), (&["show", "nobody-here"], 1), (&["show"], 2)] {
        let output = owner.ssh("guest", &[&["-T"], words].concat());
        assert_eq!(output.status.code(), Some(code), "{words:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{words:?}");
    }
    let long = "a".repeat(2000);
    assert_eq!(owner.ssh("guest", &["-T", &long]).status.code(), Some(127));
    let on_terminal = owner.ssh("guest", &["-tt", "clusters"]);
    assert!(text(&on_terminal).contains("\r\n") && !text(&on_terminal).contains("\r\r"), "{on_terminal:?}");
}

#[test]
fn without_a_screen_a_guest_reads_a_digest() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("");
    let digest = owner.ssh("guest", &["-T"]);
    assert_eq!(digest.status.code(), Some(0));
    assert!(text(&digest).contains("News") && text(&digest).contains("guest@HOST search"), "{}", text(&digest));
    assert!(!digest.stdout.contains(&0x1b));
    let mut dumb = owner.ssh_terminal(&[("TERM", "dumb"), ("LANG", "bg_BG.UTF-8")], &[]);
    assert_eq!(dumb.exit_code(), 0);
    dumb.wait_for("--json");
}

#[test]
fn nothing_can_be_run_forwarded_or_written() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("");
    for refused in [
        &["-T", "-oExitOnForwardFailure=yes", "-R0:127.0.0.1:1", "news"][..],
        &["-s", "sftp"],
        &["-T", "scp -t /tmp"],
        &["-T", "sh -c id"],
    ] {
        let output = owner.ssh("guest", refused);
        assert_ne!(output.status.code(), Some(0), "{refused:?}");
        assert!(output.stdout.is_empty(), "{refused:?}: {}", text(&output));
    }
    assert_eq!(owner.ssh("guest", &["-T", "-A", "news"]).status.code(), Some(0));
}

#[test]
fn only_a_registered_key_that_signs_sees_the_status() {
    if !has_ssh() {
        return;
    }
    let keys = tempfile::tempdir().expect("a folder");
    let key = keys.path().join("key");
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", ""]).arg("-f").arg(&key).status();
    assert!(made.expect("ssh-keygen runs").success());
    let list = keys.path().join("admin_keys");
    fs::write(&list, "# none yet\n").expect("a file can be written");
    let owner = Owner::start(&format!("[ssh]\nadministrators = {list:?}\n"));
    let option = format!("-i{}", key.display());
    let ask = |user: &str| owner.ssh(user, &["-T", &option, "status"]);
    assert_eq!(ask("maria").status.code(), Some(127));
    // Nobody can be more than a guest, so nobody's keys are looked at.
    let unasked = owner.ssh("maria", &["-T", "-oPreferredAuthentications=none", "clusters"]);
    assert_eq!(unasked.status.code(), Some(0), "{unasked:?}");
    fs::copy(key.with_extension("pub"), &list).expect("a file can be written");
    owner.signal(Signal::HUP);
    owner.wait_log("the configuration was read again");
    let answered = ask("maria");
    assert!(text(&answered).contains("Edition: 1"), "{answered:?}");
    owner.wait_log("administrator 127.0.0.1");
    // `guest` is let in before any key is looked at.
    assert_eq!(ask("guest").status.code(), Some(127));
    let other = keys.path().join("other");
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", ""]).arg("-f").arg(&other).status();
    assert!(made.expect("ssh-keygen runs").success());
    // A client that offers a key and nothing else: guests get in with any, others only with a registered one.
    for (user, key, code) in [("guest", &other, 0), ("maria", &other, 255), ("maria", &key, 0)] {
        let option = format!("-i{}", key.display());
        let alone = ["-T", "-oPreferredAuthentications=publickey", "-oIdentitiesOnly=yes", &option, "clusters"];
        assert_eq!(owner.ssh(user, &alone).status.code(), Some(code), "{user}");
    }
    assert_eq!(owner.ssh("maria", &["-T", "status"]).status.code(), Some(127));
}

#[test]
fn the_host_key_stays_and_guests_are_told_when_the_owner_ends() {
    if !has_ssh() {
        return;
    }
    let mut owner = Owner::start("");
    let first = owner.wait_log("host key SHA256:");
    let mut terminal = owner.ssh_terminal(&TERM, &[]);
    terminal.wait_for("Новини");
    assert_eq!(owner.end(), Some(0));
    terminal.wait_for("Киоскът спира");
    assert_eq!(terminal.exit_code(), 0);
    let again = owner.restart().wait_log("host key SHA256:");
    assert_eq!(first.split("SHA256:").nth(1), again.split("SHA256:").nth(1));
}

#[test]
fn a_guest_without_input_is_told_and_ended_while_another_stays() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("[ssh]\nidle_minutes = 1\n");
    let (mut idle, mut busy) = (owner.ssh_terminal(&TERM, &[]), owner.ssh_terminal(&TERM, &[]));
    for terminal in [&idle, &busy] {
        terminal.wait_for("Новини");
    }
    // Announced for the half of the time that is left.
    idle.wait_for("Посещението свършва");
    busy.send(b"\x1bOQ");
    busy.wait_for("News");
    idle.ends_with(0);
    idle.wait("the terminal as it was", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    owner.wait_status("one who stays", |status| status["visits"].as_array().is_some_and(|visits| visits.len() == 1));
    busy.send(b"\x1bOQ");
    busy.wait("the other language without the notice", |screen| {
        screen.contents().contains("Новини") && !screen.contents().contains("Посещението")
    });
    busy.send(b"q");
    busy.ends_with(0);
}

#[test]
fn a_reload_shows_a_guest_who_is_in_what_was_published() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("[limits]\nexempt = []\n");
    let mut guest = owner.ssh_terminal(&TERM, &[]);
    guest.wait_for("Новини");
    guest.send(b"6");
    guest.wait_for("Черноморски");
    let config = owner.folder().join("config.toml");
    fs::write(&config, "[limits]\nexempt = []\nper_source = 1\n").expect("a file can be written");
    let seed = owner.folder().join("seed");
    let run = |arguments: &[&str]| {
        let done = owner.run(&[arguments, &[seed.to_str().expect("a plain path")]].concat());
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    run(&["init", "--builtin"]);
    fs::create_dir(seed.join("clusters/quite-new")).expect("a folder can be made");
    let cluster = "title = { bg = \"Съвсем нов клъстер\", en = \"A Quite New Cluster\" }\n";
    fs::write(seed.join("clusters/quite-new/cluster.toml"), cluster).expect("a file can be written");
    run(&["load"]);
    owner.signal(Signal::HUP);
    owner.wait_log("the configuration was read again");
    owner.wait_status("the new edition", |status| status["edition"]["number"] == 2);
    guest.wait_for("Съвсем нов клъстер");
    // He keeps his place and goes on; the new limit is for who comes now.
    guest.send(b"1");
    guest.wait_for("сдружение");
    assert_eq!(owner.ssh("guest", &["-T", "clusters"]).status.code(), Some(255));
    owner.wait_log("ssh: refused 127.0.0.1");
    guest.send(b"q");
    guest.ends_with(0);
}

#[test]
fn an_auditor_finds_nothing_to_fail() {
    let Some(audit) = owner::tool("ssh-audit") else { return };
    let owner = Owner::start("");
    let output =
        Command::new(audit).args(["--json", "--skip-rate-test", "-p", &owner.port.to_string(), "127.0.0.1"]).output();
    let output = output.expect("the auditor runs");
    let report: serde_json::Value = serde_json::from_str(&text(&output)).expect("JSON");
    let mut algorithms = 0;
    for part in ["kex", "key", "enc", "mac"] {
        for algorithm in report[part].as_array().expect(part) {
            let (name, notes) = (algorithm["algorithm"].as_str().expect("a name"), &algorithm["notes"]);
            assert!(notes.get("fail").is_none(), "{name}: {notes}");
            // Only what clients before OpenSSH 9.9 need is not post-quantum.
            assert!(notes.get("warn").is_none() || name.starts_with("curve25519-sha256"), "{name}: {notes}");
            algorithms += 1;
        }
    }
    assert!(algorithms > 10, "{report:#}");
    assert!(report["cves"].as_array().is_none_or(Vec::is_empty), "{report:#}");
    // 0 is good, 2 is warnings, 3 is failures.
    assert!(matches!(output.status.code(), Some(0 | 2)), "{output:?}");
}

#[test]
fn a_balancer_names_the_visitor_and_nobody_else_can() {
    let owner = Owner::start("[ssh]\nproxy_from = [\"127.0.0.1\"]\n");
    let mut stream = TcpStream::connect(("127.0.0.1", owner.port)).expect("connected");
    stream.write_all(b"PROXY TCP4 203.0.113.7 192.0.2.1 51000 22\r\nno ssh at all\r\n\r\n").expect("written");
    stream.shutdown(std::net::Shutdown::Write).expect("ended");
    owner.wait_log("ssh: dropped 203.0.113.7 port 51000");
    let mut stream = TcpStream::connect(("127.0.0.1", owner.port)).expect("connected");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream.write_all(b"SSH-2.0-direct\r\n").expect("written");
    let mut said = Vec::new();
    let _cut = stream.read_to_end(&mut said);
    assert!(said.is_empty(), "{}", String::from_utf8_lossy(&said));
    owner.wait_log("no PROXY header");
}
