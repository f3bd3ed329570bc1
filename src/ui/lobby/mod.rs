//! The screen in the lobby: a visit that nobody has to look after. Around the [`App`] of one visitor it puts what happens
//! when nobody is there: a countdown, pictures that invite, darkness outside the opening hours; and the administrator's
//! panel. Never asks a clock: it is told the time and says when it wants to be told next.

mod body;
mod charts;
mod countdown;
mod gate;
mod knock;
mod office;
mod panel;
mod reel;
mod slide;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::event::MouseEventKind;

use self::charts::Chart;
use self::knock::Knock;
use self::panel::{Panel, Wish};
use self::reel::{Opens, Slide};
use super::app::App;
use super::glyphs::Signs;
use super::input::{Effect, Input, Options};
use super::paint::Canvas;
use super::scene::Context;
use crate::content::Day;
use crate::edition::Edition;
use crate::edition::visits::Popular;
use crate::terminal::{Look, Picture};

pub use gate::Gate;
pub use office::{Answer, Office, Task};

/// How long things take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Without a key or touch, until the countdown begins. Twice that on a page, which takes time to read.
    pub idle: Duration,
    /// The countdown.
    pub countdown: Duration,
    /// One picture of the invitation.
    pub slide: Duration,
}

/// Whether pictures invite while nobody is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attract {
    /// They do.
    Pictures,
    /// The first screen stays.
    Home,
}

/// How a lobby screen behaves.
#[derive(Clone, Debug)]
pub struct Setup {
    /// How a visit begins.
    pub options: Options,
    /// How long things take.
    pub timing: Timing,
    /// What is shown while nobody is there.
    pub attract: Attract,
    /// Who does what the administrator's panel asks for.
    pub office: Arc<dyn Office>,
}

/// What the screen is doing.
#[derive(Debug)]
enum Phase {
    /// Somebody is there, or may be.
    Visit,
    /// Nobody seems to be: the seconds until then are counted.
    Countdown {
        ends: Instant,
        /// When the next second is over.
        next: Instant,
    },
    /// Pictures invite.
    Attract(Reel),
    /// Outside the opening hours.
    Dark,
    /// The administrator is there.
    Panel(Box<Panel>),
}

/// A round of pictures.
#[derive(Debug)]
struct Reel {
    slides: Vec<Slide>,
    at: usize,
    until: Instant,
}

/// The screen in the lobby.
#[derive(Debug)]
pub struct Lobby {
    setup: Setup,
    app: App,
    phase: Phase,
    /// The last key or touch.
    touched: Instant,
    gate: Gate,
    knock: Knock,
    /// Rounds of pictures so far.
    round: usize,
    /// The charts, and of which day they are; none before they are needed, and of another edition.
    charts: Option<(Day, Vec<Chart>)>,
    /// When it was last told the time.
    now: Instant,
}

impl Lobby {
    /// A screen that shows the first page of `edition` at `now`.
    pub fn new(edition: Edition, setup: Setup, context: &Context<'_>, now: Instant) -> Self {
        let app = App::new(edition, setup.options, context);
        Self {
            setup,
            app,
            phase: Phase::Visit,
            touched: now,
            gate: Gate::default(),
            knock: Knock::default(),
            round: 0,
            charts: None,
            now,
        }
    }

    /// The same screen, where the search offers what is opened most.
    pub fn suggesting(mut self, popular: Popular) -> Self {
        self.app = self.app.suggesting(popular);
        self
    }

    /// The same screen at its beginning, after a panic: only the wrong PINs are not forgotten.
    pub fn fresh(&self, context: &Context<'_>, now: Instant) -> Self {
        let fresh = Self::new(self.app.edition().clone(), self.setup.clone(), context, now);
        Self { gate: self.gate, round: self.round, app: self.app.anew(context), ..fresh }
    }

