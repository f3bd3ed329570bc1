//! Invented records for measuring search: 60 in a hundred in Bulgarian, 25 in English, 15 in both, about 2.5 KB each, words
//! as unevenly frequent as those of a language. The same number gives the same record. Never holds more than one.

use megdan::content::{Day, Id, Kind};
use megdan::search::Document;
use megdan::text::Lang;

/// Different words of each language.
const WORDS: u64 = 60_000;
/// Words of a text in one language.
const TEXT_WORDS: u64 = 170;

const BG: [&str; 32] = [
    "ра", "ме", "до", "ви", "ста", "ко", "ли", "на", "те", "по", "ре", "жи", "ши", "ча", "ву", "зе", "ор", "ан", "ел",
    "ум", "гра", "при", "сто", "бъл", "щи", "ю", "ця", "фо", "ха", "ден", "кра", "ме",
];
const EN: [&str; 32] = [
    "ra", "me", "do", "vi", "sta", "con", "li", "na", "ter", "po", "re", "shi", "tion", "cha", "wu", "ze", "or", "an",
    "el", "um", "gra", "pri", "sto", "bul", "th", "ew", "cy", "fo", "ha", "den", "cra", "ing",
];
const ENDINGS: [&str; 6] = ["", "", "та", "и", "ите", "ът"];

/// A sequence of numbers that looks like chance (splitmix64).
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `end`, small numbers much more often than large ones: the frequency of a rank is about its inverse.
    pub fn rank(&mut self, end: u64) -> u64 {
        let part = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((end as f64).powf(part) - 1.0) as u64
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

/// The word of a rank: frequent ones are short.
pub fn word(rank: u64, lang: Lang) -> String {
    let parts = if lang == Lang::Bg { BG } else { EN };
    let mut chance = Chance(rank.wrapping_mul(77) + 1);
    let syllables = 1 + (rank > 30) as u64 + (rank > 900) as u64 + chance.below(2);
    (0..syllables).map(|_| parts[chance.below(32) as usize]).collect()
}

fn text(chance: &mut Chance, words: u64, lang: Lang) -> String {
    let mut text = String::new();
    for at in 0..words {
        if at > 0 {
            text.push(' ');
        }
        text.push_str(&word(chance.rank(WORDS), lang));
        if lang == Lang::Bg {
            text.push_str(ENDINGS[chance.below(6) as usize]);
        }
        if at % 12 == 11 {
            text.push('.');
        }
    }
    text
}

/// The words of a title: rarer than those of a text.
pub fn title(number: u32, lang: Lang) -> String {
    let mut chance = Chance(u64::from(number) * 31 + lang as u64);
    let words = 3 + chance.below(5);
    (0..words).map(|_| word(200 + chance.below(WORDS - 200), lang)).collect::<Vec<_>>().join(" ")
}

/// The languages of a record.
pub fn languages(number: u32) -> Vec<Lang> {
    match number % 20 {
        0..12 => vec![Lang::Bg],
        12..17 => vec![Lang::En],
        _ => vec![Lang::Bg, Lang::En],
    }
}

/// The record with this number.
pub fn document(number: u32) -> Document {
    let mut chance = Chance(u64::from(number) + 1_000_003);
    let languages = languages(number);
    let kind = if number.is_multiple_of(10) { Kind::Organisation } else { Kind::Article };
    let day = Day::new(2010, 1, 1).and_then(|day| day.plus_days(chance.below(5_000) as i32));
    Document {
        id: Id { kind, number },
        day: day.filter(|_| kind == Kind::Article),
        clusters: vec![number % 7],
        names: languages.iter().map(|lang| title(number, *lang)).collect(),
        texts: languages.iter().map(|lang| text(&mut chance, TEXT_WORDS, *lang)).collect(),
        languages,
    }
}
