//! The kiosk's screens as a session's program. Never adds anything: it only translates.

use std::time::Instant;

use super::{Meaning, Moment, Program, Wake};
use crate::edition::Edition;
use crate::terminal::{self, Damage, Picture};
use crate::ui::{App, Context, Effect, Input};

impl Program for App {
    type Edition = Edition;
    type Effect = Effect;

    fn event(&mut self, event: &terminal::Event, moment: &Moment<'_>) -> Vec<Effect> {
        self.update(&Input::from(event.clone()), &context(moment))
    }

    fn wake(&mut self, why: Wake, moment: &Moment<'_>) -> Vec<Effect> {
        let input = match why {
            Wake::Resized => Input::Resized,
            Wake::Clock | Wake::Deadline => Input::Clock,
        };
        self.update(&input, &context(moment))
    }

    fn set_edition(&mut self, edition: Edition, moment: &Moment<'_>) {
        Self::set_edition(self, edition, &context(moment));
    }

    /// The screens only follow the clock, which wakes them every minute.
    fn deadline(&self) -> Option<Instant> {
        None
    }

    fn settle(&mut self, moment: &Moment<'_>) {
        Self::settle(self, &context(moment));
    }

    fn damage(&self) -> Damage {
        Self::damage(self)
    }

    fn view(&self, moment: &Moment<'_>, picture: &mut Picture) {
        self.draw(&context(moment), picture);
    }

    fn fresh(&self, moment: &Moment<'_>) -> Self {
        self.anew(&context(moment))
    }

    fn meaning(effect: &Effect) -> Meaning {
        match effect {
            Effect::Quit => Meaning::Quit,
            Effect::Bell => Meaning::Bell,
            Effect::Dark => Meaning::Dark,
            Effect::Light => Meaning::Light,
            Effect::Visited(..) | Effect::Unanswered(_) | Effect::Restarted => Meaning::Other,
        }
    }
}

/// What the screens are told of a moment.
pub const fn context<'a>(moment: &Moment<'a>) -> Context<'a> {
    Context { profile: moment.profile, now: moment.civil }
}
