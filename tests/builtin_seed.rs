//! The content of the first start: it has no problem worth a warning, and each record can be found in `docs/SOURCES.md`.

use megdan::content::Kind;
use megdan::diagnostic::{Color, Renderer, Severity};
use megdan::seed::{self, Outcome, Source};
use megdan::text::Lang;

fn builtin() -> Outcome {
    seed::read(&Source::Builtin, &mut |_| {})
}

#[test]
fn the_content_of_the_first_start_has_neither_errors_nor_warnings() {
    let mut outcome = builtin();
    outcome.diagnostics.retain(|diagnostic| diagnostic.code.severity != Severity::Note);
    let report = Renderer::new(Lang::En, Color::Never).render_all(&outcome.diagnostics);
    assert!(outcome.diagnostics.is_empty(), "{report}");
    assert!(outcome.catalogue.is_some());
}

#[test]
fn every_record_of_the_first_start_is_named_among_the_sources() {
    let sources = include_str!("../docs/SOURCES.md");
    let catalogue = builtin().catalogue.expect("the content of the first start is right");
    for (kind, head) in catalogue.heads() {
        let name = match (kind, head.slug.as_str().strip_prefix("municipality")) {
            // They stand in one line, the first of them in full.
            (Kind::Organisation, Some(town)) => format!("{town}`"),
            _ => format!("`{}`", head.slug),
        };
        assert!(sources.contains(&name), "{} is missing in docs/SOURCES.md", head.slug);
    }
}
