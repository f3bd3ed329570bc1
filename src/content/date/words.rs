//! Partial dates as people read them, in both languages. Never the stored text: see `edtf`.

use super::{Civil, Day, PartialDate, Season};
use crate::text::{Lang, dates};

/// How much is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// As in a sentence: „вторник, 17 януари 2012 г., 13:00 ч.“, „есента на 2005 г.“; “Tuesday, 17 January 2012, 13:00”.
    Full,
    /// „17 януари 2012 г., 13:00 ч.“, „есен 2005 г.“; “17 January 2012, 13:00”.
    Normal,
    /// For a column of a list, without the hour: „17.01.2012 г.“, „03.2011 г.“; “17 Jan 2012”, “Mar 2011”.
    Short,
}

impl Day {
    /// The day in words.
    pub fn words(self, lang: Lang, style: Style) -> String {
        match (lang, style) {
            (_, Style::Full) => {
                format!("{}, {}", dates::weekday(self.weekday(), lang), self.words(lang, Style::Normal))
            }
            _ => format!("{}{}", day(self, lang, style), year_sign(lang)),
        }
    }

    /// How far the day is from `today`: „днес“, „след 3 дни“.
    pub fn relative_to(self, today: Self, lang: Lang) -> String {
        dates::relative(today.days_until(self), lang)
    }
}

impl Civil {
    /// The reading in words; [`Style::Short`] leaves the hour out.
    pub fn words(self, lang: Lang, style: Style) -> String {
        let day = self.day.words(lang, style);
        if style == Style::Short { day } else { format!("{day}, {}", dates::time(self.hour, self.minute, lang)) }
    }
}

impl PartialDate {
    /// The date in words.
    pub fn words(&self, lang: Lang, style: Style) -> String {
        match self {
            Self::Year(year) => format!("{year}{}", year_sign(lang)),
            Self::Season(year, which) => format!("{}{}", season(*year, *which, lang, style), year_sign(lang)),
            Self::Month(year, number) => format!("{}{}", month(*year, *number, lang, style), year_sign(lang)),
            Self::Day(day) => day.words(lang, style),
            Self::Moment(moment) => moment.words(lang, style),
            Self::MonthDay(number, day) => month_day(*number, *day, lang, style),
            Self::About(date) => format!("{} {}", choose(lang, "около", "about"), date.words(lang, style)),
            Self::Range(start, end) => start.words_until(end.as_deref(), lang, style, choose(lang, "от ", "since ")),
        }
    }

    /// The time from this date to `end` in words, as an event has them apart; just this date if there is no end.
    pub fn words_to(&self, end: Option<&Self>, lang: Lang, style: Style) -> String {
        if end == Some(self) { self.words(lang, style) } else { self.words_until(end, lang, style, "") }
    }

    fn words_until(&self, end: Option<&Self>, lang: Lang, style: Style, open: &str) -> String {
        let Some(end) = end else {
            return format!("{open}{}", self.words(lang, style));
        };
        let sign = year_sign(lang);
        match (self, end) {
            (Self::Year(from), Self::Year(to)) => format!("{from}–{to}{sign}"),
            (Self::Month(a, from), Self::Month(b, to)) if a == b && style != Style::Short => {
                format!("{} – {}", dates::month(*from, lang), month(*b, *to, lang, style)) + sign
            }
            (Self::Day(from), Self::Day(to)) if from.year() == to.year() && from.month() == to.month() => {
                format!("{}–{}{sign}", first_day(*from, lang, style), day(*to, lang, style))
            }
            (Self::Day(from), Self::Day(to)) if from.year() == to.year() => {
                let start = month_day(from.month(), from.day(), lang, style);
                format!("{} – {}{sign}", start.trim_end_matches('.'), day(*to, lang, style))
            }
            (Self::Moment(from), Self::Moment(to)) if from.day == to.day && style != Style::Short => {
                let hours = format!("{:02}:{:02}–{}", from.hour, from.minute, dates::time(to.hour, to.minute, lang));
                format!("{}, {hours}", from.day.words(lang, style))
            }
            (Self::Moment(from), Self::Moment(to)) if from.day == to.day => from.words(lang, style),
            _ => format!("{} – {}", self.words(lang, style), end.words(lang, style)),
        }
    }
}

const fn choose(lang: Lang, bg: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Bg => bg,
        Lang::En => en,
    }
}

/// What stands behind a year.
const fn year_sign(lang: Lang) -> &'static str {
    choose(lang, " г.", "")
}

/// Without weekday and sign of the year.
fn day(day: Day, lang: Lang, style: Style) -> String {
    match (lang, style) {
        (Lang::Bg, Style::Short) => format!("{:02}.{:02}.{}", day.day(), day.month(), day.year()),
        _ => format!("{} {}", month_day(day.month(), day.day(), lang, style), day.year()),
    }
}

