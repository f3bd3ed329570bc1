//! The visitors' screen on this terminal: what was asked for, put together. Never draws: it asks [`crate::app`] to.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use clap::ArgMatches;

use super::caller::{Caller, fail};
use super::output::complain;
use super::serve::{Asked, plan, sockets};
use crate::app::attach::{End, Way, attach, begin_again};
use crate::app::bureau::Bureau;
use crate::app::clock::Clock;
use crate::app::counting::{Counter, Counting, Searches};
use crate::app::hall::Hall;
use crate::app::kiosk::{self, Outcome, Reason, Screen};
use crate::app::library::{self, LETTING_GO};
use crate::app::log::Log;
use crate::app::notes::Notes;
use crate::app::owner::Doors;
use crate::app::stage::Screens;
use crate::doors::frame::Wish;
use crate::doors::reception::{self, LEFT_THE_LOBBY, Place};
use crate::edition::visits::{Visits, VisitsError};
use crate::edition::{Access, Edition, Library, OpenError, Repair};
use crate::session::World;
use crate::terminal::local::{OpenError as NoScreen, Tty};
use crate::terminal::{ColorDepth, Glyphs, Names, Overrides, Size, TerminalKind};
use crate::text::{Lang, system_error};
use crate::ui::{Leaving, Options};

/// What a shell expects of a program whose terminal went away: 128 and the number of SIGHUP.
const HANGUP: u8 = 129;

/// `megdan` and `megdan kiosk`. A visitor may leave the first with a key, the second not. While another process owns the
/// content, the screens come from there.
pub fn open(caller: &Caller, matches: &ArgMatches, leaving: Leaving) -> ExitCode {
    if TerminalKind::of_term(caller.environment.text("TERM")) == TerminalKind::Dumb {
        return fail(&NoScreen::Dumb.text(caller.lang));
    }
    let mut tty = match Tty::standard() {
        Ok(tty) => tty,
        Err(error) => return fail(&error.text(caller.lang)),
    };
    let screen = screen(caller, matches);
    let way = way(caller, matches, leaving);
    let deadline = Instant::now() + LETTING_GO;
    loop {
        tty = match attach(tty, &screen, &way, || Library::is_free(&caller.data)) {
            Ok(End::Nobody(tty)) => match library::open(&caller.data, Access::OwnerAtOnce) {
                Ok(opened) => return own(caller, matches, leaving, tty, &screen, opened),
                // The owner before lets go in a moment, or another process has become it in this one.
                Err(OpenError::AlreadyRunning(_)) if Instant::now() < deadline => tty,
                Err(error) => return fail(&error.text(caller.lang)),
            },
            Ok(End::Free) => return fail(&system_error(&begin_again(), caller.lang)),
            Ok(End::Left(code, text)) => {
                if !text.is_empty() {
                    complain(text.trim_end());
                }
                return ExitCode::from(code);
            }
            Ok(End::Gone) => return ExitCode::from(HANGUP),
            Ok(End::Signal(number)) => return signalled(number),
            Err(error) => return fail(&error.text(caller.lang)),
        };
        std::thread::sleep(library::LOOK);
    }
}

/// As the folder's owner.
fn own(
    caller: &Caller,
    matches: &ArgMatches,
    leaving: Leaving,
    tty: Tty,
    screen: &Screen<'_>,
    (library, repairs): (Library, Vec<Repair>),
) -> ExitCode {
    tell(caller, &repairs);
    let clock = Clock::of_zone(&library.current().kiosk().zone);
    let place = if leaving == Leaving::Locked { Place::Lobby } else { Place::Desk };
    let counting = counting(caller);
    let screens = screens(caller, counting.as_ref(), clock.clone());
    let own = screens.with(options(caller, matches, leaving));
    let begin = |edition, moment: &crate::session::Moment<'_>| own.open(place, edition, moment);
    let count = |effect| own.count(reception::Way::Local, effect);
    let others = async |world, notes| others(caller, screens, world, notes).await;
    match kiosk::run(tty, Arc::new(library), screen, move || clock.now(), begin, count, others) {
        Ok(outcome) => end(&outcome, place),
        Err(error) => fail(&error.text(caller.lang)),
    }
}

/// The other doors of an owner that has a screen; if one stays closed the screen goes on without it.
async fn others(caller: &Caller, screens: Screens, world: World<Edition>, notes: Notes) -> Option<Doors<Screens>> {
    let stop = world.stop.clone();
    let hall = Hall::new(screens, world, caller.config.ssh.stay(), Log::Aside(notes.clone()));
    let plan = plan(caller, &caller.config, &Asked::default());
    Doors::open(&hall, &plan, &stop).await.inspect_err(|error| notes.add(error.text(caller.lang))).ok()
}

