//! What a list is asked for. Never says how it is found.

use crate::content::{Kind, OrganisationType, Slug};
use crate::text::Lang;

/// Records of one kind that pass every filter that is set.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Selection {
    /// The kind.
    pub kind: Kind,
    /// The language whose alphabet orders clusters, organisations, people and projects, and whose index letters count.
    pub lang: Lang,
    /// Only what belongs to this cluster.
    pub cluster: Option<Slug>,
    /// Only organisations of this type.
    pub type_: Option<OrganisationType>,
    /// Only what is in this branch of trade (its stable name).
    pub sector: Option<String>,
    /// Only what is in this place: its Bulgarian name, or its English one where there is no other (see [`super::Facets::places`]).
    pub place: Option<String>,
    /// Only what has this key word.
    pub tag: Option<String>,
    /// Only names under this index letter of `lang`.
    pub letter: Option<char>,
    /// Only events of this time; without effect on other kinds.
    pub time: Time,
}

/// Which events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Time {
    /// All, the latest first, those without a day last.
    #[default]
    All,
    /// Those whose last known day is today or later, the next one first.
    Upcoming,
    /// Those whose last known day is over, the latest first, then those without a day.
    Past,
}

impl Selection {
    /// Everything of a kind.
    pub const fn all(kind: Kind, lang: Lang) -> Self {
        Self {
            kind,
            lang,
            cluster: None,
            type_: None,
            sector: None,
            place: None,
            tag: None,
            letter: None,
            time: Time::All,
        }
    }
}
