//! The screens as a visitor sees them: pictures in both languages and at three sizes, and what keys and clicks do. Runs
//! on the content built into the binary, without a terminal, a clock or a disk.

#[path = "support/builtin.rs"]
mod builtin;

use builtin::{edition, edition_with, noon};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use megdan::content::{Catalogue, Civil, Day, Localized, Slug};
use megdan::edition::Edition;
use megdan::terminal::{ColorDepth, Glyphs, Overrides, Profile, Screen, Size};
use megdan::text::Lang;
use megdan::ui::{App, Context, Effect, Input, Leaving, Options};
use ratatui::buffer::{Buffer, Cell};

fn changed(change: impl FnOnce(&mut Catalogue)) -> Edition {
    edition_with(change, noon())
}

/// A visit that can be driven by keys.
struct Visit {
    app: App,
    profile: Profile,
    effects: Vec<Effect>,
}

impl Visit {
    fn new(columns: u32, rows: u32, lang: Lang) -> Self {
        Self::with(Profile::plain(Size::clamped(columns, rows)), lang)
    }

    fn with(profile: Profile, lang: Lang) -> Self {
        let options = Options { lang: Some(lang), ..Options::default() };
        let app = App::new(edition(), options, &Context { profile: &profile, now: noon() });
        Self { app, profile, effects: Vec::new() }
    }

    /// The same visit to other content.
    fn of(mut self, edition: Edition) -> Self {
        self.app.set_edition(edition, &Context { profile: &self.profile, now: noon() });
        self
    }

    fn resize(&mut self, columns: u32, rows: u32) {
        self.profile.size = Size::clamped(columns, rows);
        self.input(&Input::Resized);
    }

    fn input(&mut self, input: &Input) {
        let context = Context { profile: &self.profile, now: noon() };
        self.effects.extend(self.app.update(input, &context));
        self.app.settle(&context);
    }

    fn press(&mut self, code: KeyCode) {
        self.input(&Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    /// Letters are keys; `<Name>` is a key of that name.
    fn script(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            if let Some((name, after)) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
                self.press(named(name));
                rest = after;
            } else {
                self.press(KeyCode::Char(first));
                rest = rest.strip_prefix(first).expect("its first letter");
            }
        }
        self
    }

    fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.profile.size.area());
        self.app.view(&Context { profile: &self.profile, now: noon() }, &mut buffer);
        buffer
    }

    fn picture(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width);
        let rows = buffer.content.chunks(width).map(|row| row.iter().map(Cell::symbol).collect::<String>());
        rows.map(|row| row.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    /// The bytes that the last key costs on this terminal.
    fn bytes_of(&mut self, code: KeyCode) -> usize {
        let mut screen = Screen::new(&self.profile);
        screen.draw(&self.buffer(), &mut Vec::new());
        self.press(code);
        let mut bytes = Vec::new();
        screen.draw(&self.buffer(), &mut bytes);
        bytes.len()
    }

    /// Each row's looks, from column to column, without its text.
    fn looks(&self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width);
        let rows = buffer.content.chunks(width).map(|row| {
            let mut runs: Vec<(usize, String)> = Vec::new();
            for (at, cell) in row.iter().enumerate() {
                let look = format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier);
                let look = look.trim_end_matches(" NONE").to_owned();
                if runs.last().is_none_or(|(_, last)| *last != look) {
                    runs.push((at, look));
                }
            }
            runs.iter().map(|(at, look)| format!("{at}: {look}")).collect::<Vec<_>>().join("; ")
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// Presses the pointer where `text` stands first.
    fn click(&mut self, text: &str) {
        let picture = self.picture();
        let (row, line) =
            picture.lines().enumerate().find(|(_, line)| line.contains(text)).expect("it is on the screen");
        let column = line.split(text).next().expect("what stands before it").chars().count();
        self.input(&Input::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: column as u16,
            row: row as u16,
            modifiers: KeyModifiers::NONE,
        }));
    }
}

fn named(name: &str) -> KeyCode {
    match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        other => KeyCode::F(other.trim_start_matches('F').parse().expect("a function key")),
    }
}

#[test]
fn back_returns_to_the_exact_place() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("3<Down><Down><Down><Down>");
    let list = visit.picture();
    visit.script("<Enter>");
    assert_ne!(visit.picture(), list);
    visit.script("1<Esc><Esc>");
    assert_eq!(visit.picture(), list);
}

