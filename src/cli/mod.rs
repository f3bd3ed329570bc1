//! The command line: arguments in, an exit code out. Never holds logic of its own: it calls [`crate::app`].

mod begin;
mod caller;
pub mod command;
mod editions;
mod editor;
mod manual;
mod output;
mod pin;
mod progress;
mod reading;
mod screen;
mod serve;
mod statistics;
pub mod usage;
mod why;
pub mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::ArgMatches;
use clap::error::ErrorKind;

use self::caller::{Caller, fail};
use self::output::{complain, print};
use crate::app::environment::Environment;
use crate::app::panics;
use crate::text::Lang;
use crate::ui::Leaving;

/// The exit code of wrong usage.
const USAGE: u8 = 2;

/// Runs the command that `args` (program name first) ask for.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let environment = Environment::of_process();
    let lang = first_language(&args, &environment);
    panics::tell(lang, |sentence| complain(&format!("megdan: {sentence}")));
    match command::command(lang).try_get_matches_from(&args) {
        Ok(matches) => dispatch(&matches, environment, lang),
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            print(&error.to_string(), lang)
        }
        Err(error) => {
            complain(&usage::explain(&error, lang));
            ExitCode::from(USAGE)
        }
    }
}

/// The language before the arguments are understood: help and complaints about them need one.
fn first_language(args: &[OsString], environment: &Environment) -> Lang {
    let words = || args.iter().filter_map(|word| word.to_str());
    let joined = words().find_map(|word| word.strip_prefix("--lang=")).and_then(Lang::from_code);
    let apart =
        words().zip(words().skip(1)).find(|(word, _)| *word == "--lang").and_then(|(_, code)| Lang::from_code(code));
    joined.or(apart).or_else(|| caller::from_environment(environment, None)).unwrap_or_default()
}

fn dispatch(matches: &ArgMatches, environment: Environment, lang: Lang) -> ExitCode {
    let caller = match Caller::new(matches, environment) {
        Ok(caller) => caller,
        Err(error) => {
            complain(&format!("megdan: {}", error.text(lang)));
            return ExitCode::from(USAGE);
        }
    };
    match matches.subcommand() {
        None => screen::open(&caller, matches, Leaving::Allowed),
        Some(("kiosk", sub)) => screen::open(&caller, sub, Leaving::Locked),
        Some(("serve", sub)) => serve::serve(&caller, sub),
        Some(("status", sub)) => serve::status(&caller, sub),
        Some(("check", sub)) => editor::check(&caller, sub),
        Some(("load", sub)) => editor::load(&caller, sub),
        Some(("init", sub)) => begin::init(&caller, sub),
        Some(("new", sub)) => begin::new(&caller, sub),
        Some(("why", sub)) => why::why(&caller, sub),
        Some(("search", sub)) => reading::search(&caller, sub),
        Some(("list", sub)) => reading::list(&caller, sub),
        Some(("show", sub)) => reading::show(&caller, sub),
        Some(("editions", sub)) => editions::editions(&caller, sub),
        Some(("rollback", sub)) => editions::rollback(&caller, sub),
        Some(("stats", sub)) => statistics::stats(&caller, sub),
        Some(("pin", _)) => pin::pin(&caller),
        Some(("man", _)) => caller.print(&manual::page(caller.lang)),
        Some(("completions", sub)) => completions(sub, caller.lang),
        Some((other, _)) => fail(other),
    }
}

fn completions(matches: &ArgMatches, lang: Lang) -> ExitCode {
    let Some(shell) = matches.get_one::<clap_complete::Shell>("shell") else { return ExitCode::from(USAGE) };
    let mut script = Vec::new();
    clap_complete::generate(*shell, &mut command::command(Lang::En), "megdan", &mut script);
    print(&String::from_utf8_lossy(&script), lang)
}
