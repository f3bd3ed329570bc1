//! A screen that is drawn in part looks as if it had been drawn whole, whatever is pressed before. Without a terminal, a
//! clock or a disk.

mod support;

use std::sync::OnceLock;
use std::time::Instant;

use megdan::content::{Civil, Day};
use megdan::edition::{Edition, Stamp};
use megdan::seed::{self, Source};
use megdan::session::{Meaning, Moment, Program, Wake, context};
use megdan::terminal::{Damage, Event, Names, Picture, Profile, Reach, Size};
use megdan::ui::{App, Effect, Options};
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use proptest::sample::select;
use support::Visit;

/// The kiosk's screens, drawn whole after everything.
struct Whole(App);

impl Program for Whole {
    type Edition = Edition;
    type Effect = Effect;

    fn event(&mut self, event: &Event, moment: &Moment<'_>) -> Vec<Effect> {
        self.0.event(event, moment)
    }

    fn wake(&mut self, why: Wake, moment: &Moment<'_>) -> Vec<Effect> {
        self.0.wake(why, moment)
    }

    fn set_edition(&mut self, edition: Edition, moment: &Moment<'_>) {
        Program::set_edition(&mut self.0, edition, moment);
    }

    fn deadline(&self) -> Option<Instant> {
        self.0.deadline()
    }

    fn settle(&mut self, moment: &Moment<'_>) {
        Program::settle(&mut self.0, moment);
    }

    fn view(&self, moment: &Moment<'_>, picture: &mut Picture) {
        Program::view(&self.0, moment, picture);
    }

    fn fresh(&self, moment: &Moment<'_>) -> Self {
        Self(self.0.fresh(moment))
    }

    fn meaning(effect: &Effect) -> Meaning {
        App::meaning(effect)
    }
}

fn now(minute: u8) -> Civil {
    Civil::new(Day::new(2012, 1, 10).expect("a day"), 13, minute).expect("an hour")
}

/// The edition of the built-in content; made once.
fn edition() -> Edition {
    static MADE: OnceLock<Edition> = OnceLock::new();
    let made = || {
        let outcome = seed::read(&Source::Builtin, &mut |_| {});
        let catalogue = outcome.catalogue.expect("the built-in seed is clean");
        let stamp = Stamp { now: now(0), version: "test".to_owned() };
        Edition::in_memory(&catalogue, &outcome.places, &stamp).expect("it can be held in memory")
    };
    MADE.get_or_init(made).clone()
}

fn begin<P: Program>(columns: u32, rows: u32, wrap: impl Fn(App) -> P) -> Visit<P> {
    let names = Names { term: Some("xterm-256color"), lang: Some("bg_BG.UTF-8"), ..Names::default() };
    let profile = Profile::new(&names, Size::clamped(columns, rows), Reach::Remote);
    Visit::new(profile, now(0), |moment| wrap(App::new(edition(), Options::default(), &context(moment))))
}

/// The rows with their colours, each on its own.
fn rows<P: Program>(visit: &Visit<P>) -> Vec<String> {
    let (_, columns) = visit.screen().size();
    visit.screen().rows_formatted(0, columns.get()).collect()
}

/// Moves most of all: they are what is drawn in part.
const KEYS: [&str; 38] = [
    "{down}", "{down}", "{down}", "{down}", "{down}", "{up}", "{up}", "{up}", "jjjjjjj", "jjjj", "kkk", "{pgdn}",
    "{pgup}", "{home}", "{end}", "+", ".", "{enter}", "{enter}", "{esc}", "{esc}", "{back}", "1", "3", "4", "7", "t",
    "s", "{right}", "{tab}", "{f2}", "{f4}", "{f5}", "m", "{f9}", "*", "{f1}", "/",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_part_drawn_is_as_good_as_the_whole(
        size in select(vec![(80, 24), (120, 33), (60, 20), (40, 12)]),
        bursts in proptest::collection::vec(proptest::collection::vec(select(KEYS.to_vec()), 1..4), 1..30),
        minute in 0..30_usize,
        from_home in any::<bool>(),
    ) {
        let (mut part, mut whole) = (begin(size.0, size.1, |app| app), begin(size.0, size.1, Whole));
        let start = if from_home { "" } else { "3" };
        part.keys(start);
        whole.keys(start);
        for (n, burst) in bursts.iter().enumerate() {
            let script = burst.concat();
            part.keys(&script);
            whole.keys(&script);
            if n == minute {
                part.clock(now(1));
                whole.clock(now(1));
            }
            prop_assert_eq!(part.finished, whole.finished);
            prop_assert_eq!(part.text(), whole.text(), "{:?} after {:?}", burst, bursts.get(..n));
            prop_assert_eq!(rows(&part), rows(&whole), "{:?} after {:?}", burst, bursts.get(..n));
        }
    }
}

#[test]
fn a_move_in_a_list_is_drawn_in_part() {
    for (columns, rows) in [(80, 24), (120, 33), (40, 12)] {
        let mut visit = begin(columns, rows, |app| app);
        visit.keys("3");
        assert_eq!(visit.program().damage(), Damage::Everything);
        visit.keys("{down}");
        assert!(matches!(visit.program().damage(), Damage::Areas(_)), "{columns}×{rows}");
        // What is said on the last line is taken away again.
        visit.keys("{home}{up}");
        assert_eq!(visit.program().damage(), Damage::Everything);
        visit.keys("{down}");
        assert_eq!(visit.program().damage(), Damage::Everything);
    }
}

#[test]
fn rows_that_are_kept_are_those_that_would_be_read() {
    for (columns, rows) in [(80, 24), (120, 33), (40, 12)] {
        let mut visit = begin(columns, rows, |app| app);
        visit.keys("3");
        let mut minute = 0;
        for keys in ["{down}"; 40]
            .into_iter()
            .chain(["{up}"; 40])
            .chain(["{pgdn}", "{pgdn}", "{up}", "{end}", "{pgup}", "{home}"])
        {
            visit.keys(keys);
            let shown: Vec<String> = visit.text().lines().skip(2).map(str::to_owned).collect();
            // Another minute has all of it read anew; only the header says which.
            minute = 1 - minute;
            visit.clock(now(minute));
            let read: Vec<String> = visit.text().lines().skip(2).map(str::to_owned).collect();
            if !shown.iter().any(|line| line.contains("края") || line.contains("началото")) {
                assert_eq!(shown, read, "{keys} at {columns}×{rows}");
            }
        }
    }
}
