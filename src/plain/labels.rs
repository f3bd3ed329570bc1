//! The names of fields in both languages, and the words of refusals. Never the names used in JSON: those are the same
//! in both languages and stand beside each fact.

use super::PlainError;
use crate::content::{Day, EventStatus, Hidden, Kind, OrganisationType, Precision, ProjectStatus, Role};
use crate::search::Why;
use crate::text::Lang;

macro_rules! labels {
    ($($name:ident: $bg:literal, $en:literal;)+) => {
        /// The labels of a sheet in one language.
        pub(super) struct Labels { pub lang: Lang, $(pub $name: &'static str),+ }
        static BG: Labels = Labels { lang: Lang::Bg, $($name: $bg),+ };
        static EN: Labels = Labels { lang: Lang::En, $($name: $en),+ };
    };
}

labels! {
    abbreviation: "Съкращение", "Abbreviation";
    about: "За", "About";
    address: "Адрес", "Address";
    agency: "Отговорен орган", "Responsible agency";
    aliases: "Други имена", "Other names";
    attachments: "Приложения", "Attachments";
    audience: "За кого", "For";
    beneficiaries: "Изпълнители", "Beneficiaries";
    budget: "Бюджет", "Budget";
    challenges: "Предизвикателства", "Challenges";
    claims: "Числа", "Figures";
    clusters: "Клъстер", "Cluster";
    contact_people: "За връзка", "Contact";
    coordinates: "Координати", "Coordinates";
    date: "Дата", "Date";
    duration: "Продължителност", "Duration";
    emails: "Е-поща", "E-mail";
    end: "Край", "End";
    event: "Събитие", "Event";
    founded: "Основан", "Founded";
    founders: "Учредители", "Founders";
    fund: "Фонд", "Fund";
    goals: "Цели", "Goals";
    hours: "Работно време", "Opening hours";
    legal_form: "Правна форма", "Legal form";
    members: "Членове", "Members";
    memberships: "Членство", "Membership";
    mentioned_by: "Споменава се в", "Mentioned in";
    mission: "Мисия", "Mission";
    number: "Номер", "Number";
    organiser: "Организатор", "Organiser";
    parent: "Част от", "Part of";
    participants: "Участници", "Participants";
    phones: "Телефон", "Phone";
    place: "Място", "Place";
    positions: "Длъжности", "Positions";
    products: "Дейности и продукти", "Products and services";
    programme: "Програма", "Programme";
    project: "Проект", "Project";
    publicity: "Финансиране", "Funding notice";
    partners: "Партньори", "Partners";
    quotes: "Цитати", "Quotes";
    region: "Район", "Region";
    sectors: "Отрасли", "Sectors";
    source: "Източник", "Source";
    start: "Начало", "Start";
    status: "Състояние", "Status";
    summary: "Накратко", "Summary";
    supporters: "Подкрепят", "Supported by";
    tags: "Ключови думи", "Key words";
    time_of_day: "Част от деня", "Time of day";
    type_: "Вид", "Type";
    updated: "Обновено", "Updated";
    url: "Уебсайт", "Website";
    venue: "Къде", "Venue";
    only_other: "(само на английски)", "(in Bulgarian only)";
    since: "от", "since";
    until: "до", "until";
    over: "над", "over";
    around: "около", "about";
    accessed: "прочетено", "read";
    empty: "Няма записи.", "Nothing here.";
}

/// The labels in `lang`.
pub(super) const fn of(lang: Lang) -> &'static Labels {
    match lang {
        Lang::Bg => &BG,
        Lang::En => &EN,
    }
}

impl Labels {
    const fn pick(&self, bg: &'static str, en: &'static str) -> &'static str {
        match self.lang {
            Lang::Bg => bg,
            Lang::En => en,
        }
    }

    pub(super) const fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Cluster => self.pick("Клъстер", "Cluster"),
            Kind::Organisation => self.pick("Организация", "Organisation"),
            Kind::Person => self.pick("Човек", "Person"),
            Kind::Article => self.pick("Новина", "News"),
            Kind::Event => self.pick("Събитие", "Event"),
            Kind::Project => self.pick("Проект", "Project"),
            Kind::Page => self.pick("Страница", "Page"),
        }
    }

    pub(super) const fn organisation_type(&self, type_: OrganisationType) -> &'static str {
        match type_ {
            OrganisationType::Company => self.pick("дружество", "company"),
            OrganisationType::Municipality => self.pick("община", "municipality"),
            OrganisationType::University => self.pick("университет", "university"),
            OrganisationType::TrainingCentre => self.pick("учебен център", "training centre"),
            OrganisationType::TechnologyCentre => self.pick("технологичен център", "technology centre"),
            OrganisationType::Foundation => self.pick("фондация", "foundation"),
            OrganisationType::Agency => self.pick("агенция", "agency"),
            OrganisationType::Embassy => self.pick("посолство", "embassy"),
            OrganisationType::Cultural => self.pick("културна институция", "cultural institution"),
            OrganisationType::Cluster => self.pick("клъстер", "cluster"),
            OrganisationType::Other => self.pick("организация", "organisation"),
        }
    }

    pub(super) const fn role(&self, role: Role) -> &'static str {
        match role {
            Role::Founder => self.pick("учредител", "founder"),
            Role::Member => self.pick("член", "member"),
            Role::Partner => self.pick("партньор", "partner"),
        }
    }

    pub(super) fn event_status(&self, status: EventStatus, last: Option<Day>, today: Day) -> &'static str {
        match status {
            EventStatus::Scheduled if status.is_still_to_come(last, today) => self.pick("предстои", "to come"),
            EventStatus::Scheduled if last.is_some_and(|last| last < today) => {
                self.pick("няма сведения дали е проведено", "not known whether it was held")
            }
            EventStatus::Scheduled => self.pick("обявено", "announced"),
            EventStatus::Held => self.pick("проведено", "held"),
            EventStatus::Cancelled => self.pick("отменено", "cancelled"),
            EventStatus::Postponed => self.pick("отложено", "postponed"),
        }
    }

    pub(super) const fn project_status(&self, status: ProjectStatus) -> &'static str {
        match status {
            ProjectStatus::Planned => self.pick("предстоящ", "planned"),
            ProjectStatus::Running => self.pick("в изпълнение", "running"),
            ProjectStatus::Finished => self.pick("приключил", "finished"),
            ProjectStatus::Unknown => self.pick("неизвестно", "not known"),
        }
    }

    /// The part of the day, where the date alone does not say how exactly the start is known.
    pub(super) const fn precision(&self, precision: Precision) -> Option<&'static str> {
        match precision {
            Precision::Exact => None,
            Precision::LateAfternoon => Some(self.pick("късния следобед", "late afternoon")),
            Precision::Morning => Some(self.pick("сутринта", "in the morning")),
            Precision::Evening => Some(self.pick("вечерта", "in the evening")),
            Precision::About => Some(self.pick("приблизително", "approximately")),
        }
    }

    /// Nothing has these words.
    pub(super) fn nothing_found(&self, words: &str) -> String {
        match self.lang {
            Lang::Bg => format!("Няма нищо за „{words}“."),
            Lang::En => format!("Nothing was found for “{words}”."),
        }
    }

    /// Something else was searched than what was typed.
    pub(super) fn searched_instead(&self, why: Why, missing: &str, instead: &str) -> String {
        match (why, self.lang) {
            (Why::Begun, Lang::Bg) => format!("„{missing}“ е прочетено и като начало на дума: „{instead}“."),
            (Why::Begun, Lang::En) => {
                format!("“{missing}” was also read as the beginning of a word: “{instead}”.")
            }
            (Why::Layout, Lang::Bg) => format!("Прочетено е като „{instead}“."),
            (Why::Layout, Lang::En) => format!("This was read as “{instead}”."),
            (Why::Slips | Why::FewerWords, Lang::Bg) => {
                format!("Няма „{missing}“. Показани са резултати за „{instead}“.")
            }
            (Why::Slips | Why::FewerWords, Lang::En) => {
                format!("There is no “{missing}”. These are results for “{instead}”.")
            }
        }
    }

    pub(super) fn refusal(&self, error: &PlainError) -> String {
        match (error, self.lang) {
            (PlainError::Unknown(id, Some(near)), Lang::Bg) => format!("няма запис ‘{id}’; най-близък е ‘{near}’"),
            (PlainError::Unknown(id, Some(near)), Lang::En) => {
                format!("there is no record ‘{id}’; the nearest is ‘{near}’")
            }
            (PlainError::Unknown(id, None), Lang::Bg) => {
                format!("няма запис ‘{id}’; списъците (news, events, members …) показват идентификаторите")
            }
            (PlainError::Unknown(id, None), Lang::En) => {
                format!("there is no record ‘{id}’; the lists (news, events, members …) show the identifiers")
            }
            (PlainError::Hidden(id, why), lang) => hidden(id.as_str(), *why, lang),
            (PlainError::Read(error), lang) => error.text(lang),
        }
    }
}

fn hidden(id: &str, why: Hidden, lang: Lang) -> String {
    match (why, lang) {
        (Hidden::Draft, Lang::Bg) => format!("‘{id}’ е чернова; вижте ‘megdan why {id}’"),
        (Hidden::Draft, Lang::En) => format!("‘{id}’ is a draft; see ‘megdan why {id}’"),
        (Hidden::Until(_), Lang::Bg) => format!("‘{id}’ още не е публикуван; вижте ‘megdan why {id}’"),
        (Hidden::Until(_), Lang::En) => format!("‘{id}’ is not published yet; see ‘megdan why {id}’"),
        (Hidden::Since(_), Lang::Bg) => format!("срокът на ‘{id}’ е изтекъл; вижте ‘megdan why {id}’"),
        (Hidden::Since(_), Lang::En) => format!("‘{id}’ has expired; see ‘megdan why {id}’"),
    }
}
