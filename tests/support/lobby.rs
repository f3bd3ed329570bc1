//! A lobby screen on a clock that only moves when it is told, and an office that answers at once.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use crate::support::Visit;
use megdan::content::{Catalogue, Civil, ClosedDays, Day, DayHours, Slug};
use megdan::edition::visits::Statistics;
use megdan::edition::{Edition, Stamp};
use megdan::seed::{self, Source};
use megdan::session::context;
use megdan::terminal::{Names, Profile, Reach, Size};
use megdan::text::Lang;
use megdan::ui::lobby::{Answer, Attract, Lobby, Office, Setup, Task, Timing};
use megdan::ui::{Leaving, Options};

pub const IDLE: Duration = Duration::from_secs(90);

/// A Tuesday, a week before the assembly of the green cluster.
pub fn noon() -> Civil {
    Civil::new(Day::new(2012, 1, 10).expect("a day"), 13, 5).expect("an hour")
}

pub fn at(hour: u8, minute: u8) -> Civil {
    Civil { hour, minute, ..noon() }
}

pub fn catalogue() -> (Catalogue, impl megdan::content::Bodies) {
    let outcome = seed::read(&Source::Builtin, &mut |_| {});
    (outcome.catalogue.expect("the built-in seed is clean"), outcome.places)
}

pub fn edition_with(change: impl FnOnce(&mut Catalogue), published: Civil) -> Edition {
    let (mut catalogue, bodies) = catalogue();
    change(&mut catalogue);
    let stamp = Stamp { now: published, version: "test".to_owned() };
    Edition::in_memory(&catalogue, &bodies, &stamp).expect("it can be held in memory")
}

/// The built-in content; made once.
pub fn edition() -> Edition {
    static MADE: OnceLock<Edition> = OnceLock::new();
    MADE.get_or_init(|| edition_with(|_| {}, noon())).clone()
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
}

impl Office for Clerk {
    fn is_manned(&self) -> bool {
        !*self.unmanned.lock().expect("no panic")
    }

    fn begin(&self, task: Task) {
        let answer = match &task {
            Task::Unlock(pin) => Answer::Unlocked(pin == "2718" && !*self.refuses.lock().expect("no panic")),
            Task::Sources => Answer::Sources(vec!["/media/stick/seed".to_owned()]),
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
    let timing = Timing { idle: IDLE, countdown: Duration::from_secs(20), slide: Duration::from_secs(12) };
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

/// The open panel, reached by keys or by a finger alone.
pub fn panel_in(lang: Lang, by_touch: bool) -> (Visit<Lobby>, Arc<Clerk>) {
    let (mut visit, clerk) = manned_in(lang, 100, 30);
    if by_touch {
        visit.click(0, 0).click(2, 1).click(5, 2);
        for key in ["2", "7", "1", "8", "OK"] {
            visit.click_on(key);
        }
    } else {
        visit.keys("***2718{enter}");
    }
    visit.wait(Duration::from_millis(200));
    (visit, clerk)
}