#[test]
fn a_key_that_does_nothing_says_so() {
    let mut visit = Visit::new(80, 24, Lang::En);
    visit.script("x");
    assert!(visit.picture().contains("This key does nothing here."));
    visit.script("<Esc>");
    assert!(visit.picture().contains("This is the first screen."));
    assert_eq!(visit.effects, [Effect::Bell, Effect::Bell]);
}

#[test]
fn what_is_listed_can_be_clicked() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.click("Членове");
    visit.click("Вид");
    visit.click("Общини");
    assert!(visit.picture().contains("1 от 10"), "{}", visit.picture());
    visit.click("Община Антон");
    assert!(visit.picture().contains("Мегдан › Членове"), "{}", visit.picture());
    visit.click("Мегдан");
    assert!(visit.picture().contains("Най-новото"));
    visit.click("F2 English");
    assert!(visit.picture().contains("Latest news"));
}

#[test]
fn screens_look_as_they_were_approved() {
    let scripts = [
        ("home", ""),
        ("news", "1"),
        ("article", "11"),
        ("article_end", "11<End>"),
        ("members", "3<Down>"),
        ("types", "3t<Down>"),
        ("map", "3m<Down>"),
        ("organisation", "35"),
        ("events", "2"),
        ("event", "21"),
        ("people", "4"),
        ("person", "41"),
        ("projects", "5"),
        ("project", "54"),
        ("clusters", "6"),
        ("cluster", "61"),
        ("cluster_figures", "61<PgDn><PgDn><PgDn><PgDn><PgDn>"),
        ("pages", "7"),
        ("page", "71"),
        ("help", "3<F1>"),
    ];
    for lang in Lang::ALL {
        for (name, script) in scripts {
            let mut visit = Visit::new(80, 24, lang);
            insta::assert_snapshot!(format!("{name}_80x24_{}", lang.code()), visit.script(script).picture());
        }
    }
    let small = ["home", "news", "events", "members", "people", "event", "person", "cluster"];
    for (name, script) in scripts.into_iter().filter(|(name, _)| small.contains(name)) {
        let mut visit = Visit::new(40, 12, Lang::Bg);
        insta::assert_snapshot!(format!("{name}_40x12_bg"), visit.script(script).picture());
    }
    for (columns, rows) in [(120, 33), (200, 50)] {
        for (name, script) in scripts
            .into_iter()
            .filter(|(name, _)| ["home", "members", "organisation", "event", "cluster"].contains(name))
        {
            let mut visit = Visit::new(columns, rows, Lang::Bg);
            insta::assert_snapshot!(format!("{name}_{columns}x{rows}_bg"), visit.script(script).picture());
        }
    }
}

#[test]
fn colours_and_signs_follow_the_terminal() {
    let of = |colors, glyphs| {
        let overrides = Overrides { colors: Some(colors), glyphs: Some(glyphs), ..Overrides::default() };
        let mut visit = Visit::with(Profile::plain(Size::STANDARD).with(&overrides), Lang::Bg);
        visit.script("3<Down><Down>");
        visit
    };
    insta::assert_snapshot!("members_looks_true", of(ColorDepth::True, Glyphs::Full).looks());
    insta::assert_snapshot!("members_looks_256", of(ColorDepth::Ansi256, Glyphs::Full).looks());
    insta::assert_snapshot!("members_looks_16", of(ColorDepth::Ansi16, Glyphs::Console).looks());
    insta::assert_snapshot!("members_looks_mono", of(ColorDepth::Mono, Glyphs::Ascii).looks());
    let mut light = of(ColorDepth::True, Glyphs::Full);
    light.script("<F5>");
    insta::assert_snapshot!("members_looks_light", light.looks());
    insta::assert_snapshot!("members_console", of(ColorDepth::Ansi16, Glyphs::Console).picture());
    insta::assert_snapshot!("members_ascii", of(ColorDepth::Mono, Glyphs::Ascii).picture());
}

#[test]
fn every_screen_draws_at_every_size() {
    for (columns, rows) in [(20, 6), (39, 24), (40, 12), (41, 13), (59, 19), (80, 12), (99, 30), (100, 12), (300, 80)] {
        let mut visit = Visit::new(columns, rows, Lang::Bg);
        for script in ["", "1", "<Enter>", "<Tab>", "<End>", "<F10>3t", "<Down><Enter>", "<Enter>", "<F1>", "<F2>"] {
            visit.script(script);
            assert!(!visit.picture().trim().is_empty(), "{columns}×{rows} {script}");
        }
    }
}

