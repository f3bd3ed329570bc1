//! The editor's commands `check` and `load`. Never changes a published edition: a new one is made or nothing. Never takes
//! the built-in content for a folder that is not there: that is asked for by its own word.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;

use super::USAGE;
use super::caller::{Caller, fail};
use super::output::{complain, is_screen};
use super::progress::Bar;
use crate::app::clock::Clock;
use crate::app::library;
use crate::diagnostic::{self, Color, Renderer, Severity};
use crate::edition::{self, Publication, publish};
use crate::seed::{self, Outcome, Source, Summary};
use crate::text::{Breaks, Lang, clean};

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
        complain(&format!("megdan: {}", nothing_published(caller)));
        return verdict;
    };
    if shown != ExitCode::SUCCESS {
        return shown;
    }
    if is_blank(&outcome) {
        complain(&format!(
            "megdan: {}",
            caller.pick(
                "внимание: в папката няма нито един видим запис, екраните ще са празни",
                "warning: no record of the folder is visible, the screens will be empty"
            )
        ));
        if matches.get_flag("strict") {
            complain(&format!("megdan: {}", nothing_published(caller)));
            return ExitCode::from(USAGE);
        }
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

/// The folder that is meant where none is named, as of `megdan new`.
pub const FOLDER: &str = "seed";

/// What is shown after nothing was published.
fn nothing_published(caller: &Caller) -> &'static str {
    if edition::editions(&caller.data).is_ok_and(|editions| editions.is_empty()) {
        return caller.pick(
            "нищо не е публикувано; още няма издание и киоскът показва вграденото съдържание",
            "nothing was published; there is no edition yet, so the kiosk shows the built-in content",
        );
    }
    caller.pick(
        "нищо не е публикувано; показва се предишното издание",
        "nothing was published; what was shown is shown still",
    )
}

fn source(matches: &ArgMatches) -> Source {
    if matches.get_flag("builtin") {
        return Source::Builtin;
    }
    Source::Folder(matches.get_one::<PathBuf>("folder").cloned().unwrap_or_else(|| PathBuf::from(FOLDER)))
}

fn read(caller: &Caller, matches: &ArgMatches) -> Outcome {
    let source = source(matches);
    let unnamed = matches.get_one::<PathBuf>("folder").is_none();
    if let Source::Folder(folder) = &source
        && unnamed
        && !folder.exists()
    {
        complain(&format!("megdan: {}", no_folder(caller)));
    }
    let bar = Bar::new(caller.lang);
    seed::read(&source, &mut |progress| bar.reading(progress))
}

/// No folder was named, and there is none of the usual name.
fn no_folder(caller: &Caller) -> String {
    if Path::new("kiosk.toml").exists() {
        return caller
            .pick(
                "тук няма папка ‘seed’, но самата тази папка изглежда е със съдържание: добавете точка, ‘megdan check .’",
                "there is no folder ‘seed’ here, but this folder itself looks like one: add a dot, ‘megdan check .’",
            )
            .to_owned();
    }
    caller
        .pick(
            "тук няма папка ‘seed’: посочете друга, започнете я с ‘megdan init’ или дайте --builtin за вграденото съдържание",
            "there is no folder ‘seed’ here: name another, begin it with ‘megdan init’, or give --builtin for the built-in content",
        )
        .to_owned()
}

/// Whether a visitor would see nothing at all.
fn is_blank(outcome: &Outcome) -> bool {
    outcome.catalogue.as_ref().is_some_and(|catalogue| {
        Summary::new(catalogue, &outcome.places, Clock::of_zone(&catalogue.kiosk.zone).now()).visible == 0
    })
}

/// All diagnostics and the summary, on standard output.
fn report(caller: &Caller, matches: &ArgMatches, outcome: &Outcome) -> ExitCode {
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        return caller.print(&format!("{:#}\n", diagnostic::array(&outcome.diagnostics, caller.lang)));
    }
    let color = if is_screen() && caller.environment.text("NO_COLOR").is_none() { Color::Always } else { Color::Never };
    let mut text = Renderer::new(caller.lang, color).render_all(&outcome.diagnostics);
    text.push_str(&what(caller, matches));
    text.push_str(&counts(caller, outcome));
    caller.print(&text)
}

/// What was checked, before its figures.
fn what(caller: &Caller, matches: &ArgMatches) -> String {
    match source(matches) {
        Source::Folder(folder) => {
            let folder = folder.display().to_string();
            format!("{} ‘{}’. ", caller.pick("Папка", "Folder"), clean(&folder, Breaks::Space))
        }
        Source::Builtin => caller.pick("Вграденото съдържание. ", "The built-in content. ").to_owned(),
    }
}

/// How many problems there are, how many records are to be seen, and a reason for each that is not.
fn counts(caller: &Caller, outcome: &Outcome) -> String {
    let mut text = problems(caller.lang, outcome);
    if let Some(catalogue) = &outcome.catalogue {
        let now = Clock::of_zone(&catalogue.kiosk.zone).now();
        let summary = Summary::new(catalogue, &outcome.places, now);
        text.push_str(&summary.line(caller.lang));
        text.push('\n');
        for record in &summary.hidden {
            text.push_str(&record.line(caller.lang));
            text.push('\n');
        }
    }
    text
}

fn problems(lang: Lang, outcome: &Outcome) -> String {
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(|it| outcome.count(it));
    match lang {
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
