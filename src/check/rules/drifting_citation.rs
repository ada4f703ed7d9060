//! SD1107: a version that is kept as a record shows a file that goes on changing.

use std::path::Path;

use semver::Version;

use crate::check::Subject;
use crate::design::{Leaf, Status, Walk};
use crate::diagnostic::{Finding, Group, Level, Sink, rule};
use crate::source::{FileId, Span};

rule! {
    /// A version below the one that holds shows a file outside the folder of its series.
    pub(crate) RULE = "SD1107", "drifting-citation",
        Group::Versions { level: Level::Warn, undecided: Level::Warn }, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    if !is_record(subject) {
        return;
    }
    let mut cited: Vec<(FileId, Span)> = Vec::new();
    subject.design.walk(&mut |leaf| match leaf {
        Leaf::Text(text) => cited.extend(text.files()),
        Leaf::Code(code) => cited.extend(code.files()),
        Leaf::Plain(_) | Leaf::Name(_) | Leaf::Reference(..) => {}
    });
    let folder = subject.sources.get(subject.design.file).folder();
    let is_inside = |path: &str| match folder {
        "" => !path.starts_with("../"),
        _ => path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')),
    };
    for (file, place) in cited {
        let path = subject.sources.get(file).path();
        if !is_inside(path) {
            sink.push(finding(subject, path, place));
        }
    }
}

/// Whether somebody could rely on the version once, and another one holds now.
fn is_record(subject: &Subject<'_>) -> bool {
    let holding = subject.series.and_then(|series| series.holding());
    let Some((member, holding)) = subject.member().zip(holding) else { return false };
    let is_below = member.number.cmp_precedence(&holding.number).is_lt();
    is_below
        && match subject.design.meta.status.value {
            Status::Accepted | Status::Implemented | Status::Deprecated | Status::Superseded => true,
            Status::Draft | Status::Proposed | Status::Rejected => false,
        }
}

fn finding(subject: &Subject<'_>, path: &str, place: Span) -> Finding {
    let source = subject.sources.get(subject.design.file);
    let (stem, folder) = (source.stem(), source.folder());
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
    let message = format!("version {stem} shows `{path}`, as that file is today");
    let copied = format!("`{folder}{stem}/{name}`");
    let help = if has_next_minor(subject) {
        let id = &subject.design.id;
        format!(
            "`mdbook-system-design bump {id}@{stem} --freeze` copies it to {copied}; put what it said then into \
             the copy"
        )
    } else {
        format!("copy what it said then to {copied}, and write `file = \"{stem}/{name}\"`")
    };
    Finding::new(&RULE, place, message).label("outside the folder of the series").help(help)
}

/// Whether `bump --freeze` has no version to begin after this one, so that it only copies.
fn has_next_minor(subject: &Subject<'_>) -> bool {
    let Some((series, member)) = subject.series.zip(subject.member()) else { return false };
    let next = Version::new(member.number.major, member.number.minor.saturating_add(1), 0);
    series.members().iter().any(|other| other.number == next)
}
