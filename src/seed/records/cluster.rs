//! `clusters/ID/cluster.toml`. Never the prose beside it.

use crate::content::{Claim, Cluster, Qualifier, Slug};
use crate::seed::fields::Fields;
use crate::seed::references::{Count, Kinds};
use crate::seed::value::Form;
use crate::seed::{codes, contacts, head, say};

/// A cluster.
pub fn cluster(mut fields: Fields<'_>, slug: Slug) -> Cluster {
    let f = &mut fields;
    let record = Cluster {
        claims: claims(f, &slug),
        head: head::head(f, slug),
        aliases: f.texts("aliases"),
        abbreviation: f.localized("abbreviation", Form::Name),
        legal_form: f.named("legal_form"),
        founded: f.date("founded"),
        founders: f.references("founders", Kinds::PARTY),
        mission: f.localized("mission", Form::Prose),
        goals: f.localized_list("goals", Form::Prose),
        challenges: f.localized_list("challenges", Form::Prose),
        region: f.localized("region", Form::Name),
        sectors: head::sectors(f),
        contacts: contacts::contacts(f),
        address: contacts::address(f),
        hours: f.localized("hours", Form::Prose),
    };
    fields.finish();
    record
}

/// `[[claim]]`
fn claims(fields: &mut Fields<'_>, cluster: &Slug) -> Vec<Claim> {
    fields.tables("claim").into_iter().filter_map(|table| claim(table, cluster)).collect()
}

fn claim(mut fields: Fields<'_>, cluster: &Slug) -> Option<Claim> {
    let f = &mut fields;
    let metric = f.text("metric", Form::Name);
    let label = f.localized("label", Form::Name);
    let place = f.value("value");
    let value = f.integer("value", i64::MIN / 2..=i64::MAX / 2);
    let qualifier = qualifier(f);
    let as_of = f.date("as_of");
    let source = contacts::source(f);
    for (key, found) in [("metric", metric.is_some()), ("label", label.is_some()), ("value", place.is_some())] {
        if !found && !f.has(key) {
            f.missing(key);
        }
    }
    let cx = f.cx;
    fields.finish();
    let (metric, value, label) = (metric?, value?, label?);
    // Only an exact figure of today can be held against the list of today.
    if metric == "members" && qualifier == Qualifier::Exactly {
        let (span, file) = (place?.span(), place?.side.file.number);
        let count = Count { cluster: cluster.clone(), value, file, span: (span.start as u32, span.end as u32) };
        cx.references.borrow_mut().counts.push(count);
    }
    Some(Claim { metric, label, value, qualifier, as_of, source })
}

fn qualifier(fields: &mut Fields<'_>) -> Qualifier {
    let Some(text) = fields.text("qualifier", Form::Name) else {
        return Qualifier::Exactly;
    };
    match text.as_str() {
        ">" => Qualifier::Over,
        "~" => Qualifier::About,
        "=" => Qualifier::Exactly,
        other => {
            let help = say::known_names(other, &[">", "~", "="]);
            head::refuse(fields, "qualifier", codes::UNKNOWN_NAME, say::unknown_name(other), Some(help));
            Qualifier::Exactly
        }
    }
}
