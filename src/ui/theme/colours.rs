//! The colour tables. 24-bit values are chosen by hand, those of 256 colours are the nearest to them, those of 16 are
//! chosen by hand again. Never decides what a role is for.

use ratatui::style::{Color, Modifier};

use super::{Ink, Role, Theme};
use crate::terminal::ColorDepth;

/// The ink of `role` in `theme` at `depth`.
pub fn ink(theme: Theme, depth: ColorDepth, role: Role) -> Ink {
    if theme == Theme::Mono || depth == ColorDepth::Mono {
        return Ink { fg: Color::Reset, bg: Color::Reset, modifier: plain_emphasis(role) };
    }
    let (fg, bg) = match depth {
        ColorDepth::True => pair(theme, role, |value| {
            let [_, r, g, b] = value.to_be_bytes();
            Color::Rgb(r, g, b)
        }),
        ColorDepth::Ansi256 => pair(theme, role, |value| Color::Indexed(nearest(value))),
        ColorDepth::Ansi16 | ColorDepth::Mono => sixteen(theme, role),
    };
    let bold = role == Role::Title && depth != ColorDepth::Ansi16;
    Ink { fg, bg, modifier: if bold { Modifier::BOLD } else { Modifier::empty() } }
}

fn plain_emphasis(role: Role) -> Modifier {
    match role {
        Role::Title | Role::Accent | Role::Warning => Modifier::BOLD,
        Role::Link => Modifier::UNDERLINED,
        Role::Handle | Role::Chip | Role::Code => Modifier::REVERSED,
        Role::Match => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Text | Role::Muted | Role::Rule | Role::Note | Role::Bar | Role::CodeDark => Modifier::empty(),
    }
}

fn pair(theme: Theme, role: Role, colour: impl Fn(u32) -> Color) -> (Color, Color) {
    let (fg, bg) = match theme {
        Theme::Light => light(role),
        Theme::Contrast => strong(role),
        Theme::Default | Theme::Mono => dark(role),
    };
    (colour(fg), colour(bg))
}

/// What a telephone reads best, whatever the theme.
const CODE: (u32, u32) = (0x00_0000, 0xff_ffff);

/// Warm paper-coloured letters on a night sky, copper for what is Megdan's own.
const fn dark(role: Role) -> (u32, u32) {
    const GROUND: u32 = 0x15_171c;
    match role {
        Role::Text => (0xdd_d8ce, GROUND),
        Role::Muted => (0xa8_a296, GROUND),
        Role::Title => (0xfa_f5ea, GROUND),
        Role::Accent => (0xe5_a75d, GROUND),
        Role::Link => (0x8f_c1de, GROUND),
        Role::Rule => (0x8e_897f, GROUND),
        Role::Handle => (GROUND, 0xe5_a75d),
        Role::Chip => (0xf0_bd7d, 0x30_343e),
        Role::Note => (0xa9_cc95, GROUND),
        Role::Warning => (0xf3_9a84, GROUND),
        Role::Match => (GROUND, 0xf2_d58a),
        Role::Bar => (0xc8_8a4a, GROUND),
        Role::Code => CODE,
        Role::CodeDark => (CODE.1, CODE.0),
    }
}

const fn light(role: Role) -> (u32, u32) {
    const GROUND: u32 = 0xfb_f8f2;
    match role {
        Role::Text => (0x26_282c, GROUND),
        Role::Muted => (0x5f_5a51, GROUND),
        Role::Title => (0x0f_1012, GROUND),
        Role::Accent => (0x8a_460a, GROUND),
        Role::Link => (0x0b_5580, GROUND),
        Role::Rule => (0x6f_695f, GROUND),
        Role::Handle => (0xff_ffff, 0x8a_460a),
        Role::Chip => (0x7a_3c05, 0xec_e2d2),
        Role::Note => (0x2c_6531, GROUND),
        Role::Warning => (0xa0_2618, GROUND),
        Role::Match => (0x26_282c, 0xf6_d88a),
        Role::Bar => (0x9c_5a1c, GROUND),
        Role::Code => CODE,
        Role::CodeDark => (CODE.1, CODE.0),
    }
}

