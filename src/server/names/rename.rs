//! Renames an id wherever it is written: all of its places, or none and the reason.

use std::ops::Range;

use super::citation::Origin;
use super::former;
use super::kind::Kind;
use super::library::{Known, Library, Place, Symbol};
use super::listed;
use super::redirects;
use crate::design::{RESERVED, is_id};
use crate::diagnostic::Edit;
use crate::reading::quote_key;
use crate::source::{FileId, Span};

/// What can be renamed at an offset: the place, and the id.
///
/// # Errors
/// When something is there that keeps its name, with the reason.
pub(crate) fn prepare(
    library: &Library,
    file: FileId,
    offset: usize,
) -> Result<Option<(Range<usize>, String)>, String> {
    let Some((symbol, place)) = library.at(file, offset) else { return Ok(None) };
    refuse_fixed(library, &symbol, &library.places(&symbol))?;
    Ok(Some((place.citation.range, symbol.id)))
}

/// The edits that rename what is at an offset.
///
/// # Errors
/// When the name is taken or no id, or when a file that cannot be changed cites the old one.
pub(crate) fn rename(library: &Library, file: FileId, offset: usize, new: &str) -> Result<Vec<Edit>, String> {
    let Some((symbol, _)) = library.at(file, offset) else {
        return Err("nothing with an id is here".to_owned());
    };
    let new = new.trim();
    if new == symbol.id {
        return Ok(Vec::new());
    }
    refuse_name(&symbol, new)?;
    let places = library.places(&symbol);
    refuse_fixed(library, &symbol, &places)?;
    refuse_taken(library, &symbol, new, &places)?;
    let mut edits: Vec<Edit> = places.iter().map(|place| edit(library, place, new)).collect();
    edits.extend(former::edits(library, &symbol, new));
    edits.extend(redirects::edit(library, &symbol, new)?);
    edits.sort_by_key(|edit| (edit.span.file, edit.span.start, edit.span.end));
    edits.dedup_by_key(|edit| edit.span);
    edits.extend(listed::edit(library, &edits));
    Ok(edits)
}

fn refuse_name(symbol: &Symbol, new: &str) -> Result<(), String> {
    if symbol.kind.is_free() {
        let parts = ['.', ',', ':', '(', ')'];
        let is_broken = symbol.kind == Kind::Column && new.contains(parts) || new.contains(char::is_control);
        if new.is_empty() || is_broken {
            return Err(format!("`{new}` is not a name of a {}", symbol.kind.name()));
        }
        return Ok(());
    }
    if RESERVED.contains(&new) {
        return Err(format!("`{new}` is a key of the format, not an id"));
    }
    if !is_id(new) {
        return Err(format!(
            "`{new}` is not an id: letters a to z, digits, `-` and `_`, beginning with a letter or a digit"
        ));
    }
    Ok(())
}

/// Refuses where something that cannot be changed says the old name.
fn refuse_fixed(library: &Library, symbol: &Symbol, places: &[Place]) -> Result<(), String> {
    let (id, kind) = (&symbol.id, symbol.kind.name());
    let session = &library.book.session;
    if let Some(why) = &library.unread {
        return Err(format!("`{id}` may be named in chapters, which cannot be read: {why}"));
    }
    if let Some(fixed) = places.iter().find_map(|place| place.fixed.as_ref()) {
        return Err(format!("`{id}` is named at {fixed}, which an earlier preprocessor makes"));
    }
    for place in places {
        let source = session.sources.get(place.file);
        if source.is_from_file() && source.is_read_only() {
            return Err(format!("`{id}` is named in `{}`, which is read-only", source.shown()));
        }
    }
    let Some(known) = library.design(symbol.file) else { return Ok(()) };
    if known.is_snapshot {
        let shown = session.sources.get(known.file).shown();
        return Err(format!("`{id}` is in `{shown}`, the model of another repository: rename it there"));
    }
    if symbol.kind == Kind::Design {
        return refuse_unwritten(library, symbol);
    }
    if library.is_taken_from_file(known, symbol.kind, id) {
        return Err(format!("the {kind} `{id}` comes from a file of `[sources]`: rename it there"));
    }
    let column = (symbol.kind == Kind::Column).then_some(id.as_str());
    let table = if column.is_some() { &symbol.within } else { id };
    if matches!(symbol.kind, Kind::Table | Kind::Column)
        && let Some(named) = session.names_table(known.file, table, column)
    {
        return Err(format!(
            "`{named}` names the {kind} `{id}`, which the design agrees with: rename it there"
        ));
    }
    Ok(())
}

