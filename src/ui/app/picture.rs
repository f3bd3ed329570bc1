//! Draws a visit: header, screen, status line, footer; or the notice on a terminal that is too small. Never reads a disk.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

use super::App;
use super::global::{BINDINGS, Global};
use crate::terminal::{Picture, Size};
use crate::text::wrap;
use crate::ui::ease::TextSize;
use crate::ui::glyphs::Signs;
use crate::ui::grid::LEAST;
use crate::ui::keys::cap;
use crate::ui::paint::Canvas;
use crate::ui::scene::{Context, Scene};
use crate::ui::screens::{AnyScreen, Frame};
use crate::ui::strings::Strings;
use crate::ui::theme::Role;
use crate::ui::{footer, header};

/// Where the status line `line` shows the visitor's place: its right half, and what before it is cut for it.
pub(super) fn position_area(line: Rect) -> Rect {
    let width = line.width / 2 + 3;
    Rect { x: line.right().saturating_sub(width).max(line.x), width: width.min(line.width), ..line }
}

impl App {
    /// Draws everything in the cells of `buffer`, which must have the size of the context's terminal.
    pub fn view(&self, context: &Context<'_>, buffer: &mut Buffer) {
        let mut picture = Picture::over(std::mem::take(buffer));
        self.draw(context, &mut picture);
        *buffer = picture.into_cells();
    }

    /// Draws everything. `picture` must have the size of the context's terminal.
    pub fn draw(&self, context: &Context<'_>, picture: &mut Picture) {
        let mut canvas = Canvas::new(picture, &self.palette, Signs::of(context.profile.glyphs));
        let Some(scene) = self.scene(context) else {
            self.notice(context.profile.size, &mut canvas);
            return;
        };
        let Some(step) = self.path.last() else { return };
        let grid = &scene.grid;
        if step.screen.frame() == Frame::Parts && (canvas.wants(grid.header) || canvas.wants(grid.rule)) {
            header::view(&scene, &self.names(&scene), &mut canvas);
        }
        step.screen.view(&scene, &mut canvas);
        self.status(&scene, &step.screen, &mut canvas);
        if canvas.wants(grid.footer) {
            footer::view(&self.labels(&scene), &mut canvas);
        }
    }

    fn status(&self, scene: &Scene<'_>, screen: &AnyScreen, canvas: &mut Canvas<'_>) {
        let line = screen.status_area(scene);
        if line.height == 0 || !canvas.wants(line) {
            return;
        }
        let position = screen.position(scene);
        let used = canvas.text_right(line.right(), line.y, line.width / 2, &position, Role::Muted);
        let room = line.width.saturating_sub(used + 2);
        if let Some(note) = &self.note {
            canvas.text(line.x, line.y, room, &note.text, note.role);
        } else if scene.edition.clock_is_wrong(scene.now) {
            canvas.text(line.x, line.y, room, scene.strings.common.clock_is_wrong, Role::Warning);
        } else if let (1, Some(help)) = (self.path.len(), &scene.edition.kiosk().help_line) {
            canvas.text(line.x, line.y, room, help.any(self.lang), Role::Muted);
        }
    }

    /// What stands on a screen that is too small for anything else: the size it takes, and the keys that work.
    fn notice(&self, size: Size, canvas: &mut Canvas<'_>) {
        let (columns, rows) = size.shown();
        let strings = Strings::of(self.lang);
        let text = (strings.common.too_small)(LEAST, (size.columns(), size.rows()));
        let mut y = 0;
        for line in wrap(&text, usize::from(columns)).take(usize::from(rows)) {
            canvas.text(0, y, columns, line, Role::Text);
            y += 1;
        }
        let offered = [Global::Language, Global::Quit].into_iter().filter(|global| self.offers(*global));
        for binding in offered.filter_map(|global| BINDINGS.iter().find(|binding| binding.message == global)) {
            let Some(key) = binding.keys.first() else { continue };
            let text = format!("{} {}", cap(*key, canvas.signs, strings), (binding.label)(strings));
            canvas.text(0, y, columns, &text, Role::Accent);
            y += 1;
        }
    }

    /// Whether the screen shows something else than with text of this size, notes apart.
    pub(super) fn looks_unlike(&mut self, size: TextSize, context: &Context<'_>) -> bool {
        let Some(grid) = self.grid(context) else { return false };
        let shown = self.picture(context, grid.status.y);
        let now = std::mem::replace(&mut self.text_size, size);
        self.freshen(context);
        let before = self.picture(context, grid.status.y);
        self.text_size = now;
        self.freshen(context);
        shown != before
    }

    /// The cells of all rows but one.
    fn picture(&self, context: &Context<'_>, without: u16) -> Vec<Cell> {
        let mut buffer = Buffer::empty(context.profile.size.area());
        self.view(context, &mut buffer);
        let columns = usize::from(buffer.area.width);
        let row = usize::from(without) * columns;
        buffer.content.drain(row..row + columns);
        buffer.content
    }
}
