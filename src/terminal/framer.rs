//! Cuts a terminal's bytes into whole sequences, wherever reads happen to split them. Never interprets one.
//!
//! Replies in string form (OSC, DCS, APC, PM, SOS) are discarded here, control sequences over 64 bytes too. Some
//! sequences begin as a key with Alt does (`ESC [` is also Alt+\[): after the time to wait, [`Framer::expire`] decides.

/// The longest control sequence that is kept, in bytes.
const MAX_SEQUENCE: usize = 64;
/// The most that is kept of a paste, in bytes.
pub const MAX_PASTE: usize = 4096;
const PASTE_BEGIN: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

const CAN: u8 = 0x18;
const SUB: u8 = 0x1a;
const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// One whole thing that was cut out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit<'a> {
    /// A character, a control byte or a whole sequence with its ESC.
    Sequence(&'a [u8]),
    /// What looked like the beginning of a sequence was this key with Alt.
    Alt(u8),
    /// Pasted bytes, at most [`MAX_PASTE`].
    Paste(&'a [u8]),
}

/// What the next byte belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ground,
    /// So many bytes of a character are missing.
    Character(u8),
    Escape,
    Ss3,
    Csi,
    /// A control sequence that became too long: dropped to its end.
    LongCsi,
    /// So many bytes of an X10 pointer report are missing.
    Pointer(u8),
    /// `ESC [ [`: a function key of the Linux console.
    ConsoleKey,
    /// `ESC ]` and its like: a string follows, unless it was a key with Alt.
    StringStart,
    Text,
    TextEscape,
    /// So many bytes of the end mark were seen.
    Paste(usize),
}

/// The state between two reads.
#[derive(Debug)]
pub struct Framer {
    state: State,
    sequence: Vec<u8>,
}

/// How long what is held may wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pending {
    /// Nothing is held.
    Nothing,
    /// A key or the beginning of a sequence: a short time decides.
    Key,
    /// The middle of something whose end may be lost.
    Middle,
}

impl Framer {
    /// Nothing read yet.
    pub const fn new() -> Self {
        Self { state: State::Ground, sequence: Vec::new() }
    }

    /// What is held back.
    pub fn pending(&self) -> Pending {
        match self.state {
            State::Ground => Pending::Nothing,
            State::Escape | State::StringStart => Pending::Key,
            State::Ss3 | State::Csi if self.sequence.len() == 2 => Pending::Key,
            _ => Pending::Middle,
        }
    }

