//! `megdan stats`: what is read, as text for a person, or every counter as CSV or JSON. Never changes a counter.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::ArgMatches;
use serde_json::{Value, json};

use super::caller::{Caller, fail};
use crate::content::{Day, PartialDate, Style};
use crate::edition::visits::{Door, Row, Statistics, Visits, What};
use crate::text::Lang;

/// Records and searches that are named in the text.
const NAMED: usize = 20;
/// The widest bar of the text's chart, in columns.
const BAR: u64 = 40;

/// `megdan stats [--since DAY] [--csv|--json]`.
pub fn stats(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let rows = match Visits::of(&caller.data).rows(matches.get_one::<Day>("since").copied()) {
        Ok(rows) => rows,
        Err(error) => return fail(&error.text(caller.lang)),
    };
    if matches.get_flag("json") {
        let all: Value = rows.iter().map(object).collect();
        return caller.print(&format!("{all:#}\n"));
    }
    if matches.get_flag("csv") {
        return match table(&rows) {
            Ok(table) => caller.print(&table),
            Err(error) => fail(&error.to_string()),
        };
    }
    if rows.is_empty() {
        return caller.print(caller.pick("Още нищо не е преброено.\n", "Nothing has been counted yet.\n"));
    }
    caller.print(&summary(caller, &Statistics::of(&rows)))
}

/// What a row counts, its name and its door, as programs see them.
fn columns(row: &Row) -> [String; 3] {
    let text = str::to_owned;
    match &row.what {
        What::Record(slug, door) => [text("record"), slug.to_string(), text(door.name())],
        What::Language(lang) => [text("language"), text(lang.code()), String::new()],
        What::Hour(hour) => [text("hour"), hour.to_string(), String::new()],
        What::Search(words) => [text("search"), words.clone(), String::new()],
    }
}

fn object(row: &Row) -> Value {
    let [what, name, door] = columns(row);
    let mut object = json!({ "day": row.day.to_string(), "what": what, "name": name, "count": row.count });
    if !door.is_empty() {
        object["door"] = door.into();
    }
    object
}

fn table(rows: &[Row]) -> Result<String, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["day", "what", "name", "door", "count"])?;
    for row in rows {
        let [what, name, door] = columns(row);
        // A spreadsheet would run what begins so as a formula; the words of a search are a stranger's.
        let name = if name.starts_with(['=', '+', '-', '@']) { format!("'{name}") } else { name };
        out.write_record([row.day.to_string(), what, name, door, row.count.to_string()])?;
    }
    let bytes = out.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn summary(caller: &Caller, sums: &Statistics) -> String {
    let mut out = format!("{}: {}\n", caller.pick("Отворени записи", "Records opened"), sums.openings());
    let doors = Door::ALL.iter().zip(sums.doors).filter(|(_, count)| *count > 0);
    let doors: Vec<String> = doors.map(|(door, count)| format!("{} {count}", door_name(*door, caller.lang))).collect();
    let languages = Lang::ALL.iter().zip(sums.languages).map(|(lang, count)| format!("{} {count}", lang.code()));
    let _ = writeln!(out, "{}", doors.into_iter().chain(languages).collect::<Vec<_>>().join(" · "));
    let (edition, mut named) = (caller.edition().ok(), Vec::new());
    for (slug, count) in sums.records.iter().take(NAMED) {
        let card = edition.as_ref().and_then(|(edition, _)| edition.card(edition.find(slug).ok()??).ok());
        let title = card.map_or_else(|| slug.to_string(), |card| card.title.any(caller.lang).clone());
        named.push((title, *count));
    }
    let days = sums.days.iter().rev().take(14).rev();
    let days = days.map(|(day, count)| (PartialDate::Day(*day).words(caller.lang, Style::Normal), *count)).collect();
    let hours = sums.hours.iter().enumerate().filter(|(_, count)| **count > 0);
    let hours = hours.map(|(hour, count)| (format!("{hour:02}:00"), *count)).collect();
    let searches = sums.searches.iter().take(NAMED).cloned().collect();
    let parts: [(&str, Vec<(String, u64)>); 4] = [
        (caller.pick("Най-четени", "Most read"), named),
        (caller.pick("По дни", "By day"), days),
        (caller.pick("По часове", "By hour"), hours),
        (caller.pick("Търсено напразно", "Searched for in vain"), searches),
    ];
    for (title, lines) in parts {
        chart(title, &lines, &mut out);
    }
    out
}

const fn door_name(door: Door, lang: Lang) -> &'static str {
    match (door, lang) {
        (Door::Screen, Lang::Bg) => "на екрана",
        (Door::Screen, Lang::En) => "on the screen",
        (Door::Socket, Lang::Bg) => "от друг терминал",
        (Door::Socket, Lang::En) => "from another terminal",
        (Door::Ssh, Lang::Bg) => "по SSH",
        (Door::Ssh, Lang::En) => "over SSH",
    }
}

/// A title and a line with a bar for each name; nothing without names.
fn chart(title: &str, lines: &[(String, u64)], out: &mut String) {
    let Some(most) = lines.iter().map(|(_, count)| *count).max() else { return };
    let digits = most.to_string().len();
    let _ = writeln!(out, "\n{title}");
    for (name, count) in lines {
        let bar = "#".repeat(usize::try_from(count * BAR / most.max(1)).unwrap_or_default());
        let _ = writeln!(out, "  {count:>digits$}  {bar:<40}  {name}");
    }
}

#[cfg(test)]
mod tests {
    use super::{object, table};
    use crate::content::{Day, Slug};
    use crate::edition::visits::{Door, Row, What};

    fn rows() -> [Row; 2] {
        let day = Day::new(2026, 6, 1).expect("a day");
        let slug = Slug::new("optix").expect("a slug");
        [
            Row { day, what: What::Record(slug, Door::Ssh), count: 3 },
            Row { day, what: What::Search("=1+1;мед,\"кабел\"".to_owned()), count: 1 },
        ]
    }

    #[test]
    fn a_spreadsheet_gets_words_and_no_formula() {
        let table = table(&rows()).expect("written");
        let expected = "day,what,name,door,count\n2026-06-01,record,optix,ssh,3\n\
                        2026-06-01,search,\"'=1+1;мед,\"\"кабел\"\"\",,1\n";
        assert_eq!(table, expected);
    }

    #[test]
    fn programs_get_one_object_a_counter() {
        let [record, search] = rows();
        assert_eq!(object(&record)["door"], "ssh");
        assert_eq!(object(&search)["count"], 1);
        assert!(object(&search).get("door").is_none());
    }
}
