//! An organisation, cluster or person as a vCard 3.0 (RFC 2426): the version that every telephone's camera takes. Where
//! there is little room it is a vCard 4.0 (RFC 6350), which may leave out the name in parts. Never a contact that is not to
//! be published.

use super::{Extent, Lines};
use crate::content::{Address, Cluster, Contacts, LegalForm, Localized, Organisation, Person};
use crate::text::Lang;

/// The card of an organisation.
pub fn organisation(record: &Organisation, lang: Lang, extent: Extent) -> String {
    let name = full_name(record.head.title.any(lang), record.legal_form, lang);
    house(&name, &record.contacts, &record.address, lang, extent)
}

/// The card of a cluster.
pub fn cluster(record: &Cluster, lang: Lang, extent: Extent) -> String {
    house(record.head.title.any(lang), &record.contacts, &record.address, lang, extent)
}

fn house(name: &str, ways: &Contacts, place: &Address, lang: Lang, extent: Extent) -> String {
    let mut lines = begin(extent);
    if extent < Extent::Least {
        lines.parts("N", &[name, "", "", "", ""]);
    }
    lines.text("FN", name);
    if extent < Extent::Least {
        lines.text("ORG", name);
    }
    contacts(ways, extent, &mut lines);
    if extent == Extent::Full {
        address(place, lang, &mut lines);
    }
    end(lines)
}

/// The card of a person; `employer` is the name of where the first position is held.
pub fn person(record: &Person, employer: Option<&str>, lang: Lang, extent: Extent) -> String {
    let name = record.head.title.any(lang);
    let (given, family) = name.rsplit_once(' ').unwrap_or(("", name));
    let mut lines = begin(extent);
    if extent < Extent::Least {
        lines.parts("N", &[family, given, "", record.honorific.as_ref().map_or("", |it| it.any(lang)), ""]);
    }
    lines.text("FN", name);
    if extent < Extent::Bare {
        lines.text("TITLE", record.positions.first().map_or("", |position| position.title.any(lang)));
    }
    if extent < Extent::Least {
        lines.text("ORG", employer.unwrap_or_default());
    }
    if record.publish_contact {
        contacts(&record.contacts, extent, &mut lines);
    }
    end(lines)
}

fn begin(extent: Extent) -> Lines {
    let mut lines = Lines::default();
    lines.raw("BEGIN", "VCARD");
    lines.raw("VERSION", if extent < Extent::Least { "3.0" } else { "4.0" });
    lines
}

fn end(mut lines: Lines) -> String {
    lines.raw("END", "VCARD");
    lines.finish()
}

/// „Асарел – Медет АД“: the legal form behind the name, as it stands on a door; „Община Антон“ has it in the name.
fn full_name(name: &str, form: Option<LegalForm>, lang: Lang) -> String {
    let form = form.and_then(|form| form.behind_name(lang));
    form.map_or_else(|| name.to_owned(), |form| format!("{name} {form}"))
}

/// Telephones, addresses and the site. Every telephone always; where there is least room, only the first thing else that
/// reaches it, and none where a telephone does.
fn contacts(contacts: &Contacts, extent: Extent, lines: &mut Lines) {
    let tight = extent >= Extent::Least;
    for phone in &contacts.phones {
        lines.text(if tight { "TEL" } else { "TEL;TYPE=WORK,VOICE" }, phone);
    }
    if extent == Extent::Bare && !contacts.phones.is_empty() {
        return;
    }
    for email in contacts.emails.iter().take(if tight { 1 } else { usize::MAX }) {
        lines.text(if tight { "EMAIL" } else { "EMAIL;TYPE=INTERNET" }, email);
    }
    if tight && !contacts.emails.is_empty() {
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
        for extent in Extent::ALL {
            let card = organisation(&asarel(), Lang::En, extent);
            assert_eq!(card.matches("\r\nTEL").count(), 2, "every telephone: {card}");
            assert!(!card.contains("\nN:;"), "no empty name: {card}");
        }
    }

    #[test]
    fn a_form_that_is_in_the_name_is_not_said_twice() {
        let mut town = asarel();
        for (form, name) in [
            (LegalForm::Municipality, "Община Антон"),
            (LegalForm::Foundation, "Фондация „Средногорие“"),
            (LegalForm::Nch, "НЧ „Христо Ботев“"),
        ] {
            town.legal_form = Some(form);
            town.head.title = Localized::One(Lang::Bg, name.to_owned());
            let card = organisation(&town, Lang::Bg, Extent::Full).replace("\r\n ", "");
            assert!(card.contains(&format!("FN:{name}\r\n")), "{card}");
        }
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
