//! Operations of the disk that fail when a test says so.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// What is done to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    Create,
    Write,
    Mode,
    Sync,
    SyncFolder,
    Link,
    Rename,
    Remove,
    MakeFolder,
    RemoveFolder,
}

type Fails = Box<dyn Fn(usize, Operation) -> bool>;

thread_local! {
    static SCRIPT: RefCell<Option<(Fails, Vec<Operation>)>> = const { RefCell::new(None) };
}

/// Runs something on this thread. The operation with a number (counted from 0) fails where `fails`
/// says so. What was done is returned beside the result.
pub(crate) fn with<T>(
    fails: impl Fn(usize, Operation) -> bool + 'static,
    run: impl FnOnce() -> T,
) -> (T, Vec<Operation>) {
    SCRIPT.set(Some((Box::new(fails), Vec::new())));
    let result = run();
    let done = SCRIPT.take().map(|(_, done)| done).unwrap_or_default();
    (result, done)
}

/// Whether an operation may go on.
pub(super) fn may(operation: Operation) -> io::Result<()> {
    SCRIPT.with_borrow_mut(|script| {
        let Some((fails, done)) = script else { return Ok(()) };
        done.push(operation);
        if fails(done.len() - 1, operation) {
            return Err(io::Error::other(format!("{operation:?} {} was made to fail", done.len() - 1)));
        }
        Ok(())
    })
}

/// The law of writing: with each operation made to fail, alone and with all that follow it, the
/// files are as `run` leaves them when it succeeds, or as `fill` made them.
#[track_caller]
pub(crate) fn assert_whole_or_nothing(fill: impl Fn(&Path), run: impl Fn(&Path) -> Result<(), String>) {
    let temporary = tempfile::tempdir().expect("a folder");
    // A book is titled after its folder, so that has one name.
    let folder = temporary.path().join("book");
    let filled = || {
        if folder.exists() {
            std::fs::remove_dir_all(&folder).expect("a folder");
        }
        std::fs::create_dir(&folder).expect("a folder");
        fill(&folder);
        Files::of(&folder)
    };
    let before = filled();
    let (result, operations) = with(|_, _| false, || run(&folder));
    assert_eq!(result, Ok(()), "where nothing fails");
    let after = Files::of(&folder);
    assert_ne!(before, after, "a run that changes nothing shows nothing");
    assert_eq!(after.without_temporary(), after, "a temporary file is left");
    for operation in [Operation::Create, Operation::Write, Operation::Sync, Operation::SyncFolder] {
        assert!(operations.contains(&operation), "{operation:?} is not in {operations:?}");
    }
    for (at, &operation) in operations.iter().enumerate() {
        for then_all in [false, true] {
            filled();
            let fails = move |number, _| number == at || then_all && number > at;
            let (result, done) = with(fails, || run(&folder));
            let found = Files::of(&folder);
            let case = format!("{operation:?} {at}, then all: {then_all}, {result:?}, {done:?}");
            match result {
                Ok(()) => assert_eq!(found.without_temporary(), after, "{case}"),
                Err(message) if then_all => found.assert_nothing_is_lost(&before, &message, &case),
                Err(message) => {
                    assert_eq!(found, before, "{case}");
                    assert!(message.contains("nothing was changed"), "{case}");
                }
            }
            if operation != Operation::Remove && !then_all {
                assert_eq!(found.without_temporary(), found, "a temporary file is left: {case}");
            }
        }
    }
}

/// Everything below a folder: of each path the mode, and the text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Files(BTreeMap<PathBuf, (u32, Option<String>)>);

impl Files {
    /// What is there now.
    pub(crate) fn of(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        collect(folder, folder, &mut files);
        Self(files)
    }

    fn without_temporary(&self) -> Self {
        let kept = self.0.iter().filter(|(path, _)| path.extension().is_none_or(|ending| ending != "tmp"));
        Self(kept.map(|(path, entry)| (path.clone(), entry.clone())).collect())
    }

    /// Each file has its old bytes, or the message names the file that has them.
    fn assert_nothing_is_lost(&self, before: &Self, message: &str, case: &str) {
        for (path, (_, text)) in &before.0 {
            let holds = |(found, (_, kept)): (&PathBuf, &(u32, Option<String>))| {
                kept == text && (found == path || message.contains(&*found.to_string_lossy()))
            };
            assert!(self.0.iter().any(holds), "{} is lost: {case}", path.display());
        }
        for path in self.0.keys().filter(|path| !before.0.contains_key(*path)) {
            assert!(message.contains(&*path.to_string_lossy()), "{} is not named: {case}", path.display());
        }
    }
}

fn collect(folder: &Path, root: &Path, files: &mut BTreeMap<PathBuf, (u32, Option<String>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let metadata = path.symlink_metadata().expect("an entry");
        let below = path.strip_prefix(root).expect("below").to_path_buf();
        let text = metadata
            .is_file()
            .then(|| String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned());
        files.insert(below, (mode(&metadata), text));
        if metadata.is_dir() {
            collect(&path, root, files);
        }
    }
}

#[cfg(unix)]
fn mode(metadata: &std::fs::Metadata) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions())
}

#[cfg(not(unix))]
fn mode(metadata: &std::fs::Metadata) -> u32 {
    u32::from(metadata.permissions().readonly())
}
