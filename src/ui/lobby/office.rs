//! What the administrator's panel can have done, by whoever runs the kiosk. Never waited for: a task begins, and its answer
//! is asked for later.

use std::fmt;

use crate::edition::visits::Statistics;
use crate::text::Lang;

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Check this PIN.
    Unlock(String),
    /// Say how things are.
    Status(Lang),
    /// Look for folders with content.
    Sources,
    /// Check and publish the folder with this number in the last answer.
    Publish(usize, Lang),
    /// Go back to the edition before.
    RollBack(Lang),
    /// Read the counters.
    Statistics(Lang),
}

/// What has come of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Whether the PIN was right.
    Unlocked(bool),
    /// What to tell, line by line.
    Report(Vec<String>),
    /// The names of the folders.
    Sources(Vec<String>),
    /// The counters, and what is to be known about them first.
    Statistics(Box<Statistics>, Vec<String>),
}

/// Does what the panel asks for, one task at a time, on a thread of its own.
pub trait Office: fmt::Debug + Send + Sync {
    /// Whether there is a PIN: without one the panel does not open.
    fn is_manned(&self) -> bool;
    /// Begins a task. One that is still being done is finished first.
    fn begin(&self, task: Task);
    /// Takes the answer of a finished task; nothing while it is being done.
    fn answer(&self) -> Option<Answer>;
}
