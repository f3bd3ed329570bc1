//! The search screen as a visitor sees it: what is found with every letter, filters, the way there and back. Runs on the
//! content built into the binary, without a terminal, a clock or a disk.

#[path = "support/builtin.rs"]
mod builtin;

use builtin::{edition, noon};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use megdan::terminal::{Profile, Size};
use megdan::text::{Lang, Layout};
use megdan::ui::{App, Context, Effect, Input, Options};
use ratatui::buffer::{Buffer, Cell};

struct Visit {
    app: App,
    profile: Profile,
    effects: Vec<Effect>,
}

impl Visit {
    fn new(columns: u32, rows: u32, lang: Lang) -> Self {
        let profile = Profile::plain(Size::clamped(columns, rows));
        let options = Options { lang: Some(lang), ..Options::default() };
        let app = App::new(edition(), options, &Context { profile: &profile, now: noon() });
        Self { app, profile, effects: Vec::new() }
    }

    /// At the search, with `text` typed.
    fn searching(columns: u32, rows: u32, lang: Lang, text: &str) -> Self {
        let mut visit = Self::new(columns, rows, lang);
        visit.press(KeyCode::F(3)).write(text);
        visit
    }

    fn input(&mut self, input: &Input) {
        let context = Context { profile: &self.profile, now: noon() };
        self.effects.extend(self.app.update(input, &context));
        self.app.settle(&context);
    }

    fn press(&mut self, code: KeyCode) -> &mut Self {
        self.input(&Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
        self
    }

    fn write(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.press(KeyCode::Char(letter));
        }
        self
    }

