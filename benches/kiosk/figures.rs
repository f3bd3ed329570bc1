//! The figures, their budgets, and the table that holds both side by side. Never measures anything.

use std::fmt::Write as _;

/// One thing that is measured for each size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    LoadRate,
    LoadPeak,
    EditionSize,
    FirstFrame,
    FirstFrameBest,
    KeyInside,
    KeyInsideSlow,
    KeyPreview,
    KeyPty,
    KeyPtySlow,
    KeyBytes,
    ScrollBytes,
    HomeKeyBytes,
    Resident,
    ResidentAfterAll,
    SessionSwitches,
    ProcessSwitches,
}

/// What a figure may be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// No budget: shown for comparison.
    None,
    AtMost(f64),
    AtLeast(f64),
}

impl Figure {
    pub const ALL: [Self; 17] = [
        Self::LoadRate,
        Self::LoadPeak,
        Self::EditionSize,
        Self::FirstFrame,
        Self::FirstFrameBest,
        Self::KeyInside,
        Self::KeyInsideSlow,
        Self::KeyPreview,
        Self::KeyPty,
        Self::KeyPtySlow,
        Self::KeyBytes,
        Self::ScrollBytes,
        Self::HomeKeyBytes,
        Self::Resident,
        Self::ResidentAfterAll,
        Self::SessionSwitches,
        Self::ProcessSwitches,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::LoadRate => "load, records/s, checked, indexed, verified",
            Self::LoadPeak => "peak resident while loading, MiB",
            Self::EditionSize => "edition on the disk, MiB",
            Self::FirstFrame => "start → first frame, median, ms",
            Self::FirstFrameBest => "start → first frame, best, ms",
            Self::KeyInside => "key → frame in process, p50, ms",
            Self::KeyInsideSlow => "key → frame in process, p99, ms",
            Self::KeyPreview => "the same at 120×33 with preview, p50, ms",
            Self::KeyPty => "key → frame on a terminal, p50, ms",
            Self::KeyPtySlow => "key → frame on a terminal, p99, ms",
            Self::KeyBytes => "bytes for that key, 80×24, median",
            Self::ScrollBytes => "the same when the list moves on by an entry",
            Self::HomeKeyBytes => "bytes for a key on the first screen, most",
            Self::Resident => "resident after start, MiB",
            Self::ResidentAfterAll => "resident after every record was read, MiB",
            Self::SessionSwitches => "switches of the session's thread at rest, 1/s",
            Self::ProcessSwitches => "switches of all threads at rest, 1/s",
        }
    }

    /// The budgets up to about 10,000, up to about 100,000, and above.
    fn limits(self) -> [Limit; 3] {
        match self {
            Self::LoadRate => [Limit::AtLeast(5_000.0); 3],
            Self::LoadPeak => [Limit::AtMost(64.0), Limit::AtMost(160.0), Limit::None],
            Self::FirstFrame | Self::FirstFrameBest => [15.0, 30.0, 60.0].map(Limit::AtMost),
            Self::KeyInside | Self::KeyPty | Self::KeyPreview => [Limit::AtMost(0.5); 3],
            Self::KeyInsideSlow | Self::KeyPtySlow => [Limit::AtMost(2.0); 3],
            Self::KeyBytes | Self::HomeKeyBytes => [Limit::AtMost(150.0); 3],
            Self::Resident => [Limit::AtMost(14.0), Limit::AtMost(24.0), Limit::None],
            Self::ResidentAfterAll => [Limit::AtMost(32.0), Limit::AtMost(64.0), Limit::None],
            Self::SessionSwitches => [Limit::AtMost(0.0); 3],
            Self::ProcessSwitches => [Limit::AtMost(10.0); 3],
            Self::EditionSize | Self::ScrollBytes => [Limit::None; 3],
        }
    }

    /// The budget for so many articles.
    pub fn limit(self, articles: usize) -> Limit {
        let [small, middle, large] = self.limits();
        match articles {
            0..=20_000 => small,
            20_001..=200_000 => middle,
            _ => large,
        }
    }

    /// All three budgets in a few characters.
    fn budget(self) -> String {
        let limits = self.limits();
        let shown = limits.iter().filter_map(|limit| match limit {
            Limit::None => None,
            Limit::AtMost(most) => Some(format!("≤ {most}")),
            Limit::AtLeast(least) => Some(format!("≥ {least}")),
        });
        let mut shown: Vec<String> = shown.collect();
        shown.dedup();
        shown.join(" / ")
    }
}

impl Limit {
    fn holds(self, value: f64) -> bool {
        match self {
            Self::None => true,
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
        }
    }
}

/// What was measured at each size.
#[derive(Debug, Default)]
pub struct Table(Vec<(usize, Vec<(Figure, f64)>)>);

impl Table {
    /// Takes the figures of one more size.
    pub fn add(&mut self, articles: usize, figures: Vec<(Figure, f64)>) {
        self.0.push((articles, figures));
    }

    /// A table in Markdown; a value outside its budget is followed by `!`.
    pub fn text(&self) -> String {
        let mut text = String::from("| figure | budget |");
        for (articles, _) in &self.0 {
            let _ = write!(text, " {articles} |");
        }
        let _ = write!(text, "\n|---|---|{}", "---|".repeat(self.0.len()));
        for figure in Figure::ALL {
            let _ = write!(text, "\n| {} | {} |", figure.name(), figure.budget());
            for (articles, figures) in &self.0 {
                let value = figures.iter().find(|(of, _)| *of == figure).map(|(_, value)| *value);
                let cell = value.map(|value| {
                    let mark = if figure.limit(*articles).holds(value) { "" } else { " !" };
                    format!("{}{mark}", number(value))
                });
                let _ = write!(text, " {} |", cell.unwrap_or_default());
            }
        }
        text
    }

    /// How much slower a key is at the largest size than at the smallest.
    pub fn growth(&self) -> Option<f64> {
        let of = |figures: &[(Figure, f64)]| figures.iter().find(|(of, _)| *of == Figure::KeyInside).map(|(_, v)| *v);
        Some(of(&self.0.last()?.1)? / of(&self.0.first()?.1)?)
    }
}

/// Three digits that count.
fn number(value: f64) -> String {
    if value >= 100.0 || value == 0.0 {
        format!("{value:.0}")
    } else if value >= 1.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.3}")
    }
}
