//! What is sent to a terminal before the first frame and after the last. Never asks a terminal anything: no answer is
//! waited for, and a console has none.

use std::borrow::Cow;

use super::{Profile, Shades, TerminalKind};
use crate::text::{clip, to_ascii};

/// Undoes every mode that Megdan may have set. Safe to send twice except for the last part, which only the side that
/// holds the terminal sends.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[0m\x1b[?25h";

/// The sixteen colours of a console as they were when the themes were chosen: a distribution may have set others, with
/// less contrast.
const PALETTE: &[u8] =
    b"\x1b]P0000000\x1b]P1aa0000\x1b]P200aa00\x1b]P3aa5500\x1b]P40000aa\x1b]P5aa00aa\x1b]P600aaaa\x1b]P7aaaaaa\
\x1b]P8555555\x1b]P9ff5555\x1b]Pa55ff55\x1b]Pbffff55\x1b]Pc5555ff\x1b]Pdff55ff\x1b]Pe55ffff\x1b]Pfffffff";

/// The same where an ink and its bright one cannot be told apart: both get what is well read on black, and under it.
const EIGHT: &[u8] =
    b"\x1b]P0000000\x1b]P1ff5555\x1b]P255ff55\x1b]P3ffff55\x1b]P40000aa\x1b]P5ff55ff\x1b]P600cccc\x1b]P7dddddd\
\x1b]P8000000\x1b]P9ff5555\x1b]Pa55ff55\x1b]Pbffff55\x1b]Pc0000aa\x1b]Pdff55ff\x1b]Pe00cccc\x1b]Pfdddddd";

/// Prepares the terminal: its own page where it has a second one, no cursor, pointer and pastes reported.
pub fn enter(profile: &Profile) -> Vec<u8> {
    let mut out = Vec::new();
    match profile.kind {
        TerminalKind::Dumb => return out,
        TerminalKind::Emulator => out.extend_from_slice(b"\x1b[?1049h\x1b[?2004h"),
        TerminalKind::Console => {
            out.extend_from_slice(match profile.shades {
                Shades::Sixteen => PALETTE,
                Shades::Eight => EIGHT,
            });
            out.extend_from_slice(wake(profile));
        }
        TerminalKind::Vt => {}
    }
    out.extend_from_slice(b"\x1b[?25l");
    if profile.mouse {
        out.extend_from_slice(b"\x1b[?1000h\x1b[?1006h");
    }
    out
}

/// Gives the terminal back as it was. A console has no second page: it is cleared.
pub fn leave(profile: &Profile) -> Vec<u8> {
    match profile.kind {
        TerminalKind::Dumb => b"\r\n".to_vec(),
        TerminalKind::Emulator => [LEAVE, b"\x1b[?1049l"].concat(),
        TerminalKind::Console => [LEAVE, wake(profile), b"\x1b]R\x1b[H\x1b[2J"].concat(),
        // A VT100 prints what it does not know of private modes on some emulations: only what it has.
        TerminalKind::Vt => b"\x1b[0m\x1b[?25h\x1b[H\x1b[2J".to_vec(),
    }
}

/// Empties the screen.
pub const CLEAR: &[u8] = b"\x1b[0m\x1b[2J";

/// Writes `text` over the last row and leaves all others as they are: for whoever does not know what they show. What may
/// have been begun before is ended.
pub fn last_row(profile: &Profile, text: &str) -> Vec<u8> {
    let (columns, rows) = profile.size.shown();
    let text = if profile.utf8 { Cow::Borrowed(text) } else { to_ascii(text) };
    let text = clip(&text, usize::from(columns.saturating_sub(2)));
    let end: &[u8] = match profile.kind {
        TerminalKind::Dumb => return Vec::new(),
        TerminalKind::Emulator => b"\x1b[?2026l",
        TerminalKind::Console | TerminalKind::Vt => b"",
    };
    // Inverse after a reset: every terminal has both, and they need no colour.
    [end, format!("\x1b[0m\x1b[{rows};1H\x1b[2K\x1b[7m {text} \x1b[0m").as_bytes()].concat()
}

/// Lets the terminal switch its screen off by itself: a console does after a minute, and so does the monitor behind it.
/// An emulator leaves that to the desktop it runs on.
pub const fn sleep(profile: &Profile) -> &'static [u8] {
    match profile.kind {
        TerminalKind::Console => b"\x1b[9;1]\x1b[14;1]",
        TerminalKind::Emulator | TerminalKind::Vt | TerminalKind::Dumb => b"",
    }
}

/// Switches the screen on, and keeps it on: a console would switch it off after ten minutes on its own account.
pub const fn wake(profile: &Profile) -> &'static [u8] {
    match profile.kind {
        TerminalKind::Console => b"\x1b[9;0]\x1b[14;0]\x1b[13]",
        TerminalKind::Emulator | TerminalKind::Vt | TerminalKind::Dumb => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::{enter, last_row, leave};
    use crate::terminal::{Names, Profile, Reach, Shades, Size};

    fn profile(term: &str) -> Profile {
        Profile::new(&Names { term: Some(term), ..Names::default() }, Size::STANDARD, Reach::Local)
    }

    #[test]
    fn an_emulator_is_left_as_it_was_found() {
        let mut parser = vt100::Parser::default();
        parser.process(b"before");
        let profile = profile("xterm");
        parser.process(&enter(&profile));
        let screen = parser.screen();
        assert!(screen.alternate_screen() && screen.hide_cursor() && screen.bracketed_paste());
        assert_ne!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        parser.process(b"\x1b[1;31mdrawn");
        parser.process(&leave(&profile));
        let screen = parser.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.contents(), "before");
        assert!(!screen.bold());
    }

    #[test]
    fn a_console_gets_no_second_page_and_a_dumb_terminal_no_sequence() {
        assert!(!enter(&profile("linux")).windows(4).any(|part| part == b"1049"));
        assert!(!enter(&profile("dumb")).contains(&0x1b) && !leave(&profile("dumb")).contains(&0x1b));
    }

    #[test]
    fn where_brightness_follows_the_character_it_changes_nothing() {
        let colours = String::from_utf8(enter(&profile("linux").with_shades(Shades::Eight))).expect("text");
        let of = |digit: u32| {
            let begin = format!("\x1b]P{digit:x}");
            colours.split(&begin).nth(1).and_then(|rest| rest.get(..6)).expect("a colour").to_owned()
        };
        for usual in 0..8 {
            assert_eq!(of(usual), of(usual + 8), "ink {usual}");
        }
    }

    #[test]
    fn the_last_row_is_written_over_and_nothing_else() {
        let mut parser = vt100::Parser::default();
        parser.process("Горе\r\n\x1b[24;1Hстар последен ред, който е по-дълъг".as_bytes());
        parser.process(&last_row(&profile("xterm"), "Прекъсна"));
        let text = parser.screen().contents();
        assert!(text.starts_with("Горе\n") && text.trim_end().ends_with("\n Прекъсна"), "{text}");
        let plain = last_row(&Profile { utf8: false, ..profile("linux") }, "Прекъсна");
        assert!(plain.is_ascii() && String::from_utf8_lossy(&plain).contains("Prekasna"));
        assert!(last_row(&profile("dumb"), "Прекъсна").is_empty());
    }
}
