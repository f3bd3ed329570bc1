//! The keys that mean the same on every screen.

use crate::ui::keys::{Binding, Key, Shown, binding};

/// What can be asked of the root on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Global {
    Help,
    Search,
    Language,
    Theme,
    TextSize,
    Take,
    Home,
    Back,
    Quit,
    Menu,
}

/// The only source for what these keys do, the footer and the help page.
pub const BINDINGS: &[Binding<Global>] = &[
    binding(&[Key::Escape, Key::Backspace, Key::Char('-')], Global::Back, |s| s.keys.back, Shown::Footer(1)),
    binding(&[Key::F(1), Key::Char('?')], Global::Help, |s| s.keys.help, Shown::Footer(1)),
    binding(&[Key::F(3), Key::Char('/')], Global::Search, |s| s.keys.search, Shown::Footer(2)),
    binding(&[Key::F(2)], Global::Language, |s| s.keys.other_language, Shown::Footer(5)),
    binding(&[Key::F(4)], Global::TextSize, |s| s.keys.text_size, Shown::Footer(9)),
    binding(&[Key::F(5)], Global::Theme, |s| s.keys.theme, Shown::Footer(9)),
    binding(&[Key::F(6)], Global::Take, |s| s.keys.code, Shown::Footer(3)),
    binding(&[Key::F(10)], Global::Home, |s| s.keys.home, Shown::Footer(4)),
    binding(&[Key::Char('q'), Key::Ctrl('c')], Global::Quit, |s| s.keys.quit, Shown::Footer(8)),
    // The last one: its label always stands in the corner.
    binding(&[Key::F(9), Key::Char('*')], Global::Menu, |s| s.keys.menu, Shown::Footer(0)),
];