#[test]
fn a_screen_too_small_says_how_large_it_must_be() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("35");
    let page = visit.picture();
    visit.resize(30, 8);
    assert!(visit.picture().starts_with("Нужен е екран поне"), "{}", visit.picture());
    visit.resize(80, 24);
    assert_eq!(visit.picture(), page, "nothing is lost");
}

#[test]
fn a_move_costs_little() {
    for script in ["1", "3", "2", "4", "5", "6", "7", ""] {
        let mut visit = Visit::new(80, 24, Lang::Bg);
        visit.script(script);
        let bytes = visit.bytes_of(KeyCode::Down);
        assert!(bytes <= 150, "section {script}: {bytes} bytes");
    }
}

#[test]
fn the_language_changes_everywhere_and_the_place_stays() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("35<F2>");
    assert!(visit.picture().contains("Megdan › Members and partners"), "{}", visit.picture());
    visit.script("<Esc>");
    assert!(visit.picture().contains("▸"), "{}", visit.picture());
    visit.script("<F2>");
    assert!(visit.picture().contains("Аурубис България"));
    let selected = visit.picture().lines().find(|line| line.contains('▸')).map(str::to_owned);
    assert!(selected.is_some_and(|line| line.contains("Аурубис")), "{}", visit.picture());
}

#[test]
fn a_record_without_the_language_is_shown_in_the_other_and_marked() {
    let slug = Slug::new("asarel-medet").expect("a slug");
    let edition = changed(|catalogue| {
        let all = &mut catalogue.organisations;
        let one = all.iter_mut().find(|organisation| organisation.head.slug == slug).expect("it is there");
        one.head.title = Localized::One(Lang::Bg, "Асарел – Медет".to_owned());
        one.head.body = Some(Localized::One(Lang::Bg, "Само на български.".to_owned()));
    });
    let mut visit = Visit::new(80, 24, Lang::En).of(edition);
    visit.script("3<End>");
    let line = visit.picture().lines().find(|line| line.contains("Асарел – Медет")).map(str::to_owned);
    assert!(line.is_some_and(|line| line.contains("Асарел – Медет\u{a0}AD BG")), "{}", visit.picture());
    visit.click("Асарел – Медет");
    assert!(visit.picture().contains("This text exists only in Bulgarian."), "{}", visit.picture());
}

#[test]
fn another_edition_keeps_the_place_and_says_what_is_gone() {
    let slug = Slug::new("aurubis-bulgaria").expect("a slug");
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("35");
    let without_first =
        changed(|catalogue| catalogue.organisations.retain(|one| one.head.slug.as_str() != "asarel-medet"));
    let mut visit = visit.of(without_first);
    assert!(visit.picture().contains("Аурубис България"), "{}", visit.picture());
    assert!(visit.picture().contains("Съдържанието е обновено."));
    visit.script("<Esc>");
    let selected = visit.picture().lines().find(|line| line.contains('▸')).map(str::to_owned);
    assert!(selected.is_some_and(|line| line.contains("Аурубис")), "{}", visit.picture());
    visit.script("<Enter>");
    let visit = visit.of(changed(|catalogue| catalogue.organisations.retain(|one| one.head.slug != slug)));
    assert!(visit.picture().contains("Записът вече не е публикуван."), "{}", visit.picture());
    assert!(visit.picture().contains("Членове и партньори"));
}

#[test]
fn letters_work_under_a_cyrillic_layout_and_with_caps_lock() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("3йй");
    assert!(visit.picture().contains("3 от 31"), "{}", visit.picture());
    visit.script("К");
    assert!(visit.picture().contains("2 от 31"), "{}", visit.picture());
    visit.script("Г");
    assert!(visit.picture().contains("31 от 31"), "the key of G: {}", visit.picture());
}

#[test]
fn a_town_on_the_map_leads_to_its_organisations_and_back() {
    let mut visit = Visit::new(120, 33, Lang::Bg);
    visit.script("3");
    visit.click("Карта");
    assert!(visit.picture().contains("Карта на населените места"), "{}", visit.picture());
    visit.click("• Копривщица");
    assert!(visit.picture().contains("Място: Копривщица"), "{}", visit.picture());
    assert!(visit.picture().contains("1 от 1"), "{}", visit.picture());
    visit.script("<Esc>");
    assert!(visit.picture().contains("4 от 10"), "the town is still selected: {}", visit.picture());
    let mut narrow = Visit::new(50, 20, Lang::En);
    narrow.script("3m<End><Enter>");
    assert!(narrow.picture().contains("Place: Zlatitsa"), "{}", narrow.picture());
}

