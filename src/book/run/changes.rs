//! The changes of a design: which versions are shown, and what each is compared with.

use std::sync::Arc;

use crate::book::directive::{ChangesRequest, invalid_argument};
use crate::book::rules::MISSING_DESIGN_FILE;
use crate::book::run::among::NoVersion;
use crate::book::run::session::Session;
use crate::catalog::landscape::{Hit, Landscape, Reach, Spared};
use crate::catalog::{Member, Series};
use crate::check::Earlier as _;
use crate::compare::{Changes, Side};
use crate::design::Status;
use crate::diagnostic::Finding;
use crate::reading::nearest;
use crate::render::{Reached, Relying, User};
use crate::source::{FileId, Granted, Sources, Spanned};

/// The versions whose changes a directive tells: those that are being written first, then the newest.
pub(super) fn told(
    wanted: &ChangesRequest,
    folder: &Granted,
    session: &mut Session,
) -> Result<Vec<FileId>, Box<Finding>> {
    let shown = folder.shown().to_owned();
    let series = session.versions(folder).map_err(|error: NoVersion| {
        Box::new(
            Finding::new(&MISSING_DESIGN_FILE, wanted.folder.span, error.to_string())
                .help("name a folder that has a file for each version of a design"),
        )
    })?;
    let end = |end: &Option<Spanned<String>>| {
        end.as_ref().map(|version| found(version, series, &shown)).transpose()
    };
    let (after, to) = (end(&wanted.after)?, end(&wanted.to)?);
    if let (Some(after), Some(to), Some(first), Some(last)) = (after, to, &wanted.after, &wanted.to)
        && after.number.cmp_precedence(&to.number).is_ge()
    {
        return Err(Box::new(backwards(first, last, after.number == to.number)));
    }
    let is_after =
        |member: &&Member| after.is_none_or(|after| member.number.cmp_precedence(&after.number).is_gt());
    let is_within = |member: &&Member| to.is_none_or(|to| member.number.cmp_precedence(&to.number).is_le());
    let mut members: Vec<&Member> =
        series.members().iter().rev().filter(is_after).filter(is_within).collect();
    members.sort_by_key(|member| !is_being_written(member));
    Ok(members.into_iter().map(|member| member.file).collect())
}

/// Whether the version is still to come.
fn is_being_written(member: &Member) -> bool {
    matches!(member.status, Some(Status::Draft | Status::Proposed))
}

/// The version that is written at an end of the range.
fn found<'s>(
    version: &Spanned<String>,
    series: &'s Series,
    folder: &str,
) -> Result<&'s Member, Box<Finding>> {
    let number = semver::Version::parse(version).ok();
    let members = || series.members().iter();
    let is_same = |member: &&Member| Some(&member.number) == number.as_ref();
    // Build metadata can be left out.
    let is_as_new =
        |member: &&Member| number.as_ref().is_some_and(|number| member.number.cmp_precedence(number).is_eq());
    if let Some(member) = members().find(is_same).or_else(|| members().rev().find(is_as_new)) {
        return Ok(member);
    }
    let message = format!("`{folder}` has no version `{}`; there are {}", version.value, series.listed());
    let finding = invalid_argument(version.span, message);
    let names: Vec<String> = members().map(|member| member.number.to_string()).collect();
    Err(Box::new(match nearest(version, names.iter().map(String::as_str)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")).suggest(version.span, near),
        None => finding.help("a range is between two of these versions, or open at one end: `1.0.0..`"),
    }))
}

fn backwards(first: &Spanned<String>, last: &Spanned<String>, is_same: bool) -> Finding {
    let range = format!("{}..{}", first.value, last.value);
    let message = format!("there is no version in `{range}`");
    let finding = invalid_argument(first.span, message).related(last.span, "the range ends here");
    if is_same {
        return finding.help(format!(
            "the first version is not part of a range; write `..{0}` for what led to `{0}`",
            last.value
        ));
    }
    finding
        .label("this is the newer version")
        .help(format!("begin with the older version: `{}..{}`", last.value, first.value))
        .fix(first.span, last.value.as_str())
        .fix(last.span, first.value.as_str())
}

/// A version, and the one that it is compared with.
pub(super) struct Told<'r> {
    pub(super) version: (FileId, Side<'r>),
    pub(super) since: Option<(FileId, Side<'r>, Arc<Changes>)>,
}

impl<'r> Told<'r> {
    /// What a version changes of the one before it that others could rely on; `None` if it cannot be read.
    pub(super) fn of(file: FileId, session: &'r Session, landscape: &Landscape<'_>) -> Option<Self> {
        let version = (file, session.side(session.design(file)?)?);
        let since = || {
            let design = session.baseline(file)?;
            let users = landscape.users_of_version(design, version.1.design);
            let changes = users.weigh(Changes::clone(session.changes(file)?.as_ref()));
            Some((design.file, session.side(design)?, Arc::new(changes)))
        };
        Some(Self { version, since: since() })
    }

    /// Who is hit by each of its changes.
    pub(super) fn reach(
        &self,
        landscape: &Landscape<'_>,
        sources: &Sources,
        href: &dyn Fn(FileId) -> Option<String>,
    ) -> Vec<Reached> {
        let Some((_, old, changes)) = &self.since else { return Vec::new() };
        let reach = landscape.users_of_version(old.design, self.version.1.design).reach(changes);
        reach.into_iter().map(|reach| reached(reach, sources, href)).collect()
    }
}

fn reached(reach: Reach, sources: &Sources, href: &dyn Fn(FileId) -> Option<String>) -> Reached {
    let relying = |hit: Hit| Relying {
        user: User { name: hit.name(), link: href(hit.span.file) },
        place: hit.place(sources),
        owners: hit.owners,
    };
    let spared = |user: Spared| User { link: href(user.file), name: user.id };
    Reached {
        hit: reach.hit.into_iter().map(relying).collect(),
        spared: reach.spared.into_iter().map(spared).collect(),
    }
}
