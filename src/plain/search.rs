//! What a search finds, one line or one JSON object a hit, best first. Never decides what fits: the edition does.

use serde_json::{Map, Value as Json, json};

use super::{PlainError, Style, labels, list};
use crate::content::{Kind, Slug};
use crate::edition::Edition;
use crate::search::{Answer, Query, Searched};
use crate::text::{Breaks, clean};

/// Hits when no number is given.
pub const HITS: usize = 20;

/// The most hits that can be asked for: each is a read of a whole record.
pub const HITS_AT_MOST: usize = 1_000;

/// The most columns of a snippet.
const SNIPPET_COLUMNS: usize = 160;

/// What is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The words, as typed.
    pub words: &'a str,
    /// Only records of this kind.
    pub kind: Option<Kind>,
    /// Only records of the cluster with this identifier.
    pub cluster: Option<&'a str>,
}

/// The answer to a search: programs must be able to tell one without a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hits {
    /// What was found.
    Some(String),
    /// Nothing was found, and so it says.
    None(String),
}

/// The hits, at most `style.limit`: one line each, or a JSON array of objects with `id`, `kind`, `title`, `snippet` and,
/// where something else than what was typed was searched, `searched`. Ends with a line feed.
///
/// # Errors
/// If there is no such cluster, or the edition cannot be read.
pub fn search(edition: &Edition, asked: Asked<'_>, style: Style) -> Result<Hits, PlainError> {
    let cluster = asked.cluster.map(|id| cluster(edition, id, style)).transpose()?;
    let Asked { words, kind, .. } = asked;
    let query = Query { text: words.to_owned(), lang: style.lang, kind, cluster, limit: style.limit };
    let answer = edition.search(&query, style.now)?;
    let text = if style.json { as_json(edition, &answer, style) } else { as_text(edition, words, &answer, style) }?;
    Ok(if answer.hits.is_empty() { Hits::None(text) } else { Hits::Some(text) })
}

/// The number of the cluster with this identifier.
fn cluster(edition: &Edition, id: &str, style: Style) -> Result<u32, PlainError> {
    let found = Slug::new(id).ok().map(|slug| edition.find(&slug)).transpose()?.flatten();
    match found.filter(|found| found.kind == Kind::Cluster) {
        Some(found) => Ok(found.number),
        None => Err(PlainError::Unknown(id.to_owned(), list::nearest(edition, id, style)?)),
    }
}

fn as_json(edition: &Edition, answer: &Answer, style: Style) -> Result<String, PlainError> {
    let mut rows = Vec::new();
    for hit in &answer.hits {
        let card = edition.card(hit.id)?;
        let (title, lang) = card.title.get(style.lang);
        let mut object = Map::new();
        object.insert("id".to_owned(), json!(card.slug.as_str()));
        object.insert("kind".to_owned(), json!(card.kind().name()));
        object.insert("title".to_owned(), json!(title));
        object.insert("lang".to_owned(), json!(lang.code()));
        let snippet = edition.snippet(hit.id, &answer.matcher, style.lang, SNIPPET_COLUMNS)?;
        object.insert("snippet".to_owned(), json!(snippet.map(|snippet| snippet.text).unwrap_or_default()));
        if let Some(date) = &card.date {
            object.insert("date".to_owned(), json!(date.to_string()));
        }
        if let Some(searched) = &answer.searched {
            object.insert("searched".to_owned(), json!(searched.instead));
        }
        rows.push(Json::Object(object).to_string());
    }
    Ok(if rows.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", rows.join(",\n")) })
}

fn as_text(edition: &Edition, words: &str, answer: &Answer, style: Style) -> Result<String, PlainError> {
    let labels = labels::of(style.lang);
    let mut out = String::new();
    if answer.hits.is_empty() {
        return Ok(format!("{}\n", labels.nothing_found(&clean(words, Breaks::Space))));
    }
    if let Some(Searched { why, missing, instead }) = &answer.searched {
        let (missing, instead) = (clean(missing, Breaks::Space), clean(instead, Breaks::Space));
        out.push_str(&labels.searched_instead(*why, &missing, &instead));
        out.push('\n');
    }
    let cards = answer.hits.iter().map(|hit| edition.card(hit.id)).collect::<Result<Vec<_>, _>>()?;
    out.push_str(&list::lines(&cards, style));
    Ok(out)
}