#[test]
fn the_map_keeps_the_filters_and_says_what_is_not_on_it() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("3t");
    visit.click("Общини");
    let members = visit.picture();
    visit.script("m");
    let picture = visit.picture();
    assert!(picture.contains("Карта на населените места  Общини"), "{picture}");
    assert!(!picture.contains("Извън картата"), "every municipality has coordinates: {picture}");
    visit.script("2");
    let town = visit.picture();
    assert!(town.contains("1 от 1") && town.contains("Вид: Общини"), "{town}\n\n{members}");
    visit.script("<Esc><Esc>0m");
    let picture = visit.picture();
    let number = |text: &str| text.trim().parse::<u32>().unwrap();
    let elsewhere = picture.lines().find_map(|line| line.split_once("Извън картата: ")).map(|(_, rest)| number(rest));
    let rows = picture.lines().filter_map(|line| line.split_once('│')).filter(|(_, row)| !row.contains(':'));
    let towns = rows.filter_map(|(_, row)| row.split_whitespace().next_back()?.parse::<u32>().ok());
    assert_eq!(elsewhere.unwrap() + towns.sum::<u32>(), 31, "{picture}");
}

#[test]
fn the_index_and_the_filters_narrow_the_list_together() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("3<Right>");
    assert!(visit.picture().contains("Изпълнителна агенция"), "{}", visit.picture());
    visit.script("t<Down><Enter>");
    assert!(visit.picture().contains("1 от 2"), "{}", visit.picture());
    visit.script("0");
    assert!(visit.picture().contains("от 31"), "{}", visit.picture());
    visit.click("Ц");
    assert!(visit.picture().contains("1 от 1"), "{}", visit.picture());
}

#[test]
fn no_filter_and_no_letter_leads_to_an_empty_list() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("3");
    assert!(visit.picture().contains("[← →] Всички А"), "{}", visit.picture());
    let mut tried = 0;
    for letters in 0..6 {
        for filter in ["t", "s", "p", "c"] {
            if visit.script(filter).picture().contains("Няма между какво") {
                continue;
            }
            let offered = counts(&visit.picture());
            visit.script("<Esc>");
            for (choice, count) in offered.iter().enumerate().skip(1) {
                visit.script(filter).script("<Home>").script(&"<Down>".repeat(choice)).script("<Enter>");
                let picture = visit.picture();
                assert!(
                    picture.contains(&format!("1 от {count}\n")),
                    "{letters} {filter} {choice} {count}:\n{picture}"
                );
                visit.script(filter).script("<Home><Enter>");
                tried += 1;
            }
        }
        visit.script("<Right>");
    }
    assert!(tried > 40, "{tried}");
    // The keys beside the letters can be clicked as well; a filter leaves the letters that lead somewhere.
    visit.script("0").click("[← →]");
    assert!(visit.picture().contains("1 от 5\n"), "{}", visit.picture());
    visit.script("0t<Down><Down><Enter>");
    assert!(!visit.picture().contains("Всички А Г Д"), "{}", visit.picture());
}

/// The numbers at the ends of the values of a filter that is open.
fn counts(picture: &str) -> Vec<u32> {
    let rows = picture.lines().skip(6).take_while(|line| !line.contains(" от "));
    rows.filter_map(|line| line.split_whitespace().next_back()?.parse().ok()).collect()
}

#[test]
fn numbers_and_tab_lead_to_what_is_named() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("11");
    assert!(visit.picture().contains("Двама от ЧЕК"));
    // There are more than nine links: 1 could be the beginning of a longer number.
    visit.script("1");
    assert!(visit.picture().contains("Връзка 1 – още цифра или Enter"), "{}", visit.picture());
    visit.script("<Enter>");
    assert!(visit.picture().contains("Черноморски енергиен клъстер"), "{}", visit.picture());
    visit.script("<Esc>2");
    assert!(visit.picture().contains("катализатори на регионалното развитие"), "{}", visit.picture());
    visit.script("<Esc><Tab><Tab><Enter>");
    let visited: Vec<&str> = visit
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Visited(_, slug, _) => Some(slug.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(visited.len(), 4, "{visited:?}");
}

