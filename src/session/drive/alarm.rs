//! Wakes a visit at a time that keeps moving. Never decides what is due.

use std::future::pending;
use std::pin::Pin;
use std::time::Instant;

use tokio::time::{Sleep, sleep_until};

/// A timer that stands at the time of the last wait or before it. Every key moves the end of a visit by as much as it took
/// to press it: to set the timer anew each time would cost more than to find, once in some minutes, that it rang too soon.
pub struct Alarm {
    timer: Pin<Box<Sleep>>,
    rings: Option<Instant>,
}

impl Alarm {
    pub fn new() -> Self {
        Self { timer: Box::pin(sleep_until(Instant::now().into())), rings: None }
    }

    /// Waits until `due`, for ever if there is none. The wait may be given up and another begun.
    pub async fn wait(&mut self, due: Option<Instant>) {
        let Some(due) = due else { return pending().await };
        loop {
            if self.rings.is_none_or(|rings| due < rings) {
                self.timer.as_mut().reset(due.into());
                self.rings = Some(due);
            }
            self.timer.as_mut().await;
            self.rings = None;
            if Instant::now() >= due {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use tokio::time::timeout;

    use super::Alarm;

    const SOON: Duration = Duration::from_millis(20);
    const FAR: Duration = Duration::from_hours(1);

    #[tokio::test]
    async fn it_never_rings_before_its_time_and_always_then() {
        let (mut alarm, start) = (Alarm::new(), Instant::now());
        // A wait that is given up leaves the timer where it is; a nearer time sets it anew, a farther one does not.
        for (due, rings) in
            [(FAR, false), (SOON, true), (SOON, false), (FAR, false), (2 * SOON, true), (3 * SOON, true)]
        {
            let patience = if rings { FAR } else { Duration::from_millis(1) };
            let waited = timeout(patience, alarm.wait(Some(start + due))).await;
            if waited.is_ok() {
                assert!(start.elapsed() >= due, "{due:?} {:?}", start.elapsed());
            } else {
                assert!(!rings, "{due:?}");
            }
        }
        assert!(timeout(SOON, alarm.wait(None)).await.is_err());
    }
}
