//! What makes a screen easier to read and to touch: the size of the text, and room for fingers. Never lays anything out.

/// How large the text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TextSize {
    /// As much as has room.
    #[default]
    Normal,
    /// A blank line below every line.
    Spaced,
    /// That, and headings in big letters where the terminal has the characters for them.
    Large,
}

impl TextSize {
    /// All sizes, in the order they are switched.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Spaced, Self::Large];

    /// The one after it.
    pub const fn next(self) -> Self {
        match self {
            Self::Normal => Self::Spaced,
            Self::Spaced => Self::Large,
            Self::Large => Self::Normal,
        }
    }
}

/// What the visitor points with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pointing {
    /// A mouse: every cell is told apart.
    #[default]
    Fine,
    /// A finger: wider than a cell, so what it can touch stands apart.
    Finger,
}

/// Both together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ease {
    /// How large the text is.
    pub text: TextSize,
    /// What the visitor points with.
    pub pointing: Pointing,
}

impl Ease {
    /// Rows that a line takes at least.
    pub const fn pitch(self) -> u16 {
        match (self.text, self.pointing) {
            (TextSize::Normal, Pointing::Fine) => 1,
            _ => 2,
        }
    }

    /// Rows that something to be pressed takes at least.
    pub const fn target(self) -> u16 {
        match self.pointing {
            Pointing::Fine => 1,
            Pointing::Finger => 2,
        }
    }

    /// The same for what is only read.
    pub const fn unpressed(self) -> Self {
        Self { pointing: Pointing::Fine, ..self }
    }
}
