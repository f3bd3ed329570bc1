//! Every mistake of a configuration at once, with its place, in both languages: unknown keys and sections with the nearest
//! known one, values of another type, values out of range. Never reads the file, never gives a setting: that is
//! [`super::config`]'s.

use std::net::SocketAddr;
use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::config::{COLORS, GLYPHS, LANGUAGES, LAYOUTS, THEMES};
use super::pin;
use crate::diagnostic::{At, Code, Diagnostic, Place, Severity, Words, sort};
use crate::doors::habits::{COUNTDOWN, IDLE, SLIDE};
use crate::doors::network::Network;
use crate::text::nearest;

/// The file is no TOML.
const SYNTAX: Code = Code { id: "M080", name: "configuration-syntax", severity: Severity::Error };
/// There is no such key or section.
const UNKNOWN: Code = Code { id: "M081", name: "configuration-key", severity: Severity::Error };
/// The value is of another type, or none that the key takes.
const VALUE: Code = Code { id: "M082", name: "configuration-value", severity: Severity::Error };
/// At most so many syntax errors: what follows the first few is usually their echo.
const MOST_SYNTAX: usize = 5;
/// At most so many mistakes are told.
const MOST: usize = 50;

/// What a key takes.
enum Want {
    Text,
    Flag,
    Number(RangeInclusive<u32>),
    OneOf(&'static [&'static str]),
    Address,
    Networks,
    PinHash,
}

/// A section of the file and its keys; the empty name is the file's beginning.
struct Section {
    name: &'static str,
    keys: &'static [(&'static str, Want)],
}

/// Any number that a setting can hold.
const ANY: RangeInclusive<u32> = 0..=u32::MAX;

static SECTIONS: [Section; 5] = [
    Section {
        name: "",
        keys: &[
            ("data", Want::Text),
            ("lang", Want::OneOf(&LANGUAGES)),
            ("glyphs", Want::OneOf(&GLYPHS)),
            ("color", Want::OneOf(&COLORS)),
            ("theme", Want::OneOf(&THEMES)),
            ("layout", Want::OneOf(&LAYOUTS)),
            ("mouse", Want::Flag),
        ],
    },
    Section {
        name: "kiosk",
        keys: &[
            ("pin", Want::PinHash),
            ("idle", Want::Number(IDLE)),
            ("countdown", Want::Number(COUNTDOWN)),
            ("slide", Want::Number(SLIDE)),
            ("attract", Want::Flag),
            ("touch", Want::Flag),
            ("statistics", Want::Flag),
            ("search_words", Want::Flag),
            ("sticks", Want::Text),
        ],
    },
    Section { name: "serve", keys: &[("socket", Want::Text), ("metrics", Want::Address)] },
    Section {
        name: "ssh",
        keys: &[
            ("listen", Want::Address),
            ("host_key", Want::Text),
            ("administrators", Want::Text),
            ("proxy_from", Want::Networks),
            ("identification_seconds", Want::Number(ANY)),
            ("authentication_seconds", Want::Number(ANY)),
            ("shell_seconds", Want::Number(ANY)),
            ("stall_seconds", Want::Number(ANY)),
            ("keepalive_seconds", Want::Number(ANY)),
            ("idle_minutes", Want::Number(ANY)),
            ("most_hours", Want::Number(ANY)),
        ],
    },
    Section {
        name: "limits",
        keys: &[
            ("burst", Want::Number(ANY)),
            ("refill_seconds", Want::Number(ANY)),
            ("total", Want::Number(ANY)),
            ("unauthenticated", Want::Number(ANY)),
            ("per_source", Want::Number(ANY)),
            ("ban_score", Want::Number(ANY)),
            ("ban_minutes", Want::Number(ANY)),
            ("exempt", Want::Networks),
        ],
    },
];