    /// Takes what the visitor did.
    pub fn input(&mut self, input: &Input, context: &Context<'_>, now: Instant) -> Vec<Effect> {
        self.now = now;
        if !is_deliberate(input) {
            return match self.phase {
                Phase::Visit => self.app.update(input, context),
                _ => Vec::new(),
            };
        }
        self.touched = now;
        let knocked = self.knock.heard(input, now) && self.setup.office.is_manned();
        let mut effects = match &mut self.phase {
            Phase::Visit => self.app.update(input, context),
            Phase::Countdown { .. } => {
                self.phase = Phase::Visit;
                Vec::new()
            }
            Phase::Attract(reel) => {
                let opened = reel.slides.get(reel.at).map_or(Opens::Home, |slide| slide.opens);
                self.phase = Phase::Visit;
                match opened {
                    Opens::Home => Vec::new(),
                    Opens::Record(id) => self.app.open_record(id, context),
                    Opens::Section(kind) => self.app.open_section(kind, context),
                }
            }
            Phase::Dark => {
                self.phase = Phase::Visit;
                vec![Effect::Light]
            }
            Phase::Panel(panel) => match panel.input(input, context.profile.size, &mut self.gate, now) {
                Wish::Stay => Vec::new(),
                Wish::Close => self.restart(context),
                Wish::Leave => vec![Effect::Quit],
            },
        };
        if knocked && !matches!(self.phase, Phase::Panel(_)) {
            let panel = Panel::new(Arc::clone(&self.setup.office), self.app.lang(), now);
            self.phase = Phase::Panel(Box::new(panel));
            // What the sign did to the screen below is of no interest.
            effects.retain(|effect| *effect == Effect::Light);
        }
        effects
    }

    /// A minute passed, the size changed, or the deadline did.
    pub fn wake(&mut self, input: &Input, context: &Context<'_>, now: Instant) -> Vec<Effect> {
        self.now = now;
        let mut effects = self.app.update(input, context);
        let open = self.is_open(context);
        let left = self.idle_until().is_some_and(|until| until <= now) || (!open && self.is_forgotten(now));
        match &mut self.phase {
            Phase::Visit if left => {
                if self.app.is_at_beginning() {
                    effects.extend(self.rest(context));
                } else {
                    let ends = now + self.setup.timing.countdown;
                    self.phase = Phase::Countdown { ends, next: now + Duration::from_secs(1) };
                }
            }
            Phase::Countdown { ends, next } => {
                if *ends <= now {
                    effects.extend(self.rest(context));
                } else if *next <= now {
                    *next = countdown::next_second(*ends, now);
                }
            }
            Phase::Attract(_) if !open => effects.extend(self.rest(context)),
            Phase::Attract(reel) if reel.until <= now => {
                reel.until = now + self.setup.timing.slide;
                reel.at += 1;
                if reel.at >= reel.slides.len() {
                    self.attract(context);
                }
            }
            Phase::Dark if open => {
                effects.push(Effect::Light);
                effects.extend(self.rest(context));
            }
            Phase::Panel(panel) => match panel.wake(&mut self.gate, self.app.edition(), now) {
                Wish::Close => effects.extend(self.restart(context)),
                Wish::Stay | Wish::Leave => {}
            },
            _ => {}
        }
        effects
    }

    /// When it wants to be woken, besides every minute; nothing while only a visitor can change anything.
    pub fn deadline(&self) -> Option<Instant> {
        match &self.phase {
            Phase::Visit => self.idle_until(),
            Phase::Countdown { ends, next } => Some(*next.min(ends)),
            Phase::Attract(reel) => Some(reel.until),
            Phase::Dark => None,
            Phase::Panel(panel) => Some(panel.deadline(&self.gate, self.now)),
        }
    }

    /// Moves to another edition; pictures are made anew.
    pub fn set_edition(&mut self, edition: Edition, context: &Context<'_>, now: Instant) {
        self.now = now;
        self.charts = None;
        self.app.set_edition(edition, context);
        if let Phase::Attract(_) = self.phase {
            self.app = self.app.anew(context);
            self.attract(context);
        }
    }

    /// Reads what only the next picture needs. Comes before [`Lobby::draw`].
    pub fn settle(&mut self, context: &Context<'_>) {
        if matches!(self.phase, Phase::Visit | Phase::Countdown { .. }) {
            self.app.settle(context);
        }
    }

