//! Search of one edition: what a word of a document or a query means, the index file and the plan of a query. Knows
//! neither edition nor screen, and never shows a key.

mod alias;
pub mod analyser;
mod answer;
mod automaton;
mod broad;
mod build;
mod bytes;
mod cache;
mod columns;
#[cfg(test)]
mod damage;
mod document;
mod error;
mod file;
mod gather;
mod index;
mod joined;
mod matcher;
mod meaning;
pub mod pattern;
mod plan;
mod postings;
mod query;
mod rank;
pub mod reread;
mod runs;
mod scan;
mod scripts;
mod small;
mod terms;
#[cfg(test)]
mod tests;

pub use analyser::{Token, query_tokens, tokens};
pub use answer::{Answer, Hit, Searched, Why};
pub use build::IndexWriter;
pub use document::Document;
pub use error::SearchError;
pub use index::{Index, Stamp};
pub use matcher::{Matcher, Snippet};
pub use pattern::{Edge, Pattern};
pub use query::{Around, Query};
pub use reread::{Reread, reread};
pub use scan::Scan;
