//! A program for the tests of this module: it shows what was typed, and breaks on request.

use std::time::{Duration, Instant};

use super::{Meaning, Moment, Program, Wake};
use crate::content::{Civil, Day};
use crate::terminal::{Event, Look, Names, Picture, Profile, Reach, Size};
use crossterm::event::KeyCode;

/// What was typed, the edition and the minute. `q` quits, `b` rings, `d` lets the screen be switched off, `p` panics, `v`
/// panics whenever it is drawn, `t` sets an alarm, `w` works for a while, digits are effects.
#[derive(Clone, Debug, Default)]
pub struct Typewriter {
    pub typed: String,
    pub edition: u32,
    pub alarm: Option<Instant>,
}

impl Program for Typewriter {
    type Edition = u32;
    type Effect = char;

    fn event(&mut self, event: &Event, moment: &Moment<'_>) -> Vec<char> {
        match event {
            Event::Key(key) => match key.code {
                KeyCode::Char('p') => unreachable!("asked for"),
                KeyCode::Char('w') => std::thread::sleep(Duration::from_millis(2)),
                KeyCode::Char('t') => self.alarm = Some(moment.instant + Duration::from_millis(70)),
                KeyCode::Char(c @ ('q' | 'b' | 'd' | '0'..='9')) => return vec![c],
                KeyCode::Char(c) => self.typed.push(c),
                KeyCode::Esc => self.typed.clear(),
                _ => self.typed.push('?'),
            },
            Event::Paste(text) => self.typed.push_str(text),
            Event::Mouse(_) => {}
        }
        Vec::new()
    }

    fn wake(&mut self, why: Wake, moment: &Moment<'_>) -> Vec<char> {
        if why == Wake::Deadline && self.alarm.is_some_and(|alarm| alarm <= moment.instant) {
            self.alarm = None;
            self.typed.push('!');
        }
        Vec::new()
    }

    fn set_edition(&mut self, edition: u32, _: &Moment<'_>) {
        self.edition = edition;
    }

    fn deadline(&self) -> Option<Instant> {
        self.alarm
    }

    fn view(&self, moment: &Moment<'_>, picture: &mut Picture) {
        assert!(!self.typed.contains('v'), "asked for");
        let Civil { hour, minute, .. } = moment.civil;
        picture.write(0, 0, &format!("{} {hour:02}:{minute:02}", self.edition), Look::default());
        picture.write(0, 1, &self.typed, Look::default());
        picture.write(0, moment.profile.size.rows() - 1, "дъно", Look::default());
    }

    fn fresh(&self, _: &Moment<'_>) -> Self {
        Self { edition: self.edition, ..Self::default() }
    }

    fn meaning(effect: &char) -> Meaning {
        match effect {
            'q' => Meaning::Quit,
            'b' => Meaning::Bell,
            'd' => Meaning::Dark,
            _ => Meaning::Other,
        }
    }
}

/// 17 January 2012 at this time.
pub fn at(hour: u8, minute: u8) -> Civil {
    let day = Day::new(2012, 1, 17).unwrap();
    Civil::new(day, hour, minute).unwrap()
}

/// A small emulator.
pub fn profile() -> Profile {
    let names = Names { term: Some("xterm-256color"), ..Names::default() };
    Profile::new(&names, Size::clamped(40, 6), Reach::Local)
}
