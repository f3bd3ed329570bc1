//! The question whether somebody is still there, with the seconds left. In both languages: the visitor who left may not be
//! the one who looks.

use std::time::{Duration, Instant};

use ratatui::layout::Rect;

use crate::terminal::Size;
use crate::text::Lang;
use crate::ui::big::Big;
use crate::ui::paint::{Canvas, text_columns};
use crate::ui::strings::Strings;
use crate::ui::theme::Role;

/// When the next whole second before `ends` is reached.
pub fn next_second(ends: Instant, now: Instant) -> Instant {
    let left = seconds(ends.saturating_duration_since(now));
    ends.checked_sub(Duration::from_secs(left.saturating_sub(1))).unwrap_or(ends)
}

/// Seconds left, a begun one counted whole.
fn seconds(left: Duration) -> u64 {
    left.as_millis().div_ceil(1000) as u64
}

/// Draws the question over what is there.
pub fn draw(left: Duration, size: Size, lang: Lang, canvas: &mut Canvas<'_>) {
    let seconds = seconds(left);
    let (own, other) = (Strings::of(lang).lobby, Strings::of(lang.other()).lobby);
    let big = Big::new(&seconds.to_string(), 20, 1, canvas.signs.level).filter(|_| size.rows() >= 20);
    let lines = [
        (own.still_there.to_owned(), Role::Title),
        ((own.home_in)(seconds), Role::Text),
        (own.any_key.to_owned(), Role::Text),
        (other.still_there.to_owned(), Role::Muted),
        (other.any_key.to_owned(), Role::Muted),
    ];
    let big_rows = big.as_ref().map_or(0, |big| big.rows() + 1);
    let widest = lines.iter().map(|(line, _)| text_columns(line)).max().unwrap_or_default();
    let width = (widest + 6).min(size.columns());
    let height = (lines.len() as u16 + 2 + big_rows).min(size.rows());
    let area = Rect { x: (size.columns() - width) / 2, y: (size.rows() - height) / 2, width, height };
    for y in area.y..area.bottom() {
        canvas.fill(area.x, y, area.width, ' ', Role::Text);
    }
    canvas.rule(area);
    canvas.rule(Rect { y: area.bottom().saturating_sub(1), height: 1, ..area });
    let mut y = area.y + 1;
    if let Some(big) = big {
        big.draw(area.x + 3, y, Role::Accent, canvas);
        y += big_rows;
    }
    for ((line, role), y) in lines.iter().zip(y..area.bottom().saturating_sub(1)) {
        canvas.text(area.x + 3, y, area.width.saturating_sub(6), line, *role);
    }
}
