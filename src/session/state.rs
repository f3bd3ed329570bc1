//! The state of one visit. Sans-I/O: what happens comes in with its time, and a frame goes out when it is asked for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use crossterm::event::{KeyCode, KeyModifiers};

use super::{Meaning, Moment, Program, Wake};
use crate::content::Civil;
use crate::terminal::{self, Damage, Decoder, Picture, Profile, Screen, Size};

/// So many panics with no frame between them end a visit: its program cannot be helped.
const MAX_PANICS: u8 = 3;

/// Something that happened to a visit.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a, E> {
    /// Bytes came from the terminal, split anywhere.
    Bytes(&'a [u8]),
    /// The terminal has another size, in columns and rows; not yet clamped.
    Resize(u32, u32),
    /// Another edition was published.
    Edition(E),
    /// The local clock now reads so; sent once a minute.
    Clock(Civil),
    /// The [deadline](Session::deadline) passed.
    Deadline,
    /// The terminal may show something else by now: send everything again.
    Redraw,
}

/// What came of it.
#[derive(Debug)]
pub struct Step<F> {
    /// Whether a frame may have something to send.
    pub dirty: bool,
    /// What the program wants done, in order.
    pub effects: Vec<F>,
    /// Whether the visit is over.
    pub finished: bool,
}

/// Whether the screen must be on, or may be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Light {
    On,
    Off,
}

/// One visitor's visit.
#[derive(Debug)]
pub struct Session<P> {
    program: P,
    profile: Profile,
    civil: Civil,
    now: Instant,
    decoder: Decoder,
    screen: Screen,
    dirty: bool,
    /// What may differ from the last frame.
    damage: Damage,
    bell: bool,
    /// Bytes that go out before the next frame.
    signal: &'static [u8],
    light: Light,
    finished: bool,
    panics: u8,
}

impl<P: Program> Session<P> {
    /// A visit that begins at `now`, when the local clock reads `civil`.
    pub fn new(program: P, profile: Profile, civil: Civil, now: Instant) -> Self {
        Self {
            program,
            profile,
            civil,
            now,
            decoder: Decoder::new(profile.escape_wait()),
            screen: Screen::new(&profile),
            dirty: true,
            damage: Damage::Everything,
            bell: false,
            signal: b"",
            light: Light::On,
            finished: false,
            panics: 0,
        }
    }

    /// What is known of the terminal.
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// The program as it is now.
    pub const fn program(&self) -> &P {
        &self.program
    }

    /// Takes what happened at `now`. After the end nothing happens any more.
    pub fn handle(&mut self, event: Event<'_, P::Edition>, now: Instant) -> Step<P::Effect> {
        self.now = now;
        let mut effects = Vec::new();
        if !self.finished {
            let mut input = Vec::new();
            self.take(event, &mut input, &mut effects);
            for event in &input {
                if self.finished {
                    break;
                }
                self.enter(event, &mut effects);
            }
        }
        Step { dirty: self.dirty, effects, finished: self.finished }
    }

    /// When [`Event::Deadline`] is due; `None` when only the visitor, the clock or an edition can change anything, and after
    /// the end.
    pub fn deadline(&self) -> Option<Instant> {
        if self.finished {
            return None;
        }
        let program = catch_unwind(AssertUnwindSafe(|| self.program.deadline())).unwrap_or_default();
        [self.decoder.deadline(), program].into_iter().flatten().min()
    }

    /// Whether it ended because its program panicked again and again.
    pub const fn is_broken(&self) -> bool {
        self.panics >= MAX_PANICS
    }

    /// Whether a frame may have something to send.
    pub const fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// Adds the bytes of the latest state to `out`; `false` when the terminal shows it already. `scratch` is resized and
    /// overwritten: sessions that are drawn one after the other share one.
    pub fn frame(&mut self, scratch: &mut Picture, out: &mut Vec<u8>) -> bool {
        let begin = out.len();
        if std::mem::take(&mut self.bell) {
            out.push(0x07);
        }
        let is_drawn = std::mem::take(&mut self.dirty) && self.view(scratch);
        out.extend_from_slice(std::mem::take(&mut self.signal));
        if is_drawn {
            self.panics = 0;
            self.screen.show(scratch, out);
        }
        out.len() > begin
    }

