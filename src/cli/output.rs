//! Standard output and standard error for commands. Never treats a reader that went away as an error.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

/// Writes `text` to standard output. A closed pipe ends the command quietly; any other failure is exit code 1.
pub fn print(text: &str) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Writes a line to standard error; where that is closed too, there is nobody to tell.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Whether a person reads standard error on a terminal.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Whether a person reads standard output on a terminal.
pub fn is_screen() -> bool {
    io::stdout().is_terminal()
}
