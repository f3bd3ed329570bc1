//! What is known of one visitor's terminal, from names the visitor's side sent. Never reads the environment itself: the
//! process's own belongs to whoever started it, not to a visitor.

use std::collections::BTreeSet;
use std::time::Duration;

use super::Size;
use crate::text::Lang;

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ColorDepth {
    /// None: bold, underlined and reversed text only.
    Mono,
    /// 16 foregrounds; on a Linux console 8 backgrounds.
    Ansi16,
    /// The palette of 256.
    Ansi256,
    /// 24 bits a colour.
    True,
}

/// Which characters a terminal's font has beyond letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Glyphs {
    /// ASCII only; the encoder transliterates whatever else is left.
    Ascii,
    /// A Linux console's font of 512: double and single lines, blocks, shades, `▲▼■◆•`.
    Console,
    /// Everything a terminal emulator draws.
    Full,
}

/// What kind of terminal it is, as far as bytes differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TerminalKind {
    /// An emulator that knows xterm's sequences.
    Emulator,
    /// The kernel's own console: no alternate screen, no synchronized update.
    Console,
    /// A VT100 to VT525 or something that claims to be one.
    Vt,
    /// A terminal that cannot move its cursor.
    Dumb,
}

/// How far away the visitor is: decides how long a lone Esc waits for the rest of a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// On this machine.
    Local,
    /// Behind a network.
    Remote,
}

/// The names a visitor's side sent; an absent one is `None`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'a> {
    /// `TERM`.
    pub term: Option<&'a str>,
    /// `COLORTERM`.
    pub colorterm: Option<&'a str>,
    /// `NO_COLOR`, which counts when it is not empty.
    pub no_color: Option<&'a str>,
    /// `LANG`.
    pub lang: Option<&'a str>,
    /// `LC_ALL`.
    pub lc_all: Option<&'a str>,
    /// `LC_CTYPE`: the character set.
    pub lc_ctype: Option<&'a str>,
    /// `LC_MESSAGES`: the language.
    pub lc_messages: Option<&'a str>,
    /// Whether the pty mode IUTF8 was set; `None` when the door does not know.
    pub iutf8: Option<bool>,
}

/// What an option or the configuration says, whatever the names are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overrides {
    /// `--color`.
    pub colors: Option<ColorDepth>,
    /// `--glyphs`.
    pub glyphs: Option<Glyphs>,
    /// `--lang`.
    pub lang: Option<Lang>,
    /// Whether the pointer is asked for.
    pub mouse: Option<bool>,
}

/// How many inks a Linux console tells apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shades {
    /// Eight, each usual and bright.
    #[default]
    Sixteen,
    /// Eight: brightness follows the character.
    Eight,
}

/// What is known of one visitor's terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its size; follows every resize.
    pub size: Size,
    /// How many colours it shows.
    pub colors: ColorDepth,
    /// Which characters it has.
    pub glyphs: Glyphs,
    /// The language its locale asks for, if it names one of ours.
    pub lang: Option<Lang>,
    /// What kind it is.
    pub kind: TerminalKind,
    /// How far away it is.
    pub reach: Reach,
    /// Whether it takes UTF-8; without it everything is sent in ASCII.
    pub utf8: bool,
    /// Whether its pointer is asked for.
    pub mouse: bool,
    /// What a console's inks are worth.
    pub shades: Shades,
}

impl Profile {
    /// The profile that `names` describe. The pointer is asked for locally only: over a network it would take away the
    /// selection of the visitor's own terminal.
    pub fn new(names: &Names<'_>, size: Size, reach: Reach) -> Self {
        let kind = TerminalKind::of_term(names.term);
        let utf8 = names.iutf8.unwrap_or(true) && utf8(names);
        let glyphs = match kind {
            TerminalKind::Emulator if utf8 => Glyphs::Full,
            TerminalKind::Console if utf8 => Glyphs::Console,
            _ => Glyphs::Ascii,
        };
        let mouse = reach == Reach::Local && matches!(kind, TerminalKind::Emulator | TerminalKind::Console);
        Self {
            size,
            colors: colors(names, kind),
            glyphs,
            lang: lang(names),
            kind,
            reach,
            utf8,
            mouse,
            shades: Shades::default(),
        }
    }

