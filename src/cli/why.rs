//! `why`: says why a record is or is not shown, from the edition that is shown or from a folder. Never changes anything.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;
use serde_json::json;

use super::caller::{Caller, fail};
use crate::app::clock::{Clock, DEFAULT_ZONE};
use crate::content::{Civil, Hidden, Slug};
use crate::diagnostic::{Diagnostic, Severity};
use crate::edition::{Edition, ReadError};
use crate::plain::PlainError;
use crate::seed::{self, Source};
use crate::text::{Breaks, Lang, clean};

/// What is known of a record.
enum State {
    /// There is no such record.
    Absent,
    /// It is shown.
    Shown,
    /// It is not shown.
    Hidden(Hidden),
    /// It would not be shown, but the clock is plainly wrong, so nothing is hidden.
    ClockWrong(Hidden),
}

/// What is known of a record of a folder.
struct Found {
    state: State,
    /// Its file.
    place: Option<String>,
    /// The errors of its own files, and how many there are in all others.
    errors: Vec<String>,
    elsewhere: usize,
}

/// `megdan why ID [DIR]`.
pub fn why(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    let found = match matches.get_one::<PathBuf>("folder") {
        Some(folder) => in_folder(id, folder.clone(), caller.lang),
        None => match caller.edition() {
            Ok((edition, clock)) => match in_edition(&edition, id, clock.now()) {
                Ok(state) => Found { state, place: None, errors: Vec::new(), elsewhere: 0 },
                Err(error) => return fail(&error.text(caller.lang)),
            },
            Err(code) => return code,
        },
    };
    let check = matches.get_one::<PathBuf>("folder").map(|folder| format!("‘megdan check {}’", folder.display()));
    if matches!(found.state, State::Absent) && found.errors.is_empty() {
        let mut text = PlainError::Unknown(id.to_owned(), None).text(caller.lang);
        if found.elsewhere > 0 {
            text = format!("{text}; {}", elsewhere(caller.lang, found.elsewhere, &check.unwrap_or_default()));
        }
        return fail(&text);
    }
    answer(caller, matches, id, &found, &check.unwrap_or_default())
}

fn answer(caller: &Caller, matches: &ArgMatches, id: &str, found: &Found, check: &str) -> ExitCode {
    let Found { state, place, errors, elsewhere: others } = found;
    let published = errors.is_empty() && *others == 0;
    let sentence = if errors.is_empty() { sentence(caller.lang, id, state) } else { broken(caller.lang, id, errors) };
    if matches.get_flag("json") {
        let shown = published && matches!(state, State::Shown | State::ClockWrong(_));
        let object = json!({
            "id": id, "shown": shown, "why": sentence, "file": place, "errors": errors, "errors_elsewhere": others,
        });
        return caller.print(&format!("{object:#}\n"));
    }
    let mut text = format!("{sentence}\n");
    text.extend(errors.iter().map(|error| format!("  {error}\n")));
    if let Some(path) = place {
        text.extend([caller.pick("Файл", "File"), ": ", path, "\n"]);
    }
    if *others > 0 {
        let said = elsewhere(caller.lang, *others, check);
        let mut letters = said.chars();
        text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(letters.as_str());
        text.push_str(".\n");
    }
    caller.print(&clean(&text, Breaks::Keep))
}

fn broken(lang: Lang, id: &str, errors: &[String]) -> String {
    match (lang, errors.len()) {
        (Lang::Bg, 1) => format!("‘{id}’ има грешка и не може да се публикува:"),
        (Lang::Bg, count) => format!("‘{id}’ има {count} грешки и не може да се публикува:"),
        (Lang::En, 1) => format!("‘{id}’ has a mistake and cannot be published:"),
        (Lang::En, count) => format!("‘{id}’ has {count} mistakes and cannot be published:"),
    }
}

/// That the folder cannot be published for the sake of other files.
fn elsewhere(lang: Lang, count: usize, check: &str) -> String {
    match lang {
        Lang::Bg => format!("в други файлове на папката има грешки ({count}) и нищо от нея не се публикува: {check}"),
        Lang::En => {
            format!("other files of the folder have mistakes ({count}), so nothing of it is published: {check}")
        }
    }
}

