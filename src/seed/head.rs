//! The keys that every record has. Never reads a body that stands in a file of its own.

use super::codes;
use super::contacts;
use super::fields::Fields;
use super::value::{Form, Style};
use crate::content::{Head, Localized, Slug, Visibility};
use crate::diagnostic::{Diagnostic, Words};

/// The common fields of the record `slug`.
pub fn head(fields: &mut Fields<'_>, slug: Slug) -> Head {
    let title = if let Some(title) = title(fields) {
        note_missing_translation(fields, &title);
        title
    } else {
        fields.missing("title");
        Localized::One(fields.main().file.lang, slug.as_str().to_owned())
    };
    // `slug` and `lang` have been read before the record's other keys: they say which record it is.
    fields.value("slug");
    if fields.style == Style::PerFile {
        fields.localized("lang", Form::Name);
    }
    let inline = fields.style != Style::PerFile;
    let body = if inline { fields.localized("body", Form::Body) } else { None };
    Head {
        slug,
        title,
        summary: fields.localized("summary", Form::Prose),
        body,
        tags: fields.texts("tags"),
        visibility: visibility(fields),
        updated: fields.day("updated"),
        pinned: fields.flag("pinned"),
        source: contacts::source(fields),
    }
}

/// `title`, or the same as `name` or `headline`.
fn title(fields: &mut Fields<'_>) -> Option<Localized<String>> {
    let mut used = None;
    let mut title = None;
    for key in ["title", "name", "headline"] {
        if !fields.has(key) {
            if key == "title" {
                fields.localized(key, Form::Name);
            }
            continue;
        }
        let found = fields.localized(key, Form::Name);
        if let Some(first) = used {
            let message = Words::new(
                format!("‘{key}’ и ‘{first}’ са едно и също: оставете ‘{first}’"),
                format!("‘{key}’ and ‘{first}’ are the same: keep ‘{first}’"),
            );
            fields.cx.report(Diagnostic::new(codes::TWIN_KEYS, fields.place_of(key), message));
        }
        used = used.or(Some(key));
        title = title.or(found);
    }
    // The key is there but wrong: that has been said already.
    title.or_else(|| used.map(|_| Localized::One(fields.main().file.lang, String::from("?"))))
}

fn visibility(fields: &mut Fields<'_>) -> Visibility {
    let draft = fields.flag("draft");
    let (publish, expires) = (fields.reading("publish"), fields.reading("expires"));
    if publish.zip(expires).is_some_and(|(publish, expires)| expires <= publish) {
        let message = Words::new("записът би свършил, преди да се покаже", "the record would end before it is shown");
        let diagnostic = Diagnostic::new(codes::EXPIRES_BEFORE_PUBLISH, fields.place_of("expires"), message);
        let label = Words::new("показва се от", "shown from");
        fields.cx.report(diagnostic.with_second(fields.place_of("publish"), label));
    }
    Visibility { draft, publish, expires }
}

fn note_missing_translation(fields: &Fields<'_>, title: &Localized<String>) {
    let missing = fields.cx.languages.iter().find(|lang| title.exact(**lang).is_none());
    if let Some(lang) = missing {
        let code = lang.code();
        let message = Words::new(
            format!("записът няма заглавие на ‘{code}’: ще се показва на другия език"),
            format!("the record has no title in ‘{code}’: it will be shown in the other language"),
        );
        // A sheet has many records: the row says which.
        let place = if fields.style == Style::Sheet { fields.place_of("title") } else { fields.main().file.whole() };
        fields.cx.report(Diagnostic::new(codes::TRANSLATION_MISSING, place, message));
    }
}

/// Reports an unfit value at `key`.
pub fn refuse(fields: &Fields<'_>, key: &str, code: crate::diagnostic::Code, message: Words, help: Option<Words>) {
    fields.cx.report(Diagnostic::new(code, fields.place_of(key), message).with_help(help));
}

/// Branches of trade: each must be one of the kiosk's.
pub fn sectors(fields: &mut Fields<'_>) -> Vec<String> {
    let known: Vec<&str> = fields.cx.sectors.iter().map(String::as_str).collect();
    let file = fields.main().file;
    let mut sectors = Vec::new();
    for (text, span) in fields.items("sectors") {
        let text = text.trim();
        if !known.contains(&text) {
            let message = super::say::unknown_name(text);
            let mut help = super::say::known_names(text, &known);
            if known.is_empty() {
                help = Words::new("опишете го в kiosk.toml под [sectors]", "describe it in kiosk.toml under [sectors]");
            }
            fields.cx.report(Diagnostic::new(codes::UNKNOWN_NAME, file.place(span), message).with_help(help));
        }
        sectors.push(text.to_owned());
    }
    sectors
}
