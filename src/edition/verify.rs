//! Sums over what was written, and the comparison with what is read back. Never repairs.

use crc32fast::Hasher;

use super::codec::{Damage, Sealer, unseal};
use super::layout::Tree;
use super::manifest::{Manifest, TreeSum};
use super::observer::{Observer, Progress};
use super::store::{Store, StoreError};
use super::writer::WriteError;

/// A store that is being filled, with running sums. Keys of one tree must come in ascending order.
pub(super) struct Summed<'a> {
    store: &'a mut Store,
    sealer: Sealer,
    sums: Vec<(u64, Hasher)>,
}

impl<'a> Summed<'a> {
    pub(super) fn new(store: &'a mut Store) -> Self {
        Self { store, sealer: Sealer::new(), sums: Tree::all().map(|_| (0, Hasher::new())).collect() }
    }

    /// Writes `payload` in its envelope.
    pub(super) fn put(&mut self, tree: Tree, key: &[u8], payload: &[u8]) -> Result<(), WriteError> {
        let value = self.sealer.seal(&tree.place(key), payload)?;
        self.put_sealed(tree, key, value)
    }

    /// Writes a value that is in its envelope already.
    pub(super) fn put_sealed(&mut self, tree: Tree, key: &[u8], value: Vec<u8>) -> Result<(), WriteError> {
        if let Some((values, hash)) = self.sums.get_mut(tree.index()) {
            *values += 1;
            add(hash, key, &value);
        }
        Ok(self.store.put(tree, key, value)?)
    }

    /// What each tree holds now.
    pub(super) fn sums(self) -> Vec<TreeSum> {
        let sums = Tree::all().zip(self.sums);
        sums.map(|(tree, (values, hash))| TreeSum { name: tree.name(), values, crc32: hash.finalize() }).collect()
    }
}

/// Why an edition is not what its manifest says.
#[derive(Debug)]
pub(super) enum Mismatch {
    /// The database failed.
    Store(StoreError),
    /// A value is damaged.
    Value(Tree, Damage),
    /// A tree holds something else.
    Tree(Tree),
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(error) => error.fmt(out),
            Self::Value(tree, damage) => write!(out, "in ‘{}’ {damage}", tree.name()),
            Self::Tree(tree) => write!(out, "‘{}’ does not hold what was written", tree.name()),
        }
    }
}

impl From<StoreError> for Mismatch {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Reads every value back and compares with `manifest`.
pub(super) fn verify(store: &Store, manifest: &Manifest, observer: &mut dyn Observer) -> Result<(), Mismatch> {
    let (mut done, total) = (0, manifest.values());
    for tree in Tree::all() {
        let (mut values, mut hash) = (0, Hasher::new());
        store.each(tree, |key, value| {
            unseal(&tree.place(key), value).map_err(|damage| Mismatch::Value(tree, damage))?;
            values += 1;
            add(&mut hash, key, value);
            done += 1;
            if done % 256 == 0 {
                observer.progress(Progress::Verifying { done, total });
            }
            Ok::<(), Mismatch>(())
        })?;
        let found = TreeSum { name: tree.name(), values, crc32: hash.finalize() };
        if !manifest.trees.contains(&found) {
            return Err(Mismatch::Tree(tree));
        }
    }
    observer.progress(Progress::Verifying { done, total });
    Ok(())
}

/// The digest of a content: over the sums of all trees.
pub(super) fn digest(trees: &[TreeSum]) -> String {
    let mut hash = Hasher::new();
    for tree in trees {
        hash.update(tree.name.as_bytes());
        hash.update(&tree.values.to_le_bytes());
        hash.update(&tree.crc32.to_le_bytes());
    }
    let values: u64 = trees.iter().map(|tree| tree.values).sum();
    format!("{:08x}-{values}", hash.finalize())
}

fn add(hash: &mut Hasher, key: &[u8], value: &[u8]) {
    hash.update(&(key.len() as u32).to_le_bytes());
    hash.update(key);
    hash.update(&(value.len() as u32).to_le_bytes());
    hash.update(value);
}
