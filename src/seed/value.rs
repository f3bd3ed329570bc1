//! One value of a seed file with the place it stands at, and its reading as a type. Never asks for keys: [`super::fields`]
//! does.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::context::{Context, File};
use super::scan::{Dirt, Finding, Lines, scan};
use super::{codes, say, say_files};
use crate::diagnostic::{Code, Diagnostic, Place, Words};

/// What a text is for: how long it may be, and what its line breaks mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A name or title: one line of at most 300 characters.
    Name,
    /// A sentence or several, at most 4,000 characters: line breaks count as spaces.
    Prose,
    /// Markdown, as long as a file may be.
    Body,
}

impl Form {
    const fn most(self) -> usize {
        match self {
            Self::Name => 300,
            Self::Prose => 4_000,
            Self::Body => usize::MAX,
        }
    }
}

/// How a file writes its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// TOML: both languages inside, `{ bg = "…", en = "…" }`.
    Inline,
    /// Front matter: texts are in the file's own language.
    PerFile,
    /// A row of a spreadsheet: every value is a text, lists are separated by `|`.
    Sheet,
}

/// A table of one file.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The file.
    pub file: File<'a>,
    /// Where the TOML begins in the file's text.
    pub base: usize,
    /// The table.
    pub table: &'a DeTable<'a>,
    /// Where the table stands, if it is not the file's own: bytes of the TOML.
    pub span: Option<(usize, usize)>,
}

/// A value of one file.
#[derive(Clone, Copy)]
pub struct Value<'a> {
    /// Where it stands.
    pub side: Side<'a>,
    /// What it is.
    pub value: &'a Spanned<DeValue<'a>>,
}

/// A text inside a value, and its bytes in the file.
pub type Item<'a> = (&'a str, Range<usize>);

impl<'a> Side<'a> {
    /// The value of a key.
    pub fn get(self, key: &str) -> Option<Value<'a>> {
        self.table.get(key).map(|value| Value { side: self, value })
    }

    /// Where the table stands.
    pub fn place(self) -> Place {
        match self.span {
            Some((from, to)) => self.file.place(self.base + from..self.base + to),
            None => self.file.whole(),
        }
    }
}

impl<'a> Value<'a> {
    /// The bytes of the file.
    pub fn span(self) -> Range<usize> {
        let span = self.value.span();
        self.side.base + span.start..self.side.base + span.end
    }

    /// Where it stands.
    pub fn place(self) -> Place {
        self.side.file.place(self.span())
    }

    /// The value as it is written in the file.
    pub fn raw(self) -> &'a str {
        self.side.file.text.get(self.span()).unwrap_or_default()
    }

    /// Reports a problem with the whole value.
    pub fn report(self, cx: &Context, code: Code, message: Words, help: Option<Words>) {
        cx.report(Diagnostic::new(code, self.place(), message).with_help(help));
    }

    /// Reports that the value is of another type.
    pub fn wrong_type(self, cx: &Context, wanted: say::Wanted) {
        self.report(cx, codes::WRONG_TYPE, say::wrong_type(wanted, self.value.get_ref().type_str()), None);
    }

    /// The text of a string.
    pub fn string(self, cx: &Context, wanted: say::Wanted) -> Option<Item<'a>> {
        match self.value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                self.report(cx, codes::EMPTY_VALUE, say::empty_value(), None);
                None
            }
            DeValue::String(text) => Some((text, self.span())),
            _ => {
                self.wrong_type(cx, wanted);
                None
            }
        }
    }

    /// A string, or a number or date that was written without quotation marks.
    pub fn token(self, cx: &Context, wanted: say::Wanted) -> Option<Item<'a>> {
        match self.value.get_ref() {
            DeValue::Integer(_) | DeValue::Datetime(_) => Some((self.raw(), self.span())),
            _ => self.string(cx, wanted),
        }
    }

    /// The texts of a list; one text alone is a list of one, in a spreadsheet `|` separates several.
    pub fn items(self, cx: &Context, style: Style) -> Vec<Item<'a>> {
        match self.value.get_ref() {
            DeValue::String(text) if style == Style::Sheet => split_cell(text, self.span()),
            DeValue::String(_) => self.string(cx, say::Wanted::Texts).into_iter().collect(),
            _ => {
                let values = self.values(cx, say::Wanted::Texts);
                values.into_iter().filter_map(|value| value.string(cx, say::Wanted::Text)).collect()
            }
        }
    }

    /// The values of a list.
    pub fn values(self, cx: &Context, wanted: say::Wanted) -> Vec<Value<'a>> {
        let DeValue::Array(array) = self.value.get_ref() else {
            self.wrong_type(cx, wanted);
            return Vec::new();
        };
        if array.len() > MAX_LIST {
            self.report(cx, codes::TOO_LONG, say::long_list(array.len(), MAX_LIST), None);
            return Vec::new();
        }
        array.iter().map(|value| Value { side: self.side, value }).collect()
    }
}

