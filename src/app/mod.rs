//! The running program: configuration, environment, the owner's life. Never draws and never stores: it puts the
//! modules below together.

pub mod clock;
pub mod config;
pub mod counting;
pub mod environment;
pub mod kiosk;
pub mod library;
pub mod notes;
pub mod pin;
pub mod watch;
