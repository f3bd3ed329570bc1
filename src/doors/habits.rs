//! What belongs to a visitor's own terminal and not to the owner: its colours, its keyboard, and how its lobby screen
//! behaves. Travels as pairs of words in a process's first message. Never knows a screen, and never trusts a number.

use std::ops::RangeInclusive;

use crate::text::Layout;
use crate::ui::Theme;

/// Seconds without a key or touch until the countdown begins.
pub const IDLE: RangeInclusive<u32> = 30..=3600;
/// Seconds of the countdown; at least 20, so that whoever reads slowly can stop it.
pub const COUNTDOWN: RangeInclusive<u32> = 20..=120;
/// Seconds of one picture of the invitation.
pub const SLIDE: RangeInclusive<u32> = 4..=120;

/// What a terminal's own settings say; the owner's count where they say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Habits {
    /// The colours a visit begins in.
    pub theme: Option<Theme>,
    /// What a Cyrillic keyboard's letters stand for.
    pub layout: Option<Layout>,
    /// Seconds, within [`IDLE`].
    pub idle: Option<u32>,
    /// Seconds, within [`COUNTDOWN`].
    pub countdown: Option<u32>,
    /// Seconds, within [`SLIDE`].
    pub slide: Option<u32>,
    /// Whether pictures invite while nobody is there.
    pub attract: Option<bool>,
    /// Whether visitors point with fingers.
    pub touch: Option<bool>,
}

impl Habits {
    /// As pairs, for the first message of a process that attaches.
    pub fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        let said = [
            ("theme", self.theme.map(|theme| theme.name().to_owned())),
            ("layout", self.layout.map(|layout| layout.name().to_owned())),
            ("idle", self.idle.map(|seconds| seconds.to_string())),
            ("countdown", self.countdown.map(|seconds| seconds.to_string())),
            ("slide", self.slide.map(|seconds| seconds.to_string())),
            ("attract", self.attract.map(|yes| yes.to_string())),
            ("touch", self.touch.map(|yes| yes.to_string())),
        ];
        said.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)))
    }

    /// From such pairs; what means nothing is as if it were not said.
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| pairs.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str());
        let seconds = |name: &str, allowed: RangeInclusive<u32>| {
            let seconds = value(name)?.parse().ok()?;
            allowed.contains(&seconds).then_some(seconds)
        };
        let yes = |name: &str| value(name)?.parse().ok();
        Self {
            theme: value("theme").and_then(Theme::from_name),
            layout: value("layout").and_then(Layout::from_name),
            idle: seconds("idle", IDLE),
            countdown: seconds("countdown", COUNTDOWN),
            slide: seconds("slide", SLIDE),
            attract: yes("attract"),
            touch: yes("touch"),
        }
    }

    /// These, and `others` where these say nothing.
    pub fn or(self, others: Self) -> Self {
        Self {
            theme: self.theme.or(others.theme),
            layout: self.layout.or(others.layout),
            idle: self.idle.or(others.idle),
            countdown: self.countdown.or(others.countdown),
            slide: self.slide.or(others.slide),
            attract: self.attract.or(others.attract),
            touch: self.touch.or(others.touch),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Habits;
    use crate::text::Layout;
    use crate::ui::Theme;

    #[test]
    fn what_one_process_says_another_hears() {
        let said = Habits {
            theme: Some(Theme::Contrast),
            layout: Some(Layout::Bds),
            idle: Some(45),
            countdown: None,
            slide: Some(4),
            attract: Some(false),
            touch: Some(true),
        };
        assert_eq!(Habits::from_pairs(&said.pairs().collect::<Vec<_>>()), said);
        let owner = Habits { countdown: Some(30), idle: Some(600), ..Habits::default() };
        assert_eq!(said.or(owner), Habits { countdown: Some(30), ..said });
    }

    #[test]
    fn a_number_that_no_configuration_may_have_is_not_taken_from_a_socket_either() {
        let pairs = [("idle", "0"), ("countdown", "1"), ("slide", "4294967295"), ("touch", "maybe"), ("theme", "pink")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(Habits::from_pairs(&pairs), Habits::default());
    }
}
