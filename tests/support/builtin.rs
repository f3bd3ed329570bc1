//! Editions of the content built into the binary, and the hour at which tests read them.

#![allow(dead_code, reason = "each test binary uses a part")]

use std::sync::OnceLock;

use megdan::content::{Catalogue, Civil, Day};
use megdan::edition::{Edition, Stamp};
use megdan::seed::{self, Source};

/// A Tuesday, a week before the assembly of the green cluster.
pub fn noon() -> Civil {
    Civil::new(Day::new(2012, 1, 10).expect("a day"), 13, 5).expect("an hour")
}

/// The built-in content changed by `change`, as if published at that time.
pub fn edition_with(change: impl FnOnce(&mut Catalogue), published: Civil) -> Edition {
    let outcome = seed::read(&Source::Builtin, &mut |_| {});
    let mut catalogue = outcome.catalogue.expect("the built-in seed is clean");
    change(&mut catalogue);
    let stamp = Stamp { now: published, version: "test".to_owned() };
    Edition::in_memory(&catalogue, &outcome.places, &stamp).expect("it can be held in memory")
}

/// The built-in content; made once.
pub fn edition() -> Edition {
    static MADE: OnceLock<Edition> = OnceLock::new();
    MADE.get_or_init(|| edition_with(|_| {}, noon())).clone()
}
