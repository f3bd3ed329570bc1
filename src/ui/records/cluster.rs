//! Clusters: the list, and a cluster's page: profile, mission, goals, challenges, figures with their sources, its make-up.

use super::{Column, Extent, Index, Narrow, Shelf, parts};
use crate::content::{CardDetail, Claim, Cluster, Id, Kind, Localized, OrganisationType, Qualifier, Slug, Style};
use crate::edition::{ReadError, Selection};
use crate::text::numbers;
use crate::ui::document::{Bar, Block, Fact, Figure, Item, Mark, Piece, Sheet, Target};
use crate::ui::scene::Scene;
use crate::ui::theme::Role;

/// How many records of a kind a cluster's page names; the list has them all.
const NEWEST: usize = 5;

pub static SHELF: Shelf = Shelf {
    kind: Kind::Cluster,
    filters: &[],
    index: Index::None,
    narrow: Narrow::TwoLines,
    columns: &[
        Column { extent: Extent::Rest, role: Role::Text, from: 0 },
        Column { extent: Extent::Fixed(8), role: Role::Muted, from: 44 },
        Column { extent: Extent::Fixed(16), role: Role::Muted, from: 64 },
    ],
    cells: |card, scene| {
        let (abbreviation, members) = match &card.detail {
            CardDetail::Cluster { abbreviation, members } => (parts::cell(abbreviation.as_ref(), scene), *members),
            _ => (String::new(), 0),
        };
        vec![parts::title(card, scene), abbreviation, (scene.strings.list.organisations)(members)]
    },
};

pub fn sheet(id: Id, scene: &Scene<'_>) -> Result<Sheet, ReadError> {
    let cluster: Cluster = scene.edition.record(id)?;
    let head = &cluster.head;
    let words = scene.strings.page;
    let abbreviation = parts::cell(cluster.abbreviation.as_ref(), scene);
    let founded = cluster.founded.as_ref().map(|date| (words.founded_on)(&parts::when(date, scene)));
    let byline = vec![abbreviation, founded.unwrap_or_default(), parts::cell(cluster.region.as_ref(), scene)];
    let mut text = parts::text(head, scene);
    if let Some(mission) = &cluster.mission {
        text.push(Block::Heading(words.mission.to_owned()));
        text.push(Block::Paragraph(vec![Piece::text(mission.any(scene.lang).clone())]));
    }
    text.extend(counted(words.goals, &cluster.goals, scene));
    text.extend(counted(words.challenges, &cluster.challenges, scene));
    text.extend(figures(&cluster.claims, scene));
    text.extend(make_up(&head.slug, scene)?);
    let mut related = Vec::new();
    for (heading, kind) in [
        (words.news, Kind::Article),
        (words.events, Kind::Event),
        (words.projects, Kind::Project),
        (words.pages, Kind::Page),
    ] {
        related.extend(newest(heading, kind, &head.slug, scene)?);
    }
    Ok(Sheet {
        title: head.title.any(scene.lang).clone(),
        byline: parts::joined(byline, scene),
        key: key(&cluster, scene),
        text,
        facts: facts(&cluster, scene)?,
        related,
        colophon: parts::colophon(head, scene),
        ..Sheet::default()
    })
}

/// A heading and a counted list; nothing without items.
fn counted(heading: &str, texts: &[Localized<String>], scene: &Scene<'_>) -> Vec<Block> {
    if texts.is_empty() {
        return Vec::new();
    }
    let item = |(number, text): (u64, &Localized<String>)| Item {
        mark: Mark::Number(number),
        level: 0,
        pieces: vec![Piece::text(text.any(scene.lang).clone())],
    };
    vec![Block::Heading(heading.to_owned()), Block::Items((1..).zip(texts).map(item).collect())]
}

