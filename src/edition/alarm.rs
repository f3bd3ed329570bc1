//! Rings when a read of an edition fails, so that whoever looks after the editions need not look again and again. Never says
//! what failed: the edition knows.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use rustix::event::{EventfdFlags, eventfd};

/// A bell that is waited for as a file. Clones are the same bell.
#[derive(Clone, Debug)]
pub struct Alarm(Arc<OwnedFd>);

impl Alarm {
    /// A silent one; nothing where the system gives none.
    pub(super) fn new() -> Option<Self> {
        eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).ok().map(|file| Self(Arc::new(file)))
    }

    /// Rings until it is silenced.
    pub(super) fn ring(&self) {
        // A full counter rings already.
        let _full = rustix::io::write(&self.0, &1_u64.to_ne_bytes());
    }

    /// Stops it; whether it rang.
    pub fn silence(&self) -> bool {
        rustix::io::read(&self.0, &mut [0; 8]).is_ok()
    }
}

impl AsFd for Alarm {
    /// Can be read while it rings.
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

#[cfg(test)]
mod tests {
    use super::Alarm;

    #[test]
    fn it_rings_until_it_is_silenced() {
        let alarm = Alarm::new().expect("an event counter");
        let same = alarm.clone();
        assert!(!alarm.silence());
        same.ring();
        same.ring();
        assert!(alarm.silence() && !alarm.silence());
    }
}
