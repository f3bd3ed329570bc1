//! The administrator's panel: a PIN, then six things to do. Reached by keys, by a keypad or by touch alone. Does nothing
//! itself: it begins tasks of the [`Office`] and shows their answers.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::layout::Position;

use self::rows::Row;
use super::gate::Gate;
use super::office::{Answer, Office, Task};
use crate::edition::Edition;
use crate::terminal::Size;
use crate::text::{Lang, Layout};
use crate::ui::input::Input;
use crate::ui::keys::{Key, Pressed};

mod areas;
mod rows;
mod view;

pub use view::draw;

/// The panel closes by itself: an administrator who is called away leaves no open door.
const CLOSES_AFTER: Duration = Duration::from_mins(2);
/// How often a task that is being done is asked about.
const ASK_EVERY: Duration = Duration::from_millis(100);
/// Lines that one notch of the wheel moves.
const WHEEL: isize = 3;
/// Digits of a PIN at most.
const MOST_DIGITS: usize = 12;

/// What the panel wants of the lobby.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing.
    Stay,
    /// Be closed.
    Close,
    /// End the program.
    Leave,
}

/// What can be chosen, in the order of their digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Status,
    Publish,
    RollBack,
    Statistics,
    Language,
    Leave,
}

impl Item {
    const ALL: [Self; 6] = [Self::Status, Self::Publish, Self::RollBack, Self::Statistics, Self::Language, Self::Leave];
}

/// What the panel shows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Page {
    /// The PIN so far.
    Pin(String),
    /// The items.
    Menu,
    /// Folders to publish.
    Sources(Vec<String>),
    /// What an answer tells, and the line at the top.
    Told(Vec<Row>, usize),
}

/// Something that was pressed or touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Digit(u8),
    Delete,
    Accept,
    Back,
    Up,
    Down,
    PageUp,
    PageDown,
    /// So many lines on.
    Scroll(isize),
    /// The row with this number, counted from 0.
    Row(usize),
}

/// The open panel.
#[derive(Debug)]
pub struct Panel {
    office: Arc<dyn Office>,
    lang: Lang,
    page: Page,
    selected: usize,
    /// The item that was chosen once and asks to be chosen again.
    confirming: Option<Item>,
    /// When to ask for the answer of the running task.
    asks: Option<Instant>,
    closes: Instant,
    /// Whether the last PIN was wrong.
    refused: bool,
}

impl Panel {
    /// A panel that asks for the PIN.
    pub fn new(office: Arc<dyn Office>, lang: Lang, now: Instant) -> Self {
        Self {
            office,
            lang,
            page: Page::Pin(String::new()),
            selected: 0,
            confirming: None,
            asks: None,
            closes: now + CLOSES_AFTER,
            refused: false,
        }
    }

    /// When it wants to be woken: for an answer, for the end of a wait, or to close.
    pub fn deadline(&self, gate: &Gate, now: Instant) -> Instant {
        let wait = gate.wait(now);
        // The seconds of a wait are shown, so they are counted.
        let second = (!wait.is_zero()).then(|| now + Duration::from_secs(1).min(wait));
        [Some(self.closes), self.asks, second].into_iter().flatten().min().unwrap_or(self.closes)
    }

    /// Time passed.
    pub fn wake(&mut self, gate: &mut Gate, edition: &Edition, now: Instant) -> Wish {
        if self.asks.is_some_and(|asks| asks <= now) {
            self.asks = Some(now + ASK_EVERY);
            if let Some(answer) = self.office.answer() {
                self.asks = None;
                self.closes = now + CLOSES_AFTER;
                self.take(answer, gate, edition, now);
            }
        }
        if self.closes <= now && self.asks.is_none() { Wish::Close } else { Wish::Stay }
    }

    /// The administrator did something.
    pub fn input(&mut self, input: &Input, size: Size, gate: &mut Gate, now: Instant) -> Wish {
        let Some(press) = self.press(input, size) else { return Wish::Stay };
        self.closes = now + CLOSES_AFTER;
        if self.asks.is_some() {
            return Wish::Stay;
        }
        match press {
            Press::Back => self.back(),
            Press::Digit(digit) => self.digit(digit, now),
            Press::Delete => {
                if let Page::Pin(pin) = &mut self.page {
                    pin.pop();
                }
                Wish::Stay
            }
            Press::Accept if matches!(self.page, Page::Pin(_)) => self.unlock(gate, now),
            Press::Accept => self.choose(self.selected, now),
            Press::Up => self.step(-1, size),
            Press::Down => self.step(1, size),
            Press::PageUp => self.page_by(-1, size),
            Press::PageDown => self.page_by(1, size),
            Press::Scroll(lines) => self.step(lines, size),
            Press::Row(row) => {
                self.select(row);
                self.choose(row, now)
            }
        }
    }

    /// Goes to another row, or moves what is told by so many lines.
    fn step(&mut self, by: isize, size: Size) -> Wish {
        match &mut self.page {
            Page::Told(rows, top) => {
                let lines = |width| rows::lines(rows, width).len();
                let last = areas::areas(size).map_or(0, |areas| areas.last_top(lines(areas.body.width)));
                *top = top.saturating_add_signed(by).min(last);
                Wish::Stay
            }
            _ => self.select(self.selected.saturating_add_signed(by)),
        }
    }

