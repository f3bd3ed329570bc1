//! The checks of a body: dirt, length, links and pictures. Never keeps it.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::codes;
use super::contacts::is_url;
use super::context::{Context, File};
use super::references::Kinds;
use super::scaffold::PLACEHOLDERS;
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
    // Most bodies have none of these, and parsing them all costs time.
    if text.contains(['[', '|', '<']) {
        markup(cx, file, text, span.start);
    }
}

/// Warns of the sentence that ‘megdan new’ writes where the text goes.
pub fn placeholder(cx: &Context, file: &File<'_>, span: Range<usize>) {
    let text = file.text.get(span.clone()).unwrap_or_default();
    // Only a short text can be nothing else.
    if text.len() > 200 || !PLACEHOLDERS.contains(&text.trim()) {
        return;
    }
    let start = span.start + text.len() - text.trim_start().len();
    let place = file.place(start..start + text.trim().len());
    let message = Words::new("тук още няма текст", "there is no text here yet");
    let help = Words::new(
        "напишете го, изтрийте реда (тогава се вижда само заглавието) или върнете draft = true",
        "write it, delete the line (then the title alone is shown) or put draft = true back",
    );
    cx.report(Diagnostic::new(codes::PLACEHOLDER, place, message).with_help(help));
}

/// Links and pictures are looked up, and what no screen draws is named.
fn markup(cx: &Context, file: &File<'_>, text: &str, base: usize) {
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let at = base + range.start..base + range.end;
        match event {
            Event::Start(Tag::Table(_)) => unknown(cx, file, at, &TABLE),
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => unknown(cx, file, at, &HTML),
            // `<https://…>` and `<name@…>` are links only if they are addresses.
            Event::Start(Tag::Link { link_type: LinkType::Email | LinkType::Autolink, .. }) => {}
            Event::Start(Tag::Link { dest_url, .. }) => link(cx, file, &dest_url, at),
            Event::Start(Tag::Image { dest_url, .. }) => picture(cx, file, &dest_url, at),
            _ => {}
        }
    }
}

/// What a text has that no screen draws, what becomes of it, and what to do: in both languages.
struct Unknown {
    message: [&'static str; 2],
    help: [&'static str; 2],
}

static TABLE: Unknown = Unknown {
    message: [
        "таблица: редовете ѝ се показват един под друг, без колони",
        "a table: its rows are shown one below the other, without columns",
    ],
    help: ["напишете я като списък", "write it as a list"],
};

static HTML: Unknown = Unknown {
    message: ["HTML се показва с етикетите, както е написан", "HTML is shown with its tags, as it is written"],
    help: [
        "махнете етикетите; ** прави думи важни, празен ред отделя абзаци",
        "take the tags away; ** makes words weighty, an empty line parts paragraphs",
    ],
};

fn unknown(cx: &Context, file: &File<'_>, at: Range<usize>, what: &Unknown) {
    let words = |[bg, en]: [&'static str; 2]| Words::new(bg, en);
    cx.report(Diagnostic::new(codes::UNKNOWN_MARKUP, file.place(at), words(what.message)).with_help(words(what.help)));
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
