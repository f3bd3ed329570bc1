//! The kinds of records, and a record's address inside one edition. Never a stable name: that is the slug.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Declares an enum whose members each have one stable text name: used in seed files, JSON and the command line.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// Every member, in the order it is listed to people.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name in seed files, JSON and the command line.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The member with this stable name.
            pub fn from_name(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What a record is.
    Kind {
        /// A cluster: an association with members.
        Cluster = "cluster",
        /// A company, municipality, school or office.
        Organisation = "organisation",
        /// A person with roles.
        Person = "person",
        /// A news item.
        Article = "article",
        /// Something that takes place at a time.
        Event = "event",
        /// A project or programme.
        Project = "project",
        /// A free page.
        Page = "page",
    }
}

/// A text that names nothing of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName(pub String);

impl fmt::Display for UnknownName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "‘{}’ is not known here", self.0)
    }
}

impl std::error::Error for UnknownName {}

impl FromStr for Kind {
    type Err = UnknownName;
    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::from_name(text).ok_or_else(|| UnknownName(text.to_owned()))
    }
}

/// Where a record is in one edition: its kind and its number in that kind's main order. Changes from edition to
/// edition; to find a record again in another edition, use its slug.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Id {
    /// The kind.
    pub kind: Kind,
    /// The place in the kind's main order, from 0.
    pub number: u32,
}
