//! The screen in the lobby, driven through a session on a clock that only moves when it is told: nobody there, somebody
//! there, night, the administrator, panics.

#![allow(clippy::panic, reason = "a helper of tests fails like one")]

mod support;

#[path = "support/lobby.rs"]
mod lobby;

use std::sync::Arc;
use std::time::Duration;

use lobby::{
    ANSWERED, COUNTDOWN, Clerk, IDLE, SLIDE, at, each_picture, open_panel_by_touch, setup, visit, visit_in, visit_of,
    wait_for, with_hours,
};
use megdan::content::{Budget, Civil, Day, EventStatus, Localized, PartialDate, Slug};
use megdan::session::context;
use megdan::terminal::{ColorDepth, Names, Overrides, Profile, Reach, Size};
use megdan::text::Lang;
use megdan::ui::Effect;
use megdan::ui::lobby::{Attract, Lobby, Task};
use support::Visit;
use support::builtin::{edition, edition_with, noon};

#[test]
fn a_visitor_who_leaves_is_asked_for_and_forgotten() {
    let mut visit = visit();
    let home = visit.text();
    visit.keys("{f2}3{down}");
    assert!(visit.text().contains("Members"), "{}", visit.text());
    visit.wait(IDLE);
    assert!(visit.text().contains("Are you still there?") && visit.text().contains("20 seconds"), "{}", visit.text());
    visit.wait(Duration::from_secs(19));
    assert!(visit.text().contains("1 second."), "{}", visit.text());
    visit.wait(Duration::from_secs(1));
    assert!(visit.text().contains("Докоснете екрана"), "the invitation:\n{}", visit.text());
    assert!(visit.effects.contains(&Effect::Restarted));
    visit.keys(" ");
    assert_eq!(visit.text(), home, "language and path are forgotten");
}

#[test]
fn a_search_in_vain_is_told_when_its_visitor_walks_away_from_it() {
    for (what, script) in [("it", ""), ("its help", "{f1}")] {
        let mut visit = visit();
        visit.keys("{f3}ъщфщъгф").keys(script).wait(IDLE + COUNTDOWN);
        assert!(visit.text().contains("Докоснете екрана"), "{}", visit.text());
        let told = Effect::Unanswered("ъщфщъгф".to_owned());
        assert_eq!(
            visit.effects.iter().filter(|effect| **effect == told).count(),
            1,
            "from {what}: {:?}",
            visit.effects
        );
    }
}

#[test]
fn any_key_stops_the_countdown_and_does_nothing_else() {
    let mut visit = visit();
    visit.keys("1{down}{down}");
    let before = visit.text();
    for key in ["{enter}", "{esc}", "x", "{f10}"] {
        visit.wait(IDLE);
        assert!(visit.text().contains("Още ли сте тук?"), "{}", visit.text());
        visit.keys(key);
        assert_eq!(visit.text(), before, "after {key}");
    }
    visit.wait(IDLE).click(3, 20);
    assert_eq!(visit.text(), before, "after a touch");
}

#[test]
fn a_reader_who_scrolls_is_not_interrupted() {
    let mut visit = visit();
    visit.keys("6{enter}");
    for _ in 0..10 {
        visit.wait(Duration::from_secs(89)).keys("{down}");
        assert!(!visit.text().contains("Още ли сте тук?"), "{}", visit.text());
    }
    visit.wait(IDLE + IDLE / 2);
    assert!(!visit.text().contains("Още ли сте тук?"), "a page takes time to read");
    visit.wait(IDLE);
    assert!(visit.text().contains("Докоснете екрана"), "{}", visit.text());
}

#[test]
fn pictures_follow_each_other_and_a_touch_opens_what_is_shown() {
    let mut visit = visit();
    visit.wait(IDLE);
    let mut seen = Vec::new();
    for _ in 0..18 {
        seen.push(visit.text());
        visit.wait(SLIDE);
    }
    for kicker in ["Добре дошли", "Новина", "Предстои", "Календар", "Член на клъстера", "Клъстерът в числа", "В числа"]
    {
        assert!(seen.iter().any(|picture| picture.contains(kicker)), "{kicker} in\n{}", seen.join("\n---\n"));
    }
    assert!(seen.iter().all(|picture| picture.contains("Touch the screen or press a key")), "in both languages");
    wait_for(&mut visit, "Новина");
    visit.click(40, 20);
    assert!(visit.effects.iter().any(|effect| matches!(effect, Effect::Visited(..))), "{}", visit.text());
    visit.keys("{esc}");
    assert!(visit.text().contains("Най-новото"), "back from it is the first screen:\n{}", visit.text());
}

