//! What several words beside each other are together: a date, a telephone number, a number in groups, initials, a
//! compound. Never takes the words themselves away; whether their whole stands for them in a query is said with it.

use std::ops::Range;

use super::analyser::{Piece, folded};
use crate::content::Day;
use crate::text::Lang;
use crate::text::dates::{self, month_from_word};

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
pub(super) struct Reader<'a> {
    text: &'a str,
    /// The last two pieces, each with what stands before it.
    before: [Option<(Range<usize>, &'a str)>; 2],
    run: Option<Run>,
}

/// Pieces of one nature beside each other.
struct Run {
    nature: Nature,
    range: Range<usize>,
    letters: usize,
    parts: usize,
    /// A plus sign stands before it.
    abroad: bool,
    /// A whole date was read within it.
    has_date: bool,
}

/// What a piece is when it stands beside others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    Digits,
    /// One letter.
    Initials,
    Compound,
}

impl Nature {
    pub(super) fn of(folded: &str) -> Self {
        if is_number(folded) {
            Self::Digits
        } else if folded.chars().nth(1).is_none() {
            Self::Initials
        } else {
            Self::Compound
        }
    }
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, before: [None, None], run: None }
    }

    /// What ends with `piece`, or ended before it.
    pub(super) fn read(&mut self, piece: &Piece<'a>) -> Vec<Joined> {
        let mut found = Vec::new();
        if !self.run.as_ref().is_some_and(|run| run.takes(piece)) {
            found.extend(self.end());
        }
        let date = self.date(piece);
        let run = self.run.get_or_insert_with(|| Run::of(piece));
        run.range.end = piece.range.end;
        run.letters += piece.length;
        run.parts += 1;
        run.has_date |= date.is_some();
        if let Some((start, date)) = date {
            found.extend(date_words(date, start..piece.range.end));
            self.before = [None, None];
        } else {
            let [_, last] = std::mem::take(&mut self.before);
            self.before = [last, Some((piece.range.clone(), piece.gap))];
        }
        found
    }

    /// What ends with the text.
    pub(super) fn end(&mut self) -> Option<Joined> {
        self.run.take().and_then(|run| run.end(self.text))
    }

    /// The date that ends with `third`: where it starts, and its year, month and day.
    fn date(&self, third: &Piece<'a>) -> Option<(usize, (u16, u8, u8))> {
        let [Some((range, _)), Some((second, gap))] = &self.before else { return None };
        if third.nature != Nature::Digits {
            return None;
        }
        let [first, second, third_folded] =
            [range, second, &third.range].map(|range| self.text.get(range.clone()).map_or_else(String::new, folded));
        let number = |text: &str| (text.len() <= 4).then(|| text.parse::<u16>().ok()).flatten();
        let small = |text: &str| number(text).filter(|_| text.len() <= 2).and_then(|n| u8::try_from(n).ok());
        let year = |text: &str| number(text).filter(|_| text.len() == 4);
        let date = match (*gap, third.gap) {
            ("-", "-") if first.len() == 4 => (year(&first)?, small(&second)?, small(&third_folded)?),
            ("." | "/" | "-", last) if last == *gap => (year(&third_folded)?, small(&second)?, small(&first)?),
            (" " | "\u{a0}" | ". " | ", ", " " | "\u{a0}" | ", ") => {
                let (month, day) = match (month_from_word(&first), month_from_word(&second)) {
                    (None, Some(month)) => (month, small(&first)?),
                    (Some(month), None) => (month, small(&second)?),
                    _ => return None,
                };
                (year(&third_folded)?, month, day)
            }
            _ => return None,
        };
        exists(date).then_some((range.start, date))
    }
}

impl Run {
    fn of(piece: &Piece<'_>) -> Self {
        let abroad = piece.gap.ends_with('+') || piece.gap.ends_with("(+");
        Self { nature: piece.nature, range: piece.range.clone(), letters: 0, parts: 0, abroad, has_date: false }
    }

    /// Whether `piece` goes on with the run.
    fn takes(&self, piece: &Piece<'_>) -> bool {
        let number = piece.nature == Nature::Digits;
        let length = self.letters + piece.length;
        match self.nature {
            Nature::Digits => {
                let near = piece.gap.chars().count() <= 3;
                let between = |c: char| matches!(c, ' ' | '\u{a0}' | '-' | '/' | '(' | ')' | '.');
                number && near && piece.gap.chars().all(between) && length <= LONGEST
            }
            Nature::Initials => piece.gap == "." && piece.nature == Nature::Initials && length <= LONGEST,
            Nature::Compound => {
                matches!(piece.gap, "-" | "‐" | "‑" | "–") && !number && length <= crate::text::skeleton::KEY * 2
            }
        }
    }

    /// The whole of the run, if it is more than its parts.
    fn end(self, text: &str) -> Option<Joined> {
        let number = self.nature == Nature::Digits;
        if self.parts < 2 && !(number && self.letters >= PHONE) {
            return None;
        }
        let joined = text.get(self.range.clone()).map_or_else(String::new, folded);
        if number
            && !self.has_date
            && let Some(phone) = phone(&joined, self.abroad)
        {
            return Some(Joined { folded: phone.to_owned(), range: self.range, replaces_its_parts: true });
        }
        let too_little = number && (self.has_date || joined.len() < 4);
        if self.parts < 2 || too_little {
            return None;
        }
        Some(Joined { range: self.range, folded: joined, replaces_its_parts: self.nature == Nature::Initials })
    }
}

/// The digits of a telephone number without country and zero.
fn phone(digits: &str, abroad: bool) -> Option<&str> {
    if abroad || digits.starts_with("00") {
        let digits = digits.strip_prefix("00").unwrap_or(digits);
        return Some(digits.strip_prefix(COUNTRY).unwrap_or(digits)).filter(|digits| digits.len() >= PHONE - 1);
    }
    digits.strip_prefix('0').filter(|_| digits.len() >= PHONE)
}

fn is_number(folded: &str) -> bool {
    folded.bytes().all(|b| b.is_ascii_digit())
}

fn exists((year, month, day): (u16, u8, u8)) -> bool {
    i16::try_from(year).is_ok_and(|year| Day::new(year, month, day).is_some())
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
