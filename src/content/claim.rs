//! A figure somebody has stated. Never merged with another: contradicting figures stand side by side with their sources.

use serde::{Deserialize, Serialize};

use super::{Localized, PartialDate, Source};

/// How a stated value is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Qualifier {
    /// As stated.
    #[default]
    Exactly,
    /// `>`: more than.
    Over,
    /// `~`: about.
    About,
}

/// A figure with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The stable name of what is counted: `members`, `jobs`, …; claims of one metric are shown together.
    pub metric: String,
    /// What is counted, in words.
    pub label: Localized<String>,
    /// The value.
    pub value: i64,
    /// How it is meant.
    pub qualifier: Qualifier,
    /// The time the figure is about.
    pub as_of: Option<PartialDate>,
    /// Who says so.
    pub source: Option<Source>,
}
