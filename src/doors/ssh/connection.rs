//! One client from its first byte to its last: deadlines until it asks for something, then a visit or an answer, then a
//! proper end, and a cut if the client does not take part in it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use russh::server::{RunningSession, run_stream};
use tokio::time::timeout;

use super::Shared;
use super::ends::{Frames, Keys};
use super::gate::Ticket;
use super::guest::{Asked, Broken, Guest, Inner, Progress, What};
use super::stream::{Cut, Stream};
use crate::doors::habits::Habits;
use crate::doors::reception::{Answer, Notice, Place, Question, Reception, Rights, Visitor, Way, farewell, unbroken};
use crate::plain::verbs::UNKNOWN;
use crate::session::{Ending, Sink as _};
use crate::terminal::{enter, leave};
use crate::text::Lang;

/// How long a client may take to close what we have ended.
const FAREWELL: Duration = Duration::from_secs(2);

/// Serves the client behind `stream`, whose own address is `peer`.
pub async fn serve<R: Reception>(shared: Arc<Shared<R>>, stream: Stream, peer: SocketAddr, mut ticket: Ticket) {
    let (guest, mut inner) = Guest::new(shared.administrators());
    let scissors = stream.scissors();
    let run = run_stream(shared.library(), stream, guest);
    let served = match timeout(shared.settings.identification, run).await {
        Ok(Ok(mut running)) => {
            let served = attend(&shared, &mut running, &mut inner, (peer, &scissors), &mut ticket).await;
            if served.is_ok() {
                // The client closes its side when it has read everything; one that does not is cut.
                let _late = timeout(FAREWELL, &mut running).await;
            }
            served
        }
        Ok(Err(Broken)) => Err("no SSH identification"),
        Err(_) => Err("no SSH identification in time"),
    };
    scissors.cut();
    if let Err(why) = served {
        shared.broken(peer, why);
    }
}

/// Waits until the client asks for something, and gives it.
async fn attend<R: Reception>(
    shared: &Shared<R>,
    running: &mut RunningSession<Guest>,
    inner: &mut Inner,
    (peer, scissors): (SocketAddr, &Cut),
    ticket: &mut Ticket,
) -> Result<(), &'static str> {
    let settings = &shared.settings;
    let progress = timeout(settings.authentication, inner.progress.recv()).await;
    let Some(Progress::Authenticated(administrator)) = progress.map_err(|_| "no authentication in time")? else {
        return Err("the protocol was broken before authentication");
    };
    ticket.authenticated();
    let rights = match administrator {
        Some(key) => {
            shared.reception.note(&Notice::Administrator(peer, key));
            Rights::Administrator
        }
        None => Rights::Guest,
    };
    let asked = match timeout(settings.shell, inner.progress.recv()).await {
        Ok(Some(Progress::Asked(asked))) => asked,
        // A client that leaves after it was let in breaks no rule.
        Ok(_) => return Ok(()),
        Err(_) => return Err("asked for nothing in time"),
    };
    let mut frames = Frames {
        handle: running.handle(),
        channel: asked.channel,
        flow: Arc::clone(&inner.flow),
        patience: settings.stall,
    };
    let Asked { said, what, .. } = *asked;
    let code = match what {
        What::Screen => {
            let keys = Keys {
                input: std::mem::replace(&mut inner.input, tokio::sync::mpsc::channel(1).1),
                waiting: Arc::clone(&inner.waiting),
                size: inner.size.clone(),
            };
            let visitor =
                Visitor { way: Way::Ssh, profile: said.profile(), place: Place::Desk, habits: Habits::default() };
            visit(shared, visitor, keys, frames.clone(), (peer, scissors)).await
        }
        What::Answer(words) => {
            let question = Question { words, lang: said.lang(), rights };
            let answer = shared.answer(question).await;
            shared.reception.note(&Notice::Asked(peer, answer.code));
            give(&mut frames, &answer, said.has_terminal()).await
        }
        What::Unreadable => {
            let complaint = match said.lang().unwrap_or_default() {
                Lang::Bg => "командата е твърде дълга или не е UTF-8; вижте help\n",
                Lang::En => "the command is too long or no UTF-8; see help\n",
            };
            let complaint = complaint.to_owned();
            give(&mut frames, &Answer { complaint, code: UNKNOWN, ..Answer::default() }, said.has_terminal()).await
        }
    };
    let _gone = timeout(FAREWELL, frames.finish(code)).await;
    Ok(())
}

/// Runs a visit; its exit code.
async fn visit<R: Reception>(
    shared: &Shared<R>,
    visitor: Visitor,
    keys: Keys,
    mut frames: Frames,
    (peer, scissors): (SocketAddr, &Cut),
) -> u8 {
    let began = Instant::now();
    shared.reception.note(&Notice::Began(peer));
    let ending = match timeout(frames.patience, frames.send(enter(&visitor.profile))).await {
        Ok(Ok(())) => unbroken(shared.reception.visit(visitor, keys, frames.clone())).await,
        Ok(Err(_)) => Ending::Gone,
        Err(_) => Ending::Stalled,
    };
    let ending = if ending == Ending::Gone && scissors.is_stalled() { Ending::Stalled } else { ending };
    if !matches!(ending, Ending::Gone | Ending::Stalled) {
        let last = [&leave(&visitor.profile), farewell(&visitor.profile, ending).as_bytes()].concat();
        let _gone = timeout(FAREWELL, frames.send(last)).await;
    }
    shared.reception.note(&Notice::Ended(peer, began.elapsed().as_secs(), ending));
    u8::from(ending == Ending::Broken)
}

/// Sends an answer; the exit code. On a terminal lines end in `\r\n`, as it is in raw mode.
async fn give(frames: &mut Frames, answer: &Answer, on_terminal: bool) -> u8 {
    let lines = |text: &str| if on_terminal { text.replace('\n', "\r\n") } else { text.to_owned() }.into_bytes();
    let sending = async {
        frames.deliver(&lines(&answer.text)).await?;
        if !answer.complaint.is_empty() {
            let complaining = timeout(frames.patience, frames.complain(lines(&answer.complaint)));
            complaining.await??;
        }
        Ok::<_, std::io::Error>(())
    };
    if sending.await.is_ok() { answer.code } else { 1 }
}
