//! A lobby screen on a clock that only moves when it is told, and an office that answers at once.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::Visit;
use crate::support::builtin::{edition, edition_with, noon};
use megdan::content::{Catalogue, Civil, ClosedDays, DayHours, Slug};
use megdan::edition::Edition;
use megdan::edition::visits::Statistics;
use megdan::session::context;
use megdan::terminal::{Names, Profile, Reach, Size};
use megdan::text::Lang;
use megdan::ui::lobby::{Answer, Attract, Lobby, Office, Setup, Task, Timing};
use megdan::ui::{Leaving, Options};

pub const IDLE: Duration = Duration::from_secs(90);
pub const COUNTDOWN: Duration = Duration::from_secs(20);
pub const SLIDE: Duration = Duration::from_secs(12);
/// By then the panel has asked its office for an answer.
pub const ANSWERED: Duration = Duration::from_millis(200);
/// Pictures of a round, at most.
const ROUND: usize = 60;

pub fn at(hour: u8, minute: u8) -> Civil {
    Civil { hour, minute, ..noon() }
}

/// From nine to six on weekdays.
pub fn with_hours() -> Edition {
    let open = Some(DayHours { from: 9 * 60, to: 18 * 60 });
    let change = |catalogue: &mut Catalogue| {
        catalogue.kiosk.hours = Some([open, open, open, open, open, None, None]);
        catalogue.kiosk.closed = ClosedDays::default();
    };
    edition_with(change, at(0, 0))
}

/// Answers at once, and remembers what it was asked.
#[derive(Debug, Default)]
pub struct Clerk {
    pub asked: Mutex<Vec<Task>>,
    pub answer: Mutex<Option<Answer>>,
    /// No PIN is right.
    pub refuses: Mutex<bool>,
    /// There is none.
    pub unmanned: Mutex<bool>,
    /// What is to be known about the counters.
    pub notes: Mutex<Vec<String>>,
    /// Lines of a report besides the task's name.
    pub more: Mutex<Vec<String>>,
    /// Folders besides the one on the stick.
    pub folders: Mutex<Vec<String>>,
}

impl Office for Clerk {
    fn is_manned(&self) -> bool {
        !*self.unmanned.lock().expect("no panic")
    }

    fn begin(&self, task: Task) {
        let answer = match &task {
            Task::Unlock(pin) => Answer::Unlocked(pin == "2718" && !*self.refuses.lock().expect("no panic")),
            Task::Sources => {
                let more = self.folders.lock().expect("no panic").clone();
                Answer::Sources([vec!["/media/stick/seed".to_owned()], more].concat())
            }
            Task::Statistics(_) => {
                let sums = Statistics {
                    days: vec![(noon().day, 7)],
                    searches: vec![("златица".to_owned(), 2)],
                    doors: [4, 1, 2],
                    languages: [5, 2],
                    records: vec![
                        (Slug::new("asarel-medet").expect("a slug"), 5),
                        (Slug::new("no-longer-published").expect("a slug"), 2),
                    ],
                    hours: std::array::from_fn(|hour| if hour == 9 { 3 } else { u64::from(hour == 13) * 4 }),
                };
                Answer::Statistics(Box::new(sums), self.notes.lock().expect("no panic").clone())
            }
            other => {
                let more = self.more.lock().expect("no panic").clone();
                Answer::Report([vec![format!("{other:?}")], more].concat())
            }
        };
        self.asked.lock().expect("no panic").push(task);
        *self.answer.lock().expect("no panic") = Some(answer);
    }

    fn answer(&self) -> Option<Answer> {
        self.answer.lock().expect("no panic").take()
    }
}

pub fn setup(office: Arc<dyn Office>, attract: Attract) -> Setup {
    let timing = Timing { idle: IDLE, countdown: COUNTDOWN, slide: SLIDE };
    let options = Options { leaving: Leaving::Locked, ..Options::default() };
    Setup { options, timing, attract, office }
}

pub fn profile(columns: u32, rows: u32) -> Profile {
    let names = Names { term: Some("xterm-256color"), lang: Some("bg_BG.UTF-8"), ..Names::default() };
    Profile::new(&names, Size::clamped(columns, rows), Reach::Local)
}

pub fn visit_of(edition: Edition, now: Civil, attract: Attract) -> (Visit<Lobby>, Arc<Clerk>) {
    let clerk = Arc::new(Clerk::default());
    let setup = setup(Arc::clone(&clerk) as Arc<dyn Office>, attract);
    let begin = |moment: &megdan::session::Moment<'_>| Lobby::new(edition, setup, &context(moment), moment.instant);
    (Visit::new(profile(100, 30), now, begin), clerk)
}

pub fn visit() -> Visit<Lobby> {
    visit_of(edition(), noon(), Attract::Pictures).0
}

/// A screen of this size whose visitors' usual language is this one.
pub fn visit_in(lang: Lang, columns: u32, rows: u32) -> Visit<Lobby> {
    manned_in(lang, columns, rows).0
}

/// The same, and its office.
pub fn manned_in(lang: Lang, columns: u32, rows: u32) -> (Visit<Lobby>, Arc<Clerk>) {
    let in_language = edition_with(|catalogue| catalogue.kiosk.default_language = lang, noon());
    let clerk = Arc::new(Clerk::default());
    let setup = setup(Arc::clone(&clerk) as Arc<dyn Office>, Attract::Pictures);
    let names = Names { term: Some("xterm-256color"), ..Names::default() };
    let profile = Profile::new(&names, Size::clamped(columns, rows), Reach::Local);
    let begin = |moment: &megdan::session::Moment<'_>| Lobby::new(in_language, setup, &context(moment), moment.instant);
    (Visit::new(profile, noon(), begin), clerk)
}

/// The open panel on a screen of this size.
pub fn panel_in(lang: Lang, columns: u32, rows: u32) -> (Visit<Lobby>, Arc<Clerk>) {
    let (mut visit, clerk) = manned_in(lang, columns, rows);
    visit.keys("***2718{enter}").wait(ANSWERED);
    (visit, clerk)
}

/// Opens the panel with a finger alone.
pub fn open_panel_by_touch(visit: &mut Visit<Lobby>) {
    visit.click(0, 0).click(2, 1).click(5, 2);
    for key in ["2", "7", "1", "8", "OK"] {
        visit.click_on(key);
    }
    visit.wait(ANSWERED);
}

/// What `look` sees of each picture of a round, while nobody is there.
pub fn each_picture<T>(visit: &mut Visit<Lobby>, look: impl Fn(&Visit<Lobby>) -> T) -> Vec<T> {
    let mut seen = Vec::new();
    while seen.is_empty() || !visit.text().contains(" 1 / ") {
        assert!(seen.len() < ROUND, "a round ends:\n{}", visit.text());
        seen.push(look(visit));
        visit.wait(SLIDE);
    }
    seen
}

/// Lets pictures follow each other until one says `text`.
pub fn wait_for(visit: &mut Visit<Lobby>, text: &str) {
    for _ in 0..ROUND {
        if visit.text().contains(text) {
            return;
        }
        visit.wait(SLIDE);
    }
    assert!(visit.text().contains(text), "no picture says ‘{text}’:\n{}", visit.text());
}
