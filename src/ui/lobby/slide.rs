//! Draws one picture of the invitation: large type where there is room. Every picture stands a little elsewhere than the one
//! before, so that nothing burns into the screen.

use ratatui::layout::Rect;

use super::body::{self, LINES, Plan, lines, paragraph};
use super::reel::{Body, Slide};
use crate::terminal::{Glyphs, Size};
use crate::text::Lang;
use crate::ui::big::{Big, Scale};
use crate::ui::paint::Canvas;
use crate::ui::strings::Strings;
use crate::ui::theme::Role;

/// How far pictures wander, in columns and rows, one step a picture.
const WANDER: [(u16, u16); 8] = [(0, 0), (2, 0), (4, 1), (2, 1), (0, 1), (1, 0), (3, 1), (4, 0)];
/// Lines of large letters that a title may take.
const BIG_LINES: usize = 4;
/// Lines of the title in the other language.
const OTHER_LINES: usize = 2;

/// Draws a picture: the one with the number `at` of a round of `of`, and `step` steps on its way.
pub fn draw(slide: &Slide, (step, at): (usize, usize), of: usize, size: Size, lang: Lang, canvas: &mut Canvas<'_>) {
    let area = place(step, size);
    let dot = canvas.signs.dot;
    let [bg, en] = slide.kicker;
    let used = canvas.text(area.x, area.y, area.width, &format!("{bg} {dot} {en}"), Role::Accent);
    // The invitation keeps its three rows below.
    let y = area.y + 2;
    let body = Rect { y, height: area.bottom().saturating_sub(y + 3), ..area };
    let parts = Parts::of(slide, body, canvas.signs.level);
    let near = slide.near.as_deref().filter(|_| parts.near.is_none());
    let when: Vec<&str> = near.into_iter().chain([slide.when.as_str()]).filter(|part| !part.is_empty()).collect();
    let x = area.x + used + 3;
    canvas.text(x, area.y, area.right().saturating_sub(x), &when.join(", "), Role::Muted);
    // Somewhat above the middle: there the eye looks for it.
    let y = y + body.height.saturating_sub(parts.rows()) / 3;
    parts.draw(slide, Rect { y, height: body.bottom().saturating_sub(y), ..body }, canvas);
    invitation(area, (at, of), lang, canvas);
}

/// The picture's place: inside a margin, wandering.
fn place(at: usize, size: Size) -> Rect {
    let (columns, rows) = (size.columns(), size.rows());
    // At 80 columns the longest usual words just fit in big letters.
    let (margin, top) = (if columns >= 60 { (columns / 18).max(4) } else { 1 }, u16::from(rows >= 16));
    let (right, down) = WANDER.get(at % WANDER.len()).copied().unwrap_or_default();
    let (right, down) = (right.min(margin), if rows >= 20 { down } else { 0 });
    let y = top + down + rows.saturating_sub(24) / 8;
    Rect { x: margin + right, y, width: columns.saturating_sub(2 * margin), height: rows.saturating_sub(y + top) }
}

/// What stands between the kind of the picture and the invitation, as large as there is room for.
struct Parts {
    /// How soon it is, in big letters.
    near: Option<Big>,
    /// The title in big letters.
    big: Option<Big>,
    plan: Plan,
    /// Rows of the title, of the other language, and of the rest.
    title: u16,
    other: u16,
    rest: u16,
}

/// How the title may be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Big(Scale),
    Usual,
}

impl Parts {
    fn of(slide: &Slide, area: Rect, glyphs: Glyphs) -> Self {
        let other = slide.other.as_ref().map_or(0, |other| lines(other, area.width, OTHER_LINES) + 1);
        let titled = |letters| match letters {
            Letters::Big(scale) => {
                Big::scaled(&slide.title, area.width, BIG_LINES, scale, glyphs).map(|big| (big.rows(), Some(big)))
            }
            Letters::Usual => Some((lines(&slide.title, area.width, LINES), None)),
        };
        let fitting = preferred(&slide.body).into_iter().find_map(|(letters, plan)| {
            let (title, big) = titled(letters)?;
            let rest = body::rows(&slide.body, plan, area, glyphs).map(|rows| rows + u16::from(rows > 0))?;
            (title + other + rest <= area.height).then_some((title, big, plan, rest))
        });
        let least = || {
            let rest = body::rows(&slide.body, Plan::Tight, area, glyphs).unwrap_or_default() + 1;
            (lines(&slide.title, area.width, LINES), None, Plan::Tight, rest)
        };
        let (title, big, plan, rest) = fitting.unwrap_or_else(least);
        let near = slide.near.as_deref().and_then(|near| Big::new(near, area.width, 1, glyphs));
        let near = near.filter(|near| near.rows() + 1 + title + other + rest <= area.height);
        Self { near, big, plan, title, other, rest }
    }

    fn rows(&self) -> u16 {
        self.near_rows() + self.title + self.other + self.rest
    }

    fn near_rows(&self) -> u16 {
        self.near.as_ref().map_or(0, |near| near.rows() + 1)
    }

    fn draw(&self, slide: &Slide, area: Rect, canvas: &mut Canvas<'_>) {
        let below = |y: u16| Rect { y, height: area.bottom().saturating_sub(y), ..area };
        if let Some(near) = &self.near {
            near.draw(area.x, area.y, Role::Accent, canvas);
        }
        let top = area.y + self.near_rows();
        let mut y = match &self.big {
            Some(big) => {
                big.draw(area.x, top, Role::Title, canvas);
                top + big.rows()
            }
            None => paragraph(&slide.title, below(top), LINES, Role::Title, canvas),
        };
        y += 1;
        if let Some(other) = &slide.other {
            y = paragraph(other, below(y), OTHER_LINES, Role::Muted, canvas) + 1;
        }
        body::draw(&slide.body, self.plan, below(y), canvas);
    }
}

/// In which order title and body are tried: large words matter most, but of figures the numbers.
fn preferred(body: &Body) -> Vec<(Letters, Plan)> {
    let single = Letters::Big(Scale::Single);
    let titles = [single, Letters::Usual];
    match body {
        Body::Words(_) => {
            [Letters::Big(Scale::Double), single, Letters::Usual].map(|title| (title, Plan::Tight)).into()
        }
        Body::Figures(_) => Plan::ALL.into_iter().flat_map(|plan| titles.map(|title| (title, plan))).collect(),
        Body::Bars(_) | Body::Agenda(_) => {
            titles.into_iter().flat_map(|title| Plan::ALL.map(|plan| (title, plan))).collect()
        }
    }
}

/// The last rows: what to do, in both languages, the visitors' usual one first.
fn invitation(area: Rect, (at, of): (usize, usize), lang: Lang, canvas: &mut Canvas<'_>) {
    let (first, second) = (Strings::of(lang).lobby.invitation, Strings::of(lang.other()).lobby.invitation);
    let position = format!("{} / {of}", at + 1);
    let y = area.bottom().saturating_sub(2);
    let used = canvas.text_right(area.right(), y + 1, area.width / 3, &position, Role::Muted);
    let room = area.width.saturating_sub(used + 2);
    canvas.text(area.x, y, area.width, first, Role::Accent);
    canvas.text(area.x, y + 1, room, second, Role::Muted);
}
