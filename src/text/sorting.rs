//! The alphabets of both languages: the key a name is sorted by, and the letter it stands under. Never called while
//! something is shown: an edition is made with keys in it.

use unicode_normalization::UnicodeNormalization;

use super::Lang;

/// Stands for everything that begins with no letter of the index.
pub const OTHER: char = '#';

const CYRILLIC: &str = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЮЯ";
const LATIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Legal forms and articles, left out wherever they stand at an end of a name. In upper case, as they are written.
const FORMS: [&str; 34] = [
    "АД",
    "ЕАД",
    "ООД",
    "ЕООД",
    "ЕТ",
    "СД",
    "КД",
    "КДА",
    "ДЗЗД",
    "СНЦ",
    "НЧ",
    "ДП",
    "ФОНДАЦИЯ",
    "AD",
    "EAD",
    "OOD",
    "EOOD",
    "ET",
    "SD",
    "KD",
    "KDA",
    "DZZD",
    "SNTS",
    "NCH",
    "DP",
    "NPO",
    "FOUNDATION",
    "LTD",
    "LLC",
    "PLC",
    "INC",
    "GMBH",
    "AG",
    "THE",
];

/// Forms that are sorting words in lower case too: they are names of things, not abbreviations.
const WORDS: [&str; 4] = ["ФОНДАЦИЯ", "FOUNDATION", "THE", "LTD"];

/// The key that sorts names of `lang`'s lists: compare keys by code point. Quotes, dashes and legal forms do not count,
/// „Община“ and “Municipality of” stand behind the name, Cyrillic comes first in Bulgarian and Latin first in English.
pub fn sort_key(name: &str, lang: Lang) -> String {
    let words = words(name);
    let mut significant: &[String] = &words;
    while let [first, rest @ ..] = significant
        && is_form(first)
        && !rest.is_empty()
    {
        significant = rest;
    }
    while let [rest @ .., last] = significant
        && is_form(last)
        && !rest.is_empty()
    {
        significant = rest;
    }
    let mut key = String::new();
    match significant {
        [municipality, rest @ ..] if is(municipality, "ОБЩИНА") && !rest.is_empty() => {
            write(rest.iter().chain([municipality]), lang, &mut key);
        }
        [municipality, of, rest @ ..] if is(municipality, "MUNICIPALITY") && is(of, "OF") && !rest.is_empty() => {
            write(rest.iter().chain([municipality]), lang, &mut key);
        }
        all => write(all.iter(), lang, &mut key),
    }
    key
}

/// The letter of the index that a name stands under: one of [`index_letters`] of either language, or [`OTHER`].
pub fn index_letter(name: &str, lang: Lang) -> char {
    let key = sort_key(name, lang);
    let first = key.chars().next().map_or(OTHER, unrank);
    let upper = first.to_uppercase().next().unwrap_or(first);
    if CYRILLIC.contains(upper) || LATIN.contains(upper) { upper } else { OTHER }
}

/// The letters of the index, those of the language's own script first, in the order of [`sort_key`]; no Ъ and Ь, which
/// begin no name.
pub fn index_letters(lang: Lang) -> impl Iterator<Item = char> {
    let (first, second) = match lang {
        Lang::Bg => (CYRILLIC, LATIN),
        Lang::En => (LATIN, CYRILLIC),
    };
    first.chars().chain(second.chars())
}

/// The words of a name without quotes and punctuation; an apostrophe joins.
fn words(name: &str) -> Vec<String> {
    let divides = |c: char| !c.is_alphanumeric() && !is_apostrophe(c);
    let letters = |word: &str| word.chars().filter(|c| !is_apostrophe(*c)).collect::<String>();
    let composed: String = name.nfc().collect();
    composed.split(divides).map(letters).filter(|word| !word.is_empty()).collect()
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is(word: &str, upper: &str) -> bool {
    word.to_uppercase() == upper
}

fn is_form(word: &str) -> bool {
    // „Ад“ in a name is no company form, but “Ltd” is.
    FORMS.contains(&word) || WORDS.iter().any(|form| is(word, form))
}

fn write<'a>(words: impl Iterator<Item = &'a String>, lang: Lang, key: &mut String) {
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            match c {
                'ѝ' => key.push('и'),
                'ѐ' => key.push('е'),
                _ if super::transliterate::is_cyrillic(c) => key.push(c),
                // Accents off; in Bulgarian lists Latin goes behind Cyrillic.
                _ => key.extend(std::iter::once(c).nfkd().filter(|c| c.is_alphanumeric()).map(|c| rank(c, lang))),
            }
        }
    }
}

