//! Standard output and standard error for commands. Never treats a reader that went away as an error.

use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use crate::text::{Breaks, Lang, clean, system_error};

/// Writes `text` to standard output. A closed pipe ends the command quietly; any other failure is exit code 1 and is
/// said in `lang`.
pub fn print(text: &str, lang: Lang) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let why = system_error(&error, lang);
            complain(&match lang {
                Lang::Bg => {
                    format!("megdan: изходът не може да се запише ({why}); освободете място или пренасочете другаде")
                }
                Lang::En => {
                    format!("megdan: the output cannot be written ({why}); free some space or send it elsewhere")
                }
            });
            ExitCode::FAILURE
        }
    }
}

/// Writes a line to standard error; where that is closed too, there is nobody to tell. What was typed, or what a file
/// is called, reaches the terminal as text only.
pub fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", clean(text, Breaks::Keep));
}

/// Whether a person reads standard error on a terminal.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Whether a person reads standard output on a terminal.
pub fn is_screen() -> bool {
    io::stdout().is_terminal()
}
