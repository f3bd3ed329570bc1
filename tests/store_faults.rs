//! What happens to the store when power, disk or another process fails: whatever it is, the library opens with a whole
//! content. Never needs a special machine: what cannot be done here is skipped with a reason.

#![allow(clippy::panic, clippy::print_stderr, reason = "a test that cannot run here says so")]

mod store_support;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use megdan::content::{BodiesInPlace, Kind};
use megdan::edition::{
    Access, Cause, Library, Observer, OpenError, Progress, Publication, PublishError, Repair, Selection, Silent, Step,
    editions, publish,
};
use megdan::text::Lang;
use store_support::{built_in, content_shown, none_built_in, places, publish_into, some, stamp};
use tempfile::tempdir;

/// Fails, or ends the process, at one step.
struct At {
    step: usize,
    seen: usize,
    kill: bool,
}

impl Observer for At {
    fn progress(&mut self, _: Progress) {}

    fn step(&mut self, _: &Step) -> io::Result<()> {
        self.seen += 1;
        match self.seen > self.step {
            true if self.kill => std::process::abort(),
            true => Err(io::Error::other("made to fail")),
            false => Ok(()),
        }
    }
}

fn publish_with(data: &Path, name: &str, observer: &mut dyn Observer) -> Result<(), PublishError> {
    let (catalogue, stamp) = (some(name), stamp());
    let publication = Publication { data, catalogue: &catalogue, bodies: &BodiesInPlace, stamp: &stamp };
    publish(&publication, observer).map(|_| ())
}

/// Opens as the owner, reads everything, and says whose content is shown.
fn shown(data: &Path) -> (String, Vec<Repair>) {
    let (library, repairs) = Library::open(places(data), Access::Owner, &built_in, &stamp()).expect("always opens");
    (content_shown(&library), repairs)
}

/// The same as a terminal's owner does it: the first screen is read before the database is open.
fn shown_at_once(data: &Path) -> (String, Vec<Repair>) {
    let opened = Library::open(places(data), Access::OwnerAtOnce, &built_in, &stamp());
    let (library, mut repairs) = opened.expect("always opens");
    library.settle();
    repairs.extend(library.check_current().1);
    (content_shown(&library), repairs)
}

fn steps_of_a_publication() -> usize {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    let mut counter = At { step: usize::MAX, seen: 0, kill: false };
    publish_with(folder.path(), "second", &mut counter).expect("published");
    counter.seen
}

#[test]
fn a_step_that_fails_leaves_a_whole_edition() {
    for step in 0..steps_of_a_publication() {
        let folder = tempdir().expect("a folder");
        publish_into(folder.path(), &some("first"));
        let mut observer = At { step, seen: 0, kill: false };
        assert!(publish_with(folder.path(), "second", &mut observer).is_err(), "step {step}");
        let (name, repairs) = shown(folder.path());
        assert!(["first", "second"].contains(&name.as_str()), "step {step}: {name}");
        assert_eq!(repairs, [], "step {step}");
        publish_with(folder.path(), "third", &mut Silent).expect("the next publication works");
        assert_eq!(shown(folder.path()).0, "third", "step {step}");
        assert_no_leftovers(folder.path());
    }
}

#[test]
fn a_process_killed_at_a_step_leaves_a_whole_edition() {
    for step in 0..steps_of_a_publication() {
        let folder = tempdir().expect("a folder");
        publish_into(folder.path(), &some("first"));
        let status = Command::new(std::env::current_exe().expect("this test"))
            .args(["--ignored", "--exact", "publishes_and_is_killed"])
            .env("MEGDAN_TEST_DATA", folder.path())
            .env("MEGDAN_TEST_STEP", step.to_string())
            .output()
            .expect("runs")
            .status;
        assert!(!status.success(), "killed at step {step}");
        let (name, repairs) = shown(folder.path());
        assert!(["first", "second"].contains(&name.as_str()), "step {step}: {name}");
        assert_eq!(repairs, [], "step {step}");
        publish_with(folder.path(), "third", &mut Silent).expect("the next publication works");
        assert_eq!(shown(folder.path()).0, "third", "step {step}");
        assert_no_leftovers(folder.path());
    }
}

#[test]
#[ignore = "the process that the test above kills"]
#[expect(clippy::disallowed_methods, reason = "the test above hands its arguments over in the environment")]
fn publishes_and_is_killed() {
    let (Ok(data), Ok(step)) = (std::env::var("MEGDAN_TEST_DATA"), std::env::var("MEGDAN_TEST_STEP")) else { return };
    let mut observer = At { step: step.parse().expect("a number"), seen: 0, kill: true };
    publish_with(Path::new(&data), "second", &mut observer).expect("killed before");
}

