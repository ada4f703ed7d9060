//! Groups that are related to something within them: no line from a boundary leads there.

use std::collections::{HashMap, HashSet};

use super::Architecture;

/// The elements that are related to themselves or to something within them.
pub(super) fn related_inwards(
    architecture: &Architecture,
    numbers: &HashMap<&str, usize>,
    parents: &[Option<usize>],
) -> HashSet<usize> {
    let around = |at: usize| std::iter::successors(Some(at), |&at| parents[at]);
    let mut found = HashSet::new();
    for relation in &architecture.relations {
        let ends = [&relation.from, &relation.to].map(|id| numbers.get(id.as_str()).copied());
        if let [Some(from), Some(to)] = ends {
            found.extend(around(from).any(|at| at == to).then_some(to));
            found.extend(around(to).any(|at| at == from).then_some(from));
        }
    }
    found
}
