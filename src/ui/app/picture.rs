//! Draws a visit: header, screen, status line, footer; or the notice on a terminal that is too small. Never reads a disk.

use ratatui::buffer::Buffer;

use super::App;
use crate::terminal::Size;
use crate::text::wrap;
use crate::ui::glyphs::Signs;
use crate::ui::grid::LEAST;
use crate::ui::paint::Canvas;
use crate::ui::scene::{Context, Scene};
use crate::ui::screens::{AnyScreen, Frame};
use crate::ui::strings::Strings;
use crate::ui::theme::Role;
use crate::ui::{footer, header};

impl App {
    /// Draws everything. `buffer` must have the size of the context's terminal.
    pub fn view(&self, context: &Context<'_>, buffer: &mut Buffer) {
        let mut canvas = Canvas::new(buffer, &self.palette, Signs::of(context.profile.glyphs));
        let Some(scene) = self.scene(context) else {
            notice(&mut canvas, context.profile.size, Strings::of(self.lang));
            return;
        };
        let Some(step) = self.path.last() else { return };
        if step.screen.frame() == Frame::Parts {
            header::view(&scene, &self.names(&scene), &mut canvas);
        }
        step.screen.view(&scene, &mut canvas);
        self.status(&scene, &step.screen, &mut canvas);
        footer::view(&self.labels(&scene), &mut canvas);
    }

    fn status(&self, scene: &Scene<'_>, screen: &AnyScreen, canvas: &mut Canvas<'_>) {
        let line = screen.status_area(scene);
        if line.height == 0 {
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
}

/// What stands on a screen that is too small for anything else.
fn notice(canvas: &mut Canvas<'_>, size: Size, strings: &Strings) {
    let (columns, rows) = size.shown();
    let text = (strings.common.too_small)(LEAST.0, LEAST.1);
    let lines = wrap(&text, usize::from(columns));
    for (y, line) in (0..rows).zip(lines) {
        canvas.text(0, y, columns, line, Role::Text);
    }
}
