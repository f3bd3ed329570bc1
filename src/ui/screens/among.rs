//! The records one can turn to from a page: those of the list it was opened from, or the hits of a search. Never outlives
//! its edition: in another one nothing has a row here.

use std::sync::Arc;

use crate::content::Id;
use crate::edition::{Edition, List, ReadError};

/// Records in the order in which a visitor met them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Among {
    /// A list.
    List(List),
    /// The hits of a search in the edition of this number, the best first.
    Hits(u64, Arc<[Id]>),
}

impl Among {
    /// How many they are.
    pub fn len(&self) -> usize {
        match self {
            Self::List(list) => list.len(),
            Self::Hits(_, hits) => hits.len(),
        }
    }

    /// The record in `row`; nothing beyond the end.
    ///
    /// # Errors
    /// If the edition is damaged.
    pub fn at(&self, row: usize, edition: &Edition) -> Result<Option<Id>, ReadError> {
        match self {
            Self::List(list) => Ok(edition.ids(list, row..row + 1)?.pop()),
            Self::Hits(..) => Ok(self.hits(edition).get(row).copied()),
        }
    }

    /// The row of `id`; nothing if it is not among them, or they are of another edition.
    pub fn row(&self, id: Id, edition: &Edition) -> Option<usize> {
        match self {
            Self::List(list) => edition.position(list, id).ok().flatten(),
            Self::Hits(..) => self.hits(edition).iter().position(|hit| *hit == id),
        }
    }

    fn hits(&self, edition: &Edition) -> &[Id] {
        match self {
            Self::Hits(number, hits) if *number == edition.number() => hits,
            _ => &[],
        }
    }
}
