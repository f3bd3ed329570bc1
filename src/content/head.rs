//! What every record has. Never what only some have.

use serde::{Deserialize, Serialize};

use super::{Day, Localized, Slug, Visibility};

/// The fields common to all records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The stable name.
    pub slug: Slug,
    /// The name of an organisation, the headline of an article, …
    pub title: Localized<String>,
    /// One or two sentences.
    pub summary: Option<Localized<String>>,
    /// The text, in the Markdown subset (paragraphs, headings, lists, quotes, emphasis, links, images). A link whose
    /// target has no scheme and no dot is the slug of another record.
    pub body: Option<Localized<String>>,
    /// Free key words.
    pub tags: Vec<String>,
    /// When the record may be seen.
    pub visibility: Visibility,
    /// The day of the last change, as the editor gives it.
    pub updated: Option<Day>,
    /// Whether it stands before the others of its list.
    pub pinned: bool,
    /// Where its facts come from.
    pub source: Option<Source>,
}

/// Where a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The name of the page or paper.
    pub title: Localized<String>,
    /// Its address, if it has one.
    pub url: Option<String>,
    /// When it was read.
    pub accessed: Option<Day>,
}
