//! The office behind the administrator's panel: checks the PIN, publishes, goes back, tells how things are. Each task runs
//! on a thread of its own, so that no visitor waits for it; one after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use super::config::KioskConfig;
use super::counting::Trouble;
use super::{library, pin};
use crate::content::{PartialDate, Style};
use crate::diagnostic::Severity;
use crate::edition::visits::{Statistics, Visits, VisitsError};
use crate::edition::{self, Publication, Silent, publish};
use crate::seed::{self, Source};
use crate::text::Lang;
use crate::ui::lobby::{Answer, Gate, Office, Task};

/// Folders that are offered, and how deep below a stick they are looked for.
const MOST_SOURCES: usize = 9;
const DEPTH: usize = 3;
/// Problems that are told of a folder that cannot be published: all of them are ‘megdan check’'s to tell.
const PROBLEMS: usize = 5;
/// A task broke off: what broke it is in the log. Said in both languages, as it may not be known which is spoken.
const FAILED: [&str; 2] = ["Задачата прекъсна; причината е в журнала.", "The task broke off; the log says why."];
/// What makes a folder one that can be published.
const SIGN: &str = "kiosk.toml";

/// The office of one data folder.
#[derive(Clone, Debug)]
pub struct Bureau(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    data: PathBuf,
    sticks: PathBuf,
    pin: Option<String>,
    /// Why the counters are not written.
    trouble: Trouble,
    /// Held while a task is being done.
    work: Mutex<Desk>,
    answer: Mutex<Option<Answer>>,
    /// A screen that is begun again must not forget wrong PINs.
    gate: Mutex<Gate>,
}

/// What one task leaves for the next.
#[derive(Debug, Default)]
struct Desk {
    sources: Vec<PathBuf>,
}

impl Bureau {
    /// The office of the data folder `data`; its statistics say what `trouble` there is with them.
    pub fn new(data: PathBuf, config: &KioskConfig, trouble: Trouble) -> Self {
        Self(Arc::new(Inner {
            data,
            sticks: config.sticks.clone(),
            pin: config.pin.clone(),
            trouble,
            work: Mutex::default(),
            answer: Mutex::default(),
            gate: Mutex::default(),
        }))
    }

    /// Does `work` when what was begun before is done. A panel that waits for an answer never closes by itself: it gets one
    /// whatever happens.
    fn run(&self, work: impl FnOnce(&Inner, &mut Desk) -> Answer + Send + 'static) {
        let inner = Arc::clone(&self.0);
        let work = move || {
            let mut desk = inner.work.lock().unwrap_or_else(PoisonError::into_inner);
            let answer = catch_unwind(AssertUnwindSafe(|| work(&inner, &mut desk)));
            let answer = answer.unwrap_or_else(|_| Answer::Report(FAILED.map(str::to_owned).to_vec()));
            *inner.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        };
        if let Err(error) = thread::Builder::new().name("office".to_owned()).spawn(work) {
            let answer = Answer::Report(vec![error.to_string()]);
            *self.0.answer.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        }
    }
}

impl Office for Bureau {
    fn is_manned(&self) -> bool {
        self.0.pin.is_some()
    }

    fn begin(&self, task: Task) {
        self.run(move |inner, desk| inner.perform(task, desk));
    }

