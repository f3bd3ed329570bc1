//! The same content as lines of text and as JSON: for pipes, scripts and screen readers, from the command line and
//! over SSH alike. Never sends an escape code, never draws a screen, and knows no door.

pub mod cards;
mod body;
mod facts;
mod json;
mod labels;
mod list;
mod search;
mod text;
pub mod verbs;

use std::fmt;

pub use search::{Asked, HITS, HITS_AT_MOST, Hits, search};

use crate::content::{Civil, Hidden, Kind, Slug};
use crate::edition::{Edition, ReadError};
use crate::text::Lang;

/// How an answer is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The reader's language.
    pub lang: Lang,
    /// JSON instead of text.
    pub json: bool,
    /// At most so many records of a list.
    pub limit: usize,
    /// The local time, for what may be seen and for what is coming.
    pub now: Civil,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum PlainError {
    /// No record has this identifier; with the nearest one there is.
    Unknown(String, Option<Slug>),
    /// The record may not be seen now.
    Hidden(Slug, Hidden),
    /// The edition cannot be read.
    Read(ReadError),
}

impl From<ReadError> for PlainError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl PlainError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        labels::of(lang).refusal(self)
    }
}

impl fmt::Display for PlainError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for PlainError {}

/// All records of `kind` that may be seen, in their main order: one line each, or a JSON array of objects with at
/// least `id`, `kind` and `title`. Ends with a line feed.
///
/// # Errors
/// If the edition cannot be read.
pub fn list(edition: &Edition, kind: Kind, style: Style) -> Result<String, PlainError> {
    let cards = list::cards(edition, kind, style)?;
    Ok(if style.json { json::cards(&cards, style.lang) } else { list::lines(&cards, style) })
}

/// Everything a visitor can read of one record: labelled lines and the text, or one JSON object. Ends with a line feed.
///
/// # Errors
/// If there is no such record, it may not be seen now, or the edition cannot be read.
pub fn show(edition: &Edition, id: &str, style: Style) -> Result<String, PlainError> {
    let unknown = || PlainError::Unknown(id.to_owned(), None);
    let slug = Slug::new(id).map_err(|_| unknown())?;
    let Some(found) = edition.find(&slug)? else {
        return Err(PlainError::Unknown(id.to_owned(), list::nearest(edition, id, style)?));
    };
    if let Some(hidden) = edition.hidden(found, style.now)? {
        return Err(PlainError::Hidden(slug, hidden));
    }
    let record = edition.any_record(found)?;
    let sheet = facts::sheet(edition, found, &record, style)?;
    Ok(if style.json { json::sheet(&sheet) } else { text::sheet(&sheet, style.lang) })
}
