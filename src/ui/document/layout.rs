//! Lays a sheet out in lines. Never knows which screen it is for.

use super::super::glyphs::Signs;
use super::super::paint::text_columns;
use super::super::theme::Role;
use super::flow::{Run, flow};
use super::{Bar, Block, Document, Entry, Fact, Figure, Item, Line, Mark, Piece, Sheet, Span, Target};

/// The room a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Columns of the text.
    pub width: u16,
    /// Lines of the name and of what stands below it that may stay in place; the rest scrolls with the text.
    pub head: usize,
    /// Columns beside it, if there are enough.
    pub aside: Option<u16>,
    /// More lines than this are not laid out: a preview shows a beginning.
    pub lines: usize,
    /// How links are shown.
    pub links: Links,
}

/// How links are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// With the numbers that open them.
    Numbered,
    /// As words alone, where digits mean something else.
    Named,
}

impl Room {
    /// One column without an end.
    pub const fn column(width: u16) -> Self {
        Self { width, head: usize::MAX, aside: None, lines: usize::MAX, links: Links::Numbered }
    }
}

/// The widest that labels of facts and bars may be.
const LABELS: u16 = 24;
/// A value gets at least so many columns, or else its label a line of its own.
const VALUES: u16 = 26;
/// A figure has at least so many columns.
const FIGURE: u16 = 22;
/// Columns between a label and its value.
const GAP: u16 = 2;

/// Lays `sheet` out. In one column the key facts come first, then the text, the other facts, and what is related. Where
/// there is room beside the text, all facts and what belongs to the record stand there.
pub fn lay_out(sheet: &Sheet, room: Room, signs: &'static Signs) -> Document {
    let mut setter = Setter { labels: 0, lines: Vec::new(), links: Vec::new(), room, signs };
    let head = setter.head(sheet);
    let (facts, colophon) = (facts(&[&sheet.facts]), facts(&[&sheet.colophon]));
    let [text, parts, related] = [&sheet.text, &sheet.parts, &sheet.related].map(Vec::as_slice);
    let all = self::facts(&[&sheet.key, &sheet.facts]);
    let beside = [&all, parts, &colophon].concat();
    if let Some(width) = room.aside.filter(|_| !beside.is_empty()) {
        setter.blocks(&[text, related].concat());
        let lines = std::mem::take(&mut setter.lines);
        setter.room.width = width;
        setter.blocks(&beside);
        return Document { head, lines, aside: setter.lines, links: setter.links };
    }
    let key = self::facts(&[&sheet.key]);
    setter.blocks(&[&key, text, &facts, parts, related, &colophon].concat());
    Document { head, lines: setter.lines, aside: Vec::new(), links: setter.links }
}

/// The block of these facts; nothing without facts.
fn facts(facts: &[&[Fact]]) -> Vec<Block> {
    let facts = facts.concat();
    if facts.is_empty() { Vec::new() } else { vec![Block::Facts(facts)] }
}

struct Setter {
    /// Columns of the labels of all facts that stand below each other.
    labels: u16,
    lines: Vec<Line>,
    links: Vec<Target>,
    room: Room,
    signs: &'static Signs,
}

impl Setter {
    /// The lines that never scroll: the name, and what stands right below it.
    fn head(&mut self, sheet: &Sheet) -> Vec<Line> {
        self.plain(&sheet.title, Role::Title);
        let mut head = std::mem::take(&mut self.lines);
        self.text(&sheet.byline, 0);
        for span in self.lines.iter_mut().filter_map(|line| line.spans.last_mut()) {
            // Where a line ends there is nothing to be kept apart.
            span.text = span.text.trim_end_matches([' ', self.signs.dot]).into();
        }
        if head.len() + self.lines.len() <= self.room.head {
            head.append(&mut self.lines);
        } else if head.len() > self.room.head {
            let rest = head.split_off(self.room.head);
            self.lines.splice(0..0, rest);
        }
        head
    }

