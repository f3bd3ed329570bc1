//! What any visitor sees: a person's own screens, or the lobby's. Never adds anything: it hands everything on.

use std::time::Instant;

use super::{Meaning, Moment, Program, Wake};
use crate::edition::Edition;
use crate::terminal::{self, Damage, Picture};
use crate::ui::lobby::Lobby;
use crate::ui::{App, Effect};

/// The screens behind a door.
#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly every visit is the large one")]
pub enum Front {
    /// A visit that its visitor ends.
    Desk(App),
    /// The screen in the lobby. On the heap: there is one, and there may be many of the others.
    Lobby(Box<Lobby>),
}

impl Program for Front {
    type Edition = Edition;
    type Effect = Effect;

    fn event(&mut self, event: &terminal::Event, moment: &Moment<'_>) -> Vec<Effect> {
        match self {
            Self::Desk(app) => app.event(event, moment),
            Self::Lobby(lobby) => lobby.event(event, moment),
        }
    }

    fn wake(&mut self, why: Wake, moment: &Moment<'_>) -> Vec<Effect> {
        match self {
            Self::Desk(app) => app.wake(why, moment),
            Self::Lobby(lobby) => Program::wake(&mut **lobby, why, moment),
        }
    }

    fn set_edition(&mut self, edition: Edition, moment: &Moment<'_>) {
        match self {
            Self::Desk(app) => Program::set_edition(app, edition, moment),
            Self::Lobby(lobby) => Program::set_edition(&mut **lobby, edition, moment),
        }
    }

    fn deadline(&self) -> Option<Instant> {
        match self {
            Self::Desk(app) => Program::deadline(app),
            Self::Lobby(lobby) => Program::deadline(&**lobby),
        }
    }

    fn settle(&mut self, moment: &Moment<'_>) {
        match self {
            Self::Desk(app) => Program::settle(app, moment),
            Self::Lobby(lobby) => Program::settle(&mut **lobby, moment),
        }
    }

    fn damage(&self) -> Damage {
        match self {
            Self::Desk(app) => Program::damage(app),
            Self::Lobby(lobby) => Program::damage(&**lobby),
        }
    }

    fn view(&self, moment: &Moment<'_>, picture: &mut Picture) {
        match self {
            Self::Desk(app) => Program::view(app, moment, picture),
            Self::Lobby(lobby) => Program::view(&**lobby, moment, picture),
        }
    }

    fn fresh(&self, moment: &Moment<'_>) -> Self {
        match self {
            Self::Desk(app) => Self::Desk(Program::fresh(app, moment)),
            Self::Lobby(lobby) => Self::Lobby(Box::new(Program::fresh(&**lobby, moment))),
        }
    }

    fn meaning(effect: &Effect) -> Meaning {
        <App as Program>::meaning(effect)
    }
}
