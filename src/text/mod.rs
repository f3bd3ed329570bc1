//! Text of two languages and two scripts: width, clipping, wrapping, cleaning, transliteration, folding, stemming,
//! sort keys, dates and numbers in words. Never slices bytes, never knows a record.

pub mod lang;
pub mod layout;

pub use lang::Lang;
pub use layout::Layout;
