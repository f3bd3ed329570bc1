//! Search: what is typed, what is found with every letter, filters with their numbers. Letters and digits are typed; keys
//! that write nothing move, choose and open, on what was found or on the keyboard on the screen. Holds the hits in sight
//! and the addresses of the others.

mod areas;
mod keyboard;
mod pressing;
mod reading;
mod view;

use std::ops::Range;

use ratatui::layout::Position;

use self::areas::{areas, choice_at, kind_of};
use self::keyboard::{Cap, Focus, Hand, Keyboard};
use super::among::Among;
use super::{Place, Renewed, Request, Screen};
use crate::content::{Id, Kind, Slug};
use crate::edition::ReadError;
use crate::search::{Matcher, Searched};
use crate::ui::cursor::{Cursor, Move};
use crate::ui::keys::{Binding, Key, Shown, binding};
use crate::ui::paint::Canvas;
use crate::ui::scene::Scene;

/// The most letters that are typed.
const LETTERS: usize = 120;

/// What the search screen can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Msg {
    /// This was typed.
    Typed(char),
    /// Take the last letter back.
    Erase,
    /// Take the last word back.
    EraseWord,
    /// Begin anew.
    Clear,
    /// Go a step.
    Move(Move),
    /// Move the window by so many hits.
    Scroll(isize),
    /// Open the selected hit.
    Open,
    /// Open the hit in this line of the window, counted from 0.
    Line(usize),
    /// The next kind.
    NextKind,
    /// The kind before.
    PreviousKind,
    /// This choice of kinds; 0 is all.
    Kind(usize),
    /// The next cluster.
    NextCluster,
    /// The cluster before.
    PreviousCluster,
    /// This choice of clusters; 0 is all.
    Cluster(usize),
    /// Call the keyboard on the screen, or put it away.
    Keyboard,
    /// A keypad is used: it moves on the keyboard, or what was found.
    Keypad,
    /// This key of a keypad, while one is used.
    Pad(char),
    /// Leave the keyboard.
    Close,
    /// The key on the left of the selected one.
    KeyLeft,
    /// The key on the right of it.
    KeyRight,
    /// This key was pressed by a pointer.
    Press(Cap),
}

/// Suggestions of one sort, by the place of the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    MostRead,
    Coming,
    Latest,
    Clusters,
}

/// A hit in sight.
#[derive(Clone, Debug)]
struct Row {
    id: Id,
    slug: Slug,
    title: String,
    title_marks: Vec<Range<usize>>,
    /// What it is, its date, and both.
    kind: &'static str,
    date: String,
    detail: String,
    below: String,
    below_marks: Vec<Range<usize>>,
}

/// A search.
#[derive(Debug, Default)]
pub struct Model {
    text: String,
    /// The text changed since it was searched for: what follows was found for an older one.
    stale: bool,
    kind: Option<Kind>,
    cluster: Option<Slug>,
    hits: Vec<Id>,
    total: u32,
    searched: Option<Searched>,
    matcher: Matcher,
    kinds: Vec<(Kind, u32)>,
    clusters: Vec<(Slug, u32)>,
    kind_texts: Vec<String>,
    cluster_texts: Vec<String>,
    cursor: Cursor,
    rows: Vec<Row>,
    /// Which hits those are.
    held: Range<usize>,
    /// The selected record, while another screen is shown.
    left_at: Option<Slug>,
    /// Before anything is typed: what sort begins at which hit.
    groups: Vec<(usize, Group)>,
    keyboard: Keyboard,
}

impl Model {
    /// What was typed, if nothing at all was found for it.
    pub fn unanswered(&self) -> Option<&str> {
        let text = self.text.trim();
        (!text.is_empty() && self.hits.is_empty() && self.kinds.is_empty()).then_some(text)
    }

    fn selected(&self) -> Option<&Row> {
        self.rows.get(self.cursor.selected().checked_sub(self.held.start)?)
    }

    fn chosen_kind(&self) -> usize {
        let at = self.kind.and_then(|kind| self.kinds.iter().position(|(known, _)| *known == kind));
        at.map_or(0, |at| at + 1)
    }

