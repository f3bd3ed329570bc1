//! An owner for the tests of the doors: a real process on a data folder and ports of its own, whose log can be waited for.

#![allow(dead_code, reason = "each test binary uses a part")]
#![allow(clippy::panic, reason = "a helper of tests fails like one")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::pty::Terminal;

/// How long anything may take on a busy machine before a test gives up.
pub const PATIENCE: Duration = Duration::from_mins(1);
/// Where OpenSSH's client is, if it is there.
const SSH: &str = "/usr/bin/ssh";

/// A `megdan serve`. It is ended when this is dropped.
pub struct Owner {
    folder: TempDir,
    child: Child,
    log: Arc<(Mutex<Vec<String>>, Condvar)>,
    /// The port of the SSH door.
    pub port: u16,
}

impl Owner {
    /// Starts one with `config` besides the addresses.
    pub fn start(config: &str) -> Self {
        Self::start_with(config, &[])
    }

    /// The same, with `variables` in its environment.
    pub fn start_with(config: &str, variables: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        fs::write(folder.path().join("config.toml"), config).expect("a file can be written");
        Self::start_in(folder, variables)
    }

    fn start_in(folder: TempDir, variables: &[(&str, &str)]) -> Self {
        let mut child = command(folder.path(), &["serve", "--ssh", "127.0.0.1:0"])
            .envs(variables.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let log = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let (lines, shared) = (BufReader::new(child.stderr.take().expect("a pipe")), Arc::clone(&log));
        thread::spawn(move || {
            for line in lines.lines().map_while(Result::ok) {
                shared.0.lock().expect("the log").push(line);
                shared.1.notify_all();
            }
        });
        let mut owner = Self { folder, child, log, port: 0 };
        owner.wait_log("serving edition");
        let line = owner.wait_log("ssh: listening on 127.0.0.1:");
        let port = line.split("127.0.0.1:").nth(1).and_then(|rest| rest.split(',').next());
        owner.port = port.and_then(|port| port.parse().ok()).expect("a port");
        owner
    }

    /// Ends it and starts another on the same data.
    pub fn restart(mut self) -> Self {
        self.end();
        let folder = std::mem::replace(&mut self.folder, TempDir::new().expect("a temporary folder"));
        drop(self);
        Self::start_in(folder, &[])
    }

    /// Asks it to end, and waits until it has; its exit code.
    pub fn end(&mut self) -> Option<i32> {
        self.signal(Signal::TERM);
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.code();
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("it does not end; its log:\n{}", self.lines().join("\n"));
    }

    pub fn signal(&self, signal: Signal) {
        // It may have ended by itself.
        let _gone = kill_process(self.pid(), signal);
    }

    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Everything it has logged.
    pub fn lines(&self) -> Vec<String> {
        self.log.0.lock().expect("the log").clone()
    }

    /// Waits for a line with `text`.
    pub fn wait_log(&self, text: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut lines = self.log.0.lock().expect("the log");
        loop {
            if let Some(line) = lines.iter().find(|line| line.contains(text)) {
                return line.clone();
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "no ‘{text}’ in the log:\n{}", lines.join("\n"));
            (lines, _) = self.log.1.wait_timeout(lines, left).expect("the log");
        }
    }

    /// Runs the program on the same data.
    pub fn run(&self, arguments: &[&str]) -> Output {
        command(self.folder.path(), arguments).output().expect("the program runs")
    }

    /// What `megdan status --json` says.
    pub fn status(&self) -> serde_json::Value {
        let output = self.run(&["status", "--json"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// Waits until `status` is as wanted.
    pub fn wait_status(&self, what: &str, wanted: impl Fn(&serde_json::Value) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let status = self.status();
            if wanted(&status) {
                return;
            }
            assert!(Instant::now() < deadline, "not {what}: {status:#}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Resident memory in KiB.
    pub fn resident(&self) -> u64 {
        resident(self.pid())
    }

    /// `megdan` on a terminal of its own, attached to this owner.
    pub fn attach(&self) -> Terminal {
        let (data, config) = (self.data(), self.folder.path().join("config.toml"));
        let variables = [
            ("MEGDAN_DATA", data.to_str().expect("a plain path")),
            ("MEGDAN_CONFIG", config.to_str().expect("a plain path")),
            ("TERM", "xterm-256color"),
            ("LANG", "bg_BG.UTF-8"),
        ];
        Terminal::start(env!("CARGO_BIN_EXE_megdan"), &[], &variables, 80, 24)
    }

    /// The arguments of OpenSSH's client for `user` here.
    pub fn ssh_arguments(&self, user: &str, more: &[&str]) -> Vec<String> {
        let mut arguments: Vec<String> =
            ["-F", "/dev/null", "-o", "StrictHostKeyChecking=no", "-o"].map(String::from).into();
        arguments.push(format!("UserKnownHostsFile={}", self.folder.path().join("known_hosts").display()));
        arguments.extend(["-o", "LogLevel=ERROR", "-o", "SendEnv=LANG LC_* COLORTERM", "-p"].map(String::from));
        arguments.push(self.port.to_string());
        let options = more.iter().take_while(|word| word.starts_with('-') || word.contains('='));
        let count = options.clone().count();
        arguments.extend(options.map(|word| (*word).to_owned()));
        arguments.push(format!("{user}@127.0.0.1"));
        arguments.extend(more.iter().skip(count).map(|word| (*word).to_owned()));
        arguments
    }

    /// Runs OpenSSH's client without a terminal. `more` is options, then words of the command.
    pub fn ssh(&self, user: &str, more: &[&str]) -> Output {
        let mut command = Command::new(SSH);
        command.env_clear().env("LANG", "en_GB.UTF-8").args(self.ssh_arguments(user, more)).stdin(Stdio::null());
        command.output().expect("ssh runs")
    }

    /// OpenSSH's client on a terminal of its own that says it takes UTF-8, as terminal emulators do.
    pub fn ssh_terminal(&self, variables: &[(&str, &str)], more: &[&str]) -> Terminal {
        let arguments = self.ssh_arguments("guest", more);
        let script = ["-c", "stty iutf8; exec \"$@\"", "sh", SSH, "-tt"];
        let arguments: Vec<&str> = script.into_iter().chain(arguments.iter().map(String::as_str)).collect();
        Terminal::start("/bin/sh", &arguments, variables, 80, 24)
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _gone = self.child.kill();
            let _gone = self.child.wait();
        }
    }
}

/// Whether OpenSSH's client is on this machine; if not, the test says that it is skipped.
pub fn has_ssh() -> bool {
    let found = Path::new(SSH).exists();
    if !found {
        skipped(SSH);
    }
    found
}

/// Where a program of others is, in the usual places; if nowhere, the test says that it is skipped.
pub fn tool(name: &str) -> Option<PathBuf> {
    let script = ["-c", "PATH=$PATH:/usr/sbin; command -v \"$1\"", "sh", name];
    let output = Command::new("/bin/sh").args(script).output().expect("a shell");
    let found = String::from_utf8(output.stdout).expect("a plain path");
    if found.is_empty() {
        skipped(name);
        return None;
    }
    Some(PathBuf::from(found.trim_end()))
}

pub fn skipped(what: &str) {
    let mut told = std::io::stderr();
    let _unheard = std::io::Write::write_all(&mut told, format!("skipped: there is no {what}\n").as_bytes());
}

/// Resident memory of a process in KiB.
pub fn resident(pid: Pid) -> u64 {
    memory(pid, "VmRSS:")
}

/// A line of the process's memory figures, in KiB: `VmRSS:` for all that is resident, `RssAnon:` for its own data.
pub fn memory(pid: Pid, line: &str) -> u64 {
    let path = format!("/proc/{}/status", pid.as_raw_nonzero());
    let mut text = String::new();
    fs::File::open(path).and_then(|mut file| file.read_to_string(&mut text)).expect("a running process");
    let value = text.lines().find_map(|found| found.strip_prefix(line)).expect("a size");
    value.trim().trim_end_matches(" kB").parse().expect("a number")
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_megdan"));
    command.env_clear().env("LANG", "en_GB.UTF-8").env("MEGDAN_DATA", folder.join("data"));
    command.env("MEGDAN_CONFIG", folder.join("config.toml")).args(arguments).stdin(Stdio::null());
    command
}
