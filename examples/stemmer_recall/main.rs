//! Measures the stemmer on whole paradigms: how many lose nothing, how many pairs of forms meet, how many words fall
//! together. Run it on Debian's `hunspell-bg`, whose flags A to O are those of nouns and adjectives:
//!
//! `cargo run --release --example stemmer_recall -- /usr/share/hunspell/bg_BG.aff ABCDEFGHIJKLMNO`
//!
//! Or on a list of your own, one paradigm a line, its forms between spaces: `… --example stemmer_recall -- forms.txt`.
//! A third argument is a number of broken paradigms to show. Conditions of affix rules are not read: Bulgarian has none.

mod hunspell;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use megdan::text::{fold, stem};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("give an .aff file and its flags, or a list of forms")?;
    let paradigms = if Path::new(&path).extension().is_some_and(|ending| ending == "aff") {
        let flags = arguments.next().ok_or("give the flags of the words to measure, like ABC")?;
        let is_small = |word: &str| word.chars().count() >= 4 && word.chars().all(char::is_lowercase);
        let wanted = |flag| flags.contains(flag);
        let is_inflected = |word: &str, marks: &str| is_small(word) && marks.chars().any(wanted);
        hunspell::paradigms(Path::new(&path), is_inflected, wanted)?
    } else {
        let forms = |line: &str| line.split_whitespace().map(|form| fold(form).into_owned()).collect();
        fs::read_to_string(&path)?.lines().map(forms).collect()
    };
    let shown = arguments.next().map_or(Ok(0), |number| number.parse())?;
    report(&paradigms, shown, &mut io::stdout().lock())?;
    Ok(())
}

fn report(paradigms: &[Vec<String>], shown: usize, out: &mut impl Write) -> io::Result<()> {
    let (mut whole, mut pairs, mut joined) = (0_usize, 0_usize, 0_usize);
    let mut stems = BTreeSet::new();
    let mut broken: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for forms in paradigms {
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        for form in forms {
            *groups.entry(stem(form).into_owned()).or_default() += 1;
        }
        let choose_two = |n: usize| n * n.saturating_sub(1) / 2;
        pairs += choose_two(forms.len());
        joined += groups.values().map(|n| choose_two(*n)).sum::<usize>();
        whole += usize::from(groups.len() <= 1);
        let lemma = forms.first().map_or("", String::as_str);
        stems.insert(stem(lemma).into_owned());
        if groups.len() > 1 {
            let ending: String = lemma.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
            let with_stems: Vec<String> = forms.iter().map(|form| format!("{form}={}", stem(form))).collect();
            broken.entry(ending).or_insert((0, with_stems.join(" "))).0 += 1;
        }
    }
    let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
    writeln!(out, "paradigms                  {}", paradigms.len())?;
    writeln!(out, "all forms have one stem    {:.1} %", share(whole, paradigms.len()))?;
    writeln!(out, "pairs of forms joined      {:.1} %", share(joined, pairs))?;
    writeln!(out, "words a stem               {:.3}", paradigms.len() as f64 / stems.len().max(1) as f64)?;
    let mut worst: Vec<_> = broken.into_iter().collect();
    worst.sort_by_key(|(_, (number, _))| std::cmp::Reverse(*number));
    for (ending, (number, example)) in worst.into_iter().take(shown) {
        writeln!(out, "{number:6} in -{ending}: {example}")?;
    }
    Ok(())
}
