//! The border to sled: opens, reads and writes one database and turns every failure and panic of sled into a value.
//! Never opens a database that is being served for writing; never goes on after the first error of an iteration,
//! because sled's iterators do not end after one.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZeroU64;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use std::{fs, io, thread};

use rustix::thread::{current_timer_slack, set_current_timer_slack};

use super::first::First;
use super::later::Later;
use super::layout::Tree;
use crate::text::{Lang, system_error};

/// sled keeps pages in 256 shards and looks for what to evict from one only after so many visits to its pages: with
/// few visits to many large pages it never does, whatever `cache_capacity` says (143 MB after 100,000 reads). So a
/// page that was read is visited again until its shard has looked; that costs some ten microseconds.
const VISITS_UNTIL_EVICTION: usize = 64;

/// When everything is written or read in order, a page is left behind after about so many values.
const VALUES_UNTIL_EVICTION: u32 = 8;

/// The least sled can hold is one page in each of its 256 shards; asking for more than that only costs memory.
const CACHE_BYTES: u64 = 256 * 1024;

/// A database just closed in this process can stay locked for a moment, until sled's last thread lets go of it.
const LOCK_TRIES: u32 = 40;
const LOCK_PAUSE: Duration = Duration::from_millis(25);

/// How late sled's threads may look at their clock, in nanoseconds. A system of 32 bits counts to some four seconds.
const SLACK: Option<NonZeroU64> =
    NonZeroU64::new(if cfg!(target_pointer_width = "32") { 4_000_000_000 } else { 60_000_000_000 });

/// What can go wrong at the border.
#[derive(Debug)]
pub(super) enum StoreError {
    /// Another process has the database open.
    Locked,
    /// The database, or one of its trees, is not there.
    Missing(String),
    /// The disk said no.
    Io(io::Error),
    /// sled found damage, or panicked over it.
    Damaged(String),
    /// It is of this format: another version of the program made it.
    OtherFormat(u32),
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Locked => write!(out, "the database is open in another process"),
            Self::Missing(what) => write!(out, "‘{what}’ is missing from the database"),
            Self::Io(error) => {
                write!(out, "the database cannot be read or written: {}", system_error(error, Lang::En))
            }
            Self::Damaged(what) => write!(out, "the database is damaged: {what}"),
            Self::OtherFormat(format) => write!(out, "the database has the format {format}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl StoreError {
    /// The same once more, for the next who asks.
    pub(super) fn again(&self) -> Self {
        match self {
            Self::Locked => Self::Locked,
            Self::Missing(what) => Self::Missing(what.clone()),
            Self::Io(error) => {
                Self::Io(error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error))
            }
            Self::Damaged(what) => Self::Damaged(what.clone()),
            Self::OtherFormat(format) => Self::OtherFormat(*format),
        }
    }
}

impl From<sled::Error> for StoreError {
    fn from(error: sled::Error) -> Self {
        match error {
            // sled 0.34 gives a lock held elsewhere no kind of its own: only its text tells.
            sled::Error::Io(error) if error.to_string().contains("could not acquire lock") => Self::Locked,
            sled::Error::Io(error) => Self::Io(error),
            sled::Error::Corruption { .. } => Self::Damaged("a part does not match its checksum".to_owned()),
            other => Self::Damaged(other.to_string()),
        }
    }
}

/// Whether a panic comes out of sled and is caught here, or ends one of sled's own threads: a panic hook should then keep
/// silent. Told from where it happened, since the hook runs before anything is caught.
pub fn panic_is_expected(panic: &PanicHookInfo<'_>) -> bool {
    panic.location().is_some_and(|location| location.file().contains("sled-0.34"))
}

/// Runs what calls sled; its panics become [`StoreError::Damaged`].
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
        Err(StoreError::Damaged(text.unwrap_or("sled gave up without a word").chars().take(300).collect()))
    })
}

/// What to do when the database is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// Wait a second: the holder is closing it, or is a command that only lists something.
    Wait,
    /// Say so at once.
    None,
}