    /// A terminal emulator on this machine with everything, for drawing without a door.
    pub fn plain(size: Size) -> Self {
        Self::new(&Names { term: Some("xterm-256color"), ..Names::default() }, size, Reach::Local)
    }

    /// The same on a console whose font has these characters: a font without lines and blocks is drawn with ASCII, one
    /// without Cyrillic gets Latin letters.
    pub fn with_font(mut self, font: Option<&BTreeSet<char>>) -> Self {
        let Some(font) = font.filter(|_| self.kind == TerminalKind::Console) else { return self };
        let has = |wanted: &str| wanted.chars().all(|c| font.contains(&c));
        if !has("─│█▀▄■◆▲▼•·…") {
            self.glyphs = Glyphs::Ascii;
        }
        if !has("АЖЩЮЯабжщъьюя") {
            (self.glyphs, self.utf8) = (Glyphs::Ascii, false);
        }
        self
    }

    /// The same on a console with so many inks.
    pub const fn with_shades(self, shades: Shades) -> Self {
        Self { shades, ..self }
    }

    /// The same with what was asked for explicitly.
    pub fn with(mut self, overrides: &Overrides) -> Self {
        self.colors = overrides.colors.unwrap_or(self.colors);
        self.glyphs = overrides.glyphs.unwrap_or(self.glyphs);
        self.lang = overrides.lang.or(self.lang);
        self.mouse = overrides.mouse.unwrap_or(self.mouse);
        self
    }

    /// How long a lone Esc waits before it is the key Esc.
    pub const fn escape_wait(&self) -> Duration {
        match self.reach {
            Reach::Local => Duration::from_millis(50),
            Reach::Remote => Duration::from_millis(100),
        }
    }
}

impl ColorDepth {
    /// Reads `mono`, `16`, `256`, `true`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "mono" | "none" => Some(Self::Mono),
            "16" => Some(Self::Ansi16),
            "256" => Some(Self::Ansi256),
            "true" | "truecolor" | "24bit" => Some(Self::True),
            _ => None,
        }
    }
}

impl Glyphs {
    /// Reads `full`, `console`, `ascii`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "full" => Some(Self::Full),
            "console" => Some(Self::Console),
            "ascii" => Some(Self::Ascii),
            _ => None,
        }
    }
}

impl TerminalKind {
    /// What the name in `TERM` says; an unknown name, or none, means an emulator.
    pub fn of_term(term: Option<&str>) -> Self {
        match term.unwrap_or_default() {
            "dumb" | "unknown" => Self::Dumb,
            "linux" => Self::Console,
            name if name.starts_with("linux-") => Self::Console,
            name if name.starts_with("vt") => Self::Vt,
            _ => Self::Emulator,
        }
    }
}

/// Emulators that always have 24 bits; over a network `COLORTERM` rarely arrives to say so.
const TRUE_COLOR: [&str; 8] = ["alacritty", "contour", "foot", "ghostty", "kitty", "rio", "wezterm", "direct"];

fn colors(names: &Names<'_>, kind: TerminalKind) -> ColorDepth {
    let term = names.term.unwrap_or_default();
    let no_color = names.no_color.is_some_and(|value| !value.is_empty());
    if no_color || term.ends_with("-mono") || term.ends_with("-m") {
        return ColorDepth::Mono;
    }
    match kind {
        TerminalKind::Dumb | TerminalKind::Vt => ColorDepth::Mono,
        TerminalKind::Emulator if matches!(names.colorterm, Some("truecolor" | "24bit")) => ColorDepth::True,
        TerminalKind::Emulator if TRUE_COLOR.iter().any(|name| term.contains(name)) => ColorDepth::True,
        TerminalKind::Emulator if term.contains("256color") => ColorDepth::Ansi256,
        TerminalKind::Console | TerminalKind::Emulator => ColorDepth::Ansi16,
    }
}

/// The first that is set and not empty, as POSIX has it.
fn first(names: [Option<&str>; 3]) -> Option<&str> {
    names.into_iter().flatten().find(|name| !name.is_empty())
}

fn lang(names: &Names<'_>) -> Option<Lang> {
    first([names.lc_all, names.lc_messages, names.lang]).and_then(Lang::from_code)
}