    fn chosen_cluster(&self) -> usize {
        let at = self.cluster.as_ref().and_then(|slug| self.clusters.iter().position(|(known, _)| known == slug));
        at.map_or(0, |at| at + 1)
    }

    /// The text is another one. More may follow at once: it is searched for when somebody looks.
    const fn typed_anew(&mut self) -> Request {
        self.stale = true;
        Request::Stay
    }

    fn filtered_anew(&mut self, scene: &Scene<'_>) -> Result<Request, ReadError> {
        self.search(None, scene)?;
        Ok(Request::Stay)
    }

    fn choose_kind(&mut self, choice: usize, scene: &Scene<'_>) -> Result<Request, ReadError> {
        self.kind = kind_of(self, choice);
        self.filtered_anew(scene)
    }

    fn choose_cluster(&mut self, choice: usize, scene: &Scene<'_>) -> Result<Request, ReadError> {
        self.cluster = choice.checked_sub(1).and_then(|at| self.clusters.get(at)).map(|(slug, _)| slug.clone());
        self.filtered_anew(scene)
    }

    fn go(
        &mut self,
        rows: isize,
        scene: &Scene<'_>,
        change: impl FnOnce(&mut Cursor) -> bool,
    ) -> Result<Request, ReadError> {
        if !change(&mut self.cursor) {
            return Ok(Request::end(rows, scene));
        }
        self.show(scene)?;
        Ok(Request::Stay)
    }

    /// Opens the hit in a line of the window; from there one turns to the next and the previous hit.
    fn open(&self, line: usize, scene: &Scene<'_>) -> Request {
        let Some(row) = self.rows.get(line) else { return Request::Stay };
        let among = Among::Hits(scene.edition.number(), self.hits.as_slice().into());
        Request::Open(Place::Record(row.id, Some((among, self.held.start + line))))
    }
}

