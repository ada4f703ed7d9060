//! `{{#include …}}` as mdBook's `links` preprocessor expands it, for `check`, which runs no mdBook.

use std::path::Path;

use crate::source::{Root, Sources, excerpt};

/// How deep includes are followed, as in mdBook.
const DEPTH: usize = 10;

/// Expands the includes of a chapter whose file lies in `folder`. One that cannot be expanded is
/// left as it stands: mdBook says what is wrong with it.
pub(super) fn expand(text: &str, folder: &Path, root: &Root, sources: &mut Sources) -> String {
    expand_to(text, folder, root, sources, 0)
}

fn expand_to(text: &str, folder: &Path, root: &Root, sources: &mut Sources, depth: usize) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, inside, after)) = next(rest) {
        out.push_str(before);
        match content(inside, folder, root, sources) {
            Some((path, part)) if depth < DEPTH && !before.ends_with('\\') => {
                let below = path.parent().unwrap_or(folder);
                out.push_str(&expand_to(&part, below, root, sources, depth + 1));
            }
            _ => out.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What stands before the next include, what is included, and what follows.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    const OPEN: &str = "{{#include ";
    let start = text.find(OPEN)?;
    let inside = &text[start + OPEN.len()..];
    let end = inside.find("}}")?;
    Some((&text[..start], inside[..end].trim(), &inside[end + 2..]))
}

/// The part of a file that `path`, `path:10`, `path:10:40`, `path::40` or `path:anchor` names.
fn content(
    inside: &str,
    folder: &Path,
    root: &Root,
    sources: &mut Sources,
) -> Option<(std::path::PathBuf, String)> {
    let (name, part) = inside.split_once(':').map_or((inside, None), |(name, part)| (name, Some(part)));
    let path = folder.join(name);
    let file = sources.load(&path, root.shown(&path)).ok()?;
    let whole = sources.get(file).text();
    let text = match part {
        None => excerpt::whole(whole).text,
        Some(part) if part.chars().all(|c| c.is_ascii_digit() || c == ':') => {
            excerpt::lines(whole, part).ok()?.text
        }
        Some(anchor) => excerpt::anchor(whole, anchor).ok()?.text,
    };
    Some((path, text))
}
