//! What can be checked only when every file has been read: references, and figures against lists. Never repairs.

use std::cell::Cell;
use std::collections::HashMap;

use super::context::{Context, File};
use super::references::{Count, Declared, References, Use};
use super::source::MAX_SHEET;
use super::{codes, encoding, say};
use crate::content::{Catalogue, Slug};
use crate::diagnostic::{Diagnostic, Place, Words};
use crate::text::{Lang, nearest};

/// So many wrong references get a suggestion: each costs a walk through all names.
const MAX_SUGGESTIONS: usize = 50;

/// Reports references to nothing, to a record of a wrong kind, and to itself.
pub fn references(cx: &Context, references: &References) {
    let mut suggestions = 0;
    for used in &references.uses {
        let name = references.name(used.name);
        let diagnostic = match references.declared(used.name) {
            None if !cx.wants(codes::UNKNOWN_REFERENCE, cx.listing.path(used.file)) => continue,
            None => {
                suggestions += 1;
                let wanted = (suggestions <= MAX_SUGGESTIONS).then(|| references.declared_names(used.kinds));
                let near = wanted.and_then(|names| nearest(name, names));
                let message = Words::new(format!("няма запис ‘{name}’"), format!("there is no record ‘{name}’"));
                Diagnostic::new(codes::UNKNOWN_REFERENCE, place_of(cx, used), message).with_help(near.map(say::perhaps))
            }
            Some(declared) if !used.kinds.has(declared.kind) => wrong_kind(cx, used, name, declared),
            Some(_) if used.owner == Some(used.name) => {
                let message = Words::new("записът сочи към себе си", "the record refers to itself");
                Diagnostic::new(codes::SELF_REFERENCE, place_of(cx, used), message)
            }
            Some(_) => continue,
        };
        cx.report(diagnostic);
    }
}

fn wrong_kind(cx: &Context, used: &Use, name: &str, declared: Declared) -> Diagnostic {
    let wanted =
        |lang: Lang, or: &str| used.kinds.iter().map(|kind| say::kind(kind, lang)).collect::<Vec<_>>().join(or);
    let message = Words::new(
        format!("‘{name}’ е {}, а тук се очаква {}", say::kind(declared.kind, Lang::Bg), wanted(Lang::Bg, " или ")),
        format!("‘{name}’ is {}, expected {}", say::kind(declared.kind, Lang::En), wanted(Lang::En, " or ")),
    );
    let second = place(cx, declared.file, declared.span);
    let label = Words::new("записът е тук", "the record is here");
    Diagnostic::new(codes::WRONG_KIND, place_of(cx, used), message).with_second(second, label)
}

fn place_of(cx: &Context, used: &Use) -> Place {
    place(cx, used.file, Some(used.span))
}

/// The place of these bytes of a file that has been read before; the file as a whole if it is gone.
pub fn place(cx: &Context, file: u32, span: Option<(u32, u32)>) -> Place {
    let path = cx.listing.path(file);
    let mut bytes = Vec::new();
    let read = cx.source.read(path, MAX_SHEET, &mut bytes);
    let text = read.ok().and_then(|()| encoding::decode(&bytes).ok()).unwrap_or_default();
    let budget = Cell::new(1);
    let file = File { number: file, path, text, lang: cx.default_language, budget: &budget };
    match span {
        Some((from, to)) if !text.is_empty() => file.place(from as usize..to as usize),
        _ => file.whole(),
    }
}

/// Notes stated numbers of members that differ from the list.
pub fn counts(cx: &Context, counts: &[Count], catalogue: &Catalogue) {
    let mut members: HashMap<&Slug, i64> = HashMap::new();
    for membership in catalogue.organisations.iter().flat_map(|organisation| &organisation.memberships) {
        if membership.until.is_none() && membership.role != crate::content::Role::Partner {
            *members.entry(&membership.cluster).or_default() += 1;
        }
    }
    for count in counts {
        let listed = members.get(&count.cluster).copied().unwrap_or_default();
        if listed != count.value {
            let (stated, cluster) = (count.value, &count.cluster);
            let message = Words::new(
                format!("тук са посочени {stated} членове, а в списъка на ‘{cluster}’ има {listed}"),
                format!("{stated} members are stated here, the list of ‘{cluster}’ has {listed}"),
            );
            cx.report(Diagnostic::new(codes::CLAIM_DIFFERS, place(cx, count.file, Some(count.span)), message));
        }
    }
}

/// Reports that `slug` is taken.
pub fn duplicate(cx: &Context, slug: &Slug, here: Place, first: Declared) {
    let message = Words::new(
        format!("идентификаторът ‘{slug}’ вече е зает"),
        format!("the identifier ‘{slug}’ is taken already"),
    );
    let help = Words::new(
        "преименувайте единия файл или дайте на записа slug = \"…\"",
        "rename one of the files, or give the record slug = \"…\"",
    );
    let label = Words::new("първият запис", "the first record");
    let diagnostic = Diagnostic::new(codes::DUPLICATE_SLUG, here, message).with_help(help);
    cx.report(diagnostic.with_second(place(cx, first.file, first.span), label));
}
