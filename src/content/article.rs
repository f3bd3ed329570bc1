//! A news item. May be nothing but a headline, and may have no date.

use serde::{Deserialize, Serialize};

use super::{Head, Localized, PartialDate, Slug};

/// A news item. The head's title is the headline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The common fields.
    pub head: Head,
    /// When it was published by its source, as far as known.
    pub date: Option<PartialDate>,
    /// Where it plays.
    pub place: Option<Localized<String>>,
    /// The cluster whose news it is.
    pub clusters: Vec<Slug>,
    /// The records it is about: organisations, people, places' municipalities, …
    pub about: Vec<Slug>,
    /// What people say in it.
    pub quotes: Vec<Quote>,
    /// The project it reports on.
    pub project: Option<Slug>,
    /// The event it reports on.
    pub event: Option<Slug>,
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The words, without quotation marks.
    pub text: Localized<String>,
    /// The person, if there is a record.
    pub who: Option<Slug>,
}
