//! What a publisher tells while it works: progress for people, steps for tests. Never decides anything itself.

use std::io;
use std::path::PathBuf;

/// How far a publication is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many of so many records are written.
    Writing {
        /// Records written.
        done: u32,
        /// All records.
        total: u32,
    },
    /// So many of so many values were read back and found right.
    Verifying {
        /// Values checked.
        done: u64,
        /// All values.
        total: u64,
    },
    /// Files are brought to the disk.
    Syncing,
    /// The new edition is the current one.
    Done,
}

/// A step of a publication that changes the disk; reported just before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Left-overs of earlier publications are removed.
    Clean,
    /// The new edition's folder is made.
    Make,
    /// Records are written into the new database.
    Write,
    /// The database is flushed and closed.
    Close,
    /// The search index is written into this folder.
    Index(PathBuf),
    /// It is opened and closed once more, which makes sled write its snapshot.
    Reopen,
    /// Everything is read back.
    Verify,
    /// What a first screen reads is written.
    First,
    /// The manifest is written.
    Manifest,
    /// This file or folder is brought to the disk.
    Sync(PathBuf),
    /// The folder takes its final name.
    Rename,
    /// The new `CURRENT` is written beside the old one.
    CurrentWrite,
    /// It is brought to the disk.
    CurrentSync,
    /// It replaces the old one.
    CurrentRename,
    /// The folder that holds it is brought to the disk.
    CurrentFolder,
    /// Editions that are not kept any more are removed.
    Prune,
}

/// Watches a publication. Any `FnMut(Progress)` is one.
pub trait Observer {
    /// Called often; must be quick.
    fn progress(&mut self, progress: Progress);

    /// Called before each step; an error ends the publication as if the step had failed with it.
    ///
    /// # Errors
    /// Only an observer made to fail returns one.
    fn step(&mut self, _: &Step) -> io::Result<()> {
        Ok(())
    }
}

impl<F: FnMut(Progress)> Observer for F {
    fn progress(&mut self, progress: Progress) {
        self(progress);
    }
}

/// Watches nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Progress) {}
}
