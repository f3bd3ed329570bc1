//! The editor's commands: `check`, `load`, `new`, `why`. Never changes a published edition: a new one is made or nothing.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;

use super::USAGE;
use super::caller::{Caller, fail};
use super::output::{complain, is_screen};
use super::progress::Bar;
use crate::app::clock::{Clock, DEFAULT_ZONE};
use crate::app::library;
use crate::content::Kind;
use crate::diagnostic::{self, Color, Renderer, Severity};
use crate::edition::{Publication, publish};
use crate::seed::{self, Outcome, Source, Summary};
use crate::text::{Lang, system_error};

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

/// `megdan new KIND TITLE`: writes the file, or the pair of files, of a draft. Never overwrites anything.
pub fn new(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let Some(kind) = Kind::from_name(text("kind")).or((text("kind") == "news").then_some(Kind::Article)) else {
        return ExitCode::from(USAGE);
    };
    let folder = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_default();
    let today = Clock::of_zone(DEFAULT_ZONE).now().day;
    let files = match seed::scaffold(kind, text("title"), caller.lang, today) {
        Ok(files) => files,
        Err(error) => return fail(&error.message(caller.lang)),
    };
    if let Some(taken) = files.iter().map(|file| folder.join(&file.path)).find(|path| path.exists()) {
        return fail(&match caller.lang {
            Lang::Bg => format!("‘{}’ вече съществува; изберете друго заглавие", taken.display()),
            Lang::En => format!("‘{}’ exists already; choose another title", taken.display()),
        });
    }
    let mut written = String::new();
    for file in &files {
        let path = folder.join(&file.path);
        if let Err(error) = write_new(&path, &file.text) {
            let error = system_error(&error, caller.lang);
            return fail(&match caller.lang {
                Lang::Bg => format!("‘{}’ не може да се запише ({error}); проверете папката и правата", path.display()),
                Lang::En => {
                    format!("cannot write ‘{}’ ({error}); check the folder and its permissions", path.display())
                }
            });
        }
        written = format!("{written}{}\n", path.display());
    }
    caller.print(&written)
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(text.as_bytes())
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
        return caller.print(&format!("{:#}\n", diagnostic::array(&outcome.diagnostics, caller.lang)));
    }
    let color = if is_screen() && caller.environment.text("NO_COLOR").is_none() { Color::Always } else { Color::Never };
    let mut text = Renderer::new(caller.lang, color).render_all(&outcome.diagnostics);
    text.push_str(&counts(caller, outcome));
    caller.print(&text)
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
