//! The last read payloads, inflated, up to a bound in bytes. Never decodes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::layout::Tree;

/// About forty chunks of cards: what a visitor's next key presses are about.
const MOST_BYTES: usize = 2 << 20;

type Key = (Tree, Box<[u8]>);

/// A bounded map from keys to payloads; the one not used for longest goes first.
#[derive(Default)]
pub(super) struct Cache(Mutex<Inside>);

#[derive(Default)]
struct Inside {
    entries: HashMap<Key, (Arc<[u8]>, u64)>,
    bytes: usize,
    clock: u64,
}

impl Cache {
    /// The payload under this key, if it is still here.
    pub(super) fn get(&self, tree: Tree, key: &[u8]) -> Option<Arc<[u8]>> {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inside.clock += 1;
        let clock = inside.clock;
        let (payload, used) = inside.entries.get_mut(&(tree, Box::from(key)))?;
        *used = clock;
        Some(Arc::clone(payload))
    }

    /// Keeps a payload and forgets older ones until it fits. One larger than a quarter of the bound is not kept.
    pub(super) fn keep(&self, tree: Tree, key: &[u8], payload: &Arc<[u8]>) {
        if payload.len() > MOST_BYTES / 4 {
            return;
        }
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inside.clock += 1;
        let entry = (Arc::clone(payload), inside.clock);
        inside.bytes += payload.len();
        if let Some((old, _)) = inside.entries.insert((tree, Box::from(key)), entry) {
            inside.bytes -= old.len();
        }
        while inside.bytes > MOST_BYTES {
            let oldest = inside.entries.iter().min_by_key(|(_, (_, used))| *used).map(|(key, _)| key.clone());
            let Some((old, _)) = oldest.and_then(|key| inside.entries.remove(&key)) else { break };
            inside.bytes -= old.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Cache, MOST_BYTES};
    use crate::edition::layout::Tree;

    #[test]
    fn the_oldest_goes_first_and_the_bound_holds() {
        let cache = Cache::default();
        let payload: Arc<[u8]> = vec![0; MOST_BYTES / 8].into();
        for key in 0..9_u8 {
            cache.keep(Tree::Meta, &[key], &payload);
            assert!(cache.get(Tree::Meta, &[0]).is_some(), "what is used stays");
        }
        assert!(cache.get(Tree::Meta, &[1]).is_none());
        assert!(cache.get(Tree::Meta, &[8]).is_some());
        let inside = cache.0.lock().expect("nobody panicked");
        assert!(inside.bytes <= MOST_BYTES);
        assert_eq!(inside.bytes, inside.entries.values().map(|(payload, _)| payload.len()).sum::<usize>());
    }
}
