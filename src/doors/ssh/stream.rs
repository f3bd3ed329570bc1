//! A TCP connection that can be cut from outside. The SSH library's own task holds it and would serve a peer that does
//! nothing for ever; it notices a cut as the end of the stream.
//!
//! Reads ahead: the library asks for a packet's length and then for the rest, and once more to learn that nothing is left,
//! which would be three calls of the system for a key. Here they are one.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, Interest, ReadBuf};
use tokio::net::TcpStream;

/// What the kernel may hold of what a peer does not take, in bytes (it doubles it): frames in there are stale.
const SEND_BUFFER: usize = 64 << 10;
/// What is read ahead at most, in bytes; each guest has such a buffer. The packet of a key takes 44 to 80.
const AHEAD: usize = 256;

/// A connection.
#[derive(Debug)]
pub struct Stream {
    socket: Arc<TcpStream>,
    ahead: Box<[u8; AHEAD]>,
    /// Where in `ahead` that begins and ends which nobody has taken.
    from: usize,
    to: usize,
}

/// What ends a connection.
#[derive(Debug)]
pub struct Cut(Arc<TcpStream>);

impl Cut {
    /// Ends it in both directions.
    pub fn cut(&self) {
        // Refused when the peer was first: then it is cut.
        let _already = rustix::net::shutdown(&*self.0, rustix::net::Shutdown::Both);
    }
}

impl Stream {
    /// Small packets leave at once, and little is held for a peer that takes nothing.
    pub fn new(stream: TcpStream) -> Self {
        // Both only make it better; a connection that refuses them serves as well.
        let _as_it_is = stream.set_nodelay(true);
        let _as_it_is = rustix::net::sockopt::set_socket_send_buffer_size(&stream, SEND_BUFFER);
        Self { socket: Arc::new(stream), ahead: Box::new([0; AHEAD]), from: 0, to: 0 }
    }

    /// What ends it while another task has it.
    pub fn scissors(&self) -> Cut {
        Cut(Arc::clone(&self.socket))
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
        loop {
            ready!(self.socket.poll_write_ready(context))?;
            match self.socket.try_write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                written => return Poll::Ready(written),
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
