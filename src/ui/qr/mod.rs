//! "Take it with you": a record as a QR code, with the same text beside it. Never opens or sends anything.

mod code;
mod payload;
mod view;

pub use code::{Code, Halves, Weave};
pub use payload::{Form, Payload, is_out_of_reach, payloads};
pub use view::draw;
