//! The keys that mean the same on every screen.

use crate::ui::keys::{Binding, Key, Shown};

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
    Binding {
        keys: &[Key::Escape, Key::Backspace, Key::Char('-')],
        message: Global::Back,
        label: |s| s.keys.back,
        shown: Shown::Footer(1),
    },
    Binding {
        keys: &[Key::F(1), Key::Char('?')],
        message: Global::Help,
        label: |s| s.keys.help,
        shown: Shown::Footer(1),
    },
    Binding {
        keys: &[Key::F(3), Key::Char('/')],
        message: Global::Search,
        label: |s| s.keys.search,
        shown: Shown::Footer(2),
    },
    Binding {
        keys: &[Key::F(2)],
        message: Global::Language,
        label: |s| s.keys.other_language,
        shown: Shown::Footer(5),
    },
    Binding { keys: &[Key::F(4)], message: Global::TextSize, label: |s| s.keys.text_size, shown: Shown::Footer(9) },
    Binding { keys: &[Key::F(5)], message: Global::Theme, label: |s| s.keys.theme, shown: Shown::Footer(9) },
    Binding { keys: &[Key::F(6)], message: Global::Take, label: |s| s.keys.code, shown: Shown::Footer(3) },
    Binding { keys: &[Key::F(10)], message: Global::Home, label: |s| s.keys.home, shown: Shown::Footer(4) },
    Binding {
        keys: &[Key::Char('q'), Key::Ctrl('c')],
        message: Global::Quit,
        label: |s| s.keys.quit,
        shown: Shown::Footer(8),
    },
    // The last one: its label always stands in the corner.
    Binding {
        keys: &[Key::F(9), Key::Char('*')],
        message: Global::Menu,
        label: |s| s.keys.menu,
        shown: Shown::Footer(0),
    },
];