/// Where Latin letters stand in Bulgarian keys: the full-width forms, in the same order behind all Cyrillic.
const BEHIND: u32 = 0xff41 - 'a' as u32;

fn rank(c: char, lang: Lang) -> char {
    if lang == Lang::Bg && c.is_ascii_lowercase() { char::from_u32(u32::from(c) + BEHIND).unwrap_or(c) } else { c }
}

fn unrank(c: char) -> char {
    match c {
        '\u{ff41}'..='\u{ff5a}' => char::from_u32(u32::from(c) - BEHIND).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::arbitrary::any;
    use proptest::{prop_assert, proptest};

    use super::{OTHER, index_letter, index_letters, sort_key};
    use crate::text::Lang;

    fn sorted(lang: Lang, mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by_key(|name| sort_key(name, lang));
        names
    }

    #[test]
    fn bulgarian_names_are_in_the_order_of_the_alphabet() {
        let names = vec![
            "Siemens",
            "„Ятрус“ АД",
            "Йотов",
            "Иван",
            "Ѝван",
            "Оптикс АД",
            "3M",
            "Община Панагюрище",
            "„Асарел – Медет“ АД",
            "Асарел ЕООД",
        ];
        let expected = [
            "3M",
            "Асарел ЕООД",
            "„Асарел – Медет“ АД",
            "Иван",
            "Ѝван",
            "Йотов",
            "Оптикс АД",
            "Община Панагюрище",
            "„Ятрус“ АД",
            "Siemens",
        ];
        assert_eq!(sorted(Lang::Bg, names), expected);
    }

    #[test]
    fn english_lists_have_latin_first() {
        let names = vec![
            "Ятрус",
            "Municipality of Pirdop",
            "Pirdop Steel",
            "The Air Liquide",
            "Élan",
            "Foundation America for Bulgaria",
        ];
        let expected = [
            "The Air Liquide",
            "Foundation America for Bulgaria",
            "Élan",
            "Municipality of Pirdop",
            "Pirdop Steel",
            "Ятрус",
        ];
        assert_eq!(sorted(Lang::En, names), expected);
    }

    #[test]
    fn what_does_not_count_is_left_out() {
        assert_eq!(sort_key("ЕТ „Ад – 7“", Lang::Bg), "ад 7");
        assert_eq!(sort_key("ООД", Lang::Bg), "ООД".to_lowercase(), "a name of nothing else is kept");
        assert_eq!(sort_key("Община Панагюрище", Lang::Bg), "панагюрище община");
        assert_eq!(sort_key("O’Neill & Co.", Lang::En), "oneill co");
        assert_eq!(sort_key("…", Lang::En), "");
    }

    #[test]
    fn index_letters_are_found() {
        for (name, letter) in [
            ("„Асарел“", 'А'),
            ("Siemens", 'S'),
            ("3M", OTHER),
            ("Ъгъл", OTHER),
            ("", OTHER),
            ("Élan", 'E'),
            ("Община Чавдар", 'Ч'),
        ] {
            for lang in Lang::ALL {
                assert_eq!(index_letter(name, lang), letter, "{name}");
            }
        }
    }

    #[test]
    fn letters_are_in_the_order_of_the_keys() {
        for lang in Lang::ALL {
            assert!(index_letters(lang).is_sorted_by_key(|letter| sort_key(&letter.to_string(), lang)));
            assert_eq!(index_letters(lang).count(), 28 + 26);
        }
    }

    proptest! {
        #[test]
        fn keys_are_in_lower_case_and_do_not_depend_on_it(name in any::<String>(), bulgarian in "[А-Яа-я „“–]{0,20}") {
            let letter = index_letter(&name, Lang::Bg);
            prop_assert!(letter == OTHER || index_letters(Lang::Bg).any(|known| known == letter));
            let key = sort_key(&bulgarian, Lang::Bg);
            prop_assert!(key.chars().all(|c| c == ' ' || c.is_lowercase()), "{key}");
        }
    }
}
