//! Sessions driven over queues in memory: what a slow, a silent and a flooding peer do.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, mpsc, watch};

use super::{Ending, Inbound, Sink, Source, World, drive};
use crate::content::Civil;
use crate::session::fake::{Typewriter, at, profile};
use crate::session::{Scratch, Session};

struct Keys(mpsc::Receiver<Inbound>);

impl Source for Keys {
    async fn receive(&mut self) -> Inbound {
        self.0.recv().await.unwrap_or(Inbound::Gone)
    }
}

/// A peer that takes as many frames as it has permits.
#[derive(Clone)]
struct Peer {
    permits: Arc<Semaphore>,
    frames: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Sink for Peer {
    fn patience(&self) -> Option<Duration> {
        Some(Duration::from_mins(1))
    }

    async fn send(&mut self, bytes: Vec<u8>) -> io::Result<()> {
        self.permits.acquire().await.map_err(io::Error::other)?.forget();
        self.frames.lock().unwrap().push(bytes);
        Ok(())
    }
}

impl Peer {
    fn new(permits: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(permits)), frames: Arc::default() }
    }

    fn count(&self) -> usize {
        self.frames.lock().unwrap().len()
    }

    fn text(&self) -> String {
        let mut parser = vt100::Parser::new(6.try_into().unwrap(), 40.try_into().unwrap(), 0);
        self.frames.lock().unwrap().iter().for_each(|frame| parser.process(frame));
        parser.screen().contents()
    }

    async fn shows(&self, text: &str) {
        self.wait(text, |screen| screen.contains(text)).await;
    }

    async fn hides(&self, text: &str) {
        self.wait(text, |screen| !screen.contains(text)).await;
    }

    async fn wait(&self, text: &str, reached: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !reached(&self.text()) {
            assert!(start.elapsed() < Duration::from_mins(1), "waiting for {text}: {}", self.text());
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

struct Stage {
    keys: mpsc::Sender<Inbound>,
    editions: watch::Sender<u32>,
    clock: watch::Sender<Civil>,
    stop: watch::Sender<bool>,
    ending: tokio::task::JoinHandle<Ending>,
    effects: Arc<Mutex<Vec<char>>>,
}

fn stage(peer: &Peer) -> Stage {
    lagging(peer, Duration::ZERO)
}

fn lagging(peer: &Peer, lag: Duration) -> Stage {
    let (keys, source) = mpsc::channel(64);
    let (editions, edition) = watch::channel(0);
    let (clock, time) = watch::channel(at(9, 0));
    let (stop, stopped) = watch::channel(false);
    let world = World { editions: edition, clock: time, stop: stopped, scratch: Scratch::default() };
    let session = Session::new(Typewriter::default(), profile(), at(9, 0), Instant::now());
    let effects = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&effects);
    let ending =
        tokio::spawn(drive(session, Keys(source), peer.clone(), world, lag, move |c| seen.lock().unwrap().push(c)));
    Stage { keys, editions, clock, stop, ending, effects }
}

async fn press(stage: &Stage, keys: &str) {
    stage.keys.send(Inbound::Bytes(keys.as_bytes().to_vec())).await.unwrap();
}

#[tokio::test]
async fn keys_clock_and_editions_show() {
    let peer = Peer::new(1000);
    let stage = stage(&peer);
    peer.shows("дъно").await;
    press(&stage, "мед").await;
    peer.shows("мед").await;
    stage.clock.send(at(9, 1)).unwrap();
    stage.editions.send(7).unwrap();
    peer.shows("7 09:01").await;
    press(&stage, "12q").await;
    assert_eq!(stage.ending.await.unwrap(), Ending::Finished);
    assert_eq!(*stage.effects.lock().unwrap(), ['1', '2', 'q']);
}

#[tokio::test]
async fn visits_that_show_the_minute_later_lose_neither_it_nor_what_comes_meanwhile() {
    let lag = Duration::from_millis(300);
    let peer = Peer::new(1000);
    let stage = lagging(&peer, lag);
    peer.shows("дъно").await;
    let start = Instant::now();
    stage.clock.send(at(9, 1)).unwrap();
    press(&stage, "мед").await;
    peer.shows("мед").await;
    // What was typed is shown without the minute, unless the machine was slower than that.
    let early = peer.text();
    assert!(early.contains("09:00") || start.elapsed() >= lag, "{early}");
    press(&stage, "ал").await;
    peer.shows("09:01").await;
    assert!(start.elapsed() >= lag, "{:?}", start.elapsed());
    stage.clock.send(at(9, 2)).unwrap();
    peer.shows("09:02").await;
}

#[tokio::test]
async fn a_lone_esc_and_an_alarm_need_no_other_event() {
    let peer = Peer::new(1000);
    let stage = stage(&peer);
    press(&stage, "мед").await;
    peer.shows("мед").await;
    press(&stage, "\x1b").await;
    while peer.text().contains("мед") {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    press(&stage, "t").await;
    peer.shows("!").await;
}

#[tokio::test]
async fn a_slow_peer_gets_the_newest_state_alone() {
    let peer = Peer::new(1);
    let stage = stage(&peer);
    peer.shows("дъно").await;
    for number in 1..=500 {
        press(&stage, "а").await;
        stage.editions.send(number).unwrap();
    }
    while stage.keys.capacity() < stage.keys.max_capacity() {
        tokio::task::yield_now().await;
    }
    peer.permits.add_permits(2);
    peer.shows("500 09:00").await;
    assert!(peer.count() <= 3, "{}", peer.count());
}

#[tokio::test]
async fn a_visit_at_rest_sends_nothing() {
    let peer = Peer::new(1000);
    let _stage = stage(&peer);
    peer.shows("дъно").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(peer.count(), 1);
}

#[tokio::test]
async fn a_flood_of_keys_is_not_a_flood_of_frames() {
    let peer = Peer::new(1_000_000);
    let stage = stage(&peer);
    for _ in 0..20_000 {
        press(&stage, "а").await;
    }
    press(&stage, "\x1b").await;
    peer.hides("аа").await;
    press(&stage, "край").await;
    peer.shows("край").await;
    assert!(peer.count() < 500, "{}", peer.count());
}

/// A peer that takes nothing and is not waited for long.
struct Wall;

impl Sink for Wall {
    fn patience(&self) -> Option<Duration> {
        Some(Duration::from_millis(30))
    }

    async fn send(&mut self, _: Vec<u8>) -> io::Result<()> {
        std::future::pending().await
    }
}

#[tokio::test]
async fn a_peer_that_takes_nothing_is_closed_while_it_types_on() {
    let (keys, source) = mpsc::channel(64);
    let (_editions, editions) = watch::channel(0);
    let (_clock, clock) = watch::channel(at(9, 0));
    let (_stop, stop) = watch::channel(false);
    let world = World { editions, clock, stop, scratch: Scratch::default() };
    let session = Session::new(Typewriter::default(), profile(), at(9, 0), Instant::now());
    let ending = tokio::spawn(drive(session, Keys(source), Wall, world, Duration::ZERO, drop));
    while !ending.is_finished() {
        let _closed = keys.send(Inbound::Bytes(b"a".to_vec())).await;
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert_eq!(ending.await.unwrap(), Ending::Stalled);
}

#[tokio::test]
async fn every_end_has_its_name() {
    let peer = Peer::new(1000);
    let gone = stage(&peer);
    drop(gone.keys);
    assert_eq!(gone.ending.await.unwrap(), Ending::Gone);

    let stopped = stage(&peer);
    stopped.stop.send(true).unwrap();
    assert_eq!(stopped.ending.await.unwrap(), Ending::Stopped);

    let broken = stage(&peer);
    press(&broken, "ppp").await;
    assert_eq!(broken.ending.await.unwrap(), Ending::Broken);

    let closed = Peer::new(0);
    closed.permits.close();
    assert_eq!(stage(&closed).ending.await.unwrap(), Ending::Gone);
}

#[tokio::test]
async fn a_world_without_owner_does_not_spin() {
    let peer = Peer::new(1000);
    let Stage { keys, ending, .. } = stage(&peer);
    peer.shows("дъно").await;
    keys.send(Inbound::Bytes(b"q".to_vec())).await.unwrap();
    assert_eq!(ending.await.unwrap(), Ending::Finished);
}

#[tokio::test]
async fn a_guest_with_much_work_lets_others_have_their_turn() {
    let (busy, quick) = (Peer::new(1000), Peer::new(1000));
    let (works, waits) = (stage(&busy), stage(&quick));
    busy.shows("дъно").await;
    quick.shows("дъно").await;
    press(&works, &("w".repeat(1_000) + "край")).await;
    press(&waits, "мед").await;
    quick.shows("мед").await;
    assert!(!busy.text().contains("край"), "two seconds of work came first");
    busy.shows("край").await;
}
