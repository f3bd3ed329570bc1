//! A cluster: an association of organisations. Never lists its members: each organisation says where it belongs.

use serde::{Deserialize, Serialize};

use super::{Address, Claim, Contacts, Head, LegalForm, Localized, PartialDate, Slug};

/// A cluster's profile. The head's title is its name, the head's body its "about".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// The common fields.
    pub head: Head,
    /// Other names it has or had.
    pub aliases: Vec<String>,
    /// Its abbreviation.
    pub abbreviation: Option<Localized<String>>,
    /// Its legal form.
    pub legal_form: Option<LegalForm>,
    /// When it was founded.
    pub founded: Option<PartialDate>,
    /// The organisations that founded it.
    pub founders: Vec<Slug>,
    /// Its mission.
    pub mission: Option<Localized<String>>,
    /// Its goals, in its own order.
    pub goals: Vec<Localized<String>>,
    /// The challenges it names, in its own order.
    pub challenges: Vec<Localized<String>>,
    /// Where it works.
    pub region: Option<Localized<String>>,
    /// Branches of trade, as stable names (see [`super::Kiosk::sectors`]).
    pub sectors: Vec<String>,
    /// Figures with their sources.
    pub claims: Vec<Claim>,
    /// How to reach it.
    pub contacts: Contacts,
    /// Where its office is.
    pub address: Address,
    /// When its office is open, in words.
    pub hours: Option<Localized<String>>,
}
