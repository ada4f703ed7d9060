use std::fs;
use std::path::Path;

use super::faults::{self, Operation};
use super::{WriteError, WriteReason, Writes};
use crate::source::{Refused, Root};

fn within(folder: &Path) -> Writes {
    Writes::within(&Root::new(folder, false))
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

fn some_files(folder: &Path) {
    fs::write(folder.join("a"), "old a").expect("a file");
    fs::write(folder.join("b"), "\u{feff}old b").expect("a file");
    fs::write(folder.join("gone"), "\u{feff}old").expect("a file");
}

fn make_change_and_remove(folder: &Path) -> Result<(), String> {
    let mut writes = within(folder);
    writes.make(&folder.join("new/below/c"), "c");
    writes.make(&folder.join("new/d"), "");
    writes.change(&folder.join("a"), Some("old a"), "a");
    writes.remove(&folder.join("gone"), "old");
    writes.change(&folder.join("b"), Some("old b"), "b");
    writes.commit().map_err(|error| error.to_string())
}

#[test]
fn all_or_nothing() {
    faults::assert_whole_or_nothing(some_files, make_change_and_remove);
}

/// Two failures: the second one meets what the first one makes necessary.
#[test]
fn a_failure_while_putting_back_loses_nothing() {
    let count = faults::with(
        |_, _| false,
        || {
            let folder = folder();
            some_files(folder.path());
            make_change_and_remove(folder.path())
        },
    );
    let count = count.1.len();
    for first in 0..count {
        for second in first + 1..count {
            let folder = folder();
            some_files(folder.path());
            let fails = move |at, _| at == first || at == second;
            let (result, _) = faults::with(fails, || make_change_and_remove(folder.path()));
            if result.is_err() {
                assert_eq!(fs::read_to_string(folder.path().join("a")).as_deref().ok(), Some("old a"));
                assert_eq!(
                    fs::read_to_string(folder.path().join("b")).as_deref().ok(),
                    Some("\u{feff}old b")
                );
                assert_eq!(
                    fs::read_to_string(folder.path().join("gone")).as_deref().ok(),
                    Some("\u{feff}old")
                );
            }
        }
    }
}

#[test]
fn without_second_names_it_works_too() {
    let folder = folder();
    some_files(folder.path());
    let no_links = |_, operation| operation == Operation::Link;
    assert_eq!(faults::with(no_links, || make_change_and_remove(folder.path())).0, Ok(()));
    assert_eq!(fs::read_to_string(folder.path().join("b")).unwrap(), "\u{feff}b");
    assert_eq!(fs::read_to_string(folder.path().join("new/below/c")).unwrap(), "c");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "one is removed");
}

#[test]
fn what_is_somebody_elses_is_left_alone() {
    let folder = folder();
    some_files(folder.path());
    let before = faults::Files::of(folder.path());
    let path = folder.path().join("a");
    let assert_refused = |writes: &Writes, why: fn(&WriteReason) -> bool| {
        let error = writes.commit().expect_err("it is refused");
        assert!(why(&error.why) && error.aftermath.is_clean(), "{error}");
        assert_eq!(faults::Files::of(folder.path()), before);
    };
    let mut writes = within(folder.path());
    writes.make(&folder.path().join("new/c"), "c");
    writes.make(&path, "a");
    assert_refused(&writes, |why| matches!(why, WriteReason::AlreadyThere));
    let mut writes = within(folder.path());
    writes.change(&path, Some("older a"), "a");
    assert_refused(&writes, |why| matches!(why, WriteReason::Changed));
    let mut writes = within(folder.path());
    writes.remove(&path, "older a");
    assert_refused(&writes, |why| matches!(why, WriteReason::Changed));
    let mut writes = within(folder.path());
    writes.change(&folder.path().join("c"), Some("c"), "d");
    assert_refused(&writes, |why| matches!(why, WriteReason::Changed));
    let mut writes = within(folder.path());
    writes.change(folder.path(), Some("c"), "d");
    assert_refused(&writes, |why| matches!(why, WriteReason::NotAFile));
    let mut writes = within(folder.path());
    writes.make(&folder.path().join("new/../../outside"), "d");
    assert_refused(&writes, |why| matches!(why, WriteReason::Refused(Refused::Outside { .. })));
}

#[test]
fn a_file_that_says_it_already_is_not_touched() {
    let folder = folder();
    some_files(folder.path());
    let mut writes = within(folder.path());
    writes.change(&folder.path().join("a"), Some("older a"), "old a");
    writes.change(&folder.path().join("b"), None, "old b");
    let (result, done) = faults::with(|_, _| true, || writes.commit());
    assert!(result.is_ok() && done.is_empty(), "{done:?}");
}

/// Whoever reads meanwhile reads the whole file, and nobody needs a name that another run has.
#[test]
fn runs_side_by_side_see_a_file_before_or_after() {
    let folder = folder();
    let path = folder.path().join("a");
    let long = |number: usize| number.to_string().repeat(10_000);
    fs::write(&path, long(0)).expect("a file");
    std::thread::scope(|scope| {
        for number in 1..=4 {
            let (folder, path) = (folder.path(), &path);
            scope.spawn(move || {
                for _ in 0..20 {
                    let read = fs::read_to_string(path).expect("it is always there");
                    assert!(read.len() == 10_000 && read.starts_with(&read[9_999..]), "a part of a file");
                    let mut writes = within(folder);
                    writes.change(path, Some(&read), &long(number));
                    let stale = |error: &WriteError| error.is_stale();
                    assert!(writes.commit().as_ref().map_or_else(stale, |()| true));
                }
            });
        }
    });
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_link_stays_and_the_file_behind_it_is_changed_with_its_mode() {
        let folder = folder();
        let (real, link) = (folder.path().join("real.toml"), folder.path().join("book.toml"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real.toml", &link).unwrap();
        let mut writes = within(folder.path());
        writes.change(&link, Some("old"), "new");
        writes.commit().unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(real.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn no_link_leads_out() {
        let (folder, outside) = (folder(), folder());
        let secret = outside.path().join("secret");
        fs::write(&secret, "old").unwrap();
        symlink(&secret, folder.path().join("file")).unwrap();
        symlink(outside.path(), folder.path().join("folder")).unwrap();
        symlink(outside.path().join("nothing"), folder.path().join("nothing")).unwrap();
        for (name, before) in [("file", Some("old")), ("folder/secret", Some("old")), ("folder/x/new", None)]
        {
            let mut writes = within(folder.path());
            writes.change(&folder.path().join(name), before, "new");
            let error = writes.commit().expect_err(name);
            assert!(matches!(error.why, WriteReason::Refused(Refused::Link { .. })), "{error}");
        }
        let mut writes = within(folder.path());
        writes.make(&folder.path().join("nothing"), "new");
        assert!(writes.commit().is_err(), "a link that leads nowhere is no place for a new file");
        let mut writes = within(folder.path()).or_within(Root::new(outside.path(), false));
        writes.change(&folder.path().join("file"), Some("old"), "allowed");
        writes.commit().unwrap();
        assert_eq!(fs::read_to_string(&secret).unwrap(), "allowed");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    }
}
