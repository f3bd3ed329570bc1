//! What a session runs. Never a particular screen: the interface of the kiosk is one program, a test's is another.

use std::time::Instant;

use crate::content::Civil;
use crate::terminal::{self, Damage, Picture, Profile};

/// What is true at the moment something happens.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// The visitor's terminal.
    pub profile: &'a Profile,
    /// The local clock, to the minute; a guest over SSH sees a new minute up to four seconds late.
    pub civil: Civil,
    /// Measures waits; its zero has no meaning.
    pub instant: Instant,
}

/// Why a program is woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The size changed: it is in the profile.
    Resized,
    /// The clock reads another minute.
    Clock,
    /// Its [deadline](Program::deadline) passed.
    Deadline,
}

/// What a session must do about an effect itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// End.
    Quit,
    /// Ring the terminal's bell with the next frame.
    Bell,
    /// The screen is dark and may be switched off.
    Dark,
    /// The screen must be on.
    Light,
    /// Nothing: hand it on.
    Other,
}

/// A model with input and a picture. It may panic: the session goes on with a fresh one.
pub trait Program {
    /// What is shown; replaced when another is published.
    type Edition;
    /// What it wants done outside itself.
    type Effect;

    /// The visitor did something.
    fn event(&mut self, event: &terminal::Event, moment: &Moment<'_>) -> Vec<Self::Effect>;
    /// Something else than the visitor made a difference.
    fn wake(&mut self, why: Wake, moment: &Moment<'_>) -> Vec<Self::Effect>;
    /// Another edition is shown from now on, at the same place where it has one.
    fn set_edition(&mut self, edition: Self::Edition, moment: &Moment<'_>);
    /// When it wants to be woken, besides every minute.
    fn deadline(&self) -> Option<Instant>;
    /// Reads what only the next picture needs: comes once before it is drawn, however much happened since the last.
    fn settle(&mut self, moment: &Moment<'_>) {
        let _ = moment;
    }
    /// What the latest [`event`](Program::event) changed of the picture: asked after each. Anything else that happens may
    /// change everything.
    fn damage(&self) -> Damage {
        Damage::Everything
    }
    /// Draws in a picture of the profile's size in which nothing is written yet. Reads nothing from disk. What the picture
    /// does not [want](Picture::wants) need not be written.
    fn view(&self, moment: &Moment<'_>, picture: &mut Picture);
    /// The program at its beginning, made when this one panicked: nothing of it is trusted but what never changes.
    fn fresh(&self, moment: &Moment<'_>) -> Self;
    /// What the session must do about an effect.
    fn meaning(effect: &Self::Effect) -> Meaning;
}
