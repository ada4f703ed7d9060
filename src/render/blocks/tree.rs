//! The file tree: the author's own, or one of the files that components claim.

use super::sample;
use crate::markdown::Builder;
use crate::render::files::Folder;
use crate::render::scope::Scope;
use crate::template::Words;

pub(super) fn show<'a>(scope: &Scope<'a>, out: &mut Builder<'a>) {
    let own = scope.design.layout.as_ref().and_then(|layout| layout.tree.as_ref());
    if let Some(tree) = own.filter(|tree| tree.is_given() && !tree.not_applicable) {
        return out.fence("text", tree.value.as_str());
    }
    let mut tree = format!("{}/\n", scope.design.id);
    draw(&Folder::of_design(scope.design), "", &mut tree);
    out.fence("text", tree);
}

/// The sample keeps its brackets: they are part of the drawing.
pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.fence("text", sample(words, "tree"));
}

fn draw(folder: &Folder<'_>, indent: &str, tree: &mut String) {
    let last = folder.entries.len().saturating_sub(1);
    for (index, (name, entry)) in folder.entries.iter().enumerate() {
        let (branch, below) = if index == last { ("└── ", "    ") } else { ("├── ", "│   ") };
        tree.push_str(indent);
        tree.push_str(branch);
        tree.push_str(name);
        if let Some(inside) = &entry.inside {
            tree.push_str("/\n");
            draw(inside, &format!("{indent}{below}"), tree);
        } else {
            tree.push('\n');
        }
    }
}
