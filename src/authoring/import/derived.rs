//! Removes diagrams and trees that the document shows but that are drawn from the model. The draft
//! is read and printed without them: those that are printed nevertheless are derived.

use std::collections::HashSet;

use super::draft::{Draft, Kept, string_of};
use super::write_kept;
use crate::book::rules;
use crate::design::{Design, KnownNames};
use crate::diagnostic::Sink;
use crate::reading::Reader;
use crate::render::{Options, Report, document};
use crate::source::{Root, Sources};
use crate::template::Templates;

/// Keys whose text may be drawn from the model.
const DERIVED: [(&str, &str); 3] =
    [("diagrams", "architecture"), ("diagrams", "data-flow"), ("layout", "tree")];

/// The text of the design, without what is derived from the rest.
pub(super) fn without(draft: &mut Draft<'_>, left: &mut Vec<Kept>, templates: &Templates) -> String {
    let mut waiting = Vec::new();
    for (table, key) in DERIVED {
        if let Some(literal) = draft.get(&[table], key) {
            waiting.push((table, key, literal.to_owned()));
            draft.remove(&[table], key);
        }
    }
    let printed = print(&draft.text(), draft, templates).unwrap_or_default();
    for (table, key, literal) in waiting {
        let text = string_of(&literal).unwrap_or_default();
        // The root of a tree has the name of the design's file, which is not known here.
        let drawn = match text.split_once('\n') {
            Some((_, below)) if key == "tree" => format!("\n{below}\n```"),
            _ => format!("```mermaid\n{text}\n```"),
        };
        if !printed.contains(&drawn) {
            draft.set(&[table], key, literal);
        }
    }
    let drawn = fences(&printed);
    left.retain_mut(|kept| {
        let had_fence = kept.text.contains("```mermaid");
        if had_fence {
            kept.text = without_fences(&kept.text, &drawn);
        }
        !had_fence || !kept.text.is_empty()
    });
    write_kept(left, draft);
    draft.text()
}

/// The contents of the Mermaid code blocks of a document.
fn fences(document: &str) -> HashSet<&str> {
    let open = document.split("```mermaid\n").skip(1);
    open.filter_map(|after| after.split_once("\n```")).map(|(script, _)| script).collect()
}

/// A text without the Mermaid code blocks that are drawn from the model.
fn without_fences(text: &str, drawn: &HashSet<&str>) -> String {
    let mut rest = String::new();
    let mut pieces = text.split("```mermaid\n");
    rest.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        match piece.split_once("\n```").filter(|(script, _)| drawn.contains(script)) {
            Some((_, after)) => {
                rest.truncate(rest.trim_end().len());
                rest.push_str(after);
            }
            None => rest.extend(["```mermaid\n", piece]),
        }
    }
    rest.trim().to_owned()
}

fn print(text: &str, draft: &Draft<'_>, templates: &Templates) -> Option<String> {
    let mut sources = Sources::new();
    let mut sink = Sink::default();
    let file = sources.add("import.toml", text);
    let root = Root::new(std::path::Path::new("."), false);
    let context = KnownNames::new(templates, rules::all());
    let design = Design::read(&context, &mut Reader::new(&mut sources, &root, file, &mut sink))?;
    Some(document(&design, draft.template, &Options::default(), &Report::default()))
}
