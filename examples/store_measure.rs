//! Measures the store: `cargo run --release --example store_measure -- ARTICLES FOLDER` publishes so many invented
//! articles of about 2 KB, then opens the edition in a process of its own and reads everything once.
//! Never keeps an article's text: it is made when it is asked for, as a seed folder's is read.

use std::error::Error;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use megdan::content::{
    Article, Bodies, Catalogue, Civil, Day, Head, Id, Kind, Kiosk, Localized, PartialDate, Slug, Visibility,
};
use megdan::edition::{Access, Library, Observer, Places, Progress, Publication, Selection, Stamp, Step, publish};
use megdan::text::Lang;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["read", folder] => read(Path::new(folder)),
        ["publish", articles, folder] => load(articles.parse()?, Path::new(folder)),
        [articles, folder] => {
            for step in [vec!["publish", articles, folder], vec!["read", folder], vec!["read", folder]] {
                let status = std::process::Command::new(std::env::current_exe()?).args(step).status()?;
                if !status.success() {
                    return Err("a step failed".into());
                }
            }
            Ok(())
        }
        _ => Err("usage: store_measure ARTICLES FOLDER".into()),
    }
}

fn load(articles: u32, folder: &Path) -> Result<(), Box<dyn Error>> {
    let catalogue = catalogue(articles)?;
    let before = memory()?;
    let start = Instant::now();
    let stamp = stamp()?;
    let publication = Publication { data: folder, catalogue: &catalogue, bodies: &Invented, stamp: &stamp };
    let published = publish(&publication, &mut Watch)?;
    let took = start.elapsed();
    let rate = f64::from(articles) / took.as_secs_f64();
    print(&format!("catalogue in memory {before}"));
    print(&format!("published in {took:.2?}: {rate:.0} records a second; {} KiB on disk", published.bytes >> 10));
    print(&format!("after publishing {}", memory()?));
    Ok(())
}

fn read(folder: &Path) -> Result<(), Box<dyn Error>> {
    print(&format!("bare process {}", memory()?));
    let start = Instant::now();
    let places = Places { data: folder.to_path_buf(), scratch: std::env::temp_dir() };
    let (library, repairs) = Library::open(places, Access::Owner, &|| None, &stamp()?)?;
    let edition = library.current();
    let opened = start.elapsed();
    let now = stamp()?.now;
    let list = edition.list(&Selection::all(Kind::Article, Lang::Bg), now)?;
    edition.rows(&list, 0..24)?;
    print(&format!("opened in {opened:.2?}, first list after {:.2?} {repairs:?}; {}", start.elapsed(), memory()?));
    let mut times = Vec::new();
    for row in 24..list.len().min(2_000) {
        let start = Instant::now();
        edition.rows(&list, row..row + 1)?;
        times.push(start.elapsed());
    }
    print(&format!("a row: {}", percentiles(&mut times)));
    let mut times = Vec::new();
    let mut number = 0;
    for _ in 0..list.len() {
        // A step that has no factor in common with the length visits every record once, in no order.
        number = (number + 7_919) % list.len() as u32;
        let start = Instant::now();
        let article: Article = edition.record(Id { kind: Kind::Article, number })?;
        times.push(start.elapsed());
        edition.find(&article.head.slug)?;
        edition.links_to(Id { kind: Kind::Article, number })?;
    }
    print(&format!("a record: {}", percentiles(&mut times)));
    for row in (0..list.len()).step_by(24) {
        edition.rows(&list, row..row + 24)?;
    }
    print(&format!("after everything was read {}", memory()?));
    Ok(())
}

fn catalogue(articles: u32) -> Result<Catalogue, Box<dyn Error>> {
    let title = |text: &str| Localized::Both { bg: text.to_owned(), en: text.to_owned() };
    let article = |number: u32| -> Result<Article, Box<dyn Error>> {
        let day = Day::new(2000 + (number % 26) as i16, (number % 12 + 1) as u8, (number % 28 + 1) as u8);
        Ok(Article {
            head: Head {
                slug: Slug::new(&format!("article-{number}"))?,
                title: title(&format!("Новина номер {number} за {}", sentence(number, 5))),
                summary: None,
                body: None,
                tags: vec![format!("tag-{}", number % 40)],
                visibility: Visibility::default(),
                updated: None,
                pinned: false,
                source: None,
            },
            date: day.map(PartialDate::Day),
            place: Some(title(["Пирдоп", "Златица", "Панагюрище"][number as usize % 3])),
            clusters: Vec::new(),
            about: Vec::new(),
            quotes: Vec::new(),
            project: None,
            event: None,
        })
    };
    Ok(Catalogue {
        articles: (0..articles).map(article).collect::<Result<_, _>>()?,
        ..Catalogue::empty(Kiosk::named(title("Мегдан")))
    })
}

/// Prints the memory at each step.
struct Watch;

impl Observer for Watch {
    fn progress(&mut self, _: Progress) {}

    fn step(&mut self, step: &Step) -> io::Result<()> {
        if !matches!(step, Step::Sync(_)) {
            print(&format!("  before {step:?}: {}", memory()?));
        }
        Ok(())
    }
}

/// Texts of about 2 KB made from the record's name.
struct Invented;

impl Bodies for Invented {
    fn body(&self, _: Kind, head: &Head) -> io::Result<Option<Localized<String>>> {
        let number = head.slug.as_str().rsplit('-').next().and_then(|number| number.parse().ok()).unwrap_or(0);
        Ok(Some(Localized::One(Lang::Bg, sentence(number, 150))))
    }
}

/// So many of 4,000 invented words.
fn sentence(seed: u32, words: u32) -> String {
    let syllables =
        ["ка", "мед", "за", "вод", "сре", "но", "го", "рие", "ко", "пан", "клъ", "стер", "би", "ра", "ме", "та"];
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut text = String::new();
    for _ in 0..words {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let word = (state >> 16) as usize % 4_096;
        text.extend([syllables[word % 16], syllables[word / 16 % 16], syllables[word / 256], " "]);
    }
    text
}

fn stamp() -> Result<Stamp, Box<dyn Error>> {
    let now = Day::new(2026, 11, 22).and_then(|day| Civil::new(day, 9, 0)).ok_or("no such hour")?;
    Ok(Stamp { now, version: env!("CARGO_PKG_VERSION").to_owned() })
}

fn percentiles(times: &mut [Duration]) -> String {
    times.sort();
    let at = |share: usize| times.get(times.len().saturating_sub(1) * share / 1000).copied().unwrap_or_default();
    format!("p50 {:.1?}, p99 {:.1?}, p99.9 {:.1?}, most {:.1?}", at(500), at(990), at(999), at(1000))
}

/// Resident memory and its peak, from `/proc/self/status`.
fn memory() -> io::Result<String> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let kib = |name: &str| -> u64 {
        let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0)
    };
    Ok(format!("{:.1} MiB resident, peak {:.1} MiB", kib("VmRSS:") as f64 / 1024.0, kib("VmHWM:") as f64 / 1024.0))
}

fn print(line: &str) {
    use std::io::Write as _;
    // A closed pipe ends the measurement's output, not the measurement.
    let _ = writeln!(io::stdout(), "{line}");
}
