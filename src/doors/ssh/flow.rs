//! How far a client is behind what was sent to it. A stalled client still takes its whole window, a megabyte or two, and
//! would show all of it before the newest frame; so less is kept under way, if the client lets us.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// So many bytes are under way at most, once the client is known to say soon enough that it took some: OpenSSH says so
/// every 48 KiB.
const UNDER_WAY: u64 = 128 << 10;

/// The bytes of one channel, sent and taken.
#[derive(Debug, Default)]
pub struct Flow {
    counts: Mutex<Counts>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct Counts {
    sent: u64,
    taken: u64,
    /// What was sent, and the window left, when the client last enlarged its window. Before the first time nothing is
    /// known, and only the client's window is the bound.
    last: Option<(u64, u64)>,
    /// The most that was sent between two enlargements. A client that enlarges only every megabyte must be sent more
    /// than that, or it would wait for us and we for it.
    stride: u64,
}

impl Flow {
    /// Waits until so many bytes may be sent, and counts them as sent.
    pub async fn acquire(&self, bytes: usize) {
        if self.counts().take(bytes as u64) {
            return;
        }
        let mut changed = std::pin::pin!(self.changed.notified());
        loop {
            changed.as_mut().enable();
            if self.counts().take(bytes as u64) {
                return;
            }
            changed.as_mut().await;
            changed.set(self.changed.notified());
        }
    }

    /// The client enlarged its window; `left` is what it has room for now.
    pub fn adjusted(&self, left: u32) {
        self.counts().adjust(u64::from(left));
        self.changed.notify_waiters();
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    fn take(&mut self, bytes: u64) -> bool {
        let limit = UNDER_WAY.max(2 * self.stride);
        let room = self.last.is_none() || self.sent - self.taken + bytes <= limit || self.sent == self.taken;
        if room {
            self.sent += bytes;
        }
        room
    }

    fn adjust(&mut self, left: u64) {
        let (before, window) = self.last.unwrap_or((0, left));
        let since = self.sent - before;
        self.stride = self.stride.max(since);
        // The first time the window at the start is not known: all is taken for taken.
        let taken = if self.last.is_some() { (left + since).saturating_sub(window) } else { since };
        self.taken = (self.taken + taken).min(self.sent);
        self.last = Some((self.sent, left));
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, UNDER_WAY};

    /// A client with a window of `size` that enlarges it again each time it has taken `step` bytes.
    struct Client {
        size: u64,
        step: u64,
        room: u64,
        unsaid: u64,
    }

    impl Client {
        fn takes(&mut self, bytes: u64, counts: &mut Counts) {
            self.room -= bytes;
            self.unsaid += bytes;
            if self.unsaid >= self.step {
                self.room += std::mem::take(&mut self.unsaid);
                counts.adjust(self.room);
                assert!(self.room <= self.size);
            }
        }
    }

    #[test]
    fn a_client_that_stalls_gets_little_more() {
        let (mut counts, mut client) =
            (Counts::default(), Client { size: 1 << 20, step: 48 << 10, room: 1 << 20, unsaid: 0 });
        for _ in 0..1000 {
            assert!(counts.take(1000));
            client.takes(1000, &mut counts);
        }
        let before = counts.sent;
        while counts.take(1000) {}
        assert!(counts.sent - before <= UNDER_WAY, "{}", counts.sent - before);
        assert!(counts.sent - before > 48 << 10, "{}", counts.sent - before);
    }

    #[test]
    fn a_client_that_seldom_enlarges_its_window_never_waits_for_ever() {
        for step in [1, 1000, 48 << 10, 200_000, 1 << 20, 2 << 20] {
            let (mut counts, mut client) =
                (Counts::default(), Client { size: 2 << 20, step, room: 2 << 20, unsaid: 0 });
            for _ in 0..20_000 {
                let bytes = client.room.min(1000);
                assert!(counts.take(bytes), "step {step}: stuck after {} bytes", counts.sent);
                client.takes(bytes, &mut counts);
            }
        }
    }
}
