//! Colours and attributes as one terminal can show them, and the shortest SGR codes from one to the next. Never chooses a
//! colour: it only finds the nearest one a terminal has.

use ratatui::style::{Color, Modifier};

use super::{ColorDepth, Profile, TerminalKind};

/// A colour as it is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The terminal's own.
    #[default]
    Own,
    /// 0 to 15.
    Ansi(u8),
    /// 16 to 255.
    Indexed(u8),
    /// Red, green, blue.
    Rgb(u8, u8, u8),
}

/// A cell's look as it is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Style {
    pub fore: Ink,
    pub back: Ink,
    pub marks: Modifier,
}

impl Style {
    /// The same for a blank: what cannot be seen on one is left out, so that looks change less often.
    pub fn of_blank(self) -> Self {
        let marks = self.marks & (Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT);
        let fore = if marks.is_empty() { Ink::Own } else { self.fore };
        Self { fore, back: self.back, marks }
    }
}

/// What a terminal can show.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    depth: ColorDepth,
    kind: TerminalKind,
    marks: Modifier,
}

/// Attributes and their codes, those that set and those that end them.
const MARKS: [(Modifier, u8, u8); 6] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Palette {
    /// What the terminal of `profile` can show.
    pub fn new(profile: &Profile) -> Self {
        let every = MARKS.iter().fold(Modifier::empty(), |all, (mark, ..)| all | *mark);
        let marks = match profile.kind {
            TerminalKind::Emulator => every,
            // The console shows dim and italic text as colours of its own, too dark to read.
            TerminalKind::Console | TerminalKind::Vt => Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED,
            TerminalKind::Dumb => Modifier::empty(),
        };
        Self { depth: profile.colors, kind: profile.kind, marks }
    }

    /// The nearest look this terminal has.
    pub fn resolve(self, fore: Color, back: Color, marks: Modifier) -> Style {
        let (mut fore, mut back) = (ink(fore, self.depth), ink(back, self.depth));
        let mut marks = marks & self.marks;
        if marks.contains(Modifier::BOLD) {
            // Terminals disagree about text that is both.
            marks.remove(Modifier::DIM);
        }
        if self.kind == TerminalKind::Console {
            // Its bright colours are bold ones, and a bright background is none.
            if let Ink::Ansi(8..=15) = fore {
                marks |= Modifier::BOLD;
            }
            (fore, back) = (dark(fore), dark(back));
        }
        Style { fore, back, marks }
    }

    /// Adds the codes that lead from `from` (`None`: not known) to `to`.
    pub fn change(self, from: Option<Style>, to: Style, out: &mut Vec<u8>) {
        if self.kind == TerminalKind::Dumb || from == Some(to) {
            return;
        }
        let whole = Codes::whole(to);
        let codes = match from {
            // A VT100 cannot end one attribute alone.
            Some(from) if self.kind != TerminalKind::Vt => Codes::step(from, to).shorter(whole),
            _ => whole,
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(codes.bytes());
        out.push(b'm');
    }
}

const fn dark(ink: Ink) -> Ink {
    match ink {
        Ink::Ansi(n) => Ink::Ansi(n & 7),
        other => other,
    }
}

/// The parameters of one SGR sequence; the longest takes 57 bytes.
struct Codes {
    text: [u8; 72],
    length: usize,
}

impl Codes {
    const fn new() -> Self {
        Self { text: [0; 72], length: 0 }
    }

    fn bytes(&self) -> &[u8] {
        self.text.get(..self.length).unwrap_or_default()
    }

    fn shorter(self, other: Self) -> Self {
        if self.length <= other.length { self } else { other }
    }

    fn whole(to: Style) -> Self {
        let mut codes = Self::new();
        if to == Style::default() {
            return codes;
        }
        codes.push(0);
        codes.add(Style::default(), to);
        codes
    }

    fn step(from: Style, to: Style) -> Self {
        let mut codes = Self::new();
        let mut kept = from.marks;
        for (mark, _, end) in MARKS {
            if kept.contains(mark) && !to.marks.contains(mark) {
                codes.push(end);
                kept.remove(mark);
            }
        }
        codes.add(Style { marks: kept, ..from }, to);
        codes
    }

    /// What `to` has that `from` has not.
    fn add(&mut self, from: Style, to: Style) {
        for (mark, begin, _) in MARKS {
            if to.marks.contains(mark) && !from.marks.contains(mark) {
                self.push(begin);
            }
        }
        if from.fore != to.fore {
            self.ink(to.fore, 30);
        }
        if from.back != to.back {
            self.ink(to.back, 40);
        }
    }

    fn ink(&mut self, ink: Ink, base: u8) {
        match ink {
            Ink::Own => self.push(base + 9),
            Ink::Ansi(n) if n < 8 => self.push(base + n),
            Ink::Ansi(n) => self.push(base + 60 + (n & 7)),
            Ink::Indexed(n) => [base + 8, 5, n].into_iter().for_each(|code| self.push(code)),
            Ink::Rgb(r, g, b) => [base + 8, 2, r, g, b].into_iter().for_each(|code| self.push(code)),
        }
    }

    fn push(&mut self, number: u8) {
        if self.length > 0 {
            self.put(b';');
        }
        for divisor in [100, 10, 1] {
            if number >= divisor || divisor == 1 {
                self.put(b'0' + number / divisor % 10);
            }
        }
    }

    fn put(&mut self, byte: u8) {
        if let Some(place) = self.text.get_mut(self.length) {
            *place = byte;
            self.length += 1;
        }
    }
}

fn ink(color: Color, depth: ColorDepth) -> Ink {
    let ink = match color {
        Color::Reset => Ink::Own,
        Color::Black => Ink::Ansi(0),
        Color::Red => Ink::Ansi(1),
        Color::Green => Ink::Ansi(2),
        Color::Yellow => Ink::Ansi(3),
        Color::Blue => Ink::Ansi(4),
        Color::Magenta => Ink::Ansi(5),
        Color::Cyan => Ink::Ansi(6),
        Color::Gray => Ink::Ansi(7),
        Color::DarkGray => Ink::Ansi(8),
        Color::LightRed => Ink::Ansi(9),
        Color::LightGreen => Ink::Ansi(10),
        Color::LightYellow => Ink::Ansi(11),
        Color::LightBlue => Ink::Ansi(12),
        Color::LightMagenta => Ink::Ansi(13),
        Color::LightCyan => Ink::Ansi(14),
        Color::White => Ink::Ansi(15),
        Color::Indexed(n) if n < 16 => Ink::Ansi(n),
        Color::Indexed(n) => Ink::Indexed(n),
        Color::Rgb(r, g, b) => Ink::Rgb(r, g, b),
    };
    match (ink, depth) {
        (_, ColorDepth::Mono) => Ink::Own,
        (Ink::Indexed(n), ColorDepth::Ansi16) => nearest(rgb(n), 0..=15),
        (Ink::Rgb(r, g, b), ColorDepth::Ansi16) => nearest((r, g, b), 0..=15),
        (Ink::Rgb(r, g, b), ColorDepth::Ansi256) => nearest((r, g, b), 16..=255),
        (ink, _) => ink,
    }
}

fn nearest(wanted: (u8, u8, u8), among: std::ops::RangeInclusive<u8>) -> Ink {
    let distance = |n: &u8| {
        let (r, g, b) = rgb(*n);
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(wanted.0, r) + square(wanted.1, g) + square(wanted.2, b)
    };
    match among.min_by_key(distance) {
        Some(n @ 0..16) => Ink::Ansi(n),
        Some(n) => Ink::Indexed(n),
        None => Ink::Own,
    }
}

/// The first 16 as xterm has them; terminals differ and visitors redefine them.
const BASE: [(u8, u8, u8); 16] = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
];

