//! A progress bar on standard error for work that takes a while. Never shown where nobody watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::is_watched;
use crate::edition::Progress as Publishing;
use crate::seed::Progress as Reading;
use crate::text::Lang;

/// Work below this many files or records is over before a bar would be read.
const WORTH_A_BAR: u64 = 500;

/// A bar that appears when there is enough to do, and goes away when it is dropped.
pub struct Bar {
    lang: Lang,
    bar: ProgressBar,
}

impl Bar {
    /// A bar in `lang`; nothing at all if standard error is no terminal.
    pub fn new(lang: Lang) -> Self {
        let target = if is_watched() { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{msg:24} {wide_bar} {pos}/{len}") {
            bar.set_style(style.progress_chars("█▌ "));
        }
        Self { lang, bar }
    }

    /// Shows how far the reading of files is.
    pub fn reading(&self, progress: Reading) {
        self.set(u64::from(progress.done), u64::from(progress.total), ["Проверка на файловете", "Checking files"]);
    }

    /// Shows how far the publishing is.
    pub fn publishing(&self, progress: Publishing) {
        match progress {
            Publishing::Writing { done, total } => {
                self.set(u64::from(done), u64::from(total), ["Записване", "Writing"]);
            }
            Publishing::Verifying { done, total } => self.set(done, total, ["Прочитане за проверка", "Reading back"]),
            Publishing::Syncing => self.say(["Запазване на диска", "Saving to disk"]),
            Publishing::Done => self.bar.finish_and_clear(),
        }
    }

    fn set(&self, done: u64, total: u64, words: [&'static str; 2]) {
        if total < WORTH_A_BAR {
            return;
        }
        self.say(words);
        self.bar.set_length(total);
        self.bar.set_position(done);
    }

    fn say(&self, words: [&'static str; 2]) {
        if self.bar.length().is_some_and(|length| length >= WORTH_A_BAR) {
            self.bar.set_message(words[self.lang as usize]);
            self.bar.enable_steady_tick(Duration::from_millis(500));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