    /// A page up or down; where rows are chosen, one row.
    fn page_by(&mut self, direction: isize, size: Size) -> Wish {
        let page = areas::areas(size).map_or(1, |areas| areas.body.height.saturating_sub(1).max(1));
        let by = if matches!(self.page, Page::Told(..)) { isize::from(page as i16) } else { 1 };
        self.step(direction * by, size)
    }

    fn press(&self, input: &Input, size: Size) -> Option<Press> {
        match input {
            Input::Mouse(mouse) if mouse.kind == MouseEventKind::ScrollUp => Some(Press::Scroll(-WHEEL)),
            Input::Mouse(mouse) if mouse.kind == MouseEventKind::ScrollDown => Some(Press::Scroll(WHEEL)),
            Input::Mouse(mouse) if mouse.kind == MouseEventKind::Down(MouseButton::Left) => {
                areas::hit(self, size, Position { x: mouse.column, y: mouse.row })
            }
            Input::Key(key) => match Pressed::new(key, Layout::default())?.key {
                Key::Char(digit @ '0'..='9') => Some(Press::Digit(digit as u8 - b'0')),
                Key::Enter => Some(Press::Accept),
                Key::Backspace if matches!(self.page, Page::Pin(_)) => Some(Press::Delete),
                // A keypad has no Esc.
                Key::Escape | Key::Backspace | Key::Char('-') => Some(Press::Back),
                Key::Up => Some(Press::Up),
                Key::Down => Some(Press::Down),
                Key::PageUp | Key::Char('.') => Some(Press::PageUp),
                Key::PageDown | Key::Char('+' | ' ') => Some(Press::PageDown),
                _ => None,
            },
            _ => None,
        }
    }

    fn rows(&self) -> usize {
        match &self.page {
            Page::Menu => Item::ALL.len(),
            Page::Sources(sources) => sources.len(),
            Page::Pin(_) | Page::Told(..) => 0,
        }
    }

    fn select(&mut self, row: usize) -> Wish {
        self.selected = row.min(self.rows().saturating_sub(1));
        Wish::Stay
    }

    fn back(&mut self) -> Wish {
        self.confirming = None;
        match self.page {
            Page::Pin(_) | Page::Menu => Wish::Close,
            _ => {
                self.page = Page::Menu;
                self.select(0)
            }
        }
    }

    fn digit(&mut self, digit: u8, now: Instant) -> Wish {
        match &mut self.page {
            Page::Pin(pin) => {
                self.refused = false;
                if pin.len() < MOST_DIGITS {
                    pin.push(char::from(b'0' + digit));
                }
                Wish::Stay
            }
            _ if digit == 0 => self.back(),
            _ => {
                let row = usize::from(digit) - 1;
                if row >= self.rows() {
                    return Wish::Stay;
                }
                self.select(row);
                self.choose(row, now)
            }
        }
    }

    fn unlock(&mut self, gate: &Gate, now: Instant) -> Wish {
        if let Page::Pin(pin) = &mut self.page {
            let pin = std::mem::take(pin);
            if !pin.is_empty() && gate.wait(now).is_zero() {
                self.begin(Task::Unlock(pin), now);
            }
        }
        Wish::Stay
    }

    fn choose(&mut self, row: usize, now: Instant) -> Wish {
        match &self.page {
            Page::Sources(_) => {
                self.begin(Task::Publish(row, self.lang), now);
                Wish::Stay
            }
            Page::Menu => Item::ALL.get(row).map_or(Wish::Stay, |item| self.item(*item, now)),
            Page::Pin(_) | Page::Told(..) => self.back(),
        }
    }

    fn item(&mut self, item: Item, now: Instant) -> Wish {
        let weighty = matches!(item, Item::RollBack | Item::Leave);
        if weighty && self.confirming != Some(item) {
            self.confirming = Some(item);
            return Wish::Stay;
        }
        self.confirming = None;
        match item {
            Item::Status => self.begin(Task::Status(self.lang), now),
            Item::Publish => self.begin(Task::Sources, now),
            Item::RollBack => self.begin(Task::RollBack(self.lang), now),
            Item::Statistics => self.begin(Task::Statistics(self.lang), now),
            Item::Language => self.lang = self.lang.other(),
            Item::Leave => return Wish::Leave,
        }
        Wish::Stay
    }

    fn begin(&mut self, task: Task, now: Instant) {
        self.office.begin(task);
        self.asks = Some(now + ASK_EVERY);
    }

    fn take(&mut self, answer: Answer, gate: &mut Gate, edition: &Edition, now: Instant) {
        self.selected = 0;
        match answer {
            Answer::Unlocked(true) => {
                gate.pass();
                self.page = Page::Menu;
            }
            Answer::Unlocked(false) => {
                gate.refuse(now);
                self.refused = true;
                self.page = Page::Pin(String::new());
            }
            Answer::Report(lines) => self.page = Page::Told(rows::report(lines), 0),
            Answer::Sources(names) => self.page = Page::Sources(names),
            Answer::Statistics(sums, notes) => {
                self.page = Page::Told(rows::statistics(&sums, notes, edition, self.lang), 0);
            }
        }
    }
}
