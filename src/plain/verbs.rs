//! The commands a guest may ask: the reading verbs of the command line, answered as text. Never runs anything else, and
//! looks at no more of a command than its words.

use super::{Asked, HITS, HITS_AT_MOST, Hits, PlainError, Style, list, search, show};
use crate::content::{Civil, Kind};
use crate::edition::{Edition, Selection, Time};
use crate::text::{Breaks, Lang, clean};

/// The lists by the name they are asked for.
pub const LISTS: [(&str, Kind); 7] = [
    ("news", Kind::Article),
    ("events", Kind::Event),
    ("members", Kind::Organisation),
    ("people", Kind::Person),
    ("projects", Kind::Project),
    ("clusters", Kind::Cluster),
    ("pages", Kind::Page),
];

/// The exit code of a command that does not exist, as a shell has it.
pub const UNKNOWN: u8 = 127;
/// The exit code of wrong use.
pub const USAGE: u8 = 2;
/// The exit code of anything else that went wrong.
pub const FAILED: u8 = 1;
/// Records of a list when no number is given: whoever wants all of a large edition says so.
const LIMIT: usize = 1_000;
/// Records of each kind in the digest.
const DIGEST: usize = 8;

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// For standard output.
    Answer(String),
    /// For standard output, of a search that found nothing: with the exit code [`FAILED`], as grep has it.
    Nothing(String),
    /// For standard error, with an exit code.
    Refusal(String, u8),
}

/// Answers `words`; none asks for the digest. `lang` is the asker's, the kiosk's if unknown; `--lang` beats it.
pub fn answer(edition: &Edition, words: &[String], lang: Option<Lang>, now: Civil) -> Said {
    let lang = lang.unwrap_or(edition.kiosk().default_language);
    let style = Style { lang, json: false, limit: LIMIT, now };
    let verb = words.iter().find(|word| !word.starts_with('-'));
    if let Some(verb) = verb.filter(|verb| !is_verb(verb)) {
        return unknown(verb, lang);
    }
    let asking = match options(words, style) {
        Ok(asking) => asking,
        Err(refusal) => return refusal,
    };
    let style = asking.style;
    let answered = match asking.words.as_slice() {
        [] => digest(edition, style),
        ["help" | "--help" | "-h"] => Ok(help(style.lang).to_owned()),
        ["show", id] => show(edition, id, style),
        ["show", ..] => return usage(pick(style.lang, "пише се: show ID", "write: show ID")),
        ["search"] => return usage(pick(style.lang, "пише се: search ДУМИ", "write: search WORDS")),
        ["search", words @ ..] => match found(edition, words, &asking) {
            Ok(Hits::None(text)) => return Said::Nothing(text),
            Ok(Hits::Some(text)) => Ok(text),
            Err(error) => Err(error),
        },
        ["list", word] | [word] => match kind(word) {
            Some(kind) => list(edition, kind, style),
            None => return usage(pick(style.lang, "вижте: help", "see: help")),
        },
        _ => return usage(pick(style.lang, "вижте: help", "see: help")),
    };
    match answered {
        Ok(text) => Said::Answer(text),
        Err(error) => {
            let error = match error {
                // What a guest may not see is not there; why it is not is the office's to ask.
                PlainError::Hidden(slug, _) => PlainError::Unknown(slug.to_string(), None),
                PlainError::Unknown(..) | PlainError::Read(_) => error,
            };
            Said::Refusal(format!("{}\n", error.text(style.lang)), FAILED)
        }
    }
}

fn is_verb(word: &str) -> bool {
    matches!(word, "help" | "list" | "show" | "search") || kind(word).is_some()
}

fn kind(word: &str) -> Option<Kind> {
    LISTS.iter().find(|(name, _)| *name == word).map(|(_, kind)| *kind)
}

/// A command without its options.
struct Asking<'a> {
    words: Vec<&'a str>,
    style: Style,
    limited: bool,
    kind: Option<Kind>,
    cluster: Option<&'a str>,
}

/// Takes the options out of the words, wherever they stand.
fn options(words: &[String], style: Style) -> Result<Asking<'_>, Said> {
    let mut asking = Asking { words: Vec::new(), style, limited: false, kind: None, cluster: None };
    let mut words = words.iter().map(String::as_str);
    while let Some(word) = words.next() {
        let (name, joined) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        let mut value = || joined.or_else(|| words.next()).unwrap_or_default();
        let lang = asking.style.lang;
        match name {
            "--json" => asking.style.json = true,
            "--lang" => {
                let wrong = || usage(pick(lang, "пише се: --lang bg или --lang en", "write: --lang bg or --lang en"));
                asking.style.lang = Lang::from_code(value()).ok_or_else(wrong)?;
            }
            "--limit" => {
                let wrong = || usage(pick(lang, "пише се: --limit 20", "write: --limit 20"));
                asking.style.limit = value().parse().map_err(|_| wrong())?;
                asking.limited = true;
            }
            "--kind" => {
                let wrong = || usage(pick(lang, "пише се: --kind news", "write: --kind news"));
                asking.kind = Some(kind(value()).ok_or_else(wrong)?);
            }
            "--cluster" => asking.cluster = Some(value()),
            "--help" | "-h" => asking.words.push(word),
            _ if word.starts_with('-') => {
                return Err(usage(pick(
                    lang,
                    "възможни са само --json, --lang, --limit, --kind и --cluster",
                    "only --json, --lang, --limit, --kind and --cluster are known",
                )));
            }
            _ => asking.words.push(word),
        }
    }
    Ok(asking)
}