#[test]
fn what_visitors_come_for_is_at_the_top() {
    for (columns, rows) in [(80, 24), (99, 30), (120, 33), (200, 50)] {
        let mut visit = Visit::new(columns, rows, Lang::Bg);
        visit.script("21");
        for text in ["17 януари 2012 г., 13:00 ч.", "Технологичен център София", "0899\u{a0}801860"]
        {
            assert!(visit.picture().contains(text), "{columns}×{rows} {text}: {}", visit.picture());
        }
    }
    let mut phone = Visit::new(40, 12, Lang::Bg);
    phone.script("21");
    assert!(phone.picture().contains("вторник, 17 януари 2012 г., 13:00 ч."), "{}", phone.picture());
}

#[test]
fn what_stands_beside_the_text_scrolls_to_its_end() {
    let mut visit = Visit::new(120, 30, Lang::Bg);
    visit.script("61");
    assert!(visit.picture().contains("Учредители"), "{}", visit.picture());
    assert!(!visit.picture().contains("Източник"), "{}", visit.picture());
    visit.script("<End>");
    assert!(visit.picture().contains("Източник"), "{}", visit.picture());
    // A link beside the text can be reached with the keyboard too.
    let mut visit = Visit::new(120, 16, Lang::Bg);
    visit.script("21<Tab>");
    let first = visit.looks();
    visit.script("<Tab>");
    assert_ne!(visit.looks(), first);
}

#[test]
fn a_record_is_named_once_behind_the_text() {
    for script in ["16", "21", "41", "54"] {
        let mut visit = Visit::new(80, 100, Lang::Bg);
        visit.script(script);
        let picture = visit.picture();
        let lines = picture.lines().map(str::trim_start).filter(|line| line.starts_with('['));
        let mut numbers: Vec<&str> = lines.filter_map(|line| line.split(']').next()).collect();
        let all = numbers.len();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), all, "{picture}");
    }
}

#[test]
fn every_section_can_be_reached_on_the_smallest_screen() {
    let mut visit = Visit::new(40, 12, Lang::Bg);
    visit.script("7");
    assert!(visit.picture().contains("Полезно"), "{}", visit.picture());
    assert!(visit.picture().contains("1 от"), "{}", visit.picture());
}

#[test]
fn a_cluster_leads_to_its_members() {
    let mut visit = Visit::new(80, 100, Lang::Bg);
    visit.script("61<End>");
    visit.click("Всички организации в клъстера");
    assert!(visit.picture().contains("Клъстер: ИКС"), "{}", visit.picture());
    assert!(visit.picture().contains("1 от 22"), "{}", visit.picture());
    visit.script("<Esc>");
    assert!(visit.picture().contains("Всички организации в клъстера"));
}

#[test]
fn next_and_previous_stay_in_the_list_that_was_opened() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("3t<Down><Down><Enter>1");
    assert!(visit.picture().contains("Община Антон"), "{}", visit.picture());
    assert!(visit.picture().contains("1 от 10"));
    visit.script("n");
    assert!(visit.picture().contains("2 от 10"), "{}", visit.picture());
    visit.script("pp");
    assert!(visit.picture().contains("Това е началото."), "{}", visit.picture());
}

#[test]
fn a_wrong_clock_is_said_and_hides_nothing() {
    let mut visit = Visit::new(80, 24, Lang::Bg);
    let early = Civil::new(Day::new(1970, 1, 1).expect("a day"), 0, 0).expect("an hour");
    let context = Context { profile: &visit.profile, now: early };
    visit.app.update(&Input::Clock, &context);
    visit.app.settle(&context);
    let mut buffer = Buffer::empty(visit.profile.size.area());
    visit.app.view(&context, &mut buffer);
    let text: String = buffer.content.iter().map(Cell::symbol).collect();
    assert!(text.contains("Часовникът на киоска не е верен"), "{text}");
    visit.script("1");
    assert!(visit.picture().contains("1 от 6"), "{}", visit.picture());
}

#[test]
fn a_kiosk_stays_on() {
    let profile = Profile::plain(Size::STANDARD);
    let options = Options { lang: Some(Lang::Bg), leaving: Leaving::Locked, ..Options::default() };
    let app = App::new(edition(), options, &Context { profile: &profile, now: noon() });
    let mut visit = Visit { app, profile, effects: Vec::new() };
    visit.script("q");
    assert_eq!(visit.effects, [Effect::Bell]);
    assert!(visit.picture().contains("Киоскът остава включен."), "{}", visit.picture());
    let mut visit = Visit::new(80, 24, Lang::Bg);
    visit.script("q");
    assert_eq!(visit.effects, [Effect::Quit]);
}
