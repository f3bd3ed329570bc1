//! The few fields of a record that a list row and a preview show. Never a body.

use serde::{Deserialize, Serialize};

use super::{
    EventStatus, Id, Kind, LegalForm, Localized, OrganisationType, PartialDate, ProjectStatus, Role, Slug, Visibility,
};

/// A card's summary is cut to this many characters.
pub const CARD_SUMMARY_CHARACTERS: usize = 400;

/// A record in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Where the record is in this edition.
    pub id: Id,
    /// The record's stable name.
    pub slug: Slug,
    /// Name or headline.
    pub title: Localized<String>,
    /// The summary, or the beginning of the body as plain text; at most [`CARD_SUMMARY_CHARACTERS`] characters.
    pub summary: Option<Localized<String>>,
    /// Languages the body is in; `None` if there is no body.
    pub body: Option<Localized<()>>,
    /// Article: its date. Event and project: their start. Cluster: founded.
    pub date: Option<PartialDate>,
    /// Event and project: their end.
    pub end: Option<PartialDate>,
    /// Town or village.
    pub place: Option<Localized<String>>,
    /// The clusters it belongs to, with the role where the record is an organisation.
    pub clusters: Vec<(Slug, Option<Role>)>,
    /// When it may be seen.
    pub visibility: Visibility,
    /// Whether it stands before the others.
    pub pinned: bool,
    /// What only its kind has.
    pub detail: CardDetail,
}

/// The part of a card that depends on the kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CardDetail {
    /// A cluster.
    Cluster {
        /// Its abbreviation.
        abbreviation: Option<Localized<String>>,
        /// The number of organisations that name it as theirs.
        members: u32,
    },
    /// An organisation.
    Organisation {
        /// What it is.
        type_: OrganisationType,
        /// Its legal form.
        legal_form: Option<LegalForm>,
        /// Its abbreviation.
        abbreviation: Option<Localized<String>>,
        /// Branches of trade, as stable names.
        sectors: Vec<String>,
        /// The index letter in each language.
        letter: Localized<char>,
    },
    /// A person.
    Person {
        /// The first position's title.
        position: Option<Localized<String>>,
        /// The first position's organisation.
        organisation: Option<Slug>,
    },
    /// An article.
    Article,
    /// An event.
    Event {
        /// What has become of it.
        status: EventStatus,
    },
    /// A project.
    Project {
        /// How far it is.
        status: ProjectStatus,
        /// The programme.
        programme: Option<Localized<String>>,
    },
    /// A page.
    Page {
        /// Its place among the pages.
        order: u32,
    },
}

impl Card {
    /// What the record is.
    pub const fn kind(&self) -> Kind {
        self.id.kind
    }
}
