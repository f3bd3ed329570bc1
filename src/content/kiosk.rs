//! The kiosk's own settings that travel with its content. Never those of the machine: they are in the configuration.

use serde::{Deserialize, Serialize};

use super::{Day, Localized, Slug};
use crate::text::Lang;

/// What `kiosk.toml` says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kiosk {
    /// The kiosk's name.
    pub name: Localized<String>,
    /// The cluster at home here.
    pub home: Option<Slug>,
    /// The languages offered, in order.
    pub languages: Vec<Lang>,
    /// The language a visit starts in.
    pub default_language: Lang,
    /// A line for those who need help („Рецепция: 02 …“).
    pub help_line: Option<Localized<String>>,
    /// The theme a visit starts in: `default`, `light`, `contrast`, `mono`.
    pub theme: Option<String>,
    /// The IANA time zone of all local readings.
    pub zone: String,
    /// The web address under which a record can be found: `{slug}` and `{lang}` are replaced.
    pub page_address: Option<String>,
    /// Opening hours, Monday first; `None` on a closed day. Absent: always open.
    pub hours: Option<[Option<DayHours>; 7]>,
    /// Days on which it is closed.
    pub closed: ClosedDays,
    /// Names of the branches of trade that records refer to, by stable name.
    pub sectors: Vec<(String, Localized<String>)>,
}

impl Kiosk {
    /// A kiosk of which only the name is said: both languages, Bulgarian first, the time of Sofia, always open.
    pub fn named(name: Localized<String>) -> Self {
        Self {
            name,
            home: None,
            languages: Lang::ALL.to_vec(),
            default_language: Lang::Bg,
            help_line: None,
            theme: None,
            zone: "Europe/Sofia".to_owned(),
            page_address: None,
            hours: None,
            closed: ClosedDays::default(),
            sectors: Vec::new(),
        }
    }
}

/// From when to when, in minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHours {
    /// The first open minute.
    pub from: u16,
    /// The first closed minute.
    pub to: u16,
}

/// Days on which the kiosk is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedDays {
    /// In this year only.
    pub days: Vec<Day>,
    /// Each year: month and day.
    pub yearly: Vec<(u8, u8)>,
}
