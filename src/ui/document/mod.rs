//! The text of a page: what it says ([`Sheet`]), laid out in lines for one width ([`Document`]). Made when a page is
//! opened, resized or switched to the other language; drawing only copies the lines that are in sight.
//!
//! Never reads an edition: a screen puts a sheet together from what it has read.

mod flow;
mod layout;
mod markdown;
mod spacing;
mod view;

use super::theme::Role;
use crate::content::Slug;

pub use flow::{Run, flow};
pub use layout::{Links, Room, lay_out};
pub use markdown::blocks_of;
pub use spacing::spaced;
pub use view::{draw, link_at};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// To a record of this edition.
    Record(Slug),
    /// To the members of a cluster.
    Members(Slug),
    /// Out of the kiosk: a web or e-mail address, which can be shown but not followed.
    Address(String),
}

/// Words of one role, perhaps a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Their role; a link's words are drawn as a link whatever it says.
    pub role: Role,
    /// Where they lead.
    pub link: Option<Target>,
}

impl Piece {
    /// Plain words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: Role::Text, link: None }
    }

    /// Words that stand back.
    pub fn muted(text: impl Into<String>) -> Self {
        Self { text: text.into(), role: Role::Muted, link: None }
    }

    /// Words that lead to a record.
    pub fn record(text: impl Into<String>, slug: Slug) -> Self {
        Self { text: text.into(), role: Role::Link, link: Some(Target::Record(slug)) }
    }
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A bullet.
    Bullet,
    /// Its number.
    Number(u64),
    /// Nothing: it goes on with the item before.
    None,
}

/// An item of a list in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What stands before it.
    pub mark: Mark,
    /// How deep it is nested, from 0.
    pub level: u16,
    /// Its words.
    pub pieces: Vec<Piece>,
}

/// A label with what it labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// „Седалище“
    pub label: String,
    /// „Панагюрище“
    pub value: Vec<Piece>,
}

/// A bar of a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What is counted.
    pub label: String,
    /// How many.
    pub value: u64,
}

/// A figure with what it counts and who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// „> 8 000“
    pub value: String,
    /// What is counted.
    pub label: String,
    /// Who says so, and of which time.
    pub source: Vec<Piece>,
}

/// A record named in a list of related ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub title: String,
    /// Where it is.
    pub slug: Slug,
    /// What stands behind the name: a date, a role.
    pub detail: String,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A remark of the kiosk about the page: which language it is in.
    Notice(String),
    /// The name of a section.
    Heading(String),
    /// Running text.
    Paragraph(Vec<Piece>),
    /// Somebody's words, and who said them.
    Quote(Vec<Piece>, Vec<Piece>),
    /// A list in running text.
    Items(Vec<Item>),
    /// Labels and values in two columns.
    Facts(Vec<Fact>),
    /// Figures, side by side as far as there is room.
    Figures(Vec<Figure>),
    /// A chart.
    Bars(Vec<Bar>),
    /// Related records, one below the other.
    Records(Vec<Entry>),
}

/// What a page says. Where a part stands depends on the room: see [`lay_out`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The record's name.
    pub title: String,
    /// What stands right below the name: date and place, kind and town.
    pub byline: Vec<Piece>,
    /// What most visitors come for: where it is, whom to call.
    pub key: Vec<Fact>,
    /// The text.
    pub text: Vec<Block>,
    /// What else is known.
    pub facts: Vec<Fact>,
    /// What belongs to it: files, units.
    pub parts: Vec<Block>,
    /// Other records that have to do with it.
    pub related: Vec<Block>,
    /// Where all this is from.
    pub colophon: Vec<Fact>,
}

/// Words of a line, in one ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: Box<str>,
    /// Their role.
    pub role: Role,
    /// Which of the page's links they belong to.
    pub link: Option<u16>,
}

/// A line as it is drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Empty columns before it.
    pub indent: u16,
    /// What is in it.
    pub spans: Vec<Span>,
}

impl Line {
    fn leads_to(&self, index: u16) -> bool {
        self.spans.iter().any(|span| span.link == Some(index))
    }
}

/// A page laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The name and what stands right below it: these lines never scroll.
    pub head: Vec<Line>,
    /// The lines that scroll.
    pub lines: Vec<Line>,
    /// The lines beside them: they scroll too where they are too many, but never out of sight.
    pub aside: Vec<Line>,
    /// The links in the order of their numbers, which count from 1.
    pub links: Vec<Target>,
}

impl Document {
    /// The first line in which link `index` (from 0) occurs, in the text or else beside it.
    pub fn line_of(&self, index: u16) -> Option<usize> {
        let within = |lines: &[Line]| lines.iter().position(|line| line.leads_to(index));
        within(&self.lines).or_else(|| within(&self.aside))
    }

    /// Whether link `index` is to be seen in `height` rows when line `top` of the text is at their top.
    pub fn is_in_sight(&self, index: u16, top: usize, height: u16) -> bool {
        let within = |lines: &[Line], top: usize| {
            lines.iter().skip(top).take(usize::from(height)).any(|line| line.leads_to(index))
        };
        within(&self.lines, top) || within(&self.aside, self.aside_top(top, height)) || within(&self.head, 0)
    }

    /// The line beside the text that stands at the top of `height` rows when line `top` of the text does.
    pub fn aside_top(&self, top: usize, height: u16) -> usize {
        top.min(self.aside.len().saturating_sub(usize::from(height)))
    }
}
