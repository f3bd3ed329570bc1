//! Who may connect now: rate, counts and bans by origin, in a table that cannot grow. Told the time; never reads a clock
//! and never touches a socket.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use super::network::{Network, Origin};

/// The rules, each with the default of `docs/OPERATIONS.md`.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// So many connections of one origin may come at once …
    pub burst: u32,
    /// … and one more in each of these periods.
    pub refill: Duration,
    /// Open connections altogether.
    pub total: usize,
    /// Open connections that have not yet authenticated.
    pub unauthenticated: usize,
    /// Open connections of one origin.
    pub per_source: usize,
    /// A bad turn adds a point; an origin with so many is banned.
    pub ban_score: u32,
    /// How long a ban lasts, and after how long without a bad turn the points are gone.
    pub ban_time: Duration,
    /// Origins that are remembered.
    pub remembered: usize,
    /// Networks to which only `total` applies.
    pub exempt: Vec<Network>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            burst: 5,
            refill: Duration::from_secs(2),
            total: 1000,
            unauthenticated: 100,
            per_source: 20,
            ban_score: 10,
            ban_time: Duration::from_mins(10),
            remembered: 4096,
            exempt: Network::LOOPBACK.to_vec(),
        }
    }
}

/// Why a connection is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Too many connections in a short time.
    Rate,
    /// Too many open connections of this origin.
    Source,
    /// Too many open connections that have not authenticated.
    Unauthenticated,
    /// Too many open connections altogether.
    Total,
    /// Too many bad turns.
    Banned,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Rate => "connects too often",
            Self::Source => "too many connections from this address",
            Self::Unauthenticated => "too many connections that have not authenticated",
            Self::Total => "too many connections",
            Self::Banned => "banned for a while",
        })
    }
}

/// What is remembered of an origin.
#[derive(Clone, Copy, Debug)]
struct Source {
    /// When its bucket is full again.
    full_at: Instant,
    open: usize,
    score: u32,
    /// When the score is forgotten, and with it a ban.
    forget_at: Instant,
    seen: Instant,
}

/// The state of all origins.
#[derive(Debug)]
pub struct Limits {
    rules: Rules,
    sources: HashMap<Origin, Source>,
    open: usize,
    unauthenticated: usize,
}

impl Limits {
    /// Nobody is connected.
    pub fn new(rules: Rules) -> Self {
        Self { rules, sources: HashMap::new(), open: 0, unauthenticated: 0 }
    }

    /// Takes other rules; who is connected stays so.
    pub fn set_rules(&mut self, rules: Rules) {
        self.rules = rules;
    }

    /// Whether `address` is exempt from the rules for one origin.
    pub fn is_exempt(&self, address: IpAddr) -> bool {
        self.rules.exempt.iter().any(|network| network.contains(address))
    }

    /// Takes a connection from `address` into account, or says why not. Each that was taken must be given back with
    /// [`leave`](Self::leave).
    ///
    /// # Errors
    /// If a rule forbids it now.
    pub fn admit(&mut self, address: IpAddr, now: Instant) -> Result<(), Refusal> {
        if self.open >= self.rules.total {
            return Err(Refusal::Total);
        }
        if !self.is_exempt(address) {
            self.admit_source(Origin::from(address), now)?;
        }
        self.open += 1;
        self.unauthenticated += 1;
        Ok(())
    }

    fn admit_source(&mut self, origin: Origin, now: Instant) -> Result<(), Refusal> {
        let (refill, burst) = (self.rules.refill, self.rules.burst.max(1));
        let crowded = self.unauthenticated >= self.rules.unauthenticated;
        let (per_source, ban_score) = (self.rules.per_source, self.rules.ban_score);
        let source = self.source(origin, now);
        source.seen = now;
        if source.score >= ban_score {
            return Err(Refusal::Banned);
        }
        // The bucket as the time at which it is full: an empty one is full after `burst` periods.
        let full_at = source.full_at.max(now) + refill;
        if full_at > now + refill * burst {
            return Err(Refusal::Rate);
        }
        source.full_at = full_at;
        if source.open >= per_source {
            return Err(Refusal::Source);
        }
        if crowded {
            return Err(Refusal::Unauthenticated);
        }
        source.open += 1;
        Ok(())
    }

    /// A connection has authenticated.
    pub fn authenticated(&mut self) {
        self.unauthenticated = self.unauthenticated.saturating_sub(1);
    }

    /// A connection of `address` is closed; `authenticated` says whether it had.
    pub fn leave(&mut self, address: IpAddr, authenticated: Authenticated) {
        self.open = self.open.saturating_sub(1);
        if authenticated == Authenticated::No {
            self.authenticated();
        }
        if let Some(source) = self.sources.get_mut(&Origin::from(address)) {
            source.open = source.open.saturating_sub(1);
        }
    }

    /// `address` did what no honest client does: broke the protocol or let a deadline pass. Says whether it is banned
    /// now and was not before.
    pub fn bad_turn(&mut self, address: IpAddr, now: Instant) -> bool {
        if self.is_exempt(address) {
            return false;
        }
        let (ban_time, ban_score) = (self.rules.ban_time, self.rules.ban_score);
        let source = self.source(Origin::from(address), now);
        source.score = source.score.saturating_add(1);
        source.forget_at = now + ban_time;
        source.score == ban_score
    }

    /// Open connections, and those of them that have not authenticated.
    pub const fn counts(&self) -> (usize, usize) {
        (self.open, self.unauthenticated)
    }

    /// Origins banned at `now`.
    pub fn banned(&self, now: Instant) -> usize {
        self.sources.values().filter(|source| source.score >= self.rules.ban_score && source.forget_at > now).count()
    }

    fn source(&mut self, origin: Origin, now: Instant) -> &mut Source {
        if self.sources.len() >= self.rules.remembered && !self.sources.contains_key(&origin) {
            self.make_room(now);
        }
        let new = Source { full_at: now, open: 0, score: 0, forget_at: now, seen: now };
        let source = self.sources.entry(origin).or_insert(new);
        if source.forget_at <= now {
            source.score = 0;
        }
        source
    }

    /// Forgets whoever has nothing to be remembered for; if all have, the quarter seen least lately. Who is connected
    /// stays, and `total` bounds those.
    fn make_room(&mut self, now: Instant) {
        self.sources.retain(|_, source| source.open > 0 || source.full_at > now || source.forget_at > now);
        if self.sources.len() < self.rules.remembered {
            return;
        }
        let mut seen: Vec<Instant> =
            self.sources.values().filter(|source| source.open == 0).map(|source| source.seen).collect();
        if seen.is_empty() {
            return;
        }
        let quarter = seen.len() / 4;
        let (_, limit, _) = seen.select_nth_unstable(quarter);
        let limit = *limit;
        self.sources.retain(|_, source| source.open > 0 || source.seen > limit);
    }
}

/// Whether a connection got as far as being let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authenticated {
    /// It did.
    Yes,
    /// It did not.
    No,
}

#[cfg(test)]
mod tests;
