//! `editions` and `rollback`: what was published, and one step back. Never opens a database.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::caller::{Caller, fail};
use crate::content::Style;
use crate::content::{Kind, PartialDate};
use crate::edition::{self, Listed};
use crate::text::{Lang, system_error};

/// `megdan editions`: newest first, the current one marked.
pub fn editions(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let listed = match edition::editions(&caller.data) {
        Ok(listed) => listed,
        Err(error) => {
            let error = system_error(&error, caller.lang);
            return fail(&match caller.lang {
                Lang::Bg => format!("папката ‘{}’ не се чете ({error}); проверете правата", caller.data.display()),
                Lang::En => {
                    format!("cannot read the folder ‘{}’ ({error}); check its permissions", caller.data.display())
                }
            });
        }
    };
    if matches.get_flag("json") {
        let all: Value = listed.iter().map(object).collect();
        return caller.print(&format!("{all:#}\n"));
    }
    if listed.is_empty() {
        let none = caller.pick(
            "Още няма издание; първото отваряне или ‘megdan load’ прави такова.",
            "No edition yet; the first start or ‘megdan load’ makes one.",
        );
        return caller.print(&format!("{none}\n"));
    }
    caller.print(&listed.iter().map(|one| line(one, caller)).collect::<String>())
}

fn line(one: &Listed, caller: &Caller) -> String {
    let mark = if one.current { '*' } else { ' ' };
    let mut text = format!("{mark} {:06}", one.number);
    if let Some(manifest) = &one.manifest {
        let when = PartialDate::Moment(manifest.published).words(caller.lang, Style::Normal);
        let records = caller.pick("Записи", "Records");
        let _ = write!(text, "  {when}  {records}: {}  megdan {}", manifest.records(), manifest.version);
    }
    let _ = write!(text, "  {} KiB", one.bytes.div_ceil(1024));
    if one.bad {
        let _ = write!(text, "  {}", caller.pick("повредено", "damaged"));
    }
    text.push('\n');
    text
}

fn object(one: &Listed) -> Value {
    let counts = |kind: Kind| one.manifest.as_ref().map(|manifest| manifest.count(kind));
    let records: serde_json::Map<String, Value> =
        Kind::ALL.iter().filter_map(|kind| Some((kind.name().to_owned(), json!(counts(*kind)?)))).collect();
    json!({
        "edition": one.number,
        "current": one.current,
        "damaged": one.bad,
        "bytes": one.bytes,
        "published": one.manifest.as_ref().map(|it| PartialDate::Moment(it.published).to_string()),
        "version": one.manifest.as_ref().map(|it| it.version.clone()),
        "digest": one.manifest.as_ref().map(|it| it.digest.clone()),
        "drafts": one.manifest.as_ref().map(|it| it.drafts),
        "records": records,
    })
}

/// `megdan rollback [N]`.
pub fn rollback(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    match edition::rollback(&caller.data, matches.get_one::<u64>("edition").copied()) {
        Ok(number) => caller.print(&match caller.lang {
            Lang::Bg => format!("Показва се издание {number}.\n"),
            Lang::En => format!("Edition {number} is shown now.\n"),
        }),
        Err(error) => fail(&error.text(caller.lang)),
    }
}
