//! What the first screen offers: articles and events, each as a day, a name and the beginning of its summary. Never says
//! where they stand.

use super::HANDLE;
use crate::content::{Card, Id, Style};
use crate::edition::{List, ReadError, Selection};
use crate::text::{clip, wrap};
use crate::ui::document::{Line, Run, Span, flow, spaced};
use crate::ui::ease::TextSize;
use crate::ui::records::parts;
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// How many articles and events are offered at most, and how many lines of each name are shown.
pub const OFFERED: usize = 6;
const LINES: usize = 3;

/// An article or event that is offered.
#[derive(Debug)]
pub struct Offered {
    pub id: Id,
    /// Its day and name.
    pub lines: Vec<Line>,
    /// The beginning of its summary.
    pub summary: Vec<Line>,
    /// The list it stands in, and its row there.
    pub among: (List, usize),
}

impl Offered {
    /// The first records of `selection`, laid out for the column they stand in.
    pub(super) fn read(selection: &Selection, width: u16, scene: &Scene<'_>) -> Result<Vec<Self>, ReadError> {
        let list = scene.edition.list(selection, scene.now)?;
        let cards = scene.edition.rows(&list, 0..OFFERED)?;
        let offered = cards.into_iter().enumerate().map(|(row, card)| Self {
            id: card.id,
            lines: offered_lines(&card, width, scene),
            summary: summary_lines(&card, width, scene),
            among: (list.clone(), row),
        });
        Ok(offered.collect())
    }

    /// Its lines without the summary.
    pub fn short(&self) -> u16 {
        self.lines.len() as u16
    }

    /// All its lines.
    pub fn full(&self) -> u16 {
        self.short() + self.summary.len() as u16
    }
}

/// „15.10.2012 г. Заглавие“, in a few lines; in a wide column the days stand in a column of their own.
fn offered_lines(card: &Card, width: u16, scene: &Scene<'_>) -> Vec<Line> {
    let width = width.saturating_sub(HANDLE);
    let day = card.date.as_ref().map(|date| {
        let near = parts::countdown(Some(date), scene.now, scene.lang);
        near.unwrap_or_else(|| date.words(scene.lang, Style::Short))
    });
    let title = Run { text: parts::title(card, scene), role: Role::Text, link: None };
    let days = days(width);
    let mut lines = match day {
        Some(day) if days == 0 => {
            flow(&[Run { text: format!("{day}  "), role: Role::Muted, link: None }, title], width, 0)
        }
        Some(day) => {
            let mut lines = flow(&[title], width, days);
            let pad = usize::from(days);
            if let Some(line) = lines.first_mut() {
                line.indent = 0;
                line.spans.insert(0, Span { text: format!("{day:<pad$}").into(), role: Role::Muted, link: None });
            }
            lines
        }
        None => flow(&[title], width, days),
    };
    lines.truncate(LINES);
    if scene.grid.ease.text == TextSize::Normal { lines } else { spaced(lines) }
}

/// Columns of the days beside the names, if there is room for such a column.
const fn days(width: u16) -> u16 {
    if width < 56 { 0 } else { 15 }
}

/// The beginning of a summary.
fn summary_lines(card: &Card, width: u16, scene: &Scene<'_>) -> Vec<Line> {
    let width = width.saturating_sub(HANDLE);
    let text = parts::cell(card.summary.as_ref(), scene);
    let indent = days(width);
    let room = usize::from(width - indent);
    let first = wrap(&text, room).next().unwrap_or_default();
    let rest = clip(text.strip_prefix(first).unwrap_or_default().trim_start(), room);
    let line = |text: &str| Line { indent, spans: vec![Span { text: text.into(), role: Role::Muted, link: None }] };
    [first, &rest].into_iter().filter(|text| !text.is_empty()).map(line).collect()
}
