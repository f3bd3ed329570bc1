//! A terminal's bytes as what the visitor did. One decoder for all doors, so that all behave alike.
//!
//! The same bytes give the same events however they are split; only time decides whether an Esc is alone. Replies of the
//! terminal (cursor position, device attributes, colours) never become keys. Never reads a clock: it is told the time.

use std::time::{Duration, Instant};

use crossterm::event::{Event as Raw, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::Event;
use super::framer::{Framer, MAX_PASTE, Pending, Unit};

/// How long the middle of a sequence waits for its end before it is given up: a lost end must not swallow the keys of the
/// rest of the visit.
const GIVE_UP: Duration = Duration::from_secs(2);

/// Turns bytes into events.
#[derive(Debug)]
pub struct Decoder {
    framer: Framer,
    wait: Duration,
    last: Option<Instant>,
}

impl Decoder {
    /// A decoder that takes an Esc for the key when nothing follows within `wait`.
    pub const fn new(wait: Duration) -> Self {
        Self { framer: Framer::new(), wait, last: None }
    }

    /// Reads bytes that came at `now` and adds what they mean to `events`.
    ///
    /// It does not decide about an Esc that has waited too long, as the bytes may have waited too, in a busy process:
    /// call [`expire`](Self::expire) when the [`deadline`](Self::deadline) has passed without input.
    pub fn feed(&mut self, bytes: &[u8], now: Instant, events: &mut Vec<Event>) {
        let mut give = |unit: Unit<'_>| events.extend(event(unit));
        for &byte in bytes {
            self.framer.push(byte, &mut give);
        }
        self.last = (self.framer.pending() != Pending::Nothing).then_some(now);
    }

    /// When [`expire`](Self::expire) has something to decide.
    pub fn deadline(&self) -> Option<Instant> {
        let wait = match self.framer.pending() {
            Pending::Nothing => return None,
            Pending::Key => self.wait,
            Pending::Middle => GIVE_UP,
        };
        self.last.map(|last| last + wait)
    }

    /// Decides what is held back if its time is over.
    pub fn expire(&mut self, now: Instant, events: &mut Vec<Event>) {
        if self.deadline().is_some_and(|deadline| deadline <= now) {
            self.framer.expire(&mut |unit| events.extend(event(unit)));
            self.last = None;
        }
    }
}

fn event(unit: Unit<'_>) -> Option<Event> {
    match unit {
        Unit::Alt(key) => Some(key_event(KeyCode::Char(char::from(key)), KeyModifiers::ALT)),
        Unit::Paste(bytes) => Some(Event::Paste(pasted(bytes))),
        Unit::Sequence(bytes) => sequence(bytes),
    }
}

const fn key_event(code: KeyCode, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(code, modifiers))
}

/// The text of a paste: line ends as `\n`, other control characters left out, no half character where it was cut.
fn pasted(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = if bytes.len() == MAX_PASTE { text.trim_end_matches('\u{fffd}') } else { &text };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

fn sequence(bytes: &[u8]) -> Option<Event> {
    match bytes {
        // Scripts and some terminals send these for Enter and Backspace; nothing else wants Ctrl+J and Ctrl+H.
        b"\n" => Some(key_event(KeyCode::Enter, KeyModifiers::NONE)),
        b"\x08" => Some(key_event(KeyCode::Backspace, KeyModifiers::NONE)),
        [0x1b, b'O', key] if keypad(*key).is_some() => keypad(*key).map(|code| key_event(code, KeyModifiers::NONE)),
        [0x1b, b'[', rest @ ..] if !is_input(rest) => None,
        _ => parse(bytes),
    }
}

/// The keypad's keys in application mode.
fn keypad(key: u8) -> Option<KeyCode> {
    match key {
        b'M' => Some(KeyCode::Enter),
        b'j'..=b'y' if key != b'l' => Some(KeyCode::Char(char::from(key - 0x40))),
        b'l' => Some(KeyCode::Char(',')),
        _ => None,
    }
}

/// Whether a control sequence (without `ESC [`) is a key or pointer report that [`parse`] reads right. Everything else
/// would be a reply, or overflow there: a coordinate of 0 does.
fn is_input(rest: &[u8]) -> bool {
    let Some((&last, parameters)) = rest.split_last() else { return false };
    match (rest, last) {
        // A pointer report of the X10 kind and a function key of the Linux console are cut by length.
        ([b'M', _, _, _], _) => true,
        ([b'[', key], _) => (b'A'..=b'E').contains(key),
        ([b'<', ..], b'M' | b'm') => parameters.get(1..).is_some_and(is_pointer),
        (_, b'M') => is_pointer(parameters),
        (_, b'A'..=b'D' | b'F' | b'H' | b'P' | b'Q' | b'S' | b'Z' | b'~' | b'u') => is_numbers(parameters),
        // With parameters this is the cursor's position as well as F3; no terminal sends that F3 unasked.
        ([b'R'], _) => true,
        _ => false,
    }
}

fn is_numbers(parameters: &[u8]) -> bool {
    parameters.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b';' | b':'))
}

/// Three numbers, the last two at least 1.
fn is_pointer(parameters: &[u8]) -> bool {
    let mut parts = parameters.split(|&byte| byte == b';');
    let button = parts.next().is_some_and(|part| !part.is_empty());
    let places = parts.by_ref().take(2).filter(|part| part.iter().any(|&byte| byte != b'0')).count();
    is_numbers(parameters) && button && places == 2 && parts.next().is_none()
}

fn parse(bytes: &[u8]) -> Option<Event> {
    let parsed = terminput::Event::parse_from(bytes).ok().flatten()?;
    match terminput_crossterm::to_crossterm(parsed).ok()? {
        Raw::Key(key) if key.kind == KeyEventKind::Release || is_noise(key.code) => None,
        Raw::Key(key) => Some(Event::Key(KeyEvent { kind: KeyEventKind::Press, ..key })),
        Raw::Mouse(mouse) => Some(Event::Mouse(mouse)),
        Raw::FocusGained | Raw::FocusLost | Raw::Paste(_) | Raw::Resize(..) => None,
    }
}

/// Characters that no keyboard types: controls and the private codes of function keys unknown here.
fn is_noise(code: KeyCode) -> bool {
    matches!(code, KeyCode::Char(c) if c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c))
}

#[cfg(test)]
mod tests;
