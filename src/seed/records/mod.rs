//! One file per kind of record: which keys it has and what they mean. Never reads files, never resolves references.

mod article;
mod cluster;
mod event;
mod kiosk;
mod names;
mod organisation;
mod page;
mod person;
mod project;

pub use article::article;
pub use cluster::cluster;
pub use event::event;
pub use kiosk::kiosk;
pub use organisation::organisation;
pub use page::page;
pub use person::person;
pub use project::project;
