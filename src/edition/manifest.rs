//! What an edition says about itself: `manifest.toml`, readable by people. Never trusted beyond what the database itself
//! confirms: the publisher compares the two before an edition is put in place.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::codec::FORMAT;
use crate::content::{Civil, Kind, Origin, PartialDate};

/// What an edition says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// The edition's number.
    pub number: u64,
    /// When it was published, in the kiosk's zone.
    pub published: Civil,
    /// The version of the program that made it.
    pub version: String,
    /// Whether an editor's folder or the binary itself holds what it says.
    pub origin: Origin,
    /// The number of records of each kind, drafts left out, in the order of [`Kind::ALL`].
    pub counts: Vec<(Kind, u32)>,
    /// The number of drafts.
    pub drafts: u32,
    /// Stands for the content: two editions with the same digest say the same.
    pub digest: String,
    /// What each tree must hold.
    pub trees: Vec<TreeSum>,
}

/// What a tree holds, in two numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TreeSum {
    /// The tree's name.
    pub name: String,
    /// The number of its values.
    pub values: u64,
    /// CRC-32 over all keys and values, sorted by key.
    pub crc32: u32,
}

/// Why a text is no manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ManifestError {
    /// It is damaged.
    Damaged(String),
    /// It is whole, but of this format: another version of the program made it.
    OtherFormat(u32),
}

impl fmt::Display for ManifestError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(what) => out.write_str(what),
            Self::OtherFormat(format) => write!(out, "it has the format {format}, this program reads {FORMAT}"),
        }
    }
}

/// What `origin` says of an edition that no editor made.
const BUILTIN: &str = "built-in";

/// What every format of the file has.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// The file's form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u8,
    number: u64,
    published: String,
    version: String,
    /// [`BUILTIN`], or absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    origin: Option<String>,
    digest: String,
    drafts: u32,
    records: Vec<Count>,
    trees: Vec<TreeSum>,
}

#[derive(Serialize, Deserialize)]
struct Count {
    kind: String,
    count: u32,
}

impl Manifest {
    /// All records that are not drafts.
    pub fn records(&self) -> u32 {
        self.counts.iter().map(|(_, count)| count).sum()
    }

    /// The number of records of `kind`, drafts left out.
    pub fn count(&self, kind: Kind) -> u32 {
        self.counts.iter().find(|(of, _)| *of == kind).map_or(0, |(_, count)| *count)
    }

    /// The number of all stored values.
    pub(super) fn values(&self) -> u64 {
        self.trees.iter().map(|tree| tree.values).sum()
    }

    /// The text of `manifest.toml`.
    pub(super) fn to_toml(&self) -> Result<String, ManifestError> {
        let records = self.counts.iter().map(|(kind, count)| Count { kind: kind.name().to_owned(), count: *count });
        let file = File {
            format: FORMAT,
            number: self.number,
            published: self.published.to_string(),
            version: self.version.clone(),
            origin: (self.origin == Origin::Builtin).then(|| BUILTIN.to_owned()),
            digest: self.digest.clone(),
            drafts: self.drafts,
            records: records.collect(),
            trees: self.trees.clone(),
        };
        toml::to_string(&file).map_err(|error| ManifestError::Damaged(error.to_string()))
    }

    /// Reads `manifest.toml`. An edition of another format is not read at all.
    pub(super) fn from_toml(text: &str) -> Result<Self, ManifestError> {
        let damaged = |error: toml::de::Error| ManifestError::Damaged(error.message().to_owned());
        // Another format may have other keys: it is looked at before them.
        let Format { format } = toml::from_str(text).map_err(damaged)?;
        if format != u32::from(FORMAT) {
            return Err(ManifestError::OtherFormat(format));
        }
        let file: File = toml::from_str(text).map_err(damaged)?;
        let Ok(PartialDate::Moment(published)) = PartialDate::parse(&file.published) else {
            return Err(ManifestError::Damaged(format!("‘{}’ is not the hour of a publication", file.published)));
        };
        let counts = file.records.into_iter().map(|record| {
            let kind = Kind::from_name(&record.kind)?;
            Some((kind, record.count))
        });
        let counts: Option<Vec<_>> = counts.collect();
        Ok(Self {
            number: file.number,
            published,
            version: file.version,
            origin: if file.origin.as_deref() == Some(BUILTIN) { Origin::Builtin } else { Origin::Folder },
            counts: counts.ok_or_else(|| ManifestError::Damaged("it counts records of an unknown kind".to_owned()))?,
            drafts: file.drafts,
            digest: file.digest,
            trees: file.trees,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Manifest, ManifestError, TreeSum};
    use crate::content::{Civil, Day, Kind, Origin};

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let manifest = Manifest {
            number: 7,
            published: Civil::new(Day::new(2026, 11, 22).expect("a day"), 9, 5).expect("a time"),
            version: "0.1.0".to_owned(),
            origin: Origin::Builtin,
            counts: vec![(Kind::Article, 3), (Kind::Page, 0)],
            drafts: 1,
            digest: "0badcafe-12".to_owned(),
            trees: vec![TreeSum { name: "slugs".to_owned(), values: 3, crc32: u32::MAX }],
        };
        let text = manifest.to_toml().expect("plain values");
        assert_eq!(Manifest::from_toml(&text), Ok(manifest));
        let newer = text.replace("format = 1", "format = 2\nshape = \"round\"");
        assert_eq!(Manifest::from_toml(&newer), Err(ManifestError::OtherFormat(2)), "never guess at another format");
    }
}
