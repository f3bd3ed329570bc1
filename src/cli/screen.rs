//! The visitors' screen on this terminal: what was asked for, put together. Never draws: it asks [`crate::app`] to.

use std::process::ExitCode;
use std::sync::Arc;

use clap::ArgMatches;

use super::caller::{Caller, fail};
use super::output::complain;
use crate::app::clock::Clock;
use crate::app::kiosk::{self, Outcome, Reason, Screen};
use crate::app::library;
use crate::edition::{Access, Library, OpenError, Repair};
use crate::session::context;
use crate::terminal::local::Tty;
use crate::terminal::{ColorDepth, Glyphs, Names, Overrides, Size};
use crate::text::{Lang, Layout};
use crate::ui::{App, Leaving, Options, Theme};

/// What a shell expects of a program whose terminal went away: 128 and the number of SIGHUP.
const HANGUP: u8 = 129;

/// `megdan` and `megdan kiosk`. A visitor may leave the first with a key, the second not.
pub fn open(caller: &Caller, matches: &ArgMatches, leaving: Leaving) -> ExitCode {
    let tty = match Tty::standard() {
        Ok(tty) => tty,
        Err(error) => return fail(&error.text(caller.lang)),
    };
    let (library, repairs) = match open_library(caller) {
        Ok(opened) => opened,
        Err(error) => return fail(&error.text(caller.lang)),
    };
    tell(caller, &repairs);
    let clock = Clock::of_zone(&library.current().kiosk().zone);
    let options = options(caller, matches, leaving);
    let begin = |edition, moment: &crate::session::Moment<'_>| App::new(edition, options, &context(moment));
    let screen = screen(caller, matches);
    match kiosk::run(tty, Arc::new(library), &screen, move || clock.now(), begin, drop) {
        Ok(outcome) => end(&outcome),
        Err(error) => fail(&error.text(caller.lang)),
    }
}

/// As the folder's owner; beside another owner as a reader.
fn open_library(caller: &Caller) -> Result<(Library, Vec<Repair>), OpenError> {
    match library::open(&caller.data, Access::Owner) {
        Err(OpenError::AlreadyRunning(_)) => library::open(&caller.data, Access::Reader),
        opened => opened,
    }
}

fn tell(caller: &Caller, repairs: &[Repair]) {
    for repair in repairs {
        complain(&format!("megdan: {}", repair.text(caller.lang)));
    }
}

fn end(outcome: &Outcome) -> ExitCode {
    for note in &outcome.notes {
        complain(&format!("megdan: {note}"));
    }
    match outcome.reason {
        Reason::Left => ExitCode::SUCCESS,
        Reason::Gone => ExitCode::from(HANGUP),
        Reason::Signal(number) => ExitCode::from(u8::try_from(128 + number).unwrap_or(u8::MAX)),
    }
}

fn options(caller: &Caller, matches: &ArgMatches, leaving: Leaving) -> Options {
    let asked = matches.get_one::<String>("lang").and_then(|code| Lang::from_code(code));
    let own = caller.environment.text("MEGDAN_LANG").and_then(Lang::from_code);
    let layout = match caller.config.layout.as_deref() {
        Some("bds") => Layout::Bds,
        _ => Layout::default(),
    };
    let theme = caller.config.theme.as_deref().and_then(Theme::from_name);
    Options { lang: asked.or(own).or(caller.config.lang), theme, layout, leaving }
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
