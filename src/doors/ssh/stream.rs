//! A TCP connection that can be cut from outside. The SSH library's own task holds it and would serve a peer that does
//! nothing for ever; it notices a cut as the end of the stream.
//!
//! A peer that takes nothing ends it too: while the library waits to write it looks at nothing else.
//!
//! Reads ahead: the library asks for a packet's length and then for the rest, and once more to learn that nothing is left,
//! which would be three calls of the system for a key. Here they are one.

use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, Interest, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

/// What the kernel may hold of what a peer does not take, in bytes (it doubles it): frames in there are stale.
const SEND_BUFFER: usize = 64 << 10;
/// What is read ahead at most, in bytes; each guest has such a buffer. The packet of a key takes 44 to 80.
const AHEAD: usize = 256;

/// A connection.
#[derive(Debug)]
pub struct Stream {
    socket: Arc<TcpStream>,
    stalled: Arc<AtomicBool>,
    /// How long the peer may take nothing, and the time when that is over, while it takes nothing.
    patience: Duration,
    wall: Option<Pin<Box<Sleep>>>,
    ahead: Box<[u8; AHEAD]>,
    /// Where in `ahead` that begins and ends which nobody has taken.
    from: usize,
    to: usize,
}

/// What ends a connection.
#[derive(Debug)]
pub struct Cut {
    socket: Arc<TcpStream>,
    stalled: Arc<AtomicBool>,
}

impl Cut {
    /// Ends it in both directions.
    pub fn cut(&self) {
        // Refused when the peer was first: then it is cut.
        let _already = rustix::net::shutdown(&*self.socket, rustix::net::Shutdown::Both);
    }

    /// Whether it ended because the peer took nothing.
    pub fn is_stalled(&self) -> bool {
        self.stalled.load(Ordering::Relaxed)
    }
}

impl Stream {
    /// Small packets leave at once, and little is held for a peer that takes nothing, and that for as long as `patience`.
    pub fn new(stream: TcpStream, patience: Duration) -> Self {
        // Both only make it better; a connection that refuses them serves as well.
        let _as_it_is = stream.set_nodelay(true);
        let _as_it_is = rustix::net::sockopt::set_socket_send_buffer_size(&stream, SEND_BUFFER);
        let (socket, stalled) = (Arc::new(stream), Arc::default());
        Self { socket, stalled, patience, wall: None, ahead: Box::new([0; AHEAD]), from: 0, to: 0 }
    }

    /// What ends it while another task has it.
    pub fn scissors(&self) -> Cut {
        Cut { socket: Arc::clone(&self.socket), stalled: Arc::clone(&self.stalled) }
    }

    /// Waits until the peer takes something again; an error when it has not for too long.
    fn poll_wall(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Poll::Ready(ready) = self.socket.poll_write_ready(context) {
            return Poll::Ready(ready);
        }
        let patience = self.patience;
        ready!(self.wall.get_or_insert_with(|| Box::pin(sleep(patience))).as_mut().poll(context));
        self.stalled.store(true, Ordering::Relaxed);
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Gives what was read ahead; `false` if there is none.
    fn give(&mut self, buffer: &mut ReadBuf<'_>) -> bool {
        let length = (self.to - self.from).min(buffer.remaining());
        let Some(bytes) = self.ahead.get(self.from..self.from + length) else { return false };
        buffer.put_slice(bytes);
        self.from += length;
        length > 0
    }
}

/// Reads into `bytes` what is there; `None` when nothing is. A read that does not fill `bytes` has taken everything, so the
/// connection is marked as empty at once, without asking the system again.
fn read(socket: &TcpStream, bytes: &mut [u8]) -> Option<io::Result<usize>> {
    let mut length = None;
    let outcome = socket.try_io(Interest::READABLE, || {
        let read = rustix::io::retry_on_intr(|| rustix::io::read(socket, &mut *bytes))?;
        length = Some(read);
        if (1..bytes.len()).contains(&read) { Err(io::ErrorKind::WouldBlock.into()) } else { Ok(()) }
    });
    match (length, outcome) {
        (Some(length), _) => Some(Ok(length)),
        (None, Err(error)) if error.kind() != io::ErrorKind::WouldBlock => Some(Err(error)),
        (None, _) => None,
    }
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if buffer.remaining() == 0 || this.give(buffer) {
            return Poll::Ready(Ok(()));
        }
        loop {
            ready!(this.socket.poll_read_ready(context))?;
            if buffer.remaining() >= AHEAD {
                let Some(length) = read(&this.socket, buffer.initialize_unfilled()) else { continue };
                buffer.advance(length?);
            } else {
                let Some(length) = read(&this.socket, &mut this.ahead[..]) else { continue };
                (this.from, this.to) = (0, length?);
                this.give(buffer);
            }
            return Poll::Ready(Ok(()));
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        loop {
            ready!(this.poll_wall(context))?;
            match this.socket.try_write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                written => {
                    this.wall = None;
                    return Poll::Ready(written);
                }
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        let ended = rustix::net::shutdown(&*self.socket, rustix::net::Shutdown::Write);
        Poll::Ready(match ended {
            Ok(()) | Err(rustix::io::Errno::NOTCONN) => Ok(()),
            Err(error) => Err(error.into()),
        })
    }
}
