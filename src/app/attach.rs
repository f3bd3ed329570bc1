//! A terminal whose screens come from the owner: `megdan` while another process owns the content. Opens no database. If
//! the owner goes away it says so, and waits until there is one again or it may become one.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use super::kiosk::{RunError, Screen, await_signals};
use crate::doors::frame::{Hello, VERSION, Wish};
use crate::doors::local::{self, Frames, Keys};
use crate::doors::socket::client::{Attached, Detached, connect};
use crate::doors::stopped;
use crate::session::{Inbound, Sink as _, Source as _};
use crate::terminal::local::Tty;
use crate::terminal::{self, Glyphs, Profile, Size, TerminalKind};
use crate::text::Lang;

/// How often it looks for an owner, and how long each look may take.
const LOOK: Duration = Duration::from_millis(500);
/// A service that restarts is given so long before this process tries to own the content itself.
const PATIENCE: Duration = Duration::from_secs(3);

/// How it came to its end.
#[derive(Debug)]
pub enum End {
    /// There is no owner: the terminal is untouched.
    Nobody(Tty),
    /// The visit ended, with an exit code and what to say.
    Left(u8, String),
    /// The terminal went away.
    Gone,
    /// This signal asked for it.
    Signal(i32),
    /// The owner is gone and the content free to own: begin again as if just started.
    Free,
}

/// Where the owner may be and what to tell it.
#[derive(Clone, Debug)]
pub struct Way {
    /// Places of its socket, the best first.
    pub places: Vec<PathBuf>,
    /// Which screen.
    pub wish: Wish,
    /// What options say, as pairs of [`Hello::options`].
    pub options: Vec<(String, String)>,
}

/// Brings `tty` to the owner until the visit ends. `is_free` says whether this process could own the content now.
///
/// # Errors
/// If the system refuses; the terminal is then as it was.
pub fn attach(tty: Tty, screen: &Screen<'_>, way: &Way, is_free: impl Fn() -> bool) -> Result<End, RunError> {
    let (profile, sizing) = screen.profile(&tty);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let end = runtime.block_on(async {
        let hello = hello(screen, way, &profile);
        let Some(attached) = look(&way.places, &hello).await else { return Ok(End::Nobody(tty)) };
        let (stop, stopped) = watch::channel(false);
        let number = Arc::new(AtomicI32::new(0));
        await_signals(stop, &number)?;
        let (door, keys, frames) = local::open(tty, profile, sizing)?;
        let mut visit = Visit { profile, keys, frames, hello, places: &way.places, stop: stopped };
        let end = visit.run(attached, &is_free).await;
        drop(visit);
        drop(door);
        io::Result::Ok(match end {
            End::Signal(_) => End::Signal(number.load(Ordering::Relaxed)),
            end => end,
        })
    })?;
    runtime.shutdown_background();
    Ok(end)
}

/// Asks the owner for the answer to `words`; `None` if there is none.
///
/// # Errors
/// If the owner goes away before it has answered, or the system refuses.
pub fn ask(places: &[PathBuf], words: Vec<String>, lang: Lang) -> io::Result<Option<(Vec<u8>, String, u8)>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let options = vec![("lang".to_owned(), lang.code().to_owned())];
        let hello = Hello { version: VERSION, wish: Wish::Ask(words), options, ..Hello::default() };
        let Some(attached) = look(places, &hello).await else { return Ok(None) };
        let (text, exit) = attached.answer().await?;
        Ok(Some((text, exit.text, exit.code)))
    })
}

/// The first owner that answers.
async fn look(places: &[PathBuf], hello: &Hello) -> Option<Attached> {
    for place in places {
        if let Ok(attached) = connect(place, hello).await {
            return Some(attached);
        }
    }
    None
}

fn hello(screen: &Screen<'_>, way: &Way, profile: &Profile) -> Hello {
    let names = &screen.names;
    let given = [
        ("TERM", names.term),
        ("COLORTERM", names.colorterm),
        ("NO_COLOR", names.no_color),
        ("LANG", names.lang),
        ("LC_ALL", names.lc_all),
        ("LC_CTYPE", names.lc_ctype),
        ("LC_MESSAGES", names.lc_messages),
    ];
    let names = given.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())));
    let (columns, rows) = profile.size.shown();
    let mut options = way.options.clone();
    // The owner cannot ask a console of another process for its font.
    if profile.kind == TerminalKind::Console {
        if screen.overrides.glyphs.is_none() && profile.glyphs == Glyphs::Ascii {
            options.push(("glyphs".to_owned(), "ascii".to_owned()));
        }
        if !profile.utf8 {
            options.push(("utf8".to_owned(), "false".to_owned()));
        }
    }
    Hello {
        version: VERSION,
        wish: way.wish.clone(),
        columns: columns.into(),
        rows: rows.into(),
        names: names.collect(),
        options,
    }
}