/// An edition's values.
pub(super) enum Store {
    /// In a folder.
    Disk(Disk),
    /// In a folder, opened when it is needed.
    Later(Box<Later>),
    /// In a folder, and what is read is noted.
    Noted(Disk, Mutex<First>),
    /// In memory: where no folder can be written, and in tests.
    Memory(BTreeMap<(Tree, Vec<u8>), Vec<u8>>),
}

/// A sled database with all its trees.
pub(super) struct Disk {
    db: sled::Db,
    trees: Vec<sled::Tree>,
    puts: u32,
}

impl Store {
    /// Nothing, in memory.
    pub(super) const fn in_memory() -> Self {
        Self::Memory(BTreeMap::new())
    }

    /// A new database in `folder`, which must not exist.
    pub(super) fn create(folder: &Path) -> Result<Self, StoreError> {
        guarded(|| {
            let db = opened(&configuration(folder).create_new(true))?;
            let trees = Tree::all().map(|tree| db.open_tree(tree.name())).collect::<Result<_, _>>()?;
            Ok(Self::Disk(Disk { db, trees, puts: 0 }))
        })
    }

    /// The database in `folder`; it must have every tree. Nothing is made.
    pub(super) fn open(folder: &Path, patience: Patience) -> Result<Self, StoreError> {
        is_there(folder)?;
        remove_half_snapshots(folder).map_err(StoreError::Io)?;
        let db = open_patiently(folder, patience)?;
        guarded(|| {
            let names = db.tree_names();
            let mut trees = Vec::new();
            for tree in Tree::all() {
                let name = tree.name();
                if !names.iter().any(|known| **known == *name.as_bytes()) {
                    return Err(StoreError::Missing(name));
                }
                trees.push(db.open_tree(name)?);
            }
            Ok(Self::Disk(Disk { db, trees, puts: 0 }))
        })
    }

    /// Writes one value.
    pub(super) fn put(&mut self, tree: Tree, key: &[u8], value: Vec<u8>) -> Result<(), StoreError> {
        match self {
            Self::Disk(disk) => disk.put(tree, key, value),
            Self::Later(_) | Self::Noted(..) => Err(StoreError::Damaged("it is not to be written".to_owned())),
            Self::Memory(values) => {
                values.insert((tree, key.to_vec()), value);
                Ok(())
            }
        }
    }

