//! The sections of the configuration that say how the doors are: `[serve]`, `[ssh]`, `[limits]`. Every key is optional;
//! `docs/OPERATIONS.md` lists them with their defaults.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::Deserialize;

use crate::doors::limits::Rules;
use crate::doors::network::Network;
use crate::doors::ssh::{self, keys};
use crate::session::Stay;

/// `[serve]`: the doors of the machine itself.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Serve {
    /// Where the socket is; `none` for no socket.
    pub socket: Option<PathBuf>,
    /// An address of this machine for the Prometheus page; none if absent.
    pub metrics: Option<SocketAddr>,
}

/// `[ssh]`: the door for guests.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Ssh {
    /// The address it listens on, such as `0.0.0.0:2222`; closed if absent.
    pub listen: Option<SocketAddr>,
    /// The host key's file; `host_ed25519` in the data folder if absent.
    pub host_key: Option<PathBuf>,
    /// The file with the administrators' public keys; `/etc/megdan/admin_keys` if absent.
    pub administrators: Option<PathBuf>,
    /// Networks of balancers that send a PROXY header; theirs must.
    pub proxy_from: Vec<Network>,
    /// Seconds until the client's identification must have come (5), until it is in (20), until it asks (30).
    pub identification_seconds: Option<u32>,
    /// See `identification_seconds`.
    pub authentication_seconds: Option<u32>,
    /// See `identification_seconds`.
    pub shell_seconds: Option<u32>,
    /// A silent client is asked after so many seconds whether it is there (30).
    pub keepalive_seconds: Option<u32>,
    /// A client that takes nothing of what is sent for so many seconds is closed (30).
    pub stall_seconds: Option<u32>,
    /// A visit without input ends after so many minutes (10).
    pub idle_minutes: Option<u32>,
    /// A visit ends after so many hours (8).
    pub most_hours: Option<u32>,
}

/// `[limits]`: who may come how often over SSH.
#[derive(Clone, Debug, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Connections of one address at once (5) …
    pub burst: Option<u32>,
    /// … and one more each so many seconds (2).
    pub refill_seconds: Option<u32>,
    /// Connections altogether (1000).
    pub total: Option<usize>,
    /// Connections that have not authenticated (100).
    pub unauthenticated: Option<usize>,
    /// Connections of one address (20).
    pub per_source: Option<usize>,
    /// So many bad turns ban an address (10) …
    pub ban_score: Option<u32>,
    /// … for so many minutes (10).
    pub ban_minutes: Option<u32>,
    /// Networks without these limits but the total (the machine itself).
    pub exempt: Option<Vec<Network>>,
}

/// Where administrators' keys are if nothing else is said.
const ADMINISTRATORS: &str = "/etc/megdan/admin_keys";

impl Ssh {
    /// The host key's file, for the data folder `data`.
    pub fn host_key(&self, data: &Path) -> PathBuf {
        self.host_key.clone().unwrap_or_else(|| data.join(keys::HOST_KEY))
    }

    /// The file with the administrators' keys.
    pub fn administrators(&self) -> PathBuf {
        self.administrators.clone().unwrap_or_else(|| PathBuf::from(ADMINISTRATORS))
    }

    /// What the door is opened with.
    pub fn settings(&self, limits: &Limits) -> ssh::Settings {
        let standard = ssh::Settings::default();
        let seconds =
            |given: Option<u32>, standard| given.map_or(standard, |seconds| Duration::from_secs(seconds.into()));
        ssh::Settings {
            identification: seconds(self.identification_seconds, standard.identification),
            authentication: seconds(self.authentication_seconds, standard.authentication),
            shell: seconds(self.shell_seconds, standard.shell),
            keepalive: seconds(self.keepalive_seconds, standard.keepalive),
            stall: seconds(self.stall_seconds, standard.stall),
            proxy_from: self.proxy_from.clone(),
            rules: limits.rules(),
        }
    }

    /// How long guests may stay.
    pub fn stay(&self) -> Stay {
        let standard = Stay::default();
        let idle = self.idle_minutes.map_or(standard.idle, |minutes| Duration::from_mins(minutes.max(1).into()));
        let whole = self.most_hours.map_or(standard.whole, |hours| Duration::from_hours(hours.max(1).into()));
        Stay { idle, whole, notice: standard.notice.min(idle / 2) }
    }
}

