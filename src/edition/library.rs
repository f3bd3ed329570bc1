//! The editions of one data folder: opens the current one, or the best there is, and follows what is published. Never
//! leaves the caller without content as long as a catalogue is built in; never asks for a temporary folder: it is given.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{fmt, io};

use super::alarm::Alarm;
use super::folder::{
    FileId, copy, current_number, edition_folder, is_bad, mark_bad, numbers, remove_partials, store_folder,
};
use super::lock::{Lock, owner_lock, publishing_lock};
use super::observer::{Observer, Silent};
use super::private::private_folder;
use super::publish::{Publication, PublishError, Published, RollbackError, Stamp, publish, rollback};
use super::read::Edition;
use super::repair::{Cause, Repair};
use super::store::{Patience, StoreError};
use crate::content::{Bodies, Catalogue};
use crate::diagnostic::Words;
use crate::text::Lang;

/// Who opens the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The one process that serves everybody; holds `owner.lock` for life.
    Owner,
    /// The same, and it is back as soon as a first screen can be drawn; what is wrong with the database is found by
    /// [`Library::settle`] and [`Library::check_current`] then.
    OwnerAtOnce,
    /// A command that reads something and ends. Next to a running owner it works on a private copy of the edition.
    Reader,
}

/// Where a library may read and write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The data folder.
    pub data: PathBuf,
    /// A folder for private copies, which go away again: the system's temporary folder.
    pub scratch: PathBuf,
}

/// The content built into the program; called only if no edition can be opened.
pub type Builtin<'a> = &'a dyn Fn() -> Option<(Catalogue, Box<dyn Bodies>)>;

/// Why there is no library.
#[derive(Debug)]
pub enum OpenError {
    /// An owner is running on this data folder: attach to it.
    AlreadyRunning(PathBuf),
    /// There is no edition, and nothing is built in.
    NoContent(PathBuf),
    /// The built-in content cannot be shown even from memory.
    Builtin(PublishError),
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyRunning(data) => {
                write!(out, "megdan is already running on ‘{}’: attach to it, or stop it first", data.display())
            }
            Self::NoContent(data) => write!(out, "‘{}’ holds no edition: run ‘megdan load’", data.display()),
            Self::Builtin(error) => write!(out, "the built-in content cannot be shown: {error}"),
        }
    }
}

impl std::error::Error for OpenError {}

/// The editions of one data folder.
pub struct Library {
    places: Places,
    access: Access,
    writable: bool,
    _owner: Option<Lock>,
    /// Rings when a read fails; nothing where the system gives none.
    alarm: Option<Alarm>,
    state: Mutex<State>,
}

struct State {
    current: Edition,
    /// Its database file when it was opened: another folder may take the place of the data folder.
    file: Option<FileId>,
    refused: Refused,
}

/// Editions that failed in this process, each with what its database file was then; where the folder cannot be written
/// this is the only mark they have. One that was put back from a backup is another file, and tried again.
type Refused = HashMap<u64, Option<FileId>>;

/// The database file of the edition `number`; nothing if there is none.
fn database_file(data: &Path, number: u64) -> Option<FileId> {
    FileId::of(&store_folder(&edition_folder(data, number)).join("db"))
}

impl Access {
    /// Whether it holds `owner.lock`.
    const fn owns(self) -> bool {
        matches!(self, Self::Owner | Self::OwnerAtOnce)
    }
}

impl Library {
    /// Opens the current edition; else the newest one that opens; else makes one from the built-in content; else shows
    /// that from memory. Says what it had to do.
    ///
    /// # Errors
    /// If another owner is running, or there is no content at all.
    pub fn open(
        places: Places,
        access: Access,
        builtin: Builtin<'_>,
        stamp: &Stamp,
    ) -> Result<(Self, Vec<Repair>), OpenError> {
        let running = || OpenError::AlreadyRunning(places.data.clone());
        let (writable, owner) = match access {
            Access::Reader => (true, None),
            Access::Owner | Access::OwnerAtOnce => match own(&places.data) {
                Ok(Some(lock)) => (true, Some(lock)),
                Ok(None) => return Err(running()),
                Err(_) => (false, None),
            },
        };
        let at_once = access == Access::OwnerAtOnce;
        let (refused, repairs) = (Refused::new(), Vec::new());
        let mut opening = Opening { places: &places, access, writable, at_once, held: None, refused, repairs };
        if owner.is_some() {
            opening.clean();
        }
        let current = match opening.best() {
            Ok(Some(edition)) => edition,
            Ok(None) => opening.builtin(builtin, stamp)?,
            Err(Running) => return Err(running()),
        };
        let Opening { refused, repairs, .. } = opening;
        let alarm = Alarm::new();
        let current = current.with_alarm(alarm.as_ref());
        let file = database_file(&places.data, current.number());
        let state = Mutex::new(State { current, file, refused });
        Ok((Self { places, access, writable, _owner: owner, alarm, state }, repairs))
    }