    /// Reads one value.
    pub(super) fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Disk(disk) => disk.get(tree, key),
            Self::Later(later) => later.get(tree, key),
            Self::Noted(disk, first) => {
                let value = disk.get(tree, key)?;
                if let Some(value) = &value {
                    first.lock().unwrap_or_else(PoisonError::into_inner).note(tree, key, value);
                }
                Ok(value)
            }
            Self::Memory(values) => Ok(values.get(&(tree, key.to_vec())).cloned()),
        }
    }

    /// Gives every value of `tree` to `take`, sorted by key, until the first error.
    pub(super) fn each<E: From<StoreError>>(
        &self,
        tree: Tree,
        mut take: impl FnMut(&[u8], &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Self::Disk(disk) | Self::Noted(disk, _) => disk.each(tree, take),
            Self::Later(later) => later.store()?.each(tree, take),
            Self::Memory(values) => {
                let of_tree = values.range((tree, Vec::new())..).take_while(|((of, _), _)| *of == tree);
                of_tree.into_iter().try_for_each(|((_, key), value)| take(key, value))
            }
        }
    }

    /// Brings everything to the files and lets go of them.
    pub(super) fn close(self) -> Result<(), StoreError> {
        match self {
            Self::Disk(disk) => guarded(move || {
                disk.db.flush()?;
                drop(disk);
                Ok(())
            }),
            Self::Later(_) | Self::Noted(..) | Self::Memory(_) => Ok(()),
        }
    }

    /// From now on what is read is noted; everything is brought to the files before.
    pub(super) fn noting(self) -> Result<Self, StoreError> {
        let Self::Disk(disk) = self else { return Ok(self) };
        guarded(|| Ok(disk.db.flush().map(|_| ())?))?;
        Ok(Self::Noted(disk, Mutex::default()))
    }

    /// What was noted so far.
    pub(super) fn noted(&self) -> First {
        let Self::Noted(_, first) = self else { return First::default() };
        std::mem::take(&mut *first.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Opens a database that was to be opened later.
    pub(super) fn settle(&self) -> Result<(), StoreError> {
        if let Self::Later(later) = self { later.store().map(|_| ()) } else { Ok(()) }
    }
}

/// Whether a database is in `folder`.
pub(super) fn is_there(folder: &Path) -> Result<(), StoreError> {
    for file in ["conf", "db"] {
        // sled would make an empty database here, and that would pass for an edition without content.
        if !folder.join(file).is_file() {
            return Err(StoreError::Missing(folder.join(file).display().to_string()));
        }
    }
    Ok(())
}

impl Disk {
    fn tree(&self, tree: Tree) -> Result<&sled::Tree, StoreError> {
        self.trees.get(tree.index()).ok_or_else(|| StoreError::Missing(tree.name()))
    }

    fn put(&mut self, tree: Tree, key: &[u8], value: Vec<u8>) -> Result<(), StoreError> {
        self.puts += 1;
        let revisit = tree.is_bulky() && self.puts.is_multiple_of(VALUES_UNTIL_EVICTION);
        let tree = self.tree(tree)?;
        guarded(|| {
            tree.insert(key, value)?;
            if revisit { visit(tree, key) } else { Ok(()) }
        })
    }

    fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let handle = self.tree(tree)?;
        guarded(|| {
            let value = handle.get(key)?.map(|value| value.to_vec());
            if tree.is_bulky() {
                visit(handle, key)?;
            }
            Ok(value)
        })
    }

    fn each<E: From<StoreError>>(
        &self,
        tree: Tree,
        mut take: impl FnMut(&[u8], &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let handle = self.tree(tree)?;
        let mut iterator = guarded(|| Ok(handle.iter()))?;
        let mut values = 0_u32;
        while let Some((key, value)) = guarded(|| Ok(iterator.next().transpose()?))? {
            take(&key, &value)?;
            values += 1;
            if tree.is_bulky() && values.is_multiple_of(VALUES_UNTIL_EVICTION) {
                guarded(|| visit(handle, &key))?;
            }
        }
        Ok(())
    }
}

/// Visits the page of `key` until sled looks for something to evict.
fn visit(tree: &sled::Tree, key: &[u8]) -> Result<(), StoreError> {
    for _ in 0..VISITS_UNTIL_EVICTION {
        tree.get(key)?;
    }
    Ok(())
}

/// Opens a database. sled keeps seven threads for work that each look at their clock once a second, and take over how
/// exact the timers of the thread are that starts them: with a minute's slack they wake when the processor is awake
/// anyway, and work that is given to them wakes them as before.
fn opened(configuration: &sled::Config) -> sled::Result<sled::Db> {
    let before = current_timer_slack().ok().and_then(NonZeroU64::new);
    // Without it they wake: seven times a second.
    let _refused = set_current_timer_slack(SLACK);
    let db = configuration.open();
    let _refused = set_current_timer_slack(before);
    db
}

fn configuration(folder: &Path) -> sled::Config {
    sled::Config::new().path(folder).cache_capacity(CACHE_BYTES).flush_every_ms(None)
}

pub(super) fn open_patiently(folder: &Path, patience: Patience) -> Result<sled::Db, StoreError> {
    let mut tries = if patience == Patience::Wait { LOCK_TRIES } else { 0 };
    loop {
        match guarded(|| Ok(opened(&configuration(folder))?)) {
            Err(StoreError::Locked) if tries > 0 => {
                tries -= 1;
                thread::sleep(LOCK_PAUSE);
            }
            result => return result,
        }
    }
}

/// A snapshot that was being written when the power went would make every later open fail.
pub(super) fn remove_half_snapshots(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
