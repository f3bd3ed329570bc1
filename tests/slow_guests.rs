//! Guests over SSH who read slowly or not at all, who are not there any more, or do not leave, and a machine that is out of
//! descriptors: each is dealt with in time, and the others notice nothing.

#[path = "support/guest.rs"]
mod guest;
#[path = "support/owner.rs"]
mod owner;
#[path = "support/pty.rs"]
mod pty;

use std::fs;
use std::net::TcpStream;
use std::time::{Duration, Instant};

use guest::{Guest, answers, is_served};
use owner::{Owner, PATIENCE};
use russh::client::Msg;
use russh::{Channel, ChannelMsg};
use rustix::process::{Resource, Rlimit, prlimit};
use tokio::runtime::Runtime;
use tokio::time::timeout;

/// What memory may grow by, in KiB, whatever the guests do: a hundred honest ones take as much.
const GROWTH: u64 = 32 << 10;
/// An owner that was told to end is gone after this at the latest: five seconds of grace, and what a busy machine needs.
const LEAVING: Duration = Duration::from_secs(20);

/// A debug build draws a large frame in this time.
const FRAME: Duration = Duration::from_millis(20);

fn runtime() -> Runtime {
    Runtime::new().expect("a runtime")
}

/// A guest with a large screen, whose frames fill what the system buffers in a short time.
async fn large(port: u16) -> (Guest, Channel<Msg>, vt100::Parser) {
    Guest::at_home(port, 300, 80).await
}

#[test]
fn a_client_that_takes_nothing_is_closed_in_time() {
    let owner = Owner::start("[ssh]\nstall_seconds = 1\n");
    runtime().block_on(async {
        let (guest, channel, _) = large(owner.port).await;
        let before = owner.resident();
        guest.stop_reading();
        // It goes on pressing keys, so it is no idle visitor: whole frames until nothing more fits between us.
        let deadline = Instant::now() + PATIENCE;
        while !owner.lines().iter().any(|line| line.ends_with("the visitor's side took nothing for too long")) {
            assert!(Instant::now() < deadline, "{:?}", owner.lines());
            let _full = timeout(FRAME, channel.data_bytes(b"\x1bOQ".to_vec())).await;
            // Keys that come together make one frame.
            tokio::time::sleep(FRAME).await;
        }
        is_served(owner.port).await;
        assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
    });
    owner.wait_status("nobody", |status| status["visits"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn a_slow_client_sees_the_newest_state_and_holds_nobody_up() {
    let owner = Owner::start("");
    runtime().block_on(async {
        let (guest, mut channel, mut parser) = large(owner.port).await;
        let before = owner.resident();
        guest.read_slowly();
        for _ in 0..100 {
            channel.data_bytes(b"\x1bOQ".to_vec()).await.expect("sent");
        }
        is_served(owner.port).await;
        // A key for which a flooded queue has no room is left out: it is pressed until it is seen.
        let deadline = Instant::now() + PATIENCE;
        while !parser.screen().contents().contains("F7 ") {
            assert!(Instant::now() < deadline, "no search on:\n{}", parser.screen().contents());
            channel.data_bytes(b"\x1bOR".to_vec()).await.expect("sent");
            while let Ok(Some(message)) = timeout(FRAME, channel.wait()).await {
                if let ChannelMsg::Data { data } = message {
                    parser.process(&data);
                }
            }
        }
        assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
    });
}

#[test]
fn a_client_that_is_not_there_any_more_is_noticed_without_traffic() {
    let owner = Owner::start("[ssh]\nkeepalive_seconds = 1\n");
    runtime().block_on(async {
        let (guest, _channel, _) = large(owner.port).await;
        // It does not close the connection, and does not answer either.
        guest.stop_reading();
        owner.wait_log("the visitor's side went away");
        is_served(owner.port).await;
    });
}

#[test]
fn an_owner_ends_in_time_although_guests_take_nothing() {
    let mut owner = Owner::start("");
    runtime().block_on(async {
        let (guest, channel, _) = large(owner.port).await;
        guest.stop_reading();
        for _ in 0..250 {
            let _full = timeout(FRAME, channel.data_bytes(b"\x1bOQ".to_vec())).await;
            tokio::time::sleep(FRAME).await;
        }
        let told = Instant::now();
        assert_eq!(owner.end(), Some(0));
        assert!(told.elapsed() < LEAVING, "{:?}", told.elapsed());
    });
}

#[test]
fn without_descriptors_those_inside_are_served_and_others_after_that() {
    let owner = Owner::start("");
    runtime().block_on(async {
        let (_guest, mut channel, mut parser) = Guest::at_home(owner.port, 80, 24).await;
        let before = owner.resident();
        let folder = format!("/proc/{}/fd", owner.pid().as_raw_nonzero());
        let open = fs::read_dir(folder).expect("a running process").count() as u64;
        let limit = |most: u64| {
            let limit = Rlimit { current: Some(most), maximum: Some(1 << 12) };
            prlimit(Some(owner.pid()), Resource::Nofile, limit).expect("a limit can be set");
        };
        limit(open + 4);
        let crowd: Vec<TcpStream> = (0..30)
            .map(|_| TcpStream::connect(("127.0.0.1", owner.port)).expect("connected by the system alone"))
            .collect();
        let said = owner.wait_log("Too many open files");
        assert!(said.starts_with("ssh: "), "{said}");
        answers(&mut channel, &mut parser, "News").await;
        // Several times ten tries a second, and still one line.
        tokio::time::sleep(Duration::from_millis(500)).await;
        answers(&mut channel, &mut parser, "Новини").await;
        let lines = owner.lines();
        assert_eq!(lines.iter().filter(|line| line.contains("Too many open files")).count(), 1, "{lines:?}");
        drop(crowd);
        limit(open + 100);
        is_served(owner.port).await;
        assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
    });
}
