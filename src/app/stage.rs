//! The kiosk's screens as what visitors see, and what they want done outside: counting. Never draws: [`crate::ui`] does.

use std::sync::Arc;
use std::time::Duration;

use super::bureau::Bureau;
use super::clock::Clock;
use super::config::KioskConfig;
use super::counting::{Counted, Counter};
use super::hall::Stage;
use crate::doors::reception::{Place, Visitor, Way};
use crate::edition::Edition;
use crate::edition::visits::Door;
use crate::session::{Front, Moment, context};
use crate::ui::lobby::{Attract, Lobby, Office, Setup, Timing};
use crate::ui::{App, Effect, Leaving, Options, Pointing};

/// Begins the kiosk's screens for everybody.
#[derive(Clone, Debug)]
pub struct Screens {
    /// How every visit begins.
    options: Options,
    timing: Timing,
    attract: Attract,
    pointing: Pointing,
    office: Arc<dyn Office>,
    counter: Counter,
    clock: Clock,
}

impl Screens {
    /// Visits that begin with `options`; the lobby's behave as `config` says. `clock` is the kiosk's.
    pub fn new(options: Options, config: &KioskConfig, office: Bureau, counter: Counter, clock: Clock) -> Self {
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        let timing =
            Timing { idle: seconds(config.idle), countdown: seconds(config.countdown), slide: seconds(config.slide) };
        let attract = if config.attract { Attract::Pictures } else { Attract::Home };
        let pointing = if config.touch { Pointing::Finger } else { Pointing::Fine };
        Self { options, timing, attract, pointing, office: Arc::new(office), counter, clock }
    }

    /// The same for one terminal whose own options are known.
    pub fn with(&self, options: Options) -> Self {
        Self { options, ..self.clone() }
    }

    /// Begins a visit.
    pub fn open(&self, place: Place, edition: Edition, moment: &Moment<'_>) -> Front {
        match place {
            Place::Desk => {
                let options = Options { leaving: Leaving::Allowed, ..self.options };
                Front::Desk(App::new(edition, options, &context(moment)))
            }
            Place::Lobby => {
                let setup = Setup {
                    options: Options { leaving: Leaving::Locked, pointing: self.pointing, ..self.options },
                    timing: self.timing,
                    attract: self.attract,
                    office: Arc::clone(&self.office),
                };
                Front::Lobby(Box::new(Lobby::new(edition, setup, &context(moment), moment.instant)))
            }
        }
    }

    /// Counts what a visit through `way` opened, or searched in vain.
    pub fn count(&self, way: Way, effect: Effect) {
        let door = match way {
            Way::Local => Door::Screen,
            Way::Socket => Door::Socket,
            Way::Ssh => Door::Ssh,
        };
        let counted = match effect {
            Effect::Visited(_, slug, lang) => Counted::Record(slug, door, lang),
            Effect::Unanswered(text) => Counted::Unanswered(text),
            _ => return,
        };
        self.counter.count(counted, self.clock.now());
    }
}

impl Stage for Screens {
    type Program = Front;

    fn begin(&self, visitor: &Visitor, edition: Edition, moment: &Moment<'_>) -> Front {
        self.open(visitor.place, edition, moment)
    }

    fn effect(&self, visitor: &Visitor, effect: Effect) {
        self.count(visitor.way, effect);
    }
}
