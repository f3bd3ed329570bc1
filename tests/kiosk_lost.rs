//! `megdan kiosk` whose content goes away under it: the last screen stays, and the content comes back by itself.

mod support {
    pub mod pty;
}

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use support::pty::Terminal;

const PROGRAM: &str = env!("CARGO_BIN_EXE_megdan");

/// A data folder inside a temporary one, so that it can be moved away.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn data(&self) -> PathBuf {
        self.0.path().join("data")
    }

    /// Publishes the content of the repository with one more article of this name.
    fn load(&self, name: &str) {
        let seed = self.0.path().join("seed");
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seed"), &seed);
        let article =
            format!("+++\ntitle = \"Новина на {name}\"\ndate = \"2026-11-01\"\npinned = true\n+++\n\nТекст.\n");
        fs::write(seed.join("news/2026-11-01-one.bg.md"), article).expect("written");
        let seed = seed.to_str().expect("a plain path");
        let output = Command::new(PROGRAM).args(["load", seed]).env_clear().env("MEGDAN_DATA", self.data()).output();
        let output = output.expect("it runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn kiosk(&self) -> Terminal {
        self.kiosk_with(&[])
    }

    fn kiosk_with(&self, more: &[(&str, &str)]) -> Terminal {
        let (data, home) = (self.data(), self.0.path());
        let mut variables = vec![
            ("MEGDAN_DATA", data.to_str().expect("a plain path")),
            ("HOME", home.to_str().expect("a plain path")),
            ("TERM", "xterm-256color"),
            ("LANG", "bg_BG.UTF-8"),
        ];
        variables.extend(more);
        let terminal = Terminal::start(PROGRAM, &["kiosk"], &variables, 80, 24);
        terminal.wait_for("F1");
        terminal
    }

    fn database(&self, edition: u64) -> PathBuf {
        self.data().join(format!("editions/{edition:06}/store/db"))
    }
}

