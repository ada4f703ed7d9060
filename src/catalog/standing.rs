//! The standing of a version in its series: what its readers should know.

use super::series::{Member, Series, holding};
use crate::design::Status;
use crate::source::FileId;

/// The standing of a version in its series.
#[derive(Clone, Debug, Default)]
pub struct Standing<'s> {
    /// The version that holds, if it is another one.
    pub holding: Option<&'s Member>,
    /// The version to move to without a new major version, if it is neither this one nor the one that
    /// holds.
    pub in_major: Option<&'s Member>,
    /// What is in preparation above this version, the highest first, if this version holds.
    pub coming: Vec<&'s Member>,
    /// The version that runs, if this version holds and is not built yet.
    pub running: Option<&'s Member>,
}

impl Series {
    /// The standing of the version in a file; `None` if the file is not a version of the series.
    pub fn standing(&self, file: FileId) -> Option<Standing<'_>> {
        let member = self.member(file)?;
        let is_other = |other: &&Member| other.file != file;
        let all = self.members();
        let holds = self.holding();
        if let Some(holds) = holds.filter(is_other) {
            let same_major = all.iter().filter(|other| other.number.major == member.number.major);
            let in_major = holding(same_major).filter(is_other).filter(|found| found.file != holds.file);
            return Some(Standing { holding: Some(holds), in_major, ..Standing::default() });
        }
        if holds.is_none() {
            return Some(Standing::default());
        }
        let is_newer = |other: &&Member| other.number.cmp_precedence(&member.number).is_gt();
        let coming = all.iter().rev().filter(|other| is_newer(other) && other.is_coming()).collect();
        let running = self.implemented().filter(|_| member.status == Some(Status::Accepted));
        Some(Standing { coming, running, ..Standing::default() })
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::series::Member;
    use crate::catalog::series::tests::series;

    const SHOP: &str = "1.0.0 accepted, 1.4.0 implemented, 1.5.0 draft, 2.0.0 accepted, 2.1.0 accepted, \
                        2.2.0 draft, 2.3.0 rejected, 3.0.0-rc.1 accepted";

    #[track_caller]
    fn check(versions: &str, version: &str, expected: &str) {
        let series = series(versions);
        let of = |stem: &str| series.members().iter().find(|member| member.stem == stem).expect("a version");
        let standing = series.standing(of(version).file).expect("a version");
        let names =
            |found: &[&Member]| found.iter().map(|one| one.stem.as_str()).collect::<Vec<_>>().join(" ");
        let said = [
            ("holds", names(&standing.holding.into_iter().collect::<Vec<_>>())),
            ("in major", names(&standing.in_major.into_iter().collect::<Vec<_>>())),
            ("coming", names(&standing.coming)),
            ("runs", names(&standing.running.into_iter().collect::<Vec<_>>())),
        ];
        let said = said.iter().filter(|(_, names)| !names.is_empty());
        let said = said.map(|(what, names)| format!("{what} {names}")).collect::<Vec<_>>().join(", ");
        assert_eq!(said, expected, "{version} of {versions}");
    }

    #[test]
    fn a_version_that_does_not_hold_knows_the_one_that_does() {
        check(SHOP, "1.0.0", "holds 2.1.0, in major 1.4.0");
        check(SHOP, "1.4.0", "holds 2.1.0");
        check(SHOP, "1.5.0", "holds 2.1.0, in major 1.4.0");
        check(SHOP, "2.0.0", "holds 2.1.0");
        check(SHOP, "2.3.0", "holds 2.1.0");
        check(SHOP, "3.0.0-rc.1", "holds 2.1.0");
        check("1.0.0 rejected", "1.0.0", "");
        check("1.0.0 rejected, 1.1.0 rejected", "1.0.0", "");
    }

    #[test]
    fn the_version_that_holds_knows_what_is_coming_and_what_runs() {
        check(SHOP, "2.1.0", "coming 3.0.0-rc.1 2.2.0, runs 1.4.0");
        check("1.0.0 implemented, 0.9.0 implemented, 0.8.0 draft", "1.0.0", "");
        check("1.0.0 draft, 1.1.0-rc.1 draft", "1.0.0", "coming 1.1.0-rc.1");
        check("1.0.0 deprecated, 0.9.0 rejected, 2.0.0 proposed", "1.0.0", "coming 2.0.0");
    }
}