/// The figures: those that contradict each other side by side, under a line that says so, then the others.
fn figures(claims: &[Claim], scene: &Scene<'_>) -> Vec<Block> {
    if claims.is_empty() {
        return Vec::new();
    }
    let words = scene.strings.page;
    let mut blocks = vec![Block::Heading(words.figures.to_owned())];
    let mut single = Vec::new();
    let mut metrics: Vec<&str> = Vec::new();
    for claim in claims {
        if metrics.contains(&claim.metric.as_str()) {
            continue;
        }
        metrics.push(&claim.metric);
        let same: Vec<&Claim> = claims.iter().filter(|other| other.metric == claim.metric).collect();
        if same.len() == 1 {
            single.push(figure(claim, scene));
        } else {
            let label = claim.label.any(scene.lang);
            blocks.push(Block::Paragraph(vec![Piece::muted((words.sources_differ)(label))]));
            blocks.push(Block::Figures(same.into_iter().map(|claim| figure(claim, scene)).collect()));
        }
    }
    if !single.is_empty() {
        blocks.push(Block::Figures(single));
    }
    blocks
}

fn figure(claim: &Claim, scene: &Scene<'_>) -> Figure {
    let number = numbers::grouped(claim.value, scene.lang);
    let value = match claim.qualifier {
        Qualifier::Exactly => number,
        Qualifier::Over => (scene.strings.page.over)(&number),
        Qualifier::About => (scene.strings.page.around)(&number),
    };
    let mut source = Vec::new();
    if let Some(date) = &claim.as_of {
        source.push(Piece::muted(format!("{}. ", date.words(scene.lang, Style::Normal).trim_end_matches('.'))));
    }
    source.extend(claim.source.as_ref().map(|source| parts::source_pieces(source, scene)).unwrap_or_default());
    Figure { value, label: claim.label.any(scene.lang).clone(), source }
}

/// How many organisations of each type belong to the cluster, and the way to their list.
fn make_up(cluster: &Slug, scene: &Scene<'_>) -> Result<Vec<Block>, ReadError> {
    let mut bars = Vec::new();
    let mut all = 0;
    for type_ in OrganisationType::ALL {
        let organisations = Selection::all(Kind::Organisation, scene.lang);
        let selection = Selection { cluster: Some(cluster.clone()), type_: Some(*type_), ..organisations };
        let value = scene.edition.list(&selection, scene.now)?.len() as u64;
        all += value;
        if value > 0 {
            bars.push(Bar { label: (scene.strings.names.types)(*type_).to_owned(), value });
        }
    }
    if bars.is_empty() {
        return Ok(Vec::new());
    }
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    let words = scene.strings.page;
    let link = Some(Target::Members(cluster.clone()));
    let way = Piece { text: (words.all_members)(all), role: Role::Link, link };
    Ok(vec![Block::Heading(words.make_up.to_owned()), Block::Bars(bars), Block::Paragraph(vec![way])])
}

/// The first records of a kind that belong to the cluster.
fn newest(heading: &str, kind: Kind, cluster: &Slug, scene: &Scene<'_>) -> Result<Vec<Block>, ReadError> {
    let selection = Selection { cluster: Some(cluster.clone()), ..Selection::all(kind, scene.lang) };
    let list = scene.edition.list(&selection, scene.now)?;
    let cards = scene.edition.rows(&list, 0..NEWEST)?;
    let entry = |card| parts::entry(card, parts::usual_detail(card, scene), scene);
    Ok(parts::headed(heading, cards.iter().map(entry).collect()))
}

/// Where it is, when it is open, whom to call.
fn key(cluster: &Cluster, scene: &Scene<'_>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = parts::address(&cluster.address, scene).into_iter().collect();
    if let Some(hours) = &cluster.hours {
        facts.push(parts::fact(scene.strings.page.hours, hours.any(scene.lang).clone()));
    }
    facts.extend(parts::contacts(&cluster.contacts, scene));
    facts
}

fn facts(cluster: &Cluster, scene: &Scene<'_>) -> Result<Vec<Fact>, ReadError> {
    let words = scene.strings.page;
    let mut facts = Vec::new();
    facts.extend(parts::fact_of_records(words.founders, &cluster.founders, scene)?);
    if !cluster.sectors.is_empty() {
        let sectors: Vec<String> = cluster.sectors.iter().map(|name| parts::sector(name, scene)).collect();
        facts.push(parts::fact(words.sectors, sectors.join(", ")));
    }
    if let Some(form) = cluster.legal_form {
        facts.push(parts::fact(words.legal_form, form.label(scene.lang)));
    }
    facts.extend(parts::other_names(&cluster.head, &cluster.aliases, scene));
    Ok(facts)
}
