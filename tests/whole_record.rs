//! What a record says can be read on its screen: the words of `megdan show` are looked for on the page of every record.

#[path = "support/builtin.rs"]
mod builtin;

use std::collections::BTreeSet;

use builtin::edition_with;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use megdan::content::{Civil, Day, Kind};
use megdan::edition::Selection;
use megdan::plain::{self, Style};
use megdan::terminal::{Profile, Size};
use megdan::text::Lang;
use megdan::ui::{App, Context, Input, Options};
use ratatui::buffer::{Buffer, Cell};

/// The kinds in the order of the first screen's numbers.
const SHELVES: [Kind; 7] =
    [Kind::Article, Kind::Event, Kind::Organisation, Kind::Person, Kind::Project, Kind::Cluster, Kind::Page];
/// What only the text says: the weekday of a day that is over, and that the state of a project is not known.
const ONLY_IN_TEXT: [&str; 5] = ["понеделник", "monday", "неизвестно", "not", "known"];

fn now() -> Civil {
    Civil::new(Day::new(2026, 6, 1).expect("a day"), 12, 0).expect("an hour")
}

struct Visit {
    app: App,
    profile: Profile,
}

impl Visit {
    fn press(&mut self, code: KeyCode) {
        let context = Context { profile: &self.profile, now: now() };
        self.app.update(&Input::Key(KeyEvent::new(code, KeyModifiers::NONE)), &context);
        self.app.settle(&context);
    }

    fn text(&self) -> String {
        let mut buffer = Buffer::empty(self.profile.size.area());
        self.app.view(&Context { profile: &self.profile, now: now() }, &mut buffer);
        let rows = buffer.content.chunks(usize::from(buffer.area.width));
        rows.map(|row| row.iter().map(Cell::symbol).collect::<String>().trim_end().to_owned() + "\n").collect()
    }

    /// The whole page, read from its start to its end.
    fn page(&mut self) -> String {
        self.press(KeyCode::Home);
        let mut all = self.text();
        for _ in 0..20 {
            self.press(KeyCode::PageDown);
            all.push_str(&self.text());
        }
        all
    }
}

/// Labels whose values stand elsewhere: lists show summaries, and so does a page without other text; a cluster's members
/// and what mentions it are behind links.
fn is_elsewhere(label: &str, kind: Kind) -> bool {
    let of_clusters = ["Членове", "Members", "Споменава се в", "Mentioned in"];
    ["Накратко", "Summary"].contains(&label) || kind == Kind::Cluster && of_clusters.contains(&label)
}

/// The title, the values of the facts without their labels, and the body.
fn values(told: &str, kind: Kind) -> String {
    let (head, rest) = told.split_once("\n\n").unwrap_or((told, ""));
    let (facts, body) = rest.split_once("\n\n").unwrap_or((rest, ""));
    let mut out = head.lines().take(1).collect::<String>();
    let mut skipped = false;
    for line in facts.lines() {
        let goes_on = line.starts_with([' ', '–']);
        let (label, value) = if goes_on { ("", line) } else { line.split_once(':').unwrap_or(("", line)) };
        skipped = if goes_on { skipped } else { is_elsewhere(label, kind) };
        if !skipped {
            out.extend(["\n", value]);
        }
    }
    out + "\n" + body
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[test]
fn every_word_of_a_record_is_on_its_page() {
    let edition = edition_with(|_| {}, now());
    // Identifiers stand in the text for the next command; the screen has numbered links.
    let identifiers: BTreeSet<String> = Kind::ALL
        .iter()
        .flat_map(|kind| {
            let list = edition.list(&Selection::all(*kind, Lang::Bg), now()).expect("a list");
            edition.rows(&list, 0..list.len()).expect("its rows")
        })
        .flat_map(|card| card.slug.as_str().split('-').map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let mut lost: Vec<(String, BTreeSet<String>)> = Vec::new();
    for lang in Lang::ALL {
        let profile = Profile::plain(Size::clamped(99, 100));
        for (kind, digit) in SHELVES.into_iter().zip('1'..='7') {
            let options = Options { lang: Some(lang), ..Options::default() };
            let app = App::new(edition.clone(), options, &Context { profile: &profile, now: now() });
            let mut visit = Visit { app, profile };
            visit.press(KeyCode::Char(digit));
            visit.press(KeyCode::Enter);
            let all = edition.list(&Selection::all(kind, lang), now()).expect("a list");
            for card in edition.rows(&all, 0..all.len()).expect("its rows") {
                let style = Style { lang, json: false, limit: usize::MAX, now: now() };
                let told = plain::show(&edition, card.slug.as_str(), style).expect("it is there");
                let shown = letters(&visit.page());
                let words = values(&told, kind);
                let words = words.split(|c: char| !c.is_alphanumeric()).map(letters);
                let missing: BTreeSet<String> = words
                    .filter(|word| {
                        !shown.contains(word) && !ONLY_IN_TEXT.contains(&word.as_str()) && !identifiers.contains(word)
                    })
                    .collect();
                if !missing.is_empty() {
                    lost.push((format!("{} {}", lang.code(), card.slug), missing));
                }
                visit.press(KeyCode::Right);
            }
        }
    }
    assert!(lost.is_empty(), "{lost:#?}");
}
