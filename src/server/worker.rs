//! The check of a whole book, in a thread beside the one that answers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};
use indexmap::IndexMap;

use crate::book::Inspection;
use crate::book::inspect::Target;
use crate::source::Overlay;

/// What is to be checked.
#[derive(Debug)]
pub(super) struct Job {
    /// The folder of the book, or the design that is in none.
    pub(super) key: PathBuf,
    /// Counts the states of the book.
    pub(super) state: u64,
    /// What is checked, and what instead if that cannot be read.
    pub(super) targets: Vec<Target>,
    /// The texts of open documents.
    pub(super) overlay: Overlay,
}

/// What came of it.
pub(super) struct Done {
    /// The job's.
    pub(super) key: PathBuf,
    /// The job's.
    pub(super) state: u64,
    /// The first target that could be checked.
    pub(super) inspection: Option<Inspection>,
    /// Why an earlier one could not.
    pub(super) error: Option<String>,
}

/// The thread.
pub(super) struct Worker {
    jobs: Sender<Job>,
    done: Receiver<Done>,
}

/// Designs may be nested as deeply as on the main thread.
const STACK: usize = 16 << 20;

impl Worker {
    /// Starts the thread, which ends with the worker.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub(super) fn start() -> std::io::Result<Self> {
        let (jobs, todo) = unbounded();
        let (finished, done) = unbounded();
        thread::Builder::new()
            .name("book".to_owned())
            .stack_size(STACK)
            .spawn(move || work(&todo, &finished))?;
        Ok(Self { jobs, done })
    }

    /// Asks for a check. Of several for one book only the last one is made.
    pub(super) fn ask(&self, job: Job) {
        // Without a thread nothing comes back, and nothing is waited for.
        let _ = self.jobs.send(job);
    }

    /// Where the results arrive.
    pub(super) fn done(&self) -> &Receiver<Done> {
        &self.done
    }
}

fn work(todo: &Receiver<Job>, finished: &Sender<Done>) {
    let mut newest: IndexMap<PathBuf, Job> = IndexMap::new();
    loop {
        if newest.is_empty() {
            let Ok(job) = todo.recv() else { return };
            newest.insert(job.key.clone(), job);
        }
        for job in todo.try_iter() {
            newest.insert(job.key.clone(), job);
        }
        let Some((_, job)) = newest.shift_remove_index(0) else { continue };
        if finished.send(made(job)).is_err() {
            return;
        }
    }
}

fn made(Job { key, state, targets, overlay }: Job) -> Done {
    let mut error = None;
    for target in targets {
        match catch_unwind(AssertUnwindSafe(|| target.inspect(&overlay))) {
            Ok(Ok(inspection)) => return Done { key, state, inspection: Some(inspection), error },
            Ok(Err(why)) => error = error.or(Some(why.to_string())),
            // The panic itself is on stderr.
            Err(_) => error = error.or(Some("a mistake of this program".to_owned())),
        }
    }
    Done { key, state, inspection: None, error }
}
