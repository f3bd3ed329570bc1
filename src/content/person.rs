//! A person and what they do where. Never shows a phone or e-mail that the person has not agreed to.

use serde::{Deserialize, Serialize};

use super::{Contacts, Head, Localized, Slug};

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

/// What a person does at an organisation or a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The title.
    pub title: Localized<String>,
    /// The organisation or cluster.
    pub organisation: Option<Slug>,
}
