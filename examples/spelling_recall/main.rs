//! Measures how many words of Debian's `hunspell-bg`, each with all its forms, are met by their official transliteration,
//! by a chat spelling and by themselves: whether the key that documents have is among the readings of what is typed.
//!
//! `cargo run --release --example spelling_recall -- /usr/share/hunspell/bg_BG.aff`
//!
//! A second argument is a number of words to show that are not met.

#[path = "../stemmer_recall/hunspell.rs"]
mod hunspell;

use std::collections::BTreeSet;
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

use megdan::search::{Pattern, query_tokens};
use megdan::text::{fold, transliterate};

/// A manner of spelling: its name, and the word in it.
type Manner = (&'static str, fn(&str) -> String);

const MANNERS: [Manner; 3] = [
    ("as it is", |word| word.to_owned()),
    ("official transliteration", |word| transliterate(word).into_owned()),
    ("chat", chat),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("give an .aff file")?;
    let shown = arguments.next().map_or(Ok(0), |number| number.parse())?;
    let forms = hunspell::paradigms(Path::new(&path), |_, _| true, |_| true)?;
    let words: BTreeSet<String> = forms.into_iter().flatten().collect();
    let mut out = io::stdout().lock();
    writeln!(out, "words and forms            {}", words.len())?;
    for (name, spell) in MANNERS {
        let missed: Vec<&String> = words.iter().filter(|word| !meets(&spell(word), word)).collect();
        writeln!(out, "{name:<26} {} not met", missed.len())?;
        for word in missed.into_iter().take(shown) {
            writeln!(out, "  {word}: {}", spell(word))?;
        }
    }
    Ok(())
}

/// Four and six for ч and ш, q for я, y for ъ: as Bulgarians type without a Cyrillic keyboard.
fn chat(word: &str) -> String {
    let spelled = |c: char| match c {
        'ч' => "4".to_owned(),
        'ш' => "6".to_owned(),
        'щ' => "6t".to_owned(),
        'ъ' => "y".to_owned(),
        'я' => "q".to_owned(),
        'ж' => "j".to_owned(),
        'ц' => "c".to_owned(),
        'й' | 'ь' => "i".to_owned(),
        _ => transliterate(&c.to_string()).into_owned(),
    };
    fold(word).chars().map(spelled).collect()
}

/// Whether `typed` may mean `word`, by walking sets of states. A hyphen parts words, and each is searched for by itself.
fn meets(typed: &str, word: &str) -> bool {
    let (typed, word) = (query_tokens(typed), query_tokens(word));
    let meets = |typed: &str, key: &str| {
        let Some(pattern) = Pattern::of(typed) else { return false };
        let mut states = BTreeSet::from([0]);
        for byte in key.bytes() {
            let next = pattern.edges.iter().filter(|edge| edge.byte == byte && states.contains(&edge.from));
            states = next.map(|edge| edge.to).collect();
        }
        states.contains(&pattern.end)
    };
    typed.len() == word.len() && typed.iter().zip(&word).all(|(typed, word)| meets(&typed.folded, &word.key))
}
