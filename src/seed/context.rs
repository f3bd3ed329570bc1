//! What is known while a seed is read: the kiosk's languages and sectors, the problems found so far, who refers to whom.
//! Never holds the text of a file.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::thread;

use toml::de::DeTable;

use super::ahead::{Ahead, Ready};
use super::codes;
use super::references::References;
use super::scan::Finding;
use super::source::{Listing, Source, Why};
use crate::diagnostic::{At, Code, Diagnostic, Place, Severity, Words};
use crate::text::Lang;

/// The most problems of one code listed for one file; one file of dirt must not bury the others.
const MAX_PER_FILE: u32 = 100;
/// The most problems of one code listed in all.
const MAX_PER_CODE: u32 = 10_000;
/// The same for notes.
const MAX_NOTES: u32 = 1_000;

/// A file while it is read.
#[derive(Clone, Copy, Debug)]
pub struct File<'t> {
    /// Its number in the listing.
    pub number: u32,
    /// Its path below the seed folder.
    pub path: &'t str,
    /// Its text, without byte order mark.
    pub text: &'t str,
    /// The language of its plain texts.
    pub lang: Lang,
    /// How many places may still be looked for in it.
    pub budget: &'t Cell<u32>,
}

/// So many places are looked for in one file: each walk counts lines from the start, and one file may have a million
/// problems. Far more than are listed.
pub const PLACES: u32 = 500;

impl File<'_> {
    /// The place of these bytes of the text.
    pub fn place(&self, span: Range<usize>) -> Place {
        match self.budget.get() {
            0 => return self.whole(),
            left => self.budget.set(left - 1),
        }
        Place { path: self.path.into(), at: Some(At::find(self.text, span)) }
    }

    /// The file as a whole.
    pub fn whole(&self) -> Place {
        Place { path: self.path.into(), at: None }
    }
}

/// Everything the reading of single files shares.
pub struct Context<'s> {
    /// Where the seed is.
    pub source: &'s Source,
    /// Its files.
    pub listing: &'s Listing,
    /// The languages the kiosk offers, in order.
    pub languages: Vec<Lang>,
    /// The language of texts that do not say theirs.
    pub default_language: Lang,
    /// The stable names of the branches of trade.
    pub sectors: Vec<String>,
    /// Identifiers and who uses them.
    pub references: RefCell<References>,
    /// The table of a file that does not have it.
    pub no_keys: DeTable<'static>,
    /// The budget of the files that are open.
    pub budget: Cell<u32>,
    /// Files that are read ahead of the checks.
    ahead: RefCell<Option<Ahead>>,
    /// What was found in the body of the file with this number.
    dirt: RefCell<Option<(u32, Vec<Finding>)>>,
    /// Where the unknown columns of the sheet begin: each is reported once, not in every row.
    columns: RefCell<HashSet<usize>>,
    reports: RefCell<Reports>,
    errors: Cell<u32>,
}

/// The problems, and how many there are of each kind.
#[derive(Default)]
struct Reports {
    list: Vec<Diagnostic>,
    in_file: HashMap<&'static str, u32>,
    in_all: HashMap<&'static str, u32>,
    file: Box<str>,
    left_out: HashMap<&'static str, u32>,
}

/// Ends the reading ahead, however its user ends: else its thread would wait for ever to hand over a file.
struct End<'c>(&'c RefCell<Option<Ahead>>);

impl Drop for End<'_> {
    fn drop(&mut self) {
        *self.0.borrow_mut() = None;
    }
}

impl<'s> Context<'s> {
    /// An empty context.
    pub fn new(source: &'s Source, listing: &'s Listing) -> Self {
        Self {
            source,
            listing,
            languages: Lang::ALL.to_vec(),
            default_language: Lang::default(),
            sectors: Vec::new(),
            references: RefCell::default(),
            no_keys: DeTable::new(),
            budget: Cell::new(PLACES),
            ahead: RefCell::default(),
            dirt: RefCell::default(),
            columns: RefCell::default(),
            reports: RefCell::default(),
            errors: Cell::new(0),
        }
    }

