//! Goes through the files of a seed, one record at a time. Never stops at an error, never keeps a file's text.

use super::context::{Context, File, PLACES};
use super::fields::Fields;
use super::layout::{self, Role, Structured};
use super::places::Places;
use super::prose::{self, Buffers, Group};
use super::references::Declared;
use super::source::{MAX_FILE, MAX_SHEET, Why};
use super::value::{Side, Style};
use super::{Progress, codes, encoding, records, resolve, say, say_files, sheet, syntax};
use crate::content::{Catalogue, Kind, Slug};
use crate::diagnostic::{Diagnostic, Place, Words};

/// After so many files the progress is told.
const STEP: u32 = 64;

/// Reads every file but `kiosk.toml` into `catalogue` and `places`.
pub fn read(cx: &Context, catalogue: &mut Catalogue, places: &mut Places, progress: &mut dyn FnMut(Progress)) {
    cx.reading_ahead(|| files(cx, catalogue, places, progress));
}

fn files(cx: &Context, catalogue: &mut Catalogue, places: &mut Places, progress: &mut dyn FnMut(Progress)) {
    let total = cx.listing.count() as u32;
    let (mut buffers, mut bytes) = (Buffers::default(), Vec::new());
    let mut number = 0;
    while number < total {
        if number % STEP == 0 {
            progress(Progress { done: number, total });
        }
        let path = cx.listing.path(number);
        let mut next = number + 1;
        match layout::role(path) {
            Role::Kiosk | Role::Media => {}
            Role::Unknown => unknown_file(cx, path),
            Role::Sheet => {
                if let Some(file) = open(cx, number, MAX_SHEET, &mut bytes) {
                    sheet::read(cx, &file, catalogue, places);
                }
            }
            Role::Structured(kind, id) => {
                if let Some(slug) = file_slug(cx, path, id) {
                    structured(cx, number, kind, slug, &mut bytes, catalogue, places);
                }
            }
            Role::Prose(kind, name) => {
                let group = Group::new(cx, number, kind, name);
                next = group.end();
                prose::read(cx, &group, &mut buffers, catalogue, places);
            }
        }
        number = next;
    }
    progress(Progress { done: total, total });
}

/// The file's text, or a report why there is none.
pub fn open<'b>(cx: &'b Context, number: u32, limit: usize, bytes: &'b mut Vec<u8>) -> Option<File<'b>> {
    let path = cx.listing.path(number);
    let whole = || Place { path: path.into(), at: None };
    if let Err(why) = cx.read(number, limit, bytes) {
        let (message, help) = say_files::unlisted(&why);
        let code = if matches!(why, Why::Size(_)) { codes::TOO_LARGE } else { codes::UNREADABLE };
        cx.report(Diagnostic::new(code, whole(), message).with_help(help));
        return None;
    }
    cx.budget.set(PLACES);
    match encoding::decode(bytes) {
        Ok(text) => Some(File { number, path, text, lang: cx.default_language, budget: &cx.budget }),
        Err(reason) => {
            let (message, help) = say_files::encoding(reason, path);
            cx.report(Diagnostic::new(codes::ENCODING, whole(), message).with_help(help));
            None
        }
    }
}

fn unknown_file(cx: &Context, path: &str) {
    let message = Words::new("този файл не е част от съдържанието", "this file is no part of the content");
    let place = Place { path: path.into(), at: None };
    cx.report(Diagnostic::new(codes::UNKNOWN_FILE, place, message).with_help(say_files::folders()));
}

/// The identifier in a file's name.
pub fn file_slug(cx: &Context, path: &str, stem: &str) -> Option<Slug> {
    let slug = Slug::new(stem).ok();
    if slug.is_none() {
        let place = Place { path: path.into(), at: None };
        cx.report(Diagnostic::new(codes::BAD_FILE_NAME, place, say::bad_slug(stem)).with_help(say::try_slug(stem)));
    }
    slug
}

/// Makes the record known; reports if another has its name.
pub fn declare(cx: &Context, slug: &Slug, kind: Kind, file: &File<'_>, span: Option<(u32, u32)>) {
    let first = cx.references.borrow_mut().declare(slug, Declared { kind, file: file.number, span });
    if let Some(first) = first {
        let here = match span {
            Some((from, to)) => file.place(from as usize..to as usize),
            None => file.whole(),
        };
        resolve::duplicate(cx, slug, here, first);
    }
}

fn structured(
    cx: &Context,
    number: u32,
    kind: Structured,
    slug: Slug,
    bytes: &mut Vec<u8>,
    catalogue: &mut Catalogue,
    places: &mut Places,
) {
    let Some(file) = open(cx, number, MAX_FILE, bytes) else {
        return;
    };
    let table = syntax::parse(cx, &file, 0..file.text.len());
    let record_kind = match kind {
        Structured::Cluster => Kind::Cluster,
        Structured::Organisation => Kind::Organisation,
        Structured::Person => Kind::Person,
        Structured::Project => Kind::Project,
    };
    let Some(table) = table else {
        return declare(cx, &slug, record_kind, &file, None);
    };
    let side = Side { file, base: 0, table: table.get_ref(), span: None };
    let (slug, span) = stated_slug(cx, side, slug);
    declare(cx, &slug, record_kind, &file, span);
    places.add(&slug, Some(number), &[]);
    let fields = Fields::new(cx, Style::Inline, side, None);
    match kind {
        Structured::Cluster => catalogue.clusters.push(records::cluster(fields, slug)),
        Structured::Organisation => catalogue.organisations.push(records::organisation(fields, slug)),
        Structured::Person => catalogue.people.push(records::person(fields, slug)),
        Structured::Project => catalogue.projects.push(records::project(fields, slug)),
    }
}

/// The identifier that the keys state, or else the one of the file's name.
pub fn stated_slug(cx: &Context, side: Side<'_>, of_name: Slug) -> (Slug, Option<(u32, u32)>) {
    let Some(value) = side.get("slug") else {
        return (of_name, None);
    };
    let Some((text, span)) = value.string(cx, say::Wanted::Reference) else {
        return (of_name, None);
    };
    let Ok(slug) = Slug::new(text.trim()) else {
        value.report(cx, codes::BAD_SLUG, say::bad_slug(text), say::try_slug(text));
        return (of_name, None);
    };
    (slug, Some((span.start as u32, span.end as u32)))
}
