//! The terminal this process was started on: its size, raw mode, and giving it back. The only place that asks a terminal
//! of the process's own; it asks the file it was given, never the one the process happens to have.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{self, OptionalActions, Termios};

use super::{Profile, Shades, Size, enter, font, leave};
use crate::text::{Lang, system_error};

/// How long the last bytes may take when the terminal takes none: longer would keep a process from ending.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// Why a terminal cannot be used.
#[derive(Debug)]
pub enum OpenError {
    /// Standard input is a file or a pipe.
    NoInput,
    /// Standard output is a file or a pipe.
    NoOutput,
    /// Its name says that it can only print one line after the other.
    Dumb,
    /// The system refused.
    Refused(io::Error),
}

impl OpenError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        let what = match (self, lang) {
            (Self::NoInput, Lang::Bg) => "стандартният вход не е терминал".to_owned(),
            (Self::NoInput, Lang::En) => "standard input is no terminal".to_owned(),
            (Self::NoOutput, Lang::Bg) => "стандартният изход не е терминал".to_owned(),
            (Self::NoOutput, Lang::En) => "standard output is no terminal".to_owned(),
            (Self::Dumb, Lang::Bg) => "този терминал (TERM=dumb) не може да покаже екран".to_owned(),
            (Self::Dumb, Lang::En) => "this terminal (TERM=dumb) cannot show a screen".to_owned(),
            (Self::Refused(error), Lang::Bg) => {
                format!("терминалът не може да се използва ({})", system_error(error, lang))
            }
            (Self::Refused(error), Lang::En) => {
                format!("the terminal cannot be used ({})", system_error(error, lang))
            }
        };
        let hint = match lang {
            Lang::Bg => "за обикновен текст има ‘megdan list news’ и ‘megdan show ID’",
            Lang::En => "for plain text there are ‘megdan list news’ and ‘megdan show ID’",
        };
        format!("{what}; {hint}")
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for OpenError {}

/// Reads a line from standard input; a terminal does not show it. Ctrl+C is a character of the line, so that nothing can
/// end the process while the terminal is silent.
///
/// # Errors
/// If standard input cannot be read.
pub fn hidden_line() -> io::Result<String> {
    let input = rustix::stdio::stdin();
    let before = termios::tcgetattr(input).ok();
    if let Some(before) = &before {
        let mut silent = before.clone();
        silent.local_modes.remove(termios::LocalModes::ECHO | termios::LocalModes::ISIG);
        termios::tcsetattr(input, OptionalActions::Flush, &silent)?;
    }
    let mut line = String::new();
    let read = io::stdin().read_line(&mut line);
    if let Some(before) = &before {
        termios::tcsetattr(input, OptionalActions::Now, before)?;
    }
    read.map(|_| line.trim_end_matches(['\r', '\n']).to_owned())
}

/// A terminal of this machine.
#[derive(Debug)]
pub struct Tty {
    input: OwnedFd,
    output: OwnedFd,
    before: Termios,
    /// The profile it was entered with, while it is.
    entered: Mutex<Option<Profile>>,
}

impl Tty {
    /// Standard input and output, which must both be terminals.
    ///
    /// # Errors
    /// If one is not, or the system refuses.
    pub fn standard() -> Result<Self, OpenError> {
        let (input, output) = (rustix::stdio::stdin(), rustix::stdio::stdout());
        if !termios::isatty(input) {
            return Err(OpenError::NoInput);
        }
        if !termios::isatty(output) {
            return Err(OpenError::NoOutput);
        }
        Self::new(input, output).map_err(OpenError::Refused)
    }

    fn new(input: BorrowedFd<'_>, output: BorrowedFd<'_>) -> io::Result<Self> {
        let before = termios::tcgetattr(input)?;
        Ok(Self {
            input: input.try_clone_to_owned()?,
            output: output.try_clone_to_owned()?,
            before,
            entered: Mutex::default(),
        })
    }

    /// Columns and rows as the terminal says; zeros when it does not.
    pub fn size(&self) -> (u32, u32) {
        termios::tcgetwinsize(&self.output).map_or((0, 0), |size| (u32::from(size.ws_col), u32::from(size.ws_row)))
    }

    /// The characters of a Linux console's font; nothing on any other terminal.
    pub fn font(&self) -> Option<BTreeSet<char>> {
        font::characters(&self.output)
    }

    /// How many inks it tells apart. A VGA card in text mode takes the bit that makes an ink bright for the second half of a
    /// font of 512 pictures, where Cyrillic and the half blocks are: then brightness says nothing but which half it was.
    pub fn shades(&self) -> Shades {
        let has_frame_buffer = fs::read_to_string("/proc/fb").is_ok_and(|list| !list.trim().is_empty());
        if !has_frame_buffer && font::is_large(&self.output) { Shades::Eight } else { Shades::Sixteen }
    }

    /// The same, safe to lay out for.
    pub fn clamped_size(&self) -> Size {
        let (columns, rows) = self.size();
        Size::clamped(columns, rows)
    }

    /// Raw mode and the sequences that prepare the terminal. May be called again, as after a stop.
    ///
    /// # Errors
    /// If the terminal refuses.
    pub fn enter(&self, profile: &Profile) -> io::Result<()> {
        let mut raw = self.before.clone();
        raw.make_raw();
        termios::tcsetattr(&self.input, OptionalActions::Now, &raw)?;
        *self.entered.lock().unwrap_or_else(PoisonError::into_inner) = Some(*profile);
        self.write(&enter(profile))
    }

    /// Gives the terminal back as it was. Does nothing when it was not entered or was given back already. Waits only a
    /// moment for a terminal that takes no bytes.
    pub fn leave(&self) {
        let Some(profile) = self.entered.lock().unwrap_or_else(PoisonError::into_inner).take() else { return };
        if ready(&self.output, PollFlags::OUT, LAST_WORDS) {
            // The modes below are what matters most; a terminal that is gone needs neither.
            let _gone = self.write(&leave(&profile));
        }
        let _gone = termios::tcsetattr(&self.input, OptionalActions::Now, &self.before);
    }

    /// Writes all of `bytes`, waiting as long as the terminal does.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn write(&self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            match rustix::io::write(&self.output, bytes) {
                Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
                Err(rustix::io::Errno::INTR) => {}
                // Another program may have set this on the terminal we share with it.
                Err(rustix::io::Errno::AGAIN) => {
                    ready(&self.output, PollFlags::OUT, Duration::from_secs(1));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Waits for bytes and reads them; 0 when there is nothing after all.
    ///
    /// # Errors
    /// The terminal is gone; its end counts as that.
    pub fn read(&self, buffer: &mut [u8]) -> io::Result<usize> {
        match rustix::io::read(&self.input, buffer) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(length) => Ok(length),
            Err(rustix::io::Errno::INTR) => Ok(0),
            // Another program may have set this on the terminal we share with it.
            Err(rustix::io::Errno::AGAIN) => {
                ready(&self.input, PollFlags::IN, Duration::from_secs(1));
                Ok(0)
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn ready(file: &OwnedFd, what: PollFlags, wait: Duration) -> bool {
    let wait = Timespec::try_from(wait).ok();
    let mut files = [PollFd::new(file, what)];
    poll(&mut files, wait.as_ref()).is_ok_and(|ready| ready > 0)
}

impl Drop for Tty {
    /// The last way out: a panic that unwinds comes through here too.
    fn drop(&mut self) {
        self.leave();
    }
}
