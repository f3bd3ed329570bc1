//! A program whose visits have an end: after a time without the visitor's input, announced before, and after a whole
//! time. Never counts traffic, only input.

use std::time::{Duration, Instant};

use ratatui::style::Modifier;

use super::{Meaning, Moment, Program, Wake};
use crate::terminal::{self, Damage, Look, Picture};

/// How long a visit may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// Without input it ends after so long.
    pub idle: Duration,
    /// Before any end it is announced for so long.
    pub notice: Duration,
    /// It ends after so long whatever is done.
    pub whole: Duration,
}

impl Default for Stay {
    fn default() -> Self {
        Self { idle: Duration::from_mins(10), notice: Duration::from_mins(1), whole: Duration::from_hours(8) }
    }
}

/// What is said on the last row, to a visitor whose language need not be known.
const NOTICE: &str = " Посещението свършва. Натиснете клавиш, за да останете · Ending: press a key to stay ";
/// What the program inside wants, or the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish<E> {
    /// It wants this.
    Inner(E),
    /// The time is over.
    Over,
}

/// A program with an end.
#[derive(Clone, Debug)]
pub struct Limited<P> {
    inner: P,
    /// Without it visits have no end.
    stay: Option<Stay>,
    began: Instant,
    input: Instant,
    announced: bool,
    /// Whether it was before the latest input.
    was_announced: bool,
}

impl<P> Limited<P> {
    /// A visit of `inner` that begins at `now`.
    pub const fn new(inner: P, stay: Option<Stay>, now: Instant) -> Self {
        Self { inner, stay, began: now, input: now, announced: false, was_announced: false }
    }

    /// When it is announced and when it ends.
    fn times(&self) -> Option<(Instant, Instant)> {
        let stay = self.stay?;
        let end = (self.input + stay.idle).min(self.began + stay.whole);
        Some((end.checked_sub(stay.notice).unwrap_or(end), end))
    }
}

impl<P: Program> Program for Limited<P> {
    type Edition = P::Edition;
    type Effect = Wish<P::Effect>;

    fn event(&mut self, event: &terminal::Event, moment: &Moment<'_>) -> Vec<Self::Effect> {
        self.input = moment.instant;
        self.was_announced = self.announced;
        self.announced = self.times().is_some_and(|(announce, _)| announce <= moment.instant);
        self.inner.event(event, moment).into_iter().map(Wish::Inner).collect()
    }

    fn wake(&mut self, why: Wake, moment: &Moment<'_>) -> Vec<Self::Effect> {
        let mut wishes = Vec::new();
        if let Some((announce, end)) = self.times() {
            self.announced = announce <= moment.instant;
            if end <= moment.instant {
                wishes.push(Wish::Over);
            }
        }
        let due = self.inner.deadline().is_some_and(|deadline| deadline <= moment.instant);
        if why != Wake::Deadline || due {
            wishes.extend(self.inner.wake(why, moment).into_iter().map(Wish::Inner));
        }
        wishes
    }

    fn set_edition(&mut self, edition: P::Edition, moment: &Moment<'_>) {
        self.inner.set_edition(edition, moment);
    }

    fn deadline(&self) -> Option<Instant> {
        let own = self.times().map(|(announce, end)| if self.announced { end } else { announce });
        [own, self.inner.deadline()].into_iter().flatten().min()
    }

    fn settle(&mut self, moment: &Moment<'_>) {
        self.inner.settle(moment);
    }

    fn damage(&self) -> Damage {
        if self.announced || self.was_announced { Damage::Everything } else { self.inner.damage() }
    }

    fn view(&self, moment: &Moment<'_>, picture: &mut Picture) {
        self.inner.view(moment, picture);
        if self.announced {
            let (_, rows) = picture.size();
            let look = Look { modifier: Modifier::REVERSED, ..Look::default() };
            picture.write(0, rows.saturating_sub(1), NOTICE, look);
        }
    }

    fn fresh(&self, moment: &Moment<'_>) -> Self {
        Self { inner: self.inner.fresh(moment), ..*self }
    }

    fn meaning(wish: &Self::Effect) -> Meaning {
        match wish {
            Wish::Inner(effect) => P::meaning(effect),
            Wish::Over => Meaning::Quit,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;
    use std::time::{Duration, Instant};

    use super::{Limited, Stay};
    use crate::session::fake::{Typewriter, at, profile};
    use crate::session::{Event, Session};
    use crate::terminal::Picture;

    const MINUTE: Duration = Duration::from_mins(1);

    fn session(stay: Stay, now: Instant) -> Session<Limited<Typewriter>> {
        Session::new(Limited::new(Typewriter::default(), Some(stay), now), profile(), at(9, 0), now)
    }

    fn screen() -> vt100::Parser {
        let (rows, columns) = (NonZeroU16::new(6).unwrap(), NonZeroU16::new(40).unwrap());
        vt100::Parser::new(rows, columns, 0)
    }

    fn shown(session: &mut Session<Limited<Typewriter>>, parser: &mut vt100::Parser) -> String {
        let mut frame = Vec::new();
        session.frame(&mut Picture::default(), &mut frame);
        parser.process(&frame);
        parser.screen().contents()
    }

    #[test]
    fn an_idle_visit_is_warned_and_then_ended() {
        let (start, mut parser) = (Instant::now(), screen());
        let mut session = session(Stay::default(), start);
        assert!(!shown(&mut session, &mut parser).contains("Посещението"));
        assert_eq!(session.deadline(), Some(start + 9 * MINUTE));
        assert!(!session.handle(Event::Deadline, start + 9 * MINUTE).finished);
        assert!(shown(&mut session, &mut parser).contains("Посещението свършва"));
        assert_eq!(session.deadline(), Some(start + 10 * MINUTE));
        assert!(session.handle(Event::Deadline, start + 10 * MINUTE).finished);
    }

    #[test]
    fn a_key_takes_the_warning_away_but_not_the_whole_time() {
        let (start, mut parser) = (Instant::now(), screen());
        let mut session = session(Stay { whole: 12 * MINUTE, ..Stay::default() }, start);
        session.handle(Event::Deadline, start + 9 * MINUTE);
        session.handle(Event::Bytes(b"a"), start + 9 * MINUTE);
        assert!(!shown(&mut session, &mut parser).contains("Посещението"));
        session.handle(Event::Bytes(b"b"), start + 11 * MINUTE);
        assert!(shown(&mut session, &mut parser).contains("Посещението"));
        assert!(session.handle(Event::Deadline, start + 12 * MINUTE).finished);
    }

    #[test]
    fn minutes_that_pass_are_no_input() {
        let start = Instant::now();
        let mut session = session(Stay::default(), start);
        for minute in 1..9 {
            session.handle(Event::Clock(at(9, minute)), start + u32::from(minute) * MINUTE);
        }
        assert_eq!(session.deadline(), Some(start + 9 * MINUTE));
    }
}
