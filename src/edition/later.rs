//! A database that is opened by whoever first needs more than its [`First`] values. Never opens it twice, and never makes
//! anything.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::first::First;
use super::layout::Tree;
use super::lock::is_locked;
use super::manifest::Manifest;
use super::read::confirm;
use super::store::{Patience, Store, StoreError, is_there};

/// A command that began at the same moment may hold the database as long as it reads; so many seconds are waited for it.
const TRIES: u32 = 30;

/// A database, perhaps not opened yet.
pub(super) struct Later {
    first: First,
    folder: PathBuf,
    manifest: Manifest,
    opened: Mutex<Option<Result<Arc<Store>, StoreError>>>,
}

impl Later {
    /// The database in `folder`, with the values of `first` until it is open; nothing if it is not there whole, or held by
    /// another process: then it has to be opened at once, to see what is to be done.
    pub(super) fn new(folder: &Path, first: First, manifest: &Manifest) -> Option<Self> {
        let ready = is_there(folder).is_ok() && !is_locked(&folder.join("db"));
        ready.then(|| Self { first, folder: folder.to_owned(), manifest: manifest.clone(), opened: Mutex::default() })
    }

    /// Reads one value; opens the database if that is needed.
    pub(super) fn get(&self, tree: Tree, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        match self.first.get(tree, key) {
            Some(value) => Ok(Some(value.to_vec())),
            None => self.store()?.get(tree, key),
        }
    }

    /// The open database. Who comes while it is being opened waits.
    pub(super) fn store(&self) -> Result<Arc<Store>, StoreError> {
        let open = || {
            let mut tries = (1..TRIES).map(|_| Store::open(&self.folder, Patience::Wait));
            let store = tries.find(|opened| !matches!(opened, Err(StoreError::Locked)));
            let store = store.unwrap_or(Err(StoreError::Locked))?;
            confirm(&store, &self.manifest).map_err(|damage| StoreError::Damaged(damage.to_string()))?;
            Ok(Arc::new(store))
        };
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        match opened.get_or_insert_with(open) {
            Ok(store) => Ok(Arc::clone(store)),
            Err(error) => Err(error.again()),
        }
    }
}
