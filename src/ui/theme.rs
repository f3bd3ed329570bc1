//! The palette: roles of what is drawn, and their colours for each theme and colour depth. Never names a screen.
//!
//! Every pair of foreground and background reads at 4.5:1 or better; the tests compute it. At 16 colours nothing is
//! bold: many terminals, the Linux console among them, draw bold as the brighter colour, which would be another pair.

use ratatui::style::{Color, Modifier};

use crate::terminal::ColorDepth;

mod colours;

/// What a piece of the picture is for. A screen names roles, never colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text, and the ground of the screen.
    Text,
    /// What stands beside: labels, dates, counts.
    Muted,
    /// The name of a screen or record, headings.
    Title,
    /// The kiosk's name, key caps, numbers of links.
    Accent,
    /// A link's words.
    Link,
    /// Hairlines.
    Rule,
    /// The selected row's handle, the focused link, a pressed button.
    Handle,
    /// A filter that is set.
    Chip,
    /// A note in the status line.
    Note,
    /// A note that asks for attention.
    Warning,
    /// A found word.
    Match,
    /// Bars of a chart.
    Bar,
    /// The light ground of a code, with dark squares on it: the same in every theme.
    Code,
    /// A dark square of a code.
    CodeDark,
}

/// A set of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark, warm.
    #[default]
    Default,
    /// Dark on paper.
    Light,
    /// The strongest pairs only.
    Contrast,
    /// No colours at all.
    Mono,
}

impl Theme {
    /// All themes, in the order they are switched.
    pub const ALL: [Self; 4] = [Self::Default, Self::Light, Self::Contrast, Self::Mono];

    /// The stable name in `kiosk.toml` and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::Mono => "mono",
        }
    }

    /// The theme with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The one after it. Where there are no colours all themes look alike, so the next one is the same.
    pub fn next(self, depth: ColorDepth) -> Self {
        if depth == ColorDepth::Mono {
            return self;
        }
        match self {
            Self::Default => Self::Light,
            Self::Light => Self::Contrast,
            Self::Contrast => Self::Mono,
            Self::Mono => Self::Default,
        }
    }
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 14] = [
        Self::Text,
        Self::Muted,
        Self::Title,
        Self::Accent,
        Self::Link,
        Self::Rule,
        Self::Handle,
        Self::Chip,
        Self::Note,
        Self::Warning,
        Self::Match,
        Self::Bar,
        Self::Code,
        Self::CodeDark,
    ];
}

/// How a cell is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// The letter's colour.
    pub fg: Color,
    /// The ground's colour.
    pub bg: Color,
    /// Bold, underlined, reversed.
    pub modifier: Modifier,
}

/// The inks of a theme at a colour depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    inks: [Ink; Role::ALL.len()],
}

impl Palette {
    /// The inks of `theme` for a terminal of `depth`.
    pub fn new(theme: Theme, depth: ColorDepth) -> Self {
        let mut inks = [Ink { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() }; Role::ALL.len()];
        for (ink, role) in inks.iter_mut().zip(Role::ALL) {
            *ink = colours::ink(theme, depth, role);
        }
        Self { inks }
    }

    /// The ink of a role.
    pub const fn ink(&self, role: Role) -> Ink {
        self.inks[role as usize]
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::{Palette, Role, Theme, colours};
    use crate::terminal::ColorDepth;

    /// The colours of a VGA text console, which the Linux console and most emulators start from.
    const VGA: [u32; 16] = [
        0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa, 0x55_5555, 0xff_5555,
        0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
    ];

    fn number(color: Color) -> Option<usize> {
        let order = [
            Color::Black,
            Color::Red,
            Color::Green,
            Color::Yellow,
            Color::Blue,
            Color::Magenta,
            Color::Cyan,
            Color::Gray,
            Color::DarkGray,
            Color::LightRed,
            Color::LightGreen,
            Color::LightYellow,
            Color::LightBlue,
            Color::LightMagenta,
            Color::LightCyan,
            Color::White,
        ];
        order.iter().position(|other| *other == color)
    }

    fn rgb(color: Color) -> u32 {
        match color {
            Color::Rgb(r, g, b) => u32::from_be_bytes([0, r, g, b]),
            Color::Indexed(index) => colours::indexed(index),
            named => VGA[number(named).expect("one of the sixteen")],
        }
    }

    fn luminance(rgb: u32) -> f64 {
        let channel = |shift: u32| {
            let value = f64::from(rgb >> shift & 0xff) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(rgb(a)), luminance(rgb(b)));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn coloured() -> impl Iterator<Item = (Theme, ColorDepth, Role)> {
        let depths = [ColorDepth::Ansi16, ColorDepth::Ansi256, ColorDepth::True];
        let themes = [Theme::Default, Theme::Light, Theme::Contrast];
        themes.into_iter().flat_map(move |theme| {
            depths.into_iter().flat_map(move |depth| Role::ALL.into_iter().map(move |role| (theme, depth, role)))
        })
    }

    #[test]
    fn every_pair_reads() {
        for (theme, depth, role) in coloured() {
            let ink = Palette::new(theme, depth).ink(role);
            let least = if theme == Theme::Contrast { 7.0 } else { 4.5 };
            let found = contrast(ink.fg, ink.bg);
            assert!(found >= least, "{theme:?} {depth:?} {role:?}: {found:.2} {ink:?}");
        }
    }

    #[test]
    fn sixteen_colours_keep_to_what_a_console_has() {
        for (theme, depth, role) in coloured().filter(|(_, depth, _)| *depth == ColorDepth::Ansi16) {
            let ink = Palette::new(theme, depth).ink(role);
            assert!(number(ink.bg).is_some_and(|n| n < 8), "{theme:?} {role:?}: eight backgrounds");
            assert!(!ink.modifier.contains(Modifier::BOLD), "{theme:?} {role:?}: bold is another colour");
            if ink.bg == Color::Black {
                let never = [Color::Red, Color::Blue, Color::Yellow, Color::Magenta, Color::DarkGray, Color::LightBlue];
                assert!(!never.contains(&ink.fg), "{theme:?} {role:?}: too dark on black");
            }
        }
    }

    #[test]
    fn without_colours_a_selection_is_reversed() {
        for (theme, depth) in [(Theme::Mono, ColorDepth::True), (Theme::Light, ColorDepth::Mono)] {
            let palette = Palette::new(theme, depth);
            for role in Role::ALL {
                assert_eq!((palette.ink(role).fg, palette.ink(role).bg), (Color::Reset, Color::Reset), "{role:?}");
            }
            assert!(palette.ink(Role::Handle).modifier.contains(Modifier::REVERSED));
        }
    }

    #[test]
    fn names_lead_back_and_the_switch_goes_round() {
        let mut theme = Theme::Default;
        for _ in Theme::ALL {
            assert_eq!(Theme::from_name(theme.name()), Some(theme));
            theme = theme.next(ColorDepth::True);
        }
        assert_eq!(theme, Theme::Default);
        assert_eq!(Theme::from_name("pink"), None);
    }
}
