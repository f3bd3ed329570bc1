//! The beginning of a new record's file: a draft that passes the check. Never writes it, never looks at what is there.

use std::fmt;

use crate::content::{Day, Kind, PartialDate, Slug};
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
/// translation, whose name begins with `_` so that it is passed over until it is translated.
///
/// # Errors
/// If no identifier can be made of the title.
pub fn scaffold(kind: Kind, title: &str, lang: Lang, today: Day) -> Result<Vec<NewFile>, ScaffoldError> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let slug = Slug::new(&crate::text::slugify(&title)).map_err(|_| ScaffoldError::NoSlug(title.clone()))?;
    let today = PartialDate::Day(today).to_string();
    let stem = match kind {
        Kind::Article => format!("news/{today}-{slug}"),
        Kind::Event => format!("events/{today}-{slug}"),
        Kind::Page => format!("pages/50-{slug}"),
        Kind::Cluster => format!("clusters/{slug}/cluster.toml"),
        Kind::Organisation => format!("organisations/{slug}.toml"),
        Kind::Person => format!("people/{slug}.toml"),
        Kind::Project => format!("projects/{slug}.toml"),
    };
    let title = quoted(&title);
    Ok(match kind {
        Kind::Article | Kind::Event | Kind::Page => {
            let (folder, name) = stem.split_once('/').unwrap_or(("", &stem));
            let other = lang.other();
            vec![
                NewFile { path: format!("{stem}.{}.md", lang.code()), text: prose(kind, &title, lang) },
                NewFile { path: format!("{folder}/_{name}.{}.md", other.code()), text: translation(&title, other) },
            ]
        }
        _ => vec![NewFile { path: stem, text: structured(kind, &title, lang) }],
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

fn prose(kind: Kind, title: &str, lang: Lang) -> String {
    let draft = words(lang, "# изтрийте реда, когато е готово", "# delete this line when it is ready");
    let summary = words(lang, "едно-две изречения", "one or two sentences");
    let body = words(lang, "Тук е текстът.", "The text goes here.");
    let keys = match kind {
        Kind::Event => {
            "# status = \"scheduled\"\n# end = \"\"\n# organiser = \"\"\n# clusters = [\"\"]\n\n# [venue]\n# hall = \"\"\n# place = \"\"\n"
        }
        Kind::Page => "",
        _ => "# place = \"\"\n# clusters = [\"\"]\n# about = [\"\"]\n",
    };
    format!("+++\ntitle = {title}\n# summary = \"{summary}\"\ndraft = true {draft}\n{keys}+++\n\n{body}\n")
}

fn translation(title: &str, lang: Lang) -> String {
    let rename = words(
        lang,
        "преведете и махнете _ от името на файла; останалите ключове са в другия файл",
        "translate, and take the _ off the file's name; the other keys are in the other file",
    );
    format!("+++\n# {rename}\ntitle = {title}\n+++\n")
}

fn structured(kind: Kind, title: &str, lang: Lang) -> String {
    let draft = words(lang, "# изтрийте реда, когато е готово", "# delete this line when it is ready");
    let both = match lang {
        Lang::Bg => format!("title = {{ bg = {title} }} # , en = \"\""),
        Lang::En => format!("title = {{ en = {title} }} # , bg = \"\""),
    };
    let keys = match kind {
        Kind::Organisation => {
            "type = \"company\"\n# legal_form = \"ООД\"\n# sectors = [\"\"]\n\n# [address]\n# place = { bg = \"\", en = \"\" }\n\n\
             # [contacts]\n# phones = [\"\"]\n# emails = [\"\"]\n# url = \"https://\"\n\n# [[membership]]\n# cluster = \"\"\n\
             # role = \"member\"\n"
        }
        Kind::Person => "\n# [[position]]\n# title = { bg = \"\", en = \"\" }\n# organisation = \"\"\n",
        Kind::Project => {
            "# number = \"\"\n# programme = { bg = \"\", en = \"\" }\n# start = \"\"\n# end = \"\"\n# beneficiaries = [\"\"]\n"
        }
        _ => {
            "# mission = { bg = \"\", en = \"\" }\n# goals = [{ bg = \"\", en = \"\" }]\n# sectors = [\"\"]\n\n# [contacts]\n# phones = [\"\"]\n"
        }
    };
    format!("{both}\n# summary = {{ bg = \"\", en = \"\" }}\ndraft = true {draft}\n{keys}")
}
