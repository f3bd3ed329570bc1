//! A person and what they do where. Never shows a phone or e-mail that the person has not agreed to.

use serde::{Deserialize, Serialize};

use super::{Contacts, Head, Localized, Slug};
use crate::text::Lang;

/// A person. The head's title is the full name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The common fields.
    pub head: Head,
    /// „г-н“, “Dr”, before the name.
    pub honorific: Option<Localized<String>>,
    /// What the person does where.
    pub positions: Vec<Position>,
    /// How to reach the person; empty unless `publish_contact`.
    pub contacts: Contacts,
    /// Whether the person agreed to have the contacts shown.
    pub publish_contact: bool,
}

impl Person {
    /// The name with the family name first, as lists of people are sorted: „Антонов Антон“.
    pub fn family_first(&self, lang: Lang) -> String {
        let name = self.head.title.any(lang).trim();
        name.rsplit_once(' ').map_or_else(|| name.to_owned(), |(given, family)| format!("{family} {given}"))
    }
}

/// What a person does at an organisation or a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The title.
    pub title: Localized<String>,
    /// The organisation or cluster.
    pub organisation: Option<Slug>,
}