/// Every mistake in `text`, the file at `path`, in the order of its lines.
pub fn slips(text: &str, path: &str) -> Vec<Diagnostic> {
    let mut found = Found { text, path, list: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(MOST_SYNTAX) {
        let bg = "това не може да се прочете като ключ = стойност";
        let help = Words::new(
            "пишете ключ = \"текст\", ключ = 90 или ключ = true; раздел е [kiosk]",
            "write key = \"text\", key = 90 or key = true; a section is [kiosk]",
        );
        found.add(SYNTAX, error.span().unwrap_or(0..0), Words::new(bg, error.message()), help);
    }
    if errors.is_empty() {
        file(table.get_ref(), &mut found);
    }
    let mut list = found.list;
    sort(&mut list);
    list.truncate(MOST);
    list
}

/// A mistake that only the reading of the values has found, in the reader's own words.
pub fn other(text: &str, path: &str, error: &toml::de::Error) -> Diagnostic {
    let place = Place { path: path.into(), at: error.span().map(|span| At::find(text, span)) };
    let what = error.message();
    Diagnostic::new(VALUE, place, Words::new(format!("стойността не става: {what}"), what))
}

struct Found<'a> {
    text: &'a str,
    path: &'a str,
    list: Vec<Diagnostic>,
}

impl Found<'_> {
    fn add(&mut self, code: Code, span: std::ops::Range<usize>, message: Words, help: impl Into<Option<Words>>) {
        // Each place is looked for from the beginning of the file.
        if self.list.len() < 4 * MOST {
            let place = Place { path: self.path.into(), at: Some(At::find(self.text, span)) };
            self.list.push(Diagnostic::new(code, place, message).with_help(help));
        }
    }
}

fn file(table: &DeTable<'_>, found: &mut Found<'_>) {
    let names: Vec<&str> = SECTIONS.iter().skip(1).map(|section| section.name).collect();
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let section = SECTIONS.iter().skip(1).find(|section| section.name == name);
        match (section, value.get_ref()) {
            (Some(section), DeValue::Table(inner)) => keys(section, inner, found),
            (Some(_), _) => found.add(
                VALUE,
                value.span(),
                Words::new(format!("‘{name}’ е раздел"), format!("‘{name}’ is a section")),
                Words::new(format!("пишете [{name}] на отделен ред"), format!("write [{name}] on a line of its own")),
            ),
            (None, DeValue::Table(_)) => {
                let message = Words::new(format!("няма раздел [{name}]"), format!("there is no section [{name}]"));
                found.add(UNKNOWN, key.span(), message, known(name, &names));
            }
            (None, _) => one(&SECTIONS[0], key, value, found),
        }
    }
}

fn keys(section: &Section, table: &DeTable<'_>, found: &mut Found<'_>) {
    for (key, value) in table {
        one(section, key, value, found);
    }
}

fn one(
    section: &Section,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    found: &mut Found<'_>,
) {
    let name = key.get_ref().as_ref();
    if let Some((_, want)) = section.keys.iter().find(|(own, _)| *own == name) {
        if let Some((message, help)) = refused(name, want, value.get_ref()) {
            found.add(VALUE, value.span(), message, help);
        }
        return;
    }
    let elsewhere = SECTIONS.iter().find(|other| other.keys.iter().any(|(own, _)| *own == name));
    let help = match elsewhere.map(|other| other.name) {
        Some("") => Words::new("стои преди първия раздел", "it belongs before the first section"),
        Some(other) => Words::new(format!("стои в раздела [{other}]"), format!("it belongs in the section [{other}]")),
        None => known(name, &section.keys.iter().map(|(own, _)| *own).collect::<Vec<_>>()),
    };
    let message = Words::new(format!("‘{name}’ не е настройка тук"), format!("‘{name}’ is no setting here"));
    found.add(UNKNOWN, key.span(), message, help);
}

/// The nearest of the known names, or all of them.
fn known(name: &str, names: &[&str]) -> Words {
    match nearest(name, names.iter().copied()) {
        Some(near) => Words::new(format!("може би ‘{near}’?"), format!("did you mean ‘{near}’?")),
        None => Words::new(format!("възможни са: {}", names.join(", ")), format!("known are: {}", names.join(", "))),
    }
}

