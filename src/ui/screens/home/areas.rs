//! Where things stand on the first screen. Pure: made from the model and the grid alone, for drawing and for clicks.

use ratatui::layout::Rect;

use super::{MENU, Model, OFFERED, Offered};
use crate::ui::grid::{Grid, TEXT_WIDTH, gutter, split_columns, split_rows};

/// Things by their place in a list, with where they stand.
pub type Placed = Vec<(usize, Rect)>;

/// Where things stand on the first screen.
#[derive(Debug)]
pub struct Areas {
    pub title: Rect,
    pub summary: Rect,
    pub sections: Vec<Rect>,
    pub headings: Placed,
    /// Articles, then events: item and rectangle.
    pub offered: Placed,
    pub gutter: Option<(u16, Rect)>,
}

impl Model {
    pub(super) fn areas(&self, grid: &Grid) -> Areas {
        let body = grid.body;
        let (title, rest) = split_rows(body, 1);
        // The summary is the first to go when the screen is low.
        let least = self.sections.len() as u16 + 1;
        let lines = (self.summary.len() as u16).min(rest.height.saturating_sub(least));
        let (summary, rest) = split_rows(rest, lines);
        let (_, rest) = split_rows(rest, 1 + u16::from(rest.height > least + 10));
        let beside = rest.width >= 64 && self.offered().next().is_some();
        let (menu, right) = if beside {
            let (menu, right) = split_columns(rest, rest.width.saturating_sub(MENU + 5).max(rest.width / 2));
            (menu, Some(right))
        } else {
            (rest, None)
        };
        let menu_width = rest.width.saturating_sub(right.map_or(0, |right| right.width + 5)).min(MENU);
        let count = self.sections.len() as u16;
        let pitch = if count * 2 <= menu.height + 1 { 2 } else { grid.ease.pitch() };
        let section = |n| Rect { x: rest.x, y: rest.y + n * pitch, width: menu_width, height: grid.ease.pitch() };
        let sections = (0..count).map(section).filter(|area| area.y < rest.bottom()).collect();
        let right = right.map(|right| Rect { x: rest.x + menu_width + 5, width: rest.width - menu_width - 5, ..right });
        // The handles stand in the gutter, so that the words begin where a column does.
        let inner = |right: Rect| Rect { x: right.x - 1, width: right.width.min(TEXT_WIDTH) + 1, ..right };
        let (headings, offered) = right.map(|area| self.stack(inner(area))).unwrap_or_default();
        Areas { title, summary, sections, headings, offered, gutter: right.map(|right| (gutter(right), right)) }
    }

    /// Articles above events, as many of each as have room, in turn: the first of each comes first.
    fn stack(&self, area: Rect) -> (Placed, Placed) {
        let groups = [self.news.as_slice(), self.events.as_slice()];
        let air = u16::from(area.height > 12);
        let mut shown = [0, 0];
        for (turn, group) in (1..=OFFERED).flat_map(|turn| [(turn, 0), (turn, 1)]) {
            let more = [if group == 0 { turn } else { shown[0] }, if group == 1 { turn } else { shown[1] }];
            if turn <= groups[group].len() && stack_height(groups, more, air) <= area.height {
                shown = more;
            }
        }
        let (mut headings, mut items) = (Vec::new(), Vec::new());
        let (mut y, mut first) = (area.y, 0);
        for (at, (group, count)) in groups.into_iter().zip(shown).enumerate() {
            if count > 0 {
                headings.push((at, Rect { y, height: 1, ..area }));
                y += 1;
            }
            for (n, offered) in group.iter().take(count).enumerate() {
                let height = offered.lines.len() as u16;
                items.push((first + n, Rect { y, height, ..area }));
                y += height + air;
            }
            y += 1;
            first += group.len();
        }
        (headings, items)
    }

    /// The items that have a place on the screen, in their order: only those can be selected.
    pub(super) fn reachable(&self, grid: &Grid) -> Vec<usize> {
        let areas = self.areas(grid);
        let sections = 0..areas.sections.len();
        sections.chain(areas.offered.iter().map(|(at, _)| self.sections.len() + at)).collect()
    }
}

/// The rows that so many of each group take: a heading above each group, air between its items, a blank row or two
/// between the groups.
fn stack_height(groups: [&[Offered]; 2], shown: [usize; 2], air: u16) -> u16 {
    let height = |(group, count): (&[Offered], usize)| match count {
        0 => 0,
        _ => 1 + group.iter().take(count).map(|offered| offered.lines.len() as u16 + air).sum::<u16>(),
    };
    let [news, events] = [(groups[0], shown[0]), (groups[1], shown[1])].map(height);
    let between = u16::from(news > 0 && events > 0);
    (news + between + events).saturating_sub(air)
}
