//! SD1404: folders of the repository and directories of components disagree.

use crate::check::Subject;
use crate::check::follow::{Follow, literal};
use crate::compare::agreement::{FolderDrift, folders};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::quote_key;

rule! {
    /// A folder of the repository belongs to no component, or a component's directory is not there.
    pub(crate) RULE = "SD1404", "component-drift", Group::Sources, since "0.1.0", fix suggested;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(sides) = subject.sides() else {
        sink.leave_open(&RULE);
        return;
    };
    let follow = Follow { sources: subject.sources, design: subject.design };
    for drift in folders(&sides) {
        let finding = match drift {
            FolderDrift::Unclaimed { folder, held } => {
                Finding::new(&RULE, held.span, format!("the folder `{folder}` belongs to no component"))
                    .label("each of these folders is a component's directory")
                    .at_path(format!("{}.{}", held.path, quote_key(folder)))
                    .help(format!(
                        "add a component with `directory = {}`, or leave the folder out with `except`",
                        literal(folder)
                    ))
            }
            FolderDrift::Missing { own, held } => {
                let directory = own.directory.as_ref().map_or("", |directory| directory.value.as_str());
                let place = own.directory.as_ref().map_or(own.id.span, |directory| directory.span);
                let message =
                    format!("the directory `{directory}` of the component `{}` is not there", own.id.value);
                Finding::new(&RULE, place, message)
                    .label("no such folder")
                    .related(held.pattern_at, "it would be one of these")
                    .help("write its current path, or delete the component; if it is elsewhere, say why: `not-in-source = \"…\"`")
            }
            FolderDrift::Moved { own, folder, held } => {
                let place = own.directory.as_ref().map_or(own.id.span, |directory| directory.span);
                let directory = own.directory.as_ref().map_or("", |directory| directory.value.as_str());
                let message = format!(
                    "the directory `{directory}` of the component `{}` is not there: it seems to be `{folder}` now",
                    own.id.value
                );
                let finding = Finding::new(&RULE, place, message)
                    .label("no such folder")
                    .related(held.pattern_at, format!("`{folder}` is one of these"))
                    .help(format!("write `directory = {}`", literal(folder)));
                follow.string(finding, place, folder)
            }
        };
        sink.push(subject.drifted(finding));
    }
}
