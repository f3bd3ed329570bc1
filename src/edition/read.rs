//! An open edition: the answers to everything a screen asks about records. Never writes, never knows the hour: it is given.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use serde::de::DeserializeOwned;

use super::alarm::Alarm;
use super::cache::Cache;
use super::chunk;
use super::codec::{Damage, decode, unseal};
use super::facets::Facets;
use super::first::First;
use super::folder::{read_manifest, search_folder, store_folder};
use super::later::Later;
use super::layout::{CARDS_PER_CHUNK, Tree, link_key, number_key};
use super::links::Link;
use super::manifest::{Manifest, ManifestError};
use super::plan::Draft;
use super::searching::Searching;
use super::store::{Patience, Store, StoreError};
use crate::content::{
    AnyRecord, Article, Card, Civil, Cluster, Event, Hidden, Id, Kind, Kiosk, Organisation, Page, Person, Project,
    Record, Slug, Visibility,
};

/// Days that an edition is shown at most before its age is taken for a wrong clock's doing: thirty years.
const LONGEST_SERVICE: i32 = 10_957;
/// An edition of an earlier year was itself published under a wrong clock, as machines without a battery start in 1970:
/// then nothing can be told from its age.
const FIRST_YEAR: i16 = 2020;

/// No read has failed.
const SOUND: u8 = 0;
/// The disk could not be read.
const UNREADABLE: u8 = 1;
/// What is on the disk is wrong.
const DAMAGED: u8 = 2;