impl Screen for Model {
    type Msg = Msg;
    const BINDINGS: &'static [Binding<Msg>] = &[
        binding(&[Key::Enter], Msg::Open, |s| s.keys.open, Shown::Footer(0)),
        binding(&[Key::F(7)], Msg::Keyboard, |s| s.keys.keyboard, Shown::Footer(2)),
        binding(&[Key::Char('*')], Msg::Keypad, |s| s.keys.keypad, Shown::Help),
        binding(&[Key::Escape], Msg::Close, |s| s.keys.close, Shown::Help),
        binding(&[Key::Left], Msg::KeyLeft, |s| s.keys.key_left, Shown::Help),
        binding(&[Key::Right], Msg::KeyRight, |s| s.keys.key_right, Shown::Help),
        binding(&[Key::Digits], Msg::Pad('5'), |s| s.keys.pad_digits, Shown::Help),
        binding(&[Key::Char('0')], Msg::Pad('0'), |s| s.keys.space, Shown::Help),
        binding(&[Key::Char('.'), Key::Char(',')], Msg::Pad('.'), |s| s.keys.erase, Shown::Help),
        binding(&[Key::Char('+')], Msg::Pad('+'), |s| s.keys.further, Shown::Help),
        binding(&[Key::Char('/')], Msg::Pad('/'), |s| s.keys.page_of_letters, Shown::Help),
        binding(&[Key::Tab], Msg::NextKind, |s| s.keys.by_kind, Shown::Footer(3)),
        binding(&[Key::BackTab], Msg::PreviousKind, |s| s.keys.previous_kind, Shown::Help),
        binding(&[Key::Right], Msg::NextCluster, |s| s.keys.by_cluster, Shown::Footer(4)),
        binding(&[Key::Left], Msg::PreviousCluster, |s| s.keys.previous_cluster, Shown::Help),
        binding(&[Key::Backspace], Msg::Erase, |s| s.keys.erase, Shown::Help),
        binding(&[Key::Ctrl('w')], Msg::EraseWord, |s| s.keys.erase_word, Shown::Help),
        binding(&[Key::Ctrl('u')], Msg::Clear, |s| s.keys.clear, Shown::Help),
        binding(&[Key::Up], Msg::Move(Move::Up), |s| s.keys.up, Shown::Help),
        binding(&[Key::Down], Msg::Move(Move::Down), |s| s.keys.down, Shown::Help),
        binding(&[Key::PageUp], Msg::Move(Move::PageUp), |s| s.keys.page_up, Shown::Touch),
        binding(&[Key::PageDown], Msg::Move(Move::PageDown), |s| s.keys.page_down, Shown::Touch),
        binding(&[Key::Home], Msg::Move(Move::First), |s| s.keys.first, Shown::Help),
        binding(&[Key::End], Msg::Move(Move::Last), |s| s.keys.last, Shown::Help),
    ];

    fn name<'a>(&'a self, scene: &Scene<'a>) -> &'a str {
        scene.strings.search.title
    }

    fn offers(&self, message: Msg, _: &Scene<'_>) -> bool {
        match message {
            Msg::Open => !self.hits.is_empty() || self.keyboard.focus == Focus::Keys,
            Msg::Close => self.keyboard.is_called(),
            Msg::KeyLeft | Msg::KeyRight => self.keyboard.focus == Focus::Keys,
            Msg::Pad(_) => self.keyboard.hand == Hand::Keypad,
            Msg::Move(Move::PageUp | Move::PageDown) => self.cursor.window().len() < self.cursor.len(),
            Msg::NextKind | Msg::PreviousKind => self.kind_texts.len() > 2 || self.kind.is_some(),
            Msg::NextCluster | Msg::PreviousCluster => self.cluster_texts.len() > 2 || self.cluster.is_some(),
            _ => true,
        }
    }

    fn digit(&self, digit: usize) -> Option<Msg> {
        let digit = char::from_digit(u32::try_from(digit).ok()?, 10)?;
        (self.keyboard.hand == Hand::Keypad).then_some(Msg::Pad(digit))
    }

    fn typed(&self, typed: char) -> Option<Msg> {
        // A keypad has no other way to the letters than a sign that nobody looks for, nor another way out.
        let is_command = match typed {
            '*' => true,
            '-' if self.text.is_empty() => true,
            '0'..='9' | '+' | '-' | '.' | ',' | '/' => self.keyboard.hand == Hand::Keypad,
            _ => false,
        };
        (!is_command).then_some(Msg::Typed(typed))
    }

    fn is_typing(message: Msg) -> bool {
        matches!(message, Msg::Typed(_) | Msg::Erase | Msg::EraseWord | Msg::Clear)
    }

    fn settle(&mut self, scene: &Scene<'_>) -> Result<(), ReadError> {
        if self.stale { self.search(None, scene) } else { Ok(()) }
    }

    fn hit(&self, at: Position, scene: &Scene<'_>) -> Option<Msg> {
        let areas = areas(self, scene);
        if let Some(cap) = areas.board.as_ref().and_then(|board| board.key_at(at)) {
            return Some(Msg::Press(cap));
        }
        // Where something is typed, and where it is said how, is the way to the keyboard.
        let typed_at = areas.input.contains(at) || (self.text.is_empty() && areas.notice.contains(at));
        if typed_at && areas.board.is_none() {
            return Some(Msg::Keyboard);
        }
        let line = areas.line_at(at).filter(|line| *line < self.rows.len()).map(Msg::Line);
        let kind = || choice_at(&areas.kinds, at).map(Msg::Kind);
        line.or_else(kind).or_else(|| choice_at(&areas.clusters, at).map(Msg::Cluster))
    }

    fn wheel(&self, _: Position, rows: isize, _: &Scene<'_>) -> Option<Msg> {
        Some(Msg::Scroll(rows))
    }

    fn update(&mut self, message: Msg, scene: &Scene<'_>) -> Result<Request, ReadError> {
        if !Self::is_typing(message) {
            self.settle(scene)?;
        }
        match message {
            Msg::Typed(letter) => {
                if self.text.chars().count() >= LETTERS || letter.is_control() {
                    return Ok(Request::Refuse(scene.strings.common.no_such_key.to_owned()));
                }
                self.text.push(letter);
                // Whoever has letters needs neither arrows on the keyboard nor a keypad.
                (self.keyboard.focus, self.keyboard.hand) = (Focus::Hits, Hand::Letters);
                Ok(self.typed_anew())
            }
            Msg::Erase => {
                self.text.pop();
                Ok(self.typed_anew())
            }
            Msg::EraseWord => {
                let kept = self.text.trim_end();
                let kept = kept.rsplit_once(char::is_whitespace).map_or("", |(before, _)| before);
                self.text = if kept.is_empty() { String::new() } else { format!("{kept} ") };
                Ok(self.typed_anew())
            }
            Msg::Clear => {
                (self.kind, self.cluster) = (None, None);
                self.text.clear();
                Ok(self.typed_anew())
            }
            Msg::Move(step) => self.step(step, scene),
            Msg::Keyboard => self.call_keyboard(scene),
            Msg::Keypad => self.use_keypad(scene),
            Msg::Pad(sign) => self.pad(sign, scene),
            Msg::Close => {
                self.keyboard.close();
                self.fit(scene)
            }
            Msg::KeyLeft => Ok(self.move_key(-1, 0, scene)),
            Msg::KeyRight => Ok(self.move_key(1, 0, scene)),
            Msg::Press(cap) => self.press(cap, scene),
            Msg::Scroll(rows) => self.go(rows, scene, |cursor| cursor.scroll(rows)),
            Msg::Open if self.keyboard.focus == Focus::Keys => self.press_selected(scene),
            Msg::Open => Ok(self.open(self.cursor.selected().saturating_sub(self.held.start), scene)),
            Msg::Line(line) => {
                self.cursor.select(self.held.start + line);
                Ok(self.open(line, scene))
            }
            Msg::NextKind => self.choose_kind(after(self.chosen_kind(), self.kind_texts.len()), scene),
            Msg::PreviousKind => self.choose_kind(before(self.chosen_kind(), self.kind_texts.len()), scene),
            Msg::Kind(choice) => self.choose_kind(choice, scene),
            Msg::NextCluster => self.choose_cluster(after(self.chosen_cluster(), self.cluster_texts.len()), scene),
            Msg::PreviousCluster => self.choose_cluster(before(self.chosen_cluster(), self.cluster_texts.len()), scene),
            Msg::Cluster(choice) => self.choose_cluster(choice, scene),
        }
    }

    fn renew(&mut self, scene: &Scene<'_>) -> Result<Renewed, ReadError> {
        let top = self.cursor.selected() - self.cursor.window().start;
        // What is selected was found for an older text, if it is stale.
        let selected = self.selected().filter(|_| !self.stale).map(|row| row.slug.clone());
        let slug = self.left_at.take().or(selected);
        self.search(slug.as_ref(), scene)?;
        self.cursor.restore(self.cursor.selected(), self.cursor.selected().saturating_sub(top));
        self.show(scene)?;
        Ok(Renewed::Same)
    }

    fn rest(&mut self) {
        self.left_at = self.selected().map(|row| row.slug.clone());
        (self.rows, self.held) = (Vec::new(), 0..0);
        (self.hits, self.groups) = (Vec::new(), Vec::new());
    }

    fn position(&self, scene: &Scene<'_>) -> String {
        if self.hits.is_empty() {
            return String::new();
        }
        (scene.strings.common.position)(self.cursor.selected() + 1, self.total.max(self.cursor.len() as u32) as usize)
    }

    fn view(&self, scene: &Scene<'_>, canvas: &mut Canvas<'_>) {
        view::view(self, scene, canvas);
    }
}

/// The choice after `chosen` of `len`, around the end.
const fn after(chosen: usize, len: usize) -> usize {
    if chosen + 1 < len { chosen + 1 } else { 0 }
}

/// The choice before `chosen` of `len`, around the beginning.
const fn before(chosen: usize, len: usize) -> usize {
    match chosen.checked_sub(1) {
        Some(before) => before,
        None => len.saturating_sub(1),
    }
}
