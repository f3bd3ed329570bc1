//! The editor's commands: `check`, `load`, `new`, `why`. Never changes a published edition: a new one is made or nothing.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::USAGE;
use super::caller::{Caller, fail};
use super::output::{complain, is_screen, print};
use super::progress::Bar;
use crate::app::library;
use crate::diagnostic::{self, Color, Renderer, Severity};
use crate::edition::{Publication, publish};
use crate::seed::{self, Outcome, Source};
use crate::text::Lang;

/// `megdan check [DIR]`.
pub fn check(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let outcome = read(caller, matches);
    let shown = report(caller, matches, &outcome);
    if shown == ExitCode::SUCCESS { verdict(matches, &outcome) } else { shown }
}

/// `megdan load [DIR]`.
pub fn load(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let outcome = read(caller, matches);
    let shown = report(caller, matches, &outcome);
    let verdict = verdict(matches, &outcome);
    let Some(catalogue) = outcome.catalogue.as_ref().filter(|_| verdict == ExitCode::SUCCESS) else {
        complain(&format!(
            "megdan: {}",
            caller.pick(
                "нищо не е публикувано; показва се предишното издание",
                "nothing was published; what was shown is shown still"
            )
        ));
        return verdict;
    };
    if shown != ExitCode::SUCCESS {
        return shown;
    }
    let stamp = library::stamp(&catalogue.kiosk.zone);
    let bar = Bar::new(caller.lang);
    let publication = Publication { data: &caller.data, catalogue, bodies: &outcome.places, stamp: &stamp };
    let published = publish(&publication, &mut |progress| bar.publishing(progress));
    drop(bar);
    match published {
        Ok(published) => {
            let (number, size) = (published.manifest.number, published.bytes.div_ceil(1024));
            complain(&match caller.lang {
                Lang::Bg => format!("megdan: публикувано е издание {number} ({size} KiB)"),
                Lang::En => format!("megdan: edition {number} is published ({size} KiB)"),
            });
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error.text(caller.lang)),
    }
}

fn source(matches: &ArgMatches) -> Source {
    matches.get_one::<PathBuf>("folder").map_or(Source::Builtin, |folder| Source::Folder(folder.clone()))
}

fn read(caller: &Caller, matches: &ArgMatches) -> Outcome {
    let bar = Bar::new(caller.lang);
    seed::read(&source(matches), &mut |progress| bar.reading(progress))
}

/// All diagnostics and the summary, on standard output.
fn report(caller: &Caller, matches: &ArgMatches, outcome: &Outcome) -> ExitCode {
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        return print(&format!("{:#}\n", diagnostic::array(&outcome.diagnostics, caller.lang)));
    }
    let color = if is_screen() && caller.environment.text("NO_COLOR").is_none() { Color::Always } else { Color::Never };
    let mut text = Renderer::new(caller.lang, color).render_all(&outcome.diagnostics);
    text.push_str(&counts(caller, outcome));
    print(&text)
}

fn counts(caller: &Caller, outcome: &Outcome) -> String {
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(|it| outcome.count(it));
    match caller.lang {
        Lang::Bg => {
            format!("Файлове: {}. Грешки: {errors}, предупреждения: {warnings}, бележки: {notes}.\n", outcome.files)
        }
        Lang::En => format!("Files: {}. Errors: {errors}, warnings: {warnings}, notes: {notes}.\n", outcome.files),
    }
}

/// 0 clean, 1 errors, 2 warnings under `--strict`.
fn verdict(matches: &ArgMatches, outcome: &Outcome) -> ExitCode {
    if outcome.catalogue.is_none() || outcome.count(Severity::Error) > 0 {
        ExitCode::FAILURE
    } else if matches.get_flag("strict") && outcome.count(Severity::Warning) > 0 {
        ExitCode::from(USAGE)
    } else {
        ExitCode::SUCCESS
    }
}
