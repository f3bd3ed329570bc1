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
    for (name, path) in &files {
        let path = path.display().to_string();
        writeln!(code, "    ({name:?}, include_bytes!({path:?}).as_slice()),").map_err(io::Error::other)?;
    }
    code.push_str("]\n");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("builtin.rs"), code)
}

/// Adds every file below `folder` as (path with `/` relative to `root`, absolute path).
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            let name = name.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            files.push((name, path));
        }
    }
    Ok(())
}
