//! Keys and what they are bound to. A screen's table of bindings is the only source for what a key does, what the footer
//! offers and what the help page says. Never knows a screen's messages.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::glyphs::Signs;
use super::strings::Strings;
use crate::text::Layout;

/// A key as commands see it: letters are those of a Latin keyboard, whatever layout is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A function key.
    F(u8),
    /// Enter.
    Enter,
    /// Esc.
    Escape,
    /// Backspace.
    Backspace,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// An arrow.
    Up,
    /// An arrow.
    Down,
    /// An arrow.
    Left,
    /// An arrow.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// A character key.
    Char(char),
    /// A character key with Ctrl.
    Ctrl(char),
    /// The digits 1 to 9, in tables of bindings: a screen says itself what each of them means.
    Digits,
}

/// A key as it was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// What a command is looked up by.
    pub key: Key,
    /// The character as typed, for text fields.
    pub typed: Option<char>,
}

impl Pressed {
    /// Reads a key event; letters of a Cyrillic keyboard stand for the same key's Latin one. Nothing for keys that no
    /// screen could use (media keys, modifiers alone, Alt).
    pub fn new(event: &KeyEvent, layout: Layout) -> Option<Self> {
        let plain = |key| Some(Self { key, typed: None });
        match event.code {
            KeyCode::F(number) => plain(Key::F(number)),
            KeyCode::Enter => plain(Key::Enter),
            KeyCode::Esc => plain(Key::Escape),
            KeyCode::Backspace | KeyCode::Delete => plain(Key::Backspace),
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => plain(Key::BackTab),
            KeyCode::Tab => plain(Key::Tab),
            KeyCode::BackTab => plain(Key::BackTab),
            KeyCode::Up => plain(Key::Up),
            KeyCode::Down => plain(Key::Down),
            KeyCode::Left => plain(Key::Left),
            KeyCode::Right => plain(Key::Right),
            KeyCode::PageUp => plain(Key::PageUp),
            KeyCode::PageDown => plain(Key::PageDown),
            KeyCode::Home => plain(Key::Home),
            KeyCode::End => plain(Key::End),
            KeyCode::Char(typed) => {
                let letter = if typed.is_ascii() { typed } else { layout.latin_key(typed).unwrap_or(typed) };
                if event.modifiers.contains(KeyModifiers::CONTROL) {
                    plain(Key::Ctrl(letter.to_ascii_lowercase()))
                } else if event.modifiers.contains(KeyModifiers::ALT) {
                    None
                } else {
                    Some(Self { key: Key::Char(letter), typed: Some(typed) })
                }
            }
            _ => None,
        }
    }

    /// The digit that was typed, if it is 1 to 9.
    pub fn digit(self) -> Option<usize> {
        let digit = self.typed?.to_digit(10)? as usize;
        (digit > 0).then_some(digit)
    }
}

/// Where a binding is made known besides the help page, which shows all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In the footer; where it has no room for all, those with the smaller number stay.
    Footer(u8),
    /// In the footer for fingers, which have no wheel and no keys, before all others; elsewhere on the help page only.
    Touch,
    /// In the menu; on the help page as all are.
    Menu,
    /// On the help page only.
    Help,
}

/// Finds a command's name among the words of a language.
pub type LabelOf = fn(&'static Strings) -> &'static str;

/// What some keys do on a screen.
#[derive(Clone, Copy, Debug)]
pub struct Binding<M: 'static> {
    /// The keys; the first one is shown in the footer.
    pub keys: &'static [Key],
    /// What the screen is told.
    pub message: M,
    /// What it is called.
    pub label: LabelOf,
    /// Where it is shown.
    pub shown: Shown,
}

/// What `keys` do.
pub const fn binding<M: Copy>(keys: &'static [Key], message: M, label: LabelOf, shown: Shown) -> Binding<M> {
    Binding { keys, message, label, shown }
}

impl<M: Copy> Binding<M> {
    /// Whether the menu offers it: what moves about or opens needs no menu.
    pub fn is_in_menu(&self) -> bool {
        matches!(self.shown, Shown::Footer(_) | Shown::Menu) && !self.keys.contains(&Key::Enter)
    }

