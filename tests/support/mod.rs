//! A visitor without a terminal: presses keys, and reads the screen as a terminal parser of somebody else shows it. Bytes
//! in, screen out; its clock moves only when it is told.

#![allow(dead_code, reason = "each test binary uses a part")]
#![allow(clippy::panic, reason = "a helper of tests fails like one")]

pub mod builtin;

use std::fmt::Write as _;
use std::num::NonZero;
use std::time::{Duration, Instant};

use megdan::content::Civil;
use megdan::session::{Event, Moment, Program, Session};
use megdan::terminal::{Picture, Profile};

/// One visit and the screen it is seen on.
pub struct Visit<P: Program> {
    session: Session<P>,
    parser: vt100::Parser,
    scratch: Picture,
    now: Instant,
    civil: Civil,
    /// Bytes of the last frame; none if it changed nothing.
    pub sent: Vec<u8>,
    /// Frames that had bytes.
    pub frames: usize,
    /// What the program asked for, all of it so far.
    pub effects: Vec<P::Effect>,
    /// Whether it ended.
    pub finished: bool,
}

impl<P: Program> Visit<P> {
    /// Begins a visit with the program that `begin` makes, and draws its first frame.
    pub fn new(profile: Profile, civil: Civil, begin: impl FnOnce(&Moment<'_>) -> P) -> Self {
        let now = Instant::now();
        let program = begin(&Moment { profile: &profile, civil, instant: now });
        let (columns, rows) = profile.size.shown();
        let mut visit = Self {
            session: Session::new(program, profile, civil, now),
            parser: vt100::Parser::new(whole(rows), whole(columns), 0),
            scratch: Picture::default(),
            now,
            civil,
            sent: Vec::new(),
            frames: 0,
            effects: Vec::new(),
            finished: false,
        };
        visit.draw();
        visit
    }

    /// Presses keys: characters as they are, others by name in braces, as in `jj{enter}{f2}{ctrl-l}{{`.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        let bytes = bytes(script);
        self.happen(Event::Bytes(&bytes));
        self.settle()
    }

    /// Sends bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.happen(Event::Bytes(bytes))
    }

    /// Clicks the cell in this column and row, counted from 0.
    pub fn click(&mut self, column: u16, row: u16) -> &mut Self {
        let (x, y) = (column + 1, row + 1);
        self.bytes(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m").as_bytes())
    }

    /// Clicks the first place where the screen says `text`.
    pub fn click_on(&mut self, text: &str) -> &mut Self {
        let (column, row) = self.find(text).unwrap_or_else(|| panic!("no ‘{text}’ on:\n{}", self.text()));
        self.click(column, row)
    }

    /// Turns the wheel over a cell: up by as many notches, down when negative.
    pub fn wheel(&mut self, column: u16, row: u16, notches: i32) -> &mut Self {
        let button = if notches > 0 { 64 } else { 65 };
        let notch = format!("\x1b[<{button};{};{}M", column + 1, row + 1);
        self.bytes(notch.repeat(notches.unsigned_abs() as usize).as_bytes())
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u32, rows: u32) -> &mut Self {
        let clamp = |value: u32| whole(u16::try_from(value).unwrap_or(u16::MAX).min(300));
        self.parser.screen_mut().set_size(clamp(rows), clamp(columns));
        self.happen(Event::Resize(columns, rows))
    }

    /// Moves to another edition.
    pub fn edition(&mut self, edition: P::Edition) -> &mut Self {
        self.happen(Event::Edition(edition))
    }

    /// Sets the clock.
    pub fn clock(&mut self, civil: Civil) -> &mut Self {
        self.civil = civil;
        self.happen(Event::Clock(civil))
    }

    /// Lets time pass, waking the session whenever it wants to be.
    pub fn wait(&mut self, time: Duration) -> &mut Self {
        let end = self.now + time;
        while let Some(deadline) = self.session.deadline().filter(|deadline| *deadline <= end) {
            self.now = deadline.max(self.now);
            self.happen(Event::Deadline);
        }
        self.now = end;
        self
    }

    /// The screen as text, lines without the blanks at their ends.
    pub fn text(&self) -> String {
        let screen = self.parser.screen();
        let (_, columns) = screen.size();
        let lines: Vec<String> = screen.rows(0, columns.get()).map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n")
    }

    /// Column and row of the first place where the screen says `text`.
    pub fn find(&self, text: &str) -> Option<(u16, u16)> {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        let (rows, columns) = (rows.get(), columns.get());
        (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y))).find(|&(x, y)| {
            let row = screen.rows(x, columns - x).nth(usize::from(y));
            row.is_some_and(|row| row.starts_with(text))
        })
    }

    /// What is on the screen with its inks: row, column, ink and words, a line for each run of one ink.
    pub fn painted(&self) -> String {
        let screen = self.screen();
        let (rows, columns) = screen.size();
        let mut out = String::new();
        for row in 0..rows.get() {
            let mut runs: Vec<(u16, String, String)> = Vec::new();
            for column in 0..columns.get() {
                let Some(cell) = screen.cell(row, column) else { continue };
                let ink = |color: vt100::Color| match color {
                    vt100::Color::Default => "-".to_owned(),
                    vt100::Color::Idx(index) => index.to_string(),
                    vt100::Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
                };
                let marks = [(cell.bold(), " bold"), (cell.inverse(), " inverse"), (cell.underline(), " underlined")];
                let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, name)| *name).collect();
                let style = format!("{} on {}{marks}", ink(cell.fgcolor()), ink(cell.bgcolor()));
                let text = if cell.has_contents() { cell.contents() } else { " " };
                match runs.last_mut().filter(|(_, known, _)| *known == style || text == " ") {
                    Some((.., words)) => words.push_str(text),
                    None if text == " " => {}
                    None => runs.push((column, style, text.to_owned())),
                }
            }
            for (column, style, words) in runs {
                let _infallible = writeln!(out, "{row:>2} {column:>3}  {style:<16}  {}", words.trim_end());
            }
        }
        out
    }

    /// The parser's screen, for colours and attributes.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// The program as it is now.
    pub fn program(&self) -> &P {
        self.session.program()
    }

    /// An Esc at the end of a script is one: nothing will follow it.
    fn settle(&mut self) -> &mut Self {
        self.wait(Duration::from_millis(100))
    }

    fn happen(&mut self, event: Event<'_, P::Edition>) -> &mut Self {
        let step = self.session.handle(event, self.now);
        self.effects.extend(step.effects);
        self.finished = step.finished;
        self.draw();
        self
    }

    fn draw(&mut self) {
        let mut out = Vec::new();
        self.session.frame(&mut self.scratch, &mut out);
        self.frames += usize::from(!out.is_empty());
        self.parser.process(&out);
        self.sent = out;
    }
}

