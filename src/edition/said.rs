//! What went wrong, in the reader's language; English is each error's own text. Never decides what an error is.

use std::io;
use std::path::Path;

use super::library::OpenError;
use super::publish::{PublishError, RollbackError};
use super::read::ReadError;
use crate::text::{Lang, system_error};

/// Gives an error its text in both languages.
macro_rules! said {
    ($($error:ident),+) => {
        $(impl $error {
            /// What happened and what to do, in `lang`.
            pub fn text(&self, lang: Lang) -> String {
                match lang {
                    Lang::Bg => self.bulgarian(),
                    Lang::En => self.to_string(),
                }
            }
        })+
    };
}
said!(OpenError, PublishError, RollbackError, ReadError);

fn cannot_write(path: &Path, error: &io::Error) -> String {
    let why = system_error(error, Lang::Bg);
    format!("в ‘{}’ не може да се пише ({why}): проверете правата и диска", path.display())
}

impl OpenError {
    fn bulgarian(&self) -> String {
        match self {
            Self::AlreadyRunning(data) => {
                format!("вече работи megdan с ‘{}’: свържете се с него или първо го спрете", data.display())
            }
            Self::NoContent(data) => format!("в ‘{}’ няма издание: изпълнете ‘megdan load’", data.display()),
            Self::Builtin(error) => format!("вграденото съдържание не може да се покаже: {}", error.bulgarian()),
        }
    }
}

impl PublishError {
    fn bulgarian(&self) -> String {
        match self {
            Self::Busy(data) => {
                format!("друг процес публикува в ‘{}’: изчакайте го и опитайте отново", data.display())
            }
            Self::NoSpace { data, needed, free } => format!(
                "в ‘{}’ са свободни {} KiB, а новото издание иска около {} KiB: освободете още {} KiB и опитайте отново",
                data.display(),
                free >> 10,
                needed >> 10,
                (needed.saturating_sub(*free) >> 10) + 1
            ),
            Self::Io(path, error) => cannot_write(path, error),
            Self::Body(slug, error) => {
                format!(
                    "текстът на ‘{slug}’ вече не се чете ({}): проверете папката със съдържанието",
                    system_error(error, Lang::Bg)
                )
            }
            Self::Store(what) => format!("новото издание не се записва ({what}): проверете диска и опитайте отново"),
            Self::Verify(what) => {
                format!("новото издание не се прочита така, както е записано ({what}): проверете диска")
            }
        }
    }
}

impl RollbackError {
    fn bulgarian(&self) -> String {
        match self {
            Self::Nothing(None) => "няма друго издание: публикувайте папка с ‘megdan load’".to_owned(),
            Self::Nothing(Some(newer)) => {
                format!("най-старото издание вече се показва: ‘megdan rollback {newer}’ показва пак издание {newer}")
            }
            Self::NoEdition(number) => format!("няма издание ‘{number}’: ‘megdan editions’ ги изброява"),
            Self::Bad(number) => format!("издание ‘{number}’ е повредено: изберете друго от ‘megdan editions’"),
            Self::Busy(data) => {
                format!("друг процес публикува в ‘{}’: изчакайте го и опитайте отново", data.display())
            }
            Self::Io(path, error) => cannot_write(path, error),
        }
    }
}

impl ReadError {
    fn bulgarian(&self) -> String {
        match self {
            Self::NoRecord(id) => format!("няма запис номер {} от вида {}", id.number, id.kind.name()),
            Self::OtherEdition { list, edition } => {
                format!("списъкът е от издание {list}, а не от {edition}: направете го отново")
            }
            Self::Unreadable { edition, what } => {
                format!(
                    "издание {edition} не може да се прочете ({what}): проверете диска и броя на отворените файлове"
                )
            }
            Self::Damaged { edition, what } => {
                format!(
                    "издание {edition} е повредено ({what}): върнете предишното с ‘megdan rollback’ или публикувайте отново"
                )
            }
        }
    }
}
