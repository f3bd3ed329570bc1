//! The seed: a folder of files that an edition is made from. Reads all of it, reports every problem of every file in one
//! run, and gives a catalogue when there is no error. Only [`source`] reads the disk; never writes, never knows sled.

mod ahead;
mod body;
pub mod codes;
mod contacts;
mod context;
mod dates;
mod encoding;
mod fields;
mod head;
mod layout;
mod places;
mod prose;
mod reader;
mod records;
mod references;
mod resolve;
mod say;
mod say_files;
mod scaffold;
mod scan;
mod sheet;
pub mod source;
mod summary;
mod syntax;
#[cfg(test)]
mod tests;
mod value;

pub use places::Places;
pub use scaffold::{NewFile, ScaffoldError, frame, scaffold};
pub use source::Source;
pub use summary::{HiddenRecord, Summary, reason};

use context::{Context, File};
use fields::Fields;
use source::{Listing, MAX_FILE, Unlisted};
use value::{Side, Style};

use crate::content::{Catalogue, Kiosk, Localized};
use crate::diagnostic::{Diagnostic, Place, Severity, Words};
use crate::text::Lang;

/// What the kiosk is called, and more that is of no single record.
const KIOSK: &str = "kiosk.toml";

/// How far the reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Files read.
    pub done: u32,
    /// Files in all.
    pub total: u32,
}

/// What came of reading a seed.
#[derive(Debug)]
pub struct Outcome {
    /// All records, if there was no error.
    pub catalogue: Option<Catalogue>,
    /// What could be read in spite of errors: for questions about single records, never to be published.
    pub remains: Option<Catalogue>,
    /// Where they stand, and their bodies.
    pub places: Places,
    /// Every problem, sorted by file and line.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of files read.
    pub files: usize,
}

impl Outcome {
    /// The number of problems that weigh this much.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.code.severity == severity).count()
    }
}

/// Reads a seed. Never fails: what is wrong is in the outcome's diagnostics.
pub fn read(source: &Source, progress: &mut dyn FnMut(Progress)) -> Outcome {
    let (listing, problems) = source.list();
    let mut places = Places::new(source.clone());
    let mut cx = Context::new(source, &listing);
    let unread = problems.iter().any(|problem| problem.path.is_empty());
    for problem in &problems {
        unlisted(&cx, problem);
    }
    let kiosk = if unread { None } else { kiosk(&mut cx, &listing) };
    let mut catalogue =
        Catalogue::empty(kiosk.unwrap_or_else(|| Kiosk::named(Localized::One(Lang::Bg, String::new()))));
    // In a folder above the content every file would be a wrong one.
    if listing.number(KIOSK).is_some() || below(&listing).is_none() {
        reader::read(&cx, &mut catalogue, &mut places, progress);
    }
    let references = cx.references.take();
    resolve::references(&cx, &references);
    resolve::counts(&cx, &references.counts, &catalogue);
    drop(references);
    let (catalogue, remains) = if cx.failed() { (None, Some(catalogue)) } else { (Some(catalogue), None) };
    let (diagnostics, files) = (cx.into_diagnostics(), listing.count());
    places.finish(listing);
    Outcome { catalogue, remains, places, diagnostics, files }
}

fn unlisted(cx: &Context, problem: &Unlisted) {
    let (message, help) = say_files::unlisted(&problem.reason);
    let place = Place { path: problem.path.as_str().into(), at: None };
    cx.report(Diagnostic::new(codes::UNREADABLE, place, message).with_help(help));
}

/// The first folder below the given one that has a `kiosk.toml`: perhaps the one that was meant.
fn below(listing: &Listing) -> Option<&str> {
    let mut numbers = (0..listing.count()).filter_map(|number| u32::try_from(number).ok());
    numbers.find_map(|number| listing.path(number).strip_suffix(KIOSK)?.strip_suffix('/'))
}

/// Reads `kiosk.toml`, and puts what other files need of it into the context.
fn kiosk(cx: &mut Context, listing: &Listing) -> Option<Kiosk> {
    let Some(number) = listing.number(KIOSK) else {
        let place = Place { path: KIOSK.into(), at: None };
        let message = Words::new("в папката няма kiosk.toml", "the folder has no kiosk.toml");
        let help = say_files::no_kiosk(below(listing).map(|folder| cx.source.shown(folder)).as_deref());
        cx.report(Diagnostic::new(codes::MISSING_KIOSK, place, message).with_help(help));
        return None;
    };
    let mut bytes = Vec::new();
    let kiosk = {
        let file = reader::open(cx, number, MAX_FILE, &mut bytes)?;
        let table = syntax::parse(cx, &file, 0..file.text.len())?;
        let lang = table.get_ref().get("default_language").and_then(|value| Lang::from_code(value.get_ref().as_str()?));
        let file = File { lang: lang.unwrap_or(file.lang), ..file };
        let side = Side { file, base: 0, table: table.get_ref(), span: None };
        records::kiosk(Fields::new(cx, Style::Inline, side, None))
    };
    cx.languages.clone_from(&kiosk.languages);
    cx.default_language = kiosk.default_language;
    cx.sectors = kiosk.sectors.iter().map(|(name, _)| name.clone()).collect();
    Some(kiosk)
}