    fn blocks(&mut self, blocks: &[Block]) {
        self.labels = labels(blocks);
        let mut after_heading = false;
        for block in blocks {
            if self.lines.len() >= self.room.lines {
                break;
            }
            if !after_heading && !self.lines.is_empty() {
                self.lines.push(Line::default());
            }
            self.block(block);
            after_heading = matches!(block, Block::Heading(_));
        }
        self.lines.truncate(self.room.lines);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(text) => self.plain(text, Role::Title),
            Block::Notice(text) => self.plain(text, Role::Note),
            Block::Paragraph(pieces) => self.text(pieces, 0),
            Block::Quote(words, by) => self.quote(words, by),
            Block::Items(items) => self.items(items),
            Block::Facts(facts) => self.facts(facts),
            Block::Figures(figures) => self.figures(figures),
            Block::Bars(bars) => self.bars(bars),
            Block::Records(entries) => entries.iter().for_each(|entry| self.entry(entry)),
        }
    }

    fn plain(&mut self, text: &str, role: Role) {
        self.lines.extend(flow(&[Run { text: text.to_owned(), role, link: None }], self.room.width, 0));
    }

    fn text(&mut self, pieces: &[Piece], indent: u16) {
        let runs = self.runs(pieces);
        self.lines.extend(flow(&runs, self.room.width, indent));
    }

    /// Numbers the links: a target that was named before keeps its number, and its number follows its words.
    fn runs(&mut self, pieces: &[Piece]) -> Vec<Run> {
        let mut runs = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let link = piece.link.as_ref().and_then(|target| self.number(target));
            let role = if link.is_some() { Role::Link } else { piece.role };
            runs.push(Run { text: piece.text.clone(), role, link });
            if let Some(index) = link.filter(|_| self.room.links == Links::Numbered) {
                runs.push(Run { text: format!("\u{a0}[{}]", index + 1), role: Role::Accent, link });
            }
        }
        runs
    }

    fn number(&mut self, target: &Target) -> Option<u16> {
        let index = self.links.iter().position(|known| known == target).unwrap_or_else(|| {
            self.links.push(target.clone());
            self.links.len() - 1
        });
        u16::try_from(index).ok()
    }

    fn quote(&mut self, words: &[Piece], by: &[Piece]) {
        let first = self.lines.len();
        self.text(words, 2);
        if !by.is_empty() {
            let mut line = vec![Piece::muted("– ")];
            line.extend_from_slice(by);
            self.text(&line, 2);
        }
        for line in self.lines.iter_mut().skip(first) {
            line.indent = 0;
            let bar = Span { text: format!("{} ", self.signs.quote).into(), role: Role::Accent, link: None };
            line.spans.insert(0, bar);
        }
    }

    fn items(&mut self, items: &[Item]) {
        let number = |item: &Item| if let Mark::Number(number) = item.mark { Some(number) } else { None };
        let widest = items.iter().filter_map(number).max().map_or(2, |number| number.to_string().len() as u16 + 2);
        for item in items {
            let before = item.level.saturating_mul(widest).min(self.room.width / 2);
            let first = self.lines.len();
            self.text(&item.pieces, before + widest);
            match item.mark {
                Mark::Bullet => self.hang(first, before, widest, &self.signs.bullet.to_string()),
                Mark::Number(number) => self.hang(first, before, widest, &format!("{number}.")),
                Mark::None => {}
            }
        }
    }

    /// Puts `mark` at column `indent` of line `first`, before text that begins `hang` columns later.
    fn hang(&mut self, first: usize, indent: u16, hang: u16, mark: &str) {
        if let Some(line) = self.lines.get_mut(first) {
            line.indent = indent;
            let text = pad(mark, hang);
            line.spans.insert(0, Span { text: text.into(), role: Role::Accent, link: None });
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        let labels = self.labels;
        let beside = labels + GAP + VALUES <= self.room.width;
        let indent = if beside { labels + GAP } else { 2 };
        for fact in facts {
            let first = self.lines.len();
            if !beside || text_columns(&fact.label) > labels {
                self.plain(&fact.label, Role::Muted);
                self.text(&fact.value, indent);
                continue;
            }
            self.text(&fact.value, indent);
            if let Some(line) = self.lines.get_mut(first) {
                line.indent = 0;
                let label = pad(&fact.label, indent).into();
                line.spans.insert(0, Span { text: label, role: Role::Muted, link: None });
            }
        }
    }

    /// Figures in columns of equal width: the value, what it counts, who says so.
    fn figures(&mut self, figures: &[Figure]) {
        let columns = (self.room.width / FIGURE).clamp(1, 3).min(figures.len().max(1) as u16);
        let width = self.room.width.saturating_sub((columns - 1) * GAP) / columns;
        for (row, figures) in figures.chunks(usize::from(columns)).enumerate() {
            if row > 0 {
                self.lines.push(Line::default());
            }
            let cells: Vec<Vec<Line>> = figures.iter().map(|figure| self.figure(figure, width)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(0);
            self.lines.extend((0..height).map(|y| beside(&cells, y, width)));
        }
    }

    fn figure(&mut self, figure: &Figure, width: u16) -> Vec<Line> {
        let plain = |text: &str, role| flow(&[Run { text: text.to_owned(), role, link: None }], width, 0);
        let mut lines = plain(&figure.value, Role::Accent);
        lines.extend(plain(&figure.label, Role::Text));
        let source = self.runs(&figure.source);
        lines.extend(flow(&source, width, 0));
        lines
    }

    fn bars(&mut self, bars: &[Bar]) {
        let labels = bars.iter().map(|bar| text_columns(&bar.label)).max().unwrap_or(0).min(LABELS);
        let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
        let values = most.to_string().len() as u16;
        let room = self.room.width.saturating_sub(labels + values + 2 * GAP).min(36);
        for bar in bars {
            let label = Span { text: pad(&bar.label, labels + GAP).into(), role: Role::Text, link: None };
            let strip = Span { text: self.strip(bar.value, most, room).into(), role: Role::Bar, link: None };
            let value = Span { text: format!("{:>1$}", bar.value, usize::from(values + GAP)).into(), ..label.clone() };
            self.lines.push(Line { indent: 0, spans: vec![label, value, space(GAP), strip] });
        }
    }

    /// A bar of `value` where `most` takes `room` columns; what is not nothing is at least half a column.
    fn strip(&self, value: u64, most: u64, room: u16) -> String {
        let halves = (value * u64::from(room) * 2).div_ceil(most);
        let mut strip = self.signs.bar.to_string().repeat((halves / 2) as usize);
        if halves % 2 == 1 {
            strip.push(self.signs.half_bar);
        }
        strip
    }

    /// A related record: its number, its name, and behind it, or else below it, what is said of it.
    fn entry(&mut self, entry: &Entry) {
        let link = self.number(&Target::Record(entry.slug.clone()));
        let (hang, role, mark) = match (self.room.links, link) {
            (Links::Numbered, Some(index)) => (5, Role::Accent, format!("[{}]", index + 1)),
            _ => (2, Role::Muted, self.signs.bullet.to_string()),
        };
        let first = self.lines.len();
        self.lines.extend(flow(&[Run { text: entry.title.clone(), role: Role::Link, link }], self.room.width, hang));
        if let Some(line) = self.lines.get_mut(first) {
            line.indent = 0;
            line.spans.insert(0, Span { text: pad(&mark, hang).into(), role, link });
        }
        if entry.detail.is_empty() {
            return;
        }
        let detail = format!(" {} {}", self.signs.dot, entry.detail);
        let used = |last: &Line| last.indent + last.spans.iter().map(|span| text_columns(&span.text)).sum::<u16>();
        match self.lines.last_mut() {
            Some(last) if used(last) + text_columns(&detail) <= self.room.width => {
                last.spans.push(Span { text: detail.into(), role: Role::Muted, link: None });
            }
            _ => {
                let run = Run { text: entry.detail.clone(), role: Role::Muted, link: None };
                self.lines.extend(flow(&[run], self.room.width, hang));
            }
        }
    }
}

/// The columns that the labels of these blocks' facts take.
fn labels(blocks: &[Block]) -> u16 {
    let facts = blocks.iter().filter_map(|block| if let Block::Facts(facts) = block { Some(facts) } else { None });
    facts.flatten().map(|fact| text_columns(&fact.label)).max().unwrap_or(0).min(LABELS)
}

/// Line `y` of each cell, one beside the other.
fn beside(cells: &[Vec<Line>], y: usize, width: u16) -> Line {
    let mut spans = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let line = cell.get(y).map(|line| line.spans.clone()).unwrap_or_default();
        let used: u16 = line.iter().map(|span| text_columns(&span.text)).sum();
        spans.extend(line);
        if at + 1 < cells.len() {
            spans.push(space((width + GAP).saturating_sub(used)));
        }
    }
    Line { indent: 0, spans }
}

fn space(columns: u16) -> Span {
    Span { text: " ".repeat(columns.into()).into(), role: Role::Text, link: None }
}

/// `text` followed by spaces up to `columns`.
fn pad(text: &str, columns: u16) -> String {
    let missing = columns.saturating_sub(text_columns(text));
    format!("{text}{}", " ".repeat(missing.into()))
}
