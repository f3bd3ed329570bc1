//! The owner's side: takes processes that attach, asks the system who they are, and runs their visits.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf, UCred};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Mutex, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::doors::frame::{Exit, Hello, Message, Reader, VERSION, Welcome, Wish};
use crate::doors::habits::Habits;
use crate::doors::reception::{
    Answer, LEFT_THE_LOBBY, Notice, Place, Question, Reception, Rights, Visitor, Way, farewell, unbroken,
};
use crate::doors::{Trouble, stopped};
use crate::session::{Ending, Inbound, Sink, Source};
use crate::terminal::{ColorDepth, Glyphs, Names, Overrides, Profile, Reach, Size};
use crate::text::Lang;

/// Processes attached at the same time.
const MAX_ATTACHED: usize = 128;
/// Until the first message must have come.
const GREETING: Duration = Duration::from_secs(5);
/// How long a process may take nothing of its last message.
const FAREWELL: Duration = Duration::from_secs(2);
/// Read at once from a process: input of a person is short.
const READ: usize = 4096;

/// Takes processes until `stop` is `true`, then waits until all visits have ended.
pub async fn open<R: Reception>(reception: R, listener: UnixListener, mut stop: watch::Receiver<bool>) {
    let room = Arc::new(Semaphore::new(MAX_ATTACHED));
    let mut attached = JoinSet::new();
    let mut trouble = Trouble::default();
    loop {
        tokio::select! {
            biased;
            () = stopped(&mut stop) => break,
            Some(_ended) = attached.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    trouble.over();
                    if let Ok(permit) = Arc::clone(&room).try_acquire_owned() {
                        let reception = reception.clone();
                        attached.spawn(async move {
                            // A process that breaks the protocol or leaves has nobody to be told.
                            let _left = serve(&reception, stream).await;
                            drop(permit);
                        });
                    }
                }
                Err(error) => {
                    let notice = Notice::Trouble(Way::Socket, error.to_string());
                    trouble.rest(|| reception.note(&notice)).await;
                }
            },
        }
    }
    drop(listener);
    while attached.join_next().await.is_some() {}
}

async fn serve<R: Reception>(reception: &R, stream: UnixStream) -> io::Result<()> {
    let peer = stream.peer_cred()?;
    let (read, write) = stream.into_split();
    let mut input = Input { read, reader: Reader::default(), buffer: Vec::new() };
    let mut output = Output(Arc::new(Mutex::new(Outlet { write, unsent: Vec::new() })));
    let Some(Message::Hello(hello)) = timeout(GREETING, input.message()).await?? else { return Ok(()) };
    output.say(&Message::Welcome(Welcome { version: VERSION, program: env!("CARGO_PKG_VERSION").to_owned() })).await?;
    let exit = if hello.version == VERSION {
        fulfil(reception, &hello, input, &mut output, rights(peer)).await?
    } else {
        let text = match profile(&hello).lang.unwrap_or_default() {
            Lang::Bg => format!(
                "киоскът говори версия {VERSION}, а тази програма {}; ползвайте една и съща; рестартирайте киоска",
                hello.version
            ),
            Lang::En => format!(
                "the kiosk speaks version {VERSION}, this program {}; use the same one; restart the kiosk",
                hello.version
            ),
        };
        Exit { code: 1, text, again: false }
    };
    timeout(FAREWELL, output.say(&Message::Exit(exit))).await?
}

/// Who started the owner, and root, may see what it is doing.
fn rights(peer: UCred) -> Rights {
    let own = rustix::process::geteuid().as_raw();
    if peer.uid() == own || peer.uid() == 0 { Rights::Administrator } else { Rights::Guest }
}

async fn fulfil<R: Reception>(
    reception: &R,
    hello: &Hello,
    input: Input,
    output: &mut Output,
    rights: Rights,
) -> io::Result<Exit> {
    let profile = profile(hello);
    let place = match &hello.wish {
        Wish::Screen => Place::Desk,
        Wish::Kiosk => Place::Lobby,
        Wish::Ask(words) => return answer(reception, words.clone(), profile.lang, rights, output).await,
    };
    let visitor = Visitor { way: Way::Socket, profile, place, habits: Habits::from_pairs(&hello.options) };
    let ending = unbroken(reception.visit(visitor, input, output.clone())).await;
    let text = farewell(&profile, ending).to_owned();
    Ok(Exit {
        code: match (ending, place) {
            (Ending::Broken, _) => 1,
            (Ending::Finished, Place::Lobby) => LEFT_THE_LOBBY,
            _ => 0,
        },
        text,
        again: matches!(ending, Ending::Stopped | Ending::Broken),
    })
}

