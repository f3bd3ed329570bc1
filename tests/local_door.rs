//! The local door on a real terminal, with a small program behind it: what it does to the terminal, and that it always
//! gives it back. The child is this same test binary.

mod support {
    pub mod pty;
}

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::event::KeyCode;
use megdan::app::kiosk::{self, Reason, Screen};
use megdan::app::library;
use megdan::app::owner::Doors;
use megdan::app::stage::Screens;
use megdan::content::{Civil, Day};
use megdan::edition::{Access, Edition};
use megdan::session::{Meaning, Moment, Program, Wake};
use megdan::terminal::local::Tty;
use megdan::terminal::{Event, Look, Names, Picture};
use rustix::process::Signal;
use support::pty::Terminal;

/// Shows the edition's number and the last key. `q` leaves, `p` panics, `v` panics for ever.
struct Small {
    edition: Edition,
    last: char,
}

impl Program for Small {
    type Edition = Edition;
    type Effect = ();

    fn event(&mut self, event: &Event, _: &Moment<'_>) -> Vec<()> {
        if let Event::Key(key) = event
            && let KeyCode::Char(c) = key.code
        {
            self.last = c;
        }
        assert!(self.last != 'p', "the visitor asked for it");
        if self.last == 'q' { vec![()] } else { Vec::new() }
    }

    fn wake(&mut self, _: Wake, _: &Moment<'_>) -> Vec<()> {
        Vec::new()
    }

    fn set_edition(&mut self, edition: Edition, _: &Moment<'_>) {
        self.edition = edition;
    }

    fn deadline(&self) -> Option<Instant> {
        None
    }

    fn view(&self, moment: &Moment<'_>, picture: &mut Picture) {
        assert!(self.last != 'v', "it cannot be drawn");
        let size = moment.profile.size;
        let text = format!("издание {} клавиш {} {}x{}", self.edition.number(), self.last, size.columns(), size.rows());
        picture.write(0, 0, &text, Look::default());
    }

    fn fresh(&self, _: &Moment<'_>) -> Self {
        // One that cannot be drawn stays so: the visit ends and another begins.
        Self { edition: self.edition.clone(), last: if self.last == 'v' { 'v' } else { '-' } }
    }

    fn meaning((): &()) -> Meaning {
        Meaning::Quit
    }
}

#[test]
#[ignore = "started by the other tests on a terminal of its own"]
#[allow(clippy::disallowed_methods, clippy::exit, clippy::print_stderr, reason = "this is the child's main function")]
fn child() {
    let data = PathBuf::from(std::env::var_os("DATA").expect("a data folder"));
    let term = std::env::var("TERM").expect("a terminal");
    let (library, _) = library::open(&data, Access::Reader).expect("the built-in content");
    let screen = Screen { names: Names { term: Some(&term), ..Names::default() }, ..Screen::default() };
    let day = Day::new(2012, 1, 17).expect("a day");
    let clock = move || Civil::new(day, 13, 0).expect("an hour");
    let begin = |edition, _: &Moment<'_>| Small { edition, last: '-' };
    let outcome = kiosk::run(
        Tty::standard().expect("a terminal"),
        Arc::new(library),
        &screen,
        clock,
        begin,
        drop,
        async |_, _| None::<Doors<Screens>>,
    );
    std::process::exit(match outcome {
        Ok(outcome) => {
            eprintln!("notes: {:?}", outcome.notes);
            match outcome.reason {
                Reason::Left => 0,
                Reason::Gone => 3,
                Reason::Signal(number) => 128 + number,
            }
        }
        Err(error) => {
            eprintln!("{error}");
            1
        }
    })
}

fn start(data: &Path) -> Terminal {
    let program = std::env::current_exe().expect("this test");
    let arguments = ["--exact", "child", "--ignored", "--nocapture"];
    let data = data.to_str().expect("a plain path");
    let variables = [("DATA", data), ("TERM", "xterm-256color"), ("RUST_BACKTRACE", "0")];
    let terminal = Terminal::start(program.to_str().expect("a plain path"), &arguments, &variables, 80, 24);
    terminal.wait_for("клавиш -");
    terminal
}

