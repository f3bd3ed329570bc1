//! An SSH client that does what a test wants, honest or not, over loopback only.

#![allow(dead_code, reason = "each test binary uses a part")]
#![allow(clippy::panic, reason = "a helper of tests fails like one")]

use std::future::Future as _;
use std::num::NonZeroU16;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use russh::client::{Config, Handle, Handler, Msg, connect_stream};
use russh::keys::PublicKeyOrCertificate;
use russh::{Channel, ChannelMsg};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep, timeout};

/// How long anything may take on a busy machine before a test gives up.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Trusts every server: it is ours.
pub struct Trusting;

impl Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

/// How a client reads.
const QUICKLY: u8 = 0;
const SLOWLY: u8 = 1;
const NEVER: u8 = 2;
/// It reads quickly, and what it sends is changed on the way.
const BROKEN: u8 = 3;
/// A slow client reads so many bytes and then rests: at most 512 kB a second, and a tenth of that on a busy machine.
const SIP: usize = 512;
const REST: Duration = Duration::from_millis(1);

/// A connection that can become slow, or stop reading.
struct Deaf {
    stream: TcpStream,
    manner: Arc<AtomicU8>,
    rest: Pin<Box<Sleep>>,
}

impl Deaf {
    fn sip(&mut self, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> {
        ready!(self.rest.as_mut().poll(context));
        let mut bytes = [0; SIP];
        let mut sip = ReadBuf::new(&mut bytes[..SIP.min(buffer.remaining())]);
        ready!(Pin::new(&mut self.stream).poll_read(context, &mut sip))?;
        buffer.put_slice(sip.filled());
        self.rest = Box::pin(sleep(REST));
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Deaf {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        match self.manner.load(Ordering::Relaxed) {
            // Nobody wakes it again, and that is meant.
            NEVER => Poll::Pending,
            SLOWLY => self.sip(context, buffer),
            _ => Pin::new(&mut self.stream).poll_read(context, buffer),
        }
    }
}

impl AsyncWrite for Deaf {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<std::io::Result<usize>> {
        let is_broken = self.manner.load(Ordering::Relaxed) == BROKEN;
        let changed: Vec<u8> = bytes.iter().map(|byte| if is_broken { byte ^ 0x55 } else { *byte }).collect();
        Pin::new(&mut self.stream).poll_write(context, &changed)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// A guest that was let in.
pub struct Guest {
    /// The connection.
    pub handle: Handle<Trusting>,
    manner: Arc<AtomicU8>,
}

impl Guest {
    /// Connects and is let in, or not.
    pub async fn connect(port: u16) -> Option<Self> {
        let mut guest = Self::knock(port).await?;
        let result = timeout(PATIENCE, guest.handle.authenticate_none("guest")).await.ok()?.ok()?;
        result.success().then_some(guest)
    }

    /// Comes in, and has the first screen before it.
    pub async fn at_home(port: u16, columns: u32, rows: u32) -> (Self, Channel<Msg>, vt100::Parser) {
        let guest = Self::connect(port).await.expect("let in");
        let (mut channel, mut parser) = guest.screen(columns, rows).await;
        until(&mut channel, &mut parser, "Новини").await;
        (guest, channel, parser)
    }

    /// Connects, and says no name yet.
    pub async fn knock(port: u16) -> Option<Self> {
        let config = Arc::new(Config { nodelay: true, inactivity_timeout: None, ..Config::default() });
        let stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
        let manner = Arc::new(AtomicU8::new(QUICKLY));
        let stream = Deaf { stream, manner: Arc::clone(&manner), rest: Box::pin(sleep(Duration::ZERO)) };
        let handle = timeout(PATIENCE, connect_stream(config, stream, Trusting)).await.ok()?.ok()?;
        Some(Self { handle, manner })
    }

    /// From now on what it sends is changed on its way.
    pub fn break_packets(&self) {
        self.manner.store(BROKEN, Ordering::Relaxed);
    }

    /// From now on it reads nothing.
    pub fn stop_reading(&self) {
        self.manner.store(NEVER, Ordering::Relaxed);
    }

    /// From now on it reads little by little.
    pub fn read_slowly(&self) {
        self.manner.store(SLOWLY, Ordering::Relaxed);
    }

    /// A channel with the kiosk's screen, and what it shows.
    pub async fn screen(&self, columns: u32, rows: u32) -> (Channel<Msg>, vt100::Parser) {
        let channel = self.handle.channel_open_session().await.expect("a channel");
        channel.set_env(false, "LANG", "bg_BG.UTF-8").await.expect("sent");
        channel.request_pty(false, "xterm-256color", columns, rows, 0, 0, &[]).await.expect("sent");
        channel.request_shell(false).await.expect("sent");
        let side = |length: u32, most: u16| {
            NonZeroU16::new(u16::try_from(length).unwrap_or(u16::MAX).min(most)).expect("a side")
        };
        (channel, vt100::Parser::new(side(rows, 80), side(columns, 300), 0))
    }
}

/// What an honest guest may wait for a key's answer while others attack, on a busy machine with a debug build.
const QUICK: Duration = Duration::from_secs(2);

/// Comes as an honest guest, presses a key, and sees the answer at once.
pub async fn is_served(port: u16) {
    let (_guest, mut channel, mut parser) = Guest::at_home(port, 80, 24).await;
    answers(&mut channel, &mut parser, "News").await;
    channel.data_bytes(b"q".to_vec()).await.expect("sent");
}

/// The other language is asked for and comes at once, with `word` on the screen.
pub async fn answers(channel: &mut Channel<Msg>, parser: &mut vt100::Parser, word: &str) {
    let pressed = Instant::now();
    channel.data_bytes(b"\x1bOQ".to_vec()).await.expect("sent");
    until(channel, parser, word).await;
    assert!(pressed.elapsed() < QUICK, "{:?}", pressed.elapsed());
}

/// Reads until the screen says `text`.
pub async fn until(channel: &mut Channel<Msg>, parser: &mut vt100::Parser, text: &str) {
    let reading = async {
        while !parser.screen().contents().contains(text) {
            match channel.wait().await {
                Some(ChannelMsg::Data { data }) => parser.process(&data),
                Some(_) => {}
                None => panic!("the channel ended before ‘{text}’:\n{}", parser.screen().contents()),
            }
        }
    };
    let read = timeout(PATIENCE, reading).await.is_ok();
    assert!(read, "no ‘{text}’ on:\n{}", parser.screen().contents());
}
