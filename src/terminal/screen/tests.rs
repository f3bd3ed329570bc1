//! Frames sent as bytes, read back by a terminal parser of somebody else, and compared with what was drawn.

use std::num::NonZero;

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use proptest::strategy::{Just, Strategy};
use proptest::{prop_oneof, sample};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::Screen;
use crate::terminal::{Damage, Look, Names, Picture, Profile, Reach, Size};

fn profile(term: &str, columns: u32, rows: u32) -> Profile {
    let names = Names { term: Some(term), lang: Some("bg_BG.UTF-8"), ..Names::default() };
    Profile::new(&names, Size::clamped(columns, rows), Reach::Local)
}

struct Terminal {
    screen: Screen,
    parser: vt100::Parser,
    size: Size,
}

impl Terminal {
    fn new(profile: &Profile) -> Self {
        let (columns, rows) = profile.size.shown();
        let at_least_1 = |n| NonZero::new(n).unwrap_or(NonZero::<u16>::MIN);
        let parser = vt100::Parser::new(at_least_1(rows), at_least_1(columns), 0);
        Self { screen: Screen::new(profile), parser, size: profile.size }
    }

    fn show(&mut self, buffer: &Buffer) -> Vec<u8> {
        let mut out = Vec::new();
        self.screen.draw(buffer, &mut out);
        self.parser.process(&out);
        out
    }

    fn buffer(&self) -> Buffer {
        Buffer::empty(self.size.area())
    }

    fn text(&self) -> String {
        self.parser.screen().contents()
    }
}

fn drawn(terminal: &Terminal, lines: &[&str]) -> Buffer {
    let mut buffer = terminal.buffer();
    for (y, line) in lines.iter().enumerate() {
        buffer.set_string(0, y as u16, line, Style::new());
    }
    buffer
}

#[test]
fn an_unchanged_frame_sends_nothing() {
    let mut terminal = Terminal::new(&profile("xterm-256color", 80, 24));
    let buffer = drawn(&terminal, &["Новини", "", "日本 и още"]);
    assert!(!terminal.show(&buffer).is_empty());
    assert_eq!(terminal.show(&buffer), b"");
    assert_eq!(terminal.text(), "Новини\n\n日本 и още");
}

#[test]
fn one_letter_takes_a_few_bytes() {
    let mut terminal = Terminal::new(&profile("xterm-256color", 80, 24));
    terminal.show(&drawn(&terminal, &["Търсене: мед"]));
    let sent = terminal.show(&drawn(&terminal, &["Търсене: меди"]));
    assert!(sent.len() <= 10, "{}", String::from_utf8_lossy(&sent));
    let sent = terminal.show(&drawn(&terminal, &["Търсене:"]));
    assert_eq!(sent, b"\x1b[1;10H\x1b[K");
}

#[test]
fn a_move_in_a_list_with_a_marker_is_short() {
    let mut terminal = Terminal::new(&profile("xterm-256color", 80, 24));
    let list = |selected: u16, buffer: &mut Buffer| {
        for y in 0..20 {
            let style = if y == selected { Style::new().bold().fg(Color::Indexed(215)) } else { Style::new() };
            buffer.set_string(2, y, "Среща на клъстерите в Брюксел, есента на 2012", style);
            buffer.set_string(0, y, if y == selected { "▌" } else { " " }, Style::new());
        }
    };
    let mut buffer = terminal.buffer();
    list(4, &mut buffer);
    terminal.show(&buffer);
    list(5, &mut buffer);
    let sent = terminal.show(&buffer);
    // Two whole rows of Cyrillic change their look here; a view that changes the marker alone takes a tenth of it.
    assert!(sent.len() <= 210, "{}", sent.len());
}

#[test]
fn large_frames_are_shown_at_once_where_terminals_can() {
    let long = "x".repeat(80);
    let lines: Vec<&str> = vec![&long; 24];
    for (term, synchronized) in [("xterm", true), ("linux", false), ("vt220", false)] {
        let mut terminal = Terminal::new(&profile(term, 80, 24));
        let sent = terminal.show(&drawn(&terminal, &lines));
        assert_eq!(sent.starts_with(b"\x1b[?2026h") && sent.ends_with(b"\x1b[?2026l"), synchronized, "{term}");
        assert_eq!(sent.windows(4).any(|part| part == b"2026"), synchronized, "{term}");
    }
}

