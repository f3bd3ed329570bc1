//! What search is told about a record. Never the record itself: who publishes says what is worth finding.

use crate::content::{Day, Id};
use crate::text::Lang;

/// A record to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Where the record is in its edition.
    pub id: Id,
    /// The day it is about, for which newer stands first.
    pub day: Option<Day>,
    /// The numbers of the clusters it belongs to.
    pub clusters: Vec<u32>,
    /// The languages it can be read in.
    pub languages: Vec<Lang>,
    /// Title, other names, abbreviations; each by itself.
    pub names: Vec<String>,
    /// Everything else that may be looked for: summary, text, tags, places, people, phones, numbers, dates.
    pub texts: Vec<String>,
}
