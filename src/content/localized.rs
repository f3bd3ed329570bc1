//! A value in Bulgarian, in English, or in both. Never empty: a record lacks a translation, not its text.

use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// A value that exists in at least one of the two languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Localized<T> {
    /// Only in this language.
    One(Lang, T),
    /// In both.
    Both {
        /// The Bulgarian value.
        bg: T,
        /// The English value.
        en: T,
    },
}

impl<T> Localized<T> {
    /// From the two optional values; nothing if both are missing.
    pub fn from_options(bg: Option<T>, en: Option<T>) -> Option<Self> {
        match (bg, en) {
            (Some(bg), Some(en)) => Some(Self::Both { bg, en }),
            (Some(bg), None) => Some(Self::One(Lang::Bg, bg)),
            (None, Some(en)) => Some(Self::One(Lang::En, en)),
            (None, None) => None,
        }
    }

    /// The value in `lang`, or else in the other language; with the language it really is in.
    pub const fn get(&self, lang: Lang) -> (&T, Lang) {
        match (self, lang) {
            (Self::One(only, value), _) => (value, *only),
            (Self::Both { bg, .. }, Lang::Bg) => (bg, Lang::Bg),
            (Self::Both { en, .. }, Lang::En) => (en, Lang::En),
        }
    }

    /// The value in `lang` or else in the other language, where the caller marks no fallback.
    pub const fn any(&self, lang: Lang) -> &T {
        self.get(lang).0
    }

    /// The value in exactly `lang`.
    pub fn exact(&self, lang: Lang) -> Option<&T> {
        let (value, used) = self.get(lang);
        (used == lang).then_some(value)
    }

    /// The values there are, Bulgarian first.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        Lang::ALL.into_iter().filter_map(|lang| self.exact(lang).map(|value| (lang, value)))
    }

    /// The same languages with each value changed by `change`.
    pub fn map<U>(&self, mut change: impl FnMut(Lang, &T) -> U) -> Localized<U> {
        match self {
            Self::One(lang, value) => Localized::One(*lang, change(*lang, value)),
            Self::Both { bg, en } => Localized::Both { bg: change(Lang::Bg, bg), en: change(Lang::En, en) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Localized;
    use crate::text::Lang;

    #[test]
    fn a_missing_language_falls_back_and_says_so() {
        let name = Localized::from_options(Some("Мед"), None).expect("one language is enough");
        assert_eq!(name.get(Lang::En), (&"Мед", Lang::Bg));
        assert_eq!(name.exact(Lang::En), None);
        assert_eq!(Localized::<&str>::from_options(None, None), None);
    }
}
