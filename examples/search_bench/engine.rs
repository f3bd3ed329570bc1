//! Megdan's own index in the measurement.

use std::path::Path;

use megdan::content::{Civil, Day, Id};
use megdan::search::{Around, Index, IndexWriter, Query, Stamp};
use megdan::text::Lang;

use crate::corpus::document;
use crate::measure::{Clock, Took, processor, spread, status};
use crate::strokes::{Engine, typed};

fn stamp() -> Stamp {
    Stamp { edition: 1, digest: "bench".to_owned() }
}

pub fn build(records: u32, folder: &Path) {
    let (mut bytes, mut made) = (0_usize, Took::default());
    let clock = Clock::start();
    let mut writer = IndexWriter::create(folder).unwrap();
    // In small parts: reading a clock takes time too.
    for first in (0..records).step_by(64) {
        let making = Clock::start();
        let documents: Vec<_> = (first..records.min(first + 64)).map(document).collect();
        made = made.and(making.took());
        for document in &documents {
            bytes += document.names.iter().chain(&document.texts).map(String::len).sum::<usize>();
            writer.add(document).unwrap();
        }
    }
    let gathered = clock.took().less(made);
    let index = writer.finish(&stamp()).unwrap();
    let took = clock.took().less(made);
    let size = std::fs::metadata(folder.join("index")).unwrap().len();
    println!(
        "megdan build {records}: {:.1} s, {:.0} records/s; processor time {:.1} s ({:.1} s gathering), {:.0} records/s",
        took.elapsed.as_secs_f64(),
        f64::from(records) / took.elapsed.as_secs_f64(),
        took.processor.as_secs_f64(),
        gathered.processor.as_secs_f64(),
        f64::from(records) / took.processor.as_secs_f64()
    );
    println!(
        "  text {:.1} MB, index {:.1} MB ({:.2}), tables in memory {:.1} MB, peak {:.1} MB",
        bytes as f64 / 1e6,
        size as f64 / 1e6,
        size as f64 / bytes as f64,
        index.memory() as f64 / 1e6,
        status("VmHWM") as f64 * 1024.0 / 1e6
    );
}

/// The open index.
pub struct Opened(Index);

impl Opened {
    pub fn new(folder: &Path) -> Self {
        Self(Index::open(folder, &stamp()).unwrap())
    }
}

/// What the keyboard on the screen asks with each key: which of the letters and digits that can be seen lead on.
pub fn keyboard(records: u32, folder: &Path) {
    let keys: Vec<char> = "абвгдежзийклмнопрстуфхцчшщъьюя0123456789".chars().collect();
    let Opened(index) = Opened::new(folder);
    let mut times = Vec::new();
    for (text, _) in typed(records) {
        let start = processor();
        std::hint::black_box(index.next_letters(&text, &keys));
        times.push(processor().saturating_sub(start));
    }
    println!("  {:<24} {:>6} {}", "letters that lead on", times.len(), spread(&mut times));
}

impl Engine for Opened {
    fn search(&mut self, text: &str) -> Vec<u32> {
        let now = Civil { day: Day::new(2024, 1, 1).unwrap(), hour: 12, minute: 0 };
        let query = Query { text: text.to_owned(), lang: Lang::Bg, kind: None, cluster: None, limit: 50 };
        let around = Around { now, hidden: &|_: Id| false, texts: &|_| Vec::new() };
        self.0.search(&query, &around).unwrap().hits.iter().map(|hit| hit.id.number).collect()
    }
}
