//! The sentences about files and the characters in them, in both languages. Never decides whether something is wrong.

use super::encoding::NotUtf8;
use super::scan::Dirt;
use super::source::Why;
use super::syntax::NoFront;
use super::value::code_of;
use crate::diagnostic::{Code, Words};
use crate::text::{Lang, system_error};

/// Why a file or folder could not be taken.
pub fn unlisted(why: &Why) -> (Words, Words) {
    match why {
        Why::Missing => (
            Words::new("няма такъв файл или папка", "there is no such file or folder"),
            Words::new("проверете пътя; ‘megdan check ПАПКА’", "check the path; ‘megdan check FOLDER’"),
        ),
        Why::NotAFolder => (
            Words::new("това не е папка", "this is no folder"),
            Words::new("дайте папката, в която е kiosk.toml", "give the folder that kiosk.toml is in"),
        ),
        Why::Unreadable(error) => (
            Words::new(
                format!("не може да се прочете: {}", system_error(error, Lang::Bg)),
                format!("cannot be read: {}", system_error(error, Lang::En)),
            ),
            Words::new("проверете правата и диска", "check the permissions and the disk"),
        ),
        Why::Special => (
            Words::new("това не е обикновен файл", "this is no regular file"),
            Words::new("сложете тук самия файл с текста", "put the file with the text itself here"),
        ),
        Why::Outside => (
            Words::new("препратката води извън папката", "the link leads out of the folder"),
            Words::new("копирайте тук файла, към който води", "copy the file it leads to here"),
        ),
        Why::Name => (
            Words::new("име на файл, което не е UTF-8", "a file name that is not UTF-8"),
            Words::new("преименувайте файла с букви a-z", "rename the file with letters a-z"),
        ),
        Why::Depth => (
            Words::new("папката е твърде дълбоко", "the folder is too deep"),
            Words::new("съдържанието е най-много на три папки дълбочина", "content is at most three folders deep"),
        ),
        Why::Count => (
            Words::new("файловете са твърде много", "there are too many files"),
            Words::new("разделете съдържанието", "split the content"),
        ),
        Why::Size(most) => (
            Words::new(format!("файлът е над {} KiB", most / 1024), format!("the file is over {} KiB", most / 1024)),
            Words::new(
                "разделете го; картините и приложенията са в media/",
                "split it; pictures and attachments go to media/",
            ),
        ),
    }
}

/// `ENCODING` of the file at `path`.
pub fn encoding(reason: NotUtf8, path: &str) -> (Words, Words) {
    let is_sheet = std::path::Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let how = if is_sheet {
        Words::new(
            "в Excel: Файл → Запиши като → вид „CSV UTF-8“; в LibreOffice: Запиши като → CSV → Редактиране на настройките → UTF-8",
            "in Excel: File → Save As → type “CSV UTF-8”; in LibreOffice: Save As → CSV → Edit filter settings → UTF-8",
        )
    } else {
        Words::new(
            "в Notepad: Файл → Запиши като → Кодиране: UTF-8; в LibreOffice: Запиши като → Кодиран текст → UTF-8",
            "in Notepad: File → Save As → Encoding: UTF-8; in LibreOffice: Save As → Text – Choose Encoding → UTF-8",
        )
    };
    let what = match reason {
        NotUtf8::Utf16 => {
            Words::new("файлът е записан като UTF-16 („Unicode“)", "the file is saved as UTF-16 (“Unicode”)")
        }
        NotUtf8::Windows1251 => {
            Words::new("файлът е записан като Windows-1251 („ANSI“)", "the file is saved as Windows-1251 (“ANSI”)")
        }
        NotUtf8::Unknown(at) => Words::new(
            format!("файлът не е текст в UTF-8 (байт {})", at + 1),
            format!("the file is no UTF-8 text (byte {})", at + 1),
        ),
    };
    (what, how)
}

/// `BAD_SHEET`: a row with another number of cells than the header.
pub fn row_width(cells: usize, header: usize) -> Words {
    Words::new(
        format!("редът има {cells} клетки, а заглавният ред има {header}"),
        format!("the row has {cells} cells, the header has {header}"),
    )
}

/// A hint for it.
pub fn quote_cells(separator: char) -> Words {
    let (bg, en) = match separator {
        '\t' => ("табулация".to_owned(), "a tabulator".to_owned()),
        _ => (format!("‘{separator}’"), format!("‘{separator}’")),
    };
    Words::new(
        format!("клетка, в която има {bg} или нов ред, стои в кавички"),
        format!("a cell with {en} or a line break in it stands in quotation marks"),
    )
}

/// `BAD_SHEET`: the first row does not name the columns.
pub fn no_header() -> Words {
    Words::new(
        "първият ред не назовава колона с името: title.bg, title.en или slug",
        "the first row names no column with the name: title.bg, title.en or slug",
    )
}

/// `BAD_SHEET`: a column is there twice.
pub fn twin_column(name: &str) -> Words {
    Words::new(format!("колоната ‘{name}’ я има два пъти"), format!("there are two columns ‘{name}’"))
}

