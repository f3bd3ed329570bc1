//! One owner and everybody else of the machine: terminals that attach by themselves, an owner that goes away, what is
//! published while people read.

#[path = "support/owner.rs"]
mod owner;
#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;

use owner::{Owner, PATIENCE, has_ssh, memory};
use pty::Terminal;
use rustix::process::Signal;

/// The most resident memory of a terminal that is attached, in KiB, and what of it is its own data. A debug build maps
/// more of its larger file.
const CLIENT_MEMORY: u64 = if cfg!(debug_assertions) { 24 << 10 } else { 8 << 10 };
const CLIENT_DATA: u64 = 2 << 10;

fn is_small(terminal: &Terminal) {
    let (all, data) = (memory(terminal.pid(), "VmRSS:"), memory(terminal.pid(), "RssAnon:"));
    assert!(all <= CLIENT_MEMORY && data <= CLIENT_DATA, "{all} KiB, {data} KiB of data");
}

fn alone(data: &std::path::Path) -> Terminal {
    let data = data.to_str().expect("a plain path");
    let variables =
        [("MEGDAN_DATA", data), ("MEGDAN_CONFIG", "/dev/null"), ("TERM", "xterm-256color"), ("LANG", "bg_BG.UTF-8")];
    Terminal::start(env!("CARGO_BIN_EXE_megdan"), &[], &variables, 80, 24)
}

/// The kiosk is there again after its owner was away.
fn is_back(terminal: &Terminal) {
    terminal.wait("the kiosk again", |screen| {
        !screen.contents().contains("прекъсна") && screen.contents().contains("Новини")
    });
}

fn is_restored(terminal: &Terminal) {
    terminal.wait("the terminal as it was", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
    });
    assert!(terminal.is_cooked());
}

