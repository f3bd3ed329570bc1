//! The configuration: a TOML file, overruled by `MEGDAN_*` variables, overruled by the command line. Never holds
//! content: that is the seed's. An unknown key is an error that names the nearest known one.

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::environment::Environment;
use super::settings::{Limits, Serve, Ssh};
use super::slips;
use crate::diagnostic::{Color, Diagnostic, Renderer};
use crate::doors::habits::Habits;
use crate::text::{Lang, Layout, system_error};
use crate::ui::Theme;

/// The levels of glyphs that options and the file know.
pub const GLYPHS: [&str; 4] = ["auto", "full", "console", "ascii"];
/// The depths of colour that options and the file know.
pub const COLORS: [&str; 5] = ["auto", "mono", "16", "256", "true"];
/// The languages that it knows.
pub const LANGUAGES: [&str; 2] = ["bg", "en"];
/// The themes that it knows.
pub const THEMES: [&str; 4] = ["default", "light", "contrast", "mono"];
/// The keyboard layouts that it knows.
pub const LAYOUTS: [&str; 3] = ["phonetic", "bas", "bds"];
/// The most bytes of a configuration.
const MOST_BYTES: u64 = 1 << 20;

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
    /// The keyboard layout under which letters are commands: `phonetic`, `bas` (the Academy's phonetic) or `bds`.
    pub layout: Option<String>,
    /// Whether the local screen listens to the mouse (yes if absent).
    pub mouse: Option<bool>,
    /// The visitors' screen in the lobby.
    pub kiosk: KioskConfig,
    /// The doors of the machine itself.
    pub serve: Serve,
    /// The door for guests.
    pub ssh: Ssh,
    /// Who may come how often.
    pub limits: Limits,
}

/// `[kiosk]`: how `megdan kiosk` behaves on this machine.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct KioskConfig {
    /// The hash of the administrator's PIN, as `megdan pin` prints it; without one the panel does not open.
    pub pin: Option<String>,
    /// Seconds without a key or touch until the countdown begins: 30 to 3600, 90 if absent.
    pub idle: Option<u32>,
    /// Seconds of the countdown: 20 to 120, 20 if absent.
    pub countdown: Option<u32>,
    /// Seconds that one picture of the invitation stays: 4 to 120, 12 if absent.
    pub slide: Option<u32>,
    /// Whether pictures of the content invite while nobody is there (yes if absent).
    pub attract: Option<bool>,
    /// Large targets for fingers (no if absent).
    pub touch: Option<bool>,
    /// Whether openings are counted.
    pub statistics: bool,
    /// Whether the words of searches without result are counted too.
    pub search_words: bool,
    /// Where the panel looks for folders to publish: sticks are mounted below it.
    pub sticks: PathBuf,
}

impl Default for KioskConfig {
    fn default() -> Self {
        Self {
            pin: None,
            idle: None,
            countdown: None,
            slide: None,
            attract: None,
            touch: None,
            statistics: true,
            search_words: true,
            sticks: PathBuf::from("/media"),
        }
    }
}

