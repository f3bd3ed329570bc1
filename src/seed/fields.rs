//! The keys of a record, read one by one. To ask for a key is to declare it: what was never asked for is unknown, so no
//! list of keys is kept beside the code. Never knows a kind of record.

use toml::de::{DeTable, DeValue};

use super::context::Context;
use super::references::Kinds;
use super::value::{Form, Item, Side, Style, Value, checked, same};
use super::{codes, dates, say, say_files};
use crate::content::{Civil, Day, Localized, PartialDate, Slug};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::{Lang, nearest};

/// The keys of one table, and of the same table in the other language's file.
pub struct Fields<'a> {
    /// What all files share.
    pub cx: &'a Context<'a>,
    /// How the files write values.
    pub style: Style,
    main: Side<'a>,
    other: Option<Side<'a>>,
    asked: Vec<&'static str>,
}

/// A list of names fixed by the program.
pub trait Named: Copy + 'static {
    /// The member with this name.
    fn read(text: &str) -> Option<Self>;
    /// Every name.
    fn names() -> Vec<&'static str>;
}

impl<'a> Fields<'a> {
    /// The keys of `main`, with the translation's beside them.
    pub const fn new(cx: &'a Context<'a>, style: Style, main: Side<'a>, other: Option<Side<'a>>) -> Self {
        Self { cx, style, main, other, asked: Vec::new() }
    }

