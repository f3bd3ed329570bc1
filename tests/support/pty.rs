//! A real terminal for a real process: a pseudo-terminal, and a parser of somebody else that knows what is on it. Waits for
//! text, never for time.

#![allow(dead_code, reason = "each test binary uses a part")]
#![allow(clippy::panic, reason = "a helper of tests fails like one")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// How long anything may take on a busy machine before a test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// A process on a terminal of its own. It is killed when this is dropped.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    seen: Arc<Seen>,
}

struct Seen {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    parser: vt100::Parser,
    bytes: usize,
    last: Vec<u8>,
    closed: bool,
}

impl Terminal {
    /// Starts `program` with `arguments` on a terminal of this size. Its environment is `variables` alone.
    pub fn start(program: &str, arguments: &[&str], variables: &[(&str, &str)], columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env_clear();
        for (name, value) in variables {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the process starts");
        let reader = pair.master.try_clone_reader().expect("the terminal can be read");
        let keys = pair.master.take_writer().expect("the terminal can be written");
        let parser = vt100::Parser::new(whole(rows), whole(columns), 0);
        let state = State { parser, bytes: 0, last: Vec::new(), closed: false };
        let seen = Arc::new(Seen { state: Mutex::new(state), changed: Condvar::new() });
        let shared = Arc::clone(&seen);
        thread::spawn(move || read(reader, &shared));
        Self { child, master: pair.master, keys, seen }
    }

    /// Sends bytes as if they were typed.
    pub fn send(&mut self, bytes: &[u8]) {
        self.keys.write_all(bytes).expect("the terminal takes keys");
    }

    /// Waits until `wanted` is true of the screen.
    pub fn wait(&self, what: &str, mut wanted: impl FnMut(&vt100::Screen) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.seen.state.lock().expect("the reader lives");
        while !wanted(state.parser.screen()) {
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !state.closed,
                "waited for {what}, but saw:\n{}",
                state.parser.screen().contents()
            );
            state =
                self.seen.changed.wait_timeout(state, left.min(Duration::from_secs(1))).expect("the reader lives").0;
        }
    }

    /// Waits until the screen says `text`.
    pub fn wait_for(&self, text: &str) {
        self.wait(&format!("‘{text}’"), |screen| screen.contents().contains(text));
    }

    /// Waits until bytes came and no more follow for a while.
    pub fn settle(&self) {
        let (mut before, mut quiet) = (self.bytes(), 0);
        let deadline = Instant::now() + PATIENCE;
        while quiet < 20 && Instant::now() < deadline {
            thread::sleep(Duration::from_millis(10));
            let now = self.bytes();
            quiet = if now == before { quiet + 1 } else { 0 };
            before = now;
        }
    }

    /// What the screen says now.
    pub fn text(&self) -> String {
        self.with(|state| state.parser.screen().contents())
    }

    /// How many bytes came so far.
    pub fn bytes(&self) -> usize {
        self.with(|state| state.bytes)
    }

    /// The last bytes that came, a few hundred.
    pub fn tail(&self) -> Vec<u8> {
        self.with(|state| state.last.clone())
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.with(|state| state.parser.screen_mut().set_size(whole(rows), whole(columns)));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the terminal takes a size");
    }

    /// Sends the process a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("the process lives");
    }

    /// The process.
    pub fn pid(&self) -> Pid {
        let id = self.child.process_id().and_then(|id| i32::try_from(id).ok());
        id.and_then(Pid::from_raw).expect("the process lives")
    }

    /// Whether the process still runs.
    pub fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Whether the terminal echoes and joins lines, as a shell wants it.
    pub fn is_cooked(&self) -> bool {
        let path = self.master.tty_name().expect("the terminal has a name");
        let flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY;
        let file = rustix::fs::open(path, flags, rustix::fs::Mode::empty()).expect("the same terminal");
        let modes = rustix::termios::tcgetattr(&file).expect("modes");
        modes.local_modes.contains(rustix::termios::LocalModes::ICANON | rustix::termios::LocalModes::ECHO)
    }

    /// Waits for the end of the process and gives its exit code.
    pub fn exit_code(&mut self) -> u32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.exit_code();
            }
            assert!(Instant::now() < deadline, "it does not end; it shows:\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits for the end of the process, which must have this exit code.
    pub fn ends_with(&mut self, code: u32) {
        let ended = self.exit_code();
        assert_eq!(ended, code, "{}", self.text());
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.seen.state.lock().expect("the reader lives"))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has ended already in most tests.
        let _ended = self.child.kill();
    }
}

fn read(mut reader: Box<dyn Read + Send>, seen: &Seen) {
    let mut buffer = [0; 4096];
    loop {
        let length = reader.read(&mut buffer).unwrap_or(0);
        let mut state = seen.state.lock().expect("a test lives");
        let bytes = &buffer[..length];
        state.parser.process(bytes);
        state.bytes += length;
        state.last.extend_from_slice(bytes);
        let surplus = state.last.len().saturating_sub(512);
        state.last.drain(..surplus);
        state.closed = length == 0;
        seen.changed.notify_all();
        if length == 0 {
            break;
        }
    }
}

fn whole(value: u16) -> NonZero<u16> {
    NonZero::new(value).unwrap_or(NonZero::<u16>::MIN)
}
