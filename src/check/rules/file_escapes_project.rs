//! SD415: a component claims a file outside the project.

use crate::check::Subject;
use crate::design::{ClaimedPath, ProjectPath};
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A file or a directory of a component is outside the project.
    pub(crate) RULE = "SD415", "file-escapes-project", Group::Advice, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    for component in &subject.design.components {
        let Some(directory) = &component.directory else { continue };
        if ProjectPath::read(directory).is_none() {
            sink.push(report("directory", directory, directory.span, &component.id.value));
        }
    }
    for claim in subject.claims().iter().filter(|claim| claim.path == ClaimedPath::Outside) {
        sink.push(report("file", &claim.file.id.value, claim.file.id.span, &claim.component.id.value));
    }
}

fn report(what: &str, path: &str, span: crate::source::Span, component: &str) -> Finding {
    let message = format!("the {what} `{path}` of the component `{component}` is outside the project");
    let is_absolute = !path.contains("..");
    let label = if is_absolute { "an absolute path" } else { "`..` leaves the project" };
    let inside = path.trim_start_matches(['/', '\\']);
    let help = if is_absolute && path.starts_with('/') {
        format!("did you mean `{inside}`? paths start at the project's root")
    } else {
        "name a path below the project's root; if the code belongs to another project, declare an integration"
            .to_owned()
    };
    Finding::new(&RULE, span, message).label(label).help(help)
}
