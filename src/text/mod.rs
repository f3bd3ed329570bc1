//! Text of two languages and two scripts: width, clipping, wrapping, cleaning, transliteration, folding, stemming,
//! sort keys, dates and numbers in words. Never slices bytes, never knows a record.

pub mod lang;
pub mod width;
pub mod clean;
pub mod wrap;
pub mod dates;
pub mod numbers;
pub mod typography;
pub mod markdown;
pub mod transliterate;
pub mod sorting;
pub mod layout;
pub mod fold;
pub mod skeleton;
pub mod stem;
pub mod nearest;
pub mod system;

pub use clean::{Breaks, clean};
pub use fold::{TWINS, fold};
pub use lang::Lang;
pub use layout::Layout;
pub use nearest::{distance, nearest};
pub use skeleton::skeleton;
pub use sorting::{index_letter, index_letters, sort_key};
pub use stem::stem;
pub use system::system_error;
pub use transliterate::{slugify, to_ascii, transliterate};
pub use width::{char_width, clip, fit, width};
pub use wrap::{Wrap, WrapRanges, wrap, wrap_ranges};
