//! How often frames may be drawn. Never waits itself: it says until when.

use std::time::{Duration, Instant};

/// The time between two frames when they come one after the other: 25 a second.
const FRAME: Duration = Duration::from_millis(40);
/// So many frames may come at once: a visitor's keys are answered without delay, however fast a person types, and only
/// something that never rests is held to the rate.
const BURST: u32 = 250;

/// A token bucket of frames, kept as the time at which it would be full.
#[derive(Debug, Default)]
pub struct Pace {
    full_at: Option<Instant>,
}

impl Pace {
    /// When the next frame may be drawn; not after `now` when it may be at once.
    pub fn next(&self, now: Instant) -> Instant {
        self.full_at.and_then(|full| full.checked_sub(FRAME * (BURST - 1))).map_or(now, |next| next.max(now))
    }

    /// A frame is drawn at `now`.
    pub fn drawn(&mut self, now: Instant) {
        self.full_at = Some(self.full_at.map_or(now, |full| full.max(now)) + FRAME);
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::{BURST, Pace};

    #[test]
    fn a_burst_is_answered_at_once_and_a_flood_at_25_a_second() {
        let (mut pace, start) = (Pace::default(), Instant::now());
        for _ in 0..BURST {
            assert_eq!(pace.next(start), start);
            pace.drawn(start);
        }
        let (mut now, mut frames) = (start, 0);
        while now < start + Duration::from_secs(4) {
            now = pace.next(now);
            pace.drawn(now);
            frames += 1;
        }
        assert!((99..=101).contains(&frames), "{frames}");
    }

    #[test]
    fn rest_gives_the_burst_back() {
        let (mut pace, start) = (Pace::default(), Instant::now());
        for _ in 0..1000 {
            pace.drawn(start);
        }
        assert!(pace.next(start) > start);
        let later = start + Duration::from_mins(1);
        assert_eq!(pace.next(later), later);
    }
}
