//! What a visitor did, in crossterm's vocabulary. Never a resize: a size comes from the door, not from the bytes.

use crossterm::event::{KeyEvent, MouseEvent};

/// One thing a visitor did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key was pressed. Releases and terminal replies are never reported.
    Key(KeyEvent),
    /// A pointer moved or pressed; column and row count from 0.
    Mouse(MouseEvent),
    /// Text was pasted: at most 4 KiB, the rest is dropped. Not cleaned: it may hold line breaks.
    Paste(String),
}
