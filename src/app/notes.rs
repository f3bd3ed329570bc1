//! What the administrator should know, kept while the screen belongs to the visitor. Never shown to one.

use std::collections::VecDeque;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use super::panics;
use crate::text::Lang;

/// The most sentences that are kept; older ones go.
const MAX_NOTES: usize = 32;

/// Sentences in the order they came.
#[derive(Clone, Debug, Default)]
pub struct Notes(Arc<Mutex<VecDeque<String>>>);

impl Notes {
    /// Takes every unexpected panic of the process from now on, in `lang`. It only notes: a panic ends one visit, and
    /// whoever runs that visit gives its terminal back.
    pub fn of_panics(lang: Lang) -> Self {
        let notes = Self::default();
        let log = notes.clone();
        panics::tell(lang, move |sentence| log.add(sentence));
        notes
    }

    /// Writes a sentence to standard error if that is a log, and keeps it for later if it is the visitor's screen.
    pub fn add(&self, sentence: String) {
        let mut log = io::stderr();
        if !log.is_terminal() {
            // A log that is full or gone must not end a visit.
            let _lost = writeln!(log, "{sentence}");
            return;
        }
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notes.push_back(sentence);
        if notes.len() > MAX_NOTES {
            notes.pop_front();
        }
    }

    /// Gives what was kept.
    pub fn take(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect()
    }
}
