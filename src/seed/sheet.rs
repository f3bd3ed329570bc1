//! `organisations.csv`: a spreadsheet with the same field names as the files, one organisation a row. Never guesses what a
//! column means: its header says it.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::context::{Context, File};
use super::fields::Fields;
use super::places::Places;
use super::value::{Side, Style};
use super::{codes, reader, records};
use crate::content::{Catalogue, Kind, Slug};
use crate::diagnostic::Diagnostic;

/// A cell: its text and its bytes in the file.
type Cell<'t> = (Cow<'t, str>, Range<usize>);

/// Columns of which a sheet needs one: without them no row has a name.
const NAMING: [&str; 4] = ["slug", "title", "title.bg", "title.en"];

/// Reads every row.
pub fn read(cx: &Context, file: &File<'_>, catalogue: &mut Catalogue, places: &mut Places) {
    let separator = separator(file.text);
    let mut rows = Rows { text: file.text, at: 0, separator };
    let Some(header) = rows.next() else {
        return;
    };
    if !heads(cx, file, &header) {
        return;
    }
    let width = header.len();
    for row in rows {
        let Some((_, span)) = row.iter().find(|(text, _)| !text.trim().is_empty()) else {
            continue;
        };
        if row.len() == width {
            organisation(cx, file, &header, &row, span.clone(), catalogue, places);
            continue;
        }
        let wrong = row.get(width).or(row.last()).map_or_else(|| span.clone(), |(_, span)| span.clone());
        let message = super::say_files::row_width(row.len(), width);
        let help = super::say_files::quote_cells(separator);
        cx.report(Diagnostic::new(codes::BAD_SHEET, file.place(wrong), message).with_help(help));
    }
}

/// Whether the first row is a header that names the rows; reports it if it is not.
fn heads(cx: &Context, file: &File<'_>, header: &[Cell<'_>]) -> bool {
    let line = header.first().map_or(0, |cell| cell.1.start)..header.last().map_or(0, |cell| cell.1.end);
    if !header.iter().any(|(text, _)| NAMING.contains(&text.trim())) {
        let help = super::say_files::columns(header.iter().map(|(text, _)| text.trim()));
        let message = super::say_files::no_header();
        cx.report(Diagnostic::new(codes::BAD_SHEET, file.place(line), message).with_help(help));
        return false;
    }
    let twin = header.iter().enumerate().find(|(at, (text, _))| {
        !text.trim().is_empty() && header.iter().take(*at).any(|(other, _)| other.trim() == text.trim())
    });
    if let Some((_, (text, span))) = twin {
        let message = super::say_files::twin_column(text.trim());
        cx.report(Diagnostic::new(codes::BAD_SHEET, file.place(span.clone()), message));
    }
    true
}

/// The separator that the header line has most of: `;`, `,` or the tabulator that programs copy tables with.
fn separator(text: &str) -> char {
    let header = text.lines().next().unwrap_or_default();
    // Of equals the last is taken.
    [',', '\t', ';'].into_iter().max_by_key(|separator| header.matches(*separator).count()).unwrap_or(';')
}

fn organisation(
    cx: &Context,
    file: &File<'_>,
    header: &[Cell<'_>],
    row: &[Cell<'_>],
    span: Range<usize>,
    catalogue: &mut Catalogue,
    places: &mut Places,
) {
    let mut table = DeTable::new();
    for ((key, key_span), (text, cell_span)) in header.iter().zip(row) {
        if !text.trim().is_empty() {
            let value = Spanned::new(cell_span.clone(), DeValue::String(Cow::Borrowed(text.as_ref())));
            insert(&mut table, key.trim(), key_span, value);
        }
    }
    let side = Side { file: *file, base: 0, table: &table, span: Some((span.start, span.end)) };
    let Some(slug) = slug(cx, side) else {
        return;
    };
    reader::declare(cx, &slug, Kind::Organisation, file, Some((span.start as u32, span.end as u32)));
    places.add(&slug, Some(file.number), &[]);
    catalogue.organisations.push(records::organisation(Fields::new(cx, Style::Sheet, side, None), slug));
}

/// Puts the value at `a.b.c`.
fn insert<'t>(table: &mut DeTable<'t>, key: &'t str, span: &Range<usize>, value: Spanned<DeValue<'t>>) {
    let name = |part: &'t str| Spanned::new(span.clone(), Cow::Borrowed(part));
    let Some((first, rest)) = key.split_once('.') else {
        table.insert(name(key), value);
        return;
    };
    let inner = table.entry(name(first)).or_insert_with(|| Spanned::new(value.span(), DeValue::Table(DeTable::new())));
    // A column `address` beside a column `address.place`: the later one decides.
    if !inner.get_ref().is_table() {
        *inner.get_mut() = DeValue::Table(DeTable::new());
    }
    if let DeValue::Table(inner) = inner.get_mut() {
        insert(inner, rest, span, value);
    }
}

/// The identifier in the column `slug`, or one made of the name.
fn slug(cx: &Context, side: Side<'_>) -> Option<Slug> {
    let name = |key: &str| {
        let value = side.table.get(key)?.get_ref();
        value.as_str().or_else(|| value.get("en")?.get_ref().as_str()).or_else(|| value.get("bg")?.get_ref().as_str())
    };
    let stated = side.get("slug").and_then(|value| value.value.get_ref().as_str());
    let Some(text) = stated.map(|stated| stated.trim().to_owned()).or_else(|| name("title").map(crate::text::slugify))
    else {
        cx.report(Diagnostic::new(codes::MISSING_KEY, side.place(), super::say::missing_key("title.bg")));
        return None;
    };
    let slug = Slug::new(&text).ok();
    if slug.is_none() {
        let (place, message) = (side.place(), super::say::bad_slug(&text));
        cx.report(Diagnostic::new(codes::BAD_SLUG, place, message).with_help(super::say::try_slug(&text)));
    }
    slug
}

/// The rows of a sheet, with the place of each cell: the `csv` crate knows the places of rows only.
struct Rows<'t> {
    text: &'t str,
    at: usize,
    separator: char,
}

