//! What the owner is doing, for a person, for a program, and for Prometheus. Never names a visitor.

use std::fmt::Write as _;
use std::time::Duration;

use serde::{Serialize, Serializer};

use super::registry::{Registry, Report};
use crate::content::Kind;
use crate::doors::reception::Way;
use crate::edition::{Edition, Repair};
use crate::text::Lang;

/// A picture of one moment. Times are in seconds, memory in KiB, traffic in bytes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// The program's version.
    pub version: &'static str,
    /// The process.
    pub pid: u32,
    /// Since the start.
    pub uptime: u64,
    /// Resident memory.
    pub memory: u64,
    /// What is shown.
    pub edition: EditionStatus,
    /// Who is in, the longest first.
    pub visits: Vec<VisitStatus>,
    /// What has happened since the start.
    pub totals: TotalStatus,
    /// The SSH door, if it is open.
    pub ssh: Option<SshStatus>,
    /// What had to be repaired last; English sentences in JSON.
    #[serde(serialize_with = "english")]
    pub repairs: Vec<Repair>,
    /// How often something had to be repaired since the start.
    #[serde(skip)]
    pub repaired: u64,
}

/// The edition that is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditionStatus {
    /// Its number.
    pub number: u64,
    /// All its records.
    pub records: u32,
    /// Its articles, events and organisations.
    pub articles: u32,
    /// Events.
    pub events: u32,
    /// Organisations.
    pub organisations: u32,
}

/// A visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VisitStatus {
    /// Its number since the start.
    pub number: u64,
    /// `local`, `socket` or `ssh`.
    pub door: &'static str,
    /// Since it began.
    pub age: u64,
    /// Since the last input.
    pub idle: u64,
    /// Columns of the terminal.
    pub columns: u32,
    /// Rows of the terminal.
    pub rows: u32,
    /// Input.
    pub received: u64,
    /// Frames.
    pub sent: u64,
}

/// Counts since the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TotalStatus {
    /// Visits at the local terminal, through the socket and over SSH.
    pub local: u64,
    /// Through the socket.
    pub socket: u64,
    /// Over SSH.
    pub ssh: u64,
    /// Questions answered over SSH.
    pub answers: u64,
    /// SSH connections not taken.
    pub refused: u64,
    /// SSH connections that broke the rules.
    pub dropped: u64,
    /// Addresses banned.
    pub banned: u64,
}

/// The SSH door at this moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SshStatus {
    /// Open connections.
    pub open: usize,
    /// Those that have not authenticated.
    pub unauthenticated: usize,
    /// Addresses that may not come now.
    pub banned: usize,
}

/// Takes the picture.
pub fn gather(
    edition: &Edition,
    registry: &Registry,
    uptime: Duration,
    limits: Option<(usize, usize, usize)>,
    (repaired, repairs): (u64, Vec<Repair>),
) -> Status {
    let manifest = edition.manifest();
    let totals = registry.totals();
    let [local, socket, ssh] = totals.visits;
    Status {
        version: env!("CARGO_PKG_VERSION"),
        pid: std::process::id(),
        uptime: uptime.as_secs(),
        memory: resident(),
        edition: EditionStatus {
            number: edition.number(),
            records: manifest.records(),
            articles: manifest.count(Kind::Article),
            events: manifest.count(Kind::Event),
            organisations: manifest.count(Kind::Organisation),
        },
        visits: registry.reports().iter().map(visit).collect(),
        totals: TotalStatus {
            local,
            socket,
            ssh,
            answers: totals.answers,
            refused: totals.refused,
            dropped: totals.dropped,
            banned: totals.banned,
        },
        ssh: limits.map(|(open, unauthenticated, banned)| SshStatus { open, unauthenticated, banned }),
        repairs,
        repaired,
    }
}

fn english<S: Serializer>(repairs: &[Repair], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(repairs.iter().map(|repair| repair.text(Lang::En)))
}

fn visit(report: &Report) -> VisitStatus {
    VisitStatus {
        number: report.number,
        door: report.way.name(),
        age: report.age.as_secs(),
        idle: report.idle.as_secs(),
        columns: report.size.0,
        rows: report.size.1,
        received: report.bytes.0,
        sent: report.bytes.1,
    }
}

/// Resident memory in KiB as the kernel counts it; 0 where it does not say.
fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

