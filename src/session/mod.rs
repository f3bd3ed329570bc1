//! One visitor's visit: bytes in, frames out. The same behind every door.
//!
//! [`Session`] is a value: it knows no transport, no clock and no disk, and is told the time. [`drive`] runs one on tokio.
//! Never knows which door it is behind; entering and leaving a terminal is the door's work.

mod drive;
#[cfg(test)]
mod fake;
mod front;
mod kiosk;
mod lobby;
mod pace;
mod program;
mod scratch;
mod state;
mod stay;

pub use drive::{Ending, Inbound, Sink, Source, World, drive};
pub use front::Front;
pub use kiosk::context;
pub use program::{Meaning, Moment, Program, Wake};
pub use scratch::Scratch;
pub use state::{Event, Session, Step};
pub use stay::{Limited, Stay, Wish};
