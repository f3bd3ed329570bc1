//! Ways to reach somebody, and places. Never says who is reached: the record that holds it does.

use serde::{Deserialize, Serialize};

use super::Localized;

/// Phones, e-mails and a web address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contacts {
    /// As written by the editor: digits, spaces, `+`, `-`, `/`, parentheses.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Web address with scheme.
    pub url: Option<String>,
}

impl Contacts {
    /// Whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        self.phones.is_empty() && self.emails.is_empty() && self.url.is_none()
    }
}

/// A postal address, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street and number.
    pub street: Option<Localized<String>>,
    /// Town or village.
    pub place: Option<Localized<String>>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Province or region.
    pub region: Option<Localized<String>>,
    /// Country.
    pub country: Option<Localized<String>>,
    /// Floor or room, for visitors of the building the kiosk stands in.
    pub room: Option<Localized<String>>,
}

/// A point on the map, in degrees (WGS 84) × 1,000,000 so that it compares exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coordinates {
    /// Degrees north × 1,000,000.
    pub latitude: i32,
    /// Degrees east × 1,000,000.
    pub longitude: i32,
}
