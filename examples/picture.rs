//! Prints what a visitor sees after some keys, on the content built into the binary: for looking at screens, and for
//! pictures in documents.
//!
//! `cargo run --example picture -- '3<Down><Enter>' 120x33 en`: letters and digits are keys, `<Down>`, `<F2>` are keys of
//! that name. With more words the picture is in colour, as the bytes a terminal gets: `light true full`, `default 16
//! console`, `mono mono ascii` (theme, colours, signs).

use std::error::Error;
use std::io::{self, Write};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use megdan::content::{Civil, Day};
use megdan::edition::{Edition, Stamp};
use megdan::seed::{self, Source};
use megdan::terminal::{ColorDepth, Glyphs, Overrides, Profile, Screen, Size};
use megdan::text::Lang;
use megdan::ui::{App, Context, Input, Options, Theme};
use ratatui::buffer::{Buffer, Cell};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let script = arguments.next().unwrap_or_default();
    let size = arguments.next().unwrap_or_else(|| "80x24".to_owned());
    let (columns, rows) = size.split_once('x').ok_or("a size is written like 80x24")?;
    let lang = arguments.next().and_then(|name| Lang::from_code(&name));
    let theme = arguments.next().and_then(|name| Theme::from_name(&name));
    let colors = arguments.next().and_then(|name| ColorDepth::from_name(&name));
    let glyphs = arguments.next().and_then(|name| Glyphs::from_name(&name));
    let now = Day::new(2012, 1, 10).and_then(|day| Civil::new(day, 13, 5)).ok_or("no such hour")?;

    let outcome = seed::read(&Source::Builtin, &mut |_| {});
    let catalogue = outcome.catalogue.ok_or("the built-in seed has an error")?;
    let stamp = Stamp { now, version: "picture".to_owned() };
    let edition = Edition::in_memory(&catalogue, &outcome.places, &stamp)?;

    let overrides = Overrides { colors, glyphs, ..Overrides::default() };
    let profile = Profile::plain(Size::clamped(columns.parse()?, rows.parse()?)).with(&overrides);
    let context = Context { profile: &profile, now };
    let mut app = App::new(edition, Options { lang, theme, ..Options::default() }, &context);
    for code in keys(&script)? {
        app.update(&Input::Key(KeyEvent::new(code, KeyModifiers::NONE)), &context);
        app.settle(&context);
    }
    let mut buffer = Buffer::empty(profile.size.area());
    app.view(&context, &mut buffer);
    let mut out = io::stdout().lock();
    if theme.is_some() {
        let mut bytes = Vec::new();
        Screen::new(&profile).draw(&buffer, &mut bytes);
        out.write_all(&bytes)?;
        return Ok(());
    }
    for row in buffer.content.chunks(usize::from(buffer.area.width)) {
        let line: String = row.iter().map(Cell::symbol).collect();
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The keys of a script.
fn keys(script: &str) -> Result<Vec<KeyCode>, String> {
    let mut keys = Vec::new();
    let mut letters = script.chars();
    while let Some(letter) = letters.next() {
        if letter == '<' {
            let name: String = letters.by_ref().take_while(|letter| *letter != '>').collect();
            keys.push(named(&name).ok_or_else(|| format!("there is no key ‘{name}’: try Down, Enter, F2"))?);
        } else {
            keys.push(KeyCode::Char(letter));
        }
    }
    Ok(keys)
}

fn named(name: &str) -> Option<KeyCode> {
    Some(match name {
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
        function => KeyCode::F(function.strip_prefix('F')?.parse().ok()?),
    })
}