/// What all visitors of this process see.
pub fn screens(caller: &Caller, counting: Option<&Counting>, clock: Clock) -> Screens {
    let config = &caller.config.kiosk;
    let counter = counting.map_or(Counter::none(), Counting::counter);
    let trouble = counting.map(Counting::trouble).unwrap_or_default();
    let bureau = Bureau::new(caller.data.clone(), config, trouble);
    let popular = counting.map(Counting::popular).unwrap_or_default();
    Screens::new(Options::default(), caller.config.habits(), bureau, counter, clock).suggesting(popular)
}

/// Counts what is read, unless the configuration says no, or the system refuses a thread.
pub fn counting(caller: &Caller) -> Option<Counting> {
    let config = &caller.config.kiosk;
    let searches = if config.search_words { Searches::Kept } else { Searches::Dropped };
    let log = Notes::default();
    let told = move |error: &VisitsError| log.add(format!("megdan: {error}"));
    let start = || Counting::start(Visits::of(&caller.data), searches, told).ok();
    config.statistics.then(start).flatten()
}

fn way(caller: &Caller, matches: &ArgMatches, leaving: Leaving) -> Way {
    let wish = if leaving == Leaving::Locked { Wish::Kiosk } else { Wish::Screen };
    let Caller { config, environment, .. } = caller;
    let asked = |option: &str, variable: &str, configured: Option<String>| {
        let given = matches.get_one::<String>(option).cloned();
        given.or_else(|| environment.text(variable).map(str::to_owned)).or(configured)
    };
    let options = [
        ("color", asked("color", "MEGDAN_COLOR", config.color.clone())),
        ("glyphs", asked("glyphs", "MEGDAN_GLYPHS", config.glyphs.clone())),
        ("lang", asked("lang", "MEGDAN_LANG", config.lang.map(|lang| lang.code().to_owned()))),
        ("mouse", config.mouse.map(|mouse| mouse.to_string())),
    ];
    let options = options.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let options = options.chain(config.habits().pairs()).collect();
    Way { places: sockets(caller, config, None), wish, options }
}

fn tell(caller: &Caller, repairs: &[Repair]) {
    for repair in repairs {
        complain(&format!("megdan: {}", repair.text(caller.lang)));
    }
}

fn end(outcome: &Outcome, place: Place) -> ExitCode {
    for note in &outcome.notes {
        complain(&format!("megdan: {note}"));
    }
    match outcome.reason {
        Reason::Left if place == Place::Lobby => ExitCode::from(LEFT_THE_LOBBY),
        Reason::Left => ExitCode::SUCCESS,
        Reason::Gone => ExitCode::from(HANGUP),
        Reason::Signal(number) => signalled(number),
    }
}

fn signalled(number: i32) -> ExitCode {
    ExitCode::from(u8::try_from(128 + number).unwrap_or(u8::MAX))
}

fn options(caller: &Caller, matches: &ArgMatches, leaving: Leaving) -> Options {
    let asked = matches.get_one::<String>("lang").and_then(|code| Lang::from_code(code));
    let own = caller.environment.text("MEGDAN_LANG").and_then(Lang::from_code);
    Options { lang: asked.or(own).or(caller.config.lang), leaving, ..Options::default() }
}

fn screen<'a>(caller: &'a Caller, matches: &ArgMatches) -> Screen<'a> {
    let Caller { config, environment, .. } = caller;
    let asked = |option: &str, variable: &str, configured: &Option<String>| {
        let given = matches.get_one::<String>(option).cloned();
        given.or_else(|| environment.text(variable).map(str::to_owned)).or_else(|| configured.clone())
    };
    let colors = asked("color", "MEGDAN_COLOR", &config.color).and_then(|name| ColorDepth::from_name(&name));
    let glyphs = asked("glyphs", "MEGDAN_GLYPHS", &config.glyphs).and_then(|name| Glyphs::from_name(&name));
    let own_size = || environment.text("MEGDAN_SIZE").and_then(|text| super::command::size(text).ok());
    let size = matches.get_one::<(u32, u32)>("size").copied().or_else(own_size);
    Screen {
        names: names(caller),
        lang: caller.lang,
        overrides: Overrides { colors, glyphs, lang: None, mouse: config.mouse },
        size: size.map(|(columns, rows)| Size::clamped(columns, rows)),
    }
}

fn names(caller: &Caller) -> Names<'_> {
    let of = |name| caller.environment.text(name);
    Names {
        term: of("TERM"),
        colorterm: of("COLORTERM"),
        no_color: of("NO_COLOR"),
        lang: of("LANG"),
        lc_all: of("LC_ALL"),
        lc_ctype: of("LC_CTYPE"),
        lc_messages: of("LC_MESSAGES"),
        iutf8: None,
    }
}
