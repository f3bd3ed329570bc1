//! The limits as all connections share them. A ticket is a place taken; dropping it gives the place back.

use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::doors::limits::{Authenticated, Limits, Refusal, Rules};

/// The limits of a door.
#[derive(Clone, Debug)]
pub struct Gate(Arc<Mutex<Limits>>);

/// A place taken.
#[derive(Debug)]
pub struct Ticket {
    gate: Gate,
    address: IpAddr,
    authenticated: Authenticated,
}

impl Gate {
    /// Nobody is in.
    pub fn new(rules: Rules) -> Self {
        Self(Arc::new(Mutex::new(Limits::new(rules))))
    }

    /// A place for `address`, if the rules allow it now.
    ///
    /// # Errors
    /// If they do not.
    pub fn admit(&self, address: IpAddr) -> Result<Ticket, Refusal> {
        self.limits().admit(address, Instant::now())?;
        Ok(Ticket { gate: self.clone(), address, authenticated: Authenticated::No })
    }

    /// The state, to read or to change.
    pub fn limits(&self) -> MutexGuard<'_, Limits> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ticket {
    /// Its holder was let in.
    pub fn authenticated(&mut self) {
        if self.authenticated == Authenticated::No {
            self.authenticated = Authenticated::Yes;
            self.gate.limits().authenticated();
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.gate.limits().leave(self.address, self.authenticated);
    }
}
