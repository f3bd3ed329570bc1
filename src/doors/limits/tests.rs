//! What the rules let in, told with given times.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::{Duration, Instant};

use super::{Authenticated, Limits, Refusal, Rules};

const SECOND: Duration = Duration::from_secs(1);

fn one() -> IpAddr {
    Ipv4Addr::new(203, 0, 113, 7).into()
}

fn other(last: u16) -> IpAddr {
    Ipv6Addr::new(0x2001, 0xdb8, 0, last, 0, 0, 0, 1).into()
}

fn limits(mut rules: Rules) -> Limits {
    rules.exempt = Vec::new();
    Limits::new(rules)
}

#[test]
fn a_burst_is_let_in_then_one_each_period() {
    let (mut limits, now) = (limits(Rules::default()), Instant::now());
    for _ in 0..5 {
        limits.admit(one(), now).unwrap();
    }
    assert_eq!(limits.admit(one(), now), Err(Refusal::Rate));
    assert_eq!(limits.admit(one(), now + SECOND), Err(Refusal::Rate));
    limits.admit(one(), now + 2 * SECOND).unwrap();
    assert_eq!(limits.admit(one(), now + 2 * SECOND), Err(Refusal::Rate));
    limits.admit(other(1), now).unwrap();
}

#[test]
fn open_connections_of_one_origin_are_counted() {
    let rules = Rules { burst: 100, per_source: 2, ..Rules::default() };
    let (mut limits, now) = (limits(rules), Instant::now());
    limits.admit(one(), now).unwrap();
    limits.admit(one(), now).unwrap();
    assert_eq!(limits.admit(one(), now), Err(Refusal::Source));
    limits.leave(one(), Authenticated::No);
    limits.admit(one(), now).unwrap();
    assert_eq!(limits.counts(), (2, 2));
}

#[test]
fn those_who_do_not_authenticate_keep_room_for_others_only_up_to_a_number() {
    let rules = Rules { unauthenticated: 2, total: 3, ..Rules::default() };
    let (mut limits, now) = (limits(rules), Instant::now());
    limits.admit(other(1), now).unwrap();
    limits.admit(other(2), now).unwrap();
    assert_eq!(limits.admit(other(3), now), Err(Refusal::Unauthenticated));
    limits.authenticated();
    limits.admit(other(3), now).unwrap();
    limits.authenticated();
    assert_eq!(limits.admit(other(4), now), Err(Refusal::Total));
    limits.leave(other(1), Authenticated::Yes);
    limits.admit(other(4), now).unwrap();
    assert_eq!(limits.counts(), (3, 2));
}

#[test]
fn bad_turns_ban_for_a_while() {
    let rules = Rules { ban_score: 3, ban_time: 60 * SECOND, ..Rules::default() };
    let (mut limits, now) = (limits(rules), Instant::now());
    assert_eq!([(); 3].map(|()| limits.bad_turn(one(), now)), [false, false, true]);
    assert_eq!(limits.admit(one(), now + 59 * SECOND), Err(Refusal::Banned));
    assert_eq!(limits.banned(now + 59 * SECOND), 1);
    limits.admit(one(), now + 60 * SECOND).unwrap();
    assert_eq!(limits.banned(now + 60 * SECOND), 0);
}

#[test]
fn exempt_networks_are_held_only_to_the_total() {
    let rules = Rules { burst: 1, per_source: 1, unauthenticated: 1, total: 50, ..Rules::default() };
    let (mut limits, now) = (Limits::new(rules), Instant::now());
    for _ in 0..50 {
        limits.admit(Ipv4Addr::LOCALHOST.into(), now).unwrap();
        assert!(!limits.bad_turn(Ipv4Addr::LOCALHOST.into(), now));
    }
    assert_eq!(limits.admit(Ipv4Addr::LOCALHOST.into(), now), Err(Refusal::Total));
}

#[test]
fn the_table_stays_bounded_and_keeps_who_is_connected_and_the_latest_bans() {
    let rules = Rules { remembered: 64, ban_score: 1, unauthenticated: 1000, ..Rules::default() };
    let (mut limits, now) = (limits(rules), Instant::now());
    limits.admit(one(), now).unwrap();
    for last in 0..2000 {
        limits.bad_turn(other(last), now + SECOND * u32::from(last));
        assert!(limits.sources.len() <= 64, "{}", limits.sources.len());
    }
    let late = now + SECOND * 2000;
    assert_eq!(limits.admit(other(1999), late), Err(Refusal::Banned));
    limits.admit(other(0), late).unwrap();
    limits.leave(one(), Authenticated::No);
    assert_eq!(limits.counts(), (1, 1));
}

#[test]
fn other_rules_apply_at_once() {
    let (mut limits, now) = (limits(Rules::default()), Instant::now());
    limits.admit(one(), now).unwrap();
    limits.set_rules(Rules { total: 1, exempt: Vec::new(), ..Rules::default() });
    assert_eq!(limits.admit(other(1), now), Err(Refusal::Total));
}
