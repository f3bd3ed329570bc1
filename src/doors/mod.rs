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

use tokio::sync::watch;

/// Waits until the owner ends.
pub async fn stopped(stop: &mut watch::Receiver<bool>) {
    // Without anybody to say so, it has ended.
    let _ended = stop.wait_for(|stop| *stop).await.is_ok();
}
