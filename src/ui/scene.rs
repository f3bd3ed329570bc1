//! What a screen may look at while it updates or draws itself. Never lets it change any of it.

use super::glyphs::Signs;
use super::grid::Grid;
use super::strings::Strings;
use crate::content::Civil;
use crate::edition::Edition;
use crate::edition::visits::Popular;
use crate::terminal::Profile;
use crate::text::Lang;

/// What is known of the visitor and the hour; given with each input and each drawing.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The visitor's terminal.
    pub profile: &'a Profile,
    /// The local hour at the kiosk.
    pub now: Civil,
}

/// Everything a screen may look at.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The content. Read while updating, never while drawing.
    pub edition: &'a Edition,
    /// The visitor's language.
    pub lang: Lang,
    /// The interface's words in that language.
    pub strings: &'static Strings,
    /// The local hour at the kiosk.
    pub now: Civil,
    /// Where things stand.
    pub grid: Grid,
    /// The terminal's signs.
    pub signs: &'static Signs,
    /// What is opened most. Looked at while updating, never while drawing.
    pub popular: &'a Popular,
}
