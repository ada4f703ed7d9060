//! SD404: an implemented design claims a file that the repository does not have.

use std::collections::HashMap;

use crate::check::Subject;
use crate::design::{ClaimedPath, ProjectPath, Status};
use crate::diagnostic::{Finding, Group, Sink, rule};
use crate::reading::nearest;
use crate::source::Root;

rule! {
    /// An implemented design names a file that the project does not have.
    pub(crate) RULE = "SD404", "file-not-in-repository", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(root) = subject.project.filter(|_| subject.design.status() == Status::Implemented) else {
        return;
    };
    // If a component's directory does not exist, neither do its files, for the same reason.
    let mut missing: HashMap<&str, bool> = HashMap::new();
    for component in &subject.design.components {
        let Some(directory) = &component.directory else { continue };
        let Some(path) = ProjectPath::read(directory).filter(|path| !exists(root, path, true)) else {
            continue;
        };
        missing.insert(&component.id.value, true);
        let is_file = exists(root, &path, false);
        let what = if is_file { "is not a folder of the project" } else { "is not in the project" };
        let message = format!("the directory `{path}` of the component `{}` {what}", component.id.value);
        let finding = Finding::new(&RULE, directory.span, message).label("not found below `project-root`");
        sink.push(finding.help(advice(root, &path)));
    }
    for claim in subject.claims() {
        let ClaimedPath::Inside(path) = &claim.path else { continue };
        if exists(root, path, path.is_folder()) || missing.contains_key(claim.component.id.value.as_str()) {
            continue;
        }
        let message = format!(
            "the file `{path}` of the component `{}` is not in the project",
            claim.component.id.value
        );
        let finding =
            Finding::new(&RULE, claim.file.id.span, message).label("not found below `project-root`");
        sink.push(finding.help(advice(root, path)));
    }
}

/// Whether a path exists. A link that leads out of the project is not followed, and counts as existing.
fn exists(root: &Root, path: &ProjectPath, is_folder: bool) -> bool {
    let found = root.resolve(root.folder(), &path.to_string());
    found.map_or(true, |found| if is_folder { found.has_folder() } else { found.has_anything() })
}

/// Suggests the nearest name to the first part of the path that does not exist.
fn advice(root: &Root, path: &ProjectPath) -> String {
    let mut shown = String::new();
    for name in path.names() {
        let Ok(next) = root.resolve(root.folder(), &format!("{shown}{name}")) else { break };
        if next.has_anything() {
            shown = format!("{shown}{name}/");
            continue;
        }
        let names = root.names_beside(&next);
        if let Some(near) = nearest(name, names.iter().map(String::as_str)) {
            return format!("did you mean `{shown}{near}`?");
        }
        break;
    }
    "write its current path; if the code is still to be written, set the status to `accepted`".to_owned()
}