    /// Rings when a read of the shown edition fails: then [`Library::check_current`] should be asked.
    pub const fn alarm(&self) -> Option<&Alarm> {
        self.alarm.as_ref()
    }

    /// Whether nobody owns the data folder and this process could.
    pub fn is_free(data: &Path) -> bool {
        matches!(owner_lock(data), Ok(Some(_)))
    }

    /// The edition to show.
    pub fn current(&self) -> Edition {
        self.state().current.clone()
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.places.data
    }

    /// Opens the database of an edition that was opened at once. Takes as long as sled does: for a thread that serves
    /// nobody, before it calls [`Library::check_current`].
    pub fn settle(&self) {
        self.current().settle();
    }

    /// Looks at `CURRENT`, and whether a read of the shown edition has failed; opens another edition if so, or the same
    /// one if only the disk could not be read. Where nothing opens the shown edition stays, to be asked about again.
    /// Cheap when nothing has changed. The old edition closes when its last clone is dropped.
    pub fn check_current(&self) -> (Option<Edition>, Vec<Repair>) {
        let mut state = self.state();
        let wanted = current_number(&self.places.data);
        let shown = state.current.number();
        let failed = state.current.has_failed();
        let mut opening = Opening {
            places: &self.places,
            access: self.access,
            writable: self.writable,
            at_once: false,
            held: Some(shown),
            refused: state.refused.clone(),
            repairs: Vec::new(),
        };
        let is_other = |number| {
            number != shown || database_file(&self.places.data, number).is_some_and(|file| Some(file) != state.file)
        };
        let is_new = wanted.is_some_and(|number| is_other(number) && !opening.has_refused(number));
        if !failed && !is_new {
            return (None, Vec::new());
        }
        // What was put in its place meanwhile is not what failed.
        let is_held = database_file(&self.places.data, shown) == state.file;
        if state.current.is_damaged() && is_held && !opening.has_refused(shown) {
            opening.refuse(shown, Cause::Damaged("a read failed".to_owned()));
            if self.writable {
                mark_bad(&edition_folder(&self.places.data, shown), "a read failed");
            }
        }
        let found = if failed { opening.best() } else { Ok(wanted.and_then(|number| opening.open(number).ok()?)) };
        let Opening { refused, mut repairs, .. } = opening;
        let edition = found.ok().flatten().map(|edition| edition.with_alarm(self.alarm.as_ref()));
        // It is asked again and again while nothing opens: what was told once is not told again.
        if edition.is_none() && refused == state.refused {
            repairs.clear();
        }
        state.refused = refused;
        if let Some(edition) = &edition {
            state.file = database_file(&self.places.data, edition.number());
            state.current = edition.clone();
        }
        (edition, repairs)
    }

    /// Whether a read of the shown edition has failed and nothing could take its place.
    pub fn is_lost(&self) -> bool {
        self.state().current.has_failed()
    }

    /// Makes the search index of the shown edition anew if it is missing or damaged. Takes seconds then: for a thread
    /// that serves nobody.
    pub fn mend_search(&self) -> Option<Repair> {
        let edition = self.current();
        match edition.mend_search() {
            Ok(false) => None,
            Ok(true) => Some(Repair::Indexed { edition: edition.number() }),
            Err(error) => Some(Repair::Unindexed { edition: edition.number(), why: error.to_string() }),
        }
    }

    /// Publishes a new edition and moves to it.
    ///
    /// # Errors
    /// As for [`publish`].
    pub fn publish(
        &self,
        catalogue: &Catalogue,
        bodies: &dyn Bodies,
        stamp: &Stamp,
        observer: &mut dyn Observer,
    ) -> Result<Published, PublishError> {
        let published = publish(&Publication { data: &self.places.data, catalogue, bodies, stamp }, observer)?;
        self.check_current();
        Ok(published)
    }

    /// Goes back to an older edition.
    ///
    /// # Errors
    /// As for [`rollback`].
    pub fn rollback(&self, to: Option<u64>) -> Result<Edition, RollbackError> {
        rollback(&self.places.data, to)?;
        self.check_current();
        Ok(self.current())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the data folder if need be and takes `owner.lock`; nothing if another process has it.
fn own(data: &Path) -> io::Result<Option<Lock>> {
    std::fs::create_dir_all(data)?;
    owner_lock(data)
}

/// Another process has the edition open and this one may not copy it.
struct Running;

/// One search for an edition to show.
struct Opening<'a> {
    places: &'a Places,
    access: Access,
    writable: bool,
    /// Whether the database may be opened later.
    at_once: bool,
    /// The edition that this process shows, and whose database it may still have locked itself.
    held: Option<u64>,
    refused: Refused,
    repairs: Vec<Repair>,
}

impl Opening<'_> {
    /// Removes left-overs, unless somebody is publishing right now.
    fn clean(&self) {
        if let Ok(Some(_lock)) = publishing_lock(&self.places.data) {
            // What cannot be removed does no harm; the next publication tries again.
            let _ = remove_partials(&self.places.data);
        }
    }

