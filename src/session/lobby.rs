//! The screen in the lobby as a session's program. Never adds anything: it only translates.

use std::time::Instant;

use super::{Meaning, Moment, Program, Wake, context};
use crate::edition::Edition;
use crate::terminal::{self, Picture};
use crate::ui::lobby::Lobby;
use crate::ui::{App, Effect, Input};

impl Program for Lobby {
    type Edition = Edition;
    type Effect = Effect;

    fn event(&mut self, event: &terminal::Event, moment: &Moment<'_>) -> Vec<Effect> {
        self.input(&Input::from(event.clone()), &context(moment), moment.instant)
    }

    fn wake(&mut self, why: Wake, moment: &Moment<'_>) -> Vec<Effect> {
        let input = match why {
            Wake::Resized => Input::Resized,
            Wake::Clock | Wake::Deadline => Input::Clock,
        };
        Self::wake(self, &input, &context(moment), moment.instant)
    }

    fn set_edition(&mut self, edition: Edition, moment: &Moment<'_>) {
        Self::set_edition(self, edition, &context(moment), moment.instant);
    }

    fn deadline(&self) -> Option<Instant> {
        Self::deadline(self)
    }

    fn settle(&mut self, moment: &Moment<'_>) {
        Self::settle(self, &context(moment));
    }

    fn view(&self, moment: &Moment<'_>, picture: &mut Picture) {
        self.draw(&context(moment), picture);
    }

    fn fresh(&self, moment: &Moment<'_>) -> Self {
        Self::fresh(self, &context(moment), moment.instant)
    }

    fn meaning(effect: &Effect) -> Meaning {
        <App as Program>::meaning(effect)
    }
}
