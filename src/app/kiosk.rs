//! The visitor's screen on the terminal this process was started on. Never decides what is shown: it runs sessions of a
//! program that its caller begins.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use super::hall::Stage;
use super::notes::Notes;
use super::owner::Doors;
use super::watch::follow;
use crate::content::Civil;
use crate::doors::local::{self, Frames, Keys, Sizing};
use crate::doors::reception::unbroken;
use crate::edition::{Edition, Library};
use crate::session::{Ending, Moment, Program, Scratch, Session, World, drive};
use crate::terminal::local::Tty;
use crate::terminal::{Names, Overrides, Profile, Reach, Size, TerminalKind};
use crate::text::{Lang, system_error};

/// How long the screen rests after a visit that broke, so that one that breaks at once does not spin.
const AFTER_BREAK: Duration = Duration::from_millis(500);
/// Added to the wait for a full minute, so that the clock surely shows it.
const MARGIN: Duration = Duration::from_millis(2);

/// What is known of the terminal beforehand.
#[derive(Clone, Copy, Debug, Default)]
pub struct Screen<'a> {
    /// What the environment says.
    pub names: Names<'a>,
    /// The language of what is noted for the administrator.
    pub lang: Lang,
    /// What options and the configuration say.
    pub overrides: Overrides,
    /// `--size`: then the terminal's own and its changes do not count.
    pub size: Option<Size>,
}

impl Screen<'_> {
    /// What is known of the terminal, and whether changes of its size count.
    pub fn profile(&self, tty: &Tty) -> (Profile, Sizing) {
        let (size, sizing) = match self.size {
            Some(size) => (size, Sizing::Fixed),
            None => (tty.clamped_size(), Sizing::Followed),
        };
        let mut profile = Profile::new(&self.names, size, Reach::Local);
        // Only a console has an answer.
        if profile.kind == TerminalKind::Console {
            profile = profile.with_font(tty.font().as_ref()).with_shades(tty.shades());
        }
        (profile.with(&self.overrides), sizing)
    }
}

/// How the screen came to its end.
#[derive(Debug)]
pub struct Outcome {
    /// Why.
    pub reason: Reason,
    /// Panics and repairs, to be written where the administrator sees them now that the screen is free.
    pub notes: Vec<String>,
}

/// Why the screen ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The visitor left.
    Left,
    /// The terminal went away.
    Gone,
    /// This signal asked for it; a shell expects the exit code 128 + its number.
    Signal(i32),
}

/// The system refused a thread, a signal or the terminal's modes.
#[derive(Debug)]
pub struct RunError(io::Error);

impl RunError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        let error = system_error(&self.0, lang);
        match lang {
            Lang::Bg => format!("екранът не може да тръгне ({error}); свободна памет и право върху терминала има ли?"),
            Lang::En => {
                format!("the screen cannot be started ({error}); is there free memory, and access to the terminal?")
            }
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for RunError {}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

/// Shows the editions of `library` on `tty` until the visitor leaves. `clock` is the kiosk's own, `begin`
/// starts a visit, `effects` gets what it wants done outside. `others` opens the other doors of
/// an owner; they are closed when this visitor leaves.
///
/// # Errors
/// If the system refuses; the terminal is then as it was.
pub fn run<P, S>(
    tty: Tty,
    library: Arc<Library>,
    screen: &Screen<'_>,
    clock: impl Fn() -> Civil + Send + 'static,
    begin: impl Fn(Edition, &Moment<'_>) -> P,
    mut effects: impl FnMut(P::Effect),
    others: impl AsyncFnOnce(World<Edition>, Notes) -> Option<Doors<S>>,
) -> Result<Outcome, RunError>
where
    P: Program<Edition = Edition>,
    S: Stage,
{
    let (profile, sizing) = screen.profile(&tty);
    let lang = screen.lang;
    let notes = Notes::of_panics(lang);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let reason = runtime.block_on(async {
        let (editions, edition) = watch::channel(library.current());
        let (minutes, minute) = watch::channel(clock());
        let (stop, stopped) = watch::channel(false);
        let number = Arc::new(AtomicI32::new(0));
        await_signals(stop.clone(), &number)?;
        tokio::spawn(keep_time(clock, minutes));
        let log = notes.clone();
        follow(library, editions, move |repairs| {
            for repair in &repairs {
                log.add(repair.text(lang));
            }
        })?;
        let world = World { editions: edition, clock: minute, stop: stopped, scratch: Scratch::default() };
        let (door, keys, frames) = local::open(tty, profile, sizing)?;
        let doors = others(world.clone(), notes.clone()).await;
        let ending = visits(profile, keys, frames, world, &begin, &mut effects).await;
        drop(door);
        stop.send_replace(true);
        if let Some(doors) = doors {
            doors.close().await;
        }
        io::Result::Ok(match (ending, number.load(Ordering::Relaxed)) {
            (Ending::Stopped, number) => Reason::Signal(number),
            (Ending::Finished, _) => Reason::Left,
            _ => Reason::Gone,
        })
    })?;
    runtime.shutdown_background();
    Ok(Outcome { reason, notes: notes.take() })
}

/// One visit after the other: only one that broke is followed by another.
async fn visits<P>(
    mut profile: Profile,
    mut keys: Keys,
    mut frames: Frames,
    mut world: World<Edition>,
    begin: &impl Fn(Edition, &Moment<'_>) -> P,
    effects: &mut impl FnMut(P::Effect),
) -> Ending
where
    P: Program<Edition = Edition>,
{
    loop {
        let visit = async {
            let (instant, civil) = (Instant::now(), *world.clock.borrow_and_update());
            let edition = world.editions.borrow_and_update().clone();
            let program = begin(edition, &Moment { profile: &profile, civil, instant });
            let session = Session::new(program, profile, civil, instant);
            drive(session, &mut keys, &mut frames, world.clone(), Duration::ZERO, &mut *effects).await
        };
        match unbroken(visit).await {
            Ending::Broken => tokio::time::sleep(AFTER_BREAK).await,
            ending => return ending,
        }
        if let Some((columns, rows)) = keys.followed_size() {
            profile.size = Size::clamped(columns, rows);
        }
    }
}

/// Sends what the clock shows at every full minute. A clock that is set anew is followed within a minute.
pub(super) async fn keep_time(clock: impl Fn() -> Civil, minutes: watch::Sender<Civil>) {
    while !minutes.is_closed() {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let passed = Duration::new(since.as_secs() % 60, since.subsec_nanos());
        tokio::time::sleep(Duration::from_mins(1).saturating_sub(passed) + MARGIN).await;
        minutes.send_replace(clock());
    }
}

/// From now on the signals that end a process end the visits instead; `number` keeps which one it was.
pub(super) fn await_signals(stop: watch::Sender<bool>, number: &Arc<AtomicI32>) -> io::Result<()> {
    let stop = Arc::new(stop);
    for kind in [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt(), SignalKind::quit()] {
        let mut signals = signal(kind)?;
        let (stop, number) = (Arc::clone(&stop), Arc::clone(number));
        tokio::spawn(async move {
            if signals.recv().await.is_some() {
                number.store(kind.as_raw_value(), Ordering::Relaxed);
                stop.send_replace(true);
            }
        });
    }
    Ok(())
}
