//! The ways in. Each turns what comes from a visitor into [`crate::session::Inbound`] and takes frames. Never knows screens
//! or content.

pub mod frame;
pub mod habits;
pub mod limits;
pub mod local;
pub mod network;
pub mod proxy;
pub mod reception;
pub mod socket;
pub mod ssh;

use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;

/// After the system is out of descriptors or memory, accepting rests so long.
const REST: Duration = Duration::from_millis(100);

/// Whether a door cannot take anybody just now.
#[derive(Debug, Default)]
struct Trouble(bool);

impl Trouble {
    /// Somebody was taken.
    const fn over(&mut self) {
        self.0 = false;
    }

    /// Nobody could be taken: says so once, not ten times a second while it lasts, and rests.
    async fn rest(&mut self, say: impl FnOnce()) {
        if !std::mem::replace(&mut self.0, true) {
            say();
        }
        sleep(REST).await;
    }
}

/// Waits until the owner ends.
pub async fn stopped(stop: &mut watch::Receiver<bool>) {
    // Without anybody to say so, it has ended.
    let _ended = stop.wait_for(|stop| *stop).await.is_ok();
}
