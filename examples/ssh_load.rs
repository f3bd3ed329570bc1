//! Loads an owner with guests over SSH on loopback and prints what they cost, beside a server of the SSH library alone
//! in the same run: connecting, memory, time and processor time for a key, bytes for a move.
//!
//! ```text
//! cargo build --release && cargo run --release --example ssh_load -- target/release/megdan 100 1000
//! ```
//!
//! The first argument is the program, the others are numbers of guests; `every=MS` and `rounds=N` say how often and how many
//! times each of them presses a key. Nothing leaves the machine; every loop is bounded.

use std::error::Error;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use russh::client::{self, Msg};
use russh::keys::{Algorithm, PrivateKey, PublicKeyOrCertificate};
use russh::server::{self, Auth, ChannelOpenHandle, Session};
use russh::{Channel, ChannelId, ChannelMsg, ChannelReadHalf, ChannelWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

type Failure = Box<dyn Error + Send + Sync>;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// A frame has ended when nothing came for so long.
const QUIET: Duration = Duration::from_millis(150);
/// Keys of the guest who is measured alone: fewer than a session answers before it holds to its frame rate.
const KEYS: u32 = 240;
/// How often each of many guests presses a key, and how many times.
#[derive(Clone, Copy)]
struct Pressing {
    every: Duration,
    rounds: u32,
}
/// What the library alone sends: as much as a first frame and a move of the kiosk.
const FIRST: usize = 2700;
const MOVE: usize = 120;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    if arguments.first().is_some_and(|word| word == "--alone") {
        return runtime.block_on(alone());
    }
    let program = arguments.first().map_or("target/release/megdan", String::as_str);
    let counts: Vec<usize> = arguments.iter().skip(1).filter_map(|word| word.parse().ok()).collect();
    let option = |name: &str| arguments.iter().find_map(|word| word.strip_prefix(name)?.parse::<u32>().ok());
    let pressing = Pressing {
        every: Duration::from_millis(option("every=").unwrap_or(2000).into()),
        rounds: option("rounds=").unwrap_or(5).min(1000),
    };
    let counts = if counts.is_empty() { vec![100, 1000] } else { counts };
    raise_file_limit();
    let mut out = std::io::stdout().lock();
    for server in [Server::library()?, Server::megdan(program)?] {
        writeln!(out, "\n{}", server.name)?;
        for line in runtime.block_on(measure(&server, &counts, pressing))? {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// Guests and this process take a descriptor each.
fn raise_file_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let _as_it_is = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
}

/// A server in a process of its own.
struct Server {
    name: &'static str,
    child: Child,
    port: u16,
    /// What brings a guest from the first frame to a list.
    opening: &'static [u8],
    _folder: tempfile::TempDir,
}

impl Server {
    fn library() -> Result<Self, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--alone");
        Self::start("the SSH library alone", command, b"")
    }

    fn megdan(program: &str) -> Result<Self, Failure> {
        let mut command = Command::new(program);
        command.args(["serve", "--ssh", "127.0.0.1:0", "--socket", "none"]);
        Self::start("megdan serve", command, b"3")
    }

    fn start(name: &'static str, mut command: Command, opening: &'static [u8]) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let config = folder.path().join("config.toml");
        fs::write(&config, "[limits]\ntotal = 5000\nunauthenticated = 5000\n")?;
        command.env("MEGDAN_CONFIG", &config).env("MEGDAN_DATA", folder.path().join("data"));
        let mut child = command.stderr(Stdio::piped()).stdin(Stdio::null()).spawn()?;
        let mut lines = BufReader::new(child.stderr.take().ok_or("no log")?).lines();
        let mut port = None;
        let mut ready = false;
        while !(ready && port.is_some()) {
            let line = lines.next().ok_or("the server ended")??;
            ready |= line.contains("serving");
            port = port.or_else(|| line.split("listening on 127.0.0.1:").nth(1)?.split(',').next()?.parse().ok());
        }
        // What it says later must go somewhere, or it would block.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { name, child, port: port.ok_or("no port")?, opening, _folder: folder })
    }

    /// Resident memory in KiB.
    fn memory(&self) -> Result<u64, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no size")?;
        Ok(line.trim().trim_end_matches(" kB").parse()?)
    }

    /// Time on a processor so far, of all threads.
    fn busy(&self) -> Result<Duration, Failure> {
        let mut nanoseconds = 0;
        for thread in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let text = fs::read_to_string(thread?.path().join("schedstat")).unwrap_or_default();
            nanoseconds += text.split(' ').next().and_then(|word| word.parse().ok()).unwrap_or(0_u64);
        }
        Ok(Duration::from_nanos(nanoseconds))
    }

    /// Times that a thread went to sleep so far.
    fn sleeps(&self) -> Result<u64, Failure> {
        let mut count = 0;
        for thread in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let status = fs::read_to_string(thread?.path().join("status")).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            count += line.and_then(|line| line.trim().parse().ok()).unwrap_or(0_u64);
        }
        Ok(count)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

