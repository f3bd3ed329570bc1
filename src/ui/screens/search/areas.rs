//! Where things stand on the search screen. Pure: the same for drawing and for pointing.

use ratatui::layout::{Position, Rect};

use super::keyboard::{Board, Focus};
use super::{Group, Model};
use crate::content::Kind;
use crate::ui::ease::TextSize;
use crate::ui::grid::{Grid, split_rows};
use crate::ui::paint::text_columns;
use crate::ui::scene::Scene;

/// Columns between two choices, of which one on each side belongs to the choice.
const BETWEEN: u16 = 1;
/// Rows from which suggestions have headings.
const HEADINGS_FROM: u16 = 8;
/// Rows from which there is air around groups.
const AIR_FROM: u16 = 14;

/// A choice of a filter: its place among the choices, and where it is.
pub type Choices = Vec<(usize, Rect)>;

/// Where things stand.
#[derive(Clone, Debug)]
pub struct Areas {
    /// What is typed.
    pub input: Rect,
    /// What was searched instead, or how much was found; without height where a keyboard needs the row.
    pub notice: Rect,
    /// The kinds, each with its number.
    pub kinds: Choices,
    /// The clusters, each with its number.
    pub clusters: Choices,
    /// The hits.
    pub rows: Rect,
    /// Lines of a hit, and lines to the next one.
    height: u16,
    pitch: u16,
    /// Headings of the suggestions in sight.
    pub headings: Vec<(Group, Rect)>,
    /// The first lines of the hits in sight.
    lines: Vec<u16>,
    /// How the keyboard is used, where it is.
    pub hint: Rect,
    /// The keyboard.
    pub board: Option<Board>,
}

impl Areas {
    /// How many hits fit.
    pub fn page(&self, model: &Model) -> usize {
        let groups = if self.has_headings() { model.groups.len() as u16 } else { 0 };
        let air = if self.rows.height >= AIR_FROM { groups.saturating_sub(1) } else { 0 };
        let room = self.rows.height.saturating_sub(groups + air);
        // The air behind the last one may be missing.
        usize::from(((room + self.pitch).saturating_sub(self.height) / self.pitch).max(1))
    }

    /// A low screen needs every row for what is suggested.
    const fn has_headings(&self) -> bool {
        self.rows.height >= HEADINGS_FROM
    }

    /// The hit at `at`, counted from the top of the window.
    pub fn line_at(&self, at: Position) -> Option<usize> {
        let row = |y: &u16| (*y..*y + self.pitch).contains(&at.y);
        self.lines.iter().position(row).filter(|_| self.rows.contains(at))
    }

    /// The lines of a hit; none if it has no room.
    pub fn row(&self, line: usize) -> Rect {
        let y = self.lines.get(line).copied().unwrap_or(self.rows.bottom());
        Rect { y, height: self.height.min(self.rows.bottom().saturating_sub(y)), ..self.rows }
    }

    /// Puts the hits of the window below each other, suggestions with a heading over each sort.
    fn place(&mut self, model: &Model) {
        let air = u16::from(self.rows.height >= AIR_FROM);
        let mut y = self.rows.y;
        for hit in model.cursor.window() {
            let group = model.groups.iter().rfind(|(first, _)| *first <= hit);
            let begins = |(first, _): &&(usize, Group)| *first == hit || self.lines.is_empty();
            if let Some((_, group)) = group.filter(begins).filter(|_| self.has_headings()) {
                y += if self.lines.is_empty() { 0 } else { air };
                self.headings.push((*group, Rect { y, height: 1, ..self.rows }));
                y += 1;
            }
            if y >= self.rows.bottom() {
                break;
            }
            self.lines.push(y);
            y += self.pitch;
        }
        let bottom = self.rows.bottom();
        self.headings.retain(|(_, area)| area.y + 1 < bottom);
    }
}

/// Where things stand in `model`.
pub fn areas(model: &Model, scene: &Scene<'_>) -> Areas {
    let grid: &Grid = &scene.grid;
    let body = grid.body;
    let board = model.board(scene);
    let (hits, hint) = match &board {
        Some(board) => {
            let above = board.height(body) - board.area.height;
            let (hits, rest) = split_rows(body, body.height.saturating_sub(board.height(body)));
            (hits, split_rows(rest, above).0)
        }
        None => (body, Rect { height: 0, ..body }),
    };
    let (input, rest) = split_rows(hits, 1);
    let told = model.searched.is_some() || rest.height > 2 || (rest.height > 1 && model.keyboard.focus == Focus::Keys);
    let (notice, mut rest) = split_rows(rest, u16::from(told));
    let height = grid.ease.target();
    // With a keyboard two hits are worth more than filters.
    let kept = if board.is_some() { 4 + height } else { 4 };
    let (mut kinds, mut clusters) = (Vec::new(), Vec::new());
    let both = [
        (&mut kinds, &model.kind_texts, model.chosen_kind()),
        (&mut clusters, &model.cluster_texts, model.chosen_cluster()),
    ];
    for (choices, texts, chosen) in both {
        // All and one that is the same as all are no choice.
        if (texts.len() > 2 || chosen > 0) && rest.height > kept {
            let line;
            (line, rest) = split_rows(rest, height);
            *choices = in_row(line, texts);
        }
    }
    // Choices for fingers have their air already.
    let has_air = height > 1 && !kinds.is_empty();
    if grid.body.height >= 12 && !has_air && (board.is_none() || rest.height > 6) {
        (_, rest) = split_rows(rest, 1);
    }
    let suggested = !model.groups.is_empty();
    let lines = if suggested { 1 } else { 2 };
    let air = if suggested { 0 } else { u16::from(rest.height >= 18) };
    // Spaced hits have one line more than usual ones.
    let more = u16::from(grid.ease.text != TextSize::Normal);
    let pitch = if suggested { height + more } else { 1 + height.max(1 + air) + more };
    let (headings, starts) = (Vec::new(), Vec::new());
    let mut areas = Areas {
        input,
        notice,
        kinds,
        clusters,
        rows: rest,
        height: lines,
        pitch,
        headings,
        lines: starts,
        hint,
        board,
    };
    areas.place(model);
    areas
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
