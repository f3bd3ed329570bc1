//! The decoder against sequences as terminals send them, any split of them, and noise.

use std::time::{Duration, Instant};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};

use super::{Decoder, GIVE_UP};
use crate::terminal::Event;

const WAIT: Duration = Duration::from_millis(50);

/// All events of `bytes` in one read, and what is decided long after.
fn decode(bytes: &[u8]) -> Vec<Event> {
    decode_parts([bytes])
}

fn decode_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<Event> {
    let (mut decoder, now, mut events) = (Decoder::new(WAIT), Instant::now(), Vec::new());
    for part in parts {
        decoder.feed(part, now, &mut events);
    }
    decoder.expire(now + GIVE_UP, &mut events);
    events
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn alt(c: char) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT))
}

#[test]
fn keys_as_terminals_send_them() {
    let expect: [(&[u8], KeyCode); 24] = [
        (b"\x1b[A", KeyCode::Up),
        (b"\x1bOB", KeyCode::Down),
        (b"\x1b[5~", KeyCode::PageUp),
        (b"\x1b[6~", KeyCode::PageDown),
        (b"\x1b[H", KeyCode::Home),
        (b"\x1b[1~", KeyCode::Home),
        (b"\x1b[7~", KeyCode::Home),
        (b"\x1b[F", KeyCode::End),
        (b"\x1b[4~", KeyCode::End),
        (b"\x1b[3~", KeyCode::Delete),
        (b"\r", KeyCode::Enter),
        (b"\n", KeyCode::Enter),
        (b"\x7f", KeyCode::Backspace),
        (b"\x08", KeyCode::Backspace),
        (b"\t", KeyCode::Tab),
        (b"\x1b", KeyCode::Esc),
        (b"\x1bOP", KeyCode::F(1)),
        (b"\x1b[[B", KeyCode::F(2)),
        (b"\x1bOR", KeyCode::F(3)),
        (b"\x1b[15~", KeyCode::F(5)),
        (b"\x1b[21~", KeyCode::F(10)),
        (b"\x1bOM", KeyCode::Enter),
        (b"\x1bOu", KeyCode::Char('5')),
        ("ж".as_bytes(), KeyCode::Char('ж')),
    ];
    for (bytes, code) in expect {
        assert_eq!(decode(bytes), [key(code)], "{bytes:?}");
    }
}

#[test]
fn replies_of_the_terminal_are_no_keys() {
    let replies: [&[u8]; 14] = [
        b"\x1b[24;80R",
        b"\x1b[?62;1;6c",
        b"\x1b[>41;354;0c",
        b"\x1b[?2026;2$y",
        b"\x1b[0n",
        b"\x1b[8;24;80t",
        b"\x1b[?1u",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
        b"\x1bP1+r544e=787465726d\x1b\\",
        b"\x1bP>|XTerm(370)\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b[I",
        b"\x1b[O",
    ];
    for reply in replies {
        let mut bytes = reply.to_vec();
        bytes.push(b'x');
        assert_eq!(decode(&bytes), [key(KeyCode::Char('x'))], "{reply:?}");
    }
}

#[test]
fn coordinates_of_zero_are_no_press() {
    for bytes in [b"\x1b[<0;0;0M".as_slice(), b"\x1b[<0;5;0m", b"\x1b[32;0;0M", b"\x1b[<;1;1M", b"\x1b[<0;1;1;1M"] {
        assert_eq!(decode(bytes), [], "{bytes:?}");
    }
}

#[test]
fn the_pointer_counts_from_zero() {
    for bytes in [b"\x1b[<0;5;3M".as_slice(), b"\x1b[M %#"] {
        let events = decode(bytes);
        let [Event::Mouse(mouse)] = events.as_slice() else { unreachable!("{events:?}") };
        assert_eq!((mouse.kind, mouse.column, mouse.row), (MouseEventKind::Down(MouseButton::Left), 4, 2));
    }
    let events = decode(b"\x1b[<64;1;1M");
    assert!(matches!(events.as_slice(), [Event::Mouse(mouse)] if mouse.kind == MouseEventKind::ScrollUp));
}

#[test]
fn only_time_makes_esc_a_key() {
    let (mut decoder, now, mut events) = (Decoder::new(WAIT), Instant::now(), Vec::new());
    decoder.feed(b"\x1b", now, &mut events);
    assert_eq!(decoder.deadline(), Some(now + WAIT));
    decoder.expire(now + WAIT / 2, &mut events);
    decoder.feed(b"[A", now + WAIT / 2, &mut events);
    assert_eq!(events, [key(KeyCode::Up)]);
    assert_eq!(decoder.deadline(), None);

    decoder.feed(b"\x1b", now, &mut events);
    decoder.expire(now + WAIT, &mut events);
    assert_eq!(events, [key(KeyCode::Up), key(KeyCode::Esc)]);
}

