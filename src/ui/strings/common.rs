//! What all screens share.

/// What all screens share.
#[derive(Clone, Copy, Debug)]
pub struct Common {
    /// On a terminal too small for a screen.
    pub too_small: fn((u16, u16), (u16, u16)) -> String,
    /// The clock reads a time before the content was published.
    pub clock_is_wrong: &'static str,
    /// A record cannot be read.
    pub unreadable: &'static str,
    /// What was shown is not in the edition any more.
    pub gone: &'static str,
    /// The content was replaced by a newer edition.
    pub renewed: &'static str,
    /// A key without a meaning here.
    pub no_such_key: &'static str,
    /// „3 от 128“
    pub position: fn(usize, usize) -> String,
    /// Between two ends of a range of dates.
    pub theme_is: fn(&str) -> String,
    /// The themes' names: default, light, contrast, mono.
    pub themes: [&'static str; 4],
    pub text_size_is: fn(&str) -> String,
    /// The same, where the screen has no room to show it.
    pub no_room_for_size: fn(&str) -> String,
    /// The sizes' names: normal, spaced, large.
    pub text_sizes: [&'static str; 3],
    /// Colours cannot be changed on this terminal.
    pub no_colours: &'static str,
    /// No record is shown that could be taken along.
    pub nothing_to_take: &'static str,
    /// Nothing above or below.
    pub at_top: &'static str,
    pub at_end: &'static str,
    /// There is nothing to go back to.
    pub at_home: &'static str,
    /// A digit that no row or link has.
    pub no_such_number: fn(usize) -> String,
    /// The number typed so far.
    pub number_so_far: fn(usize) -> String,
    /// An address that cannot be followed from a kiosk.
    pub address: fn(&str) -> String,
    /// A kiosk's program is not ended by its visitors.
    pub locked: &'static str,
}

pub static BG: Common = Common {
    too_small: |(columns, rows), (now, low)| {
        format!("Нужен е екран поне {columns} × {rows} знака; този е {now} × {low}.")
    },
    clock_is_wrong: "Часовникът на киоска не е верен, затова не се скрива нищо.",
    unreadable: "Тази страница не може да бъде прочетена. Опитайте друга или се върнете в началото с F10.",
    gone: "Записът вече не е публикуван.",
    renewed: "Съдържанието е обновено.",
    no_such_key: "Този клавиш няма действие тук. F1 показва кои имат.",
    position: |at, of| format!("{at} от {of}"),
    theme_is: |name| format!("Цветове: {name}"),
    themes: ["тъмни", "светли", "висок контраст", "без цветове"],
    text_size_is: |name| format!("Текст: {name}"),
    no_room_for_size: |name| format!("Текст: {name} (няма място)"),
    text_sizes: ["обикновен", "разреден", "едър"],
    no_colours: "Този терминал няма цветове.",
    nothing_to_take: "Отворете запис и натиснете F6, за да го вземете на телефона си.",
    at_top: "Това е началото.",
    at_end: "Това е краят.",
    at_home: "Това е началният екран.",
    no_such_number: |number| format!("Тук няма номер {number}."),
    number_so_far: |number| format!("Връзка {number} – още цифра или Enter"),
    address: |address| format!("Адрес извън киоска: {address}"),
    locked: "Киоскът остава включен. F10 води в началото.",
};

pub static EN: Common = Common {
    too_small: |(columns, rows), (now, low)| {
        format!("A screen of at least {columns} × {rows} characters is needed; this one is {now} × {low}.")
    },
    clock_is_wrong: "The kiosk’s clock is wrong, so nothing is hidden by date.",
    unreadable: "This page cannot be read. Try another one, or go back to the start with F10.",
    gone: "The record is not published any more.",
    renewed: "The content has been updated.",
    no_such_key: "This key does nothing here. F1 shows which ones do.",
    position: |at, of| format!("{at} of {of}"),
    theme_is: |name| format!("Colours: {name}"),
    themes: ["dark", "light", "high contrast", "no colours"],
    text_size_is: |name| format!("Text: {name}"),
    no_room_for_size: |name| format!("Text: {name} (no room)"),
    text_sizes: ["normal", "spaced", "large"],
    no_colours: "This terminal has no colours.",
    nothing_to_take: "Open a record and press F6 to take it on your telephone.",
    at_top: "This is the beginning.",
    at_end: "This is the end.",
    at_home: "This is the first screen.",
    no_such_number: |number| format!("There is no number {number} here."),
    number_so_far: |number| format!("Link {number} – another digit, or Enter"),
    address: |address| format!("An address outside the kiosk: {address}"),
    locked: "The kiosk stays on. F10 leads to the start.",
};