#[test]
fn what_no_cell_may_hold_never_reaches_a_terminal() {
    let mut terminal = Terminal::new(&profile("xterm", 20, 6));
    let mut buffer = terminal.buffer();
    for (x, symbol) in ["\x1b[31m", "\x07", "\u{202e}", "a\u{200f}", "", "\u{9b}", "\u{301}", "\r\n"].iter().enumerate()
    {
        buffer.content[x].set_symbol(symbol);
    }
    buffer.content[10].set_symbol("x");
    let sent = String::from_utf8(terminal.show(&buffer)).unwrap_or_default();
    assert!(!sent.contains(['\x07', '\u{202e}', '\u{200f}', '\u{9b}', '\n']), "{sent:?}");
    assert!(!sent.contains("\x1b[31m"));
    assert_eq!(terminal.text(), "          x");
}

#[test]
fn a_tiny_terminal_gets_only_what_it_can_show() {
    let mut terminal = Terminal::new(&profile("xterm", 10, 3));
    let buffer = drawn(&terminal, &["0123456789abc", "second", "third", "fourth"]);
    terminal.show(&buffer);
    assert_eq!(terminal.text(), "0123456789\nsecond\nthird");
}

#[test]
fn a_wide_glyph_in_the_last_column_is_left_out() {
    let mut terminal = Terminal::new(&profile("xterm", 20, 6));
    let mut buffer = terminal.buffer();
    buffer.content[19].set_symbol("本");
    buffer.content[20].set_symbol("y");
    terminal.show(&buffer);
    assert_eq!(terminal.text(), "\ny");
}

#[test]
fn a_terminal_without_utf8_gets_ascii_alone() {
    let names = Names { term: Some("xterm"), lang: Some("bg_BG.CP1251"), ..Names::default() };
    let mut terminal = Terminal::new(&Profile::new(&names, Size::STANDARD, Reach::Local));
    let mut buffer = terminal.buffer();
    buffer.set_string(0, 0, "│ Площад  │", Style::new());
    let sent = terminal.show(&buffer);
    assert!(sent.is_ascii());
    assert_eq!(terminal.text(), "| Ploshtad|");
}

#[test]
fn forgetting_sends_the_frame_again() {
    let mut terminal = Terminal::new(&profile("xterm", 20, 6));
    let buffer = drawn(&terminal, &["здравей"]);
    terminal.show(&buffer);
    terminal.parser.process("\x1b[2J\x1b[31;7mшум".as_bytes());
    terminal.screen.forget();
    terminal.show(&buffer);
    assert_eq!(terminal.text(), "здравей");
}

#[test]
fn a_gradient_of_thousands_of_colours_stays_bounded() {
    let mut terminal = Terminal::new(&profile("xterm-kitty", 200, 50));
    for step in 0..4_u8 {
        let mut buffer = terminal.buffer();
        for (n, cell) in buffer.content.iter_mut().enumerate() {
            cell.set_symbol("x").set_fg(Color::Rgb(step, (n >> 8) as u8, n as u8));
        }
        terminal.show(&buffer);
        assert_same(&terminal, &buffer).unwrap_or_else(|place| unreachable!("{place}"));
        assert!(terminal.screen.looks.len() <= 10_000 + super::MAX_TABLE);
    }
}

/// A list of made-up news, of which the entry `first` stands on top and one is chosen.
fn list(terminal: &Terminal, first: u32, chosen: u32) -> Buffer {
    let mut buffer = drawn(terminal, &["Мегдан › Новини", "────────────────────"]);
    for row in 0..9_u32 {
        let (entry, y) = (first + row, 2 + 2 * row as u16);
        let mark = if entry == chosen { "▸" } else { " " };
        let style = if entry == chosen { Style::new().add_modifier(Modifier::REVERSED) } else { Style::new() };
        buffer.set_string(1, y, format!("{mark}{}  {}", row + 1, name(entry)), style);
        buffer.set_string(4, y + 1, format!("нещо за {}, с още думи", name(entry * 7 + 1)), Style::new());
    }
    buffer.set_string(60, 22, format!("{chosen} от 900"), Style::new());
    buffer.set_string(2, 23, "Enter Отвори   Esc Назад", Style::new());
    buffer
}

/// Of several words, other ones for each number.
fn name(number: u32) -> String {
    let word = |n: u32| ["клъстер", "община", "проект", "среща", "завод", "мед", "изложба"][n as usize % 7];
    format!("{} и {} номер {number} на {}", word(number), word(number / 3), word(number / 5))
}