/// What the columns of lists that people keep are called here.
pub const COLUMNS: [(&[&str], &str); 11] = [
    (&["наименование", "име", "фирма", "организация", "дружество", "член"], "title.bg"),
    (&["name", "company", "organisation", "organization", "member"], "title.en"),
    (&["вид", "тип", "kind"], "type"),
    (&["правна форма", "form", "legal form"], "legal_form"),
    (&["населено място", "град", "място", "община"], "address.place.bg"),
    (&["city", "town", "place"], "address.place.en"),
    (&["адрес", "улица"], "address.street.bg"),
    (&["телефон", "телефони", "тел.", "phone", "phones", "telephone"], "contacts.phones"),
    (&["имейл", "е-поща", "ел. поща", "e-mail", "email"], "contacts.emails"),
    (&["сайт", "уебсайт", "интернет", "website", "web", "site"], "contacts.url"),
    (&["описание", "дейност", "description"], "summary.bg"),
];

/// The column that a usual heading stands for.
pub fn column_for(heading: &str) -> Option<&'static str> {
    let heading = heading.trim().to_lowercase();
    COLUMNS.iter().find(|(names, _)| names.contains(&heading.as_str())).map(|(_, column)| *column)
}

/// A hint with the columns that `headings` probably mean.
pub fn columns<'h>(headings: impl Iterator<Item = &'h str>) -> Words {
    let meant = headings.filter_map(|heading| column_for(heading).map(|column| format!("‘{heading}’ → {column}")));
    let meant = meant.collect::<Vec<_>>().join(", ");
    if meant.is_empty() {
        return Words::new(
            "например: slug;title.bg;title.en;type;address.place.bg;contacts.phones",
            "for example: slug;title.bg;title.en;type;address.place.bg;contacts.phones",
        );
    }
    Words::new(format!("преименувайте: {meant}"), format!("rename: {meant}"))
}

/// `FRONT_MATTER`
pub fn front(reason: NoFront) -> Words {
    match reason {
        NoFront::Missing => Words::new("файлът не започва с ред +++", "the file does not begin with a line +++"),
        NoFront::Unclosed => Words::new("няма втори ред +++", "there is no second line +++"),
    }
}

/// A hint for `FRONT_MATTER`.
pub fn front_help() -> Words {
    Words::new(
        "ключовете стоят между два реда +++ в началото: +++, title = \"Заглавие\", +++",
        "the keys stand between two lines +++ at the start: +++, title = \"Title\", +++",
    )
}

/// What to do about a missing `kiosk.toml`; `below` is a folder that has one.
pub fn no_kiosk(below: Option<&str>) -> Words {
    match below {
        Some(folder) => Words::new(
            format!("съдържанието изглежда е в ‘{folder}’: megdan check {folder}"),
            format!("the content seems to be in ‘{folder}’: megdan check {folder}"),
        ),
        None => Words::new(
            "създайте го с един ред: name = { bg = \"Име\", en = \"Name\" }",
            "make it with one line: name = { bg = \"Име\", en = \"Name\" }",
        ),
    }
}

/// A hint with the files of a seed.
pub fn folders() -> Words {
    let files = "kiosk.toml, clusters/ID/{cluster.toml, about.bg.md, pages/10-ID.bg.md}, organisations/ID.toml, \
                 organisations.csv, people/ID.toml, projects/ID.toml, news/DATE-ID.bg.md, events/DATE-ID.bg.md, \
                 pages/10-ID.bg.md, media/";
    Words::new(
        format!("познати са: {files}; име, което започва с _, се прескача"),
        format!("known are: {files}; a name that begins with _ is passed over"),
    )
}

/// A kind of dirt with its code, sentence and hint.
pub fn dirt(dirt: &Dirt, word: &str) -> (Code, Words, Option<Words>) {
    let number = |c: char| format!("U+{:04X}", c as u32);
    let (message, help) = match dirt {
        Dirt::Control('\u{1b}') => (
            Words::new("управляваща поредица за терминал (ESC)", "a terminal escape sequence (ESC)"),
            Some(delete_it()),
        ),
        Dirt::Control('\n') => (
            Words::new("тук не може да има нов ред", "there can be no line break here"),
            Some(Words::new("напишете текста на един ред", "write the text in one line")),
        ),
        Dirt::Control(c) => (
            Words::new(format!("управляващ знак {}", number(*c)), format!("control character {}", number(*c))),
            Some(delete_it()),
        ),
        Dirt::Bidi(c) => (
            Words::new(
                format!("знак, който обръща посоката на писане ({})", number(*c)),
                format!("a character that turns the direction of writing ({})", number(*c)),
            ),
            Some(delete_it()),
        ),
        Dirt::Invisible(c) => (
            Words::new(format!("невидим знак {}", number(*c)), format!("invisible character {}", number(*c))),
            Some(delete_it()),
        ),
        Dirt::Mixed(cure) => (
            Words::new(
                format!("в думата ‘{word}’ има и латински, и кирилски букви"),
                format!("the word ‘{word}’ has both Latin and Cyrillic letters"),
            ),
            cure.as_deref().map(|cure| Words::new(format!("напишете ‘{cure}’"), format!("write ‘{cure}’"))),
        ),
        Dirt::OpenQuote => (
            Words::new(
                "кавичката „ не е затворена в този абзац",
                "the quotation mark „ is not closed in this paragraph",
            ),
            Some(Words::new("затворете я с “", "close it with “")),
        ),
        Dirt::Glyph(c) => (
            Words::new(
                format!("шрифтът на конзолата няма знака ‘{c}’ ({})", number(*c)),
                format!("the console's font has no ‘{c}’ ({})", number(*c)),
            ),
            None,
        ),
    };
    (code_of(dirt), message, help)
}

fn delete_it() -> Words {
    Words::new(
        "изтрийте го; често идва при копиране от друга програма",
        "delete it; it often comes along when text is pasted from elsewhere",
    )
}