    /// The same with another message.
    pub fn map<N: Copy>(&self, change: impl FnOnce(M) -> N) -> Binding<N> {
        binding(self.keys, change(self.message), self.label, self.shown)
    }
}

/// The message that `key` is bound to, among those that are offered.
pub fn find<M: Copy>(bindings: &[Binding<M>], key: Key, offered: impl Fn(M) -> bool) -> Option<M> {
    // An upper-case letter that is not bound itself is read as the lower-case one: Caps Lock is no reason to be silent.
    let exact = |key| {
        let mut bound = bindings.iter().filter(|binding| binding.keys.contains(&key)).map(|binding| binding.message);
        bound.find(|message| offered(*message))
    };
    exact(key).or_else(|| match key {
        Key::Char(letter) if letter.is_ascii_uppercase() => exact(Key::Char(letter.to_ascii_lowercase())),
        _ => None,
    })
}

/// How a key is written on its cap.
pub fn cap(key: Key, signs: &'static Signs, strings: &'static Strings) -> String {
    let [up, down, left, right] = signs.arrows;
    match key {
        Key::F(number) => format!("F{number}"),
        Key::Enter => "Enter".to_owned(),
        Key::Escape => "Esc".to_owned(),
        Key::Backspace => "Backspace".to_owned(),
        Key::Tab => "Tab".to_owned(),
        Key::BackTab => "Shift+Tab".to_owned(),
        Key::Up => up.to_owned(),
        Key::Down => down.to_owned(),
        Key::Left => left.to_owned(),
        Key::Right => right.to_owned(),
        Key::PageUp => "PgUp".to_owned(),
        Key::PageDown => "PgDn".to_owned(),
        Key::Home => "Home".to_owned(),
        Key::End => "End".to_owned(),
        Key::Char(' ') => strings.keys.space.to_owned(),
        Key::Char(letter) => letter.to_string(),
        Key::Digits => "1–9".to_owned(),
        Key::Ctrl(letter) => format!("Ctrl+{}", letter.to_ascii_uppercase()),
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::{Key, Pressed, Shown, binding, find};
    use crate::text::Layout;

    fn press(code: KeyCode, layout: Layout) -> Option<Pressed> {
        Pressed::new(&KeyEvent::new(code, KeyModifiers::NONE), layout)
    }

    #[test]
    fn a_letter_command_works_under_a_cyrillic_layout() {
        let key = |letter, layout| press(KeyCode::Char(letter), layout).map(|pressed| pressed.key);
        assert_eq!(key('й', Layout::Phonetic), Some(Key::Char('j')));
        assert_eq!(key('т', Layout::Bds), Some(Key::Char('j')));
        assert_eq!(key('j', Layout::Bds), Some(Key::Char('j')));
        assert_eq!(key('Г', Layout::Phonetic), Some(Key::Char('G')));
        assert_eq!(press(KeyCode::Char('й'), Layout::Phonetic).and_then(|pressed| pressed.typed), Some('й'));
    }

    #[test]
    fn only_digits_that_choose_are_digits() {
        assert_eq!(press(KeyCode::Char('7'), Layout::Phonetic).and_then(Pressed::digit), Some(7));
        assert_eq!(press(KeyCode::Char('0'), Layout::Phonetic).and_then(Pressed::digit), None);
        assert_eq!(press(KeyCode::Enter, Layout::Phonetic).and_then(Pressed::digit), None);
    }

    #[test]
    fn upper_case_is_another_key_only_where_it_is_bound() {
        let table = [
            binding(&[Key::Char('g')], 1, |s| s.keys.open, Shown::Help),
            binding(&[Key::Char('G')], 2, |s| s.keys.open, Shown::Help),
            binding(&[Key::Char('n')], 3, |s| s.keys.open, Shown::Help),
        ];
        let found = ['g', 'G', 'N', 'x'].map(|letter| find(&table, Key::Char(letter), |_| true));
        assert_eq!(found, [Some(1), Some(2), Some(3), None]);
        assert_eq!(find(&table, Key::Char('g'), |message| message > 1), None);
    }
}