/// Why the value will not do, and what will.
fn refused(name: &str, want: &Want, value: &DeValue<'_>) -> Option<(Words, Words)> {
    let text = value.as_str();
    let expected = |bg: &str, en: &str, example: &str| {
        let message = Words::new(format!("за ‘{name}’ се очаква {bg}"), format!("‘{name}’ takes {en}"));
        Some((message, Words::new(format!("например {name} = {example}"), format!("such as {name} = {example}"))))
    };
    match want {
        Want::Text if text.is_none() => expected("текст в кавички", "a text in quotation marks", "\"/var/lib/megdan\""),
        Want::Flag if value.as_bool().is_none() => expected("true или false", "true or false", "true"),
        Want::Number(range) => number(name, range, value),
        Want::OneOf(names) if !text.is_some_and(|text| names.contains(&text)) => {
            let quoted: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
            let list = quoted.join(", ");
            let message = Words::new(format!("за ‘{name}’ са възможни {list}"), format!("‘{name}’ takes {list}"));
            Some((message, text.map_or_else(|| known("", names), |text| known(text, names))))
        }
        Want::Address if text.is_none_or(|text| text.parse::<SocketAddr>().is_err()) => {
            expected("адрес с порт в кавички", "an address with a port, in quotation marks", "\"127.0.0.1:2222\"")
        }
        Want::Networks if !networks(value) => {
            expected("списък от мрежи", "a list of networks", "[\"192.0.2.0/24\", \"2001:db8::/32\"]")
        }
        Want::PinHash if !text.is_some_and(pin::is_hash) => {
            let message = Words::new(
                "‘pin’ не е хеш на ПИН: самият ПИН не се пише тук",
                "‘pin’ is no hash of a PIN: the PIN itself is not written here",
            );
            Some((message, Words::new("‘megdan pin’ го прави", "‘megdan pin’ makes it")))
        }
        _ => None,
    }
}

fn number(name: &str, range: &RangeInclusive<u32>, value: &DeValue<'_>) -> Option<(Words, Words)> {
    let given = value.as_integer().and_then(|number| i128::from_str_radix(number.as_str(), number.radix()).ok());
    let (from, to) = (*range.start(), *range.end());
    let limits = if *range == ANY {
        Words::new("число без кавички", "a number without quotation marks")
    } else {
        Words::new(
            format!("число без кавички от {from} до {to}"),
            format!("a number without quotation marks, {from} to {to}"),
        )
    };
    let help = Words::new(format!("очаква се {}", limits.bg), format!("it takes {}", limits.en));
    match given {
        None => {
            let message = Words::new(
                format!("стойността на ‘{name}’ не е цяло число"),
                format!("the value of ‘{name}’ is no whole number"),
            );
            Some((message, help))
        }
        Some(given) if !(i128::from(from)..=i128::from(to)).contains(&given) => {
            let message = if given < i128::from(from) {
                Words::new(format!("{given} е твърде малко за ‘{name}’"), format!("{given} is too little for ‘{name}’"))
            } else {
                Words::new(format!("{given} е твърде много за ‘{name}’"), format!("{given} is too much for ‘{name}’"))
            };
            Some((message, help))
        }
        Some(_) => None,
    }
}

fn networks(value: &DeValue<'_>) -> bool {
    let is_network =
        |one: &Spanned<DeValue<'_>>| one.get_ref().as_str().is_some_and(|text| text.parse::<Network>().is_ok());
    value.as_array().is_some_and(|list| list.iter().all(is_network))
}

#[cfg(test)]
mod tests {
    use super::slips;
    use crate::diagnostic::{Color, Renderer};
    use crate::text::Lang;

    #[test]
    fn all_mistakes_are_told_at_once_in_the_readers_language() {
        let text = "thme = \"light\"\ntouch = true\n[kiosk]\nidle = \"ninety\"\nslide = 1\npin = \"1234\"\n[limts]\nburst = 1\n[ssh]\nlisten = 2222\n";
        let found = slips(text, "/etc/megdan/config.toml");
        let lines: Vec<u32> = found.iter().filter_map(|one| Some(one.place.at.as_ref()?.line)).collect();
        assert_eq!(lines, [1, 2, 4, 5, 6, 7, 10]);
        let said = |lang| Renderer::new(lang, Color::Never).render_all(&found);
        let bg = said(Lang::Bg);
        for words in [
            "може би ‘theme’?",
            "стои в раздела [kiosk]",
            "от 4 до 120",
            "‘megdan pin’",
            "може би ‘limits’?",
            "адрес с порт",
        ] {
            assert!(bg.contains(words), "{words}\n{bg}");
        }
        for english in ["expected", "invalid", "unknown", "takes", "known are"] {
            assert!(!bg.contains(english), "{english}\n{bg}");
        }
        assert!(said(Lang::En).contains("did you mean ‘theme’?"), "{}", said(Lang::En));
    }

    #[test]
    fn what_is_no_toml_is_told_with_its_line() {
        let found = slips("lang = \"bg\"\ntheme = light\n", "c.toml");
        assert_eq!(found[0].location(), "c.toml:2:9");
        assert!(slips(include_str!("../../deploy/config.toml"), "c.toml").is_empty());
    }
}
