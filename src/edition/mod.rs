//! Editions: everything that is published together, as one immutable folder with a sled database in it. Writes, checks,
//! opens, repairs and lists them, and answers what a screen asks. The only module that names sled or bincode.
//! Never asks the clock or the environment: the hour, the version and every folder are given. Never changes a folder
//! once it is published, but for its search index, which is derived and may be made anew; never loads into a database
//! that serves.
//!
//! `docs/STORE.md` draws the layout byte by byte and says what happens after every kind of damage.

mod codec;
mod chunk;
mod layout;
mod store;
mod first;
mod later;
mod manifest;
mod facets;
mod selection;
mod filter;
mod grouping;
mod order;
mod card;
mod links;
mod plan;
mod ahead;
mod indexing;
mod findable;
mod writer;
mod verify;
pub mod visits;
mod observer;
mod folder;
mod lock;
mod alarm;
mod private;
mod publish;
mod cache;
mod read;
mod searching;
mod list;
mod repair;
mod library;
mod said;

pub use alarm::Alarm;
pub use facets::Facets;
pub use folder::{FileId, Listed, current_file, editions};
pub use library::{Access, Builtin, Library, OpenError, Places};
pub use links::{Link, Relation};
pub use list::List;
pub use manifest::{Manifest, TreeSum};
pub use observer::{Observer, Progress, Silent, Step};
pub use plan::Draft;
pub use publish::{Publication, PublishError, Published, RollbackError, Stamp, publish, rollback};
pub use read::{Edition, ReadError};
pub use repair::{Cause, Repair};
pub use selection::{Selection, Time};
pub use store::panic_is_expected;
