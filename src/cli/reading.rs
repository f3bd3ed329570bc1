//! `list`, `show` and `search`: the content as text or JSON on standard output. Never opens a screen.

use std::process::ExitCode;

use clap::ArgMatches;

use super::caller::{Caller, fail};
use crate::plain::verbs::LISTS;
use crate::plain::{self, Asked, Hits, PlainError, Style};

/// `megdan list WHAT`.
pub fn list(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let what = matches.get_one::<String>("what").map_or("", String::as_str);
    let Some((_, kind)) = LISTS.iter().find(|(name, _)| *name == what) else { return ExitCode::from(2) };
    answer(caller, matches, |edition, style| plain::list(edition, *kind, style).map(Hits::Some))
}

/// `megdan show ID`.
pub fn show(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    answer(caller, matches, |edition, style| plain::show(edition, id, style).map(Hits::Some))
}

/// `megdan search WORDS`.
pub fn search(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let words: Vec<&str> = matches.get_many::<String>("words").into_iter().flatten().map(String::as_str).collect();
    let words = words.join(" ");
    let name = matches.get_one::<String>("kind");
    let kind = name.and_then(|name| LISTS.iter().find(|(known, _)| known == name)).map(|(_, kind)| *kind);
    let cluster = matches.get_one::<String>("cluster").map(String::as_str);
    answer(caller, matches, |edition, style| {
        let limit = if matches.contains_id("limit") { style.limit.min(plain::HITS_AT_MOST) } else { plain::HITS };
        plain::search(edition, Asked { words: &words, kind, cluster }, Style { limit, ..style })
    })
}

fn answer(
    caller: &Caller,
    matches: &ArgMatches,
    make: impl FnOnce(&crate::edition::Edition, Style) -> Result<Hits, PlainError>,
) -> ExitCode {
    let (edition, clock) = match caller.edition() {
        Ok(found) => found,
        Err(code) => return code,
    };
    let limit = matches.try_get_one::<usize>("limit").ok().flatten().copied().unwrap_or(usize::MAX);
    let style = Style { lang: caller.lang, json: matches.get_flag("json"), limit, now: clock.now() };
    match make(&edition, style) {
        Ok(Hits::Some(text)) => caller.print(&text),
        // As grep has it: a script asks whether there is something.
        Ok(Hits::None(text)) => {
            let printed = caller.print(&text);
            if printed == ExitCode::SUCCESS { ExitCode::FAILURE } else { printed }
        }
        Err(error) => fail(&error.text(caller.lang)),
    }
}
