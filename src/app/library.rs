//! Opens the editions of a data folder with the compiled-in seed behind them. Never shows anything.

use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::clock::{Clock, DEFAULT_ZONE};
use crate::content::{Bodies, Catalogue};
use crate::edition::{Access, Library, OpenError, Places, Repair, Stamp};
use crate::seed::{self, Source};

/// How long an owner may take to let go of the folder once it was asked to end: five seconds for its visitors, and what a
/// busy machine needs for the rest.
pub const LETTING_GO: Duration = Duration::from_secs(10);
/// How often it is asked meanwhile whether it has.
pub const LOOK: Duration = Duration::from_millis(100);

/// The stamp of an edition made now by this program, in the zone `zone`.
pub fn stamp(zone: &str) -> Stamp {
    Stamp { now: Clock::of_zone(zone).now(), version: env!("CARGO_PKG_VERSION").to_owned() }
}

/// Opens the library at `data`; without a usable edition there, from the compiled-in seed.
///
/// # Errors
/// If another process owns the folder, or nothing at all can be shown.
pub fn open(data: &Path, access: Access) -> Result<(Library, Vec<Repair>), OpenError> {
    Library::open(places(data), access, &builtin, &stamp(DEFAULT_ZONE))
}

/// The same as an owner, who waits while the one before lets go. `is_served` says whether somebody serves the folder's
/// visitors now: then there is nothing to wait for.
///
/// # Errors
/// As [`open`].
pub fn open_in_turn(data: &Path, is_served: impl Fn() -> bool) -> Result<(Library, Vec<Repair>), OpenError> {
    let deadline = Instant::now() + LETTING_GO;
    loop {
        match open(data, Access::Owner) {
            Err(OpenError::AlreadyRunning(_)) if Instant::now() < deadline && !is_served() => sleep(LOOK),
            other => return other,
        }
    }
}

fn places(data: &Path) -> Places {
    Places { data: data.to_owned(), scratch: scratch() }
}

/// Where private copies may be made.
fn scratch() -> PathBuf {
    std::env::temp_dir()
}

fn builtin() -> Option<(Catalogue, Box<dyn Bodies>)> {
    let outcome = seed::read(&Source::Builtin, &mut |_| {});
    Some((outcome.catalogue?, Box::new(outcome.places)))
}
