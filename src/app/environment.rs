//! The process's environment, read once at the start. Never read again later: a guest's own variables come with the
//! guest's session.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

/// The variables Megdan looks at, as they were when the process started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment(BTreeMap<&'static str, OsString>);

/// All variables that are read.
const NAMES: [&str; 20] = [
    "COLORTERM",
    "HOME",
    "JOURNAL_STREAM",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "MEGDAN_COLOR",
    "MEGDAN_CONFIG",
    "MEGDAN_DATA",
    "MEGDAN_GLYPHS",
    "MEGDAN_LANG",
    "MEGDAN_SIZE",
    "NO_COLOR",
    "STATE_DIRECTORY",
    "TERM",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
];

impl Environment {
    /// What the process was started with.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the environment")]
    pub fn of_process() -> Self {
        Self(NAMES.iter().filter_map(|name| std::env::var_os(name).map(|value| (*name, value))).collect())
    }

    /// From given pairs; names that are not read are left out.
    pub fn from_pairs(pairs: &[(&str, &str)]) -> Self {
        let known = |name: &str| NAMES.iter().find(|known| **known == name).copied();
        Self(pairs.iter().filter_map(|(name, value)| Some((known(name)?, OsString::from(value)))).collect())
    }

    /// The variable as text; empty counts as not set, and so does what is no Unicode.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().filter(|text| !text.is_empty())
    }

    /// The variable as a path; empty counts as not set.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.0.get(name).filter(|value| !value.is_empty()).map(PathBuf::from)
    }

    /// The locale that decides on language and character set: `LC_ALL`, or else `category`, or else `LANG`.
    pub fn locale(&self, category: &str) -> Option<&str> {
        self.text("LC_ALL").or_else(|| self.text(category)).or_else(|| self.text("LANG"))
    }
}

#[cfg(test)]
mod tests {
    use super::Environment;

    #[test]
    fn the_stronger_locale_variable_wins() {
        let given = Environment::from_pairs(&[("LANG", "en_GB.UTF-8"), ("LC_MESSAGES", "bg_BG.UTF-8"), ("LC_ALL", "")]);
        assert_eq!(given.locale("LC_MESSAGES"), Some("bg_BG.UTF-8"));
        assert_eq!(given.locale("LC_CTYPE"), Some("en_GB.UTF-8"));
        assert_eq!(given.text("EDITOR"), None);
    }
}
