//! In which files each record of a seed stands, and its body read again from there. Never holds a body: between the
//! check and the publishing it keeps a checksum of each file.

use std::io;

use super::source::{Listing, MAX_FILE, Source};
use super::{encoding, syntax};
use crate::content::{Bodies, Head, Kind, Localized, Origin, Slug};
use crate::text::Lang;

/// The files of every record: one text of all identifiers and a few numbers each.
#[derive(Clone, Debug)]
pub struct Places {
    source: Source,
    listing: Listing,
    slugs: String,
    records: Vec<Entry>,
    bodies: Vec<BodyFile>,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    slug: (u32, u16),
    file: Option<u32>,
    bodies: (u32, u8),
}

/// A file with a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyFile {
    /// Its number in the listing.
    pub file: u32,
    /// Its language.
    pub lang: Lang,
    /// The [`checksum`] of its text when it was checked.
    pub checksum: u32,
}

impl Places {
    /// Without a record.
    pub fn new(source: Source) -> Self {
        Self { source, listing: Listing::default(), slugs: String::new(), records: Vec::new(), bodies: Vec::new() }
    }

    /// Takes a record, or bodies for one that stands in another file (`file` is none then).
    pub fn add(&mut self, slug: &Slug, file: Option<u32>, bodies: &[BodyFile]) {
        let slug_at = (self.slugs.len() as u32, slug.as_str().len() as u16);
        self.slugs.push_str(slug.as_str());
        let bodies_at = (self.bodies.len() as u32, bodies.len() as u8);
        self.bodies.extend_from_slice(bodies);
        self.records.push(Entry { slug: slug_at, file, bodies: bodies_at });
    }

    /// Makes it ready to be searched, with the paths that the numbers of files stand for.
    pub fn finish(&mut self, listing: Listing) {
        self.listing = listing;
        let slugs = std::mem::take(&mut self.slugs);
        self.records.sort_by(|a, b| text(&slugs, *a).cmp(text(&slugs, *b)));
        self.slugs = slugs;
    }

    /// The path of the file that holds the record, as it is shown to people.
    pub fn path(&self, slug: &Slug) -> Option<String> {
        let file = self.entries(slug).find_map(|entry| entry.file)?;
        Some(self.source.shown(self.listing.path(file)))
    }

    /// Whether the record's body stands in a file of its own.
    pub fn has_body(&self, slug: &Slug) -> bool {
        self.entries(slug).any(|entry| entry.bodies.1 > 0)
    }

    fn entries(&self, slug: &Slug) -> impl Iterator<Item = &Entry> {
        let first = self.records.partition_point(|entry| text(&self.slugs, *entry) < slug.as_str());
        let rest = self.records.get(first..).unwrap_or_default();
        rest.iter().take_while(move |entry| text(&self.slugs, **entry) == slug.as_str())
    }

    fn read(&self, body: &BodyFile, bytes: &mut Vec<u8>) -> io::Result<Option<String>> {
        let path = self.listing.path(body.file);
        let changed = || io::Error::other(format!("‘{path}’ has changed since it was checked: load again"));
        self.source.read(path, MAX_FILE, bytes).map_err(|_| changed())?;
        let text = encoding::decode(bytes).map_err(|_| changed())?;
        if checksum(text) == body.checksum { Ok(body_of(text)) } else { Err(changed()) }
    }
}

/// What a [`BodyFile`] keeps of its file's text.
pub fn checksum(text: &str) -> u32 {
    crc32fast::hash(text.as_bytes())
}

fn text(slugs: &str, entry: Entry) -> &str {
    let start = entry.slug.0 as usize;
    slugs.get(start..start + entry.slug.1 as usize).unwrap_or_default()
}

/// The body of a Markdown file, with plain line ends; nothing if it is empty.
fn body_of(text: &str) -> Option<String> {
    let body = match syntax::split(text) {
        Ok(parts) => text.get(parts.body).unwrap_or_default(),
        Err(_) => text,
    };
    let body = body.trim();
    if body.is_empty() {
        return None;
    }
    Some(if body.contains('\r') { body.replace("\r\n", "\n") } else { body.to_owned() })
}

impl Bodies for Places {
    fn origin(&self) -> Origin {
        match self.source {
            Source::Folder(_) => Origin::Folder,
            Source::Builtin => Origin::Builtin,
        }
    }

    fn body(&self, _: Kind, head: &Head) -> io::Result<Option<Localized<String>>> {
        if head.body.is_some() {
            return Ok(head.body.clone());
        }
        let (mut bg, mut en, mut bytes) = (None, None, Vec::new());
        for entry in self.entries(&head.slug) {
            let at = entry.bodies.0 as usize;
            for body in self.bodies.get(at..at + entry.bodies.1 as usize).unwrap_or_default() {
                let text = self.read(body, &mut bytes)?;
                match body.lang {
                    Lang::Bg => bg = text,
                    Lang::En => en = text,
                }
            }
        }
        Ok(Localized::from_options(bg, en))
    }
}