impl<'t> Iterator for Rows<'t> {
    type Item = Vec<Cell<'t>>;

    fn next(&mut self) -> Option<Vec<Cell<'t>>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            let (cell, end) = self.cell();
            row.push(cell);
            self.at = end;
            match self.text.get(end..).and_then(|rest| rest.chars().next()) {
                Some(c) if c == self.separator => self.at += 1,
                Some('\r') => {
                    self.at += 1 + usize::from(self.text.get(end + 1..end + 2) == Some("\n"));
                    return Some(row);
                }
                Some(_) => {
                    self.at += 1;
                    return Some(row);
                }
                None => return Some(row),
            }
        }
    }
}

impl<'t> Rows<'t> {
    /// The cell at the reading place, and where it ends.
    fn cell(&self) -> (Cell<'t>, usize) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = |c: char| c == self.separator || c == '\n' || c == '\r';
        let Some(quoted) = rest.strip_prefix('"') else {
            let length = rest.find(ends).unwrap_or(rest.len());
            let cell = rest.get(..length).unwrap_or_default();
            return ((Cow::Borrowed(cell), self.at..self.at + length), self.at + length);
        };
        let mut length = 0;
        loop {
            match quoted.get(length..).and_then(|rest| rest.find('"')) {
                Some(quote) if quoted.get(length + quote + 1..length + quote + 2) == Some("\"") => length += quote + 2,
                Some(quote) => {
                    length += quote;
                    break;
                }
                None => {
                    length = quoted.len();
                    break;
                }
            }
        }
        let start = self.at + 1;
        let inside = quoted.get(..length).unwrap_or_default();
        let text = if inside.contains('"') { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) };
        let behind = quoted.get(length + 1..).unwrap_or_default();
        let stray = behind.find(ends).unwrap_or(behind.len());
        let end = (start + length + 1 + stray).min(self.text.len());
        ((text, start..start + length), end)
    }
}

#[cfg(test)]
mod tests {
    use super::{Rows, separator};

    #[test]
    fn cells_keep_their_places() {
        let text = "slug;title\r\na;\"Мед; \"\"А\"\"\nи Б\"\nb;\n";
        let rows: Vec<_> = Rows { text, at: 0, separator: separator(text) }.collect();
        let cells = |row: usize| rows[row].iter().map(|(text, _)| text.as_ref()).collect::<Vec<_>>();
        assert_eq!(cells(0), ["slug", "title"]);
        assert_eq!(cells(1), ["a", "Мед; \"А\"\nи Б"]);
        assert_eq!(cells(2), ["b", ""]);
        assert_eq!(rows.len(), 3);
        assert_eq!(text.get(rows[1][0].1.clone()), Some("a"));
    }

    #[test]
    fn a_broken_sheet_ends() {
        for text in ["", "\"", "a,\"b", "\"a\"b,c", "\r\r\n\n", ",,,"] {
            assert!(Rows { text, at: 0, separator: ',' }.count() < 10);
        }
    }

    #[test]
    fn the_separator_is_the_one_the_header_has() {
        assert_eq!(separator("a;b;c\n1,2;3"), ';');
        assert_eq!(separator("a,b,c\n1;2;3"), ',');
        assert_eq!(separator("a\tb\n1;2;3"), '\t');
        assert_eq!(separator("slug\na"), ';');
    }
}
