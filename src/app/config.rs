//! The configuration: a TOML file, overruled by `MEGDAN_*` variables, overruled by the command line. Never holds
//! content: that is the seed's. An unknown key is an error that names the nearest known one.

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::environment::Environment;
use crate::text::Lang;

/// What the file may say. Every key is optional.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The data folder.
    pub data: Option<PathBuf>,
    /// The language a visit starts in: `bg` or `en`; the terminal's if absent.
    pub lang: Option<Lang>,
    /// `full`, `console`, `ascii` or `auto`.
    pub glyphs: Option<String>,
    /// `mono`, `16`, `256`, `true` or `auto`.
    pub color: Option<String>,
    /// `default`, `light`, `contrast` or `mono`.
    pub theme: Option<String>,
    /// The keyboard layout under which letters are commands: `phonetic` or `bds`.
    pub layout: Option<String>,
    /// Whether the local screen listens to the mouse (yes if absent).
    pub mouse: Option<bool>,
}

/// Why the configuration cannot be used.
#[derive(Debug)]
pub enum ConfigError {
    /// The file that was named cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// It is no valid TOML or has a key or value that is not known; with the place in the file.
    Wrong(PathBuf, String),
}

impl ConfigError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Unreadable(path, error), Lang::Bg) => {
                format!("настройките ‘{}’ не се четат ({error}); проверете пътя и правата", path.display())
            }
            (Self::Unreadable(path, error), Lang::En) => {
                format!(
                    "cannot read the configuration ‘{}’ ({error}); check the path and its permissions",
                    path.display()
                )
            }
            (Self::Wrong(path, what), Lang::Bg) => {
                format!("грешка в настройките ‘{}’:\n{what}\nпоправете реда или го изтрийте", path.display())
            }
            (Self::Wrong(path, what), Lang::En) => {
                format!("mistake in the configuration ‘{}’:\n{what}\nmend the line or delete it", path.display())
            }
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads `named` (or `MEGDAN_CONFIG`, which must exist), or else the first of the usual places that exists:
    /// `$XDG_CONFIG_HOME/megdan/config.toml` (`~/.config`), `/etc/megdan/config.toml`. No file is no error.
    ///
    /// # Errors
    /// If a named file cannot be read, or the file that is used is wrong.
    pub fn read(named: Option<&Path>, environment: &Environment) -> Result<Self, ConfigError> {
        let named = named.map(Path::to_owned).or_else(|| environment.path("MEGDAN_CONFIG"));
        if let Some(path) = named {
            let text = std::fs::read_to_string(&path).map_err(|error| ConfigError::Unreadable(path.clone(), error))?;
            return Self::parse(&text, &path);
        }
        for path in usual_places(environment) {
            match std::fs::read_to_string(&path) {
                Ok(text) => return Self::parse(&text, &path),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(ConfigError::Unreadable(path, error)),
            }
        }
        Ok(Self::default())
    }

    /// Takes the text of the file at `path`.
    ///
    /// # Errors
    /// If it is no valid TOML, or has a key or value that is not known.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        toml::from_str(text)
            .map_err(|error| ConfigError::Wrong(path.to_owned(), error.to_string().trim_end().to_owned()))
    }

    /// The data folder: the option or `MEGDAN_DATA`, the file, `STATE_DIRECTORY` (systemd), `/var/lib/megdan` if it is
    /// there, `$XDG_DATA_HOME/megdan` (`~/.local/share`), and for a user without a home `./megdan-data`.
    pub fn data_folder(&self, option: Option<&Path>, environment: &Environment) -> PathBuf {
        let shared = Path::new("/var/lib/megdan");
        let home = || environment.path("HOME").map(|home| home.join(".local/share"));
        let named =
            option.map(Path::to_owned).or_else(|| environment.path("MEGDAN_DATA")).or_else(|| self.data.clone());
        named
            .or_else(|| environment.path("STATE_DIRECTORY"))
            .or_else(|| shared.is_dir().then(|| shared.to_owned()))
            .or_else(|| environment.path("XDG_DATA_HOME").or_else(home).map(|folder| folder.join("megdan")))
            .unwrap_or_else(|| PathBuf::from("megdan-data"))
    }
}

fn usual_places(environment: &Environment) -> Vec<PathBuf> {
    let home = || environment.path("HOME").map(|home| home.join(".config"));
    let own = environment.path("XDG_CONFIG_HOME").or_else(home).map(|folder| folder.join("megdan/config.toml"));
    own.into_iter().chain([PathBuf::from("/etc/megdan/config.toml")]).collect()
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::Config;
    use crate::app::environment::Environment;
    use crate::text::Lang;

    #[test]
    fn a_misspelt_key_is_named_with_its_line() {
        let error = Config::parse("lang = \"bg\"\nglyfs = \"full\"\n", Path::new("/etc/megdan/config.toml"));
        let text = error.expect_err("an unknown key").text(Lang::En);
        assert!(text.contains("line 2") && text.contains("glyfs") && text.contains("glyphs"), "{text}");
    }

    #[test]
    fn the_command_line_beats_the_environment_which_beats_the_file() {
        let config = Config::parse("data = \"/file\"", Path::new("c.toml")).expect("valid");
        let environment = Environment::from_pairs(&[("MEGDAN_DATA", "/variable"), ("HOME", "/home/a")]);
        assert_eq!(config.data_folder(Some(Path::new("/option")), &environment), PathBuf::from("/option"));
        assert_eq!(config.data_folder(None, &environment), PathBuf::from("/variable"));
        assert_eq!(config.data_folder(None, &Environment::default()), PathBuf::from("/file"));
    }
}