impl Status {
    /// One JSON object and a line feed.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Lines for a person.
    pub fn text(&self, lang: Lang) -> String {
        let pick = |bg, en| if lang == Lang::Bg { bg } else { en };
        let mut lines = vec![
            (pick("Версия", "Version"), format!("{} (pid {})", self.version, self.pid)),
            (pick("Работи от", "Running for"), age(self.uptime, lang)),
            (pick("Памет", "Memory"), format!("{:.1} MiB", self.memory as f64 / 1024.0)),
            (
                pick("Издание", "Edition"),
                format!("{}: {} {}", self.edition.number, self.edition.records, pick("записа", "records")),
            ),
            (
                pick("Посещения", "Visits"),
                format!(
                    "{} {}; {}: {} {}, {} {}, {} {}; {}: {}",
                    self.visits.len(),
                    pick("сега", "now"),
                    pick("от началото", "since the start"),
                    self.totals.local,
                    pick("на екрана", "at the screen"),
                    self.totals.socket,
                    pick("през гнездото", "through the socket"),
                    self.totals.ssh,
                    pick("по SSH", "over SSH"),
                    pick("отговори на команди", "answers to commands"),
                    self.totals.answers,
                ),
            ),
        ];
        if let Some(ssh) = &self.ssh {
            lines.push((
                "SSH",
                format!(
                    "{} {}, {} {}; {} {}, {} {}, {} {}",
                    ssh.open,
                    pick("отворени", "open"),
                    ssh.unauthenticated,
                    pick("още невлезли", "not yet in"),
                    self.totals.refused,
                    pick("отказани", "refused"),
                    self.totals.dropped,
                    pick("прекъснати", "dropped"),
                    ssh.banned,
                    pick("спрени адреса", "banned"),
                ),
            ));
        }
        lines.extend(self.repairs.iter().map(|repair| (pick("Поправено", "Repaired"), repair.text(lang))));
        let mut out = String::new();
        for (name, value) in &lines {
            // Writing to a text cannot fail, here and below.
            let _ = writeln!(out, "{name}: {value}");
        }
        for visit in &self.visits {
            let VisitStatus { number, door, columns, rows, received, sent, .. } = visit;
            let (age, idle) = (age(visit.age, lang), age(visit.idle, lang));
            let _ = writeln!(
                out,
                "  #{number} {door} {columns}x{rows}  {age}, {} {idle}, {received} B → {sent} B",
                pick("без вход", "idle")
            );
        }
        out
    }

    /// The page Prometheus reads (text format 0.0.4).
    pub fn metrics(&self) -> String {
        let by_way = |way: Way| self.visits.iter().filter(|visit| visit.door == way.name()).count() as u64;
        let ssh = self.ssh.as_ref();
        let figures = [
            ("uptime_seconds", "gauge", self.uptime),
            ("resident_bytes", "gauge", self.memory * 1024),
            ("edition", "gauge", self.edition.number),
            ("records", "gauge", u64::from(self.edition.records)),
            ("repairs_total", "counter", self.repaired),
            ("ssh_connections", "gauge", ssh.map_or(0, |ssh| ssh.open as u64)),
            ("ssh_unauthenticated", "gauge", ssh.map_or(0, |ssh| ssh.unauthenticated as u64)),
            ("ssh_refused_total", "counter", self.totals.refused),
            ("ssh_dropped_total", "counter", self.totals.dropped),
            ("ssh_banned_total", "counter", self.totals.banned),
            ("ssh_answers_total", "counter", self.totals.answers),
        ];
        let mut out = String::new();
        for (name, kind, value) in figures {
            let _ = writeln!(out, "# TYPE megdan_{name} {kind}\nmegdan_{name} {value}");
        }
        out.push_str("# TYPE megdan_visits gauge\n");
        for way in Way::ALL {
            let _ = writeln!(out, "megdan_visits{{door=\"{}\"}} {}", way.name(), by_way(way));
        }
        out.push_str("# TYPE megdan_visits_total counter\n");
        for (way, total) in Way::ALL.iter().zip([self.totals.local, self.totals.socket, self.totals.ssh]) {
            let _ = writeln!(out, "megdan_visits_total{{door=\"{}\"}} {total}", way.name());
        }
        out
    }
}

/// A time as `3 d 4 h`, `12 min` or `5 s`.
fn age(seconds: u64, lang: Lang) -> String {
    let (d, h, min, s) = if lang == Lang::Bg { ("д", "ч", "мин", "с") } else { ("d", "h", "min", "s") };
    match seconds {
        0..60 => format!("{seconds} {s}"),
        60..3600 => format!("{} {min}", seconds / 60),
        3600..86_400 => format!("{} {h} {} {min}", seconds / 3600, seconds / 60 % 60),
        _ => format!("{} {d} {} {h}", seconds / 86_400, seconds / 3600 % 24),
    }
}