/// Why the configuration cannot be used.
#[derive(Debug)]
pub enum ConfigError {
    /// The file that was named cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// It is no valid TOML or has keys or values that are not known: every mistake with its place.
    Wrong(Vec<Diagnostic>),
    /// This variable has this value, and not one of these.
    Variable(&'static str, String, String),
}

impl ConfigError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        let system = |error| system_error(error, lang);
        match (self, lang) {
            (Self::Unreadable(path, error), Lang::Bg) => {
                let error = system(error);
                format!("настройките ‘{}’ не се четат ({error}); проверете пътя и правата", path.display())
            }
            (Self::Unreadable(path, error), Lang::En) => {
                let error = system(error);
                format!(
                    "cannot read the configuration ‘{}’ ({error}); check the path and its permissions",
                    path.display()
                )
            }
            (Self::Variable(name, value, known), Lang::Bg) => {
                format!("‘{value}’ не става за променливата {name}; възможни са {known}")
            }
            (Self::Variable(name, value, known), Lang::En) => {
                format!("‘{value}’ does not do for the variable {name}; known are {known}")
            }
            (Self::Wrong(mistakes), _) => {
                let (lead, trail) = match lang {
                    Lang::Bg => ("настройките не могат да се използват", "поправете редовете или ги изтрийте"),
                    Lang::En => ("the configuration cannot be used", "mend the lines or delete them"),
                };
                format!("{lead}\n\n{}{trail}", Renderer::new(lang, Color::Never).render_all(mistakes))
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
    /// If a named file cannot be read, the file that is used is wrong, or a variable has a value that means nothing.
    pub fn read(named: Option<&Path>, environment: &Environment) -> Result<Self, ConfigError> {
        for (name, known) in [("MEGDAN_GLYPHS", &GLYPHS[..]), ("MEGDAN_COLOR", &COLORS), ("MEGDAN_LANG", &LANGUAGES)] {
            if let Some(value) = environment.text(name).filter(|value| !known.contains(value)) {
                return Err(ConfigError::Variable(name, value.to_owned(), known.join(", ")));
            }
        }
        let named = named.map(Path::to_owned).or_else(|| environment.path("MEGDAN_CONFIG"));
        if let Some(path) = named {
            let text = bounded(&path).map_err(|error| ConfigError::Unreadable(path.clone(), error))?;
            return Self::parse(&text, &path);
        }
        for path in usual_places(environment) {
            match bounded(&path) {
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
    /// If it is no valid TOML, or has a key or value that is not known: with all of them.
    pub fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let shown = path.display().to_string();
        let mistakes = slips::slips(text, &shown);
        if !mistakes.is_empty() {
            return Err(ConfigError::Wrong(mistakes));
        }
        toml::from_str(text).map_err(|error| ConfigError::Wrong(vec![slips::other(text, &shown, &error)]))
    }

    /// What it says of this process's own terminal.
    pub fn habits(&self) -> Habits {
        let KioskConfig { idle, countdown, slide, attract, touch, .. } = self.kiosk;
        let theme = self.theme.as_deref().and_then(Theme::from_name);
        let layout = self.layout.as_deref().and_then(Layout::from_name);
        Habits { theme, layout, idle, countdown, slide, attract, touch }
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

/// The whole text of the file. A pipe will do, a file that does not end will not.
fn bounded(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MOST_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MOST_BYTES { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(text) }
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
        assert!(text.contains("config.toml:2:1") && text.contains("glyfs") && text.contains("glyphs"), "{text}");
    }

    #[test]
    fn a_kiosk_gives_a_visitor_time_and_keeps_no_plain_pin() {
        let parse = |text: &str| Config::parse(text, Path::new("c.toml"));
        assert!(parse("[kiosk]\nidle = 60\ntouch = true").is_ok_and(|config| config.kiosk.touch == Some(true)));
        for bad in ["countdown = 19", "idle = 0", "slide = 1", "pin = \"1234\"", "pim = \"\""] {
            assert!(parse(&format!("[kiosk]\n{bad}")).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_value_that_means_nothing_is_named_with_those_that_do() {
        for (key, known) in [("glyphs", "console"), ("color", "256"), ("theme", "contrast"), ("layout", "bds")] {
            let error = Config::parse(&format!("{key} = \"pink\""), Path::new("c.toml")).expect_err("no such value");
            let text = error.text(Lang::Bg);
            assert!(text.contains("pink") && text.contains(known), "{text}");
        }
    }

    #[test]
    fn a_file_that_does_not_end_is_refused() {
        let environment = Environment::from_pairs(&[("MEGDAN_CONFIG", "/dev/zero")]);
        let text = Config::read(None, &environment).expect_err("no configuration").text(Lang::En);
        let variable = Environment::from_pairs(&[("MEGDAN_GLYPHS", "pink")]);
        let said = Config::read(None, &variable).expect_err("no such glyphs").text(Lang::En);
        assert!(said.contains("MEGDAN_GLYPHS; known are auto, full"), "{said}");
        assert!(text.contains("too large"), "{text}");
        let long = format!("x = {}", "[".repeat(100_000));
        let text = Config::parse(&long, Path::new("c.toml")).expect_err("no TOML").text(Lang::En);
        assert!(text.len() < 4000, "{}", text.len());
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
