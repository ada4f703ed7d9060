//! SD1106: the name of a version's file is not its version, or is another version's, too.

use crate::catalog::{Member, Series};
use crate::check::Subject;
use crate::diagnostic::{Finding, Group, Level, Sink, rule};
use crate::reading::complete_version;
use crate::source::Span;

rule! {
    /// The name of a file in a series and its version differ, or two versions have different ids.
    pub(crate) RULE = "SD1106", "misnamed-version",
        Group::Versions { level: Level::Deny, undecided: Level::Deny }, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(series) = subject.series.filter(|series| !series.members().is_empty()) else { return };
    match subject.member() {
        Some(member) => {
            sink.extend(name(subject, series, member));
            sink.extend(id(series, member));
        }
        None => sink.extend(beside(subject, series)),
    }
}

/// What is wrong with the name of a version's file. It is one finding, because it is mended by one name.
fn name(subject: &Subject<'_>, series: &Series, member: &Member) -> Option<Finding> {
    let place = subject.design.meta.version.span;
    let Member { stem, number, .. } = member;
    if let Some(written) = member.written.as_ref().filter(|_| member.is_misnamed()) {
        let message = format!("the file `{stem}.toml` says that it is version {written}");
        let is_taken = series.members().iter().any(|other| other.number.cmp_precedence(written).is_eq());
        let rename =
            if is_taken { String::new() } else { format!(", or rename the file to `{written}.toml`") };
        let help = format!("write `version = \"{number}\"`{rename}");
        return Some(Finding::new(&RULE, place, message).label(format!("not {number}")).help(help));
    }
    let before = series.members().iter().take_while(|other| other.file != member.file);
    let mut twins = before.filter(|other| other.number.cmp_precedence(number).is_eq());
    if let Some(twin) = twins.next() {
        let message = format!("`{stem}.toml` and `{}.toml` are the same version", twin.stem);
        let finding = Finding::new(&RULE, place, message).label("this one is there twice");
        let other = twin.id.as_ref().map(|(_, place)| *place);
        let finding = match other {
            Some(other) => finding.related(other, "the other one"),
            None => finding,
        };
        return Some(finding.help("delete one of the two, or give it another number"));
    }
    let bare = stem.strip_prefix('v')?;
    let message = format!("the name of `{stem}.toml` begins with a `v`");
    let finding = Finding::new(&RULE, place, message).label("the version of this file");
    Some(finding.help(format!("rename the file to `{bare}.toml`")))
}

/// An id that no earlier version has. Those that follow it with the same one are not to blame.
fn id(series: &Series, member: &Member) -> Option<Finding> {
    let (own, place) = member.id.as_ref()?;
    let members = series.members();
    let known =
        || members.iter().take_while(|other| other.file != member.file).filter_map(|it| it.id.as_ref());
    let (before, there) = known().last()?;
    let is_known = known().any(|(id, _)| id == own || member.was.contains(id));
    if is_known {
        return None;
    }
    let message = format!("two versions of one design have the ids `{before}` and `{own}`");
    let finding = Finding::new(&RULE, *place, message)
        .label(format!("the id is `{own}` here"))
        .related(*there, format!("it is `{before}` here"));
    Some(finding.help(format!(
        "write `id = \"{before}\"` in `[design]`; if the design has another id from this version on, add \
         `was = \"{before}\"`"
    )))
}

/// A design among the versions whose name is not a version.
fn beside(subject: &Subject<'_>, series: &Series) -> Option<Finding> {
    let design = subject.design;
    let place: Span = *design.roots.get("design")?;
    let source = subject.sources.get(design.file);
    let (stem, folder) = (source.stem(), source.folder());
    let is_free = |version: &semver::Version| {
        series.members().iter().all(|member| member.number.cmp_precedence(version).is_ne())
    };
    let meant = complete_version(stem).and_then(|stem| stem.parse().ok());
    let version = meant.or_else(|| design.meta.version.semver.clone()).filter(is_free);
    let help = match version {
        Some(version) => format!("rename it to `{version}.toml` if it is a version of that design"),
        None => {
            "if it is a version of that design, give it another number, and name the file after it".to_owned()
        }
    };
    let message =
        format!("`{stem}.toml` is a design among the versions in `{folder}`, but its name is not a version");
    let finding = Finding::new(&RULE, place, message).label("a design");
    Some(finding.help(format!("{help}; otherwise move it out of the folder")))
}
