//! What a kind's records can be filtered by, with counts. Never counts drafts; does count what waits for its hour or has
//! expired, because counts are made once, when the edition is.

use serde::{Deserialize, Serialize};

use crate::content::{Localized, OrganisationType, Slug};
use crate::text::Lang;

/// At most so many key words are offered; a list can be asked for any of them.
pub const MOST_TAGS: usize = 256;

/// At most so many places are offered.
pub const MOST_PLACES: usize = 1024;

/// The values of each filter with the number of records that have them; the most frequent first, letters by alphabet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    /// All records of the kind, without drafts.
    pub total: u32,
    /// Types of organisations.
    pub types: Vec<(OrganisationType, u32)>,
    /// Branches of trade, by their stable names.
    pub sectors: Vec<(String, u32)>,
    /// Places. A place's key in a selection is `place.any(Lang::Bg)`.
    pub places: Vec<(Localized<String>, u32)>,
    /// Clusters.
    pub clusters: Vec<(Slug, u32)>,
    /// Key words.
    pub tags: Vec<(String, u32)>,
    /// Index letters of the Bulgarian, then of the English alphabet.
    pub letters: [Vec<(char, u32)>; 2],
}

impl Facets {
    /// The index letters in `lang`, in alphabetical order.
    pub fn letters(&self, lang: Lang) -> &[(char, u32)] {
        let [bg, en] = &self.letters;
        match lang {
            Lang::Bg => bg,
            Lang::En => en,
        }
    }

    pub(super) fn letters_mut(&mut self, lang: Lang) -> &mut Vec<(char, u32)> {
        let [bg, en] = &mut self.letters;
        match lang {
            Lang::Bg => bg,
            Lang::En => en,
        }
    }
}
