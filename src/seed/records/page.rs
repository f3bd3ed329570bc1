//! `pages/NN-slug.LANG.md` of a cluster or of the kiosk. Never its text.

use crate::content::{Page, Slug};
use crate::seed::fields::Fields;
use crate::seed::head;

/// A page; `order` is the one of the file's name.
pub fn page(mut fields: Fields<'_>, slug: Slug, cluster: Option<Slug>, order: Option<u32>) -> Page {
    let head = head::head(&mut fields, slug);
    let stated = fields.integer("order", 0..=i64::from(u32::MAX)).and_then(|order| u32::try_from(order).ok());
    fields.finish();
    // Pages without a number come behind the numbered ones.
    Page { head, cluster, order: stated.or(order).unwrap_or(u32::MAX) }
}
