//! What the path of a file says: the kind of record, and from its name the date, the order, the identifier and the
//! language. Never opens the file.

/// What a file is by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role<'p> {
    /// `kiosk.toml`
    Kiosk,
    /// `organisations.csv`
    Sheet,
    /// A structured record: its folder's name and its identifier.
    Structured(Structured, &'p str),
    /// A Markdown file: of what, and the name without language and `.md`.
    Prose(Prose<'p>, Name<'p>),
    /// Something in `media/`.
    Media,
    /// Nothing that a seed has.
    Unknown,
}

/// Kinds of structured records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Structured {
    /// `clusters/ID/cluster.toml`
    Cluster,
    /// `organisations/ID.toml`
    Organisation,
    /// `people/ID.toml`
    Person,
    /// `projects/ID.toml`
    Project,
}

/// Kinds of Markdown files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prose<'p> {
    /// `news/…`
    Article,
    /// `events/…`
    Event,
    /// `clusters/ID/about.LANG.md`
    About(&'p str),
    /// `pages/…`, or a cluster's.
    Page(Option<&'p str>),
}

/// The name of a Markdown file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'p> {
    /// Without language and `.md`: the same in all translations.
    pub stem: &'p str,
    /// The language in the name, as written.
    pub lang: Option<&'p str>,
}

/// What a path is.
pub fn role(path: &str) -> Role<'_> {
    let mut parts = path.split('/');
    let (first, second, third, fourth) = (parts.next(), parts.next(), parts.next(), parts.next());
    match (first, second, third, fourth) {
        (Some("kiosk.toml"), None, ..) => Role::Kiosk,
        (Some("organisations.csv"), None, ..) => Role::Sheet,
        (Some("media"), Some(_), ..) => Role::Media,
        (Some("clusters"), Some(id), Some("cluster.toml"), None) => Role::Structured(Structured::Cluster, id),
        (Some("clusters"), Some(id), Some(file), None) => match name(file) {
            Some(name) if name.stem == "about" => Role::Prose(Prose::About(id), name),
            _ => Role::Unknown,
        },
        (Some("clusters"), Some(id), Some("pages"), Some(file)) if parts.next().is_none() => {
            prose(Prose::Page(Some(id)), file)
        }
        (Some("pages"), Some(file), None, _) => prose(Prose::Page(None), file),
        (Some("news"), Some(file), None, _) => prose(Prose::Article, file),
        (Some("events"), Some(file), None, _) => prose(Prose::Event, file),
        (Some("organisations"), Some(file), None, _) => structured(Structured::Organisation, file),
        (Some("people"), Some(file), None, _) => structured(Structured::Person, file),
        (Some("projects"), Some(file), None, _) => structured(Structured::Project, file),
        _ => Role::Unknown,
    }
}

fn structured(kind: Structured, file: &str) -> Role<'_> {
    file.strip_suffix(".toml").map_or(Role::Unknown, |stem| Role::Structured(kind, stem))
}

fn prose<'p>(kind: Prose<'p>, file: &'p str) -> Role<'p> {
    name(file).map_or(Role::Unknown, |name| Role::Prose(kind, name))
}

/// `stem.LANG.md` or `stem.md`.
fn name(file: &str) -> Option<Name<'_>> {
    let stem = file.strip_suffix(".md")?;
    Some(match stem.rsplit_once('.') {
        Some((stem, lang)) if lang.len() == 2 => Name { stem, lang: Some(lang) },
        _ => Name { stem, lang: None },
    })
}

/// The date at the start of a stem, as written, and the rest.
pub fn date_and_rest(stem: &str) -> (Option<&str>, &str) {
    let digits = |text: Option<&str>, count: usize| {
        text.is_some_and(|text| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if !digits(stem.get(..4), 4) || stem.get(4..5).is_some_and(|next| next != "-") {
        return (None, stem);
    }
    let mut end = 4;
    for at in [5, 8] {
        let part = stem.get(at..at + 2);
        let ends = stem.get(at + 2..at + 3).is_none_or(|next| next == "-");
        if end + 1 != at || !digits(part, 2) || !ends {
            break;
        }
        end = at + 2;
    }
    match stem.get(end + 1..) {
        Some(rest) if !rest.is_empty() => (stem.get(..end), rest),
        // A name that is only a date or year is a name.
        _ => (None, stem),
    }
}

/// The number at the start of a page's stem, and the rest.
pub fn order_and_rest(stem: &str) -> (Option<u32>, &str) {
    match stem.split_once('-') {
        Some((number, rest)) if !rest.is_empty() => match number.parse() {
            Ok(number) => (Some(number), rest),
            Err(_) => (None, stem),
        },
        _ => (None, stem),
    }
}

#[cfg(test)]
mod tests {
    use super::{Name, Prose, Role, Structured, date_and_rest, order_and_rest, role};

    #[test]
    fn paths_say_what_files_are() {
        assert_eq!(role("kiosk.toml"), Role::Kiosk);
        assert_eq!(role("people/a.toml"), Role::Structured(Structured::Person, "a"));
        assert_eq!(role("clusters/c/cluster.toml"), Role::Structured(Structured::Cluster, "c"));
        let name = |stem, lang| Name { stem, lang };
        assert_eq!(role("clusters/c/about.en.md"), Role::Prose(Prose::About("c"), name("about", Some("en"))));
        assert_eq!(role("clusters/c/pages/10-a.bg.md"), Role::Prose(Prose::Page(Some("c")), name("10-a", Some("bg"))));
        assert_eq!(role("news/2012-a.md"), Role::Prose(Prose::Article, name("2012-a", None)));
        for unknown in ["a.md", "news/a.txt", "news/b/a.md", "people/a.md", "clusters/a.md", "clusters/c/pages/d/a.md"]
        {
            assert_eq!(role(unknown), Role::Unknown, "{unknown}");
        }
    }

    #[test]
    fn a_date_before_the_name_is_read_as_far_as_it_goes() {
        assert_eq!(date_and_rest("2012-01-17-founding"), (Some("2012-01-17"), "founding"));
        assert_eq!(date_and_rest("2012-01-founding"), (Some("2012-01"), "founding"));
        assert_eq!(date_and_rest("2012-founding"), (Some("2012"), "founding"));
        assert_eq!(date_and_rest("2012-01-17"), (None, "2012-01-17"));
        assert_eq!(date_and_rest("2012"), (None, "2012"));
        assert_eq!(date_and_rest("20121-a"), (None, "20121-a"));
        assert_eq!(date_and_rest("2012-012-a"), (Some("2012"), "012-a"));
        assert_eq!(date_and_rest("клъстер"), (None, "клъстер"));
    }

    #[test]
    fn a_number_before_a_pages_name_is_its_order() {
        assert_eq!(order_and_rest("10-join"), (Some(10), "join"));
        assert_eq!(order_and_rest("join-us"), (None, "join-us"));
        assert_eq!(order_and_rest("10"), (None, "10"));
    }
}
