//! A visit that breaks where no session can help it: its guest is told and gets the terminal back, and nobody else notices.

#[path = "support/guest.rs"]
mod guest;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use guest::{Guest, PATIENCE, until};
use megdan::doors::reception::{Answer, Notice, Question, Reception, Visitor};
use megdan::doors::ssh::{Door, Settings};
use megdan::session::{Ending, Inbound, Sink, Source};
use russh::ChannelMsg;
use russh::keys::{Algorithm, PrivateKey};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::time::timeout;

/// Says what is typed; `!` breaks the visit, and so does being asked anything.
#[derive(Clone, Default)]
struct Echo(Arc<Mutex<Vec<String>>>);

impl Reception for Echo {
    async fn visit(&self, _: Visitor, mut source: impl Source + Send, mut sink: impl Sink + Send) -> Ending {
        loop {
            let Inbound::Bytes(bytes) = source.receive().await else { return Ending::Gone };
            assert!(!bytes.contains(&b'!'), "asked for");
            if sink.send(bytes).await.is_err() {
                return Ending::Gone;
            }
        }
    }

    fn answer(&self, _: &Question) -> Answer {
        unreachable!("asked for")
    }

    fn note(&self, notice: &Notice) {
        self.0.lock().expect("the notes").push(notice.to_string());
    }
}

/// The address of a door to `echo`.
async fn open(echo: &Echo, stop: watch::Receiver<bool>) -> SocketAddr {
    let key = PrivateKey::random(&mut russh::keys::key::safe_rng(), Algorithm::Ed25519).expect("a key");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let door = Door::new(echo.clone(), Settings::default(), key, Vec::new());
    tokio::spawn(async move { door.open(listener, stop).await });
    address
}

#[tokio::test]
async fn a_panic_ends_one_visit_and_gives_its_terminal_back() {
    let (echo, (_stop, stopped)) = (Echo::default(), watch::channel(false));
    let port = open(&echo, stopped).await.port();
    let (one, other) = (Guest::connect(port).await.expect("let in"), Guest::connect(port).await.expect("let in"));
    let (mut broken, mut shown) = one.screen(80, 24).await;
    let (mut staying, mut seen) = other.screen(80, 24).await;
    for (channel, parser) in [(&mut broken, &mut shown), (&mut staying, &mut seen)] {
        channel.data_bytes(b"abc".to_vec()).await.expect("sent");
        until(channel, parser, "abc").await;
        assert!(parser.screen().alternate_screen() && parser.screen().hide_cursor());
    }
    broken.data_bytes(b"!".to_vec()).await.expect("sent");
    let mut code = None;
    let ending = async {
        while let Some(message) = broken.wait().await {
            match message {
                ChannelMsg::Data { data } => shown.process(&data),
                ChannelMsg::ExitStatus { exit_status } => code = Some(exit_status),
                _ => {}
            }
        }
    };
    timeout(PATIENCE, ending).await.expect("ended");
    assert_eq!(code, Some(1));
    assert!(!shown.screen().alternate_screen() && !shown.screen().hide_cursor());
    assert!(shown.screen().contents().contains("киоскът сгреши"), "{}", shown.screen().contents());
    // The other one goes on, and so does the door, for a question that breaks too.
    staying.data_bytes(b"def".to_vec()).await.expect("sent");
    until(&mut staying, &mut seen, "abcdef").await;
    let third = Guest::connect(port).await.expect("let in");
    let mut asking = third.handle.channel_open_session().await.expect("a channel");
    asking.exec(true, "news").await.expect("sent");
    let mut code = None;
    let ending = async {
        while let Some(message) = asking.wait().await {
            if let ChannelMsg::ExitStatus { exit_status } = message {
                code = Some(exit_status);
            }
        }
    };
    timeout(PATIENCE, ending).await.expect("ended");
    assert_eq!(code, Some(1));
    let notes = echo.0.lock().expect("the notes").clone();
    assert!(notes.iter().any(|note| note.ends_with("its program failed")), "{notes:?}");
}
