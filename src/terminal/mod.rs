//! Terminals: what is known of one ([`Profile`]), its bytes as events, cells as its bytes, and how it is left in order.
//!
//! The only place with escape codes. Never asks the process's own terminal for anything, except in [`local`].

pub mod decoder;
pub mod event;
mod framer;
pub mod profile;
pub mod size;

pub use decoder::Decoder;
pub use event::Event;
pub use profile::{ColorDepth, Glyphs, Names, Overrides, Profile, Reach, TerminalKind};
pub use size::Size;
