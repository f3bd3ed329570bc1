//! `people/ID.toml`. Never passes on a phone or e-mail that the person has not agreed to.

use crate::content::{Contacts, Person, Position, Slug};
use crate::diagnostic::Words;
use crate::seed::fields::Fields;
use crate::seed::references::Kinds;
use crate::seed::value::Form;
use crate::seed::{codes, contacts, head};

/// A person.
pub fn person(mut fields: Fields<'_>, slug: Slug) -> Person {
    let f = &mut fields;
    let head = head::head(f, slug);
    let honorific = f.localized("honorific", Form::Name);
    let publish_contact = f.flag("publish_contact");
    let contacts = contacts::contacts(f);
    let private = !contacts.phones.is_empty() || !contacts.emails.is_empty();
    if private && !publish_contact {
        let message = Words::new(
            "телефон или е-поща на лице без неговото съгласие",
            "a phone or e-mail of a person without the person's consent",
        );
        let help = Words::new(
            "ако лицето е съгласно, добавете publish_contact = true; иначе ги изтрийте",
            "if the person agrees, add publish_contact = true; otherwise delete them",
        );
        head::refuse(f, "contacts", codes::CONTACT_WITHOUT_CONSENT, message, Some(help));
    }
    let contacts = if publish_contact { contacts } else { Contacts { url: contacts.url, ..Contacts::default() } };
    let positions = f.tables("position").into_iter().filter_map(position).collect();
    fields.finish();
    Person { head, honorific, positions, contacts, publish_contact }
}

/// `[[position]]`
fn position(mut fields: Fields<'_>) -> Option<Position> {
    let title = fields.localized("title", Form::Name);
    if title.is_none() && !fields.has("title") {
        fields.missing("title");
    }
    let organisation = fields.reference("organisation", Kinds::BODY);
    fields.finish();
    Some(Position { title: title?, organisation })
}
