//! What a key costs inside a session, without any door: instructions are counted with
//! `valgrind --tool=callgrind target/release/examples/session_cost 200`, microseconds are printed.
//!
//! The arguments are the number of keys, and columns and rows if they are not 80 and 24. A list of members, one row down,
//! one row up; from 100 columns with a preview.

use std::error::Error;
use std::io::Write as _;
use std::time::Instant;

use megdan::app::clock::Clock;
use megdan::app::library;
use megdan::edition::Access;
use megdan::session::{Event, Moment, Session, context};
use megdan::terminal::{Names, Picture, Profile, Reach, Size};
use megdan::ui::{App, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let argument = |n: usize| std::env::args().nth(n).and_then(|word| word.parse().ok());
    let (keys, columns, rows) = (argument(1).unwrap_or(2000), argument(2).unwrap_or(80), argument(3).unwrap_or(24));
    let folder = tempfile::tempdir()?;
    let (library, _) = library::open(folder.path(), Access::Owner)?;
    let names = Names { term: Some("xterm-256color"), lang: Some("bg_BG.UTF-8"), ..Names::default() };
    let profile = Profile::new(&names, Size::clamped(columns, rows), Reach::Remote);
    let (civil, now) = (Clock::of_zone("Europe/Sofia").now(), Instant::now());
    let moment = Moment { profile: &profile, civil, instant: now };
    let app = App::new(library.current(), Options::default(), &context(&moment));
    let mut session = Session::new(app, profile, civil, now);
    let (mut scratch, mut frame, mut bytes) = (Picture::default(), Vec::new(), 0);
    session.handle(Event::Bytes(b"3"), now);
    session.frame(&mut scratch, &mut frame);
    let mut times = Vec::new();
    for number in 0..keys {
        frame.clear();
        let key: &[u8] = if number.is_multiple_of(2) { b"\x1b[B" } else { b"\x1b[A" };
        let start = Instant::now();
        session.handle(Event::Bytes(key), start);
        session.frame(&mut scratch, &mut frame);
        times.push(start.elapsed());
        bytes += frame.len();
    }
    times.sort_unstable();
    let part = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
    let bytes = bytes / keys.max(1) as usize;
    writeln!(std::io::stdout(), "p10 {:?}, p50 {:?}, p90 {:?}; {bytes} bytes", part(10), part(50), part(90))?;
    Ok(())
}
