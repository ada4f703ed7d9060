//! SD1407: files that the design is held against cannot be read.

use crate::check::Subject;
use crate::design::Status;
use crate::diagnostic::{Finding, Group, Level, Sink, rule};
use crate::interchange::repository::{Held, Trouble};

rule! {
    /// Files that the design is held against are missing, or a part of them cannot be read.
    pub(crate) RULE = "SD1407", "unreadable-source", Group::Sources, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(sides) = subject.sides() else {
        sink.leave_open(&RULE);
        return;
    };
    if sides.agreement.lacks_root {
        let place = subject.design.place_of("sources");
        let message = "the folder of the project is missing, so nothing is compared with its files";
        let finding = Finding::new(&RULE, place, message)
            .label("below `project-root`")
            .help("check out the code there, or name its folder: `check --project-root DIR`");
        sink.push(warned(subject, finding));
        return;
    }
    for held in &sides.agreement.held {
        for trouble in &held.troubles {
            sink.push(told(subject, held, trouble));
        }
    }
}

fn told(subject: &Subject<'_>, held: &Held, trouble: &Trouble) -> Finding {
    let at = |message: String, label: &str| Finding::new(&RULE, held.pattern_at, message).label(label);
    match trouble {
        Trouble::Nothing => {
            let what = if held.path.starts_with("sources.components") { "folder" } else { "file" };
            let finding = at(format!("`{}` names no {what}", held.pattern), "nothing there")
                .help("correct the pattern, which is below the project's folder; of what a build makes, say `optional = true`");
            if held.optional {
                warned(subject, finding)
            } else if subject.design.status() == Status::Draft {
                finding.at_least(Level::Warn)
            } else if subject.design.status() == Status::Proposed {
                finding
            } else {
                subject.drifted(finding)
            }
        }
        Trouble::Refused(refused) => {
            let subject = format!("`{}`", held.pattern);
            at(refused.message(&subject).replace("book's", "project's"), "not below the project's folder")
                .help("name files below the project's folder, by a path with `/`")
        }
        Trouble::Unreadable { path, why } => at(format!("`{path}` cannot be read: {why}"), "names it")
            .help("mend the file, or leave it out of the pattern"),
        Trouble::Foreign { path, wanted, span } => at(format!("`{path}` is not {wanted}"), "names it")
            .related(*span, "the file")
            .help("correct the file or the pattern, or name the format"),
        Trouble::Part(part) => {
            let message = format!("`{}` cannot be read: {}", part.what, part.why);
            Finding::new(&RULE, part.span, message)
                .anchor(held.pattern_at)
                .label("left out of the comparison")
                .related(held.pattern_at, "the design agrees with this file")
                .help("correct it; what it names is not compared until then")
        }
    }
}

/// A warning, whatever else the status asks for, of a design that is not retired.
fn warned(subject: &Subject<'_>, finding: Finding) -> Finding {
    let is_retired =
        matches!(subject.design.status(), Status::Deprecated | Status::Superseded | Status::Rejected);
    let finding = finding.at_most(Level::Warn);
    if is_retired { finding } else { finding.at_least(Level::Warn) }
}
