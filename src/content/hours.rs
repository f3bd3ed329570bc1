//! When the kiosk is open, from its settings. Never asks the clock, and never decides what is shown outside the hours.

use super::{Civil, Day, Kiosk};

/// How many days ahead an opening is looked for: a house that is closed longer names no day.
const HORIZON: i32 = 60;

impl Kiosk {
    /// Whether the kiosk is open at `now`. Without opening hours it always is, closed days apart.
    pub fn is_open(&self, now: Civil) -> bool {
        self.open_minutes(now.day).is_some_and(|(from, to)| (from..to).contains(&minute_of_day(now)))
    }

    /// When it opens next after `now`; nothing if not within 60 days. While it is open, the opening after the next
    /// closing.
    pub fn opens_next(&self, now: Civil) -> Option<Civil> {
        let minute = minute_of_day(now);
        (0..=HORIZON).find_map(|days| {
            let day = now.day.plus_days(days)?;
            let (from, _) = self.open_minutes(day)?;
            if days == 0 && from <= minute {
                return None;
            }
            Civil::new(day, u8::try_from(from / 60).ok()?, u8::try_from(from % 60).ok()?)
        })
    }

    /// The first open and the first closed minute of a day; nothing on a closed one.
    fn open_minutes(&self, day: Day) -> Option<(u16, u16)> {
        let yearly = self.closed.yearly.contains(&(day.month(), day.day()));
        if yearly || self.closed.days.contains(&day) {
            return None;
        }
        let Some(week) = &self.hours else { return Some((0, 24 * 60)) };
        let hours = (*week.get(day.weekday())?)?;
        Some((hours.from, hours.to))
    }
}

fn minute_of_day(now: Civil) -> u16 {
    u16::from(now.hour) * 60 + u16::from(now.minute)
}

#[cfg(test)]
mod tests {
    use crate::content::{Civil, ClosedDays, Day, DayHours, Kiosk, Localized};
    use crate::text::Lang;

    fn kiosk(hours: Option<[Option<DayHours>; 7]>, closed: ClosedDays) -> Kiosk {
        Kiosk { hours, closed, ..Kiosk::named(Localized::One(Lang::Bg, "Мегдан".to_owned())) }
    }

    fn weekdays() -> [Option<DayHours>; 7] {
        let day = Some(DayHours { from: 9 * 60, to: 18 * 60 });
        [day, day, day, day, day, None, None]
    }

    fn at(day: u8, hour: u8, minute: u8) -> Civil {
        // 1 June 2026 is a Monday.
        Civil::new(Day::new(2026, 6, day).expect("a day"), hour, minute).expect("a reading")
    }

    #[test]
    fn without_hours_it_is_always_open() {
        assert!(kiosk(None, ClosedDays::default()).is_open(at(7, 3, 0)));
    }

    #[test]
    fn the_closing_minute_is_closed_and_the_opening_one_open() {
        let kiosk = kiosk(Some(weekdays()), ClosedDays::default());
        assert!(!kiosk.is_open(at(1, 8, 59)) && kiosk.is_open(at(1, 9, 0)));
        assert!(kiosk.is_open(at(1, 17, 59)) && !kiosk.is_open(at(1, 18, 0)));
        assert!(!kiosk.is_open(at(6, 12, 0)), "a Saturday");
    }

    #[test]
    fn the_next_opening_skips_closed_days() {
        let closed = ClosedDays { days: vec![at(8, 0, 0).day], yearly: vec![(6, 9)] };
        let kiosk = kiosk(Some(weekdays()), closed);
        assert_eq!(kiosk.opens_next(at(1, 7, 0)), Some(at(1, 9, 0)));
        assert_eq!(kiosk.opens_next(at(1, 9, 0)), Some(at(2, 9, 0)));
        assert_eq!(kiosk.opens_next(at(5, 18, 0)), Some(at(10, 9, 0)), "over a weekend and two closed days");
    }

    #[test]
    fn a_house_that_never_opens_names_no_day() {
        let kiosk = kiosk(Some([None; 7]), ClosedDays::default());
        assert_eq!(kiosk.opens_next(at(1, 7, 0)), None);
    }
}
