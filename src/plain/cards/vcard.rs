//! An organisation or person as a vCard 3.0 (RFC 2426): the version that every telephone's camera takes. Never a contact
//! that is not to be published.

use super::{Extent, Lines};
use crate::content::{Address, Contacts, Localized, Organisation, Person};
use crate::text::Lang;

/// The card of an organisation.
pub fn organisation(record: &Organisation, lang: Lang, extent: Extent) -> String {
    let name = full_name(record, lang);
    let mut lines = begin();
    // The form demands a name in parts; a long one is not said three times where there is little room.
    lines.parts("N", &[if extent == Extent::Full { &name } else { "" }, "", "", "", ""]);
    lines.text("FN", &name);
    if extent < Extent::Least {
        lines.text("ORG", &name);
    }
    contacts(&record.contacts, extent, &mut lines);
    if extent == Extent::Full {
        address(&record.address, lang, &mut lines);
    }
    end(lines)
}

/// The card of a person; `employer` is the name of where the first position is held.
pub fn person(record: &Person, employer: Option<&str>, lang: Lang, extent: Extent) -> String {
    let name = record.head.title.any(lang);
    let (given, family) = name.rsplit_once(' ').unwrap_or(("", name));
    let mut lines = begin();
    lines.parts("N", &[family, given, "", record.honorific.as_ref().map_or("", |it| it.any(lang)), ""]);
    lines.text("FN", name);
    if extent < Extent::Least {
        lines.text("TITLE", record.positions.first().map_or("", |position| position.title.any(lang)));
        lines.text("ORG", employer.unwrap_or_default());
    }
    if record.publish_contact {
        contacts(&record.contacts, extent, &mut lines);
    }
    end(lines)
}

fn begin() -> Lines {
    let mut lines = Lines::default();
    lines.raw("BEGIN", "VCARD");
    lines.raw("VERSION", "3.0");
    lines
}

fn end(mut lines: Lines) -> String {
    lines.raw("END", "VCARD");
    lines.finish()
}

/// „Асарел – Медет АД“: the legal form behind the name, as it stands on a door.
fn full_name(record: &Organisation, lang: Lang) -> String {
    let name = record.head.title.any(lang);
    record.legal_form.map_or_else(|| name.clone(), |form| format!("{name} {}", form.label(lang)))
}

/// Telephones, addresses and the site; the first of each where there is little room, and only one where there is least.
fn contacts(contacts: &Contacts, extent: Extent, lines: &mut Lines) {
    let many = if extent == Extent::Full { usize::MAX } else { 1 };
    for phone in contacts.phones.iter().take(many) {
        lines.text("TEL;TYPE=WORK,VOICE", phone);
    }
    if extent == Extent::Least && !contacts.phones.is_empty() {
        return;
    }
    for email in contacts.emails.iter().take(many) {
        lines.text("EMAIL;TYPE=INTERNET", email);
    }
    if extent == Extent::Least && !contacts.emails.is_empty() {
        return;
    }
    // A colon or comma in an address is part of it: RFC 2426 takes a URL as it is.
    if let Some(url) = contacts.url.as_deref() {
        lines.raw("URL", url);
    }
}

fn address(address: &Address, lang: Lang, lines: &mut Lines) {
    let word = |part: &Option<Localized<String>>| part.as_ref().map_or_else(String::new, |part| part.any(lang).clone());
    let parts = [
        String::new(),
        word(&address.room),
        word(&address.street),
        word(&address.place),
        word(&address.region),
        address.postcode.clone().unwrap_or_default(),
        word(&address.country),
    ];
    if parts.iter().any(|part| !part.is_empty()) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        lines.parts("ADR;TYPE=WORK", &parts);
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, organisation, person};
    use crate::content::{
        Address, Contacts, Head, LegalForm, Localized, Organisation, OrganisationType, Person, Position, Slug,
        Visibility,
    };
    use crate::text::Lang;

    fn both(bg: &str, en: &str) -> Localized<String> {
        Localized::Both { bg: bg.to_owned(), en: en.to_owned() }
    }

    fn head(bg: &str, en: &str) -> Head {
        Head {
            slug: Slug::new("a").expect("a slug"),
            title: both(bg, en),
            summary: None,
            body: None,
            tags: Vec::new(),
            visibility: Visibility::default(),
            updated: None,
            pinned: false,
            source: None,
        }
    }

    fn contacts() -> Contacts {
        Contacts {
            phones: vec!["+359 357 6 00".to_owned(), "+359 2 1".to_owned()],
            emails: vec!["office@asarel.example".to_owned()],
            url: Some("https://asarel.example/a,b".to_owned()),
        }
    }

    fn asarel() -> Organisation {
        Organisation {
            head: head("Асарел – Медет", "Asarel-Medet"),
            aliases: Vec::new(),
            abbreviation: None,
            legal_form: Some(LegalForm::Ad),
            type_: OrganisationType::Company,
            sectors: Vec::new(),
            products: Vec::new(),
            parent: None,
            address: Address { place: Some(both("Панагюрище", "Panagyurishte")), ..Address::default() },
            coordinates: None,
            contacts: contacts(),
            sort_as: None,
            memberships: Vec::new(),
        }
    }

    #[test]
    fn an_organisation_is_a_contact() {
        let card = organisation(&asarel(), Lang::Bg, Extent::Full).replace("\r\n ", "");
        let lines: Vec<&str> = card.split_terminator("\r\n").collect();
        assert_eq!(
            lines,
            [
                "BEGIN:VCARD",
                "VERSION:3.0",
                "N:Асарел – Медет АД;;;;",
                "FN:Асарел – Медет АД",
                "ORG:Асарел – Медет АД",
                "TEL;TYPE=WORK,VOICE:+359 357 6 00",
                "TEL;TYPE=WORK,VOICE:+359 2 1",
                "EMAIL;TYPE=INTERNET:office@asarel.example",
                "URL:https://asarel.example/a,b",
                "ADR;TYPE=WORK:;;;Панагюрище;;;",
                "END:VCARD",
            ]
        );
    }

    #[test]
    fn a_smaller_card_says_less() {
        let lengths = Extent::ALL.map(|extent| organisation(&asarel(), Lang::En, extent).len());
        assert!(lengths.is_sorted_by(|a, b| a > b), "{lengths:?}");
        assert!(organisation(&asarel(), Lang::En, Extent::Least).contains("TEL"), "one way to reach it stays");
    }

    #[test]
    fn a_person_without_consent_has_no_contact() {
        let position = Position { title: both("председател", "chair"), organisation: None };
        let mut anton = Person {
            head: head("Антон Антонов", "Anton Antonov"),
            honorific: None,
            positions: vec![position],
            contacts: contacts(),
            publish_contact: false,
        };
        let closed = person(&anton, Some("Клъстер"), Lang::Bg, Extent::Full);
        assert!(closed.contains("N:Антонов;Антон;;;") && closed.contains("ORG:Клъстер"), "{closed}");
        assert!(!closed.contains("TEL") && !closed.contains('@') && !closed.contains("URL"), "{closed}");
        anton.publish_contact = true;
        assert!(person(&anton, None, Lang::Bg, Extent::Full).contains("TEL"));
    }
}