    fn picture(&self) -> String {
        let mut buffer = Buffer::empty(self.profile.size.area());
        self.app.view(&Context { profile: &self.profile, now: noon() }, &mut buffer);
        let width = usize::from(buffer.area.width);
        let rows = buffer.content.chunks(width).map(|row| row.iter().map(Cell::symbol).collect::<String>());
        rows.map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    fn shows(&self, text: &str) -> bool {
        self.picture().contains(text)
    }

    fn click(&mut self, text: &str) {
        let picture = self.picture();
        let (row, line) =
            picture.lines().enumerate().find(|(_, line)| line.contains(text)).expect("it is on the screen");
        let column = line.split(text).next().expect("what stands before it").chars().count();
        let kind = MouseEventKind::Down(MouseButton::Left);
        let (column, row) = (column as u16, row as u16);
        self.input(&Input::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
    }
}

#[test]
fn the_search_looks_as_it_was_approved() {
    let all = [
        ("empty", ""),
        ("name", "асарел"),
        ("letters", "4elop"),
        ("body", "обучение на младежи"),
        ("instead", "аурубс"),
        ("fewer", "челопеч xuj"),
        ("nothing", "ъщфщъгф"),
    ];
    for lang in Lang::ALL {
        for (name, text) in all {
            let picture = Visit::searching(80, 24, lang, text).picture();
            insta::assert_snapshot!(format!("{name}_80x24_{}", lang.code()), picture);
        }
        let picture = Visit::searching(120, 33, lang, "зелени технологии").picture();
        insta::assert_snapshot!(format!("two_words_120x33_{}", lang.code()), picture);
    }
}

#[test]
fn results_change_with_every_letter() {
    let mut visit = Visit::searching(80, 24, Lang::Bg, "");
    assert!(visit.shows("Предстои") && visit.shows("Най-новото"));
    let mut pictures = vec![visit.picture()];
    for letter in "панаг".chars() {
        visit.press(KeyCode::Char(letter));
        assert!(!pictures.contains(&visit.picture()));
        pictures.push(visit.picture());
    }
    assert!(visit.shows("Община Панагюрище"), "{}", visit.picture());
    for before in pictures.iter().rev().skip(1) {
        visit.press(KeyCode::Backspace);
        assert_eq!(visit.picture(), *before);
    }
}

#[test]
fn letters_that_are_commands_elsewhere_are_typed_here() {
    let mut visit = Visit::new(80, 24, Lang::En);
    visit.write("/").write("q/?j 7");
    assert!(visit.shows("Search  q/?j 7"), "{}", visit.picture());
    assert!(visit.effects.iter().all(|effect| *effect == Effect::Bell), "{:?}", visit.effects);
    assert_eq!(visit.effects, []);
}

#[test]
fn any_layout_will_do() {
    for text in ["панагюрище", "panagqrishte", "Panagyurishte"] {
        assert!(Visit::searching(80, 24, Lang::Bg, text).shows("Община Панагюрище"), "{text}");
    }
    let wrong = Visit::searching(80, 24, Lang::Bg, &Layout::Bds.to_latin("панагюрище"));
    assert!(wrong.shows("Община Панагюрище") && wrong.shows("Прочетено е като „панагюрище“."), "{}", wrong.picture());
}

#[test]
fn a_hit_is_opened_and_left_for_the_same_place() {
    let mut visit = Visit::searching(80, 24, Lang::Bg, "клъстер");
    visit.press(KeyCode::Down).press(KeyCode::Down).press(KeyCode::Down).press(KeyCode::Down);
    let search = visit.picture();
    visit.press(KeyCode::Enter);
    assert!(matches!(visit.effects.as_slice(), [Effect::Visited(..)]), "{:?}", visit.effects);
    assert_ne!(visit.picture(), search);
    visit.press(KeyCode::Esc);
    assert_eq!(visit.picture(), search);
}

#[test]
fn filters_are_chosen_by_key_and_by_click() {
    let mut visit = Visit::searching(80, 24, Lang::Bg, "клъстер");
    let all = visit.picture();
    visit.press(KeyCode::Tab);
    let by_key = visit.picture();
    assert_ne!(by_key, all);
    visit.press(KeyCode::BackTab);
    assert_eq!(visit.picture(), all);
    visit.click("Новини ");
    assert!(visit.shows("новина") && !visit.shows("организация"), "{}", visit.picture());
    visit.click("Всички ");
    assert_eq!(visit.picture(), all);
    visit.press(KeyCode::Right);
    assert_ne!(visit.picture(), all);
    visit.press(KeyCode::Left);
    assert_eq!(visit.picture(), all);
}

#[test]
fn a_search_in_vain_is_told_when_it_is_left() {
    let mut visit = Visit::searching(80, 24, Lang::Bg, "ъщфщъгф");
    assert_eq!(visit.effects, []);
    visit.press(KeyCode::Esc);
    assert_eq!(visit.effects, [Effect::Unanswered("ъщфщъгф".to_owned())]);
}

#[test]
fn what_is_pasted_is_searched() {
    let mut visit = Visit::searching(80, 24, Lang::Bg, "");
    visit.input(&Input::Paste("Община\nЧелопеч\u{1b}[31m".to_owned()));
    assert!(visit.shows("Община Челопеч"), "{}", visit.picture());
}

#[test]
fn the_search_draws_at_every_size_and_keeps_its_place() {
    for (columns, rows) in [(20, 6), (40, 12), (41, 13), (59, 19), (80, 12), (99, 30), (100, 12), (300, 80)] {
        let mut visit = Visit::searching(columns, rows, Lang::Bg, "клъстер");
        for code in
            [KeyCode::End, KeyCode::PageUp, KeyCode::Tab, KeyCode::Right, KeyCode::F(4), KeyCode::F(2), KeyCode::Home]
        {
            visit.press(code);
            assert!(!visit.picture().trim().is_empty(), "{columns}×{rows} {code:?}");
        }
    }
    let mut visit = Visit::searching(80, 24, Lang::Bg, "клъстер");
    visit.press(KeyCode::Down);
    let before = visit.picture();
    visit.app.set_edition(edition(), &Context { profile: &visit.profile, now: noon() });
    visit.press(KeyCode::Up).press(KeyCode::Down);
    assert_eq!(visit.picture(), before);
}

#[test]
fn from_a_hit_one_turns_to_the_next_hit() {
    let mut visit = Visit::searching(80, 24, Lang::En, "asarel");
    let third = "Industrial Cluster Srednogorie";
    assert!(visit.shows("3 results") && visit.shows(third), "{}", visit.picture());
    visit.press(KeyCode::Enter);
    assert!(visit.shows("1 of 3"), "{}", visit.picture());
    visit.press(KeyCode::Right).press(KeyCode::Right);
    assert!(visit.shows("3 of 3") && visit.shows(third), "{}", visit.picture());
    // Beyond the last there is nothing, and another language keeps the place among the hits.
    visit.press(KeyCode::Right).press(KeyCode::F(2));
    assert!(visit.shows("3 от 3"), "{}", visit.picture());
    visit.press(KeyCode::Left);
    assert!(visit.shows("2 от 3"), "{}", visit.picture());
    visit.press(KeyCode::Esc);
    assert!(visit.shows("3 резултата"), "{}", visit.picture());
}

#[test]
fn an_excerpt_is_in_the_visitors_language_if_the_word_stands_there() {
    let english = Visit::searching(80, 24, Lang::En, "Peterborough").picture();
    assert!(!english.contains("Питърбъро"), "{english}");
    // A word that only the other language has is shown where it stands.
    let bulgarian = Visit::searching(80, 24, Lang::Bg, "official opening").picture();
    assert!(bulgarian.contains("official opening of"), "{bulgarian}");
}

#[test]
fn the_help_of_the_search_promises_no_key_that_is_a_letter_there() {
    let mut visit = Visit::searching(120, 50, Lang::Bg, "пирд");
    visit.press(KeyCode::F(1));
    let picture = visit.picture();
    let keys = |label: &str| {
        // The page's own name has no key before it.
        let line = picture.lines().find(|line| line.trim_end().ends_with(label) && line.trim() != label.trim());
        line.map(|line| line.trim().trim_end_matches(label).split_whitespace().collect::<Vec<_>>())
    };
    assert_eq!(keys(" Назад"), Some(vec!["Esc"]), "{picture}");
    assert_eq!(keys(" Помощ"), Some(vec!["F1"]), "{picture}");
    assert_eq!(keys(" Изход"), Some(vec!["Ctrl+C"]), "{picture}");
    assert_eq!(keys(" Изтрий буква"), Some(vec!["Backspace"]), "{picture}");
}
