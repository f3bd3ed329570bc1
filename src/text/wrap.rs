//! Breaks text into lines of at most so many cells, as a Bulgarian or English compositor would: a dash never begins a
//! line, a number stays with its unit, „г-н“ with the name. Never copies: every line is a piece of the text, found when
//! it is asked for, so that the first screen of a very long text costs one screen.

use std::ops::Range;

use super::width::{char_width, fit};

/// Words that stay with the number before them.
const UNITS: [&str; 22] = [
    "г",
    "г.",
    "ч",
    "ч.",
    "лв",
    "лв.",
    "%",
    "‰",
    "€",
    "$",
    "хил.",
    "млн.",
    "млрд.",
    "км",
    "м",
    "кв.м",
    "дка",
    "т",
    "kg",
    "km",
    "m",
    "EUR",
];

/// Words that stay with the word after them.
const LEADERS: [&str; 22] = [
    "№",
    "§",
    "г-н",
    "г-жа",
    "г-ца",
    "д-р",
    "проф.",
    "доц.",
    "инж.",
    "гр.",
    "с.",
    "ул.",
    "бул.",
    "стр.",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Mr.",
    "Mrs.",
    "Dr.",
    "No.",
];

/// A word is broken behind its hyphen only if this many letters stand before it: never „по-“, „най-“, “e-”.
const LETTERS_BEFORE_HYPHEN: usize = 4;

/// How far a word is looked at to tell whether it is an address, which is not broken at hyphens.
const ADDRESS_LOOK: usize = 80;

/// The lines of `text`, each at most `columns` cells wide. `\n` always ends a line; an empty text has no line. Spaces
/// around a break are left out, no-break spaces are kept. A word longer than a line is broken between clusters, and a
/// character wider than `columns` is left out. With 0 columns there is no line.
pub const fn wrap(text: &str, columns: usize) -> Wrap<'_> {
    Wrap { ranges: wrap_ranges(text, columns) }
}

/// The same lines as ranges of bytes of `text`, all at the boundaries of characters: for text with marks beside it.
pub const fn wrap_ranges(text: &str, columns: usize) -> WrapRanges<'_> {
    WrapRanges { text, at: Some(0), columns }
}

/// The lines of a text; see [`wrap`].
#[derive(Clone, Debug)]
pub struct Wrap<'a> {
    ranges: WrapRanges<'a>,
}

/// Where the lines of a text are; see [`wrap_ranges`].
#[derive(Clone, Debug)]
pub struct WrapRanges<'a> {
    text: &'a str,
    at: Option<usize>,
    columns: usize,
}

impl<'a> Iterator for Wrap<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.ranges.text;
        self.ranges.next().and_then(|line| text.get(line))
    }
}

impl Iterator for WrapRanges<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let at = self.at.take().filter(|at| *at < self.text.len() && self.columns > 0)?;
        let found = Line::find(self.text.split_at(at).1, self.columns);
        self.at = found.next.map(|next| at + next);
        Some(at + found.start..at + found.end)
    }
}

/// A line within the text that it begins.
struct Line {
    start: usize,
    end: usize,
    /// Where the next line begins, if there is one.
    next: Option<usize>,
}

/// A place to end a line: where it ends, and where the next begins.
type Place = (usize, usize);

impl Line {
    fn find(text: &str, columns: usize) -> Self {
        let mut scan = Scan::new(text);
        for (at, c) in text.char_indices() {
            if c == '\n' {
                return Self { start: scan.start, end: scan.ink, next: Some(at + 1) };
            }
            if is_space(c) {
                scan.space(c);
                continue;
            }
            scan.word_begins(at);
            let cells = char_width(c);
            if scan.used + cells > columns {
                return scan.overflow(columns);
            }
            scan.used += cells;
            scan.ink = at + c.len_utf8();
            scan.joint(c);
        }
        Self { start: scan.start, end: scan.ink, next: None }
    }
}

