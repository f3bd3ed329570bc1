//! What Linux tells of a process: memory and context switches. Never starts or ends one.

use std::fs;
use std::io;
use std::path::Path;

/// A value in KiB of `/proc/PID/status`, in MiB; nothing when the process has ended.
pub fn mebibytes(pid: u32, name: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    value(&status, name).map(|kib| kib as f64 / 1024.0)
}

/// Context switches so far, of the first thread and of all.
///
/// # Errors
/// If the process has ended.
pub fn switches(pid: u32) -> io::Result<(u64, u64)> {
    let (mut first, mut all) = (0, 0);
    for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
        let thread = thread?;
        let Ok(status) = fs::read_to_string(thread.path().join("status")) else { continue };
        let both = ["voluntary_ctxt_switches:", "nonvoluntary_ctxt_switches:"];
        let count: u64 = both.iter().filter_map(|name| value(&status, name)).sum();
        all += count;
        if thread.file_name().to_str().is_some_and(|id| id == pid.to_string()) {
            first = count;
        }
    }
    Ok((first, all))
}

/// The bytes of all files below `folder`.
///
/// # Errors
/// If it cannot be listed.
pub fn size(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.metadata()?;
        bytes += if kind.is_dir() { size(&entry.path())? } else { kind.len() };
    }
    Ok(bytes)
}

fn value(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}
