//! What had to be done so that there is something to show. Never does it: the library does and says so here.

use std::fmt;
use std::path::PathBuf;

use super::codec::FORMAT;
use crate::diagnostic::Words;
use crate::text::Lang;

/// Something the library did, or found, while opening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// This edition cannot be used.
    Unusable {
        /// Its number.
        edition: u64,
        /// Why.
        cause: Cause,
    },
    /// This edition is shown instead of the current one.
    FellBack {
        /// Its number.
        edition: u64,
    },
    /// An edition was made from the content built into the program.
    Rebuilt {
        /// Its number.
        edition: u64,
    },
    /// The search index was missing or damaged and was made anew.
    Indexed {
        /// The edition it belongs to.
        edition: u64,
    },
    /// The search index cannot be made: only names are searched.
    Unindexed {
        /// The edition it would belong to.
        edition: u64,
        /// Why.
        why: String,
    },
    /// The data folder cannot be written: the edition was copied to a temporary folder.
    Copied {
        /// Where to.
        folder: PathBuf,
    },
    /// No folder would do: the content built into the program is shown from memory.
    InMemory {
        /// Why not.
        why: Words,
    },
}

/// Why an edition cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// It failed before and was marked.
    Marked,
    /// Its folder is not there.
    Missing,
    /// It is damaged.
    Damaged(String),
    /// It is of this format: another version of the program made it.
    OtherFormat(u32),
}

impl Repair {
    /// One sentence for the log and `megdan status`.
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::Bg => self.bulgarian(),
            Lang::En => self.english(),
        }
    }

    fn bulgarian(&self) -> String {
        match self {
            Self::Unusable { edition, cause: Cause::Marked } => {
                format!("Издание {edition} вече е отбелязано като повредено и се пропуска.")
            }
            Self::Unusable { edition, cause: Cause::Missing } => format!("Издание {edition} липсва."),
            Self::Unusable { edition, cause: Cause::Damaged(what) } => {
                format!("Издание {edition} е повредено ({what}).")
            }
            Self::Unusable { edition, cause: Cause::OtherFormat(format) } => {
                format!(
                    "Издание {edition} е от друга версия на програмата (формат {format}, а тази чете {FORMAT}); \
                     публикувайте папката отново с ‘megdan load’."
                )
            }
            Self::FellBack { edition } => format!("Показва се издание {edition}, последното здраво."),
            Self::Rebuilt { edition } => format!("Издание {edition} е направено от вграденото съдържание."),
            Self::Indexed { edition } => {
                format!("Индексът за търсене на издание {edition} липсваше или беше повреден и е направен отново.")
            }
            Self::Unindexed { edition, why } => {
                format!("Няма индекс за търсене на издание {edition} ({why}); търси се само в имената.")
            }
            Self::Copied { folder } => {
                format!("В папката с данни не може да се пише; изданието е копирано в ‘{}’.", folder.display())
            }
            Self::InMemory { why } => {
                format!(
                    "Папката с данни не може да се ползва: {}. Показва се вграденото съдържание.",
                    why.get(Lang::Bg)
                )
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Unusable { edition, cause: Cause::Marked } => {
                format!("Edition {edition} was marked as damaged before and is passed over.")
            }
            Self::Unusable { edition, cause: Cause::Missing } => format!("Edition {edition} is missing."),
            Self::Unusable { edition, cause: Cause::Damaged(what) } => {
                format!("Edition {edition} is damaged ({what}).")
            }
            Self::Unusable { edition, cause: Cause::OtherFormat(format) } => {
                format!(
                    "Edition {edition} is of another version of the program (format {format}, this one reads \
                     {FORMAT}); publish the folder again with ‘megdan load’."
                )
            }
            Self::FellBack { edition } => format!("Edition {edition}, the last good one, is shown."),
            Self::Rebuilt { edition } => format!("Edition {edition} was made from the built-in content."),
            Self::Indexed { edition } => {
                format!("The search index of edition {edition} was missing or damaged and was made anew.")
            }
            Self::Unindexed { edition, why } => {
                format!("There is no search index of edition {edition} ({why}); only names are searched.")
            }
            Self::Copied { folder } => {
                format!("The data folder cannot be written; the edition was copied to ‘{}’.", folder.display())
            }
            Self::InMemory { why } => {
                format!("The data folder cannot be used: {}. The built-in content is shown.", why.get(Lang::En))
            }
        }
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.english())
    }
}
