//! The attaching side: brings this process's terminal to the owner. Opens no database and draws nothing of its own.

use std::io;
use std::path::Path;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::UnixStream;
use tokio::time::timeout;

use crate::doors::frame::{Exit, Hello, Message, Reader};
use crate::session::{Inbound, Sink, Source};

/// Until an owner must have said welcome: one that hangs is as good as none.
const WELCOME: Duration = Duration::from_secs(5);
/// A frame is at most some dozens of KiB, and most are a few hundred bytes.
const READ: usize = 8 << 10;

/// A connection to an owner that said welcome.
#[derive(Debug)]
pub struct Attached {
    stream: UnixStream,
    reader: Reader,
}

/// How being attached ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detached {
    /// The owner ended it.
    Exit(Exit),
    /// The connection broke: the owner is gone.
    Lost,
    /// This side's terminal went away.
    Left,
}

/// Connects to the owner whose socket is at `path` and says `hello`.
///
/// # Errors
/// If nobody listens there, it may not be used, or what answers is no owner.
pub async fn connect(path: &Path, hello: &Hello) -> io::Result<Attached> {
    let mut stream = UnixStream::connect(path).await?;
    let mut bytes = Vec::new();
    Message::Hello(Box::new(hello.clone())).encode(&mut bytes);
    stream.write_all(&bytes).await?;
    let mut attached = Attached { stream, reader: Reader::default() };
    match timeout(WELCOME, attached.message()).await?? {
        Some(Message::Welcome(_)) => Ok(attached),
        _ => Err(io::ErrorKind::ConnectionRefused.into()),
    }
}

impl Attached {
    /// Forwards `keys` to the owner and its frames to `frames` until either side ends.
    pub async fn run(self, keys: &mut (impl Source + Send), frames: &mut (impl Sink + Send)) -> Detached {
        let Self { stream, mut reader } = self;
        let (mut read, mut write) = stream.into_split();
        let input = async {
            loop {
                let message = match keys.receive().await {
                    Inbound::Bytes(bytes) => Message::Input(bytes),
                    Inbound::Resize(columns, rows) => Message::Resize(columns, rows),
                    Inbound::Redraw => Message::Redraw,
                    Inbound::Gone => return Detached::Left,
                };
                let mut bytes = Vec::new();
                message.encode(&mut bytes);
                if write.write_all(&bytes).await.is_err() {
                    // What the owner said last may still be to be read.
                    std::future::pending::<()>().await;
                }
            }
        };
        let output = async {
            loop {
                match next(&mut read, &mut reader).await {
                    Ok(Some(Message::Output(bytes))) => {
                        if frames.send(bytes).await.is_err() {
                            return Detached::Left;
                        }
                    }
                    Ok(Some(Message::Exit(exit))) => return Detached::Exit(exit),
                    Ok(Some(_)) => {}
                    Ok(None) | Err(_) => return Detached::Lost,
                }
            }
        };
        tokio::select! {
            detached = output => detached,
            detached = input => detached,
        }
    }

    /// Takes an answer whole: its text and how it ended.
    ///
    /// # Errors
    /// If the owner goes away before the end.
    pub async fn answer(mut self) -> io::Result<(Vec<u8>, Exit)> {
        let mut text = Vec::new();
        loop {
            match self.message().await? {
                Some(Message::Output(bytes)) => text.extend(bytes),
                Some(Message::Exit(exit)) => return Ok((text, exit)),
                Some(_) => {}
                None => return Err(io::ErrorKind::UnexpectedEof.into()),
            }
        }
    }

    async fn message(&mut self) -> io::Result<Option<Message>> {
        next(&mut self.stream, &mut self.reader).await
    }
}

/// The next message of the owner; `None` at its end.
async fn next(read: &mut (impl tokio::io::AsyncRead + Unpin), reader: &mut Reader) -> io::Result<Option<Message>> {
    loop {
        if let Some(message) = reader.message().map_err(io::Error::other)? {
            return Ok(Some(message));
        }
        let mut buffer = [0; READ];
        match read.read(&mut buffer).await? {
            0 => return Ok(None),
            length => reader.push(buffer.get(..length).unwrap_or_default()),
        }
    }
}
