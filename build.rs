//! Packs the folder `seed/` into the binary, so that a first start has content without any file beside it.
//! Never reads anything outside `seed/`, and never fails on what is in it: checking is the loader's work.

#![expect(clippy::disallowed_methods, reason = "cargo hands a build script its folders in the environment")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let seed = root.join("seed");
    println!("cargo::rerun-if-changed=seed");
    let mut files = Vec::new();
    collect(&seed, &seed, &mut files)?;
    files.sort();
    let mut code = String::from("[\n");
    // Paths from the package's folder on: a checkout that moves, with what was built in it, still compiles.
    for name in &files {
        let path = format!("/seed/{name}");
        let bytes = format!("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))");
        writeln!(code, "    ({name:?}, {bytes}.as_slice()),").map_err(io::Error::other)?;
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("builtin.rs"), code)
}

/// Adds the path of every file below `folder`, with `/` and relative to `root`.
fn collect(root: &Path, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            files.push(name.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
    Ok(())
}
