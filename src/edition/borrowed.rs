//! Sort keys, letters and date bounds until the modules that own them have them.
use crate::content::{Civil, Day, PartialDate};
use crate::text::Lang;

pub(super) fn sort_key(name: &str, lang: Lang) -> String {
    let latin_first = name.chars().next().is_some_and(|c| c.is_ascii()) == (lang == Lang::En);
    format!("{}{}", u8::from(!latin_first), name.to_lowercase())
}
pub(super) fn index_letter(name: &str, _: Lang) -> char {
    name.chars().find(|c| c.is_alphanumeric()).and_then(|c| c.to_uppercase().next()).unwrap_or('#')
}
pub(super) fn plain(markdown: &str) -> String {
    markdown.split_whitespace().collect::<Vec<_>>().join(" ")
}
pub(super) fn lower(date: &PartialDate) -> Option<Day> {
    match date {
        PartialDate::Year(y) => Day::new(*y, 1, 1),
        PartialDate::Season(y, _) => Day::new(*y, 3, 1),
        PartialDate::Month(y, m) => Day::new(*y, *m, 1),
        PartialDate::Day(d) | PartialDate::Moment(Civil { day: d, .. }) => Some(*d),
        PartialDate::MonthDay(..) => None,
        PartialDate::About(d) | PartialDate::Range(d, _) => lower(d),
    }
}
pub(super) fn upper(date: &PartialDate) -> Option<Day> {
    match date {
        PartialDate::Year(y) => Day::new(*y, 12, 31),
        PartialDate::Season(y, _) => Day::new(*y, 11, 30),
        PartialDate::Month(y, m) => Day::new(*y, *m, 28),
        PartialDate::Range(_, Some(d)) | PartialDate::About(d) => upper(d),
        other => lower(other),
    }
}
