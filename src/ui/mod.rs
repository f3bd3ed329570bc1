//! The screens of a visit: a value that takes what happened and draws itself. Never async, never asks a clock or the
//! environment, never reads a disk while drawing.
//!
//! [`App`] is one visitor's visit. It routes to the screens in `screens`, each a model with its own messages, its own
//! table of bindings (the only source for keys, footer and help), `update` (which may read the edition) and `view` (which
//! may not). Where things stand comes from pure `areas`, used for drawing and for clicks alike.
//!
//! # How to change a kind's list or page
//! Edit its module in `records`: `SHELF` says columns, filters and cells of its list; `sheet` puts its page together from
//! blocks (see `document`). The words go into `strings`, in both languages.
//!
//! # How to add a screen
//! 1. A module in `screens` whose `Model` implements `Screen`.
//! 2. A line in the `screens!` table there.
//! 3. A `Place` to open it by, or a global key in `app`.
//!
//! Draw with roles (`theme`), signs (`glyphs`) and `Canvas` (`paint`) only; take rectangles from `grid`.

mod app;
mod big;
mod cursor;
mod document;
mod ease;
mod footer;
mod glyphs;
mod grid;
mod handle;
mod header;
mod heading;
mod input;
mod keys;
pub mod lobby;
mod paint;
pub mod qr;
mod records;
mod scene;
mod screens;
mod strings;
mod theme;

pub use app::App;
pub use ease::{Ease, Pointing, TextSize};
pub use input::{Effect, Input, Leaving, Options};
pub use scene::Context;
pub use theme::{Palette, Role, Theme};
