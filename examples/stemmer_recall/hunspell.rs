//! Words and their forms from a dictionary of hunspell's. Conditions of affix rules are not read: Bulgarian has none.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::fs;
use std::path::Path;

/// A rule of suffixes: what is cut, what is put instead.
type Suffix = (String, String);

/// Every word of the dictionary beside `aff` that is `wanted` (it and its flags are asked for), which is first, with its
/// forms by the `flags`.
pub fn paradigms(
    aff: &Path,
    wanted: impl Fn(&str, &str) -> bool,
    flags: impl Fn(char) -> bool,
) -> Result<Vec<Vec<String>>, Box<dyn Error>> {
    let mut suffixes: HashMap<char, Vec<Suffix>> = HashMap::new();
    for line in fs::read_to_string(aff)?.lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        if let ["SFX", flag, cut, put, _] = fields.as_slice() {
            let plain = |field: &str| if field == "0" { String::new() } else { field.to_owned() };
            suffixes.entry(flag.chars().next().unwrap_or(' ')).or_default().push((plain(cut), plain(put)));
        }
    }
    let words = fs::read_to_string(aff.with_extension("dic"))?;
    let mut found = Vec::new();
    for line in words.lines().skip(1) {
        let (word, marks) = line.trim().split_once('/').unwrap_or((line.trim(), ""));
        if !wanted(word, marks) {
            continue;
        }
        let mut all = vec![word.to_owned()];
        for flag in marks.chars().filter(|flag| flags(*flag)) {
            let fitting = suffixes.get(&flag).into_iter().flatten();
            all.extend(fitting.filter_map(|(cut, put)| Some(format!("{}{put}", word.strip_suffix(cut.as_str())?))));
        }
        let mut seen = BTreeSet::new();
        all.retain(|form| seen.insert(form.clone()));
        found.push(all);
    }
    Ok(found)
}
