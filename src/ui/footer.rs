//! The last line: what can be done, each with its key, each to be pressed. Never knows what a label does.

use ratatui::layout::{Position, Rect};

use super::ease::Pointing;
use super::keys::{Binding, Key, LabelOf, Shown, cap};
use super::paint::{Canvas, text_columns};
use super::scene::Scene;
use super::theme::Role;

/// On a narrower screen signs stand without words.
const NARROW: u16 = 60;
/// Columns between two labels.
const GAP: u16 = 2;

/// A label in the footer.
#[derive(Clone, Debug)]
pub struct Label<M> {
    /// The key's name.
    pub cap: String,
    /// What it does.
    pub text: &'static str,
    /// What it means.
    pub message: M,
    /// Where it is.
    pub area: Rect,
}

/// The labels of `own` (the screen's bindings) from the left and of `global` (those of every screen) to the right, as many
/// as have room.
pub fn areas<M: Copy>(scene: &Scene<'_>, own: &[Binding<M>], global: &[Binding<M>]) -> Vec<Label<M>> {
    let line = scene.grid.footer;
    let (mut left, mut right) = (candidates(scene, own), candidates(scene, global));
    let width = |side: &[(u8, Label<M>)]| side.iter().map(|(_, label)| label.area.width + GAP).sum::<u16>();
    while width(&left) + width(&right) > line.width + GAP {
        let worst = left.iter().chain(&right).map(|(rank, _)| *rank).max();
        let place = |side: &[(u8, Label<M>)]| side.iter().rposition(|(rank, _)| Some(*rank) == worst);
        match (place(&left), place(&right)) {
            (Some(at), _) => drop(left.remove(at)),
            (None, Some(at)) => drop(right.remove(at)),
            (None, None) => break,
        }
    }
    let start_right = line.right() + GAP - width(&right).min(line.width + GAP);
    let mut labels = place_from(line.x, left);
    labels.extend(place_from(start_right, right));
    labels
}

/// Draws the footer.
pub fn view<M>(labels: &[Label<M>], canvas: &mut Canvas<'_>) {
    for label in labels {
        let mut area = label.area;
        if area.height > 1 {
            // A button: what can be touched is seen.
            for y in area.y..area.bottom() {
                canvas.fill(area.x, y, area.width, ' ', Role::Chip);
            }
            area.x += 1;
            let used = canvas.text(area.x, area.y, area.width, &label.cap, Role::Chip);
            canvas.text(area.x + used + 1, area.y, area.width.saturating_sub(used + 2), label.text, Role::Chip);
            continue;
        }
        let used = canvas.text(area.x, area.y, area.width, &label.cap, Role::Accent);
        canvas.text(area.x + used + 1, area.y, area.width.saturating_sub(used + 1), label.text, Role::Muted);
    }
}

/// What is pressed at `at`.
pub fn hit<M: Copy>(labels: &[Label<M>], at: Position) -> Option<M> {
    labels.iter().find(|label| label.area.contains(at)).map(|label| label.message)
}

fn candidates<M: Copy>(scene: &Scene<'_>, bindings: &[Binding<M>]) -> Vec<(u8, Label<M>)> {
    let by_finger = scene.grid.ease.pointing == Pointing::Finger;
    let shown = bindings.iter().filter_map(|binding| match (binding.shown, binding.keys) {
        // What a finger touches opens: it needs no key for it.
        (Shown::Footer(_), [Key::Enter, ..]) if by_finger => Some((u8::MAX, binding, Key::Enter)),
        (Shown::Footer(rank), [key, ..]) => Some((rank, binding, *key)),
        (Shown::Touch, [key, ..]) if by_finger => Some((0, binding, *key)),
        _ => None,
    });
    let label = shown.map(|(rank, binding, key)| {
        let (cap, text) = match (binding.shown, key) {
            (Shown::Touch, Key::PageUp) => (scene.signs.above.to_string(), touched(binding.label, scene)),
            (Shown::Touch, _) => (scene.signs.below.to_string(), touched(binding.label, scene)),
            _ => (cap(key, scene.signs, scene.strings), (binding.label)(scene.strings)),
        };
        // A button has a column of ground on both sides.
        let around = if scene.grid.footer.height > 1 { 2 } else { 0 };
        let width = text_columns(&cap) + 1 + text_columns(text) + around;
        let area = Rect { width, ..scene.grid.footer };
        (rank, Label { cap, text, message: binding.message, area })
    });
    label.collect()
}

/// A finger knows the sign: on a narrow screen it stands alone.
fn touched(label: LabelOf, scene: &Scene<'_>) -> &'static str {
    if scene.grid.footer.width < NARROW { "" } else { label(scene.strings) }
}

fn place_from<M>(mut x: u16, side: Vec<(u8, Label<M>)>) -> Vec<Label<M>> {
    let mut placed = Vec::with_capacity(side.len());
    for (_, mut label) in side {
        label.area.x = x;
        x += label.area.width + GAP;
        placed.push(label);
    }
    placed
}
