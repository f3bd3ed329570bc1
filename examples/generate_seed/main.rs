//! Makes a realistic bilingual seed of any size, for measuring: `cargo run --release --example generate_seed --
//! --articles 10000 --organisations 500 DIR`. Never writes into a folder that holds anything.

#![expect(clippy::print_stderr, reason = "a command of its own")]

mod generate;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

struct Arguments {
    articles: usize,
    organisations: usize,
    folder: PathBuf,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments(env::args().skip(1)) else {
        eprintln!("generate_seed --articles N --organisations M DIR");
        return ExitCode::from(2);
    };
    match generate::generate(&arguments.folder, arguments.articles, arguments.organisations) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate_seed: {}: {error}", arguments.folder.display());
            ExitCode::FAILURE
        }
    }
}

fn arguments(mut given: impl Iterator<Item = String>) -> Option<Arguments> {
    let mut found = Arguments { articles: 1_000, organisations: 100, folder: PathBuf::new() };
    while let Some(word) = given.next() {
        match word.as_str() {
            "--articles" => found.articles = given.next()?.parse().ok()?,
            "--organisations" => found.organisations = given.next()?.parse().ok()?,
            folder if !folder.starts_with('-') => found.folder = PathBuf::from(folder),
            _ => return None,
        }
    }
    (!found.folder.as_os_str().is_empty()).then_some(found)
}
