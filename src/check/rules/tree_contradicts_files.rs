//! SD402: the author's own file tree does not agree with the files that components claim.

use crate::check::Subject;
use crate::check::subject::file_tree::{FileTree, Found};
use crate::design::ClaimedPath;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A file that a component claims is missing from the author's file tree, or is a folder there.
    pub(crate) RULE = "SD402", "tree-contradicts-files", Group::Contradiction, since "0.1.0", fix none;
}

pub(crate) fn check(subject: &Subject<'_>, sink: &mut Sink) {
    let Some(drawn) = subject.design.layout.as_ref().and_then(|layout| layout.tree.as_ref()) else { return };
    let is_drawn = drawn.is_given() && !drawn.not_applicable;
    if !is_drawn {
        return;
    }
    let tree = FileTree::parse(&drawn.value);
    if tree.is_empty() {
        return;
    }
    for claim in subject.claims() {
        let ClaimedPath::Inside(path) = &claim.path else { continue };
        let (message, label, place, why) = match tree.find(path) {
            Found::Drawn => continue,
            Found::Missing(place) => (
                format!("the file `{path}` is not in the file tree"),
                "claimed here",
                place,
                "it should be below this",
            ),
            Found::FileInTheWay(place) => (
                format!(
                    "the file `{path}` cannot exist: the file tree has a file where its folder should be"
                ),
                "claimed here",
                place,
                "drawn as a file",
            ),
            Found::IsFolder(place) => (
                format!("`{path}` is a file here and a folder in the file tree"),
                "claimed as a file",
                place,
                "drawn as a folder",
            ),
        };
        // If the tree has no line for its root, something missing at the top level has no place.
        let place =
            if place.is_empty() { subject.first_line(drawn) } else { drawn.locate(subject.sources, place) };
        let finding = Finding::new(&RULE, claim.file.id.span, message).label(label).related(place, why).help(
            "correct the tree or the path, or delete `[layout] tree`: the tree is then drawn from `files`",
        );
        sink.push(finding);
    }
}
