//! Every place where something is cited.

use std::ops::Range;

use super::library::Library;
use crate::source::{FileId, Span};

/// The places where what is at an offset is cited and, if asked for, declared.
pub(crate) fn references(
    library: &Library,
    file: FileId,
    offset: usize,
    with_declaration: bool,
) -> Vec<Span> {
    let Some((symbol, _)) = library.at(file, offset) else { return Vec::new() };
    let places = library.places(&symbol).into_iter();
    places
        .filter(|place| with_declaration || !place.citation.declares)
        .map(|place| Span::new(place.file, place.citation.range))
        .collect()
}

/// The places in the same file, and whether something is declared there.
pub(crate) fn highlights(library: &Library, file: FileId, offset: usize) -> Vec<(Range<usize>, bool)> {
    let Some((symbol, _)) = library.at(file, offset) else { return Vec::new() };
    let places = library.places(&symbol).into_iter().filter(|place| place.file == file);
    places.map(|place| (place.citation.range, place.citation.declares)).collect()
}
