//! The checks of a body: dirt, length, links and pictures. Never keeps it.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag};

use super::codes;
use super::contacts::is_url;
use super::context::{Context, File};
use super::references::Kinds;
use super::scan::{Lines, scan};
use super::value::report_findings;
use crate::content::Slug;
use crate::diagnostic::{Diagnostic, Words};

/// A body of more characters than this is more than thirty screens.
const LONG: usize = 60_000;

/// Checks the body at `span` of the file.
pub fn check(cx: &Context, file: &File<'_>, span: Range<usize>) {
    let text = file.text.get(span.clone()).unwrap_or_default();
    let findings = cx.dirt(file.number).unwrap_or_else(|| scan(text, Lines::Many));
    report_findings(cx, file, text, &span, findings);
    // Bytes bound characters, and counting them costs time for every body.
    if text.len() > LONG && text.chars().count() > LONG {
        let message = Words::new(
            format!("текстът има над {LONG} знака: на екрана това са десетки страници"),
            format!("the text has more than {LONG} characters: dozens of pages on a screen"),
        );
        let help = Words::new("разделете го на няколко записа", "split it into several records");
        cx.report(Diagnostic::new(codes::LONG_BODY, file.whole(), message).with_help(help));
    }
    if text.contains('[') {
        links(cx, file, text, span.start);
    }
}

fn links(cx: &Context, file: &File<'_>, text: &str, base: usize) {
    for (event, range) in Parser::new(text).into_offset_iter() {
        let at = base + range.start..base + range.end;
        match event {
            // `<https://…>` and `<name@…>` are links only if they are addresses.
            Event::Start(Tag::Link { link_type: LinkType::Email | LinkType::Autolink, .. }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => link(cx, file, &dest_url, at),
            Event::Start(Tag::Image { dest_url, .. }) => picture(cx, file, &dest_url, at),
            _ => {}
        }
    }
}

/// A link's target: without scheme and dot it names a record.
fn link(cx: &Context, file: &File<'_>, target: &str, at: Range<usize>) {
    if !target.contains([':', '.', '/']) {
        if let Ok(slug) = Slug::new(target) {
            let span = (at.start as u32, at.end as u32);
            cx.references.borrow_mut().link(&slug, Kinds::ANY, file.number, span);
        } else {
            let diagnostic = Diagnostic::new(codes::BAD_SLUG, file.place(at), super::say::bad_slug(target));
            cx.report(diagnostic.with_help(super::say::try_slug(target)));
        }
    } else if !is_url(target) && !target.starts_with("mailto:") && !target.starts_with("tel:") {
        let message = Words::new(format!("‘{target}’ не е адрес"), format!("‘{target}’ is no address"));
        let help = Words::new(
            "пишете https://…, mailto:…, tel:… или идентификатора на запис",
            "write https://…, mailto:…, tel:… or the identifier of a record",
        );
        cx.report(Diagnostic::new(codes::BAD_URL, file.place(at), message).with_help(help));
    }
}

fn picture(cx: &Context, file: &File<'_>, target: &str, at: Range<usize>) {
    let name = target.strip_prefix("media/").unwrap_or(target);
    if !is_url(target) && cx.listing.number(&format!("media/{name}")).is_none() {
        cx.report(super::contacts::missing_media(file.place(at), name));
    }
}
