//! Diagnostics as JSON for tools. Never changes the names of its keys.

use serde_json::{Value, json};

use super::{Diagnostic, Place};
use crate::text::Lang;

/// One diagnostic as one line of JSON: `code`, `name`, `severity`, `path`, `line`, `column`, `width` (characters from
/// 1; `null` where the whole file is meant), `message`, `help`, `second` {`path`, `line`, `column`, `width`, `message`}.
pub fn line(diagnostic: &Diagnostic, lang: Lang) -> String {
    value(diagnostic, lang).to_string()
}

/// All diagnostics as a JSON array.
pub fn array(diagnostics: &[Diagnostic], lang: Lang) -> Value {
    diagnostics.iter().map(|diagnostic| value(diagnostic, lang)).collect()
}

fn value(diagnostic: &Diagnostic, lang: Lang) -> Value {
    let mut object = place(&diagnostic.place);
    object["code"] = diagnostic.code.id.into();
    object["name"] = diagnostic.code.name.into();
    object["severity"] = diagnostic.code.severity.name().into();
    object["message"] = diagnostic.message.get(lang).into();
    object["help"] = diagnostic.help.as_ref().map(|help| help.get(lang)).into();
    object["second"] = match &diagnostic.second {
        Some((second, label)) => {
            let mut second = place(second);
            second["message"] = label.get(lang).into();
            second
        }
        None => Value::Null,
    };
    object
}

fn place(place: &Place) -> Value {
    let at = place.at.as_ref();
    json!({
        "path": place.path,
        "line": at.map(|at| at.line),
        "column": at.map(|at| at.column),
        "width": at.map(|at| at.width),
    })
}