/// A locale without a character set is taken for UTF-8, as terminals of today are; `C` and `POSIX` are not.
fn utf8(names: &Names<'_>) -> bool {
    let Some(locale) = first([names.lc_all, names.lc_ctype, names.lang]) else { return true };
    let locale = locale.split('@').next().unwrap_or_default();
    match locale.split_once('.') {
        Some((_, charset)) => charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8"),
        None => !matches!(locale, "C" | "POSIX"),
    }
}

#[cfg(test)]
mod tests {
    use super::{ColorDepth, Glyphs, Names, Profile, Reach, TerminalKind};
    use crate::terminal::Size;
    use crate::text::Lang;

    fn profile(names: &Names<'_>) -> Profile {
        Profile::new(names, Size::STANDARD, Reach::Local)
    }

    fn of_term(term: &str) -> Profile {
        profile(&Names { term: Some(term), lang: Some("bg_BG.UTF-8"), ..Names::default() })
    }

    #[test]
    fn term_decides_colours_and_glyphs() {
        let expect = [
            ("xterm-256color", ColorDepth::Ansi256, Glyphs::Full, TerminalKind::Emulator),
            ("xterm", ColorDepth::Ansi16, Glyphs::Full, TerminalKind::Emulator),
            ("whatever-it-is", ColorDepth::Ansi16, Glyphs::Full, TerminalKind::Emulator),
            ("xterm-kitty", ColorDepth::True, Glyphs::Full, TerminalKind::Emulator),
            ("linux", ColorDepth::Ansi16, Glyphs::Console, TerminalKind::Console),
            ("vt220", ColorDepth::Mono, Glyphs::Ascii, TerminalKind::Vt),
            ("dumb", ColorDepth::Mono, Glyphs::Ascii, TerminalKind::Dumb),
        ];
        for (term, colors, glyphs, kind) in expect {
            let found = of_term(term);
            assert_eq!((found.colors, found.glyphs, found.kind), (colors, glyphs, kind), "{term}");
        }
    }

    #[test]
    fn colorterm_counts_on_emulators_and_no_color_everywhere() {
        let names = Names { term: Some("xterm"), colorterm: Some("truecolor"), ..Names::default() };
        assert_eq!(profile(&names).colors, ColorDepth::True);
        assert_eq!(profile(&Names { term: Some("linux"), ..names }).colors, ColorDepth::Ansi16);
        assert_eq!(profile(&Names { no_color: Some("1"), ..names }).colors, ColorDepth::Mono);
        assert_eq!(profile(&Names { no_color: Some(""), ..names }).colors, ColorDepth::True);
    }

    #[test]
    fn locale_decides_language_and_character_set() {
        let of = |lang, lc_all| {
            let found = profile(&Names { lang, lc_all, ..Names::default() });
            (found.lang, found.utf8)
        };
        assert_eq!(of(Some("bg_BG.UTF-8"), None), (Some(Lang::Bg), true));
        assert_eq!(of(Some("bg_BG.CP1251"), None), (Some(Lang::Bg), false));
        assert_eq!(of(Some("en_GB.utf8"), Some("C")), (None, false));
        assert_eq!(of(Some("C.UTF-8"), None), (None, true));
        assert_eq!(of(Some("de_DE@euro"), None), (None, true));
        assert_eq!(of(None, None), (None, true));
        assert_eq!(of(Some("en_US.UTF-8"), Some("")), (Some(Lang::En), true));
    }

    #[test]
    fn a_terminal_without_utf8_gets_ascii() {
        let names = Names { term: Some("xterm"), lang: Some("en_US.ISO-8859-1"), ..Names::default() };
        assert_eq!(profile(&names).glyphs, Glyphs::Ascii);
        let names = Names { lang: Some("en_US.UTF-8"), iutf8: Some(false), ..names };
        assert!(!profile(&names).utf8);
    }

    #[test]
    fn the_pointer_is_asked_for_locally_only() {
        let names = Names { term: Some("xterm"), ..Names::default() };
        assert!(Profile::new(&names, Size::STANDARD, Reach::Local).mouse);
        assert!(!Profile::new(&names, Size::STANDARD, Reach::Remote).mouse);
        assert!(!of_term("vt100").mouse);
    }
}
