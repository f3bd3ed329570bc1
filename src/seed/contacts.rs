//! Phones, e-mails, web addresses, postal addresses, sources: the tables that several kinds of records share.
//! Checks the form of an address, never whether it can be reached.

use super::codes;
use super::context::Context;
use super::fields::Fields;
use super::value::{Form, Item, checked};
use crate::content::{Address, Contacts, Source};
use crate::diagnostic::{Diagnostic, Place, Words};
use crate::seed::say::Wanted;

/// `[contacts]`
pub fn contacts(fields: &mut Fields<'_>) -> Contacts {
    let Some(mut table) = fields.table("contacts") else {
        return Contacts::default();
    };
    let contacts = Contacts { phones: phones(&mut table), emails: emails(&mut table), url: url(&mut table, "url") };
    table.finish();
    contacts
}

/// `[address]`
pub fn address(fields: &mut Fields<'_>) -> Address {
    let Some(mut table) = fields.table("address") else {
        return Address::default();
    };
    let address = Address {
        street: table.localized("street", Form::Name),
        place: table.localized("place", Form::Name),
        postcode: table.text("postcode", Form::Name),
        region: table.localized("region", Form::Name),
        country: table.localized("country", Form::Name),
        room: table.localized("room", Form::Name),
    };
    table.finish();
    address
}

/// `[source]`; without a title, the address is the title.
pub fn source(fields: &mut Fields<'_>) -> Option<Source> {
    let mut table = fields.table("source")?;
    let title = table.localized("title", Form::Name);
    let source = Source {
        url: url(&mut table, "url"),
        accessed: table.day("accessed"),
        title: title.or_else(|| {
            table.missing("title");
            None
        })?,
    };
    table.finish();
    Some(source)
}

/// The web address at `key`.
pub fn url(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let value = fields.value(key)?;
    let item = value.string(fields.cx, Wanted::Text)?;
    let text = checked(fields.cx, &value.side.file, &item, Form::Prose);
    if !is_url(&text) {
        let message = Words::new(format!("‘{text}’ не е адрес в мрежата"), format!("‘{text}’ is no web address"));
        let help = Words::new(format!("напишете го цял: https://{text}"), format!("write all of it: https://{text}"));
        let help = is_url(&format!("https://{text}")).then_some(help);
        value.report(fields.cx, codes::BAD_URL, message, help);
    }
    Some(text)
}

/// Whether it is an `http` or `https` address with a host.
pub fn is_url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let plain = !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"'));
    plain && is_host(host)
}

fn is_host(host: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty() && !part.starts_with('-') && part.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    host.contains('.') && host.split('.').all(part)
}

fn phones(table: &mut Fields<'_>) -> Vec<String> {
    list(table, "phones", is_phone, |text, cx, place| {
        let message = Words::new(format!("‘{text}’ не е телефон"), format!("‘{text}’ is no phone number"));
        let help = Words::new(
            "пишете само цифри, интервали и + - / ( ): +359 2 123 45 67",
            "write only digits, spaces and + - / ( ): +359 2 123 45 67",
        );
        cx.report(Diagnostic::new(codes::BAD_PHONE, place, message).with_help(help));
    })
}

fn emails(table: &mut Fields<'_>) -> Vec<String> {
    list(table, "emails", is_email, |text, cx, place| {
        let message = Words::new(format!("‘{text}’ не е адрес на е-поща"), format!("‘{text}’ is no e-mail address"));
        let help = Words::new("пишете име@домейн.bg, с латински букви", "write name@domain.bg, in Latin letters");
        cx.report(Diagnostic::new(codes::BAD_EMAIL, place, message).with_help(help));
    })
}

/// The texts of a list, each held against its form.
fn list(
    table: &mut Fields<'_>,
    key: &'static str,
    fits: fn(&str) -> bool,
    refuse: impl Fn(&str, &Context, Place),
) -> Vec<String> {
    let items = table.items(key);
    let (cx, file) = (table.cx, table.main().file);
    let text = |item: &Item<'_>| {
        let text = checked(cx, &file, item, Form::Name);
        if !fits(&text) {
            refuse(&text, cx, file.place(item.1.clone()));
        }
        text
    };
    items.iter().map(text).collect()
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let form =
        text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '/' | '(' | ')' | '.' | '\u{a0}'));
    form && (3..=20).contains(&digits) && text.rfind('+').is_none_or(|at| at <= 1)
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let form = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
    let dots = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
    !name.is_empty() && name.chars().all(form) && dots && is_host(host) && !host.contains('@')
}

/// The problem that `media/` has no such file.
pub fn missing_media(place: Place, name: &str) -> Diagnostic {
    let message = Words::new(format!("няма файл ‘media/{name}’"), format!("there is no file ‘media/{name}’"));
    let help = Words::new(
        "сложете файла в папката media/ на съдържанието",
        "put the file into the folder media/ of the content",
    );
    Diagnostic::new(codes::MISSING_MEDIA, place, message).with_help(help)
}

#[cfg(test)]
mod tests {
    use super::{is_email, is_phone, is_url};

    #[test]
    fn forms_of_addresses() {
        for good in ["+359 2 123 45 67", "02/ 980 12 34", "(+359) 728 62022", "112"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in ["", "12", "тел. 02", "02 + 3 + 4444", "123456789012345678901"] {
            assert!(!is_phone(bad), "{bad}");
        }
        for good in ["office@cluster.bg", "a.b+c@x-y.eu", "info@мед.бг"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "office", "@a.bg", "a@b", "a@b@c.bg", "a b@c.bg", "оffice@c.bg", "a@.bg"] {
            assert!(!is_email(bad), "{bad}");
        }
        for good in ["https://a.bg", "http://a.bg:8080/път?x=1#y"] {
            assert!(is_url(good), "{good}");
        }
        for bad in
            ["", "www.a.bg", "ftp://a.bg", "https://", "https://a b.bg", "javascript:alert(1)", "https://localhost"]
        {
            assert!(!is_url(bad), "{bad}");
        }
    }
}
