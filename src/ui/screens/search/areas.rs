//! Where things stand on the search screen. Pure: the same for drawing and for pointing.

use ratatui::layout::{Position, Rect};

use super::Model;
use crate::content::Kind;
use crate::ui::ease::Pointing;
use crate::ui::grid::{Grid, split_rows};
use crate::ui::paint::text_columns;

/// Columns between two choices, of which one on each side belongs to the choice.
const BETWEEN: u16 = 1;

/// A choice of a filter: its place among the choices, and where it is.
pub type Choices = Vec<(usize, Rect)>;

/// Where things stand.
#[derive(Clone, Debug)]
pub struct Areas {
    /// What is typed.
    pub input: Rect,
    /// What was searched instead, or how much was found.
    pub notice: Rect,
    /// The kinds, each with its number.
    pub kinds: Choices,
    /// The clusters, each with its number.
    pub clusters: Choices,
    /// The hits.
    pub rows: Rect,
    /// Lines that a hit takes.
    pub pitch: u16,
}

impl Areas {
    /// How many hits fit.
    pub fn page(&self) -> usize {
        // The air behind the last one may be missing.
        usize::from(((self.rows.height + self.pitch).saturating_sub(2) / self.pitch).max(1))
    }

    /// The hit at `at`, counted from the top of the window.
    pub fn line_at(&self, at: Position) -> Option<usize> {
        self.rows.contains(at).then(|| usize::from((at.y - self.rows.y) / self.pitch))
    }

    /// The lines of a hit.
    pub fn row(&self, line: usize) -> Rect {
        let y = self.rows.y + line as u16 * self.pitch;
        Rect { y, height: 2.min(self.rows.bottom().saturating_sub(y)), ..self.rows }
    }
}

/// Where things stand in `model` on `grid`.
pub fn areas(model: &Model, grid: &Grid) -> Areas {
    let (input, rest) = split_rows(grid.body, 1);
    let (notice, mut rest) = split_rows(rest, 1);
    let height = if grid.ease.pointing == Pointing::Finger { 2 } else { 1 };
    let (mut kinds, mut clusters) = (Vec::new(), Vec::new());
    let both = [
        (&mut kinds, &model.kind_texts, model.chosen_kind()),
        (&mut clusters, &model.cluster_texts, model.chosen_cluster()),
    ];
    for (choices, texts, chosen) in both {
        // All and one that is the same as all are no choice.
        if (texts.len() > 2 || chosen > 0) && rest.height > 4 {
            let line;
            (line, rest) = split_rows(rest, height);
            *choices = in_row(line, texts);
        }
    }
    if grid.body.height >= 12 {
        (_, rest) = split_rows(rest, 1);
    }
    let pitch = 1 + grid.ease.pitch().max(if rest.height >= 18 { 2 } else { 1 });
    Areas { input, notice, kinds, clusters, rows: rest, pitch }
}

/// As many of `texts` as have room beside each other.
fn in_row(line: Rect, texts: &[String]) -> Choices {
    let mut x = line.x;
    let mut placed = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let width = text_columns(text) + 2;
        if x + width > line.right() {
            break;
        }
        placed.push((at, Rect { x, width, ..line }));
        x += width + BETWEEN;
    }
    placed
}

/// The choice at `at`.
pub fn choice_at(choices: &Choices, at: Position) -> Option<usize> {
    choices.iter().find(|(_, area)| area.contains(at)).map(|(choice, _)| *choice)
}

/// The kinds as they are offered: all of them first.
pub fn kind_of(model: &Model, choice: usize) -> Option<Kind> {
    choice.checked_sub(1).and_then(|at| model.kinds.get(at)).map(|(kind, _)| *kind)
}