fn assert_no_leftovers(data: &Path) {
    let left = files(data).into_iter().filter(|path| path.to_string_lossy().contains(".partial"));
    assert_eq!(left.collect::<Vec<_>>(), Vec::<PathBuf>::new());
    assert!(editions(data).expect("readable").len() <= 2, "two editions are kept");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable").path()) {
        if entry.is_dir() {
            found.extend(files(&entry));
        }
        found.push(entry);
    }
    found
}

/// Does `damage` to every file of the current edition, one at a time, and reads what is shown then.
fn after_damage(damage: impl Fn(&Path)) {
    let original = tempdir().expect("a folder");
    publish_into(original.path(), &some("first"));
    publish_into(original.path(), &some("second"));
    let all = files(original.path());
    let of_current = all.iter().filter(|path| path.is_file() && !path.to_string_lossy().contains("000001"));
    for file in of_current {
        let folder = tempdir().expect("a folder");
        copy(original.path(), folder.path());
        damage(&folder.path().join(file.strip_prefix(original.path()).expect("inside")));
        let at_once = tempdir().expect("a folder");
        copy(folder.path(), at_once.path());
        let (name, _) = shown(folder.path());
        assert!(["first", "second"].contains(&name.as_str()), "{}: {name}", file.display());
        let (name, _) = shown_at_once(at_once.path());
        assert!(["first", "second"].contains(&name.as_str()), "{}, opened at once: {name}", file.display());
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("readable").map(|entry| entry.expect("readable").path()) {
        let target = to.join(entry.file_name().expect("named"));
        if entry.is_dir() {
            fs::create_dir_all(&target).expect("made");
            copy(&entry, &target);
        } else {
            fs::copy(&entry, &target).expect("copied");
        }
    }
}

#[test]
fn a_file_that_is_gone_is_survived() {
    after_damage(|file| fs::remove_file(file).expect("removed"));
}

#[test]
fn a_file_that_is_cut_off_is_survived() {
    for share in [0, 1, 2, 3] {
        after_damage(|file| {
            let length = fs::metadata(file).expect("there").len();
            let file = fs::OpenOptions::new().write(true).open(file).expect("opened");
            file.set_len(length * share / 4).expect("cut");
        });
    }
}

#[test]
fn flipped_bytes_are_survived() {
    for round in 0..8_u64 {
        after_damage(|file| {
            let mut bytes = fs::read(file).expect("read");
            // A linear congruence spreads 40 flips over the file, elsewhere in each round.
            let mut state = round.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(bytes.len() as u64);
            for _ in 0..40.min(bytes.len()) {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = (state >> 20) as usize % bytes.len();
                bytes[at] ^= 1 << (state >> 60 & 7);
            }
            fs::write(file, bytes).expect("written");
        });
    }
}

#[test]
fn a_snapshot_that_was_being_written_is_removed() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    let half = folder.path().join("editions/000001/store/snap.0000000000000042.generating");
    fs::write(&half, b"half").expect("written");
    assert_eq!(shown(folder.path()), ("first".to_owned(), Vec::new()));
    assert!(!half.exists());
}

#[test]
fn without_any_good_edition_the_built_in_content_is_published() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    fs::write(folder.path().join("editions/000001/manifest.toml"), "nonsense").expect("written");
    let (name, repairs) = shown(folder.path());
    assert_eq!(name, "built-in");
    assert!(matches!(repairs.as_slice(), [Repair::Unusable { edition: 1, .. }, Repair::Rebuilt { edition: 2 }]));
    let (name, repairs) = shown(folder.path());
    assert_eq!((name.as_str(), repairs.len()), ("built-in", 0), "the next start has nothing to repair");
}

#[test]
fn an_edition_of_another_version_is_passed_over_and_kept_for_that_version() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    publish_into(folder.path(), &some("second"));
    let manifest = folder.path().join("editions/000002/manifest.toml");
    let text = fs::read_to_string(&manifest).expect("read");
    fs::write(&manifest, text.replace("format = 1", "format = 99")).expect("written");
    let (name, repairs) = shown(folder.path());
    assert_eq!(name, "first");
    let other = Repair::Unusable { edition: 2, cause: Cause::OtherFormat(99) };
    assert_eq!(repairs, [other, Repair::FellBack { edition: 1 }]);
    assert!(editions(folder.path()).expect("readable").iter().all(|edition| !edition.bad));
    fs::write(&manifest, text).expect("written");
    assert_eq!(shown(folder.path()).0, "second");
}

