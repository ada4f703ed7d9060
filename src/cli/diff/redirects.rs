//! For book.toml: the lines of `[output.html.redirect]` that lead from anchors of the old design to those of
//! the new one.

use super::comparison::{Comparison, Half};
use crate::markdown::encode_path;
use crate::render::{ShownVersion, moved_anchors};

/// The lines. `chapters` are the ones that show each of the new designs.
pub(super) fn written(all: &[Comparison<'_>], chapters: &[Vec<String>]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for (one, chapters) in all.iter().zip(chapters) {
        for (was, is) in moved_anchors(&version(&one.old), &version(&one.new), &one.changes) {
            for chapter in chapters {
                let line = line(chapter, &was, &is);
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

/// `"/guide/shop.html#shop-requirement-R3" = "shop.html#shop-requirement-R3a"`: the address starts from the
/// page's folder.
fn line(chapter: &str, was: &str, is: &str) -> String {
    let page = page(chapter);
    let name = page.rsplit('/').next().unwrap_or(&page);
    let (from, to) = (format!("/{page}#{was}"), format!("{}#{is}", encode_path(name)));
    // A string of JSON is one of TOML, too.
    format!("{} = {}\n", serde_json::Value::from(from), serde_json::Value::from(to))
}

/// The page that mdBook makes of a chapter.
pub(super) fn page(chapter: &str) -> String {
    let (folder, name) = chapter.rsplit_once('/').map_or(("", chapter), |(folder, name)| (folder, name));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = if name.eq_ignore_ascii_case("README.md") { "index" } else { stem };
    if folder.is_empty() { format!("{stem}.html") } else { format!("{folder}/{stem}.html") }
}
