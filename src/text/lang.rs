//! The two languages of Megdan. Never decides which one a visitor wants: that is the profile's and the visitor's choice.

use serde::{Deserialize, Serialize};

/// A language of content and interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Bulgarian.
    #[default]
    Bg,
    /// English.
    En,
}

impl Lang {
    /// Both languages, Bulgarian first.
    pub const ALL: [Self; 2] = [Self::Bg, Self::En];

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Bg => Self::En,
            Self::En => Self::Bg,
        }
    }

    /// The ISO 639-1 code: `bg`, `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bg => "bg",
            Self::En => "en",
        }
    }

    /// Reads `bg` or `en` in any case, and locale names that begin so (`bg_BG.UTF-8`).
    pub fn from_code(text: &str) -> Option<Self> {
        let head = text.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| head.eq_ignore_ascii_case(lang.code()))
    }
}
