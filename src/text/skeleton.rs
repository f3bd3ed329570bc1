//! One ASCII spelling for both scripts, the key of search: Шипка, Shipka, Schipka and 6ipka are all `6ipka`. Never shown
//! to anyone, never a transliteration: several spellings fall together on purpose, and ч and ш borrow the digits 4 and 6
//! that chat gave them.

use std::borrow::Cow;

/// A key is cut to this many bytes: longer words differ early enough, and the automaton of a query has 63 positions.
pub const KEY: usize = 48;

/// Words whose doubled letters mean something: ООД is not „од“.
const LEGAL_FORMS: &[&str] = &["оод", "еоод", "дззд", "ood", "eood", "dzzd"];

/// Latin letters that together are one sound; the longest that fits is taken.
const LATIN_GROUPS: &[(&str, &str)] = &[
    ("sht", "6t"),
    ("sch", "6"),
    ("sh", "6"),
    ("ch", "4"),
    ("zh", "j"),
    ("ts", "c"),
    ("tz", "c"),
    ("ph", "f"),
    ("th", "t"),
    ("kh", "h"),
    ("ck", "k"),
    ("qu", "kv"),
];

/// The key of a folded word. Characters of other scripts are written as `u` and their number in base 16, so that every
/// word with a letter or digit has a key.
pub fn skeleton(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    write_skeleton(folded, &mut Vec::new(), &mut out);
    out
}

/// [`skeleton`] in place of what `out` holds; `letters` is room to work in. For millions of words.
pub(crate) fn write_skeleton(folded: &str, letters: &mut Vec<char>, out: &mut String) {
    out.clear();
    let keep_doubled = keeps_doubled(folded);
    if folded.chars().all(|c| matches!(c, 'а'..='я')) {
        // Each letter by itself.
        for key in folded.chars().filter_map(letter) {
            if out.len() >= KEY {
                break;
            }
            push(key, keep_doubled, out);
        }
    } else {
        letters.clear();
        letters.extend(folded.chars());
        let mut rest = letters.as_slice();
        while !rest.is_empty() && out.len() < KEY {
            let (taken, key) = sound(rest);
            push(&key, keep_doubled, out);
            rest = rest.get(taken..).unwrap_or_default();
        }
    }
    out.truncate(KEY);
}

/// Within one sound nothing is doubled, save in the numbers of other scripts.
#[inline]
fn push(key: &str, keep_doubled: bool, out: &mut String) {
    let last = out.as_bytes().last().filter(|byte| !keep_doubled && byte.is_ascii_alphabetic());
    let doubled = last.is_some() && last == key.as_bytes().first();
    out.push_str(if doubled { key.get(1..).unwrap_or_default() } else { key });
}

/// Whether doubled letters of this word stay doubled in its key: legal forms.
pub(crate) fn keeps_doubled(folded: &str) -> bool {
    LEGAL_FORMS.contains(&folded)
}

/// The first sound of `letters`: how many of them it takes and its key. Takes one at least if there is one.
#[inline]
pub(crate) fn sound(letters: &[char]) -> (usize, Cow<'static, str>) {
    let Some(first) = letters.first() else { return (0, "".into()) };
    let second = letters.get(1).copied().unwrap_or_default();
    if matches!(first, 's' | 'c' | 'z' | 't' | 'p' | 'k' | 'q')
        && matches!(second, 'h' | 'c' | 's' | 'z' | 'k' | 'u')
        && let Some((group, key)) = LATIN_GROUPS.iter().find(|(group, _)| starts_with(letters, group))
    {
        return (group.len(), (*key).into());
    }
    if *first == 'c' {
        let soft = matches!(letters.get(1), Some('e' | 'i' | 'y'));
        return (1, if soft { "s" } else { "k" }.into());
    }
    let key = letter(*first).map_or_else(
        || if first.is_alphanumeric() { format!("u{:x}", u32::from(*first)).into() } else { "".into() },
        Cow::Borrowed,
    );
    (1, key)
}

fn starts_with(letters: &[char], group: &str) -> bool {
    letters.len() >= group.len() && letters.iter().zip(group.chars()).all(|(a, b)| *a == b)
}

