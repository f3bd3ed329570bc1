//! A record is taken along: what a telephone reads from the drawn screen, by an independent decoder, at every level of
//! characters and colours.

mod support;

use megdan::content::Catalogue;
use megdan::edition::Edition;
use megdan::session::context;
use megdan::terminal::{ColorDepth, Glyphs, Overrides, Profile, Size};
use megdan::text::Lang;
use megdan::ui::{App, Options, Pointing};
use support::Visit;
use support::builtin::{edition, edition_with, noon};

fn visit(edition: Edition, size: (u32, u32), colors: ColorDepth, glyphs: Glyphs) -> Visit<App> {
    let overrides = Overrides { colors: Some(colors), glyphs: Some(glyphs), lang: Some(Lang::Bg), mouse: None };
    let profile = Profile::plain(Size::clamped(size.0, size.1)).with(&overrides);
    Visit::new(profile, noon(), |moment| App::new(edition, Options::default(), &context(moment)))
}

/// Whether each half of a cell is dark, as the eye sees it on a terminal with light letters on a dark ground.
fn halves(cell: &vt100::Cell) -> (bool, bool) {
    let is_light = |color: vt100::Color, default: bool| match color {
        vt100::Color::Default => default,
        vt100::Color::Idx(index) => matches!(index, 7 | 15 | 231 | 255),
        vt100::Color::Rgb(red, ..) => red > 127,
    };
    let (fg, bg) = (is_light(cell.fgcolor(), true), is_light(cell.bgcolor(), false));
    let (fg, bg) = if cell.inverse() { (bg, fg) } else { (fg, bg) };
    match cell.contents() {
        "█" => (!fg, !fg),
        "▀" => (!fg, !bg),
        "▄" => (!bg, !fg),
        _ => (!bg, !bg),
    }
}

/// What a telephone reads from the screen: half a row and a column are a square, 4 points each way.
fn scanned(visit: &Visit<App>) -> Option<String> {
    let screen = visit.screen();
    let (rows, columns) = screen.size();
    let (width, height) = (usize::from(columns.get()) * 4, usize::from(rows.get()) * 8);
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        let cell = screen.cell((y / 8) as u16, (x / 4) as u16).map(halves).unwrap_or_default();
        let dark = if y % 8 < 4 { cell.0 } else { cell.1 };
        if dark { 0 } else { 255 }
    });
    picture.detect_grids().first()?.decode().ok().map(|(_, text)| text)
}

const DEPTHS: [ColorDepth; 4] = [ColorDepth::Mono, ColorDepth::Ansi16, ColorDepth::Ansi256, ColorDepth::True];

#[test]
fn a_telephone_reads_an_organisation_at_every_level() {
    for glyphs in [Glyphs::Full, Glyphs::Console, Glyphs::Ascii] {
        for colors in DEPTHS {
            // An ASCII screen needs two columns and a row for each square.
            let mut visit = visit(edition(), (200, 100), colors, glyphs);
            visit.keys("3{enter}{f6}");
            let text = scanned(&visit).unwrap_or_else(|| panic!("{glyphs:?} {colors:?}\n{}", visit.text()));
            assert!(text.starts_with("BEGIN:VCARD\r\n") && text.ends_with("END:VCARD\r\n"), "{text}");
            let name = text.lines().find_map(|line| line.strip_prefix("FN:")).expect("a name").to_owned();
            let beside = name.split(' ').next().unwrap_or_default().to_owned();
            assert!(glyphs == Glyphs::Ascii || visit.text().contains(&beside), "the same in words");
        }
    }
}

#[test]
fn an_event_is_a_date_and_an_article_is_words() {
    let mut visit = visit(edition(), (120, 50), ColorDepth::True, Glyphs::Full);
    visit.keys("2{enter}{f6}");
    let text = scanned(&visit).expect("a code");
    assert!(text.contains("BEGIN:VEVENT") && text.contains("DTSTART:20120117T130000"), "{text}");
    visit.keys("{esc}").keys("{f10}1{enter}{f6}");
    let text = scanned(&visit).expect("a code");
    assert!(text.contains("Брюксел") && !text.contains("BEGIN"), "{text}");
}

