//! Anonymous counters of what is read: which record, on which day, through which door; in which language, at which hour,
//! and what was searched for in vain. Kept in `visits/`, a database of its own beside the editions.
//!
//! Never knows a visitor: no address, no name, no order of pages. The database is open only while it is written or read,
//! so that `megdan stats` can look at it beside a running owner.

mod key;
mod popular;
mod rows;
mod tally;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use self::key::Key;
use super::store::{Patience, StoreError, guarded, open_patiently, remove_half_snapshots};
use crate::content::{Day, Slug};
use crate::text::{Lang, system_error};

pub use key::Door;
pub use popular::Popular;
pub use rows::{Row, Statistics, What};
pub use tally::{Tally, searchable};

/// Days that are kept; the oldest ones go first.
const KEPT_DAYS: usize = 1100;
/// Different searches without result that are kept of one day.
const SEARCHES_A_DAY: usize = 200;

/// Why the counters cannot be written or read.
#[derive(Debug)]
pub enum VisitsError {
    /// Another process has them open just now.
    Busy(PathBuf),
    /// The disk said no.
    Io(PathBuf, io::Error),
    /// They are damaged.
    Damaged(PathBuf, String),
    /// They were damaged: what is left of them is here, and new ones have been begun.
    BegunAnew(PathBuf),
}

impl VisitsError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        let system = |error| system_error(error, lang);
        match (self, lang) {
            (Self::Busy(folder), Lang::Bg) => {
                format!("броячите ‘{}’ се пишат в момента; опитайте пак", folder.display())
            }
            (Self::Busy(folder), Lang::En) => {
                format!("the counters ‘{}’ are being written; try again", folder.display())
            }
            (Self::Io(folder, error), Lang::Bg) => {
                format!(
                    "броячите ‘{}’ не са достъпни ({}); проверете правата и мястото на диска",
                    folder.display(),
                    system(error)
                )
            }
            (Self::Io(folder, error), Lang::En) => {
                format!(
                    "the counters ‘{}’ cannot be used ({}); check permissions and disk space",
                    folder.display(),
                    system(error)
                )
            }
            (Self::BegunAnew(aside), Lang::Bg) => {
                format!("броячите бяха повредени; останалото от тях е в ‘{}’, започнати са нови", aside.display())
            }
            (Self::BegunAnew(aside), Lang::En) => {
                format!(
                    "the counters were damaged; what is left of them is in ‘{}’, new ones are begun",
                    aside.display()
                )
            }
            (Self::Damaged(folder, what), Lang::Bg) => {
                format!("броячите ‘{}’ са повредени ({what}); киоскът ще започне нови", folder.display())
            }
            (Self::Damaged(folder, what), Lang::En) => {
                format!("the counters ‘{}’ are damaged ({what}); the kiosk will begin new ones", folder.display())
            }
        }
    }

    fn of(error: StoreError, folder: &Path) -> Self {
        let folder = folder.to_owned();
        match error {
            StoreError::Locked => Self::Busy(folder),
            StoreError::Io(error) => Self::Io(folder, error),
            StoreError::Missing(what) | StoreError::Damaged(what) => Self::Damaged(folder, what),
            // Only editions have one.
            other @ StoreError::OtherFormat(_) => Self::Damaged(folder, other.to_string()),
        }
    }
}

impl fmt::Display for VisitsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for VisitsError {}

/// The counters of one data folder.
#[derive(Clone, Debug)]
pub struct Visits {
    folder: PathBuf,
}

impl Visits {
    /// The counters of the data folder `data`. Touches no disk yet.
    pub fn of(data: &Path) -> Self {
        Self { folder: data.join("visits") }
    }

    /// Where damaged counters are put, as far as anything is left of them.
    pub fn aside(&self) -> PathBuf {
        self.folder.with_extension("damaged")
    }

    /// Adds what was counted and brings it to the disk. Damaged counters are put aside as `visits.damaged`, and new ones
    /// begun; `true` when that happened.
    ///
    /// # Errors
    /// If the disk refuses, or another process reads them for longer than a second; nothing is added then.
    pub fn add(&self, tally: &Tally) -> Result<bool, VisitsError> {
        match self.write(tally) {
            Err(StoreError::Damaged(_) | StoreError::Missing(_)) => {
                self.put_aside().map_err(|error| VisitsError::Io(self.folder.clone(), error))?;
                self.write(tally).map(|()| true).map_err(|error| VisitsError::of(error, &self.folder))
            }
            result => result.map(|()| false).map_err(|error| VisitsError::of(error, &self.folder)),
        }
    }

