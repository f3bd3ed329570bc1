//! The SSH door for guests, who read and nothing else: no command is run, nothing is forwarded, nothing is written.
//!
//! The accept loop is ours: the library's ends at the first error, and limits come before the handshake.

mod connection;
mod ends;
mod flow;
mod gate;
mod guest;
pub mod keys;
mod names;
mod stream;
mod words;

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use russh::keys::{Algorithm, PrivateKey, PublicKey};
use russh::server::Config;
use russh::{Preferred, SshId, cipher, compression, kex, mac};
use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

pub use gate::Gate;

use self::stream::Stream;
use super::limits::Rules;
use super::network::Network;
use super::proxy::{self, Header};
use super::reception::{Answer, Notice, Question, Reception, Way};
use super::{Trouble, stopped};
use crate::text::Lang;

/// Balancers' connections whose PROXY header has not come yet.
const MAX_HEADERS: usize = 64;
/// Answers that are being made at the same time.
const MAX_ANSWERS: usize = 4;
/// What a client may send before it is told that it was taken; also what may wait for the session.
const WINDOW: u32 = 64 << 10;

/// What a door is opened with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Until the client's identification must have come.
    pub identification: Duration,
    /// Until it must have been let in.
    pub authentication: Duration,
    /// Until it must have asked for something.
    pub shell: Duration,
    /// A client that is silent for so long is asked whether it is there; three silences end it.
    pub keepalive: Duration,
    /// A client that takes nothing for so long is closed.
    pub stall: Duration,
    /// Networks whose connections begin with a PROXY header.
    pub proxy_from: Vec<Network>,
    /// Who may come.
    pub rules: Rules,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            identification: Duration::from_secs(5),
            authentication: Duration::from_secs(20),
            shell: Duration::from_secs(30),
            keepalive: Duration::from_secs(30),
            stall: Duration::from_secs(30),
            proxy_from: Vec::new(),
            rules: Rules::default(),
        }
    }
}

/// The door, open or about to be.
#[derive(Debug)]
pub struct Door<R> {
    shared: Arc<Shared<R>>,
}

/// What all connections share.
#[derive(Debug)]
struct Shared<R> {
    reception: R,
    settings: Settings,
    library: Arc<Config>,
    administrators: RwLock<Arc<[PublicKey]>>,
    gate: Gate,
    answers: Semaphore,
    headers: Semaphore,
}

impl<R: Reception> Door<R> {
    /// A door that shows `key` and leads to `reception`.
    pub fn new(reception: R, settings: Settings, key: PrivateKey, administrators: Vec<PublicKey>) -> Self {
        let library = Arc::new(library(&settings, key));
        let gate = Gate::new(settings.rules.clone());
        let shared = Shared {
            reception,
            settings,
            library,
            administrators: RwLock::new(administrators.into()),
            gate,
            answers: Semaphore::new(MAX_ANSWERS),
            headers: Semaphore::new(MAX_HEADERS),
        };
        Self { shared: Arc::new(shared) }
    }

    /// The limits, to look at or to change while the door is open.
    pub fn gate(&self) -> Gate {
        self.shared.gate.clone()
    }

    /// Other administrators; who is in keeps what he has.
    pub fn set_administrators(&self, keys: Vec<PublicKey>) {
        *self.shared.administrators.write().unwrap_or_else(PoisonError::into_inner) = keys.into();
    }

    /// Takes connections until `stop` is `true`, then waits until all have ended. Dropping the future cuts who is left.
    pub async fn open(&self, listener: TcpListener, mut stop: watch::Receiver<bool>) {
        let mut connections = JoinSet::new();
        let mut trouble = Trouble::default();
        loop {
            tokio::select! {
                biased;
                () = stopped(&mut stop) => break,
                Some(_ended) = connections.join_next() => {}
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => {
                        trouble.over();
                        self.take(stream, peer, &mut connections);
                    }
                    Err(error) => {
                        let notice = Notice::Trouble(Way::Ssh, error.to_string());
                        trouble.rest(|| self.shared.reception.note(&notice)).await;
                    }
                },
            }
        }
        drop(listener);
        while connections.join_next().await.is_some() {}
    }

    fn take(&self, stream: TcpStream, peer: SocketAddr, connections: &mut JoinSet<()>) {
        let shared = Arc::clone(&self.shared);
        let stream = Stream::new(stream, shared.settings.stall);
        if shared.settings.proxy_from.iter().any(|network| network.contains(peer.ip())) {
            connections.spawn(announced(shared, stream, peer));
        } else if let Some(ticket) = shared.admit(peer) {
            connections.spawn(connection::serve(shared, stream, peer, ticket));
        }
    }
}

