//! Names of kinds, types, roles and states. Matches are complete, so that a new kind without a name does not compile.

use crate::content::{EventStatus, Kind, OrganisationType, Precision, ProjectStatus, Role};

/// Names of what content distinguishes.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// A section of the kiosk: „Новини“.
    pub section: fn(Kind) -> &'static str,
    /// „Община“
    pub type_: fn(OrganisationType) -> &'static str,
    /// „Общини“
    pub types: fn(OrganisationType) -> &'static str,
    /// „учредител“
    pub role: fn(Role) -> &'static str,
    /// „предстои“
    pub event_status: fn(EventStatus) -> &'static str,
    /// Of an event that was only announced, and whose day is over: nobody has said what became of it.
    pub outcome_unknown: &'static str,
    /// The same in a list, and of one whose day is not known.
    pub announced: &'static str,
    /// „късния следобед“; nothing for an exact time.
    pub precision: fn(Precision) -> &'static str,
    /// „в изпълнение“
    pub project_status: fn(ProjectStatus) -> &'static str,
}

pub static BG: Names = Names {
    section: |kind| match kind {
        Kind::Cluster => "Клъстери",
        Kind::Organisation => "Членове и партньори",
        Kind::Person => "Хора",
        Kind::Article => "Новини",
        Kind::Event => "Събития",
        Kind::Project => "Проекти",
        Kind::Page => "Полезно",
    },
    type_: |type_| match type_ {
        OrganisationType::Company => "Дружество",
        OrganisationType::Municipality => "Община",
        OrganisationType::University => "Университет",
        OrganisationType::TrainingCentre => "Учебен център",
        OrganisationType::TechnologyCentre => "Технологичен център",
        OrganisationType::Foundation => "Фондация",
        OrganisationType::Agency => "Агенция",
        OrganisationType::Embassy => "Посолство",
        OrganisationType::Cultural => "Културна институция",
        OrganisationType::Cluster => "Клъстер",
        OrganisationType::Other => "Организация",
    },
    types: |type_| match type_ {
        OrganisationType::Company => "Дружества",
        OrganisationType::Municipality => "Общини",
        OrganisationType::University => "Университети",
        OrganisationType::TrainingCentre => "Учебни центрове",
        OrganisationType::TechnologyCentre => "Технологични центрове",
        OrganisationType::Foundation => "Фондации",
        OrganisationType::Agency => "Агенции",
        OrganisationType::Embassy => "Посолства",
        OrganisationType::Cultural => "Културни институции",
        OrganisationType::Cluster => "Клъстери",
        OrganisationType::Other => "Други",
    },
    role: |role| match role {
        Role::Founder => "учредител",
        Role::Member => "член",
        Role::Partner => "партньор",
    },
    event_status: |status| match status {
        EventStatus::Scheduled => "предстои",
        EventStatus::Held => "проведено",
        EventStatus::Cancelled => "отменено",
        EventStatus::Postponed => "отложено",
    },
    outcome_unknown: "няма сведения дали е проведено",
    announced: "обявено",
    precision: |precision| match precision {
        Precision::Exact => "",
        Precision::LateAfternoon => "късния следобед",
        Precision::Morning => "сутринта",
        Precision::Evening => "вечерта",
        Precision::About => "приблизително",
    },
    project_status: |status| match status {
        ProjectStatus::Planned => "предстоящ",
        ProjectStatus::Running => "в изпълнение",
        ProjectStatus::Finished => "приключил",
        ProjectStatus::Unknown => "състоянието не е известно",
    },
};

pub static EN: Names = Names {
    section: |kind| match kind {
        Kind::Cluster => "Clusters",
        Kind::Organisation => "Members and partners",
        Kind::Person => "People",
        Kind::Article => "News",
        Kind::Event => "Events",
        Kind::Project => "Projects",
        Kind::Page => "Good to know",
    },
    type_: |type_| match type_ {
        OrganisationType::Company => "Company",
        OrganisationType::Municipality => "Municipality",
        OrganisationType::University => "University",
        OrganisationType::TrainingCentre => "Training centre",
        OrganisationType::TechnologyCentre => "Technology centre",
        OrganisationType::Foundation => "Foundation",
        OrganisationType::Agency => "Agency",
        OrganisationType::Embassy => "Embassy",
        OrganisationType::Cultural => "Cultural institution",
        OrganisationType::Cluster => "Cluster",
        OrganisationType::Other => "Organisation",
    },
    types: |type_| match type_ {
        OrganisationType::Company => "Companies",
        OrganisationType::Municipality => "Municipalities",
        OrganisationType::University => "Universities",
        OrganisationType::TrainingCentre => "Training centres",
        OrganisationType::TechnologyCentre => "Technology centres",
        OrganisationType::Foundation => "Foundations",
        OrganisationType::Agency => "Agencies",
        OrganisationType::Embassy => "Embassies",
        OrganisationType::Cultural => "Cultural institutions",
        OrganisationType::Cluster => "Clusters",
        OrganisationType::Other => "Others",
    },
    role: |role| match role {
        Role::Founder => "founder",
        Role::Member => "member",
        Role::Partner => "partner",
    },
    event_status: |status| match status {
        EventStatus::Scheduled => "to come",
        EventStatus::Held => "held",
        EventStatus::Cancelled => "cancelled",
        EventStatus::Postponed => "postponed",
    },
    outcome_unknown: "not known whether it was held",
    announced: "announced",
    precision: |precision| match precision {
        Precision::Exact => "",
        Precision::LateAfternoon => "late afternoon",
        Precision::Morning => "in the morning",
        Precision::Evening => "in the evening",
        Precision::About => "approximately",
    },
    project_status: |status| match status {
        ProjectStatus::Planned => "planned",
        ProjectStatus::Running => "running",
        ProjectStatus::Finished => "finished",
        ProjectStatus::Unknown => "state not known",
    },
};