/// Whether a line may end at `c` and drop it. No-break spaces are none.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

/// What is known of a line while it is read.
struct Scan<'a> {
    text: &'a str,
    /// Where the first word begins.
    start: usize,
    /// Behind the last character that is no space.
    ink: usize,
    used: usize,
    in_space: bool,
    word: usize,
    /// The last place where a break reads well, and the last where it is only better than none.
    good: Option<Place>,
    poor: Option<Place>,
}

impl<'a> Scan<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text, start: 0, ink: 0, used: 0, in_space: true, word: 0, good: None, poor: None }
    }

    const fn is_blank(&self) -> bool {
        self.ink == self.start
    }

    fn space(&mut self, c: char) {
        self.in_space = true;
        if self.is_blank() {
            self.start += c.len_utf8();
            self.ink = self.start;
        } else {
            self.used += char_width(c).max(1);
        }
    }

    /// Called for every character that is no space; notes the break between the word before and this one.
    fn word_begins(&mut self, at: usize) {
        if !self.in_space {
            return;
        }
        self.in_space = false;
        self.word = at;
        if self.is_blank() {
            return;
        }
        let (head, after) = self.text.split_at(at);
        let before = head.split_at(self.ink).0.split_at(self.start).1;
        if belongs_together(before, after) {
            self.poor = Some((self.ink, at));
        } else {
            self.good = Some((self.ink, at));
        }
    }

    /// Notes a break inside a word, behind `c`.
    fn joint(&mut self, c: char) {
        let here = (self.ink, self.ink);
        match c {
            '-' if self.hyphen_divides() => self.good = Some(here),
            '—' => self.good = Some(here),
            '/' | '?' | '&' | '=' => self.poor = Some(here),
            _ => {}
        }
    }

    /// Whether the hyphen just read divides two words of a compound (бизнес-инкубатор).
    fn hyphen_divides(&self) -> bool {
        let (head, after) = self.text.split_at(self.ink);
        let word = head.split_at(self.word).1.trim_end_matches('-');
        let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).take(LETTERS_BEFORE_HYPHEN).count();
        letters == LETTERS_BEFORE_HYPHEN
            && after.chars().next().is_some_and(char::is_alphabetic)
            && !is_address(self.text.split_at(self.word).1)
    }

    fn overflow(self, columns: usize) -> Line {
        if let Some((end, next)) = self.good.or(self.poor) {
            return Line { start: self.start, end, next: Some(next) };
        }
        let line = self.text.split_at(self.start).1;
        let mut end = fit(line, columns).0.len();
        let mut next = end;
        if end == 0 {
            // One cluster is wider than the line: break it up, and leave out what fits nowhere.
            end = beginning(line, columns);
            next = if end == 0 { line.chars().next().map_or(0, char::len_utf8) } else { end };
        }
        Line { start: self.start, end: self.start + end, next: Some(self.start + next) }
    }
}

/// The bytes of the characters of `line` that fit, clusters or not.
fn beginning(line: &str, columns: usize) -> usize {
    let mut used = 0;
    let over = line.char_indices().find(|(_, c)| {
        used += char_width(*c);
        used > columns
    });
    over.map_or(line.len(), |(at, _)| at)
}

/// Whether a line should not end between these two words.
fn belongs_together(before: &str, after: &str) -> bool {
    let next: &str = after.split(|c: char| is_space(c) || c == '\n').next().unwrap_or_default();
    if next.starts_with(['–', '—']) || next == "-" {
        return true;
    }
    let last = before.rsplit(is_space).next().unwrap_or_default();
    if LEADERS.contains(&last.trim_start_matches(['„', '“', '('])) {
        return true;
    }
    let unit = next.trim_end_matches([',', ';', ':', ')', '“', '”', '!', '?']);
    last.ends_with(|c: char| c.is_ascii_digit())
        && (UNITS.contains(&unit) || UNITS.contains(&unit.trim_end_matches('.')))
}

