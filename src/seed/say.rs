//! The sentences of the loader, in both languages. Never decides whether something is wrong.

use super::encoding::NotUtf8;
use super::nearest::nearest;
use super::scan::Dirt;
use super::source::Why;
use super::syntax::NoFront;
use super::value::code_of;
use crate::content::{DateError, Kind};
use crate::diagnostic::{Code, Words};
use crate::text::Lang;

/// A type of value, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A text.
    Text,
    /// A text per language.
    Localized,
    /// A list of texts.
    Texts,
    /// A table.
    Table,
    /// A list of tables.
    Tables,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Integer,
    /// An amount of money.
    Amount,
    /// A date.
    Date,
    /// The identifier of a record.
    Reference,
    /// Two degrees.
    Coordinates,
}

impl Wanted {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Text => ("текст в кавички", "a text in quotation marks"),
            Self::Localized => ("текст или { bg = \"…\", en = \"…\" }", "a text, or { bg = \"…\", en = \"…\" }"),
            Self::Texts => ("списък от текстове: [\"…\", \"…\"]", "a list of texts: [\"…\", \"…\"]"),
            Self::Table => ("таблица: [име] или { … }", "a table: [name] or { … }"),
            Self::Tables => ("списък от таблици: [[име]]", "a list of tables: [[name]]"),
            Self::Flag => ("true или false", "true or false"),
            Self::Integer => ("цяло число", "a whole number"),
            Self::Amount => ("сума: 1250000 или 1250000.50", "an amount: 1250000 or 1250000.50"),
            Self::Date => ("дата: \"2012-01-17\"", "a date: \"2012-01-17\""),
            Self::Reference => ("идентификатор на запис в кавички", "the identifier of a record in quotation marks"),
            Self::Coordinates => ("[ширина, дължина] в градуси", "[latitude, longitude] in degrees"),
        }
    }
}

/// `WRONG_TYPE`
pub fn wrong_type(wanted: Wanted, found: &str) -> Words {
    let (bg, en) = wanted.words();
    let found_bg = match found {
        "string" => "текст",
        "integer" | "float" => "число",
        "boolean" => "true/false",
        "datetime" => "дата",
        "array" => "списък",
        _ => "таблица",
    };
    let found_en = match found {
        "string" => "a text",
        "integer" | "float" => "a number",
        "boolean" => "true/false",
        "datetime" => "a date",
        "array" => "a list",
        _ => "a table",
    };
    Words::new(format!("очаква се {bg}, а тук стои {found_bg}"), format!("expected {en}, found {found_en}"))
}

/// `UNKNOWN_KEY`
pub fn unknown_key(key: &str) -> Words {
    Words::new(format!("непознат ключ ‘{key}’"), format!("unknown key ‘{key}’"))
}

/// A hint with the word that was probably meant.
pub fn perhaps(word: &str) -> Words {
    Words::new(format!("може би ‘{word}’"), format!("perhaps ‘{word}’"))
}

/// A hint with all keys.
pub fn known_keys(keys: &[&str]) -> Words {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    let keys = keys.join(", ");
    Words::new(format!("познатите ключове тук са: {keys}"), format!("the keys known here are: {keys}"))
}

/// `MISSING_KEY`
pub fn missing_key(key: &str) -> Words {
    Words::new(format!("липсва ключът ‘{key}’"), format!("the key ‘{key}’ is missing"))
}

/// `UNKNOWN_NAME`
pub fn unknown_name(text: &str) -> Words {
    Words::new(format!("‘{text}’ не е сред познатите стойности"), format!("‘{text}’ is none of the known values"))
}

/// A hint with the nearest of the names, and all of them.
pub fn known_names(text: &str, names: &[&str]) -> Words {
    let all = names.join(", ");
    match nearest(text, names.iter().copied()) {
        Some(near) => Words::new(
            format!("може би ‘{near}’; възможни са: {all}"),
            format!("perhaps ‘{near}’; possible are: {all}"),
        ),
        None => Words::new(format!("възможни са: {all}"), format!("possible are: {all}")),
    }
}

/// `EMPTY_VALUE`
pub fn empty_value() -> Words {
    Words::new("стойността е празна: напишете я или изтрийте реда", "the value is empty: write it or delete the line")
}

/// `TOO_LONG`
pub fn long_list(length: usize, most: usize) -> Words {
    Words::new(
        format!("списъкът има {length} стойности, а може да има най-много {most}"),
        format!("the list has {length} values, at most {most} are allowed"),
    )
}