/// The most values of one list.
const MAX_LIST: usize = 1_000;

fn split_cell(text: &str, span: Range<usize>) -> Vec<Item<'_>> {
    text.split('|').map(str::trim).filter(|part| !part.is_empty()).map(|part| (part, span.clone())).collect()
}

/// The text of an item, checked for dirt and length; its line breaks as its form wants them.
pub fn checked(cx: &Context, file: &File<'_>, item: &Item<'_>, form: Form) -> String {
    let (text, span) = (item.0.trim(), &item.1);
    let lines = if form == Form::Name { Lines::One } else { Lines::Many };
    report_dirt(cx, file, text, span, lines);
    let length = text.chars().count();
    if length > form.most() {
        let message = say::long_text(length, form.most());
        cx.report(Diagnostic::new(codes::TOO_LONG, file.place(span.clone()), message));
    }
    if form == Form::Prose && text.contains('\n') {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    text.to_owned()
}

/// Reports what [`scan`] finds in `text`, which stands (perhaps with escapes or quotation marks) at `span` of the file.
pub fn report_dirt(cx: &Context, file: &File<'_>, text: &str, span: &Range<usize>, lines: Lines) {
    report_findings(cx, file, text, span, scan(text, lines));
}

/// Reports what was found in `text`, as [`report_dirt`] does.
pub fn report_findings(cx: &Context, file: &File<'_>, text: &str, span: &Range<usize>, findings: Vec<Finding>) {
    if findings.is_empty() {
        return;
    }
    let raw = file.text.get(span.clone()).unwrap_or_default();
    let offset = raw.find(text).map(|offset| span.start + offset);
    for finding in findings {
        let at = offset.map_or_else(|| span.clone(), |o| o + finding.span.start..o + finding.span.end);
        let word = text.get(finding.span).unwrap_or_default();
        let (code, message, help) = say_files::dirt(&finding.dirt, word);
        cx.report(Diagnostic::new(code, file.place(at), message).with_help(help));
    }
}

/// The code of a kind of dirt.
pub const fn code_of(dirt: &Dirt) -> Code {
    match dirt {
        Dirt::Control(_) => codes::CONTROL_CHARACTER,
        Dirt::Bidi(_) => codes::BIDI_CONTROL,
        Dirt::Invisible(_) => codes::INVISIBLE_CHARACTER,
        Dirt::Mixed(_) => codes::MIXED_SCRIPTS,
        Dirt::OpenQuote => codes::OPEN_QUOTE,
        Dirt::Glyph(_) => codes::MISSING_GLYPH,
    }
}

/// Whether two values say the same, wherever they stand.
pub fn same(a: &DeValue<'_>, b: &DeValue<'_>) -> bool {
    match (a, b) {
        (DeValue::String(a), DeValue::String(b)) => a.trim() == b.trim(),
        (DeValue::Integer(a), DeValue::Integer(b)) => a.to_string() == b.to_string(),
        (DeValue::Float(a), DeValue::Float(b)) => a.as_str() == b.as_str(),
        (DeValue::Boolean(a), DeValue::Boolean(b)) => a == b,
        (DeValue::Datetime(a), DeValue::Datetime(b)) => a == b,
        (DeValue::Datetime(a), DeValue::String(b)) | (DeValue::String(b), DeValue::Datetime(a)) => {
            a.to_string() == b.trim()
        }
        (DeValue::Array(a), DeValue::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same(a.get_ref(), b.get_ref()))
        }
        (DeValue::Table(a), DeValue::Table(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| {
                    b.get(key.get_ref().as_ref()).is_some_and(|other| same(value.get_ref(), other.get_ref()))
                })
        }
        _ => false,
    }
}