#[test]
fn a_current_that_names_no_edition_shows_the_newest() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    publish_into(folder.path(), &some("second"));
    let current = folder.path().join("CURRENT");
    for garbage in ["", "\u{1b}[31m", "-1", "99999999999999999999999", "2 2", "../1"] {
        fs::write(&current, garbage).expect("written");
        assert_eq!(shown(folder.path()).0, "second", "{garbage:?}");
    }
    fs::remove_file(&current).expect("removed");
    fs::create_dir(&current).expect("a folder");
    assert_eq!(shown(folder.path()).0, "second");
}

#[test]
fn damage_found_while_reading_moves_to_the_edition_before() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    publish_into(folder.path(), &some("second"));
    // Zeros over most of the database: the snapshot still opens, the pages do not read.
    let db = folder.path().join("editions/000002/store/db");
    let mut bytes = fs::read(&db).expect("read");
    let (from, to) = (bytes.len() / 100, bytes.len() * 3 / 4);
    bytes[from..to].fill(0);
    fs::write(&db, bytes).expect("written");
    let (name, _) = shown(folder.path());
    assert_eq!(name, "first");
    let listed = editions(folder.path()).expect("readable");
    assert!(listed.iter().any(|edition| edition.number == 2 && edition.bad), "it is not tried again");
}

#[test]
fn a_first_screen_is_read_without_the_database_and_damage_is_cured_behind_it() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    publish_into(folder.path(), &some("second"));
    let db = folder.path().join("editions/000002/store/db");
    let bytes = fs::read(&db).expect("read");
    fs::write(&db, vec![0; bytes.len()]).expect("written");
    let opened = Library::open(places(folder.path()), Access::OwnerAtOnce, &none_built_in, &stamp());
    let (library, repairs) = opened.expect("opens");
    assert_eq!(repairs, []);
    let edition = library.current();
    assert_eq!(edition.number(), 2);
    let news = Selection::all(Kind::Article, Lang::Bg);
    let list = edition.list(&news, stamp().now).expect("in the file beside the database");
    assert!(!edition.rows(&list, 0..6).expect("in the file beside the database").is_empty());
    assert!(!edition.has_failed(), "nobody has looked at the database");
    library.settle();
    assert!(edition.has_failed());
    let (moved, repairs) = library.check_current();
    assert_eq!(moved.expect("another edition").number(), 1);
    assert!(matches!(repairs.as_slice(), [Repair::Unusable { edition: 2, .. }, .., Repair::FellBack { edition: 1 }]));
    assert_eq!(content_shown(&library), "first");
    assert!(editions(folder.path()).expect("readable").iter().any(|edition| edition.number == 2 && edition.bad));
}

#[test]
fn a_command_that_holds_the_database_while_a_screen_starts_is_waited_for() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    publish_into(folder.path(), &some("second"));
    let opened = Library::open(places(folder.path()), Access::OwnerAtOnce, &none_built_in, &stamp());
    let (library, _) = opened.expect("opens");
    let (reader, _) = Library::open(places(folder.path()), Access::Reader, &none_built_in, &stamp()).expect("opens");
    std::thread::scope(|scope| {
        let settling = scope.spawn(|| library.settle());
        // Longer than one attempt lasts.
        std::thread::sleep(std::time::Duration::from_millis(1_500));
        drop(reader);
        settling.join().expect("no panic");
    });
    assert!(!library.current().has_failed());
    assert_eq!(content_shown(&library), "second");
}

#[test]
fn a_whole_edition_that_was_opened_at_once_is_read_whole() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    assert_eq!(shown_at_once(folder.path()), ("first".to_owned(), vec![]));
    fs::remove_file(folder.path().join("editions/000001/first")).expect("it was there");
    assert_eq!(shown_at_once(folder.path()), ("first".to_owned(), vec![]));
}

#[test]
fn a_second_owner_is_told_so_and_a_reader_reads_beside_it() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    let (owner, _) = Library::open(places(folder.path()), Access::Owner, &none_built_in, &stamp()).expect("opens");
    let second = Library::open(places(folder.path()), Access::Owner, &none_built_in, &stamp());
    assert!(matches!(second, Err(OpenError::AlreadyRunning(_))));
    let scratch = tempdir().expect("a folder");
    let mut own = places(folder.path());
    own.scratch = scratch.path().to_path_buf();
    let (reader, _) = Library::open(own, Access::Reader, &none_built_in, &stamp()).expect("opens a copy");
    assert_eq!(content_shown(&reader), "first");
    drop(reader);
    assert_eq!(fs::read_dir(scratch.path()).expect("readable").count(), 0, "the copy is gone");
    assert_eq!(content_shown(&owner), "first");
}