#[test]
fn a_terminal_attaches_by_itself_is_small_and_leaves_in_order() {
    let owner = Owner::start("");
    let mut one = owner.attach();
    one.wait_for("Новини");
    let mut other = owner.attach();
    other.wait_for("Новини");
    owner.wait_status("two visits", |status| status["visits"].as_array().is_some_and(|visits| visits.len() == 2));
    one.resize(100, 30);
    owner.wait_status("another size", |status| status["visits"][0]["columns"] == 100);
    // English for one of them only.
    one.send(b"\x1bOQ");
    one.wait_for("News");
    assert!(other.text().contains("Новини"), "{}", other.text());
    is_small(&one);
    one.send(b"q");
    assert_eq!(one.exit_code(), 0);
    is_restored(&one);
    other.signal(Signal::TERM);
    assert_eq!(other.exit_code(), 128 + 15);
    is_restored(&other);
    owner.wait_status("nobody", |status| status["visits"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn a_pointer_and_a_paste_go_through_the_socket() {
    let owner = Owner::start("");
    let mut terminal = owner.attach();
    terminal.wait_for("Членове");
    let mut row = None;
    terminal.wait("a row to press", |screen| {
        row = screen.rows(0, 40).position(|line| line.contains("Членове"));
        row.is_some()
    });
    let row = row.expect("found above") + 1;
    terminal.send(format!("\x1b[<0;12;{row}M\x1b[<0;12;{row}m").as_bytes());
    terminal.wait_for("Асарел");
    terminal.send(b"/");
    terminal.wait_for("Търсене");
    terminal.send("\x1b[200~пирдоп\nчелопеч\x1b[201~".as_bytes());
    // A line's end within a paste is a blank, not Enter.
    terminal.wait_for("пирдоп челопеч");
}

#[test]
fn everybody_keeps_their_place_when_an_edition_is_published() {
    let owner = Owner::start("");
    let (mut news, mut members) = (owner.attach(), owner.attach());
    let mut guest = has_ssh().then(|| owner.ssh_terminal(&[("TERM", "xterm-256color"), ("LANG", "bg_BG.UTF-8")], &[]));
    news.wait_for("Новини");
    news.send(b"1");
    news.wait_for("екоклъстерите");
    members.wait_for("Новини");
    members.send(b"3");
    members.wait_for("Асарел");
    if let Some(guest) = &mut guest {
        guest.wait_for("Новини");
        guest.send(b"6");
        guest.wait_for("Черноморски");
    }
    let seed = owner.folder().join("seed");
    copy(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/seed")), &seed);
    let fresh = "+++\ntitle = \"Съвсем нова новина\"\ndate = 2026-01-05\n+++\n\nТекстът на новината.\n";
    fs::write(seed.join("news/2026-01-05-quite-new.bg.md"), fresh).expect("a file can be written");
    let member = "type = \"company\"\ntitle = { bg = \"Асарел Ново\", en = \"Assarel New\" }\n";
    fs::write(seed.join("organisations/assarel-new.toml"), member).expect("a file can be written");
    fs::create_dir(seed.join("clusters/new-cluster")).expect("a folder can be made");
    let cluster = "title = { bg = \"Съвсем нов клъстер\", en = \"A Quite New Cluster\" }\n";
    fs::write(seed.join("clusters/new-cluster/cluster.toml"), cluster).expect("a file can be written");
    let loaded = owner.run(&["load", seed.to_str().expect("a plain path")]);
    assert!(loaded.status.success(), "{}", String::from_utf8_lossy(&loaded.stderr));
    owner.wait_status("the new edition", |status| status["edition"]["number"] == 2);
    news.wait_for("Съвсем нова новина");
    assert!(news.text().contains("екоклъстерите"), "{}", news.text());
    members.wait_for("Асарел Ново");
    members.wait("the members still", |screen| screen.contents().contains("Асарел – Медет"));
    if let Some(guest) = &guest {
        guest.wait_for("Съвсем нов клъстер");
        guest.wait("the clusters still", |screen| screen.contents().contains("Черноморски"));
    }
}

#[test]
fn an_attached_lobby_screen_behaves_as_its_own_settings_say() {
    let owner = Owner::start("[kiosk]\ntouch = false\n");
    let own = owner.folder().join("lobby.toml");
    fs::write(&own, "theme = \"mono\"\n[kiosk]\ntouch = true\n").expect("a file can be written");
    let (data, own) = (owner.data(), own.to_str().expect("a plain path").to_owned());
    let variables = |config| {
        let data = data.to_str().expect("a plain path");
        [("MEGDAN_DATA", data), ("MEGDAN_CONFIG", config), ("TERM", "xterm-256color"), ("LANG", "bg_BG.UTF-8")]
    };
    let start = |config| Terminal::start(env!("CARGO_BIN_EXE_megdan"), &["kiosk"], &variables(config), 80, 24);
    // Buttons for fingers are in the header of one, and not of the other, which says nothing of its own.
    let (fingers, plain) = (start(&own), start("/dev/null"));
    fingers.wait_for("F4 A+");
    plain.wait_for("Новини");
    assert!(!plain.text().contains("F4 A+"), "{}", plain.text());
    owner.wait_status("two attached", |status| status["visits"].as_array().is_some_and(|visits| visits.len() == 2));
}

#[test]
fn when_the_owner_dies_its_terminals_wait_and_one_takes_over() {
    let owner = Owner::start("");
    let (mut one, mut other) = (owner.attach(), owner.attach());
    one.wait_for("Новини");
    other.wait_for("Новини");
    owner.signal(Signal::KILL);
    for terminal in [&one, &other] {
        terminal.wait("a note below the last screen", |screen| {
            screen.contents().contains("прекъсна") && screen.contents().contains("Новини")
        });
    }
    // One becomes the owner, the other attaches to it; both show the kiosk again, in either order.
    for terminal in [&one, &other] {
        is_back(terminal);
    }
    owner.wait_status("one at the screen and one attached", |status| {
        let visits = status["visits"].as_array().map_or(&[][..], Vec::as_slice);
        visits.len() == 1 && visits[0]["door"] == "socket"
    });
    // The attached one leaves first: the other's leaving would make it the owner.
    let first_owns = owner.status()["pid"] == one.pid().as_raw_nonzero().get();
    let (owning, attached) = if first_owns { (&mut one, &mut other) } else { (&mut other, &mut one) };
    for terminal in [attached, owning] {
        terminal.send(b"q");
        assert_eq!(terminal.exit_code(), 0);
        is_restored(terminal);
    }
}

#[test]
fn a_terminal_that_waits_says_so_once_at_any_size() {
    let owner = Owner::start("");
    let mut terminal = owner.attach();
    terminal.wait_for("Новини");
    owner.signal(Signal::KILL);
    // Nobody may become the owner meanwhile.
    let lock = fs::File::open(owner.data().join("owner.lock")).expect("it is there");
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::LockExclusive).expect("it is let go of");
    terminal.wait_for("прекъсна");
    for (columns, rows) in [(100, 40), (60, 20), (80, 24)] {
        terminal.resize(columns, rows);
        terminal.wait("one note, on the last row", |screen| {
            let text = screen.contents();
            let note = text.lines().position(|line| line.contains("прекъсна"));
            text.matches("прекъсна").count() == 1 && note == Some(usize::from(rows) - 1)
        });
    }
    drop(lock);
    terminal.wait_for("Новини");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_service_that_restarts_has_its_terminals_back() {
    let owner = Owner::start("");
    let mut terminal = owner.attach();
    terminal.wait_for("Новини");
    let owner = owner.restart();
    is_back(&terminal);
    owner.wait_status("the visit again", |status| status["visits"][0]["door"] == "socket");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn without_a_service_the_first_terminal_is_the_owner() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let mut first = alone(&data);
    first.wait_for("Новини");
    let mut second = alone(&data);
    second.wait_for("Новини");
    is_small(&second);
    // The owner leaves; the other becomes it.
    first.send(b"q");
    first.ends_with(0);
    second.wait_for("прекъсна");
    is_back(&second);
    second.send(b"q");
    second.ends_with(0);
    is_restored(&second);
    assert!(!data.join("megdan.sock").exists());
}

/// The lock that an owner holds for life, held by this process: an owner that is ending has closed its socket already.
fn ending_owner(data: &std::path::Path) -> fs::File {
    fs::create_dir_all(data).expect("a folder can be made");
    let lock = fs::File::create(data.join("owner.lock")).expect("a file can be made");
    rustix::fs::flock(&lock, rustix::fs::FlockOperation::NonBlockingLockExclusive).expect("nobody has it");
    lock
}

#[test]
fn an_owner_that_is_still_ending_is_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let lock = ending_owner(&data);
    let mut terminal = alone(&data);
    // It looks again and again; longer than any one look takes it finds neither an owner nor the folder free.
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert!(terminal.is_alive(), "{}", terminal.text());
    drop(lock);
    terminal.wait_for("Новини");
    terminal.send(b"q");
    terminal.ends_with(0);
}

#[test]
fn a_folder_that_stays_owned_is_said_to_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let _lock = ending_owner(&data);
    let terminal = alone(&data);
    terminal.wait_for("вече работи megdan");
}

#[test]
fn an_owner_of_another_account_is_waited_for_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let lock = ending_owner(&data);
    let readable = |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    readable(folder.path(), 0o755).and(readable(&data, 0o755)).expect("it is ours");
    readable(&data.join("owner.lock"), 0o644).expect("it is ours");
    let mut stranger = std::process::Command::new(env!("CARGO_BIN_EXE_megdan"));
    stranger.args(["serve", "--lang", "en", "--data"]).arg(&data).env("MEGDAN_CONFIG", "/dev/null");
    let Ok(ended) = stranger.uid(NOBODY).gid(NOBODY).output() else {
        owner::skipped("right to start a program of another account");
        return;
    };
    let said = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success() && said.contains("already running"), "{said}");
    drop(lock);
}