fn month_day(month: u8, day: u8, lang: Lang, style: Style) -> String {
    match (lang, style) {
        (Lang::Bg, Style::Short) => format!("{day:02}.{month:02}."),
        (Lang::En, Style::Short) => format!("{day} {}", dates::short_month(month, lang)),
        _ => format!("{day} {}", dates::month(month, lang)),
    }
}

/// The first of two days of one month.
fn first_day(day: Day, lang: Lang, style: Style) -> String {
    match (lang, style) {
        (Lang::Bg, Style::Short) => format!("{:02}", day.day()),
        _ => day.day().to_string(),
    }
}

fn month(year: i16, month: u8, lang: Lang, style: Style) -> String {
    match (lang, style) {
        (Lang::Bg, Style::Short) => format!("{month:02}.{year}"),
        (Lang::En, Style::Short) => format!("{} {year}", dates::short_month(month, lang)),
        _ => format!("{} {year}", dates::month(month, lang)),
    }
}

fn season(year: i16, season: Season, lang: Lang, style: Style) -> String {
    match (lang, style) {
        (Lang::Bg, Style::Full) => format!("{} на {year}", dates::the_season(season as usize, lang)),
        _ => format!("{} {year}", dates::season(season as usize, lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::{PartialDate, Style};
    use crate::text::Lang;

    fn words(text: &str, lang: Lang, style: Style) -> String {
        PartialDate::parse(text).expect("a date").words(lang, style)
    }

    #[test]
    fn bulgarian_words() {
        for (text, full, normal, short) in [
            (
                "2012-01-17T13:00",
                "вторник, 17 януари 2012 г., 13:00 ч.",
                "17 януари 2012 г., 13:00 ч.",
                "17.01.2012 г.",
            ),
            ("2012-01-17", "вторник, 17 януари 2012 г.", "17 януари 2012 г.", "17.01.2012 г."),
            ("2011-03", "март 2011 г.", "март 2011 г.", "03.2011 г."),
            ("2005", "2005 г.", "2005 г.", "2005 г."),
            ("2005-23", "есента на 2005 г.", "есен 2005 г.", "есен 2005 г."),
            ("XXXX-10-03", "3 октомври", "3 октомври", "03.10."),
            ("2007/2013", "2007–2013 г.", "2007–2013 г.", "2007–2013 г."),
            ("2007/..", "от 2007 г.", "от 2007 г.", "от 2007 г."),
            ("2005~", "около 2005 г.", "около 2005 г.", "около 2005 г."),
            ("2012-01-17/2012-01-19", "17–19 януари 2012 г.", "17–19 януари 2012 г.", "17–19.01.2012 г."),
            (
                "2012-01-28/2012-02-02",
                "28 януари – 2 февруари 2012 г.",
                "28 януари – 2 февруари 2012 г.",
                "28.01 – 02.02.2012 г.",
            ),
            ("2011-03/2011-05", "март – май 2011 г.", "март – май 2011 г.", "03.2011 г. – 05.2011 г."),
        ] {
            let said = [Style::Full, Style::Normal, Style::Short].map(|style| words(text, Lang::Bg, style));
            assert_eq!(said, [full, normal, short], "{text}");
        }
    }

    #[test]
    fn english_words() {
        for (text, full, short) in [
            ("2012-01-17T13:00", "Tuesday, 17 January 2012, 13:00", "17 Jan 2012"),
            ("2005-23", "autumn 2005", "autumn 2005"),
            ("2011-03", "March 2011", "Mar 2011"),
            ("XXXX-10-03", "3 October", "3 Oct"),
            ("2007/..", "since 2007", "since 2007"),
            (
                "2012-01-28/2013-02-02",
                "Saturday, 28 January 2012 – Saturday, 2 February 2013",
                "28 Jan 2012 – 2 Feb 2013",
            ),
        ] {
            let said = [Style::Full, Style::Short].map(|style| words(text, Lang::En, style));
            assert_eq!(said, [full, short], "{text}");
        }
    }

    #[test]
    fn start_and_end_are_said_together() {
        let date = |text| PartialDate::parse(text).expect("a date");
        let (start, end) = (date("2012-01-17T13:00"), date("2012-01-17T15:30"));
        assert_eq!(start.words_to(Some(&end), Lang::Bg, Style::Normal), "17 януари 2012 г., 13:00–15:30 ч.");
        assert_eq!(start.words_to(Some(&end), Lang::Bg, Style::Short), "17.01.2012 г.");
        assert_eq!(start.words_to(None, Lang::En, Style::Normal), "17 January 2012, 13:00");
        assert_eq!(date("2012").words_to(Some(&date("2012")), Lang::Bg, Style::Full), "2012 г.");
    }
}
