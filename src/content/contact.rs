//! Ways to reach somebody, and places. Never says who is reached: the record that holds it does.

use serde::{Deserialize, Serialize};

use super::Localized;
use crate::text::Lang;

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

impl Coordinates {
    /// „42,75° с. ш., 24,05° и. д.“, “42.75° N, 24.05° E”: to a hundredth of a degree, about a kilometre.
    pub fn words(self, lang: Lang) -> String {
        let side = |millionths: i32, signs: [&'static str; 2]| {
            let degrees = format!("{:.2}°", f64::from(millionths.unsigned_abs()) / 1e6);
            let degrees = if lang == Lang::Bg { degrees.replace('.', ",") } else { degrees };
            format!("{degrees} {}", signs[usize::from(millionths < 0)])
        };
        let (north, east) = match lang {
            Lang::Bg => (["с. ш.", "ю. ш."], ["и. д.", "з. д."]),
            Lang::En => (["N", "S"], ["E", "W"]),
        };
        format!("{}, {}", side(self.latitude, north), side(self.longitude, east))
    }
}

#[cfg(test)]
mod tests {
    use super::Coordinates;
    use crate::text::Lang;

    #[test]
    fn a_point_is_said_as_each_language_writes_it() {
        let anton = Coordinates { latitude: 42_750_000, longitude: -24_283_333 };
        assert_eq!(anton.words(Lang::Bg), "42,75° с. ш., 24,28° з. д.");
        assert_eq!(anton.words(Lang::En), "42.75° N, 24.28° W");
    }
}
