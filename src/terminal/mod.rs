//! Terminals: what is known of one ([`Profile`]), its bytes as events, cells as its bytes, and how it is left in order.
//!
//! The only place with escape codes. Never asks the process's own terminal for anything, except in [`local`].

mod ascii;
mod damage;
pub mod decoder;
pub mod event;
mod font;
mod framer;
pub mod local;
pub mod modes;
mod pen;
pub mod picture;
pub mod profile;
pub mod screen;
mod shift;
pub mod size;
mod style;

pub use damage::Damage;
pub use decoder::Decoder;
pub use event::Event;
pub use modes::{CLEAR, enter, last_row, leave, sleep, wake};
pub use picture::{Look, Picture};
pub use profile::{ColorDepth, Glyphs, Names, Overrides, Profile, Reach, Shades, TerminalKind};
pub use screen::Screen;
pub use size::Size;
