//! Search of one edition: what a word of a document or a query means, the index file and the plan of a query. Knows
//! neither edition nor screen, and never shows a key.

mod alias;
pub mod analyser;
pub mod pattern;

pub use analyser::{Token, tokens};
pub use pattern::{Edge, Pattern};
