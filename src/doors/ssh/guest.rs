//! What the SSH library asks about one client. Runs inside the connection's own task: it answers every request at once
//! and never waits for the session behind it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use russh::keys::PublicKey;
use russh::server::{Auth, ChannelOpenHandle, Handler, Msg, PublicKeyOffer, Response, Session, VerifiedPublicKey};
use russh::{Channel, ChannelId, MethodKind, MethodSet, Pty};
use tokio::sync::{mpsc, watch};

use super::flow::Flow;
use super::keys::fingerprint;
use super::names::Said;
use super::words::words;

/// The name that gets in at once, without any key being looked at.
const GUEST: &str = "guest";
/// The longest name of a user, in bytes.
const MAX_USER: usize = 32;
/// Input that the session has not taken: so many chunks, so many bytes. More is dropped, as a terminal's own line does.
const MAX_CHUNKS: usize = 64;
const MAX_WAITING: usize = 64 << 10;
/// A client that asks for so much that is refused is not here for the screen.
const MAX_REFUSED: u32 = 64;

/// What a client got to.
#[derive(Debug)]
pub enum Progress {
    /// It was let in; as an administrator, whose key has this fingerprint.
    Authenticated(Option<String>),
    /// It asked for a screen or an answer.
    Asked(Box<Asked>),
}

/// What a client asked for.
#[derive(Debug)]
pub struct Asked {
    /// On which channel.
    pub channel: ChannelId,
    /// What it said of its terminal.
    pub said: Said,
    /// What it wants.
    pub what: What,
}

/// What a client wants.
#[derive(Debug, PartialEq, Eq)]
pub enum What {
    /// The screen.
    Screen,
    /// The answer to these words; to none, the digest.
    Answer(Vec<String>),
    /// A command that is too long or no text.
    Unreadable,
}

/// The session's ends of what a client's connection feeds.
#[derive(Debug)]
pub struct Inner {
    /// How far it got.
    pub progress: mpsc::Receiver<Progress>,
    /// What its terminal sent; ends when the client closed its side.
    pub input: mpsc::Receiver<Vec<u8>>,
    /// How many bytes of that wait.
    pub waiting: Arc<AtomicUsize>,
    /// The terminal's size, as it says.
    pub size: watch::Receiver<(u32, u32)>,
    /// How far behind it is.
    pub flow: Arc<Flow>,
}

/// One client.
#[derive(Debug)]
pub struct Guest {
    administrators: Arc<[PublicKey]>,
    administrator: Option<String>,
    said: Said,
    channel: Option<ChannelId>,
    asked: bool,
    refused: u32,
    progress: mpsc::Sender<Progress>,
    input: Option<mpsc::Sender<Vec<u8>>>,
    waiting: Arc<AtomicUsize>,
    size: watch::Sender<(u32, u32)>,
    flow: Arc<Flow>,
}

/// The client broke the rules, or the library found it did.
#[derive(Debug)]
pub struct Broken;

impl From<russh::Error> for Broken {
    fn from(_: russh::Error) -> Self {
        Self
    }
}

impl Guest {
    /// A client that has not said anything yet, and the session's ends.
    pub fn new(administrators: Arc<[PublicKey]>) -> (Self, Inner) {
        let (to_progress, progress) = mpsc::channel(2);
        let (to_input, input) = mpsc::channel(MAX_CHUNKS);
        let (to_size, size) = watch::channel((0, 0));
        let (waiting, flow) = (Arc::<AtomicUsize>::default(), Arc::<Flow>::default());
        let guest = Self {
            administrators,
            administrator: None,
            said: Said::default(),
            channel: None,
            asked: false,
            refused: 0,
            progress: to_progress,
            input: Some(to_input),
            waiting: Arc::clone(&waiting),
            size: to_size,
            flow: Arc::clone(&flow),
        };
        (guest, Inner { progress, input, waiting, size, flow })
    }

