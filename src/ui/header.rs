//! The first line: the kiosk's name, the path to here, the languages, the clock. Never decides what a click does.

use ratatui::layout::{Position, Rect};

use super::ease::Pointing;
use super::paint::{Canvas, text_columns};
use super::scene::Scene;
use super::theme::Role;
use crate::text::{Lang, dates};

/// The widest that one step of the path may be.
const STEP: u16 = 30;
/// Columns of a button: a key and a sign.
const BUTTON: u16 = 5;
/// Languages as they are written in the header.
const LANGUAGES: [(Lang, &str); 2] = [(Lang::Bg, "БГ"), (Lang::En, "EN")];

/// What can be pressed in the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A step of the path: 0 is the kiosk's name.
    Step(usize),
    /// A language.
    Language(Lang),
    /// The next size of text.
    TextSize,
    /// The next theme.
    Theme,
}

/// Draws the header. `path` holds the names of the screens below the shown one, the first one first.
pub fn view(scene: &Scene<'_>, path: &[&str], canvas: &mut Canvas<'_>) {
    let line = scene.grid.header;
    let parts = areas(scene, path);
    for (part, area) in &parts {
        let (text, role) = match part {
            Part::Step(0) => (scene.edition.kiosk().name.any(scene.lang).as_str(), Role::Accent),
            Part::Step(step) => (path.get(*step).copied().unwrap_or_default(), Role::Muted),
            Part::Language(lang) => {
                let text = LANGUAGES.iter().find(|(other, _)| other == lang).map_or("", |(_, text)| text);
                (text, if *lang == scene.lang { Role::Accent } else { Role::Muted })
            }
            Part::TextSize => ("F4 A+", Role::Accent),
            Part::Theme => ("F5 <>", Role::Accent),
        };
        if let Part::Step(1..) = part {
            canvas.text(area.x - 2, line.y, 1, scene.signs.step.encode_utf8(&mut [0; 4]), Role::Rule);
        }
        canvas.text(area.x, line.y, area.width, text, role);
    }
    let right = buttons_at(scene).map_or(languages_at(line), |(size, _)| size).saturating_sub(3);
    let clock = clock(scene);
    canvas.text_right(right, line.y, text_columns(&clock), &clock, Role::Muted);
    canvas.rule(scene.grid.rule);
}

/// What is pressed at `at`.
pub fn hit(scene: &Scene<'_>, path: &[&str], at: Position) -> Option<Part> {
    areas(scene, path).into_iter().find(|(_, area)| area.contains(at)).map(|(part, _)| part)
}

/// Where everything that can be pressed is: the steps of the path that have room, the last ones first, and the languages.
fn areas(scene: &Scene<'_>, path: &[&str]) -> Vec<(Part, Rect)> {
    let line = scene.grid.header;
    let languages = languages_at(line);
    let cell = |x, width| Rect { x, width, ..line };
    let mut found =
        vec![(Part::Language(Lang::Bg), cell(languages, 2)), (Part::Language(Lang::En), cell(languages + 3, 2))];
    let mut languages = languages;
    if let Some((size, theme)) = buttons_at(scene) {
        found.push((Part::TextSize, cell(size, BUTTON)));
        found.push((Part::Theme, cell(theme, BUTTON)));
        languages = size;
    }
    let name = text_columns(scene.edition.kiosk().name.any(scene.lang)).min(STEP);
    found.push((Part::Step(0), cell(line.x, name)));
    let end = languages.saturating_sub(3 + text_columns(&clock(scene)) + 2);
    let mut room = end.saturating_sub(line.x + name);
    let mut shown = Vec::new();
    for (step, name) in path.iter().enumerate().skip(1).rev() {
        let width = text_columns(name).min(STEP);
        if width + 3 > room {
            break;
        }
        room -= width + 3;
        shown.push((step, width));
    }
    let mut x = line.x + name;
    for (step, width) in shown.into_iter().rev() {
        found.push((Part::Step(step), cell(x + 3, width)));
        x += width + 3;
    }
    found
}

/// Where fingers change the size of the text and the colours; keyboards have keys for it, which the footer names.
fn buttons_at(scene: &Scene<'_>) -> Option<(u16, u16)> {
    let line = scene.grid.header;
    let theme = languages_at(line).checked_sub(BUTTON + 3)?;
    let has_room = scene.grid.ease.pointing == Pointing::Finger && line.width >= 70;
    has_room.then_some((theme.checked_sub(BUTTON + 2)?, theme))
}

fn languages_at(line: Rect) -> u16 {
    line.right().saturating_sub(5)
}

/// „вт, 17 януари · 13:05“; the hour alone on a narrow screen.
fn clock(scene: &Scene<'_>) -> String {
    let (now, lang) = (scene.now, scene.lang);
    let hour = format!("{:02}:{:02}", now.hour, now.minute);
    if scene.grid.header.width < 60 {
        return hour;
    }
    let weekday = dates::short_weekday(now.day.weekday(), lang);
    let month = dates::month(now.day.month(), lang);
    format!("{weekday}, {} {month} {} {hour}", now.day.day(), scene.signs.dot)
}
