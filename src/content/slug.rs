//! The stable name of a record, unique across all kinds of one edition. Never holds anything but `a-z`, `0-9` and `-`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A record's stable identifier: 1 to 100 characters of `a-z`, `0-9`, `-`; no `-` at either end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(Box<str>);

/// Why a text is no slug.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlugError(String);

impl fmt::Display for SlugError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "‘{}’ is no identifier: use 1 to {} characters of a-z, 0-9 and -", self.0, Slug::MAX)
    }
}

impl std::error::Error for SlugError {}

impl Slug {
    /// The most characters of a slug.
    pub const MAX: usize = 100;

    /// Takes `text` as it is.
    ///
    /// # Errors
    /// If it is empty, longer than [`Slug::MAX`], or has a character outside `a-z`, `0-9` and inner `-`.
    pub fn new(text: &str) -> Result<Self, SlugError> {
        let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let fits = !text.is_empty() && text.len() <= Self::MAX && text.chars().all(inner);
        if fits && !text.starts_with('-') && !text.ends_with('-') {
            Ok(Self(text.into()))
        } else {
            Err(SlugError(text.chars().take(Self::MAX).collect()))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = SlugError;
    fn try_from(text: String) -> Result<Self, SlugError> {
        Self::new(&text)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0.into()
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn only_plain_names_are_slugs() {
        for good in ["asarel-medet", "a", "2012"] {
            assert_eq!(Slug::new(good).expect("a slug").as_str(), good);
        }
        for bad in ["", "-a", "a-", "Асарел", "A", "a b", "a/b", &"a".repeat(101)] {
            assert!(Slug::new(bad).is_err(), "{bad}");
        }
    }
}
