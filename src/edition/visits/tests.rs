//! Counters: what is written is read, damage is put aside, nothing personal is kept.

use super::{Door, Statistics, Tally, Visits, What, searchable};
use crate::content::{Civil, Day, Slug};
use crate::text::Lang;

fn at(day: u8, hour: u8) -> Civil {
    Civil::new(Day::new(2026, 6, day).expect("a day"), hour, 30).expect("a reading")
}

fn slug(text: &str) -> Slug {
    Slug::new(text).expect("a slug")
}

fn some() -> Tally {
    let mut tally = Tally::default();
    tally.record(&slug("asarel-medet"), Door::Screen, Lang::Bg, at(1, 9));
    tally.record(&slug("asarel-medet"), Door::Ssh, Lang::En, at(2, 9));
    tally.record(&slug("optix"), Door::Screen, Lang::Bg, at(2, 17));
    tally.unanswered("  Златица ", at(2, 17));
    tally
}

#[test]
fn what_is_counted_adds_up_over_writings() {
    let data = tempfile::tempdir().expect("a folder");
    let visits = Visits::of(data.path());
    assert_eq!(visits.rows(None).expect("nothing yet"), []);
    for _ in 0..2 {
        assert!(!visits.add(&some()).expect("written"));
    }
    let sums = Statistics::of(&visits.rows(None).expect("read"));
    assert_eq!(sums.openings(), 6);
    assert_eq!(sums.records, [(slug("asarel-medet"), 4), (slug("optix"), 2)]);
    assert_eq!(sums.days, [(at(1, 0).day, 2), (at(2, 0).day, 4)]);
    assert_eq!((sums.doors, sums.languages), ([4, 0, 2], [4, 2]));
    assert_eq!((sums.hours[9], sums.hours[17]), (4, 2));
    assert_eq!(sums.searches, [("златица".to_owned(), 2)]);
    let later = visits.rows(Some(at(2, 0).day)).expect("read");
    assert!(later.iter().all(|row| row.day == at(2, 0).day) && later.len() == 7, "{later:?}");
}

#[test]
fn what_is_read_most_is_of_the_last_days_that_were_counted() {
    let data = tempfile::tempdir().expect("a folder");
    let visits = Visits::of(data.path());
    assert_eq!(visits.most_read(30, 5).expect("nothing yet"), []);
    let on = |year, month, day| Civil::new(Day::new(year, month, day).expect("a day"), 9, 0).expect("a reading");
    // A clock that was wrong for a day once, years of pause, and the last weeks.
    for (times, name, now) in [
        (9, "old", on(1970, 1, 1)),
        (5, "former", on(2024, 2, 29)),
        (2, "optix", on(2026, 5, 31)),
        (1, "asarel", on(2026, 6, 29)),
    ] {
        let mut tally = Tally::default();
        for _ in 0..times {
            tally.record(&slug(name), Door::Screen, Lang::Bg, now);
        }
        visits.add(&tally).expect("written");
    }
    assert_eq!(visits.most_read(30, 5).expect("read"), [slug("optix"), slug("asarel")]);
    assert_eq!(visits.most_read(28, 5).expect("read"), [slug("asarel")]);
    assert_eq!(visits.most_read(1000, 2).expect("read"), [slug("former"), slug("optix")]);
}

#[test]
fn damaged_counters_are_put_aside_and_new_ones_begun() {
    let data = tempfile::tempdir().expect("a folder");
    let visits = Visits::of(data.path());
    visits.add(&some()).expect("written");
    std::fs::write(data.path().join("visits/conf"), "nothing that sled wrote").expect("written");
    std::fs::write(data.path().join("visits/db"), [7; 9000]).expect("written");
    assert!(visits.rows(None).is_err());
    assert!(visits.add(&some()).expect("written anew"));
    assert!(data.path().join("visits.damaged").is_dir());
    assert_eq!(Statistics::of(&visits.rows(None).expect("read")).openings(), 3);
}

#[test]
fn a_file_of_text_in_the_place_of_the_counters_is_noticed_whoever_looks_first() {
    for read_first in [true, false] {
        let data = tempfile::tempdir().expect("a folder");
        let visits = Visits::of(data.path());
        visits.add(&some()).expect("written");
        std::fs::write(data.path().join("visits/db"), "these are no counters ".repeat(1000)).expect("written");
        if read_first {
            assert!(visits.rows(None).is_err(), "it is said");
            assert!(!visits.add(&some()).expect("written"), "new ones are begun");
        } else {
            assert!(visits.add(&some()).expect("written"), "it is said, and new ones are begun");
        }
        assert!(visits.aside().is_dir(), "what is left is kept");
        assert_eq!(Statistics::of(&visits.rows(None).expect("read")).openings(), 3);
    }
}

#[test]
fn counters_of_which_nothing_was_written_yet_are_not_damaged() {
    let data = tempfile::tempdir().expect("a folder");
    let visits = Visits::of(data.path());
    std::fs::create_dir(data.path().join("visits")).expect("made");
    std::fs::write(data.path().join("visits/db"), [0; 9000]).expect("written");
    assert!(!visits.add(&some()).expect("written"));
    assert!(!visits.aside().exists());
}

#[test]
fn nobody_is_known_by_a_search() {
    for private in ["0888 123 456", "ivan@example.org", "", " \u{1b}[2J "] {
        assert_eq!(searchable(private), None, "{private}");
    }
    assert_eq!(searchable("Клъстер\n 2012").as_deref(), Some("клъстер 2012"));
    assert_eq!(searchable(&"мед ".repeat(100)).map(|text| text.chars().count()), Some(39));
}

#[test]
fn made_up_searches_fill_neither_memory_nor_disk() {
    let data = tempfile::tempdir().expect("a folder");
    let visits = Visits::of(data.path());
    let mut tally = Tally::default();
    for number in 0..10_000_u32 {
        let word: String =
            number.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0x400).unwrap_or('я')).collect();
        tally.unanswered(&word, at(3, 8));
    }
    assert_eq!(tally.iter().count(), super::tally::MOST);
    visits.add(&tally).expect("written");
    let rows = visits.rows(None).expect("read");
    assert!(rows.iter().all(|row| matches!(row.what, What::Search(_))) && rows.len() == super::SEARCHES_A_DAY);
}

#[test]
fn the_oldest_days_go() {
    let data = tempfile::tempdir().expect("a folder");
    let visits = Visits::of(data.path());
    let first = at(1, 8);
    let mut tally = Tally::default();
    for day in 0..1110 {
        let now = first.day.plus_days(day).expect("a day").start();
        tally.record(&slug("optix"), Door::Screen, Lang::Bg, now);
    }
    visits.add(&tally).expect("written");
    visits.prune().expect("pruned");
    let days = Statistics::of(&visits.rows(None).expect("read")).days;
    assert_eq!(days.len(), super::KEPT_DAYS);
    assert_eq!(days.first().map(|(day, _)| *day), first.day.plus_days(10));
}
