//! The visitors' screen on this terminal. Never draws: it asks [`crate::app`] to.

use std::process::ExitCode;

use clap::ArgMatches;

use super::caller::{Caller, fail};

/// `megdan` and `megdan kiosk`.
pub fn open(caller: &Caller, _: &ArgMatches) -> ExitCode {
    let _ = &caller.config;
    fail("")
}
