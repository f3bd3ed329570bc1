//! Locks between processes: one owner, one publisher. Never waits.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

use rustix::fs::{FlockOperation, flock};

/// A locked file; unlocked when dropped, or when the process ends however it ends.
pub(super) struct Lock(File);

impl Lock {
    /// Makes and locks the file; nothing if another process, or this one, has it locked, which is seen of a file too that
    /// this account may only read.
    pub(super) fn take(path: &Path) -> io::Result<Option<Self>> {
        let file = match OpenOptions::new().create(true).truncate(false).write(true).open(path) {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied && is_locked(path) => return Ok(None),
            file => file?,
        };
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Self(file))),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing alone is not enough: a process being started at this moment has a copy of the descriptor.
        let _ = flock(&self.0, FlockOperation::Unlock);
    }
}

/// Held while publishing or going back.
pub(super) fn publishing_lock(data: &Path) -> io::Result<Option<Lock>> {
    Lock::take(&data.join("publish.lock"))
}

/// Held by the owner for life.
pub(super) fn owner_lock(data: &Path) -> io::Result<Option<Lock>> {
    Lock::take(&data.join("owner.lock"))
}

/// Whether some process, or this one, holds an exclusive lock on the file.
pub(super) fn is_locked(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    flock(&file, FlockOperation::NonBlockingLockShared).is_err()
}
