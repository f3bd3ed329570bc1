//! The fixed lists of names that keys choose from. Never the keys.

use crate::content::{EventStatus, LegalForm, OrganisationType, Precision, ProjectStatus, Role};
use crate::seed::fields::Named;
use crate::text::Lang;

macro_rules! named {
    ($($type:ty),+) => {
        $(impl Named for $type {
            fn read(text: &str) -> Option<Self> {
                Self::from_name(text)
            }
            fn names() -> Vec<&'static str> {
                Self::ALL.iter().map(|member| member.name()).collect()
            }
        })+
    };
}
named!(EventStatus, OrganisationType, Precision, ProjectStatus, Role);

impl Named for LegalForm {
    fn read(text: &str) -> Option<Self> {
        let labelled = |form: &&Self| Lang::ALL.iter().any(|lang| form.label(*lang) == text);
        Self::from_name(text).or_else(|| Self::ALL.iter().find(labelled).copied())
    }
    fn names() -> Vec<&'static str> {
        Self::ALL.iter().map(|form| form.label(Lang::Bg)).collect()
    }
}
