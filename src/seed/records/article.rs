//! `news/DATE-slug.LANG.md`. Never its text: bodies are read again when they are published.

use crate::content::{Article, PartialDate, Quote, Slug};
use crate::seed::fields::Fields;
use crate::seed::head;
use crate::seed::references::Kinds;
use crate::seed::value::Form;

/// A news item; `date` is the one of the file's name.
pub fn article(mut fields: Fields<'_>, slug: Slug, date: Option<PartialDate>) -> Article {
    let f = &mut fields;
    let record = Article {
        head: head::head(f, slug),
        date: f.date("date").or(date),
        place: f.localized("place", Form::Name),
        clusters: f.references("clusters", Kinds::CLUSTER),
        about: f.references("about", Kinds::ANY),
        quotes: f.tables("quote").into_iter().filter_map(quote).collect(),
        project: f.reference("project", Kinds::PROJECT),
        event: f.reference("event", Kinds::EVENT),
    };
    fields.finish();
    record
}

/// `[[quote]]`
fn quote(mut fields: Fields<'_>) -> Option<Quote> {
    let text = fields.localized("text", Form::Prose);
    if text.is_none() && !fields.has("text") {
        fields.missing("text");
    }
    let who = fields.reference("who", Kinds::PARTY);
    fields.finish();
    Some(Quote { text: text?.map(|_, text| unquoted(text).to_owned()), who })
}

/// The words alone: the screen puts them between the quotation marks of the language, and twice would be wrong.
fn unquoted(text: &str) -> &str {
    let pairs = [('„', '“'), ('„', '”'), ('“', '”'), ('«', '»'), ('"', '"')];
    let inside = pairs.iter().find_map(|(open, close)| {
        let inside = text.trim().strip_prefix(*open)?.strip_suffix(*close)?;
        // „А“ и „Б“ begins and ends with marks that are not a pair.
        (!inside.contains([*open, *close])).then_some(inside)
    });
    inside.unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::unquoted;

    #[test]
    fn only_a_pair_around_all_words_is_taken_off() {
        for (given, words) in [
            ("„Цитат“", "Цитат"),
            ("\"Цитат\"", "Цитат"),
            ("Цитат", "Цитат"),
            ("„А“ и „Б“", "„А“ и „Б“"),
            ("„Мед“ е име", "„Мед“ е име"),
        ] {
            assert_eq!(unquoted(given), words);
        }
    }
}
