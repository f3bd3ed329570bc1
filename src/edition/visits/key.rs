//! What is counted, as the key of its counter: day first, so that a span of days is one stretch of the database.

use crate::content::{Day, Slug};
use crate::text::Lang;

/// A way in, as far as the counters tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Door {
    /// The screen of the process itself: the kiosk.
    Screen,
    /// Another terminal of the machine.
    Socket,
    /// A guest over SSH.
    Ssh,
}

impl Door {
    /// All doors.
    pub const ALL: [Self; 3] = [Self::Screen, Self::Socket, Self::Ssh];

    /// The stable name in answers for programs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Socket => "socket",
            Self::Ssh => "ssh",
        }
    }
}

/// What was counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A record was opened through this door.
    Record(Slug, Door),
    /// A record was opened in this language.
    Language(Lang),
    /// A record was opened at this hour, 0 to 23.
    Hour(u8),
    /// This was searched for and not found.
    Search(String),
}

/// One counter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// The day.
    pub(super) day: Day,
    /// What was counted.
    pub(super) subject: Subject,
}

const RECORD: u8 = b'r';
const LANGUAGE: u8 = b'l';
const HOUR: u8 = b'h';
const SEARCH: u8 = b's';

/// What the keys of a day begin with: those of earlier days come before it.
pub(super) fn first_bytes(day: Day) -> Vec<u8> {
    // The years of a clock are never negative; a wrong one must not be counted as the future.
    let year = u16::try_from(day.year()).unwrap_or_default();
    let mut out = year.to_be_bytes().to_vec();
    out.extend([day.month(), day.day()]);
    out
}

impl Key {
    pub(super) const fn is_search(&self) -> bool {
        matches!(self.subject, Subject::Search(_))
    }

    /// Day and kind of subject: what counters of the same sort on the same day begin with.
    pub(super) fn prefix(&self) -> Vec<u8> {
        let tag = match self.subject {
            Subject::Record(..) => RECORD,
            Subject::Language(_) => LANGUAGE,
            Subject::Hour(_) => HOUR,
            Subject::Search(_) => SEARCH,
        };
        let mut out = first_bytes(self.day);
        out.push(tag);
        out
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = self.prefix();
        match &self.subject {
            Subject::Record(slug, door) => {
                out.push(*door as u8);
                out.extend(slug.as_str().as_bytes());
            }
            Subject::Language(lang) => out.extend(lang.code().as_bytes()),
            Subject::Hour(hour) => out.push(*hour),
            Subject::Search(text) => out.extend(text.as_bytes()),
        }
        out
    }

    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = bytes.split_first_chunk::<5>()?;
        let [high, low, month, day, tag] = *head;
        let day = Day::new(i16::try_from(u16::from_be_bytes([high, low])).ok()?, month, day)?;
        let text = |bytes| std::str::from_utf8(bytes).ok();
        let subject = match tag {
            RECORD => {
                let (door, slug) = rest.split_first()?;
                Subject::Record(Slug::new(text(slug)?).ok()?, *Door::ALL.get(usize::from(*door))?)
            }
            LANGUAGE => Subject::Language(Lang::from_code(text(rest)?)?),
            HOUR => Subject::Hour(*rest.first().filter(|hour| **hour < 24 && rest.len() == 1)?),
            SEARCH => Subject::Search(text(rest)?.to_owned()),
            _ => return None,
        };
        Some(Self { day, subject })
    }
}
