//! The words of calendars in both languages. Never knows a date: it is given numbers, and says them. Months and
//! weekdays are in lower case in Bulgarian; the week begins on Monday.

use super::Lang;

const MONTHS_BG: [&str; 12] = [
    "януари",
    "февруари",
    "март",
    "април",
    "май",
    "юни",
    "юли",
    "август",
    "септември",
    "октомври",
    "ноември",
    "декември",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SHORT_BG: [&str; 12] =
    ["ян.", "февр.", "март", "апр.", "май", "юни", "юли", "авг.", "септ.", "окт.", "ноем.", "дек."];
const SHORT_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS_BG: [&str; 7] = ["понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"];
const WEEKDAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SHORT_WEEKDAYS_BG: [&str; 7] = ["пн", "вт", "ср", "чт", "пт", "сб", "нд"];
const SHORT_WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const SEASONS_BG: [&str; 4] = ["пролет", "лято", "есен", "зима"];
const SEASONS_EN: [&str; 4] = ["spring", "summer", "autumn", "winter"];
const THE_SEASONS_BG: [&str; 4] = ["пролетта", "лятото", "есента", "зимата"];

/// The name of a month, 1 to 12; empty for any other number.
pub fn month(month: u8, lang: Lang) -> &'static str {
    named(&MONTHS_BG, &MONTHS_EN, usize::from(month).wrapping_sub(1), lang)
}

/// The abbreviated name of a month, 1 to 12: „ян.“, “Jan”.
pub fn short_month(month: u8, lang: Lang) -> &'static str {
    named(&SHORT_BG, &SHORT_EN, usize::from(month).wrapping_sub(1), lang)
}

/// The name of a day of the week: 0 is Monday.
pub fn weekday(weekday: usize, lang: Lang) -> &'static str {
    named(&WEEKDAYS_BG, &WEEKDAYS_EN, weekday, lang)
}

/// The abbreviated name of a day of the week: 0 is Monday („пн“, “Mon”).
pub fn short_weekday(weekday: usize, lang: Lang) -> &'static str {
    named(&SHORT_WEEKDAYS_BG, &SHORT_WEEKDAYS_EN, weekday, lang)
}

/// The name of a season: 0 is spring.
pub fn season(season: usize, lang: Lang) -> &'static str {
    named(&SEASONS_BG, &SEASONS_EN, season, lang)
}

/// The name of a season with its article, as it stands in a sentence („есента“); English has none.
pub fn the_season(season: usize, lang: Lang) -> &'static str {
    named(&THE_SEASONS_BG, &SEASONS_EN, season, lang)
}

/// A clock reading: „13:00 ч.“, “13:00”.
pub fn time(hour: u8, minute: u8, lang: Lang) -> String {
    match lang {
        Lang::Bg => format!("{hour:02}:{minute:02} ч."),
        Lang::En => format!("{hour:02}:{minute:02}"),
    }
}

/// How far a day is from today, in days: „днес“, „утре“, „след 3 дни“, „преди 2 дни“.
pub fn relative(days: i32, lang: Lang) -> String {
    let count = days.unsigned_abs();
    match (days, lang) {
        (0, Lang::Bg) => "днес".into(),
        (0, Lang::En) => "today".into(),
        (1, Lang::Bg) => "утре".into(),
        (1, Lang::En) => "tomorrow".into(),
        (-1, Lang::Bg) => "вчера".into(),
        (-1, Lang::En) => "yesterday".into(),
        (2.., Lang::Bg) => format!("след {count} дни"),
        (2.., Lang::En) => format!("in {count} days"),
        (_, Lang::Bg) => format!("преди {count} дни"),
        (_, Lang::En) => format!("{count} days ago"),
    }
}

/// The month, 1 to 12, that `word` (in lower case) names in either language, in full or abbreviated.
pub fn month_from_word(word: &str) -> Option<u8> {
    position(&MONTHS_BG, &MONTHS_EN, word).and_then(|at| u8::try_from(at + 1).ok())
}

/// Whether `word` (in lower case) names a day of the week in either language, in full or abbreviated.
pub fn is_weekday(word: &str) -> bool {
    position(&WEEKDAYS_BG, &WEEKDAYS_EN, word).is_some()
}

/// The season, 0 is spring, that `word` (in lower case) names in either language, with or without article.
pub fn season_from_word(word: &str) -> Option<usize> {
    if word == "fall" {
        return Some(2);
    }
    [SEASONS_BG, SEASONS_EN, THE_SEASONS_BG].iter().find_map(|names| names.iter().position(|name| *name == word))
}

fn named<const N: usize>(bg: &[&'static str; N], en: &[&'static str; N], at: usize, lang: Lang) -> &'static str {
    match lang {
        Lang::Bg => bg,
        Lang::En => en,
    }
    .get(at)
    .copied()
    .unwrap_or_default()
}

/// The only name that `word` is, or abbreviates: by three letters, or by two and a full stop („ян.“).
fn position<const N: usize>(bg: &[&str; N], en: &[&str; N], word: &str) -> Option<usize> {
    let stem = word.trim_end_matches('.');
    let fewest = if stem.len() < word.len() { 2 } else { 3 };
    // Every word of every text comes here. In Bulgarian the names are in lower case already.
    let begins = |name: &str| {
        let name = name.bytes().map(|byte| byte.to_ascii_lowercase());
        name.take(stem.len()).eq(stem.bytes())
    };
    let find = |names: &[&str; N]| {
        if let Some(at) = names.iter().position(|name| name.len() == stem.len() && begins(name)) {
            return Some(at);
        }
        let mut found = (0..N).filter(|at| names.get(*at).is_some_and(|name| begins(name)));
        found.next().filter(|_| stem.chars().count() >= fewest && found.next().is_none())
    };
    find(bg).or_else(|| find(en))
}

#[cfg(test)]
mod tests {
    use super::{Lang, is_weekday, month, month_from_word, relative, season_from_word, short_month, time, weekday};

    #[test]
    fn names_are_found_by_number_and_by_word() {
        assert_eq!((month(1, Lang::Bg), month(12, Lang::En)), ("януари", "December"));
        assert_eq!((month(0, Lang::Bg), month(13, Lang::En)), ("", ""));
        assert_eq!((weekday(0, Lang::Bg), weekday(6, Lang::En)), ("понеделник", "Sunday"));
        for number in 1..=12 {
            for lang in Lang::ALL {
                assert_eq!(month_from_word(&month(number, lang).to_lowercase()), Some(number));
                assert_eq!(month_from_word(&short_month(number, lang).to_lowercase()), Some(number));
            }
        }
        assert_eq!((month_from_word("ма."), month_from_word("no")), (None, None), "март or май; a word");
        assert_eq!((season_from_word("есента"), season_from_word("fall")), (Some(2), Some(2)));
        assert!(is_weekday("вторник") && is_weekday("tue") && !is_weekday("януари"));
    }

    #[test]
    fn nearness_is_said() {
        let said = [-3, -1, 0, 1, 3].map(|days| relative(days, Lang::Bg));
        assert_eq!(said, ["преди 3 дни", "вчера", "днес", "утре", "след 3 дни"]);
        assert_eq!(relative(3, Lang::En), "in 3 days");
        assert_eq!((time(9, 5, Lang::Bg).as_str(), time(9, 5, Lang::En).as_str()), ("09:05 ч.", "09:05"));
    }
}