    /// Whoever is no administrator is a guest; what is typed as a password is not looked at.
    fn let_in(&mut self, user: &str) -> Auth {
        self.administrator = None;
        if user.len() <= MAX_USER { Auth::Accept } else { Auth::reject() }
    }

    /// Whether nobody of this name can be more than a guest: then nothing is waited for. Some clients offer one method only,
    /// and others cannot go on to a second.
    fn can_only_be_a_guest(&self, user: &str) -> bool {
        user == GUEST || self.administrators.is_empty()
    }

    fn is_administrator(&self, key: &PublicKey) -> bool {
        self.administrators.iter().any(|known| known.key_data() == key.key_data())
    }

    /// Something was refused; too often ends the connection.
    const fn refuse(&mut self) -> Result<(), Broken> {
        self.refused += 1;
        if self.refused > MAX_REFUSED { Err(Broken) } else { Ok(()) }
    }

    fn answer(&mut self, granted: bool, channel: ChannelId, session: &mut Session) -> Result<(), Broken> {
        if granted {
            Ok(session.channel_success(channel)?)
        } else {
            session.channel_failure(channel)?;
            self.refuse()
        }
    }

    /// A screen or an answer, once a connection.
    fn begin(&mut self, what: What, channel: ChannelId, session: &mut Session) -> Result<(), Broken> {
        let first = self.channel == Some(channel) && !self.asked;
        if first {
            self.asked = true;
            let asked = Asked { channel, said: std::mem::take(&mut self.said), what };
            self.progress.try_send(Progress::Asked(Box::new(asked))).map_err(|_| Broken)?;
        }
        self.answer(first, channel, session)
    }

    fn take(&mut self, bytes: &[u8]) {
        let Some(input) = &self.input else { return };
        if self.waiting.fetch_add(bytes.len(), Ordering::Relaxed) + bytes.len() > MAX_WAITING
            || input.try_send(bytes.to_vec()).is_err()
        {
            self.waiting.fetch_sub(bytes.len(), Ordering::Relaxed);
        }
    }
}

impl Handler for Guest {
    type Error = Broken;

    async fn auth_none(&mut self, user: &str) -> Result<Auth, Broken> {
        if self.can_only_be_a_guest(user) {
            return Ok(self.let_in(user));
        }
        self.administrator = None;
        let rest = [MethodKind::PublicKey, MethodKind::KeyboardInteractive, MethodKind::Password];
        Ok(Auth::Reject { proceed_with_methods: Some(MethodSet::from(rest.as_slice())), partial_success: false })
    }

    async fn auth_password(&mut self, user: &str, _: &str) -> Result<Auth, Broken> {
        Ok(self.let_in(user))
    }

