//! How often a PIN may be tried. Never knows the PIN.

use std::time::{Duration, Instant};

/// Wrong PINs without a wait: a slip of a finger is no attack.
const FREE: u32 = 2;
/// The first wait; each wrong PIN after it doubles it.
const FIRST: Duration = Duration::from_secs(5);
/// The longest wait. Four digits then take a month on average.
const LONGEST: Duration = Duration::from_mins(10);

/// Counts wrong PINs over all visits of a screen: leaving the panel forgets none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gate {
    wrong: u32,
    opens: Option<Instant>,
}

impl Gate {
    /// How long until a PIN is looked at; zero if at once.
    pub fn wait(&self, now: Instant) -> Duration {
        self.opens.map_or(Duration::ZERO, |opens| opens.saturating_duration_since(now))
    }

    /// A PIN was wrong.
    pub fn refuse(&mut self, now: Instant) {
        self.wrong = self.wrong.saturating_add(1);
        if let Some(doublings) = self.wrong.checked_sub(FREE + 1) {
            let wait = FIRST.saturating_mul(1_u32.checked_shl(doublings.min(30)).unwrap_or(u32::MAX));
            self.opens = Some(now + wait.min(LONGEST));
        }
    }

    /// The PIN was right.
    pub fn pass(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Gate;

    #[test]
    fn the_wait_doubles_and_has_an_end() {
        let now = Instant::now();
        let mut gate = Gate::default();
        let mut waits = Vec::new();
        for _ in 0..40 {
            gate.refuse(now);
            waits.push(gate.wait(now).as_secs());
        }
        assert_eq!(waits.get(..6), Some(&[0, 0, 5, 10, 20, 40][..]));
        assert_eq!(waits.last(), Some(&600));
        assert_eq!(gate.wait(now + Duration::from_secs(599)).as_secs(), 1);
        gate.pass();
        assert_eq!(gate.wait(now), Duration::ZERO);
    }
}
