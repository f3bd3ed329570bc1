//! The key strokes that are measured, the same for every engine: each is all that stands in the field after a key, and where
//! one record is meant, its number.

use std::path::Path;
use std::time::{Duration, Instant};

use megdan::text::{Lang, transliterate};

use crate::corpus::{Chance, languages, title};
use crate::measure::{forget, processor, spread, status};

/// Names that are typed letter by letter.
const TYPED: u32 = 100;
/// Searches for one known record, of each manner.
const KNOWN: u32 = 400;
/// Key strokes after which the file is taken out of memory again.
const COLD: usize = 40;

/// What answers key strokes.
pub trait Engine {
    /// The records' numbers, the best first, at most 50.
    fn search(&mut self, text: &str) -> Vec<u32>;
}

/// A key stroke and the record that is meant.
type Stroke = (String, Option<u32>);

/// Makes a key stroke of a title's words; nothing if they do not serve.
type Make<'a> = &'a dyn Fn(&mut Chance, &[&str], Lang) -> Option<String>;

/// Key strokes of each manner.
fn sets(records: u32) -> Vec<(&'static str, Vec<Stroke>)> {
    let letters = "абвгдежзийклмнопрстуфхцчшщъюяabcdefghijklmnopqrstuvwxyz";
    let one = letters.chars().map(|letter| (letter.to_string(), None)).collect();
    let beginning = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
    let known = |seed: u64, stroke: Make<'_>| {
        let mut chance = Chance(seed);
        let mut strokes = Vec::new();
        while strokes.len() < KNOWN as usize {
            let number = chance.below(u64::from(records)) as u32;
            let lang = languages(number)[0];
            let title = title(number, lang);
            let words: Vec<&str> = title.split(' ').collect();
            strokes.extend(stroke(&mut chance, &words, lang).map(|text| (text, Some(number))));
        }
        strokes
    };
    let two: Vec<Stroke> = known(3, &|_, words, _| Some(beginning(words[0], 2)));
    let two = two.into_iter().map(|(text, _)| (text, None)).collect();
    vec![
        ("one letter", one),
        ("two letters", two),
        ("letter by letter", typed(records)),
        ("word + 3 letters", known(9, &|_, words, _| Some(format!("{} {}", words[0], beginning(words[2], 3))))),
        ("two words", known(11, &|_, words, _| Some(format!("{} {} ", words[0], words[1])))),
        (
            "Latin for Bulgarian",
            known(13, &|_, words, lang| {
                (lang == Lang::Bg).then(|| transliterate(&format!("{} {}", words[0], words[1])).into_owned())
            }),
        ),
        (
            "a slip in a word",
            known(17, &|chance, words, _| {
                (words[0].chars().count() >= 6).then(|| format!("{} {}", slip(chance, words[0]), words[1]))
            }),
        ),
    ]
}

/// Two words of a title, letter by letter.
pub fn typed(records: u32) -> Vec<Stroke> {
    let mut chance = Chance(5);
    let mut all = Vec::new();
    for _ in 0..TYPED {
        let number = chance.below(u64::from(records)) as u32;
        let title = title(number, languages(number)[0]);
        let mut so_far = String::new();
        for letter in title.split(' ').take(2).collect::<Vec<_>>().join(" ").chars() {
            so_far.push(letter);
            all.push((so_far.clone(), None));
        }
    }
    all
}

/// The word with a letter left out, doubled beside another, or two exchanged; never the first.
fn slip(chance: &mut Chance, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + chance.below(letters.len() as u64 - 2) as usize;
    match chance.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, 'о'),
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// Every set twice; the second time everything is in memory, so processor time is all it takes, and other work on the
/// machine does not count. What is found of the known records.
pub fn warm<E: Engine>(name: &str, records: u32, open: impl Fn() -> E) {
    let sets = sets(records);
    let before = status("VmRSS");
    let mut engine = open();
    let opened = status("VmRSS");
    println!("{name} {records}, warm{:>26} p50      p99    worst ms  of the known: first, in ten", "");
    for (set, strokes) in &sets {
        let (mut times, mut first, mut ten, mut known) = (Vec::new(), 0, 0, 0);
        for round in 0..2 {
            for (text, number) in strokes {
                let start = processor();
                let found = engine.search(text);
                let time = processor().saturating_sub(start);
                if round == 1 {
                    times.push(time);
                    known += u32::from(number.is_some());
                    let place = found.iter().position(|found| Some(*found) == *number);
                    first += u32::from(place == Some(0));
                    ten += u32::from(place.is_some_and(|place| place < 10));
                }
            }
        }
        let found = if known > 0 { format!("{first:>6} {ten:>4} of {known}") } else { String::new() };
        println!("  {set:<24} {:>6} {}   {found}", strokes.len(), spread(&mut times));
    }
    println!(
        "  memory: {:.1} MB more when it is open, {:.1} MB more after the key strokes, {:.1} MB more at most",
        (opened - before) as f64 * 1024.0 / 1e6,
        status("VmRSS").saturating_sub(before) as f64 * 1024.0 / 1e6,
        status("VmHWM").saturating_sub(before) as f64 * 1024.0 / 1e6
    );
}

/// Opening and the first key stroke with the file on the disk alone.
pub fn cold<E: Engine>(name: &str, records: u32, file: &Path, open: impl Fn() -> E) {
    let sets = sets(records);
    println!("{name} {records}, nothing of the file in memory{:>4} p50      p99    worst ms", "");
    let mut opening = Vec::new();
    let mut rows: Vec<(&str, Vec<Duration>)> = Vec::new();
    for (set, strokes) in &sets {
        let mut times = Vec::new();
        for (text, _) in strokes.iter().step_by(1 + strokes.len() / COLD) {
            forget(file);
            let start = Instant::now();
            let mut engine = open();
            opening.push(start.elapsed());
            forget(file);
            let start = Instant::now();
            engine.search(text);
            times.push(start.elapsed());
        }
        rows.push((set, times));
    }
    println!("  {:<24} {:>6} {}", "opening", opening.len(), spread(&mut opening));
    for (set, mut times) in rows {
        println!("  {set:<24} {:>6} {}", times.len(), spread(&mut times));
    }
}
