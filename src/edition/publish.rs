//! Puts a new edition in place: write, read back, bring to the disk, rename, replace `CURRENT`; and goes back to an older
//! one. Never touches a database that serves, and leaves the current edition as it was whenever anything fails.

use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::{fmt, io, thread};

use rustix::fs::statvfs;

use super::first;
use super::folder::{
    current_file, current_number, edition_folder, editions_folder, files_then_folders, is_bad, numbers, partial_folder,
    read_manifest, remove_partials, search_folder, size, store_folder, sync, write_file,
};
use super::lock::{is_locked, publishing_lock};
use super::manifest::Manifest;
use super::observer::{Observer, Progress, Silent, Step};
use super::plan::Plan;
use super::read::Edition;
use super::searching::{self, Searching};
use super::store::{Patience, Store, StoreError};
use super::verify::{Mismatch, digest, verify};
use super::writer::{WriteError, write};
use crate::content::{Bodies, Catalogue, Civil, Kind, Origin};
use crate::search::{IndexWriter, SearchError};
use crate::text::{Lang, system_error};

/// So many editions are kept: the current one and the one before.
const KEPT: usize = 2;

/// An empty sled database with its snapshot, and room for the file system's own needs.
const SPACE_AT_LEAST: u64 = 4 << 20;

/// What a record of about 2 KB of text takes, with its card, orders, links and its share of the search index, twice while
/// that is made.
const SPACE_PER_RECORD: u64 = 4 << 10;

/// When, and by which program, an edition is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The hour, in the kiosk's zone.
    pub now: Civil,
    /// The program's version.
    pub version: String,
}

/// What is to be published, and where.
#[derive(Clone, Copy)]
pub struct Publication<'a> {
    /// The data folder; made if it does not exist.
    pub data: &'a Path,
    /// The records and the kiosk's settings.
    pub catalogue: &'a Catalogue,
    /// Their texts.
    pub bodies: &'a dyn Bodies,
    /// When and by what.
    pub stamp: &'a Stamp,
}

/// A new edition that is now the current one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// What it says about itself.
    pub manifest: Manifest,
    /// What its files take, in bytes.
    pub bytes: u64,
}

/// Why nothing was published. The current edition is as it was.
#[derive(Debug)]
pub enum PublishError {
    /// Another process is publishing into this folder.
    Busy(PathBuf),
    /// There is too little room on the disk.
    NoSpace {
        /// The data folder.
        data: PathBuf,
        /// The bytes that are needed.
        needed: u64,
        /// The bytes that are free.
        free: u64,
    },
    /// The disk said no while doing something with this file or folder.
    Io(PathBuf, io::Error),
    /// The text of this record cannot be read any more.
    Body(String, io::Error),
    /// The new database could not be filled.
    Store(String),
    /// The new database does not give back what was written.
    Verify(String),
}

impl fmt::Display for PublishError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Busy(data) => {
                write!(out, "another process is publishing into ‘{}’: wait for it, then try again", data.display())
            }
            Self::NoSpace { data, needed, free } => write!(
                out,
                "‘{}’ has {} KiB free, the new edition needs about {} KiB: make room for {} KiB, then try again",
                data.display(),
                free >> 10,
                needed >> 10,
                (needed.saturating_sub(*free) >> 10) + 1
            ),
            Self::Io(path, error) => {
                let why = system_error(error, Lang::En);
                write!(out, "‘{}’ cannot be written ({why}): check the permissions and the disk", path.display())
            }
            Self::Body(slug, error) => {
                let why = system_error(error, Lang::En);
                write!(out, "the text of ‘{slug}’ cannot be read any more ({why}): check the seed folder")
            }
            Self::Store(what) => write!(out, "the new edition cannot be written: {what}"),
            Self::Verify(what) => write!(out, "the new edition does not read back as written ({what}): check the disk"),
        }
    }
}

impl std::error::Error for PublishError {}

impl From<StoreError> for PublishError {
    fn from(error: StoreError) -> Self {
        Self::Store(error.to_string())
    }
}