    /// Everything that was counted, from `since` on: sorted by day, kind of counter and name. No counters are no error.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn rows(&self, since: Option<Day>) -> Result<Vec<Row>, VisitsError> {
        if !self.folder.join("db").is_file() {
            return Ok(Vec::new());
        }
        let read = || rows_of(&self.open()?, since);
        read().map_err(|error| VisitsError::of(error, &self.folder))
    }

    /// The `most` records that were opened most on the last `days` days up to the last one that was counted.
    ///
    /// # Errors
    /// If they cannot be read.
    pub fn most_read(&self, days: i32, most: usize) -> Result<Vec<Slug>, VisitsError> {
        if !self.folder.join("db").is_file() {
            return Ok(Vec::new());
        }
        let read = || {
            let db = self.open()?;
            let last = guarded(|| Ok(last_day(&db)?))?;
            rows_of(&db, last.and_then(|day| day.plus_days(-days)))
        };
        let rows = read().map_err(|error| VisitsError::of(error, &self.folder))?;
        let mut sums: BTreeMap<Slug, u64> = BTreeMap::new();
        for row in rows {
            if let What::Record(slug, _) = row.what {
                *sums.entry(slug).or_default() += row.count;
            }
        }
        let mut sums: Vec<_> = sums.into_iter().collect();
        sums.sort_by_key(|(_, count)| Reverse(*count));
        Ok(sums.into_iter().take(most).map(|(slug, _)| slug).collect())
    }

    /// Lets go of the oldest days, so that the folder stops growing after some three years.
    ///
    /// # Errors
    /// If they cannot be read or written.
    pub fn prune(&self) -> Result<(), VisitsError> {
        let mut days: Vec<Day> = self.rows(None)?.iter().map(|row| row.day).collect();
        days.dedup();
        let Some(last) = days.len().checked_sub(KEPT_DAYS + 1).and_then(|at| days.get(at)) else { return Ok(()) };
        let remove = || {
            let db = self.open()?;
            guarded(|| {
                for entry in db.iter() {
                    let (key, _) = entry?;
                    if Key::parse(&key).is_none_or(|key| key.day <= *last) {
                        db.remove(key)?;
                    }
                }
                db.flush()?;
                Ok(())
            })
        };
        remove().map_err(|error| VisitsError::of(error, &self.folder))
    }

    fn open(&self) -> Result<sled::Db, StoreError> {
        if self.folder.is_dir() {
            remove_half_snapshots(&self.folder).map_err(StoreError::Io)?;
        }
        let had_something = has_something(&self.folder.join("db"));
        let db = open_patiently(&self.folder, Patience::Wait)?;
        if had_something && !db.was_recovered() {
            // sled takes a file in which it recognises nothing for a new database, and writes over it. Nobody who opens
            // it later would notice: so what is left is put aside at once, whoever looked first.
            drop(db);
            self.put_aside().map_err(StoreError::Io)?;
            return Err(StoreError::Damaged("nothing in them is recognised".to_owned()));
        }
        Ok(db)
    }

    /// Moves the counters out of the way; nothing to move is no error.
    fn put_aside(&self) -> io::Result<()> {
        let aside = self.aside();
        if !self.folder.exists() {
            return Ok(());
        }
        // An older one is worth less than room on the disk; if it stays, the renaming says so.
        let _ = std::fs::remove_dir_all(&aside);
        std::fs::rename(&self.folder, &aside)
    }

    fn write(&self, tally: &Tally) -> Result<(), StoreError> {
        let db = self.open()?;
        guarded(|| {
            for (key, count) in tally.iter() {
                let bytes = key.bytes();
                let before = db.get(&bytes)?;
                if before.is_none() && key.is_search() && db.scan_prefix(key.prefix()).count() >= SEARCHES_A_DAY {
                    continue;
                }
                let sum = before.as_deref().and_then(number).unwrap_or_default() + u64::from(count);
                db.insert(bytes, &sum.to_be_bytes())?;
            }
            db.flush()?;
            Ok(())
        })
    }
}

/// Everything that was counted, from `since` on.
fn rows_of(db: &sled::Db, since: Option<Day>) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    guarded(|| {
        for entry in db.range(since.map(key::first_bytes).unwrap_or_default()..) {
            let (key, value) = entry?;
            let wrong = || StoreError::Damaged("a counter cannot be read".to_owned());
            let (key, count) = (Key::parse(&key).ok_or_else(wrong)?, number(&value).ok_or_else(wrong)?);
            if since.is_none_or(|since| key.day >= since) {
                rows.push(Row::new(key, count));
            }
        }
        Ok(())
    })?;
    Ok(rows)
}

/// Whether a file holds anything but the zeros that a new database begins with.
fn has_something(file: &Path) -> bool {
    let mut begin = [0; 4096];
    let read = std::fs::File::open(file).and_then(|mut file| file.read(&mut begin)).unwrap_or_default();
    begin.iter().take(read).any(|byte| *byte != 0)
}

/// The last day of which something is counted, found in some twenty steps.
fn last_day(db: &sled::Db) -> sled::Result<Option<Day>> {
    // Not by `last`: sled's way backwards puts a constant of a megabyte into the program.
    let day_of =
        |entry: Option<(sled::IVec, sled::IVec)>| entry.and_then(|(key, _)| Key::parse(&key)).map(|key| key.day);
    let Some(mut last) = day_of(db.first()?) else { return Ok(None) };
    let mut step = 1 << 16;
    while step > 0 {
        let later = match last.plus_days(step) {
            Some(day) => day_of(db.range(key::first_bytes(day)..).next().transpose()?),
            None => None,
        };
        match later {
            Some(day) => last = day,
            None => step /= 2,
        }
    }
    Ok(Some(last))
}

fn number(value: &[u8]) -> Option<u64> {
    value.try_into().ok().map(u64::from_be_bytes)
}

#[cfg(test)]
mod tests;