/// `TOO_LONG`
pub fn long_text(length: usize, most: usize) -> Words {
    Words::new(
        format!("текстът има {length} знака, а тук може да има най-много {most}"),
        format!("the text has {length} characters, at most {most} are allowed here"),
    )
}

/// `BAD_NUMBER`
pub fn bad_number(from: i64, to: i64) -> Words {
    Words::new(
        format!("тук се очаква цяло число от {from} до {to}"),
        format!("a whole number from {from} to {to} is expected here"),
    )
}

/// `TRANSLATION_DIFFERS`
pub fn differs(key: &str) -> Words {
    Words::new(
        format!("‘{key}’ тук е друго, а не зависи от езика"),
        format!("‘{key}’ has another value here, though it does not depend on the language"),
    )
}

/// `TRANSLATION_DIFFERS`
pub fn belongs_to_main(key: &str) -> Words {
    Words::new(
        format!("‘{key}’ не зависи от езика и стои в основния файл"),
        format!("‘{key}’ does not depend on the language and belongs in the main file"),
    )
}

/// `TRANSLATION_DIFFERS`
pub fn other_count(key: &str, main: usize, other: usize) -> Words {
    Words::new(
        format!("преводът има {other} × ‘{key}’, а основният файл има {main}"),
        format!("the translation has {other} × ‘{key}’, the main file has {main}"),
    )
}

/// Label of the second place.
pub fn other_value() -> Words {
    Words::new("в основния файл", "in the main file")
}

/// Label of the second place.
pub fn main_file() -> Words {
    Words::new("основният файл", "the main file")
}

/// A hint for `TRANSLATION_DIFFERS`.
pub fn main_file_decides() -> Words {
    Words::new("оставете го само във файла на основния език", "keep it only in the file of the default language")
}

/// `BAD_SLUG`
pub fn bad_slug(text: &str) -> Words {
    Words::new(
        format!("‘{text}’ не е идентификатор: само a-z, 0-9 и -, до 100 знака"),
        format!("‘{text}’ is no identifier: only a-z, 0-9 and -, up to 100 characters"),
    )
}

/// A hint with an identifier made of the text.
pub fn try_slug(text: &str) -> Option<Words> {
    let slug = crate::text::slugify(text);
    (!slug.is_empty()).then(|| perhaps(&slug))
}

/// `REPEATED_REFERENCE`
pub fn repeated(slug: &str) -> Words {
    Words::new(format!("‘{slug}’ вече е в списъка"), format!("‘{slug}’ is in the list already"))
}

/// The name of a kind in a sentence: „събитие“, “an event”.
pub const fn kind(kind: Kind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (Kind::Cluster, Lang::Bg) => "клъстер",
        (Kind::Cluster, Lang::En) => "a cluster",
        (Kind::Organisation, Lang::Bg) => "организация",
        (Kind::Organisation, Lang::En) => "an organisation",
        (Kind::Person, Lang::Bg) => "лице",
        (Kind::Person, Lang::En) => "a person",
        (Kind::Article, Lang::Bg) => "новина",
        (Kind::Article, Lang::En) => "an article",
        (Kind::Event, Lang::Bg) => "събитие",
        (Kind::Event, Lang::En) => "an event",
        (Kind::Project, Lang::Bg) => "проект",
        (Kind::Project, Lang::En) => "a project",
        (Kind::Page, Lang::Bg) => "страница",
        (Kind::Page, Lang::En) => "a page",
    }
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
            Words::new(format!("не може да се прочете: {error}"), format!("cannot be read: {error}")),
            Words::new("проверете правата и диска", "check the permissions and the disk"),
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

/// `ENCODING`
pub fn encoding(reason: NotUtf8) -> (Words, Words) {
    let save = |how_bg: &str, how_en: &str| Words::new(how_bg, how_en);
    let how = save(
        "в Notepad: Файл → Запиши като → Кодиране: UTF-8; в LibreOffice: Запиши като → Кодиран текст → UTF-8",
        "in Notepad: File → Save As → Encoding: UTF-8; in LibreOffice: Save As → Text – Choose Encoding → UTF-8",
    );
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

/// `UNKNOWN_LANGUAGE`
pub fn unknown_language(text: &str) -> Words {
    Words::new(format!("‘{text}’ не е език на този мегдан"), format!("‘{text}’ is none of this kiosk's languages"))
}

/// `BAD_DATE`, with what is to be written instead where that is clear.
pub fn bad_date(error: &DateError) -> (Words, Option<Words>) {
    let message = Words::new(error.message(Lang::Bg), error.message(Lang::En));
    let help = error.suggestion().map(|date| Words::new(format!("напишете \"{date}\""), format!("write \"{date}\"")));
    (message, help)
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