/// Why the library did not go back.
#[derive(Debug)]
pub enum RollbackError {
    /// There is no good edition before the current one; with the newest good one behind it.
    Nothing(Option<u64>),
    /// There is no such edition.
    NoEdition(u64),
    /// That edition is damaged.
    Bad(u64),
    /// Another process is publishing into this folder.
    Busy(PathBuf),
    /// The disk said no.
    Io(PathBuf, io::Error),
}

impl fmt::Display for RollbackError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(None) => write!(out, "there is no other edition: publish a folder with ‘megdan load’"),
            Self::Nothing(Some(newer)) => {
                write!(
                    out,
                    "the oldest edition is shown already: ‘megdan rollback {newer}’ shows edition {newer} again"
                )
            }
            Self::NoEdition(number) => write!(out, "there is no edition ‘{number}’: ‘megdan editions’ lists them"),
            Self::Bad(number) => write!(out, "edition ‘{number}’ is damaged: choose another from ‘megdan editions’"),
            Self::Busy(data) => {
                write!(out, "another process is publishing into ‘{}’: wait for it, then try again", data.display())
            }
            Self::Io(path, error) => {
                let why = system_error(error, Lang::En);
                write!(out, "‘{}’ cannot be written ({why}): check the permissions and the disk", path.display())
            }
        }
    }
}

impl std::error::Error for RollbackError {}

/// Publishes a new edition, whether or not a kiosk is running on the folder.
///
/// # Errors
/// If it cannot be written, read back, or brought to the disk; the current edition is then as it was.
pub fn publish(publication: &Publication<'_>, observer: &mut dyn Observer) -> Result<Published, PublishError> {
    let data = publication.data;
    let editions = editions_folder(data);
    fs::create_dir_all(&editions).map_err(at(&editions))?;
    let _lock = publishing_lock(data).map_err(at(data))?.ok_or_else(|| PublishError::Busy(data.to_path_buf()))?;
    step(observer, &Step::Clean, data)?;
    remove_partials(data).map_err(at(&editions))?;
    check_space(publication)?;
    let newest = numbers(data).map_err(at(&editions))?.first().copied().max(current_number(data)).unwrap_or(0);
    let partial = partial_folder(data, newest + 1);
    let result = make(publication, newest + 1, &partial, observer);
    if result.is_err() {
        // On a full disk this gives the room back; what stays is removed by the next publication.
        let _ = fs::remove_dir_all(&partial);
    }
    let manifest = result?;
    let folder = edition_folder(data, manifest.number);
    let before = current_number(data);
    set_current(data, manifest.number, observer)?;
    step(observer, &Step::Prune, &editions)?;
    prune(data, manifest.number, before);
    observer.progress(Progress::Done);
    Ok(Published { bytes: size(&folder), manifest })
}

/// Makes an older edition the current one: `to`, or else the newest good one before the current one.
///
/// # Errors
/// If there is none, it is damaged, or `CURRENT` cannot be replaced.
pub fn rollback(data: &Path, to: Option<u64>) -> Result<u64, RollbackError> {
    let io = |error| RollbackError::Io(data.to_path_buf(), error);
    let _lock = publishing_lock(data).map_err(io)?.ok_or_else(|| RollbackError::Busy(data.to_path_buf()))?;
    let current = current_number(data);
    let known = numbers(data).map_err(io)?;
    let good = |number: u64| {
        let folder = edition_folder(data, number);
        !is_bad(&folder) && read_manifest(&folder, number).is_ok()
    };
    let target = match to {
        Some(number) if !known.contains(&number) => return Err(RollbackError::NoEdition(number)),
        Some(number) if !good(number) => return Err(RollbackError::Bad(number)),
        Some(number) => number,
        None => {
            let mut earlier = known.iter().copied().filter(|number| current.is_none_or(|current| *number < current));
            let newer = || known.iter().copied().find(|number| Some(*number) != current && good(*number));
            earlier.find(|number| good(*number)).ok_or_else(|| RollbackError::Nothing(newer()))?
        }
    };
    set_current(data, target, &mut Silent).map_err(|error| match error {
        PublishError::Io(path, error) => RollbackError::Io(path, error),
        other => io(io::Error::other(other.to_string())),
    })?;
    Ok(target)
}

