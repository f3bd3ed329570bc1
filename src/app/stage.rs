//! The kiosk's screens as what visitors see, and what they want done outside: counting. Never draws: [`crate::ui`] does.

use std::sync::Arc;
use std::time::Duration;

use super::bureau::Bureau;
use super::clock::Clock;
use super::counting::{Counted, Counter};
use super::hall::Stage;
use crate::doors::habits::Habits;
use crate::doors::reception::{Place, Visitor, Way};
use crate::edition::Edition;
use crate::edition::visits::{Door, Popular};
use crate::session::{Front, Moment, context};
use crate::ui::lobby::{Attract, Lobby, Office, Setup, Timing};
use crate::ui::{App, Effect, Leaving, Options, Pointing};

/// Where no setting says otherwise: seconds without a key or touch, of the countdown, and of a picture.
const IDLE: u32 = 90;
const COUNTDOWN: u32 = 20;
const SLIDE: u32 = 12;

/// Begins the kiosk's screens for everybody.
#[derive(Clone, Debug)]
pub struct Screens {
    /// How every visit begins.
    options: Options,
    habits: Habits,
    office: Arc<dyn Office>,
    counter: Counter,
    clock: Clock,
    popular: Popular,
}

impl Screens {
    /// Visits that begin with `options`, on terminals of these habits. `clock` is the kiosk's.
    pub fn new(options: Options, habits: Habits, office: Bureau, counter: Counter, clock: Clock) -> Self {
        let popular = Popular::default();
        Self { options, habits, office: Arc::new(office), counter, clock, popular }
    }

    /// The same, where the search offers what is opened most.
    pub fn suggesting(self, popular: Popular) -> Self {
        Self { popular, ..self }
    }

    /// The same for one terminal whose own options are known.
    pub fn with(&self, options: Options) -> Self {
        Self { options, ..self.clone() }
    }

    /// Begins a visit.
    pub fn open(&self, place: Place, edition: Edition, moment: &Moment<'_>) -> Front {
        let Habits { theme, layout, .. } = self.habits;
        let options = Options { theme, layout: layout.unwrap_or_default(), ..self.options };
        match place {
            Place::Desk => {
                let options = Options { leaving: Leaving::Allowed, ..options };
                Front::Desk(App::new(edition, options, &context(moment)).suggesting(self.popular.clone()))
            }
            Place::Lobby => {
                let pointing = if self.habits.touch.unwrap_or(false) { Pointing::Finger } else { Pointing::Fine };
                let attract = if self.habits.attract.unwrap_or(true) { Attract::Pictures } else { Attract::Home };
                let setup = Setup {
                    options: Options { leaving: Leaving::Locked, pointing, ..options },
                    timing: self.timing(),
                    attract,
                    office: Arc::clone(&self.office),
                };
                let lobby = Lobby::new(edition, setup, &context(moment), moment.instant);
                Front::Lobby(Box::new(lobby.suggesting(self.popular.clone())))
            }
        }
    }

    fn timing(&self) -> Timing {
        let seconds = |said: Option<u32>, default: u32| Duration::from_secs(said.unwrap_or(default).into());
        let Habits { idle, countdown, slide, .. } = self.habits;
        Timing { idle: seconds(idle, IDLE), countdown: seconds(countdown, COUNTDOWN), slide: seconds(slide, SLIDE) }
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
        let habits = visitor.habits.or(self.habits);
        Self { habits, ..self.clone() }.open(visitor.place, edition, moment)
    }

    fn effect(&self, visitor: &Visitor, effect: Effect) {
        self.count(visitor.way, effect);
    }
}
