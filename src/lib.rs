//! Megdan: an information kiosk for business clusters on a text screen, in Bulgarian and English.
//!
//! The modules are layers; each may use only those named before it (`tests/architecture.rs` holds the order):
//! [`text`], [`content`], [`diagnostic`], [`seed`], [`search`], [`edition`], [`plain`], [`terminal`], [`ui`], [`session`],
//! [`doors`], [`app`], [`cli`]. `docs/ARCHITECTURE.md` says what each owns and what each never does.

// A test may cut its own literals by bytes; shipped code may not.
#![cfg_attr(test, allow(clippy::string_slice))]

pub mod text;
pub mod content;
pub mod diagnostic;
pub mod seed;
pub mod search;
pub mod edition;
pub mod plain;
pub mod terminal;
pub mod ui;
pub mod session;
pub mod doors;
pub mod app;
pub mod cli;
