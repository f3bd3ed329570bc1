//! Counts what visitors open, and writes it at most once a minute. Never waits for the disk on a visitor's behalf, and
//! sleeps without a timer while nobody reads anything.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::content::{Civil, Slug};
use crate::edition::visits::{Door, Popular, Tally, Visits, VisitsError};
use crate::text::Lang;

/// At most so often the counters are written.
const PAUSE: Duration = Duration::from_mins(1);
/// At most so often the list of what is opened most is made anew.
const RENEWED: Duration = Duration::from_hours(1);
/// The days it is made of, and its length: more than are shown, as some may not be published any more.
const DAYS: i32 = 30;
const LISTED: usize = 24;
/// Countings that may wait for the thread; more than that are lost rather than waited for.
const QUEUE: usize = 1024;

/// Something to be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// A record was opened.
    Record(Slug, Door, Lang),
    /// This was searched for and not found.
    Unanswered(String),
}

/// Whether the words of searches without result are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Searches {
    /// They are: they say what visitors miss.
    #[default]
    Kept,
    /// They are not.
    Dropped,
}

/// The counters of a running process. Dropping it writes what is left.
#[derive(Debug)]
pub struct Counting {
    queue: SyncSender<Message>,
    thread: Option<JoinHandle<()>>,
    popular: Popular,
    trouble: Trouble,
}

/// Why what is counted cannot be written just now: shared by who writes and who shows it to the administrator.
#[derive(Clone, Debug, Default)]
pub struct Trouble(Arc<Mutex<Option<VisitsError>>>);

impl Trouble {
    /// What is wrong, in `lang`; nothing while the counters are written.
    pub fn text(&self, lang: Lang) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|error| error.text(lang))
    }

    /// Keeps `error`, and tells it unless it is the one that is known.
    fn note(&self, error: VisitsError, told: &mut impl FnMut(&VisitsError)) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.as_ref().map(ToString::to_string) != Some(error.to_string()) {
            told(&error);
        }
        *known = Some(error);
    }

    fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// A hand of [`Counting`] for a door.
#[derive(Clone, Debug)]
pub struct Counter(Option<SyncSender<Message>>);

/// What the thread is told.
#[derive(Debug)]
enum Message {
    Count(Counted, Civil),
    /// Write what is left and end, whoever may still hold a [`Counter`].
    End,
}

impl Counting {
    /// Counts into `visits` from now on. `told` gets what goes wrong.
    ///
    /// # Errors
    /// If no thread can be started.
    pub fn start(
        visits: Visits,
        searches: Searches,
        told: impl FnMut(&VisitsError) + Send + 'static,
    ) -> std::io::Result<Self> {
        Self::with_pause(visits, searches, PAUSE, told)
    }

    fn with_pause(
        visits: Visits,
        searches: Searches,
        pause: Duration,
        mut told: impl FnMut(&VisitsError) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (queue, counted) = sync_channel(QUEUE);
        let (popular, trouble) = (Popular::default(), Trouble::default());
        let mut list = Listing { popular: popular.clone(), renewed: None };
        let noted = trouble.clone();
        let work = move || {
            for done in [visits.prune(), list.renew(&visits)] {
                if let Err(error) = done {
                    noted.note(error, &mut told);
                }
            }
            write_all(&visits, Ledger::new(searches, pause), &counted, &mut list, &noted, &mut told);
        };
        let thread = thread::Builder::new().name("visits".to_owned()).spawn(work)?;
        Ok(Self { queue, thread: Some(thread), popular, trouble })
    }

    /// Why what is counted cannot be written, while it cannot.
    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// What is opened most, as far as it is counted; renewed at most once an hour, while something is opened.
    pub fn popular(&self) -> Popular {
        self.popular.clone()
    }

    /// A hand to count with.
    pub fn counter(&self) -> Counter {
        Counter(Some(self.queue.clone()))
    }
}

impl Counter {
    /// One that counts nothing: statistics are off.
    pub const fn none() -> Self {
        Self(None)
    }

    /// Counts. Never waits.
    pub fn count(&self, what: Counted, now: Civil) {
        if let Some(queue) = &self.0 {
            // A full queue means the disk is slow; a lost count harms nobody.
            let _full = queue.try_send(Message::Count(what, now));
        }
    }
}

impl Drop for Counting {
    /// Waits for the last writing.
    fn drop(&mut self) {
        // A thread that is gone already needs no end.
        let _gone = self.queue.send(Message::End);
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
    }
}