/// The id of a design may be the name of its file.
fn refuse_unwritten(library: &Library, symbol: &Symbol) -> Result<(), String> {
    for known in library.designs.iter().filter(|known| known.id == symbol.id) {
        let source = library.book.session.sources.get(known.file);
        if known.is_snapshot {
            return Err(format!(
                "`{}` is the id of a design of another repository: rename it there",
                symbol.id
            ));
        }
        if !known.index.citations.iter().any(|it| it.declares && it.kinds == [Kind::Design]) {
            let (id, shown) = (&symbol.id, source.shown());
            return Err(format!(
                "`{id}` is the name of the file `{shown}`: add `id = \"{id}\"` to its `[design]`"
            ));
        }
    }
    Ok(())
}

/// Refuses a name that something else has, also where a citation would come to mean that.
fn refuse_taken(library: &Library, symbol: &Symbol, new: &str, places: &[Place]) -> Result<(), String> {
    let Some(owner) = library.design(symbol.file) else { return Ok(()) };
    let is_declared = library.has(owner, symbol.kind, &symbol.within, &symbol.id);
    let taken = |kind: &&Kind| {
        **kind != Kind::Design && library.has(owner, **kind, &symbol.within, new)
            || **kind == Kind::Design && library.designs.iter().any(|known| known.id == new)
    };
    // Another spelling of the same name of a column.
    let is_respelt = symbol.kind == Kind::Column && new.eq_ignore_ascii_case(&symbol.id);
    if is_declared
        && !is_respelt
        && let Some(kind) = symbol.kind.family().iter().find(taken)
    {
        return Err(format!("`{new}` is already the id of a {}", kind.name()));
    }
    // `[R3]` in a text, and what a risk concerns, may be of several kinds.
    let others = |known: &Known, kinds: &[Kind]| {
        let other = kinds
            .iter()
            .find(|kind| !symbol.kind.family().contains(kind) && library.has(known, **kind, "", new));
        other.copied()
    };
    let shared = places.iter().filter(|place| place.citation.kinds.len() > 1);
    if let Some(kind) = shared.into_iter().find_map(|place| others(owner, place.citation.kinds)) {
        return Err(format!(
            "`{new}` is already the id of a {}, and `{}` is cited where either may be",
            kind.name(),
            symbol.id
        ));
    }
    let mut all =
        library.designs.iter().flat_map(|known| known.index.citations.iter().map(move |it| (known, it)));
    let hides = all.find(|(known, it)| {
        it.id == new
            && it.kinds.len() > 1
            && it.kinds.contains(&symbol.kind)
            && library
                .meant(known, it)
                .is_some_and(|meant| meant.file == symbol.file && library.has(owner, meant.kind, "", new))
    });
    match hides {
        Some((_, it)) if others(owner, it.kinds).is_some() => Err(format!(
            "`{new}` is already the id of something that is cited where a {} may be",
            symbol.kind.name()
        )),
        _ => Ok(()),
    }
}

fn edit(library: &Library, place: &Place, new: &str) -> Edit {
    let text = library.text(place.file);
    let range = place.citation.range.clone();
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let quote = before.filter(|quote| matches!(quote, '"' | '\''));
    let is_toml = library.design(place.file).is_some();
    let span = Span::new(place.file, range);
    if !is_toml || is_id(new) {
        return Edit { span, replacement: new.to_owned() };
    }
    // A name with other characters: it needs quotes as a key, and escapes in some.
    let written = match (place.citation.origin, quote) {
        (Origin::Path, _) => quote_key(new).replace('\\', "\\\\").replace('"', "\\\""),
        (_, Some(_)) => quote_key(&format!("{new}.")).trim_matches('"').trim_end_matches('.').to_owned(),
        (_, None) => quote_key(new),
    };
    Edit { span, replacement: written }
}
