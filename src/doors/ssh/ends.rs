//! A client's channel as where input comes from and where frames go.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use russh::ChannelId;
use russh::server::Handle;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

use super::flow::Flow;
use crate::session::{Inbound, Sink, Source};

/// So much goes to the library at once: it copies what it is given.
const PIECE: usize = 16 << 10;

/// What a client's terminal sends.
#[derive(Debug)]
pub struct Keys {
    pub(super) input: mpsc::Receiver<Vec<u8>>,
    pub(super) waiting: Arc<AtomicUsize>,
    pub(super) size: watch::Receiver<(u32, u32)>,
}

impl Source for Keys {
    async fn receive(&mut self) -> Inbound {
        // Looked at first, however many keys there are, but waited for last: a key then needs no place among the waiters.
        // The sender is gone when the client is, and then the input ends too.
        if self.size.has_changed().unwrap_or(false) {
            return self.resized();
        }
        tokio::select! {
            biased;
            bytes = self.input.recv() => bytes.map_or(Inbound::Gone, |bytes| {
                self.waiting.fetch_sub(bytes.len(), Ordering::Relaxed);
                Inbound::Bytes(bytes)
            }),
            Ok(()) = self.size.changed() => self.resized(),
        }
    }
}

impl Keys {
    fn resized(&mut self) -> Inbound {
        let (columns, rows) = *self.size.borrow_and_update();
        Inbound::Resize(columns, rows)
    }
}

/// Where frames and answers go.
#[derive(Clone, Debug)]
pub struct Frames {
    pub(super) handle: Handle,
    pub(super) channel: ChannelId,
    pub(super) flow: Arc<Flow>,
    /// How long the client may take nothing.
    pub(super) patience: Duration,
}

impl Sink for Frames {
    fn patience(&self) -> Option<Duration> {
        Some(self.patience)
    }

    async fn send(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        if bytes.len() <= PIECE {
            return self.piece(bytes).await;
        }
        for piece in bytes.chunks(PIECE) {
            self.piece(piece.to_vec()).await?;
        }
        Ok(())
    }
}

impl Frames {
    /// Sends all of `bytes`, however long it takes, to a client that goes on taking them.
    pub async fn deliver(&self, bytes: &[u8]) -> io::Result<()> {
        for piece in bytes.chunks(PIECE) {
            timeout(self.patience, self.piece(piece.to_vec())).await??;
        }
        Ok(())
    }

    async fn piece(&self, bytes: Vec<u8>) -> io::Result<()> {
        self.flow.acquire(bytes.len()).await;
        self.handle.data(self.channel, bytes).await.map_err(|_| gone())
    }

    /// Sends to the client's standard error.
    pub async fn complain(&self, bytes: Vec<u8>) -> io::Result<()> {
        self.handle.extended_data(self.channel, 1, bytes).await.map_err(|_| gone())
    }

    /// Ends the channel with an exit code.
    pub async fn finish(&self, code: u8) -> Result<(), ()> {
        self.handle.exit_status_request(self.channel, u32::from(code)).await?;
        self.handle.eof(self.channel).await?;
        self.handle.close(self.channel).await
    }
}

fn gone() -> io::Error {
    io::ErrorKind::BrokenPipe.into()
}
