//! The lines a process writes for its administrator. One line each, no colour, no time: whoever collects them adds it.

use std::io::{self, Write as _};

use super::notes::Notes;
use crate::text::{Breaks, clean};

/// Where lines go.
#[derive(Clone, Debug, Default)]
pub enum Log {
    /// To standard error, for a person or a file.
    #[default]
    Plain,
    /// To journald, which takes the weight of a line from its beginning (sd-daemon(3)).
    Journal,
    /// Beside a visitor's screen: only what matters, and not onto the screen.
    Aside(Notes),
}

impl Log {
    /// Something went as it should.
    pub fn info(&self, line: &str) {
        match self {
            Self::Plain => write("", line),
            Self::Journal => write("<6>", line),
            Self::Aside(_) => {}
        }
    }

    /// Something an administrator should look at.
    pub fn warn(&self, line: &str) {
        match self {
            Self::Plain => write("", line),
            Self::Journal => write("<4>", line),
            Self::Aside(notes) => notes.add(clean(line, Breaks::Space).into_owned()),
        }
    }
}

fn write(weight: &str, line: &str) {
    // A log that is full or gone must not end a visit.
    let _lost = writeln!(io::stderr().lock(), "{weight}{}", clean(line, Breaks::Space));
}
