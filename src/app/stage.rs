//! The kiosk's screens as what visitors see. Never draws: [`crate::ui`] does.

use super::hall::Stage;
use crate::doors::reception::{Place, Visitor};
use crate::edition::Edition;
use crate::session::{Moment, context};
use crate::ui::{App, Effect, Leaving, Options};

/// Begins the kiosk's screens for everybody.
#[derive(Clone, Copy, Debug, Default)]
pub struct Screens {
    /// How every visit begins.
    pub options: Options,
}

impl Stage for Screens {
    type Program = App;

    fn begin(&self, visitor: &Visitor, edition: Edition, moment: &Moment<'_>) -> App {
        let leaving = match visitor.place {
            Place::Desk => Leaving::Allowed,
            Place::Lobby => Leaving::Locked,
        };
        App::new(edition, Options { leaving, ..self.options }, &context(moment))
    }

    fn effect(&self, _: &Visitor, _: Effect) {}
}
