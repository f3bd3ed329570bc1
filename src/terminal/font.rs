//! Which characters a Linux console's font has: the kernel is asked, as nothing else knows. Never asked of an emulator.
//!
//! The one place with `unsafe`: the kernel call writes into a table of ours, and the compiler cannot know how much.

#![allow(unsafe_code, reason = "GIO_UNIMAP has no safe wrapper")]

use std::collections::BTreeSet;
use std::os::fd::AsFd;

use rustix::ioctl::{Opcode, Updater, ioctl};

/// `GIO_UNIMAP` of `linux/kd.h`: reads the table from characters to the font's pictures.
const GIO_UNIMAP: Opcode = 0x4B66;
/// The most entries the kernel's answer may have; fonts have 512 pictures, and few have more than some thousand names.
const MOST: u16 = 16_384;

/// `struct unipair` of `linux/kd.h`.
#[repr(C)]
#[derive(Clone, Copy, Default)]
struct Pair {
    unicode: u16,
    picture: u16,
}

/// `struct unimapdesc` of `linux/kd.h`.
#[repr(C)]
struct Table {
    entries: u16,
    pairs: *mut Pair,
}

/// The characters of the font on `console`; nothing if it is no Linux console.
pub fn characters(console: impl AsFd) -> Option<BTreeSet<char>> {
    let known = pairs(console)?;
    Some(known.iter().filter_map(|pair| char::from_u32(pair.unicode.into())).collect())
}

/// Whether the font on `console` has more than 256 pictures.
pub fn is_large(console: impl AsFd) -> bool {
    pairs(console).is_some_and(|known| known.iter().any(|pair| pair.picture > 255))
}

fn pairs(console: impl AsFd) -> Option<Vec<Pair>> {
    let mut pairs = vec![Pair::default(); usize::from(MOST)];
    let mut table = Table { entries: MOST, pairs: pairs.as_mut_ptr() };
    // SAFETY: the request takes a `struct unimapdesc`, which `Table` is, field by field (`repr(C)`). The kernel writes at
    // most `entries` pairs to `pairs`, which points to as many that live until the end of this function, and then sets
    // `entries`. A console that has more answers ENOMEM; what is no console answers ENOTTY and writes nothing.
    unsafe { ioctl(console, Updater::<GIO_UNIMAP, Table>::new(&mut table)) }.ok()?;
    pairs.truncate(usize::from(table.entries));
    Some(pairs)
}

#[cfg(test)]
mod tests {
    use super::{characters, is_large};

    #[test]
    fn what_is_no_console_has_no_font() {
        let file = std::fs::File::open("/dev/null").expect("it is always there");
        assert!(characters(&file).is_none() && !is_large(&file));
    }
}