/// The list of what is opened most.
struct Listing {
    popular: Popular,
    renewed: Option<Instant>,
}

impl Listing {
    /// Makes it anew if that is due. The first openings of a new kiosk need not wait.
    fn renew(&mut self, visits: &Visits) -> Result<(), VisitsError> {
        let is_due = self.renewed.is_none_or(|at| at.elapsed() >= RENEWED) || self.popular.now().is_empty();
        if is_due {
            self.renewed = Some(Instant::now());
            self.popular.renew(visits.most_read(DAYS, LISTED)?);
        }
        Ok(())
    }
}

/// What is counted but not written yet, and when it is to be. Asks no clock: it is told the time.
struct Ledger {
    tally: Tally,
    searches: Searches,
    pause: Duration,
    due: Option<Instant>,
}

impl Ledger {
    fn new(searches: Searches, pause: Duration) -> Self {
        Self { tally: Tally::default(), searches, pause, due: None }
    }

    /// Counts at `now`, when the kiosk's clock reads `civil`.
    fn count(&mut self, what: Counted, civil: Civil, now: Instant) {
        match what {
            Counted::Record(slug, door, lang) => self.tally.record(&slug, door, lang, civil),
            Counted::Unanswered(text) if self.searches == Searches::Kept => self.tally.unanswered(&text, civil),
            Counted::Unanswered(_) => {}
        }
        if !self.tally.is_empty() {
            self.due.get_or_insert(now + self.pause);
        }
    }

    fn is_due(&self, now: Instant) -> bool {
        self.due.is_some_and(|due| due <= now)
    }

    fn written(&mut self) {
        (self.tally, self.due) = (Tally::default(), None);
    }

    /// What could not be written is kept for the next time; the tally is bounded.
    fn refused(&mut self, now: Instant) {
        self.due = Some(now + self.pause);
    }
}

