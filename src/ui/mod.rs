//! To be written.

pub mod qr;
