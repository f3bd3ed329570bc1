//! The same records and queries through SQLite's FTS5, with the words normalised as Megdan's index has them.

use std::path::Path;
use std::time::{Duration, Instant};

use megdan::search::tokens;
use rusqlite::Connection;

use crate::corpus::document;
use crate::{pairs, spread, status, typed};

fn normalised(texts: &[String]) -> String {
    let keys = texts.iter().flat_map(|text| tokens(text).collect::<Vec<_>>());
    keys.map(|token| token.stem).collect::<Vec<_>>().join(" ")
}

pub fn build(records: u32, folder: &Path) {
    let path = folder.join("fts.sqlite");
    let _ = std::fs::remove_file(&path);
    let mut connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE VIRTUAL TABLE records USING fts5(names, texts, content='', detail='column', prefix='1 2 3');").unwrap();
    let mut made = Duration::ZERO;
    let start = Instant::now();
    let transaction = connection.transaction().unwrap();
    {
        let mut insert = transaction.prepare("INSERT INTO records(rowid, names, texts) VALUES (?, ?, ?)").unwrap();
        for number in 0..records {
            let began = Instant::now();
            let document = document(number);
            made += began.elapsed();
            let (names, texts) = (normalised(&document.names), normalised(&document.texts));
            insert.execute((number, names, texts)).unwrap();
        }
    }
    transaction.commit().unwrap();
    let took = start.elapsed().saturating_sub(made);
    let size = std::fs::metadata(&path).unwrap().len();
    println!(
        "sqlite build {records}: {:.1} s, {:.0} records/s, {:.1} MB, peak {} MB",
        took.as_secs_f64(),
        f64::from(records) / took.as_secs_f64(),
        size as f64 / 1e6,
        status("VmHWM") >> 10
    );
}

/// The query that a library user would write: every word, the last one as a beginning.
fn expression(text: &str) -> String {
    let keys: Vec<String> = tokens(text).map(|token| format!("\"{}\"", token.stem)).collect();
    format!("{} *", keys.join(" AND "))
}

pub fn query(records: u32, folder: &Path) {
    let connection = Connection::open(folder.join("fts.sqlite")).unwrap();
    let mut statement = connection
        .prepare("SELECT rowid FROM records WHERE records MATCH ? ORDER BY bm25(records, 3.0, 1.0) LIMIT 50")
        .unwrap();
    let mut search = |text: &str| {
        let start = Instant::now();
        let found: Vec<u32> =
            statement.query_map([expression(text)], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        (found, start.elapsed())
    };
    let typed = typed(records);
    let mut single = Vec::new();
    let mut all = Vec::new();
    for (text, _) in &typed {
        let (_, time) = search(text);
        all.push(time);
        if text.chars().count() == 1 {
            single.push(time);
        }
    }
    println!("sqlite key strokes: {}; one letter: {}", spread(&mut all), spread(&mut single));
    let (mut times, mut ten) = (Vec::new(), 0);
    let pairs = pairs(records);
    for (text, number) in &pairs {
        let (found, time) = search(text);
        times.push(time);
        ten += u32::from(found.iter().take(10).any(|found| found == number));
    }
    println!("sqlite word and beginning: {}; {ten} of {} among the first ten", spread(&mut times), pairs.len());
}
