//! Measures what a visitor and an editor feel, with the budgets beside it: `cargo bench --bench kiosk -- 1000 10000
//! 100000` (numbers of articles). Prints a table; a value outside its budget is marked with `!`. Never fails because of
//! one: figures depend on the machine and on what else it does.

#[path = "../../examples/generate_seed/generate.rs"]
mod generate;
#[path = "../../tests/support/pty.rs"]
mod pty;

mod figures;
mod inside;
mod load;
mod process;
mod screen;
mod seeds;

use std::error::Error;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use figures::{Figure, Table};

const PROGRAM: &str = env!("CARGO_BIN_EXE_megdan");
const DOWN: &[u8] = b"\x1b[B";
/// Without arguments.
const SIZES: [usize; 2] = [1_000, 10_000];
/// The better of so many loads counts, up to this many articles; of more, one.
const LOADS: usize = 3;
const LOADED_OFTEN: usize = 20_000;
/// Of more articles not every record is opened: that takes longer than all other figures together.
const READ_WHOLE: usize = 200_000;
const STARTS: usize = 21;
/// Entries of news on a page of 80×24, without the one that is chosen first.
const FIRST_PAGE: usize = 7;
/// Fewer than the burst that is answered at once, see `session::pace`.
const KEYS: u32 = 200;

fn main() -> Result<(), Box<dyn Error>> {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { SIZES.to_vec() } else { sizes };
    let build = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let seeds = build.parent().unwrap_or(&build).join("bench-seeds");
    fs::create_dir_all(&seeds)?;
    say(&format!("load average before: {}", busy()));
    let mut table = Table::default();
    for articles in sizes {
        say(&format!("{articles} articles …"));
        table.add(articles, measure(&seeds, &build, articles)?);
    }
    say(&format!("\n{}\n", table.text()));
    if let Some(growth) = table.growth() {
        say(&format!("a key at the largest size ÷ at the smallest: {growth:.2} (budget 1.3)"));
    }
    let bare = sorted(screen::bare_starts(PROGRAM, STARTS)?);
    say(&format!("start and end of ‘megdan --version’: median {:.1} ms", milliseconds(part(&bare, 50))));
    say(&format!("program: {:.2} MB (budget 8, stripped)", fs::metadata(PROGRAM)?.len() as f64 / 1e6));
    say(&format!("load average after: {}", busy()));
    Ok(())
}

/// Everything at one size.
fn measure(seeds: &Path, build: &Path, articles: usize) -> Result<Vec<(Figure, f64)>, Box<dyn Error>> {
    let seed = seeds::folder(seeds, articles)?;
    let data = tempfile::tempdir_in(build)?;
    let mut loads = Vec::new();
    for _ in 0..if articles <= LOADED_OFTEN { LOADS } else { 1 } {
        loads.push(load::load(PROGRAM, &seed, data.path())?);
    }
    let quickest = loads.iter().map(|load| load.took).min().unwrap_or_default();
    let peak = loads.iter().map(|load| load.peak).fold(0.0, f64::max);
    let edition = process::size(&data.path().join("editions"))? / loads.len().min(2) as u64;
    let keys = inside::keys(data.path())?;
    let frames = sorted(screen::first_frames(PROGRAM, data.path(), STARTS)?);
    let visit = screen::visit(PROGRAM, data.path(), KEYS.min(articles as u32 / 2))?;
    let after_all = if articles > READ_WHOLE {
        None
    } else {
        Some((Figure::ResidentAfterAll, screen::read_everything(PROGRAM, data.path(), &keys.content.lists)?))
    };
    let (list, preview, pty) = (sorted(keys.list.times), sorted(keys.preview.times), sorted(visit.keys));
    // The first keys go down the first page; from then on each moves the list.
    let (inside, moving) = keys.list.bytes.split_at(FIRST_PAGE.min(keys.list.bytes.len()));
    let (inside, moving) = (sorted(inside.to_vec()), sorted(moving.to_vec()));
    let mut figures = vec![
        (Figure::LoadRate, f64::from(keys.content.records) / quickest.as_secs_f64()),
        (Figure::LoadPeak, peak),
        (Figure::EditionSize, edition as f64 / f64::from(1 << 20)),
        (Figure::FirstFrame, milliseconds(part(&frames, 50))),
        (Figure::FirstFrameBest, milliseconds(part(&frames, 0))),
        (Figure::KeyInside, milliseconds(part(&list, 50))),
        (Figure::KeyInsideSlow, milliseconds(part(&list, 99))),
        (Figure::KeyPreview, milliseconds(part(&preview, 50))),
        (Figure::KeyPty, milliseconds(part(&pty, 50))),
        (Figure::KeyPtySlow, milliseconds(part(&pty, 99))),
        (Figure::KeyBytes, part(&inside, 50) as f64),
        (Figure::ScrollBytes, part(&moving, 50) as f64),
        (Figure::HomeKeyBytes, keys.home.bytes.iter().copied().max().unwrap_or(0) as f64),
        (Figure::Resident, visit.resident),
        (Figure::SessionSwitches, visit.rest.0),
        (Figure::ProcessSwitches, visit.rest.1),
    ];
    figures.extend(after_all);
    Ok(figures)
}

fn sorted<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort();
    values
}

/// The value below which so many percent of the sorted values lie.
fn part<T: Copy + Default>(sorted: &[T], percent: usize) -> T {
    sorted.get(sorted.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn busy() -> String {
    fs::read_to_string("/proc/loadavg").map(|text| text.trim().to_owned()).unwrap_or_default()
}

fn say(line: &str) {
    // A closed pipe ends the output, not the measurement.
    let _ = writeln!(io::stdout(), "{line}");
}
