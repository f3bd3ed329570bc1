//! Where all doors lead: begins visits of the kiosk's screens and answers questions, the same for everybody.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::log::Log;
use super::registry::Registry;
use super::status::{self, Status};
use crate::doors::reception::{Answer, Notice, Question, Reception, Rights, Visitor, Way};
use crate::doors::ssh::Gate;
use crate::edition::{Edition, Repair};
use crate::plain::verbs::{self, Said};
use crate::session::{Ending, Limited, Moment, Program, Session, Sink, Source, Stay, Wish, World, drive};

/// What visitors see.
pub trait Stage: Send + Sync + 'static {
    /// A visitor's program.
    type Program: Program<Edition = Edition, Effect: Send> + Send + 'static;

    /// Begins a visit.
    fn begin(&self, visitor: &Visitor, edition: Edition, moment: &Moment<'_>) -> Self::Program;

    /// Does what a visit wants done outside. Must not wait.
    fn effect(&self, visitor: &Visitor, effect: <Self::Program as Program>::Effect);
}

/// The hall behind the doors.
#[derive(Debug)]
pub struct Hall<S>(Arc<Inner<S>>);

#[derive(Debug)]
struct Inner<S> {
    stage: S,
    world: World<Edition>,
    /// For guests over SSH; who sits at the machine stays as long as he likes.
    stay: Stay,
    log: Log,
    registry: Registry,
    began: Instant,
    /// How often something had to be repaired since the start, and what last.
    repairs: Mutex<(u64, Vec<Repair>)>,
    /// The limits of the SSH door, if it is open.
    gate: Mutex<Option<Gate>>,
}

/// Milliseconds over which guests draw a new minute: a thousand frames of 0.3 ms are a twelfth of one core then.
const SPREAD: u64 = 4_000;

/// The most repairs that are remembered.
const MAX_REPAIRS: usize = 32;

impl<S> Clone for Hall<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: Stage> Hall<S> {
    /// A hall where nobody is.
    pub fn new(stage: S, world: World<Edition>, stay: Stay, log: Log) -> Self {
        Self(Arc::new(Inner {
            stage,
            world,
            stay,
            log,
            registry: Registry::default(),
            began: Instant::now(),
            repairs: Mutex::default(),
            gate: Mutex::default(),
        }))
    }

    /// Who is in.
    pub fn registry(&self) -> &Registry {
        &self.0.registry
    }

    /// What everybody shares.
    pub fn world(&self) -> &World<Edition> {
        &self.0.world
    }

    /// Where it writes.
    pub fn log(&self) -> &Log {
        &self.0.log
    }

    /// Writes down what had to be repaired, for the log and for `status`.
    pub fn repaired(&self, what: Repair) {
        self.0.log.warn(&what.to_string());
        let (number, repairs) = &mut *self.0.repairs.lock().unwrap_or_else(PoisonError::into_inner);
        *number += 1;
        repairs.push(what);
        if repairs.len() > MAX_REPAIRS {
            repairs.remove(0);
        }
    }

    /// The SSH door is open, with these limits.
    pub fn set_gate(&self, gate: Gate) {
        *self.0.gate.lock().unwrap_or_else(PoisonError::into_inner) = Some(gate);
    }

    /// What the owner is doing.
    pub fn status(&self) -> Status {
        let gate = self.0.gate.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let limits = gate.map(|gate| {
            let limits = gate.limits();
            let (open, unauthenticated) = limits.counts();
            (open, unauthenticated, limits.banned(Instant::now()))
        });
        let repairs = self.0.repairs.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let edition = self.0.world.editions.borrow().clone();
        status::gather(&edition, &self.0.registry, self.0.began.elapsed(), limits, repairs)
    }
}

/// How long after a full minute guest `number` sees it: guests who came one after the other are far from each other, and a
/// thousand of such are spread over the whole of [`SPREAD`].
const fn lag(number: u64) -> Duration {
    Duration::from_millis(number * 617 % SPREAD)
}

impl<S: Stage> Reception for Hall<S> {
    async fn visit(&self, visitor: Visitor, source: impl Source + Send, sink: impl Sink + Send) -> Ending {
        let inner = &self.0;
        let mut world = inner.world.clone();
        let (now, civil) = (Instant::now(), *world.clock.borrow_and_update());
        let edition = world.editions.borrow_and_update().clone();
        let moment = Moment { profile: &visitor.profile, civil, instant: now };
        let program = inner.stage.begin(&visitor, edition, &moment);
        let stay = (visitor.way == Way::Ssh).then_some(inner.stay);
        let session = Session::new(Limited::new(program, stay, now), visitor.profile, civil, now);
        let entry = inner.registry.enter(&visitor);
        // One terminal of the machine more or less is no crowd, and its clock is looked at beside others.
        let lag = if visitor.way == Way::Ssh { lag(entry.number()) } else { Duration::ZERO };
        let (source, sink) = (entry.counted(source), entry.counted(sink));
        let effects = |wish| {
            if let Wish::Inner(effect) = wish {
                inner.stage.effect(&visitor, effect);
            }
        };
        // On the heap: while a visit is at rest only what it is waiting for is needed.
        Box::pin(drive(session, source, sink, world, lag, effects)).await
    }

    fn answer(&self, question: &Question) -> Answer {
        if question.words.first().is_some_and(|word| word == "status") && question.rights == Rights::Administrator {
            let json = question.words.iter().any(|word| word == "--json");
            let status = self.status();
            let text = if json { status.json() } else { status.text(question.lang.unwrap_or_default()) };
            return Answer { text, ..Answer::default() };
        }
        let (edition, now) = (self.0.world.editions.borrow().clone(), *self.0.world.clock.borrow());
        match verbs::answer(&edition, &question.words, question.lang, now) {
            Said::Answer(text) => Answer { text, ..Answer::default() },
            Said::Nothing(text) => Answer { text, code: verbs::FAILED, ..Answer::default() },
            Said::Refusal(complaint, code) => Answer { complaint, code, ..Answer::default() },
        }
    }

    fn note(&self, notice: &Notice) {
        self.0.registry.count(notice);
        let line = notice.to_string();
        if notice.is_warning() { self.0.log.warn(&line) } else { self.0.log.info(&line) }
    }
}
