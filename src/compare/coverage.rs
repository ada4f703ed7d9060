//! Coverage: what cites a requirement now, and what no longer. It is told apart from the entries
//! and never weighs in the step.

use super::identity::{Family, Names};
use crate::design::{Citations, Coverage, Design, Need};

/// A citation of a requirement that was gained or lost.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CoverageChange {
    /// The requirement's id in the new design.
    pub requirement: String,
    /// The kind of element that cites it.
    pub by: Need,
    /// The element's id, in the new design if it is there.
    pub citer: String,
    /// Whether the citation is gained; otherwise it is lost.
    pub gained: bool,
    /// Whether it is the first one of its kind that is gained, or the last one that is lost.
    pub decides: bool,
}

/// The citations that differ, of the requirements that both designs have.
pub(super) fn changes(old: &Design, new: &Design, names: &Names) -> Vec<CoverageChange> {
    let (before, after) = (Coverage::of(old), Coverage::of(new));
    let mut changes = Vec::new();
    for requirement in &old.requirements {
        let id = names.now(Family::Requirement, &requirement.id.value);
        // Its id is another one's now.
        if names.before(Family::Requirement, id) != requirement.id.value {
            continue;
        }
        let (Some(old), Some(new)) = (before.get(&requirement.id.value), after.get(id)) else { continue };
        for (by, family, list) in LISTS {
            let olds: Vec<&str> = list(old).iter().map(|citer| names.now(*family, citer)).collect();
            let news = list(new);
            let change = |citer: &str, gained, decides| CoverageChange {
                requirement: id.to_owned(),
                by: *by,
                citer: citer.to_owned(),
                gained,
                decides,
            };
            let lost = olds.iter().filter(|citer| !news.contains(*citer));
            changes.extend(lost.map(|citer| change(citer, false, news.is_empty())));
            let gained = news.iter().filter(|citer| !olds.contains(*citer));
            changes.extend(gained.map(|citer| change(citer, true, olds.is_empty())));
        }
    }
    changes
}

type List = for<'c, 'a> fn(&'c Citations<'a>) -> &'c Vec<&'a str>;

const LISTS: &[(Need, Family, List)] = &[
    (Need::Component, Family::Element, |citations| &citations.components),
    (Need::Decision, Family::Decision, |citations| &citations.decisions),
    (Need::Test, Family::Test, |citations| &citations.tests),
    (Need::Flow, Family::Flow, |citations| &citations.flows),
];