/// Takes what is counted until nobody can count any more.
fn write_all(
    visits: &Visits,
    mut ledger: Ledger,
    counted: &Receiver<Message>,
    list: &mut Listing,
    trouble: &Trouble,
    told: &mut impl FnMut(&VisitsError),
) {
    let mut ended = false;
    while !ended {
        let message = match ledger.due {
            // Nothing to write: sleep until somebody reads something.
            None => counted.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(due) => counted.recv_timeout(due.saturating_duration_since(Instant::now())),
        };
        match message {
            Ok(Message::Count(what, civil)) => ledger.count(what, civil, Instant::now()),
            Ok(Message::End) | Err(RecvTimeoutError::Disconnected) => ended = true,
            Err(RecvTimeoutError::Timeout) => {}
        }
        // What came meanwhile is written with it.
        while let Ok(message) = counted.try_recv() {
            match message {
                Message::Count(what, civil) => ledger.count(what, civil, Instant::now()),
                Message::End => ended = true,
            }
        }
        if ledger.tally.is_empty() || !(ended || ledger.is_due(Instant::now())) {
            continue;
        }
        match visits.add(&ledger.tally) {
            Ok(begun_anew) => {
                if begun_anew {
                    told(&VisitsError::BegunAnew(visits.aside()));
                }
                ledger.written();
                match list.renew(visits) {
                    Ok(()) => trouble.clear(),
                    Err(error) => trouble.note(error, told),
                }
            }
            Err(error) => {
                trouble.note(error, told);
                ledger.refused(Instant::now());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::{Duration, Instant};

    use super::{Counted, Counter, Counting, Ledger, Searches, Trouble};
    use crate::content::{Civil, Day, Slug};
    use crate::edition::visits::{Door, Statistics, Visits};
    use crate::text::Lang;

    fn now() -> Civil {
        Day::new(2026, 6, 1).expect("a day").start()
    }

    fn record() -> Counted {
        Counted::Record(Slug::new("optix").expect("a slug"), Door::Screen, Lang::Bg)
    }

    fn count_into(visits: &Visits, searches: Searches) -> Vec<String> {
        let told = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&told);
        let tell = move |error: &crate::edition::visits::VisitsError| {
            log.lock().expect("no panic").push(error.to_string());
        };
        let counting = Counting::with_pause(visits.clone(), searches, Duration::ZERO, tell).expect("a thread");
        let counter = counting.counter();
        for _ in 0..3 {
            counter.count(record(), now());
        }
        counter.count(Counted::Unanswered("златица".to_owned()), now());
        drop(counting);
        Arc::try_unwrap(told).expect("the thread ended").into_inner().expect("no panic")
    }

    #[test]
    fn the_end_of_the_process_loses_no_count() {
        let data = tempfile::tempdir().expect("a folder");
        let visits = Visits::of(data.path());
        assert_eq!(count_into(&visits, Searches::Kept), [""; 0]);
        let sums = Statistics::of(&visits.rows(None).expect("read"));
        assert_eq!((sums.openings(), sums.searches.len()), (3, 1));
    }

    #[test]
    fn what_is_opened_most_is_known_at_once_and_after_a_new_start() {
        let data = tempfile::tempdir().expect("a folder");
        let visits = Visits::of(data.path());
        let slug = |name| Slug::new(name).expect("a slug");
        let start = || {
            let silent = |error: &crate::edition::visits::VisitsError| panic!("{error}");
            Counting::with_pause(visits.clone(), Searches::Kept, Duration::ZERO, silent).expect("a thread")
        };
        let counting = start();
        let (popular, counter) = (counting.popular(), counting.counter());
        assert!(popular.now().is_empty());
        // The list is made when the first of them is written, and not again within the hour.
        for name in ["asarel", "asarel", "optix"] {
            counter.count(Counted::Record(slug(name), Door::Ssh, Lang::En), now());
        }
        drop(counting);
        assert!(popular.now().contains(&slug("asarel")), "{popular:?}");
        let again = start();
        let popular = again.popular();
        drop(again);
        assert_eq!(*popular.now(), [slug("asarel"), slug("optix")]);
    }

    #[test]
    fn the_words_of_searches_can_be_left_out() {
        let data = tempfile::tempdir().expect("a folder");
        let visits = Visits::of(data.path());
        count_into(&visits, Searches::Dropped);
        assert!(Statistics::of(&visits.rows(None).expect("read")).searches.is_empty());
    }

    #[test]
    fn a_disk_that_refuses_is_told_and_stops_nobody() {
        let data = tempfile::tempdir().expect("a folder");
        std::fs::write(data.path().join("visits"), "a file where the folder should be").expect("written");
        assert!(!count_into(&Visits::of(data.path()), Searches::Kept).is_empty());
    }

    /// Seconds at which something is written, if something is read every `every` seconds for an hour; the disk refuses what
    /// `refuses` says.
    fn written(every: u64, refuses: impl Fn(u64) -> bool) -> Vec<u64> {
        let (mut ledger, begin) = (Ledger::new(Searches::Kept, super::PAUSE), Instant::now());
        let mut seconds = Vec::new();
        for second in 0..3600 {
            let at = begin + Duration::from_secs(second);
            if second % every == 0 {
                ledger.count(record(), now(), at);
            }
            if ledger.is_due(at) {
                if refuses(second) {
                    ledger.refused(at);
                } else {
                    ledger.written();
                }
                seconds.push(second);
            }
        }
        seconds
    }

    #[test]
    fn it_is_written_at_most_once_a_minute_and_never_without_need() {
        for every in [1, 7, 59, 61, 600] {
            let seconds = written(every, |_| false);
            assert!(seconds.windows(2).all(|pair| pair[1] - pair[0] >= 60), "{seconds:?}");
            assert!(!seconds.is_empty() && seconds.len() <= 60, "{seconds:?}");
        }
        assert_eq!(written(600, |_| false), [60, 660, 1260, 1860, 2460, 3060], "a minute after something was read");
        let refused = written(600, |second| second < 300);
        assert!(refused.starts_with(&[60, 120, 180, 240, 300, 660]), "tried again by itself: {refused:?}");
    }

    #[test]
    fn the_same_trouble_is_told_once_and_shown_until_it_is_over() {
        let (trouble, mut told) = (Trouble::default(), 0);
        let busy = || crate::edition::visits::VisitsError::Busy("visits".into());
        for _ in 0..3 {
            trouble.note(busy(), &mut |_| told += 1);
        }
        assert_eq!(told, 1);
        assert!(trouble.text(Lang::Bg).is_some_and(|text| text.contains("visits")));
        trouble.clear();
        assert_eq!(trouble.text(Lang::Bg), None);
    }

    #[test]
    fn statistics_that_are_off_count_nothing() {
        Counter::none().count(record(), now());
    }
}
