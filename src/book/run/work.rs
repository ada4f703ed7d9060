//! Work on many designs at once: as many threads as the machine has, and the results in the order of the items.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// The variable that says how many threads to use at most.
const THREADS: &str = "SYSTEM_DESIGN_THREADS";

/// With fewer items, starting a thread takes longer than it saves.
const LEAST: usize = 20;

/// More threads than this wait for memory.
const MOST: usize = 8;

/// The result of `work` for each item, in their order. `work` gets the index of its item.
pub(super) fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    told(items, work, &mut |_, _| {})
}

/// The same where `tell` gets each result as soon as it and those before it are there, on the calling thread.
pub(super) fn told<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(usize, &T) -> R + Sync,
    tell: &mut dyn FnMut(usize, &R),
) -> Vec<R> {
    among(threads(items.len()), items, work, tell)
}

/// How many threads are worth their start.
fn threads(items: usize) -> usize {
    if items < LEAST {
        return 1;
    }
    let asked = std::env::var(THREADS).ok().and_then(|number| number.parse().ok());
    let number = asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, NonZero::get));
    number.clamp(1, MOST)
}

fn among<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(usize, &T) -> R + Sync,
    tell: &mut dyn FnMut(usize, &R),
) -> Vec<R> {
    let mut all = Vec::with_capacity(items.len());
    let mut tell = |result: R| {
        tell(all.len(), &result);
        all.push(result);
    };
    if threads < 2 {
        items.iter().enumerate().for_each(|(at, item)| tell(work(at, item)));
        return all;
    }
    let next = AtomicUsize::new(0);
    let waiting: Mutex<BTreeMap<usize, R>> = Mutex::default();
    let waiting = || waiting.lock().unwrap_or_else(PoisonError::into_inner);
    // Whether something was left to do.
    let labour = || {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(item) = items.get(at) else { return false };
        let result = work(at, item);
        waiting().insert(at, result);
        true
    };
    let mut wanted = 0;
    let mut tell_ready = || {
        loop {
            let Some(result) = waiting().remove(&wanted) else { return };
            wanted += 1;
            tell(result);
        }
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| while labour() {})).collect();
        while labour() {
            tell_ready();
        }
        for other in others {
            other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            tell_ready();
        }
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_have_the_order_of_the_items() {
        let items: Vec<usize> = (0..200).collect();
        let expected: Vec<usize> = items.iter().map(|item| 3 * item).collect();
        for threads in [1, 2, 8] {
            let mut told = Vec::new();
            let mut tell = |at, result: &usize| told.push((at, *result));
            assert_eq!(among(threads, &items, |at, item| at + 2 * item, &mut tell), expected);
            assert_eq!(told, expected.iter().copied().enumerate().collect::<Vec<_>>());
        }
        assert_eq!(threads(LEAST - 1), 1);
    }
}
