//! Lists and their filters.

/// Lists and their filters.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// A filter that is not set: „всички“.
    pub all: &'static str,
    /// The names of the filters.
    pub type_: &'static str,
    pub sector: &'static str,
    pub place: &'static str,
    pub cluster: &'static str,
    pub time: &'static str,
    pub upcoming: &'static str,
    pub past: &'static str,
    /// Before the letters of the index: all of them.
    pub all_letters: &'static str,
    /// No record passes the filters.
    pub no_match: &'static str,
    /// There is no record of the kind.
    pub empty: &'static str,
    /// Instead of a date.
    pub undated: &'static str,
    /// The number of a cluster's organisations, as short as a column; nothing for none.
    pub organisations: fn(u32) -> String,
    /// A filter that this list has nothing to offer for.
    pub nothing_to_choose: &'static str,
}

pub static BG: List = List {
    all: "всички",
    type_: "Вид",
    sector: "Отрасъл",
    place: "Място",
    cluster: "Клъстер",
    time: "Период",
    upcoming: "предстоящи",
    past: "минали",
    all_letters: "Всички",
    no_match: "Няма записи с тези филтри. Клавишът 0 показва всички.",
    empty: "Тук още няма нищо.",
    undated: "без дата",
    organisations: |number| if number > 0 { format!("Организации: {number}") } else { String::new() },
    nothing_to_choose: "Няма между какво да се избира.",
};

pub static EN: List = List {
    all: "all",
    type_: "Type",
    sector: "Sector",
    place: "Place",
    cluster: "Cluster",
    time: "Time",
    upcoming: "coming",
    past: "past",
    all_letters: "All",
    no_match: "Nothing passes these filters. The key 0 shows all.",
    empty: "There is nothing here yet.",
    undated: "no date",
    organisations: |number| if number > 0 { format!("Members: {number}") } else { String::new() },
    nothing_to_choose: "There is nothing to choose from.",
};