/// The hits of a search for `words`.
fn found(edition: &Edition, words: &[&str], asking: &Asking<'_>) -> Result<Hits, PlainError> {
    let limit = if asking.limited { asking.style.limit.min(HITS_AT_MOST) } else { HITS };
    let asked = Asked { words: &words.join(" "), kind: asking.kind, cluster: asking.cluster };
    search(edition, asked, Style { limit, ..asking.style })
}

fn usage(text: &str) -> Said {
    Said::Refusal(format!("{text}\n"), USAGE)
}

fn unknown(verb: &str, lang: Lang) -> Said {
    let verb: String = verb.chars().take(40).collect();
    let verb = clean(&verb, Breaks::Space);
    let text = match lang {
        Lang::Bg => {
            format!(
                "няма команда ‘{verb}’; има help, news, events, members, people, projects, clusters, pages, list, show, search\n"
            )
        }
        Lang::En => {
            format!(
                "there is no command ‘{verb}’; there are help, news, events, members, people, projects, clusters, pages, list, show, search\n"
            )
        }
    };
    Said::Refusal(text, UNKNOWN)
}

/// The kiosk in a few lines, for those who have no screen or have one read to them.
fn digest(edition: &Edition, style: Style) -> Result<String, PlainError> {
    let lang = style.lang;
    if style.json {
        return list(edition, Kind::Article, style);
    }
    let few = Style { limit: DIGEST, ..style };
    let mut out = format!("{}\n", clean(edition.kiosk().name.any(lang), Breaks::Space));
    let coming = Selection { time: Time::Upcoming, ..Selection::all(Kind::Event, lang) };
    let coming = edition.list(&coming, style.now)?;
    if !coming.is_empty() {
        let cards = edition.rows(&coming, 0..coming.len().min(DIGEST))?;
        section(&mut out, pick(lang, "Предстои", "Coming"), &super::list::lines(&cards, few));
    }
    section(&mut out, pick(lang, "Новини", "News"), &list(edition, Kind::Article, few)?);
    section(&mut out, pick(lang, "Клъстери", "Clusters"), &list(edition, Kind::Cluster, few)?);
    section(&mut out, pick(lang, "Още", "More"), help(lang));
    Ok(out)
}

fn section(out: &mut String, title: &str, lines: &str) {
    out.extend(["\n", title, "\n", lines]);
}

const fn help(lang: Lang) -> &'static str {
    pick(
        lang,
        "ssh -t guest@ХОСТ                  екранът на киоска\n\
         ssh guest@ХОСТ news                новините, по една на ред\n\
         ssh guest@ХОСТ events              събитията\n\
         ssh guest@ХОСТ members             членовете\n\
         ssh guest@ХОСТ people              хората\n\
         ssh guest@ХОСТ projects            проектите\n\
         ssh guest@ХОСТ clusters            клъстерите\n\
         ssh guest@ХОСТ pages               страниците\n\
         ssh guest@ХОСТ show ID             един запис изцяло\n\
         ssh guest@ХОСТ search ДУМИ         търсене във всичко, на двете азбуки; --kind news и --cluster ID стесняват\n\
         --json  за програми;  --lang bg или en;  --limit N  най-много толкова записа\n",
        "ssh -t guest@HOST                  the kiosk's screen\n\
         ssh guest@HOST news                the news, one a line\n\
         ssh guest@HOST events              the events\n\
         ssh guest@HOST members             the members\n\
         ssh guest@HOST people              the people\n\
         ssh guest@HOST projects            the projects\n\
         ssh guest@HOST clusters            the clusters\n\
         ssh guest@HOST pages               the pages\n\
         ssh guest@HOST show ID             one whole record\n\
         ssh guest@HOST search WORDS        search everything, in both scripts; --kind news and --cluster ID narrow it\n\
         --json  for programs;  --lang bg or en;  --limit N  at most so many records\n",
    )
}

const fn pick(lang: Lang, bg: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Bg => bg,
        Lang::En => en,
    }
}
