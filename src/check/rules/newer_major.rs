//! SD1305: a design relies on a version that a newer major version has followed.

use semver::Version;

use crate::catalog::Member;
use crate::catalog::landscape::Found;
use crate::check::Subject;
use crate::compare::Class;
use crate::design::{Asked, DesignName, Status};
use crate::diagnostic::{Finding, Group, Level, Sink, Stage, counted, rule};
use crate::reading::Requirement;

rule! {
    /// A newer major version of a design that this one relies on holds.
    pub(crate) RULE = "SD1305", "newer-major",
        Group::Versions { level: Level::Note, undecided: Level::Note }, since "0.1.0", fix none;
}

/// At most this many breaking changes are listed.
const MOST_TOLD: usize = 5;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(landscape) = subject.landscape else {
        sink.leave_open(&RULE);
        return;
    };
    // What is kept as a record goes on relying on what it relied on.
    if subject.design.status().stage() == Stage::Retired {
        return;
    }
    for integration in &subject.design.integrations {
        let (Some(name), Some(found)) = (&integration.design, landscape.found(integration)) else { continue };
        if is_frozen(name) || found.is_unsafe_for(subject.design) {
            continue;
        }
        if let Some(newest) = newest(found) {
            sink.push(finding(subject, name, found, newest));
        }
    }
}

/// Whether the author chose one version, so that a newer one is not worth a finding.
fn is_frozen(name: &DesignName) -> bool {
    let is_exact = matches!(&name.requirement, Some(Asked::Versions(Requirement::Exactly(_))));
    is_exact || name.text.split_once('@').is_some_and(|(_, asked)| asked.trim_start().starts_with('='))
}

/// The highest version that holds in a later major line.
fn newest<'l>(found: Found<'l, '_>) -> Option<&'l Member> {
    let holds = |member: &&Member| {
        member.number.pre.is_empty() && matches!(member.status, Some(Status::Accepted | Status::Implemented))
    };
    let highest = found.system.series.members().iter().rev().find(holds)?;
    (line(&highest.number) > line(&found.member.number)).then_some(highest)
}

/// What a version promises to keep: its major number, or below 1.0.0 its minor one.
fn line(version: &Version) -> (u64, u64) {
    (version.major, if version.major == 0 { version.minor } else { 0 })
}

fn finding(subject: &Subject<'_>, name: &DesignName, found: Found<'_, '_>, newest: &Member) -> Finding {
    let id = &found.design.id;
    let message =
        format!("this design relies on `{id}` {}, and {} holds", found.member.number, newest.number);
    let mut finding = Finding::new(&RULE, name.span, message).label("not the newest major version");
    if let Some(newer) = found.system.design(newest.file) {
        finding = finding.related(newer.meta.version.span, "the newer version");
    }
    let changes = subject.earlier.and_then(|earlier| earlier.between(found.member.file, newest.file));
    let breaking: Vec<&str> = changes
        .iter()
        .flat_map(|changes| &changes.entries)
        .filter(|change| change.class == Class::Breaking)
        .map(|change| change.message.as_str())
        .collect();
    let more = breaking.len().saturating_sub(MOST_TOLD);
    let mut told: Vec<String> = breaking.iter().take(MOST_TOLD).map(|told| (*told).to_owned()).collect();
    told.extend((more > 0).then(|| counted(more, "more change")));
    finding.help(if told.is_empty() {
        format!("nothing that breaks is known between the two: `{id}@^{}` may do", newest.number)
    } else {
        format!("breaking changes between the two: {}", told.join("; "))
    })
}
