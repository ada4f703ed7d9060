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
    // A component whose directory is not there: its files are not there for the same reason.
    let mut lost: HashMap<&str, bool> = HashMap::new();
    for component in &subject.design.components {
        let Some(directory) = &component.directory else { continue };
        let Some(path) = ProjectPath::read(directory).filter(|path| !is_there(root, path, true)) else {
            continue;
        };
        lost.insert(&component.id.value, true);
        let is_file = is_there(root, &path, false);
        let what = if is_file { "is not a folder of the project" } else { "is not in the project" };
        let message = format!("the directory `{path}` of the component `{}` {what}", component.id.value);
        let finding = Finding::new(&RULE, directory.span, message).label("looked for below `project-root`");
        sink.push(finding.help(advice(root, &path)));
    }
    for claim in subject.claims() {
        let ClaimedPath::Inside(path) = &claim.path else { continue };
        if is_there(root, path, path.is_folder()) || lost.contains_key(claim.component.id.value.as_str()) {
            continue;
        }
        let message = format!(
            "the file `{path}` of the component `{}` is not in the project",
            claim.component.id.value
        );
        let finding =
            Finding::new(&RULE, claim.file.id.span, message).label("looked for below `project-root`");
        sink.push(finding.help(advice(root, path)));
    }
}

/// What a link leads to outside the project is not looked at, and nothing is said of it.
fn is_there(root: &Root, path: &ProjectPath, is_folder: bool) -> bool {
    let found = root.resolve(root.folder(), &path.to_string());
    found.map_or(true, |found| if is_folder { found.has_folder() } else { found.has_anything() })
}

/// The nearest name that stands where the path goes wrong.
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
            return format!("a similar name stands there: `{shown}{near}`");
        }
        break;
    }
    "name the path that it has now; a design whose code is still to be written is `accepted`, not `implemented`".to_owned()
}
