//! What the benches of whole books share: writing one, the best of several runs, and how the time grows.

use std::path::Path;
use std::time::{Duration, Instant};

/// A book with twice as much may take at most so many times as long.
const GROWTH: f64 = 2.5;

/// What is timed, in the folder of a book.
pub(crate) type Task = fn(&Path);

/// Writes a file of a book.
pub(crate) fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The best of three: another program may slow one run down, but not all.
pub(crate) fn best(run: impl Fn()) -> Duration {
    let times = (0..3).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap()
}

/// Times tasks in books of ascending sizes, each twice the one before it. Returns the time of each task in the
/// largest book.
pub(crate) fn grow(
    tasks: &[(&str, Task)],
    sizes: &[usize],
    what: impl Fn(usize) -> String,
    book: impl Fn(&Path, usize),
) -> Vec<Duration> {
    let mut largest = Vec::new();
    for (name, task) in tasks {
        let mut before: Option<Duration> = None;
        for &size in sizes {
            let folder = tempfile::tempdir().unwrap();
            book(folder.path(), size);
            let time = best(|| task(folder.path()));
            println!("{name}, {}: {} ms", what(size), time.as_millis());
            let growth = before.map_or(0.0, |before| time.as_secs_f64() / before.as_secs_f64());
            assert!(growth < GROWTH, "{name}: {growth} times as long for twice as many");
            before = Some(time);
        }
        largest.extend(before);
    }
    largest
}
