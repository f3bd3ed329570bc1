//! A query that found nothing, read as if it had been typed on the wrong keyboard layout. Never decides which reading is
//! right: the index does, by what it finds.

use crate::text::Layout;

use super::analyser::query_tokens;

/// How the keys of a query were read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reread {
    /// Latin letters, for a text meant in Cyrillic on this layout.
    Cyrillic(Layout),
    /// Cyrillic letters of this layout, for a text meant in Latin.
    Latin(Layout),
    /// Cyrillic letters of one layout, typed as on another.
    Exchanged { typed: Layout, meant: Layout },
}

/// The layouts in the order in which visitors have them.
const LAYOUTS: [Layout; 3] = [Layout::Phonetic, Layout::Bds, Layout::BasPhonetic];

/// The other readings of `query`, the likeliest first. Without those that search for the same: a word in Latin letters
/// and its reading on the phonetic layout mostly have one key.
pub fn reread(query: &str) -> Vec<(Reread, String)> {
    let latin = query.chars().any(|c| c.is_ascii_alphabetic());
    let cyrillic = query.chars().any(|c| matches!(c, '\u{400}'..='\u{45f}'));
    let mut readings = Vec::new();
    if latin {
        readings.extend(LAYOUTS.map(|layout| (Reread::Cyrillic(layout), layout.to_cyrillic(query))));
    }
    if cyrillic {
        readings.extend(LAYOUTS.map(|layout| (Reread::Latin(layout), layout.to_latin(query))));
        let exchanges = [(Layout::Phonetic, Layout::Bds), (Layout::Bds, Layout::Phonetic)];
        readings.extend(
            exchanges
                .map(|(typed, meant)| (Reread::Exchanged { typed, meant }, meant.to_cyrillic(&typed.to_latin(query)))),
        );
    }
    let mut seen = vec![keys(query)];
    readings.retain(|(_, text)| {
        let keys = keys(text);
        let new = !keys.is_empty() && !seen.contains(&keys);
        seen.push(keys);
        new
    });
    readings
}

fn keys(query: &str) -> Vec<String> {
    query_tokens(query).into_iter().map(|token| token.key).collect()
}

#[cfg(test)]
mod tests {
    use proptest::{prop_assert, prop_assert_ne, proptest};

    use super::{LAYOUTS, Reread, reread};
    use crate::text::Layout;

    fn has(query: &str, how: Reread, text: &str) -> bool {
        reread(query).iter().any(|(other, reading)| *other == how && reading == text)
    }

    #[test]
    fn keys_pressed_under_the_wrong_layout_are_read_again() {
        assert!(has("u.cije,", Reread::Cyrillic(Layout::Bds), "клъстер"));
        assert!(has("rui", Reread::Cyrillic(Layout::Bds), "икс"));
        assert!(has("Did,e.", Reread::Cyrillic(Layout::Bds), "Асарел"));
        assert!(has("`elope`", Reread::Cyrillic(Layout::Phonetic), "челопеч"));
        assert!(has("[ipka", Reread::Cyrillic(Layout::Phonetic), "шипка"));
        assert!(has("фьяе", Reread::Latin(Layout::Bds), "base"));
        assert!(has("яуалити", Reread::Latin(Layout::Phonetic), "qualiti"));
        let exchanged = Reread::Exchanged { typed: Layout::Phonetic, meant: Layout::Bds };
        assert!(has("руи", exchanged, "икс"));
    }

    #[test]
    fn what_would_find_the_same_is_not_searched_again() {
        let cyrillic = reread("asarel").into_iter().map(|(how, _)| how).collect::<Vec<_>>();
        assert_eq!(cyrillic, [Reread::Cyrillic(Layout::Bds)]);
        assert!(reread("2012 – „“").is_empty());
    }

    proptest! {
        #[test]
        fn every_word_typed_on_the_wrong_layout_is_among_the_readings(word in "[бдгжийлпфцчшщъьюя]{3,10}", which in 0..3_usize) {
            let layout = LAYOUTS[which];
            let typed = layout.to_latin(&word);
            if typed.chars().any(|c| c.is_ascii_alphabetic()) && super::keys(&typed) != super::keys(&word) {
                let keys = super::keys(&word);
                prop_assert!(reread(&typed).iter().any(|(_, reading)| super::keys(reading) == keys), "{typed}");
            }
        }

        #[test]
        fn readings_differ_from_the_query(query in proptest::arbitrary::any::<String>()) {
            for (_, reading) in reread(&query) {
                prop_assert_ne!(&reading, &query);
            }
        }
    }
}