const fn strong(role: Role) -> (u32, u32) {
    const GROUND: u32 = 0x00_0000;
    match role {
        Role::Text | Role::Muted | Role::Title | Role::Rule => (0xff_ffff, GROUND),
        Role::Accent | Role::Bar => (0xff_ff00, GROUND),
        Role::Link => (0x00_ffff, GROUND),
        Role::Handle => (GROUND, 0xff_ff00),
        Role::Chip => (GROUND, 0xff_ffff),
        Role::Note => (0x87_ff87, GROUND),
        Role::Warning => (0xff_af87, GROUND),
        Role::Match => (GROUND, 0x00_ffff),
        Role::Code => CODE,
        Role::CodeDark => (CODE.1, CODE.0),
    }
}

const fn sixteen(theme: Theme, role: Role) -> (Color, Color) {
    match theme {
        Theme::Light => match role {
            Role::Text | Role::Muted | Role::Title | Role::Rule | Role::Warning | Role::Code => {
                (Color::Black, Color::Gray)
            }
            Role::Accent | Role::Link | Role::Note | Role::Bar => (Color::Blue, Color::Gray),
            Role::Handle | Role::Chip => (Color::White, Color::Blue),
            Role::Match | Role::CodeDark => (Color::White, Color::Black),
        },
        Theme::Contrast => match role {
            Role::Text | Role::Muted | Role::Title | Role::Rule | Role::CodeDark => (Color::White, Color::Black),
            Role::Accent | Role::Bar | Role::Warning => (Color::LightYellow, Color::Black),
            Role::Link => (Color::LightCyan, Color::Black),
            Role::Note => (Color::LightGreen, Color::Black),
            Role::Handle | Role::Chip | Role::Code => (Color::Black, Color::Gray),
            Role::Match => (Color::Black, Color::Cyan),
        },
        Theme::Default | Theme::Mono => match role {
            Role::Text | Role::CodeDark => (Color::Gray, Color::Black),
            Role::Muted | Role::Rule | Role::Bar => (Color::Cyan, Color::Black),
            Role::Title => (Color::White, Color::Black),
            Role::Accent => (Color::LightYellow, Color::Black),
            Role::Link => (Color::LightCyan, Color::Black),
            Role::Handle => (Color::Black, Color::Cyan),
            Role::Chip => (Color::White, Color::Blue),
            Role::Note => (Color::LightGreen, Color::Black),
            Role::Warning => (Color::LightRed, Color::Black),
            Role::Match | Role::Code => (Color::Black, Color::Gray),
        },
    }
}

/// The value of colour `index` of the 256, for 16 and up: the cube of 6 × 6 × 6, then 24 greys.
pub const fn indexed(index: u8) -> u32 {
    const LEVELS: [u32; 6] = [0, 95, 135, 175, 215, 255];
    if index >= 232 {
        let grey = 8 + 10 * (index as u32 - 232);
        return grey << 16 | grey << 8 | grey;
    }
    let at = index.saturating_sub(16) as usize;
    LEVELS[at / 36 % 6] << 16 | LEVELS[at / 6 % 6] << 8 | LEVELS[at % 6]
}

/// The colour of the 256 that is nearest to `value`; never one of the first sixteen, which every terminal shows its own way.
fn nearest(value: u32) -> u8 {
    let distance = |index: u8| {
        let other = indexed(index);
        [16, 8, 0].into_iter().map(|shift| (value >> shift & 0xff).abs_diff(other >> shift & 0xff).pow(2)).sum::<u32>()
    };
    (16..=u8::MAX).min_by_key(|index| distance(*index)).unwrap_or(16)
}