/// The colour number `n` of the palette of 256: 16 of its own, a cube of 6 × 6 × 6, 24 greys.
fn rgb(n: u8) -> (u8, u8, u8) {
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    match n {
        0..16 => BASE.get(usize::from(n)).copied().unwrap_or_default(),
        16..232 => {
            let n = n - 16;
            (level(n / 36), level(n / 6 % 6), level(n % 6))
        }
        232.. => {
            let grey = 8 + 10 * (n - 232);
            (grey, grey, grey)
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::{Color, Modifier};

    use super::{Ink, Palette, Style};
    use crate::terminal::{Names, Profile, Reach, Size};

    fn palette(term: &str) -> Palette {
        Palette::new(&Profile::new(&Names { term: Some(term), ..Names::default() }, Size::STANDARD, Reach::Local))
    }

    fn change(term: &str, from: Option<Style>, to: Style) -> String {
        let mut out = Vec::new();
        palette(term).change(from, to, &mut out);
        String::from_utf8(out).unwrap_or_default()
    }

    #[test]
    fn colours_go_to_the_nearest_a_terminal_has() {
        let fore = |term, color| palette(term).resolve(color, Color::Reset, Modifier::empty()).fore;
        assert_eq!(fore("xterm-kitty", Color::Rgb(1, 2, 3)), Ink::Rgb(1, 2, 3));
        assert_eq!(fore("xterm-256color", Color::Rgb(255, 0, 0)), Ink::Indexed(196));
        assert_eq!(fore("xterm", Color::Rgb(250, 250, 250)), Ink::Ansi(15));
        assert_eq!(fore("xterm", Color::Indexed(232)), Ink::Ansi(0));
        assert_eq!(fore("vt220", Color::Red), Ink::Own);
    }

    #[test]
    fn the_console_shows_bright_text_as_bold_and_no_bright_background() {
        let style = palette("linux").resolve(Color::White, Color::LightBlue, Modifier::ITALIC | Modifier::DIM);
        assert_eq!(style, Style { fore: Ink::Ansi(7), back: Ink::Ansi(4), marks: Modifier::BOLD });
    }

    #[test]
    fn codes_are_the_shortest() {
        let plain = Style::default();
        let bold = Style { marks: Modifier::BOLD, ..plain };
        let red = Style { fore: Ink::Ansi(9), back: Ink::Indexed(236), marks: Modifier::UNDERLINED };
        assert_eq!(change("xterm", None, plain), "\x1b[m");
        assert_eq!(change("xterm", Some(plain), bold), "\x1b[1m");
        assert_eq!(change("xterm", Some(bold), plain), "\x1b[m");
        assert_eq!(change("xterm", Some(red), Style { marks: Modifier::empty(), ..red }), "\x1b[24m");
        assert_eq!(change("xterm", None, red), "\x1b[0;4;91;48;5;236m");
        assert_eq!(change("vt100", Some(bold), Style { marks: Modifier::REVERSED, ..plain }), "\x1b[0;7m");
        assert_eq!(change("xterm", Some(red), red), "");
    }

    #[test]
    fn bold_and_dim_are_never_both() {
        let both = palette("xterm").resolve(Color::Reset, Color::Reset, Modifier::BOLD | Modifier::DIM);
        assert_eq!(both.marks, Modifier::BOLD);
        let dim = Style { marks: Modifier::DIM, fore: Ink::Rgb(1, 2, 3), ..both };
        assert_eq!(change("xterm-kitty", Some(Style { fore: dim.fore, ..both }), dim), "\x1b[22;2m");
    }
}
