//! Attacks on the SSH door over loopback: each ends with the attacker out or harmless, memory as it was, and an honest
//! guest served at once.

#[path = "support/guest.rs"]
mod guest;
#[path = "support/owner.rs"]
mod owner;
#[path = "support/pty.rs"]
mod pty;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use guest::{Guest, answers, is_served, until};
use owner::{Owner, PATIENCE};
use russh::client::Msg;
use russh::{Channel, ChannelMsg};
use tokio::runtime::Runtime;
use tokio::time::timeout;

/// What memory may grow by, in KiB, whatever the attackers do: a hundred honest guests take as much.
const GROWTH: u64 = 32 << 10;

/// Nobody is exempt, and only what the test is about is limited.
const OPEN: &str = "burst = 10000\nper_source = 10000\nexempt = []\n";

fn runtime() -> Runtime {
    Runtime::new().expect("a runtime")
}

fn raw(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("connected");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream
}

/// Waits until the other side ends the connection.
fn is_cut(mut stream: TcpStream) {
    let mut said = Vec::new();
    let end = stream.read_to_end(&mut said);
    let timed_out =
        end.is_err_and(|error| matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut));
    assert!(!timed_out, "the connection is still open");
}

#[test]
fn giant_sizes_are_clamped() {
    let owner = Owner::start("");
    runtime().block_on(async {
        let guest = Guest::connect(owner.port).await.expect("let in");
        let before = owner.resident();
        let (mut channel, mut parser) = guest.screen(65_535, 65_535).await;
        until(&mut channel, &mut parser, "Новини").await;
        for (columns, rows) in [(u32::MAX, u32::MAX), (0, 0), (1, 1), (u32::MAX, 1), (65_535, 65_535)] {
            channel.window_change(columns, rows, u32::MAX, u32::MAX).await.expect("sent");
        }
        is_served(owner.port).await;
        assert!(owner.resident() < before + GROWTH, "{} → {} KiB", before, owner.resident());
        let status = owner.status();
        let cells = status["visits"][0]["columns"].as_u64().unwrap() * status["visits"][0]["rows"].as_u64().unwrap();
        assert!(cells <= 24_000, "{status:#}");
    });
}

#[test]
fn garbage_before_and_after_the_identification_is_dropped_and_banned() {
    let owner = Owner::start(&format!("[limits]\nban_score = 4\n{OPEN}[ssh]\nidentification_seconds = 2\n"));
    let before = owner.resident();
    for attack in [&b"\0\xff\xfe\x80garbage\n\r\n"[..], b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"] {
        let mut stream = raw(owner.port);
        let _cut = stream.write_all(&attack.repeat(100));
        is_cut(stream);
    }
    for length in [0xffff_ffff_u32, 40] {
        let mut stream = raw(owner.port);
        let packet = [b"SSH-2.0-x\r\n".as_slice(), &length.to_be_bytes(), &[0x41; 4000]].concat();
        let _cut = stream.write_all(&packet);
        is_cut(stream);
    }
    owner.wait_log("ssh: banned 127.0.0.1");
    is_cut(raw(owner.port));
    owner.wait_log("ssh: refused 127.0.0.1");
    assert!(owner.lines().iter().any(|line| line.ends_with("banned for a while")), "{:?}", owner.lines());
    assert_eq!(owner.status()["totals"]["dropped"], 4);
    assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
    // The address is banned; those who sit at the machine are served.
    owner.attach().wait_for("Новини");
}

#[test]
fn garbage_instead_of_packets_ends_that_visit_alone() {
    let owner = Owner::start("");
    runtime().block_on(async {
        let before = owner.resident();
        for seed in 0..20_u8 {
            // A handshake as far as the keys, then bytes that no key fits.
            let mut stream = raw(owner.port);
            let garbage: Vec<u8> =
                (0..60_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8 ^ seed).collect();
            let _cut = stream.write_all(&[b"SSH-2.0-OpenSSH_9.2p1\r\n".as_slice(), &garbage].concat());
            is_cut(stream);
        }
        is_served(owner.port).await;
        assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
    });
}

#[test]
fn packets_that_are_changed_on_their_way_end_that_visit_alone() {
    let owner = Owner::start("");
    runtime().block_on(async {
        let (_honest, mut channel, mut parser) = Guest::at_home(owner.port, 80, 24).await;
        let before = owner.resident();
        for _ in 0..20 {
            let (guest, mut channel, _) = Guest::at_home(owner.port, 80, 24).await;
            guest.break_packets();
            channel.data_bytes(b"q".repeat(3000)).await.expect("sent");
            let ended = async { while channel.wait().await.is_some() {} };
            assert!(timeout(PATIENCE, ended).await.is_ok(), "the visit goes on");
        }
        owner.wait_status("one visit", |status| status["visits"].as_array().is_some_and(|visits| visits.len() == 1));
        answers(&mut channel, &mut parser, "News").await;
        assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
    });
}

#[test]
fn connections_that_say_nothing_are_cut_and_take_no_room_from_guests() {
    let config = format!(
        "[limits]\nunauthenticated = 20\nban_score = 100000\n{OPEN}\
         [ssh]\nidentification_seconds = 1\nauthentication_seconds = 1\nshell_seconds = 1\n"
    );
    let owner = Owner::start(&config);
    let before = owner.resident();
    let silent: Vec<TcpStream> = (0..40).map(|_| raw(owner.port)).collect();
    owner.wait_log("too many connections that have not authenticated");
    silent.into_iter().for_each(is_cut);
    owner.wait_log("no SSH identification in time");
    runtime().block_on(async {
        // Identified and let in, but asks for nothing.
        let idle = Guest::connect(owner.port).await.expect("let in");
        let closed = async {
            while !idle.handle.is_closed() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, closed).await.expect("cut");
        is_served(owner.port).await;
    });
    owner.wait_log("asked for nothing in time");
    let mut stream = raw(owner.port);
    stream.write_all(b"SSH-2.0-half\r\n").expect("written");
    is_cut(stream);
    owner.wait_log("no authentication in time");
    assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
}