    /// Calls `work` while the files are read ahead on another thread.
    pub fn reading_ahead(&self, work: impl FnOnce()) {
        thread::scope(|scope| {
            *self.ahead.borrow_mut() = Ahead::start(scope, self.source, self.listing);
            let _end = End(&self.ahead);
            work();
        });
    }

    /// The bytes of file `number`, put into `bytes`.
    ///
    /// # Errors
    /// As for [`Source::read`].
    pub fn read(&self, number: u32, limit: usize, bytes: &mut Vec<u8>) -> Result<(), Why> {
        let ready = self.ahead.borrow_mut().as_mut().and_then(|ahead| ahead.take(number));
        let Some(Ready { bytes: read, dirt, .. }) = ready else {
            return self.source.read(self.listing.path(number), limit, bytes);
        };
        *bytes = read?;
        if let Some(dirt) = dirt {
            *self.dirt.borrow_mut() = Some((number, dirt));
        }
        Ok(())
    }

    /// What was found in the body of file `number` when it was read ahead.
    pub fn dirt(&self, number: u32) -> Option<Vec<Finding>> {
        self.dirt.borrow_mut().take().filter(|(of, _)| *of == number).map(|(_, dirt)| dirt)
    }

    /// Whether the unknown column of the sheet that begins at this byte was not reported yet.
    pub fn is_new_column(&self, start: usize) -> bool {
        self.columns.borrow_mut().insert(start)
    }

    /// Takes a problem.
    pub fn report(&self, diagnostic: Diagnostic) {
        if diagnostic.code.severity == Severity::Error {
            self.errors.set(self.errors.get().saturating_add(1));
        }
        self.reports.borrow_mut().add(diagnostic);
    }

    /// Whether a problem of this code in this file would be listed; if not, it is counted.
    pub fn wants(&self, code: Code, path: &str) -> bool {
        let mut reports = self.reports.borrow_mut();
        let full = *reports.file == *path && reports.in_file.get(code.id).is_some_and(|count| *count >= MAX_PER_FILE);
        if full {
            *reports.left_out.entry(code.id).or_default() += 1;
        }
        !full
    }

    /// Whether there was an error.
    pub const fn failed(&self) -> bool {
        self.errors.get() > 0
    }

    /// All problems, sorted, with their paths as they are shown to people.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let reports = self.reports.into_inner();
        let mut list = reports.list;
        for diagnostic in &mut list {
            let shown = |place: &mut Place| place.path = self.source.shown(&place.path).into();
            shown(&mut diagnostic.place);
            if let Some((second, _)) = &mut diagnostic.second {
                shown(second);
            }
        }
        crate::diagnostic::sort(&mut list);
        let mut left_out: Vec<_> = reports.left_out.into_iter().collect();
        left_out.sort_unstable();
        let root = self.source.shown("");
        list.extend(left_out.into_iter().map(|(code, count)| {
            let words = Words::new(
                format!("още {count} проблема с код {code}"),
                format!("{count} more problems of code {code}"),
            );
            Diagnostic::new(codes::MORE, Place { path: root.as_str().into(), at: None }, words)
        }));
        list
    }
}

impl Reports {
    fn add(&mut self, diagnostic: Diagnostic) {
        let Code { id, severity, .. } = diagnostic.code;
        if diagnostic.place.path != self.file {
            self.file.clone_from(&diagnostic.place.path);
            self.in_file.clear();
        }
        let in_file = self.in_file.entry(id).or_default();
        let in_all = self.in_all.entry(id).or_default();
        *in_file += 1;
        *in_all += 1;
        let most = if severity == Severity::Note { MAX_NOTES } else { MAX_PER_CODE };
        if *in_file > MAX_PER_FILE || *in_all > most {
            *self.left_out.entry(id).or_default() += 1;
        } else {
            self.list.push(diagnostic);
        }
    }
}
