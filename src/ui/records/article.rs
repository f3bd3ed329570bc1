//! News: the list by date, and the article with what it is about.

use super::{Column, Extent, Filter, Index, Narrow, Shelf, parts};
use crate::content::{Article, Id, Kind};
use crate::edition::ReadError;
use crate::ui::document::{Block, Piece, Sheet};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Article,
    filters: &[Filter::Cluster, Filter::Place],
    index: Index::None,
    narrow: Narrow::TwoLines,
    columns: &[
        Column { extent: Extent::Fixed(13), role: Role::Muted, from: 0 },
        Column { extent: Extent::Rest, role: Role::Text, from: 0 },
    ],
    cells: |card, scene| vec![parts::short_date(card.date.as_ref(), scene), parts::title(card, scene)],
};

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let article: Article = scene.edition.record(id)?;
    let head = &article.head;
    let date = article.date.as_ref().map(|date| parts::date(date, scene));
    let byline =
        vec![date.unwrap_or_else(|| scene.strings.list.undated.to_owned()), parts::cell(article.place.as_ref(), scene)];
    let mut text = parts::text(head, scene);
    for quote in &article.quotes {
        let by = quote.who.as_ref().map(|who| parts::reference(who, scene)).transpose()?;
        let words = quoted(quote.text.any(scene.lang), scene);
        text.push(Block::Quote(vec![Piece::text(words)], by.into_iter().collect()));
    }
    let words = scene.strings.page;
    if text.is_empty() {
        text.push(Block::Paragraph(vec![Piece::muted(words.headline_only)]));
    }
    let mut facts = Vec::new();
    facts.extend(parts::fact_of_records(words.event, article.event.as_slice(), scene)?);
    facts.extend(parts::fact_of_records(words.project, article.project.as_slice(), scene)?);
    facts.extend(parts::fact_of_records(words.clusters, &article.clusters, scene)?);
    let mut beside = parts::section(words.about, &article.about, scene)?;
    beside.extend(parts::mentions(id, parts::any_relation, scene)?);
    Ok(Sheet {
        title: head.title.any(scene.lang).clone(),
        byline: parts::joined(byline, scene),
        text,
        facts,
        parts: beside,
        colophon: parts::colophon(head, scene),
        ..Sheet::default()
    })
}

/// Somebody's words between the quotation marks of the language.
fn quoted(words: &str, scene: &Scene<'_>) -> String {
    match scene.lang {
        crate::text::Lang::Bg => format!("„{words}“"),
        crate::text::Lang::En => format!("“{words}”"),
    }
}
