//! Measures search: `cargo run --release --example search_bench -- RECORDS FOLDER` builds an index of so many invented records
//! of about 2 KB, then opens it in a process of its own and types queries letter by letter. With
//! `--features bench-sqlite` the same records and queries go through SQLite's FTS5, on the same normalised words.
//! 1,000,000 records need about 3 GB in FOLDER while they are built.

// A benchmark stops at the first surprise.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::cast_lossless)]

mod corpus;
#[cfg(feature = "bench-sqlite")]
mod sqlite;

use std::path::Path;
use std::time::{Duration, Instant};

use megdan::content::{Civil, Day, Id};
use megdan::search::{Around, Index, IndexWriter, Query, Stamp};
use megdan::text::Lang;

use corpus::{Chance, document, languages, title};

/// Names that are typed letter by letter, and searches for a word beside a beginning.
const TYPED: u32 = 100;
const PAIRS: u32 = 400;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["build", records, folder] => build(records.parse().unwrap(), Path::new(folder)),
        ["query", records, folder] => query(records.parse().unwrap(), Path::new(folder)),
        #[cfg(feature = "bench-sqlite")]
        ["sqlite-build", records, folder] => sqlite::build(records.parse().unwrap(), Path::new(folder)),
        #[cfg(feature = "bench-sqlite")]
        ["sqlite-query", records, folder] => sqlite::query(records.parse().unwrap(), Path::new(folder)),
        [records, folder] => {
            let own = ["build", "query", "query"];
            let peer = if cfg!(feature = "bench-sqlite") { &["sqlite-build", "sqlite-query"][..] } else { &[] };
            for step in own.iter().chain(peer) {
                let program = std::env::current_exe().unwrap();
                let status = std::process::Command::new(program).args([step, records, folder]).status().unwrap();
                assert!(status.success(), "{step} failed");
            }
        }
        _ => println!("usage: search_bench RECORDS FOLDER"),
    }
}

fn stamp() -> Stamp {
    Stamp { edition: 1, digest: "bench".to_owned() }
}

fn build(records: u32, folder: &Path) {
    let mut bytes = 0_usize;
    let mut made = Duration::ZERO;
    let start = Instant::now();
    let mut writer = IndexWriter::create(folder).unwrap();
    for number in 0..records {
        let began = Instant::now();
        let document = document(number);
        bytes += document.names.iter().chain(&document.texts).map(String::len).sum::<usize>();
        made += began.elapsed();
        writer.add(&document).unwrap();
    }
    let gathered = start.elapsed().saturating_sub(made);
    let index = writer.finish(&stamp()).unwrap();
    let took = start.elapsed().saturating_sub(made);
    let size = std::fs::metadata(folder.join("index")).unwrap().len();
    println!(
        "build {records}: {:.1} s ({:.1} s gathering), {:.0} records/s",
        took.as_secs_f64(),
        gathered.as_secs_f64(),
        f64::from(records) / took.as_secs_f64()
    );
    println!(
        "  text {} MB, index {:.1} MB ({:.2}), in memory {:.1} MB, peak {} MB",
        bytes >> 20,
        size as f64 / 1e6,
        size as f64 / bytes as f64,
        index.memory() as f64 / 1e6,
        status("VmHWM") >> 10
    );
}

/// A line of the process's status, in KiB.
///
/// # Panics
/// Where there is no such line.
pub fn status(name: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Texts as they are typed: a word of a title letter by letter, a space, the next word letter by letter.
pub fn typed(records: u32) -> Vec<(String, u32)> {
    let mut chance = Chance(5);
    let mut all = Vec::new();
    for _ in 0..TYPED {
        let number = chance.below(u64::from(records)) as u32;
        let lang = languages(number)[0];
        let words = title(number, lang);
        let text = words.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let mut so_far = String::new();
        for letter in text.chars() {
            so_far.push(letter);
            all.push((so_far.clone(), number));
        }
    }
    all
}

/// A whole word of a title and three letters of another word of it.
pub fn pairs(records: u32) -> Vec<(String, u32)> {
    let mut chance = Chance(9);
    let pair = |_| {
        let number = chance.below(u64::from(records)) as u32;
        let words = title(number, languages(number)[0]);
        let words: Vec<&str> = words.split(' ').collect();
        let beginning: String = words[2].chars().take(3).collect();
        (format!("{} {beginning}", words[0]), number)
    };
    (0..PAIRS).map(pair).collect()
}

/// p50 and p99 in milliseconds.
pub fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
    format!("p50 {:.2} ms, p99 {:.2} ms", at(0.5), at(0.99))
}

fn query(records: u32, folder: &Path) {
    let before = status("VmRSS");
    let file = std::fs::File::open(folder.join("index")).unwrap();
    rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).unwrap();
    let start = Instant::now();
    let index = Index::open(folder, &stamp()).unwrap();
    println!(
        "open {records} (file not in memory): {:.1} ms, memory of the index {:.1} MB",
        start.elapsed().as_secs_f64() * 1e3,
        index.memory() as f64 / 1e6
    );
    let now = Civil { day: Day::new(2024, 1, 1).unwrap(), hour: 12, minute: 0 };
    let search = |text: &str| {
        let query = Query { text: text.to_owned(), lang: Lang::Bg, kind: None, cluster: None, limit: 50 };
        let around = Around { now, hidden: &|_: Id| false, texts: &|_| Vec::new() };
        let start = Instant::now();
        let answer = index.search(&query, &around).unwrap();
        (answer, start.elapsed())
    };
    for round in ["first", "second"] {
        let typed = typed(records);
        let mut times: Vec<(Duration, String)> = typed.iter().map(|(text, _)| (search(text).1, text.clone())).collect();
        let mut single: Vec<Duration> =
            times.iter().filter(|(_, text)| text.chars().count() == 1).map(|(time, _)| *time).collect();
        let mut all: Vec<Duration> = times.iter().map(|(time, _)| *time).collect();
        times.sort();
        println!(
            "key strokes, {round} time: {}; one letter: {}; slowest {:?}",
            spread(&mut all),
            spread(&mut single),
            times.last().unwrap()
        );
    }
    // What the keyboard on the screen asks with each key: the thirty letters and ten digits that can be seen.
    let keys: Vec<char> = "абвгдежзийклмнопрстуфхцчшщъьюя0123456789".chars().collect();
    let mut lit: Vec<Duration> = Vec::new();
    for (text, _) in typed(records) {
        let start = Instant::now();
        std::hint::black_box(index.next_letters(&text, &keys));
        lit.push(start.elapsed());
    }
    println!("letters that lead on, a key stroke: {}", spread(&mut lit));
    let mut times = Vec::new();
    let (mut first, mut ten) = (0, 0);
    for (text, number) in pairs(records) {
        let (answer, time) = search(&text);
        times.push(time);
        let place = answer.hits.iter().position(|hit| hit.id.number == number);
        first += u32::from(place == Some(0));
        ten += u32::from(place.is_some_and(|place| place < 10));
    }
    println!("word and beginning: {}; {ten} of {PAIRS} among the first ten, {first} first", spread(&mut times));
    println!("memory: {} KiB before, {} now, {} at most", before, status("VmRSS"), status("VmHWM"));
}