/// The account that owns nothing.
const NOBODY: u32 = 65_534;

#[test]
fn a_screen_that_is_started_again_and_again_always_comes() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let mut before = alone(&data);
    before.wait_for("Новини");
    for signal in [Signal::TERM, Signal::HUP, Signal::KILL].into_iter().cycle().take(12) {
        before.signal(signal);
        // Not waited for: the next one begins while it ends.
        let next = alone(&data);
        next.wait_for("Новини");
        before = next;
    }
}

#[test]
fn what_is_no_megdan_is_shown_out_of_the_socket() {
    let owner = Owner::start("");
    for garbage in [&b"GET / HTTP/1.1\r\n\r\n"[..], b"H\xff\xff{", b"O\0\x02hi", &[0; 9_000]] {
        let mut stream = UnixStream::connect(owner.data().join("megdan.sock")).expect("connected");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        // It may be cut while we write.
        let _cut = stream.write_all(garbage);
        let _cut = stream.shutdown(std::net::Shutdown::Write);
        let mut said = Vec::new();
        let _cut = stream.read_to_end(&mut said);
        assert!(said.is_empty(), "{garbage:?}: {said:?}");
    }
    let mut other = UnixStream::connect(owner.data().join("megdan.sock")).expect("connected");
    other.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let hello = br#"{"version":99,"columns":4294967295,"rows":4294967295}"#;
    let head = [b'H', 0, u8::try_from(hello.len()).expect("short")];
    other.write_all(&[&head[..], hello].concat()).expect("written");
    let mut said = Vec::new();
    other.read_to_end(&mut said).expect("an answer");
    assert!(
        String::from_utf8_lossy(&said).contains("version 99") || String::from_utf8_lossy(&said).contains("99"),
        "{said:?}"
    );
    let mut terminal = owner.attach();
    terminal.wait_for("Новини");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn the_status_tells_of_visits_and_the_page_of_figures_too() {
    let owner = Owner::start("[serve]\nmetrics = \"127.0.0.1:0\"\n");
    let terminal = owner.attach();
    terminal.wait_for("Новини");
    let status = owner.status();
    assert!(status["memory"].as_u64().is_some_and(|memory| memory > 1000), "{status:#}");
    assert_eq!(status["totals"]["socket"], 1);
    let page = figures(&owner);
    assert!(page.contains("megdan_visits{door=\"socket\"} 1\n"), "{page}");
    let text = owner.run(&["status"]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("socket 80x24"), "{text:?}");
}

/// Every figure of a situation that is known: one attached terminal, two guests, one key, one answer, one refusal.
#[test]
fn status_and_figures_say_what_is_so() {
    if !has_ssh() {
        return;
    }
    let owner = Owner::start("[serve]\nmetrics = \"127.0.0.1:0\"\n[limits]\ntotal = 3\n");
    let mut attached = owner.attach();
    attached.wait_for("Новини");
    attached.send(b"3");
    attached.wait_for("Асарел");
    assert_eq!(owner.ssh("guest", &["-T", "clusters"]).status.code(), Some(0));
    owner.wait_status("nobody over SSH", |status| status["ssh"]["open"] == 0);
    let variables = [("TERM", "xterm-256color"), ("LANG", "bg_BG.UTF-8")];
    let guests = [owner.ssh_terminal(&variables, &[]), owner.ssh_terminal(&variables, &[])];
    for guest in &guests {
        guest.wait_for("Новини");
    }
    let half = std::net::TcpStream::connect(("127.0.0.1", owner.port)).expect("connected");
    owner.wait_status("three connections", |status| status["ssh"]["open"] == 3);
    let refused = std::net::TcpStream::connect(("127.0.0.1", owner.port)).expect("connected");
    owner.wait_status("one refused", |status| status["totals"]["refused"] == 1);
    let status = owner.status();
    assert_eq!(status["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(status["pid"], owner.pid().as_raw_nonzero().get());
    assert_eq!(status["ssh"], serde_json::json!({ "open": 3, "unauthenticated": 1, "banned": 0 }));
    let totals = serde_json::json!({
        "local": 0, "socket": 1, "ssh": 2, "answers": 1, "refused": 1, "dropped": 0, "banned": 0
    });
    assert_eq!(status["totals"], totals);
    assert!(status["edition"]["number"] == 1 && status["edition"]["articles"].as_u64() > Some(0), "{status:#}");
    assert_eq!(status["repairs"].as_array().map(Vec::len), Some(1), "the built-in content: {status:#}");
    let visits = status["visits"].as_array().expect("visits");
    let doors: Vec<&str> = visits.iter().filter_map(|visit| visit["door"].as_str()).collect();
    assert_eq!(doors, ["socket", "ssh", "ssh"]);
    for (visit, received) in visits.iter().zip([1, 0, 0]) {
        assert!(visit["columns"] == 80 && visit["rows"] == 24 && visit["received"] == received, "{visit:#}");
        assert!(visit["sent"].as_u64() > Some(1000) && visit["idle"].as_u64() <= visit["age"].as_u64(), "{visit:#}");
    }
    // What the terminal got is what was sent, and what enters and leaves it.
    let (sent, got) = (visits[0]["sent"].as_u64().expect("bytes"), attached.bytes() as u64);
    assert!((sent..sent + 200).contains(&got), "{sent} sent, {got} seen");
    let page = figures(&owner);
    let records = &status["edition"]["records"];
    for line in [
        format!("records {records}").as_str(),
        "edition 1",
        "repairs_total 1",
        "ssh_connections 3",
        "ssh_unauthenticated 1",
        "ssh_refused_total 1",
        "ssh_dropped_total 0",
        "ssh_banned_total 0",
        "ssh_answers_total 1",
        "visits{door=\"local\"} 0",
        "visits{door=\"socket\"} 1",
        "visits{door=\"ssh\"} 2",
        "visits_total{door=\"local\"} 0",
        "visits_total{door=\"socket\"} 1",
        "visits_total{door=\"ssh\"} 2",
    ] {
        assert!(page.lines().any(|found| found == format!("megdan_{line}")), "{line}:\n{page}");
    }
    let value = |name: &str| page.lines().find_map(|line| line.strip_prefix(name)?.trim().parse::<u64>().ok());
    assert!(value("megdan_resident_bytes") > Some(1 << 20), "{page}");
    assert!(value("megdan_uptime_seconds") >= status["uptime"].as_u64(), "{page}");
    drop((half, refused));
}

/// The page of figures, without its head.
fn figures(owner: &Owner) -> String {
    let line = owner.wait_log("metrics: http://");
    let address = line.split("http://").nth(1).and_then(|rest| rest.strip_suffix("/metrics")).expect("an address");
    let mut stream = std::net::TcpStream::connect(address).expect("connected");
    stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n").expect("written");
    let mut page = String::new();
    stream.read_to_string(&mut page).expect("a page");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    page
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file can be copied");
        }
    }
}