/// All pictures of a round of `edition`.
fn pictures(edition: megdan::edition::Edition) -> String {
    let (mut visit, _) = visit_of(edition, noon(), Attract::Pictures);
    visit.wait(IDLE);
    each_picture(&mut visit, Visit::text).join("\n────\n")
}

#[test]
fn charts_are_shown_of_what_the_content_holds_and_of_nothing_else() {
    let built_in = pictures(edition());
    for named in ["Make-up of the cluster", "Members by sector", "Events by year"] {
        assert!(built_in.contains(named), "{named}\n{built_in}");
    }
    for named in ["Projects by budget", "Projects by programme", "News by year", "News by month", "Members by place"] {
        assert!(!built_in.contains(named), "the content says nothing to compare: {named}\n{built_in}");
    }
    let more = pictures(edition_with(
        |catalogue| {
            let programme = |bg: &str| Some(Localized::One(Lang::Bg, bg.to_owned()));
            for (at, project) in catalogue.projects.iter_mut().enumerate() {
                let (cents, currency) = if at == 6 { (99, "EUR") } else { (100_000 * (1 + at as i64), "BGN") };
                project.budget = Some(Budget { cents, currency: currency.to_owned() });
                project.programme = programme(if at < 4 { "Голямата" } else { "Малката" });
            }
            for (at, article) in catalogue.articles.iter_mut().enumerate() {
                article.date = Some(PartialDate::Month(2011, if at < 4 { 3 } else { 5 }));
            }
        },
        noon(),
    ));
    for words in ["Projects by budget", "лв.", "Projects by programme", "Голямата", "News by month", "март 2011"]
    {
        assert!(more.contains(words), "{words}\n{more}");
    }
    assert!(!more.contains('€'), "sums of another currency are not compared:\n{more}");
}

#[test]
fn the_largest_clusters_and_projects_are_in_the_charts_however_they_are_called() {
    let shown = pictures(edition_with(
        |catalogue| {
            let cluster = catalogue.clusters.remove(0);
            let project = catalogue.projects.remove(0);
            for number in 0..70_usize {
                // The last by name are the largest.
                let title = Localized::One(Lang::Bg, format!("Номер {number:02}"));
                let (mut another, mut costly) = (cluster.clone(), project.clone());
                another.head.slug = Slug::new(&format!("cluster-{number}")).expect("a slug");
                costly.head.slug = Slug::new(&format!("project-{number}")).expect("a slug");
                costly.budget = Some(Budget { cents: 100 * (1 + number as i64), currency: "BGN".to_owned() });
                (another.head.title, costly.head.title) = (title.clone(), title);
                let members = catalogue.organisations.iter_mut().filter(|one| !one.memberships.is_empty());
                for organisation in members.take(number.saturating_sub(60)) {
                    let mut membership = organisation.memberships[0].clone();
                    membership.cluster = another.head.slug.clone();
                    membership.until = None;
                    organisation.memberships.push(membership);
                }
                catalogue.clusters.push(another);
                catalogue.projects.push(costly);
            }
        },
        noon(),
    ));
    for named in ["Members by cluster", "Projects by budget"] {
        let chart = shown.split('─').find(|picture| picture.contains(named)).unwrap_or_else(|| panic!("{shown}"));
        assert!(chart.contains("Номер 69") && !chart.contains("Номер 00"), "{chart}");
    }
}