/// Why something cannot be read from an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such record in this edition.
    NoRecord(Id),
    /// A list of one edition was shown to another one: make the list anew.
    OtherEdition {
        /// The edition the list belongs to.
        list: u64,
        /// The edition that was asked.
        edition: u64,
    },
    /// The disk could not be read.
    Unreadable {
        /// The edition.
        edition: u64,
        /// What the system says.
        what: String,
    },
    /// The edition's database is damaged: the library falls back to another edition.
    Damaged {
        /// The edition.
        edition: u64,
        /// What was found.
        what: String,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRecord(id) => write!(out, "there is no {} with the number {}", id.kind.name(), id.number),
            Self::OtherEdition { list, edition } => {
                write!(out, "the list belongs to edition {list}, not to {edition}: make it anew")
            }
            Self::Unreadable { edition, what } => {
                write!(out, "edition {edition} cannot be read ({what}): check the disk and the limit of open files")
            }
            Self::Damaged { edition, what } => {
                write!(out, "edition {edition} is damaged ({what}): go back with ‘megdan rollback’ or load again")
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// A published, immutable edition. Cheap to clone; all clones share one database.
#[derive(Clone)]
pub struct Edition {
    pub(super) inside: Arc<Inside>,
}

pub(super) struct Inside {
    pub(super) manifest: Manifest,
    kiosk: Kiosk,
    facets: Vec<Facets>,
    /// For each kind the records whose visibility depends on the hour, by number.
    timed: Vec<Vec<(u32, Visibility)>>,
    store: Store,
    cache: Cache,
    searching: Searching,
    failed: AtomicU8,
    /// Rings at the first read that fails.
    alarm: Option<Alarm>,
    /// A private copy that goes away with the last clone.
    copy: Option<PathBuf>,
    no_facets: Facets,
}

impl Drop for Inside {
    fn drop(&mut self) {
        if let Some(copy) = &self.copy {
            // A copy that stays behind in a temporary folder does no harm.
            let _ = std::fs::remove_dir_all(copy);
        }
    }
}

impl fmt::Debug for Edition {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Edition").field("number", &self.number()).finish_non_exhaustive()
    }
}

impl Edition {
    /// Opens the edition `number` in `folder`.
    pub(super) fn open(
        folder: &Path,
        number: u64,
        patience: Patience,
        copy: Option<PathBuf>,
    ) -> Result<Self, StoreError> {
        let manifest = manifest(folder, number)?;
        let store = Store::open(&store_folder(folder), patience)?;
        confirm(&store, &manifest).map_err(|damage| StoreError::Damaged(damage.to_string()))?;
        let searching = Searching::new(&search_folder(folder));
        Self::of_store(store, manifest, searching, copy)
    }

    /// The same without its database, which is opened when more is asked than a first screen does; nothing if that cannot
    /// be.
    pub(super) fn open_first(folder: &Path, number: u64) -> Result<Option<Self>, StoreError> {
        let manifest = manifest(folder, number)?;
        let first = First::open(folder, &manifest);
        let Some(later) = first.and_then(|first| Later::new(&store_folder(folder), first, &manifest)) else {
            return Ok(None);
        };
        let searching = Searching::new(&search_folder(folder));
        Self::of_store(Store::Later(Box::new(later)), manifest, searching, None).map(Some)
    }

    /// Opens the database if it is not open yet; what is wrong then shows in [`Edition::has_failed`].
    pub(super) fn settle(&self) {
        if let Err(error) = self.inside.store.settle() {
            self.failure(&error);
        }
    }

    /// What was read so far, for [`First`]; the edition must be over a store that notes it.
    pub(super) fn noted(&self) -> First {
        self.inside.store.noted()
    }

    /// An edition over a filled store.
    pub(super) fn of_store(
        store: Store,
        manifest: Manifest,
        searching: Searching,
        copy: Option<PathBuf>,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            inside: Arc::new(Inside {
                kiosk: meta(&store, "kiosk")?,
                facets: meta(&store, "facets")?,
                timed: meta(&store, "timed")?,
                manifest,
                store,
                searching,
                cache: Cache::default(),
                failed: AtomicU8::new(SOUND),
                alarm: None,
                copy,
                no_facets: Facets::default(),
            }),
        })
    }

    /// The edition's number.
    pub fn number(&self) -> u64 {
        self.inside.manifest.number
    }

    /// What the edition says about itself.
    pub fn manifest(&self) -> &Manifest {
        &self.inside.manifest
    }

    /// The kiosk's settings.
    pub fn kiosk(&self) -> &Kiosk {
        &self.inside.kiosk
    }

    /// What the records of `kind` can be filtered by.
    pub fn facets(&self, kind: Kind) -> &Facets {
        self.inside.facets.get(kind as usize).unwrap_or(&self.inside.no_facets)
    }

    /// Whether `now` is before this edition was published, or longer after it than any kiosk shows one: the clock is wrong
    /// then, and nothing is hidden because of it.
    pub fn clock_is_wrong(&self, now: Civil) -> bool {
        let published = self.inside.manifest.published;
        let is_late = published.day.days_until(now.day) > LONGEST_SERVICE;
        now < published || (is_late && published.day.year() >= FIRST_YEAR)
    }

    /// Its search index.
    pub(super) fn searching(&self) -> &Searching {
        &self.inside.searching
    }

    /// Whether a read has failed: the library should be asked for another edition.
    pub fn has_failed(&self) -> bool {
        self.inside.failed.load(Ordering::Relaxed) != SOUND
    }

    /// The same, just opened and not handed on yet, with an alarm that rings at the first read that fails.
    pub(super) fn with_alarm(mut self, alarm: Option<&Alarm>) -> Self {
        if let Some(inside) = Arc::get_mut(&mut self.inside) {
            inside.alarm = alarm.cloned();
        }
        self
    }

    /// Whether it failed because of what is on the disk, not because the disk could not be read just then.
    pub(super) fn is_damaged(&self) -> bool {
        self.inside.failed.load(Ordering::Relaxed) == DAMAGED
    }

    /// The whole record.
    ///
    /// # Errors
    /// If there is none under this id, `id` is of another kind, or the edition is damaged.
    pub fn record<R: Record>(&self, id: Id) -> Result<R, ReadError> {
        if id.kind != R::KIND {
            return Err(ReadError::NoRecord(id));
        }
        let tree = Tree::Records(id.kind);
        let payload = self.load(tree, &number_key(id.number))?.ok_or(ReadError::NoRecord(id))?;
        self.decoded(tree, decode(&payload))
    }

    /// The whole record, of whatever kind.
    ///
    /// # Errors
    /// As for [`Edition::record`].
    pub fn any_record(&self, id: Id) -> Result<AnyRecord, ReadError> {
        Ok(match id.kind {
            Kind::Cluster => self.record::<Cluster>(id)?.into(),
            Kind::Organisation => self.record::<Organisation>(id)?.into(),
            Kind::Person => self.record::<Person>(id)?.into(),
            Kind::Article => self.record::<Article>(id)?.into(),
            Kind::Event => self.record::<Event>(id)?.into(),
            Kind::Project => self.record::<Project>(id)?.into(),
            Kind::Page => self.record::<Page>(id)?.into(),
        })
    }

    /// The record's card.
    ///
    /// # Errors
    /// If there is no such record, or the edition is damaged.
    pub fn card(&self, id: Id) -> Result<Card, ReadError> {
        if id.number >= self.manifest().count(id.kind) {
            return Err(ReadError::NoRecord(id));
        }
        let tree = Tree::Cards(id.kind);
        let payload = self.cached(tree, &number_key(id.number / CARDS_PER_CHUNK))?.ok_or(ReadError::NoRecord(id))?;
        self.decoded(tree, chunk::card(&payload, (id.number % CARDS_PER_CHUNK) as usize))
    }

    /// Where the record with this slug is. Drafts are nowhere: see [`Edition::drafts`].
    ///
    /// # Errors
    /// If the edition is damaged.
    pub fn find(&self, slug: &Slug) -> Result<Option<Id>, ReadError> {
        let payload = self.load(Tree::Slugs, slug.as_str().as_bytes())?;
        payload.map(|payload| self.decoded(Tree::Slugs, decode(&payload))).transpose()
    }

    /// Why the record is not shown at `now`; nothing if it is, or if the clock is wrong.
    ///
    /// # Errors
    /// If there is no such record, or the edition is damaged.
    pub fn hidden(&self, id: Id, now: Civil) -> Result<Option<Hidden>, ReadError> {
        if id.number >= self.manifest().count(id.kind) {
            return Err(ReadError::NoRecord(id));
        }
        let timed = self.timed(id.kind);
        let found = timed.binary_search_by_key(&id.number, |(number, _)| *number);
        let visibility = found.ok().and_then(|place| timed.get(place)).map(|(_, visibility)| visibility);
        Ok(visibility.filter(|_| !self.clock_is_wrong(now)).and_then(|visibility| visibility.hidden(now)))
    }

    /// Every record that refers to `id`, visible or not: by kind, and in the main order of its kind.
    ///
    /// # Errors
    /// If the edition is damaged.
    pub fn links_to(&self, id: Id) -> Result<Vec<Link>, ReadError> {
        let payload = self.load(Tree::Links, &link_key(id))?;
        payload.map_or(Ok(Vec::new()), |payload| self.decoded(Tree::Links, decode(&payload)))
    }

    /// The records that were left out as drafts when the edition was made.
    ///
    /// # Errors
    /// If the edition is damaged.
    pub fn drafts(&self) -> Result<Vec<Draft>, ReadError> {
        meta(&self.inside.store, "drafts").map_err(|error| self.failure(&error))
    }

    /// The records of `kind` whose visibility depends on the hour, by number.
    pub(super) fn timed(&self, kind: Kind) -> &[(u32, Visibility)] {
        self.inside.timed.get(kind as usize).map_or(&[], Vec::as_slice)
    }

    /// A payload that is likely to be needed again.
    pub(super) fn cached(&self, tree: Tree, key: &[u8]) -> Result<Option<Arc<[u8]>>, ReadError> {
        if let Some(payload) = self.inside.cache.get(tree, key) {
            return Ok(Some(payload));
        }
        let Some(payload) = self.load(tree, key)? else { return Ok(None) };
        let payload: Arc<[u8]> = payload.into();
        self.inside.cache.keep(tree, key, &payload);
        Ok(Some(payload))
    }

    fn load(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, ReadError> {
        let value = self.inside.store.get(tree, key).map_err(|error| self.failure(&error))?;
        value.map(|value| self.decoded(tree, unseal(&tree.place(key), &value))).transpose()
    }

    pub(super) fn decoded<T>(&self, tree: Tree, result: Result<T, Damage>) -> Result<T, ReadError> {
        result.map_err(|damage| self.damage(&format!("in ‘{}’ {damage}", tree.name())))
    }

    fn failure(&self, error: &StoreError) -> ReadError {
        if !matches!(error, StoreError::Io(_) | StoreError::Locked) {
            return self.damage(&error.to_string());
        }
        self.fail(UNREADABLE);
        ReadError::Unreadable { edition: self.number(), what: error.to_string() }
    }

    fn fail(&self, how: u8) {
        let before = self.inside.failed.fetch_max(how, Ordering::Relaxed);
        if let Some(alarm) = self.inside.alarm.as_ref().filter(|_| before < how) {
            alarm.ring();
        }
    }

    pub(super) fn damage(&self, what: &str) -> ReadError {
        self.fail(DAMAGED);
        ReadError::Damaged { edition: self.number(), what: what.to_owned() }
    }
}

