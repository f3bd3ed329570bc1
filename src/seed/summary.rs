//! How many records a visitor sees, and why not the others. Never asks the clock.

use super::Places;
use crate::content::{Catalogue, Civil, Hidden, Kind, Localized, PartialDate, Slug, Style};
use crate::text::Lang;

/// Records by what is shown of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// All records.
    pub records: usize,
    /// Those that a visitor sees.
    pub visible: usize,
    /// The others, kind by kind.
    pub hidden: Vec<HiddenRecord>,
}

/// A record that a visitor does not see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenRecord {
    /// What it is.
    pub kind: Kind,
    /// Its stable name.
    pub slug: Slug,
    /// Its name.
    pub title: Localized<String>,
    /// The file it stands in, as it is shown to people.
    pub path: Option<String>,
    /// Why.
    pub reason: Hidden,
}

impl Summary {
    /// What of `catalogue` is seen at `now`.
    pub fn new(catalogue: &Catalogue, places: &Places, now: Civil) -> Self {
        let mut records = 0;
        let mut hidden = Vec::new();
        for (kind, head) in catalogue.heads() {
            records += 1;
            if let Some(reason) = head.visibility.hidden(now) {
                let (slug, title, path) = (head.slug.clone(), head.title.clone(), places.path(&head.slug));
                hidden.push(HiddenRecord { kind, slug, title, path, reason });
            }
        }
        Self { records, visible: records - hidden.len(), hidden }
    }

    /// `83 records: 79 visible, 2 drafts, 1 scheduled for 2026-12-01, 1 expired`
    pub fn line(&self, lang: Lang) -> String {
        let count = |wanted: fn(Hidden) -> bool| self.hidden.iter().filter(|record| wanted(record.reason)).count();
        let drafts = count(|reason| reason == Hidden::Draft);
        let scheduled = count(|reason| matches!(reason, Hidden::Until(_)));
        let expired = count(|reason| matches!(reason, Hidden::Since(_)));
        let mut parts = vec![numbered(self.visible, lang, ["видим", "видими", "visible", "visible"])];
        if drafts > 0 {
            parts.push(numbered(drafts, lang, ["чернова", "чернови", "draft", "drafts"]));
        }
        if scheduled > 0 {
            parts.push(self.scheduled(scheduled, lang));
        }
        if expired > 0 {
            parts.push(numbered(expired, lang, ["изтекъл", "изтекли", "expired", "expired"]));
        }
        let records = numbered(self.records, lang, ["запис", "записа", "record", "records"]);
        format!("{records}: {}", parts.join(", "))
    }

    fn scheduled(&self, count: usize, lang: Lang) -> String {
        let readings = self.hidden.iter().filter_map(|record| match record.reason {
            Hidden::Until(reading) => Some(reading),
            _ => None,
        });
        let first = readings.min().map(|reading| written(reading, lang)).unwrap_or_default();
        match (lang, count) {
            (Lang::Bg, 1) => format!("1 насрочен за {first}"),
            (Lang::Bg, _) => format!("{count} насрочени, първият за {first}"),
            (Lang::En, 1) => format!("1 scheduled for {first}"),
            (Lang::En, _) => format!("{count} scheduled, the first for {first}"),
        }
    }
}

impl HiddenRecord {
    /// `path: “title” (slug) is a draft …`
    pub fn line(&self, lang: Lang) -> String {
        let path = self.path.as_deref().unwrap_or_default();
        let (title, slug) = (self.title.any(lang), &self.slug);
        let title = crate::text::clean(title, crate::text::Breaks::Space);
        match lang {
            Lang::Bg => format!("{path}: „{title}“ ({slug}) {}", reason(self.reason, lang)),
            Lang::En => format!("{path}: “{title}” ({slug}) {}", reason(self.reason, lang)),
        }
    }
}

/// Why a record is not shown, and what to do, as the end of a sentence.
pub fn reason(hidden: Hidden, lang: Lang) -> String {
    match (hidden, lang) {
        (Hidden::Draft, Lang::Bg) => "е чернова: изтрийте draft = true, за да се покаже".to_owned(),
        (Hidden::Draft, Lang::En) => "is a draft: delete draft = true to show it".to_owned(),
        (Hidden::Until(from), Lang::Bg) => format!("ще се покаже на {} (publish)", written(from, lang)),
        (Hidden::Until(from), Lang::En) => format!("will be shown from {} (publish)", written(from, lang)),
        (Hidden::Since(since), Lang::Bg) => format!("не се показва от {} (expires)", written(since, lang)),
        (Hidden::Since(since), Lang::En) => format!("has not been shown since {} (expires)", written(since, lang)),
    }
}

/// As an editor writes it in English, as a reader does in Bulgarian; midnight is left out.
fn written(reading: Civil, lang: Lang) -> String {
    let date = match (reading.hour, reading.minute) {
        (0, 0) => PartialDate::Day(reading.day),
        _ => PartialDate::Moment(reading),
    };
    match lang {
        Lang::Bg => date.words(lang, Style::Normal),
        Lang::En => date.to_string(),
    }
}

fn numbered(count: usize, lang: Lang, words: [&str; 4]) -> String {
    let word = match (lang, count) {
        (Lang::Bg, 1) => words[0],
        (Lang::Bg, _) => words[1],
        (Lang::En, 1) => words[2],
        (Lang::En, _) => words[3],
    };
    format!("{count} {word}")
}
