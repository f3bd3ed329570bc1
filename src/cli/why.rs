//! `why`: says why a record is or is not shown, from the edition that is shown or from a folder. Never changes anything.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;
use serde_json::json;

use super::caller::{Caller, fail};
use crate::app::clock::{Clock, DEFAULT_ZONE};
use crate::content::{Civil, Hidden, Slug};
use crate::edition::{Edition, ReadError};
use crate::plain::PlainError;
use crate::seed::{self, Source};
use crate::text::Lang;

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

/// `megdan why ID [DIR]`.
pub fn why(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let id = matches.get_one::<String>("id").map_or("", String::as_str);
    let (state, place) = match matches.get_one::<PathBuf>("folder") {
        Some(folder) => in_folder(id, folder.clone()),
        None => match caller.edition() {
            Ok((edition, clock)) => match in_edition(&edition, id, clock.now()) {
                Ok(state) => (state, None),
                Err(error) => return fail(&error.text(caller.lang)),
            },
            Err(code) => return code,
        },
    };
    if matches!(state, State::Absent) {
        return fail(&PlainError::Unknown(id.to_owned(), None).text(caller.lang));
    }
    let sentence = sentence(caller.lang, id, &state);
    if matches.get_flag("json") {
        let object = json!({ "id": id, "shown": matches!(state, State::Shown | State::ClockWrong(_)), "why": sentence, "file": place });
        return caller.print(&format!("{object:#}\n"));
    }
    let place = place.map(|path| format!("{}: {path}\n", caller.pick("Файл", "File"))).unwrap_or_default();
    caller.print(&format!("{sentence}\n{place}"))
}

fn in_folder(id: &str, folder: PathBuf) -> (State, Option<String>) {
    let outcome = seed::read(&Source::Folder(folder), &mut |_| {});
    let Ok(slug) = Slug::new(id) else { return (State::Absent, None) };
    let place = outcome.places.path(&slug);
    let zone = outcome.catalogue.as_ref().map_or(DEFAULT_ZONE, |catalogue| &catalogue.kiosk.zone);
    let now = Clock::of_zone(zone).now();
    let found = outcome.catalogue.as_ref().and_then(|catalogue| {
        let head = catalogue.heads().map(|(_, head)| head).find(|head| head.slug == slug)?;
        Some(head.visibility.hidden(now).map_or(State::Shown, State::Hidden))
    });
    (found.unwrap_or(State::Absent), place)
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
