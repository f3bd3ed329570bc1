//! The first screen.

/// The first screen.
#[derive(Clone, Copy, Debug)]
pub struct Home {
    /// Over the newest articles.
    pub latest: &'static str,
    /// Over the coming events.
    pub coming: &'static str,
    /// Over past events when none are coming.
    pub recent: &'static str,
    /// Under the name of the kiosk when no cluster is at home.
    pub welcome: &'static str,
    /// Nothing has been published.
    pub empty: &'static str,
}

pub static BG: Home = Home {
    latest: "Най-новото",
    coming: "Предстои",
    recent: "Последни събития",
    welcome: "Добре дошли",
    empty: "Още няма публикувано съдържание.",
};

pub static EN: Home = Home {
    latest: "Latest news",
    coming: "Coming up",
    recent: "Recent events",
    welcome: "Welcome",
    empty: "Nothing has been published yet.",
};
