//! The terminal this process was started on, as a door. Signals that end the process are not handled here: whoever runs
//! the session stops it, and the terminal is given back when the [`Door`] is dropped.

use std::io;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{mpsc as queue, oneshot};

use crate::session::{Inbound, Sink, Source};
use crate::terminal::Profile;
use crate::terminal::local::Tty;

/// How long the frame in flight may still take when the visit is over.
const LAST_FRAME: Duration = Duration::from_millis(500);

/// A terminal that was entered. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Door {
    tty: Arc<Tty>,
    profile: Profile,
    /// Ends when the writing thread does.
    written: mpsc::Receiver<()>,
}

/// Reads that may wait for the session: a pasted book is not taken from the terminal faster than it is used.
const MAX_READS: usize = 16;

/// What the visitor does there. A thread of its own waits for it: the file is shared with the shell and must stay one
/// that blocks.
#[derive(Debug)]
pub struct Keys {
    tty: Arc<Tty>,
    profile: Profile,
    bytes: queue::Receiver<Vec<u8>>,
    resized: Signal,
    stopped: Signal,
    continued: Signal,
    size: (u32, u32),
    sizing: Sizing,
}

/// Whether the terminal's changes of size count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sizing {
    /// They do.
    Followed,
    /// The size was given by an option.
    Fixed,
}

/// Where its frames go: a thread of their own writes them, as a terminal that takes no bytes blocks the writer.
#[derive(Debug)]
pub struct Frames(mpsc::SyncSender<Frame>);

/// The bytes of a frame, and where to say that they are out.
type Frame = (Vec<u8>, oneshot::Sender<io::Result<()>>);

/// Enters the terminal. Needs a tokio runtime.
///
/// # Errors
/// If the terminal or the system refuses; the terminal is then as it was.
pub fn open(tty: Tty, profile: Profile, sizing: Sizing) -> io::Result<(Door, Keys, Frames)> {
    let tty = Arc::new(tty);
    let (read, bytes) = queue::channel(MAX_READS);
    let keys = Keys {
        bytes,
        resized: signal(SignalKind::window_change())?,
        stopped: signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw()))?,
        continued: signal(SignalKind::from_raw(rustix::process::Signal::CONT.as_raw()))?,
        size: tty.size(),
        sizing,
        profile,
        tty: Arc::clone(&tty),
    };
    let (frames, unwritten) = mpsc::sync_channel(1);
    let (ended, written) = mpsc::channel();
    tty.enter(&profile)?;
    let (reader, writer) = (Arc::clone(&tty), Arc::clone(&tty));
    thread::Builder::new().name("keys".to_owned()).spawn(move || read_all(&reader, &read))?;
    thread::Builder::new().name("frames".to_owned()).spawn(move || write_all(&writer, unwritten, ended))?;
    Ok((Door { tty, profile, written }, keys, Frames(frames)))
}

/// Ends with the terminal, or when nobody takes the bytes any more.
fn read_all(tty: &Tty, read: &queue::Sender<Vec<u8>>) {
    let mut buffer = [0; 4096];
    while let Ok(length) = tty.read(&mut buffer) {
        let bytes = buffer.get(..length).unwrap_or_default().to_vec();
        if length > 0 && read.blocking_send(bytes).is_err() {
            break;
        }
    }
}

/// Ends when no more frames can come; dropping `ended` says so.
fn write_all(tty: &Tty, frames: mpsc::Receiver<Frame>, ended: mpsc::Sender<()>) {
    for (frame, done) in frames {
        // Nobody waits for the answer when the visit is over.
        let _over = done.send(tty.write(&frame));
    }
    drop(ended);
}

impl Door {
    /// What the terminal was entered as.
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        // Whatever the answer is, nothing is written any more or the terminal takes nothing.
        let _ended = self.written.recv_timeout(LAST_FRAME);
        self.tty.leave();
    }
}

impl Source for Keys {
    async fn receive(&mut self) -> Inbound {
        loop {
            tokio::select! {
                biased;
                Some(()) = self.resized.recv() => if let Some(resize) = self.resize() {
                    return resize;
                },
                Some(()) = self.stopped.recv() => self.stop(),
                Some(()) = self.continued.recv() => return self.go_on(),
                read = self.bytes.recv() => return read.map_or(Inbound::Gone, Inbound::Bytes),
            }
        }
    }
}

impl Keys {
    /// Columns and rows as last seen; `None` when the terminal's size does not count.
    pub fn followed_size(&self) -> Option<(u32, u32)> {
        (self.sizing == Sizing::Followed).then_some(self.size)
    }

    fn resize(&mut self) -> Option<Inbound> {
        self.size = self.tty.size();
        self.followed_size().map(|(columns, rows)| Inbound::Resize(columns, rows))
    }

    /// Does what the signal would have done, with the terminal given back before.
    fn stop(&self) {
        self.tty.leave();
        let _refused = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
    }

    fn go_on(&mut self) -> Inbound {
        if self.tty.enter(&self.profile).is_err() {
            return Inbound::Gone;
        }
        self.resize().unwrap_or(Inbound::Redraw)
    }
}

impl Sink for Frames {
    /// Whoever stopped this terminal will let it go on.
    fn patience(&self) -> Option<Duration> {
        None
    }

    async fn send(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        let (done, written) = oneshot::channel();
        // Room is certain: one frame is in flight at most.
        self.0.try_send((bytes, done)).map_err(io::Error::other)?;
        written.await.unwrap_or_else(|_| Err(io::ErrorKind::BrokenPipe.into()))
    }
}
