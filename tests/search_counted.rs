//! How often the search screen searches: once for every picture somebody sees, however many keys came before it. Bytes in,
//! screen out; what is counted are searches, not time.

mod support;

use megdan::edition::Edition;
use megdan::session::context;
use megdan::terminal::{Profile, Size};
use megdan::text::Lang;
use megdan::ui::{App, Effect, Options};

use support::Visit;
use support::builtin::{edition_with, noon};

/// A visit at the search, and the edition it searches: one of its own, as what others search is not counted.
fn searching() -> (Visit<App>, Edition) {
    let edition = edition_with(|_| {}, noon());
    let options = Options { lang: Some(Lang::Bg), ..Options::default() };
    let begin = edition.clone();
    let profile = Profile::plain(Size::STANDARD);
    let mut visit = Visit::new(profile, noon(), |moment| App::new(begin, options, &context(moment)));
    visit.keys("{f3}");
    (visit, edition)
}

/// How often `edition` was searched meanwhile.
fn counted(edition: &Edition, work: impl FnOnce()) -> u64 {
    let before = edition.searches();
    work();
    edition.searches() - before
}

#[test]
fn every_letter_that_is_seen_is_searched_for() {
    let (mut visit, edition) = searching();
    for letter in "панаг".chars() {
        let searches = counted(&edition, || drop(visit.keys(&letter.to_string()).text()));
        assert_eq!(searches, 1, "{letter}");
    }
    assert!(visit.text().contains("Панагюрище"), "{}", visit.text());
}

#[test]
fn letters_that_come_together_are_one_search() {
    let (mut visit, edition) = searching();
    assert_eq!(counted(&edition, || drop(visit.bytes("панагюрище".as_bytes()).text())), 1);
    assert!(visit.text().contains("Община Панагюрище"), "{}", visit.text());
    let erased = counted(&edition, || drop(visit.bytes(&[0x7f; 7]).text()));
    assert_eq!(erased, 1, "keys that take letters back are typing too");
    assert_eq!(counted(&edition, || drop(visit.bytes("\x15челопеч\x17асарел".as_bytes()).text())), 1);
    assert!(visit.text().contains("Асарел – Медет"), "{}", visit.text());
}

#[test]
fn a_pasted_text_is_one_search() {
    let (mut visit, edition) = searching();
    let pasted = "\x1b[200~зелени технологии за рудодобив в Средногорието и околностите\x1b[201~";
    assert_eq!(counted(&edition, || drop(visit.bytes(pasted.as_bytes()).text())), 1);
}

#[test]
fn whoever_types_ahead_opens_what_the_whole_word_finds() {
    let (mut visit, edition) = searching();
    let searches = counted(&edition, || drop(visit.bytes("асарел\r".as_bytes()).text()));
    assert_eq!(searches, 1, "Enter looks at what was found");
    assert!(visit.text().contains("Дружеството е сред инициаторите"), "{}", visit.text());
    assert!(!visit.text().contains("Търсене  асарел"), "{}", visit.text());
}

#[test]
fn a_search_that_nobody_saw_is_still_told_when_it_found_nothing() {
    let (mut visit, edition) = searching();
    let searches = counted(&edition, || drop(visit.bytes("ъщфщъгф\x1b[21~".as_bytes()).text()));
    assert_eq!(searches, 1);
    let told = |effect: &Effect| matches!(effect, Effect::Unanswered(text) if text == "ъщфщъгф");
    assert!(visit.effects.iter().any(told), "{:?}", visit.effects);
}

#[test]
fn a_search_in_vain_is_told_once_by_whichever_way_it_is_left() {
    type Leave = fn(&mut Visit<App>);
    let ways: [(&str, Leave); 5] = [
        ("back", |visit| drop(visit.keys("{esc}").text())),
        ("home from its help", |visit| drop(visit.keys("{f1}{f10}").text())),
        ("the header's path", |visit| drop(visit.click(4, 0).text())),
        ("the header's path from its help", |visit| drop(visit.keys("{f1}").click(4, 0).text())),
        ("the end of the visit", |visit| drop(visit.keys("{ctrl-c}").text())),
    ];
    for (way, leave) in ways {
        let (mut visit, _) = searching();
        visit.keys("ъщфщъгф");
        assert!(visit.effects.is_empty(), "{way}: not left yet, {:?}", visit.effects);
        leave(&mut visit);
        assert!(visit.finished || visit.text().contains("Най-новото"), "{way}: it was left\n{}", visit.text());
        let told = visit.effects.iter().filter(|effect| matches!(effect, Effect::Unanswered(_))).collect::<Vec<_>>();
        assert_eq!(told, [&Effect::Unanswered("ъщфщъгф".to_owned())], "{way}");
    }
}
