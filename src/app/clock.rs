//! The local time of a zone. The only file, with the doors, that asks the clock.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::content::{Civil, Day};

/// The zone of a kiosk that names none, and of one whose name is not known to this machine.
pub const DEFAULT_ZONE: &str = "Europe/Sofia";

/// A zone's clock.
#[derive(Clone, Debug)]
pub struct Clock(TimeZone);

impl Clock {
    /// The clock of the IANA zone `name`. A machine without time zone files knows [`DEFAULT_ZONE`] all the same; an
    /// unknown name means that one.
    pub fn of_zone(name: &str) -> Self {
        Self(TimeZone::get(name).unwrap_or_else(|_| jiff::tz::get!("Europe/Sofia")))
    }

    /// What the clock shows now.
    pub fn now(&self) -> Civil {
        self.at(Timestamp::now())
    }

    /// What the clock shows at `moment`.
    pub fn at(&self, moment: Timestamp) -> Civil {
        let local = moment.to_zoned(self.0.clone()).datetime();
        let (hour, minute) = (local.hour().unsigned_abs(), local.minute().unsigned_abs());
        Civil { day: Day::from(local.date()), hour, minute }
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn an_unknown_zone_shows_the_time_of_sofia() {
        let moment = "2026-07-01T09:30:00Z".parse().expect("a moment");
        let reading = Clock::of_zone("Nowhere/Town").at(moment);
        assert_eq!((reading.hour, reading.minute), (12, 30));
        assert_eq!(Clock::of_zone("UTC").at(moment).hour, 9);
    }
}