#[test]
fn a_kiosk_with_a_site_gives_the_address_of_the_page() {
    let address = Some("https://kiosk.example/{lang}/{slug}".to_owned());
    let with_site = edition_with(|catalogue| catalogue.kiosk.page_address = address, noon());
    let mut visit = visit(with_site, (80, 24), ColorDepth::Ansi256, Glyphs::Full);
    visit.keys("3{enter}{f6}");
    let text = scanned(&visit).expect("a code");
    assert!(text.starts_with("https://kiosk.example/bg/"), "{text}");
    assert!(visit.text().contains("https://kiosk.exa"), "{}", visit.text());
}

#[test]
fn a_small_screen_says_less_and_then_only_words() {
    let mut lengths = Vec::new();
    for size in [(160, 60), (100, 34), (80, 30)] {
        let mut visit = visit(edition(), size, ColorDepth::Ansi16, Glyphs::Console);
        visit.keys("2{enter}{f6}");
        lengths.push(scanned(&visit).map_or(0, |text| text.len()));
    }
    assert!(lengths.is_sorted_by(|a, b| a >= b) && lengths.first() > lengths.last(), "{lengths:?}");
    let mut low = visit(edition(), (40, 12), ColorDepth::Ansi16, Glyphs::Console);
    low.keys("2{enter}{f6}");
    assert!(low.text().contains("Екранът е малък за код"), "{}", low.text());
}

/// A visit to the only record of its kind, whose page the key `open` of the first screen leads to, as its code.
fn taken(open: &str, change: impl Fn(&mut Catalogue), size: (u32, u32), glyphs: Glyphs) -> Visit<App> {
    let mut visit = visit(edition_with(change, noon()), size, ColorDepth::Ansi16, glyphs);
    visit.keys(open).keys("{enter}{f6}");
    visit
}

fn only_event(slug: &str) -> impl Fn(&mut Catalogue) {
    move |catalogue| catalogue.events.retain(|event| event.head.slug.as_str() == slug)
}

fn only_organisation(slug: &str) -> impl Fn(&mut Catalogue) {
    move |catalogue| catalogue.organisations.retain(|it| it.head.slug.as_str() == slug)
}

#[test]
fn the_day_hour_and_place_of_an_event_are_in_its_code_at_every_size() {
    for size in [(80, 24), (100, 30), (120, 33), (160, 60)] {
        let visit = taken("2", only_event("founding-assembly"), size, Glyphs::Console);
        let text = scanned(&visit).unwrap_or_else(|| panic!("{size:?}\n{}", visit.text()));
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        assert!(has(&["20120117T130000", "17.01.2012 13:00", "17 януари 2012 г., 13:00"]), "{size:?} {text}");
        assert!(has(&["Пирдоп", "Златица", "Антон", "Панагюрище", "София"]), "{size:?} {text}");
        assert!(has(&["Учредително"]), "{size:?} {text}");
    }
}

#[test]
fn every_telephone_of_an_organisation_is_in_its_code_and_no_name_is_empty() {
    for size in [(80, 24), (100, 30), (120, 33), (160, 60)] {
        let two = |catalogue: &mut Catalogue| {
            only_organisation("technology-centre-sofia")(catalogue);
            catalogue.organisations[0].contacts.phones.push("02 8090278".to_owned());
        };
        let visit = taken("3", two, size, Glyphs::Console);
        let text = scanned(&visit).unwrap_or_else(|| panic!("{size:?}\n{}", visit.text()));
        assert!(text.contains("8090277") && text.contains("8090278"), "{size:?} {text}");
        assert!(!text.contains("\nN:;"), "{size:?} {text}");
        assert!(visit.text().contains("8090277") && visit.text().contains("8090278"), "{}", visit.text());
        assert!(visit.text().contains("В кода"), "{}", visit.text());
    }
}

#[test]
fn where_no_contact_is_known_it_says_so_and_gives_what_is_known() {
    let visit = taken("3", only_organisation("municipality-anton"), (80, 24), Glyphs::Console);
    let text = scanned(&visit).expect("a code");
    assert!(text.contains("Община Антон") && !text.contains("Община Антон Община"), "{text}");
    assert!(text.ends_with("\nАнтон"), "more than a name: {text}");
    assert!(visit.text().contains("Телефон и адрес за връзка не са"), "{}", visit.text());
}

#[test]
fn words_without_room_for_a_code_are_all_there_to_read() {
    let mut visit = taken("2", only_event("founding-assembly"), (40, 12), Glyphs::Console);
    let mut read = visit.text();
    assert!(read.contains("Екранът е малък за код"), "{read}");
    for _ in 0..40 {
        visit.keys("{down}");
        read.push_str(&visit.text());
    }
    for word in ["Учредително", "17 януари 2012", "13:00"] {
        assert!(read.contains(word), "{word}\n{}", visit.text());
    }
}

