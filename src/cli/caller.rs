//! Who calls: language, data folder, configuration. Worked out once from arguments, variables and the file.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::output::{self, complain};
use crate::app::clock::Clock;
use crate::app::config::{Config, ConfigError};
use crate::app::environment::Environment;
use crate::app::library;
use crate::edition::{Access, Edition, OpenError};
use crate::text::Lang;

/// What every command needs to know.
pub struct Caller {
    /// The language of all answers.
    pub lang: Lang,
    /// The data folder.
    pub data: PathBuf,
    /// The configuration file's settings.
    pub config: Config,
    /// The variables the process was started with.
    pub environment: Environment,
    /// The configuration file that was named.
    named: Option<PathBuf>,
}

impl Caller {
    /// From the parsed arguments.
    ///
    /// # Errors
    /// If the configuration cannot be used.
    pub fn new(matches: &ArgMatches, environment: Environment) -> Result<Self, ConfigError> {
        let named = matches.get_one::<PathBuf>("config").cloned();
        let config = Config::read(named.as_deref(), &environment)?;
        let data = config.data_folder(matches.get_one::<PathBuf>("data").map(PathBuf::as_path), &environment);
        let lang = matches.get_one::<String>("lang").and_then(|code| Lang::from_code(code));
        let lang = lang.or_else(|| from_environment(&environment, config.lang)).unwrap_or_default();
        Ok(Self { lang, data, config, environment, named })
    }

    /// The configuration as it is now.
    ///
    /// # Errors
    /// If it cannot be used any more.
    pub fn config_again(&self) -> Result<Config, ConfigError> {
        Config::read(self.named.as_deref(), &self.environment)
    }

    /// The edition to read from; made from the compiled-in seed if there is none. Repairs are told on standard error.
    ///
    /// # Errors
    /// With the exit code, once the reason has been told.
    pub fn edition(&self) -> Result<(Edition, Clock), ExitCode> {
        let (library, repairs) = library::open(&self.data, Access::Reader).map_err(|error| self.no_edition(&error))?;
        for repair in repairs {
            complain(&format!("megdan: {}", repair.text(self.lang)));
        }
        let edition = library.current();
        let clock = Clock::of_zone(&edition.kiosk().zone);
        Ok((edition, clock))
    }

    /// Writes `text` to standard output.
    pub fn print(&self, text: &str) -> ExitCode {
        output::print(text, self.lang)
    }

    fn no_edition(&self, error: &OpenError) -> ExitCode {
        fail(&error.text(self.lang))
    }

    /// The text of the caller's language.
    pub const fn pick(&self, bg: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Bg => bg,
            Lang::En => en,
        }
    }
}

/// Tells what went wrong; the answer is exit code 1.
pub fn fail(text: &str) -> ExitCode {
    complain(&format!("megdan: {text}"));
    ExitCode::FAILURE
}

/// The language of the variables: `MEGDAN_LANG`, then the configuration's, then the locale's.
pub fn from_environment(environment: &Environment, configured: Option<Lang>) -> Option<Lang> {
    let own = environment.text("MEGDAN_LANG").and_then(Lang::from_code);
    own.or(configured).or_else(|| environment.locale("LC_MESSAGES").and_then(Lang::from_code))
}
