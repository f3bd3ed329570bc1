//! Cards and sheets as JSON. Keys and the codes of fixed lists (types, roles, states, branches) are the same in both
//! languages; dates are EDTF; nothing is ever escaped for a terminal here beyond what JSON does.

use serde_json::{Map, Value as Json, json};

use super::facts::{Fact, Figure, Note, Reference, Sheet, Value};
use crate::content::{Card, CardDetail, Qualifier};
use crate::text::Lang;

/// A JSON array of one object per card, a card a line.
pub(super) fn cards(cards: &[Card], lang: Lang) -> String {
    let rows: Vec<String> = cards.iter().map(|one| card(one, lang).to_string()).collect();
    if rows.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", rows.join(",\n")) }
}

fn card(card: &Card, lang: Lang) -> Json {
    let (title, used) = card.title.get(lang);
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(card.slug.as_str()));
    object.insert("kind".to_owned(), json!(card.kind().name()));
    object.insert("title".to_owned(), json!(title));
    object.insert("lang".to_owned(), json!(used.code()));
    let mut optional = |key: &str, value: Option<Json>| {
        if let Some(value) = value {
            object.insert(key.to_owned(), value);
        }
    };
    optional("summary", card.summary.as_ref().map(|text| json!(text.any(lang))));
    optional("date", card.date.as_ref().map(|date| json!(date.to_string())));
    optional("end", card.end.as_ref().map(|date| json!(date.to_string())));
    optional("place", card.place.as_ref().map(|text| json!(text.any(lang))));
    let clusters: Vec<&str> = card.clusters.iter().map(|(slug, _)| slug.as_str()).collect();
    optional("clusters", (!clusters.is_empty()).then(|| json!(clusters)));
    optional("pinned", card.pinned.then_some(json!(true)));
    match &card.detail {
        CardDetail::Cluster { abbreviation, members } => {
            optional("abbreviation", abbreviation.as_ref().map(|text| json!(text.any(lang))));
            optional("members", Some(json!(members)));
        }
        CardDetail::Organisation { type_, legal_form, abbreviation, sectors, .. } => {
            optional("type", Some(json!(type_.name())));
            optional("legal_form", legal_form.map(|form| json!(form.name())));
            optional("abbreviation", abbreviation.as_ref().map(|text| json!(text.any(lang))));
            optional("sectors", (!sectors.is_empty()).then(|| json!(sectors)));
        }
        CardDetail::Person { position, organisation } => {
            optional("position", position.as_ref().map(|text| json!(text.any(lang))));
            optional("organisation", organisation.as_ref().map(|slug| json!(slug.as_str())));
        }
        CardDetail::Event { status } => optional("status", Some(json!(status.name()))),
        CardDetail::Project { status, programme } => {
            optional("status", Some(json!(status.name())));
            optional("programme", programme.as_ref().map(|text| json!(text.any(lang))));
        }
        CardDetail::Article | CardDetail::Page { .. } => {}
    }
    Json::Object(object)
}

/// One JSON object with every fact of a record; the body is Markdown.
pub(super) fn sheet(sheet: &Sheet) -> String {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(sheet.id.as_str()));
    object.insert("kind".to_owned(), json!(sheet.kind.name()));
    object.insert("title".to_owned(), json!(sheet.title));
    object.insert("lang".to_owned(), json!(sheet.lang.code()));
    for fact in &sheet.facts {
        object.insert(fact.key.to_owned(), value(fact));
    }
    if let Some((body, lang)) = &sheet.body {
        object.insert("body".to_owned(), json!(body));
        object.insert("body_lang".to_owned(), json!(lang.code()));
    }
    format!("{:#}\n", Json::Object(object))
}

fn value(fact: &Fact) -> Json {
    match &fact.value {
        Value::Text(text) => json!(text),
        Value::Code { code, .. } => json!(code),
        Value::Codes(codes) => codes.iter().map(|(code, _)| json!(code)).collect(),
        Value::Point(point, _) => json!([f64::from(point.latitude) / 1e6, f64::from(point.longitude) / 1e6]),
        Value::Amount(budget, _) => json!({ "cents": budget.cents, "currency": budget.currency }),
        Value::Date(date) => json!(date.to_string()),
        Value::Texts(texts) => json!(texts),
        Value::References(references) => references.iter().map(reference).collect(),
        Value::Figures(figures) => figures.iter().map(figure).collect(),
    }
}

fn reference(reference: &Reference) -> Json {
    let mut object = json!({ "id": reference.id.as_str(), "title": reference.title });
    if let Some(fields) = object.as_object_mut() {
        match &reference.note {
            None => {}
            Some(Note::Words(words)) => {
                fields.insert("note".to_owned(), json!(words));
            }
            Some(Note::Membership { role, since, until, .. }) => {
                fields.insert("role".to_owned(), json!(role));
                for (key, date) in [("since", since), ("until", until)] {
                    if let Some(date) = date {
                        fields.insert(key.to_owned(), json!(date.to_string()));
                    }
                }
            }
        }
    }
    object
}

fn figure(figure: &Figure) -> Json {
    json!({
        "metric": figure.metric,
        "label": figure.label,
        "value": figure.value,
        "qualifier": match figure.qualifier {
            Qualifier::Exactly => Json::Null,
            Qualifier::Over => json!(">"),
            Qualifier::About => json!("~"),
        },
        "as_of": figure.as_of.as_ref().map(ToString::to_string),
        "source": figure.source,
    })
}