fn zero(file: &Path) {
    let mut bytes = fs::read(file).expect("read");
    let from = bytes.len() / 100;
    bytes[from..].fill(0);
    fs::write(file, bytes).expect("written");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("made");
    for entry in fs::read_dir(from).expect("read").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// Opens a record and goes home: the first screen comes before the database is open, this does not.
fn is_read(terminal: &mut Terminal) {
    terminal.send(b"11");
    terminal.wait_for("Текст.");
    terminal.send(b"\x1b[21~");
    terminal.wait_for("Най-новото");
}

#[test]
fn a_data_folder_that_is_deleted_changes_nothing_and_a_new_one_is_shown() {
    let place = Place::new();
    place.load("Първи");
    let mut terminal = place.kiosk();
    is_read(&mut terminal);
    fs::remove_dir_all(place.data()).expect("removed");
    is_read(&mut terminal);
    place.load("Втори");
    terminal.wait_for("Новина на Втори");
    // And what is published there later is noticed too.
    place.load("Трети");
    terminal.wait_for("Новина на Трети");
}

#[test]
fn a_data_folder_that_is_moved_away_and_back_is_followed_again() {
    let place = Place::new();
    place.load("Първи");
    let mut terminal = place.kiosk();
    is_read(&mut terminal);
    let away = place.0.path().join("away");
    fs::rename(place.data(), &away).expect("moved");
    is_read(&mut terminal);
    fs::rename(&away, place.data()).expect("moved");
    place.load("Втори");
    terminal.wait_for("Новина на Втори");
}

#[test]
fn a_database_that_is_damaged_gives_way_to_the_edition_before() {
    let place = Place::new();
    place.load("Първи");
    place.load("Втори");
    let mut terminal = place.kiosk();
    terminal.wait_for("Новина на Втори");
    zero(&place.database(2));
    terminal.send(b"11");
    terminal.wait_for("Новина на Първи");
    assert!(terminal.is_alive());
}

#[test]
fn the_only_edition_damaged_is_said_and_comes_back_from_a_backup() {
    let place = Place::new();
    place.load("Първи");
    let backup = place.0.path().join("backup");
    let mut terminal = place.kiosk();
    copy(&place.data().join("editions"), &backup);
    zero(&place.database(1));
    terminal.send(b"11");
    terminal.wait_for("не може да бъде прочетена");
    terminal.wait_for("Първи");
    // Somebody puts the backup in its place. The program may be writing there, and then a folder is not empty for long.
    fs::rename(place.data().join("editions"), place.0.path().join("damaged")).expect("moved away");
    copy(&backup, &place.data().join("editions"));
    terminal.wait_for("Съдържанието е обновено");
    terminal.send(b"\x1b[21~1\r");
    terminal.wait_for("Текст.");
}

#[test]
fn a_lobby_whose_service_is_killed_keeps_its_screen_and_goes_on_alone() {
    let place = Place::new();
    place.load("Първи");
    let mut service = Command::new(PROGRAM);
    service.arg("serve").env_clear().env("MEGDAN_DATA", place.data()).env("HOME", place.0.path());
    let mut service = service.stderr(Stdio::piped()).spawn().expect("it runs");
    let mut log = BufReader::new(service.stderr.take().expect("a pipe")).lines();
    assert!(log.any(|line| line.is_ok_and(|line| line.contains("serving edition"))), "it serves");
    let mut terminal = place.kiosk();
    service.kill().expect("it runs");
    service.wait().expect("it ended");
    terminal.wait("a note below the last screen", |screen| {
        screen.contents().contains("прекъсна") && screen.contents().contains("Новини")
    });
    // A lobby waits: these would end a person's own screen.
    terminal.send(b"q\x03");
    terminal.wait("the kiosk again", |screen| !screen.contents().contains("прекъсна"));
    terminal.send(b"11");
    terminal.wait_for("Текст.");
    assert!(terminal.is_alive());
}

/// A small file system of its own, or nothing where mounting is not permitted.
struct Disk(tempfile::TempDir);

impl Disk {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let options = ["-t", "tmpfs", "-o", "size=24m", "megdan-test"];
        if Command::new("mount").args(options).arg(folder.path()).output().is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        let _unheard = std::io::Write::write_all(&mut std::io::stderr(), b"skipped: nothing can be mounted here\n");
        None
    }

    fn fill(&self) {
        let mut filler = fs::File::create(self.filler()).expect("made");
        while std::io::Write::write_all(&mut filler, &[1; 4096]).is_ok() {}
    }

    fn filler(&self) -> PathBuf {
        self.0.path().join("filler")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_disk_that_runs_full_under_it_stops_nothing_and_the_panel_says_so() {
    let Some(disk) = Disk::new() else { return };
    let place = Place::new();
    let config = place.0.path().join("config.toml");
    let pin = run(&["pin"], "271828\n", &place.data());
    fs::write(&config, pin).expect("written");
    // The data folder is on the small disk.
    std::os::unix::fs::symlink(disk.0.path(), place.data()).expect("linked");
    place.load("Първи");
    let mut terminal = place.kiosk_with(&[("MEGDAN_CONFIG", config.to_str().expect("a plain path"))]);
    is_read(&mut terminal);
    disk.fill();
    // Visitors notice nothing: pages, search, the other language.
    is_read(&mut terminal);
    terminal.send(b"\x1bOR");
    terminal.wait_for("Търсене");
    terminal.send("чело".as_bytes());
    terminal.wait_for("Община Челопеч");
    terminal.send(b"\x1b[21~\x1bOQ");
    terminal.wait_for("Latest news");
    // The administrator is told in the panel, at the latest when a minute's counts could not be written.
    terminal.send(b"\x1b[24~\x1b[24~\x1b[24~");
    terminal.wait_for("Kiosk administration");
    terminal.send(b"271828\r");
    terminal.wait_for("Leave the kiosk");
    let mut told = false;
    for _ in 0..300 {
        terminal.send(b"4");
        terminal.wait("an answer", |screen| {
            told = screen.contents().contains("disk space");
            told || screen.contents().contains("counted yet") || screen.contents().contains("opened.")
        });
        terminal.send(b"0");
        terminal.wait_for("Leave the kiosk");
        if told {
            break;
        }
        std::thread::sleep(Duration::from_millis(300));
    }
    assert!(told, "nothing is said in a minute and a half");
    assert!(terminal.is_alive());
    // With room again it counts as before.
    fs::remove_file(disk.filler()).expect("removed");
    terminal.send(b"66");
    assert_eq!(terminal.exit_code(), 77);
    let told = run(&["stats", "--csv"], "", &place.data());
    assert!(told.contains(",record,one,screen,2\n"), "nothing that was read is lost:\n{told}");
}

/// What the program answers.
fn run(arguments: &[&str], input: &str, data: &Path) -> String {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).env_clear().env("MEGDAN_DATA", data).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("it starts");
    let written = std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), input.as_bytes());
    written.expect("written");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let place = Place::new();
    place.load("Първи");
    let mut terminal = place.kiosk();
    terminal.signal(rustix::process::Signal::HUP);
    assert_eq!(terminal.exit_code(), 129);
    assert!(terminal.is_cooked(), "given back");
}

#[test]
fn at_rest_nothing_wakes_it_between_two_pictures() {
    let place = Place::new();
    place.load("Първи");
    let config = place.0.path().join("config.toml");
    fs::write(&config, "[kiosk]\nidle = 30\nslide = 120\n").expect("written");
    let terminal = place.kiosk_with(&[("MEGDAN_CONFIG", config.to_str().expect("a plain path"))]);
    terminal.wait_for("Докоснете екрана");
    terminal.settle();
    let bytes = terminal.bytes();
    let woken = || {
        let before = switches(&terminal);
        std::thread::sleep(Duration::from_secs(8));
        switches(&terminal) - before
    };
    // A full minute wakes it a few times: its timer on the way there, the clock, the look for other editions. Of two times
    // that follow each other one at most holds one.
    let first = woken();
    let least = if first <= 2 { first } else { woken() };
    assert!(least <= 2, "{first}, then {least} wake-ups in eight seconds");
    assert_eq!(terminal.bytes(), bytes);
}

/// How often the threads of the process have waited for something so far.
fn switches(terminal: &Terminal) -> u64 {
    let tasks = format!("/proc/{}/task", terminal.pid().as_raw_nonzero());
    let of = |task: fs::DirEntry| {
        let status = fs::read_to_string(task.path().join("status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:").map(str::to_owned));
        line.and_then(|line| line.trim().parse::<u64>().ok()).unwrap_or_default()
    };
    fs::read_dir(tasks).expect("a running process").flatten().map(of).sum()
}
