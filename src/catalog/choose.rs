//! Which version of a series is meant.

use super::Selector;
use super::series::{Member, Series, holding};

/// The version that was asked for.
#[derive(Clone, Copy, Debug)]
pub enum Choice<'s> {
    /// This one.
    Version(&'s Member),
    /// None, which is not a mistake: nothing is in preparation, or implemented.
    Nothing,
    /// None, although it was asked for.
    NoMatch,
}

/// Chooses a version.
pub fn choose<'s>(series: &'s Series, selector: &Selector) -> Choice<'s> {
    let members = series.members();
    match selector {
        Selector::Holding => holding(members.iter()).map_or(Choice::NoMatch, Choice::Version),
        Selector::Matching(requirement) => {
            let matching: Vec<&Member> =
                members.iter().filter(|member| requirement.matches(&member.number)).collect();
            // A requirement that admits one version means that one, even if it was rejected.
            let exact = match requirement {
                crate::reading::Requirement::Exactly(_) => matching.last().copied(),
                crate::reading::Requirement::Within(_) => None,
            };
            exact.or_else(|| holding(matching.into_iter())).map_or(Choice::NoMatch, Choice::Version)
        }
        Selector::Next => {
            let above = holding(members.iter()).map(|member| &member.number);
            let is_above = |member: &&Member| above.is_none_or(|above| member.number > *above);
            let next = members.iter().rev().filter(is_above).find(|member| member.is_coming());
            next.map_or(Choice::Nothing, Choice::Version)
        }
        Selector::Implemented => series.implemented().map_or(Choice::Nothing, Choice::Version),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::series::tests::series;

    #[track_caller]
    fn check(versions: &str, selector: &str, expected: &str) {
        let selector =
            if selector.is_empty() { Selector::Holding } else { selector.parse().expect("a selector") };
        let found = series(versions);
        let found = match choose(&found, &selector) {
            Choice::Version(member) => member.stem.clone(),
            Choice::Nothing => "nothing".to_owned(),
            Choice::NoMatch => "no match".to_owned(),
        };
        assert_eq!(found, expected, "{versions} @{selector}");
    }

    const SHOP: &str = "1.0.0 superseded, 1.1.0 superseded, 1.2.0 accepted, 2.0.0 accepted, 2.1.0 draft, \
                        3.0.0-rc.1 proposed, 1.3.0 rejected";

    #[test]
    fn what_holds_is_decided_by_status_and_then_by_number() {
        check(SHOP, "", "2.0.0");
        check("2.0.0 accepted, 1.4.1 implemented", "", "2.0.0");
        check("1.0.0 draft, 0.9.0 proposed", "", "0.9.0");
        check("1.0.0 deprecated, 2.0.0 draft, 1.1.0 superseded", "", "1.1.0");
        check("1.0.0 accepted, 1.1.0-rc.1 accepted", "", "1.0.0");
        check("1.1.0-rc.1 accepted, 1.0.0 draft", "", "1.1.0-rc.1");
        check("1.0.0 rejected", "", "no match");
        check("1.0.0 rejected, 0.1.0 draft", "", "0.1.0");
        check("1.0.0 unreadable, 0.1.0 draft", "", "1.0.0");
    }

    #[test]
    fn a_requirement_narrows_the_candidates_first() {
        for (requirement, expected) in [
            ("1", "1.2.0"),
            ("~1.1", "1.1.0"),
            ("1.1.0", "1.1.0"),
            ("1.3.0", "1.3.0"),
            ("=1.3.0", "1.3.0"),
            ("~1.3", "no match"),
            (">=2.1.0", "2.1.0"),
            ("3", "no match"),
            ("^3.0.0-rc.1", "3.0.0-rc.1"),
            ("*", "2.0.0"),
        ] {
            check(SHOP, requirement, expected);
        }
        check("0.1.0-alpha.1 draft, 0.1.0-alpha.2 accepted", "*", "no match");
    }

    #[test]
    fn next_and_implemented_may_be_nothing() {
        check(SHOP, "next", "3.0.0-rc.1");
        check(SHOP, "implemented", "nothing");
        check("1.0.0 accepted", "next", "nothing");
        check("1.0.0 accepted, 0.9.0 draft, 1.1.0 rejected", "next", "nothing");
        check("1.0.0 accepted, 2.0.0-rc.1 accepted", "next", "2.0.0-rc.1");
        check("1.0.0 draft", "next", "nothing");
        check("1.0.0 rejected, 0.1.0 rejected", "next", "nothing");
        check("1.0.0 implemented, 0.9.0 implemented, 2.0.0 accepted", "implemented", "1.0.0");
    }
}
