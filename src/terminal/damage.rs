//! Which part of a picture may differ from the one before. Never finds that out: whoever changed something says so.

use std::ops::Range;

use ratatui::layout::Rect;

/// With more areas than this all is looked at: it costs less than asking of everything whether it meets one.
const MOST: usize = 12;

/// Where a picture may differ from the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Anywhere.
    Everything,
    /// In these areas only, in columns and rows of the whole picture. A sign of two columns is within one or outside all.
    Areas(Vec<Rect>),
}

impl Damage {
    /// It is the same.
    pub const NONE: Self = Self::Areas(Vec::new());

    /// Makes it hold what `other` holds too.
    pub fn add(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Areas(areas), Self::Areas(others)) if areas.len() + others.len() <= MOST => areas.extend(others),
            _ => *self = Self::Everything,
        }
    }

    /// Whether anything in `area` may differ.
    pub fn meets(&self, area: Rect) -> bool {
        match self {
            Self::Everything => true,
            Self::Areas(areas) => areas.iter().any(|damaged| damaged.intersects(area)),
        }
    }
}

/// The rows that `areas` touch, each once, from above.
pub fn rows(areas: &[Rect]) -> Vec<u16> {
    let mut rows: Vec<u16> = areas.iter().flat_map(|area| area.y..area.bottom()).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// The columns of row `y` that `areas` hold; some may be in several of them.
pub fn columns(areas: &[Rect], y: u16) -> impl Iterator<Item = Range<usize>> {
    let touching = areas.iter().filter(move |area| (area.y..area.bottom()).contains(&y));
    touching.map(|area| usize::from(area.x)..usize::from(area.right()))
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::{Damage, MOST, columns, rows};

    #[test]
    fn what_is_added_is_held_and_too_much_is_everything() {
        let row = |y| Damage::Areas(vec![Rect::new(2, y, 3, 1)]);
        let mut damage = Damage::NONE;
        assert!(!damage.meets(Rect::new(0, 0, 80, 24)));
        for y in 0..MOST as u16 {
            damage.add(row(y));
            assert!(damage.meets(Rect::new(4, y, 9, 1)) && !damage.meets(Rect::new(5, y, 9, 1)), "{y}");
            assert!(!damage.meets(Rect::new(0, y + 1, 80, 1)), "{y}");
        }
        damage.add(row(40));
        assert_eq!(damage, Damage::Everything);
        damage.add(Damage::NONE);
        assert_eq!(damage, Damage::Everything);
        assert!(damage.meets(Rect::new(70, 9, 1, 1)));
    }

    #[test]
    fn rows_come_once_and_from_above() {
        let areas = [Rect::new(0, 5, 3, 2), Rect::new(60, 2, 20, 1), Rect::new(40, 6, 2, 1), Rect::new(0, 9, 4, 0)];
        assert_eq!(rows(&areas), [2, 5, 6]);
        assert_eq!(columns(&areas, 6).collect::<Vec<_>>(), [0..3, 40..42]);
        assert_eq!(columns(&areas, 3).count(), 0);
    }
}
