//! How much work a layout may take, counted and not timed, so that a picture is the same on every
//! machine.
//!
//! Each stage counts what it looks at, about a nanosecond apiece, and keeps the best it has found
//! when its steps are spent. An ordinary picture takes a small part of them.

use std::cell::Cell;

/// The steps that are left to a stage.
#[derive(Debug)]
pub(super) struct Steps(Cell<u64>);

impl Steps {
    pub(super) fn new(steps: u64) -> Self {
        Self(Cell::new(steps))
    }

    /// Takes some steps, whatever is left. Answers whether any are left.
    pub(super) fn spend(&self, steps: usize) -> bool {
        self.0.set(self.0.get().saturating_sub(steps as u64));
        self.are_left()
    }

    /// Takes some steps for work that is left out where they are not there.
    pub(super) fn afford(&self, steps: usize) -> bool {
        let affordable = self.0.get() > steps as u64;
        self.spend(steps);
        affordable
    }

    pub(super) fn are_left(&self) -> bool {
        self.0.get() > 0
    }

    /// Sets a share of what is left aside.
    pub(super) fn share(&self, parts: u64) -> Self {
        let share = self.0.get() / parts.max(1);
        self.0.set(self.0.get() - share);
        Self::new(share)
    }
}