/// A connection through a balancer, which first says whom it speaks for.
async fn announced<R: Reception>(shared: Arc<Shared<R>>, mut stream: Stream, balancer: SocketAddr) {
    let Ok(permit) = shared.headers.try_acquire() else { return };
    let header = timeout(shared.settings.identification, header(&mut stream)).await;
    let Ok(Some(peer)) = header else {
        shared.reception.note(&Notice::Broken(balancer, "no PROXY header from a network that must send one"));
        return;
    };
    // The balancer asks for itself whether anybody is here: it has seen that.
    let Some(peer) = peer else { return };
    drop(permit);
    if let Some(ticket) = shared.admit(peer) {
        connection::serve(shared, stream, peer, ticket).await;
    }
}

/// The visitor's address, `Some(None)` for the balancer's own; `None` if there is no header.
async fn header(stream: &mut Stream) -> Option<Option<SocketAddr>> {
    let mut bytes = Vec::new();
    loop {
        match proxy::parse(&bytes).ok()? {
            Header::Complete(peer) => return Some(peer),
            Header::Needs(more) => {
                let read = bytes.len();
                bytes.resize(read + more, 0);
                stream.read_exact(bytes.get_mut(read..)?).await.ok()?;
            }
        }
    }
}

impl<R: Reception> Shared<R> {
    fn library(&self) -> Arc<Config> {
        Arc::clone(&self.library)
    }

    fn administrators(&self) -> Arc<[PublicKey]> {
        Arc::clone(&self.administrators.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn admit(&self, peer: SocketAddr) -> Option<gate::Ticket> {
        self.gate.admit(peer.ip()).inspect_err(|why| self.reception.note(&Notice::Refused(peer, *why))).ok()
    }

    fn broken(&self, peer: SocketAddr, why: &'static str) {
        self.reception.note(&Notice::Broken(peer, why));
        if self.gate.limits().bad_turn(peer.ip(), Instant::now()) {
            self.reception.note(&Notice::Banned(peer));
        }
    }

    /// Answers where it holds nobody up; a few at a time, as each reads the disk.
    async fn answer(&self, question: Question) -> Answer {
        let _permit = self.answers.acquire().await;
        let reception = self.reception.clone();
        let sorry = match question.lang.unwrap_or_default() {
            Lang::Bg => "отговорът не се получи; попитайте отново\n",
            Lang::En => "the answer failed; ask again\n",
        };
        let answered = tokio::task::spawn_blocking(move || reception.answer(&question)).await;
        answered.unwrap_or_else(|_| Answer { complaint: sorry.to_owned(), code: 1, ..Answer::default() })
    }
}

/// What the library is told. The algorithms are what ssh-audit has nothing against but that curve25519 alone is not
/// post-quantum; it stays for OpenSSH before 9.9. Compression stays off: it would cost memory for each guest.
fn library(settings: &Settings, key: PrivateKey) -> Config {
    let preferred = Preferred {
        kex: Cow::Borrowed(&[
            kex::MLKEM768X25519_SHA256,
            kex::CURVE25519,
            kex::CURVE25519_PRE_RFC_8731,
            kex::EXTENSION_SUPPORT_AS_SERVER,
            kex::EXTENSION_OPENSSH_STRICT_KEX_AS_SERVER,
        ]),
        key: Cow::Borrowed(&[Algorithm::Ed25519]),
        host_key_certificates: Cow::Borrowed(&[]),
        cipher: Cow::Borrowed(&[
            cipher::CHACHA20_POLY1305,
            cipher::AES_256_GCM,
            cipher::AES_128_GCM,
            cipher::AES_256_CTR,
            cipher::AES_192_CTR,
            cipher::AES_128_CTR,
        ]),
        mac: Cow::Borrowed(&[mac::HMAC_SHA512_ETM, mac::HMAC_SHA256_ETM]),
        compression: Cow::Borrowed(&[compression::NONE]),
    };
    Config {
        server_id: SshId::Standard(Cow::Borrowed("SSH-2.0-Megdan")),
        // Nobody is kept out by a secret, so there is nothing to guess and nothing to slow down.
        auth_rejection_time: Duration::ZERO,
        auth_rejection_time_initial: Some(Duration::ZERO),
        max_auth_attempts: 20,
        keys: vec![key],
        window_size: WINDOW,
        maximum_packet_size: 32 << 10,
        channel_buffer_size: 1,
        event_buffer_size: 1,
        preferred,
        // Deadlines and idleness are ours: the library's count the answers to its own questions.
        inactivity_timeout: None,
        keepalive_interval: Some(settings.keepalive),
        keepalive_max: 3,
        nodelay: true,
        ..Config::default()
    }
}