/// One terminal at the owner's.
struct Visit<'a> {
    profile: Profile,
    keys: Keys,
    frames: Frames,
    hello: Hello,
    places: &'a [PathBuf],
    stop: watch::Receiver<bool>,
}

impl Visit<'_> {
    async fn run(&mut self, mut attached: Attached, is_free: &impl Fn() -> bool) -> End {
        loop {
            let detached = tokio::select! {
                biased;
                () = stopped(&mut self.stop) => return End::Signal(0),
                detached = attached.run(&mut self.keys, &mut self.frames) => detached,
            };
            match detached {
                Detached::Exit(exit) if !exit.again => return End::Left(exit.code, exit.text),
                Detached::Left => return End::Gone,
                Detached::Exit(_) | Detached::Lost => {}
            }
            attached = match self.wait(is_free).await {
                Ok(attached) => attached,
                Err(end) => return end,
            };
        }
    }

    /// Says that the owner is gone and waits for the next one.
    async fn wait(&mut self, is_free: &impl Fn() -> bool) -> Result<Attached, End> {
        let lost = Instant::now();
        self.say().await?;
        loop {
            if let Ok(Some(attached)) = timeout(LOOK, look(self.places, &self.hello)).await {
                return Ok(attached);
            }
            if lost.elapsed() >= PATIENCE && is_free() {
                return Err(End::Free);
            }
            tokio::select! {
                () = stopped(&mut self.stop) => return Err(End::Signal(0)),
                inbound = self.keys.receive() => self.heard(inbound).await?,
                () = sleep(LOOK) => {}
            }
        }
    }

    async fn heard(&mut self, inbound: Inbound) -> Result<(), End> {
        match inbound {
            Inbound::Gone => Err(End::Gone),
            // Whoever sits at a desk may leave; a lobby waits.
            Inbound::Bytes(bytes) if self.hello.wish == Wish::Screen && bytes.iter().any(|b| matches!(b, b'q' | 3)) => {
                Err(End::Left(1, String::new()))
            }
            Inbound::Bytes(_) => Ok(()),
            Inbound::Resize(columns, rows) => {
                (self.hello.columns, self.hello.rows) = (columns, rows);
                self.profile.size = Size::clamped(columns, rows);
                // What stood there is of another size, and so is the row with what was said.
                self.frames.send(terminal::CLEAR.to_vec()).await.map_err(|_| End::Gone)?;
                self.say().await
            }
            Inbound::Redraw => self.say().await,
        }
    }

    /// The last screen stays; what is said stands on its last row.
    async fn say(&mut self) -> Result<(), End> {
        let text = match self.profile.lang {
            Some(Lang::En) => "The kiosk is away for a moment. It will be back by itself.",
            _ => "Киоскът прекъсна за малко. Ще се върне сам.",
        };
        self.frames.send(terminal::last_row(&self.profile, text)).await.map_err(|_| End::Gone)
    }
}

/// Starts this program anew in place of itself, with the same arguments; comes back only if the system refuses. Where its
/// file was replaced meanwhile, as by an update, what stands there now is started.
#[must_use]
pub fn begin_again() -> io::Error {
    use std::os::unix::process::CommandExt as _;
    let again = |program: &Path| std::process::Command::new(program).args(std::env::args_os().skip(1)).exec();
    let refused = match std::env::current_exe() {
        Ok(program) => again(&in_its_place(&program)),
        Err(error) => error,
    };
    // Taken away and nothing put in its place: the system still has this process's own.
    if refused.kind() == io::ErrorKind::NotFound { again(Path::new(OWN_FILE)) } else { refused }
}

/// The system's name for the file that this process runs, wherever it is.
const OWN_FILE: &str = "/proc/self/exe";

/// The path without what the system adds to that of a file which was replaced or removed.
fn in_its_place(program: &Path) -> PathBuf {
    let text = program.to_str().and_then(|text| text.strip_suffix(" (deleted)"));
    text.map_or_else(|| program.to_owned(), PathBuf::from)
}
