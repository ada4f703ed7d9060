//! For book.toml: the lines of `[output.html.redirect]` that lead from anchors of the old design to those of
//! the new one.

use crate::authoring::diff::comparison::{Comparison, Half};
use crate::book::{page_of, redirect};
use crate::render::{ShownVersion, moved_anchors};

/// The lines. `chapters` are the ones that show each of the new designs.
pub(super) fn written(all: &[Comparison<'_>], chapters: &[Vec<String>]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (one, chapters) in all.iter().zip(chapters) {
        for (was, is) in moved_anchors(&version(&one.old), &version(&one.new), &one.changes) {
            for chapter in chapters {
                let line = redirect(&page_of(chapter), &was, &is) + "\n";
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
    }
    lines.concat()
}

fn version<'a>(half: &Half<'a>) -> ShownVersion<'a> {
    ShownVersion { design: half.design, template: half.template, places: Vec::new() }
}
