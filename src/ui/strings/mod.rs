//! Every word of the interface, in both languages. A struct for each screen with a `static` for each language, so that a
//! missing translation does not compile; whatever depends on a number or name is a function. Never a word of content.

mod common;
mod help;
mod home;
mod keys;
mod list;
mod lobby;
mod map;
mod names;
mod page;
mod search;

use crate::text::Lang;

pub use common::Common;
pub use help::Help;
pub use home::Home;
pub use keys::Keys;
pub use list::List;
pub use lobby::Lobby;
pub use map::Map;
pub use names::Names;
pub use page::Page;
pub use search::Search;

/// The words of one language.
#[derive(Clone, Copy, Debug)]
pub struct Strings {
    /// Names of commands, for the footer and the help page.
    pub keys: &'static Keys,
    /// What all screens share: notes, the header.
    pub common: &'static Common,
    /// Names of kinds, types, roles and states.
    pub names: &'static Names,
    /// The first screen.
    pub home: &'static Home,
    /// Lists and their filters.
    pub list: &'static List,
    /// The lobby screen while nobody uses it.
    pub lobby: &'static Lobby,
    /// The map of the towns.
    pub map: &'static Map,
    /// Pages of records.
    pub page: &'static Page,
    /// The search screen.
    pub search: &'static Search,
    /// The help page.
    pub help: &'static Help,
}

static BG: Strings = Strings {
    keys: &keys::BG,
    common: &common::BG,
    names: &names::BG,
    home: &home::BG,
    list: &list::BG,
    lobby: &lobby::BG,
    map: &map::BG,
    page: &page::BG,
    search: &search::BG,
    help: &help::BG,
};

static EN: Strings = Strings {
    keys: &keys::EN,
    common: &common::EN,
    names: &names::EN,
    home: &home::EN,
    list: &list::EN,
    lobby: &lobby::EN,
    map: &map::EN,
    page: &page::EN,
    search: &search::EN,
    help: &help::EN,
};

impl Strings {
    /// The words of `lang`.
    pub const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Bg => &BG,
            Lang::En => &EN,
        }
    }
}
