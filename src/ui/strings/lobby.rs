//! The lobby screen while nobody uses it, and the administrator's panel.

/// The lobby screen.
#[derive(Clone, Copy, Debug)]
pub struct Lobby {
    /// What to do to begin.
    pub invitation: &'static str,
    /// Over an article.
    pub news: &'static str,
    /// Over an event to come.
    pub coming: &'static str,
    /// Over a member in the spotlight.
    pub member: &'static str,
    /// Over figures of the cluster.
    pub figures: &'static str,
    /// Over the list of events.
    pub agenda: &'static str,
    /// Events to come.
    pub coming_events: &'static str,
    /// Events that were.
    pub past_events: &'static str,
    /// Over charts.
    pub in_figures: &'static str,
    /// The chart of the members by what they are.
    pub by_type: &'static str,
    /// By their branch of trade.
    pub by_sector: &'static str,
    /// By where they are.
    pub by_place: &'static str,
    /// The chart of the clusters.
    pub clusters_by_members: &'static str,
    /// The chart of the projects by who pays.
    pub projects_by_programme: &'static str,
    /// By what they cost.
    pub projects_by_budget: &'static str,
    /// The charts of articles over time.
    pub news_by_year: &'static str,
    /// A month.
    pub news_by_month: &'static str,
    /// The charts of events over time.
    pub events_by_year: &'static str,
    /// A month.
    pub events_by_month: &'static str,
    /// Asks whether somebody is still there.
    pub still_there: &'static str,
    /// What happens in so many seconds.
    pub home_in: fn(u64) -> String,
    /// How to go on.
    pub any_key: &'static str,
    /// The panel's name.
    pub panel: &'static str,
    /// Asks for the PIN.
    pub pin: &'static str,
    /// The PIN was wrong; so many seconds until the next try.
    pub wrong_pin: fn(u64) -> String,
    /// Something is being done.
    pub working: &'static str,
    /// The panel's items: status, publish, roll back, statistics, language, leave.
    pub items: [&'static str; 6],
    /// Asks to choose the same again.
    pub confirm: &'static str,
    /// How to go back.
    pub back: &'static str,
    /// Over the folders that can be published.
    pub sources: &'static str,
    /// There is none.
    pub no_sources: &'static str,
    /// Openings in all.
    pub openings: fn(u64) -> String,
    /// Over the chart of days.
    pub by_day: &'static str,
    /// Over the most opened records.
    pub most_read: &'static str,
    /// Over the chart of hours.
    pub by_hour: &'static str,
    /// Over the doors, and their names in the order of the counters'.
    pub by_door: &'static str,
    /// See there.
    pub doors: [&'static str; 3],
    /// Over the languages, and their names in the order of all languages.
    pub by_language: &'static str,
    /// See there.
    pub languages: [&'static str; 2],
    /// Over searches without result.
    pub in_vain: &'static str,
    /// Nothing has been counted.
    pub no_counts: &'static str,
}

pub static BG: Lobby = Lobby {
    invitation: "Докоснете екрана или натиснете клавиш",
    news: "Новина",
    coming: "Предстои",
    member: "Член на клъстера",
    figures: "Клъстерът в числа",
    agenda: "Календар",
    coming_events: "Предстоящи събития",
    past_events: "Изминали събития",
    in_figures: "В числа",
    by_type: "Състав на клъстера",
    by_sector: "Членове по отрасли",
    by_place: "Членове по места",
    clusters_by_members: "Членове по клъстери",
    projects_by_programme: "Проекти по програми",
    projects_by_budget: "Проекти по бюджет",
    news_by_year: "Новини по години",
    news_by_month: "Новини по месеци",
    events_by_year: "Събития по години",
    events_by_month: "Събития по месеци",
    still_there: "Още ли сте тук?",
    home_in: |seconds| match seconds {
        1 => "Началният екран се връща след 1 секунда.".to_owned(),
        _ => format!("Началният екран се връща след {seconds} секунди."),
    },
    any_key: "Докоснете екрана или натиснете клавиш, за да продължите.",
    panel: "Управление на киоска",
    pin: "ПИН:",
    wrong_pin: |seconds| match seconds {
        0 => "Грешен ПИН.".to_owned(),
        1 => "Грешен ПИН. Изчакайте 1 секунда.".to_owned(),
        _ => format!("Грешен ПИН. Изчакайте {seconds} секунди."),
    },
    working: "Изпълнява се…",
    items: [
        "Състояние",
        "Публикуване от папка или USB",
        "Предишното издание",
        "Статистика",
        "English",
        "Изход от киоска",
    ],
    confirm: "Изберете същото още веднъж, за да потвърдите.",
    back: "Назад",
    sources: "Папки със съдържание",
    no_sources: "Няма папка с kiosk.toml. Поставете USB памет и опитайте пак.",
    openings: |count| match count {
        1 => "Отворен е 1 запис.".to_owned(),
        _ => format!("Отворени са {count} записа."),
    },
    by_day: "По дни",
    most_read: "Най-четени",
    by_hour: "По часове",
    by_door: "Къде",
    doors: ["На екрана", "От друг терминал", "По SSH"],
    by_language: "На какъв език",
    languages: ["Български", "Английски"],
    in_vain: "Търсено напразно",
    no_counts: "Още нищо не е преброено; записва се веднъж в минута.",
};

pub static EN: Lobby = Lobby {
    invitation: "Touch the screen or press a key",
    news: "News",
    coming: "Coming up",
    member: "Member of the cluster",
    figures: "The cluster in figures",
    agenda: "Calendar",
    coming_events: "Events to come",
    past_events: "Past events",
    in_figures: "In figures",
    by_type: "Make-up of the cluster",
    by_sector: "Members by sector",
    by_place: "Members by place",
    clusters_by_members: "Members by cluster",
    projects_by_programme: "Projects by programme",
    projects_by_budget: "Projects by budget",
    news_by_year: "News by year",
    news_by_month: "News by month",
    events_by_year: "Events by year",
    events_by_month: "Events by month",
    still_there: "Are you still there?",
    home_in: |seconds| match seconds {
        1 => "The first screen comes back in 1 second.".to_owned(),
        _ => format!("The first screen comes back in {seconds} seconds."),
    },
    any_key: "Touch the screen or press a key to go on.",
    panel: "Kiosk administration",
    pin: "PIN:",
    wrong_pin: |seconds| match seconds {
        0 => "Wrong PIN.".to_owned(),
        1 => "Wrong PIN. Wait 1 second.".to_owned(),
        _ => format!("Wrong PIN. Wait {seconds} seconds."),
    },
    working: "Working…",
    items: [
        "Status",
        "Publish from a folder or USB stick",
        "The edition before",
        "Statistics",
        "Български",
        "Leave the kiosk",
    ],
    confirm: "Choose the same once more to confirm.",
    back: "Back",
    sources: "Folders with content",
    no_sources: "No folder has a kiosk.toml. Put in a USB stick and try again.",
    openings: |count| match count {
        1 => "1 record was opened.".to_owned(),
        _ => format!("{count} records were opened."),
    },
    by_day: "By day",
    most_read: "Most read",
    by_hour: "By hour",
    by_door: "Where",
    doors: ["On the screen", "From another terminal", "Over SSH"],
    by_language: "In which language",
    languages: ["Bulgarian", "English"],
    in_vain: "Searched for in vain",
    no_counts: "Nothing has been counted yet; it is written once a minute.",
};
