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

#[cfg(test)]
mod tests {
    use super::{array, line};
    use crate::diagnostic::{At, Code, Diagnostic, Place, Severity, Words};
    use crate::text::Lang;

    #[test]
    fn a_tool_finds_place_code_and_message() {
        let code = Code { id: "M099", name: "example", severity: Severity::Warning };
        let place = Place { path: "a.toml".into(), at: Some(At::find("а = 1", "а = ".len().."а = 1".len())) };
        let whole = Place { path: "b.toml".into(), at: None };
        let diagnostic =
            Diagnostic::new(code, place, Words::new("едно", "one")).with_second(whole, Words::new("две", "two"));
        let found: serde_json::Value = serde_json::from_str(&line(&diagnostic, Lang::Bg)).expect("it is JSON");
        let wanted = serde_json::json!({
            "code": "M099", "name": "example", "severity": "warning",
            "path": "a.toml", "line": 1, "column": 5, "width": 1,
            "message": "едно", "help": null,
            "second": { "path": "b.toml", "line": null, "column": null, "width": null, "message": "две" },
        });
        assert_eq!(found, wanted);
        assert_eq!(array(&[diagnostic], Lang::Bg), serde_json::json!([wanted]));
    }
}
