//! What the operating system answered, in words of the reader's language. Never decides what to do about it.

use std::io::{Error, ErrorKind};

use super::lang::Lang;

/// The usual answers. The rest is left in the system's own words: rare enough to be looked up as they are.
const KNOWN: [(ErrorKind, &str, &str); 17] = [
    (ErrorKind::NotFound, "няма такъв файл или папка", "there is no such file or folder"),
    (ErrorKind::PermissionDenied, "няма права", "permission denied"),
    (ErrorKind::AlreadyExists, "вече съществува", "it exists already"),
    (ErrorKind::ReadOnlyFilesystem, "файловата система е само за четене", "the file system is read-only"),
    (ErrorKind::StorageFull, "няма свободно място на диска", "no space is left on the disk"),
    (ErrorKind::QuotaExceeded, "отреденото място на диска свърши", "the disk quota is used up"),
    (ErrorKind::FileTooLarge, "файлът е твърде голям", "the file is too large"),
    (ErrorKind::IsADirectory, "това е папка, а не файл", "it is a folder and no file"),
    (ErrorKind::NotADirectory, "част от пътя не е папка", "a part of the path is no folder"),
    (ErrorKind::InvalidFilename, "такова име на файл не може да има", "there can be no such file name"),
    (ErrorKind::InvalidData, "съдържанието не е текст в UTF-8", "the content is no UTF-8 text"),
    (ErrorKind::OutOfMemory, "паметта не стига", "there is not enough memory"),
    (ErrorKind::AddrInUse, "адресът е зает от друга програма", "the address is taken by another program"),
    (ErrorKind::AddrNotAvailable, "този адрес не е на тази машина", "the address is not this machine's"),
    (ErrorKind::ConnectionRefused, "отсреща никой не слуша", "nobody listens there"),
    (ErrorKind::BrokenPipe, "отсрещната страна затвори", "the other side has closed"),
    (ErrorKind::TimedOut, "чакането беше твърде дълго", "it took too long"),
];

/// `error` in `lang`.
pub fn system_error(error: &Error, lang: Lang) -> String {
    let known = KNOWN.iter().find(|(kind, ..)| *kind == error.kind());
    // An error that carries a sentence of its own says more than its kind.
    match known.filter(|_| error.get_ref().is_none()) {
        Some((_, bg, en)) => (if lang == Lang::Bg { bg } else { en }).to_string(),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Error;

    use super::system_error;
    use crate::text::Lang;

    #[test]
    fn a_full_disk_is_said_in_both_languages() {
        let full = Error::from_raw_os_error(28);
        assert_eq!(system_error(&full, Lang::Bg), "няма свободно място на диска");
        assert_eq!(system_error(&full, Lang::En), "no space is left on the disk");
    }

    #[test]
    fn a_sentence_of_its_own_is_kept() {
        let own = Error::new(std::io::ErrorKind::NotFound, "‘a.md’ has changed since it was checked");
        assert_eq!(system_error(&own, Lang::En), "‘a.md’ has changed since it was checked");
    }
}