    /// The file of the default language, or the only one.
    pub const fn main(&self) -> Side<'a> {
        self.main
    }

    /// Where a key's value stands, or else the table.
    pub fn place_of(&self, key: &str) -> Place {
        self.main.get(key).map_or_else(|| self.main.place(), Value::place)
    }

    /// Whether one of the files has the key.
    pub fn has(&self, key: &str) -> bool {
        self.main.table.contains_key(key) || self.other.is_some_and(|other| other.table.contains_key(key))
    }

    /// Reports that `key` is needed here.
    pub fn missing(&self, key: &str) {
        self.cx.report(Diagnostic::new(codes::MISSING_KEY, self.main.place(), say::missing_key(key)));
    }

    /// Reports the keys nobody asked for.
    pub fn finish(self) {
        for side in [Some(self.main), self.other].into_iter().flatten() {
            for key in side.table.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref())) {
                let span = key.span();
                if self.style == Style::Sheet && !self.cx.is_new_column(span.start) {
                    continue;
                }
                let place = side.file.place(side.base + span.start..side.base + span.end);
                let near = nearest(key.get_ref(), self.asked.iter().copied());
                let column = say_files::column_for(key.get_ref()).filter(|_| self.style == Style::Sheet);
                let help = column.or(near).map(say::perhaps).or_else(|| Some(say::known_keys(&self.asked)));
                let message = say::unknown_key(key.get_ref());
                self.cx.report(Diagnostic::new(codes::UNKNOWN_KEY, place, message).with_help(help));
            }
        }
    }

    /// The value of a key that does not depend on the language.
    pub fn value(&mut self, key: &'static str) -> Option<Value<'a>> {
        let main = self.main.get(key);
        if self.asked.contains(&key) {
            return main;
        }
        self.asked.push(key);
        let Some(other) = self.other.and_then(|side| side.get(key)) else {
            return main;
        };
        let (place, said) = match main {
            Some(main) if same(main.value.get_ref(), other.value.get_ref()) => return Some(main),
            Some(main) => (main.place(), say::differs(key)),
            None => (self.main.place(), say::belongs_to_main(key)),
        };
        let label = if main.is_some() { say::other_value() } else { say::main_file() };
        let diagnostic = Diagnostic::new(codes::TRANSLATION_DIFFERS, other.place(), said).with_second(place, label);
        self.cx.report(diagnostic.with_help(say::main_file_decides()));
        main
    }

    /// A text that does not depend on the language.
    pub fn text(&mut self, key: &'static str, form: Form) -> Option<String> {
        let value = self.value(key)?;
        let item = value.token(self.cx, say::Wanted::Text)?;
        Some(checked(self.cx, &value.side.file, &item, form))
    }

    /// A list of texts that do not depend on the language.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        let items = self.items(key);
        items.iter().map(|item| checked(self.cx, &self.main.file, item, Form::Name)).collect()
    }

    /// The texts of a list, unchecked.
    pub fn items(&mut self, key: &'static str) -> Vec<Item<'a>> {
        let style = self.style;
        self.value(key).map(|value| value.items(self.cx, style)).unwrap_or_default()
    }

    /// A text per language.
    pub fn localized(&mut self, key: &'static str, form: Form) -> Option<Localized<String>> {
        self.asked.push(key);
        if self.style == Style::PerFile {
            let read = |side: Side<'a>| {
                let value = side.get(key)?;
                let item = value.string(self.cx, say::Wanted::Text)?;
                Some((side.file.lang, checked(self.cx, &side.file, &item, form)))
            };
            return both([read(self.main), self.other.and_then(read)].into_iter().flatten());
        }
        let value = self.main.get(key)?;
        self.one_localized(value, form)
    }

    /// A text per language in one value: `"…"` or `{ bg = "…", en = "…" }`.
    fn one_localized(&self, value: Value<'a>, form: Form) -> Option<Localized<String>> {
        let DeValue::Table(table) = value.value.get_ref() else {
            let item = value.string(self.cx, say::Wanted::Localized)?;
            return Some(Localized::One(self.main.file.lang, checked(self.cx, &value.side.file, &item, form)));
        };
        let mut fields = Fields::new(self.cx, self.style, inner(value, table), None);
        let texts = [(Lang::Bg, fields.text("bg", form)), (Lang::En, fields.text("en", form))];
        let found = both(texts.into_iter().filter_map(|(lang, text)| Some((lang, text?))));
        if found.is_none() && table.is_empty() {
            value.report(self.cx, codes::EMPTY_VALUE, say::empty_value(), None);
        }
        fields.finish();
        found
    }

    /// A list of texts per language.
    pub fn localized_list(&mut self, key: &'static str, form: Form) -> Vec<Localized<String>> {
        let Some(value) = self.value(key) else {
            return Vec::new();
        };
        if matches!(value.value.get_ref(), DeValue::String(_)) {
            let items = value.items(self.cx, self.style);
            let lang = value.side.file.lang;
            return items
                .iter()
                .map(|item| Localized::One(lang, checked(self.cx, &value.side.file, item, form)))
                .collect();
        }
        let values = value.values(self.cx, say::Wanted::Texts);
        values.into_iter().filter_map(|value| self.one_localized(value, form)).collect()
    }

    /// A table of any keys, each with a text per language, in the order of the file.
    pub fn free_names(&self, value: Value<'a>) -> Vec<(String, Localized<String>)> {
        let Some(side) = self.as_table(value) else {
            return Vec::new();
        };
        let mut keys: Vec<_> = side.table.iter().collect();
        keys.sort_by_key(|(key, _)| key.span().start);
        let read = |key: &str, value| Some((key.to_owned(), self.one_localized(Value { side, value }, Form::Name)?));
        keys.into_iter().filter_map(|(key, value)| read(key.get_ref(), value)).collect()
    }

    /// `true` or `false`; absent is `false`.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(value) = self.value(key) else {
            return false;
        };
        match value.value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            DeValue::String(text) if self.style == Style::Sheet => match text.trim().to_lowercase().as_str() {
                "true" | "yes" | "1" | "да" | "x" | "х" => true,
                "false" | "no" | "0" | "не" => false,
                _ => {
                    value.wrong_type(self.cx, say::Wanted::Flag);
                    false
                }
            },
            _ => {
                value.wrong_type(self.cx, say::Wanted::Flag);
                false
            }
        }
    }

    /// A whole number inside `range`.
    pub fn integer(&mut self, key: &'static str, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let value = self.value(key)?;
        let number = match value.value.get_ref() {
            DeValue::Integer(_) => value.raw().replace('_', "").parse().ok(),
            DeValue::String(text) if self.style == Style::Sheet => text.trim().parse().ok(),
            _ => {
                value.wrong_type(self.cx, say::Wanted::Integer);
                return None;
            }
        };
        let fits = number.filter(|number| range.contains(number));
        if fits.is_none() {
            value.report(self.cx, codes::BAD_NUMBER, say::bad_number(*range.start(), *range.end()), None);
        }
        fits
    }

    /// A date as far as it is known.
    pub fn date(&mut self, key: &'static str) -> Option<PartialDate> {
        let value = self.value(key)?;
        dates::partial(self.cx, value)
    }

    /// A day.
    pub fn day(&mut self, key: &'static str) -> Option<Day> {
        let value = self.value(key)?;
        dates::day(self.cx, value)
    }

    /// A day or a clock reading; a day alone means its beginning.
    pub fn reading(&mut self, key: &'static str) -> Option<Civil> {
        let value = self.value(key)?;
        dates::reading(self.cx, value)
    }

    /// The name of another record.
    pub fn reference(&mut self, key: &'static str, kinds: Kinds) -> Option<Slug> {
        let value = self.value(key)?;
        let item = value.token(self.cx, say::Wanted::Reference)?;
        self.slug(&item, kinds)
    }

    /// The names of other records, each once.
    pub fn references(&mut self, key: &'static str, kinds: Kinds) -> Vec<Slug> {
        let mut slugs: Vec<Slug> = Vec::new();
        for item in self.items(key) {
            let Some(slug) = self.slug(&item, kinds) else {
                continue;
            };
            if slugs.contains(&slug) {
                let place = self.main.file.place(item.1);
                self.cx.report(Diagnostic::new(codes::REPEATED_REFERENCE, place, say::repeated(slug.as_str())));
            } else {
                slugs.push(slug);
            }
        }
        slugs
    }

    fn slug(&self, item: &Item<'a>, kinds: Kinds) -> Option<Slug> {
        let Ok(slug) = Slug::new(item.0.trim()) else {
            let place = self.main.file.place(item.1.clone());
            let diagnostic = Diagnostic::new(codes::BAD_SLUG, place, say::bad_slug(item.0));
            self.cx.report(diagnostic.with_help(say::try_slug(item.0)));
            return None;
        };
        let span = (item.1.start as u32, item.1.end as u32);
        self.cx.references.borrow_mut().refer(&slug, kinds, self.main.file.number, span);
        Some(slug)
    }

    /// One of a fixed list of names.
    pub fn named<T: Named>(&mut self, key: &'static str) -> Option<T> {
        let value = self.value(key)?;
        let (text, _) = value.string(self.cx, say::Wanted::Text)?;
        let found = T::read(text.trim());
        if found.is_none() {
            let names = T::names();
            value.report(self.cx, codes::UNKNOWN_NAME, say::unknown_name(text), Some(say::known_names(text, &names)));
        }
        found
    }

    /// The keys of a table inside.
    pub fn table(&mut self, key: &'static str) -> Option<Fields<'a>> {
        self.asked.push(key);
        let main = self.main.get(key).and_then(|value| self.as_table(value));
        let other = self.other.and_then(|side| side.get(key)).and_then(|value| self.as_table(value));
        if main.is_none() && other.is_none() {
            return None;
        }
        let main = main.unwrap_or(Side { table: &self.cx.no_keys, ..self.main });
        Some(Fields::new(self.cx, self.style, main, other))
    }

    /// The keys of each table of a list, `[[key]]`; one table alone is a list of one.
    pub fn tables(&mut self, key: &'static str) -> Vec<Fields<'a>> {
        self.asked.push(key);
        let main = self.sides(self.main, key);
        let other = self.other.map(|side| self.sides(side, key)).unwrap_or_default();
        if !other.is_empty() && other.len() != main.len() {
            let place = other.first().map_or_else(|| self.main.place(), |side| side.place());
            let diagnostic =
                Diagnostic::new(codes::TRANSLATION_DIFFERS, place, say::other_count(key, main.len(), other.len()));
            self.cx.report(diagnostic.with_second(self.place_of(key), say::other_value()));
        }
        let mut other = other.into_iter();
        main.into_iter().map(|side| Fields::new(self.cx, self.style, side, other.next())).collect()
    }

    fn sides(&self, side: Side<'a>, key: &str) -> Vec<Side<'a>> {
        let Some(value) = side.get(key) else {
            return Vec::new();
        };
        if matches!(value.value.get_ref(), DeValue::Table(_)) {
            return self.as_table(value).into_iter().collect();
        }
        let values = value.values(self.cx, say::Wanted::Tables);
        values.into_iter().filter_map(|value| self.as_table(value)).collect()
    }

    fn as_table(&self, value: Value<'a>) -> Option<Side<'a>> {
        let DeValue::Table(table) = value.value.get_ref() else {
            value.wrong_type(self.cx, say::Wanted::Table);
            return None;
        };
        Some(inner(value, table))
    }
}

fn inner<'a>(value: Value<'a>, table: &'a DeTable<'a>) -> Side<'a> {
    let span = value.value.span();
    Side { table, span: Some((span.start, span.end)), ..value.side }
}

/// From texts with their languages.
fn both(texts: impl Iterator<Item = (Lang, String)>) -> Option<Localized<String>> {
    let (mut bg, mut en) = (None, None);
    for (lang, text) in texts {
        match lang {
            Lang::Bg => bg = Some(text),
            Lang::En => en = Some(text),
        }
    }
    Localized::from_options(bg, en)
}
