//! Why an index cannot be made or used. Never names a record: the caller does.

use std::{fmt, io};

/// Why an index cannot be made, opened or read.
#[derive(Debug)]
pub enum SearchError {
    /// The disk said no.
    Io(io::Error),
    /// There is no index in this place.
    Missing,
    /// The index belongs to another edition, another version of the program, or is not an index at all.
    Other(String),
    /// Bytes of the index are not as they were written.
    Damaged(String),
}

impl SearchError {
    pub(super) fn damaged(what: &str) -> Self {
        Self::Damaged(what.to_owned())
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(out, "the search index cannot be read or written: {error}"),
            Self::Missing => write!(out, "there is no search index"),
            Self::Other(what) => write!(out, "the search index is not of this edition: {what}"),
            Self::Damaged(what) => write!(out, "the search index is damaged: {what}"),
        }
    }
}

impl std::error::Error for SearchError {}

impl From<io::Error> for SearchError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Io(error),
        }
    }
}

/// The dictionary's own errors: what it reads was checked, what it writes comes in order.
impl From<fst::Error> for SearchError {
    fn from(error: fst::Error) -> Self {
        match error {
            fst::Error::Io(error) => Self::Io(error),
            fst::Error::Fst(error) => Self::Damaged(format!("in the dictionary: {error}")),
        }
    }
}
