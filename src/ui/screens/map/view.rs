//! Draws the map and the list of its towns. Never reads the edition.

use ratatui::layout::Rect;

use super::{Areas, Model, areas};
use crate::ui::grid::gutter;
use crate::ui::handle::{self, State};
use crate::ui::heading;
use crate::ui::paint::{Canvas, text_columns};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

impl Model {
    pub(super) fn draw(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        let Areas { title, map, list, pitch, note } = areas(&scene.grid);
        let words = scene.strings.map;
        let used = heading::one_row(words.title, title, scene, canvas);
        let (x, room) = (title.x + used + 2, title.width.saturating_sub(used + 2));
        canvas.text(x, title.y, room, &self.filters, Role::Muted);
        if self.towns.is_empty() {
            canvas.text(list.x, list.y, list.width, words.empty, Role::Muted);
            return;
        }
        if let Some(map) = map {
            canvas.stem(gutter(list), Rect { height: list.height + note.height, ..list });
            self.draw_map(map, scene, canvas);
        }
        self.draw_list(list, pitch, canvas);
        if self.elsewhere > 0 {
            canvas.text(note.x, note.y, note.width, &(words.elsewhere)(self.elsewhere), Role::Muted);
        }
    }

    fn draw_list(&self, list: Rect, pitch: u16, canvas: &mut Canvas<'_>) {
        for (y, row) in (list.y..list.bottom()).step_by(pitch.into()).zip(self.cursor.window()) {
            let Some(town) = self.towns.get(row) else { continue };
            let line = Rect { y, height: 1, ..list };
            handle::draw(canvas, line, self.cursor.digit_of(row), State::of(row, self.cursor.selected()));
            let count = town.count.to_string();
            let room = list.width.saturating_sub(handle::WIDTH + 1);
            let used = canvas.text_right(list.right(), y, room, &count, Role::Muted);
            let name = room.saturating_sub(used + 1);
            canvas.text(list.x + handle::WIDTH + 1, y, name, &town.name, Role::Text);
        }
    }

    /// The names that have room, the marks, and the scale where no name is.
    fn draw_map(&self, map: Rect, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        let Some(frame) = self.frame(map) else { return };
        let marks = self.marks(&frame);
        let labels = self.labels(&marks, map);
        let selected = self.cursor.selected();
        for (town, label) in labels.iter().enumerate().filter_map(|(town, label)| Some((town, (*label)?))) {
            let name = self.towns.get(town).map_or("", |town| town.name.as_str());
            let role = if town == selected { Role::Title } else { Role::Text };
            canvas.text(label.x, label.y, label.width, name, role);
        }
        for (town, at) in marks.iter().enumerate() {
            let (sign, role) =
                if town == selected { (scene.signs.chosen, Role::Handle) } else { (scene.signs.bullet, Role::Accent) };
            canvas.fill(at.x, at.y, 1, sign, role);
        }
        let (kilometres, columns) = frame.scale();
        let words = (scene.strings.map.kilometres)(kilometres);
        let scale = Rect { y: map.bottom() - 1, width: columns + 1 + text_columns(&words), height: 1, ..map };
        let taken = |place: Rect| place.intersects(scale);
        if !labels.iter().flatten().any(|label| taken(*label)) && !marks.iter().any(|mark| scale.contains(*mark)) {
            canvas.fill(scale.x, scale.y, columns, scene.signs.rule, Role::Rule);
            canvas.text(scale.x + columns + 1, scale.y, text_columns(&words), &words, Role::Muted);
        }
    }
}
