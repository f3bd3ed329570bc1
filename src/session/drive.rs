//! Runs a session on tokio behind any door. Knows no door: one gives it a [`Source`] and a [`Sink`].
//!
//! One frame is in flight. While the peer is slow, what happens goes on into the state and nothing is drawn; then the
//! newest state is. There is no timer but the session's own deadlines: a visit at rest costs nothing.

mod alarm;
mod outside;

use std::collections::VecDeque;
use std::convert::Infallible;
use std::future::{Future, poll_fn, ready};
use std::io;
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::task::yield_now;
use tokio::time::timeout;

use self::alarm::Alarm;
use self::outside::{Change, Outside};
use super::pace::Pace;
use super::{Event, Program, Scratch, Session};
use crate::content::Civil;

/// The most that is taken in before a frame is due, so that a flood of input cannot keep the screen from moving.
const MAX_TAKEN: usize = 64;

/// Input is taken in by so many bytes, a Cyrillic letter: each key may be a search of its own.
const SLICE: usize = 2;

/// Room for the bytes of most frames: a move in a list takes 71.
const SMALL_FRAME: usize = 256;

const ESCAPE: u8 = 0x1b;
/// The longest sequence that the framer takes for one.
const SEQUENCE: usize = 64;

/// After so long other sessions of the worker have their turn, however much input waits.
const TURN: Duration = Duration::from_millis(5);

/// What comes from a visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inbound {
    /// Bytes of the terminal, split anywhere.
    Bytes(Vec<u8>),
    /// Its size in columns and rows, as it says.
    Resize(u32, u32),
    /// The terminal may show something else by now.
    Redraw,
    /// The visitor left.
    Gone,
}

/// Where a visitor's input comes from. The queue behind it has a bound.
pub trait Source {
    /// Waits for the next thing. Nothing is lost when the wait is given up.
    fn receive(&mut self) -> impl Future<Output = Inbound> + Send;
}

/// Where a visitor's frames go.
pub trait Sink {
    /// How long a peer may take nothing before it is closed; `None` for ever.
    fn patience(&self) -> Option<Duration>;

    /// Sends all of `bytes`; waits while the peer is slow.
    ///
    /// # Errors
    /// The peer is gone.
    fn send(&mut self, bytes: Vec<u8>) -> impl Future<Output = io::Result<()>> + Send;
}

impl<S: Source + Send> Source for &mut S {
    async fn receive(&mut self) -> Inbound {
        (**self).receive().await
    }
}

impl<S: Sink + Send> Sink for &mut S {
    fn patience(&self) -> Option<Duration> {
        (**self).patience()
    }

    async fn send(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        (**self).send(bytes).await
    }
}

/// What all sessions of a process share.
#[derive(Clone, Debug)]
pub struct World<E> {
    /// The edition that is shown.
    pub editions: watch::Receiver<E>,
    /// The local clock, changed every full minute.
    pub clock: watch::Receiver<Civil>,
    /// `true` when everybody must leave.
    pub stop: watch::Receiver<bool>,
    /// Where frames are drawn.
    pub scratch: Scratch,
}

/// Why a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The program ended it.
    Finished,
    /// The program panicked again and again.
    Broken,
    /// The visitor's side went away.
    Gone,
    /// The peer took nothing for longer than [`Sink::patience`].
    Stalled,
    /// The process ends.
    Stopped,
}

/// One thing that happened.
enum Happened<E> {
    Inbound(Inbound),
    Around(Change<E>),
    /// The time that was waited for.
    Due,
}

/// Everything that can happen to a session.
struct Feed<S, E> {
    source: S,
    /// What is left of the bytes that came last.
    rest: VecDeque<u8>,
    outside: Outside<E>,
    alarm: Alarm,
}

/// How long a session has kept its worker: since it last had to wait.
struct Turn(Instant);

impl Turn {
    /// Waits for `future`. What was there already is no wait: a flood of input must not make every turn a new one. And a
    /// session that did wait must not yield for it: that would wake another worker for each key.
    async fn wait<T>(&mut self, future: impl Future<Output = T>) -> T {
        let (mut future, mut waited) = (pin!(future), false);
        let polled = poll_fn(|context| {
            let polled = future.as_mut().poll(context);
            waited |= polled.is_pending();
            polled
        });
        let output = polled.await;
        if waited {
            self.0 = Instant::now();
        }
        output
    }

    /// Lets others go on if it was long.
    async fn pass(&mut self) {
        if self.0.elapsed() >= TURN {
            yield_now().await;
            self.0 = Instant::now();
        }
    }
}

/// Runs `session` to its end. It shows a change of the clock `lag` after it: were a thousand sessions to draw at the same
/// moment, whoever presses a key just then would wait for all of them. `effects` gets what the program wants done outside;
/// it must not wait.
pub async fn drive<P>(
    mut session: Session<P>,
    source: impl Source,
    sink: impl Sink,
    world: World<P::Edition>,
    lag: Duration,
    mut effects: impl FnMut(P::Effect),
) -> Ending
where
    P: Program,
    P::Edition: Clone + Send + Sync + 'static,
{
    let scratch = world.scratch.clone();
    let mut feed = Feed { source, rest: VecDeque::new(), outside: Outside::new(world, lag), alarm: Alarm::new() };
    let Err(ending) = run(&mut session, &mut feed, sink, &scratch, &mut effects).await;
    ending
}