async fn answer<R: Reception>(
    reception: &R,
    words: Vec<String>,
    lang: Option<Lang>,
    rights: Rights,
    output: &mut Output,
) -> io::Result<Exit> {
    let reception = reception.clone();
    let question = Question { words, lang, rights };
    let answered = tokio::task::spawn_blocking(move || reception.answer(&question)).await;
    let Answer { text, complaint, code } = answered.map_err(io::Error::other)?;
    output.say(&Message::Output(text.into_bytes())).await?;
    Ok(Exit { code, text: complaint, again: false })
}

/// What a process says of its terminal, as its own side would see it.
fn profile(hello: &Hello) -> Profile {
    let value = |pairs: &'_ [(String, String)], name: &str| {
        pairs.iter().find(|(given, _)| given == name).map(|(_, value)| value.clone())
    };
    let [term, colorterm, no_color, lang, lc_all, lc_ctype, lc_messages] =
        ["TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "LC_MESSAGES"]
            .map(|name| value(&hello.names, name));
    let names = Names {
        term: term.as_deref(),
        colorterm: colorterm.as_deref(),
        no_color: no_color.as_deref(),
        lang: lang.as_deref(),
        lc_all: lc_all.as_deref(),
        lc_ctype: lc_ctype.as_deref(),
        lc_messages: lc_messages.as_deref(),
        iutf8: None,
    };
    let option = |name: &str| value(&hello.options, name);
    let overrides = Overrides {
        colors: option("color").and_then(|name| ColorDepth::from_name(&name)),
        glyphs: option("glyphs").and_then(|name| Glyphs::from_name(&name)),
        lang: option("lang").and_then(|code| Lang::from_code(&code)),
        mouse: option("mouse").map(|value| value == "true"),
    };
    let mut profile = Profile::new(&names, Size::clamped(hello.columns, hello.rows), Reach::Local).with(&overrides);
    // A console whose font has no Cyrillic.
    profile.utf8 &= option("utf8").is_none_or(|value| value != "false");
    profile
}

/// What an attached process sends.
#[derive(Debug)]
struct Input {
    read: OwnedReadHalf,
    reader: Reader,
    /// Empty between two reads: most visits are at rest.
    buffer: Vec<u8>,
}

impl Input {
    /// The next message; `None` at the end or when the bytes are no message.
    async fn message(&mut self) -> io::Result<Option<Message>> {
        loop {
            match self.reader.message() {
                Ok(Some(message)) => return Ok(Some(message)),
                Ok(None) => {}
                Err(_) => return Ok(None),
            }
            self.read.readable().await?;
            self.buffer.resize(READ, 0);
            let read = self.read.try_read(&mut self.buffer);
            if let Ok(length) = read {
                self.reader.push(self.buffer.get(..length).unwrap_or_default());
            }
            self.buffer = Vec::new();
            match read {
                Ok(0) => return Ok(None),
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
                Ok(_) | Err(_) => {}
            }
        }
    }
}

impl Source for Input {
    async fn receive(&mut self) -> Inbound {
        match self.message().await {
            Ok(Some(Message::Input(bytes))) => Inbound::Bytes(bytes),
            Ok(Some(Message::Resize(columns, rows))) => Inbound::Resize(columns, rows),
            Ok(Some(Message::Redraw)) => Inbound::Redraw,
            // Bye, the end, or what a client never says.
            Ok(_) | Err(_) => Inbound::Gone,
        }
    }
}

/// Where frames and answers go. Whoever stopped that terminal will let it go on: one frame waits for it, no more.
#[derive(Clone, Debug)]
struct Output(Arc<Mutex<Outlet>>);

#[derive(Debug)]
struct Outlet {
    write: OwnedWriteHalf,
    /// What is left of a message whose sender was given up half way: the next one must not begin inside it.
    unsent: Vec<u8>,
}

impl Output {
    async fn say(&mut self, message: &Message) -> io::Result<()> {
        let mut outlet = self.0.lock().await;
        let Outlet { write, unsent } = &mut *outlet;
        message.encode(unsent);
        while !unsent.is_empty() {
            let written = write.write(unsent).await?;
            unsent.drain(..written);
        }
        *unsent = Vec::new();
        Ok(())
    }
}

impl Sink for Output {
    fn patience(&self) -> Option<Duration> {
        None
    }

    async fn send(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        self.say(&Message::Output(bytes)).await
    }
}
