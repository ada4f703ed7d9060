//! What makes a run fail.

use super::Level;

/// From which level on findings fail a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Threshold {
    /// What the book's `fail-on` says; `None` where nothing fails.
    pub fail_on: Option<Level>,
    /// Whether `--deny-warnings` is given.
    pub deny_warnings: bool,
}

/// Why a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// There are errors.
    Errors,
    /// The book's `fail-on` says that findings of this level fail, too.
    FailOn(Level),
    /// `--deny-warnings` is given.
    DenyWarnings,
}

impl Threshold {
    /// Why a run fails whose worst finding has a level; `None` where it does not.
    pub fn cause(self, worst: Level) -> Option<Cause> {
        match self.fail_on {
            Some(_) if worst == Level::Deny => Some(Cause::Errors),
            Some(least) if worst >= least => Some(Cause::FailOn(least)),
            _ if self.deny_warnings && worst >= Level::Warn => Some(Cause::DenyWarnings),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(fail_on: Option<Level>, deny_warnings: bool, causes: [Option<Cause>; 4]) {
        let threshold = Threshold { fail_on, deny_warnings };
        let levels = [Level::Allow, Level::Note, Level::Warn, Level::Deny];
        assert_eq!(levels.map(|worst| threshold.cause(worst)), causes);
    }

    #[test]
    fn errors_explain_themselves_and_the_rest_names_what_makes_it_fail() {
        use Cause::{DenyWarnings, Errors, FailOn};

        let (errors, denied) = (Some(Errors), Some(DenyWarnings));
        let (warn, note) = (Some(FailOn(Level::Warn)), Some(FailOn(Level::Note)));
        check(None, false, [None; 4]);
        check(Some(Level::Deny), false, [None, None, None, errors]);
        check(Some(Level::Warn), false, [None, None, warn, errors]);
        check(Some(Level::Note), false, [None, note, note, errors]);
        check(None, true, [None, None, denied, denied]);
        check(Some(Level::Deny), true, [None, None, denied, errors]);
        check(Some(Level::Warn), true, [None, None, warn, errors]);
        check(Some(Level::Note), true, [None, note, note, errors]);
    }
}
