//! Goes through the files of a seed, one record at a time. Never stops at an error, never keeps a file's text.

use super::context::{Context, File, PLACES};
use super::fields::Fields;
use super::layout::{self, Name, Prose, Role, Structured};
use super::places::{self, BodyFile, Places};
use super::references::Declared;
use super::source::{MAX_FILE, MAX_SHEET, Why};
use super::syntax::{self, NoFront, Parts};
use super::value::{Side, Style};
use super::{Progress, body, codes, encoding, records, resolve, say, sheet};
use crate::content::{Catalogue, Kind, PartialDate, Slug};
use crate::diagnostic::{Diagnostic, Place, Words};
use crate::text::Lang;

/// After so many files the progress is told.
const STEP: u32 = 64;

/// Reads every file but `kiosk.toml` into `catalogue` and `places`.
pub fn read(cx: &Context, catalogue: &mut Catalogue, places: &mut Places, progress: &mut dyn FnMut(Progress)) {
    let total = cx.listing.count() as u32;
    let mut buffers = Buffers::default();
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
                if let Some(file) = open(cx, number, MAX_SHEET, &mut buffers.first) {
                    sheet::read(cx, &file, catalogue, places);
                }
            }
            Role::Structured(kind, id) => {
                if let Some(slug) = file_slug(cx, path, id) {
                    structured(cx, number, kind, slug, &mut buffers.first, catalogue, places);
                }
            }
            Role::Prose(kind, name) => {
                next = group_end(cx, number, kind, name);
                let group = Group { files: number..next, kind, stem: name.stem };
                prose(cx, &group, &mut buffers, catalogue, places);
            }
        }
        number = next;
    }
    progress(Progress { done: total, total });
}

/// Bytes of the files being read, used again for the next.
#[derive(Default)]
struct Buffers {
    first: Vec<u8>,
    second: Vec<u8>,
}

/// Translations of one text: neighbours in the listing with the same stem.
struct Group<'p> {
    files: std::ops::Range<u32>,
    kind: Prose<'p>,
    stem: &'p str,
}

fn group_end(cx: &Context, first: u32, kind: Prose<'_>, name: Name<'_>) -> u32 {
    let same = |number: &u32| match layout::role(cx.listing.path(*number)) {
        Role::Prose(other, next) => other == kind && next.stem == name.stem,
        _ => false,
    };
    (first + 1..cx.listing.count() as u32).find(|number| !same(number)).unwrap_or(cx.listing.count() as u32)
}

/// The file's text, or a report why there is none.
pub fn open<'b>(cx: &'b Context, number: u32, limit: usize, bytes: &'b mut Vec<u8>) -> Option<File<'b>> {
    let path = cx.listing.path(number);
    let whole = || Place { path: path.into(), at: None };
    if let Err(why) = cx.source.read(path, limit, bytes) {
        let (message, help) = say::unlisted(&why);
        let code = if matches!(why, Why::Size(_)) { codes::TOO_LARGE } else { codes::UNREADABLE };
        cx.report(Diagnostic::new(code, whole(), message).with_help(help));
        return None;
    }
    cx.budget.set(PLACES);
    match encoding::decode(bytes) {
        Ok(text) => Some(File { number, path, text, lang: cx.default_language, budget: &cx.budget }),
        Err(reason) => {
            let (message, help) = say::encoding(reason);
            cx.report(Diagnostic::new(codes::ENCODING, whole(), message).with_help(help));
            None
        }
    }
}

fn unknown_file(cx: &Context, path: &str) {
    let message = Words::new("този файл не е част от съдържанието", "this file is no part of the content");
    let place = Place { path: path.into(), at: None };
    cx.report(Diagnostic::new(codes::UNKNOWN_FILE, place, message).with_help(say::folders()));
}