#[test]
fn a_list_that_goes_on_by_an_entry_sends_little_more_than_the_entry() {
    for term in ["xterm-256color", "linux", "vt220"] {
        let mut terminal = Terminal::new(&profile(term, 80, 24));
        let whole = terminal.show(&list(&terminal, 1, 9)).len();
        for first in 2..40 {
            let buffer = list(&terminal, first, first + 8);
            let sent = terminal.show(&buffer);
            assert!(sent.len() * 3 < whole, "{} of {whole}", sent.len());
            assert_same(&terminal, &buffer).unwrap_or_else(|place| unreachable!("{term}, {first}: {place}"));
        }
    }
}

/// Whether the parser's screen is what `buffer` holds; the error names the first difference.
fn assert_same(terminal: &Terminal, buffer: &Buffer) -> Result<(), String> {
    let screen = terminal.parser.screen();
    let palette = terminal.screen.palette;
    let (columns, rows) = terminal.size.shown();
    for y in 0..rows {
        let mut covered = false;
        for x in 0..columns {
            let (cell, Some(seen)) = (&buffer[(x, y)], screen.cell(y, x)) else { return Err("no cell".into()) };
            if std::mem::take(&mut covered) {
                continue;
            }
            covered = seen.is_wide();
            let text = if seen.contents().is_empty() { " " } else { seen.contents() };
            let wanted = (
                cell.symbol(),
                color(cell.fg),
                color(cell.bg),
                palette.resolve(cell.fg, cell.bg, cell.modifier & SHOWN).marks,
            );
            let back = seen.bgcolor();
            let found = (text, seen.fgcolor(), back, marks(seen));
            let seen_of_blank =
                |marks: Modifier| if marks.is_empty() { (None, marks) } else { (Some(wanted.1), marks) };
            let same = match text {
                " " => {
                    (wanted.0, wanted.2, seen_of_blank(wanted.3 & LINES)) == (" ", back, seen_of_blank(found.3 & LINES))
                }
                _ => wanted == found,
            };
            if !same {
                return Err(format!("{x},{y}: wanted {wanted:?}, found {found:?}"));
            }
        }
    }
    Ok(())
}

const LINES: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED);
const SHOWN: Modifier = LINES.union(Modifier::BOLD).union(Modifier::ITALIC).union(Modifier::DIM);

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Indexed(n) => vt100::Color::Idx(n),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        Color::LightRed => vt100::Color::Idx(9),
        Color::Blue => vt100::Color::Idx(4),
        _ => vt100::Color::Default,
    }
}

fn marks(cell: &vt100::Cell) -> Modifier {
    let mut marks = Modifier::empty();
    marks.set(Modifier::BOLD, cell.bold());
    marks.set(Modifier::DIM, cell.dim());
    marks.set(Modifier::ITALIC, cell.italic());
    marks.set(Modifier::UNDERLINED, cell.underline());
    marks.set(Modifier::REVERSED, cell.inverse());
    marks
}

/// A stretch of one look at one place.
#[derive(Clone, Debug)]
struct Stroke {
    x: u16,
    y: u16,
    text: String,
    style: Style,
}

fn stroke() -> impl Strategy<Value = Stroke> {
    let colors = sample::select(vec![
        Color::Reset,
        Color::LightRed,
        Color::Blue,
        Color::Indexed(215),
        Color::Rgb(20, 30, 40),
        Color::Rgb(21, 30, 40),
    ]);
    let text =
        prop_oneof!["[ a-zа-я№€│═▀]{1,24}", Just(" ".repeat(40)), "[ 日本é]{1,6}", Just("e\u{301}x".to_owned()),];
    let marks = any::<u16>().prop_map(|bits| Modifier::from_bits_truncate(bits) & SHOWN);
    (0..44_u16, 0..9_u16, text, colors.clone(), colors, marks).prop_map(|(x, y, text, fore, back, marks)| Stroke {
        x,
        y,
        text,
        style: Style::new().fg(fore).bg(back).add_modifier(marks),
    })
}

