//! The records a cluster publishes, valid by construction: names in two languages, partial dates, claims with their
//! source, visibility. Never does input or output, never knows how a record is stored or drawn.

mod article;
mod card;
mod claim;
mod cluster;
mod contact;
mod date;
mod event;
mod head;
mod hours;
mod kind;
mod kiosk;
mod localized;
mod organisation;
mod page;
mod person;
mod project;
mod record;
mod slug;
mod visibility;

pub use article::{Article, Quote};
pub use card::{CARD_SUMMARY_CHARACTERS, Card, CardDetail};
pub use claim::{Claim, Qualifier};
pub use cluster::Cluster;
pub use contact::{Address, Contacts, Coordinates};
pub use date::{Civil, DateError, Day, PartialDate, Season, Style};
pub use event::{Attachment, Event, EventStatus, Participant, Precision, Venue};
pub use head::{Head, Source};
pub use kind::{Id, Kind, UnknownName};
pub use kiosk::{ClosedDays, DayHours, Kiosk};
pub use localized::Localized;
pub use organisation::{LegalForm, Membership, Organisation, OrganisationType, Role};
pub use page::Page;
pub use person::{Person, Position};
pub use project::{Budget, Project, ProjectStatus};
pub use record::{AnyRecord, Bodies, BodiesInPlace, Catalogue, Origin, Record};
pub use slug::{Slug, SlugError};
pub use visibility::{Hidden, Visibility};
