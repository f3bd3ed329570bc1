//! `list`, `show` and `search`: the content as text or JSON on standard output. Never opens a screen.

use std::process::ExitCode;

use clap::ArgMatches;

use super::caller::{Caller, fail};
use crate::plain::verbs::LISTS;
use crate::plain::{self, PlainError, Style};

/// `megdan list WHAT`.
pub fn list(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let what = matches.get_one::<String>("what").map_or("", String::as_str);
    let Some((_, kind)) = LISTS.iter().find(|(name, _)| *name == what) else { return ExitCode::from(2) };
    answer(caller, matches, |edition, style| plain::list(edition, *kind, style))
}

/// `megdan show ID`.
pub fn show(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    answer(caller, matches, |edition, style| plain::show(edition, id, style))
}

fn answer(
    caller: &Caller,
    matches: &ArgMatches,
    make: impl FnOnce(&crate::edition::Edition, Style) -> Result<String, PlainError>,
) -> ExitCode {
    let (edition, clock) = match caller.edition() {
        Ok(found) => found,
        Err(code) => return code,
    };
    let limit = matches.try_get_one::<usize>("limit").ok().flatten().copied().unwrap_or(usize::MAX);
    let style = Style { lang: caller.lang, json: matches.get_flag("json"), limit, now: clock.now() };
    match make(&edition, style) {
        Ok(text) => caller.print(&text),
        Err(error) => fail(&error.text(caller.lang)),
    }
}