fn manifest(folder: &Path, number: u64) -> Result<Manifest, StoreError> {
    read_manifest(folder, number).map_err(|error| match error {
        ManifestError::Damaged(what) => StoreError::Damaged(what),
        ManifestError::OtherFormat(format) => StoreError::OtherFormat(format),
    })
}

/// A value that every edition has.
fn meta<T: DeserializeOwned>(store: &Store, name: &str) -> Result<T, StoreError> {
    let value = store.get(Tree::Meta, name.as_bytes())?.ok_or_else(|| StoreError::Missing(format!("meta/{name}")))?;
    let payload = unseal(&Tree::Meta.place(name.as_bytes()), &value);
    payload.and_then(|payload| decode(&payload)).map_err(|damage| StoreError::Damaged(format!("in ‘meta’ {damage}")))
}

/// The first and the last record of each kind must be there: an empty database in a good folder would otherwise pass.
pub(super) fn confirm(store: &Store, manifest: &Manifest) -> Result<(), Damage> {
    for (kind, count) in &manifest.counts {
        for number in [0, count.saturating_sub(1)] {
            let found = store.get(Tree::Records(*kind), &number_key(number)).map_err(|e| Damage(e.to_string()))?;
            if found.is_none() && *count > 0 {
                return Err(Damage(format!("the {} with the number {number} is missing", kind.name())));
            }
        }
    }
    Ok(())
}
