//! The beginning of a new record's file: a draft that passes the check. Never writes it, never looks at what is there.

use std::fmt;

use crate::content::{Day, Kind, LegalForm, OrganisationType, PartialDate, Slug};
use crate::text::Lang;

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// The path below the seed folder.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Why there is no scaffold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScaffoldError {
    /// The title has no letter or digit an identifier could be made of.
    NoSlug(String),
}

impl ScaffoldError {
    /// The sentence in `lang`.
    pub fn message(&self, lang: Lang) -> String {
        let Self::NoSlug(title) = self;
        match lang {
            Lang::Bg => format!("от ‘{title}’ не може да се направи идентификатор: дайте заглавие с букви или цифри"),
            Lang::En => format!("no identifier can be made of ‘{title}’: give a title with letters or digits"),
        }
    }
}

impl fmt::Display for ScaffoldError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for ScaffoldError {}

/// The files of a new record called `title`, written in `lang`: the record itself first. A text gets a second file for its
/// translation, whose name begins with `_` so that it is passed over until it is translated. Its identifier is none that is
/// `taken`.
///
/// # Errors
/// If no identifier can be made of the title.
pub fn scaffold(
    kind: Kind,
    title: &str,
    lang: Lang,
    today: Day,
    taken: &dyn Fn(&Slug) -> bool,
) -> Result<Vec<NewFile>, ScaffoldError> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let (name, form) = if kind == Kind::Organisation { without_form(&title) } else { (&*title, None) };
    let slug = free(name, kind, taken).ok_or_else(|| ScaffoldError::NoSlug(title.clone()))?;
    let day = PartialDate::Day(today).to_string();
    let stem = match kind {
        Kind::Article => format!("news/{day}-{slug}"),
        // The day a file is begun is seldom the day of what is announced: the key `start` says it.
        Kind::Event => format!("events/{slug}"),
        Kind::Page => format!("pages/50-{slug}"),
        Kind::Cluster => format!("clusters/{slug}/cluster.toml"),
        Kind::Organisation => format!("organisations/{slug}.toml"),
        Kind::Person => format!("people/{slug}.toml"),
        Kind::Project => format!("projects/{slug}.toml"),
    };
    let title = quoted(name);
    Ok(match kind {
        Kind::Article | Kind::Event | Kind::Page => {
            let (folder, name) = stem.split_once('/').unwrap_or(("", &stem));
            let other = lang.other().code();
            vec![
                NewFile { path: format!("{stem}.{}.md", lang.code()), text: prose(kind, &title, lang, today) },
                NewFile { path: format!("{folder}/_{name}.{other}.md"), text: translation(&title, lang) },
            ]
        }
        _ => vec![NewFile { path: stem, text: structured(kind, &title, form, lang) }],
    })
}

/// The files of an empty folder: settings that pass the check, and what goes where. `lang` is the language of the remarks.
pub fn frame(lang: Lang) -> Vec<NewFile> {
    let text = |bg, en| words(lang, bg, en).to_owned();
    vec![
        NewFile { path: super::KIOSK.to_owned(), text: text(KIOSK_BG, KIOSK_EN) },
        NewFile { path: "README.txt".to_owned(), text: text(README_BG, README_EN) },
    ]
}

static KIOSK_BG: &str = r#"# Настройките на киоска. Всички ключове са описани в docs/EDITING.md.
name = { bg = "Информационен киоск", en = "Information kiosk" }
# home = "id-на-клъстера"                  # клъстерът, чийто е киоскът: папка в clusters/
# languages = ["bg", "en"]
# help_line = { bg = "Питайте на рецепцията", en = "Ask at the reception" }

# [hours]                                  # без тази таблица киоскът свети винаги
# mon = "09:00-18:00"

# [sectors]                                # отраслите, които записите назовават
# mining = { bg = "Минно дело", en = "Mining" }
"#;

static KIOSK_EN: &str = r#"# The kiosk's settings. docs/EDITING.md describes every key.
name = { bg = "Информационен киоск", en = "Information kiosk" }
# home = "id-of-the-cluster"               # the cluster at home here: a folder in clusters/
# languages = ["bg", "en"]
# help_line = { bg = "Питайте на рецепцията", en = "Ask at the reception" }

# [hours]                                  # without this table the kiosk is always lit
# mon = "09:00-18:00"

# [sectors]                                # branches of trade that records name
# mining = { bg = "Минно дело", en = "Mining" }
"#;

static README_BG: &str = "Папка със съдържание за Megdan. Този файл се прескача.

  megdan new cluster \"Име на клъстера\"       започва запис: cluster, organisation, person, news, event, project, page
  megdan check                                обяснява всички грешки в папката seed
  megdan load                                 публикува папката seed
";

static README_EN: &str = "A content folder for Megdan. This file is passed over.

  megdan new cluster \"Name of the cluster\"   begins a record: cluster, organisation, person, news, event, project, page
  megdan check                                explains every mistake in the folder seed
  megdan load                                 publishes the folder seed
";

/// The identifier of a new record: of its name, or the first of that with its kind or a number behind it that is free.
fn free(name: &str, kind: Kind, taken: &dyn Fn(&Slug) -> bool) -> Option<Slug> {
    let stem = crate::text::slugify(name);
    let first = Slug::new(&stem).ok()?;
    let numbered = (2..1000).map(|number| format!("{stem}-{number}"));
    let others =
        [format!("{stem}-{}", kind.name())].into_iter().chain(numbered).filter_map(|text| Slug::new(&text).ok());
    [first].into_iter().chain(others).find(|slug| !taken(slug))
}

