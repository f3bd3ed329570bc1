//! Pictures to draw in, lent for one frame: a session keeps none, as one takes 48 bytes a cell.

use std::sync::{Arc, Mutex, PoisonError};

use crate::terminal::Picture;

/// A few pictures for all sessions: as many as were ever drawn in at once, which is at most one a worker.
#[derive(Clone, Debug, Default)]
pub struct Scratch(Arc<Mutex<Vec<Picture>>>);

impl Scratch {
    /// Lends a picture of any size and any content.
    pub fn lend<T>(&self, draw: impl FnOnce(&mut Picture) -> T) -> T {
        let mut picture = self.free().pop().unwrap_or_default();
        let drawn = draw(&mut picture);
        self.free().push(picture);
        drawn
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Picture>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