#[test]
fn a_finger_reads_words_without_room_for_a_code_to_their_end_and_back() {
    let overrides = Overrides { glyphs: Some(Glyphs::Console), lang: Some(Lang::Bg), ..Overrides::default() };
    let profile = Profile::plain(Size::clamped(40, 12)).with(&overrides);
    let options = Options { pointing: Pointing::Finger, ..Options::default() };
    let edition = edition_with(only_event("founding-assembly"), noon());
    let mut visit = Visit::new(profile, noon(), |moment| App::new(edition, options, &context(moment)));
    let top = visit.keys("2{enter}{f6}").text();
    let mut read = top.clone();
    for _ in 0..12 {
        visit.click_on("▼");
        read.push_str(&visit.text());
    }
    for word in ["Екранът е малък за код", "Учредително", "17 януари 2012", "13:00"]
    {
        assert!(read.contains(word), "{word}\n{}", visit.text());
    }
    for _ in 0..12 {
        visit.click_on("▲");
    }
    let words = |text: &str| text.lines().take(9).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&visit.text()), words(&top), "back at the top");
}

#[test]
fn a_screen_without_signs_for_a_code_blames_the_signs() {
    let visit = taken("2", only_event("founding-assembly"), (80, 24), Glyphs::Ascii);
    assert!(visit.text().contains("ASCII") && !visit.text().contains("malak"), "{}", visit.text());
}

/// The first record of each section, at home by its digit.
const SECTIONS: [&str; 7] = ["1", "2", "3", "4", "5", "6", "7"];
const SIZES: [(u32, u32); 8] = [(40, 12), (60, 20), (80, 24), (80, 30), (100, 30), (120, 33), (160, 50), (200, 60)];

/// Says the first words of what is taken along, at any level of characters.
fn says_why(visit: &Visit<App>, glyphs: Glyphs) -> bool {
    let text = visit.text();
    let for_want_of_signs = glyphs == Glyphs::Ascii && text.contains("само знаците на ASCII");
    for_want_of_signs || text.contains("Екранът е малък за код")
}

#[test]
fn every_kind_of_record_is_read_from_the_picture_at_every_size_and_level_or_is_there_in_words() {
    let mut table = String::new();
    for glyphs in [Glyphs::Full, Glyphs::Console, Glyphs::Ascii] {
        for colors in [ColorDepth::Mono, ColorDepth::Ansi16] {
            let mut read = 0;
            for size in SIZES {
                let mut row = String::new();
                for section in SECTIONS {
                    let mut visit = visit(edition(), size, colors, glyphs);
                    visit.keys(section).keys("{enter}{f6}");
                    let told = format!("{glyphs:?} {colors:?} {size:?} section {section}\n{}", visit.text());
                    if let Some(text) = scanned(&visit) {
                        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
                        assert!(first.chars().count() >= 3, "something to take: {text:?} {told}");
                        let is_whole = first.starts_with("BEGIN:") == text.trim_end().contains("\nEND:");
                        assert!(is_whole, "{text:?} {told}");
                        read += 1;
                        row.push_str(" code");
                    } else {
                        assert!(says_why(&visit, glyphs), "neither a code nor the reason: {told}");
                        row.push_str(" words");
                    }
                }
                table = format!("{table}{glyphs:?} {colors:?} {}×{}:{row}\n", size.0, size.1);
            }
            assert!(read >= if glyphs == Glyphs::Ascii { 7 } else { 42 }, "codes where there is room:\n{table}");
        }
    }
    insta::assert_snapshot!("where_codes_fit", table);
}

#[test]
fn where_nothing_can_be_taken_the_key_says_so() {
    let mut visit = visit(edition(), (80, 24), ColorDepth::True, Glyphs::Full);
    visit.keys("{f6}");
    assert!(visit.text().contains("Отворете запис"), "{}", visit.text());
}

#[test]
fn it_looks_like_this() {
    for (size, glyphs) in [((80, 24), Glyphs::Full), ((120, 40), Glyphs::Console)] {
        let mut visit = visit(edition(), size, ColorDepth::True, glyphs);
        visit.keys("4{enter}{f6}{enter}");
        insta::assert_snapshot!(format!("take-{}x{}", size.0, size.1), visit.text());
    }
}
