//! Loads a seed with the program itself, watched from outside. Never looks into what was loaded.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::process::mebibytes;

/// How often the memory of the loading process is looked at. Its peak only grows: the last look counts.
const LOOK: Duration = Duration::from_millis(5);

/// How a load went.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub took: Duration,
    /// The most memory that was resident, in MiB.
    pub peak: f64,
}

/// `megdan load SEED` into the data folder.
///
/// # Errors
/// If it does not succeed.
pub fn load(program: &str, seed: &Path, data: &Path) -> Result<Load, Box<dyn Error>> {
    let start = Instant::now();
    let mut child = Command::new(program)
        .arg("load")
        .arg(seed)
        .env_clear()
        .env("MEGDAN_DATA", data)
        .env("HOME", data)
        .env("LANG", "bg_BG.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut peak = 0.0;
    let status = loop {
        if let Some(mebibytes) = mebibytes(child.id(), "VmHWM:") {
            peak = mebibytes;
        }
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(LOOK);
    };
    if status.success() {
        Ok(Load { took: start.elapsed(), peak })
    } else {
        Err(format!("‘megdan load {}’ ended with {status}", seed.display()).into())
    }
}
