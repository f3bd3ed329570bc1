//! The running program: configuration, environment, the owner's life. Never draws and never stores: it puts the
//! modules below together.

pub mod attach;
pub mod bureau;
pub mod clock;
pub mod config;
pub mod counting;
pub mod environment;
pub mod hall;
pub mod kiosk;
pub mod library;
pub mod log;
pub mod metrics;
pub mod notes;
pub mod owner;
pub mod panics;
pub mod pin;
pub mod registry;
pub mod serve;
pub mod settings;
mod slips;
pub mod stage;
pub mod status;
pub mod watch;
