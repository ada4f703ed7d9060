//! Which version a version is compared with.

use super::series::{Member, Series};
use crate::design::Status;
use crate::source::FileId;

impl Series {
    /// The version that the one in a file is compared with: the highest one below it that others could
    /// rely on, now or in the past. A release is compared with releases only, whereas a pre-release follows
    /// on the one before it of the same release. What counts is the status that is written: a version that
    /// a newer one has replaced remains what it promised.
    pub fn baseline(&self, file: FileId) -> Option<&Member> {
        let version = self.member(file)?;
        let is_comparable = |older: &&Member| older.is_release() || !version.is_release();
        let below = |older: &&Member| older.number.cmp_precedence(&version.number).is_lt();
        // The pre-releases of the same release are the highest ones below a pre-release.
        self.members().iter().rev().filter(below).filter(is_comparable).find(|older| is_promised(older))
    }
}

/// Whether others could rely on a version.
fn is_promised(member: &Member) -> bool {
    member.status.is_some_and(Status::is_promise)
}

#[cfg(test)]
mod tests {
    use crate::catalog::series::tests::series;

    #[track_caller]
    fn check(versions: &str, of: &str, expected: &str) {
        let series = series(versions);
        let file = series.members().iter().find(|member| member.stem == of).expect("a version").file;
        let found = series.baseline(file).map_or("none", |member| member.stem.as_str());
        assert_eq!(found, expected, "{versions}: {of}");
    }

    #[test]
    fn a_release_is_compared_with_the_highest_release_below_it() {
        check("1.0.0 accepted, 1.1.0 accepted", "1.1.0", "1.0.0");
        check("1.0.0 accepted, 1.1.0 accepted", "1.0.0", "none");
        check("1.9.0 superseded, 1.10.0 implemented, 1.11.0 draft", "1.11.0", "1.10.0");
        check("1.4.0 deprecated, 2.0.0 accepted, 1.4.1 accepted", "1.4.1", "1.4.0");
        check("1.4.0 deprecated, 2.0.0 accepted, 1.4.1 accepted", "2.0.0", "1.4.1");
        check("1.0.0 accepted, 1.1.0-rc.1 accepted, 1.1.0 accepted", "1.1.0", "1.0.0");
        check("1.1.0-rc.1 accepted, 1.1.0 accepted", "1.1.0", "none");
    }

    #[test]
    fn what_nobody_could_rely_on_is_passed_over() {
        for status in ["draft", "proposed", "rejected", "unreadable"] {
            check(&format!("1.0.0 accepted, 1.1.0 {status}, 1.2.0 accepted"), "1.2.0", "1.0.0");
        }
        for status in ["accepted", "implemented", "deprecated", "superseded"] {
            check(&format!("1.0.0 accepted, 1.1.0 {status}, 1.2.0 accepted"), "1.2.0", "1.1.0");
        }
        check("1.0.0 accepted, 1.1.0 rejected", "1.1.0", "1.0.0");
    }

    #[test]
    fn a_pre_release_follows_on_the_one_before_it() {
        let versions = "1.4.0 accepted, 2.0.0-beta.2 accepted, 2.0.0-beta.10 accepted, 2.0.0-rc.1 accepted";
        check(versions, "2.0.0-rc.1", "2.0.0-beta.10");
        check(versions, "2.0.0-beta.10", "2.0.0-beta.2");
        check(versions, "2.0.0-beta.2", "1.4.0");
        check("1.4.0 accepted, 2.0.0-beta.1 draft, 2.0.0-rc.1 accepted", "2.0.0-rc.1", "1.4.0");
        check("2.0.0-rc.1 accepted", "2.0.0-rc.1", "none");
    }

    #[test]
    fn build_metadata_makes_no_version_lower() {
        check("1.0.0 accepted, 1.0.0+1 accepted", "1.0.0+1", "none");
    }
}
