//! SD402: the author's own file tree and the files that components claim do not agree.

use crate::check::Subject;
use crate::check::subject::file_tree::{FileTree, Found};
use crate::design::ClaimedPath;
use crate::diagnostic::{Finding, Group, Sink, rule};

rule! {
    /// A file that a component claims is not in the drawn file tree, or has another kind there.
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
                "it should be drawn below this",
            ),
            Found::FileInTheWay(place) => (
                format!(
                    "the file `{path}` cannot be there: the file tree has a file where its folder should be"
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
        // A tree without a root's line has no place for what is missing at its top.
        let place =
            if place.is_empty() { subject.first_line(drawn) } else { drawn.locate(subject.sources, place) };
        let finding = Finding::new(&RULE, claim.file.id.span, message).label(label).related(place, why).help(
            "mend the tree or the path; or leave out `[layout] tree`, and the tree is drawn from `files`",
        );
        sink.push(finding);
    }
}
