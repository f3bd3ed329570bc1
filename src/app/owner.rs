//! Opens the doors of the process that owns the content. Never shows anything itself.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};

use tokio::net::{TcpListener, UnixListener};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::hall::{Hall, Stage};
use super::metrics;
use crate::doors::socket::{self, BindError};
use crate::doors::ssh::keys::{self, KeyError};
use crate::doors::ssh::{Door, Settings};
use crate::text::{Lang, system_error};

/// How long visits may take to end.
const GRACE: Duration = Duration::from_secs(5);

/// Which doors are to be opened.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Places for the socket, the best first; none for no socket.
    pub socket: Vec<PathBuf>,
    /// The door for guests.
    pub ssh: Option<SshPlan>,
    /// The address of the page of figures.
    pub metrics: Option<SocketAddr>,
}

/// The door for guests.
#[derive(Clone, Debug)]
pub struct SshPlan {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Its key's file.
    pub host_key: PathBuf,
    /// The file with the administrators' keys.
    pub administrators: PathBuf,
    /// The rest.
    pub settings: Settings,
}

/// Why a door stays closed.
#[derive(Debug)]
pub enum DoorError {
    /// The socket.
    Socket(BindError),
    /// A file of keys.
    Keys(KeyError),
    /// An address.
    Address(SocketAddr, io::Error),
    /// The page of figures is for this machine's administrator, and this is another machine's address or all of them.
    Foreign(SocketAddr),
}

impl DoorError {
    /// What happened and what to do, in `lang`.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Socket(error), _) => error.text(lang),
            (Self::Keys(error), _) => error.text(lang),
            (Self::Address(address, error), Lang::Bg) => {
                let error = system_error(error, lang);
                format!("не може да се слуша на ‘{address}’ ({error}); изберете друг адрес или освободете този")
            }
            (Self::Address(address, error), Lang::En) => {
                let error = system_error(error, lang);
                format!("cannot listen on ‘{address}’ ({error}); choose another address or free this one")
            }
            (Self::Foreign(address), Lang::Bg) => {
                format!(
                    "страницата с показатели не може да е на ‘{address}’; дайте адрес на самата машина, например 127.0.0.1"
                )
            }
            (Self::Foreign(address), Lang::En) => format!(
                "the page of figures cannot be on ‘{address}’; give an address of the machine itself, such as 127.0.0.1"
            ),
        }
    }
}

impl fmt::Display for DoorError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(Lang::En))
    }
}

impl std::error::Error for DoorError {}

impl From<KeyError> for DoorError {
    fn from(error: KeyError) -> Self {
        Self::Keys(error)
    }
}

/// Doors that are open.
#[derive(Debug)]
pub struct Doors<S> {
    tasks: JoinSet<()>,
    ssh: Option<Arc<Door<Hall<S>>>>,
    /// The socket's path, to be taken away at the end.
    socket: Option<PathBuf>,
    /// Where the door for guests and the page of figures are, with the ports the system chose for 0.
    pub ssh_address: Option<SocketAddr>,
    /// See `ssh_address`.
    pub metrics_address: Option<SocketAddr>,
}

impl<S: Stage> Doors<S> {
    /// Opens all doors of the plan; they close when `stop` becomes `true`. Only who holds the data folder's lock may
    /// call it, as it replaces the socket.
    ///
    /// # Errors
    /// If one cannot be opened; then none is.
    pub async fn open(hall: &Hall<S>, plan: &Plan, stop: &watch::Receiver<bool>) -> Result<Self, DoorError> {
        let mut doors =
            Self { tasks: JoinSet::new(), ssh: None, socket: None, ssh_address: None, metrics_address: None };
        if let Some(ssh) = &plan.ssh {
            doors.open_ssh(hall, ssh, stop).await?;
        }
        if let Some(address) = plan.metrics {
            let failed = |error| DoorError::Address(address, error);
            if !address.ip().to_canonical().is_loopback() {
                return Err(DoorError::Foreign(address));
            }
            let listener = TcpListener::bind(address).await.map_err(failed)?;
            doors.metrics_address = Some(listener.local_addr().map_err(failed)?);
            hall.log().info(&format!("metrics: http://{}/metrics", doors.metrics_address.unwrap_or(address)));
            let page = hall.clone();
            doors.tasks.spawn(metrics::serve(listener, move || page.status().metrics(), stop.clone()));
        }
        doors.open_socket(hall, &plan.socket, stop)?;
        Ok(doors)
    }

    async fn open_ssh(
        &mut self,
        hall: &Hall<S>,
        plan: &SshPlan,
        stop: &watch::Receiver<bool>,
    ) -> Result<(), DoorError> {
        let failed = |error| DoorError::Address(plan.listen, error);
        let key = keys::host_key(&plan.host_key)?;
        let administrators = keys::administrators(&plan.administrators)?;
        let listener = TcpListener::bind(plan.listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let fingerprint = keys::fingerprint(key.public_key());
        hall.log().info(&format!("ssh: listening on {address}, host key {fingerprint}"));
        let door = Arc::new(Door::new(hall.clone(), plan.settings.clone(), key, administrators));
        hall.set_gate(door.gate());
        self.ssh_address = Some(address);
        self.ssh = Some(Arc::clone(&door));
        let stop = stop.clone();
        self.tasks.spawn(async move { door.open(listener, stop).await });
        Ok(())
    }

    /// At the first place that takes it; the error of the last if none does.
    fn open_socket(
        &mut self,
        hall: &Hall<S>,
        places: &[PathBuf],
        stop: &watch::Receiver<bool>,
    ) -> Result<(), DoorError> {
        let mut refused = None;
        for path in places {
            let bound = socket::bind(path).and_then(|listener| {
                UnixListener::from_std(listener).map_err(|error| BindError::System(path.clone(), error))
            });
            match bound {
                Ok(listener) => {
                    hall.log().info(&format!("socket: {}", path.display()));
                    self.tasks.spawn(socket::owner::open(hall.clone(), listener, stop.clone()));
                    self.socket = Some(path.clone());
                    return Ok(());
                }
                Err(error) => refused = Some(error),
            }
        }
        refused.map_or(Ok(()), |error| Err(DoorError::Socket(error)))
    }

    /// Takes other administrators and limits, without touching who is in.
    ///
    /// # Errors
    /// If the administrators' keys cannot be read; then nothing changes.
    pub fn reload(&self, plan: &SshPlan) -> Result<(), DoorError> {
        if let Some(door) = &self.ssh {
            door.set_administrators(keys::administrators(&plan.administrators)?);
            door.gate().limits().set_rules(plan.settings.rules.clone());
        }
        Ok(())
    }

    /// Waits until everybody has left after `stop`, at most a few seconds; who is left then is cut.
    pub async fn close(mut self) {
        let all = async { while self.tasks.join_next().await.is_some() {} };
        // Whoever takes longer is cut with the tasks.
        let _late = timeout(GRACE, all).await;
        if let Some(path) = &self.socket {
            // Another process cannot have it: the lock is still ours.
            let _gone = socket::remove_socket(path);
        }
    }
}