impl Limits {
    /// The rules they make.
    pub fn rules(&self) -> Rules {
        let standard = Rules::default();
        Rules {
            burst: self.burst.unwrap_or(standard.burst),
            refill: self.refill_seconds.map_or(standard.refill, |seconds| Duration::from_secs(seconds.into())),
            total: self.total.unwrap_or(standard.total),
            unauthenticated: self.unauthenticated.unwrap_or(standard.unauthenticated),
            per_source: self.per_source.unwrap_or(standard.per_source),
            ban_score: self.ban_score.unwrap_or(standard.ban_score).max(1),
            ban_time: self.ban_minutes.map_or(standard.ban_time, |minutes| Duration::from_mins(minutes.into())),
            remembered: standard.remembered,
            exempt: self.exempt.clone().unwrap_or(standard.exempt),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use crate::app::config::Config;
    use crate::doors::limits::Rules;
    use crate::doors::ssh::Settings;
    use crate::text::Lang;

    #[test]
    fn what_is_not_said_has_its_default() {
        let config = Config::parse("[ssh]\nlisten = \"0.0.0.0:2222\"\n", Path::new("c.toml")).unwrap();
        assert_eq!(config.limits.rules(), Rules::default());
        assert_eq!(config.ssh.stay().idle, Duration::from_mins(10));
        assert_eq!(config.ssh.host_key(Path::new("/data")), Path::new("/data/host_ed25519"));
    }

    #[test]
    fn the_example_is_valid_and_shows_the_defaults() {
        let example = include_str!("../../deploy/config.toml");
        let config = Config::parse(example, Path::new("config.toml")).unwrap();
        assert_eq!(config.limits, super::Limits::default());
        let uncommented: String = example.lines().map(|line| line.trim_start_matches("# ").to_owned() + "\n").collect();
        let (_, sections) = uncommented.split_once("[serve]").unwrap();
        let said = Config::parse(&format!("[serve]{sections}"), Path::new("config.toml")).unwrap();
        assert_eq!(said.limits.rules(), Rules::default());
        assert_eq!(said.ssh.stay(), config.ssh.stay());
        let standard = Settings::default();
        let times = |settings: &Settings| {
            [settings.identification, settings.authentication, settings.shell, settings.keepalive, settings.stall]
        };
        assert_eq!(times(&said.ssh.settings(&said.limits)), times(&standard));
        // Every key is shown, so that nobody has to guess one.
        let keys = |section: &str, count: usize| {
            let lines = uncommented.split(&format!("[{section}]\n")).nth(1).unwrap();
            assert_eq!(lines.lines().take_while(|line| line.contains('=')).count(), count, "{lines}");
        };
        keys("ssh", 11);
        keys("limits", 8);
        keys("serve", 2);
    }

    #[test]
    fn what_is_said_counts() {
        let text = "[limits]\nburst = 9\nban_minutes = 60\nexempt = [\"10.0.0.0/8\"]\n[ssh]\nidle_minutes = 1\n";
        let config = Config::parse(text, Path::new("c.toml")).unwrap();
        let rules = config.limits.rules();
        assert_eq!((rules.burst, rules.ban_time, rules.exempt.len()), (9, Duration::from_hours(1), 1));
        let stay = config.ssh.stay();
        assert_eq!((stay.idle, stay.notice), (Duration::from_mins(1), Duration::from_secs(30)));
    }

    #[test]
    fn no_number_is_too_large_to_be_answered() {
        let parse = |text: &str| Config::parse(text, Path::new("c.toml"));
        let most = parse("[ssh]\nmost_hours = 4294967295\n[limits]\nban_minutes = 4294967295\n").unwrap();
        assert!(most.ssh.stay().whole > Duration::from_hours(8));
        assert!(most.limits.rules().ban_time > Duration::from_hours(8));
        assert!(parse("[ssh]\nidle_minutes = 9223372036854775807").is_err());
    }

    #[test]
    fn a_wrong_network_or_key_is_named_with_its_line() {
        for (text, word) in [("[ssh]\nproxy_from = [\"10.0.0.0/99\"]", "10.0.0.0/99"), ("[limits]\nbirst = 1", "burst")]
        {
            let error = Config::parse(text, Path::new("c.toml")).expect_err(text).text(Lang::En);
            assert!(error.contains(word) && error.contains("c.toml:2:"), "{error}");
        }
    }
}
