//! Text of two languages and two scripts: width, clipping, wrapping, cleaning, transliteration, folding, stemming,
//! sort keys, dates and numbers in words. Never slices bytes, never knows a record.

pub mod lang;
pub mod width;
pub mod clean;
pub mod wrap;
pub mod dates;
pub mod layout;

pub use clean::{Breaks, clean};
pub use lang::Lang;
pub use layout::Layout;
pub use width::{char_width, clip, fit, width};
pub use wrap::{Wrap, wrap};
