//! The text of a file as TOML, and the front matter of a Markdown file. Never knows a key.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::context::{Context, File};
use super::scan::{Dirt, Finding, Lines, scan};
use super::{codes, say_files};
use crate::diagnostic::{Diagnostic, Words};

/// The most syntax errors of one file: what follows the first few is usually their echo.
const MAX_ERRORS: usize = 5;

/// The tables of `span` of the file's text. After a syntax error there is nothing: half a file would bring errors that
/// are none.
pub fn parse<'t>(cx: &Context, file: &File<'t>, span: Range<usize>) -> Option<Spanned<DeTable<'t>>> {
    let (base, end) = (span.start, span.end);
    let (table, errors) = DeTable::parse_recoverable(file.text.get(span).unwrap_or_default());
    if errors.is_empty() {
        return Some(table);
    }
    // A control character stops the parser, which then complains of the text around it: the character is what is named.
    let text = file.text.get(base..end).unwrap_or_default();
    let control = scan(text, Lines::Many).into_iter().filter(|found| matches!(found.dirt, Dirt::Control(_)));
    let control: Vec<Finding> = control.collect();
    if !control.is_empty() {
        for found in control {
            let (code, message, help) = say_files::dirt(&found.dirt, text.get(found.span.clone()).unwrap_or_default());
            let place = file.place(base + found.span.start..base + found.span.end);
            cx.report(Diagnostic::new(code, place, message).with_help(help));
        }
        return None;
    }
    for error in errors.iter().take(MAX_ERRORS) {
        let span = error.span().unwrap_or(0..0);
        let place = file.place(base + span.start..base + span.end);
        cx.report(Diagnostic::new(codes::SYNTAX, place, words(error.message())).with_help(hint(error.message())));
    }
    None
}

/// The parser's message and the same in Bulgarian.
fn words(message: &str) -> Words {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let bg = match what {
        "duplicate key" => "ключът вече е написан",
        "unclosed array" => "списъкът не е затворен с ]",
        "unclosed table" | "unclosed array table" => "името на таблицата не е затворено с ]",
        "unclosed inline table" => "таблицата не е затворена с }",
        "string values must be quoted" => "текстът трябва да е в кавички",
        "key with no value" | "missing value" | "missing value for key" => "ключ без стойност",
        "missing assignment between key-value pairs" | "invalid key-value pair" => "тук трябва да има ключ = стойност",
        "missing comma between array elements" | "missing comma between key-value pairs" => "липсва запетая",
        "extra comma in array" | "extra comma in inline table" => "излишна запетая",
        "invalid unquoted key" | "unquoted keys cannot be empty" => "ключът може да има само букви a-z, цифри, _ и -",
        "missing opening quote" => "липсва начална кавичка",
        "unexpected key or value" | "unexpected content" | "invalid value" => "това не може да стои тук",
        "unexpected leading zero" => "числото започва с нула",
        "cannot recurse further; max recursion depth met" | "recursion limit" => {
            "таблици и списъци са вложени твърде дълбоко"
        }
        "carriage return must be followed by newline" => "знак за връщане на каретката без нов ред",
        "missing escaped value" | "too few unicode value digits" => "непозната поредица след \\",
        _ if what.starts_with("invalid") => "текстът не е завършен или има знак, който не може да стои тук",
        _ => "редът не може да се прочете",
    };
    // “expected literal string” and the like mean something to programmers only.
    if expected.starts_with('`') {
        Words::new(format!("{bg}: очаква се {expected}"), format!("{what}: expected {expected}"))
    } else {
        Words::new(bg, what)
    }
}

fn hint(message: &str) -> Option<Words> {
    let quotes = message.contains("quoted") || message.contains("quote") || message.contains("string");
    quotes.then(|| {
        Words::new(
            "текстът стои между прави кавички: title = \"Заглавие\"; за кавички вътре пишете „…“",
            "a text stands between straight quotation marks: title = \"Title\"; for quotation marks inside write “…”",
        )
    })
}

/// The two parts of a Markdown file, as bytes of its text.
pub struct Parts {
    /// The TOML between the `+++` lines.
    pub keys: Range<usize>,
    /// The text behind them.
    pub body: Range<usize>,
}

/// Why a Markdown file has no front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoFront {
    /// It begins with something else.
    Missing,
    /// The second `+++` line is missing.
    Unclosed,
}

/// Splits a Markdown file.
///
/// # Errors
/// If it does not begin with a `+++` line, or has no second one.
pub fn split(text: &str) -> Result<Parts, NoFront> {
    let blank = text.len() - text.trim_start().len();
    let mut lines = text.get(blank..).unwrap_or_default().split_inclusive('\n');
    if lines.next().is_none_or(|line| line.trim_end() != "+++") {
        return Err(NoFront::Missing);
    }
    let mut at = blank + text.get(blank..).and_then(|rest| rest.find('\n')).map_or(text.len() - blank, |end| end + 1);
    let start = at;
    for line in lines {
        if line.trim_end() == "+++" {
            return Ok(Parts { keys: start..at, body: at + line.len()..text.len() });
        }
        at += line.len();
    }
    Err(NoFront::Unclosed)
}

#[cfg(test)]
mod tests {
    use super::{NoFront, split};

    #[test]
    fn front_matter_ends_at_the_second_line_of_plusses() {
        for text in ["+++\na = 1\n+++\nтяло\n", "\n+++\r\na = 1\n+++  \nтяло\n"] {
            let parts = split(text).expect("it has both lines");
            assert_eq!(text.get(parts.keys), Some("a = 1\n"));
            assert_eq!(text.get(parts.body), Some("тяло\n"));
        }
        let empty = split("+++\n+++").expect("it has both lines");
        assert!(empty.keys.is_empty() && empty.body.is_empty());
        assert_eq!(split("").err(), Some(NoFront::Missing));
        assert_eq!(split("текст\n+++\n").err(), Some(NoFront::Missing));
        assert_eq!(split("+++\na = 1").err(), Some(NoFront::Unclosed));
        assert_eq!(split("+++").err(), Some(NoFront::Unclosed));
    }
}