fn in_folder(id: &str, folder: PathBuf, lang: Lang) -> Found {
    let outcome = seed::read(&Source::Folder(folder), &mut |_| {});
    let slug = Slug::new(id).ok();
    let place = slug.as_ref().and_then(|slug| outcome.places.path(slug));
    let catalogue = outcome.catalogue.as_ref().or(outcome.remains.as_ref());
    let zone = catalogue.map_or(DEFAULT_ZONE, |catalogue| &catalogue.kiosk.zone);
    let now = Clock::of_zone(zone).now();
    let state = catalogue.and_then(|catalogue| {
        let head = catalogue.heads().map(|(_, head)| head).find(|head| Some(&head.slug) == slug.as_ref())?;
        Some(head.visibility.hidden(now).map_or(State::Shown, State::Hidden))
    });
    let is_error = |diagnostic: &&Diagnostic| diagnostic.code.severity == Severity::Error;
    let (own, others): (Vec<_>, Vec<_>) = outcome
        .diagnostics
        .iter()
        .filter(is_error)
        .partition(|diagnostic| is_file_of(&diagnostic.place.path, id, place.as_deref()));
    let line = |error: &Diagnostic| format!("{}: [{}] {}", error.location(), error.code.id, error.message.get(lang));
    Found {
        state: state.unwrap_or(State::Absent),
        place: place.or_else(|| own.first().map(|error| error.place.path.to_string())),
        errors: own.into_iter().map(line).collect(),
        elsewhere: others.len(),
    }
}

/// Whether the record `id` stands in the file at `path`: the known one, a translation beside it, or, where the file could
/// not be read far enough to know, one with its name.
fn is_file_of(path: &str, id: &str, known: Option<&str>) -> bool {
    let stem = |path: &str| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.split('.').next().unwrap_or_default();
        // The folder of a cluster is its name.
        if ["cluster", "about"].contains(&stem) { folder.to_owned() } else { format!("{folder}/{stem}") }
    };
    if let Some(known) = known {
        // A sheet holds many records.
        return stem(known) == stem(path) && Path::new(known).extension().is_none_or(|end| end != "csv");
    }
    let own = stem(path);
    let name = own.rsplit('/').next().unwrap_or_default();
    let is_rest =
        |rest: &str| rest.is_empty() || rest.ends_with('-') && rest.chars().all(|c| c.is_ascii_digit() || c == '-');
    !id.is_empty() && name.strip_suffix(id).is_some_and(is_rest)
}

fn in_edition(edition: &Edition, id: &str, now: Civil) -> Result<State, ReadError> {
    let Ok(slug) = Slug::new(id) else { return Ok(State::Absent) };
    if let Some(found) = edition.find(&slug)? {
        let wanted = edition.card(found)?.visibility.hidden(now);
        return Ok(match (edition.hidden(found, now)?, wanted) {
            (Some(hidden), _) => State::Hidden(hidden),
            (None, Some(hidden)) => State::ClockWrong(hidden),
            (None, None) => State::Shown,
        });
    }
    let draft = edition.drafts()?.iter().any(|draft| draft.slug == slug);
    Ok(if draft { State::Hidden(Hidden::Draft) } else { State::Absent })
}

fn sentence(lang: Lang, id: &str, state: &State) -> String {
    let clock = |lang| match lang {
        Lang::Bg => "; часовникът обаче е преди деня на публикуване, затова нищо не се скрива",
        Lang::En => "; but the clock is before the day of publishing, so nothing is hidden",
    };
    match state {
        State::Absent => String::new(),
        State::Shown if lang == Lang::Bg => format!("‘{id}’ се показва."),
        State::Shown => format!("‘{id}’ is shown."),
        State::Hidden(why) => format!("‘{id}’ {}.", seed::reason(*why, lang)),
        State::ClockWrong(why) => format!("‘{id}’ {}{}.", seed::reason(*why, lang), clock(lang)),
    }
}
