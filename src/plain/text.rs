//! A sheet as plain text that reads well aloud: labelled lines, then the text in paragraphs. Never wider than 76
//! columns, never with an escape code.

use super::body;
use super::facts::{Fact, Figure, Reference, Sheet, Value};
use super::labels::{self, Labels};
use crate::content::Style as DateStyle;
use crate::content::{PartialDate, Qualifier};
use crate::text::{Breaks, Lang, clean, numbers, width, wrap};

/// The widest line, in columns.
const COLUMNS: usize = 76;

/// The whole sheet in `lang`.
pub(super) fn sheet(sheet: &Sheet, lang: Lang) -> String {
    let labels = labels::of(lang);
    let mut out = String::new();
    for line in wrap(&clean(&sheet.title, Breaks::Space), COLUMNS) {
        push(&mut out, line);
    }
    let note = if sheet.lang == lang { String::new() } else { format!(" {}", labels.only_other) };
    push(&mut out, &format!("{} · {}{note}", labels.kind(sheet.kind), sheet.id));
    out.push('\n');
    for fact in &sheet.facts {
        self::fact(&mut out, fact, labels);
    }
    if let Some((source, used)) = &sheet.body {
        out.push('\n');
        if *used != lang {
            push(&mut out, labels.only_other);
            out.push('\n');
        }
        for line in body::lines(source, *used, COLUMNS) {
            push(&mut out, &line);
        }
    }
    out
}

fn push(out: &mut String, line: &str) {
    out.push_str(line.trim_end());
    out.push('\n');
}

fn fact(out: &mut String, fact: &Fact, labels: &Labels) {
    let items: Vec<Item> = match &fact.value {
        Value::Text(text) | Value::Code { words: text, .. } | Value::Point(_, text) | Value::Amount(_, text) => {
            vec![Item::of(text.clone())]
        }
        Value::Codes(codes) => codes.iter().map(|(_, words)| Item::of(words.clone())).collect(),
        Value::Date(date) => vec![Item::of(date.words(labels.lang, DateStyle::Full))],
        Value::Texts(texts) => texts.iter().cloned().map(Item::of).collect(),
        Value::References(references) => references.iter().map(Item::reference).collect(),
        Value::Figures(figures) => figures.iter().map(|one| Item::of(figure(one, labels))).collect(),
    };
    if let [single] = items.as_slice() {
        hanging(out, &format!("{}: ", fact.label), single);
    } else {
        push(out, &format!("{}:", fact.label));
        for item in &items {
            hanging(out, "– ", item);
        }
    }
}

/// A text, and the identifier behind it, which is never broken.
struct Item {
    text: String,
    id: Option<String>,
}

impl Item {
    const fn of(text: String) -> Self {
        Self { text, id: None }
    }

    fn reference(reference: &Reference) -> Self {
        let note = reference.note.as_ref().map(|note| format!(" ({})", note.words())).unwrap_or_default();
        Self { text: format!("{}{note}", reference.title), id: Some(format!("[{}]", reference.id)) }
    }
}

fn figure(figure: &Figure, labels: &Labels) -> String {
    let lang = labels.lang;
    let qualifier = match figure.qualifier {
        Qualifier::Exactly => String::new(),
        Qualifier::Over => format!("{} ", labels.over),
        Qualifier::About => format!("{} ", labels.around),
    };
    let value = numbers::grouped(figure.value, lang);
    let when = figure.as_of.as_ref().map(|date: &PartialDate| date.words(lang, DateStyle::Normal));
    let notes: Vec<String> = when.into_iter().chain(figure.source.clone()).collect();
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
    format!("{}: {qualifier}{value}{notes}", figure.label)
}

/// `lead` and the item; further lines are indented by two columns.
fn hanging(out: &mut String, lead: &str, item: &Item) {
    let text = format!("{lead}{}", clean(&item.text, Breaks::Space));
    let mut lines: Vec<String> = Vec::new();
    if let Some(first) = wrap(&text, COLUMNS).next() {
        lines.push(first.trim_end().to_owned());
        let rest: String = text.chars().skip(first.chars().count()).collect();
        lines.extend(wrap(rest.trim_start(), COLUMNS - 2).map(|line| format!("  {}", line.trim_end())));
    }
    if let Some(id) = &item.id {
        match lines.last_mut() {
            Some(last) if width(last) + 1 + width(id) <= COLUMNS => {
                last.push(' ');
                last.push_str(id);
            }
            _ => lines.push(format!("  {id}")),
        }
    }
    for line in &lines {
        push(out, line);
    }
}
