//! SD1103: a version breaks what an earlier one promised, and its number does not say so.

use semver::Version;

use crate::catalog::landscape::Reach;
use crate::catalog::{Member, Series};
use crate::check::Subject;
use crate::compare::{Change, Changes, Class, Step};
use crate::design::{Design, Status};
use crate::diagnostic::{Finding, Rule, Sink};
use crate::source::Span;

pub(crate) const RULE: Rule = crate::compare::rules::BREAKING_CHANGE;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let design = subject.design;
    let is_misnamed = subject.member().is_some_and(Member::is_misnamed);
    // A version that no longer holds is not written again, and one of two numbers is reported as such.
    if !may_hold(design.meta.status.value) || is_misnamed {
        return;
    }
    let (Some(baseline), Some(changes)) = (subject.baseline(), subject.changes()) else {
        sink.leave_open(&RULE);
        return;
    };
    let (Some(old), Some(new)) = (subject.number(baseline), subject.number(design)) else { return };
    let steps = Steps { old, new };
    if steps.are_enough() {
        return;
    }
    let is_of_series = subject.member().is_some();
    let users = subject.landscape.map(|landscape| landscape.users_of_version(baseline, design));
    let changes = match &users {
        Some(users) => users.weigh(Changes::clone(&changes)),
        None => Changes::clone(&changes),
    };
    let mut reach = users.map(|users| users.reach(&changes)).unwrap_or_default();
    reach.resize_with(changes.entries.len(), Reach::default);
    let entries = changes.entries.iter().zip(&reach);
    for (change, reach) in entries.filter(|(change, _)| change.class == Class::Breaking) {
        // Two ids in one series, and a number that went back, have separate rules.
        let is_elsewhere = match change.kind.name {
            "VERSION_WENT_BACK" => true,
            "DESIGN_ID_CHANGED" => is_of_series,
            _ => false,
        };
        if !is_elsewhere {
            sink.push(finding(subject, baseline, (change, reach), steps));
        }
    }
}

/// Whether a version holds, or may once hold.
fn may_hold(status: Status) -> bool {
    match status {
        Status::Draft | Status::Proposed | Status::Accepted | Status::Implemented => true,
        Status::Deprecated | Status::Superseded | Status::Rejected => false,
    }
}

/// The numbers of a version and of its baseline.
#[derive(Clone, Copy)]
struct Steps<'a> {
    old: &'a Version,
    new: &'a Version,
}

impl Steps<'_> {
    fn asked(self) -> Step {
        Step::asked(Some(Class::Breaking), Some(self.old))
    }

    fn taken(self) -> Step {
        Step::taken(self.old, self.new)
    }

    /// Whether what breaks may be in this version. From one pre-release to the next everything may be.
    fn are_enough(self) -> bool {
        let is_pre_release = |version: &Version| !version.pre.is_empty();
        self.new.cmp_precedence(self.old).is_le()
            || (is_pre_release(self.old) && is_pre_release(self.new))
            || self.taken() >= self.asked()
    }

    /// The first version that may break what the old one promised, and that is not there yet.
    fn needed(self, subject: &Subject<'_>) -> Version {
        let mut version = Version::new(self.old.major, self.old.minor, self.old.patch);
        version.pre.clone_from(&self.new.pre);
        let is_there = |version: &Version| {
            let members = subject.series.map(Series::members).unwrap_or_default();
            members.iter().any(|member| member.number.cmp_precedence(version).is_eq())
        };
        loop {
            if self.asked() == Step::Major {
                (version.major, version.minor, version.patch) = (version.major.saturating_add(1), 0, 0);
            } else {
                (version.minor, version.patch) = (version.minor.saturating_add(1), 0);
            }
            if !is_there(&version) || version.major == u64::MAX || version.minor == u64::MAX {
                return version;
            }
        }
    }
}

/// How many of those that are hit are shown with their lines.
const SHOWN: usize = 3;

fn finding(
    subject: &Subject<'_>,
    baseline: &Design,
    (change, reach): (&Change, &Reach),
    steps: Steps<'_>,
) -> Finding {
    let Steps { old, new } = steps;
    let place = change.new_span.unwrap_or(subject.design.meta.version.span);
    let message = format!("{new} breaks {old}: {}", change.message);
    let (taken, asked) = (steps.taken().word(), steps.asked().word());
    let mut finding = Finding::new(&RULE, place, message)
        .label(format!("a {taken} version, where this asks for a {asked} one"))
        .related(promise(baseline, change), "promised here")
        .help(match reach.sentence(subject.sources) {
            Some(users) => format!("{users}; {}", help(subject, baseline, change, steps)),
            None => help(subject, baseline, change, steps),
        });
    for hit in reach.hit.iter().take(SHOWN) {
        finding = finding.related(hit.span, format!("{} relies on it", hit.name()));
    }
    finding.path.clone_from(&change.path);
    finding
}

/// Where the old version promised what the new one breaks. What is new and breaks, such as a column that
/// has to be filled, has no place there of its own.
fn promise(baseline: &Design, change: &Change) -> Span {
    let table = change.entity.split('.').next().and_then(|table| baseline.tables.get(table));
    let table = table.filter(|_| change.path.starts_with("tables."));
    change.old_span.or(table.map(|table| table.id.span)).unwrap_or(baseline.meta.version.span)
}

fn help(subject: &Subject<'_>, baseline: &Design, change: &Change, steps: Steps<'_>) -> String {
    let Steps { old, new } = steps;
    let needed = steps.needed(subject);
    let asked = if is_new_in(subject, baseline, change) {
        format!("{old} added it; not carried over? If it is meant to go, ")
    } else {
        String::new()
    };
    match subject.design.meta.status.value {
        Status::Draft | Status::Proposed if subject.member().is_some() => {
            let id = &subject.design.id;
            format!(
                "{asked}`mdbook-system-design bump {id}@{new} {needed}` copies it to a version that may; then \
                 delete this one"
            )
        }
        _ => format!(
            "{asked}make it {needed}, or keep what {old} promised; where nobody can be wrong, say why in an \
             `[[allow]]` with `at = \"{}\"`",
            change.path
        ),
    }
}

/// Whether something that is gone came only with the version before.
fn is_new_in(subject: &Subject<'_>, baseline: &Design, change: &Change) -> bool {
    let came = || subject.earlier.and_then(|earlier| earlier.changes(baseline.file));
    let is_of = |whole: &str| {
        change.path.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let came_with = |entry: &Change| entry.old_span.is_none() && is_of(&entry.path);
    change.new_span.is_none() && came().is_some_and(|changes| changes.entries.iter().any(came_with))
}