#[test]
fn letters_with_alt_that_begin_like_sequences() {
    for c in ['[', 'O', ']', 'P', '_', '^', 'X'] {
        assert_eq!(decode(format!("\x1b{c}").as_bytes()), [alt(c)]);
    }
    assert_eq!(decode("\x1bж".as_bytes()), [alt('ж')]);
    assert_eq!(decode(b"\x1b\x1b[A"), [key(KeyCode::Esc), key(KeyCode::Up)]);
}

#[test]
fn a_paste_is_one_event_of_bounded_size() {
    assert_eq!(decode(b"\x1b[200~a\r\nb\x1b[31m\x07c\x1b[201~"), [Event::Paste("a\nb[31mc".into())]);
    let long = "ж".repeat(500_000);
    let events = decode(format!("\x1b[200~й{long}\x1b[201~x").as_bytes());
    let [Event::Paste(text), last] = events.as_slice() else { unreachable!("{}", events.len()) };
    assert!(text.len() <= 4096 && text.chars().skip(1).all(|c| c == 'ж'));
    assert_eq!(last, &key(KeyCode::Char('x')));
}

#[test]
fn a_sequence_without_end_swallows_two_seconds_at_most() {
    for bytes in [b"\x1b]0;title".as_slice(), b"\x1b[200~", b"\x1b[1;", b"\xd0", b"\x1bP1"] {
        let (mut decoder, now, mut events) = (Decoder::new(WAIT), Instant::now(), Vec::new());
        decoder.feed(bytes, now, &mut events);
        assert_eq!(decoder.deadline(), Some(now + GIVE_UP), "{bytes:?}");
        decoder.expire(now + GIVE_UP, &mut events);
        events.clear();
        decoder.feed(b"x", now + GIVE_UP, &mut events);
        assert_eq!(events, [key(KeyCode::Char('x'))], "{bytes:?}");
    }
}

#[test]
fn a_long_control_sequence_is_dropped_whole() {
    let bytes = format!("\x1b[{}mx", "1;".repeat(400));
    assert_eq!(decode(bytes.as_bytes()), [key(KeyCode::Char('x'))]);
}

#[test]
fn three_hundred_thousand_random_bytes_do_no_harm() {
    // A fixed linear congruential generator: the same noise in every run, half of it from bytes that steer the framer.
    let steering = b"\x1b\x1b[[]OPM<;;0129~mMRu?\\\x07\xd0\xb6\x18";
    let mut seed = 7_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    let bytes: Vec<u8> = (0..300_000)
        .map(|_| if next().is_multiple_of(2) { next() as u8 } else { steering[next() % steering.len()] })
        .collect();
    let events = decode(&bytes);
    assert!(events.len() > 1000);
    assert_eq!(events, decode_parts(bytes.chunks(1)));
    assert_eq!(events, decode_parts(bytes.chunks(7)));
}

/// Bytes that are mostly sequences, some cut short.
fn input() -> impl Strategy<Value = Vec<u8>> {
    let known: Vec<&'static [u8]> = vec![
        b"\x1b[A",
        b"\x1bOP",
        b"\x1b",
        b"\x1b[<0;12;5M",
        b"\x1b[M !!",
        b"\x1b[200~",
        b"\x1b[201~",
        b"\x1b]11;rgb:0/0/0\x1b\\",
        b"\x1b]0;",
        b"\x07",
        b"\x1b[1;5C",
        b"\x1b[97;5u",
        "ѝ€😀".as_bytes(),
        b"\xd0",
        b"\xff",
        b"\r",
        b"[",
        b"q",
    ];
    let piece = prop_oneof![
        proptest::sample::select(known).prop_map(<[u8]>::to_vec),
        proptest::collection::vec(any::<u8>(), 1..4),
        Just(b"\x1b[".to_vec()),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_split_gives_the_same_events(bytes in input(), cuts in proptest::collection::vec(any::<proptest::sample::Index>(), 0..8)) {
        let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(bytes.len() + 1)).collect();
        places.extend([0, bytes.len()]);
        places.sort_unstable();
        let parts = places.windows(2).map(|pair| &bytes[pair[0]..pair[1]]);
        prop_assert_eq!(decode(&bytes), decode_parts(parts));
    }
}
