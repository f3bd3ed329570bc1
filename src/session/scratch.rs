//! Buffers to draw in, lent for one frame: a session keeps none, as one takes 48 bytes a cell.

use std::sync::{Arc, Mutex, PoisonError};

use ratatui::buffer::Buffer;

/// A few buffers for all sessions: as many as were ever drawn in at once, which is at most one a worker.
#[derive(Clone, Debug, Default)]
pub struct Scratch(Arc<Mutex<Vec<Buffer>>>);

impl Scratch {
    /// Lends a buffer of any size and any content.
    pub fn lend<T>(&self, draw: impl FnOnce(&mut Buffer) -> T) -> T {
        let mut buffer = self.free().pop().unwrap_or_default();
        let drawn = draw(&mut buffer);
        self.free().push(buffer);
        drawn
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Buffer>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
