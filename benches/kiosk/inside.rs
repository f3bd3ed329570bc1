//! A key press through a session in this process, on the edition on the disk. Never goes through a door.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use megdan::app::clock::Clock;
use megdan::app::library;
use megdan::content::Kind;
use megdan::edition::{Access, Edition};
use megdan::session::{Event, Session, context};
use megdan::terminal::{Names, Picture, Profile, Reach, Size};
use megdan::ui::{App, Options};

use super::DOWN;

/// So many keys are pressed at most.
const KEYS: u32 = 2_000;

/// What an edition holds.
#[derive(Clone, Debug)]
pub struct Content {
    /// All records.
    pub records: u32,
    /// The number of records of each list, with the key that opens it.
    pub lists: Vec<(&'static str, u32)>,
}

/// What a key costs.
#[derive(Clone, Debug)]
pub struct Keys {
    pub content: Content,
    /// Down one row in the list of news at 80×24.
    pub list: Pressed,
    /// The same at 120×33, where the chosen record is shown beside the list.
    pub preview: Pressed,
    /// On the first screen at 80×24.
    pub home: Pressed,
}

/// A series of keys, each followed by its frame.
#[derive(Clone, Debug, Default)]
pub struct Pressed {
    pub times: Vec<Duration>,
    pub bytes: Vec<usize>,
}

/// Opens the edition in `data` and presses keys.
///
/// # Errors
/// If there is no edition.
pub fn keys(data: &Path) -> Result<Keys, Box<dyn Error>> {
    let (library, _) = library::open(data, Access::Owner)?;
    let edition = library.current();
    let count = |kind| edition.manifest().count(kind);
    let (news, events, members) = (count(Kind::Article), count(Kind::Event), count(Kind::Organisation));
    let lists = vec![("1", news), ("20", events), ("3", members)];
    let content = Content { records: edition.manifest().records(), lists };
    let rows = news.saturating_sub(2).min(KEYS);
    let list = press(&edition, (80, 24), b"1", rows);
    let preview = press(&edition, (120, 33), b"1", rows);
    let home = press(&edition, (80, 24), b"", 6);
    Ok(Keys { content, list, preview, home })
}

fn press(edition: &Edition, (columns, rows): (u32, u32), first: &[u8], times: u32) -> Pressed {
    let names = Names { term: Some("xterm-256color"), lang: Some("bg_BG.UTF-8"), ..Names::default() };
    let profile = Profile::new(&names, Size::clamped(columns, rows), Reach::Local);
    let (civil, now) = (Clock::of_zone("Europe/Sofia").now(), Instant::now());
    let moment = megdan::session::Moment { profile: &profile, civil, instant: now };
    let app = App::new(edition.clone(), Options::default(), &context(&moment));
    let mut session = Session::new(app, profile, civil, now);
    let (mut scratch, mut frame) = (Picture::default(), Vec::new());
    session.handle(Event::Bytes(first), now);
    session.frame(&mut scratch, &mut frame);
    let mut pressed = Pressed::default();
    for _ in 0..times {
        frame.clear();
        let start = Instant::now();
        session.handle(Event::Bytes(DOWN), start);
        session.frame(&mut scratch, &mut frame);
        pressed.times.push(start.elapsed());
        pressed.bytes.push(frame.len());
    }
    pressed
}
