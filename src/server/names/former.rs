//! `was`: in a series, what had another id in an earlier version says so, for the comparison and so that
//! addresses from then still lead to it.

use super::kind::Kind;
use super::library::{Known, Library, Symbol};
use crate::diagnostic::Edit;
use crate::reading::{Form, Mark, Step};
use crate::source::Span;

/// The edits that write the old id under `was`.
pub(crate) fn edits(library: &Library, symbol: &Symbol, new: &str) -> Vec<Edit> {
    if symbol.kind == Kind::Design {
        let all = library.designs.iter().filter(|known| known.id == symbol.id);
        return all
            .filter_map(|known| edit(library, known, &[Step::key("design")], &symbol.id, new))
            .collect();
    }
    let Some(known) = library.design(symbol.file).filter(|known| is_in_earlier(library, known, symbol))
    else {
        return Vec::new();
    };
    let Some(path) = path_of(library, known, symbol) else { return Vec::new() };
    edit(library, known, &path, &symbol.id, new).into_iter().collect()
}

/// Whether an earlier version of the series has it under this id.
fn is_in_earlier(library: &Library, known: &Known, symbol: &Symbol) -> bool {
    let session = &library.book.session;
    let Some(series) = session.series(known.file) else { return false };
    let Some(own) = series.member(known.file) else { return false };
    let earlier = series.members().iter().filter(|member| member.number < own.number);
    earlier
        .filter_map(|member| library.design(member.file))
        .any(|other| library.has(other, symbol.kind, &symbol.within, &symbol.id))
}

/// The path of what has the id.
fn path_of(library: &Library, known: &Known, symbol: &Symbol) -> Option<Vec<Step>> {
    Some(match symbol.kind {
        Kind::Technology => return None,
        Kind::Choice => {
            vec![
                Step::key("decisions"),
                Step::key(&symbol.within),
                Step::key("options"),
                Step::key(&symbol.id),
            ]
        }
        Kind::Column => {
            let text = library.text(known.file);
            let is_name = |mark: &&Mark| {
                let names: Vec<&str> = mark.path.iter().filter_map(Step::name).collect();
                names == ["tables", symbol.within.as_str(), "columns", "name"]
                    && mark.form == Form::Text
                    && mark.value(text) == symbol.id
            };
            let mark = known.index.outline.marks.iter().find(is_name)?;
            mark.path.split_last()?.1.to_vec()
        }
        kind => vec![Step::key(kind.table()?), Step::key(&symbol.id)],
    })
}

/// The edit that adds an id to the `was` of the table at a path.
fn edit(library: &Library, known: &Known, path: &[Step], old: &str, new: &str) -> Option<Edit> {
    let text = library.text(known.file);
    let marks = &known.index.outline.marks;
    let at = |offset: usize, replacement: String| {
        Some(Edit { span: Span::new(known.file, offset..offset), replacement })
    };
    let was = [path, &[Step::key("was")]].concat();
    let former: Vec<&Mark> =
        marks.iter().filter(|mark| mark.form == Form::Text && mark.path.starts_with(&was)).collect();
    if former.iter().any(|mark| mark.value(text) == old) {
        return None;
    }
    if let [only] = former[..]
        && only.path == was
    {
        let written = if only.value(text) == new {
            format!("\"{old}\"")
        } else {
            format!("[{}, \"{old}\"]", text.get(only.range.clone())?)
        };
        return Some(Edit { span: Span::new(known.file, only.range.clone()), replacement: written });
    }
    if let Some(last) = former.last() {
        return at(last.range.end, format!(", \"{old}\""));
    }
    // Below its header.
    let closes = |mark: &&Mark| text[mark.range.end..].trim_start_matches([' ', '\t']).starts_with(']');
    let heads = |mark: &&Mark| mark.form == Form::Header && mark.path == path;
    if let Some(header) = marks.iter().filter(heads).find(closes) {
        let end = text[header.range.end..].find('\n').map_or(text.len(), |found| header.range.end + found);
        return at(end, format!("\nwas = \"{old}\""));
    }
    // In braces, or below `[[tables.users.columns]]`.
    let first = marks.iter().find(|mark| mark.path.len() > path.len() && mark.path.starts_with(path))?;
    let line = text[..first.range.start].rfind('\n').map_or(0, |found| found + 1);
    let before = text.get(line..first.range.start)?;
    if before.contains('{') {
        return at(first.range.start, format!("was = \"{old}\", "));
    }
    let dotted = before.trim_start();
    let written = if dotted.is_empty() { String::new() } else { dotted.replace(old, new) };
    at(line, format!("{written}was = \"{old}\"\n"))
}
