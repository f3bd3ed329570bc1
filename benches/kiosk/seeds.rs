//! Seed folders to measure with, made once and kept beside the build. Never loads one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::generate;

/// So many articles to one organisation.
const ARTICLES_PER_ORGANISATION: usize = 20;

/// The folder of a seed with so many articles. A changed generator makes another one.
///
/// # Errors
/// If it cannot be written.
pub fn folder(beside: &Path, articles: usize) -> io::Result<PathBuf> {
    let generator = crc32fast::hash(include_bytes!("../../examples/generate_seed/generate.rs"));
    let folder = beside.join(format!("{articles}-{generator:08x}"));
    if folder.exists() {
        return Ok(folder);
    }
    let partial = beside.join("partial");
    if partial.exists() {
        fs::remove_dir_all(&partial)?;
    }
    generate::generate(&partial, articles, (articles / ARTICLES_PER_ORGANISATION).max(10))?;
    fs::rename(&partial, &folder)?;
    Ok(folder)
}
