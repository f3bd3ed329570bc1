//! Identifiers: who has them, who uses them. Names are kept once and uses are a few numbers each, because a large seed has
//! hundreds of thousands. Never reports: [`super::resolve`] does.

use std::collections::HashMap;
use std::rc::Rc;

use crate::content::{Kind, Slug};

/// A set of kinds of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// Any kind.
    pub const ANY: Self = Self(u8::MAX);
    /// A cluster.
    pub const CLUSTER: Self = Self(1 << Kind::Cluster as u8);
    /// An organisation.
    pub const ORGANISATION: Self = Self(1 << Kind::Organisation as u8);
    /// A person.
    pub const PERSON: Self = Self(1 << Kind::Person as u8);
    /// An event.
    pub const EVENT: Self = Self(1 << Kind::Event as u8);
    /// A project.
    pub const PROJECT: Self = Self(1 << Kind::Project as u8);
    /// An organisation or a cluster.
    pub const BODY: Self = Self(Self::CLUSTER.0 | Self::ORGANISATION.0);
    /// An organisation, a cluster or a person.
    pub const PARTY: Self = Self(Self::BODY.0 | Self::PERSON.0);

    /// Who can support something: a party or a programme.
    pub const SUPPORTER: Self = Self(Self::PARTY.0 | Self::PROJECT.0);

    /// Whether it has `kind`.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// The kinds in it.
    pub fn iter(self) -> impl Iterator<Item = Kind> {
        Kind::ALL.iter().copied().filter(move |kind| self.has(*kind))
    }
}

/// Where a record is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declared {
    /// What it is.
    pub kind: Kind,
    /// The file, by number.
    pub file: u32,
    /// Where in the file, if not by its name: bytes of the text.
    pub span: Option<(u32, u32)>,
}

/// A use of an identifier.
#[derive(Clone, Copy, Debug)]
pub struct Use {
    /// The name's number.
    pub name: u32,
    /// The name's number of the record that uses it as a value.
    pub owner: Option<u32>,
    /// What it may be.
    pub kinds: Kinds,
    /// The file, by number.
    pub file: u32,
    /// The bytes of the text.
    pub span: (u32, u32),
}

/// A stated number of members, to be held against the list.
#[derive(Clone, Debug)]
pub struct Count {
    /// The cluster.
    pub cluster: Slug,
    /// The stated value.
    pub value: i64,
    /// The file, by number.
    pub file: u32,
    /// The bytes of the text.
    pub span: (u32, u32),
}

/// All identifiers of a seed.
#[derive(Default)]
pub struct References {
    numbers: HashMap<Rc<str>, u32>,
    names: Vec<(Rc<str>, Option<Declared>)>,
    /// Every use.
    pub uses: Vec<Use>,
    /// Every stated number of members.
    pub counts: Vec<Count>,
    owner: Option<u32>,
}

impl References {
    /// The number of a name.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let (name, number) = (Rc::<str>::from(name), self.names.len() as u32);
        self.names.push((Rc::clone(&name), None));
        self.numbers.insert(name, number);
        number
    }

    /// The record has this name; the uses that follow are its own. Gives the record that had the name before.
    pub fn declare(&mut self, slug: &Slug, declared: Declared) -> Option<Declared> {
        let number = self.number(slug.as_str());
        self.owner = Some(number);
        let place = self.names.get_mut(number as usize)?;
        let first = place.1;
        place.1 = first.or(Some(declared));
        first
    }

    /// The record being read uses this name.
    pub fn refer(&mut self, slug: &Slug, kinds: Kinds, file: u32, span: (u32, u32)) {
        let name = self.number(slug.as_str());
        self.uses.push(Use { name, owner: self.owner, kinds, file, span });
    }

    /// A text links to this name; a text may link to its own record.
    pub fn link(&mut self, slug: &Slug, kinds: Kinds, file: u32, span: (u32, u32)) {
        let name = self.number(slug.as_str());
        self.uses.push(Use { name, owner: None, kinds, file, span });
    }

    /// The name with this number.
    pub fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", |(name, _)| name)
    }

    /// The record with this number's name.
    pub fn declared(&self, number: u32) -> Option<Declared> {
        self.names.get(number as usize).and_then(|(_, declared)| *declared)
    }

    /// The names of all records of these kinds.
    pub fn declared_names(&self, kinds: Kinds) -> impl Iterator<Item = &str> {
        let fits = move |declared: &Option<Declared>| declared.is_some_and(|declared| kinds.has(declared.kind));
        self.names.iter().filter(move |(_, declared)| fits(declared)).map(|(name, _)| &**name)
    }
}
