//! The search screen.

use crate::content::Kind;
use crate::search::Why;

/// The search screen.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    pub title: &'static str,
    /// Where nothing is typed yet: at length, and for a narrow screen.
    pub prompt: [&'static str; 2],
    /// Over what is opened most.
    pub most_read: &'static str,
    /// How the keyboard is called; a long and a short form, as below.
    pub call: [&'static str; 2],
    /// How it is used with arrows, how with a keypad, and how a keypad is used on what was found.
    pub by_arrows: [&'static str; 2],
    pub by_keypad: [&'static str; 2],
    pub by_digits: [&'static str; 2],
    /// No word goes on with this letter.
    pub leads_nowhere: fn(char) -> String,
    /// There is nothing to erase.
    pub nothing_typed: &'static str,
    /// Keys of the keyboard.
    pub space: &'static str,
    pub erase: &'static str,
    pub clear: &'static str,
    pub hide: &'static str,
    /// „3 резултата“
    pub results: fn(u32) -> String,
    /// Something else was searched than what was typed: why, what is missing, what was searched.
    pub instead: fn(Why, &str, &str) -> String,
    /// Nothing was found for these words.
    pub nothing: fn(&str) -> String,
    /// Nothing passes the filters; without them there is something.
    pub nothing_here: &'static str,
    /// What to try then, line by line.
    pub advice: [&'static str; 4],
    /// No filter.
    pub all: &'static str,
    pub all_clusters: &'static str,
    /// What a hit is.
    pub kind: fn(Kind) -> &'static str,
}

pub static BG: Search = Search {
    title: "Търсене",
    prompt: ["име, дума, телефон или дата – на кирилица или латиница", "име, дума или телефон"],
    most_read: "Най-четени",
    call: ["F7 показва клавиатура на екрана; * – за цифров блок", "F7 или * – клавиатура на екрана"],
    by_arrows: ["Стрелките движат, Enter пише, Esc затваря", "Стрелки и Enter пишат, Esc затваря"],
    by_keypad: [
        "2 4 6 8 движат, 5 пише, . трие, / други букви, + намереното, - назад",
        "2 4 6 8 движат, 5 пише, + резултати",
    ],
    by_digits: ["Цифрите отварят, + и . листят, * връща при буквите, - назад", "Цифрите отварят, * буквите, - назад"],
    leads_nowhere: |letter| format!("С „{}“ оттук не продължава нищо.", letter.to_uppercase()),
    nothing_typed: "Още нищо не е написано.",
    space: "интервал",
    erase: "изтрий",
    clear: "изчисти",
    hide: "скрий",
    results: |count| if count == 1 { "1 резултат".to_owned() } else { format!("{count} резултата") },
    instead: |why, missing, instead| match why {
        Why::Begun => format!("„{missing}“ е прочетено и като начало на дума: „{instead}“."),
        Why::Layout => format!("Прочетено е като „{instead}“."),
        Why::Slips | Why::FewerWords => format!("Няма „{missing}“. Показани са резултати за „{instead}“."),
    },
    nothing: |words| format!("Няма нищо за „{words}“."),
    nothing_here: "Тук няма нищо, но другаде има: сменете избора горе.",
    advice: [
        "Стига и само началото на думата.",
        "Може и с латински букви: 4elope4, Panagyurishte.",
        "Търсят се и телефони, адреси, дати: 17.01.2012, януари 2012.",
        "Думи, които стоят една до друга, се пишат в „кавички“.",
    ],
    all: "Всички",
    all_clusters: "Всички клъстери",
    kind: |kind| match kind {
        Kind::Cluster => "клъстер",
        Kind::Organisation => "организация",
        Kind::Person => "човек",
        Kind::Article => "новина",
        Kind::Event => "събитие",
        Kind::Project => "проект",
        Kind::Page => "страница",
    },
};

pub static EN: Search = Search {
    title: "Search",
    prompt: ["a name, word, telephone or date, in either script", "a name, word or telephone"],
    most_read: "Most read",
    call: ["F7 shows a keyboard on the screen; * is for a numeric keypad", "F7 or * – a keyboard on the screen"],
    by_arrows: ["Arrows move, Enter types, Esc closes", "Arrows and Enter type, Esc closes"],
    by_keypad: [
        "2 4 6 8 move, 5 types, . erases, / other letters, + what was found, - back",
        "2 4 6 8 move, 5 types, + results",
    ],
    by_digits: [
        "Digits open, + and . lead on and back, * returns to the letters, - back",
        "Digits open, * letters, - back",
    ],
    leads_nowhere: |letter| format!("Nothing goes on with “{}” from here.", letter.to_uppercase()),
    nothing_typed: "Nothing has been typed yet.",
    space: "space",
    erase: "erase",
    clear: "clear",
    hide: "hide",
    results: |count| if count == 1 { "1 result".to_owned() } else { format!("{count} results") },
    instead: |why, missing, instead| match why {
        Why::Begun => format!("“{missing}” was also read as the beginning of a word: “{instead}”."),
        Why::Layout => format!("This was read as “{instead}”."),
        Why::Slips | Why::FewerWords => format!("There is no “{missing}”. These are results for “{instead}”."),
    },
    nothing: |words| format!("Nothing was found for “{words}”."),
    nothing_here: "There is nothing here, but elsewhere there is: change the choice above.",
    advice: [
        "The beginning of a word is enough.",
        "Either script will do: 4elope4, Panagyurishte, Панагюрище.",
        "Telephones, addresses and dates are found too: 17.01.2012, January 2012.",
        "Words that stand side by side are written in “quotes”.",
    ],
    all: "All",
    all_clusters: "All clusters",
    kind: |kind| match kind {
        Kind::Cluster => "cluster",
        Kind::Organisation => "organisation",
        Kind::Person => "person",
        Kind::Article => "news",
        Kind::Event => "event",
        Kind::Project => "project",
        Kind::Page => "page",
    },
};
