//! Names whose Latin spelling no reading of the Bulgarian one reaches: Майкрософт is Microsoft. Only names and words
//! that Bulgarian business texts write both ways; a record's own aliases belong in its file.

use crate::text::skeleton::{KEY, skeleton};

/// Fewer bytes of a key may be the beginning of anything.
const SHORTEST: usize = 4;

/// Bulgarian and foreign spelling, folded.
const NAMES: &[(&str, &str)] = &[
    ("майкрософт", "microsoft"),
    ("гугъл", "google"),
    ("фейсбук", "facebook"),
    ("ютюб", "youtube"),
    ("епъл", "apple"),
    ("сименс", "siemens"),
    ("шнайдер", "schneider"),
    ("дънди", "dundee"),
    ("прешъс", "precious"),
    ("ликид", "liquide"),
    ("джоунс", "jones"),
    ("питърбъро", "peterborough"),
    ("ривърс", "rivers"),
    ("бизнес", "business"),
    ("еърбъс", "airbus"),
    ("пежо", "peugeot"),
    ("рено", "renault"),
    ("мишлен", "michelin"),
    ("хюлет", "hewlett"),
    ("оракъл", "oracle"),
    ("туитър", "twitter"),
    ("йохан", "johann"),
];

/// The other spelling's key for a key or the beginning of one.
pub(super) fn of(key: &str) -> Option<String> {
    if key.len() < SHORTEST || key.len() >= KEY {
        return None;
    }
    NAMES.iter().find_map(|(ours, theirs)| {
        let (ours, theirs) = (skeleton(ours), skeleton(theirs));
        match (ours.starts_with(key), theirs.starts_with(key)) {
            (true, false) => Some(theirs),
            (false, true) => Some(ours),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{NAMES, SHORTEST, of};
    use crate::text::{fold, skeleton};

    #[test]
    fn every_alias_leads_both_ways() {
        for (ours, theirs) in NAMES {
            assert!(fold(ours) == *ours && fold(theirs) == *theirs, "{ours} {theirs} are folded");
            let (ours, theirs) = (skeleton(ours), skeleton(theirs));
            assert!(ours.len().min(theirs.len()) >= SHORTEST, "{ours} {theirs}");
            assert_eq!((of(&ours), of(&theirs)), (Some(theirs.clone()), Some(ours.clone())), "{ours} {theirs}");
        }
    }

    #[test]
    fn a_beginning_is_enough_and_three_letters_are_not() {
        assert_eq!(of("maikr").as_deref(), Some("mikrosoft"));
        assert_eq!(of("mai"), None);
    }
}
