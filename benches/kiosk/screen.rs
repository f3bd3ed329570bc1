//! The program on a pseudo-terminal, as a visitor has it: a frame counts when its text is on the screen of a terminal
//! parser. Never looks into the program.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::DOWN;
use super::process::{mebibytes, switches};
use super::pty::Terminal;

/// Stands on the first screen only; a frame is sent whole.
const HOME: &str = "Най-новото";
/// Stands before the chosen row of a list.
const CHOSEN: &str = "▸";
/// Between two keys: a person's fingers are slower still, and the program rests again.
const PAUSE: Duration = Duration::from_millis(4);
/// How long the program is left alone before it is at rest, and how long it is watched then.
const SETTLE: Duration = Duration::from_millis(500);
const WATCH: Duration = Duration::from_secs(4);
/// Keys sent at once when every record is read.
const AT_ONCE: usize = 256;

/// The program on a terminal of 80×24, with its first frame shown.
fn open(program: &str, data: &Path) -> Result<Terminal, Box<dyn Error>> {
    let data = data.to_str().ok_or("the folder's name is not UTF-8")?;
    let variables = [("MEGDAN_DATA", data), ("HOME", data), ("TERM", "xterm-256color"), ("LANG", "bg_BG.UTF-8")];
    let terminal = Terminal::start(program, &[], &variables, 80, 24);
    terminal.wait_for(HOME);
    Ok(terminal)
}

fn leave(mut terminal: Terminal) {
    terminal.send(b"q");
    terminal.exit_code();
}

/// From the start of the process to its first frame, so many times.
///
/// # Errors
/// If the data folder has a strange name.
pub fn first_frames(program: &str, data: &Path, times: usize) -> Result<Vec<Duration>, Box<dyn Error>> {
    let one = |_| {
        let start = Instant::now();
        let terminal = open(program, data)?;
        let took = start.elapsed();
        leave(terminal);
        Ok(took)
    };
    (0..times).map(one).collect()
}

/// From the start of the process to its end when it only says its version: what any start costs.
///
/// # Errors
/// If it cannot be started.
pub fn bare_starts(program: &str, times: usize) -> Result<Vec<Duration>, Box<dyn Error>> {
    let one = |_| {
        let start = Instant::now();
        Command::new(program).arg("--version").env_clear().stdout(Stdio::null()).status()?;
        Ok(start.elapsed())
    };
    (0..times).map(one).collect()
}

/// A visit that rests and then walks down the list of news.
#[derive(Clone, Debug)]
pub struct Visit {
    /// MiB after the first frame.
    pub resident: f64,
    /// Context switches in a second at rest, of the session's thread and of all.
    pub rest: (f64, f64),
    /// From a key to the frame in which the position has moved.
    pub keys: Vec<Duration>,
}

/// # Errors
/// If the program ends too soon.
pub fn visit(program: &str, data: &Path, keys: u32) -> Result<Visit, Box<dyn Error>> {
    let mut terminal = open(program, data)?;
    let pid = terminal.pid().as_raw_nonzero().get().unsigned_abs();
    thread::sleep(SETTLE);
    let resident = mebibytes(pid, "VmRSS:").ok_or("it has ended")?;
    let rest = [watch(pid)?, watch(pid)?];
    // The clock on the screen moves once a minute: the quieter of two looks is without that.
    let quiet = |of: fn((f64, f64)) -> f64| rest.map(of).into_iter().fold(f64::INFINITY, f64::min);
    let rest = (quiet(|both| both.0), quiet(|both| both.1));
    terminal.send(b"1");
    await_position(&terminal, 1);
    let mut times = Vec::new();
    for row in 2..=keys + 1 {
        thread::sleep(PAUSE);
        let start = Instant::now();
        terminal.send(DOWN);
        await_position(&terminal, row);
        times.push(start.elapsed());
    }
    leave(terminal);
    Ok(Visit { resident, rest, keys: times })
}

fn watch(pid: u32) -> Result<(f64, f64), Box<dyn Error>> {
    let before = switches(pid)?;
    thread::sleep(WATCH);
    let after = switches(pid)?;
    let a_second = |after: u64, before: u64| after.saturating_sub(before) as f64 / WATCH.as_secs_f64();
    Ok((a_second(after.0, before.0), a_second(after.1, before.1)))
}

/// Waits until the line above the footer says that this is record `row` of its list.
fn await_position(terminal: &Terminal, row: u32) {
    let wanted = format!(" {row} от ");
    terminal.wait(&format!("‘{wanted}’"), |screen| screen.contents_between(22, 0, 22, 80).contains(&wanted));
}

/// Opens the first record of each list (a key and its length) and turns the pages to the last: MiB after that.
///
/// # Errors
/// If the program ends too soon.
pub fn read_everything(program: &str, data: &Path, lists: &[(&str, u32)]) -> Result<f64, Box<dyn Error>> {
    let mut terminal = open(program, data)?;
    let pid = terminal.pid().as_raw_nonzero().get().unsigned_abs();
    for (list, records) in lists {
        terminal.send(list.as_bytes());
        await_position(&terminal, 1);
        terminal.send(b"\r");
        terminal.wait("an open record", |screen| !screen.contents().contains(CHOSEN));
        let mut row = 1;
        while row < *records {
            let keys = AT_ONCE.min((records - row) as usize);
            terminal.send(&b"n".repeat(keys));
            row += keys as u32;
            await_position(&terminal, row);
        }
        // F10: the first screen again.
        terminal.send(b"\x1b[21~");
        terminal.wait_for(HOME);
    }
    terminal.settle();
    let resident = mebibytes(pid, "VmRSS:").ok_or("it has ended")?;
    leave(terminal);
    Ok(resident)
}