/// The picture of news by year where there are so many articles of each year, and one of 2001 that is pinned.
fn news_by_year(of_years: &[(i16, usize)]) -> String {
    let shown = pictures(edition_with(
        |catalogue| {
            let one = catalogue.articles.swap_remove(0);
            let years = of_years.iter().flat_map(|(year, count)| std::iter::repeat_n(*year, *count));
            let articles = years.chain([2001]).enumerate().map(|(number, year)| {
                let mut article = one.clone();
                article.head.slug = Slug::new(&format!("article-{number}")).expect("a slug");
                article.head.pinned = year == 2001;
                article.date = Some(PartialDate::Year(year));
                article
            });
            catalogue.articles = articles.collect();
        },
        noon(),
    ));
    let chart = shown.split('─').find(|picture| picture.contains("News by year"));
    chart.unwrap_or_else(|| panic!("{shown}")).to_owned()
}

#[test]
fn a_year_of_which_not_all_is_looked_at_is_not_in_the_chart() {
    let cut = news_by_year(&[(2012, 250), (2011, 100), (2010, 60)]);
    assert!(cut.contains("2012") && cut.contains("2011") && !cut.contains("2010") && !cut.contains("2001"), "{cut}");
    let whole = news_by_year(&[(2012, 250), (2011, 100), (2010, 49)]);
    for year in ["2012", "2011", "2010", "2001"] {
        assert!(whole.contains(year), "four hundred are all looked at: {year}\n{whole}");
    }
}

/// The calendar of a round where there is an event of each of these statuses, one a day from `first` on.
fn calendar(first: Day, statuses: &[EventStatus]) -> Option<String> {
    let shown = pictures(edition_with(
        |catalogue| {
            let one = catalogue.events.swap_remove(0);
            let events = statuses.iter().enumerate().map(|(number, status)| {
                let mut event = one.clone();
                event.head.slug = Slug::new(&format!("event-{number}")).expect("a slug");
                event.head.title = Localized::One(Lang::Bg, format!("Номер {number:02}"));
                event.start = Some(PartialDate::Day(first.plus_days(number as i32).expect("a day")));
                (event.end, event.status) = (None, *status);
                event
            });
            catalogue.events = events.collect();
        },
        noon(),
    ));
    shown.split('─').find(|picture| picture.contains("Календар")).map(str::to_owned)
}

#[test]
fn events_that_do_not_take_place_keep_no_others_out_of_the_calendar() {
    use EventStatus::{Cancelled, Held, Postponed, Scheduled};
    let coming = [[Cancelled; 8].as_slice(), &[Postponed; 4], &[Scheduled; 9]].concat();
    let coming = calendar(noon().day.plus_days(3).expect("a day"), &coming).expect("nine are to take place");
    for number in 0..=20 {
        let is_there = coming.contains(&format!("Номер {number:02}"));
        assert_eq!(is_there, (12..20).contains(&number), "{number}\n{coming}");
    }
    let past = [Held, Scheduled, Cancelled, Held, Postponed];
    let past = calendar(Day::new(2011, 5, 1).expect("a day"), &past).expect("three took place");
    for number in 0..5 {
        assert_eq!(past.contains(&format!("Номер {number:02}")), ![2, 4].contains(&number), "{number}\n{past}");
    }
    assert_eq!(calendar(Day::new(2011, 5, 1).expect("a day"), &[Cancelled, Postponed]), None, "nothing took place");
}

#[test]
fn nothing_is_done_between_two_pictures() {
    let mut visit = visit();
    visit.wait(IDLE);
    let deadline = visit.program().deadline().expect("the next picture");
    visit.wait(Duration::from_secs(11));
    assert_eq!(visit.program().deadline(), Some(deadline));
    let (mut still, _) = visit_of(edition(), noon(), Attract::Home);
    assert_eq!(still.wait(IDLE * 3).program().deadline(), None, "a first screen that stays needs no timer");
}

#[test]
fn it_is_dark_at_night_and_a_key_wakes_it() {
    let (mut visit, _) = visit_of(with_hours(), at(17, 0), Attract::Pictures);
    visit.keys("3").clock(at(18, 0));
    assert!(visit.text().contains("Членове"), "a visitor at closing time stays");
    visit.wait(IDLE).wait(COUNTDOWN);
    assert_eq!(visit.text().trim(), "", "dark");
    assert!(visit.effects.contains(&Effect::Dark));
    assert_eq!(visit.program().deadline(), None);
    visit.clock(at(18, 1)).keys("x");
    assert!(visit.text().contains("Най-новото") && visit.effects.contains(&Effect::Light), "{}", visit.text());
    visit.wait(IDLE);
    assert_eq!(visit.text().trim(), "", "dark again");
    let morning = Civil { day: noon().day.plus_days(1).expect("a day"), ..at(9, 0) };
    visit.clock(morning);
    assert!(visit.text().contains("Докоснете екрана"), "open:\n{}", visit.text());
}