    /// Draws everything. `picture` must have the size of the context's terminal.
    pub fn draw(&self, context: &Context<'_>, picture: &mut Picture) {
        let size = context.profile.size;
        let (palette, signs) = (self.app.palette(), Signs::of(context.profile.glyphs));
        let too_small = super::grid::Grid::new(size).is_none();
        match &self.phase {
            Phase::Dark => picture.clear(Look::default()),
            _ if too_small => self.app.draw(context, picture),
            Phase::Visit => self.app.draw(context, picture),
            Phase::Countdown { ends, .. } => {
                self.app.draw(context, picture);
                let left = ends.saturating_duration_since(self.now);
                countdown::draw(left, size, self.app.lang(), &mut Canvas::over(picture, palette, signs));
            }
            Phase::Attract(reel) => {
                let lang = self.app.edition().kiosk().default_language;
                let mut canvas = Canvas::new(picture, palette, signs);
                if let Some(slide) = reel.slides.get(reel.at) {
                    // Rounds of eight pictures would wander in step with them.
                    let at = (reel.at + self.round, reel.at);
                    slide::draw(slide, at, reel.slides.len(), size, lang, &mut canvas);
                }
            }
            Phase::Panel(panel) => {
                panel::draw(panel, size, self.gate.wait(self.now), &mut Canvas::new(picture, palette, signs));
            }
        }
    }

    /// When a visit is taken for left; nothing while the first screen may stay as it is.
    fn idle_until(&self) -> Option<Instant> {
        let untouched = self.app.is_at_beginning();
        if untouched && self.setup.attract == Attract::Home {
            return None;
        }
        let times = if self.app.is_reading() { 2 } else { 1 };
        Some(self.touched + self.setup.timing.idle * times)
    }

    /// Whether nobody has touched the screen for so long that it may go dark where it would stay otherwise.
    fn is_forgotten(&self, now: Instant) -> bool {
        self.app.is_at_beginning() && self.touched + self.setup.timing.idle <= now
    }

    /// Outside the hours the screen is dark; a clock that is plainly wrong hides nothing.
    fn is_open(&self, context: &Context<'_>) -> bool {
        let edition = self.app.edition();
        edition.kiosk().is_open(context.now) || edition.clock_is_wrong(context.now)
    }

    /// Forgets the visitor: language, search, history, text size and filters are a fresh visit's.
    fn restart(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let mut effects: Vec<Effect> = self.app.unanswered(0).collect();
        self.app = self.app.anew(context);
        self.phase = Phase::Visit;
        self.touched = self.now;
        effects.push(Effect::Restarted);
        effects
    }

    /// Forgets the visitor and shows what is shown while nobody is there.
    fn rest(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let mut effects = self.restart(context);
        if !self.is_open(context) {
            self.phase = Phase::Dark;
            effects.push(Effect::Dark);
        } else if self.setup.attract == Attract::Pictures {
            self.attract(context);
        }
        effects
    }

    /// Begins a round of pictures.
    fn attract(&mut self, context: &Context<'_>) {
        self.round += 1;
        let edition = self.app.edition();
        // What they count changes with the edition, and with what a new day hides or shows.
        let today = context.now.day;
        if self.charts.as_ref().is_none_or(|(day, _)| *day != today) {
            // What cannot be read is left out, and tried again in the next round.
            let made = charts::charts(edition, context.now, edition.kiosk().default_language);
            self.charts = made.ok().map(|charts| (today, charts));
        }
        let charts = self.charts.as_ref().map_or(&[][..], |(_, charts)| charts);
        let slides = reel::slides(edition, context, self.round, charts);
        self.phase = Phase::Attract(Reel { slides, at: 0, until: self.now + self.setup.timing.slide });
    }
}

/// Whether somebody meant it: a finger lifted or a pointer moved is no sign of a new visitor.
fn is_deliberate(input: &Input) -> bool {
    match input {
        Input::Key(_) | Input::Paste(_) => true,
        Input::Mouse(mouse) => !matches!(mouse.kind, MouseEventKind::Up(_) | MouseEventKind::Moved),
        Input::Resized | Input::Clock => false,
    }
}
