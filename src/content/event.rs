//! Something that takes place. Its time is separate from its visibility: a past event stays readable.

use serde::{Deserialize, Serialize};

use super::kind::named;
use super::{Contacts, Day, Head, Localized, PartialDate, Slug};

named! {
    /// What has become of an event.
    EventStatus {
        /// It is to take place.
        Scheduled = "scheduled",
        /// It took place.
        Held = "held",
        /// It will not take place.
        Cancelled = "cancelled",
        /// It will take place at another time.
        Postponed = "postponed",
    }
}

named! {
    /// How exactly the start is known, where the date alone does not say it.
    Precision {
        /// As exactly as the date is written.
        Exact = "exact",
        /// A part of the day: late afternoon.
        LateAfternoon = "late-afternoon",
        /// Morning.
        Morning = "morning",
        /// Evening.
        Evening = "evening",
        /// About then.
        About = "about",
    }
}

/// An event. The head's title is its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The common fields.
    pub head: Head,
    /// When it starts, as far as known.
    pub start: Option<PartialDate>,
    /// When it ends, if that is another day or hour.
    pub end: Option<PartialDate>,
    /// The time zone of the hours, an IANA name (`Europe/Sofia`); the kiosk's if absent.
    pub zone: Option<String>,
    /// How exactly the start is known.
    pub precision: Precision,
    /// How long it lasts, in words („15 седмици“).
    pub duration: Option<Localized<String>>,
    /// What has become of it, as the editor says.
    pub status: EventStatus,
    /// Where it takes place.
    pub venue: Venue,
    /// Who calls it.
    pub organiser: Option<Slug>,
    /// Who supports it.
    pub supporters: Vec<Slug>,
    /// Who takes part.
    pub participants: Vec<Participant>,
    /// The larger event it is a part of.
    pub part_of: Option<Slug>,
    /// The project or programme it belongs to.
    pub project: Option<Slug>,
    /// The clusters it concerns.
    pub clusters: Vec<Slug>,
    /// Other records it is about.
    pub about: Vec<Slug>,
    /// For whom it is.
    pub audience: Option<Localized<String>>,
    /// People to ask.
    pub contact_people: Vec<Slug>,
    /// Where to ask.
    pub contacts: Contacts,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
}

impl EventStatus {
    /// The status at `today` of an event whose last known day is `last`: what was only ever announced is not “to come”
    /// once its day is over or was never known; nothing says that it took place either.
    pub fn is_still_to_come(self, last: Option<Day>, today: Day) -> bool {
        self == Self::Scheduled && last.is_some_and(|last| last >= today)
    }
}

/// Where an event takes place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// The organisation whose house it is.
    pub organisation: Option<Slug>,
    /// The hall.
    pub hall: Option<Localized<String>>,
    /// Town or village.
    pub place: Option<Localized<String>>,
    /// Country.
    pub country: Option<Localized<String>>,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The person or organisation.
    pub who: Slug,
    /// As what.
    pub role: Option<Localized<String>>,
}

/// A file that belongs to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// What it is.
    pub title: Localized<String>,
    /// The file name below `media/`, if the kiosk has the file.
    pub file: Option<String>,
    /// Where it is otherwise.
    pub url: Option<String>,
}