fn is_restored(terminal: &Terminal) {
    terminal.wait("the terminal as it was", |screen| {
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    });
    // The modes follow the bytes.
    for _ in 0..200 {
        if terminal.is_cooked() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(terminal.is_cooked());
}

#[test]
fn keys_sizes_and_leaving() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = start(data.path());
    assert!(!terminal.is_cooked());
    terminal.wait("its own page", |screen| screen.alternate_screen() && screen.hide_cursor());
    terminal.send("ж".as_bytes());
    terminal.wait_for("клавиш ж 80x24");
    terminal.resize(100, 30);
    terminal.wait_for("клавиш ж 100x30");
    terminal.resize(10, 3);
    terminal.wait("a tiny screen", |screen| screen.contents().trim_end() == "издание 1");
    terminal.resize(80, 24);
    terminal.wait_for("клавиш ж 80x24");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    is_restored(&terminal);
}

#[test]
fn signals_end_it_in_order() {
    let data = tempfile::tempdir().expect("a folder");
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let mut terminal = start(data.path());
        terminal.signal(signal);
        assert_eq!(terminal.exit_code(), 128 + signal.as_raw().unsigned_abs(), "{signal:?}");
        is_restored(&terminal);
    }
}

#[test]
fn a_panic_is_noted_and_the_screen_goes_on() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = start(data.path());
    terminal.send(b"xp");
    terminal.wait_for("клавиш -");
    terminal.send(b"x");
    terminal.wait_for("клавиш x");
    // This visit breaks at every frame, and is followed by another one.
    terminal.send(b"v");
    terminal.wait_for("клавиш -");
    terminal.send(b"y");
    terminal.wait_for("клавиш y");
    assert!(!terminal.text().contains("panicked"), "{}", terminal.text());
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
    is_restored(&terminal);
    terminal.wait_for("it cannot be drawn");
}

#[test]
fn a_stop_gives_the_terminal_back_and_going_on_takes_it_again() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = start(data.path());
    terminal.send(b"s");
    terminal.wait_for("клавиш s");
    terminal.signal(Signal::TSTP);
    is_restored(&terminal);
    terminal.signal(Signal::CONT);
    terminal.wait("its page again", vt100::Screen::alternate_screen);
    terminal.wait_for("клавиш s");
    assert!(!terminal.is_cooked());
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn a_published_edition_shows_by_itself() {
    let data = tempfile::tempdir().expect("a folder");
    let mut terminal = start(data.path());
    terminal.wait_for("издание 1");
    let current = data.path().join("CURRENT");
    let (library, _) = library::open(data.path(), Access::Reader).expect("the edition");
    assert!(current.exists());
    let outcome = megdan::seed::read(&megdan::seed::Source::Builtin, &mut |_| {});
    let catalogue = outcome.catalogue.expect("the built-in content");
    library
        .publish(&catalogue, &outcome.places, &library::stamp("Europe/Sofia"), &mut megdan::edition::Silent)
        .expect("published");
    terminal.wait_for("издание 2");
    terminal.send(b"q");
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
fn at_rest_no_byte_is_sent_and_nobody_wakes() {
    let data = tempfile::tempdir().expect("a folder");
    let terminal = start(data.path());
    let before = (terminal.bytes(), switches(&terminal));
    std::thread::sleep(Duration::from_secs(3));
    let after = (terminal.bytes(), switches(&terminal));
    assert_eq!(before.0, after.0);
    // Threads of the store wake now and then; the session and its door do not.
    assert!(after.1 - before.1 <= 60, "{} switches in 3 s", after.1 - before.1);
}

/// Voluntary context switches of all threads.
fn switches(terminal: &Terminal) -> u64 {
    let tasks = format!("/proc/{}/task", terminal.pid().as_raw_nonzero());
    let threads = std::fs::read_dir(tasks).expect("threads").flatten();
    let status = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("status")).ok());
    let counts = status.filter_map(|status| {
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
        line.trim().parse::<u64>().ok()
    });
    counts.sum()
}
