//! A folder with one file for each version of a design.

use semver::Version;

use crate::design::{Design, Status, version_in_name};
use crate::source::{FileId, Span};

/// The versions of a design, in ascending order.
#[derive(Clone, Debug, Default)]
pub struct Series {
    members: Vec<Member>,
}

/// One version of a design.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its file.
    pub file: FileId,
    /// The file's name without its ending.
    pub stem: String,
    /// The version that the file's name says.
    pub number: Version,
    /// The version that is written in it; `None` if there is none that can be read.
    pub written: Option<Version>,
    /// The status that is written in it; `None` if there is none that can be read.
    pub status: Option<Status>,
    /// The design's id and its place, or that of its title; `None` if the file is not TOML.
    pub id: Option<(String, Span)>,
    /// The ids that it had before, as it says.
    pub was: Vec<String>,
}

impl Member {
    /// The version in a file, if the file's name is one.
    pub fn new(file: FileId, stem: &str, design: Option<&Design>) -> Option<Self> {
        let number = version_in_name(stem)?;
        let status = design.filter(|design| design.has_status).map(|design| design.meta.status.value);
        let written = design.and_then(|design| design.meta.version.semver.clone());
        let id = design.map(|design| {
            let place = design.meta.id.as_ref().map_or(design.meta.title.span, |id| id.span);
            (design.id.clone(), place)
        });
        let was = design.map(|design| design.meta.was.iter().map(|id| id.value.clone()).collect());
        let stem = stem.to_owned();
        Some(Self { file, stem, number, written, status, id, was: was.unwrap_or_default() })
    }

    /// Whether its version differs from the name of its file. What follows a `+` does not count.
    pub fn is_misnamed(&self) -> bool {
        self.written.as_ref().is_some_and(|written| written.cmp_precedence(&self.number).is_ne())
    }

    pub(super) fn is_release(&self) -> bool {
        self.number.pre.is_empty()
    }

    /// Whether this version is still to come: a draft, one under review, or a pre-release that was accepted.
    pub fn is_coming(&self) -> bool {
        match self.status {
            Some(Status::Draft | Status::Proposed) => true,
            Some(Status::Accepted | Status::Implemented) => !self.is_release(),
            Some(Status::Deprecated | Status::Superseded | Status::Rejected) | None => false,
        }
    }

    /// Whether this version takes the place of an older one. A release is not replaced by a pre-release
    /// of a later one.
    fn supersedes(&self, older: &Member) -> bool {
        let (new, old) = (&self.number, &older.number);
        let is_same_line = new.major == old.major && (new.major > 0 || new.minor == old.minor);
        let has_authority = match older.status {
            Some(Status::Accepted) => {
                is_same_line && matches!(self.status, Some(Status::Accepted | Status::Implemented))
            }
            Some(Status::Implemented) => self.status == Some(Status::Implemented),
            _ => false,
        };
        has_authority && new.cmp_precedence(old).is_gt() && (self.is_release() || !older.is_release())
    }
}

impl Series {
    /// A series of these versions.
    pub fn new(members: impl IntoIterator<Item = Member>) -> Self {
        let mut members: Vec<Member> = members.into_iter().collect();
        members.sort_by(|a, b| a.number.cmp(&b.number).then_with(|| a.stem.cmp(&b.stem)));
        Self { members }
    }

    /// The versions, in ascending order.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The version that holds; `None` if each was rejected.
    pub fn holding(&self) -> Option<&Member> {
        holding(self.members.iter())
    }

    /// The highest version that is implemented.
    pub fn implemented(&self) -> Option<&Member> {
        self.members.iter().rev().find(|member| member.status == Some(Status::Implemented))
    }

    /// The version in a file.
    pub fn member(&self, file: FileId) -> Option<&Member> {
        self.members.iter().find(|member| member.file == file)
    }

    /// The version before this one.
    pub fn before(&self, file: FileId) -> Option<&Member> {
        let at = self.members.iter().position(|member| member.file == file)?;
        self.members.get(at.checked_sub(1)?)
    }

    /// Whether a newer version has taken the place of the one in a file, so that it counts as superseded
    /// whatever it says.
    pub fn is_superseded(&self, file: FileId) -> bool {
        self.member(file).is_some_and(|older| self.members.iter().any(|newer| newer.supersedes(older)))
    }