/// A screen on a terminal of this name, dark outside the opening hours.
fn asleep(term: &str) -> Visit<Lobby> {
    let names = Names { term: Some(term), lang: Some("bg_BG.UTF-8"), ..Names::default() };
    let profile = Profile::new(&names, Size::clamped(100, 30), Reach::Local);
    let setup = setup(Arc::new(Clerk::default()), Attract::Pictures);
    let begin =
        |moment: &megdan::session::Moment<'_>| Lobby::new(with_hours(), setup, &context(moment), moment.instant);
    let mut visit = Visit::new(profile, at(17, 0), begin);
    visit.clock(at(18, 0)).wait(IDLE);
    assert_eq!(visit.text().trim(), "", "{term}: dark");
    visit
}

#[test]
fn in_the_dark_a_consoles_monitor_sleeps_until_a_key_a_touch_or_the_morning() {
    // What a Linux console knows: blank after so many minutes, let the monitor sleep after so many more, unblank.
    let holds = |sent: &[u8], code: &[u8]| sent.windows(code.len()).any(|part| part == code);
    let (sleeps, wakes) = (b"\x1b[9;1]\x1b[14;1]".as_slice(), b"\x1b[9;0]\x1b[14;0]\x1b[13]".as_slice());
    let tomorrow = Civil { day: noon().day.plus_days(1).expect("a day"), ..at(9, 0) };
    // What cannot be seen is not chosen: a key and a touch that would open the members.
    let (x, y) = visit().find("Членове").expect("on the first screen");
    for (term, is_console) in [("linux", true), ("xterm-256color", false)] {
        for (way, shown) in [("a key", "Най-новото"), ("a touch", "Най-новото"), ("the morning", "Докоснете екрана")]
        {
            let mut visit = asleep(term);
            assert_eq!(visit.effects.last(), Some(&Effect::Dark), "{term}");
            assert_eq!(holds(&visit.sent, sleeps), is_console, "{term}: {:?}", visit.sent);
            assert!(!holds(&visit.sent, b"\x1b[13]"), "{term}");
            match way {
                "a key" => visit.keys("3"),
                "a touch" => visit.click(x, y),
                _ => visit.clock(tomorrow),
            };
            assert!(visit.text().contains(shown), "{term}, {way}:\n{}", visit.text());
            assert_eq!(visit.effects.iter().filter(|effect| **effect == Effect::Light).count(), 1, "{term}, {way}");
            assert_eq!(holds(&visit.sent, wakes), is_console, "{term}, {way}: {:?}", visit.sent);
        }
    }
}

#[test]
fn a_first_screen_that_stays_goes_dark_too() {
    let (mut visit, _) = visit_of(with_hours(), at(17, 0), Attract::Home);
    visit.wait(IDLE).clock(at(18, 0));
    assert_eq!(visit.text().trim(), "");
}

#[test]
fn a_wrong_clock_hides_nothing() {
    let at_night = |year| Civil::new(Day::new(year, 1, 1).expect("a day"), 3, 0).expect("an hour");
    let published = Civil::new(Day::new(2026, 11, 2).expect("a day"), 12, 0).expect("an hour");
    let with_an_end = |catalogue: &mut megdan::content::Catalogue| {
        let open = Some(megdan::content::DayHours { from: 9 * 60, to: 18 * 60 });
        catalogue.kiosk.hours = Some([open; 7]);
        for article in &mut catalogue.articles {
            article.head.visibility.expires = Some(at_night(2027));
        }
    };
    for (year, is_wrong) in [(1970, true), (2025, true), (2027, false), (2099, true)] {
        let edition = edition_with(with_an_end, published);
        let (mut visit, _) = visit_of(edition, at_night(year), Attract::Pictures);
        visit.keys("1");
        let all = visit.text().contains("1 от 6");
        assert_eq!(
            all,
            is_wrong,
            "{year}: articles are hidden by date only where the clock may be right:\n{}",
            visit.text()
        );
        assert_eq!(visit.keys("{esc}").text().contains("Часовникът на киоска не е верен"), is_wrong, "{year}");
        visit.wait(IDLE).wait(COUNTDOWN).clock(at_night(year));
        assert_eq!(visit.text().contains("Докоснете екрана"), is_wrong, "{year}: {}", visit.text());
    }
}

