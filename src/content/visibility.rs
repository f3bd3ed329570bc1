//! When a record may be seen. Separate from the time of an event; applied when a record is shown, not when it is loaded.

use serde::{Deserialize, Serialize};

use super::Civil;

/// The window in which a record is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visibility {
    /// Never shown; drafts are listed by the loader and are not part of an edition's lists.
    pub draft: bool,
    /// Not shown before this reading.
    pub publish: Option<Civil>,
    /// Not shown from this reading on.
    pub expires: Option<Civil>,
}

/// Why a record is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hidden {
    /// It is a draft.
    Draft,
    /// It waits for this reading.
    Until(Civil),
    /// It ended at this reading.
    Since(Civil),
}

impl Visibility {
    /// Why the record is not shown at `now`; nothing if it is.
    pub fn hidden(&self, now: Civil) -> Option<Hidden> {
        if self.draft {
            return Some(Hidden::Draft);
        }
        match (self.publish, self.expires) {
            (Some(publish), _) if now < publish => Some(Hidden::Until(publish)),
            (_, Some(expires)) if now >= expires => Some(Hidden::Since(expires)),
            _ => None,
        }
    }

    /// Whether the answer of [`Visibility::hidden`] never changes.
    pub const fn is_constant(&self) -> bool {
        self.draft || (self.publish.is_none() && self.expires.is_none())
    }
}
