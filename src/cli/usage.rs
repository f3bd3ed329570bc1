//! Wrong usage in words: what was typed, what would do. Never shows the parser's own English text.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::words::Words;
use crate::text::{Breaks, Lang, clean};

/// What is wrong with the arguments, in one or two lines, and where to look.
pub fn explain(error: &clap::Error, lang: Lang) -> String {
    let words = Words::of(lang);
    let of = |kind| error.get(kind).map(value).unwrap_or_default();
    let invalid = of(ContextKind::InvalidArg);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => (words.unknown_argument)(&invalid),
        ErrorKind::InvalidSubcommand => (words.unknown_command)(&of(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if of(ContextKind::InvalidValue).is_empty() => {
            (words.missing)(&invalid)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let said = (words.bad_value)(&of(ContextKind::InvalidValue), &invalid, &of(ContextKind::ValidValue));
            let example = example(&invalid).map(|example| format!("; {} {example}", words.such_as));
            format!("{said}{}", example.unwrap_or_default())
        }
        ErrorKind::InvalidUtf8 => words.not_text.to_owned(),
        ErrorKind::ArgumentConflict => (words.conflict)(&invalid, &of(ContextKind::PriorArg)),
        ErrorKind::MissingRequiredArgument => (words.missing)(&invalid),
        _ => words.wrong_use.to_owned(),
    };
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let hint = suggested.into_iter().map(of).find(|text| !text.is_empty());
    let hint = hint.map(|hint| format!("; {}", (words.did_you_mean)(&hint))).unwrap_or_default();
    format!("megdan: {what}{hint}\n{}", words.see_help)
}

/// What was typed is said on one line, whatever is in it.
fn value(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::Strings(all) => all.join(", "),
        other => other.to_string(),
    };
    clean(&text, Breaks::Space).into_owned()
}

/// A value that would do for the argument that clap calls `argument`, where no list of them was given.
fn example(argument: &str) -> Option<&'static str> {
    let examples = [("CxR", "80x24"), ("DAY", "2026-01-31"), ("N", "10"), ("ADDR:PORT", "127.0.0.1:2222")];
    let name = argument.rsplit(' ').next()?.trim_matches(['<', '>', '[', ']']);
    examples.iter().find(|(known, _)| *known == name).map(|(_, example)| *example)
}

#[cfg(test)]
mod tests {
    use super::explain;
    use crate::cli::command::command;
    use crate::text::Lang;

    fn said(lang: Lang, arguments: &[&str]) -> String {
        explain(&command(lang).try_get_matches_from(arguments).expect_err("wrong usage"), lang)
    }

    #[test]
    fn a_slip_gets_the_nearest_word_in_the_callers_language() {
        assert_eq!(
            said(Lang::Bg, &["megdan", "lsit"]),
            "megdan: няма команда ‘lsit’; може би ‘list’?\nвижте ‘megdan --help’"
        );
        let text = said(Lang::En, &["megdan", "list", "dogs"]);
        assert!(text.contains("‘dogs’ does not do for <WHAT>; known are news, events"), "{text}");
        let text = said(Lang::En, &["megdan", "show"]);
        assert!(text.starts_with("megdan: <ID> is missing"), "{text}");
        let text = said(Lang::En, &["megdan", "stats", "--csv", "--json"]);
        assert!(text.contains("--csv does not go together with --json"), "{text}");
    }

    #[test]
    fn a_value_that_does_not_do_comes_with_one_that_does() {
        for (arguments, example) in [
            (&["megdan", "--size", "wide"][..], "--size <CxR>; such as 80x24"),
            (&["megdan", "stats", "--since", "soon"], "--since <DAY>; such as 2026-01-31"),
            (&["megdan", "list", "news", "--limit", "few"], "--limit <N>; such as 10"),
            (&["megdan", "rollback", "x"], "[N]; such as 10"),
            (&["megdan", "serve", "--ssh", "22"], "--ssh <ADDR:PORT>; such as 127.0.0.1:2222"),
        ] {
            let text = said(Lang::En, arguments);
            assert!(text.contains(example), "{text}");
        }
    }

    #[test]
    fn what_was_typed_is_shown_and_not_obeyed() {
        let text = said(Lang::En, &["megdan", "list", "\u{1b}[31mnews\nx\u{202e}"]);
        assert!(text.contains("‘news x’"), "{text}");
    }
}
