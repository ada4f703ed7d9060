//! The limit on the work of a layout. It is counted, not timed, so that a picture is the same on every
//! machine.
//!
//! Each stage counts the things it examines, at about a nanosecond each, and keeps the best result it has
//! found when its steps are spent. An ordinary picture takes a small part of them.

use std::cell::Cell;

/// The remaining steps of a stage.
#[derive(Debug)]
pub(super) struct Steps(Cell<u64>);

impl Steps {
    pub(super) fn new(steps: u64) -> Self {
        Self(Cell::new(steps))
    }

    /// Takes some steps, even if fewer are left. Returns whether any are left.
    pub(super) fn spend(&self, steps: usize) -> bool {
        self.0.set(self.0.get().saturating_sub(steps as u64));
        self.are_left()
    }

    /// Takes some steps for optional work, if that many are left.
    pub(super) fn afford(&self, steps: usize) -> bool {
        let affordable = self.0.get() > steps as u64;
        self.spend(steps);
        affordable
    }

    pub(super) fn are_left(&self) -> bool {
        self.0.get() > 0
    }

    /// Reserves a share of the remaining steps.
    pub(super) fn share(&self, parts: u64) -> Self {
        let share = self.0.get() / parts.max(1);
        self.0.set(self.0.get() - share);
        Self::new(share)
    }
}
