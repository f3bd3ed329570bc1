//! `kiosk.toml`. Never the settings of the machine.

use toml::de::DeValue;

use super::event::zone;
use crate::content::{ClosedDays, Day, DayHours, Kiosk, Localized, PartialDate};
use crate::diagnostic::{Diagnostic, Words};
use crate::seed::fields::Fields;
use crate::seed::references::Kinds;
use crate::seed::value::Form;
use crate::seed::{codes, contacts, dates, head, say};
use crate::text::Lang;

const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const THEMES: [&str; 4] = ["default", "light", "contrast", "mono"];

/// The kiosk's settings.
pub fn kiosk(mut fields: Fields<'_>) -> Kiosk {
    let f = &mut fields;
    let languages = languages(f);
    let default_language = default_language(f).unwrap_or_else(|| languages.first().copied().unwrap_or_default());
    if f.has("title") == f.has("name") && !f.has("name") {
        f.missing("name");
    }
    let name = f.localized("name", Form::Name);
    let kiosk = Kiosk {
        name: name.or_else(|| f.localized("title", Form::Name)).unwrap_or(Localized::One(Lang::Bg, String::new())),
        home: f.reference("home", Kinds::CLUSTER),
        languages,
        default_language,
        help_line: f.localized("help_line", Form::Name),
        theme: theme(f),
        zone: zone(f).unwrap_or_else(|| "Europe/Sofia".to_owned()),
        page_address: page_address(f),
        hours: hours(f),
        closed: closed(f),
        sectors: sectors(f),
    };
    fields.finish();
    kiosk
}

fn languages(fields: &mut Fields<'_>) -> Vec<Lang> {
    let file = fields.main().file;
    let mut languages = Vec::new();
    for (text, span) in fields.items("languages") {
        match Lang::from_code(text) {
            Some(lang) if !languages.contains(&lang) => languages.push(lang),
            Some(_) => {}
            None => fields.cx.report(
                Diagnostic::new(codes::UNKNOWN_LANGUAGE, file.place(span), say::unknown_name(text))
                    .with_help(say::known_names(text, &["bg", "en"])),
            ),
        }
    }
    if languages.is_empty() { Lang::ALL.to_vec() } else { languages }
}

fn default_language(fields: &mut Fields<'_>) -> Option<Lang> {
    let text = fields.text("default_language", Form::Name)?;
    let lang = Lang::from_code(&text);
    if lang.is_none() {
        let help = Some(say::known_names(&text, &["bg", "en"]));
        head::refuse(fields, "default_language", codes::UNKNOWN_LANGUAGE, say::unknown_name(&text), help);
    }
    lang
}

fn theme(fields: &mut Fields<'_>) -> Option<String> {
    let theme = fields.text("theme", Form::Name)?;
    if !THEMES.contains(&theme.as_str()) {
        let help = Some(say::known_names(&theme, &THEMES));
        head::refuse(fields, "theme", codes::UNKNOWN_NAME, say::unknown_name(&theme), help);
    }
    Some(theme)
}

fn page_address(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.text("page_address", Form::Prose)?;
    let example = text.replace("{slug}", "a").replace("{lang}", "bg");
    if !text.contains("{slug}") || !contacts::is_url(&example) {
        let message = Words::new(
            format!("‘{text}’ не е адрес с място за записа"),
            format!("‘{text}’ is no web address with a place for the record"),
        );
        let help = Words::new(
            "пишете например https://cluster.bg/{lang}/{slug}",
            "write for example https://cluster.bg/{lang}/{slug}",
        );
        head::refuse(fields, "page_address", codes::BAD_URL, message, Some(help));
    }
    Some(text)
}

/// `[hours]`
fn hours(fields: &mut Fields<'_>) -> Option<[Option<DayHours>; 7]> {
    let mut table = fields.table("hours")?;
    let mut week = [None; 7];
    for (day, key) in week.iter_mut().zip(WEEK) {
        let Some(text) = table.text(key, Form::Name) else {
            continue;
        };
        *day = day_hours(&text);
        if day.is_none() {
            let message = Words::new(format!("‘{text}’ не е работно време"), format!("‘{text}’ is no opening time"));
            let help = Words::new("пишете от-до: 09:00-18:00", "write from-to: 09:00-18:00");
            head::refuse(&table, key, codes::BAD_HOURS, message, Some(help));
        }
    }
    table.finish();
    Some(week)
}

/// `09:00-18:00`, also with an en dash; `24:00` may end a day.
fn day_hours(text: &str) -> Option<DayHours> {
    let (from, to) = text.split_once(['-', '–'])?;
    let minutes = |clock: &str| {
        let (hour, minute) = clock.trim().split_once(':')?;
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
        (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
    };
    let hours = DayHours { from: minutes(from)?, to: minutes(to)? };
    (hours.from < hours.to).then_some(hours)
}

/// `closed = ["2026-12-24", "XXXX-03-03"]`
fn closed(fields: &mut Fields<'_>) -> ClosedDays {
    let mut closed = ClosedDays::default();
    let Some(value) = fields.value("closed") else {
        return closed;
    };
    for value in value.values(fields.cx, say::Wanted::Texts) {
        match dates::partial(fields.cx, value) {
            Some(PartialDate::Day(day)) => closed.days.push(day),
            // 2024 has a 29 February.
            Some(PartialDate::MonthDay(month, day)) if Day::new(2024, month, day).is_some() => {
                closed.yearly.push((month, day));
            }
            Some(_) => {
                let message = Words::new(
                    "тук се очаква ден: 2026-12-24, или всяка година: XXXX-03-03",
                    "a day is expected here: 2026-12-24, or each year: XXXX-03-03",
                );
                value.report(fields.cx, codes::BAD_DATE, message, None);
            }
            None => {}
        }
    }
    closed
}

/// `[sectors]`: any stable name.
fn sectors(fields: &mut Fields<'_>) -> Vec<(String, Localized<String>)> {
    let Some(value) = fields.value("sectors") else {
        return Vec::new();
    };
    let DeValue::Table(_) = value.value.get_ref() else {
        value.wrong_type(fields.cx, say::Wanted::Table);
        return Vec::new();
    };
    fields.free_names(value)
}

#[cfg(test)]
mod tests {
    use super::day_hours;
    use crate::content::DayHours;

    #[test]
    fn opening_hours_are_minutes() {
        assert_eq!(day_hours("09:00-18:30"), Some(DayHours { from: 540, to: 1110 }));
        assert_eq!(day_hours("0:00 – 24:00"), Some(DayHours { from: 0, to: 1440 }));
        for bad in ["", "9-18", "18:00-09:00", "09:60-10:00", "09:00-24:01", "09:00"] {
            assert_eq!(day_hours(bad), None, "{bad}");
        }
    }
}
