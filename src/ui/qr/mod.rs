//! "Take it with you": a record as a QR code, with the same text beside it. Never opens or sends anything.

mod code;

pub use code::{Code, Halves, Weave};
