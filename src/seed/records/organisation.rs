//! `organisations/ID.toml` and the rows of `organisations.csv`. Never the clusters it belongs to.

use crate::content::{Coordinates, Membership, Organisation, OrganisationType, Role, Slug};
use crate::diagnostic::Words;
use crate::seed::fields::Fields;
use crate::seed::references::Kinds;
use crate::seed::say::Wanted;
use crate::seed::value::{Form, Style, Value};
use crate::seed::{codes, contacts, head};

/// An organisation.
pub fn organisation(mut fields: Fields<'_>, slug: Slug) -> Organisation {
    let f = &mut fields;
    let record = Organisation {
        head: head::head(f, slug),
        aliases: f.texts("aliases"),
        abbreviation: f.localized("abbreviation", Form::Name),
        legal_form: f.named("legal_form"),
        type_: type_(f),
        sectors: head::sectors(f),
        products: f.localized_list("products", Form::Name),
        parent: f.reference("parent", Kinds::BODY),
        address: contacts::address(f),
        coordinates: coordinates(f),
        contacts: contacts::contacts(f),
        sort_as: f.localized("sort_as", Form::Name),
        memberships: f.tables("membership").into_iter().filter_map(membership).collect(),
    };
    fields.finish();
    record
}

fn type_(fields: &mut Fields<'_>) -> OrganisationType {
    if !fields.has("type") {
        fields.value("type");
        fields.missing("type");
    }
    fields.named("type").unwrap_or(OrganisationType::Other)
}

/// `[[membership]]`
fn membership(mut fields: Fields<'_>) -> Option<Membership> {
    let f = &mut fields;
    let cluster = f.reference("cluster", Kinds::CLUSTER);
    if cluster.is_none() && !f.has("cluster") {
        f.missing("cluster");
    }
    let role = f.named("role").unwrap_or(Role::Member);
    let (since, until, source) = (f.date("since"), f.date("until"), contacts::source(f));
    super::event::check_order(f, "since", since.as_ref(), "until", until.as_ref());
    fields.finish();
    Some(Membership { cluster: cluster?, role, since, until, source })
}

/// `coordinates = [42.5, 24.1]`; in a spreadsheet `42.5, 24.1`.
fn coordinates(fields: &mut Fields<'_>) -> Option<Coordinates> {
    let value = fields.value("coordinates")?;
    let cx = fields.cx;
    let parts: Vec<i64> = if fields.style == Style::Sheet {
        let (text, _) = value.string(cx, Wanted::Coordinates)?;
        text.split([',', ' ']).filter(|part| !part.is_empty()).filter_map(millionths).collect()
    } else {
        let values = value.values(cx, Wanted::Coordinates);
        values.into_iter().map(Value::raw).filter_map(millionths).collect()
    };
    let fits = |degrees: i64, most: i64| degrees.abs() <= most * 1_000_000;
    match parts.as_slice() {
        [north, east] if fits(*north, 90) && fits(*east, 180) => {
            Some(Coordinates { latitude: *north as i32, longitude: *east as i32 })
        }
        _ => {
            let message = Words::new(
                "тук се очакват ширина (до 90) и дължина (до 180) в градуси: [42.5, 24.1]",
                "latitude (up to 90) and longitude (up to 180) in degrees are expected here: [42.5, 24.1]",
            );
            value.report(cx, codes::BAD_NUMBER, message, None);
            None
        }
    }
}

/// A decimal number × 1,000,000, without the detour over binary fractions.
fn millionths(text: &str) -> Option<i64> {
    let (sign, digits) = text.trim().strip_prefix('-').map_or((1, text.trim()), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.chars().any(|c| !c.is_ascii_digit()) {
        return None;
    }
    let fraction: String = fraction.chars().chain("000000".chars()).take(6).collect();
    Some(sign * (i64::from(whole.parse::<u32>().ok()?) * 1_000_000 + fraction.parse::<i64>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::millionths;

    #[test]
    fn degrees_are_read_exactly() {
        assert_eq!(millionths("42.5"), Some(42_500_000));
        assert_eq!(millionths("-0.0000019"), Some(-1));
        assert_eq!(millionths("24"), Some(24_000_000));
        for bad in ["", "x", "1e5", "4.2.1", "--1", "4 2"] {
            assert_eq!(millionths(bad), None, "{bad}");
        }
    }
}
