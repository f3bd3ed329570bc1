//! Projects and programmes: the list with their time and state, and a project's page with money and partners.

use super::{Column, Extent, Filter, Index, Narrow, Shelf, parts};
use crate::content::{Card, CardDetail, Id, Kind, Project, ProjectStatus, Style};
use crate::edition::{ReadError, Relation};
use crate::text::numbers;
use crate::ui::document::{Block, Fact, Piece, Sheet};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Project,
    filters: &[Filter::Cluster],
    index: Index::None,
    narrow: Narrow::TwoLines,
    columns: &[
        Column { extent: Extent::Rest, role: Role::Text, from: 0 },
        Column { extent: Extent::Fixed(14), role: Role::Muted, from: 44 },
        Column { extent: Extent::Fixed(13), role: Role::Muted, from: 84 },
    ],
    cells: |card, scene| vec![parts::title(card, scene), time(card, scene), status(card, scene)],
};

/// „2007–2013 г.“
fn time(card: &Card, scene: &Scene<'_>) -> String {
    let words = |date: &crate::content::PartialDate| date.words_to(card.end.as_ref(), scene.lang, Style::Short);
    let period = card.date.as_ref().map(words).unwrap_or_default();
    if parts::is_in(&period, card.title.any(scene.lang)) { String::new() } else { period }
}

/// How far it is, if that is known.
fn status(card: &Card, scene: &Scene<'_>) -> String {
    match &card.detail {
        CardDetail::Project { status, .. } => known_status(*status, scene).unwrap_or_default(),
        _ => String::new(),
    }
}

fn known_status(status: ProjectStatus, scene: &Scene<'_>) -> Option<String> {
    (status != ProjectStatus::Unknown).then(|| (scene.strings.names.project_status)(status).to_owned())
}

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let project: Project = scene.edition.record(id)?;
    let head = &project.head;
    let words = scene.strings.page;
    let period = project.start.as_ref().map(|start| match &project.end {
        Some(end) => start.words_to(Some(end), scene.lang, Style::Normal),
        None => (words.since)(&parts::date(start, scene)),
    });
    let period = period.filter(|period| !parts::is_in(period, head.title.any(scene.lang)));
    let byline = vec![period.unwrap_or_default(), known_status(project.status, scene).unwrap_or_default()];
    let mut text = parts::text(head, scene);
    if let Some(publicity) = &project.publicity {
        text.push(Block::Quote(vec![Piece::text(publicity.any(scene.lang).clone())], Vec::new()));
    }
    let mut related = parts::section(words.beneficiaries, &project.beneficiaries, scene)?;
    related.extend(parts::section(words.partners, &project.partners, scene)?);
    let mut parts_of_it = Vec::new();
    for link in scene.edition.links_to(id)?.iter().filter(|link| link.relation == Relation::PartOf) {
        parts_of_it.push(scene.edition.card(link.from)?.slug);
    }
    related.extend(parts::section(words.parts_of_programme, &parts_of_it, scene)?);
    related.extend(parts::mentions(id, |link| link.relation != Relation::PartOf, scene)?);
    Ok(Sheet {
        title: head.title.any(scene.lang).clone(),
        byline: parts::joined(byline, scene),
        key: key(&project, scene)?,
        text,
        facts: facts(&project, scene)?,
        related,
        colophon: parts::colophon(head, scene),
        ..Sheet::default()
    })
}

/// What it is a part of, and who pays how much.
fn key(project: &Project, scene: &Scene<'_>) -> Result<Vec<Fact>, ReadError> {
    let words = scene.strings.page;
    let mut facts: Vec<Fact> =
        parts::fact_of_records(words.part_of, project.part_of.as_slice(), scene)?.into_iter().collect();
    let plain =
        [(words.programme, &project.programme), (words.fund, &project.fund), (words.duration, &project.duration)];
    for (label, value) in plain {
        // What it is a part of is its programme.
        let value = value.as_ref().filter(|_| label != words.programme || facts.is_empty());
        facts.extend(value.map(|value| parts::fact(label, value.any(scene.lang).clone())));
    }
    if let Some(budget) = &project.budget {
        facts.push(parts::fact(words.budget, numbers::money(budget.cents, &budget.currency, scene.lang)));
    }
    Ok(facts)
}

fn facts(project: &Project, scene: &Scene<'_>) -> Result<Vec<Fact>, ReadError> {
    let words = scene.strings.page;
    let mut facts = Vec::new();
    if let Some(number) = &project.number {
        facts.push(parts::fact(words.number, number.clone()));
    }
    facts.extend(parts::fact_of_records(words.agency, project.agency.as_slice(), scene)?);
    facts.extend(parts::fact_of_records(words.clusters, &project.clusters, scene)?);
    facts.extend(parts::other_names(&project.head, &project.aliases, scene));
    Ok(facts)
}