fn part() -> impl Strategy<Value = Damage> {
    // Some reach beyond the screen.
    let area =
        (0..50_u16, 0..11_u16, 0..30_u16, 0..4_u16).prop_map(|(x, y, width, height)| Rect::new(x, y, width, height));
    prop_oneof![1 => Just(Damage::Everything), 4 => proptest::collection::vec(area, 0..5).prop_map(Damage::Areas)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn lists_that_jump_about_are_shown_right(steps in proptest::collection::vec((0..14_u32, 0..9_u32), 1..12)) {
        let mut terminal = Terminal::new(&profile("xterm-256color", 80, 24));
        for (first, chosen) in steps {
            let buffer = list(&terminal, first, first + chosen);
            terminal.show(&buffer);
            let same = assert_same(&terminal, &buffer);
            prop_assert!(same.is_ok(), "{first}: {same:?}");
            prop_assert_eq!(terminal.show(&buffer), b"");
        }
    }

    #[test]
    fn a_picture_is_shown_as_it_was_written(frames in proptest::collection::vec(proptest::collection::vec(stroke(), 0..4), 1..9)) {
        let mut terminal = Terminal::new(&profile("xterm-kitty", 44, 9));
        let mut scratch = Picture::default();
        // Each frame has the strokes of those before, so most of its rows are as they were.
        for n in 0..frames.len() {
            let mut whole = Picture::new(terminal.size.area());
            scratch.begin(terminal.size.area(), Damage::Everything);
            for stroke in frames.iter().take(n + 1).flatten() {
                let Stroke { x, y, text, style } = stroke;
                let (fg, bg) = (style.fg.unwrap_or_default(), style.bg.unwrap_or_default());
                let look = Look { fg, bg, modifier: style.add_modifier };
                whole.write(*x, *y, text, look);
                scratch.write(*x, *y, text, look);
            }
            let mut out = Vec::new();
            terminal.screen.show(&mut scratch, &mut out);
            terminal.parser.process(&out);
            let same = assert_same(&terminal, &whole.into_cells());
            prop_assert!(same.is_ok(), "frame {n}: {same:?}");
            out.clear();
            terminal.screen.show(&mut scratch, &mut out);
            prop_assert_eq!(out, b"");
        }
    }

    #[test]
    fn a_part_is_drawn_and_the_rest_stays(frames in proptest::collection::vec((proptest::collection::vec(stroke(), 0..12), part()), 1..8)) {
        let mut terminal = Terminal::new(&profile("xterm-kitty", 44, 9));
        let (mut scratch, mut shown) = (Picture::default(), terminal.buffer());
        terminal.show(&shown);
        for (n, (strokes, damage)) in frames.iter().enumerate() {
            let mut whole = Picture::new(terminal.size.area());
            prop_assert!(terminal.screen.takes_a_part());
            scratch.begin(terminal.size.area(), damage.clone());
            for Stroke { x, y, text, style } in strokes {
                // What takes two columns stands in one area or in none.
                let text = text.replace(|letter: char| !matches!(letter, ' '..='~' | 'а'..='я'), "№");
                let (fg, bg) = (style.fg.unwrap_or_default(), style.bg.unwrap_or_default());
                let look = Look { fg, bg, modifier: style.add_modifier };
                whole.write(*x, *y, &text, look);
                scratch.write(*x, *y, &text, look);
            }
            let whole = whole.into_cells();
            for place in shown.area.positions().filter(|place| damage.meets(Rect::new(place.x, place.y, 1, 1))) {
                shown[place] = whole[place].clone();
            }
            let mut out = Vec::new();
            terminal.screen.show(&mut scratch, &mut out);
            terminal.parser.process(&out);
            let same = assert_same(&terminal, &shown);
            prop_assert!(same.is_ok(), "frame {n}: {same:?}");
        }
    }

    #[test]
    fn a_terminal_shows_what_was_drawn(frames in proptest::collection::vec(proptest::collection::vec(stroke(), 0..12), 1..6)) {
        let mut terminal = Terminal::new(&profile("xterm-kitty", 44, 9));
        let mut buffer = terminal.buffer();
        for (n, strokes) in frames.iter().enumerate() {
            if n % 2 == 0 {
                buffer.reset();
            }
            for stroke in strokes {
                buffer.set_stringn(stroke.x, stroke.y, &stroke.text, usize::from(44 - stroke.x), stroke.style);
            }
            terminal.show(&buffer);
            let same = assert_same(&terminal, &buffer);
            prop_assert!(same.is_ok(), "frame {n}: {same:?}");
            prop_assert_eq!(terminal.show(&buffer), b"");
        }
    }
}
