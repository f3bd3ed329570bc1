//! The records that are opened most: a short list shared by who counts and who shows. Never counts, never reads a disk.

use std::sync::{Arc, PoisonError, RwLock};

use crate::content::Slug;

/// The most opened records, the first one most. All clones are one list, renewed now and then; a slug in it may be of a
/// record that is not published any more.
#[derive(Clone, Debug, Default)]
pub struct Popular(Arc<RwLock<Arc<[Slug]>>>);

impl Popular {
    /// The list as it is now.
    pub fn now(&self) -> Arc<[Slug]> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Puts another list in its place, for everybody.
    pub fn renew(&self, slugs: Vec<Slug>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = slugs.into();
    }
}
