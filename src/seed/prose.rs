//! Markdown files: one record from the files of its languages. Never keeps a body.

use super::context::{Context, File};
use super::fields::Fields;
use super::layout::{self, Name, Prose, Role};
use super::places::{self, BodyFile, Places};
use super::reader::{declare, file_slug, open, stated_slug};
use super::source::MAX_FILE;
use super::syntax::{self, NoFront, Parts};
use super::value::{Side, Style};
use super::{body, codes, records, say, say_files};
use crate::content::{Catalogue, Kind, PartialDate, Slug};
use crate::diagnostic::{Diagnostic, Words};
use crate::text::Lang;

/// Bytes of the files being read, used again for the next.
#[derive(Default)]
pub struct Buffers {
    first: Vec<u8>,
    second: Vec<u8>,
}

/// Translations of one text: neighbours in the listing with the same stem.
pub struct Group<'p> {
    files: std::ops::Range<u32>,
    kind: Prose<'p>,
    stem: &'p str,
}

impl<'p> Group<'p> {
    /// The group that begins with file `first`.
    pub fn new(cx: &Context, first: u32, kind: Prose<'p>, name: Name<'p>) -> Self {
        let total = cx.listing.count() as u32;
        let same = |number: &u32| match layout::role(cx.listing.path(*number)) {
            Role::Prose(other, next) => other == kind && next.stem == name.stem,
            _ => false,
        };
        let end = (first + 1..total).find(|number| !same(number)).unwrap_or(total);
        Self { files: first..end, kind, stem: name.stem }
    }

    /// The first file behind the group.
    pub const fn end(&self) -> u32 {
        self.files.end
    }
}

/// A Markdown file taken apart.
struct Opened<'t> {
    file: File<'t>,
    base: usize,
    table: Option<toml::Spanned<toml::de::DeTable<'t>>>,
    body: BodyFile,
}

impl Opened<'_> {
    /// Its keys, if they could be read.
    fn side(&self) -> Option<Side<'_>> {
        let table = self.table.as_ref()?.get_ref();
        Some(Side { file: self.file, base: self.base, table, span: None })
    }
}

/// Reads one record with its translations.
pub fn read(cx: &Context, group: &Group<'_>, buffers: &mut Buffers, catalogue: &mut Catalogue, places: &mut Places) {
    let Buffers { first, second } = buffers;
    let opened = open_all(cx, group, first, second);
    let bodies: Vec<BodyFile> = opened.iter().map(|one| one.body).collect();
    let Some(main) = opened.first() else {
        return;
    };
    if let Prose::About(id) = group.kind {
        return about(cx, id, &opened, &bodies, places);
    }
    let Some(named) = named(cx, group, &main.file) else {
        return;
    };
    let Some(side) = main.side() else {
        return declare(cx, &named.slug, named.kind, &main.file, None);
    };
    let (slug, span) = stated_slug(cx, side, named.slug);
    declare(cx, &slug, named.kind, &main.file, span);
    places.add(&slug, Some(main.file.number), &bodies);
    let fields = Fields::new(cx, Style::PerFile, side, opened.get(1).and_then(Opened::side));
    match group.kind {
        Prose::Event => catalogue.events.push(records::event(fields, slug, named.date)),
        Prose::Page(cluster) => {
            let cluster = cluster.and_then(|id| Slug::new(id).ok());
            catalogue.pages.push(records::page(fields, slug, cluster, named.order));
        }
        Prose::Article | Prose::About(_) => catalogue.articles.push(records::article(fields, slug, named.date)),
    }
}

/// The files of a group, that of the default language first, no language twice.
fn open_all<'b>(
    cx: &'b Context,
    group: &Group<'_>,
    first: &'b mut Vec<u8>,
    second: &'b mut Vec<u8>,
) -> Vec<Opened<'b>> {
    let mut files = group.files.clone();
    let one = files.next().and_then(|number| take(cx, number, first));
    let two = files.next().and_then(|number| take(cx, number, second));
    // A third file has a language that the others have, or one that the kiosk does not have.
    let mut third = Vec::new();
    for number in files {
        if let Some(opened) = take(cx, number, &mut third) {
            refuse_language(cx, &opened);
        }
    }
    let mut opened: Vec<Opened<'_>> = [one, two].into_iter().flatten().collect();
    opened.sort_by_key(|one| one.file.lang != cx.default_language);
    if let [first, second, ..] = opened.as_slice()
        && first.file.lang == second.file.lang
    {
        refuse_language(cx, second);
        opened.truncate(1);
    }
    opened
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
            let diagnostic = Diagnostic::new(codes::FRONT_MATTER, file.place(0..3), say_files::front(reason));
            cx.report(diagnostic.with_help(say_files::front_help()));
            return Some(Opened { file, base: 0, table: None, body });
        }
    };
    let table = syntax::parse(cx, &file, parts.keys.clone());
    let stated = table.as_ref().and_then(|table| table.get_ref().get("lang")?.get_ref().as_str());
    if let Some(stated) = stated {
        file.lang = language(cx, &file, Some(stated));
    }
    let is_draft = || table.as_ref()?.get_ref().get("draft")?.get_ref().as_bool();
    if is_draft() != Some(true) {
        body::placeholder(cx, &file, parts.body.clone());
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
        if let Some(side) = one.side() {
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
