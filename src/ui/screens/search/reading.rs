//! What the search screen reads from the edition: the hits, the rows in sight, what is offered before anything is typed.
//! Never draws.

use super::areas::areas;
use super::{Group, Model, Row};
use crate::content::{Card, Id, Kind, Slug};
use crate::edition::{ReadError, Selection, Time};
use crate::search::{Answer, Query};
use crate::ui::records::parts;
use crate::ui::scene::Scene;

/// The most hits one can walk through: nobody reads on, and narrowing is a letter away.
const HITS: usize = 300;

/// The most opened records that are offered before anything is typed, and those of each kind.
const MOST_READ: usize = 5;
const OFFERED: [(Group, Kind, usize); 3] =
    [(Group::Coming, Kind::Event, 3), (Group::Latest, Kind::Article, 4), (Group::Clusters, Kind::Cluster, 3)];

impl Model {
    /// Searches again, with `slug` selected if it is still found, else the first hit.
    pub(super) fn search(&mut self, slug: Option<&Slug>, scene: &Scene<'_>) -> Result<(), ReadError> {
        (self.stale, self.searched) = (false, None);
        self.groups.clear();
        if self.text.trim().is_empty() {
            self.hits.clear();
            self.offer(scene)?;
            (self.total, self.kinds, self.clusters) = (0, Vec::new(), Vec::new());
            self.matcher = crate::search::Matcher::default();
        } else {
            let cluster = self.cluster.as_ref().map(|slug| scene.edition.find(slug)).transpose()?.flatten();
            let query = Query {
                text: self.text.clone(),
                lang: scene.lang,
                kind: self.kind,
                cluster: cluster.map(|id| id.number),
                limit: HITS,
            };
            self.take(scene.edition.search(&query, scene.now)?, scene)?;
        }
        self.texts(scene)?;
        let selected = slug.map(|slug| scene.edition.find(slug)).transpose()?.flatten();
        let row = selected.and_then(|id| self.hits.iter().position(|hit| *hit == id));
        self.light(scene);
        let page = areas(self, scene).page(self);
        self.cursor.fit(self.hits.len(), page);
        self.cursor.select(row.unwrap_or(0));
        (self.rows, self.held) = (Vec::new(), 0..0);
        self.show(scene)
    }

    /// What is offered before anything is typed: what is opened most, what is coming, what is new, the clusters.
    fn offer(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        let mut read = Vec::new();
        for slug in scene.popular.now().iter() {
            let id = scene.edition.find(slug)?;
            let hidden = id.map(|id| scene.edition.hidden(id, scene.now)).transpose()?.flatten();
            read.extend(id.filter(|_| hidden.is_none()));
            if read.len() >= MOST_READ {
                break;
            }
        }
        self.offer_group(Group::MostRead, &read);
        for (group, kind, most) in OFFERED {
            let time = if kind == Kind::Event { Time::Upcoming } else { Time::All };
            let list = scene.edition.list(&Selection { time, ..Selection::all(kind, scene.lang) }, scene.now)?;
            self.offer_group(group, &scene.edition.ids(&list, 0..list.len().min(most))?);
        }
        Ok(())
    }

    /// Those of `ids` that are not offered yet.
    fn offer_group(&mut self, group: Group, ids: &[Id]) {
        let first = self.hits.len();
        self.hits.extend(ids.iter().filter(|id| !self.hits.contains(id)).copied().collect::<Vec<_>>());
        if self.hits.len() > first {
            self.groups.push((first, group));
        }
    }

    fn take(&mut self, answer: Answer, scene: &Scene<'_>) -> Result<(), ReadError> {
        self.hits = answer.hits.iter().map(|hit| hit.id).collect();
        self.total = answer.total;
        self.searched = answer.searched;
        self.matcher = answer.matcher;
        self.kinds = answer.by_kind;
        self.clusters.clear();
        for (number, count) in answer.by_cluster {
            let id = Id { kind: Kind::Cluster, number };
            if scene.edition.hidden(id, scene.now)?.is_none() {
                self.clusters.push((scene.edition.card(id)?.slug, count));
            }
        }
        Ok(())
    }

    /// The filters as they are offered. One that is set is offered even if nothing is found with it.
    fn texts(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        let words = scene.strings.search;
        if let Some(kind) = self.kind.filter(|kind| self.kinds.iter().all(|(known, _)| known != kind)) {
            self.kinds.push((kind, 0));
        }
        if let Some(cluster) = self.cluster.clone().filter(|slug| self.clusters.iter().all(|(known, _)| known != slug))
        {
            self.clusters.push((cluster, 0));
        }
        let sum: u32 = self.kinds.iter().map(|(_, count)| count).sum();
        let all = (!self.kinds.is_empty()).then(|| format!("{} {sum}", words.all));
        let kinds = self.kinds.iter().map(|(kind, count)| format!("{} {count}", (scene.strings.names.section)(*kind)));
        self.kind_texts = all.into_iter().chain(kinds).collect();
        self.cluster_texts = Vec::new();
        if !self.clusters.is_empty() {
            self.cluster_texts.push(words.all_clusters.to_owned());
        }
        for (slug, count) in &self.clusters {
            self.cluster_texts.push(format!("{} {count}", parts::short_name(slug, scene)?));
        }
        Ok(())
    }

    /// Reads the hits in sight, if others are held.
    pub(super) fn show(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        let window = self.cursor.window();
        if window != self.held {
            let ids = self.hits.get(window.clone()).unwrap_or_default();
            self.rows = ids.iter().map(|id| self.row(*id, scene)).collect::<Result<_, _>>()?;
            self.held = window;
        }
        Ok(())
    }

    fn row(&self, id: Id, scene: &Scene<'_>) -> Result<Row, ReadError> {
        let card = scene.edition.card(id)?;
        let title = parts::title(&card, scene);
        let columns = usize::from(scene.grid.body.width.saturating_sub(4));
        let found = scene.edition.snippet(id, &self.matcher, scene.lang, columns)?;
        let (below, below_marks) = match found {
            Some(snippet) => (snippet.text, snippet.marks),
            None => (parts::cell(card.summary.as_ref(), scene), Vec::new()),
        };
        let title_marks = self.matcher.highlight(&title);
        let (kind, date) = ((scene.strings.search.kind)(card.kind()), date(&card, scene));
        let detail = if date.is_empty() { kind.to_owned() } else { format!("{kind} {} {date}", scene.signs.dot) };
        Ok(Row { id, slug: card.slug, title, title_marks, kind, date, detail, below, below_marks })
    }
}

/// The date of what has one.
fn date(card: &Card, scene: &Scene<'_>) -> String {
    match card.kind() {
        Kind::Article | Kind::Event => parts::short_date(card.date.as_ref(), scene),
        _ => String::new(),
    }
}
