//! Numbers and amounts as people write them in both languages. Never rounds.

use super::Lang;

/// Keeps the groups of a number, and a number and its sign, on one line.
const NO_BREAK: char = '\u{a0}';

/// „8 000“ with a no-break space, “8,000”.
pub fn grouped(value: i64, lang: Lang) -> String {
    let sign = if value < 0 { "−" } else { "" };
    format!("{sign}{}", groups(value.unsigned_abs(), lang))
}

/// A number with two decimal places, given in hundredths: „1 234,50“, “1,234.50”; without them where they are zero.
pub fn hundredths(value: i64, lang: Lang) -> String {
    let sign = if value < 0 { "−" } else { "" };
    let (whole, part) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    let whole = groups(whole, lang);
    match (part, lang) {
        (0, _) => format!("{sign}{whole}"),
        (_, Lang::Bg) => format!("{sign}{whole},{part:02}"),
        (_, Lang::En) => format!("{sign}{whole}.{part:02}"),
    }
}

/// An amount in hundredths of a currency (ISO 4217): „1 500 лв.“, „20 €“, “BGN 1,500”, “€20”. It is never converted.
pub fn money(cents: i64, currency: &str, lang: Lang) -> String {
    let amount = hundredths(cents, lang);
    match (currency, lang) {
        ("BGN", Lang::Bg) => format!("{amount}{NO_BREAK}лв."),
        ("EUR", Lang::Bg) => format!("{amount}{NO_BREAK}€"),
        ("EUR", Lang::En) => format!("€{amount}"),
        (other, Lang::Bg) => format!("{amount}{NO_BREAK}{other}"),
        (other, Lang::En) => format!("{other}{NO_BREAK}{amount}"),
    }
}

/// What a thing is called after a number. Bulgarian masculines that are no persons have a counted form (2 клъстера);
/// persons, feminines and neuters take the plural there (80 експерти, 3 новини).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noun {
    /// After 1.
    pub one: &'static str,
    /// After every other number.
    pub many: &'static str,
}

/// „2 проекта“, “1 project”, with a no-break space.
pub fn counted(count: u64, noun: Noun, lang: Lang) -> String {
    let name = if count == 1 { noun.one } else { noun.many };
    format!("{}{NO_BREAK}{name}", groups(count, lang))
}

fn groups(value: u64, lang: Lang) -> String {
    let digits = value.to_string();
    let divider = match lang {
        Lang::Bg => NO_BREAK,
        Lang::En => ',',
    };
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(divider);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::arbitrary::any;
    use proptest::{prop_assert_eq, proptest};

    use super::{Noun, counted, grouped, hundredths, money};
    use crate::text::Lang;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(grouped(8000, Lang::Bg), "8\u{a0}000");
        assert_eq!(grouped(-1_234_567, Lang::En), "−1,234,567");
        assert_eq!((grouped(999, Lang::Bg), grouped(0, Lang::En)), ("999".into(), "0".into()));
    }

    #[test]
    fn amounts_keep_their_currency() {
        assert_eq!(money(150_000, "BGN", Lang::Bg), "1\u{a0}500\u{a0}лв.");
        assert_eq!(money(150_050, "BGN", Lang::En), "BGN\u{a0}1,500.50");
        assert_eq!((money(2000, "EUR", Lang::Bg), money(2000, "EUR", Lang::En)), ("20\u{a0}€".into(), "€20".into()));
        assert_eq!(hundredths(-5, Lang::Bg), "−0,05");
    }

    #[test]
    fn things_are_counted() {
        const CLUSTERS: Noun = Noun { one: "клъстер", many: "клъстера" };
        let counts = [1, 5, 21].map(|count| counted(count, CLUSTERS, Lang::Bg));
        assert_eq!(counts, ["1\u{a0}клъстер", "5\u{a0}клъстера", "21\u{a0}клъстера"]);
    }

    proptest! {
        #[test]
        fn grouping_loses_no_digit(value in any::<i64>()) {
            for lang in Lang::ALL {
                let digits: String = grouped(value, lang).chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(digits, value.unsigned_abs().to_string());
            }
        }
    }
}
