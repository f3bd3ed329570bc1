//! Clocks and memory of the process, as Linux tells them.

use std::time::{Duration, Instant};

/// Elapsed time, and what the processor spent on this thread: the latter is what counts on a shared machine.
#[derive(Clone, Copy)]
pub struct Clock {
    elapsed: Instant,
    processor: Duration,
}

/// Elapsed time and processor time.
#[derive(Clone, Copy, Default)]
pub struct Took {
    pub elapsed: Duration,
    pub processor: Duration,
}

impl Clock {
    pub fn start() -> Self {
        Self { elapsed: Instant::now(), processor: processor() }
    }

    pub fn took(self) -> Took {
        Took { elapsed: self.elapsed.elapsed(), processor: processor().saturating_sub(self.processor) }
    }
}

impl Took {
    pub fn less(self, other: Self) -> Self {
        Self {
            elapsed: self.elapsed.saturating_sub(other.elapsed),
            processor: self.processor.saturating_sub(other.processor),
        }
    }

    pub fn and(self, other: Self) -> Self {
        Self { elapsed: self.elapsed + other.elapsed, processor: self.processor + other.processor }
    }
}

/// What the processor has spent on this thread.
pub fn processor() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// A line of the process's status, in KiB.
///
/// # Panics
/// Where there is no such line.
pub fn status(name: &str) -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// p50, p99 and the largest, in milliseconds.
pub fn spread(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
    format!("{:>8.2} {:>8.2} {:>8.2}", at(0.5), at(0.99), at(1.0))
}

/// Takes a file out of the page cache.
pub fn forget(path: &std::path::Path) {
    let file = std::fs::File::open(path).unwrap();
    file.sync_all().unwrap();
    rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).unwrap();
}
