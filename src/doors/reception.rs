//! What the doors lead to: whoever receives the visitors. Never knows a transport; a door never knows a screen.

use std::fmt;
use std::future::{Future, poll_fn};
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use super::habits::Habits;
use super::limits::Refusal;
use crate::session::{Ending, Sink, Source};
use crate::terminal::Profile;
use crate::text::Lang;

/// Receives visitors and answers questions.
pub trait Reception: Clone + Send + Sync + 'static {
    /// Runs a visit to its end.
    fn visit(
        &self,
        visitor: Visitor,
        source: impl Source + Send,
        sink: impl Sink + Send,
    ) -> impl Future<Output = Ending> + Send;

    /// Answers a question. May read the disk; called where that holds nobody up.
    fn answer(&self, question: &Question) -> Answer;

    /// Something an administrator may want to know.
    fn note(&self, notice: &Notice);
}

/// Which way somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// The terminal the owner was started on.
    Local,
    /// The Unix socket.
    Socket,
    /// SSH.
    Ssh,
}

impl Way {
    /// All, in the order they are reported.
    pub const ALL: [Self; 3] = [Self::Local, Self::Socket, Self::Ssh];

    /// As written in logs and figures.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Socket => "socket",
            Self::Ssh => "ssh",
        }
    }
}

/// Who comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Which way.
    pub way: Way,
    /// With which terminal.
    pub profile: Profile,
    /// To which screen.
    pub place: Place,
    /// What its terminal's own settings say.
    pub habits: Habits,
}

/// The exit code of a lobby's screen that its administrator has left: a service manager that sees it gives the console
/// back instead of beginning again.
pub const LEFT_THE_LOBBY: u8 = 77;

/// Which screen a visitor gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A person's own terminal: may be left at any time.
    Desk,
    /// The lobby's: locked, resets when nobody is there.
    Lobby,
}

/// A command to be answered as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The words; none asks for the digest that a visitor without a screen gets.
    pub words: Vec<String>,
    /// The asker's language, if known.
    pub lang: Option<Lang>,
    /// Whether the asker may see what the owner is doing.
    pub rights: Rights,
}

/// What somebody may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    /// The content.
    Guest,
    /// Also what the owner is doing.
    Administrator,
}

/// What is answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// For standard output: clean text, lines ending in `\n`.
    pub text: String,
    /// For standard error.
    pub complaint: String,
    /// The exit code.
    pub code: u8,
}

/// Something an administrator may want to know; its text is one line and holds nothing a stranger chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A connection was not taken.
    Refused(SocketAddr, Refusal),
    /// A connection broke the rules and was closed.
    Broken(SocketAddr, &'static str),
    /// An address has broken so many rules that it is banned.
    Banned(SocketAddr),
    /// A guest's visit began.
    Began(SocketAddr),
    /// A guest's visit ended, after so many seconds.
    Ended(SocketAddr, u64, Ending),
    /// A guest asked something, and the answer's exit code.
    Asked(SocketAddr, u8),
    /// An administrator's key was verified; its fingerprint.
    Administrator(SocketAddr, String),
    /// A door cannot take connections for the moment.
    Trouble(Way, String),
}

impl Notice {
    /// Whether it should catch the eye.
    pub const fn is_warning(&self) -> bool {
        matches!(self, Self::Refused(..) | Self::Broken(..) | Self::Banned(_) | Self::Trouble(..))
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let peer = |address: &SocketAddr| format!("{} port {}", address.ip().to_canonical(), address.port());
        match self {
            Self::Refused(address, why) => write!(out, "ssh: refused {}: {why}", peer(address)),
            Self::Broken(address, why) => write!(out, "ssh: dropped {}: {why}", peer(address)),
            Self::Banned(address) => write!(out, "ssh: banned {}", peer(address)),
            Self::Began(address) => write!(out, "ssh: visit of {} began", peer(address)),
            Self::Ended(address, seconds, ending) => {
                write!(out, "ssh: visit of {} ended after {seconds} s: {}", peer(address), words(*ending))
            }
            Self::Asked(address, code) => write!(out, "ssh: answered {} with exit code {code}", peer(address)),
            Self::Administrator(address, key) => {
                write!(out, "ssh: administrator {} with the key {key}", peer(address))
            }
            Self::Trouble(way, what) => write!(out, "{}: {what}", way.name()),
        }
    }
}

const fn words(ending: Ending) -> &'static str {
    match ending {
        Ending::Finished => "finished",
        Ending::Gone => "the visitor's side went away",
        Ending::Stalled => "the visitor's side took nothing for too long",
        Ending::Stopped => "the owner ends",
        Ending::Broken => "its program failed",
    }
}

/// Takes a panic for the end of one visit: its door can still give the terminal back, and nobody else notices.
pub async fn unbroken(visit: impl Future<Output = Ending>) -> Ending {
    let mut visit = pin!(visit);
    poll_fn(|context| {
        catch_unwind(AssertUnwindSafe(|| visit.as_mut().poll(context))).unwrap_or(Poll::Ready(Ending::Broken))
    })
    .await
}

/// What a visitor reads, on a terminal that was left, when not he ended the visit. Lines end in `\r\n`.
pub fn farewell(profile: &Profile, ending: Ending) -> &'static str {
    match (ending, profile.lang, profile.utf8) {
        (Ending::Stopped, Some(Lang::Bg) | None, true) => "Киоскът спира. Опитайте отново след малко.\r\n",
        (Ending::Stopped, ..) => "The kiosk is closing. Try again in a little while.\r\n",
        (Ending::Broken, Some(Lang::Bg) | None, true) => "Съжаляваме, киоскът сгреши. Опитайте отново.\r\n",
        (Ending::Broken, ..) => "Sorry, the kiosk made a mistake. Try again.\r\n",
        (Ending::Finished | Ending::Gone | Ending::Stalled, ..) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{Notice, Refusal};

    #[test]
    fn refusals_are_lines_that_fail2ban_reads() {
        let peer = "[::ffff:203.0.113.7]:51000".parse().unwrap();
        let lines = [
            (Notice::Refused(peer, Refusal::Rate), "ssh: refused 203.0.113.7 port 51000: connects too often"),
            (
                Notice::Broken(peer, "no SSH identification"),
                "ssh: dropped 203.0.113.7 port 51000: no SSH identification",
            ),
            (Notice::Banned(peer), "ssh: banned 203.0.113.7 port 51000"),
        ];
        let filter = include_str!("../../deploy/fail2ban/filter.conf");
        for (notice, line) in lines {
            assert_eq!(notice.to_string(), line);
            let begin = line.split(" 203").next().unwrap();
            assert!(filter.contains(&format!("{begin} <HOST> port \\d+")), "{begin}");
        }
        for why in [Refusal::Rate, Refusal::Source, Refusal::Banned] {
            assert!(filter.contains(&why.to_string()), "{why}");
        }
    }
}
