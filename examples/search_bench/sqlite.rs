//! The same records and key strokes through SQLite's FTS5, with the words normalised as Megdan's index has them.

use std::path::Path;

use megdan::search::tokens;
use rusqlite::Connection;

use crate::corpus::document;
use crate::measure::{Clock, Took, status};
use crate::strokes::Engine;

fn normalised(texts: &[String]) -> String {
    let keys = texts.iter().flat_map(|text| tokens(text).collect::<Vec<_>>());
    keys.map(|token| token.stem).collect::<Vec<_>>().join(" ")
}

/// Only what SQLite does counts: it is given the words ready made.
pub fn build(records: u32, folder: &Path) {
    let path = folder.join("fts.sqlite");
    let _ = std::fs::remove_file(&path);
    let mut connection = Connection::open(&path).unwrap();
    connection.execute_batch("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; CREATE VIRTUAL TABLE records USING fts5(names, texts, content='', detail='column', prefix='1 2 3');").unwrap();
    let mut made = Took::default();
    let clock = Clock::start();
    let transaction = connection.transaction().unwrap();
    {
        let mut insert = transaction.prepare("INSERT INTO records(rowid, names, texts) VALUES (?, ?, ?)").unwrap();
        for first in (0..records).step_by(64) {
            let making = Clock::start();
            let rows: Vec<_> = (first..records.min(first + 64))
                .map(|number| {
                    let document = document(number);
                    (number, normalised(&document.names), normalised(&document.texts))
                })
                .collect();
            made = made.and(making.took());
            for row in rows {
                insert.execute(row).unwrap();
            }
        }
    }
    transaction.commit().unwrap();
    let took = clock.took().less(made);
    let size = std::fs::metadata(&path).unwrap().len();
    println!(
        "sqlite build {records}, words ready made: {:.1} s; processor time {:.1} s, {:.0} records/s; {:.1} MB, peak {:.1} MB",
        took.elapsed.as_secs_f64(),
        took.processor.as_secs_f64(),
        f64::from(records) / took.processor.as_secs_f64(),
        size as f64 / 1e6,
        status("VmHWM") as f64 * 1024.0 / 1e6
    );
}

/// The open database.
pub struct Opened(Connection);

impl Opened {
    pub fn new(folder: &Path) -> Self {
        Self(Connection::open(folder.join("fts.sqlite")).unwrap())
    }
}

impl Engine for Opened {
    /// The query that a user of the library would write: every word, the last one as a beginning.
    fn search(&mut self, text: &str) -> Vec<u32> {
        let keys: Vec<String> = tokens(text).map(|token| format!("\"{}\"", token.stem)).collect();
        let expression = format!("{}{}", keys.join(" AND "), if text.ends_with(' ') { "" } else { " *" });
        let query = "SELECT rowid FROM records WHERE records MATCH ? ORDER BY bm25(records, 3.0, 1.0) LIMIT 50";
        let mut statement = self.0.prepare_cached(query).unwrap();
        let rows = statement.query_map([expression], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }
}
