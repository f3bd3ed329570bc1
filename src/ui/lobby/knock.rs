//! The administrator's sign: the same three times in a row, quickly. Never swallows anything: what makes up the sign is
//! taken by the screen too, where it does no harm.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, MouseButton, MouseEventKind};

use crate::ui::input::Input;

/// So many make a sign.
const TIMES: u8 = 3;
/// They must follow each other within this.
const WITHIN: Duration = Duration::from_millis(1500);
/// The upper left corner: columns and rows.
const CORNER: (u16, u16) = (6, 3);

/// What the sign is made of: a key of a full keyboard, one of a keypad, a finger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tap {
    F12,
    Star,
    Corner,
}

/// What was seen of a sign so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Knock {
    last: Option<(Tap, Instant)>,
    times: u8,
}

impl Knock {
    /// Whether `input` completes the sign.
    pub fn heard(&mut self, input: &Input, now: Instant) -> bool {
        let tap = match input {
            Input::Key(key) if key.code == KeyCode::F(12) => Tap::F12,
            Input::Key(key) if key.code == KeyCode::Char('*') => Tap::Star,
            Input::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
                if mouse.column >= CORNER.0 || mouse.row >= CORNER.1 {
                    *self = Self::default();
                    return false;
                }
                Tap::Corner
            }
            Input::Key(_) => {
                *self = Self::default();
                return false;
            }
            _ => return false,
        };
        let follows = self.last.is_some_and(|(last, at)| last == tap && now.saturating_duration_since(at) <= WITHIN);
        self.times = if follows { self.times + 1 } else { 1 };
        self.last = Some((tap, now));
        if self.times >= TIMES {
            *self = Self::default();
            return true;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

    use super::Knock;
    use crate::ui::input::Input;

    fn key(code: KeyCode) -> Input {
        Input::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn touch(column: u16, row: u16, kind: MouseEventKind) -> Input {
        Input::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
    }

    fn heard(inputs: &[Input], step: Duration) -> bool {
        let (mut knock, mut now, mut heard) = (Knock::default(), Instant::now(), false);
        for input in inputs {
            now += step;
            heard = knock.heard(input, now);
        }
        heard
    }

    #[test]
    fn three_alike_in_a_row_are_the_sign() {
        let quick = Duration::from_millis(300);
        let down = MouseEventKind::Down(MouseButton::Left);
        let up = MouseEventKind::Up(MouseButton::Left);
        let (f12, star) = (key(KeyCode::F(12)), key(KeyCode::Char('*')));
        assert!(heard(&[f12.clone(), f12.clone(), f12.clone()], quick));
        assert!(heard(&[star.clone(), star.clone(), star.clone()], quick));
        let corner = [touch(0, 0, down), touch(0, 0, up), touch(5, 2, down), touch(5, 2, up), touch(1, 1, down)];
        assert!(heard(&corner, quick));
        assert!(!heard(&[f12.clone(), f12.clone(), star.clone()], quick), "not alike");
        assert!(!heard(&[f12.clone(), f12.clone(), key(KeyCode::Up), f12.clone()], quick), "not in a row");
        assert!(!heard(&[touch(0, 0, down), touch(9, 9, down), touch(0, 0, down)], quick), "not all in the corner");
        assert!(!heard(&[f12.clone(), f12.clone(), f12], Duration::from_secs(2)), "not quickly");
    }
}
