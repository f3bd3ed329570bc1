//! Measures search: `cargo run --release --features bench-sqlite --example search_bench -- FOLDER 10000 100000 1000000`
//! builds an index of so many invented records of about 2.5 KB, and types the same key strokes into it and into SQLite's
//! FTS5 on the same normalised words; each step in a process of its own. `--peer-up-to N` leaves SQLite out above N
//! records; without the feature it is left out. The text is never on the disk: a million records take about 1.5 GB in
//! FOLDER at most, 4 GB with SQLite, and go away at the end.

// A benchmark stops at the first surprise.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_lossless)]

mod corpus;
mod engine;
mod measure;
#[cfg(feature = "bench-sqlite")]
mod sqlite;
mod strokes;

use std::path::Path;
use std::process::Command;

/// What is measured of an engine, each in a process of its own.
const STEPS: [&str; 3] = ["build", "cold", "warm"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [engine @ ("megdan" | "sqlite"), step, folder, records] => {
            run(engine, step, Path::new(folder), records.parse().unwrap());
        }
        [folder, sizes @ ..] if !sizes.is_empty() => all(folder, sizes),
        _ => println!("usage: search_bench FOLDER RECORDS… [--peer-up-to RECORDS]"),
    }
}

fn all(folder: &str, sizes: &[&str]) {
    let (sizes, most) = match sizes {
        [sizes @ .., "--peer-up-to", most] => (sizes, most.parse().unwrap()),
        _ => (sizes, u32::MAX),
    };
    for size in sizes {
        let place = Path::new(folder).join(size);
        std::fs::create_dir_all(&place).unwrap();
        let with_peer = cfg!(feature = "bench-sqlite") && size.parse::<u32>().unwrap() <= most;
        for engine in ["megdan", "sqlite"].iter().take(1 + usize::from(with_peer)) {
            for step in STEPS {
                let program = std::env::current_exe().unwrap();
                let status = Command::new(program).args([engine, step]).arg(&place).arg(size).status().unwrap();
                assert!(status.success(), "{engine} {step} {size} failed");
            }
        }
        std::fs::remove_dir_all(&place).unwrap();
    }
}

fn run(engine: &str, step: &str, folder: &Path, records: u32) {
    match (engine, step) {
        ("megdan", "build") => engine::build(records, folder),
        ("megdan", "cold") => strokes::cold(engine, records, &folder.join("index"), || engine::Opened::new(folder)),
        ("megdan", "warm") => {
            strokes::warm(engine, records, || engine::Opened::new(folder));
            engine::keyboard(records, folder);
        }
        #[cfg(feature = "bench-sqlite")]
        ("sqlite", "build") => sqlite::build(records, folder),
        #[cfg(feature = "bench-sqlite")]
        ("sqlite", "cold") => {
            strokes::cold(engine, records, &folder.join("fts.sqlite"), || sqlite::Opened::new(folder))
        }
        #[cfg(feature = "bench-sqlite")]
        ("sqlite", "warm") => strokes::warm(engine, records, || sqlite::Opened::new(folder)),
        _ => println!("there is no step ‘{engine} {step}’; SQLite needs --features bench-sqlite"),
    }
}
