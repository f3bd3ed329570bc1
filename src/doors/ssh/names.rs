//! What an SSH client says of its terminal before the screen begins: a few environment variables, the terminal's type,
//! size and modes. Bounded in number and length, since a stranger sends it.

use crate::terminal::{Glyphs, Names, Overrides, Profile, Reach, Size};
use crate::text::Lang;

/// The variables that are taken.
const ALLOWED: [&str; 8] =
    ["COLORTERM", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "MEGDAN_GLYPHS", "MEGDAN_MOUSE", "NO_COLOR"];
/// So many requests are looked at, each of at most so many bytes for name and value together.
const MAX_VARIABLES: u32 = 16;
const MAX_VARIABLE: usize = 128;
/// The longest `TERM`.
const MAX_TERM: usize = 64;

/// What a client said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    variables: Vec<(&'static str, String)>,
    requests: u32,
    terminal: Option<Terminal>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Terminal {
    term: String,
    size: (u32, u32),
    iutf8: Option<bool>,
}

impl Said {
    /// Takes a variable; whether it is one that counts.
    pub fn variable(&mut self, name: &str, value: &str) -> bool {
        self.requests += 1;
        let known = ALLOWED.iter().find(|allowed| **allowed == name);
        let (Some(name), true) = (known, self.requests <= MAX_VARIABLES) else { return false };
        if name.len() + value.len() > MAX_VARIABLE {
            return false;
        }
        self.variables.retain(|(given, _)| given != name);
        self.variables.push((name, value.to_owned()));
        true
    }

    /// Takes the terminal's type, size and whether its mode IUTF8 is on, if it says; whether the type is short enough.
    pub fn terminal(&mut self, term: &str, size: (u32, u32), iutf8: Option<bool>) -> bool {
        let fits = term.len() <= MAX_TERM;
        if fits {
            self.terminal = Some(Terminal { term: term.to_owned(), size, iutf8 });
        }
        fits
    }

    /// Takes another size.
    pub fn resize(&mut self, size: (u32, u32)) {
        if let Some(terminal) = &mut self.terminal {
            terminal.size = size;
        }
    }

    /// Whether a screen can be drawn there.
    pub fn has_screen(&self) -> bool {
        self.terminal.as_ref().is_some_and(|terminal| !matches!(&*terminal.term, "dumb" | "unknown" | ""))
    }

    /// Whether lines must end in `\r\n`: a terminal in raw mode is there.
    pub const fn has_terminal(&self) -> bool {
        self.terminal.is_some()
    }

    /// The language asked for.
    pub fn lang(&self) -> Option<Lang> {
        self.profile().lang
    }

    /// What is known of the terminal.
    pub fn profile(&self) -> Profile {
        let value =
            |name: &str| self.variables.iter().find(|(given, _)| *given == name).map(|(_, value)| value.as_str());
        let terminal = self.terminal.as_ref();
        let names = Names {
            term: terminal.map(|terminal| terminal.term.as_str()),
            colorterm: value("COLORTERM"),
            no_color: value("NO_COLOR"),
            lang: value("LANG"),
            lc_all: value("LC_ALL"),
            lc_ctype: value("LC_CTYPE"),
            lc_messages: value("LC_MESSAGES"),
            iutf8: terminal.and_then(|terminal| terminal.iutf8),
        };
        let (columns, rows) = terminal.map_or((0, 0), |terminal| terminal.size);
        let overrides = Overrides {
            glyphs: value("MEGDAN_GLYPHS").and_then(Glyphs::from_name),
            mouse: value("MEGDAN_MOUSE").map(|value| value == "1"),
            ..Overrides::default()
        };
        Profile::new(&names, Size::clamped(columns, rows), Reach::Remote).with(&overrides)
    }
}

#[cfg(test)]
mod tests {
    use super::Said;
    use crate::terminal::Glyphs;
    use crate::text::Lang;

    #[test]
    fn variables_that_count_make_the_profile() {
        let mut said = Said::default();
        assert!(said.terminal("xterm-256color", (65535, 65535), Some(true)));
        assert!(said.variable("LANG", "bg_BG.UTF-8"));
        assert!(said.variable("MEGDAN_GLYPHS", "ascii"));
        assert!(!said.variable("LD_PRELOAD", "/tmp/x.so"));
        let profile = said.profile();
        assert_eq!((profile.lang, profile.glyphs, profile.mouse), (Some(Lang::Bg), Glyphs::Ascii, false));
        assert!(u32::from(profile.size.columns()) * u32::from(profile.size.rows()) <= 24_000);
        assert!(said.variable("MEGDAN_MOUSE", "1") && said.profile().mouse);
    }

    #[test]
    fn a_flood_of_variables_is_not_kept() {
        let mut said = Said::default();
        assert!(!said.variable("LANG", &"x".repeat(125)));
        for _ in 0..15 {
            assert!(said.variable("LANG", "en_GB.UTF-8"));
        }
        assert!(!said.variable("LANG", "bg_BG.UTF-8"));
        assert_eq!(said.lang(), Some(Lang::En));
        assert_eq!(said.variables.len(), 1);
    }

    #[test]
    fn a_terminal_that_cannot_move_its_cursor_has_no_screen() {
        let mut said = Said::default();
        assert!(!said.has_screen() && !said.has_terminal());
        assert!(said.terminal("dumb", (80, 24), None));
        assert!(!said.has_screen() && said.has_terminal());
        assert!(!said.terminal(&"x".repeat(65), (80, 24), None));
        assert!(said.terminal("xterm", (80, 24), Some(false)));
        assert!(said.has_screen() && !said.profile().utf8);
    }
}
