//! How a folder and a record begin: `init` and `new`. Never overwrites anything, never publishes.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ArgMatches;

use super::USAGE;
use super::caller::{Caller, fail};
use super::output::complain;
use crate::app::clock::{Clock, DEFAULT_ZONE};
use crate::content::{Kind, Slug};
use crate::seed::{self, NewFile, Source};
use crate::text::{Lang, system_error};

/// `megdan init [DIR]`: the files of an empty folder, or with `--builtin` those of the built-in content.
pub fn init(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let folder = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_default();
    let written = if matches.get_flag("builtin") {
        copy_builtin(caller, &folder)
    } else {
        write_all(caller, &folder, &seed::frame(caller.lang))
    };
    match written {
        Ok(written) => {
            next(caller, &folder, caller.pick("започнете запис", "begin a record"), "new cluster \"…\"");
            caller.print(&written)
        }
        Err(code) => code,
    }
}

/// `megdan new KIND TITLE`: writes the file, or the pair of files, of a draft; in a folder without settings those, too.
pub fn new(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let text = |name: &str| matches.get_one::<String>(name).map_or("", String::as_str);
    let Some(kind) = Kind::from_name(text("kind")).or((text("kind") == "news").then_some(Kind::Article)) else {
        return ExitCode::from(USAGE);
    };
    let folder = matches.get_one::<PathBuf>("dir").cloned().unwrap_or_default();
    let today = Clock::of_zone(DEFAULT_ZONE).now().day;
    // The kiosk's own folder may be large; a new one has nothing to be read.
    let known = folder.is_dir().then(|| seed::read(&Source::Folder(folder.clone()), &mut |_| {}));
    let taken = |slug: &Slug| known.as_ref().is_some_and(|outcome| outcome.places.path(slug).is_some());
    let scaffold = |taken: &dyn Fn(&Slug) -> bool| seed::scaffold(kind, text("title"), caller.lang, today, taken);
    // The same record twice is a slip; a record of another kind with the same name is not.
    let plain = match scaffold(&|_| false) {
        Ok(files) => files,
        Err(error) => return fail(&error.message(caller.lang)),
    };
    if let Some(code) = refuse_taken(caller, &folder, &plain) {
        return code;
    }
    let mut files = scaffold(&taken).unwrap_or(plain);
    if !folder.join("kiosk.toml").exists() {
        files.extend(seed::frame(caller.lang).into_iter().filter(|file| file.path == "kiosk.toml"));
    }
    match write_all(caller, &folder, &files) {
        Ok(written) => {
            let write = caller.pick("попълнете го, изтрийте draft = true и", "fill it in, delete draft = true, and");
            next(caller, &folder, write, "check");
            caller.print(&written)
        }
        Err(code) => code,
    }
}

/// What to do next, on standard error: standard output has the paths alone.
fn next(caller: &Caller, folder: &Path, what: &str, command: &str) {
    let folder = folder.display();
    let (check, command) = match command {
        "check" => (String::new(), format!("check {folder}")),
        other => (format!("; ‘megdan check {folder}’"), format!("{other} --dir {folder}")),
    };
    let load = caller.pick("после публикувайте с", "then publish with");
    let first = caller.pick("сега", "now");
    complain(&format!("megdan: {first} {what} ‘megdan {command}’{check}; {load} ‘megdan load {folder}’"));
}

/// Writes the files; their paths, one a line.
fn write_all(caller: &Caller, folder: &Path, files: &[NewFile]) -> Result<String, ExitCode> {
    if let Some(code) = refuse_taken(caller, folder, files) {
        return Err(code);
    }
    let mut written = String::new();
    for file in files {
        written.push_str(&write_new(caller, &folder.join(&file.path), file.text.as_bytes())?);
    }
    Ok(written)
}

fn copy_builtin(caller: &Caller, folder: &Path) -> Result<String, ExitCode> {
    let (listing, _) = Source::Builtin.list();
    let paths = || (0..listing.count() as u32).map(|number| listing.path(number));
    if let Some(path) = paths().map(|path| folder.join(path)).find(|path| path.exists()) {
        return Err(taken(caller, &path));
    }
    let (mut written, mut bytes) = (String::new(), Vec::new());
    for path in paths() {
        // What is in the binary can be read.
        if Source::Builtin.read(path, usize::MAX, &mut bytes).is_ok() {
            written.push_str(&write_new(caller, &folder.join(path), &bytes)?);
        }
    }
    Ok(written)
}

fn refuse_taken(caller: &Caller, folder: &Path, files: &[NewFile]) -> Option<ExitCode> {
    files.iter().map(|file| folder.join(&file.path)).find(|path| path.exists()).map(|path| taken(caller, &path))
}

fn taken(caller: &Caller, path: &Path) -> ExitCode {
    fail(&match caller.lang {
        Lang::Bg => {
            format!("‘{}’ вече съществува и не се презаписва; изберете друго заглавие или друга папка", path.display())
        }
        Lang::En => {
            format!("‘{}’ exists already and is not overwritten; choose another title or folder", path.display())
        }
    })
}

/// Writes one file; its path as a line.
fn write_new(caller: &Caller, path: &Path, bytes: &[u8]) -> Result<String, ExitCode> {
    let write = || -> io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        File::create_new(path)?.write_all(bytes)
    };
    match write() {
        Ok(()) => Ok(format!("{}\n", path.display())),
        Err(error) => {
            let error = system_error(&error, caller.lang);
            Err(fail(&match caller.lang {
                Lang::Bg => format!("‘{}’ не може да се запише ({error}); проверете папката и правата", path.display()),
                Lang::En => {
                    format!("cannot write ‘{}’ ({error}); check the folder and its permissions", path.display())
                }
            }))
        }
    }
}
