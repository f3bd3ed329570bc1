//! What a search found.

use super::matcher::Matcher;
use crate::content::{Id, Kind};

/// A record that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// The record.
    pub id: Id,
    /// How well it fits: larger is better; only comparable within one answer.
    pub score: f32,
}

/// Why something else than what was typed was searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// A word that was typed whole was read as a beginning too.
    Begun,
    /// It was typed on the wrong keyboard layout.
    Layout,
    /// There were slips of the finger in it.
    Slips,
    /// No record has all the words.
    FewerWords,
}

/// What was searched instead of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Searched {
    /// The reason.
    pub why: Why,
    /// The typed words that were read in another way, or that nothing was found for.
    pub missing: String,
    /// What was searched instead.
    pub instead: String,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The best hits, best first, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// How many records there are with these filters.
    pub total: u32,
    /// How many there are of each kind, with the filter by cluster but without the one by kind; only kinds that have any.
    pub by_kind: Vec<(Kind, u32)>,
    /// How many there are of each cluster, with the filter by kind but without the one by cluster; by cluster number.
    pub by_cluster: Vec<(u32, u32)>,
    /// What was searched instead, if that was not what was typed.
    pub searched: Option<Searched>,
    /// Finds the searched words in texts.
    pub matcher: Matcher,
}