/// The identifier in a file's name.
fn file_slug(cx: &Context, path: &str, stem: &str) -> Option<Slug> {
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
fn stated_slug(cx: &Context, side: Side<'_>, of_name: Slug) -> (Slug, Option<(u32, u32)>) {
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

/// A Markdown file taken apart.
struct Opened<'t> {
    file: File<'t>,
    base: usize,
    table: Option<toml::Spanned<toml::de::DeTable<'t>>>,
    body: BodyFile,
}

fn prose(cx: &Context, group: &Group<'_>, buffers: &mut Buffers, catalogue: &mut Catalogue, places: &mut Places) {
    let Buffers { first, second } = buffers;
    let mut files = group.files.clone();
    let one = files.next().and_then(|number| take(cx, number, first));
    let two = files.next().and_then(|number| take(cx, number, second));
    // A third file has a language that the others have, or one that the kiosk does not have.
    let mut third = Vec::new();
    for number in files {
        let _ = take(cx, number, &mut third).map(|opened| refuse_language(cx, &opened));
    }
    let mut opened: Vec<Opened<'_>> = [one, two].into_iter().flatten().collect();
    opened.sort_by_key(|one| one.file.lang != cx.default_language);
    if let [first, second, ..] = opened.as_slice()
        && first.file.lang == second.file.lang
    {
        refuse_language(cx, second);
        opened.truncate(1);
    }
    let bodies: Vec<BodyFile> = opened.iter().map(|one| one.body).collect();
    let Some(main) = opened.first() else {
        return;
    };
    let main_file = main.file;
    if let Prose::About(id) = group.kind {
        return about(cx, id, &opened, &bodies, places);
    }
    let Some(named) = named(cx, group, &main_file) else {
        return;
    };
    let Some(table) = &main.table else {
        return declare(cx, &named.slug, named.kind, &main_file, None);
    };
    let main_side = Side { file: main_file, base: main.base, table: table.get_ref(), span: None };
    let other = opened.get(1).and_then(|other| {
        Some(Side { file: other.file, base: other.base, table: other.table.as_ref()?.get_ref(), span: None })
    });
    let (slug, span) = stated_slug(cx, main_side, named.slug);
    declare(cx, &slug, named.kind, &main_file, span);
    places.add(&slug, Some(main_file.number), &bodies);
    let fields = Fields::new(cx, Style::PerFile, main_side, other);
    match group.kind {
        Prose::Event => catalogue.events.push(records::event(fields, slug, named.date)),
        Prose::Page(cluster) => {
            let cluster = cluster.and_then(|id| Slug::new(id).ok());
            catalogue.pages.push(records::page(fields, slug, cluster, named.order));
        }
        Prose::Article | Prose::About(_) => catalogue.articles.push(records::article(fields, slug, named.date)),
    }
}

/// Reads one Markdown file and checks its body.
fn take<'b>(cx: &'b Context, number: u32, bytes: &'b mut Vec<u8>) -> Option<Opened<'b>> {
    let mut file = open(cx, number, MAX_FILE, bytes)?;
    let Role::Prose(kind, name) = layout::role(file.path) else {
        return None;
    };
    file.lang = language(cx, &file, name.lang);
    let body = BodyFile { file: number, lang: file.lang, checksum: places::checksum(file.text) };
    let parts = match syntax::split(file.text) {
        Ok(parts) => parts,
        Err(NoFront::Missing) if matches!(kind, Prose::About(_)) => Parts { keys: 0..0, body: 0..file.text.len() },
        Err(reason) => {
            let diagnostic = Diagnostic::new(codes::FRONT_MATTER, file.place(0..3), say::front(reason));
            cx.report(diagnostic.with_help(say::front_help()));
            return Some(Opened { file, base: 0, table: None, body });
        }
    };
    let table = syntax::parse(cx, &file, parts.keys.clone());
    let stated = table.as_ref().and_then(|table| table.get_ref().get("lang")?.get_ref().as_str());
    if let Some(stated) = stated {
        file.lang = language(cx, &file, Some(stated));
    }
    body::check(cx, &file, parts.body);
    Some(Opened { file, base: parts.keys.start, table, body: BodyFile { lang: file.lang, ..body } })
}

/// The language a name or key states; the default one where none is stated or a wrong one, which is reported.
fn language(cx: &Context, file: &File<'_>, stated: Option<&str>) -> Lang {
    let Some(stated) = stated else {
        return cx.default_language;
    };
    let known = Lang::from_code(stated).filter(|lang| cx.languages.contains(lang));
    known.unwrap_or_else(|| {
        let codes: Vec<&str> = cx.languages.iter().map(|lang| lang.code()).collect();
        let help = say::known_names(stated, &codes);
        cx.report(
            Diagnostic::new(codes::UNKNOWN_LANGUAGE, file.whole(), say::unknown_language(stated)).with_help(help),
        );
        cx.default_language
    })
}

fn refuse_language(cx: &Context, opened: &Opened<'_>) {
    let code = opened.file.lang.code();
    let message = Words::new(
        format!("този запис вече има файл на езика ‘{code}’"),
        format!("this record has another file in the language ‘{code}’"),
    );
    cx.report(Diagnostic::new(codes::SAME_LANGUAGE_TWICE, opened.file.whole(), message));
}

/// The prose of a cluster: only a body.
fn about(cx: &Context, id: &str, opened: &[Opened<'_>], bodies: &[BodyFile], places: &mut Places) {
    for one in opened {
        if let Some(table) = &one.table {
            let side = Side { file: one.file, base: one.base, table: table.get_ref(), span: None };
            Fields::new(cx, Style::PerFile, side, None).finish();
        }
    }
    if let Ok(slug) = Slug::new(id) {
        places.add(&slug, None, bodies);
    }
}

/// What the name of a Markdown file says.
struct Named {
    kind: Kind,
    slug: Slug,
    date: Option<PartialDate>,
    order: Option<u32>,
}

fn named(cx: &Context, group: &Group<'_>, file: &File<'_>) -> Option<Named> {
    let (kind, date, order, rest) = match group.kind {
        Prose::Page(_) => {
            let (order, rest) = layout::order_and_rest(group.stem);
            (Kind::Page, None, order, rest)
        }
        Prose::Event => {
            let (date, rest) = layout::date_and_rest(group.stem);
            (Kind::Event, date, None, rest)
        }
        Prose::Article | Prose::About(_) => {
            let (date, rest) = layout::date_and_rest(group.stem);
            (Kind::Article, date, None, rest)
        }
    };
    let slug = file_slug(cx, file.path, rest)?;
    let read = date.map(PartialDate::parse).transpose();
    if let Err(error) = &read {
        let (message, help) = say::bad_date(error);
        cx.report(Diagnostic::new(codes::BAD_DATE, file.whole(), message).with_help(help));
    }
    Some(Named { kind, slug, date: read.ok().flatten(), order })
}
