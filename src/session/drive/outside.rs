//! What happens around a visit: another edition, another minute, the end of the process. Never what its visitor does.
//!
//! All of it is rare. Its wait goes on while keys are answered, as to begin it anew with each of them would cost more than
//! the key.

use std::future::{Future, pending};
use std::pin::Pin;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::sleep_until;

use super::World;
use crate::content::Civil;

/// What happened.
pub enum Change<E> {
    Edition(E),
    Clock(Civil),
    Stop,
}

/// The wait for what happens next.
pub struct Outside<E> {
    waiting: Waiting<E>,
    /// Looked at before input: however much of it there is, the process may end.
    stop: watch::Receiver<bool>,
}

/// Gives the channels back with what came.
type Waiting<E> = Pin<Box<dyn Future<Output = (Change<E>, Channels<E>)> + Send>>;

struct Channels<E> {
    editions: watch::Receiver<E>,
    clock: watch::Receiver<Civil>,
    stop: watch::Receiver<bool>,
    /// So long after the clock changes it is told.
    lag: Duration,
    /// When a change of the clock that was noticed is to be told.
    tick: Option<Instant>,
}

impl<E: Clone + Send + Sync + 'static> Outside<E> {
    /// The wait for what happens in `world`; changes of the clock are told `lag` after they come.
    pub fn new(world: World<E>, lag: Duration) -> Self {
        let World { editions, clock, stop, .. } = world;
        let channels = Channels { editions, clock, stop: stop.clone(), lag, tick: None };
        Self { waiting: Box::pin(channels.next()), stop }
    }

    /// Whether the process ends.
    pub fn is_stopped(&mut self) -> bool {
        self.stop.has_changed().unwrap_or(false) && *self.stop.borrow_and_update()
    }

    /// Waits for the next thing. Nothing is lost when the wait is given up.
    pub async fn next(&mut self) -> Change<E> {
        let (change, channels) = self.waiting.as_mut().await;
        self.waiting = Box::pin(channels.next());
        change
    }
}

impl<E: Clone> Channels<E> {
    /// A channel whose other end is gone brings nothing any more.
    async fn next(mut self) -> (Change<E>, Self) {
        let Self { editions, clock, stop, lag, tick } = &mut self;
        let stopped = async { stop.wait_for(|stop| *stop).await.is_ok() };
        let change = tokio::select! {
            biased;
            true = stopped => Change::Stop,
            Ok(()) = editions.changed() => Change::Edition(editions.borrow_and_update().clone()),
            Some(civil) = minute(clock, tick, *lag) => Change::Clock(civil),
            else => pending().await,
        };
        (change, self)
    }
}

/// What the clock reads, `lag` after it has changed; nothing if it stands for ever. `tick` keeps a change that was noticed
/// when something else comes first.
async fn minute(clock: &mut watch::Receiver<Civil>, tick: &mut Option<Instant>, lag: Duration) -> Option<Civil> {
    let until = if let Some(until) = *tick {
        until
    } else {
        clock.changed().await.ok()?;
        *tick.insert(Instant::now() + lag)
    };
    if !lag.is_zero() {
        sleep_until(until.into()).await;
    }
    *tick = None;
    Some(*clock.borrow_and_update())
}