#[test]
fn a_flood_of_connections_is_refused_with_a_line_each() {
    let owner = Owner::start("[limits]\nburst = 5\nrefill_seconds = 3600\nexempt = []\n");
    let before = owner.resident();
    let streams: Vec<TcpStream> = (0..200).map(|_| raw(owner.port)).collect();
    drop(streams);
    owner.wait_log("connects too often");
    owner.wait_status("195 refused", |status| status["totals"]["refused"] == 195);
    assert_eq!(owner.lines().iter().filter(|line| line.starts_with("ssh: refused 127.0.0.1 port ")).count(), 195);
    assert!(owner.resident() < before + GROWTH);
    // Those who sit at the machine do not notice.
    let terminal = owner.attach();
    terminal.wait_for("Новини");
}

#[test]
fn readers_that_never_read_cost_others_nothing() {
    let owner = Owner::start("");
    runtime().block_on(async {
        let mut deaf = Vec::new();
        for _ in 0..20 {
            let (guest, channel, _) = Guest::at_home(owner.port, 300, 80).await;
            guest.stop_reading();
            deaf.push((guest, channel));
        }
        let before = owner.resident();
        for _ in 0..50 {
            for (_, channel) in &deaf {
                // Language and theme: whole frames each time.
                let _full = timeout(Duration::from_millis(5), channel.data_bytes(b"\x1bOQ\x1b[15~".to_vec())).await;
            }
        }
        is_served(owner.port).await;
        assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
    });
}

#[test]
fn a_megabyte_of_paste_and_a_flood_of_keys_are_survived() {
    let owner = Owner::start("");
    runtime().block_on(async {
        let (_guest, mut channel, mut parser) = Guest::at_home(owner.port, 80, 24).await;
        let before = owner.resident();
        let paste = [b"\x1b[200~".as_slice(), &vec![b'x'; 1 << 20], b"\x1b[201~"].concat();
        channel.data_bytes(paste).await.expect("sent");
        for _ in 0..1000 {
            channel.data_bytes(b"\x1b[B\x1b[A\x1b[B\x1b[A".to_vec()).await.expect("sent");
        }
        is_served(owner.port).await;
        assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
        // Something of the flood may have been dropped in the middle of a sequence; it goes on all the same.
        let pressing = async {
            while !parser.screen().contents().contains("News") {
                channel.data_bytes(b"\x1b[201~\x1bOQ".to_vec()).await.expect("sent");
                let quiet = Duration::from_millis(300);
                while let Ok(Some(message)) = timeout(quiet, channel.wait()).await {
                    if let ChannelMsg::Data { data } = message {
                        parser.process(&data);
                    }
                }
            }
        };
        timeout(PATIENCE, pressing).await.expect("it answers");
    });
}

/// Waits for what the server says of the last request, which must be no.
async fn is_refused(channel: &mut Channel<Msg>, parser: &mut vt100::Parser) {
    loop {
        match timeout(PATIENCE, channel.wait()).await.expect("an answer") {
            Some(ChannelMsg::Failure) => return,
            Some(ChannelMsg::Data { data }) => parser.process(&data),
            other => assert!(!matches!(other, Some(ChannelMsg::Success) | None), "{other:?}"),
        }
    }
}

#[test]
fn channels_requests_and_variables_without_end_end_the_connection() {
    let owner = Owner::start("");
    let before = owner.resident();
    runtime().block_on(async {
        let (guest, mut channel, mut parser) = Guest::at_home(owner.port, 80, 24).await;
        channel.request_subsystem(true, "sftp").await.expect("sent");
        is_refused(&mut channel, &mut parser).await;
        channel.agent_forward(true).await.expect("sent");
        is_refused(&mut channel, &mut parser).await;
        channel.request_x11(true, true, "MIT-MAGIC-COOKIE-1", "00", 0).await.expect("sent");
        is_refused(&mut channel, &mut parser).await;
        channel.exec(true, "news").await.expect("sent");
        is_refused(&mut channel, &mut parser).await;
        channel.request_shell(true).await.expect("sent");
        is_refused(&mut channel, &mut parser).await;
        channel.signal(russh::Sig::KILL).await.expect("sent");
        assert!(guest.handle.channel_open_session().await.is_err(), "a second channel");
        assert!(guest.handle.channel_open_direct_tcpip("127.0.0.1", 22, "127.0.0.1", 1).await.is_err());
        assert!(guest.handle.tcpip_forward("0.0.0.0", 0).await.is_err());
        channel.data_bytes(b"\x1bOQ".to_vec()).await.expect("sent");
        until(&mut channel, &mut parser, "News").await;
        let mut opened = 0;
        while !guest.handle.is_closed() && opened < 200 {
            let _refused = guest.handle.channel_open_session().await;
            opened += 1;
        }
        assert!(guest.handle.is_closed() && opened < 100, "{opened} channels were asked for");

        let guest = Guest::connect(owner.port).await.expect("let in");
        let channel = guest.handle.channel_open_session().await.expect("a channel");
        for number in 0..500 {
            if channel.set_env(true, format!("X{number}"), "x".repeat(1000)).await.is_err() {
                break;
            }
        }
        let closed = async {
            while !guest.handle.is_closed() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(PATIENCE, closed).await.expect("cut");
        is_served(owner.port).await;
        assert!(owner.resident() < before + GROWTH, "{before} → {} KiB", owner.resident());
    });
}
