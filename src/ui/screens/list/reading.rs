//! What a list reads from the edition: the list for its filters, the rows in sight, the preview. Never draws.

use std::ops::Range;

use ratatui::layout::Rect;

use super::areas::areas;
use super::{Chip, Model, Row};
use crate::content::{Card, Id, Kind, Slug};
use crate::edition::{ReadError, Selection, Time};
use crate::ui::document::{Document, Links, Room, lay_out};
use crate::ui::grid::TEXT_WIDTH;
use crate::ui::records::{Filter, Index, parts, sheet};
use crate::ui::scene::Scene;

/// Up to so many steps are taken to count what each value of a filter would leave: some milliseconds. In larger lists the
/// counts are those of the whole kind.
const MOST_COUNTED: usize = 50_000;

impl Model {
    /// Makes the list for the selection, with `slug` (or else the first row) selected.
    pub(super) fn relist(&mut self, slug: Option<&Slug>, scene: &Scene<'_>) -> Result<(), ReadError> {
        let line = self.cursor.selected() - self.cursor.window().start;
        let list = scene.edition.list(&self.selection, scene.now)?;
        self.letters = self.index_letters(scene)?;
        let id = slug.map(|slug| scene.edition.find(slug)).transpose()?.flatten();
        let row = id.map(|id| scene.edition.position(&list, id)).transpose()?.flatten();
        let len = list.len();
        self.list = Some(list);
        self.chips = self.shelf.filters.iter().map(|filter| self.chip(*filter, scene)).collect::<Result<_, _>>()?;
        self.cursor.fit(len, areas(self, &scene.grid).page());
        match row {
            Some(row) => self.cursor.restore(row, row.saturating_sub(line)),
            // What was selected is gone: stay about where it was.
            None if slug.is_some() => self.cursor.select(self.cursor.selected()),
            None => self.cursor.select(0),
        }
        self.held = 0..0;
        self.show(scene)
    }

    /// Reads the rows in sight, if others are held, and the preview.
    pub(super) fn show(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        self.show_in(areas(self, &scene.grid).preview, scene)
    }

    /// The same, with the preview in `area`.
    pub(super) fn show_in(&mut self, area: Option<Rect>, scene: &Scene<'_>) -> Result<(), ReadError> {
        if self.list.is_none() {
            return Ok(());
        }
        self.hold(self.cursor.window(), scene)?;
        self.preview = match area {
            Some(area) => self.selected().map(|row| preview(row.id, area, scene)).transpose()?,
            None => None,
        };
        Ok(())
    }

    /// Holds the rows of `window`. Those that are held already are not read again: a list mostly goes on by one.
    fn hold(&mut self, window: Range<usize>, scene: &Scene<'_>) -> Result<(), ReadError> {
        let held = &self.held;
        if *held == window {
            return Ok(());
        }
        let kept = held.start.max(window.start)..held.end.min(window.end);
        if kept.is_empty() {
            self.rows = self.read(window.clone(), scene)?;
        } else {
            let (before, after) = (window.start..kept.start, kept.end..window.end);
            let (mut rows, after) = (self.read(before, scene)?, self.read(after, scene)?);
            let first = kept.start - held.start;
            rows.extend(self.rows.drain(first..first + kept.len()));
            rows.extend(after);
            self.rows = rows;
        }
        self.held = window;
        Ok(())
    }

    fn read(&self, rows: Range<usize>, scene: &Scene<'_>) -> Result<Vec<Row>, ReadError> {
        let Some(list) = &self.list else { return Ok(Vec::new()) };
        Ok(scene.edition.rows(list, rows)?.iter().map(|card| self.row(card, scene)).collect())
    }

    /// The letters of the index under which there is a record with the filters that are set.
    fn index_letters(&self, scene: &Scene<'_>) -> Result<Vec<char>, ReadError> {
        let all = match self.shelf.index {
            Index::Letters => self.facets(scene).letters(scene.lang),
            Index::None => &[],
        };
        let whole = Selection { letter: None, ..self.selection.clone() };
        let counts = counts(&whole, all.iter(), |letter, selection| selection.letter = Some(*letter), scene)?;
        Ok(counts.into_iter().filter(|(_, count)| *count > 0).map(|(letter, _)| *letter).collect())
    }

    fn row(&self, card: &Card, scene: &Scene<'_>) -> Row {
        let (_, used) = card.title.get(scene.lang);
        Row {
            id: card.id,
            slug: card.slug.clone(),
            cells: (self.shelf.cells)(card, scene),
            // A preview says it at length; of a person it is what the row says already.
            below: match card.id.kind {
                _ if scene.grid.is_split() => String::new(),
                Kind::Person => String::new(),
                _ => parts::cell(card.summary.as_ref(), scene),
            },
            foreign: (used != scene.lang).then_some(used),
        }
    }

    /// A list of events opens on what is coming, if anything is.
    pub(super) fn first_selection(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        self.selection.lang = scene.lang;
        if self.shelf.filters.contains(&Filter::Time) {
            let coming = Selection { time: Time::Upcoming, ..self.selection.clone() };
            if !scene.edition.list(&coming, scene.now)?.is_empty() {
                self.selection = coming;
            }
        }
        Ok(())
    }

    fn chip(&self, filter: Filter, scene: &Scene<'_>) -> Result<Chip, ReadError> {
        let words = scene.strings.list;
        let selection = &self.selection;
        let value = match filter {
            Filter::Type => selection.type_.map(|type_| (scene.strings.names.types)(type_).to_owned()),
            Filter::Sector => selection.sector.as_ref().map(|name| parts::sector(name, scene)),
            Filter::Place => selection.place.as_ref().map(|key| parts::place_name(self.shelf.kind, key, scene)),
            Filter::Cluster => selection.cluster.as_ref().map(|slug| parts::short_name(slug, scene)).transpose()?,
            Filter::Time => match selection.time {
                Time::All => None,
                Time::Upcoming => Some(words.upcoming.to_owned()),
                Time::Past => Some(words.past.to_owned()),
            },
        };
        Ok(Chip { filter, value })
    }
}

/// How many records have each of `values` besides what `selection` asks for; `narrow` asks for one. With the counts of
/// the whole kind where that would mean reading too much.
pub(super) fn counts<'a, T>(
    selection: &Selection,
    values: impl ExactSizeIterator<Item = &'a (T, u32)>,
    narrow: impl Fn(&T, &mut Selection),
    scene: &Scene<'_>,
) -> Result<Vec<(&'a T, u32)>, ReadError> {
    let exact = scene.edition.list(selection, scene.now)?.len() * values.len() <= MOST_COUNTED;
    let count = |(value, known): &'a (T, u32)| {
        let mut narrowed = selection.clone();
        narrow(value, &mut narrowed);
        let count = if exact { scene.edition.list(&narrowed, scene.now)?.len() as u32 } else { *known };
        Ok((value, count))
    };
    values.map(count).collect()
}

/// The beginning of a record's page, as much as fits beside the list.
fn preview(id: Id, area: Rect, scene: &Scene<'_>) -> Result<Document, ReadError> {
    let lines = usize::from(area.height);
    let room = Room { width: area.width.min(TEXT_WIDTH), head: lines, aside: None, lines, links: Links::Named };
    Ok(lay_out(&sheet(id, scene)?, room, scene.signs).eased(scene.grid.ease.unpressed(), room.width))
}
