//! What guests read over SSH and over the socket is counted with their door, language and hour, and told by `megdan stats`
//! as text, CSV and JSON, from a day on.

#[path = "support/owner.rs"]
mod owner;
#[path = "support/pty.rs"]
mod pty;

use owner::{Owner, has_ssh};
use pty::Terminal;

fn told(owner: &Owner, arguments: &[&str]) -> String {
    let output = owner.run(&[&["stats"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// The counts of rows of the CSV whose columns `what`, `name` and `door` are these.
fn sum(table: &str, what: &str, name: Option<&str>, door: &str) -> u64 {
    let rows = table.lines().skip(1).map(|line| line.split(',').collect::<Vec<_>>());
    let mine = rows.filter(|row| row[1] == what && name.is_none_or(|name| row[2] == name) && row[3] == door);
    mine.map(|row| row[4].parse::<u64>().expect("a number")).sum()
}

/// Opens the record that `keys` lead to, so often, from the first screen, which says `home`.
fn reads(terminal: &mut Terminal, keys: &[u8], times: usize, home: &str) {
    terminal.wait_for(home);
    for _ in 0..times {
        terminal.send(keys);
        terminal.wait_for("F6");
        terminal.send(b"\x1b[21~");
        terminal.wait_for(home);
    }
}

#[test]
fn each_door_language_and_hour_is_counted_end_to_end() {
    if !has_ssh() {
        return;
    }
    let mut owner = Owner::start("");
    // The socket, in Bulgarian: two records.
    let mut attached = owner.attach();
    reads(&mut attached, b"31", 2, "Най-новото");
    attached.send(b"q");
    attached.exit_code();
    // SSH, in English: three records, and a search in vain.
    let mut guest = owner.ssh_terminal(&[("LANG", "en_GB.UTF-8"), ("TERM", "xterm-256color")], &[]);
    reads(&mut guest, b"61", 3, "Latest news");
    guest.send(b"\x1bOR");
    guest.wait_for("Search");
    guest.send(b"zzxqj");
    guest.wait_for("zzxqj");
    guest.send(b"\x1b[21~");
    guest.wait_for("Latest news");
    guest.send(b"q");
    guest.exit_code();
    // The end of the service writes what is left; until then it is at most a minute old.
    assert_eq!(owner.end(), Some(0));
    let table = told(&owner, &["--csv"]);
    assert_eq!(table.lines().next(), Some("day,what,name,door,count"));
    assert_eq!((sum(&table, "record", None, "socket"), sum(&table, "record", None, "ssh")), (2, 3), "{table}");
    assert_eq!(sum(&table, "record", None, "screen"), 0, "{table}");
    assert_eq!((sum(&table, "language", Some("bg"), ""), sum(&table, "language", Some("en"), "")), (2, 3), "{table}");
    assert_eq!(sum(&table, "hour", None, ""), 5, "{table}");
    assert_eq!(sum(&table, "search", Some("zzxqj"), ""), 1, "{table}");
    let all: serde_json::Value = serde_json::from_str(&told(&owner, &["--json"])).expect("JSON");
    let all = all.as_array().expect("an array");
    assert_eq!(all.len(), table.lines().count() - 1, "one object a row");
    let ssh: u64 = all.iter().filter(|row| row["door"] == "ssh").filter_map(|row| row["count"].as_u64()).sum();
    assert_eq!(ssh, 3);
    let text = told(&owner, &[]);
    assert!(text.contains("Records opened: 5") && text.contains("over SSH 3") && text.contains("zzxqj"), "{text}");
    // From a day on: nothing is of the future.
    let day = table.lines().nth(1).and_then(|line| line.split(',').next()).expect("a day").to_owned();
    assert_eq!(told(&owner, &["--csv", "--since", &day]), table);
    assert_eq!(told(&owner, &["--csv", "--since", "9999"]).lines().count(), 1);
    assert_eq!(told(&owner, &["--json", "--since", "9999"]).trim(), "[]");
    assert!(!owner.run(&["stats", "--since", "вчера"]).status.success(), "no day");
}
