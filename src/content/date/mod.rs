//! Calendar days, local clock readings and partial dates: reading, bounds, words. Never asks the clock: "now" is
//! always given.

mod day;
mod edtf;
mod error;
mod existing;
mod parse;
mod partial;
mod words;

pub use day::{Civil, Day};
pub use error::DateError;
pub use partial::{PartialDate, Season};
pub use words::Style;

#[cfg(test)]
mod tests;
