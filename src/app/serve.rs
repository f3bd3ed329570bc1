//! `megdan serve`: the life of an owner without a screen of its own. Never draws: visits come through the doors.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use sd_notify::NotifyState;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::clock::Clock;
use super::hall::{Hall, Stage};
use super::kiosk::keep_time;
use super::log::Log;
use super::owner::{DoorError, Doors, Plan, SshPlan};
use super::panics;
use super::watch::follow;
use crate::edition::{Library, Repair};
use crate::session::{Scratch, Stay, World};
use crate::text::{Lang, system_error};

/// Threads that run visits: two keep a handshake of one from delaying a key of another.
const WORKERS: usize = 2;

/// Why it does not serve.
#[derive(Debug)]
pub enum ServeError {
    /// The system refused a thread or a signal.
    System(io::Error),
    /// A door cannot be opened.
    Door(DoorError),
}

impl ServeError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::System(error), Lang::Bg) => {
                format!("не може да се обслужва ({}); свършила ли е паметта?", system_error(error, lang))
            }
            (Self::System(error), Lang::En) => {
                format!("cannot serve ({}); is the machine out of memory?", system_error(error, lang))
            }
            (Self::Door(error), _) => error.text(lang),
        }
    }
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for ServeError {}

impl From<io::Error> for ServeError {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

impl From<DoorError> for ServeError {
    fn from(error: DoorError) -> Self {
        Self::Door(error)
    }
}

/// What it serves with.
pub struct Service<S> {
    /// The content, held as the owner.
    pub library: Library,
    /// What had to be repaired to open it.
    pub repairs: Vec<Repair>,
    /// What visitors see.
    pub stage: S,
    /// Which doors.
    pub plan: Plan,
    /// How long guests may stay.
    pub stay: Stay,
    /// Where it writes.
    pub log: Log,
}

/// Serves until a signal asks for the end. `reload` reads the configuration again; an error is logged and changes
/// nothing.
///
/// # Errors
/// If the system refuses, or a door cannot be opened.
pub fn serve<S: Stage>(
    service: Service<S>,
    reload: impl Fn() -> Result<Option<SshPlan>, String>,
) -> Result<(), ServeError> {
    raise_file_limit();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build()?;
    let served = runtime.block_on(live(service, reload));
    runtime.shutdown_timeout(Duration::from_secs(1));
    served
}

async fn live<S: Stage>(
    service: Service<S>,
    reload: impl Fn() -> Result<Option<SshPlan>, String>,
) -> Result<(), ServeError> {
    let Service { library, repairs, stage, plan, stay, log } = service;
    log_panics(log.clone());
    let library = Arc::new(library);
    let clock = Clock::of_zone(&library.current().kiosk().zone);
    let (editions, edition) = watch::channel(library.current());
    let (minutes, minute) = watch::channel(clock.now());
    let (stop, stopped) = watch::channel(false);
    let mut ends = Ends::new()?;
    tokio::spawn(keep_time(move || clock.now(), minutes));
    let world = World { editions: edition, clock: minute, stop: stopped.clone(), scratch: Scratch::default() };
    let hall = Hall::new(stage, world, stay, log.clone());
    for repair in &repairs {
        hall.repaired(repair.clone());
    }
    let told = hall.clone();
    follow(Arc::clone(&library), editions.clone(), move |repairs| {
        for repair in &repairs {
            told.repaired(repair.clone());
        }
    })?;
    let doors = Doors::open(&hall, &plan, &stopped).await?;
    log.info(&format!("serving edition {} of ‘{}’", library.current().number(), library.data().display()));
    tell(&[NotifyState::Ready]);
    tokio::spawn(watchdog());
    while ends.next().await == Asked::Reload {
        tell(&[NotifyState::Reloading]);
        let looked = Arc::clone(&library);
        if let Ok((Some(edition), _)) = tokio::task::spawn_blocking(move || looked.check_current()).await {
            editions.send_replace(edition);
        }
        match reload()
            .and_then(|plan| plan.map_or(Ok(()), |plan| doors.reload(&plan).map_err(|error| error.to_string())))
        {
            Ok(()) => log.info("the configuration was read again"),
            Err(error) => log.warn(&format!("the configuration was not taken: {error}")),
        }
        tell(&[NotifyState::Ready]);
    }
    tell(&[NotifyState::Stopping]);
    log.info("ending");
    stop.send_replace(true);
    doors.close().await;
    Ok(())
}

/// What a signal asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Reload,
    End,
}

/// The signals that count.
#[derive(Debug)]
struct Ends {
    reload: Signal,
    end: [Signal; 3],
}

impl Ends {
    fn new() -> io::Result<Self> {
        let end = [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?, signal(SignalKind::quit())?];
        Ok(Self { reload: signal(SignalKind::hangup())?, end })
    }

    async fn next(&mut self) -> Asked {
        let [terminate, interrupt, quit] = &mut self.end;
        tokio::select! {
            _ = self.reload.recv() => Asked::Reload,
            _ = terminate.recv() => Asked::End,
            _ = interrupt.recv() => Asked::End,
            _ = quit.recv() => Asked::End,
        }
    }
}

/// Says something to systemd, if it asked to be told.
fn tell(state: &[NotifyState<'_>]) {
    // Without systemd there is nobody to tell.
    let _alone = sd_notify::notify(state);
}

/// Tells systemd that this process is alive, if it asked for it: a runtime that hangs says nothing.
async fn watchdog() {
    let Some(period) = sd_notify::watchdog_enabled() else { return };
    loop {
        tell(&[NotifyState::Watchdog]);
        tokio::time::sleep(period / 2).await;
    }
}

/// A panic ends one visit, whose door gives its terminal back; here it is only written down.
fn log_panics(log: Log) {
    panics::tell(Lang::En, move |sentence| log.warn(&sentence));
}

/// A guest takes a descriptor; what the system allows at most is taken.
fn raise_file_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // Refused: then accepting rests when there are none left.
    let _as_it_is = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
}