async fn measure(server: &Server, counts: &[usize], pressing: Pressing) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    let mut connects = Vec::new();
    for _ in 0..60 {
        let begun = Instant::now();
        let mut guest = Guest::connect(server.port).await?;
        guest.first().await?;
        connects.push(begun.elapsed());
    }
    lines.push(format!("connect → first frame     p50 {}", show(&mut connects, 50)));
    lines.push(one(server).await?);
    let mut guests: Vec<Guest> = Vec::new();
    let empty = server.memory()?;
    let mut before = (0, empty);
    for &count in counts {
        while guests.len() < count {
            let mut some = JoinSet::new();
            for _ in guests.len()..count.min(guests.len() + 10) {
                let (port, opening) = (server.port, server.opening);
                some.spawn(async move { Guest::at_list(port, opening).await });
            }
            while let Some(guest) = some.join_next().await {
                guests.push(guest??);
            }
        }
        sleep(Duration::from_secs(1)).await;
        let memory = server.memory()?;
        let each = memory.saturating_sub(before.1) as f64 / (count - before.0) as f64;
        lines.push(format!(
            "{count:>5} guests at a list    {memory} KiB in all, {each:.0} KiB for each since {}",
            before.0
        ));
        before = (count, memory);
        lines.extend(rest(server).await);
        guests = many(server, guests, pressing, &mut lines).await?;
    }
    Ok(lines)
}

/// What the process does while nobody does anything.
async fn rest(server: &Server) -> Option<String> {
    let before = server.sleeps().ok()?;
    sleep(Duration::from_secs(2)).await;
    let sleeps = server.sleeps().ok()?.saturating_sub(before);
    Some(format!("      at rest              {} wake-ups a second of the whole process", sleeps / 2))
}

/// One guest who moves down and up a list.
async fn one(server: &Server) -> Result<String, Failure> {
    let mut guest = Guest::at_list(server.port, server.opening).await?;
    let (mut times, mut bytes, busy) = (Vec::new(), 0, server.busy()?);
    for number in 0..KEYS {
        let (time, length) = guest.press(number).await?;
        times.push(time);
        bytes += length;
    }
    let each = server.busy()?.saturating_sub(busy) / KEYS;
    let length = bytes / KEYS as usize;
    let (p50, p99) = (show(&mut times, 50), show(&mut times, 99));
    Ok(format!(
        "one guest, key → frame    p50 {p50}, p99 {p99}; {length} bytes; processor {} µs a key",
        each.as_micros()
    ))
}

/// All guests press keys, each at its own moment.
async fn many(
    server: &Server,
    guests: Vec<Guest>,
    pressing: Pressing,
    lines: &mut Vec<String>,
) -> Result<Vec<Guest>, Failure> {
    let count = guests.len();
    let Pressing { every, rounds } = pressing;
    within_a_minute(every * (rounds + 1)).await;
    let (busy, sleeps) = (server.busy()?, server.sleeps()?);
    let mut tasks = JoinSet::new();
    for (number, mut guest) in guests.into_iter().enumerate() {
        let offset = every.mul_f64(number as f64 / count as f64);
        tasks.spawn(async move {
            let mut times = Vec::new();
            sleep(offset).await;
            for round in 0..rounds {
                let next = Instant::now() + every;
                times.push(guest.press(round).await?.0);
                tokio::time::sleep_until(next.into()).await;
            }
            Ok::<_, Failure>((guest, times))
        });
    }
    let (mut guests, mut times) = (Vec::new(), Vec::new());
    while let Some(done) = tasks.join_next().await {
        let (guest, some) = done??;
        guests.push(guest);
        times.extend(some);
    }
    let each = server.busy()?.saturating_sub(busy) / u32::try_from(times.len())?;
    let sleeps = server.sleeps()?.saturating_sub(sleeps) as f64 / times.len() as f64;
    let (p50, p99) = (show(&mut times, 50), show(&mut times, 99));
    lines.push(format!(
        "      a key each {:>4} ms   p50 {p50}, p99 {p99}; processor {} µs and {sleeps:.1} wake-ups a key",
        every.as_millis(),
        each.as_micros()
    ));
    Ok(guests)
}