/// Writes `CURRENT` so that after a power cut it holds either the old number or the new one.
fn set_current(data: &Path, number: u64, observer: &mut dyn Observer) -> Result<(), PublishError> {
    let (new, current) = (data.join("CURRENT.partial"), current_file(data));
    step(observer, &Step::CurrentWrite, &new)?;
    let file = write_file(&new, &format!("{number}\n")).map_err(at(&new))?;
    step(observer, &Step::CurrentSync, &new)?;
    file.sync_all().map_err(at(&new))?;
    step(observer, &Step::CurrentRename, &current)?;
    fs::rename(&new, &current).map_err(at(&current))?;
    step(observer, &Step::CurrentFolder, data)?;
    sync(data).map_err(at(data))
}

/// Writes, checks and renames the edition's folder.
fn make(
    publication: &Publication<'_>,
    number: u64,
    partial: &Path,
    observer: &mut dyn Observer,
) -> Result<Manifest, PublishError> {
    step(observer, &Step::Make, partial)?;
    fs::create_dir(partial).map_err(at(partial))?;
    step(observer, &Step::Write, partial)?;
    let folder = store_folder(partial);
    let mut store = Store::create(&folder).map_err(PublishError::from)?;
    let index_folder = search_folder(partial);
    let mut index = IndexWriter::create(&index_folder).map_err(|error| unindexed(&index_folder, error))?;
    let manifest = fill(&mut store, publication, number, &mut index, observer)?;
    // The database is closed first: what it held while it was filled is free for the index. Open again it holds little.
    step(observer, &Step::Close, &folder)?;
    store.close().map_err(PublishError::from)?;
    step(observer, &Step::Index(index_folder.clone()), &index_folder)?;
    let stamp = searching::stamp(&manifest);
    let store = thread::scope(|scope| {
        let indexing = scope.spawn(|| index.finish(&stamp));
        let read_back = read_back(&folder, &manifest, observer);
        indexing
            .join()
            .unwrap_or_else(|panic| resume_unwind(panic))
            .map_err(|error| unindexed(&index_folder, error))?;
        read_back
    })?;
    step(observer, &Step::First, partial)?;
    first_values(store, &manifest, partial)?;
    step(observer, &Step::Manifest, partial)?;
    let text = manifest.to_toml().map_err(|error| PublishError::Store(error.to_string()))?;
    write_file(&partial.join("manifest.toml"), &text).map_err(at(partial))?;
    observer.progress(Progress::Syncing);
    let (files, folders) = files_then_folders(partial).map_err(at(partial))?;
    for path in files.iter().chain(&folders) {
        step(observer, &Step::Sync(path.clone()), path)?;
        sync(path).map_err(at(path))?;
    }
    let target = edition_folder(publication.data, number);
    step(observer, &Step::Rename, &target)?;
    fs::rename(partial, &target).map_err(at(&target))?;
    let editions = editions_folder(publication.data);
    step(observer, &Step::Sync(editions.clone()), &editions)?;
    sync(&editions).map_err(at(&editions))?;
    Ok(manifest)
}

/// Opens the database again and compares all of it with what was written.
fn read_back(folder: &Path, manifest: &Manifest, observer: &mut dyn Observer) -> Result<Store, PublishError> {
    step(observer, &Step::Reopen, folder)?;
    let store = Store::open(folder, Patience::Wait).map_err(PublishError::from)?;
    step(observer, &Step::Verify, folder)?;
    verify(&store, manifest, observer).map_err(|mismatch| match mismatch {
        Mismatch::Store(error) => error.into(),
        other => PublishError::Verify(other.to_string()),
    })?;
    Ok(store)
}

/// Writes what a first screen reads into a file of its own, and closes the store.
fn first_values(store: Store, manifest: &Manifest, partial: &Path) -> Result<(), PublishError> {
    let searching = Searching::new(&search_folder(partial));
    let edition = Edition::of_store(store.noting()?, manifest.clone(), searching, None)?;
    first::ask(&edition).map_err(|error| PublishError::Verify(error.to_string()))?;
    edition.noted().write(partial, manifest).map_err(at(partial))
}

