//! Faults inside the lobby's own screen: what is made to panic is a part that it is given, its office, at each place where
//! the lobby calls it; everything else is what visitors use. Once more on a real terminal, with the panic in the log.

#[path = "support/lobby.rs"]
mod lobby;
#[path = "support/mod.rs"]
mod support;
#[path = "support/pty.rs"]
mod terminal;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use lobby::{IDLE, profile, setup};
use megdan::app::kiosk::{self, Screen};
use megdan::app::library;
use megdan::app::owner::Doors;
use megdan::app::stage::Screens;
use megdan::edition::Access;
use megdan::session::{Front, Moment, context};
use megdan::terminal::Names;
use megdan::terminal::local::Tty;
use megdan::ui::Effect;
use megdan::ui::lobby::{Answer, Attract, Lobby, Office, Task};
use support::Visit;
use support::builtin::{edition, noon};
use terminal::Terminal;

/// Where the lobby calls its office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// When the administrator's sign was seen: while a key is taken.
    Manned = 1,
    /// When a PIN is to be checked: while a key is taken, in the panel.
    Begin = 2,
    /// When an answer is asked for: while time passes.
    Answer = 3,
}

/// An office that panics once, at one place.
#[derive(Debug)]
struct Fuse(AtomicU8);

impl Fuse {
    fn burns(&self, here: At) {
        let burns = self.0.compare_exchange(here as u8, 0, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        assert!(!burns, "made to panic at {here:?}");
    }
}

impl Office for Fuse {
    fn is_manned(&self) -> bool {
        self.burns(At::Manned);
        true
    }

    fn begin(&self, _: Task) {
        self.burns(At::Begin);
    }

    fn answer(&self) -> Option<Answer> {
        self.burns(At::Answer);
        Some(Answer::Unlocked(true))
    }
}

fn lobby_with(fuse: At, edition: megdan::edition::Edition, moment: &Moment<'_>) -> Lobby {
    let setup = setup(Arc::new(Fuse(AtomicU8::new(fuse as u8))), Attract::Pictures);
    Lobby::new(edition, setup, &context(moment), moment.instant)
}

#[test]
fn a_panic_in_the_lobby_is_followed_by_home_in_the_same_frame() {
    for fuse in [At::Manned, At::Begin, At::Answer] {
        let mut visit = Visit::new(profile(80, 24), noon(), |moment| lobby_with(fuse, edition(), moment));
        let home = visit.text();
        visit.keys("{f2}3{down}");
        match fuse {
            At::Manned => visit.keys("{f12}{f12}{f12}"),
            At::Begin => visit.keys("{f12}{f12}{f12}2718{enter}"),
            // The panel asks for the answer a tenth of a second later.
            At::Answer => visit.keys("{f12}{f12}{f12}2718{enter}").wait(Duration::from_millis(100)),
        };
        assert_eq!(visit.text(), home, "{fuse:?}: home, with nothing of the visitor left");
        assert!(!visit.finished && !visit.effects.contains(&Effect::Quit), "{fuse:?}");
        // And it is a whole lobby again: pictures, a visitor, the panel.
        visit.wait(IDLE);
        assert!(visit.text().contains("Докоснете екрана"), "{fuse:?}\n{}", visit.text());
        visit.keys(" ").keys("{f12}{f12}{f12}2718{enter}").wait(Duration::from_millis(200));
        assert!(visit.text().contains("Изход от киоска"), "{fuse:?}\n{}", visit.text());
    }
}

#[test]
#[ignore = "started by the next test on a terminal of its own"]
#[allow(clippy::disallowed_methods, clippy::exit, clippy::print_stderr, reason = "this is the child's main function")]
fn child() {
    let data = PathBuf::from(std::env::var_os("DATA").expect("a data folder"));
    let (library, _) = library::open(&data, Access::Reader).expect("the built-in content");
    let screen = Screen { names: Names { term: Some("xterm-256color"), ..Names::default() }, ..Screen::default() };
    let begin = |edition, moment: &Moment<'_>| Front::Lobby(Box::new(lobby_with(At::Manned, edition, moment)));
    let tty = Tty::standard().expect("a terminal");
    let nobody = async |_, _| None::<Doors<Screens>>;
    let outcome = kiosk::run(tty, Arc::new(library), &screen, noon, begin, drop, nobody);
    let outcome = outcome.expect("it runs");
    eprintln!("reason: {:?}, notes: {:?}", outcome.reason, outcome.notes);
    std::process::exit(0)
}

#[test]
fn on_a_real_terminal_the_kiosk_stays_and_the_panic_is_in_the_log() {
    let data = tempfile::tempdir().expect("a folder");
    let program = std::env::current_exe().expect("this test");
    let arguments = ["--exact", "child", "--ignored", "--nocapture"];
    let variables = [("DATA", data.path().to_str().expect("a plain path")), ("RUST_BACKTRACE", "0")];
    let mut terminal = Terminal::start(program.to_str().expect("a plain path"), &arguments, &variables, 80, 24);
    terminal.wait_for("Най-новото");
    terminal.send(b"3");
    terminal.wait_for("Вид");
    terminal.send(b"\x1b[24~\x1b[24~\x1b[24~");
    terminal.wait_for("Най-новото");
    terminal.send(b"\x1b[24~\x1b[24~\x1b[24~");
    terminal.wait_for("Управление на киоска");
    terminal.signal(rustix::process::Signal::TERM);
    terminal.wait("what was kept for the administrator", |screen| {
        // The terminal breaks the line.
        let told = screen.contents().replace('\n', "");
        told.contains("Signal(15)") && told.contains("made to panic at Manned")
    });
}