    /// Whether there is a higher version, which was not rejected. It follows on the one in the file
    /// without being named.
    pub fn has_successor(&self, file: FileId) -> bool {
        self.member(file).is_some_and(|older| {
            let is_later = |newer: &Member| newer.number.cmp_precedence(&older.number).is_gt();
            self.members.iter().any(|newer| is_later(newer) && newer.status != Some(Status::Rejected))
        })
    }

    /// The versions for a message, the newest first: `2.0.0, 1.1.0, 1.0.0`.
    pub fn listed(&self) -> String {
        const LISTED: usize = 12;
        let names = self.members.iter().rev().take(LISTED).map(|member| member.number.to_string());
        let mut names: Vec<String> = names.collect();
        let more = self.members.len().saturating_sub(LISTED);
        names.extend((more > 0).then(|| format!("{more} more")));
        names.join(", ")
    }
}

/// The version that holds among some, which are in ascending order: of the first tier that has one, the
/// highest release, or else the highest pre-release.
pub(super) fn holding<'s>(members: impl Iterator<Item = &'s Member>) -> Option<&'s Member> {
    let key = |member: &&Member| Some((tier(member)?, !member.number.pre.is_empty()));
    // The first of several equals is kept, and the highest comes last.
    let known: Vec<_> = members.filter_map(|member| Some((key(&member)?, member))).collect();
    known.into_iter().rev().min_by_key(|(key, _)| *key).map(|(_, member)| member)
}

/// How far down the status of a version puts it; a rejected one never holds. One without a status may be
/// a draft.
fn tier(member: &Member) -> Option<u8> {
    match member.status {
        Some(Status::Accepted | Status::Implemented) => Some(0),
        Some(Status::Deprecated | Status::Superseded) => Some(1),
        Some(Status::Proposed) => Some(2),
        Some(Status::Draft) | None => Some(3),
        Some(Status::Rejected) => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::source::Sources;

    /// A series of `1.0.0 accepted, 1.1.0 draft`.
    pub(in crate::catalog) fn series(versions: &str) -> Series {
        let mut sources = Sources::new();
        let member = |text: &str| {
            let (stem, status) = text.trim().split_once(' ').expect("a version and its status");
            let file = sources.add(stem, "");
            let member = Member::new(file, stem, None).expect("a version");
            Member { status: Status::parse(status), ..member }
        };
        Series::new(versions.split(',').map(member).collect::<Vec<_>>())
    }

    #[track_caller]
    fn superseded(versions: &str) -> String {
        let series = series(versions);
        let superseded = series.members.iter().filter(|member| series.is_superseded(member.file));
        superseded.map(|member| member.stem.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_version_is_superseded_by_a_newer_one_with_as_much_authority() {
        for (versions, expected) in [
            ("1.0.0 accepted, 1.1.0 accepted", "1.0.0"),
            ("1.9.0 accepted, 1.10.0 implemented, 1.2.0 accepted", "1.2.0 1.9.0"),
            ("1.0.0 accepted, 2.0.0 accepted", ""),
            ("1.0.0 implemented, 1.1.0 accepted", ""),
            ("1.0.0 implemented, 2.0.0 implemented", "1.0.0"),
            ("1.0.0 accepted, 2.0.0 implemented", ""),
            ("1.0.0 accepted, 1.1.0 draft, 1.2.0 proposed, 1.3.0 rejected", ""),
            ("0.1.0 accepted, 0.1.1 accepted, 0.2.0 accepted", "0.1.0"),
            ("1.0.0 draft, 1.1.0 accepted", ""),
            ("2.0.0-rc.1 accepted, 2.0.0 accepted", "2.0.0-rc.1"),
            ("1.0.0 accepted, 1.1.0-rc.1 accepted", ""),
            ("1.1.0-rc.1 accepted, 1.1.0-rc.2 accepted", "1.1.0-rc.1"),
        ] {
            assert_eq!(superseded(versions), expected, "{versions}");
        }
    }

    #[test]
    fn versions_are_in_the_order_of_their_numbers() {
        let series = series("1.10.0 draft, v1.9.0 draft, 1.10.0-rc.1 draft");
        assert_eq!(series.listed(), "1.10.0, 1.10.0-rc.1, 1.9.0");
        let first = series.members.first().expect("a version").file;
        assert!(series.has_successor(first) && series.before(first).is_none());
    }
}
