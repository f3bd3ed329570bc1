//! Text with emphasis and links: one string and the ends of its pieces, so that it is wrapped like any other text.

use std::ops::Range;

use crate::text::typography::Quotes;
use crate::text::{Lang, wrap_ranges};

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Look {
    /// `*emphasis*`
    pub emphasis: bool,
    /// `**strong**`
    pub strong: bool,
    /// `` `code` ``
    pub code: bool,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Another record, by its slug (not checked here): the target had no scheme and no dot.
    Record(String),
    /// A web or mail address.
    Address(String),
    /// A picture, by the name of its file or its address; the link's text describes it.
    Picture(String),
}

/// Text with its looks and links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rich {
    text: String,
    spans: Vec<Span>,
    links: Vec<Target>,
}

/// A piece from the end of the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    end: usize,
    look: Look,
    link: Option<usize>,
}

/// A piece of text of one look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text; never empty.
    pub text: &'a str,
    /// How it looks.
    pub look: Look,
    /// The link it belongs to, as a place in [`Rich::links`].
    pub link: Option<usize>,
}

impl Rich {
    /// The text alone. `\n` is a line break that the editor asked for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is no text.
    pub const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where its links lead, in the order of the text.
    pub fn links(&self) -> &[Target] {
        &self.links
    }

    /// Where its lines are in [`Rich::text`], each at most `columns` cells wide; see [`wrap`](fn@crate::text::wrap).
    pub fn lines(&self, columns: usize) -> impl Iterator<Item = Range<usize>> {
        wrap_ranges(&self.text, columns)
    }

    /// The pieces of a range of the text, such as a line.
    pub fn pieces(&self, range: Range<usize>) -> impl Iterator<Item = Piece<'_>> {
        let first = self.spans.partition_point(|span| span.end <= range.start);
        let mut start = range.start;
        let spans = self.spans.iter().skip(first);
        spans.map_while(move |span| {
            let end = span.end.min(range.end);
            let text = self.text.get(start..end).filter(|text| !text.is_empty())?;
            start = end;
            Some(Piece { text, look: span.look, link: span.link })
        })
    }

    pub(super) fn push(&mut self, text: &str, look: Look, link: Option<usize>) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(last) if last.look == look && last.link == link => last.end = end,
            _ => self.spans.push(Span { end, look, link }),
        }
    }

    pub(super) fn add_link(&mut self, target: Target) -> usize {
        self.links.push(target);
        self.links.len() - 1
    }

    /// Sets straight quotes in the form of the language, except in code.
    pub fn typeset(&mut self, lang: Lang) {
        if !self.text.contains(['"', '\'']) {
            return;
        }
        let mut quotes = Quotes::new(lang);
        let mut text = String::with_capacity(self.text.len() + 16);
        let mut rest = self.text.char_indices().peekable();
        for span in &mut self.spans {
            while let Some((_, c)) = rest.next_if(|(at, _)| *at < span.end) {
                let set = quotes.set(c, rest.peek().map(|(_, next)| *next));
                text.push(if span.look.code { c } else { set });
            }
            span.end = text.len();
        }
        self.text = text;
    }
}
