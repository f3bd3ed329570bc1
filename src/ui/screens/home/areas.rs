//! Where things stand on the first screen. Pure: made from the model and the grid alone, for drawing and for clicks.

use ratatui::layout::Rect;

use super::offered::{OFFERED, Offered};
use super::{MENU, Model};
use crate::ui::grid::{GUTTER, Grid, TEXT_WIDTH, gutter, split_columns, split_rows};

/// Things by their place in a list, with where they stand.
pub type Placed = Vec<(usize, Rect)>;

/// How many lines of an item are shown.
type Height = fn(&Offered) -> u16;

/// Two columns are at least so wide.
const LEAST_HALF: u16 = 60;

/// Where things stand on the first screen.
#[derive(Debug)]
pub struct Areas {
    pub title: Rect,
    pub summary: Rect,
    pub sections: Vec<Rect>,
    pub headings: Placed,
    /// Articles, then events: item and rectangle.
    pub offered: Placed,
    /// Hairlines: the column, and the rows beside which they stand.
    pub gutters: Vec<(u16, Rect)>,
}

impl Areas {
    /// Where an item stands: sections first, so many of them.
    pub fn item(&self, item: usize, sections: usize) -> Option<Rect> {
        match item.checked_sub(sections) {
            None => self.sections.get(item).copied(),
            Some(offered) => self.offered.iter().find(|(at, _)| *at == offered).map(|(_, area)| *area),
        }
    }
}

impl Model {
    pub(super) fn areas(&self, grid: &Grid) -> Areas {
        let body = grid.body;
        // The lowest screen with buttons for fingers has no row to spare for a name.
        let named = body.height > self.sections.len() as u16;
        let (title, rest) = split_rows(body, if named { self.heading.rows() } else { 0 });
        // The summary is the first to go when the screen is low.
        let least = self.sections.len() as u16 + 1;
        let lines = (self.summary.len() as u16).min(rest.height.saturating_sub(least));
        let (summary, rest) = split_rows(rest, lines);
        // A low screen gives its last row to a section rather than to air.
        let air = u16::from(rest.height >= least) + u16::from(rest.height > least + 10);
        let (_, rest) = split_rows(rest, air);
        let beside = rest.width >= 64 && self.offered().next().is_some();
        let (menu, right) = if beside {
            let (menu, right) = split_columns(rest, rest.width.saturating_sub(MENU + 5).max(rest.width / 2));
            (menu, Some(right))
        } else {
            (rest, None)
        };
        let menu_width = rest.width.saturating_sub(right.map_or(0, |right| right.width + 5)).min(MENU);
        let count = self.sections.len() as u16;
        // All sections in sight are worth more than air between them.
        let pitch = if count * 2 <= menu.height + 1 { 2 } else { 1 };
        // The air below a section belongs to it: a pointer that is a little too low means it.
        let section = |n| Rect { x: rest.x, y: rest.y + n * pitch, width: menu_width, height: pitch };
        let sections = (0..count).map(section).filter(|area| area.y < rest.bottom()).collect();
        let right = right.map(|right| Rect { x: rest.x + menu_width + 5, width: rest.width - menu_width - 5, ..right });
        let columns = right.map(columns).unwrap_or_default();
        let (headings, offered) = self.offer(&columns);
        let gutters = columns.into_iter().map(|column| (gutter(column), column)).collect();
        Areas { title, summary, sections, headings, offered, gutters }
    }

    /// Articles and events, each with its summary if that leaves none of them out.
    fn offer(&self, columns: &[Rect]) -> (Placed, Placed) {
        let full = self.offer_as(columns, Offered::full);
        if full.1.len() == self.offered().count() { full } else { self.offer_as(columns, Offered::short) }
    }

    /// Articles above events, or beside them where there are two columns.
    fn offer_as(&self, columns: &[Rect], height: Height) -> (Placed, Placed) {
        let (news, events) = ((0, self.news.as_slice()), (self.news.len(), self.events.as_slice()));
        let nothing = (0, [].as_slice());
        match columns {
            [] => (Vec::new(), Vec::new()),
            [one] => stack(*one, [news, events], height),
            [left, right, ..] => {
                let (mut headings, mut items) = stack(*left, [news, nothing], height);
                let beside = stack(*right, [nothing, events], height);
                headings.extend(beside.0);
                items.extend(beside.1);
                (headings, items)
            }
        }
    }

    /// The items that have a place on the screen, in their order: only those can be selected.
    pub(super) fn reachable(&self, grid: &Grid) -> Vec<usize> {
        let areas = self.areas(grid);
        let sections = 0..areas.sections.len();
        sections.chain(areas.offered.iter().map(|(at, _)| self.sections.len() + at)).collect()
    }
}

/// The columns right of the sections: two of them on a wide screen.
fn columns(right: Rect) -> Vec<Rect> {
    let width = column_width(right.width);
    let one = Rect { width, ..right };
    let two = Rect { x: right.x + width + GUTTER, ..one };
    if width < right.width && two.right() <= right.right() { vec![one, two] } else { vec![one] }
}

/// The width of a column in `room` right of the sections.
pub(super) fn column_width(room: u16) -> u16 {
    match room.saturating_sub(GUTTER) / 2 {
        half @ LEAST_HALF.. => half.min(TEXT_WIDTH),
        _ => room.min(TEXT_WIDTH),
    }
}

/// As many of each group as have room, in turn: the first of each comes first. A group has the number of its first item.
fn stack(column: Rect, groups: [(usize, &[Offered]); 2], lines: Height) -> (Placed, Placed) {
    // The handles stand in the gutter, so that the words begin where a column does.
    let area = Rect { x: column.x - 1, width: column.width + 1, ..column };
    let air = u16::from(area.height > 12);
    let mut shown = [0, 0];
    for (turn, group) in (1..=OFFERED).flat_map(|turn| [(turn, 0), (turn, 1)]) {
        let more = [if group == 0 { turn } else { shown[0] }, if group == 1 { turn } else { shown[1] }];
        if turn <= groups[group].1.len() && stack_height(groups, more, air, lines) <= area.height {
            shown = more;
        }
    }
    let (mut headings, mut items) = (Vec::new(), Vec::new());
    let mut y = area.y;
    for (at, ((first, group), count)) in groups.into_iter().zip(shown).enumerate() {
        if count == 0 {
            continue;
        }
        headings.push((at, Rect { y, height: 1, ..area }));
        y += 1;
        for (n, offered) in group.iter().take(count).enumerate() {
            let height = lines(offered);
            items.push((first + n, Rect { y, height, ..area }));
            y += height + air;
        }
        y += 1;
    }
    (headings, items)
}

/// The rows that so many of each group take: a heading above each group, air between its items, a blank row or two
/// between the groups.
fn stack_height(groups: [(usize, &[Offered]); 2], shown: [usize; 2], air: u16, lines: Height) -> u16 {
    let height = |((_, group), count): ((usize, &[Offered]), usize)| match count {
        0 => 0,
        _ => 1 + group.iter().take(count).map(|offered| lines(offered) + air).sum::<u16>(),
    };
    let [news, events] = [(groups[0], shown[0]), (groups[1], shown[1])].map(height);
    let between = u16::from(news > 0 && events > 0);
    (news + between + events).saturating_sub(air)
}
