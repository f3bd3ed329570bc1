//! From the parser's events to blocks. Never keeps more of the nesting than its depth.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::rich::{Look, Rich, Target};
use super::{Block, BlockKind, Marker};
use crate::text::{Breaks, clean};

/// The blocks of a body. See the module for what is promised.
pub fn parse(source: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        reader.read(event);
    }
    reader.finish_block();
    reader.blocks
}

/// The links and pictures of a body, each with the bytes of `source` that it was written in, for the checker of seeds.
pub fn links(source: &str) -> Vec<(Target, Range<usize>)> {
    let events = Parser::new_ext(source, Options::empty()).into_offset_iter();
    let targets = events.filter_map(|(event, range)| match event {
        Event::Start(Tag::Link { link_type, dest_url, .. }) => Some((target(link_type, &dest_url), range)),
        Event::Start(Tag::Image { dest_url, .. }) => Some((Target::Picture(one_line(&dest_url)), range)),
        _ => None,
    });
    targets.collect()
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: Rich,
    kind: Option<BlockKind>,
    quotes: usize,
    /// For each list: the number of its next item, if it has numbers.
    lists: Vec<Option<u64>>,
    /// The mark of an item whose first paragraph has not come yet.
    marker: Option<Marker>,
    emphasis: usize,
    strong: usize,
    /// Whether the last that was read is a picture: the words on the next line are not its description's.
    behind_picture: bool,
    /// The links that are open, each with the length of the text before it: a picture can stand in a link.
    links: Vec<(usize, usize)>,
}

impl Reader {
    fn read(&mut self, event: Event<'_>) {
        let behind_picture = std::mem::take(&mut self.behind_picture);
        match event {
            Event::SoftBreak if behind_picture => self.text.push("\n", Look::default(), None),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(code) => self.push(&code, true),
            Event::SoftBreak => self.push(" ", false),
            Event::HardBreak => self.text.push("\n", Look::default(), None),
            Event::Rule => {
                self.finish_block();
                self.kind = Some(BlockKind::Rule);
                self.finish_block();
            }
            Event::Text(text) if self.kind == Some(BlockKind::Verbatim) => self.push_lines(&text),
            Event::Html(html) => self.push_lines(&html),
            Event::Text(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.push(&text, false),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Link { link_type, dest_url, .. } => self.open_link(target(link_type, &dest_url)),
            Tag::Image { dest_url, .. } => {
                self.push("[", false);
                self.open_link(Target::Picture(one_line(&dest_url)));
            }
            // Cells stand in a line, with the same sign between them as in the source.
            Tag::TableCell if self.text.is_empty() => {}
            Tag::TableCell => self.push(" | ", false),
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(level as u8)),
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.begin(BlockKind::Verbatim),
            Tag::BlockQuote(_) => {
                self.finish_block();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.finish_block();
                self.lists.push(first);
            }
            Tag::Item => {
                self.finish_block();
                self.marker = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let marker = Marker::Number(*number);
                        *number = number.saturating_add(1);
                        marker
                    }
                    _ => Marker::Bullet,
                });
            }
            // A paragraph, or a construct that is not switched on.
            _ => self.finish_block(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.emphasis -= 1,
            TagEnd::Strong => self.strong -= 1,
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Image => self.close_picture(),
            TagEnd::TableCell => {}
            TagEnd::BlockQuote(_) => {
                self.finish_block();
                self.quotes -= 1;
            }
            TagEnd::List(_) => {
                self.finish_block();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.finish_block();
                self.marker = None;
            }
            _ => self.finish_block(),
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.finish_block();
        self.kind = Some(kind);
    }

    fn open_link(&mut self, target: Target) {
        let link = self.text.add_link(target);
        self.links.push((link, self.text.text().len()));
    }

    /// A picture without a description is named by its file.
    fn close_picture(&mut self) {
        let Some((link, start)) = self.links.last().copied() else { return };
        if self.text.text().len() == start
            && let Some(Target::Picture(file)) = self.text.links().get(link).cloned()
        {
            self.push(&file, false);
        }
        self.links.pop();
        self.push("]", false);
        self.behind_picture = true;
    }

    fn push(&mut self, text: &str, code: bool) {
        let look = Look { emphasis: self.emphasis > 0, strong: self.strong > 0, code };
        self.text.push(&clean(text, Breaks::Space), look, self.links.last().map(|(link, _)| *link));
    }

    fn push_lines(&mut self, text: &str) {
        self.text.push(&clean(text, Breaks::Keep), Look::default(), None);
    }

    /// Adds what was read as a block, if it is one.
    fn finish_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let kind = self.kind.take();
        if text.is_empty() && kind != Some(BlockKind::Rule) {
            return;
        }
        let kind = match (kind, self.marker.take()) {
            (None, Some(marker)) => BlockKind::Item(marker),
            (None, None) => BlockKind::Paragraph,
            (Some(kind), _) => kind,
        };
        let depth = |count: usize| u8::try_from(count).unwrap_or(Block::DEEPEST).min(Block::DEEPEST);
        self.blocks.push(Block { kind, quotes: depth(self.quotes), lists: depth(self.lists.len()), text });
    }
}

fn target(kind: LinkType, text: &str) -> Target {
    let text = one_line(text);
    if kind == LinkType::Email {
        Target::Address(format!("mailto:{text}"))
    } else if text.contains([':', '.', '/', '#']) {
        Target::Address(text)
    } else {
        Target::Record(text)
    }
}

fn one_line(text: &str) -> String {
    clean(text, Breaks::Space).into_owned()
}