    async fn auth_keyboard_interactive<'a>(
        &'a mut self,
        user: &str,
        _: &str,
        _: Option<Response<'a>>,
    ) -> Result<Auth, Broken> {
        Ok(self.let_in(user))
    }

    /// Only a registered key is worth a signature; with any other the client goes on to its next key or method.
    async fn auth_publickey_offered(&mut self, user: &str, offer: PublicKeyOffer<'_>) -> Result<Auth, Broken> {
        let welcome = self.is_administrator(offer.public_key) || self.can_only_be_a_guest(user);
        self.administrator = None;
        Ok(if welcome { self.let_in(user) } else { Auth::reject() })
    }

    async fn auth_publickey(&mut self, user: &str, key: VerifiedPublicKey<'_>) -> Result<Auth, Broken> {
        let known = self.is_administrator(key.public_key);
        self.administrator = None;
        let auth = if known || self.can_only_be_a_guest(user) { self.let_in(user) } else { Auth::reject() };
        if known && auth == Auth::Accept {
            self.administrator = Some(fingerprint(key.public_key));
        }
        Ok(auth)
    }

    async fn auth_succeeded(&mut self, _: &mut Session) -> Result<(), Broken> {
        self.progress.try_send(Progress::Authenticated(self.administrator.clone())).map_err(|_| Broken)
    }

    async fn channel_open_session(
        &mut self,
        channel: Channel<Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Broken> {
        // The channel itself is dropped: its read half, kept and not drained, would stall the connection.
        if self.channel.is_some() {
            reply.reject(russh::ChannelOpenFailure::ResourceShortage).await;
            return self.refuse();
        }
        self.channel = Some(channel.id());
        reply.accept().await;
        Ok(())
    }

    async fn channel_open_x11(
        &mut self,
        _: Channel<Msg>,
        _: &str,
        _: u32,
        _: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Broken> {
        self.refuse()
    }

    async fn channel_open_direct_tcpip(
        &mut self,
        _: Channel<Msg>,
        _: &str,
        _: u32,
        _: &str,
        _: u32,
        _: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Broken> {
        self.refuse()
    }

    async fn channel_open_direct_streamlocal(
        &mut self,
        _: Channel<Msg>,
        _: &str,
        _: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), Broken> {
        self.refuse()
    }

    async fn tcpip_forward(&mut self, _: &str, _: &mut u32, _: &mut Session) -> Result<bool, Broken> {
        self.refuse().map(|()| false)
    }

    async fn agent_request(&mut self, _: ChannelId, _: &mut Session) -> Result<bool, Broken> {
        self.refuse().map(|()| false)
    }

    async fn x11_request(
        &mut self,
        channel: ChannelId,
        _: bool,
        _: &str,
        _: &str,
        _: u32,
        session: &mut Session,
    ) -> Result<(), Broken> {
        self.answer(false, channel, session)
    }

    async fn subsystem_request(&mut self, channel: ChannelId, _: &str, session: &mut Session) -> Result<(), Broken> {
        self.answer(false, channel, session)
    }

    async fn env_request(
        &mut self,
        channel: ChannelId,
        name: &str,
        value: &str,
        session: &mut Session,
    ) -> Result<(), Broken> {
        let taken = !self.asked && self.said.variable(name, value);
        self.answer(taken, channel, session)
    }

    async fn pty_request(
        &mut self,
        channel: ChannelId,
        term: &str,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        modes: &[(Pty, u32)],
        session: &mut Session,
    ) -> Result<(), Broken> {
        let iutf8 = modes.iter().find(|(mode, _)| *mode == Pty::IUTF8).map(|(_, value)| *value != 0);
        let taken = !self.asked && self.said.terminal(term, (columns, rows), iutf8);
        self.answer(taken, channel, session)
    }

    async fn window_change_request(
        &mut self,
        channel: ChannelId,
        columns: u32,
        rows: u32,
        _: u32,
        _: u32,
        session: &mut Session,
    ) -> Result<(), Broken> {
        if self.asked {
            self.size.send_replace((columns, rows));
        } else {
            self.said.resize((columns, rows));
        }
        Ok(session.channel_success(channel)?)
    }

    async fn shell_request(&mut self, channel: ChannelId, session: &mut Session) -> Result<(), Broken> {
        let what = if self.said.has_screen() { What::Screen } else { What::Answer(Vec::new()) };
        self.begin(what, channel, session)
    }

    async fn exec_request(&mut self, channel: ChannelId, command: &[u8], session: &mut Session) -> Result<(), Broken> {
        let what = words(command).map_or(What::Unreadable, What::Answer);
        self.begin(what, channel, session)
    }

    async fn data(&mut self, _: ChannelId, bytes: &[u8], _: &mut Session) -> Result<(), Broken> {
        self.take(bytes);
        Ok(())
    }

    async fn channel_eof(&mut self, _: ChannelId, _: &mut Session) -> Result<(), Broken> {
        self.input = None;
        Ok(())
    }

    async fn channel_close(&mut self, _: ChannelId, _: &mut Session) -> Result<(), Broken> {
        self.input = None;
        Ok(())
    }

    async fn window_adjusted(&mut self, _: ChannelId, left: u32, _: &mut Session) -> Result<(), Broken> {
        self.flow.adjusted(left);
        Ok(())
    }
}
