//! A project or programme. Amounts keep the currency they were stated in.

use serde::{Deserialize, Serialize};

use super::kind::named;
use super::{Head, Localized, PartialDate, Slug};

named! {
    /// How far a project is.
    ProjectStatus {
        /// It has not begun.
        Planned = "planned",
        /// It runs.
        Running = "running",
        /// It has ended.
        Finished = "finished",
        /// Not known.
        Unknown = "unknown",
    }
}

/// A project. The head's title is its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// The common fields.
    pub head: Head,
    /// Other names, abbreviations among them.
    pub aliases: Vec<String>,
    /// The number of the contract or application.
    pub number: Option<String>,
    /// The programme that pays, in words.
    pub programme: Option<Localized<String>>,
    /// The programme's own record.
    pub part_of: Option<Slug>,
    /// The fund behind it.
    pub fund: Option<Localized<String>>,
    /// The responsible agency.
    pub agency: Option<Slug>,
    /// What it costs.
    pub budget: Option<Budget>,
    /// When it starts.
    pub start: Option<PartialDate>,
    /// When it ends.
    pub end: Option<PartialDate>,
    /// How long it lasts, in words.
    pub duration: Option<Localized<String>>,
    /// The clusters it concerns.
    pub clusters: Vec<Slug>,
    /// Who carries it out.
    pub beneficiaries: Vec<Slug>,
    /// Who helps.
    pub partners: Vec<Slug>,
    /// The sentence its funders demand.
    pub publicity: Option<Localized<String>>,
    /// How far it is.
    pub status: ProjectStatus,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Hundredths of the currency's unit.
    pub cents: i64,
    /// ISO 4217 code: `BGN`, `EUR`.
    pub currency: String,
}