#[test]
fn no_key_ends_it() {
    let mut visit = visit();
    for key in
        ["q", "{ctrl-c}", "\u{4}", "\u{1a}", "\u{1c}", ":q!{enter}", "{esc}{esc}", "{f10}", "\u{1b}[201~", "{f12}{f12}"]
    {
        visit.keys(key);
        assert!(!visit.finished && !visit.effects.contains(&Effect::Quit), "{key}");
    }
}

/// Opens the panel and waits for the answer of whatever was begun.
fn panel(keys: &str) -> (Visit<Lobby>, Arc<Clerk>) {
    let (mut visit, clerk) = visit_of(edition(), noon(), Attract::Pictures);
    visit.keys("{f12}{f12}{f12}");
    assert!(visit.text().contains("Управление на киоска"), "{}", visit.text());
    visit.keys(keys).wait(ANSWERED);
    (visit, clerk)
}

#[test]
fn the_administrator_gets_in_with_the_pin_alone() {
    let (mut visit, clerk) = panel("2718");
    assert!(!visit.text().contains("2718") && visit.text().contains("••••"), "{}", visit.text());
    visit.keys("{enter}").wait(ANSWERED);
    assert!(visit.text().contains("Публикуване"), "{}", visit.text());
    visit.keys("2").wait(ANSWERED);
    assert!(visit.text().contains("/media/stick/seed"), "{}", visit.text());
    visit.keys("1").wait(ANSWERED);
    visit.keys("{esc}").keys("4").wait(ANSWERED);
    assert!(visit.text().contains("Отворени са 7 записа"), "{}", visit.text());
    assert!(visit.keys("{pgdn}").text().contains("златица"), "{}", visit.text());
    let asked = clerk.asked.lock().expect("no panic").clone();
    assert_eq!(asked.get(1..), Some(&[Task::Sources, Task::Publish(0, Lang::Bg), Task::Statistics(Lang::Bg)][..]));
}

#[test]
fn leaving_and_going_back_are_asked_for_twice() {
    let (mut visit, clerk) = panel("2718{enter}");
    visit.keys("3").wait(ANSWERED);
    assert!(visit.text().contains("още веднъж"), "{}", visit.text());
    visit.keys("6");
    assert!(!visit.finished, "another item is no confirmation");
    assert_eq!(clerk.asked.lock().expect("no panic").len(), 1);
    visit.keys("6");
    assert!(visit.finished);
}

#[test]
fn wrong_pins_cost_time() {
    let (mut visit, clerk) = panel("");
    for _ in 0..3 {
        visit.keys("0000{enter}").wait(ANSWERED);
    }
    assert!(visit.text().contains("Грешен ПИН. Изчакайте 5"), "{}", visit.text());
    visit.keys("2718{enter}").wait(ANSWERED);
    assert_eq!(clerk.asked.lock().expect("no panic").len(), 3, "not even looked at");
    visit.keys("{esc}{f12}{f12}{f12}2718{enter}").wait(ANSWERED);
    assert_eq!(clerk.asked.lock().expect("no panic").len(), 3, "leaving forgets nothing");
    visit.wait(Duration::from_secs(5)).keys("{back}{back}{back}{back}2718{enter}").wait(ANSWERED);
    assert!(visit.text().contains("Публикуване"), "{}", visit.text());
}

