//! How degrees become cells: towns on a plane, north up, and where each name has room. Never draws.

use ratatui::layout::{Position, Rect};

use crate::content::Coordinates;
use crate::ui::paint::text_columns;

/// A cell is about twice as high as it is wide.
const CELL_HEIGHT: f64 = 2.0;
/// Kilometres of a degree of latitude.
const DEGREE: f64 = 111.2;

/// How degrees become cells.
pub(super) struct Frame {
    map: Rect,
    west: f64,
    north: f64,
    /// Columns to a degree of longitude, rows to a degree of latitude.
    columns: f64,
    rows: f64,
    /// Empty columns and rows before the picture, which stands in the middle.
    offset: (f64, f64),
}

impl Frame {
    /// The frame that shows all `places` in `map` as large as their shape allows; nothing without places or room.
    pub(super) fn around(places: &[Coordinates], map: Rect) -> Option<Self> {
        if map.width < 8 || map.height < 4 {
            return None;
        }
        let degrees = |millionths: i32| f64::from(millionths) / 1e6;
        let bounds = |of: fn(&Coordinates) -> i32| {
            let values = || places.iter().map(of);
            Some((degrees(values().min()?), degrees(values().max()?)))
        };
        let (south, north) = bounds(|at| at.latitude)?;
        let (west, east) = bounds(|at| at.longitude)?;
        // A degree of longitude is shorter the farther north it is.
        let narrow = f64::midpoint(south, north).to_radians().cos();
        let (width, height) = (f64::from(map.width - 1), f64::from(map.height - 1));
        let across = ((east - west) * narrow).max(0.01);
        let up = (north - south).max(0.01);
        // Most names stand to the right of their marks: a fifth of the width is theirs.
        let rows = (height / up).min(width * 0.8 / across / CELL_HEIGHT);
        let columns = rows * CELL_HEIGHT * narrow;
        let offset = ((width * 0.8 - (east - west) * columns).max(0.0) / 2.0, (height - up * rows).max(0.0) / 2.0);
        Some(Self { map, west, north, columns, rows, offset })
    }

    /// The cell of a place.
    pub(super) fn place(&self, at: Coordinates) -> Position {
        let x = (f64::from(at.longitude) / 1e6 - self.west) * self.columns + self.offset.0;
        let y = (self.north - f64::from(at.latitude) / 1e6) * self.rows + self.offset.1;
        let limit = |value: f64, most: u16| (value.round().max(0.0) as u16).min(most - 1);
        Position { x: self.map.x + limit(x, self.map.width), y: self.map.y + limit(y, self.map.height) }
    }

    /// A round number of kilometres, and the columns it takes.
    pub(super) fn scale(&self) -> (u32, u16) {
        let per_row = DEGREE / self.rows;
        let columns = |kilometres: u32| (f64::from(kilometres) / per_row * CELL_HEIGHT).round() as u16;
        let fits = |kilometres: &u32| columns(*kilometres) <= 16;
        let kilometres = [500, 200, 100, 50, 20, 10, 5, 2, 1].into_iter().find(fits).unwrap_or(1);
        (kilometres, columns(kilometres).max(1))
    }
}

/// Where each of `names` has room beside its mark: one row, as wide as the name. Those that come first in `order` choose
/// first; nothing where every side is taken or ends outside of `map`.
pub(super) fn labels(marks: &[Position], names: &[&str], order: &[usize], map: Rect) -> Vec<Option<Rect>> {
    // A name keeps a column to the mark of another town on either side, or it would seem to be that town's.
    let mut taken: Vec<Rect> = marks.iter().map(|at| Rect { x: at.x, y: at.y, width: 1, height: 1 }).collect();
    let mut labels = vec![None; marks.len()];
    for town in order {
        let (Some(at), Some(name)) = (marks.get(*town), names.get(*town)) else { continue };
        let free = |label: &Rect| {
            let wide = Rect { x: label.x.saturating_sub(1), width: label.width + 2, ..*label };
            let own = Rect { x: at.x, y: at.y, width: 1, height: 1 };
            taken.iter().all(|other| *other == own || !other.intersects(wide))
        };
        let label = beside(*at, text_columns(name), map).into_iter().flatten().find(free);
        if let (Some(label), Some(place)) = (label, labels.get_mut(*town)) {
            taken.push(label);
            *place = Some(label);
        }
    }
    labels
}

/// The places for a name of `width` columns at a mark: to the right, to the left, below and above it; those outside of
/// `map` are left out.
fn beside(at: Position, width: u16, map: Rect) -> [Option<Rect>; 4] {
    let label = |x: Option<u16>, y: Option<u16>| {
        let label = Rect { x: x?, y: y?, width, height: 1 };
        (label.x >= map.x && label.y >= map.y && label.right() <= map.right() && label.bottom() <= map.bottom())
            .then_some(label)
    };
    let middle = at.x.saturating_sub(width / 2).clamp(map.x, map.right().saturating_sub(width).max(map.x));
    [
        label(Some(at.x + 2), Some(at.y)),
        label(at.x.checked_sub(width + 1), Some(at.y)),
        label(Some(middle), Some(at.y + 1)),
        label(Some(middle), at.y.checked_sub(1)),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Position, Rect, labels};

    const MAP: Rect = Rect { x: 0, y: 0, width: 30, height: 5 };

    #[test]
    fn a_name_that_has_no_room_on_one_side_stands_on_another() {
        let marks = [Position { x: 10, y: 2 }, Position { x: 12, y: 2 }, Position { x: 29, y: 0 }];
        let found = labels(&marks, &["Пирдоп", "Златица", "Антон"], &[0, 1, 2], MAP);
        let places: Vec<_> = found.iter().flatten().map(|label| (label.x, label.y, label.width)).collect();
        assert_eq!(places, [(3, 2, 6), (14, 2, 7), (23, 0, 5)]);
    }

    #[test]
    fn names_never_lie_on_each_other_or_on_marks_or_outside() {
        let marks: Vec<Position> = (0..12).map(|n| Position { x: n * 7 % 30, y: n * 3 % 5 }).collect();
        let order: Vec<usize> = (0..12).collect();
        let found = labels(&marks, &["Чавдар"; 12], &order, MAP);
        assert!(found.iter().flatten().count() > 3, "{found:?}");
        for (town, label) in found.iter().enumerate().filter_map(|(town, label)| Some((town, (*label)?))) {
            assert_eq!(MAP.intersection(label), label, "inside");
            assert!(!marks.iter().any(|mark| label.contains(*mark)), "{label:?} is on a mark");
            let others = found.iter().enumerate().filter(|(other, _)| *other != town);
            assert!(!others.filter_map(|(_, other)| *other).any(|other| other.intersects(label)), "{label:?}");
        }
    }
}
