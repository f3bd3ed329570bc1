//! A free page of a cluster or of the kiosk. Its text is the head's body.

use serde::{Deserialize, Serialize};

use super::{Head, Slug};

/// A free page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The common fields.
    pub head: Head,
    /// The cluster it belongs to; none is the kiosk itself.
    pub cluster: Option<Slug>,
    /// Its place among the pages: smaller first.
    pub order: u32,
}
