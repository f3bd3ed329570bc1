//! The sentences about keys and values, in both languages. Never decides whether something is wrong.

use crate::content::{DateError, Kind};
use crate::diagnostic::Words;
use crate::text::{Lang, nearest};

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
