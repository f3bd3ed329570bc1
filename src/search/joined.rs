//! What several words beside each other are together: a date, a telephone number, a number in groups, initials, a
//! compound. Never takes the words themselves away; whether their whole stands for them in a query is said with it.

use std::ops::Range;

use super::analyser::Piece;
use crate::text::{Lang, dates};

/// A word made of several.
#[derive(Clone, Debug)]
pub(super) struct Joined {
    pub(super) range: Range<usize>,
    pub(super) folded: String,
    /// In a query it is searched instead of its parts.
    pub(super) replaces_its_parts: bool,
}

impl Joined {
    pub(super) fn covers(&self, part: &Range<usize>) -> bool {
        self.range.start <= part.start && part.end <= self.range.end
    }
}

/// Digits of a telephone number that begins with a zero, at least; and of a run worth joining, at most.
const PHONE: usize = 6;
const LONGEST: usize = 15;
const COUNTRY: &str = "359";

/// Reads the pieces of a text in order.
#[derive(Default)]
pub(super) struct Reader {
    /// The last two pieces.
    before: [Option<(Range<usize>, String, String)>; 2],
    run: Option<Run>,
}

/// Pieces of one nature beside each other.
struct Run {
    nature: Nature,
    range: Range<usize>,
    joined: String,
    parts: usize,
    /// A plus sign stands before it.
    abroad: bool,
    /// A whole date was read within it.
    has_date: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Nature {
    Digits,
    Initials,
    Compound,
}

impl Reader {
    /// What ends with `piece`, or ended before it.
    pub(super) fn read(&mut self, piece: &Piece<'_>) -> Vec<Joined> {
        let mut found = Vec::new();
        if !self.run.as_ref().is_some_and(|run| run.takes(piece)) {
            found.extend(self.run.take().and_then(Run::end));
        }
        let run = self.run.get_or_insert_with(|| Run::of(piece));
        run.range.end = piece.range.end;
        run.joined.push_str(&piece.folded);
        run.parts += 1;

        if let Some((start, date)) = self.date(piece) {
            if let Some(run) = &mut self.run {
                run.has_date = true;
            }
            found.extend(date_words(date, start..piece.range.end));
            self.before = [None, None];
        } else {
            let [_, last] = std::mem::take(&mut self.before);
            self.before = [last, Some((piece.range.clone(), piece.folded.clone(), piece.gap.to_owned()))];
        }
        found
    }

    /// What ends with the text.
    pub(super) fn end(&mut self) -> Vec<Joined> {
        self.run.take().and_then(Run::end).into_iter().collect()
    }

    /// The date that ends with `third`: where it starts, and its year, month and day.
    fn date(&self, third: &Piece<'_>) -> Option<(usize, (u16, u8, u8))> {
        let [Some((range, first, _)), Some((_, second, gap))] = &self.before else { return None };
        let number = |text: &str| (text.len() <= 4).then(|| text.parse::<u16>().ok()).flatten();
        let small = |text: &str| number(text).filter(|_| text.len() <= 2).and_then(|n| u8::try_from(n).ok());
        let year = |text: &str| number(text).filter(|_| text.len() == 4);
        let date = match (gap.as_str(), third.gap) {
            ("-", "-") if first.len() == 4 => (year(first)?, small(second)?, small(&third.folded)?),
            ("." | "/" | "-", last) if last == gap => (year(&third.folded)?, small(second)?, small(first)?),
            (" " | "\u{a0}" | ". " | ", ", " " | "\u{a0}" | ", ") => {
                let (month, day) = match (month(first), month(second)) {
                    (None, Some(month)) => (month, small(first)?),
                    (Some(month), None) => (month, small(second)?),
                    _ => return None,
                };
                (year(&third.folded)?, month, day)
            }
            _ => return None,
        };
        exists(date).then_some((range.start, date))
    }
}

impl Run {
    fn of(piece: &Piece<'_>) -> Self {
        let nature = if is_number(&piece.folded) {
            Nature::Digits
        } else if piece.folded.chars().count() == 1 {
            Nature::Initials
        } else {
            Nature::Compound
        };
        let abroad = piece.gap.ends_with('+') || piece.gap.ends_with("(+");
        Self {
            nature,
            range: piece.range.start..piece.range.end,
            joined: String::new(),
            parts: 0,
            abroad,
            has_date: false,
        }
    }

    /// Whether `piece` goes on with the run.
    fn takes(&self, piece: &Piece<'_>) -> bool {
        let number = is_number(&piece.folded);
        let length = self.joined.len() + piece.folded.len();
        match self.nature {
            Nature::Digits => {
                let near = piece.gap.chars().count() <= 3;
                let between = |c: char| matches!(c, ' ' | '\u{a0}' | '-' | '/' | '(' | ')' | '.');
                number && near && piece.gap.chars().all(between) && length <= LONGEST
            }
            Nature::Initials => piece.gap == "." && !number && piece.folded.chars().count() == 1 && length <= LONGEST,
            Nature::Compound => {
                matches!(piece.gap, "-" | "‐" | "‑" | "–") && !number && length <= crate::text::skeleton::KEY * 2
            }
        }
    }

    /// The whole of the run, if it is more than its parts.
    fn end(self) -> Option<Joined> {
        let number = self.nature == Nature::Digits;
        if let Some(phone) = self.phone().filter(|_| number && !self.has_date) {
            return Some(Joined { folded: phone.to_owned(), range: self.range, replaces_its_parts: true });
        }
        let plain_dates = number && (self.has_date || self.joined.len() < 4);
        if self.parts < 2 || plain_dates {
            return None;
        }
        Some(Joined { range: self.range, folded: self.joined, replaces_its_parts: self.nature == Nature::Initials })
    }

    /// The digits without country and zero.
    fn phone(&self) -> Option<&str> {
        let digits = self.joined.as_str();
        if self.abroad || digits.starts_with("00") {
            let digits = digits.strip_prefix("00").unwrap_or(digits);
            return Some(digits.strip_prefix(COUNTRY).unwrap_or(digits)).filter(|digits| digits.len() >= PHONE - 1);
        }
        digits.strip_prefix('0').filter(|_| digits.len() >= PHONE)
    }
}

fn is_number(folded: &str) -> bool {
    folded.bytes().all(|b| b.is_ascii_digit())
}

fn month(word: &str) -> Option<u8> {
    dates::month_from_word(word)
}

const fn exists((year, month, day): (u16, u8, u8)) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    1 <= day && day <= days
}

/// The date in digits, year first, and its month in both languages, so that „януари 2012“ finds 17.01.2012.
fn date_words((year, month, day): (u16, u8, u8), range: Range<usize>) -> Vec<Joined> {
    let whole =
        Joined { range: range.clone(), folded: format!("{year:04}{month:02}{day:02}"), replaces_its_parts: true };
    let named = [Lang::Bg, Lang::En].map(|lang| Joined {
        range: range.clone(),
        folded: dates::month(month, lang).to_lowercase(),
        replaces_its_parts: false,
    });
    std::iter::once(whole).chain(named).collect()
}
