//! Names of trees and the form of keys inside an edition's database. Never reads or writes: it only says where things are.

use crate::content::{Id, Kind};
use crate::text::Lang;

/// So many cards of consecutive records stand in one value.
pub(super) const CARDS_PER_CHUNK: u32 = 64;

/// So many record numbers of an order stand in one value.
pub(super) const NUMBERS_PER_CHUNK: u32 = 1024;

/// The chunk number under which an order's length stands.
pub(super) const ORDER_LENGTH: u32 = u32::MAX;

/// A tree of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Tree {
    /// Chunk number → cards.
    Cards(Kind),
    /// Record number → the whole record.
    Records(Kind),
    /// Slug → id.
    Slugs,
    /// Name of the order, a zero byte, chunk number → numbers.
    Orders,
    /// Kind and number → what refers to it.
    Links,
    /// Name → settings, facets, …
    Meta,
}

impl Tree {
    /// Every tree, in the order in which the writer fills them.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        let kinds = Kind::ALL.iter().flat_map(|kind| [Self::Cards(*kind), Self::Records(*kind)]);
        kinds.chain([Self::Slugs, Self::Orders, Self::Links, Self::Meta])
    }

    /// Whether its values are large: sled must be made to forget them.
    pub(super) const fn is_bulky(self) -> bool {
        matches!(self, Self::Cards(_) | Self::Records(_) | Self::Links)
    }

    /// Its place in [`Tree::all`].
    pub(super) const fn index(self) -> usize {
        let kinds = Kind::ALL.len();
        match self {
            Self::Cards(kind) => 2 * kind as usize,
            Self::Records(kind) => 2 * kind as usize + 1,
            Self::Slugs => 2 * kinds,
            Self::Orders => 2 * kinds + 1,
            Self::Links => 2 * kinds + 2,
            Self::Meta => 2 * kinds + 3,
        }
    }

    /// Its name in the database and in the manifest.
    pub(super) fn name(self) -> String {
        match self {
            Self::Cards(kind) => format!("cards/{}", kind.name()),
            Self::Records(kind) => format!("records/{}", kind.name()),
            Self::Slugs => "slugs".to_owned(),
            Self::Orders => "orders".to_owned(),
            Self::Links => "links".to_owned(),
            Self::Meta => "meta".to_owned(),
        }
    }

    /// Tree and key as one text of bytes, for the envelope's checksum.
    pub(super) fn place(self, key: &[u8]) -> Vec<u8> {
        let mut place = self.name().into_bytes();
        place.push(0);
        place.extend_from_slice(key);
        place
    }
}

/// The key of a chunk or a record: big-endian, so that keys sort as numbers do.
pub(super) const fn number_key(number: u32) -> [u8; 4] {
    number.to_be_bytes()
}

/// The key of one chunk of an order.
pub(super) fn order_key(name: &str, chunk: u32) -> Vec<u8> {
    let mut key = name.as_bytes().to_vec();
    key.push(0);
    key.extend_from_slice(&chunk.to_be_bytes());
    key
}

/// The key of what refers to a record.
pub(super) fn link_key(id: Id) -> [u8; 5] {
    let [a, b, c, d] = id.number.to_be_bytes();
    [id.kind as u8, a, b, c, d]
}

/// The numbers of a kind in an alphabet, by place: `organisation/en`.
pub(super) fn permutation(kind: Kind, lang: Lang) -> String {
    format!("{}/{}", kind.name(), lang.code())
}

/// The places in an alphabet by number: the inverse of [`permutation`].
pub(super) fn ranks(kind: Kind, lang: Lang) -> String {
    format!("{}/{}/rank", kind.name(), lang.code())
}

/// The last known day of every event, by number.
pub(super) const EVENT_DAYS: &str = "event/days";

/// The kinds whose English lists are ordered otherwise than the Bulgarian ones, in which records are numbered.
pub(super) const fn has_two_orders(kind: Kind) -> bool {
    matches!(kind, Kind::Cluster | Kind::Organisation | Kind::Person | Kind::Project)
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn indices_follow_the_order_of_all_trees() {
        for (place, tree) in Tree::all().enumerate() {
            assert_eq!(tree.index(), place, "{}", tree.name());
        }
    }
}
