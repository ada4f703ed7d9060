//! SD404: an implemented design claims a file that the repository does not have.

use std::collections::HashMap;
use std::path::Path;

use crate::check::{ClaimedPath, Subject, claims};
use crate::design::Status;
use crate::diagnostic::{Finding, Group, Rule, Sink};
use crate::reading::nearest;

pub(crate) const RULE: Rule = Rule {
    code: "SD404",
    name: "file-not-in-repository",
    summary: "An implemented design names a file that the project does not have.",
    group: Group::Contradiction,
};

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(root) = subject.project_root.filter(|_| subject.design.status() == Status::Implemented) else {
        return;
    };
    // A component whose directory is not there: its files are not there for the same reason.
    let mut lost: HashMap<&str, bool> = HashMap::new();
    for component in &subject.design.components {
        let Some(directory) = &component.directory else { continue };
        let Some(path) = claims::below_root(directory).filter(|path| !root.join(path).is_dir()) else {
            continue;
        };
        lost.insert(&component.id.value, true);
        let what =
            if root.join(&path).exists() { "is no folder of the project" } else { "is not in the project" };
        let message = format!("the directory `{path}` of the component `{}` {what}", component.id.value);
        let finding = Finding::new(&RULE, directory.span, message).label("looked for below `project-root`");
        sink.push(finding.help(advice(root, &path)));
    }
    for claim in subject.claims() {
        let ClaimedPath::Inside { path, is_folder } = &claim.path else { continue };
        let place = root.join(path);
        let is_there = if *is_folder { place.is_dir() } else { place.exists() };
        if is_there || lost.contains_key(claim.component.id.value.as_str()) {
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

/// The nearest name that stands where the path goes wrong.
fn advice(root: &Path, path: &str) -> String {
    let mut folder = root.to_path_buf();
    let mut shown = String::new();
    for name in path.split('/') {
        let next = folder.join(name);
        if next.exists() {
            folder = next;
            shown = format!("{shown}{name}/");
            continue;
        }
        let entries = std::fs::read_dir(&folder).into_iter().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        if let Some(near) = nearest(name, names.iter().map(String::as_str)) {
            return format!("a similar name stands there: `{shown}{near}`");
        }
        break;
    }
    "name the path that it has now; a design whose code is still to be written is `accepted`, not `implemented`".to_owned()
}
