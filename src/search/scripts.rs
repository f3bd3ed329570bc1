//! Which scripts a stem is written in. Keys do not tell: мед and “med” have one. Decides what stands first and, of a short
//! word with a slip, what is meant; never what is found of a word as typed.

/// Scripts, as the two bits that a stem's entry has for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Scripts(u8);

impl Scripts {
    pub(super) const CYRILLIC: Self = Self(1);
    pub(super) const LATIN: Self = Self(2);
    /// What has no script is at home in both: numbers.
    pub(super) const BOTH: Self = Self(3);

    /// The script of a folded word: Cyrillic with a single such letter.
    pub(super) fn of(folded: &str) -> Self {
        if folded.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}')) {
            Self::CYRILLIC
        } else if folded.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            Self::LATIN
        } else {
            Self::BOTH
        }
    }

    pub(super) const fn from_bits(bits: u8) -> Self {
        Self(bits & Self::BOTH.0)
    }

    pub(super) const fn bits(self) -> u8 {
        self.0
    }

    /// Those of both.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a script is in both.
    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Scripts;

    #[test]
    fn a_word_has_the_script_of_its_letters() {
        assert_eq!(Scripts::of("мед"), Scripts::CYRILLIC);
        assert_eq!(Scripts::of("medium"), Scripts::LATIN);
        assert_eq!(Scripts::of("2012"), Scripts::BOTH);
        assert!(!Scripts::of("мед").meets(Scripts::of("medium")));
        assert!(Scripts::of("мед").meets(Scripts::of("2012")));
    }
}
