//! The files of the repository that a design is held against.

use super::Subject;
use crate::compare::agreement::{Other, Sides};
use crate::design::Status;
use crate::diagnostic::{Finding, Level};
use crate::interchange::repository::Agreement;

/// What the files say, and the designs that may share them.
pub struct Agreed<'a> {
    /// What the files of the design say.
    pub agreement: &'a Agreement,
    /// The other designs of the book.
    pub others: Vec<Other<'a>>,
}

impl Subject<'_> {
    /// The design and its files, if it names any and the project is there.
    pub fn sides(&self) -> Option<Sides<'_>> {
        let agreed = self.agreed.as_ref()?;
        Some(Sides {
            design: self.design,
            agreement: agreed.agreement,
            others: &agreed.others,
            is_whole: self.book.is_some(),
        })
    }

    /// A finding that the design and its files disagree. While a lower version is what was built, a newer one
    /// that was accepted may be ahead of the code.
    pub fn drifted(&self, finding: Finding) -> Finding {
        let is_ahead = self.design.status() == Status::Accepted
            && self.series.zip(self.member()).is_some_and(|(series, own)| {
                series
                    .members()
                    .iter()
                    .any(|other| other.number < own.number && other.status == Some(Status::Implemented))
            });
        if is_ahead { finding.at_most(Level::Note) } else { finding }
    }
}
