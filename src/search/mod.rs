//! Search of one edition: what a word of a document or a query means, the index file and the plan of a query. Knows
//! neither edition nor screen, and never shows a key.

mod alias;
pub mod analyser;
mod joined;
pub mod pattern;
pub mod reread;

pub use analyser::{Token, query_tokens, tokens};
pub use pattern::{Edge, Pattern};
pub use reread::{Reread, reread};