/// A name without the legal form behind it, which has a key of its own; a form that is a part of the name stays in it.
fn without_form(title: &str) -> (&str, Option<LegalForm>) {
    let is = |form: LegalForm, word: &str| Lang::ALL.iter().any(|lang| form.label(*lang) == word);
    let behind = title.rsplit_once(' ').and_then(|(name, last)| {
        let form = LegalForm::ALL.iter().find(|form| form.behind_name(Lang::Bg).is_some() && is(**form, last))?;
        Some((name.trim_end_matches(','), Some(*form)))
    });
    behind.unwrap_or_else(|| {
        let first = title.split(' ').next().unwrap_or_default();
        (title, LegalForm::ALL.iter().copied().find(|form| form.behind_name(Lang::Bg).is_none() && is(*form, first)))
    })
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn words(lang: Lang, bg: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Bg => bg,
        Lang::En => en,
    }
}

/// The sentence that stands where the text goes; the check warns of it.
pub const PLACEHOLDERS: [&str; 2] = ["Тук е текстът.", "The text goes here."];

fn prose(kind: Kind, title: &str, lang: Lang, today: Day) -> String {
    let draft = words(lang, "# изтрийте реда, когато е готово", "# delete this line when it is ready");
    let summary = words(lang, "едно-две изречения", "one or two sentences");
    let body = words(lang, PLACEHOLDERS[0], PLACEHOLDERS[1]);
    let keys = match kind {
        Kind::Event => {
            let when = words(lang, "ден и час", "day and hour");
            let example = PartialDate::Day(today.plus_days(30).unwrap_or(today));
            format!(
                "# start = \"{example}T10:00\" # {when}\n# end = \"{example}T12:00\"\n# status = \"scheduled\"\n\
                 # organiser = \"\"\n# clusters = [\"\"]\n\n# [venue]\n# hall = \"\"\n# place = \"\"\n"
            )
        }
        Kind::Page => String::new(),
        _ => "# place = \"\"\n# clusters = [\"\"]\n# about = [\"\"]\n".to_owned(),
    };
    format!("+++\ntitle = {title}\n# summary = \"{summary}\"\ndraft = true {draft}\n{keys}+++\n\n{body}\n")
}

/// The remark is for the editor, so it is in the language of the other file.
fn translation(title: &str, lang: Lang) -> String {
    let rename = words(
        lang,
        "преведете и махнете _ от името на файла; останалите ключове са в другия файл",
        "translate, and take the _ off the file's name; the other keys are in the other file",
    );
    format!("+++\n# {rename}\ntitle = {title}\n+++\n")
}

fn structured(kind: Kind, title: &str, form: Option<LegalForm>, lang: Lang) -> String {
    let draft = words(lang, "# изтрийте реда, когато е готово", "# delete this line when it is ready");
    let both = match lang {
        Lang::Bg => format!("title = {{ bg = {title} }} # , en = \"\""),
        Lang::En => format!("title = {{ en = {title} }} # , bg = \"\""),
    };
    let keys = match kind {
        Kind::Organisation => organisation(form, lang),
        Kind::Person => {
            let agreed = words(lang, "само ако лицето е съгласно", "only if the person agreed");
            format!(
                "\n# publish_contact = true # {agreed}\n# [contacts]\n# phones = [\"\"]\n# emails = [\"\"]\n\n\
                 # [[position]]\n# title = {{ bg = \"\", en = \"\" }}\n# organisation = \"\"\n"
            )
        }
        Kind::Project => {
            "# number = \"\"\n# programme = { bg = \"\", en = \"\" }\n# start = \"\"\n# end = \"\"\n# beneficiaries = [\"\"]\n"
                .to_owned()
        }
        _ => {
            "# mission = { bg = \"\", en = \"\" }\n# goals = [{ bg = \"\", en = \"\" }]\n# sectors = [\"\"]\n\n# [contacts]\n# phones = [\"\"]\n"
                .to_owned()
        }
    };
    format!("{both}\n# summary = {{ bg = \"\", en = \"\" }}\ndraft = true {draft}\n{keys}")
}

fn organisation(form: Option<LegalForm>, lang: Lang) -> String {
    let of_form = match form {
        Some(LegalForm::Municipality) => OrganisationType::Municipality,
        Some(LegalForm::Foundation) => OrganisationType::Foundation,
        Some(LegalForm::Nch) => OrganisationType::Cultural,
        _ => OrganisationType::Company,
    };
    let legal = form.map_or_else(
        || "# legal_form = \"ООД\"".to_owned(),
        |form| format!("legal_form = \"{}\"", form.label(Lang::Bg)),
    );
    let others = words(lang, "или municipality, university, foundation …", "or municipality, university, foundation …");
    format!(
        "type = \"{}\" # {others}\n{legal}\n# sectors = [\"\"]\n\n# [address]\n# place = {{ bg = \"\", en = \"\" }}\n\n\
         # [contacts]\n# phones = [\"\"]\n# emails = [\"\"]\n# url = \"https://\"\n\n# [[membership]]\n# cluster = \"\"\n\
         # role = \"member\"\n",
        of_form.name()
    )
}
