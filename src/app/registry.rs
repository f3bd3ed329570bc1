//! Who is in at the moment, and what has happened at the doors since the start. Holds numbers only: nothing a visitor
//! typed or read.

use std::collections::BTreeMap;
use std::io;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::doors::reception::{Notice, Visitor, Way};
use crate::session::{Inbound, Sink, Source};
use crate::terminal::Size;

/// All visits of a process.
#[derive(Clone, Debug, Default)]
pub struct Registry(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    next: u64,
    visits: BTreeMap<u64, Arc<Visit>>,
    totals: Totals,
}

/// What has happened since the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Visits by [`Way::ALL`].
    pub visits: [u64; 3],
    /// Questions answered.
    pub answers: u64,
    /// Connections not taken.
    pub refused: u64,
    /// Connections that broke the rules.
    pub dropped: u64,
    /// Bans.
    pub banned: u64,
}

/// One visit in progress.
#[derive(Debug)]
pub struct Visit {
    way: Way,
    began: Instant,
    /// Milliseconds after `began` of the last input.
    input_at: AtomicU64,
    received: AtomicU64,
    sent: AtomicU64,
    columns: AtomicU32,
    rows: AtomicU32,
}

/// A visit as it is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Its number since the start.
    pub number: u64,
    /// Which way it came.
    pub way: Way,
    /// Since when.
    pub age: Duration,
    /// Since the last input.
    pub idle: Duration,
    /// Columns and rows.
    pub size: (u32, u32),
    /// Bytes of input and of frames.
    pub bytes: (u64, u64),
}

/// A place in the registry; dropping it ends the visit there.
#[derive(Debug)]
pub struct Entry {
    registry: Registry,
    number: u64,
    visit: Arc<Visit>,
}

/// A visit's input or output, counted.
#[derive(Debug)]
pub struct Counted<T> {
    inner: T,
    visit: Arc<Visit>,
}

impl Registry {
    /// Enters a visit.
    pub fn enter(&self, visitor: &Visitor) -> Entry {
        let visit = Arc::new(Visit {
            way: visitor.way,
            began: Instant::now(),
            input_at: AtomicU64::new(0),
            received: AtomicU64::new(0),
            sent: AtomicU64::new(0),
            columns: AtomicU32::new(visitor.profile.size.columns().into()),
            rows: AtomicU32::new(visitor.profile.size.rows().into()),
        });
        let mut state = self.state();
        state.next += 1;
        let number = state.next;
        state.visits.insert(number, Arc::clone(&visit));
        let place = Way::ALL.iter().position(|way| *way == visitor.way);
        if let Some(count) = place.and_then(|place| state.totals.visits.get_mut(place)) {
            *count += 1;
        }
        Entry { registry: self.clone(), number, visit }
    }

    /// Counts what a notice tells of.
    pub fn count(&self, notice: &Notice) {
        let totals = &mut self.state().totals;
        match notice {
            Notice::Refused(..) => totals.refused += 1,
            Notice::Broken(..) => totals.dropped += 1,
            Notice::Banned(_) => totals.banned += 1,
            Notice::Asked(..) => totals.answers += 1,
            Notice::Began(_) | Notice::Ended(..) | Notice::Administrator(..) | Notice::Trouble(..) => {}
        }
    }

    /// Everyone who is in, the longest first.
    pub fn reports(&self) -> Vec<Report> {
        let now = Instant::now();
        self.state().visits.iter().map(|(number, visit)| visit.report(*number, now)).collect()
    }

    /// What has happened since the start.
    pub fn totals(&self) -> Totals {
        self.state().totals
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Visit {
    fn report(&self, number: u64, now: Instant) -> Report {
        let age = now.saturating_duration_since(self.began);
        let input = Duration::from_millis(self.input_at.load(Ordering::Relaxed));
        Report {
            number,
            way: self.way,
            age,
            idle: age.saturating_sub(input),
            size: (self.columns.load(Ordering::Relaxed), self.rows.load(Ordering::Relaxed)),
            bytes: (self.received.load(Ordering::Relaxed), self.sent.load(Ordering::Relaxed)),
        }
    }
}

impl Entry {
    /// The visit's number since the start, from 1.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Counts what goes through.
    pub fn counted<T>(&self, inner: T) -> Counted<T> {
        Counted { inner, visit: Arc::clone(&self.visit) }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.registry.state().visits.remove(&self.number);
    }
}

impl<T: Source + Send> Source for Counted<T> {
    async fn receive(&mut self) -> Inbound {
        let inbound = self.inner.receive().await;
        match &inbound {
            Inbound::Bytes(bytes) => {
                self.visit.received.fetch_add(bytes.len() as u64, Ordering::Relaxed);
                let at = u64::try_from(self.visit.began.elapsed().as_millis()).unwrap_or(u64::MAX);
                self.visit.input_at.store(at, Ordering::Relaxed);
            }
            Inbound::Resize(columns, rows) => {
                let size = Size::clamped(*columns, *rows);
                self.visit.columns.store(size.columns().into(), Ordering::Relaxed);
                self.visit.rows.store(size.rows().into(), Ordering::Relaxed);
            }
            Inbound::Redraw | Inbound::Gone => {}
        }
        inbound
    }
}

impl<T: Sink + Send> Sink for Counted<T> {
    fn patience(&self) -> Option<Duration> {
        self.inner.patience()
    }

    async fn send(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        self.visit.sent.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.inner.send(bytes).await
    }
}