    fn answer(&self) -> Option<Answer> {
        self.0.answer.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Inner {
    fn perform(&self, task: Task, desk: &mut Desk) -> Answer {
        match task {
            Task::Unlock(typed) => Answer::Unlocked(self.unlocks(&typed)),
            Task::Status(lang) => Answer::Report(self.status(lang)),
            Task::Sources => {
                desk.sources = sources(&self.sticks);
                Answer::Sources(desk.sources.iter().map(|source| source.display().to_string()).collect())
            }
            Task::Publish(number, lang) => {
                Answer::Report(desk.sources.get(number).map_or_else(Vec::new, |source| self.publish(source, lang)))
            }
            Task::RollBack(lang) => Answer::Report(vec![match edition::rollback(&self.data, None) {
                Ok(number) => shown(number, lang),
                Err(error) => error.text(lang),
            }]),
            Task::Statistics(lang) => self.statistics(lang),
        }
    }

    /// The counters, with what is to be known about them first.
    fn statistics(&self, lang: Lang) -> Answer {
        let visits = Visits::of(&self.data);
        let mut notes: Vec<String> = self.trouble.text(lang).into_iter().collect();
        let rows = visits.rows(None);
        if visits.aside().exists() {
            notes.push(VisitsError::BegunAnew(visits.aside()).text(lang));
        }
        match rows {
            Ok(rows) => Answer::Statistics(Box::new(Statistics::of(&rows)), notes),
            Err(error) => {
                notes.insert(0, error.text(lang));
                notes.dedup();
                Answer::Report(notes)
            }
        }
    }

    /// Whether the PIN is right; none is looked at too soon after wrong ones, whichever screen they came from.
    fn unlocks(&self, typed: &str) -> bool {
        let mut gate = self.gate.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        if !gate.wait(now).is_zero() {
            return false;
        }
        let fits = self.pin.as_ref().is_some_and(|hash| pin::fits(typed, hash));
        if fits {
            gate.pass();
        } else {
            gate.refuse(now);
        }
        fits
    }

    /// The program and the editions on the disk, the current one marked.
    fn status(&self, lang: Lang) -> Vec<String> {
        let mut lines = vec![format!("megdan {}", env!("CARGO_PKG_VERSION")), self.data.display().to_string()];
        match edition::editions(&self.data) {
            Ok(editions) => lines.extend(editions.iter().map(|one| {
                let when = one.manifest.as_ref().map(|manifest| {
                    let records = match lang {
                        Lang::Bg => "записи",
                        Lang::En => "records",
                    };
                    let when = PartialDate::Moment(manifest.published).words(lang, Style::Normal);
                    format!("{when}, {records}: {}", manifest.records())
                });
                let mark = if one.current { '*' } else { ' ' };
                format!("{mark} {} {}", one.number, when.unwrap_or_default())
            })),
            Err(error) => lines.push(error.to_string()),
        }
        lines
    }

    fn publish(&self, folder: &Path, lang: Lang) -> Vec<String> {
        let outcome = seed::read(&Source::Folder(folder.to_owned()), &mut |_| {});
        let errors = outcome.count(Severity::Error);
        let Some(catalogue) = outcome.catalogue.as_ref().filter(|_| errors == 0) else {
            let mut lines = vec![match lang {
                Lang::Bg => format!("Грешки: {errors}. Нищо не е публикувано."),
                Lang::En => format!("Errors: {errors}. Nothing was published."),
            }];
            let wrong = outcome.diagnostics.iter().filter(|problem| problem.code.severity == Severity::Error);
            lines.extend(
                wrong.take(PROBLEMS).map(|problem| format!("{}: {}", problem.location(), problem.message.get(lang))),
            );
            return lines;
        };
        let stamp = library::stamp(&catalogue.kiosk.zone);
        let publication = Publication { data: &self.data, catalogue, bodies: &outcome.places, stamp: &stamp };
        vec![match publish(&publication, &mut Silent) {
            Ok(published) => shown(published.manifest.number, lang),
            Err(error) => error.text(lang),
        }]
    }
}

fn shown(number: u64, lang: Lang) -> String {
    match lang {
        Lang::Bg => format!("Показва се издание {number}."),
        Lang::En => format!("Edition {number} is shown now."),
    }
}

/// Folders with content below `root`, sorted; what cannot be read is passed over.
fn sources(root: &Path) -> Vec<PathBuf> {
    let (mut found, mut level) = (Vec::new(), vec![root.to_owned()]);
    for _ in 0..=DEPTH {
        let mut next = Vec::new();
        for folder in level {
            if folder.join(SIGN).is_file() {
                found.push(folder);
                continue;
            }
            let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
            // A link could lead round in a circle, or out of the stick.
            let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
            next.extend(folders.map(|entry| entry.path()));
        }
        level = next;
    }
    found.sort();
    found.truncate(MOST_SOURCES);
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::{Bureau, sources};
    use crate::app::config::KioskConfig;
    use crate::app::counting::Trouble;
    use crate::app::pin;
    use crate::text::Lang;
    use crate::ui::lobby::{Answer, Office, Task};

    fn ask(office: &Bureau, task: Task) -> Answer {
        office.begin(task);
        answer_of(office)
    }

    fn answer_of(office: &Bureau) -> Answer {
        let since = Instant::now();
        loop {
            if let Some(answer) = office.answer() {
                return answer;
            }
            assert!(since.elapsed() < Duration::from_mins(1), "no answer");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn lines(answer: Answer) -> String {
        match answer {
            Answer::Report(lines) => lines.join("\n"),
            other => format!("{other:?}"),
        }
    }

    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir_all(to).expect("made");
        for entry in std::fs::read_dir(from).expect("read").flatten() {
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target);
            } else {
                std::fs::copy(entry.path(), target).expect("copied");
            }
        }
    }

    fn office_in(data: &Path, sticks: &Path) -> Bureau {
        let config = KioskConfig {
            pin: Some(pin::hash("2718").expect("a hash")),
            sticks: sticks.to_owned(),
            ..KioskConfig::default()
        };
        Bureau::new(data.to_owned(), &config, Trouble::default())
    }

    #[test]
    fn a_stick_is_found_published_and_taken_back() {
        let (data, sticks) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let office = office_in(data.path(), sticks.path());
        assert_eq!(ask(&office, Task::Unlock("1111".to_owned())), Answer::Unlocked(false));
        assert_eq!(ask(&office, Task::Unlock("2718".to_owned())), Answer::Unlocked(true));
        assert_eq!(ask(&office, Task::Sources), Answer::Sources(Vec::new()));
        let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("seed");
        let stick = sticks.path().join("usb/клъстер");
        copy(&seed, &stick);
        assert_eq!(ask(&office, Task::Sources), Answer::Sources(vec![stick.display().to_string()]));
        let told = lines(ask(&office, Task::Publish(0, Lang::En)));
        assert!(told.contains("Edition 1 is shown now"), "{told}");
        ask(&office, Task::Publish(0, Lang::En));
        let told = lines(ask(&office, Task::Status(Lang::Bg)));
        assert!(told.contains("* 2") && told.contains("записи"), "{told}");
        let told = lines(ask(&office, Task::RollBack(Lang::En)));
        assert!(told.contains("Edition 1"), "{told}");
        std::fs::write(stick.join("kiosk.toml"), "nme = 1").expect("written");
        let told = lines(ask(&office, Task::Publish(0, Lang::En)));
        assert!(told.contains("Nothing was published") && told.contains(".toml"), "{told}");
        assert_eq!(ask(&office, Task::Statistics(Lang::Bg)), Answer::Statistics(Box::default(), Vec::new()));
        std::fs::create_dir(data.path().join("visits.damaged")).expect("made");
        let Answer::Statistics(_, notes) = ask(&office, Task::Statistics(Lang::Bg)) else { panic!("no counters") };
        assert!(notes.concat().contains("бяха повредени"), "{notes:?}");
        std::fs::create_dir(data.path().join("visits")).expect("made");
        std::fs::write(data.path().join("visits/db"), [0x5a; 4096]).expect("written");
        let told = lines(ask(&office, Task::Statistics(Lang::En)));
        let (first, rest) = told.split_once('\n').expect("what is wrong, then what has become of it");
        assert!(first.contains("visits’ are damaged") && rest.contains("new ones are begun"), "{told}");
    }

    #[test]
    fn a_task_that_panics_is_answered_and_the_next_one_is_done() {
        let (data, sticks) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let office = office_in(data.path(), sticks.path());
        office.run(|_, _| panic!("made to panic in the office"));
        let told = lines(answer_of(&office));
        assert!(told.contains("Задачата прекъсна") && told.contains("The task broke off"), "{told}");
        assert_eq!(office.answer(), None, "it is answered once");
        assert_eq!(ask(&office, Task::Unlock("2718".to_owned())), Answer::Unlocked(true));
        assert_eq!(ask(&office, Task::Sources), Answer::Sources(Vec::new()));
    }

    #[test]
    fn without_sticks_there_are_no_folders() {
        assert!(sources(Path::new("/nowhere/at/all")).is_empty());
    }
}