/// Fills an empty store and says what it holds.
pub(super) fn fill(
    store: &mut Store,
    publication: &Publication<'_>,
    number: u64,
    index: &mut IndexWriter,
    observer: &mut dyn Observer,
) -> Result<Manifest, PublishError> {
    let Publication { data, catalogue, bodies, stamp } = *publication;
    let (plan, trees) =
        write(store, catalogue, bodies, stamp.now.day, index, observer).map_err(|error| match error {
            WriteError::Search(error) => unindexed(data, error),
            WriteError::Body(slug, error) => PublishError::Body(slug.to_string(), error),
            WriteError::Store(error) => error.into(),
            WriteError::Value(damage) => PublishError::Store(damage.to_string()),
        })?;
    let counts = |plan: &Plan| Kind::ALL.iter().map(|kind| (*kind, plan.count(*kind))).collect();
    Ok(Manifest {
        number,
        published: stamp.now,
        version: stamp.version.clone(),
        origin: bodies.origin(),
        counts: counts(&plan),
        drafts: plan.drafts.len() as u32,
        digest: digest(&trees),
        trees,
    })
}

impl Edition {
    /// An edition in memory alone, numbered 0: for tests, and for a machine on which nothing can be written.
    ///
    /// # Errors
    /// If a text cannot be read, or a value is too large.
    pub fn in_memory(catalogue: &Catalogue, bodies: &dyn Bodies, stamp: &Stamp) -> Result<Self, PublishError> {
        let mut store = Store::in_memory();
        let mut index = IndexWriter::in_memory();
        let publication = Publication { data: Path::new(""), catalogue, bodies, stamp };
        let manifest = fill(&mut store, &publication, 0, &mut index, &mut Silent)?;
        let index = index.finish(&searching::stamp(&manifest)).map_err(|error| unindexed(publication.data, error))?;
        Self::of_store(store, manifest, Searching::ready(index), None).map_err(PublishError::from)
    }
}

/// Removes all but the two last good editions and the last one that an editor made, however often the built-in content
/// was published after it; one that a process has open stays until a later publication.
fn prune(data: &Path, new: u64, before: Option<u64>) {
    let Ok(known) = numbers(data) else { return };
    let good = |number: &u64| !is_bad(&edition_folder(data, *number));
    let mut kept = vec![new];
    kept.extend(before.filter(|number| good(number) && known.contains(number)));
    kept.extend(known.iter().filter(|number| good(number)));
    let mut unique: Vec<u64> = Vec::new();
    for number in kept {
        if !unique.contains(&number) && unique.len() < KEPT {
            unique.push(number);
        }
    }
    let is_editors = |number: &u64| {
        read_manifest(&edition_folder(data, *number), *number).is_ok_and(|manifest| manifest.origin == Origin::Folder)
    };
    let editors = known.iter().copied().find(|number| good(number) && is_editors(number));
    unique.extend(editors.filter(|number| !unique.contains(number)));
    for number in known.into_iter().filter(|number| !unique.contains(number)) {
        let folder = edition_folder(data, number);
        if !is_locked(&store_folder(&folder).join("db")) {
            // What cannot be removed now is removed by a later publication.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

fn unindexed(path: &Path, error: SearchError) -> PublishError {
    match error {
        SearchError::Io(error) => PublishError::Io(path.to_path_buf(), error),
        other => PublishError::Store(other.to_string()),
    }
}

fn check_space(publication: &Publication<'_>) -> Result<(), PublishError> {
    let data = publication.data;
    let Ok(room) = statvfs(data) else { return Ok(()) };
    let free = room.f_bavail.saturating_mul(room.f_frsize);
    let needed = SPACE_AT_LEAST + SPACE_PER_RECORD * publication.catalogue.heads().count() as u64;
    if free < needed { Err(PublishError::NoSpace { data: data.to_path_buf(), needed, free }) } else { Ok(()) }
}

fn step(observer: &mut dyn Observer, step: &Step, path: &Path) -> Result<(), PublishError> {
    observer.step(step).map_err(at(path))
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> PublishError {
    let path = path.to_path_buf();
    move |error| PublishError::Io(path, error)
}