    /// Takes one byte and gives what it completes.
    pub fn push(&mut self, byte: u8, give: &mut impl FnMut(Unit<'_>)) {
        match self.state {
            State::Ground => self.ground(byte, give),
            State::Character(missing) => self.character(byte, missing, give),
            State::Escape => self.escape(byte, give),
            State::Ss3 => self.ss3(byte, give),
            State::Csi => self.csi(byte, give),
            State::LongCsi => match byte {
                0x20..=0x3f => {}
                0x40..=0x7e => self.reset(),
                _ => self.again(byte, give),
            },
            State::Pointer(missing) => self.pointer(byte, missing, give),
            State::ConsoleKey if byte < 0x20 => self.again(byte, give),
            State::ConsoleKey => self.finish(byte, give),
            State::StringStart => {
                self.sequence.clear();
                self.text(byte);
            }
            State::Text => self.text(byte),
            State::TextEscape if byte == b'\\' => self.reset(),
            State::TextEscape => {
                self.begin(State::Escape, ESC);
                self.escape(byte, give);
            }
            State::Paste(seen) => self.paste(byte, seen, give),
        }
    }

    /// Ends what is held because nothing followed in time.
    pub fn expire(&mut self, give: &mut impl FnMut(Unit<'_>)) {
        match (self.state, self.sequence.as_slice()) {
            (State::Escape, _) => give(Unit::Sequence(&[ESC])),
            (State::Ss3 | State::Csi | State::StringStart, &[_, key]) => give(Unit::Alt(key)),
            (State::Paste(_), pasted) => give(Unit::Paste(pasted)),
            _ => {}
        }
        self.reset();
    }

    fn reset(&mut self) {
        self.state = State::Ground;
        self.sequence.clear();
        self.sequence.shrink_to(MAX_SEQUENCE);
    }

    fn begin(&mut self, state: State, byte: u8) {
        self.sequence.clear();
        self.sequence.push(byte);
        self.state = state;
    }

    fn finish(&mut self, byte: u8, give: &mut impl FnMut(Unit<'_>)) {
        self.sequence.push(byte);
        give(Unit::Sequence(&self.sequence));
        self.reset();
    }

    /// Drops what was held and reads `byte` as if nothing had been before it.
    fn again(&mut self, byte: u8, give: &mut impl FnMut(Unit<'_>)) {
        self.reset();
        if !matches!(byte, CAN | SUB) {
            self.ground(byte, give);
        }
    }

    fn ground(&mut self, byte: u8, give: &mut impl FnMut(Unit<'_>)) {
        match byte {
            ESC => self.begin(State::Escape, byte),
            0..0x80 => give(Unit::Sequence(&[byte])),
            _ => {
                if let Some(missing) = missing(byte) {
                    self.begin(State::Character(missing), byte);
                }
            }
        }
    }

    fn character(&mut self, byte: u8, missing: u8, give: &mut impl FnMut(Unit<'_>)) {
        if byte & 0xc0 != 0x80 {
            self.again(byte, give);
        } else if missing > 1 {
            self.sequence.push(byte);
            self.state = State::Character(missing - 1);
        } else {
            self.finish(byte, give);
        }
    }

    fn escape(&mut self, byte: u8, give: &mut impl FnMut(Unit<'_>)) {
        match byte {
            b'[' => self.state = State::Csi,
            b'O' => self.state = State::Ss3,
            b']' | b'P' | b'_' | b'^' | b'X' => self.state = State::StringStart,
            // Esc twice is two keys, not Alt+Esc: the second may itself begin a sequence.
            ESC => return give(Unit::Sequence(&[ESC])),
            0..0x80 => return self.finish(byte, give),
            _ => {
                let Some(missing) = missing(byte) else {
                    give(Unit::Sequence(&[ESC]));
                    return self.reset();
                };
                self.state = State::Character(missing);
            }
        }
        self.sequence.push(byte);
    }

    fn ss3(&mut self, byte: u8, give: &mut impl FnMut(Unit<'_>)) {
        match byte {
            b'0'..=b'9' | b';' if self.sequence.len() < 6 => self.sequence.push(byte),
            0x40..=0x7e => self.finish(byte, give),
            _ => self.again(byte, give),
        }
    }

    fn csi(&mut self, byte: u8, give: &mut impl FnMut(Unit<'_>)) {
        let first = self.sequence.len() == 2;
        match byte {
            b'[' if first => self.keep(State::ConsoleKey, byte),
            b'M' if first => self.keep(State::Pointer(3), byte),
            0x20..=0x3f if self.sequence.len() + 1 >= MAX_SEQUENCE => self.state = State::LongCsi,
            0x20..=0x3f => self.sequence.push(byte),
            0x40..=0x7e => {
                self.sequence.push(byte);
                if self.sequence == PASTE_BEGIN {
                    self.sequence.clear();
                    self.state = State::Paste(0);
                } else {
                    give(Unit::Sequence(&self.sequence));
                    self.reset();
                }
            }
            _ => self.again(byte, give),
        }
    }

    fn keep(&mut self, state: State, byte: u8) {
        self.sequence.push(byte);
        self.state = state;
    }

    fn pointer(&mut self, byte: u8, missing: u8, give: &mut impl FnMut(Unit<'_>)) {
        if byte < 0x20 {
            self.again(byte, give);
        } else if missing > 1 {
            self.keep(State::Pointer(missing - 1), byte);
        } else {
            self.finish(byte, give);
        }
    }

    fn text(&mut self, byte: u8) {
        self.state = match byte {
            BEL | CAN | SUB => State::Ground,
            ESC => State::TextEscape,
            _ => State::Text,
        };
    }

    fn paste(&mut self, byte: u8, seen: usize, give: &mut impl FnMut(Unit<'_>)) {
        if PASTE_END.get(seen) == Some(&byte) {
            if seen + 1 == PASTE_END.len() {
                give(Unit::Paste(&self.sequence));
                return self.reset();
            }
            self.state = State::Paste(seen + 1);
            return;
        }
        for &held in PASTE_END.iter().take(seen) {
            self.keep_pasted(held);
        }
        self.state = State::Paste(usize::from(byte == ESC));
        if byte != ESC {
            self.keep_pasted(byte);
        }
    }

    fn keep_pasted(&mut self, byte: u8) {
        if self.sequence.len() < MAX_PASTE {
            self.sequence.push(byte);
        }
    }
}

/// How many bytes follow this first byte of a UTF-8 character; `None` when none begins so.
const fn missing(byte: u8) -> Option<u8> {
    match byte {
        0xc2..=0xdf => Some(1),
        0xe0..=0xef => Some(2),
        0xf0..=0xf4 => Some(3),
        _ => None,
    }
}
