//! A record in the forms that other programs take: a contact (vCard), a date (iCalendar), and the shortest text that says
//! the same. Never writes a contact that the person did not agree to, and never breaks a line off inside a letter.

mod folding;
mod icalendar;
mod vcard;

pub use folding::Lines;
pub use icalendar::event;
pub use vcard::{cluster, organisation, person};

/// How much of a record is written: a QR code on a small screen holds less than a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Everything the form has room for.
    Full,
    /// Without what can be looked up: address, notes.
    Short,
    /// The name and how to reach it, or the day, hour and place.
    Least,
    /// The same in the fewest bytes that a telephone still understands.
    Bare,
}

impl Extent {
    /// The fullest first.
    pub const ALL: [Self; 4] = [Self::Full, Self::Short, Self::Least, Self::Bare];
}
