//! What comes in and goes out of a visit's screens. Never bytes: a session decodes them.

use crossterm::event::{KeyEvent, MouseEvent};

use super::ease::Pointing;
use super::theme::Theme;
use crate::content::{Id, Slug};
use crate::terminal::Event;
use crate::text::{Lang, Layout};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// The pointer did something.
    Mouse(MouseEvent),
    /// Text was pasted.
    Paste(String),
    /// The terminal has another size now: it is in the context's profile.
    Resized,
    /// Another minute: it is in the context.
    Clock,
}

impl From<Event> for Input {
    fn from(event: Event) -> Self {
        match event {
            Event::Key(key) => Self::Key(key),
            Event::Mouse(mouse) => Self::Mouse(mouse),
            Event::Paste(text) => Self::Paste(text),
        }
    }
}

/// What the visit wants of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The visitor wants to leave.
    Quit,
    /// Ring: the key could do nothing.
    Bell,
    /// A record was opened: its address in this edition, its name, and the language it is read in.
    Visited(Id, Slug, Lang),
    /// A search was left that had found nothing: what was typed.
    Unanswered(String),
    /// Nobody is expected: the screen is dark, and may be switched off.
    Dark,
    /// Somebody is there, or expected: the screen must be on.
    Light,
    /// The visitor was forgotten.
    Restarted,
}

/// Whether a visitor may end the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaving {
    /// With a key.
    #[default]
    Allowed,
    /// A kiosk stays on.
    Locked,
}

/// How a visit begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The language; the terminal's or else the kiosk's if absent.
    pub lang: Option<Lang>,
    /// The theme; the kiosk's if absent.
    pub theme: Option<Theme>,
    /// What a Cyrillic keyboard's letters stand for.
    pub layout: Layout,
    /// What the visitor points with.
    pub pointing: Pointing,
    /// Whether the visitor may end the program.
    pub leaving: Leaving,
}