fn whole(value: u16) -> NonZero<u16> {
    NonZero::new(value).unwrap_or(NonZero::<u16>::MIN)
}

/// The bytes that a terminal sends for a script of keys.
pub fn bytes(script: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = script.chars();
    while let Some(c) = rest.next() {
        if c != '{' || rest.as_str().starts_with('{') {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            if c == '{' {
                rest.next();
            }
            continue;
        }
        let name: String = rest.by_ref().take_while(|c| *c != '}').collect();
        out.extend_from_slice(named(&name).unwrap_or_else(|| panic!("no key is called ‘{name}’")));
    }
    out
}

fn named(name: &str) -> Option<&'static [u8]> {
    let keys: [(&str, &[u8]); 29] = [
        ("up", b"\x1b[A"),
        ("down", b"\x1b[B"),
        ("right", b"\x1b[C"),
        ("left", b"\x1b[D"),
        ("home", b"\x1b[H"),
        ("end", b"\x1b[F"),
        ("pgup", b"\x1b[5~"),
        ("pgdn", b"\x1b[6~"),
        ("delete", b"\x1b[3~"),
        ("enter", b"\r"),
        ("esc", b"\x1b"),
        ("tab", b"\t"),
        ("backtab", b"\x1b[Z"),
        ("back", b"\x7f"),
        ("space", b" "),
        ("f1", b"\x1bOP"),
        ("f2", b"\x1bOQ"),
        ("f3", b"\x1bOR"),
        ("f4", b"\x1bOS"),
        ("f5", b"\x1b[15~"),
        ("f6", b"\x1b[17~"),
        ("f7", b"\x1b[18~"),
        ("f8", b"\x1b[19~"),
        ("f9", b"\x1b[20~"),
        ("f10", b"\x1b[21~"),
        ("f11", b"\x1b[23~"),
        ("f12", b"\x1b[24~"),
        ("ctrl-c", b"\x03"),
        ("ctrl-l", b"\x0c"),
    ];
    keys.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

/// Resident memory of this process in KiB.
pub fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("a running process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a size");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}