#[test]
fn a_running_owner_moves_to_what_is_published_and_back() {
    let folder = tempdir().expect("a folder");
    publish_into(folder.path(), &some("first"));
    let (library, _) = Library::open(places(folder.path()), Access::Owner, &none_built_in, &stamp()).expect("opens");
    let reading = library.current();
    assert!(library.check_current().0.is_none(), "nothing new");
    for name in ["second", "third", "fourth"] {
        publish_into(folder.path(), &some(name));
    }
    assert!(library.check_current().0.is_some());
    assert_eq!(content_shown(&library), "fourth");
    assert_eq!(store_support::everything(&reading).expect("still whole").len(), 157, "the old one is still being read");
    library.rollback(None).expect("one is kept");
    assert_eq!(content_shown(&library), "third");
}

#[test]
fn a_data_folder_that_cannot_be_made_shows_the_built_in_content() {
    let folder = tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, b"in the way").expect("written");
    let (name, repairs) = shown(&file.join("data"));
    assert_eq!(name, "built-in");
    assert!(matches!(repairs.as_slice(), [Repair::InMemory { .. }]), "{repairs:?}");
}

/// A small file system of its own, or nothing where mounting is not permitted.
struct Mounted(tempfile::TempDir);

impl Mounted {
    fn new(options: &str) -> Option<Self> {
        let folder = tempdir().expect("a folder");
        let mount =
            Command::new("mount").args(["-t", "tmpfs", "-o", options, "megdan-test"]).arg(folder.path()).output();
        match mount {
            Ok(output) if output.status.success() => Some(Self(folder)),
            Ok(output) => {
                eprintln!("skipped: no file system can be mounted here: {}", String::from_utf8_lossy(&output.stderr));
                None
            }
            Err(error) => {
                eprintln!("skipped: there is no ‘mount’ here: {error}");
                None
            }
        }
    }

    fn remount(&self, options: &str) {
        let status = Command::new("mount").args(["-o", &format!("remount,{options}")]).arg(self.0.path()).status();
        assert!(status.expect("runs").success());
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// Fills the disk just before one step.
struct Fills<'a> {
    step: usize,
    seen: usize,
    filler: &'a Path,
}

impl Observer for Fills<'_> {
    fn progress(&mut self, _: Progress) {}

    fn step(&mut self, _: &Step) -> io::Result<()> {
        self.seen += 1;
        if self.seen == self.step + 1 {
            let mut filler = fs::File::create(self.filler).expect("made");
            while io::Write::write_all(&mut filler, &[1; 4096]).is_ok() {}
        }
        Ok(())
    }
}

#[test]
fn a_full_disk_leaves_a_whole_edition() {
    let Some(disk) = Mounted::new("size=20m") else { return };
    let (data, filler) = (disk.0.path().join("data"), disk.0.path().join("filler"));
    publish_into(&data, &some("first"));
    let mut refused = 0;
    for step in 0..steps_of_a_publication() {
        let result = publish_with(&data, "second", &mut Fills { step, seen: 0, filler: &filler });
        refused += usize::from(result.is_err());
        // Opening works on the full disk too, if need be from memory.
        let (name, _) = shown(&data);
        assert!(result.is_ok() || name == "first" || name == "second", "step {step}: {name}");
        fs::remove_file(&filler).expect("removed");
        publish_with(&data, "first", &mut Silent).expect("with room it is published");
        assert_eq!(shown(&data).0, "first");
    }
    assert!(refused > 3, "a full disk is noticed: {refused}");
}

#[test]
fn too_little_room_is_said_before_anything_is_written() {
    let Some(disk) = Mounted::new("size=4m") else { return };
    let error = publish_with(&disk.0.path().join("data"), "first", &mut Silent).expect_err("too small");
    assert!(matches!(error, PublishError::NoSpace { .. }), "{error}");
    assert!(error.to_string().contains("make room for"), "{error}");
}

#[test]
fn a_read_only_data_folder_is_read_from_a_copy() {
    let Some(disk) = Mounted::new("size=20m") else { return };
    let data = disk.0.path().join("data");
    publish_into(&data, &some("first"));
    disk.remount("ro");
    let (name, repairs) = shown(&data);
    assert_eq!(name, "first");
    assert!(matches!(repairs.as_slice(), [Repair::Copied { .. }]), "{repairs:?}");
    assert!(matches!(publish_with(&data, "second", &mut Silent), Err(PublishError::Io(..))));
}
