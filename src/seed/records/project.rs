//! `projects/ID.toml`. Never converts an amount: it keeps the currency it was stated in.

use toml::de::DeValue;

use super::event::check_order;
use crate::content::{Budget, Project, ProjectStatus, Slug};
use crate::diagnostic::Words;
use crate::seed::fields::Fields;
use crate::seed::references::Kinds;
use crate::seed::say::Wanted;
use crate::seed::value::Form;
use crate::seed::{codes, head};

/// A project.
pub fn project(mut fields: Fields<'_>, slug: Slug) -> Project {
    let f = &mut fields;
    let record = Project {
        head: head::head(f, slug),
        aliases: f.texts("aliases"),
        number: f.text("number", Form::Name),
        programme: f.localized("programme", Form::Name),
        part_of: f.reference("part_of", Kinds::PROJECT),
        fund: f.localized("fund", Form::Name),
        agency: f.reference("agency", Kinds::BODY),
        budget: budget(f),
        start: f.date("start"),
        end: f.date("end"),
        duration: f.localized("duration", Form::Name),
        clusters: f.references("clusters", Kinds::CLUSTER),
        beneficiaries: f.references("beneficiaries", Kinds::PARTY),
        partners: f.references("partners", Kinds::PARTY),
        publicity: f.localized("publicity", Form::Prose),
        status: f.named("status").unwrap_or(ProjectStatus::Unknown),
    };
    check_order(f, "start", record.start.as_ref(), "end", record.end.as_ref());
    fields.finish();
    record
}

/// `[budget]`
fn budget(fields: &mut Fields<'_>) -> Option<Budget> {
    let mut table = fields.table("budget")?;
    for key in ["amount", "currency"] {
        if !table.has(key) {
            table.missing(key);
        }
    }
    let cents = cents(&mut table);
    let currency = table.text("currency", Form::Name);
    if let Some(currency) = &currency
        && !(currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase()))
    {
        let message = crate::seed::say::unknown_name(currency);
        let help = Words::new("три главни букви: BGN, EUR, USD", "three capital letters: BGN, EUR, USD");
        head::refuse(&table, "currency", codes::UNKNOWN_NAME, message, Some(help));
    }
    table.finish();
    Some(Budget { cents: cents?, currency: currency? })
}

fn cents(table: &mut Fields<'_>) -> Option<i64> {
    let value = table.value("amount")?;
    if !matches!(value.value.get_ref(), DeValue::Integer(_) | DeValue::Float(_)) {
        value.wrong_type(table.cx, Wanted::Amount);
        return None;
    }
    let raw = value.raw().replace('_', "");
    let (units, rest) = raw.split_once('.').unwrap_or((&raw, "00"));
    let found = match (units.parse::<i64>(), rest.len()) {
        (Ok(units), 1) => rest.parse::<i64>().ok().map(|tenths| (units, tenths * 10)),
        (Ok(units), 2) => rest.parse::<i64>().ok().map(|cents| (units, cents)),
        _ => None,
    };
    let cents = found.and_then(|(units, cents)| units.checked_mul(100)?.checked_add(cents)).filter(|cents| *cents >= 0);
    if cents.is_none() {
        let message = Words::new(
            "сумата е число с най-много два знака след точката",
            "the amount is a number with at most two digits behind the point",
        );
        value.report(table.cx, codes::BAD_NUMBER, message, None);
    }
    cents
}
