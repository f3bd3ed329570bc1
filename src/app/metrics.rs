//! A page of figures for Prometheus on an address of this machine. Answers one request a connection and reads no more of
//! it than its head.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::doors::stopped;

/// A request's head must come within this time and be at most so long.
const PATIENCE: Duration = Duration::from_secs(2);
const MAX_HEAD: usize = 4096;
/// After the system is out of descriptors, accepting rests so long.
const REST: Duration = Duration::from_millis(100);

/// Answers until `stop` is `true`; one at a time, as one asks.
pub async fn serve(listener: TcpListener, page: impl Fn() -> String + Send + Sync, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            biased;
            () = stopped(&mut stop) => return,
            accepted = listener.accept() => match accepted {
                // Whoever does not take the answer gets none.
                Ok((stream, _)) => drop(timeout(PATIENCE, answer(stream, &page)).await),
                Err(_) => sleep(REST).await,
            },
        }
    }
}

async fn answer(mut stream: TcpStream, page: &(impl Fn() -> String + Sync)) -> io::Result<()> {
    let mut head = Vec::new();
    let mut buffer = [0; 512];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let length = stream.read(&mut buffer).await?;
        head.extend_from_slice(buffer.get(..length).unwrap_or_default());
        if length == 0 || head.len() > MAX_HEAD {
            return Ok(());
        }
    }
    let (state, body) = if head.starts_with(b"GET /metrics ") {
        ("200 OK", page())
    } else {
        ("404 Not Found", "the figures are at /metrics\n".to_owned())
    };
    let answer = format!(
        "HTTP/1.1 {state}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(answer.as_bytes()).await?;
    stream.shutdown().await
}
