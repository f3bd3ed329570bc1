//! Wrong usage in words: what was typed, what would do. Never shows the parser's own English text.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::words::Words;
use crate::text::Lang;

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
            (words.bad_value)(&of(ContextKind::InvalidValue), &invalid, &of(ContextKind::ValidValue))
        }
        ErrorKind::MissingRequiredArgument => (words.missing)(&invalid),
        _ => words.wrong_use.to_owned(),
    };
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let hint = suggested.into_iter().map(of).find(|text| !text.is_empty());
    let hint = hint.map(|hint| format!("; {}", (words.did_you_mean)(&hint))).unwrap_or_default();
    format!("megdan: {what}{hint}\n{}", words.see_help)
}

fn value(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        other => other.to_string(),
    }
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
    }
}
