//! Work on many designs at once: as many threads as the machine has, and the results in the order of the items.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The variable that says how many threads to use at most.
const THREADS: &str = "SYSTEM_DESIGN_THREADS";

/// With fewer items, starting a thread takes longer than it saves.
const LEAST: usize = 20;

/// More threads than this wait for memory.
const MOST: usize = 8;

/// The result of `work` for each item, in their order. `work` gets the index of its item.
pub(super) fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    among(threads(items.len()), items, work)
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

fn among<T: Sync, R: Send>(threads: usize, items: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    if threads < 2 {
        return items.iter().enumerate().map(|(at, item)| work(at, item)).collect();
    }
    let next = AtomicUsize::new(0);
    let labour = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(at, item)));
        }
    };
    let mut all: Vec<(usize, R)> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(labour)).collect();
        let mut all = labour();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_have_the_order_of_the_items() {
        let items: Vec<usize> = (0..200).collect();
        let expected: Vec<usize> = items.iter().map(|item| 3 * item).collect();
        for threads in [1, 2, 8] {
            assert_eq!(among(threads, &items, |at, item| at + 2 * item), expected);
        }
        assert_eq!(threads(LEAST - 1), 1);
    }
}
