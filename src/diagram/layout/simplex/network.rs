//! The constraints at each variable, as the searches read them: one list, with all that is needed of
//! a constraint in place.

use super::Constraint;

/// A constraint as one of its ends sees it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Arc {
    /// The number of the constraint.
    pub number: u32,
    /// The variable at its other end.
    pub other: u32,
    pub length: i32,
}

impl Arc {
    /// By how much the distance of its ends exceeds the least one; `variable` is the end that sees
    /// it, its tail or its head.
    pub(super) fn slack(&self, values: &[i32], variable: u32, is_tail: bool) -> i32 {
        let ahead = values[self.other as usize] - values[variable as usize];
        (if is_tail { ahead } else { -ahead }) - self.length
    }
}

/// The constraints that leave each variable, or those that lead to it.
#[derive(Debug)]
pub(super) struct Arcs {
    starts: Vec<u32>,
    arcs: Vec<Arc>,
}

impl Arcs {
    /// The constraints of which each variable is the tail.
    pub(super) fn leaving(count: usize, constraints: &[Constraint]) -> Self {
        Self::of(count, constraints, |one| (one.tail, one.head))
    }

    /// The constraints of which each variable is the head.
    pub(super) fn arriving(count: usize, constraints: &[Constraint]) -> Self {
        Self::of(count, constraints, |one| (one.head, one.tail))
    }

    fn of(count: usize, constraints: &[Constraint], ends: impl Fn(&Constraint) -> (u32, u32)) -> Self {
        let mut starts = vec![0; count + 1];
        for constraint in constraints {
            starts[ends(constraint).0 as usize + 1] += 1;
        }
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut arcs = vec![Arc::default(); constraints.len()];
        for (number, constraint) in constraints.iter().enumerate() {
            let (end, other) = ends(constraint);
            let place = &mut next[end as usize];
            arcs[*place as usize] = Arc { number: number as u32, other, length: constraint.length };
            *place += 1;
        }
        Self { starts, arcs }
    }

    pub(super) fn at(&self, variable: usize) -> &[Arc] {
        &self.arcs[self.starts[variable] as usize..self.starts[variable + 1] as usize]
    }
}
