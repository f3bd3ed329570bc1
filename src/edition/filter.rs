//! One thing that a list can be narrowed to, and under which name its order is stored. Never combines filters.

use super::layout::has_two_orders;
use super::selection::Selection;
use crate::content::{AnyRecord, Card, CardDetail, Kind, OrganisationType, Slug};
use crate::text::Lang;

/// A value that records are grouped by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Filter {
    /// Belongs to a cluster.
    Cluster(Slug),
    /// Is of a type.
    Type(OrganisationType),
    /// Is in a branch of trade.
    Sector(String),
    /// Is in a place.
    Place(String),
    /// Has a key word.
    Tag(String),
    /// Stands under a letter of this language's index.
    Letter(Lang, char),
}

impl Filter {
    /// The name of the stored order: numbers in `axis`, ascending.
    pub(super) fn order(&self, kind: Kind, axis: Lang) -> String {
        let start = format!("{}/{}", kind.name(), axis.code());
        let name = match self {
            Self::Cluster(slug) => format!("{start}/cluster={slug}"),
            Self::Type(type_) => format!("{start}/type={}", type_.name()),
            Self::Sector(name) => format!("{start}/sector={name}"),
            Self::Place(name) => format!("{start}/place={name}"),
            Self::Tag(name) => format!("{start}/tag={name}"),
            Self::Letter(_, letter) => format!("{start}/letter={letter}"),
        };
        // A zero byte ends the name in the key.
        name.replace(char::is_control, " ")
    }

    /// Whether the order is stored for `axis`: index letters exist in their own language only.
    pub(super) fn is_in(&self, axis: Lang) -> bool {
        !matches!(self, Self::Letter(lang, _) if *lang != axis)
    }

    /// The filters that `selection` sets.
    pub(super) fn of_selection(selection: &Selection) -> Vec<Self> {
        let lang = axis(selection.kind, selection.lang);
        let all = [
            selection.cluster.clone().map(Self::Cluster),
            selection.type_.map(Self::Type),
            selection.sector.clone().map(Self::Sector),
            selection.place.clone().map(Self::Place),
            selection.tag.clone().map(Self::Tag),
            selection.letter.map(|letter| Self::Letter(lang, letter)),
        ];
        all.into_iter().flatten().collect()
    }

    /// Every filter that the record passes; `letters` are those of its name, Bulgarian and English.
    pub(super) fn of_record(record: &AnyRecord, card: &Card, letters: Option<[char; 2]>) -> Vec<Self> {
        let mut all: Vec<Self> = card.clusters.iter().map(|(slug, _)| Self::Cluster(slug.clone())).collect();
        if let CardDetail::Organisation { type_, .. } = card.detail {
            all.push(Self::Type(type_));
        }
        let sectors = match record {
            AnyRecord::Organisation(r) => r.sectors.as_slice(),
            AnyRecord::Cluster(r) => r.sectors.as_slice(),
            _ => &[],
        };
        all.extend(sectors.iter().cloned().map(Self::Sector));
        all.extend(card.place.iter().map(|place| Self::Place(place.any(Lang::Bg).clone())));
        all.extend(record.head().tags.iter().cloned().map(Self::Tag));
        if let Some([bg, en]) = letters {
            all.extend([Self::Letter(Lang::Bg, bg), Self::Letter(Lang::En, en)]);
        }
        all.sort();
        all.dedup();
        all
    }
}

/// The numbering in which a list of `kind` is ordered for readers of `lang`.
pub(super) const fn axis(kind: Kind, lang: Lang) -> Lang {
    if has_two_orders(kind) { lang } else { Lang::Bg }
}
