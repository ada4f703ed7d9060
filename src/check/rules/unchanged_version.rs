//! SD1104: a version that was accepted has other content than at the revision that it is held against.

use semver::Version;

use crate::catalog::{Member, Series};
use crate::check::{Earlier, Subject};
use crate::compare::{Area, Change, Changes, Class, Step};
use crate::design::{Design, Status};
use crate::diagnostic::{Finding, Level, Rule, Sink, counted};

pub(crate) const RULE: Rule = crate::compare::rules::UNCHANGED_VERSION;

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    // Whether an entry is needed depends on the revision.
    sink.leave_open(&RULE);
    let Some((earlier, revision)) = subject.earlier.and_then(|earlier| Some((earlier, earlier.revision()?)))
    else {
        return;
    };
    let file = subject.design.file;
    for gone in earlier.gone(file) {
        sink.push(is_gone(subject, gone, revision));
    }
    let old = earlier.before(file).filter(|old| was_agreed(old) && is_same_version(old, subject));
    let Some((old, changes)) = old.zip(earlier.since(file)) else { return };
    let counted: Vec<&Change> = changes.entries.iter().filter(|change| !change.is_lifecycle()).collect();
    if !counted.is_empty() {
        sink.push(has_changed(subject, earlier, old, &changes, &counted));
    }
}

fn was_agreed(old: &Design) -> bool {
    old.has_status && matches!(old.meta.status.value, Status::Accepted | Status::Implemented)
}

fn is_same_version(old: &Design, subject: &Subject<'_>) -> bool {
    let (old, new) = (&old.meta.version.semver, &subject.design.meta.version.semver);
    let is_misnamed = subject.member().is_some_and(Member::is_misnamed);
    let is_same = |(old, new): (&Version, &Version)| old.cmp_precedence(new).is_eq();
    !is_misnamed && old.as_ref().zip(new.as_ref()).is_some_and(is_same)
}

/// Whether a change alters what others may rely on.
fn matters(change: &Change) -> bool {
    match change.class {
        Class::Breaking => true,
        Class::Additive => {
            matches!(change.area, Area::Contract | Area::Data | Area::Promise | Area::Identity)
        }
        Class::Editorial => false,
    }
}

fn has_changed(
    subject: &Subject<'_>,
    earlier: &dyn Earlier,
    old: &Design,
    changes: &Changes,
    counted_changes: &[&Change],
) -> Finding {
    let design = subject.design;
    let (version, status) = (&design.meta.version.text, old.meta.status.value.word());
    let revision = earlier.revision().unwrap_or_default();
    // What matters is named first.
    let (mut order, rest): (Vec<&Change>, Vec<&Change>) =
        counted_changes.iter().partition(|change| matters(change));
    let level = if order.is_empty() { Level::Note } else { Level::Deny };
    order.extend(rest);
    let first = order.first().map_or("", |change| change.message.as_str());
    let more = match order.len() - 1 {
        0 => String::new(),
        more => format!(", and {}", counted(more, "other change")),
    };
    let message = format!("{version} was {status} at `{revision}` and has changed since: {first}{more}");
    let mut finding =
        Finding::new(&RULE, design.meta.version.span, message).label("still the same version").at_most(level);
    for change in order {
        finding = match (change.new_span, change.old_span) {
            (Some(span), _) => finding.related(span, &change.what),
            (None, Some(span)) => finding.related(span, format!("{}; here it was", change.what)),
            (None, None) => finding,
        };
    }
    finding.help(help(subject, earlier, changes))
}

fn help(subject: &Subject<'_>, earlier: &dyn Earlier, changes: &Changes) -> String {
    let design = subject.design;
    let Some(old) = &design.meta.version.semver else { return "give it a new version".to_owned() };
    let next = free(changes.step.max(Step::Patch), old, subject);
    match earlier.restored_by(design.file).filter(|_| subject.member().is_some()) {
        Some(command) => format!(
            "`mdbook-system-design bump {}@{old} {next}` copies it to a new version; then `{command}` puts \
             this one back",
            design.id
        ),
        None => format!("write `version = \"{next}\"`, so that nobody takes it for what was agreed on"),
    }
}

/// The first version that a step leads to and that is not there yet.
fn free(step: Step, old: &Version, subject: &Subject<'_>) -> Version {
    let members = subject.series.map(Series::members).unwrap_or_default();
    let is_there =
        |version: &Version| members.iter().any(|member| member.number.cmp_precedence(version).is_eq());
    let mut version = step.after(old);
    // There are at most as many steps as members.
    for _ in members {
        if is_there(&version) {
            version = step.after(&version);
        }
    }
    version
}

fn is_gone(subject: &Subject<'_>, gone: &Design, revision: &str) -> Finding {
    let (version, status) = (&gone.meta.version.text, gone.meta.status.value.word());
    let message = format!("{version}, which was {status} at `{revision}`, is gone");
    let compared = &subject.design.meta.version;
    Finding::new(&RULE, compared.span, message)
        .label(format!("{} would be compared with another version", compared.text))
        .related(gone.meta.version.span, "it was here")
        .help("put the file back: a version that others relied on stays, as `deprecated` or `superseded`")
}