    /// The current edition, or else the newest before it, or else the newest at all.
    fn best(&mut self) -> Result<Option<Edition>, Running> {
        let current = current_number(&self.places.data);
        let mut known = numbers(&self.places.data).unwrap_or_default();
        if let Some(current) = current {
            if !known.contains(&current) {
                self.repairs.push(Repair::Unusable { edition: current, cause: Cause::Missing });
            }
            known.sort_by_key(|number| (*number != current, *number > current, std::cmp::Reverse(*number)));
        }
        for number in known {
            if let Some(edition) = self.open(number)? {
                if current.is_some_and(|current| current != number) {
                    self.repairs.push(Repair::FellBack { edition: number });
                }
                return Ok(Some(edition));
            }
        }
        Ok(None)
    }

    /// The edition `number`, from its folder or from a copy; nothing, and a mark, if it is damaged.
    fn open(&mut self, number: u64) -> Result<Option<Edition>, Running> {
        let folder = edition_folder(&self.places.data, number);
        if self.has_refused(number) || is_bad(&folder) {
            self.repairs.push(Repair::Unusable { edition: number, cause: Cause::Marked });
            return Ok(None);
        }
        if self.at_once
            && self.writable
            && let Ok(Some(edition)) = Edition::open_first(&folder, number)
        {
            return Ok(Some(edition));
        }
        let patience = if self.access.owns() { Patience::Wait } else { Patience::None };
        let direct = if self.writable { Some(Edition::open(&folder, number, patience, None)) } else { None };
        let result = match direct {
            Some(Ok(edition)) => Ok(edition),
            Some(Err(StoreError::Locked)) if self.access.owns() && self.held != Some(number) => return Err(Running),
            Some(Err(error @ (StoreError::Damaged(_) | StoreError::Missing(_) | StoreError::OtherFormat(_)))) => {
                Err(error)
            }
            // Locked, or not to be written: sled opens nothing that it cannot lock and write.
            None | Some(Err(StoreError::Locked | StoreError::Io(_))) => self.copied(&folder, number),
        };
        match result {
            Ok(edition) => Ok(Some(edition)),
            // It is whole: the version of the program that made it may come back.
            Err(StoreError::OtherFormat(format)) => {
                self.refuse(number, Cause::OtherFormat(format));
                Ok(None)
            }
            Err(error) => {
                self.refuse(number, Cause::Damaged(error.to_string()));
                if let (true, StoreError::Damaged(_) | StoreError::Missing(_)) = (self.writable, &error) {
                    mark_bad(&folder, &error.to_string());
                }
                Ok(None)
            }
        }
    }

    /// The edition from a private copy that goes away with it.
    fn copied(&mut self, folder: &Path, number: u64) -> Result<Edition, StoreError> {
        let private = private_folder(&self.places.scratch, number).map_err(StoreError::Io)?;
        let opened = copy(folder, &private)
            .map_err(StoreError::Io)
            .and_then(|()| Edition::open(&private, number, Patience::None, Some(private.clone())));
        if opened.is_err() {
            let _ = std::fs::remove_dir_all(&private);
        } else if self.access.owns() {
            self.repairs.push(Repair::Copied { folder: private });
        }
        opened
    }

    fn has_refused(&self, number: u64) -> bool {
        self.refused.get(&number).is_some_and(|file| *file == database_file(&self.places.data, number))
    }

    fn refuse(&mut self, number: u64, cause: Cause) {
        self.refused.insert(number, database_file(&self.places.data, number));
        self.repairs.push(Repair::Unusable { edition: number, cause });
    }

    /// An edition made from the built-in content, on disk if that works, else in memory.
    fn builtin(&mut self, builtin: Builtin<'_>, stamp: &Stamp) -> Result<Edition, OpenError> {
        let data = &self.places.data;
        let (catalogue, bodies) = builtin().ok_or_else(|| OpenError::NoContent(data.clone()))?;
        let publication = Publication { data, catalogue: &catalogue, bodies: &*bodies, stamp };
        let why = match publish(&publication, &mut Silent) {
            Ok(published) => {
                let number = published.manifest.number;
                self.repairs.push(Repair::Rebuilt { edition: number });
                match self.open(number) {
                    Ok(Some(edition)) => return Ok(edition),
                    _ => Words::new("новото издание не се отваря", "the new edition does not open"),
                }
            }
            Err(error) => Words::new(error.text(Lang::Bg), error.text(Lang::En)),
        };
        self.repairs.push(Repair::InMemory { why });
        Edition::in_memory(&catalogue, &*bodies, stamp).map_err(OpenError::Builtin)
    }
}
