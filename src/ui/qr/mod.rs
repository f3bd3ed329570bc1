//! "Take it with you": a record as a QR code, with the same text beside it. Never opens or sends anything.

mod code;
mod payload;
mod view;

pub use code::{Code, Halves, Weave};
pub use payload::{Payload, payloads};
pub use view::draw;
