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
use crate::diagnostic::{Diagnostic, Words};

/// A cell: its text and its bytes in the file.
type Cell<'t> = (Cow<'t, str>, Range<usize>);

/// Reads every row.
pub fn read(cx: &Context, file: &File<'_>, catalogue: &mut Catalogue, places: &mut Places) {
    let separator = separator(file.text);
    let mut rows = Rows { text: file.text, at: 0, separator };
    let Some(header) = rows.next() else {
        return;
    };
    let width = header.len();
    for row in rows {
        if row.iter().all(|(text, _)| text.trim().is_empty()) {
            continue;
        }
        let span = row.first().map_or(0, |cell| cell.1.start)..row.last().map_or(0, |cell| cell.1.end);
        if row.len() != width {
            let count = row.len();
            let message = Words::new(
                format!("редът има {count} клетки, а заглавният ред има {width}"),
                format!("the row has {count} cells, the header has {width}"),
            );
            let help = Words::new(
                format!("клетка, в която има ‘{separator}’ или нов ред, стои в кавички"),
                format!("a cell with ‘{separator}’ or a line break in it stands in quotation marks"),
            );
            cx.report(Diagnostic::new(codes::BAD_SHEET, file.place(span), message).with_help(help));
            continue;
        }
        organisation(cx, file, &header, &row, span, catalogue, places);
    }
}

/// The separator that the header line has more of.
fn separator(text: &str) -> char {
    let header = text.lines().next().unwrap_or_default();
    if header.matches(';').count() >= header.matches(',').count() { ';' } else { ',' }
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
    let made = || crate::text::slugify(name("title").or_else(|| name("name")).unwrap_or_default());
    let text = stated.map_or_else(made, |stated| stated.trim().to_owned());
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
    }
}