#[test]
fn a_finger_alone_gets_in_too() {
    let (mut visit, _) = visit_of(edition(), noon(), Attract::Pictures);
    open_panel_by_touch(&mut visit);
    assert!(visit.text().contains("Публикуване"), "{}", visit.text());
    visit.click_on("English");
    assert!(visit.text().contains("Kiosk administration"), "{}", visit.text());
    visit.click_on("Back");
    assert!(visit.text().contains("Най-новото"), "{}", visit.text());
}

#[test]
fn the_keypad_for_the_pin_is_whole_on_the_smallest_screen() {
    let (mut visit, _) = visit_of(edition(), noon(), Attract::Pictures);
    visit.resize(40, 12);
    open_panel_by_touch(&mut visit);
    assert!(visit.text().contains("Публикуване"), "{}", visit.text());
    // A keypad has no arrows.
    visit.keys("++.{enter}").wait(ANSWERED);
    assert!(!visit.text().contains("Публикуване"), "{}", visit.text());
}

#[test]
fn a_panel_left_open_closes() {
    let (mut visit, _) = panel("2718{enter}");
    visit.wait(Duration::from_mins(2));
    assert!(!visit.text().contains("Публикуване"), "{}", visit.text());
}

#[test]
fn another_edition_renews_the_pictures() {
    let mut visit = visit();
    visit.wait(IDLE);
    let renamed = edition_with(
        |catalogue| {
            catalogue.kiosk.home = None;
            catalogue.kiosk.name = megdan::content::Localized::One(Lang::Bg, "漢字".to_owned());
        },
        noon(),
    );
    visit.edition(renamed);
    assert!(visit.text().contains("漢字"), "{}", visit.text());
}

#[test]
fn every_size_has_a_picture() {
    for (columns, rows) in [(1, 1), (10, 3), (39, 12), (40, 12), (80, 24), (120, 33), (200, 50), (300, 80)] {
        let mut visit = visit();
        visit.resize(columns, rows).wait(IDLE).wait(Duration::from_secs(100));
        assert!(!visit.text().trim().is_empty(), "{columns} × {rows}");
        visit.keys("1{f12}{f12}{f12}1").wait(IDLE).wait(IDLE);
    }
}

/// The pictures of a whole round, and what asks for a visitor who left.
fn round(columns: u32, rows: u32, lang: Lang) -> String {
    let mut visit = visit_in(lang, columns, rows);
    visit.wait(IDLE);
    let mut seen = each_picture(&mut visit, Visit::text);
    visit.keys(" ").keys("3").wait(IDLE);
    seen.push(visit.text());
    visit.keys("{f12}{f12}{f12}");
    seen.push(visit.text());
    visit.keys("2718{enter}").wait(ANSWERED);
    seen.push(visit.text());
    visit.keys("4").wait(ANSWERED);
    seen.push(visit.text());
    visit.keys("{pgdn}");
    seen.push(visit.text());
    seen.join("\n════════════════\n")
}

#[test]
fn the_pictures_are_painted_like_this() {
    for (name, colors) in [("mono", ColorDepth::Mono), ("16", ColorDepth::Ansi16), ("true", ColorDepth::True)] {
        let clerk = setup(Arc::new(Clerk::default()), Attract::Pictures);
        let overrides = Overrides { colors: Some(colors), ..Overrides::default() };
        let profile = Profile::plain(Size::clamped(80, 24)).with(&overrides);
        let begin =
            |moment: &megdan::session::Moment<'_>| Lobby::new(edition(), clerk, &context(moment), moment.instant);
        let mut visit = Visit::new(profile, noon(), begin);
        visit.wait(IDLE);
        let (seen, words): (Vec<_>, Vec<_>) =
            each_picture(&mut visit, |visit| (visit.painted(), visit.text())).into_iter().unzip();
        assert!(words.iter().all(|picture| picture.contains("Докоснете екрана")), "the same words without colours");
        insta::assert_snapshot!(format!("painted-80x24-{name}"), seen.join("────\n"));
    }
}

#[test]
fn the_lobby_looks_like_this() {
    for (columns, rows) in [(80, 24), (120, 33), (200, 50)] {
        for lang in Lang::ALL {
            insta::assert_snapshot!(format!("{columns}x{rows}-{}", lang.code()), round(columns, rows, lang));
        }
    }
}