/// Waits until so much of this minute is left: at its end every kiosk's clock moves, which is a frame for each guest and
/// none that a key asked for.
async fn within_a_minute(length: Duration) {
    let passed = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64() % 60.0;
    let left = Duration::from_secs_f64(60.0 - passed());
    if left < length {
        // The frames of the full minute come first.
        sleep(left + Duration::from_secs(3)).await;
    }
}

fn show(times: &mut [Duration], percent: usize) -> String {
    times.sort_unstable();
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    times.get(at).map_or_else(String::new, |time| format!("{:.2} ms", time.as_secs_f64() * 1000.0))
}

/// A client with a screen.
struct Guest {
    _handle: client::Handle<Trusting>,
    read: ChannelReadHalf,
    write: ChannelWriteHalf<Msg>,
}

struct Trusting;

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

impl Guest {
    async fn connect(port: u16) -> Result<Self, Failure> {
        let config = Arc::new(client::Config { nodelay: true, inactivity_timeout: None, ..Default::default() });
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let mut handle = timeout(PATIENCE, client::connect_stream(config, stream, Trusting)).await??;
        if !handle.authenticate_none("guest").await?.success() {
            return Err("not let in".into());
        }
        let channel = handle.channel_open_session().await?;
        channel.set_env(false, "LANG", "bg_BG.UTF-8").await?;
        channel.request_pty(false, "xterm-256color", 80, 24, 0, 0, &[]).await?;
        channel.request_shell(false).await?;
        let (read, write) = channel.split();
        Ok(Self { _handle: handle, read, write })
    }

    /// At a list, with everything before that read.
    async fn at_list(port: u16, opening: &'static [u8]) -> Result<Self, Failure> {
        let mut guest = Self::connect(port).await?;
        guest.first().await?;
        if !opening.is_empty() {
            guest.write.data_bytes(opening).await?;
        }
        while guest.data(QUIET).await.is_some() {}
        Ok(guest)
    }

    /// Waits for the first frame: more than what enters the terminal.
    async fn first(&mut self) -> Result<(), Failure> {
        let mut length = 0;
        while length < 500 {
            length += self.data(PATIENCE).await.ok_or("no frame")?;
        }
        Ok(())
    }

    /// Presses a key and waits for the frame: how long it took and how many bytes it had.
    async fn press(&mut self, number: u32) -> Result<(Duration, usize), Failure> {
        let key: &[u8] = if number.is_multiple_of(2) { b"\x1b[B" } else { b"\x1b[A" };
        // A frame that no key of ours asked for, such as the clock's, is no answer.
        while self.data(Duration::ZERO).await.is_some() {}
        let pressed = Instant::now();
        self.write.data_bytes(key).await?;
        let length = self.data(PATIENCE).await.ok_or("no answer")?;
        Ok((pressed.elapsed(), length))
    }

    async fn data(&mut self, patience: Duration) -> Option<usize> {
        loop {
            match timeout(patience, self.read.wait()).await.ok()?? {
                ChannelMsg::Data { data } => return Some(data.len()),
                ChannelMsg::Close => return None,
                _ => {}
            }
        }
    }
}

/// The server of the library alone: it sends as many bytes as the kiosk, and does nothing else.
async fn alone() -> Result<(), Failure> {
    let key = PrivateKey::random(&mut russh::keys::key::safe_rng(), Algorithm::Ed25519)?;
    let config = Arc::new(server::Config {
        keys: vec![key],
        auth_rejection_time_initial: Some(Duration::ZERO),
        inactivity_timeout: None,
        channel_buffer_size: 1,
        event_buffer_size: 1,
        window_size: 64 << 10,
        nodelay: true,
        ..Default::default()
    });
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    writeln!(std::io::stderr(), "listening on {}, serving", listener.local_addr()?)?;
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let config = Arc::clone(&config);
        tokio::spawn(async move {
            let running = server::run_stream(config, stream, Bare).await?;
            running.await
        });
    }
}

struct Bare;

impl server::Handler for Bare {
    type Error = russh::Error;

    async fn auth_none(&mut self, _: &str) -> Result<Auth, russh::Error> {
        Ok(Auth::Accept)
    }

    async fn channel_open_session(
        &mut self,
        _: Channel<server::Msg>,
        reply: ChannelOpenHandle,
        _: &mut Session,
    ) -> Result<(), russh::Error> {
        reply.accept().await;
        Ok(())
    }

    async fn shell_request(&mut self, channel: ChannelId, session: &mut Session) -> Result<(), russh::Error> {
        session.channel_success(channel)?;
        session.data(channel, vec![b'x'; FIRST])
    }

    async fn data(&mut self, channel: ChannelId, _: &[u8], session: &mut Session) -> Result<(), russh::Error> {
        session.data(channel, vec![b'x'; MOVE])
    }
}
