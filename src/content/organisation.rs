//! An organisation and its memberships. One record for all clusters it belongs to, never one per cluster.

use serde::{Deserialize, Serialize};

use super::kind::named;
use super::{Address, Contacts, Coordinates, Head, Localized, PartialDate, Slug, Source};
use crate::text::Lang;

named! {
    /// What an organisation is.
    OrganisationType {
        /// A company.
        Company = "company",
        /// A municipality.
        Municipality = "municipality",
        /// A university.
        University = "university",
        /// A training centre.
        TrainingCentre = "training-centre",
        /// A technology centre.
        TechnologyCentre = "technology-centre",
        /// A foundation.
        Foundation = "foundation",
        /// A public agency.
        Agency = "agency",
        /// An embassy.
        Embassy = "embassy",
        /// A cultural institution: a chitalishte, a theatre, a hall.
        Cultural = "cultural",
        /// Another cluster.
        Cluster = "cluster",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// A legal form, named by its English abbreviation.
    LegalForm {
        /// АД: joint-stock company.
        Ad = "AD",
        /// ЕАД: single-owner joint-stock company.
        Ead = "EAD",
        /// ООД: limited company.
        Ood = "OOD",
        /// ЕООД: single-owner limited company.
        Eood = "EOOD",
        /// ЕТ: sole trader.
        Et = "ET",
        /// СД: general partnership.
        Sd = "SD",
        /// КД: limited partnership.
        Kd = "KD",
        /// КДА: partnership limited by shares.
        Kda = "KDA",
        /// ДЗЗД: company under the Obligations and Contracts Act.
        Dzzd = "DZZD",
        /// СНЦ: non-profit association.
        Snts = "SNTs",
        /// Фондация: foundation.
        Foundation = "foundation",
        /// НЧ: chitalishte, a community cultural centre.
        Nch = "NCh",
        /// ДП: state enterprise.
        Dp = "DP",
        /// Община: municipality.
        Municipality = "municipality",
    }
}

impl LegalForm {
    /// The form as it stands behind (or before) a name: `АД`, `AD`.
    pub const fn label(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => match self {
                Self::Snts => "NPO",
                Self::Foundation => "Foundation",
                Self::Municipality => "Municipality",
                other => other.name(),
            },
            Lang::Bg => match self {
                Self::Ad => "АД",
                Self::Ead => "ЕАД",
                Self::Ood => "ООД",
                Self::Eood => "ЕООД",
                Self::Et => "ЕТ",
                Self::Sd => "СД",
                Self::Kd => "КД",
                Self::Kda => "КДА",
                Self::Dzzd => "ДЗЗД",
                Self::Snts => "СНЦ",
                Self::Foundation => "Фондация",
                Self::Nch => "НЧ",
                Self::Dp => "ДП",
                Self::Municipality => "Община",
            },
        }
    }
}

impl LegalForm {
    /// The form as it stands behind a name („Аурубис България“ АД); nothing for the forms that are a part of the name
    /// itself (Община Антон, Фондация …, НЧ …).
    pub const fn behind_name(self, lang: Lang) -> Option<&'static str> {
        match self {
            Self::Municipality | Self::Foundation | Self::Nch => None,
            _ => Some(self.label(lang)),
        }
    }
}

named! {
    /// What an organisation is to a cluster.
    Role {
        /// One of those who founded it.
        Founder = "founder",
        /// A member.
        Member = "member",
        /// A partner.
        Partner = "partner",
    }
}

/// An organisation. The head's title is its name without the legal form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// The common fields.
    pub head: Head,
    /// Other names it is known by.
    pub aliases: Vec<String>,
    /// Its abbreviation.
    pub abbreviation: Option<Localized<String>>,
    /// Its legal form.
    pub legal_form: Option<LegalForm>,
    /// What it is.
    pub type_: OrganisationType,
    /// Branches of trade, as stable names (see [`super::Kiosk::sectors`]).
    pub sectors: Vec<String>,
    /// What it makes or does.
    pub products: Vec<Localized<String>>,
    /// The organisation it is a part of.
    pub parent: Option<Slug>,
    /// Where it is.
    pub address: Address,
    /// Where it is on the map.
    pub coordinates: Option<Coordinates>,
    /// How to reach it.
    pub contacts: Contacts,
    /// What to sort it by, where the name does not do.
    pub sort_as: Option<Localized<String>>,
    /// The clusters it belongs to.
    pub memberships: Vec<Membership>,
}

/// An organisation's place in a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// The cluster.
    pub cluster: Slug,
    /// What the organisation is to it.
    pub role: Role,
    /// Since when.
    pub since: Option<PartialDate>,
    /// Until when; a past membership.
    pub until: Option<PartialDate>,
    /// Who says so.
    pub source: Option<Source>,
}
