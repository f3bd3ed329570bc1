//! `serve` and `status`: the owner without a screen, and what an owner is doing. Never serves itself: [`crate::app`] does.

use std::net::SocketAddr;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ArgMatches;

use super::caller::{Caller, fail};
use super::output::complain;
use super::screen::{counting, screens};
use crate::app::attach::ask;
use crate::app::clock::Clock;
use crate::app::config::Config;
use crate::app::library;
use crate::app::log::Log;
use crate::app::owner::{Plan, SshPlan};
use crate::app::serve::{Service, serve as live};
use crate::doors::socket;
use crate::plain::verbs::UNKNOWN;
use crate::text::system_error;

/// The name that means no socket.
const NO_SOCKET: &str = "none";

/// `megdan serve`.
pub fn serve(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let asked = Asked::of(matches);
    let places = sockets(caller, &caller.config, asked.socket.as_ref());
    let is_served = || places.iter().any(|place| UnixStream::connect(place).is_ok());
    let (library, repairs) = match library::open_in_turn(&caller.data, is_served) {
        Ok(opened) => opened,
        Err(error) => return fail(&error.text(caller.lang)),
    };
    let clock = Clock::of_zone(&library.current().kiosk().zone);
    let counting = counting(caller);
    let service = Service {
        library,
        repairs,
        stage: screens(caller, counting.as_ref(), clock),
        plan: plan(caller, &caller.config, &asked),
        stay: caller.config.ssh.stay(),
        log: log(caller),
    };
    let reload = || {
        // For the log, which is in one language.
        let config = caller.config_again().map_err(|error| error.to_string())?;
        Ok(plan(caller, &config, &asked).ssh)
    };
    match live(service, reload) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.text(caller.lang)),
    }
}

/// `megdan status`.
pub fn status(caller: &Caller, matches: &ArgMatches) -> ExitCode {
    let places = sockets(caller, &caller.config, Asked::of(matches).socket.as_ref());
    let json = matches.get_flag("json").then(|| "--json".to_owned());
    let words = std::iter::once("status".to_owned()).chain(json).collect();
    match ask(&places, words, caller.lang) {
        // An owner answers so whom it does not know as its administrator.
        Ok(Some((_, _, UNKNOWN))) => fail(caller.pick(
            "състоянието виждат само root и потребителят, под който работи киоскът; опитайте ‘sudo megdan status’",
            "only root and the account that runs the kiosk see its status; try ‘sudo megdan status’",
        )),
        Ok(Some((text, complaint, code))) => {
            if !complaint.is_empty() {
                complain(complaint.trim_end());
            }
            let printed = caller.print(&String::from_utf8_lossy(&text));
            if code == 0 { printed } else { ExitCode::from(code) }
        }
        Ok(None) => fail(caller.pick(
            "не работи киоск, чието гнездо може да се ползва оттук; пуснете ‘megdan serve’",
            "no kiosk is running whose socket can be used from here; start ‘megdan serve’",
        )),
        Err(error) => fail(&system_error(&error, caller.lang)),
    }
}

/// What options say of the doors; they beat the configuration.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    socket: Option<PathBuf>,
    ssh: Option<SocketAddr>,
    metrics: Option<SocketAddr>,
}

impl Asked {
    fn of(matches: &ArgMatches) -> Self {
        let address = |name| matches.try_get_one::<SocketAddr>(name).ok().flatten().copied();
        let socket = matches.try_get_one::<PathBuf>("socket").ok().flatten().cloned();
        Self { socket, ssh: address("ssh"), metrics: address("metrics") }
    }
}

/// Which doors the owner opens.
pub fn plan(caller: &Caller, config: &Config, asked: &Asked) -> Plan {
    let ssh = asked.ssh.or(config.ssh.listen).map(|listen| SshPlan {
        listen,
        host_key: config.ssh.host_key(&caller.data),
        administrators: config.ssh.administrators(),
        settings: config.ssh.settings(&config.limits),
    });
    Plan {
        socket: sockets(caller, config, asked.socket.as_ref()),
        ssh,
        metrics: asked.metrics.or(config.serve.metrics),
    }
}

/// Where the socket may be, the best place first.
pub fn sockets(caller: &Caller, config: &Config, asked: Option<&PathBuf>) -> Vec<PathBuf> {
    match asked.or(config.serve.socket.as_ref()) {
        Some(path) if path.as_os_str() == NO_SOCKET => Vec::new(),
        Some(path) => vec![path.clone()],
        None => socket::places(&caller.data, caller.environment.path("XDG_RUNTIME_DIR").as_deref()),
    }
}

fn log(caller: &Caller) -> Log {
    if caller.environment.text("JOURNAL_STREAM").is_some() { Log::Journal } else { Log::Plain }
}
