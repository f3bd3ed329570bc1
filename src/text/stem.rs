//! The common part of a word's forms: клъстер, клъстера, клъстерите. Bulgarian by rules of our own for nouns and
//! adjectives, what visitors search for; verbs are weak. English by Snowball. Never needs a dictionary.

use std::borrow::Cow;

/// Shorter words are their own stems.
const SHORTEST: usize = 4;

/// The stem of a folded word, in its own script. A word with a Cyrillic letter is Bulgarian, one of Latin letters alone
/// English; anything else is its own stem.
pub fn stem(folded: &str) -> Cow<'_, str> {
    let mut stem = String::with_capacity(folded.len());
    write_stem(folded, &mut Vec::new(), &mut stem);
    if stem == folded { Cow::Borrowed(folded) } else { Cow::Owned(stem) }
}

/// [`stem`] in place of what `out` holds; `letters` is room to work in. For millions of words.
pub(crate) fn write_stem(folded: &str, letters: &mut Vec<char>, out: &mut String) {
    out.clear();
    if folded.chars().all(is_bulgarian) {
        bulgarian(folded, letters, out);
    } else if folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
        out.push_str(&frostem::Stemmer::new(frostem::Algorithm::English).stem(folded));
    } else {
        out.push_str(folded);
    }
}

/// Endings that look like a vowel and an article, and mostly are a stem's own: работа, защита, бюджета, университета.
const OWN: &[&str] = &["ота", "ита", "ато", "тета", "кета", "вета", "жета", "нета", "уета"];

const fn is_bulgarian(c: char) -> bool {
    matches!(c, 'а'..='я')
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'и' | 'о' | 'у' | 'ъ' | 'ю' | 'я')
}

/// The rules and their measured recall are in `docs/SEARCH.md`, “Stems”.
fn bulgarian(word: &str, letters: &mut Vec<char>, out: &mut String) {
    letters.clear();
    letters.extend(word.chars());
    if letters.len() >= SHORTEST {
        if article(letters) {
            number(letters);
        }
        finish(letters);
    }
    out.extend(letters.iter());
}

/// Takes the article off. Whether an ending of number or gender may be before it: a full article follows a bare stem.
fn article(word: &mut Vec<char>) -> bool {
    if ends(word, "ият") {
        cut(word, 2);
    } else if (ends(word, "ът") || ends(word, "ят")) && word.len() > SHORTEST {
        cut(word, 2);
        return false;
    } else if ["та", "то", "те"].iter().any(|article| ends(word, article)) {
        let before = word.len().checked_sub(3).and_then(|at| word.get(at)).copied();
        let behind_vowel = before.is_some_and(is_vowel) && word.len() > SHORTEST;
        let own = OWN.iter().any(|ending| ends(word, ending));
        if (behind_vowel && !own) || (ends(word, "тта") && word.len() > 6) {
            cut(word, 2);
        }
    }
    true
}

/// Takes the ending of number and gender off: the first rule that fits.
fn number(word: &mut Vec<char>) {
    let off = ["ища", "ище", "ове"].iter().any(|ending| ends(word, ending));
    let diminutive = ends(word, "чета") && word.len() > SHORTEST;
    if off || diminutive {
        cut(word, 3);
    } else if ends(word, "еве") {
        cut(word, 3);
        word.push('й');
    } else if ends(word, "овци") {
        cut(word, 1);
    } else if ["лози", "гози", "рози"].iter().any(|plural| ends(word, plural)) && word.len() > SHORTEST {
        cut(word, 2);
        word.push('г');
    } else if ends(word, "ий") {
        cut(word, 2);
    } else if word.last().is_some_and(|c| is_vowel(*c)) && word.len() > 2 {
        cut(word, 1);
        if word.last() == Some(&'и') && word.len() > 2 {
            cut(word, 1);
        }
    }
}

/// Evens out what the endings did to the stem.
fn finish(word: &mut Vec<char>) {
    if ends(word, "анин") || ends(word, "янин") {
        cut(word, 2);
    } else if ends(word, "ец") && word.len() > 3 {
        cut(word, 2);
        word.push('ц');
    } else if ends(word, "ен") && word.len() > 3 {
        cut(word, 2);
        if word.last().is_some_and(|c| is_vowel(*c)) {
            word.push('й');
        }
        word.push('н');
    }
    let moving = matches!(word.as_slice(), [_, .., 'ъ', 'р' | 'л' | 'м' | 'н' | 'к' | 'ц' | 'в' | 'г']);
    if moving && word.len() > 3 {
        word.remove(word.len() - 2);
    }
    if let Some(last) = word.last_mut().filter(|c| **c == 'ц') {
        *last = 'к';
    }
    if ends(word, "ийк") || ends(word, "ейк") {
        word.remove(word.len() - 2);
    }
    if word.last() == Some(&'й') && word.len() > 2 {
        cut(word, 1);
    }
    if let Some(vowel) = word.iter_mut().rev().find(|c| is_vowel(**c)).filter(|c| **c == 'я') {
        *vowel = 'е';
    }
}

fn ends(word: &[char], ending: &str) -> bool {
    let mut rest = word.iter().rev();
    ending.chars().rev().all(|c| rest.next() == Some(&c))
}

fn cut(word: &mut Vec<char>, letters: usize) {
    word.truncate(word.len().saturating_sub(letters));
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, proptest};

    use super::stem;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        for forms in [
            &["клъстер", "клъстера", "клъстери", "клъстерите", "клъстерът"][..],
            &["община", "общината", "общини", "общините"],
            &["проект", "проекта", "проектът", "проекти", "проектите"],
            &["технология", "технологии", "технологията", "технологиите"],
            &["център", "центъра", "центърът", "центрове", "центровете"],
            &["член", "членът"],
            &["българин", "българина"],
            &["гражданин", "граждани", "гражданите"],
            &["място", "места", "местата"],
            &["енергиен", "енергийна", "енергийни", "енергийният"],
            &["зелен", "зелена", "зелени", "зеленият"],
            &["област", "областта", "области"],
            &["търговец", "търговци", "търговците"],
            &["музей", "музеи", "музея", "музеят"],
            &["партньор", "партньори", "партньорите"],
            &["австралиец", "австралийци", "австралийците"],
            &["училище", "училища", "училищата"],
            &["столче", "столчета", "столчетата"],
            &["cluster", "clusters"],
            &["technology", "technologies"],
        ] {
            let first = stem(forms.first().expect("a form"));
            for form in forms {
                assert_eq!(stem(form), first, "{form}");
            }
        }
    }

    #[test]
    fn short_and_foreign_words_are_their_own_stems() {
        for word in ["мед", "икс", "2012", "bg161po003", "", "漢字"] {
            assert_eq!(stem(word), word);
        }
    }

    proptest! {
        #[test]
        fn a_stem_is_never_empty(word in "[а-я]{1,20}|[a-z]{1,20}") {
            let stem = stem(&word);
            prop_assert!(!stem.is_empty() && stem.chars().count() <= word.chars().count(), "{stem}");
        }
    }
}
