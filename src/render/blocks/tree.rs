//! The file tree: the author's own, or drawn from what components claim.

use super::sample;
use crate::design::{Code, Design};
use crate::markdown::Builder;
use crate::render::files::{Entry, Folder};
use crate::render::page::Page;
use crate::template::Words;

pub(super) fn show<'a>(page: &Page<'a>, words: &'a Words, out: &mut Builder<'a>) {
    let own = page.design.layout.as_ref().and_then(|layout| layout.tree.as_ref());
    match own.filter(|tree| tree.is_given()) {
        Some(reason) if reason.not_applicable => page.nothing(reason, out),
        Some(tree) => out.fence("text", tree.value.as_str()),
        None => {
            let folder = Folder::of_design(page.design);
            if folder.entries.is_empty() {
                blank(words, out);
            } else {
                let mut tree = format!("{}/\n", page.design.id);
                draw(&folder, "", &mut tree);
                out.fence("text", tree);
            }
        }
    }
}

/// A sample of a tree is a drawing with its brackets.
pub(super) fn blank<'a>(words: &'a Words, out: &mut Builder<'a>) {
    out.fence("text", sample(words, "tree"));
}

pub(super) fn is_given(design: &Design) -> bool {
    let own = design.layout.as_ref().and_then(|layout| layout.tree.as_ref());
    own.is_some_and(Code::is_given) || !Folder::of_design(design).entries.is_empty()
}

fn draw(folder: &Folder<'_>, indent: &str, tree: &mut String) {
    let last = folder.entries.len().saturating_sub(1);
    for (index, (name, entry)) in folder.entries.iter().enumerate() {
        let (branch, below) = if index == last { ("└── ", "    ") } else { ("├── ", "│   ") };
        tree.push_str(indent);
        tree.push_str(branch);
        tree.push_str(name);
        match entry {
            Entry::File(_) => tree.push('\n'),
            Entry::Folder(inner) => {
                tree.push_str("/\n");
                draw(inner, &format!("{indent}{below}"), tree);
            }
        }
    }
}