async fn run<P>(
    session: &mut Session<P>,
    feed: &mut Feed<impl Source, P::Edition>,
    mut sink: impl Sink,
    scratch: &Scratch,
    effects: &mut impl FnMut(P::Effect),
) -> Result<Infallible, Ending>
where
    P: Program,
    P::Edition: Clone + Send + Sync + 'static,
{
    let (mut pace, mut turn) = (Pace::default(), Turn(Instant::now()));
    loop {
        if !session.is_dirty() {
            let happened = turn.wait(feed.next(session.deadline())).await;
            apply(session, happened, effects)?;
        }
        let mut taken = 0;
        while taken < MAX_TAKEN {
            turn.pass().await;
            let Some(inbound) = feed.queued().await else { break };
            apply(session, Happened::Inbound(inbound), effects)?;
            taken += usize::from(feed.rest.is_empty());
        }
        let now = Instant::now();
        let due = pace.next(now);
        if session.is_dirty() && due > now {
            let first = session.deadline().map_or(due, |deadline| deadline.min(due));
            let happened = turn.wait(feed.next(Some(first))).await;
            apply(session, happened, effects)?;
            turn.pass().await;
            continue;
        }
        let mut frame = Vec::with_capacity(SMALL_FRAME);
        if session.is_dirty() && scratch.lend(|buffer| session.frame(buffer, &mut frame)) {
            pace.drawn(now);
            deliver(session, feed, &mut sink, frame, &mut turn, effects).await?;
        }
        if session.is_broken() {
            return Err(Ending::Broken);
        }
    }
}

/// Waits until a frame is out; what happens meanwhile goes into the state.
async fn deliver<P>(
    session: &mut Session<P>,
    feed: &mut Feed<impl Source, P::Edition>,
    sink: &mut impl Sink,
    frame: Vec<u8>,
    turn: &mut Turn,
    effects: &mut impl FnMut(P::Effect),
) -> Result<(), Ending>
where
    P: Program,
    P::Edition: Clone + Send + Sync + 'static,
{
    let patience = sink.patience().unwrap_or(Duration::MAX);
    let mut sending = pin!(sink.send(frame));
    // Nearly always it goes out at once, and needs no timer.
    if let Poll::Ready(sent) = poll_fn(|context| Poll::Ready(sending.as_mut().poll(context))).await {
        return sent.map_err(|_| Ending::Gone);
    }
    let mut sending = pin!(timeout(patience, sending));
    loop {
        let until = session.deadline();
        tokio::select! {
            biased;
            outcome = &mut sending => return match outcome {
                Ok(Ok(())) => Ok(()),
                Ok(Err(_)) => Err(Ending::Gone),
                Err(_) => Err(Ending::Stalled),
            },
            happened = feed.next(until) => {
                apply(session, happened, effects)?;
                turn.pass().await;
            }
        }
    }
}

fn apply<P: Program>(
    session: &mut Session<P>,
    happened: Happened<P::Edition>,
    effects: &mut impl FnMut(P::Effect),
) -> Result<(), Ending> {
    let now = Instant::now();
    let step = match happened {
        Happened::Inbound(Inbound::Gone) => return Err(Ending::Gone),
        Happened::Around(Change::Stop) => return Err(Ending::Stopped),
        Happened::Inbound(Inbound::Bytes(bytes)) => session.handle(Event::Bytes(&bytes), now),
        Happened::Inbound(Inbound::Resize(columns, rows)) => session.handle(Event::Resize(columns, rows), now),
        Happened::Inbound(Inbound::Redraw) => session.handle(Event::Redraw, now),
        Happened::Around(Change::Edition(edition)) => session.handle(Event::Edition(edition), now),
        Happened::Around(Change::Clock(civil)) => session.handle(Event::Clock(civil), now),
        Happened::Due => session.handle(Event::Deadline, now),
    };
    step.effects.into_iter().for_each(effects);
    match step.finished {
        true if session.is_broken() => Err(Ending::Broken),
        true => Err(Ending::Finished),
        false => Ok(()),
    }
}

impl<S: Source, E: Clone + Send + Sync + 'static> Feed<S, E> {
    /// What comes first, or [`Happened::Due`] at `until`. When several are there, input before a time that passed: an Esc
    /// must not be decided while the rest of its sequence waits.
    async fn next(&mut self, until: Option<Instant>) -> Happened<E> {
        let Self { source, rest, outside, alarm } = self;
        if outside.is_stopped() {
            return Happened::Around(Change::Stop);
        }
        tokio::select! {
            biased;
            inbound = slice(source, rest) => Happened::Inbound(inbound),
            change = outside.next() => Happened::Around(change),
            () = alarm.wait(until) => Happened::Due,
        }
    }

    /// Input that is already there: it must not wait for a frame that it makes stale. Anything else is rare, and asking for
    /// it with each key would cost more than a frame too many.
    async fn queued(&mut self) -> Option<Inbound> {
        tokio::select! {
            biased;
            inbound = slice(&mut self.source, &mut self.rest) => Some(inbound),
            () = ready(()) => None,
        }
    }
}

/// The next of `source`, bytes in slices. Nothing is lost when the wait is given up: it waits only while `rest` is empty.
/// A sequence that begins with Esc is not cut: its Esc would be decided by time while its end waits here.
async fn slice(source: &mut impl Source, rest: &mut VecDeque<u8>) -> Inbound {
    if rest.is_empty() {
        match source.receive().await {
            Inbound::Bytes(bytes) => *rest = bytes.into(),
            other => return other,
        }
    }
    let mut end = rest.len().min(SLICE);
    if let Some(escape) = rest.iter().take(end).rposition(|byte| *byte == ESCAPE) {
        let whole = rest.iter().skip(escape + 1).take(SEQUENCE).take_while(|byte| **byte != ESCAPE).count();
        end = end.max(escape + 1 + whole);
    }
    Inbound::Bytes(rest.drain(..end).collect())
}

#[cfg(test)]
mod tests;
