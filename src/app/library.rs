//! Opens the editions of a data folder with the compiled-in seed behind them. Never shows anything.

use std::path::{Path, PathBuf};

use super::clock::{Clock, DEFAULT_ZONE};
use crate::content::{Bodies, Catalogue};
use crate::edition::{Access, Library, OpenError, Places, Repair, Stamp};
use crate::seed::{self, Source};

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
