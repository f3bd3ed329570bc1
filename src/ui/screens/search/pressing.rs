//! What keys and keypads do on the search screen besides typing: they move on what was found, or on the keyboard on the
//! screen. Never draws.

use super::Model;
use super::areas::areas;
use super::keyboard::{Board, Cap, Focus, Hand};
use crate::edition::ReadError;
use crate::ui::cursor::Move;
use crate::ui::scene::Scene;
use crate::ui::screens::Request;

impl Model {
    /// Above the first hit and below the last one is the keyboard.
    pub(super) fn step(&mut self, step: Move, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let is_on_keys = self.keyboard.focus == Focus::Keys;
        match step {
            Move::Up if is_on_keys => return Ok(self.move_key(0, -1, scene)),
            Move::Down if is_on_keys => return Ok(self.move_key(0, 1, scene)),
            Move::Up if self.cursor.selected() == 0 => return self.call_keyboard(scene),
            Move::Down if self.hits.is_empty() => return self.call_keyboard(scene),
            _ => {}
        }
        self.go(step.rows(1), scene, |cursor| cursor.step(step))
    }

    /// Calls the keyboard; puts it away where arrows were on it already.
    pub(super) fn call_keyboard(&mut self, scene: &Scene<'_>) -> Result<Request, ReadError> {
        if self.keyboard.focus == Focus::Keys {
            self.keyboard.close();
            self.keyboard.called = Some(false);
        } else {
            self.keyboard.call();
        }
        self.fit(scene)
    }

    /// The keypad goes between the keyboard and what was found.
    pub(super) fn use_keypad(&mut self, scene: &Scene<'_>) -> Result<Request, ReadError> {
        self.keyboard.hand = Hand::Keypad;
        match self.keyboard.focus {
            Focus::Hits => self.keyboard.call(),
            Focus::Keys => self.keyboard.focus = Focus::Hits,
        }
        self.fit(scene)
    }

    /// A key of a keypad: on the keyboard 8, 2, 4, 6 and those between them move, 5 presses; else digits open.
    pub(super) fn pad(&mut self, sign: char, scene: &Scene<'_>) -> Result<Request, ReadError> {
        if self.keyboard.focus == Focus::Hits {
            return match sign {
                '+' => self.step(Move::Further, scene),
                '.' => self.step(Move::Nearer, scene),
                '0' | '/' => self.use_keypad(scene),
                _ => Ok(self.open_digit(sign.to_digit(10).unwrap_or(0) as usize, scene)),
            };
        }
        let (columns, rows) = match sign {
            '5' => return self.press_selected(scene),
            '0' => return self.press(Cap::Space, scene),
            '.' => return self.press(Cap::Erase, scene),
            '/' => return self.press(Cap::Page, scene),
            '+' => return self.use_keypad(scene),
            '1' => (-1, 1),
            '2' => (0, 1),
            '3' => (1, 1),
            '4' => (-1, 0),
            '6' => (1, 0),
            '7' => (-1, -1),
            '8' => (0, -1),
            _ => (1, -1),
        };
        Ok(self.move_key(columns, rows, scene))
    }

    fn open_digit(&self, digit: usize, scene: &Scene<'_>) -> Request {
        match self.cursor.by_digit(digit).and_then(|row| row.checked_sub(self.held.start)) {
            Some(line) => self.open(line, scene),
            None => Request::no_number(digit, scene),
        }
    }

    /// Goes from key to key; above the keyboard are the hits.
    pub(super) fn move_key(&mut self, columns: isize, rows: isize, scene: &Scene<'_>) -> Request {
        let Some(board) = self.board(scene) else { return Request::Stay };
        if self.keyboard.step(&board, columns, rows) {
            return Request::Stay;
        }
        if rows < 0 && !self.hits.is_empty() {
            self.keyboard.focus = Focus::Hits;
            return Request::Stay;
        }
        Request::end(rows, scene)
    }

    pub(super) fn press_selected(&mut self, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let key = self.board(scene).and_then(|board| self.keyboard.selected(&board));
        key.map_or(Ok(Request::Stay), |key| self.press(key.cap, scene))
    }

    /// Presses a key of the keyboard. One that leads nowhere says so.
    pub(super) fn press(&mut self, cap: Cap, scene: &Scene<'_>) -> Result<Request, ReadError> {
        let words = scene.strings.search;
        if !self.keyboard.leads(cap, &self.text) {
            let why = match cap {
                Cap::Letter(letter) => (words.leads_nowhere)(letter),
                _ => words.nothing_typed.to_owned(),
            };
            return Ok(Request::Refuse(why));
        }
        match cap {
            Cap::Letter(letter) => self.text.push(letter),
            Cap::Space => self.text.push(' '),
            Cap::Erase => drop(self.text.pop()),
            Cap::Clear => {
                (self.kind, self.cluster) = (None, None);
                self.text.clear();
            }
            Cap::Page => {
                if let Some(board) = self.board(scene) {
                    self.keyboard.turn(&board);
                }
                self.light(scene);
                return Ok(Request::Stay);
            }
            Cap::Hide => {
                self.keyboard.close();
                self.keyboard.called = Some(false);
                return self.fit(scene);
            }
        }
        Ok(self.typed_anew())
    }

    pub(super) fn board(&self, scene: &Scene<'_>) -> Option<Board> {
        self.keyboard.board(&scene.grid, scene.lang)
    }

    /// Finds out which letters lead on; nothing is asked while no keyboard is shown.
    pub(super) fn light(&mut self, scene: &Scene<'_>) {
        let letters = self.board(scene).map(|board| board.letters()).unwrap_or_default();
        self.keyboard.alive = if letters.is_empty() {
            String::new()
        } else {
            scene.edition.next_letters(&self.text, &letters).into_iter().collect()
        };
    }

    /// The keyboard came or went: there is other room for what was found.
    pub(super) fn fit(&mut self, scene: &Scene<'_>) -> Result<Request, ReadError> {
        self.light(scene);
        let page = areas(self, scene).page(self);
        self.cursor.fit(self.cursor.len(), page);
        self.show(scene)?;
        Ok(Request::Stay)
    }
}
