//! The menu over a screen: everything that can be done there, for who has no key for it. Never does anything itself: what
//! is chosen is a key of the screen below.

use super::global::{BINDINGS, Global};
use super::{AnyScreen, App};
use crate::ui::input::Effect;
use crate::ui::keys::{Key, Pressed};
use crate::ui::scene::Context;
use crate::ui::screens::{help, menu};

/// In the menu's order: the digits of what all screens have stay the same as far as they can.
const ORDER: [Global; 8] = [
    Global::Search,
    Global::Language,
    Global::TextSize,
    Global::Theme,
    Global::Help,
    Global::Home,
    Global::Take,
    Global::Quit,
];

impl App {
    /// Opens the menu of the shown screen.
    pub(super) fn open_menu(&mut self, context: &Context<'_>) {
        let (Some(step), Some(scene)) = (self.path.last(), self.scene(context)) else { return };
        let offered = ORDER.into_iter().filter(|global| self.offers(*global));
        let lines = offered.filter_map(|global| BINDINGS.iter().find(|binding| binding.message == global));
        let lines = lines.map(help::Line::of).chain(step.screen.choices(&scene)).collect();
        self.push(AnyScreen::Menu(Box::new(menu::Model::new(lines))));
    }

    /// Closes the menu and does what `key` does on the screen below, if it still does.
    pub(super) fn leave_menu(&mut self, key: Key, context: &Context<'_>, effects: &mut Vec<Effect>) {
        self.leave(self.path.len() - 1, effects);
        self.freshen(context);
        let pressed = Pressed { key, typed: None };
        match self.typing(pressed).or_else(|| self.meaning(pressed, context)) {
            Some(command) => self.run(command, context, effects),
            None => self.refuse(self.nothing_bound(key), effects),
        }
    }
}