    fn take(&mut self, event: Event<'_, P::Edition>, input: &mut Vec<terminal::Event>, effects: &mut Vec<P::Effect>) {
        let now = self.now;
        match event {
            Event::Bytes(bytes) => self.decoder.feed(bytes, now, input),
            Event::Deadline => {
                self.decoder.expire(now, input);
                if self.program.deadline().is_some_and(|deadline| deadline <= now) {
                    self.wake(Wake::Deadline, effects);
                }
            }
            Event::Redraw => {
                self.screen.forget();
                self.dirty = true;
            }
            Event::Resize(columns, rows) => {
                // Sent whole even at the same size: a terminal that shrank and grew again quickly has lost its content.
                self.profile.size = Size::clamped(columns, rows);
                self.screen.reset(&self.profile);
                self.wake(Wake::Resized, effects);
            }
            Event::Clock(civil) => {
                self.civil = civil;
                self.wake(Wake::Clock, effects);
            }
            Event::Edition(edition) => {
                (self.dirty, self.damage) = (true, Damage::Everything);
                self.guarded(|program, moment| program.set_edition(edition, moment));
            }
        }
    }

    fn enter(&mut self, event: &terminal::Event, effects: &mut Vec<P::Effect>) {
        self.dirty = true;
        if is_redraw(event) {
            self.screen.forget();
        } else if let Some((asked, damage)) =
            self.guarded(|program, moment| (program.event(event, moment), program.damage()))
        {
            self.damage.add(damage);
            self.obey(asked, effects);
        }
    }

    fn wake(&mut self, why: Wake, effects: &mut Vec<P::Effect>) {
        (self.dirty, self.damage) = (true, Damage::Everything);
        let asked = self.guarded(|program, moment| program.wake(why, moment)).unwrap_or_default();
        self.obey(asked, effects);
    }

    fn obey(&mut self, asked: Vec<P::Effect>, effects: &mut Vec<P::Effect>) {
        for effect in &asked {
            match P::meaning(effect) {
                Meaning::Quit => self.finished = true,
                Meaning::Bell => (self.bell, self.dirty) = (true, true),
                Meaning::Dark => (self.signal, self.light) = (terminal::sleep(&self.profile), Light::Off),
                Meaning::Light => self.wake_up(),
                Meaning::Other => {}
            }
        }
        effects.extend(asked);
    }

    const fn wake_up(&mut self) {
        (self.signal, self.light) = (terminal::wake(&self.profile), Light::On);
    }

    /// Whether a picture could be drawn, if need be of a fresh program.
    fn view(&mut self, scratch: &mut Picture) -> bool {
        while !self.finished {
            let damage = std::mem::replace(&mut self.damage, Damage::NONE);
            let damage = if self.screen.takes_a_part() { damage } else { Damage::Everything };
            scratch.begin(self.profile.size.area(), damage);
            let draw = |program: &mut P, moment: &Moment<'_>| {
                program.settle(moment);
                program.view(moment, scratch);
            };
            if self.guarded(draw).is_some() {
                return true;
            }
        }
        false
    }

    /// Runs a part of the program. One that panics is replaced by a fresh one; if that goes on, the visit ends.
    fn guarded<T>(&mut self, run: impl FnOnce(&mut P, &Moment<'_>) -> T) -> Option<T> {
        let moment = Moment { profile: &self.profile, civil: self.civil, instant: self.now };
        let program = &mut self.program;
        if let Ok(result) = catch_unwind(AssertUnwindSafe(|| run(program, &moment))) {
            return Some(result);
        }
        self.panics += 1;
        (self.dirty, self.damage) = (true, Damage::Everything);
        match catch_unwind(AssertUnwindSafe(|| self.program.fresh(&moment))) {
            Ok(fresh) if self.panics < MAX_PANICS => self.program = fresh,
            _ => (self.panics, self.finished) = (MAX_PANICS, true),
        }
        if self.light == Light::Off {
            // The fresh one begins with a picture, and knows nothing of the dark.
            self.wake_up();
        }
        None
    }
}

/// Ctrl+L, everywhere: another program may have written over the screen.
fn is_redraw(event: &terminal::Event) -> bool {
    matches!(event, terminal::Event::Key(key)
        if key.code == KeyCode::Char('l') && key.modifiers.contains(KeyModifiers::CONTROL))
}

#[cfg(test)]
mod tests;