/// Whether the word that `text` begins with is a web or mail address, whose hyphens belong to it.
fn is_address(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars().take(ADDRESS_LOOK).take_while(|c| !c.is_whitespace()) {
        if c == '@' || c == '/' || (before == '.' && c.is_alphanumeric()) {
            return true;
        }
        before = c;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::arbitrary::any;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::wrap;
    use crate::text::width;

    fn lines(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).collect()
    }

    #[test]
    fn words_stay_whole() {
        assert_eq!(
            lines("Клъстерът обединява тридесет и седем члена", 16),
            ["Клъстерът", "обединява", "тридесет и седем", "члена"]
        );
        assert_eq!(lines("  начало и   край  ", 20), ["начало и   край"]);
    }

    #[test]
    fn line_breaks_are_kept() {
        assert_eq!(lines("а\n\nб\n", 10), ["а", "", "б"]);
        assert_eq!(lines("", 10), [""; 0]);
        assert_eq!(lines("а", 0), [""; 0]);
    }

    #[test]
    fn a_dash_ends_a_line_and_never_begins_one() {
        assert_eq!(lines("Мини Асарел – Медет", 12), ["Мини", "Асарел –", "Медет"]);
        assert_eq!(lines("Годината е 2012 г. вече", 15), ["Годината е", "2012 г. вече"]);
        assert_eq!(lines("заедно с г-н Антонов", 12), ["заедно с", "г-н Антонов"]);
        assert_eq!(lines("на стойност 8\u{a0}000 лв.", 17), ["на стойност", "8\u{a0}000 лв."]);
    }

    #[test]
    fn compounds_break_at_hyphens_and_addresses_do_not() {
        assert_eq!(lines("нов бизнес-инкубатор", 15), ["нов бизнес-", "инкубатор"]);
        assert_eq!(lines("мeстен по-добър", 10), ["мeстен", "по-добър"]);
        assert_eq!(lines("вж. asarel-medet.bg", 14), ["вж.", "asarel-medet.b", "g"]);
        assert_eq!(lines("http://example.org/страница", 20), ["http://example.org/", "страница"]);
    }

    #[test]
    fn long_words_break_between_clusters() {
        assert_eq!(lines("абвгдежз", 3), ["абв", "где", "жз"]);
        assert_eq!(lines("ae\u{301}bc", 2), ["ae\u{301}", "bc"]);
        assert_eq!(lines("漢a漢", 1), ["", "a", ""], "what fits nowhere is left out");
        assert_eq!(lines("ᄀᄀᄀ", 2), ["ᄀ", "ᄀ", "ᄀ"], "a cluster wider than the line is broken up");
    }

    #[test]
    fn ten_megabytes_of_one_word_are_broken_as_they_are_read() {
        let text = "ж".repeat(5_000_000);
        assert_eq!(wrap(&text, 76).take(50).map(str::len).sum::<usize>(), 50 * 76 * 2);
        assert_eq!(wrap(&text, 76).count(), 5_000_000_usize.div_ceil(76));
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_ink_is_lost(
            text in "\\PC{0,60}|[ а-яa-z0-9\n–—/.@\u{a0}漢e\u{301}🇧-]{0,80}",
            columns in 2_usize..30,
        ) {
            let ink = |text: &str| text.chars().filter(|c| !super::is_space(*c) && *c != '\n').collect::<String>();
            let found = lines(&text, columns);
            for line in &found {
                prop_assert!(width(line) <= columns, "{line:?}");
                prop_assert!(!line.starts_with(super::is_space) && !line.ends_with(super::is_space));
            }
            prop_assert_eq!(ink(&found.concat()), ink(&text));
        }

        #[test]
        fn one_column_is_enough_never_to_hang(text in any::<String>()) {
            prop_assert!(lines(&text, 1).iter().all(|line| width(line) <= 1));
        }
    }
}