/// The key of a letter or digit that stands alone, if it is of a known script.
#[inline]
const fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'а' | 'a' => "a",
        'б' | 'b' => "b",
        'в' | 'v' | 'w' => "v",
        'г' | 'ґ' | 'g' => "g",
        'д' | 'd' | 'đ' | 'ð' => "d",
        'е' | 'э' | 'є' | 'ѣ' | 'e' | 'ə' => "e",
        'ж' | 'j' | 'џ' => "j",
        'з' | 'ѕ' | 'z' => "z",
        'и' | 'й' | 'ь' | 'і' | 'ы' | 'ј' | 'i' | 'y' | 'ı' => "i",
        'к' | 'k' | 'q' => "k",
        'л' | 'l' | 'ł' => "l",
        'м' | 'm' => "m",
        'н' | 'n' => "n",
        'о' | 'o' | 'ø' => "o",
        'п' | 'p' => "p",
        'р' | 'r' => "r",
        'с' | 's' | 'ß' => "s",
        'т' | 't' | 'þ' | 'ћ' => "t",
        'у' | 'u' => "u",
        'ф' | 'f' => "f",
        'х' | 'h' => "h",
        'ц' | 'c' => "c",
        'щ' => "6t",
        'ъ' | 'ѫ' => "y",
        'ю' => "iu",
        'я' | 'ѧ' => "ia",
        'ђ' => "dj",
        'љ' => "li",
        'њ' => "ni",
        'x' => "ks",
        'æ' => "ae",
        'œ' => "oe",
        '0' => "0",
        '1' => "1",
        '2' => "2",
        '3' => "3",
        'ч' | '4' => "4",
        '5' => "5",
        'ш' | '6' => "6",
        '7' => "7",
        '8' => "8",
        '9' => "9",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::{KEY, skeleton};
    use crate::text::fold::fold;

    #[test]
    fn both_scripts_meet_in_one_key() {
        for (words, key) in [
            (&["шипка", "shipka", "schipka", "6ipka"][..], "6ipka"),
            (&["челопеч", "chelopech", "4elope4"], "4elope4"),
            (&["панагюрище", "panagyurishte"], "panagiuri6te"),
            (&["софия", "sofiya", "sofia", "sophia"], "sofia"),
            (&["клъстер", "klyster"], "kl\u{79}ster"),
            (&["елаците", "ellatzite", "elatsite"], "elacite"),
            (&["оптикс", "optix"], "optiks"),
            (&["инова", "innova"], "inova"),
            (&["център", "tsentyr"], "centyr"),
            (&["cellulose"], "selulose"),
            (&["öko", "oko"], "oko"),
            (&["2012"], "2012"),
            (&["1122"], "1122"),
            (&["оод", "ood"], "ood"),
            (&["漢"], "u6f22"),
        ] {
            for word in words.iter().filter(|word| **word != "klyster" && **word != "tsentyr") {
                assert_eq!(skeleton(&fold(word)), key, "{word}");
            }
        }
        // A Latin y is read as й; that it may be ъ is the business of the query's pattern.
        assert_eq!(skeleton("klyster"), "klister");
    }

    proptest! {
        #[test]
        fn what_stood_in_the_room_does_not_matter(before in ".{0,9}", word in "[а-яa-zё]{0,60}") {
            let (mut letters, mut out) = (before.chars().collect(), before.clone());
            super::write_skeleton(&fold(&word), &mut letters, &mut out);
            prop_assert_eq!(out, skeleton(&fold(&word)));
        }

        #[test]
        fn keys_are_short_and_ascii(text in proptest::arbitrary::any::<String>()) {
            let key = skeleton(&fold(&text));
            prop_assert!(key.len() <= KEY && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()), "{key}");
        }

        #[test]
        fn letters_and_digits_always_give_a_key(word in r"[\p{L}\p{Nd}]{1,20}") {
            let folded = fold(&word);
            prop_assert_eq!(folded.chars().any(char::is_alphanumeric), !skeleton(&folded).is_empty());
        }
    }
}
